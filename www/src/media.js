// Pictures and videos of posts that are held back until the reader asks for them.
import { allowsMedia, blockOf, grantMedia, providerOf, tell, watch } from "../../src/page/on_demand/consent.js";
import { cardsOf, focusOf, partAround } from "../../src/page/on_demand/parts.js";

/** The articles on this page. @type {Set<Element>} */
export const articles = new Set();

/**
 * What is held back for no other reason than where it comes from.
 * @param {Element} place
 */
const heldIn = (place) =>
  [...place.querySelectorAll(":is(img, source)[data-src], video[data-poster]")].filter((element) => !element.closest(".aw-sensitive"));

/** @param {Element} root */
function showMedia(root) {
  /** @type {Map<string, boolean>} */
  const allowed = new Map();
  for (const card of cardsOf(root)) {
    const held = heldIn(card);
    const buttons = card.querySelectorAll("[data-ask=media]");
    if (held.length + buttons.length === 0) continue;
    const provider = providerOf(card);
    // The first look into the storage takes a page milliseconds.
    if (!allowed.has(provider)) allowed.set(provider, allowsMedia(provider));
    if (!allowed.get(provider)) continue;
    for (const element of held) {
      for (const name of ["src", "poster"]) {
        const value = element.getAttribute(`data-${name}`);
        if (value !== null) element.setAttribute(name, value);
        element.removeAttribute(`data-${name}`);
      }
    }
    // A video that had no source looks for one again only after `load()`.
    for (const film of new Set(held.map((element) => element.closest("video, audio")))) /** @type {HTMLMediaElement | null} */ (film)?.load();
    for (const button of buttons) button.remove();
  }
}

/**
 * Shows the media on the whole page, and those of the button even if they are sensitive.
 * @param {Element} card
 * @param {Element} button
 */
function reveal(card, button) {
  const focused = focusOf(button) === button;
  const hidden = button.closest(".aw-sensitive");
  hidden?.classList.remove("aw-sensitive");
  const held = heldIn(hidden ?? card);
  button.remove();
  grantMedia(providerOf(card));
  if (!focused) return;
  let next = held.map((element) => element.closest("a[href], video[controls], audio[controls]")).find(Boolean);
  if (!next) (next = card).setAttribute("tabindex", "-1");
  /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
}

/**
 * Attaches to an article the buttons that show media.
 * @param {Element} host
 * @param {Element} root
 * @param {import("./life.js").Life} life
 * @returns {() => void} to be called when posts came or changed
 */
export function holdBack(host, root, life) {
  articles.add(root);
  life.onEnd(() => articles.delete(root));
  life.listen(root, "click", ({ target }) => {
    const button = partAround(root, target, "[data-ask=media], [data-ask=sensitive]");
    const card = button && cardsOf(root).find((card) => card.contains(button));
    if (!card) return;
    const block = blockOf(root, card);
    reveal(card, button);
    tell(host, providerOf(card), block, true);
  });
  const refresh = () => {
    if (root.querySelector("[data-ask=media], [data-src], [data-poster]")) showMedia(root);
  };
  life.onEnd(watch((_, allowed) => allowed && refresh()));
  refresh();
  return refresh;
}
