import { revokeConsent } from "./consent.js";
import { offerAddresses } from "./copy.js";
import { frame } from "./embeds.js";
import { ALL, chosen, draw, languageOf, own, toBytes, type Drawn } from "./instance.js";
import { enlarge } from "./lightbox.js";
import { loadWords, wordsOf } from "./locale.js";
import { remember } from "./memory.js";
import { announce } from "./news.js";
import { guide } from "./outline.js";
import { Painter } from "./paint.js";
import { articleOf, blocksOf, changeOf, diagnosticsOf, neighbours, partsIn, renumber, type Blocks } from "./patch.js";
import { articles, tend } from "./posts.js";
import { prepareForPrint } from "./print.js";
import { measure } from "./progress.js";
import { delegate } from "./renderers.js";
import { animate, decoded, followFragment, isOpen, keepOneOpen, partsOf, sectionsOf, setOpen, targetOf } from "./sections.js";
import { dress } from "./styles.js";
import type { ArticleInput, Diagnostic, Options, OutlineEntry, ReadyDetail } from "./types.js";
import { nothing, reconcile, replace, type Changes, type Outcome } from "./update.js";

/** Narrower than this, in CSS pixels, sections start closed with `sections: "narrow"`. */
const NARROW = 640;

/** Where a reader is. */
interface Place {
  /** Of which article. */
  article: string;
  changed: OutlineEntry[];
  focused: string | null;
  /** The first block in the window, and how far it is from the window's upper edge. */
  sight: { key: string; top: number } | undefined;
}

/** An article, drawn for a host, as far as it is painted. */
interface Shown {
  /** Not in the page yet, or what stands there already. */
  root: Element;
  drawn: Drawn;
  painter: Painter;
  /** Whether some of it is still to be painted. */
  behind: boolean;
}

/**
 * How long the page may be kept waiting, in milliseconds; a slice may overrun it by a piece. Every slice is followed by the
 * browser's own work for what came, so few long ones are done sooner than many short ones.
 */
const PATIENCE = 30;

/** How often what was painted is put into the page, in milliseconds. */
const PAUSE = 150;

/** The first screen of a longer article, in bytes of JSON, doesn't wait for what may be done with the rest of that time. */
const VAST = 2_000_000;

/** Articles with fewer bytes are drawn anew sooner than compared. */
const LONG = 100_000;

/** More new blocks than these are not looked for one by one. */
const FEW = 30;

/** The height of a line, nearly, in CSS pixels. */
const LINE = 20;

/** How much is painted at once when an article comes, in operations: some four hundred blocks. */
const START = 12_000;

/** How much is painted later before the clock is looked at. */
const PIECE = 3000;

/** Lets the page do what else it has to do. */
function breath(): Promise<unknown> {
  const { scheduler } = globalThis as { scheduler?: { postTask?: (task: () => void) => Promise<unknown> } };
  if (scheduler?.postTask) return scheduler.postTask(() => {});
  return new Promise((done) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => done(port1.close());
    port2.postMessage(0);
  });
}

/** Paints a piece more. */
function paintMore(shown: Shown, first?: Element | null): void {
  const { drawn, painter } = shown;
  if (drawn.done) shown.behind = painter.catchUp(first ?? undefined);
  else painter.add(drawn.next(PIECE));
}

/** An article in a page. */
export class Widget {
  readonly #host: Element;
  /** What the article stands in: the host, or its shadow root. */
  readonly #home: Home;
  readonly #draw: (article: Uint8Array, part?: object) => Shown;
  /** What stood in the host before; it comes back when the article goes. */
  readonly #before: ChildNode[];
  readonly #life = new AbortController();
  readonly #root: Element;
  #article: Uint8Array;
  #shown: Shown;
  /** Where its blocks are, once that was asked; null if it can't be said. */
  #blocks: Blocks | null | undefined;
  /** How much has been read. */
  readonly #told = new Set<number>();
  /** Has the page draw its own blocks. */
  readonly #delegate: ReturnType<typeof delegate> | undefined;
  /** To be called with blocks that are news to the reader. */
  #announce: ((blocks: Element[]) => void) | undefined;
  /** To be called when blocks came or went. */
  readonly #refresh: (() => void)[];
  /** Settles when all of the article is painted. */
  readonly ready: Promise<void>;

  /** Use `mount()`. */
  constructor(
    host: Element,
    home: Home,
    options: Options,
    article: Uint8Array,
    shown: Shown,
    draw: (article: Uint8Array, part?: object) => Shown,
    place: Place | undefined,
  ) {
    const { root, drawn } = shown;
    this.#host = host;
    this.#home = home;
    this.#draw = draw;
    this.#root = root;
    this.#article = article;
    this.#shown = shown;
    this.#before = [...home.childNodes].filter((node) => node !== root);
    for (const node of this.#before) if (!isScript(node)) node.remove();
    if (root.parentNode !== home) home.append(root);
    this.#fillSlots();
    this.#refresh = this.#live(options);
    const renderers = own(options, "renderers");
    if (renderers && typeof renderers === "object") this.#delegate = delegate(root, renderers, this.#life.signal);
    this.#drawOwn();
    // Who is reading already is not sent back to where the reading began.
    const arriving = place?.article !== drawn.key;
    if (arriving) followFragment(host, root, true);
    if (place) this.place = place;
    this.ready = this.#getReady(arriving);
    // Whoever waits for it is told; so is whoever listens.
    this.ready.catch((error: unknown) => this.#tell("article-error", { error }));
  }

  #tell(name: string, detail: unknown): void {
    this.#host.dispatchEvent(new CustomEvent(name, { bubbles: true, composed: true, detail }));
  }

  async #getReady(arriving: boolean): Promise<void> {
    const { drawn } = this.#shown;
    // At the earliest in a later microtask, so that whoever called mount() can listen first.
    await loadWords(drawn.lang);
    const { signal } = this.#life;
    if (!signal.aborted && wordsOf(drawn.lang) !== drawn.words) this.#renew(this.#article);
    await this.#paintOn(arriving);
    if (!signal.aborted) this.#tell("article-ready", { ...this.#shown.drawn.about, outline: this.outline });
  }

  /** Paints what is still to be painted, and leaves the page time between. What the fragment leads to comes first. */
  async #paintOn(arriving: boolean): Promise<void> {
    const { painter, drawn } = this.#shown;
    const { signal } = this.#life;
    const known = ({ id }: OutlineEntry): boolean => location.hash === `#${id}` || decoded(location.hash) === `#${id}`;
    const target = (): Element | null => targetOf(this.#root, location.hash);
    let awaited = arriving && this.#shown.behind && !target() && drawn.about.outline.some(known);
    let held: Element | null = null;
    let shown = 0;
    const letGo = (): void => void (held = null);
    for (const input of awaited ? ["wheel", "touchstart", "pointerdown", "keydown"] : []) addEventListener(input, letGo, { signal, passive: true });
    while (this.#shown.behind && !signal.aborted) {
      painter.patience = awaited ? "all" : "closed";
      const end = performance.now() + PATIENCE;
      const { done } = drawn;
      do paintMore(this.#shown, held);
      while (this.#shown.behind && performance.now() < end && !awaited && done === drawn.done);
      if (awaited || !this.#shown.behind || done !== drawn.done || performance.now() > shown + PAUSE) {
        painter.show();
        shown = performance.now();
      }
      // What is painted above it must not push it away, until the reader moves.
      if (held) scrollBy({ top: held.getBoundingClientRect().top, behavior: "instant" });
      if (awaited && target()) {
        awaited = false;
        held = target();
        followFragment(this.#host, this.#root, true);
      }
      if (!this.#shown.behind) this.#complete();
      else await breath();
    }
  }

  /** Paints what is still to be painted, at once. */
  #catchUp(): void {
    if (!this.#shown.behind) return;
    while (this.#shown.behind) paintMore(this.#shown);
    this.#shown.painter.show();
    this.#complete();
  }

  /** Does for the rest of the article what was done for its beginning. */
  #complete(): void {
    this.#fillSlots();
    this.#drawOwn();
    for (const refresh of this.#refresh) refresh();
  }

  #drawOwn(): void {
    const { drawn, behind } = this.#shown;
    if (behind) return;
    drawn.warnings.push(...(this.#delegate?.(this.#article, drawn.custom) ?? []));
  }

  /** Puts the host's own children in their places. */
  #fillSlots(): void {
    for (const place of this.#root.querySelectorAll("[data-slot]")) {
      const name = place.getAttribute("data-slot") as string;
      if (this.#home !== this.#host) {
        if (!place.firstChild) place.append(Object.assign(document.createElement("slot"), { name }));
        continue;
      }
      const own = this.#before.filter((node) => node instanceof Element && node.slot === name);
      // What is there already stays: a frame would load anew.
      place.append(...own.filter((node) => node.parentNode !== place));
    }
  }

  /** Brings what was just put into the page to life; gives back what is to be called when it changes. */
  #live(options: Options): (() => void)[] {
    const { signal } = this.#life;
    const host = this.#host;
    const root = this.#root;
    const { key } = this.#shown.drawn;
    const labels = () => this.#shown.drawn.labels;
    const wants = (name: "exclusive" | "remember" | "progress") => own(options, name) === true;
    animate(host, root, signal);
    if (wants("exclusive")) keepOneOpen(host, root, signal);
    const refresh = [guide(host, root, labels, signal)];
    if (wants("remember")) refresh.push(remember(host, root, key, signal));
    prepareForPrint(host, root, signal);
    offerAddresses(root, labels, signal);
    enlarge(root, labels, signal);
    if (wants("progress")) measure(host, root, this.#told, signal);
    const choice = {
      live: own(options, "tweets") === "live",
      get labels() {
        return labels();
      },
      consent: own(options, "consent"),
      scriptUrl: own(options, "scriptUrl"),
    };
    refresh.push(tend(host, root, choice, signal), frame(host, root, choice, signal));
    return refresh;
  }

  /**
   * Shows another state of the article: blocks that are the same stay as they are, node for node, and so does the reader's
   * place.
   * @returns the keys of the blocks that came, changed and went
   * @throws ArticleError, and then all is as it was.
   */
  update(article: ArticleInput): Changes {
    if (this.#life.signal.aborted) return { added: [], changed: [], removed: [] };
    const { news, ...changes } = this.#renew(ownBytes(article));
    if (news.length > 0) {
      this.#announce ??= announce(this.#root as HTMLElement, () => this.#shown.drawn.labels, this.#life.signal);
      this.#announce(news);
    }
    const { lang, words } = this.#shown.drawn;
    void loadWords(lang)?.then(() => {
      if (!this.#life.signal.aborted && wordsOf(lang) !== words) this.#renew(this.#article);
    });
    this.#tell("article-update", changes);
    return changes;
  }

  #renew(article: Uint8Array): Outcome {
    this.#catchUp();
    const pictures: Element[] = [];
    const draw = (article: Uint8Array, part?: object): Shown => {
      const shown = this.#draw(article, part);
      pictures.push(...shown.root.querySelectorAll("[srcset]"));
      return shown;
    };
    try {
      return this.#patch(article, draw) ?? this.#redraw(article, draw);
    } finally {
      // Chrome keeps one that never stood in a page, and all that it stands in; what came and went it lets go.
      for (const picture of pictures) {
        if (this.#root.contains(picture)) continue;
        for (const name of ["srcset", "src"]) picture.removeAttribute(name);
        this.#root.append(picture);
        picture.remove();
      }
    }
  }

  #redraw(article: Uint8Array, draw: (article: Uint8Array) => Shown): Outcome {
    const shown = draw(article);
    return this.#inPlace(() => {
      const changes = reconcile(this.#root, shown.root, this.#shown.painter.marks, shown.painter.marks);
      this.#article = article;
      this.#shown = { ...shown, root: this.#root };
      this.#blocks = undefined;
      this.#complete();
      return changes;
    });
  }

  /** Does something that moves blocks, and leaves the reader where they are. */
  #inPlace<Result>(move: () => Result): Result {
    const sight = this.#sight();
    const select = selected();
    const result = move();
    select();
    this.#see(sight);
    return result;
  }

  /** Updates no more than the blocks that differ, where that can be done without the rest of a long article. */
  #patch(article: Uint8Array, draw: (article: Uint8Array, part: object) => Shown): Outcome | undefined {
    const { drawn, painter } = this.#shown;
    const { marks } = painter;
    // Words that came since are for all of it.
    const { left } = drawn;
    if (!left || article.length < LONG || drawn.custom.length > 0 || wordsOf(drawn.lang) !== drawn.words) return undefined;
    const own = this.#root.querySelector(".aw") === null;
    const elements = own ? [...this.#root.querySelectorAll("[data-key]")] : [];
    if (this.#blocks === undefined) this.#blocks = blocksOf(drawn, elements, (element) => marks.get(element)?.op) ?? null;
    const blocks = this.#blocks;
    const change = blocks && changeOf(this.#article, article, blocks);
    if (!change) return undefined;
    if (change.same) return nothing();
    const sum = (from: number, to: number): number => blocks.counts.slice(from, to).reduce((sum, count) => sum + count, 0);
    const before = sum(0, change.first);
    const old = neighbours(elements.slice(before, before + sum(change.first, change.last)));
    if (!old || old.length === 0) return undefined;

    const { dir } = this.#root as HTMLElement;
    const section = old[0]?.closest(".aw-section")?.id;
    const level = drawn.about.outline.find(({ id }) => id === section)?.level;
    const part = { lang: drawn.lang, ...(level && { headingLevel: level }) };
    let was: Shown;
    let is: Shown;
    const { json, start } = articleOf(change.now, dir);
    try {
      was = draw(articleOf(change.before, dir).json, part);
      const { length } = was.drawn;
      const rest = { parted: drawn.length.parted - length.parted, unparted: drawn.length.unparted - length.unparted };
      // What of an article there may be is left to the new blocks, where they stand.
      const depth = left.depth - (blocks.depths[change.first] as number) + 1;
      is = draw(json, { ...part, ...rest, limits: { ...left, depth } });
    } catch {
      // What is wrong with it is told of the whole.
      return undefined;
    }
    const fresh = partsIn(is.root);
    if (!fresh || !is.drawn.left || fresh.length > FEW || is.drawn.custom.length > 0 || is.drawn.about.minutes !== drawn.about.minutes) return undefined;
    // Two equal blocks need different keys.
    const taken = fresh.map((block) => this.#root.querySelector(`[data-key="${CSS.escape(block.getAttribute("data-key") as string)}"]`));
    if (taken.some((element) => element && !old.includes(element))) return undefined;

    const inside = blocksOf(is.drawn, [...is.root.querySelectorAll("[data-key]")], (element) => is.painter.marks.get(element)?.op);
    const { about } = is.drawn;
    const diagnostics = inside && diagnosticsOf(drawn.about.diagnostics, about.diagnostics, blocks, change, inside);
    if (!inside || !diagnostics) return undefined;
    const changes = this.#inPlace(() => replace(old, fresh, marks, is.painter.marks));
    for (const [element, mark] of is.painter.marks) if (element.isConnected) marks.set(element, mark);
    this.#article = article;
    this.#blocks = renumber(blocks, change, inside, start);
    drawn.amend({ words: about.words, diagnostics, left: { ...is.drawn.left, depth: left.depth } }, is.drawn.length);
    this.#complete();
    return changes;
  }

  /** The sections, and which of them are open now. */
  get outline(): OutlineEntry[] {
    const sections = new Map(sectionsOf(this.#root).map((section) => [section.id, section]));
    return this.#shown.drawn.about.outline.map((entry) => {
      const section = sections.get(entry.id);
      return { ...entry, open: section ? isOpen(section) : entry.open };
    });
  }

  /** What in the JSON is not as the format wants it. */
  get diagnostics(): Diagnostic[] {
    return this.#shown.drawn.about.diagnostics;
  }

  /** Opens all sections. */
  expandAll(): void {
    for (const section of this.#sections()) setOpen(this.#host, section, true, "all");
  }

  /** Closes all sections. */
  collapseAll(): void {
    for (const section of this.#sections()) setOpen(this.#host, section, false, "all");
  }

  /** Opens or closes a section, or turns it over. The id may come without the prefix. */
  toggle(sectionId: string, open?: boolean): void {
    const section = this.#sections().find(
      (section) => section.id === sectionId || section.getAttribute("data-key") === sectionId,
    );
    if (section) setOpen(this.#host, section, open ?? !isOpen(section), "api");
  }

  /** Takes back what a reader allowed, on all of the page; see the function of that name. */
  revokeConsent(provider?: string): void {
    revokeConsent(provider);
  }

  /** None once the article is taken away: its host may hold another. */
  #sections(): Element[] {
    if (this.#life.signal.aborted) return [];
    this.#catchUp();
    return sectionsOf(this.#root);
  }

  /** The sections that the reader, or the page, opened or closed since they were drawn, what has the focus, and what is in sight. */
  get place(): Place {
    const changed = this.outline.filter((entry, index) => entry.open !== this.#shown.drawn.about.outline[index]?.open);
    const { activeElement } = this.#root.getRootNode() as Document;
    const focused = activeElement && this.#root.contains(activeElement) ? activeElement.getAttribute("aria-controls") : null;
    return { article: this.#shown.drawn.key, changed, focused, sight: this.#sight() };
  }

  /** Goes back to where the reader was in an earlier drawing. */
  set place({ changed, focused, sight }: Place) {
    for (const section of sectionsOf(this.#root)) {
      const before = changed.find((entry) => entry.id === section.id);
      if (before) setOpen(this.#host, section, before.open, "restore");
    }
    if (focused) this.#root.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    this.#see(sight);
  }

  /** Scrolls what was in sight to where it was. */
  #see(sight: Place["sight"]): void {
    const [block] = sight ? partsOf(this.#root, `[data-key="${CSS.escape(sight.key)}"]`) : [];
    const moved = sight && block ? block.getBoundingClientRect().top - sight.top : 0;
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }

  /**
   * The first block that begins in the window, else one that fills it. None before the reader has come to the article:
   * what stands above it must not move. Blocks are found by where they are seen: to measure all would lay out all.
   */
  #sight(): Place["sight"] {
    const { left, width, top } = this.#root.getBoundingClientRect();
    if (top >= 0) return undefined;
    let through: Place["sight"];
    for (let y = 1; y < innerHeight; y += LINE) {
      const seen = (this.#root.getRootNode() as Document).elementFromPoint(left + width / 2, y);
      const block = seen?.closest("[data-key]");
      if (!block || block.closest(".aw") !== this.#root) continue;
      const sight = { key: block.getAttribute("data-key") as string, top: block.getBoundingClientRect().top };
      if (sight.top >= 0) return sight;
      through ??= sight;
    }
    return through;
  }

  /** Takes the article and every listener away; what stood in the host before comes back. Again: nothing. */
  destroy(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#shown.drawn.free();
    this.#root.remove();
    let next: ChildNode | null = null;
    for (const node of this.#before.reverse()) {
      if (!isScript(node)) this.#home.insertBefore(node, next);
      if (node.parentNode === this.#home) next = node;
    }
    if (mounted.get(this.#host) === this) mounted.delete(this.#host);
  }
}

type Home = Element | ShadowRoot;

const mounted = new WeakMap<Element, Widget>();

/** The host's shadow root, if it can have one. While no article is in there, a slot shows what the page put into the host. */
function shadowOf(host: Element): Home {
  if (host.shadowRoot) return host.shadowRoot;
  try {
    const shadow = host.attachShadow({ mode: "open" });
    shadow.append(document.createElement("slot"));
    return shadow;
  } catch {
    return host;
  }
}

/** Takes the place of what was painted, which is equal. */
function adopt(standing: Element, shown: Shown): void {
  const parts = standing.querySelectorAll(":scope > *, [data-key]");
  const { painter } = shown;
  painter.marks = new Map([...painter.marks.values()].map((mark, index) => [parts[index] as Element, mark]));
  shown.root = standing;
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

/** Scripts stay where they are: they can't be seen, and may hold the article. */
function isScript(node: Node): boolean {
  return node.nodeName === "SCRIPT";
}

/** The article's bytes, of which nobody else has a hold: an update is compared with them. */
function ownBytes(article: ArticleInput): Uint8Array {
  const bytes = toBytes(article);
  return article instanceof Uint8Array || article instanceof ArrayBuffer ? bytes.slice() : bytes;
}

/** An address as seen from the page; itself if it can't be one. */
function absolute(address: string, page: string): string {
  try {
    return new URL(address, page).href;
  } catch {
    return address;
  }
}

/** The ids with our prefix that others have on this page; a fragment leads into shadow roots, too. */
function takenIds(host: Element, prefix: unknown): string {
  const tree = host.getRootNode() as ParentNode;
  const start = typeof prefix === "string" ? prefix : "article-";
  const others = new Set([tree, ...articles].flatMap((place) => [...place.querySelectorAll("[id]")]));
  const foreign = [...others].filter((element) => !host.contains(element) && (element.getRootNode() as ShadowRoot).host !== host);
  // Not `id`: in a form, a field of that name would stand for it.
  const ids = foreign.map((element) => element.getAttribute("id") as string);
  return ids.filter((id) => id.startsWith(start)).join("\n");
}

/**
 * Draws an article into an element, in place of what stands there or of the article it held before.
 * @throws ArticleError, and then the element is as it was.
 */
export function mount(host: Element, article: ArticleInput, options: Options = {}): Widget {
  const bytes = ownBytes(article);
  const choice = chosen(options);
  const lang = host.closest("[lang]")?.getAttribute("lang");
  if (lang) choice.lang ??= lang;
  if (typeof choice.baseUrl === "string") choice.baseUrl = absolute(choice.baseUrl, host.baseURI);
  if (choice.sections === "narrow" && host.clientWidth < NARROW) choice.sections = "closed";
  const earlier = mounted.get(host);
  const home = own(options, "isolate") === true ? shadowOf(host) : host;
  const show = (bytes: Uint8Array, part?: object, patient = false): Shown => {
    const end = performance.now() + PATIENCE;
    const taken = part ? "" : takenIds(host, choice.idPrefix);
    const drawn = draw(bytes, options, { ...choice, taken, ...part }, patient ? START : ALL);
    const painter = new Painter(drawn, drawn.done ? "none" : "closed");
    for (const piece of drawn.pieces) painter.add(piece);
    const shown = { drawn, painter, root: painter.root as Element, behind: !drawn.done };
    while (bytes.length < VAST && shown.behind && performance.now() < end) paintMore(shown);
    painter.show();
    return shown;
  };
  // What a server printed of the same article stays, node for node.
  const standing = earlier ? undefined : [...home.children].find((child) => child.matches(".aw"));
  // Before the article that stands here goes: this may fail.
  const shown = show(bytes, undefined, !earlier && !standing);
  if (standing?.isEqualNode(shown.root)) adopt(standing, shown);
  // The page's own tree, too: in a shadow root the styles' lengths would have no type.
  dress(host);
  dress(home);
  const place = earlier?.place;
  earlier?.destroy();
  const widget = new Widget(host, home, options, bytes, shown, show, place);
  mounted.set(host, widget);
  return widget;
}

/** Loads the words of an article's language, as far as it can be told before it is read. */
export async function prepare(host: Element, article?: ArticleInput): Promise<void> {
  let lang = host.closest("[lang]")?.getAttribute("lang") ?? "en";
  try {
    if (article !== undefined) lang = languageOf(toBytes(article)) ?? lang;
  } catch {
    // What can't be read is told when it is drawn.
  }
  await loadWords(lang);
}

/** An article as HTML text, the same that `mount()` would make; needs no page. */
export function renderToString(article: ArticleInput, options: Options = {}): ReadyDetail & { html: string } {
  const { pieces, about } = draw(toBytes(article), options, chosen(options), ALL, true);
  return { html: pieces.map((piece) => piece.text).join(""), ...about };
}
