// A new drawing of an article over the one that is shown: what is the same stays, node for node.
//
// Blocks are known by their keys. Whether one is the same is asked of the two drawings, not of the page, where readers open
// sections and ask for pictures.

/** @typedef {import("./instance.js").Drawn} Drawn */
/** @typedef {import("./paint.js").Painter} Painter */
/** @typedef {{ added: string[], changed: string[], removed: string[] }} Changes */
/** With the blocks that are news to the reader. @typedef {Changes & { news: Element[] }} Outcome */
/** @typedef {{ drawn: Drawn, painter: Painter }} Shown */

/**
 * The part of a drawing that makes a block, or what a section has before its first block.
 * @param {Shown} shown
 * @param {Element} element
 * @returns {Part | undefined}
 */
function partOf({ drawn, painter }, element) {
  const { ops } = drawn.whole;
  const mark = painter.marks.get(element);
  if (!mark) return undefined;
  const section = element.classList.contains("aw-section");
  let depth = 1;
  let end = mark.text;
  let to = mark.op + 1;
  for (; to < ops.length && depth > 0; to++) {
    const word = /** @type {number} */ (ops[to]);
    const code = word & 7;
    if (section && code === 6) break;
    if (code === 1) depth++;
    if (code === 0 || code === 4) depth--;
    if (code === 2 || code === 4) end += word >>> 3;
    if (code === 3) end += word >>> 11;
  }
  return { from: mark.op + 1, to, start: mark.text, end };
}

/** @typedef {{ from: number, to: number, start: number, end: number }} Part */

/**
 * The parts of a drawing that make the article's own children, in their order.
 * @param {Drawn} drawn
 */
function topParts({ whole: { ops } }) {
  /** @type {Part[]} */
  const parts = [];
  let depth = 0;
  let text = 0;
  ops.forEach((word, index) => {
    const code = word & 7;
    if (code === 1 && depth++ === 1) parts.push({ from: index, to: index, start: text, end: text });
    if (code === 2 || code === 4) text += word >>> 3;
    if (code === 3) text += word >>> 11;
    if ((code === 0 || code === 4) && --depth === 1) Object.assign(/** @type {Part} */ (parts.at(-1)), { to: index + 1, end: text });
  });
  return parts;
}

/**
 * @param {Drawn} before
 * @param {Part | undefined} one
 * @param {Drawn} after
 * @param {Part | undefined} other
 */
function areEqual(before, one, after, other) {
  if (!one || !other || one.to - one.from !== other.to - other.from) return false;
  const [was, is] = [before.whole, after.whole];
  for (let at = one.from, offset = other.from - one.from; at < one.to; at++) {
    if (was.ops[at] !== is.ops[at + offset]) return false;
  }
  return was.text.slice(one.start, one.end) === is.text.slice(other.start, other.end);
}

/**
 * @param {Shown} before
 * @param {Element} old
 * @param {Shown} after
 * @param {Element} fresh
 */
function isSame(before, old, after, fresh) {
  const kind = (/** @type {Element} */ element) => element.tagName + element.getAttribute("data-block");
  return kind(old) === kind(fresh) && areEqual(before.drawn, partOf(before, old), after.drawn, partOf(after, fresh));
}

/** What the page's part puts among our blocks. It stays behind what it stands behind. */
const OTHERS = ".aw-tweet-live, dialog, .aw-progress, .aw-news, .aw-said";

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
 * Puts an element before another; where the browser can, without taking it out: films play on.
 * @param {Element} parent
 * @param {Element} element
 * @param {Element | null} next
 */
function place(parent, element, next) {
  if (element.parentNode === parent && "moveBefore" in parent) /** @type {any} */ (parent).moveBefore(element, next);
  else parent.insertBefore(element, next);
}

/**
 * Makes the children of `old` those of `fresh`.
 * @param {Element} old
 * @param {Element} fresh
 * @param {Shown} before
 * @param {Shown} after
 * @param {Outcome} changes
 * @param {(old: number, fresh: number) => boolean} [equal] whether children without a key are, by their places
 */
function children(old, fresh, before, after, changes, equal) {
  const ours = [...old.children].filter((child) => keyOf(child) !== null || !child.matches(OTHERS));
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
  const wanted = [...fresh.children].map((child, index) => {
    const key = keyOf(child);
    if (key === null) {
      const same = equal
        ? (/** @type {Element} */ other) => equal(ours.indexOf(other), index)
        : (/** @type {Element} */ other) => other.isEqualNode(child);
      const place = plain.findIndex(same);
      return place < 0 ? child : /** @type {Element} */ (plain.splice(place, 1)[0]);
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
      children(bodyOf(known), bodyOf(child), before, after, changes);
    }
    if (!same && !section) {
      replaced.push([known, child]);
      return child;
    }
    // What is kept is told by the new drawing from now on.
    const mark = after.painter.marks.get(child);
    if (mark) after.painter.marks.set(known, mark);
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
  /** @type {Element | null} */
  let next = null;
  for (let index = wanted.length - 1; index >= 0; index--) {
    const child = /** @type {Element} */ (wanted[index]);
    if (!stay.has(index)) place(old, child, next);
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
  /** What stands between two that were there and are there, by the one before. @type {Map<Element | undefined, { came: Element[], went: number }>} */
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

/**
 * Makes what is shown what was newly drawn, and tells what that changed, by keys.
 * @param {Element} root
 * @param {Element} fresh
 * @param {Shown} before
 * @param {Shown} after
 * @returns {Outcome}
 */
export function reconcile(root, fresh, before, after) {
  /** @type {Outcome} */
  const changes = { added: [], changed: [], removed: [], news: [] };
  for (const { name } of [...root.attributes]) if (!fresh.hasAttribute(name)) root.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (root.getAttribute(name) !== value) root.setAttribute(name, value);
  const parts = topParts(before.drawn);
  const others = topParts(after.drawn);
  // What is drawn behind the article's end, the reading time, stands in the header, which is the first part.
  const late = before.drawn.whole.text.slice(parts.at(-1)?.end) !== after.drawn.whole.text.slice(others.at(-1)?.end);
  children(root, fresh, before, after, changes, (one, other) => (one > 0 || !late) && areEqual(before.drawn, parts[one], after.drawn, others[other]));
  return changes;
}
