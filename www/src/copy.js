// The address of a section, for the reader to take along.
import { partAt } from "./sections.js";

/** How long the button says that it is done, in milliseconds. */
const SHOWN = 2000;

/**
 * @param {Element} root
 * @param {() => { copied: string }} labels in the language that the article has by then
 * @param {AbortSignal} signal ends it
 */
export function offerAddresses(root, labels, signal) {
  root.addEventListener(
    "click",
    async (event) => {
      const button = partAt(root, event, ".aw-copy");
      const section = button?.closest(".aw-section");
      if (!button || !section) return;
      const address = new URL(location.href);
      address.hash = section.id;
      let status = /** @type {Element} */ (button.nextElementSibling);
      if (!status.matches(".aw-said")) {
        status = document.createElement("span");
        status.className = "aw-said";
        status.setAttribute("role", "status");
        // It is there before it says anything, or not everybody would hear it.
        button.after(status);
      }
      try {
        await navigator.clipboard.writeText(address.href);
      } catch {
        // There the reader can copy it.
        location.hash = section.id;
        return;
      }
      status.textContent = labels().copied;
      button.setAttribute("data-copied", "");
      setTimeout(() => {
        status.textContent = "";
        button.removeAttribute("data-copied");
      }, SHOWN);
    },
    { signal },
  );
}
