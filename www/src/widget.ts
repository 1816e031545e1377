import { call, Mounted, Printed, toBytes, toOptions } from "./instance.js";
import { dress } from "./styles.js";
import type { ArticleInput, Diagnostic, Options, OutlineEntry, ReadyDetail } from "./types.js";

/** An article in a page. */
export class Widget {
  readonly #host: Element;
  readonly #mounted: Mounted;
  /** Settles when all of the article is painted. */
  readonly ready: Promise<void>;
  #gone = false;

  /** Use `mount()`. */
  constructor(host: Element, mounted: Mounted) {
    this.#host = host;
    this.#mounted = mounted;
    // A later microtask, so that whoever called mount() can listen first.
    this.ready = Promise.resolve().then(() => {
      if (!this.#gone) {
        const detail = this.summary;
        host.dispatchEvent(new CustomEvent("article-ready", { bubbles: true, composed: true, detail }));
      }
    });
  }

  /** The sections, and which of them are open now. */
  get outline(): OutlineEntry[] {
    return JSON.parse(call(() => this.#mounted.outline())) as OutlineEntry[];
  }

  /** What in the JSON is not as the format wants it. */
  get diagnostics(): Diagnostic[] {
    return JSON.parse(call(() => this.#mounted.diagnostics())) as Diagnostic[];
  }

  /** What `article-ready` tells. */
  get summary(): ReadyDetail {
    const { outline, diagnostics } = this;
    return { outline, diagnostics, words: this.#mounted.words(), minutes: this.#mounted.minutes() };
  }

  /** Opens all sections. */
  expandAll(): void {
    call(() => this.#mounted.set_all(true));
  }

  /** Closes all sections. */
  collapseAll(): void {
    call(() => this.#mounted.set_all(false));
  }

  /** Opens or closes a section, or turns it over. The id may come without the prefix. */
  toggle(sectionId: string, open?: boolean): void {
    call(() => this.#mounted.toggle(sectionId, open));
  }

  /** Takes the article and every listener away; what stood in the host before comes back. Again: nothing. */
  destroy(): void {
    this.#gone = true;
    call(() => this.#mounted.destroy());
    if (living.get(this.#host) === this) living.delete(this.#host);
  }
}

// A widget that nobody holds lives as long as its host: without this, it would be collected and its article vanish.
const living = new WeakMap<Element, Widget>();

/**
 * Draws an article into an element, in place of what stands there or of the article it held before.
 * @throws ArticleError, and then the element is as it was.
 */
export function mount(host: Element, article: ArticleInput, options: Options = {}): Widget {
  const lang = host.closest("[lang]")?.getAttribute("lang") ?? undefined;
  const bytes = toBytes(article);
  const chosen = toOptions(options, lang);
  const mounted = call(() => new Mounted(host, bytes, chosen));
  dress(host);
  living.get(host)?.destroy();
  call(() => mounted.show());
  const widget = new Widget(host, mounted);
  living.set(host, widget);
  return widget;
}

/** An article as HTML text, the same that `mount()` would make; needs no page. */
export function renderToString(article: ArticleInput, options: Options = {}): ReadyDetail & { html: string } {
  const bytes = toBytes(article);
  const printed = call(() => new Printed(bytes, toOptions(options, undefined)));
  try {
    return {
      html: printed.html(),
      outline: JSON.parse(printed.outline()) as OutlineEntry[],
      diagnostics: JSON.parse(printed.diagnostics()) as Diagnostic[],
      words: printed.words(),
      minutes: printed.minutes(),
    };
  } finally {
    printed.free();
  }
}
