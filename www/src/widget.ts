import type { Marks } from "../../src/page/paint.js";
import { revokeConsent } from "../../src/page/on_demand/consent.js";
import { arePostsConverted, arePostsReady, loadPostConverter, preparePosts, withOwnPosts } from "./network-posts.js";
import { loadOnDemand, type OnDemand } from "./on-demand.js";
import { offerAddresses } from "./copy.js";
import type { ArticleError } from "./errors.js";
import { isLoaded, load, own, toBytes, type Drawn } from "./instance.js";
import { Life } from "./life.js";
import { loadWords, wordsOf } from "./locale.js";
import { holdBack } from "./media.js";
import { remember } from "./memory.js";
import { announce } from "./news.js";
import { guide } from "./outline.js";
import { areActive, articleOf, blocksOf, changeOf, diagnosticsOf, headerOf, keyOf, neighbours, partsIn, rangeOf, renumber, type Blocks } from "./patch.js";
import { concealFollowing } from "./pending-posts.js";
import { inPlace, placeIn, seeAgain, type Place } from "./place.js";
import { prepareForPrint } from "./print.js";
import { measure } from "./progress.js";
import { delegate } from "./renderers.js";
import { keepPlace } from "./revisit.js";
import { dispatch, fail, ready } from "./report.js";
import { animate, followFragment, isOpen, keepOneOpen, sectionsOf, setOpen } from "./sections.js";
import { catchUp, paintOn, takeOver, type Shown, type Standing } from "./slices.js";
import type { ArticleInput, Diagnostic, Options, OutlineEntry } from "./types.js";
import { nothing, reconcile, replace, type Changes, type Outcome } from "./update.js";

/** Articles with fewer bytes are rendered anew sooner than compared. */
const SHORT = 1000;

/** More new blocks than these are not looked for one by one. */
const FEW = 30;

/** An article in a page. */
export class Widget {
  readonly #host: Element;
  /** What the article is in: the host, or its shadow root. */
  readonly #home: Home;
  readonly #draw: (article: Uint8Array, part?: object) => Shown;
  /** What was in the host before; it comes back when the article goes. */
  readonly #before: ChildNode[];
  readonly #life = new Life();
  readonly #root: Element;
  #article: Uint8Array;
  #shown: Shown | Standing;
  /** Where its blocks are, once that was asked; null if it can't be said. */
  #blocks: Blocks | null | undefined;
  /** Those of them that are in the article. */
  readonly #placed = new WeakSet<Node>();
  /** How much has been read. */
  readonly #reported = new Set<number>();
  /** Has the page draw its own blocks. */
  readonly #delegate: ReturnType<typeof delegate> | undefined;
  /** To be called with blocks that are news to the reader. */
  #announce: ((blocks: Element[]) => void) | undefined;
  /** To be called when blocks came or went. */
  readonly #refresh: (() => void)[];
  #onDemand: OnDemand | undefined;
  /** Whether all of the article is painted, with its words. */
  #whole = false;
  /** Whether what `prepare()` loads is here, or won't come. */
  #prepared = false;
  /** Settles when all of the article is painted. */
  readonly ready: Promise<void>;

  /** Use `mount()`. */
  constructor(
    host: Element,
    home: Home,
    options: Options,
    article: Uint8Array,
    shown: Shown | Standing,
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
    this.#welcome();
    this.#refresh = this.#live(options);
    const renderers = own(options, "renderers");
    if (renderers && typeof renderers === "object") this.#delegate = delegate(root, renderers, this.#life);
    this.#drawOwn();
    const goBack = keepPlace(root, drawn.key, this.#life);
    // Who is reading already is not sent back to where the reading began.
    const arriving = place?.article !== drawn.key;
    if (arriving) followFragment(host, root, true, this.#life);
    if (place) this.place = place;
    this.ready = this.#getReady(arriving, goBack);
    // Both promise and event report it.
    this.ready.catch((error: unknown) => fail(host, error as ArticleError));
  }

  async #getReady(arriving: boolean, goBack: () => void): Promise<void> {
    const show = this.#shown.drawn.pending ? concealFollowing(this.#root) : undefined;
    // At the earliest in a later microtask, so that the caller of mount() can add listeners first.
    await this.#giveWords();
    show?.();
    const life = this.#life;
    const shown = this.#shown;
    const complete = (): void => {
      this.#whole = !this.#shown.drawn.pending;
      this.#complete();
    };
    if (shown.painter) await paintOn(shown, this.#host, this.#root, arriving, complete, life);
    // Posts of the rest may have to be converted, too.
    if (!life.ended && this.#shown.drawn.pending) await this.#giveWords();
    if (life.ended) return;
    if (arriving) goBack();
    if (!this.#whole) {
      this.#whole = true;
      this.#onDemand?.refresh();
    }
    ready(this.#host, { ...this.#shown.drawn.about, outline: this.outline });
  }

  /** Draws it again if the words of its language, or what reads its posts, came later; what a server printed has both. */
  async #giveWords(): Promise<void> {
    const { drawn, painter } = this.#shown;
    if (!painter) return;
    await Promise.all([loadWords(drawn.lang), drawn.pending ? loadPostConverter() : undefined]);
    const converted = drawn.pending && arePostsConverted();
    if (this.#life.ended || !(converted || wordsOf(drawn.lang) !== drawn.words)) return;
    this.#renew(withOwnPosts(this.#article));
  }

  /** Paints what is still to be painted, at once. */
  #catchUp(): void {
    if (catchUp(this.#shown)) this.#complete();
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
    if (!this.#has("aw-slot")) return;
    for (const place of this.#root.querySelectorAll("[data-slot]")) {
      const name = place.getAttribute("data-slot") as string;
      if (this.#home !== this.#host) {
        if (!place.firstChild) place.append(Object.assign(document.createElement("slot"), { name }));
        continue;
      }
      const own = this.#before.filter((node) => node instanceof Element && node.slot === name && !this.#isGone(node));
      // What is there already stays: a frame would load anew.
      place.append(...own.filter((node) => node.parentNode !== place));
      for (const node of own) this.#placed.add(node);
    }
  }

  /** Whether there may be an element with a class, or with an attribute that is written as `name=value`. */
  #has(name: string): boolean {
    return this.#shown.painter?.names.has(name) ?? true;
  }

  /** Whether the page has taken its child out of its place. */
  #isGone(node: Node): boolean {
    return this.#placed.has(node) && node.parentNode === null;
  }

  /** Children that come later, as adverts do, have their places, too. */
  #welcome(): void {
    if (this.#home !== this.#host) return;
    const late = new MutationObserver((records) => {
      const added = new Set(records.flatMap(({ addedNodes }) => [...addedNodes]));
      const own = [...this.#host.children].filter((child) => child.slot && added.has(child));
      for (const child of own) {
        child.remove();
        this.#placed.delete(child);
        if (!this.#before.includes(child)) this.#before.push(child);
      }
      if (own.length > 0) this.#fillSlots();
    });
    late.observe(this.#host, { childList: true });
    this.#life.onEnd(() => late.disconnect());
  }

  /** Brings what was just put into the page to life; gives back what is to be called when it changes. */
  #live(options: Options): (() => void)[] {
    const life = this.#life;
    const host = this.#host;
    const root = this.#root;
    const { key } = this.#shown.drawn;
    const labels = () => this.#shown.drawn.labels;
    const isWhole = () => this.#whole;
    const wants = (name: "exclusive" | "remember" | "progress") => own(options, name) === true;
    animate(host, root, life);
    if (wants("exclusive")) keepOneOpen(host, root, life);
    const has = (name: string) => this.#has(name);
    const followSections = guide(host, root, labels, life);
    const refresh: (() => void)[] = [
      () => {
        if (has("aw-all") || has("aw-toc-link")) followSections();
      },
    ];
    if (wants("remember")) refresh.push(remember(host, root, key, life));
    prepareForPrint(host, root, life);
    offerAddresses(root, labels, life);
    if (wants("progress")) measure(host, root, this.#reported, life);
    const choice = {
      live: own(options, "tweets") === "live",
      // Not before the article has its words: with them its posts are drawn again.
      get ready() {
        return isWhole();
      },
      get labels() {
        return labels();
      },
      consent: own(options, "consent"),
      scriptUrl: own(options, "scriptUrl"),
      has,
    };
    const onDemand = loadOnDemand(host, root, choice, life);
    this.#onDemand = onDemand;
    onDemand.refresh();
    refresh.push(holdBack(host, root, life), onDemand.refresh);
    return refresh;
  }

  /**
   * Shows another state of the article: blocks that are the same stay as they are, node for node, and so does the reader's
   * place.
   * @returns the keys of the blocks that came, changed and went
   * @throws ArticleError, and then all is as it was.
   */
  update(article: ArticleInput): Changes {
    if (this.#life.ended) return { added: [], changed: [], removed: [] };
    const { news, ...changes } = this.#renew(withOwnPosts(ownBytes(article)));
    if (news.length > 0) {
      this.#announce ??= announce(this.#root as HTMLElement, () => this.#shown.drawn.labels, this.#life);
      this.#announce(news);
    }
    void this.#giveWords();
    dispatch(this.#host, "article-update", changes);
    return changes;
  }

  /** What the article is. */
  get root(): Element {
    return this.#root;
  }

  /**
   * Puts the article back that somebody else took out of its host. What they put in its place is theirs and stays there, but isn't
   * shown.
   */
  reattach(others: Node[]): void {
    if (this.#life.ended) return;
    for (const node of others) {
      if (!(node instanceof HTMLElement)) continue;
      node.hidden = true;
      this.#life.onEnd(() => (node.hidden = false));
    }
    this.#home.append(this.#root);
  }

  /** Loads what an update needs and what a server printed didn't; nothing if all of it is here. */
  prepare(): Promise<void> | undefined {
    const { painter, drawn } = this.#shown;
    if (painter || this.#prepared) return undefined;
    const words = loadWords(drawn.lang);
    if (isLoaded() && !words && arePostsReady(this.#article)) return undefined;
    return Promise.all([load(), words, preparePosts(this.#article)]).then(() => {
      this.#prepared = true;
    });
  }

  /** The drawing of what is shown; of what a server printed, it is made now. */
  #drawing(draw: (article: Uint8Array) => Shown): Shown {
    const standing = this.#shown;
    if (standing.painter) return standing;
    this.#article = withOwnPosts(this.#article);
    const shown = takeOver(draw(this.#article), this.#root, standing.parts);
    shown.drawn.warnings.push(...standing.drawn.warnings);
    return (this.#shown = shown);
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
      const { drawn, painter } = this.#drawing(draw);
      return this.#patch(article, draw, drawn, painter.marks) ?? this.#redraw(article, draw, painter.marks);
    } finally {
      // Chrome leaks one that was never in a page, with all that contains it; one that came and went is collected.
      for (const picture of pictures) {
        if (this.#root.contains(picture)) continue;
        for (const name of ["srcset", "src"]) picture.removeAttribute(name);
        this.#root.append(picture);
        picture.remove();
      }
    }
  }

  #redraw(article: Uint8Array, draw: (article: Uint8Array) => Shown, marks: Marks<Drawn>): Outcome {
    const shown = draw(article);
    return inPlace(this.#root, () => {
      this.#onDemand?.undo();
      const changes = reconcile(this.#root, shown.root, marks, shown.painter.marks);
      this.#article = article;
      this.#shown = { ...shown, root: this.#root };
      this.#blocks = undefined;
      this.#complete();
      return changes;
    });
  }

  /** Updates no more than the blocks that differ, where that can be done without the rest of a long article. */
  #patch(article: Uint8Array, draw: (article: Uint8Array, part: object) => Shown, drawn: Drawn, marks: Marks<Drawn>): Outcome | undefined {
    // Words that came since are for all of it.
    const { left } = drawn;
    if (!left || article.length < SHORT || drawn.custom.length > 0 || wordsOf(drawn.lang) !== drawn.words || this.#onDemand?.isTurned()) return undefined;
    if (this.#blocks === undefined) this.#blocks = blocksOf(drawn, marks) ?? null;
    const blocks = this.#blocks;
    const change = blocks && changeOf(this.#article, article, blocks);
    if (!change) return undefined;
    if (change.same) return nothing();
    const range = rangeOf(blocks, change.first, change.last);
    const old = neighbours(blocks.elements.slice(...range));
    // The page may have taken some out.
    if (!old || old.length === 0 || !old.every((element) => this.#root.contains(element))) return undefined;

    const section = old[0]?.closest(".aw-section")?.id;
    const level = drawn.about.outline.find(({ id }) => id === section)?.level;
    const part = { lang: drawn.lang, ...(level && { headingLevel: level }) };
    let was: Shown;
    let is: Shown;
    const { json, start } = articleOf(change.now, this.#root);
    try {
      was = draw(articleOf(change.before, this.#root).json, part);
      const { length } = was.drawn;
      const rest = { parted: drawn.length.parted - length.parted, unparted: drawn.length.unparted - length.unparted };
      // What of an article there may be is left to the new blocks, where they stand.
      const depth = left.depth - (blocks.depths[change.first] as number) + 1;
      is = draw(json, { ...part, ...rest, limits: { ...left, depth } });
    } catch {
      // What is wrong with it is reported for the whole article.
      return undefined;
    }
    const fresh = partsIn(is.root);
    if (!fresh || !is.drawn.left || fresh.length > FEW || is.drawn.custom.length > 0) return undefined;
    const [shownMinutes, minutes] = [this.#root, is.root].map((root) => headerOf(root)?.querySelector(".aw-minutes"));
    if (!shownMinutes !== !minutes) return undefined;
    // Two equal blocks need different keys.
    const taken = fresh.some((block) => {
      const at = blocks.keys.indexOf(keyOf(block));
      return at >= 0 && (at < range[0] || at >= range[1]);
    });
    if (taken) return undefined;

    const inside = blocksOf(is.drawn, is.painter.marks);
    const { about } = is.drawn;
    // What such a link leads to is known to the whole article alone.
    if (about.diagnostics.some(({ code }) => code === "unknown-fragment")) return undefined;
    const diagnostics = inside && diagnosticsOf(drawn.about.diagnostics, about.diagnostics, blocks, change, inside);
    if (!inside || !diagnostics) return undefined;
    const active = areActive([...old, ...fresh]);
    const changes = inPlace(this.#root, () => replace(old, fresh, marks, is.painter.marks));
    for (const [element, mark] of is.painter.marks) if (this.#root.contains(element)) marks.set(element, mark);
    for (const name of is.painter.names) this.#shown.painter?.names.add(name);
    // Those that are the same have stayed.
    const blocksNow = fresh.map((block) => (this.#root.contains(block) ? block : (old.find((one) => keyOf(one) === keyOf(block)) as Element)));
    inside.elements = blocksNow.flatMap((block) => [block, ...block.querySelectorAll("[data-key]")]);
    if (shownMinutes && shownMinutes.textContent !== minutes?.textContent) shownMinutes.textContent = minutes?.textContent ?? "";
    this.#article = article;
    this.#blocks = renumber(blocks, change, inside, start);
    drawn.amend({ words: about.words, minutes: about.minutes, diagnostics, left: { ...is.drawn.left, depth: left.depth } }, is.drawn.length);
    // There are no slots, sections or blocks of the page's own among them.
    if (active) this.#complete();
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

  /** Closes all sections, as if they had been closed from the beginning. */
  closeAtFirst(): void {
    for (const section of this.#sections()) setOpen(this.#host, section, false, "restore");
  }

  /** Whether the article was taken away. */
  get gone(): boolean {
    return this.#life.ended;
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
    if (this.#life.ended) return [];
    this.#catchUp();
    return sectionsOf(this.#root);
  }

  /** The sections that the reader, or the page, opened or closed since they were drawn, what has the focus, and what is in sight. */
  get place(): Place {
    const { outline } = this.#shown.drawn.about;
    const changed = this.outline.filter((entry, index) => entry.open !== outline[index]?.open);
    return placeIn(this.#root, this.#shown.drawn.key, changed);
  }

  /** Goes back to where the reader was in an earlier drawing. */
  set place({ changed, focused, sight }: Place) {
    for (const section of sectionsOf(this.#root)) {
      const before = changed.find((entry) => entry.id === section.id);
      if (before) setOpen(this.#host, section, before.open, "restore");
    }
    if (focused) this.#root.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
    seeAgain(this.#root, sight);
  }

  /** Takes the article and every listener away; what was in the host before comes back. A second call does nothing. */
  destroy(): void {
    if (this.#life.ended) return;
    this.#life.end();
    this.#shown.drawn.free();
    this.#root.remove();
    let next: ChildNode | null = null;
    for (const node of this.#before.filter((node) => !this.#isGone(node)).reverse()) {
      if (!isScript(node)) this.#home.insertBefore(node, next);
      if (node.parentNode === this.#home) next = node;
    }
    if (mounted.get(this.#host) === this) mounted.delete(this.#host);
  }
}

/** What an article may stand in. */
export type Home = Element | ShadowRoot;

/** The articles that stand somewhere, by their hosts. */
export const mounted = new WeakMap<Element, Widget>();

/** Scripts stay where they are: they can't be seen, and may hold the article. */
function isScript(node: Node): boolean {
  return node.nodeName === "SCRIPT";
}

/** The article's bytes, of which nobody else has a hold: an update is compared with them. */
export function ownBytes(article: ArticleInput): Uint8Array {
  const bytes = toBytes(article);
  return article instanceof Uint8Array || article instanceof ArrayBuffer ? bytes.slice() : bytes;
}
