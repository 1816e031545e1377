// The way through an article: all sections at one press, and where in the contents the reader is.
import { watchSight } from "./observers.js";
import { isOpen, onToggle, partAt, partsOf, sectionsOf, setOpen, targetOf } from "./sections.js";

/** What the page says, in the article's language. @typedef {{ showAll: string, hideAll: string }} Labels */

/**
 * @param {Element} host
 * @param {Element} root
 * @param {() => Labels} labels
 * @param {import("./life.js").Life} life
 * @returns {() => void} to be called when sections came or went
 */
export function guide(host, root, labels, life) {
  const tell = () => {
    const [all] = partsOf(root, ".aw-all");
    const { showAll, hideAll } = labels();
    const label = sectionsOf(root).every(isOpen) ? hideAll : showAll;
    if (all && all.textContent !== label) all.textContent = label;
  };
  onToggle(host, tell, life);
  life.listen(root, "click", (event) => {
    if (!partAt(root, event, ".aw-all")) return;
    const sections = sectionsOf(root);
    const open = !sections.every(isOpen);
    for (const section of sections) setOpen(host, section, open, "all");
  });

  /** @type {Map<Element | null, HTMLAnchorElement>} */
  const links = new Map();
  /** Those that lie across a line in the upper part of the window. @type {Set<Element>} */
  const across = new Set();
  const reading = watchSight(
    (entries) => {
      for (const { isIntersecting, target } of entries) across[isIntersecting ? "add" : "delete"](target);
      // A section in a section comes later.
      const now = sectionsOf(root).findLast((section) => across.has(section) && links.has(section));
      for (const [section, link] of links) {
        if (section === now) link.setAttribute("aria-current", "true");
        else link.removeAttribute("aria-current");
      }
    },
    { rootMargin: "-20% 0px -79%" },
  );
  life.onEnd(() => reading.disconnect());
  const follow = () => {
    reading.disconnect();
    links.clear();
    across.clear();
    for (const link of /** @type {HTMLAnchorElement[]} */ (partsOf(root, ".aw-toc-link"))) {
      const section = targetOf(root, link.hash);
      links.set(section, link);
      if (section) reading.observe(section);
    }
  };
  follow();
  return () => {
    tell();
    follow();
  };
}
