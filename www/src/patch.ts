// An update that touches few blocks of a long article: found by comparing bytes, so that no more than they are read and
// drawn. Whatever is not surely so is left to the whole update, by giving back nothing.
import type { Marks } from "../../src/page/paint.js";
import type { Drawn } from "./instance.js";
import type { Diagnostic } from "./types.js";

/** Further diagnostics are only counted (`src/json/cursor.rs`). */
const MOST_NOTES = 1000;

/** What depends on the rest of the article: levels of headings, ids and links to them, numbers of scrolling regions and notes, the order of updates. */
const ENTANGLED = 'section, h1, h2, h3, h4, h5, h6, [id], a[href^="#"], .aw-scroll, .aw-note-ref, .aw-update, [data-slot]';

/** What scripts act on. */
const ACTIVE = "button, .aw-tweet, .aw-chart, .aw-compare, [data-ask], [data-src], [data-poster], [data-player]";

/** The blocks of the body and of its sections, a section before what is in it. */
export interface Blocks {
  /** Where each starts in the bytes. */
  starts: number[];
  /** How many elements with a key it made, without the blocks in it that are listed themselves. */
  counts: number[];
  /** In how many bodies it is: 1 in the article's own. */
  depths: number[];
  /** The elements with a key, of all blocks, as they stand in the article: to look for them takes longer than most updates. */
  elements: Element[];
  /** Their keys. */
  keys: string[];
}

/** The bytes of some blocks, before and now, and which blocks they were: from the first up to, not with, the last. */
export interface Change {
  first: number;
  last: number;
  before: Uint8Array;
  now: Uint8Array;
  /** By how much what follows has moved. */
  shift: number;
  /** Whether nothing differs. */
  same: boolean;
}

/** The blocks of a drawing; none if their order isn't that of the JSON. What a painter noted of them is quicker to have than the page. */
export function blocksOf(drawn: Drawn, marks: Marks<Drawn>): Blocks | undefined {
  const [starts, ops, depths]: [number[], number[], number[]] = [[], [], []];
  for (const { places } of drawn.pieces) {
    for (let at = 0; at < places.length; at += 3) {
      starts.push(places[at] as number);
      ops.push(places[at + 1] as number);
      depths.push(places[at + 2] as number);
    }
  }
  if (starts.some((start, nth) => nth > 0 && start <= (starts[nth - 1] as number))) return undefined;
  const counts = starts.map(() => 0);
  // This runs once for most drawings, before the browser has compiled it: plain loops take a third of the time.
  const keyed: { element: Element; op: number; key: string }[] = [];
  marks.forEach((mark, element) => {
    if (mark.key !== undefined) keyed.push({ element, op: mark.op, key: mark.key });
  });
  keyed.sort((one, other) => one.op - other.op);
  const elements: Element[] = [];
  const keys: string[] = [];
  let block = 0;
  for (let at = 0; at < keyed.length; at++) {
    const { element, op, key } = keyed[at] as (typeof keyed)[0];
    elements.push(element);
    keys.push(key);
    while (block + 1 < ops.length && op >= (ops[block + 1] as number)) block++;
    counts[block] = (counts[block] as number) + 1;
  }
  return { starts, counts, depths, elements, keys };
}

export const keyOf = (block: Element): string => block.getAttribute("data-key") ?? "";

/** Which elements these blocks made: from the first up to, not with, the last. */
export function rangeOf({ counts }: Blocks, first: number, last: number): [from: number, to: number] {
  const sum = (from: number, to: number): number => counts.slice(from, to).reduce((sum, count) => sum + count, 0);
  const from = sum(0, first);
  return [from, from + sum(first, last)];
}

/** Where a JSON value ends. */
function endOf(json: Uint8Array, start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < json.length; at++) {
    const byte = json[at];
    if (byte === 0x22) {
      for (at++; at < json.length && json[at] !== 0x22; at++) if (json[at] === 0x5c) at++;
    } else if (byte === 0x7b || byte === 0x5b) {
      depth++;
    } else if (byte === 0x7d || byte === 0x5d) {
      depth--;
    } else {
      continue;
    }
    if (depth === 0) return at + 1;
  }
  return undefined;
}

/** What differs; none if it isn't some blocks alone. */
export function changeOf(before: Uint8Array, now: Uint8Array, { starts }: Blocks): Change | undefined {
  const [from, to] = difference(before, now);
  const shift = now.length - before.length;
  if (shift === 0 && from === now.length) return { first: 0, last: 0, before, now, shift, same: true };
  const first = upTo(starts, from) - 1;
  const last = Math.max(upTo(starts, to - 1), first + 1);
  const start = starts[first];
  const end = start === undefined ? undefined : endOf(before, starts[last - 1] as number);
  if (start === undefined || end === undefined || to > end) return undefined;
  return { first, last, shift, before: before.subarray(start, end), now: now.subarray(start, end + shift), same: false };
}

/** Where two texts begin to differ, and where in the first they end to. */
function difference(before: Uint8Array, now: Uint8Array): [from: number, to: number] {
  const [one, other] = [before, now].map((bytes) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)) as [DataView, DataView];
  const least = Math.min(before.length, now.length);
  let from = 0;
  while (from + 4 <= least && one.getUint32(from) === other.getUint32(from)) from += 4;
  while (from < least && before[from] === now[from]) from++;
  let same = 0;
  const most = least - from;
  const [a, b] = [before.length, now.length];
  while (same + 4 <= most && one.getUint32(a - same - 4) === other.getUint32(b - same - 4)) same += 4;
  while (same < most && before[a - same - 1] === now[b - same - 1]) same++;
  return [from, a - same];
}

/** How many of the numbers, which go up, are not above the limit. */
function upTo(numbers: number[], limit: number): number {
  let low = 0;
  for (let high = numbers.length; low < high; ) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

const encoder = new TextEncoder();

/** Every article has one, near its beginning. */
export const headerOf = (root: Element): Element | null => root.querySelector(".aw-header");

/** Whether scripts act on any of these blocks. */
export const areActive = (blocks: Element[]): boolean => blocks.some((block) => block.matches(ACTIVE) || block.querySelector(ACTIVE));

/** An article of nothing but these blocks, with the direction of the whole and the zone of its times. */
export function articleOf(blocks: Uint8Array, root: Element): { json: Uint8Array; start: number } {
  const header = headerOf(root);
  const [published, updated] = ["published", "updated"].map((name) => header?.querySelector(`.aw-dates > .aw-${name}`)?.getAttribute("datetime"));
  const head = encoder.encode(`${JSON.stringify({ headline: "-", dir: root.getAttribute("dir"), published, updated }).slice(0, -1)},"body":[`);
  const json = new Uint8Array(head.length + blocks.length + 2);
  json.set(head);
  json.set(blocks, head.length);
  json.set(encoder.encode("]}"), head.length + blocks.length);
  return { json, start: head.length };
}

/** The blocks in what was drawn of a part alone; none if there is more to them than themselves. */
export function partsIn(root: Element): Element[] | undefined {
  const [header, ...parts] = root.children;
  const free = parts.every((part) => part.hasAttribute("data-key") && !part.matches(ENTANGLED) && !part.querySelector(ENTANGLED));
  return header?.matches(".aw-header") && free ? parts : undefined;
}

/** The outermost of these elements that stand one behind the other; none if they stand in several places. */
export function neighbours(elements: Element[]): Element[] | undefined {
  const [first] = elements;
  const outer = elements.filter((element) => element.parentNode === first?.parentNode);
  const rest = elements.filter((element) => element.parentNode !== first?.parentNode);
  if (!rest.every((element) => outer.some((one) => one.contains(element)))) return undefined;
  return outer.every((element) => !element.matches(ENTANGLED) && !element.querySelector(ENTANGLED)) ? outer : undefined;
}

/** Puts what is known of the new blocks, which begin at `start` of what was read, in the place of what was known of the old. */
export function renumber(blocks: Blocks, { first, last, shift }: Change, fresh: Blocks, start: number): Blocks {
  const { starts, counts, depths, elements, keys } = blocks;
  const range = rangeOf(blocks, first, last);
  const from = (starts[first] as number) - start;
  const depth = (depths[first] as number) - 1;
  return {
    starts: [...starts.slice(0, first), ...fresh.starts.map((at) => at + from), ...starts.slice(last).map((at) => at + shift)],
    counts: [...counts.slice(0, first), ...fresh.counts, ...counts.slice(last)],
    depths: [...depths.slice(0, first), ...fresh.depths.map((one) => one + depth), ...depths.slice(last)],
    elements: [...elements.slice(0, range[0]), ...fresh.elements, ...elements.slice(range[1])],
    keys: [...keys.slice(0, range[0]), ...fresh.keys, ...keys.slice(range[1])],
  };
}

/** The diagnostics of the whole, those of the old blocks being replaced; none if that can't be said. */
export function diagnosticsOf(whole: Diagnostic[], part: Diagnostic[], { depths }: Blocks, { first, last }: Change, fresh: Blocks): Diagnostic[] | undefined {
  if (whole.length + part.length === 0) return [];
  const plain = [...depths.slice(first, last), ...fresh.depths].every((depth) => depth === 1);
  if (!plain || whole.length + part.length >= MOST_NOTES) return undefined;
  const at = depths.slice(0, first).filter((depth) => depth === 1).length;
  const [went, came] = [last - first, fresh.depths.length];
  const moved = (diagnostic: Diagnostic, move: (block: number) => number | undefined): Diagnostic[] => {
    const [, block, rest] = /^\$\.body\[(\d+)\](.*)$/s.exec(diagnostic.path) ?? [];
    if (block === undefined) return [diagnostic];
    const place = move(Number(block));
    return place === undefined ? [] : [{ ...diagnostic, path: `$.body[${place}]${rest}` }];
  };
  const kept = whole.flatMap((one) => moved(one, (block) => (block < at ? block : block < at + went ? undefined : block - went + came)));
  return [...kept, ...part.flatMap((one) => moved(one, (block) => block + at))];
}
