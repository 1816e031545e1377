// What a button does that copies an address.

/** How long the button shows that it is done, in milliseconds. */
const SHOWN = 2000;

/**
 * Copies an address, and shows and announces it. Resolves to whether it could.
 * @param {Element} button
 * @param {string} address
 * @param {() => string} announcement in the language that the article has by then
 */
export async function copyAddress(button, address, announcement) {
  let status = button.nextElementSibling;
  if (!status?.matches(".aw-said")) {
    status = document.createElement("span");
    status.className = "aw-said";
    status.setAttribute("role", "status");
    // It is there before it says anything, or not every screen reader would announce it.
    button.after(status);
  }
  try {
    await navigator.clipboard.writeText(address);
  } catch {
    return false;
  }
  const place = status;
  place.textContent = announcement();
  button.setAttribute("data-copied", "");
  setTimeout(() => {
    place.textContent = "";
    button.removeAttribute("data-copied");
  }, SHOWN);
  return true;
}
