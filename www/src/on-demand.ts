// What a reader has to ask for first: originals of posts, embeds, pictures in full size. The first press that needs a module loads it.
import { allows, watch, X, type Consent } from "../../src/page/on_demand/consent.js";
import { load } from "../../src/page/on_demand/load.js";
import { partAround, partsOf } from "../../src/page/on_demand/parts.js";
import type { Labels } from "./instance.js";
import type { Life } from "./life.js";

type Name = "posts" | "embeds" | "lightbox" | "share" | "compare" | "chart" | "live" | "notes";

/** What a page chose, and the interface texts as they are now. */
export interface Choice {
  live: boolean;
  /** Whether the article has all its texts: before, its posts may be rendered again. */
  readonly ready: boolean;
  readonly labels: Labels;
  consent: Consent;
  scriptUrl: string | { toString(): string } | undefined;
  /** Whether there may be an element with a class, or with an attribute that is written as `name=value`. */
  has(name: string): boolean;
}

interface Attached {
  press(target: unknown): void;
  refresh(): void;
}

/** The module of live articles. */
interface Live extends Attached {
  undo(): void;
  isTurned(): boolean;
}

/** What the widget calls. */
export interface OnDemand {
  /** Blocks came or changed. */
  refresh(): void;
  /** Puts updates into the order in which they are rendered; `refresh()` puts them into the reader's. */
  undo(): void;
  /** Whether they are in another order. */
  isTurned(): boolean;
}

/** What a reader presses. */
const BUTTONS: [Name, string][] = [
  ["posts", ".aw-tweet :is([data-ask=original], [data-ask=always])"],
  ["embeds", "[data-player] :is([data-ask=embed], [data-ask=always])"],
  ["lightbox", ".aw-enlarge, .aw-picture:has(+ .aw-enlarge)"],
  ["share", ".aw-share-button"],
  ["live", ".aw-choice"],
];

/** What needs a module without a press; `resume.ts` has a list, too. */
const PARTS: [Name, string][] = [
  ["compare", "aw-compare"],
  ["chart", "aw-chart"],
  ["live", "aw-live-tools"],
  ["notes", "aw-note-ref"],
];

const ORIGINAL = "[data-ask=original]";

/** All that may need a module without a press: what the painter notes of it, and its selector. */
const WANTING = [["aw-embed", "[data-player]"], ["data-ask=original", ORIGINAL], ...PARTS.map(([, part]) => [part, `.${part}`] as const)] as const;

/** A module can't be loaded: the link to the content stays, and a later press tries again. */
function fail(name: Name, pressed: Element, labels: Labels): void {
  if (name === "lightbox") {
    const picture = pressed.matches(".aw-enlarge") ? pressed.previousElementSibling : pressed;
    open((picture as HTMLImageElement).currentSrc, "_blank", "noopener");
    return;
  }
  if (name !== "posts" && name !== "embeds") return;
  const [block, status, label] = name === "posts" ? ([".aw-tweet", ".aw-tweet-status", "failed"] as const) : (["[data-player]", ".aw-embed-status", "embedFailed"] as const);
  const place = pressed.closest(block)?.querySelector(status);
  if (place) place.textContent = labels[label];
}

/** Attaches to an article what loads these modules. */
export function loadOnDemand(host: Element, root: Element, choice: Choice, life: Life): OnDemand {
  const attached = new Map<Name, Attached>();
  let ending: AbortController | undefined;
  /** What was pressed while a module is loading. */
  const pressed = new Map<Name, Set<Element>>();

  const need = async (name: Name, target?: Element): Promise<void> => {
    // It listens itself.
    if (attached.has(name)) return;
    const waiting = pressed.get(name) ?? new Set();
    // One picture is enlarged at a time.
    if (name === "lightbox") waiting.clear();
    if (target) waiting.add(target);
    if (pressed.has(name)) return;
    pressed.set(name, waiting);
    try {
      const module = await load(name);
      if (life.ended) return;
      if (!ending) {
        ending = new AbortController();
        life.onEnd(() => ending?.abort());
      }
      const own: Attached = module.attach(host, root, choice, ending.signal);
      attached.set(name, own);
      own.refresh();
      for (const target of waiting) own.press(target);
    } catch {
      for (const target of life.ended ? [] : waiting) fail(name, target, choice.labels);
    } finally {
      pressed.delete(name);
    }
  };

  /** Loads what the reader needn't be asked for. The first look into the storage takes a page milliseconds. */
  const needAllowed = (): void => {
    // One look through the article for all that it may have.
    const selectors = WANTING.filter(([name]) => choice.has(name)).map(([, selector]) => selector);
    const parts = selectors.length > 0 ? partsOf(root, selectors.join()) : [];
    const some = (selector: string): boolean => parts.some((part) => part.matches(selector));
    if (choice.ready && some(ORIGINAL) && (choice.live || allows(X))) void need("posts");
    const providers = new Set(parts.flatMap((part) => part.dataset.provider ?? []));
    if ([...providers].some(allows)) void need("embeds");
    for (const [name, part] of PARTS) {
      // Updates are not moved before the reader is where they were, and all of them are there.
      if ((name !== "live" || choice.ready) && some(`.${part}`)) void need(name);
    }
  };

  life.listen(root, "click", ({ target }) => {
    for (const [name, button] of BUTTONS) {
      const part = partAround(root, target, button);
      if (part) void need(name, part);
    }
  });
  life.onEnd(watch((_, allowed) => allowed && needAllowed()));
  const live = (): Live | undefined => attached.get("live") as Live | undefined;
  return {
    refresh() {
      for (const { refresh } of attached.values()) refresh();
      needAllowed();
    },
    undo: () => live()?.undo(),
    isTurned: () => live()?.isTurned() ?? false,
  };
}
