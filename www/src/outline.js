// The way through an article: all sections at one press, and where in the contents the reader is.
import { isOpen, onToggle, partAt, partsOf, sectionsOf, setOpen, targetOf } from "./sections.js";

/** What the page says, in the article's language. @typedef {{ showAll: string, hideAll: string }} Labels */

/**
 * @param {Element} host
 * @param {Element} root
 * @param {Labels} labels
 * @param {AbortSignal} signal ends it
 */
export function guide(host, root, { showAll, hideAll }, signal) {
  const sections = sectionsOf(root);

  const [all] = partsOf(root, ".aw-all");
  if (all) {
    onToggle(
      host,
      () => {
        const label = sections.every(isOpen) ? hideAll : showAll;
        if (all.textContent !== label) all.textContent = label;
      },
      signal,
    );
    root.addEventListener(
      "click",
      (event) => {
        if (!partAt(root, event, ".aw-all")) return;
        const open = !sections.every(isOpen);
        for (const section of sections) setOpen(host, section, open, "all");
      },
      { signal },
    );
  }

  /** @type {Map<Element | null, HTMLAnchorElement>} */
  const links = new Map();
  for (const link of /** @type {HTMLAnchorElement[]} */ (partsOf(root, ".aw-toc-link"))) links.set(targetOf(root, link.hash), link);
  if (links.size === 0) return;
  /** Those that lie across a line in the upper part of the window. @type {Set<Element>} */
  const across = new Set();
  const reading = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) across[isIntersecting ? "add" : "delete"](target);
      // A section in a section comes later.
      const now = sections.findLast((section) => across.has(section) && links.has(section));
      for (const [section, link] of links) {
        if (section === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-20% 0px -79%" },
  );
  for (const section of sections) if (links.has(section)) reading.observe(section);
  signal.addEventListener("abort", () => reading.disconnect());
}
