// Sections that open and close: by click, by find-in-page, by fragment, by call.
//
// Everything is found by its place in the section, never by id: the ids of a page are anybody's.
import { partAround, partsOf, sectionsOf } from "../../src/page/on_demand/parts.js";
import { arriveAt } from "./arrival.js";
import { scrollAround } from "./scrolling.js";

export { partsOf, sectionsOf };

/** @typedef {"user" | "find" | "hash" | "all" | "restore" | "print" | "api"} Reason */

/** @param {Element} section */
const panelOf = (section) => /** @type {HTMLElement} */ (section.lastElementChild);

/** @param {Element} section */
const buttonOf = (section) => /** @type {HTMLElement} */ (section.firstElementChild?.firstElementChild);

/** @param {Element} section */
export const isOpen = (section) => !panelOf(section).hasAttribute("hidden");

/**
 * The part of a kind, in this article, that something happened to.
 * @param {Element} root
 * @param {Event} event
 * @param {string} selector
 */
export const partAt = (root, { target }, selector) => partAround(root, target, selector);

/** @typedef {{ id: string, open: boolean, reason: Reason }} Toggled */

/** What else changes with a section: not by the public event, which a page can stop. @type {WeakMap<Element, Set<(toggled: Toggled) => void>>} */
const watchers = new WeakMap();

/**
 * Calls a function whenever a section of the host's article has opened or closed, before the page hears of it.
 * @param {Element} host
 * @param {(toggled: Toggled) => void} changed
 * @param {import("./life.js").Life} life
 */
export function onToggle(host, changed, life) {
  const all = watchers.get(host) ?? new Set();
  watchers.set(host, all);
  all.add(changed);
  life.onEnd(() => all.delete(changed));
}

/** Narrower than this, in CSS pixels, sections start closed with `sections: "narrow"`. */
export const NARROW = 640;

/**
 * Opens a closed section or closes an open one, without an event.
 * @param {Element} section
 */
export function flip(section) {
  const open = !isOpen(section);
  buttonOf(section).setAttribute("aria-expanded", String(open));
  if (open) panelOf(section).removeAttribute("hidden");
  else panelOf(section).setAttribute("hidden", "until-found");
}

/**
 * Opens or closes; dispatches the event if that changed anything.
 * @param {Element} host
 * @param {Element} section
 * @param {boolean} open
 * @param {Reason} reason
 */
export function setOpen(host, section, open, reason) {
  if (open === isOpen(section)) return;
  const panel = panelOf(section);
  // The focus must not be left on something that can't be seen.
  const focused = !open && panel.contains(/** @type {Document} */ (panel.getRootNode()).activeElement);
  flip(section);
  if (focused) buttonOf(section).focus();
  const detail = { id: section.id, open, reason };
  for (const changed of watchers.get(host) ?? []) changed(detail);
  host.dispatchEvent(new CustomEvent("article-toggle", { bubbles: true, composed: true, detail }));
}

/**
 * Closes again what a browser has opened before the script came, because a fragment leads there or something was found: it was
 * printed closed. Gives back what opens it, with a host for good.
 * @param {Element} root
 * @returns {((host?: Element) => void)[]}
 */
export function concealed(root) {
  const revealed = sectionsOf(root).filter((section) => isOpen(section) && buttonOf(section)?.getAttribute("aria-expanded") === "false");
  for (const section of revealed) panelOf(section).setAttribute("hidden", "until-found");
  return revealed.map((section) => (host) => {
    if (host && section.isConnected) setOpen(host, section, true, "find");
    else panelOf(section).removeAttribute("hidden");
  });
}

/**
 * Not everything behind a # is percent-encoded text.
 * @param {string} hash
 */
export function decoded(hash) {
  try {
    return decodeURIComponent(hash);
  } catch {
    return hash;
  }
}

/**
 * What a fragment leads to, if it is in this article: the fragment as it is, else percent-decoded, else in another
 * Unicode normal form, as keyboards and systems give different ones.
 * @param {Element} root
 * @param {string} hash
 */
export function targetOf(root, hash) {
  const raw = hash.slice(1);
  if (!raw) return null;
  const tree = /** @type {Document} */ (root.getRootNode());
  const name = decoded(raw);
  const target = tree.getElementById?.(raw) ?? tree.getElementById?.(name);
  if (target) return root.contains(target) ? target : null;
  const ids = /** @type {HTMLElement[]} */ ([...root.querySelectorAll("[id]")]);
  return ids.find(({ id }) => id.normalize() === name.normalize()) ?? null;
}

/**
 * Opens the closed sections around an element, from the outermost in; says whether there were any.
 * @param {Element} host
 * @param {Element} root
 * @param {Element} element
 * @param {Reason} reason
 */
function reveal(host, root, element, reason) {
  const closed = sectionsOf(root).filter((section) => section.contains(element) && !isOpen(section));
  for (const section of closed) setOpen(host, section, true, reason);
  return closed.length > 0;
}

/**
 * Opens what the fragment leads to and goes there. The browser does neither for what came after the page was loaded, nor
 * for what is in a shadow root.
 * @param {Element} host
 * @param {Element} root
 * @param {boolean} arriving
 * @param {import("./life.js").Life} life
 */
export function followFragment(host, root, arriving, life) {
  const target = targetOf(root, location.hash);
  if (!target) return;
  // The browser itself knows an id in one Unicode normal form alone.
  const isolated = root.getRootNode() !== document || decoded(location.hash) !== `#${target.id}`;
  if (reveal(host, root, target, "hash") || arriving || isolated) arriveAt(target, sectionsOf(root), life, arriving ? "instant" : "auto");
  if (!isolated || arriving || target.hasAttribute("tabindex")) return;
  // From there the Tab key goes on.
  target.setAttribute("tabindex", "-1");
  target.focus({ preventScroll: true });
  target.removeAttribute("tabindex");
}

/**
 * Closes the siblings of a section that was opened. What the reader looks at stays where it is.
 * @param {Element} host
 * @param {Element} root
 * @param {import("./life.js").Life} life
 */
export function keepOneOpen(host, root, life) {
  onToggle(
    host,
    ({ id, open, reason }) => {
      if (!open || /all|print|restore/.test(reason)) return;
      const sections = sectionsOf(root);
      const opened = sections.find((section) => section.id === id);
      if (!opened) return;
      const top = opened.getBoundingClientRect().top;
      for (const other of sections) {
        if (other !== opened && other.parentNode === opened.parentNode) setOpen(host, other, false, reason);
      }
      scrollAround(opened, opened.getBoundingClientRect().top - top);
    },
    life,
  );
}

/**
 * Whether a link to a part of this article would leave the page, because addresses start from a `<base>` or, in a frame with
 * `srcdoc`, from the page around it.
 * @param {Element} root
 * @param {HTMLAnchorElement} link
 * @param {MouseEvent} event
 */
function leavesByBase(root, link, event) {
  const hash = link.getAttribute("href") ?? "";
  if (!hash.startsWith("#") || link.href.split("#")[0] === location.href.split("#")[0]) return false;
  if (event.defaultPrevented || event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return false;
  return link.closest(".aw") === root && targetOf(root, hash) !== null;
}

/**
 * Brings an article's sections to life.
 * @param {Element} host
 * @param {Element} root
 * @param {import("./life.js").Life} life
 */
export function animate(host, root, life) {
  life.listen(root, "click", (event) => {
    const button = partAt(root, event, ".aw-section-button");
    const section = button?.closest(".aw-section");
    if (section && buttonOf(section) === button) setOpen(host, section, !isOpen(section), "user");
  });
  // The browser is about to reveal a closed panel, because something was found or a fragment leads there. It goes no
  // further out once we have opened the innermost, so all are opened here.
  life.listen(root, "beforematch", (event) => {
    const panel = /** @type {Element} */ (event.target);
    const target = targetOf(root, location.hash);
    reveal(host, root, panel, target && panel.contains(target) ? "hash" : "find");
  });
  /**
   * The browser is about to scroll to a fragment: it needs to know how high what is above it is.
   * @param {string} address
   */
  const expect = (address) => {
    const [page, hash] = address.split("#");
    const target = hash && page === location.href.split("#")[0] && targetOf(root, `#${hash}`);
    if (target) arriveAt(target, sectionsOf(root), life);
  };
  life.listen(window, "hashchange", () => followFragment(host, root, false, life));
  // Addresses that were typed or set by a script; going back leads to where the reader was instead.
  const { navigation } = /** @type {{ navigation?: EventTarget }} */ (globalThis);
  if (navigation) {
    life.share(navigation, "navigate", (event) => {
      const { hashChange, navigationType, destination } = /** @type {any} */ (event);
      if (hashChange && navigationType !== "traverse") expect(destination.url);
    });
  }
  life.listen(window, "click", (event) => {
    const [target] = event.composedPath();
    const link = target instanceof Element && target.closest("a");
    if (!link) return;
    if (leavesByBase(root, link, event)) {
      event.preventDefault();
      const hash = /** @type {string} */ (link.getAttribute("href"));
      const target = location.hash === hash && targetOf(root, hash);
      if (target) {
        // That changes no hash, so the browser doesn't go there.
        reveal(host, root, target, "hash");
        arriveAt(target, sectionsOf(root), life, "auto");
      } else {
        location.hash = hash;
      }
      return;
    }
    // A link to the fragment that the page is at already changes no hash.
    if (link.href === location.href && !event.defaultPrevented) followFragment(host, root, false, life);
    else if (!navigation && !event.defaultPrevented) expect(link.href);
  });
}
