// An article comes in slices: a long one must not keep the page waiting.
import type { Painter } from "../../src/page/paint.js";
import { arriveAt, INPUTS } from "./arrival.js";
import type { Printed } from "./imprint.js";
import type { Drawn, Piece } from "./instance.js";
import type { Life } from "./life.js";
import { decoded, followFragment, sectionsOf, targetOf } from "./sections.js";
import type { OutlineEntry } from "./types.js";

/** An article, drawn for a host, as far as it is painted. */
export interface Shown {
  /** Not in the page yet, or what is there already. */
  root: Element;
  drawn: Drawn;
  painter: Painter<Drawn>;
  /** Whether some of it is still to be painted. */
  behind: boolean;
}

/** An article as a server printed it, of which there is no drawing. */
export interface Standing {
  root: Element;
  drawn: Printed;
  painter?: undefined;
  /** What of it a drawing will say where it comes from, in its order. */
  parts: Element[];
  behind: false;
}

/** A drawing, as that of the same article that is there already; what was painted of it is dropped. */
export function takeOver(shown: Shown, root: Element, parts: Element[]): Shown {
  const marks = [...shown.painter.marks.values()];
  // If there are others than were drawn, nobody knows which is which.
  const known = marks.length === parts.length ? marks : [];
  shown.painter.marks = new Map(known.map((mark, index) => [parts[index] as Element, mark]));
  return { ...shown, root };
}

/**
 * How long the page may be kept waiting, in milliseconds. Every slice is followed by the browser's own work for what came, so few
 * long ones are done sooner than many short ones.
 */
export const PATIENCE = 34;

/** How often what was painted is put into the page, in milliseconds: the rest of most articles comes at once. */
const PAUSE = 150;

/** How much is painted before the clock is looked at, in operations: a hundred blocks, more than a screen. */
export const PIECE = 3000;

/** Lets the page do what else it has to do. */
function breath(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<unknown> } };
  if (scheduler?.postTask) return scheduler.postTask(() => {});
  // As in Jest's jsdom.
  if (!globalThis.MessageChannel) return new Promise((done) => setTimeout(done));
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(port1.close());
    port2.postMessage(0);
  });
}

/** Paints a piece. */
export const paint = (painter: Painter<Drawn>, { ops, text, keys }: Piece): void => painter.add(ops, text, keys);

/** Paints a piece more. */
export function paintMore(shown: Shown, first?: Element | null): void {
  const { drawn, painter } = shown;
  if (drawn.done) shown.behind = painter.catchUp(first ?? undefined);
  else {
    paint(painter, drawn.next(PIECE));
    // Another turn would have the browser lay out all of it before the page hears that it is ready.
    shown.behind = !drawn.done || painter.waiting;
  }
}

/** Paints what is still to be painted, at once; says whether there was anything. */
export function catchUp(shown: Shown | Standing): boolean {
  if (!shown.behind) return false;
  while (shown.behind) paintMore(shown);
  shown.painter.show();
  return true;
}

/**
 * Paints what is still to be painted, and leaves the page time between; `complete` is called when all of it is there. What the
 * fragment leads to comes first.
 */
export async function paintOn(shown: Shown, host: Element, root: Element, arriving: boolean, complete: () => void, life: Life): Promise<void> {
  const { painter, drawn } = shown;
  const known = ({ id }: OutlineEntry): boolean => location.hash === `#${id}` || decoded(location.hash).normalize() === `#${id}`.normalize();
  const target = (): Element | null => targetOf(root, location.hash);
  let awaited = arriving && shown.behind && location.hash.length > 1 && !target() && drawn.about.outline.some(known);
  let held: Element | null = null;
  let last = performance.now();
  let painted = false;
  const letGo = (): void => void (held = null);
  for (const input of awaited ? INPUTS : []) life.listen(window, input, letGo, { passive: true });
  while (shown.behind && !life.ended) {
    await breath();
    if (!shown.behind || life.ended) return;
    painter.patience = awaited ? "all" : "closed";
    const begun = performance.now();
    const { done } = drawn;
    let before;
    let now = begun;
    do {
      before = now;
      paintMore(shown, held);
      now = performance.now();
      // Another piece would take as long as this one.
    } while (shown.behind && now + (now - before) < begun + PATIENCE && !awaited && done === drawn.done);
    // What follows the last piece, all of it in the page, takes as long as several: it has a turn of its own.
    if (!shown.behind && !painted && now > begun + PATIENCE / 2) {
      painted = shown.behind = true;
      continue;
    }
    if (awaited || !shown.behind || done !== drawn.done || performance.now() > last + PAUSE) {
      painter.show();
      last = performance.now();
    }
    // What is painted above it must not push it away, until the reader moves.
    if (held) arriveAt(held, sectionsOf(root), life, "instant");
    if (awaited && target()) {
      awaited = false;
      held = target();
      followFragment(host, root, true, life);
    }
    if (!shown.behind) complete();
  }
}
