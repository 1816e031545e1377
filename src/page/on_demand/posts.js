// The original of a post, rendered by the platform's own script in place of our card.
import { bypass } from "./bypass.js";
import { X, allows, always, blockOf, decide, watch } from "./consent.js";
import { nearby } from "./nearby.js";
import { cardsOf, focusOf, partAround } from "./parts.js";

/** Interface texts in the article's language. @typedef {import("./bypass.js").Labels & { loading: string, failed: string, back: string }} Labels */

/**
 * @typedef {object} Choice
 * @property {boolean} live originals come by themselves
 * @property {boolean} ready whether the article has all its texts: before, its posts may be rendered again
 * @property {Labels} labels
 * @property {import("./consent.js").Consent} consent
 * @property {string | { toString(): string } | undefined} scriptUrl
 */

/** How long an original may take, in milliseconds. */
const PATIENCE = 10_000;

/** The platform's scripts, by address; those that failed are not in the page. @type {Map<string, HTMLScriptElement>} */
const scripts = new Map();

/** The platform's functions, if they are there. The name may be anybody's, even a frame's that may not be looked into. */
function platform() {
  try {
    const { widgets } = /** @type {any} */ (globalThis).twttr;
    if (typeof widgets.createTweet === "function") return widgets;
  } catch {
    // Nor may it be anything at all.
  }
}

/**
 * Looks until something is true; asked every now and then, because a page in the background gets no frames.
 * @param {() => unknown} test
 * @param {AbortSignal} signal
 */
const until = (test, signal) =>
  new Promise((/** @type {(_: void) => void} */ done) => {
    const look = () => test() && done(clearInterval(timer));
    const timer = setInterval(look, 50);
    signal.addEventListener("abort", () => clearInterval(timer));
    look();
  });

/**
 * An element with these properties.
 * @template {keyof HTMLElementTagNameMap} Name
 * @param {Name} name
 * @param {object} properties
 */
const made = (name, properties) => Object.assign(document.createElement(name), properties);

/**
 * Has the platform draw a post into a box; done when there is something to see.
 * @param {string | null} id
 * @param {HTMLElement} box
 * @param {object} look
 * @param {any} src text, or an object that the page's policy for scripts has made
 * @param {AbortController} attempt
 */
async function draw(id, box, look, src, attempt) {
  const { signal } = attempt;
  if (!platform()) {
    const key = String(src);
    let script = scripts.get(key);
    if (!script?.isConnected) {
      const fresh = (script = made("script", { src, onerror: () => fresh.remove() }));
      scripts.set(key, fresh);
      document.head.append(fresh);
    }
    script.addEventListener("error", () => attempt.abort(), { signal });
  }
  await until(platform, signal);
  const drawn = await platform()?.createTweet(id, box, look);
  signal.throwIfAborted();
  if (!(drawn instanceof Element)) throw drawn;
  await until(() => box.contains(drawn) && box.offsetHeight, signal);
}

/**
 * Puts the original in the card's place once it can be seen; until then, and if it never can, the card stays.
 * @param {Element} root
 * @param {HTMLElement} card
 * @param {HTMLElement} button
 * @param {Element} status
 * @param {Choice} choice
 * @param {AbortSignal} signal
 * @returns the box of the original, if it is shown
 */
async function replace(root, card, button, status, { labels, scriptUrl = "https://platform.x.com/widgets.js" }, signal) {
  const box = made("div", { className: "aw-tweet-live aw-tweet-waiting" });
  status.textContent = labels.loading;
  card.after(box);
  const attempt = new AbortController();
  const end = () => attempt.abort();
  const timer = setTimeout(end, PATIENCE);
  signal.addEventListener("abort", end, { signal: attempt.signal });
  const ended = new Promise((_, fail) => attempt.signal.addEventListener("abort", fail));
  // What `color-scheme` comes to, a page and its system decide together.
  const probe = made("span", {});
  probe.style.color = "light-dark(#fff, #000)";
  root.append(probe);
  const dark = getComputedStyle(probe).color === "rgb(0, 0, 0)";
  probe.remove();
  // The platform knows languages without their countries, but for Chinese.
  const lang = /** @type {HTMLElement} */ (root).lang.toLowerCase().replace(/^(?!zh)(\w+)-.*/, "$1");
  const look = { dnt: true, lang, theme: dark ? "dark" : "light" };
  try {
    await Promise.race([draw(button.getAttribute("data-post"), box, look, scriptUrl, attempt), ended]);
    attempt.signal.throwIfAborted();
    const putBack = () => {
      box.remove();
      card.hidden = false;
    };
    const back = made("button", {
      type: "button",
      className: "aw-tweet-button",
      textContent: labels.back,
      onclick() {
        putBack();
        button.focus();
      },
    });
    watch((provider = X, allowed) => {
      if (provider === X && !allowed) putBack();
    }, signal);
    const { skip, end: mark } = bypass("X", labels);
    box.prepend(back, skip);
    box.append(mark);
    box.classList.remove("aw-tweet-waiting");
    const focused = card.contains(focusOf(card));
    card.hidden = true;
    if (focused) back.focus();
    status.textContent = "";
    return box;
  } catch {
    box.remove();
    status.textContent = labels.failed;
    // A script that came to nothing is worth another try.
    if (!signal.aborted && !platform()) scripts.forEach((script) => script.remove());
  } finally {
    clearTimeout(timer);
    end();
  }
}

/**
 * Attaches to an article the buttons that show originals.
 * @param {Element} host
 * @param {Element} root
 * @param {Choice} choice
 * @param {AbortSignal} signal ends it
 */
export function attach(host, root, choice, signal) {
  /** Cards in whose place the original is, and its box. @type {Map<HTMLElement, HTMLElement>} */
  const shown = new Map();

  /**
   * @param {HTMLElement} card
   * @param {boolean} pressed
   * @param {boolean} [forGood]
   */
  const original = async (card, pressed, forGood) => {
    const button = /** @type {HTMLElement | null} */ (card.querySelector("[data-ask=original]"));
    if (!button || button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    const status = /** @type {Element} */ (card.querySelector(".aw-tweet-status"));
    status.textContent = "";
    const { consent } = choice;
    if (await decide(host, X, blockOf(root, card), { consent, pressed }, signal)) {
      if (forGood) always(X);
      const box = await replace(root, card, button, status, choice, signal);
      if (box) shown.set(card, box);
    }
    button.removeAttribute("aria-disabled");
  };

  /** @param {unknown} target */
  const press = (target) => {
    const button = partAround(root, target, "[data-ask=original], [data-ask=always]");
    const card = button && cardsOf(root).find((card) => card.contains(button));
    if (card) original(card, true, button.matches("[data-ask=always]"));
  };

  /** @type {WeakSet<Element>} */
  let watched = new WeakSet();
  const observe = nearby((card) => original(card, false), signal);

  /** To be called when blocks came or changed. */
  const refresh = () => {
    // What was in place of a card that an update has removed.
    for (const [card, box] of shown) {
      if (root.contains(card)) continue;
      box.remove();
      shown.delete(card);
    }
    // The first look into the storage takes a page milliseconds.
    if (!choice.ready || !root.querySelector("[data-ask=original]") || !(choice.live || allows(X))) return;
    for (const card of cardsOf(root)) {
      if (!watched.has(card)) observe(card);
      watched.add(card);
    }
  };

  root.addEventListener("click", ({ target }) => press(target), { signal });
  watch((provider = X, allowed) => {
    if (allowed) refresh();
    else if (provider === X) watched = new WeakSet();
  }, signal);
  return { press, refresh };
}
