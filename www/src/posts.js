// Posts, of which nothing comes from the platform before somebody wants it: the pictures and films that are held back,
// and the original, drawn by the platform's own script.
import { watchSight } from "./observers.js";
import { bypass } from "./bypass.js";
import { allows, always, blockOf, decide, tell, watch } from "./consent.js";

/** What the page says, in the article's language. @typedef {import("./bypass.js").Labels & { loading: string, failed: string, back: string }} Labels */

/**
 * @typedef {object} Choice
 * @property {boolean} live originals come by themselves
 * @property {Labels} labels
 * @property {import("./types.js").Options["consent"]} consent
 * @property {import("./types.js").Options["scriptUrl"]} scriptUrl
 */

/** How long an original may take, in milliseconds. */
const PATIENCE = 10_000;

/** Whether the reader has let the platform's media onto this page. */
let granted = false;

/** The platform, where consent is asked for. */
const X = "x";

watch((provider = X, allowed) => {
  if (provider === X) granted &&= allowed;
});

/** The articles on this page. @type {Set<Element>} */
export const articles = new Set();

/** The platform's scripts, by address; those that failed are not in the page. @type {Map<string, HTMLScriptElement>} */
const scripts = new Map();

/**
 * The posts in an article, not those that they quote, nor those of another article in one of its slots.
 * @param {Element} root
 */
const cardsOf = (root) =>
  /** @type {HTMLElement[]} */ ([...root.querySelectorAll(".aw-tweet:not(.aw-tweet *)")]).filter((card) => card.closest(".aw") === root);

/** @param {Element} element */
const focusOf = (element) => /** @type {Document} */ (element.getRootNode()).activeElement;

/**
 * What is held back for no other reason than where it comes from.
 * @param {Element} place
 */
const heldIn = (place) =>
  [...place.querySelectorAll(":is(img, source)[data-src], video[data-poster]")].filter((element) => !element.closest(".aw-sensitive"));

/** @param {Element} root */
function showMedia(root) {
  for (const card of cardsOf(root)) {
    const held = heldIn(card);
    for (const element of held) {
      for (const name of ["src", "poster"]) {
        const value = element.getAttribute(`data-${name}`);
        if (value !== null) element.setAttribute(name, value);
        element.removeAttribute(`data-${name}`);
      }
    }
    // A film that had no source looks for one again only when told to.
    for (const film of new Set(held.map((element) => element.closest("video")))) film?.load();
    for (const button of card.querySelectorAll("[data-ask=media]")) button.remove();
  }
}

/**
 * Shows the media on the whole page, and those that the button stands by even if they are sensitive.
 * @param {Element} card
 * @param {Element} button
 */
function reveal(card, button) {
  const focused = focusOf(button) === button;
  const hidden = button.closest(".aw-sensitive");
  hidden?.classList.remove("aw-sensitive");
  const held = heldIn(hidden ?? card);
  button.remove();
  granted = true;
  articles.forEach(showMedia);
  if (!focused) return;
  let next = held.map((element) => element.closest("a[href], video[controls]")).find(Boolean);
  if (!next) (next = card).setAttribute("tabindex", "-1");
  /** @type {HTMLElement} */ (next).focus({ preventScroll: true });
}

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
  } catch {
    box.remove();
    status.textContent = labels.failed;
    // A script that came to nothing is worth another try.
    if (!signal.aborted && !platform()) scripts.forEach((script) => script.remove());
  }
  clearTimeout(timer);
  end();
}

/**
 * Brings an article's posts to life.
 * @param {Element} host
 * @param {Element} root
 * @param {Choice} choice
 * @param {AbortSignal} signal ends it
 * @returns {() => void} to be called when posts came or changed
 */
export function tend(host, root, choice, signal) {
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
      await replace(root, card, button, status, choice, signal);
    }
    button.removeAttribute("aria-disabled");
  };

  articles.add(root);
  signal.addEventListener("abort", () => articles.delete(root));

  root.addEventListener(
    "click",
    (event) => {
      const button = event.target instanceof Element && event.target.closest("button[data-ask]");
      const card = button && cardsOf(root).find((card) => card.contains(button));
      if (!card) return;
      if (button.matches("[data-ask=original], [data-ask=always]")) {
        original(card, true, button.matches("[data-ask=always]"));
      } else {
        reveal(card, button);
        tell(host, X, blockOf(root, card), true);
      }
    },
    { signal },
  );

  /** @type {WeakSet<Element>} */
  let watched = new WeakSet();
  const nearby = watchSight(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue;
        nearby.unobserve(target);
        original(/** @type {HTMLElement} */ (target), false);
      }
    },
    { rootMargin: "600px" },
  );
  signal.addEventListener("abort", () => nearby.disconnect());
  // Not before the article has its words: with them its posts are drawn again.
  let ready = false;
  const refresh = () => {
    // The first look into the storage takes a page milliseconds.
    const remembered = root.querySelector("[data-ask]") !== null && allows(X);
    if (granted || remembered) showMedia(root);
    for (const card of ready && (choice.live || remembered) ? cardsOf(root) : []) {
      if (!watched.has(card)) nearby.observe(card);
      watched.add(card);
    }
  };
  host.addEventListener(
    "article-ready",
    ({ target }) => {
      ready ||= target === host;
      refresh();
    },
    { signal },
  );
  watch((provider = X, allowed) => {
    if (allowed) refresh();
    else if (provider === X) watched = new WeakSet();
  }, signal);
  refresh();
  return refresh;
}
