// The parts of an article, without those of another article in one of its slots.

/**
 * All parts that match, in document order.
 * @param {Element} root
 * @param {string} selector
 */
export const partsOf = (root, selector) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(selector)]).filter((part) => part.closest(".aw") === root);

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
