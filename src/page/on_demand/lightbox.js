// An article's pictures in full size, in a dialog of the page's own that is in the article while it is open.
import { tagOf } from "./language.js";
import { partAround, partsOf } from "./parts.js";

/** Interface texts in the article's language. @typedef {{ close: string, previous: string, next: string }} Labels */

/** A finger that moved further than this, in pixels, meant it. */
const SWIPE = 40;

/**
 * The address of a picture's largest candidate.
 * @param {HTMLImageElement} picture
 */
function largest({ srcset, src }) {
  let most = 0;
  for (const [, address, width] of srcset.matchAll(/(\S+) (\d+)w/g)) {
    if (Number(width) > most) [most, src] = [Number(width), address];
  }
  return src;
}

/**
 * An element with these properties.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {string} className
 * @param {object} [properties]
 */
const made = (name, className, properties) => Object.assign(document.createElement(name), { className }, properties);

/**
 * Attaches to an article the buttons that show a picture in full size.
 * @param {Element} _host
 * @param {Element} root
 * @param {{ labels: Labels }} choice
 * @param {AbortSignal} signal ends it
 */
export function attach(_host, root, choice, signal) {
  /** @param {unknown} target */
  const press = (target) => {
    const button = partAround(root, target, ".aw-enlarge") ?? partAround(root, target, ".aw-picture:has(+ .aw-enlarge)")?.nextElementSibling;
    if (button) open(root, /** @type {HTMLElement} */ (button), choice.labels, signal);
  };
  root.addEventListener("click", ({ target }) => press(target), { signal });
  return { press, refresh() {} };
}

/**
 * @param {Element} root
 * @param {HTMLElement} opener
 * @param {Labels} labels
 * @param {AbortSignal} signal
 */
function open(root, opener, labels, signal) {
  const buttons = partsOf(root, ".aw-enlarge");
  const count = buttons.length;
  let at = buttons.indexOf(opener);
  /** With a mouse, a swipe ends in a click. */
  let swiped = false;

  const dialog = made("dialog", "aw-lightbox");
  const number = made("p", "aw-lightbox-count");
  const digits = new Intl.NumberFormat(tagOf(/** @type {HTMLElement} */ (root).lang));
  const figure = made("figure", "aw-lightbox-figure", { ariaLive: "polite" });

  const show = () => {
    const button = /** @type {HTMLElement} */ (buttons[at]);
    const picture = /** @type {HTMLImageElement} */ (button.previousElementSibling);
    const { alt } = picture;
    const caption = button.nextElementSibling?.cloneNode(true);
    figure.replaceChildren(made("img", "aw-lightbox-picture", { alt, src: largest(picture), draggable: false }));
    if (caption instanceof Element) {
      for (const part of [caption, ...caption.querySelectorAll("[id]")]) part.removeAttribute("id");
      figure.append(caption);
    }
    number.textContent = `${digits.format(at + 1)}/${digits.format(count)}`;
    dialog.ariaLabel = alt || caption?.textContent?.trim() || button.ariaLabel;
  };

  /**
   * To the next or previous picture, and from the last to the first.
   * @param {number} step
   */
  const go = (step) => {
    at = (at + step + count) % count;
    show();
  };

  /**
   * @param {string} name
   * @param {string} ariaLabel
   * @param {string} textContent
   * @param {() => void} onclick
   */
  const button = (name, ariaLabel, textContent, onclick) =>
    dialog.append(made("button", `aw-lightbox-button aw-lightbox-${name}`, { type: "button", ariaLabel, textContent, onclick }));

  const close = () => dialog.close();
  button("close", labels.close, "×", close);
  if (count > 1) {
    button("previous", labels.previous, "‹", () => go(-1));
    button("next", labels.next, "›", () => go(1));
    dialog.append(number);
    const ahead = () => (getComputedStyle(dialog).direction === "rtl" ? -1 : 1);
    dialog.onkeydown = (event) => {
      const { key, altKey, ctrlKey, metaKey, shiftKey } = event;
      const side = { ArrowLeft: -1, ArrowRight: 1 }[key];
      if (!side || altKey || ctrlKey || metaKey || shiftKey) return;
      event.preventDefault();
      go(side * ahead());
    };
    /** Where the finger is; nowhere once there are two. @type {number | undefined} */
    let from;
    dialog.onpointerdown = ({ isPrimary, clientX }) => {
      from = isPrimary ? clientX : undefined;
    };
    dialog.onpointerup = ({ clientX }) => {
      const way = clientX - (from ?? clientX);
      // In an enlarged window, a finger moves the window.
      swiped = Math.abs(way) > SWIPE && !(Number(visualViewport?.scale) > 1);
      if (swiped) go(Math.sign(-way) * ahead());
      from = undefined;
    };
  }
  dialog.onclick = ({ target }) => {
    if (!swiped && (target === dialog || target === figure)) close();
    swiped = false;
  };

  const away = () => dialog.remove();
  dialog.onclose = () => {
    away();
    signal.removeEventListener("abort", away);
    opener.focus({ preventScroll: true });
  };
  signal.addEventListener("abort", away);
  dialog.append(figure);
  show();
  root.append(dialog);
  dialog.showModal();
}
