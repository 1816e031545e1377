// The one WebAssembly instance that all widgets on a page share, and the border to it.
import { __wbg_reset_state, initSync, read, type RenderSession, tables } from "article-widget:glue";
import { prepare } from "../../src/page/paint.js";
import { ArticleError, nameOf, reason } from "./errors.js";
import { inZone, isZone, tablesOf, wordsOf } from "./locale.js";
import { arePostsConverted } from "./network-posts.js";
import type { Labels as EmbedLabels } from "../../src/page/on_demand/embeds.js";
import type { Labels as LightboxLabels } from "../../src/page/on_demand/lightbox.js";
import type { Labels as NewsLabels } from "./news.js";
import type { Labels as OutlineLabels } from "./outline.js";
import type { Labels as PostLabels } from "../../src/page/on_demand/posts.js";
import type { AddressKind, ArticleInput, Diagnostic, Limits, Options, OutlineEntry, ReadyDetail } from "./types.js";

/** Where the WebAssembly may come from. */
export type WasmSource = string | URL | Response | ArrayBuffer | Uint8Array | WebAssembly.Module;

/** Of the script, and of the WebAssembly that goes with it. */
export const VERSION = "0.1.0";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

const decode = (bytes: Uint8Array): string => decoder.decode(bytes);

/** How much of HTML is decoded at once, in bytes. */
const SLICE = 1 << 15;

/** Decodes HTML in slices. V8 takes several times as long for one string of that size, and a string made of many is sent as fast. */
function decodeHtml(bytes: Uint8Array): string {
  let html = "";
  for (let start = 0; start < bytes.length; ) {
    let end = Math.min(start + SLICE, bytes.length);
    // Not inside a character.
    while (((bytes[end] ?? 0) & 0xc0) === 0x80) end--;
    html += decoder.decode(bytes.subarray(start, end));
    start = end;
  }
  return html;
}

let loading: Promise<void> | undefined;
/** None before it is loaded. */
let module: WebAssembly.Module | undefined;
/** The names of all elements, attributes, classes and fixed attributes, a line each. */
export let names: string[] = [];
/** How many instances there have been. What was begun in an earlier one is lost. */
let instances = 0;
/** Whether the last of them failed: whatever is in its memory can't be trusted. */
let failed = false;
/** When an instance failed last. */
let failure = -Infinity;

/** The highest that the option `limits` may have for bytes (`src/render/budget.rs`). */
const MOST_BYTES = 64 << 20;

/** Who fails twice within this time, in milliseconds, isn't tried again. */
const MINUTE = 60_000;

let fallback: (() => WasmSource) | undefined;
let hash: string | undefined;

/** What `load()` takes where it is given nothing; each way in has its own. What is fetched for it must have that hash. */
export function setDefaultSource(source: () => WasmSource, integrity?: string): void {
  fallback ??= source;
  hash ??= integrity;
}

/** Loads the WebAssembly, once for the page. Called again, it gives the same promise; after a failure it tries anew. */
export function load(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  if (module) return Promise.resolve();
  return (loading ??= start(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}

/** Whether it is loaded. */
export const isLoaded = (): boolean => module !== undefined;

async function start(given?: WasmSource | Promise<WasmSource>): Promise<void> {
  const source = await (given ?? fallback?.());
  if (source === undefined) throw new ArticleError("wasm-missing", "Say where the WebAssembly is: load(source).");
  loadSync(await compiledFrom(source, given ? "" : hash));
}

/** A WebAssembly from wherever it is; one that is fetched must have that hash, if there is one. */
export async function compiledFrom(from: WasmSource, integrity = ""): Promise<WebAssembly.Module> {
  let source: Exclude<WasmSource, string | URL>;
  if (typeof from === "string" || from instanceof URL) {
    const address = String(from);
    source = await fetch(address, { integrity })
      .catch(async (error: unknown) => {
        // A browser doesn't say whether it got nothing or something else.
        if (integrity && (await fetch(address)).ok) refused(`another file is at ${address}`);
        throw error;
      })
      .catch((error: unknown) => {
        if (error instanceof ArticleError) throw error;
        throw new ArticleError("wasm-missing", `The WebAssembly at ${address} could not be fetched.`);
      });
  } else source = from;
  return source instanceof Response ? compile(source) : compileBytes(source);
}

async function compile(response: Response): Promise<WebAssembly.Module> {
  if (!response.ok) {
    throw new ArticleError("wasm-missing", `The WebAssembly at ${response.url} answered with status ${response.status}.`);
  }
  // With a parameter behind it, the type is not good enough for the browser.
  if (response.headers.get("content-type") === "application/wasm") {
    return WebAssembly.compileStreaming(response).catch(refused);
  }
  // A server that doesn't know the type costs the streaming, not the article.
  return compileBytes(await response.arrayBuffer());
}

function compileBytes(source: ArrayBuffer | Uint8Array | WebAssembly.Module): Promise<WebAssembly.Module> {
  if (source instanceof WebAssembly.Module) return Promise.resolve(source);
  return WebAssembly.compile(source as BufferSource).catch(refused);
}

function refused(error: unknown): never {
  const words = reason(error);
  if (/content security policy|unsafe-eval|disallowed by embedder|blocked by csp/i.test(words)) {
    throw new ArticleError(
      "wasm-blocked",
      "The page's content security policy forbids WebAssembly: it needs 'wasm-unsafe-eval' in script-src.",
    );
  }
  throw new ArticleError("wasm-broken", `The WebAssembly could not be compiled (${words}).`);
}

/** Loads the WebAssembly at once, from bytes or a module that are there already. */
export function loadSync(source: ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  if (module) return;
  let version: string | undefined;
  try {
    const given = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
    initSync({ module: given });
    [version, ...names] = decoder.decode(tables()).split("\n");
    source = given;
  } catch (error) {
    refused(error);
  }
  if (version !== VERSION) {
    throw new ArticleError("wasm-version", `The WebAssembly is of version ${version}, and the script of ${VERSION}.`);
  }
  prepare(names);
  module = source as WebAssembly.Module;
}

/** What the page itself has to say, in the article's language. */
export type Labels = PostLabels & EmbedLabels & OutlineLabels & LightboxLabels & NewsLabels & { copied: string };

/** A piece of a drawing: operations, the text beside them, or HTML, and the keys of its blocks. */
export interface Piece {
  ops: Uint32Array;
  text: string;
  keys: string;
  /** Where blocks are: the byte at which each one's JSON starts, how many operations came before it, in how many bodies it is. */
  places: Uint32Array;
  /** How many operations and how much text came before it. */
  op: number;
  at: number;
}

/** What is known of an article with the first piece of its drawing; the rest of it with the last. */
interface About extends Omit<ReadyDetail, "outline"> {
  /** JSON of the sections. */
  outline: string;
  labels: Labels;
  /** The article's language. */
  lang: string;
  /** What identifies the article. */
  key: string;
  /** Where the blocks are that the page draws itself, in their order. */
  custom: string[];
  /** How many posts wait for what reads the formats of networks. */
  pending: number;
  done: boolean;
  /** Words, without the letters of scripts that don't part words. */
  parted: number;
  /** How much more may be drawn; none if there is more than that. */
  left?: Required<Limits>;
}

/** The same, and the addresses and times that the page's own functions are asked for, each with what it is for, by turns. */
type Known = About & { asked: string[] };

/** Why an article can't be shown. */
interface Refused {
  code: string;
  path: string;
  message: string;
}

const isRefused = (about: Known | Refused): about is Refused => Object.hasOwn(about, "code");

/** A rendering that was started. */
interface Session {
  draw(enough: number, html: boolean): Uint8Array;
  about(): unknown;
}

/** An article that is parsed, in the instance that there was then; in a later one, it is parsed again. */
export class Parsed {
  #session: RenderSession | undefined;
  /** The instance that the session belongs to. */
  #instance = -1;

  /** @throws ArticleError if there is no instance, or the article is more than one can take */
  constructor(
    readonly bytes: Uint8Array,
    private readonly choice: { limits?: unknown },
  ) {
    if (!module) throw new ArticleError("not-loaded", "Wait for load() before the first article.");
    // No option lets more in; and as much again as this may be more than can be had.
    if (bytes.length > MOST_BYTES) throw new ArticleError("too-large", `The article has more than ${MOST_BYTES} bytes of JSON.`, "$");
  }

  /** How many bytes it may have; less than none if the options don't say. */
  get #most(): number {
    const { bytes } = (this.choice.limits || {}) as { bytes?: unknown };
    return typeof bytes === "number" ? bytes : -1;
  }

  /** Whether a rendering would have to start again. */
  get lost(): boolean {
    return this.#instance !== instances;
  }

  /** Its language, or what the options have in place of one; empty if it can't be rendered. */
  get lang(): string {
    return attempt(() => this.#start(this.choice)[1]);
  }

  /** Starts a rendering, with the words that are here for its language. */
  start(choice: object): Session {
    const [session, lang] = this.#start(choice);
    if (lang) session.set_locale(tablesOf(lang));
    return session;
  }

  #start(choice: object): [RenderSession, string] {
    const options = encoder.encode(JSON.stringify(choice));
    if (!this.#session || this.lost) {
      this.#session = read(this.bytes, this.#most);
      this.#instance = instances;
    }
    return [this.#session, decoder.decode(this.#session.start(options))];
  }

  free(): void {
    const session = this.#session;
    this.#session = undefined;
    if (session && !this.lost && !failed) guarded(() => session.free());
  }
}

/** An article that is being drawn. */
export class Drawn {
  readonly pieces: Piece[] = [];
  /** None once all is drawn. */
  #parsed: Parsed | undefined;
  readonly #choice: object;
  #outline: OutlineEntry[] | undefined;
  #session: Session | undefined;
  #about: Known | undefined;
  #whole: { ops: Uint32Array; text: string } | undefined;
  /** The words that were here for it. */
  readonly words: string;

  /** @throws ArticleError if the article can't be shown */
  constructor(parsed: Parsed, choice: object, enough: number, html: boolean) {
    this.#parsed = parsed;
    this.#choice = choice;
    this.next(enough, html);
    this.words = wordsOf(this.lang);
  }

  /** What is wrong with options that are for the page alone. */
  readonly warnings: Diagnostic[] = [];

  get about(): ReadyDetail {
    const { outline, diagnostics, words, minutes } = this.#known;
    // Not before somebody asks: of thousands of sections, it would delay the first screen.
    this.#outline ??= JSON.parse(outline) as OutlineEntry[];
    return { outline: this.#outline, diagnostics: [...this.warnings, ...diagnostics], words, minutes };
  }

  /** How long it is: words, and letters of scripts that don't part words. */
  get length(): { parted: number; unparted: number } {
    const { words, parted } = this.#known;
    return { parted, unparted: words - parted };
  }

  /** How much more may be drawn; none if there is more than that. */
  get left(): Required<Limits> | undefined {
    return this.#known.left;
  }

  /** Takes over what became of it by a change that was drawn apart. */
  amend(about: Partial<About>, { parted }: { parted: number }): void {
    Object.assign(this.#known, about, { parted });
    this.warnings.length = 0;
  }

  get labels(): Labels {
    return this.#known.labels;
  }

  get lang(): string {
    return this.#known.lang;
  }

  get key(): string {
    return this.#known.key;
  }

  /** Where the blocks are that the page draws itself, in their order. */
  get custom(): string[] {
    return this.#known.custom;
  }

  /** Whether posts wait for what reads the formats of networks. */
  get pending(): boolean {
    return this.#known.pending > 0;
  }

  /** Whether there are no more pieces. */
  get done(): boolean {
    return this.#parsed === undefined;
  }

  get #known(): Known {
    return this.#about as Known;
  }

  /** All pieces as one. */
  get whole(): { ops: Uint32Array; text: string } {
    if (this.#whole) return this.#whole;
    const last = this.pieces.at(-1) as Piece;
    const ops = new Uint32Array(last.op + last.ops.length);
    for (const piece of this.pieces) ops.set(piece.ops, piece.op);
    return (this.#whole = { ops, text: this.pieces.map((piece) => piece.text).join("") });
  }

  /** Draws on until there are `enough` operations more, or the rest. */
  next(enough: number, html = false): Piece {
    const before = this.pieces.at(-1);
    const op = before ? before.op + before.ops.length : 0;
    const [bytes, about] = attempt(() => {
      if (!this.#session || this.#parsed?.lost) {
        this.#session = this.#parsed?.start(this.#choice);
        // What was drawn in a lost instance is drawn again, to be where that was.
        if (op > 0) this.#session?.draw(op, html);
      }
      const session = this.#session as Session;
      const bytes = session.draw(enough, html);
      return [bytes, new Uint32Array(bytes.buffer, 16, 1)[0] ? (session.about() as Known | Refused) : undefined];
    });
    const [count = 0, numbers = 0, ...lengths] = new Uint32Array(bytes.buffer, 0, 4);
    let start = 20 + (count + numbers) * 4;
    const [text = "", keys = ""] = lengths.map((length) => (html ? decodeHtml : decode)(bytes.subarray(start, (start += length))));
    if (about) {
      if (isRefused(about)) {
        this.free();
        throw new ArticleError(about.code, about.message, about.path);
      }
      this.#about = about;
      this.#outline = undefined;
      if (about.done) this.free();
    }
    const piece: Piece = {
      ops: new Uint32Array(bytes.buffer, 20, count),
      places: new Uint32Array(bytes.buffer, 20 + count * 4, numbers),
      text,
      keys,
      op,
      at: before ? before.at + before.text.length : 0,
    };
    this.pieces.push(piece);
    return piece;
  }

  /** Gives up what isn't drawn yet. */
  free(): void {
    this.#parsed?.free();
    this.#parsed = this.#session = undefined;
  }
}

/** Works in the instance, in a new one if the last has failed. */
function guarded<Result>(work: () => Result): Result {
  try {
    if (failed) {
      __wbg_reset_state();
      instances++;
      failed = false;
    }
    return work();
  } catch (error) {
    failed = true;
    throw new ArticleError("crashed", `The WebAssembly failed (${reason(error)}).`);
  }
}

/** The same, and once more if it fails and none did within the last minute. */
function attempt<Result>(work: () => Result): Result {
  try {
    return guarded(work);
  } catch (error) {
    const again = performance.now() - failure > MINUTE;
    failure = performance.now();
    if (again) return attempt(work);
    throw error;
  }
}

/** Operations without end. */
export const ALL = 0xffffffff;

/** Draws an article, as far as `enough`. The page's own functions run between two drawings, never inside one. */
export function draw(parsed: Parsed, options: Options | undefined, choice: Record<string, unknown>, enough: number, html = false): Drawn {
  const rewrite = own(options, "rewriteUrl");
  const timeZone = own(options, "timeZone");
  const zoned = typeof timeZone === "string" && isZone(timeZone);
  const given: Record<string, unknown> = { ...choice, zoned, postsConverted: arePostsConverted() };
  if (typeof rewrite === "function" || zoned) {
    const asked = askedOf(parsed, { ...given, rewritten: "ask" });
    const answers = new Map<string, string | null>();
    const rewritten = [];
    for (let at = 0; at < asked.length; at += 2) {
      const [address = "", kind = ""] = asked.slice(at, at + 2);
      const question = `${kind} ${address}`;
      if (!answers.has(question)) {
        answers.set(question, kind === "time" ? inZone(address, timeZone as string) : answered(rewrite, address, kind as AddressKind));
      }
      rewritten.push(address, answers.get(question));
    }
    given.rewritten = rewritten;
  }
  const drawn = new Drawn(parsed, given, enough, html);
  if (timeZone !== undefined && !zoned) {
    const message = "Expected the name of a time zone, such as \"Europe/Rome\".";
    drawn.warnings.push({ severity: "warning", code: "unknown-value", path: "options.timeZone", message });
  }
  return drawn;
}

/** What the page's own functions are to be asked; nothing of an article that can't be shown. */
const askedOf = (parsed: Parsed, choice: object): string[] =>
  attempt(() => {
    const session = parsed.start(choice);
    session.draw(ALL, false);
    return (session.about() as Partial<Known>).asked ?? [];
  });

/** Who throws, or says nothing, changes nothing. */
function answered(rewrite: Options["rewriteUrl"], url: string, kind: AddressKind): string | null {
  try {
    const answer: unknown = rewrite?.(url, { kind });
    return typeof answer === "string" || answer === null ? answer : url;
  } catch {
    return url;
  }
}

const unwritable = (error: unknown): ArticleError =>
  error instanceof ArticleError ? error : new ArticleError("not-json", `The article can't be written as JSON (${reason(error)}).`);

/** An object as JSON: its getters and cycles can't reach the WebAssembly, then. */
export function toJson(article: unknown): string {
  try {
    const kind = nameOf(article);
    if (/^(Promise|Response|Request|Blob|File|ReadableStream)$/.test(kind)) {
      throw new ArticleError("not-object", `Expected an article, found a ${kind}: wait for its JSON first.`);
    }
    return JSON.stringify(article) ?? "null";
  } catch (error) {
    throw unwritable(error);
  }
}

/** The article's bytes. */
export function toBytes(article: ArticleInput): Uint8Array {
  if (typeof article === "string") return encoder.encode(article);
  try {
    // Bytes that were given away have no length, and can't be copied.
    if (article instanceof Uint8Array) return article.length > 0 ? article : new Uint8Array();
    if (article instanceof ArrayBuffer) return new Uint8Array(article);
  } catch (error) {
    throw unwritable(error);
  }
  return encoder.encode(toJson(article));
}

const OPTIONS = ["headingLevel", "sections", "idPrefix", "baseUrl", "lang", "tweets", "media", "controls", "toc", "theme", "printOpen", "lightbox", "share", "interactive"] as const;

/** Options that rendering doesn't need. */
const PAGE_OPTIONS = ["consent", "exclusive", "isolate", "labels", "limits", "progress", "remember", "renderers", "rewriteUrl", "scriptUrl", "timeZone"];
const known = new Set<string>([...OPTIONS, ...PAGE_OPTIONS]);

/** An option, if the page itself chose it: a polluted prototype chooses nothing. */
export function own<Name extends keyof Options>(options: Options | null | undefined, name: Name): Options[Name] | undefined {
  return options && Object.hasOwn(options, name) ? options[name] : undefined;
}

/** The options that the drawing needs. */
export function chosen(options: Options | null | undefined): Record<string, unknown> {
  const choice = Object.create(null) as Record<string, unknown>;
  for (const name of OPTIONS) {
    const value: unknown = own(options, name);
    if (["string", "number", "boolean"].includes(typeof value)) choice[name] = value;
  }
  // Without a value, which no option that is known has: they are reported.
  for (const name of Object.keys(options ?? {})) if (!known.has(name)) choice[name] = null;
  const labels = own(options, "labels");
  if (labels && typeof labels === "object") choice.labels = labels;
  const limits: unknown = own(options, "limits");
  if (limits !== undefined) choice.limits = typeof limits === "object" && limits ? numbersOf(limits) : "";
  const renderers = own(options, "renderers");
  if (renderers && typeof renderers === "object") choice.custom = Object.keys(renderers);
  return choice;
}

/** Its own numbers. What else is there arrives as text, for JSON can't express it, and is reported. */
function numbersOf(limits: object): Record<string, unknown> {
  const numbers = Object.create(null) as Record<string, unknown>;
  for (const [name, value] of Object.entries(limits)) {
    if (value !== undefined) numbers[name] = Number.isFinite(value) ? value : "";
  }
  return numbers;
}
