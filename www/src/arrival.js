// Scrolling to a fragment's target and keeping it at the window's top while the layout around it settles.
import { Life } from "./life.js";
import { watchSize } from "./observers.js";

/** How many frames in a row the target has to rest before it counts as settled. */
const CALM = 10;

/** What a reader does to go on by themselves. @type {("wheel" | "touchstart" | "pointerdown" | "keydown")[]} */
export const INPUTS = ["wheel", "touchstart", "pointerdown", "keydown"];

/** Ends the arrival that is under way: a page has one scroll position. */
let letGo = () => {};

/**
 * Whether scrolling to an element is animated.
 * @param {Element} target
 */
function isSmooth(target) {
  /** @type {Node | null} */
  let at = target;
  for (; at; at = at.parentNode ?? /** @type {ShadowRoot} */ (at).host ?? null) {
    if (at instanceof Element && getComputedStyle(at).scrollBehavior === "smooth") return true;
  }
  return false;
}

/**
 * Keeps an element at the window's top until its place is stable, the reader scrolls, or another arrival begins. Until then,
 * all sections up to it are laid out: sections outside the window have assumed heights (`content-visibility`).
 * @param {Element} target
 * @param {Element[]} sections of the article
 * @param {import("./life.js").Life} parent ends it
 * @param {ScrollBehavior} [scroll] scrolls there first, like this; without it, the browser does
 */
export function arriveAt(target, sections, parent, scroll) {
  letGo();
  const life = new Life();
  const end = () => life.end();
  letGo = end;
  life.onEnd(parent.onEnd(end));
  for (const input of INPUTS) life.listen(window, input, end, { passive: true });

  const near = sections.filter((section) => section.compareDocumentPosition(target) & 4 || section === target || section.hasAttribute("data-near"));
  for (const section of near) section.setAttribute("data-near", "");
  if (scroll) target.scrollIntoView?.({ behavior: scroll });

  const smooth = scroll !== "instant" && isSmooth(target);
  let frame = 0;
  let calm = 0;
  /** @type {number | undefined} */
  let top;
  /** Where the page was scrolled to, and how high it was then. @type {number[]} */
  let own = [];
  const position = () => [scrollY, document.documentElement.scrollHeight];
  const correct = () => {
    const [y, height] = position();
    // Nothing has moved but the page: a script scrolls it.
    if (!smooth && height === own[1] && y !== own[0]) return end();
    // An animated scroll ends where it should, unless something moves meanwhile: that is corrected when it has come to rest.
    if (!smooth || calm >= CALM) target.scrollIntoView?.({ behavior: "instant" });
    own = position();
  };
  const look = () => {
    const before = top;
    correct();
    ({ top } = target.getBoundingClientRect());
    calm = top === before ? calm + 1 : 0;
    if (calm > CALM || !target.isConnected) end();
    else if (!life.ended) frame = requestAnimationFrame(look);
  };
  // Between layout and paint: nobody sees the target elsewhere.
  const size = watchSize(correct);
  for (const section of near) size.observe(section);
  life.onEnd(() => {
    size.disconnect();
    cancelAnimationFrame(frame);
    // The browser remembers their heights at the end of a frame. A later arrival takes them over.
    requestAnimationFrame(() =>
      requestAnimationFrame(() => {
        for (const section of letGo === end ? near : []) section.removeAttribute("data-near");
      }),
    );
  });
  // The browser's own scroll comes first: it notes where the reader was.
  if (scroll) look();
  else frame = requestAnimationFrame(look);
}
