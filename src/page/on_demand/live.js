// The updates of a live article: how long ago they came, in which order they are, key events alone, some at a time.
//
// Everything is in the page without this module. What it hides is `until-found`, so that the browser finds it.
import { counted, tagOf } from "./language.js";
import { focusOf, partAround, partsOf } from "./parts.js";

/** How many updates are shown at first, and how many more by a press. */
const PAGE = 20;

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How often the times are looked at, in milliseconds. */
const TICK = 15_000;

/**
 * How far a list of updates is shown: the body's, or a section's.
 * @typedef {object} Page
 * @property {number} limit how many are shown
 * @property {string | undefined} last the key of the last of them, if there are more
 * @property {HTMLButtonElement} more shows more
 */

/** What the reader has chosen, by the element that the article is in: it may be mounted again. @type {WeakMap<Element, { oldest: boolean, only: boolean }>} */
const choices = new WeakMap();

/**
 * A moment in milliseconds; NaN where it could be the reader's time as well as the newsroom's.
 * @param {string} text
 */
const momentOf = (text) => (/[tT ]\d.*([zZ]|[+-]\d\d:?\d\d)$/.test(text) ? Date.parse(text.replace(" ", "T")) : NaN);

/** @param {Element} root */
const languageOf = (root) => /** @type {HTMLElement} */ (root).lang;

/**
 * "12 min ago"; nothing after a day, nor for what is to come.
 * @param {number} passed in milliseconds
 * @param {string} lang
 */
function ago(passed, lang) {
  // The clocks of a newsroom and of a reader differ by seconds.
  if (!(passed > -MINUTE && passed < DAY)) return undefined;
  const minutes = Math.max(Math.floor(passed / MINUTE), 0);
  const tag = tagOf(lang);
  if (!tag) return undefined;
  const format = new Intl.RelativeTimeFormat(tag, { numeric: "auto", style: "short" });
  if (minutes === 0) return format.format(0, "second");
  return minutes < 60 ? format.format(-minutes, "minute") : format.format(-Math.floor(minutes / 60), "hour");
}

/**
 * Puts elements with the same parent into another order, each in the place of one of them.
 * @param {Element[]} from
 * @param {Element[]} to
 */
function reorder(from, to) {
  const places = from.map((element) => {
    const place = document.createComment("");
    element.before(place);
    return place;
  });
  to.forEach((element, index) => {
    const place = /** @type {Comment} */ (places[index]);
    const parent = /** @type {any} */ (place.parentNode);
    // Videos play on where the browser can move them.
    if (parent.moveBefore) parent.moveBefore(element, place);
    else parent.insertBefore(element, place);
    place.remove();
  });
}

/**
 * Attaches to a live article.
 * @param {Element} host
 * @param {Element} root
 * @param {unknown} _
 * @param {AbortSignal} signal ends it
 */
export function attach(host, root, _, signal) {
  const choice = choices.get(host) ?? { oldest: false, only: false };
  choices.set(host, choice);
  /** By what the updates are in. @type {Map<Element, Page>} */
  const pages = new Map();
  let printing = false;
  /** Groups of updates as they were rendered, while they are in the other order. @type {Element[][]} */
  let turned = [];
  /** What each time says in full. @type {WeakMap<Element, string>} */
  const full = new WeakMap();

  const tools = () => partsOf(root, ".aw-live-tools")[0];
  const asIs = () => root.getAttribute("data-print") === "as-is";

  /** The updates that the body and its sections hold, not those in boxes and the like. */
  const updates = () =>
    partsOf(root, "time.aw-update-time").flatMap((time) => {
      const update = time.parentElement?.closest(".aw-update, .aw-section");
      return update && (update.parentElement === root || update.parentElement?.matches(".aw-panel-inner")) ? [update] : [];
    });

  /** By what they are in. @param {Element[]} all */
  function grouped(all) {
    /** @type {Map<Element, Element[]>} */
    const groups = new Map();
    for (const update of all) {
      const parent = /** @type {Element} */ (update.parentElement);
      const group = groups.get(parent);
      if (group) group.push(update);
      else groups.set(parent, [update]);
    }
    return groups;
  }

  /** @param {string} hash */
  function targetOf(hash) {
    const tree = /** @type {Document} */ (root.getRootNode());
    const name = hash.slice(1);
    try {
      return tree.getElementById(name) ?? tree.getElementById(decodeURIComponent(name));
    } catch {
      return null;
    }
  }

  /** @param {Element[]} all */
  function keysAmong(all) {
    const targets = /** @type {HTMLAnchorElement[]} */ (partsOf(root, ".aw-key-event")).map(({ hash }) => targetOf(hash));
    return new Set(all.filter((update) => targets.some((target) => update.contains(target))));
  }

  function tick() {
    const live = tools() !== undefined;
    for (const time of /** @type {HTMLTimeElement[]} */ (partsOf(root, "time:is(.aw-update-time, .aw-key-event-time)"))) {
      const words = full.get(time) ?? (time.title || /** @type {string} */ (time.textContent));
      full.set(time, words);
      const text = live && !printing ? ago(Date.now() - momentOf(time.dateTime), languageOf(root)) : undefined;
      if (text === undefined) {
        if (!time.title) continue;
        time.removeAttribute("title");
        time.textContent = words;
      } else if (time.firstChild?.nodeValue !== text) {
        // Not every reader can point at a title.
        const said = document.createElement("span");
        said.className = "aw-said";
        said.textContent = ` (${words})`;
        time.title = words;
        time.replaceChildren(text, said);
      }
    }
  }

  /**
   * Does what moves updates, and leaves the focus where it is.
   * @param {() => void} move
   */
  function move(move) {
    const focused = /** @type {HTMLElement | null} */ (focusOf(root));
    move();
    if (focused && root.contains(focused) && focusOf(root) !== focused) focused.focus({ preventScroll: true });
  }

  /** Back to the order in which updates are rendered. */
  function undo() {
    move(() => {
      for (const group of turned) reorder([...group].reverse(), group);
      turned = [];
    });
  }

  function turn() {
    move(() => {
      for (const group of grouped(updates()).values()) {
        turned.push(group);
        reorder(group, [...group].reverse());
      }
    });
  }

  /**
   * How many updates must be shown at first: none of those that the reader has come to may go.
   * @param {Element[]} all
   */
  function reached(all) {
    const [target, focused] = [targetOf(location.hash), focusOf(root)];
    const folded = all[0]?.parentElement?.closest("[hidden]");
    const seen = (/** @type {Element} */ update) => !folded && update.getBoundingClientRect().top < innerHeight;
    return all.findLastIndex((update) => update.contains(target) || update.contains(focused) || seen(update)) + 1;
  }

  /**
   * @param {Element} parent
   * @param {Element[]} list its updates
   */
  function pageOf(parent, list) {
    let page = pages.get(parent);
    if (!page) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "aw-more";
      page = { limit: Math.max(PAGE, reached(list)), last: undefined, more };
      pages.set(parent, page);
    }
    return page;
  }

  function toFirstPages() {
    for (const page of pages.values()) Object.assign(page, { limit: PAGE, last: undefined });
  }

  /** Shows what is wanted, and hides the rest. */
  function show() {
    const bar = tools();
    const all = updates();
    const keys = keysAmong(all);
    const only = choice.only && bar !== undefined && keys.size > 0;
    const groups = grouped(all.filter((update) => !only || keys.has(update)));
    for (const [parent, page] of pages) {
      if (groups.has(parent)) continue;
      page.more.remove();
      if (!root.contains(parent)) pages.delete(parent);
    }
    /** @type {Set<Element>} */
    const later = new Set();
    for (const [parent, list] of groups) {
      const page = pageOf(parent, list);
      const before = page.last === undefined ? -1 : list.findIndex((update) => update.getAttribute("data-key") === page.last);
      // Updates came: what was shown before stays.
      if (before >= 0) page.limit = before + 1;
      // Less than this isn't worth a press.
      if (!bar || list.length <= page.limit + 3) page.limit = Infinity;
      const rest = list.slice(page.limit);
      rest.forEach((update) => later.add(update));
      const edge = rest.length > 0 ? list[page.limit - 1] : undefined;
      page.last = edge?.getAttribute("data-key") ?? undefined;
      if (!bar || !edge) {
        page.more.remove();
        continue;
      }
      const [first] = /** @type {HTMLElement[]} */ ([...bar.children]);
      page.more.lang = first?.lang || languageOf(root);
      page.more.dir = first?.dir ?? "";
      page.more.textContent = counted(bar.dataset.more ?? "#", Math.min(rest.length, PAGE), page.more.lang);
      if (edge.nextElementSibling !== page.more) edge.after(page.more);
    }
    for (const update of all) {
      const hidden = !(printing && !asIs()) && ((only && !keys.has(update)) || later.has(update));
      if (hidden !== update.hasAttribute("hidden")) hidden ? update.setAttribute("hidden", "until-found") : update.removeAttribute("hidden");
    }
    if (!bar) return;
    bar.hidden = all.length < 2;
    [!choice.oldest, choice.oldest, only].forEach((on, index) => bar.children[index]?.setAttribute("aria-pressed", String(on)));
  }

  /** Shows an update that is hidden, and what is between; says whether it was hidden. @param {Element | null} element */
  function reveal(element) {
    const all = updates();
    // In a section that is an update itself, both may be hidden.
    const hidden = element ? all.filter((update) => update.contains(element) && update.hasAttribute("hidden")) : [];
    if (hidden.length === 0) return false;
    const keys = keysAmong(all);
    if (choice.only && hidden.some((update) => !keys.has(update))) {
      choice.only = false;
      toFirstPages();
    }
    const groups = grouped(all.filter((update) => !choice.only || keys.has(update)));
    for (const update of hidden) {
      const parent = /** @type {Element} */ (update.parentElement);
      const list = groups.get(parent) ?? [];
      const page = pageOf(parent, list);
      Object.assign(page, { limit: Math.max(page.limit, list.indexOf(update) + 1), last: undefined });
    }
    show();
    return true;
  }

  /** @param {Element} button */
  function press(button) {
    const [parent, page] = [...pages].find(([, { more }]) => more === button) ?? [];
    if (page) {
      const hidden = updates().filter((update) => update.parentElement === parent && update.hasAttribute("hidden"));
      page.limit += PAGE;
      page.last = undefined;
      show();
      // From the first of them the Tab key goes on.
      const first = /** @type {HTMLElement | undefined} */ (hidden.find((update) => !update.hasAttribute("hidden")));
      if (!first) return;
      first.setAttribute("tabindex", "-1");
      first.addEventListener("blur", () => first.removeAttribute("tabindex"), { once: true, signal });
      first.focus({ preventScroll: true });
      return;
    }
    const index = [.../** @type {Element} */ (button.parentElement).children].indexOf(button);
    const { oldest } = choice;
    if (index === 2) choice.only = !choice.only;
    else choice.oldest = index === 1;
    if (choice.oldest !== oldest) choice.oldest ? turn() : undo();
    toFirstPages();
    show();
  }

  function refresh() {
    tick();
    if (choice.oldest && turned.length === 0 && tools()) turn();
    show();
  }

  const listen = { signal };
  root.addEventListener(
    "click",
    ({ target }) => {
      const button = partAround(root, target, ".aw-live-tools > .aw-choice, .aw-more");
      if (button) press(button);
    },
    listen,
  );
  // The browser is about to show what it has found, or what a fragment leads to.
  root.addEventListener("beforematch", ({ target }) => reveal(/** @type {Element} */ (target)), listen);
  // Before anything else follows the link.
  addEventListener(
    "click",
    (event) => {
      const [target] = event.composedPath();
      const link = target instanceof Element && target.closest("a");
      // With a `<base>`, one to a part of the article seems to leave the page.
      const here = link && (link.getAttribute("href")?.startsWith("#") || link.href.split("#")[0] === location.href.split("#")[0]);
      if (here && link.hash) reveal(targetOf(link.hash));
    },
    { signal, capture: true },
  );
  addEventListener(
    "hashchange",
    () => {
      const target = targetOf(location.hash);
      if (reveal(target)) target?.scrollIntoView();
    },
    listen,
  );
  for (const [name, starts] of /** @type {const} */ ([["beforeprint", true], ["afterprint", false]])) {
    addEventListener(
      name,
      () => {
        printing = starts;
        tick();
        show();
      },
      listen,
    );
  }
  document.addEventListener("visibilitychange", tick, listen);
  const timer = setInterval(() => document.hidden || tick(), TICK);
  signal.addEventListener("abort", () => clearInterval(timer));
  return { press, refresh, undo, isTurned: () => turned.length > 0 };
}
