import { revokeConsent } from "../../src/page/on_demand/consent.js";
import { ArticleError, reason } from "./errors.js";
import { IMPRINT } from "./imprint.js";
import { load, type Parsed } from "./instance.js";
import { languageAround, loadWords } from "./locale.js";
import { preparePosts } from "./network-posts.js";
import { adopt, isPrinted, mount, mountParsed, outdate, prepare } from "./mount.js";
import { keepAsking, seconds } from "./refresh.js";
import { fail, reportWaiting } from "./report.js";
import { decoded } from "./sections.js";
import { dress } from "./styles.js";
import type { ArticleInput, Diagnostic, Options, OutlineEntry } from "./types.js";
import type { Changes } from "./update.js";
import type { Widget } from "./widget.js";
import { words } from "./words.js";

// Node has no such class; there the module can be imported and the element isn't used.
const Base = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/** Attributes that are options. */
const CHOICES = {
  "heading-level": "headingLevel",
  sections: "sections",
  "id-prefix": "idPrefix",
  "base-url": "baseUrl",
  tweets: "tweets",
  media: "media",
  "script-url": "scriptUrl",
  theme: "theme",
  "time-zone": "timeZone",
} as const;

/** Attributes that are options and say yes by being there, unless they say "false". */
const SWITCHES = {
  exclusive: "exclusive",
  controls: "controls",
  toc: "toc",
  remember: "remember",
  "print-open": "printOpen",
  lightbox: "lightbox",
  share: "share",
  progress: "progress",
  isolate: "isolate",
} as const;

/** What holds an article. */
const SCRIPT = `:scope > script[type="application/json"]:not([${IMPRINT}])`;

/** How often an article comes back that somebody else takes away. */
const MOST_RETURNS = 5;

/** Faults that may be over when the reader tries again. */
const PASSING = new Set(["network", "http-busy", "wasm-missing"]);

/**
 * `<article-widget>`: an article from `src`, from a `<script type="application/json">` inside, or from `article`.
 *
 * @attr src - address of the article's JSON
 * @attr refresh - seconds after which `src` is asked again, as long as somebody is looking
 * @attr loading - eager (default) or lazy: nothing is fetched before the reader comes near
 * @attr debug - lists what is wrong in the JSON below the article
 * @attr heading-level - the headline's level, 1 to 6 (default 2)
 * @attr sections - open (default), closed, first, narrow or none
 * @attr exclusive - a section that opens closes those beside it
 * @attr controls - the button for all sections (default: from three sections on)
 * @attr toc - a table of contents
 * @attr remember - what the reader opened and closed is kept for this tab
 * @attr print-open - whether closed sections are open in print (default true)
 * @attr theme - auto (default: as the page has it there), system, light or dark
 * @attr lightbox - whether pictures can be seen in full size (default true)
 * @attr share - buttons that share the article: the system's menu, link, e-mail, print
 * @attr progress - a bar that shows how much has been read
 * @attr isolate - the article is in a shadow root
 * @attr time-zone - the time zone of all times, such as "Europe/Rome"
 * @attr id-prefix - what every id on the page starts with (default "article-")
 * @attr base-url - what relative addresses in the article start from
 * @attr tweets - static (default), click or live: whether posts can be had as the platform's script draws them
 * @attr media - click (default) or load: when pictures and videos in posts come from the platform
 * @attr script-url - address of the platform's script
 * @fires article-ready - all of it is painted: `{ outline, diagnostics, words, minutes }`
 * @fires article-error - it can't be shown: `{ error }`
 * @fires article-update - it was updated: `{ added, changed, removed }`, keys of blocks
 * @fires article-toggle - a section opened or closed: `{ id, open, reason }`
 * @fires article-progress - so much of it has been in the window: `{ percent }`; with `progress`
 * @fires article-consent - a platform or provider was let into the page, or not: `{ provider, block, granted }`
 */
export class ArticleWidgetElement extends Base {
  static observedAttributes = ["src", "refresh", "loading", "debug", ...Object.keys(CHOICES), ...Object.keys(SWITCHES)];

  /** What a page may have set before the element was defined. */
  protected static properties = ["article", "options"];

  /** What is shown, as gray shapes, while the document is fetched. */
  protected static skeleton = ["kicker", "headline", "headline", "meta", "picture", "line", "line", "line"];

  /** The document that is rendered of what the element was given. */
  protected static documentOf: (given: ArticleInput) => ArticleInput = (given) => given;

  readonly #kind = this.constructor as typeof ArticleWidgetElement;
  #article: ArticleInput | undefined;
  #options: Options = {};
  /** What is shown, to draw it again when an attribute changes. */
  #shown: ArticleInput | undefined;
  #widget: Widget | undefined;
  #status: HTMLElement | undefined;
  #waiting: MutationObserver | undefined;
  /** Looks whether the reader comes near. */
  #approach: IntersectionObserver | undefined;
  #request: AbortController | undefined;
  /** Of what `src` gave last. */
  #tag: Tag = {};
  #asking: AbortController | undefined;
  #scheduled: "nothing" | "draw" | "load" = "nothing";
  /** What waits for the WebAssembly that what a server printed did without. */
  #queue: { last: Promise<void> | undefined } | undefined;
  #ready = deferred();
  /** Notices when somebody else takes the article away. */
  #guarding: MutationObserver | undefined;

  /** The article; setting it shows it. With `null`, `src` or the script inside counts again; without them, the article goes. */
  get article(): ArticleInput | undefined {
    return this.#article;
  }

  set article(article: ArticleInput | null | undefined) {
    const other = this.hasAttribute("src") || this.querySelector(SCRIPT) !== null;
    if (article === null && (other || this.#widget)) {
      // What `src` or the script inside gives counts again; without them there is no article any more.
      this.#article = undefined;
      if (other) this.#schedule("load");
      else this.destroy();
    } else {
      this.#article = article as ArticleInput | undefined;
      this.#schedule("load");
    }
  }

  /** Options beside the attributes, which win. */
  get options(): Options {
    return this.#options;
  }

  set options(options: Options) {
    this.#options = options ?? {};
    this.#schedule("draw");
  }

  /** Settles when the first article is painted; is rejected if it can't be shown, until something else is loaded. */
  get ready(): Promise<void> {
    return this.#ready.promise;
  }

  /** The sections, and which of them are open now. */
  get outline(): OutlineEntry[] {
    return this.#widget?.outline ?? [];
  }

  /** What in the JSON is not as the format wants it. */
  get diagnostics(): Diagnostic[] {
    return this.#widget?.diagnostics ?? [];
  }

  /** Opens all sections. */
  expandAll(): void {
    this.#widget?.expandAll();
  }

  /** Closes all sections. */
  collapseAll(): void {
    this.#widget?.collapseAll();
  }

  /** Opens or closes a section, or turns it over. */
  toggle(sectionId: string, open?: boolean): void {
    this.#widget?.toggle(sectionId, open);
  }

  /** Takes back what a reader allowed, on all of the page; see the function of that name. */
  revokeConsent(provider?: string): void {
    revokeConsent(provider);
  }

  /**
   * Shows another state of the article: blocks that are the same stay as they are, and so does the reader's place. If that
   * fails, what is shown stays, and `article-error` says why. Nothing is given back where that is still to come: before there is
   * an article, and as long as the WebAssembly is loaded for one that a server printed.
   */
  update(article: ArticleInput): Changes | undefined {
    let changes: Changes | undefined;
    if (this.#widget) {
      this.#inTurn(() => {
        const [given, shown] = [this.#article, this.#shown];
        const wanted = this.#kind.documentOf(article);
        // Before, because inside its event a page may give another. Taken out and put back, it shows this one.
        this.#shown = wanted;
        if (given !== undefined) this.#article = article;
        try {
          changes = this.#widget?.update(wanted);
          outdate(this);
          this.#debug();
        } catch (error) {
          [this.#article, this.#shown] = [given, shown];
          throw error;
        }
      });
    } else {
      this.article = article;
    }
    return changes;
  }

  /** Takes the article away; what was here before comes back. */
  destroy(): void {
    this.#stop();
    this.#removeList();
    this.#scheduled = "nothing";
    this.#widget?.destroy();
    this.#widget = this.#shown = this.#queue = undefined;
  }

  connectedCallback(): void {
    // Properties that were set before the element was defined hide the accessors.
    const own = this as Record<string, unknown>;
    for (const name of this.#kind.properties) {
      if (Object.hasOwn(this, name)) {
        const value = own[name];
        delete own[name];
        own[name] = value;
      }
    }
    if (!this.#widget) this.#schedule("load");
  }

  /** `moveBefore()` keeps everything. */
  connectedMoveCallback(): void {}

  /** In another document, a frame's, nobody has brought the styles. */
  adoptedCallback(): void {
    if (this.#widget) dress(this);
  }

  disconnectedCallback(): void {
    // Moved elsewhere in the same breath, it keeps its state.
    queueMicrotask(() => {
      if (!this.isConnected) this.destroy();
    });
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (before === after) return;
    if (name === "refresh") this.#keepFresh();
    else if (name === "loading") this.#approach && this.#schedule("load");
    else this.#schedule(name === "src" ? "load" : "draw");
  }

  /** Several changes in one breath are one drawing. */
  #schedule(what: "draw" | "load"): void {
    const first = this.#scheduled === "nothing";
    if (what === "load" || first) this.#scheduled = what;
    if (first) {
      queueMicrotask(() => {
        const { isConnected } = this;
        const wanted = this.#scheduled;
        this.#scheduled = "nothing";
        if (!isConnected) return;
        if (wanted === "load") void this.#load();
        else if (wanted === "draw" && this.#shown !== undefined) this.#inTurn(() => this.#draw(this.#shown as ArticleInput));
      });
    }
  }

  /** Ends what is under way, and what is said of it. */
  #stop(): void {
    this.#request?.abort();
    this.#asking?.abort();
    this.#waiting?.disconnect();
    this.#approach?.disconnect();
    this.#approach = undefined;
    this.removeAttribute("aria-busy");
    this.#say(undefined);
  }

  async #load(near = this.getAttribute("loading")?.toLowerCase() !== "lazy" || this.#widget !== undefined): Promise<void> {
    this.#stop();
    if (this.#ready.failed) this.#ready = deferred();
    if (!near) return this.#lookOut();
    const { signal } = (this.#request = new AbortController());
    const source = this.#source(signal)?.then((given) => this.#kind.documentOf(given));
    if (!source) return this.#wait();
    // What waits for its turn is of the article before.
    this.#queue = undefined;
    if (!this.#widget && isPrinted(this)) {
      const printed = await source.catch(() => undefined);
      if (signal.aborted || (printed !== undefined && this.#adopt(printed))) return;
    }
    this.#busy();
    // The article is fetched while the WebAssembly compiles.
    const [article, engine] = await Promise.allSettled([source, load(), loadWords(languageAround(this) ?? "en"), source.then(preparePosts)]);
    const parsed = article.status === "fulfilled" ? await prepare(this, article.value, this.#choices()) : undefined;
    if (signal.aborted) return parsed?.free();
    this.#stop();
    this.#attempt(() => {
      if (engine.status === "rejected") throw engine.reason;
      if (article.status === "rejected") throw article.reason;
      this.#draw(article.value, parsed);
    });
  }

  /** Waits until the reader is about a screen away. */
  #lookOut(): void {
    if (!globalThis.IntersectionObserver || this.#isTarget()) return void this.#load(true);
    const { signal } = (this.#request = new AbortController());
    addEventListener("hashchange", () => this.#isTarget() && void this.#load(true), { signal });
    this.#approach = new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && void this.#load(true), {
      rootMargin: "100%",
    });
    this.#approach.observe(this);
  }

  /** Whether the page's fragment leads into the article: then the reader wants it, however far away it is. */
  #isTarget(): boolean {
    const prefix = this.#choices().idPrefix ?? "article-";
    return prefix !== "" && decoded(location.hash).startsWith(`#${prefix}`);
  }

  #source(signal: AbortSignal): Promise<ArticleInput> | undefined {
    if (this.#article !== undefined) return Promise.resolve(this.#article);
    const script = this.querySelector<HTMLScriptElement>(SCRIPT);
    if (script && parsed(this)) return Promise.resolve(script.text);
    const src = this.getAttribute("src");
    if (src === null) return undefined;
    this.#tag = {};
    return get(src, this.ownerDocument.baseURI, signal, this.#tag) as Promise<Uint8Array>;
  }

  /** The parser may still be inside this element, or a framework may add the script later. */
  #wait(): void {
    const page = this.ownerDocument;
    const whole = parsed(this);
    const look = () => {
      if (whole || parsed(this)) this.#schedule("load");
    };
    this.#waiting = new MutationObserver(look);
    const { signal } = this.#request as AbortController;
    const timer = setTimeout(() => reportWaiting(this, this.#kind.properties[0] as string), 5000);
    signal.addEventListener("abort", () => clearTimeout(timer));
    // That the parser has passed the element's end shows only in what follows it, or when there is no more to come.
    this.#waiting.observe(whole ? this : page, { childList: true, subtree: !whole });
    if (!whole) page.addEventListener("DOMContentLoaded", look, { once: true, signal });
  }

  /** Brings to life what a server printed of the article; says whether it could. */
  #adopt(article: ArticleInput): boolean {
    const widget = adopt(this, article, this.#choices());
    if (widget) this.#take(widget, article);
    return widget !== undefined;
  }

  #draw(article: ArticleInput, parsed?: Parsed): void {
    this.#removeList();
    const choices = this.#choices();
    const widget = parsed ? mountParsed(this, parsed, choices) : mount(this, article, choices);
    outdate(this);
    this.#take(widget, article);
  }

  /** The options, with what the attributes say. */
  #choices(): Options {
    const options: Record<string, unknown> = { ...this.#options };
    for (const [attribute, name] of Object.entries(CHOICES)) {
      const value = this.getAttribute(attribute);
      if (value !== null) options[name] = name === "headingLevel" ? Number(value) : value;
    }
    for (const [attribute, name] of Object.entries(SWITCHES)) {
      const value = this.getAttribute(attribute);
      if (value !== null) options[name] = value !== "false";
    }
    return options as Options;
  }

  #take(widget: Widget, article: ArticleInput): void {
    this.#widget = widget;
    this.#shown = article;
    // The widget reports what went wrong.
    widget.ready.then(
      () => {
        this.#ready.resolve();
        this.#debug();
      },
      (error: unknown) => this.#ready.reject(error),
    );
    this.#guard(widget);
    this.#keepFresh();
  }

  /** What `debug` listed must not be taken for content of the page's. */
  #removeList(): void {
    this.querySelector(":scope > .aw-debug")?.remove();
  }

  /** Lists what is wrong below the article, if the page asks for it. */
  #debug(error?: ArticleError): void {
    this.#removeList();
    if (!this.hasAttribute("debug")) return;
    void import("./debug.js").then(({ list }) => list(this, this.#widget?.root, error ? [{ severity: "error", ...problem(error) }] : this.diagnostics, this.#shown));
  }

  /** A framework that takes over what a server printed may put back what it expects, in place of the article: it comes back. */
  #guard(widget: Widget): void {
    this.#guarding?.disconnect();
    let left = MOST_RETURNS;
    this.#guarding = new MutationObserver((records) => {
      const { root, gone } = widget;
      if (gone || this.#widget !== widget) return this.#guarding?.disconnect();
      if (!this.isConnected || root.parentNode || !records.some(({ removedNodes }) => [...removedNodes].includes(root))) return;
      if (left-- > 0) widget.reattach(records.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node.parentNode === this));
    });
    this.#guarding.observe(this, { childList: true });
  }

  /** Asks `src` again from time to time, if the page wants it and the article is from there. */
  #keepFresh(): void {
    this.#asking?.abort();
    const every = seconds(this.getAttribute("refresh"));
    const src = this.getAttribute("src");
    if (!every || src === null || !this.#widget || !("value" in this.#tag)) return;
    this.#asking = new AbortController();
    keepAsking(every, (signal) => this.#askAgain(src, signal), this.#asking.signal);
  }

  async #askAgain(src: string, signal: AbortSignal): Promise<boolean> {
    try {
      const article = await get(src, this.ownerDocument.baseURI, signal, this.#tag);
      if (article) await this.#widget?.prepare();
      return !article || this.update(article) !== undefined;
    } catch (error) {
      if (!this.#asking?.signal.aborted) this.#fail(error as ArticleError);
      return false;
    }
  }

  /** Does what has to draw; over what a server printed not before that can be, and then one after the other. */
  #inTurn(work: () => void): void {
    const queue = this.#queue ?? { last: this.#widget?.prepare() };
    if (!queue.last) return this.#attempt(work);
    this.#queue = queue;
    const turn = queue.last.then(() => {
      if (this.#queue === queue) this.#attempt(work);
    });
    queue.last = turn;
    void turn
      .catch((error: unknown) => this.#queue === queue && this.#fail(error as ArticleError))
      .then(() => {
        if (this.#queue === queue && queue.last === turn) this.#queue = undefined;
      });
  }

  #attempt(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#fail(error instanceof ArticleError ? error : new ArticleError("crashed", reason(error)));
    }
  }

  #fail(error: ArticleError): void {
    // What is shown stays: an older article, or what the page put here.
    if (!this.#widget && !hasFallback(this)) this.#explain(error);
    if (!this.#widget) this.#ready.reject(error);
    this.#debug(error);
    fail(this, error);
  }

  #busy(): void {
    if (this.#widget) return;
    this.setAttribute("aria-busy", "true");
    if (hasFallback(this)) return;
    const skeleton = status(this, "aw-status aw-skeleton");
    skeleton.setAttribute("aria-hidden", "true");
    for (const part of this.#kind.skeleton) {
      skeleton.append(made(this, "div", `aw-skeleton-part aw-skeleton-${part}`));
    }
    this.#say(skeleton);
  }

  #explain(error: ArticleError): void {
    const { lang, words: say } = words(this);
    const notice = status(this, "aw-status aw-notice");
    notice.lang = lang;
    notice.setAttribute("role", "status");
    const sentence = made(this, "p", "aw-notice-text");
    const passing = PASSING.has(error.code);
    sentence.textContent =
      error.code === "network" ? say.network : passing || error.code === "http" ? say.http : say.broken;
    notice.append(sentence);
    if (passing) {
      const button = made(this, "button", "aw-notice-button");
      button.setAttribute("type", "button");
      button.textContent = say.retry;
      button.addEventListener("click", () => this.#schedule("load"));
      notice.append(button);
    }
    this.#say(notice);
  }

  #say(what: HTMLElement | undefined): void {
    this.#status?.remove();
    this.#status = what;
    if (what) {
      dress(this);
      this.append(what);
      // The parser, or the page, may bring something better.
      this.#waiting = new MutationObserver(() => {
        if (hasFallback(this)) this.#say(undefined);
      });
      this.#waiting.observe(this, { childList: true });
    }
  }
}

const problem = ({ code, path, message }: ArticleError) => ({ code, path, message });

interface Deferred {
  promise: Promise<void>;
  resolve: () => void;
  reject: (error: unknown) => void;
  failed: boolean;
}

function deferred(): Deferred {
  const made = { failed: false } as Deferred;
  made.promise = new Promise<void>((done, fail) => {
    made.resolve = done;
    made.reject = (error) => {
      made.failed = true;
      fail(error);
    };
  });
  // Callers that don't await it learn of it from `article-error`.
  made.promise.catch(() => {});
  return made;
}

function made(host: Element, name: string, className: string): HTMLElement {
  const element = host.ownerDocument.createElement(name);
  element.className = className;
  return element;
}

function status(host: Element, className: string): HTMLElement {
  return made(host, "div", className);
}

/** Whether the parser has passed the element's end. */
function parsed(element: Element): boolean {
  if (element.ownerDocument.readyState !== "loading") return true;
  for (let at: Node | null = element; at; at = at.parentNode) if (at.nextSibling) return true;
  return false;
}

/** Whether the page put something here that a reader can see. */
function hasFallback(host: Element): boolean {
  return [...host.childNodes].some(
    (node) =>
      (node instanceof Element && node.tagName !== "SCRIPT" && !node.matches("[slot], .aw-status")) ||
      (node.nodeType === Node.TEXT_NODE && /\S/.test(node.nodeValue ?? "")),
  );
}

/** What a server calls the state of an article that it gave. */
interface Tag {
  value?: string | null;
}

/** The article at an address; none if it is still in the state that was given last. */
async function get(src: string, base: string, signal: AbortSignal, tag: Tag): Promise<Uint8Array | undefined> {
  let response: Response;
  let article: Uint8Array;
  const headers: Record<string, string> = { accept: "application/json" };
  if (tag.value) headers["if-none-match"] = tag.value;
  try {
    response = await fetch(new URL(src, base), { signal, headers });
  } catch (error) {
    const { protocol, origin } = location;
    let hint = "";
    if (protocol === "file:") hint = " Pages opened as files can't fetch; open this one from a web server.";
    else if (URL.canParse?.(src, base) && new URL(src, base).origin !== origin) hint = " From another origin, the response needs the header Access-Control-Allow-Origin.";
    throw new ArticleError("network", `The article at ${src} could not be fetched (${reason(error)}).${hint}`);
  }
  if (response.status === 304) return undefined;
  if (!response.ok) {
    const busy = response.status >= 500 || response.status === 429 || response.status === 408;
    throw new ArticleError(busy ? "http-busy" : "http", `The article at ${src} was answered with status ${response.status}.`);
  }
  try {
    article = new Uint8Array(await response.arrayBuffer());
  } catch {
    throw new ArticleError("network", `The article at ${src} broke off.`);
  }
  const type = response.headers.get("content-type");
  // Most often the page of an error, or of a router that answers everything.
  if (type?.includes("html")) {
    const start = new TextDecoder().decode(article.subarray(0, 60)).trim();
    if (start.startsWith("<")) throw new ArticleError("not-json", `The article at ${src} is ${type}, not JSON. It begins with ${JSON.stringify(start)}.`);
  }
  tag.value = response.headers.get("etag");
  return article;
}

declare global {
  interface HTMLElementTagNameMap {
    "article-widget": ArticleWidgetElement;
  }
}
