// The parts of an article, without those of another article in one of its slots.

/**
 * All parts that match, in document order.
 * @param {Element} root
 * @param {string} selector
 */
export function partsOf(root, selector) {
  const parts = /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]);
  return ownOf(root, parts);
}

/**
 * The sections, in document order. Browsers remember what they have found by class, until nodes come or go.
 * @param {Element} root
 */
export const sectionsOf = (root) => ownOf(root, /** @type {HTMLElement[]} */ ([...root.getElementsByClassName("aw-section")]));

/**
 * Those that are not in another article.
 * @param {Element} root
 * @param {HTMLElement[]} parts
 */
const ownOf = (root, parts) => (root.getElementsByClassName("aw").length > 0 ? parts.filter((part) => part.closest(".aw") === root) : parts);

/**
 * The part that matches and contains an element, such as the target of an event.
 * @param {Element} root
 * @param {unknown} target
 * @param {string} selector
 */
export function partAround(root, target, selector) {
  const part = /** @type {HTMLElement | null | false} */ (target instanceof Element && target.closest(selector));
  return part && part.closest(".aw") === root ? part : null;
}

/**
 * The posts in an article, not those that they quote.
 * @param {Element} root
 */
export const cardsOf = (root) => partsOf(root, ".aw-tweet:not(.aw-tweet *)");

/** @param {Element} element */
export const focusOf = (element) => /** @type {Document} */ (element.getRootNode()).activeElement;
