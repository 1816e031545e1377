// The article on paper: with its pictures, and open, unless the page wants it as it is.
import { isOpen, partsOf, sectionsOf, setOpen } from "./sections.js";

/**
 * @param {Element} host
 * @param {Element} root
 * @param {import("./life.js").Life} life
 */
export function prepareForPrint(host, root, life) {
  /** @type {Element[]} */
  let opened = [];
  life.listen(window, "beforeprint", () => {
    for (const picture of partsOf(root, "img[loading=lazy]")) picture.setAttribute("loading", "eager");
    if (root.getAttribute("data-print") === "as-is") return;
    // Some browsers say so twice.
    const closed = sectionsOf(root).filter((section) => !isOpen(section));
    opened.push(...closed);
    for (const section of closed) setOpen(host, section, true, "print");
  });
  life.listen(window, "afterprint", () => {
    for (const section of opened) setOpen(host, section, false, "print");
    opened = [];
  });
}
