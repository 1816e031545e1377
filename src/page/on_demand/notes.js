// Opens a note beside its number. Without this module, the number leads to the note at the end of the article.
import { partAround } from "./parts.js";

/** Space between a note and the edges of the window. */
const MARGIN = 8;

/**
 * Puts a note below its number, or above it where there is no room; it moves along when the page is scrolled.
 * @param {HTMLElement} note
 * @param {Element} number
 */
function place(note, number) {
  const { left, width, top, bottom } = number.getBoundingClientRect();
  const { offsetWidth, offsetHeight } = note;
  const { clientWidth, clientHeight } = document.documentElement;
  const inline = Math.min(left + width / 2 - offsetWidth / 2, clientWidth - offsetWidth - MARGIN);
  const below = bottom + MARGIN + offsetHeight <= clientHeight || top < offsetHeight + MARGIN;
  note.style.left = `${Math.max(MARGIN, inline) + scrollX}px`;
  note.style.top = `${(below ? bottom + MARGIN : top - offsetHeight - MARGIN) + scrollY}px`;
}

/**
 * What a note of the list says, without the link back and without what there may be once only.
 * @param {Element} item
 */
function contentOf(item) {
  const copy = /** @type {Element} */ (item.cloneNode(true));
  copy.querySelector(":scope > .aw-link:last-child[aria-label]")?.remove();
  for (const part of copy.querySelectorAll("[id]")) part.removeAttribute("id");
  return [...copy.childNodes];
}

/**
 * Attaches to an article its notes.
 * @param {Element} _host
 * @param {Element} root
 * @param {unknown} _choice
 * @param {AbortSignal} signal ends it
 */
export function attach(_host, root, _choice, signal) {
  if (!("popover" in HTMLElement.prototype)) return { press() {}, refresh() {} };
  /** The number whose note was open when it was pressed: that press has closed it. @type {Element | undefined} */
  let closed;
  /** @param {unknown} target */
  const numberAt = (target) => /** @type {HTMLAnchorElement | null} */ (partAround(root, target, ".aw-note-ref > a"));

  /** @param {HTMLAnchorElement} number */
  const open = (number) => {
    const tree = /** @type {Document | ShadowRoot} */ (number.getRootNode());
    const item = tree.getElementById(number.hash.slice(1)) ?? tree.getElementById(decodeURIComponent(number.hash.slice(1)));
    if (!item || !root.contains(item)) return false;
    const note = document.createElement("div");
    note.className = "aw-note";
    note.popover = "auto";
    note.tabIndex = -1;
    note.setAttribute("role", "dialog");
    note.ariaLabel = number.ariaLabel;
    note.append(...contentOf(item));
    let focused = false;
    note.addEventListener("beforetoggle", () => {
      focused = note.matches(":focus-within");
    });
    note.addEventListener("toggle", (event) => {
      if (/** @type {ToggleEvent} */ (event).newState !== "closed") return;
      note.remove();
      // In a shadow root, Chromium doesn't do so itself.
      if (focused) number.focus({ preventScroll: true });
    });
    number.after(note);
    note.showPopover();
    place(note, number);
    // From there, Escape leads back to the number.
    note.focus({ preventScroll: true });
    return true;
  };

  root.addEventListener(
    "pointerdown",
    ({ target }) => {
      const number = numberAt(target);
      closed = number?.nextElementSibling ? number : undefined;
    },
    { signal, capture: true },
  );
  // Before the article follows the link.
  root.addEventListener(
    "click",
    (event) => {
      const { button, ctrlKey, metaKey, shiftKey, altKey } = /** @type {MouseEvent} */ (event);
      const number = numberAt(event.target);
      if (!number || event.defaultPrevented || button || ctrlKey || metaKey || shiftKey || altKey) return;
      if (number === closed || open(number)) event.preventDefault();
      closed = undefined;
    },
    { signal, capture: true },
  );
  signal.addEventListener("abort", () => {
    for (const note of root.querySelectorAll(".aw-note")) note.remove();
  });
  return { press() {}, refresh() {} };
}
