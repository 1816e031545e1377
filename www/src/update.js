// A new drawing of an article over the one that is shown: what is the same stays, node for node.
//
// Blocks are known by their keys. Whether one is the same is asked of the two drawings, not of the page, where readers open
// sections and ask for pictures.

/** @typedef {import("../../src/page/paint.js").Marks<import("./instance.js").Drawn>} Marks */
/** @typedef {{ added: string[], changed: string[], removed: string[] }} Changes */
/** With the blocks that are news to the reader. @typedef {Changes & { news: Element[] }} Outcome */

/**
 * Whether the part of a drawing that makes an element, or what a section has before its first block, is that of another.
 * @param {Marks} before
 * @param {Element} old
 * @param {Marks} after
 * @param {Element} fresh
 */
function isSame(before, old, after, fresh) {
  const [was, is] = [before.get(old), after.get(fresh)];
  if (!was || !is || kindOf(old) !== kindOf(fresh)) return false;
  const [one, other] = [was.drawn.whole, is.drawn.whole];
  const section = old.classList.contains("aw-section");
  let units = 0;
  for (let depth = 1, step = 1; depth > 0; step++) {
    const word = one.ops[was.op + step];
    if (word !== other.ops[is.op + step]) return false;
    if (word === undefined) break;
    const code = word & 7;
    if (section && code === 6) break;
    if (code === 1) depth++;
    if (code === 0 || code === 4) depth--;
    if (code === 2 || code === 4) units += word >>> 3;
    if (code === 3) units += word >>> 11;
  }
  return one.text.slice(was.text, was.text + units) === other.text.slice(is.text, is.text + units);
}

/** @param {Element} element */
const kindOf = (element) => element.tagName + (element.getAttribute("data-block") ?? element.className);

/** What the page's part puts among our blocks. It stays behind its predecessor. */
const OTHERS = ".aw-tweet-live, dialog, .aw-progress, .aw-news, .aw-said, .aw-more";

/** @param {Element} element */
const keyOf = (element) => element.getAttribute("data-key");

/** @param {Element} section */
const bodyOf = (section) => /** @type {Element} */ (section.querySelector(":scope > .aw-panel > .aw-panel-inner"));

/**
 * Which of these places, in their order, is the longest run that only goes up; the others have to move.
 * @param {number[]} places -1 where there is nothing to keep
 */
function rising(places) {
  /** @type {number[]} */
  const ends = [];
  const before = places.map(() => -1);
  places.forEach((place, index) => {
    if (place < 0) return;
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (places[/** @type {number} */ (ends[middle])]) < place) low = middle + 1;
      else high = middle;
    }
    before[index] = ends[low - 1] ?? -1;
    ends[low] = index;
  });
  const kept = new Set();
  for (let at = ends.at(-1) ?? -1; at >= 0; at = /** @type {number} */ (before[at])) kept.add(at);
  return kept;
}

/**
 * Puts an element before another; where the browser can, without taking it out: videos play on.
 * @param {Element} parent
 * @param {Element} element
 * @param {ChildNode | null} next
 */
function place(parent, element, next) {
  if (element.parentNode === parent && "moveBefore" in parent) /** @type {any} */ (parent).moveBefore(element, next);
  else parent.insertBefore(element, next);
}

/**
 * Makes the children of `parent`, all or those that stand together, others.
 * @param {Element} parent
 * @param {Element[]} children
 * @param {Element[]} fresh
 * @param {Marks} before
 * @param {Marks} after
 * @param {Outcome} changes
 */
function exchange(parent, children, fresh, before, after, changes) {
  const ours = children.filter((child) => keyOf(child) !== null || !child.matches(OTHERS));
  /** What is behind those that are exchanged. */
  const behind = children.at(-1)?.nextSibling ?? null;
  /** @type {Map<string, Element>} */
  const keyed = new Map();
  /** @type {Element[]} */
  const plain = [];
  for (const child of ours) {
    const key = keyOf(child);
    if (key === null) plain.push(child);
    else keyed.set(key, child);
  }
  /** @type {[Element, Element][]} */
  const replaced = [];
  // The new drawing describes what is kept from now on.
  const keep = (/** @type {Element} */ child, /** @type {Element} */ known) => {
    const mark = after.get(child);
    if (!mark || child === known) return;
    after.delete(child);
    after.set(known, mark);
  };
  const wanted = fresh.map((child) => {
    const key = keyOf(child);
    if (key === null) {
      const place = plain.findIndex((other) => (after.has(child) ? isSame(before, other, after, child) : other.isEqualNode(child)));
      const [same = child] = place < 0 ? [] : plain.splice(place, 1);
      keep(child, same);
      return same;
    }
    const known = keyed.get(key);
    if (!known) {
      collect(child, changes.added);
      return child;
    }
    keyed.delete(key);
    const section = known.classList.contains("aw-section") && child.classList.contains("aw-section");
    const same = isSame(before, known, after, child);
    if (!same) changes.changed.push(key);
    if (section) {
      if (!same) head(known, child);
      const [was, is] = [bodyOf(known), bodyOf(child)];
      exchange(was, [...was.children], [...is.children], before, after, changes);
    }
    if (!same && !section) {
      replaced.push([known, child]);
      return child;
    }
    keep(child, known);
    return known;
  });
  for (const gone of keyed.values()) collect(gone, changes.removed);
  const focused = focusIn(replaced);
  const staying = new Set(wanted);
  const successors = new Map(replaced);
  changes.news.push(...newsAmong(wanted, ours.map((child) => successors.get(child) ?? child)));
  for (const child of ours) if (!staying.has(child)) child.remove();
  const places = new Map(ours.map((child, index) => [child, index]));
  const stay = rising(wanted.map((child) => places.get(child) ?? -1));
  /** @type {ChildNode | null} */
  let next = behind?.parentNode === parent ? behind : null;
  for (let index = wanted.length - 1; index >= 0; index--) {
    const child = /** @type {Element} */ (wanted[index]);
    if (!stay.has(index)) place(parent, child, next);
    next = child;
  }
  focused?.focus({ preventScroll: true });
}

/**
 * The blocks that came, but for as many as went from the same place: those were rewritten.
 * @param {Element[]} now
 * @param {Element[]} before
 */
function newsAmong(now, before) {
  const [is, was] = [new Set(now), new Set(before)];
  /** What is between two that were there and are there, by the one before. @type {Map<Element | undefined, { came: Element[], went: number }>} */
  const gaps = new Map();
  /**
   * @param {Element[]} list
   * @param {Set<Element>} others
   * @param {(gap: { came: Element[], went: number }, block: Element) => void} note
   */
  const walk = (list, others, note) => {
    /** @type {Element | undefined} */
    let last;
    for (const block of list) {
      if (others.has(block)) {
        last = block;
        continue;
      }
      const gap = gaps.get(last) ?? { came: [], went: 0 };
      gaps.set(last, gap);
      if (keyOf(block) !== null) note(gap, block);
    }
  };
  walk(before, is, (gap) => gap.went++);
  walk(now, was, (gap, block) => gap.came.push(block));
  return [...gaps.values()].flatMap(({ came, went }) => came.slice(0, Math.max(came.length - went, 0)));
}

const FOCUSABLE = "a[href], button, summary, video, audio, [tabindex]";

/**
 * What takes the focus over from an element in a block that is replaced.
 * @param {[Element, Element][]} replaced
 */
function focusIn(replaced) {
  for (const [old, fresh] of replaced) {
    const { activeElement } = /** @type {Document} */ (old.getRootNode());
    if (!activeElement || !old.contains(activeElement)) continue;
    const index = [...old.querySelectorAll(FOCUSABLE)].indexOf(activeElement);
    return /** @type {HTMLElement | undefined} */ (fresh.querySelectorAll(FOCUSABLE)[index]);
  }
}

/**
 * The keys of a block and of all in it.
 * @param {Element} block
 * @param {string[]} keys
 */
function collect(block, keys) {
  for (const element of [block, ...block.querySelectorAll("[data-key]")]) keys.push(/** @type {string} */ (keyOf(element)));
}

/**
 * Gives a section another's heading; whether it is open is the reader's business.
 * @param {Element} old
 * @param {Element} fresh
 */
function head(old, fresh) {
  const open = old.querySelector(":scope > * > button[aria-expanded]")?.getAttribute("aria-expanded") ?? "true";
  const panel = /** @type {Element} */ (old.lastElementChild);
  const focused = /** @type {Document} */ (old.getRootNode()).activeElement;
  const had = [...old.children].slice(0, -1).findIndex((part) => part.contains(focused));
  const parts = [...fresh.children].slice(0, -1);
  while (old.firstElementChild && old.firstElementChild !== panel) old.firstElementChild.remove();
  panel.before(...parts);
  for (const name of ["id", "lang", "dir"]) {
    const value = fresh.getAttribute(name);
    if (value === null) old.removeAttribute(name);
    else old.setAttribute(name, value);
  }
  const freshPanel = /** @type {Element} */ (fresh.lastElementChild);
  panel.id = freshPanel.id;
  for (const child of [...panel.children]) if (child !== bodyOf(old)) child.remove();
  panel.prepend(...[...freshPanel.children].filter((child) => child !== bodyOf(fresh)));
  const button = /** @type {HTMLElement | null} */ (old.querySelector(":scope > * > button[aria-expanded]"));
  button?.setAttribute("aria-expanded", open);
  if (had === 0) button?.focus({ preventScroll: true });
}

/** What an update that changes nothing changes. @returns {Outcome} */
export const nothing = () => ({ added: [], changed: [], removed: [], news: [] });

/**
 * Makes what is shown what was newly drawn, and returns what that changed, by keys.
 * @param {Element} root
 * @param {Element} fresh
 * @param {Marks} before
 * @param {Marks} after
 */
export function reconcile(root, fresh, before, after) {
  const changes = nothing();
  for (const { name } of [...root.attributes]) if (!fresh.hasAttribute(name)) root.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (root.getAttribute(name) !== value) root.setAttribute(name, value);
  // What is drawn behind the article's end, the reading time, belongs in the header.
  const [was, is] = [root, fresh].map((article) => article.querySelector(":scope > .aw-header .aw-minutes"));
  if (was?.textContent !== is?.textContent) before.delete(/** @type {Element} */ (root.querySelector(":scope > .aw-header")));
  exchange(root, [...root.children], [...fresh.children], before, after, changes);
  return changes;
}

/**
 * Puts blocks in the place of others that stand together.
 * @param {Element[]} old
 * @param {Element[]} fresh
 * @param {Marks} before
 * @param {Marks} after
 */
export function replace(old, fresh, before, after) {
  const changes = nothing();
  const parent = old[0]?.parentElement;
  if (parent) exchange(parent, old, fresh, before, after, changes);
  return changes;
}
