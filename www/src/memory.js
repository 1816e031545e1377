// What the reader opened and closed, kept for as long as the tab is there.
import { isOpen, onToggle, sectionsOf, setOpen } from "./sections.js";

/** @param {Element} section */
const keyOf = (section) => section.getAttribute("data-key") ?? "";

/**
 * @param {Element} host
 * @param {Element} root
 * @param {string} article what identifies it
 * @param {import("./life.js").Life} life
 * @returns {() => void} to be called when sections came or went
 */
export function remember(host, root, article, life) {
  // Two pages may have articles of one headline.
  const name = `article-widget:${location.pathname}:${article}`;

  // The storage may be forbidden, full, or hold what somebody else has put there.
  const read = () => {
    try {
      return Object(JSON.parse(sessionStorage.getItem(name) ?? "{}"));
    } catch {
      return {};
    }
  };

  /** @type {Map<string, { section: Element, open: boolean }>} */
  const start = new Map();
  onToggle(
    host,
    ({ id, open, reason }) => {
      const entry = start.get(id);
      if (!entry || /print|restore/.test(reason)) return;
      const saved = read();
      const key = keyOf(entry.section);
      if (open === entry.open) delete saved[key];
      else saved[key] = open;
      try {
        if (Object.keys(saved).length > 0) sessionStorage.setItem(name, JSON.stringify(saved));
        else sessionStorage.removeItem(name);
      } catch {
        // Then it is forgotten.
      }
    },
    life,
  );

  const restore = () => {
    const saved = read();
    for (const section of sectionsOf(root)) {
      if (start.has(section.id)) continue;
      start.set(section.id, { section, open: isOpen(section) });
      const key = keyOf(section);
      if (Object.hasOwn(saved, key) && typeof saved[key] === "boolean") setOpen(host, section, saved[key], "restore");
    }
  };
  restore();
  return restore;
}
