// Where a reader is, and how to leave them there while blocks move.
import { scrollAround, viewAround } from "./scrolling.js";
import { partsOf } from "./sections.js";
import type { OutlineEntry } from "./types.js";

/** Where a reader is. */
export interface Place {
  /** Of which article. */
  article: string;
  /** The sections that are not open or closed as they were drawn. */
  changed: Pick<OutlineEntry, "id" | "open">[];
  /** What the button that has the focus opens and closes. */
  focused: string | null;
  sight: Sight | undefined;
}

/** The first block in the window, and how far it is from the window's upper edge. */
export interface Sight {
  key: string;
  top: number;
}

/** The height of a line, nearly, in CSS pixels. */
const LINE = 20;

/**
 * The first block that begins in the window, else one that fills it. None before the reader has come to the article:
 * what is above it must not move. Blocks are found by where they are seen: to measure all would lay out all.
 */
export function sightIn(root: Element): Sight | undefined {
  const block = blockIn(root);
  return block && { key: block.getAttribute("data-key") as string, top: block.getBoundingClientRect().top };
}

function blockIn(root: Element): Element | undefined {
  const { left, width, top } = root.getBoundingClientRect();
  const [upper, lower] = viewAround(root);
  if (top >= upper) return undefined;
  let through: Element | undefined;
  for (let y = upper + 1; y < lower; y += LINE) {
    const seen = (root.getRootNode() as Document).elementFromPoint(left + width / 2, y);
    const block = seen?.closest("[data-key]");
    if (!block || block.closest(".aw") !== root) continue;
    if (block.getBoundingClientRect().top >= upper) return block;
    through ??= block;
  }
  return through;
}

/** Scrolls what was in sight to where it was. */
export function seeAgain(root: Element, sight: Sight | undefined): void {
  const [block] = sight ? partsOf(root, `[data-key="${CSS.escape(sight.key)}"]`) : [];
  if (sight && block) scrollAround(block, block.getBoundingClientRect().top - sight.top);
}

/** Where a reader is in an article. */
export function placeIn(root: Element, article: string, changed: Place["changed"]): Place {
  const { activeElement } = root.getRootNode() as Document;
  const focused = activeElement && root.contains(activeElement) ? activeElement.getAttribute("aria-controls") : null;
  return { article, changed, focused, sight: sightIn(root) };
}

/** Does something that moves blocks, and leaves the reader where they are. */
export function inPlace<Result>(root: Element, move: () => Result): Result {
  const block = blockIn(root);
  const before = block?.getBoundingClientRect().top ?? 0;
  const key = block?.getAttribute("data-key");
  const select = selected();
  const result = move();
  select();
  // To look for a block by its key takes longer than most updates.
  if (block && root.contains(block)) scrollAround(block, block.getBoundingClientRect().top - before);
  else if (key) seeAgain(root, { key, top: before });
  return result;
}

/** What is selected stays so, though its block may have to move. */
function selected(): () => void {
  const selection = getSelection();
  const { anchorNode, anchorOffset, focusNode, focusOffset } = selection ?? {};
  return () => {
    if (!anchorNode?.isConnected || !focusNode?.isConnected || selection?.anchorNode === anchorNode) return;
    selection?.setBaseAndExtent(anchorNode, anchorOffset ?? 0, focusNode, focusOffset ?? 0);
  };
}
