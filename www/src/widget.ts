import { chosen, draw, languageOf, own, toBytes, type Drawn } from "./instance.js";
import { loadWords, wordsOf } from "./locale.js";
import { paint } from "./paint.js";
import { tend } from "./posts.js";
import { animate, followFragment, isOpen, sectionsOf, setOpen } from "./sections.js";
import { dress } from "./styles.js";
import type { ArticleInput, Diagnostic, Options, OutlineEntry, ReadyDetail } from "./types.js";

/** Narrower than this, in CSS pixels, sections start closed with `sections: "narrow"`. */
const NARROW = 640;

/** Where a reader is. */
interface Place {
  changed: OutlineEntry[];
  focused: string | null;
}

/** An article, drawn for a host. */
interface Shown {
  /** Not in the page yet, or what stands there already. */
  root: Element;
  drawn: Drawn;
}

/** An article in a page. */
export class Widget {
  readonly #host: Element;
  readonly #draw: () => Shown;
  readonly #options: Options;
  /** What stood in the host before; it comes back when the article goes. */
  readonly #before: ChildNode[];
  readonly #life = new AbortController();
  #root: Element;
  #about: ReadyDetail;
  /** Ends with what is shown now. */
  #showing = new AbortController();
  /** Settles when all of the article is painted. */
  readonly ready: Promise<void>;

  /** Use `mount()`. */
  constructor(host: Element, options: Options, draw: () => Shown) {
    const { root, drawn } = draw();
    this.#host = host;
    this.#draw = draw;
    this.#options = options;
    this.#root = root;
    this.#about = drawn.about;
    this.#before = [...host.childNodes].filter((node) => node !== root);
    for (const node of this.#before) if (!isScript(node)) node.remove();
    if (root.parentNode !== host) host.append(root);
    this.#live(drawn);
    followFragment(host, root, true);
    // At the earliest in a later microtask, so that whoever called mount() can listen first.
    this.ready = Promise.resolve(loadWords(drawn.lang)).then(() => {
      if (this.#life.signal.aborted) return;
      if (wordsOf(drawn.lang) !== drawn.words) this.#redraw();
      const detail = { ...this.#about, outline: this.outline };
      host.dispatchEvent(new CustomEvent("article-ready", { bubbles: true, composed: true, detail }));
    });
  }

  /** Brings what was just put into the page to life. */
  #live({ labels }: Drawn): void {
    const { signal } = (this.#showing = new AbortController());
    for (const place of this.#root.querySelectorAll("[data-slot]")) {
      place.append(...this.#before.filter((node) => node instanceof Element && node.slot === place.getAttribute("data-slot")));
    }
    const options = this.#options;
    animate(this.#host, this.#root, signal);
    const live = own(options, "tweets") === "live";
    tend(this.#host, this.#root, { live, labels, consent: own(options, "consent"), scriptUrl: own(options, "scriptUrl") }, signal);
  }

  /** Draws the same article again, and goes back to where the reader was. */
  #redraw(): void {
    const { place } = this;
    const { root, drawn } = this.#draw();
    this.#showing.abort();
    this.#root.replaceWith(root);
    this.#root = root;
    this.#about = drawn.about;
    this.#live(drawn);
    this.place = place;
  }

  /** The sections, and which of them are open now. */
  get outline(): OutlineEntry[] {
    const sections = sectionsOf(this.#root);
    return this.#about.outline.map((entry, index) => {
      const section = sections[index];
      return { ...entry, open: section ? isOpen(section) : entry.open };
    });
  }

  /** What in the JSON is not as the format wants it. */
  get diagnostics(): Diagnostic[] {
    return this.#about.diagnostics;
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

  /** None once the article is taken away: its host may hold another. */
  #sections(): Element[] {
    return this.#life.signal.aborted ? [] : sectionsOf(this.#root);
  }

  /** The sections that the reader, or the page, opened or closed since they were drawn, and what has the focus. */
  get place(): Place {
    const changed = this.outline.filter((entry, index) => entry.open !== this.#about.outline[index]?.open);
    const { activeElement } = this.#root.getRootNode() as Document;
    const focused = activeElement && this.#root.contains(activeElement) ? activeElement.getAttribute("aria-controls") : null;
    return { changed, focused };
  }

  /** Goes back to where the reader was in an earlier drawing. */
  set place({ changed, focused }: Place) {
    for (const section of sectionsOf(this.#root)) {
      const before = changed.find((entry) => entry.id === section.id);
      if (before) setOpen(this.#host, section, before.open, "restore");
    }
    if (focused) this.#root.querySelector<HTMLElement>(`[aria-controls="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  }

  /** Takes the article and every listener away; what stood in the host before comes back. Again: nothing. */
  destroy(): void {
    if (this.#life.signal.aborted) return;
    this.#life.abort();
    this.#showing.abort();
    this.#root.remove();
    let next: ChildNode | null = null;
    for (const node of this.#before.reverse()) {
      if (!isScript(node)) this.#host.insertBefore(node, next);
      if (node.parentNode === this.#host) next = node;
    }
    if (mounted.get(this.#host) === this) mounted.delete(this.#host);
  }
}

const mounted = new WeakMap<Element, Widget>();

/** Scripts stay where they are: they can't be seen, and may hold the article. */
function isScript(node: Node): boolean {
  return node.nodeName === "SCRIPT";
}

/** An address as seen from the page; itself if it can't be one. */
function absolute(address: string, page: string): string {
  try {
    return new URL(address, page).href;
  } catch {
    return address;
  }
}

/** The ids with our prefix that others have on this page. */
function takenIds(host: Element, prefix: unknown): string {
  const tree = host.getRootNode() as ParentNode;
  const start = typeof prefix === "string" ? prefix : "article-";
  const others = [...tree.querySelectorAll("[id]")].filter((element) => !host.contains(element));
  // Not `id`: in a form, a field of that name would stand for it.
  const ids = others.map((element) => element.getAttribute("id") as string);
  return ids.filter((id) => id.startsWith(start)).join("\n");
}

/**
 * Draws an article into an element, in place of what stands there or of the article it held before.
 * @throws ArticleError, and then the element is as it was.
 */
export function mount(host: Element, article: ArticleInput, options: Options = {}): Widget {
  const bytes = toBytes(article);
  const choice = chosen(options);
  const lang = host.closest("[lang]")?.getAttribute("lang");
  if (lang) choice.lang ??= lang;
  if (typeof choice.baseUrl === "string") choice.baseUrl = absolute(choice.baseUrl, host.baseURI);
  if (choice.sections === "narrow" && host.clientWidth < NARROW) choice.sections = "closed";
  const earlier = mounted.get(host);
  const show = (): Shown => {
    const drawn = draw(bytes, options, { ...choice, taken: takenIds(host, choice.idPrefix) }, false);
    const painted = paint(drawn.ops, drawn.text, drawn.keys);
    // What a server printed of the same article stays, node for node.
    const standing = mounted.has(host) ? null : host.querySelector(":scope > .aw");
    dress(host);
    return { root: standing?.isEqualNode(painted) ? standing : painted, drawn };
  };
  // Before the article that stands here goes: this may fail.
  const first = show();
  const place = earlier?.place;
  earlier?.destroy();
  let drawn: Shown | undefined = first;
  const widget = new Widget(host, options, () => {
    const shown = drawn ?? show();
    drawn = undefined;
    return shown;
  });
  mounted.set(host, widget);
  if (place) widget.place = place;
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
  const { text, about } = draw(toBytes(article), options, chosen(options), true);
  return { html: text, ...about };
}
