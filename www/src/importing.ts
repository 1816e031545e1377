// Articles from other formats, by WebAssemblies of their own that no page needs to show articles: for texts, what JSON needs beside that
// one, and for Markdown in either of them.
import * as text from "article-widget:import-glue";
import * as markdown from "article-widget:import-markdown-glue";
import { ArticleError, nameOf, reason } from "./errors.js";
import type { Article } from "./generated/article.js";
import type { Diagnostic } from "./types.js";

export { ArticleError };

/** Where the WebAssembly of the importers may come from. */
export type ImportSource = string | URL | Response | ArrayBuffer | Uint8Array | WebAssembly.Module;

/** A format that can be imported. */
export type Format =
  | "article" | "text" | "html" | "markdown" | "wordpress" | "portable-text" | "prosemirror" | "lexical" | "mobiledoc" | "contentful"
  | "editor-js" | "ans" | "guardian" | "bbc" | "ninjs" | "nitf" | "newsml" | "slate" | "notion" | "draft"
  | "quill" | "prismic" | "dato" | "apple-news" | "json-api" | "dev";

/** What a reference leads to. */
export type Resolved =
  | { image: { src: string; alt?: string; width?: number; height?: number; caption?: string; credit?: string; href?: string } }
  | { link: string }
  | { block: object };

/** How to import. */
export interface ImportOptions {
  /** The format of the input. Default: it is detected. */
  from?: Format;
  /** The headline, instead of the one in the input. */
  headline?: string;
  /** The article's language as a BCP 47 tag, for an input that doesn't name one. */
  lang?: string;
  /** The absolute URL that relative ones are resolved against. */
  baseUrl?: string;
  /** What may be guessed where the format doesn't say it, as a heading in plain text. Default "careful". */
  guess?: "none" | "careful" | "eager";
  /** What happens to menus, forms and the like around an article in a page. Default "keep": they stay, as plain content. */
  chrome?: "keep" | "drop";
  /** Names of adverts, forms and other components that become a slot; all others are left out. */
  slots?: string[];
  /** Whether URLs of media that begin with `http:` become `https:`. Default true. */
  upgrade?: boolean;
  /** Which article of an input that holds several, from 0. */
  pick?: number;
  /** What the references of an earlier import lead to, by their id. */
  resolve?: Record<string, Resolved>;
}

/** Something that the input refers to and doesn't hold. */
export interface Reference {
  /** Where in the source. */
  path: string;
  /** What it is, in the words of the format. */
  kind: string;
  /** The id that the source gives it. */
  id: string;
}

/** An imported article. */
export interface Imported {
  article: Article;
  format: Format;
  /** What was mended, guessed or left out. `path` is the place in the source: `$.blocks[2]` in JSON, `12:5` (line and column) in text. */
  diagnostics: Diagnostic[];
  references: Reference[];
}

/** Text, bytes, or a value that becomes JSON. */
export type ImportInput = string | Uint8Array | ArrayBuffer | object;

export const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The longest input, in bytes. */
const MOST_BYTES = 64 << 20;

/** With so much memory, what fails has failed for want of more. */
const FULL = 1 << 30;

/** A WebAssembly never gives memory back: one that has so much after its work is replaced. */
const MUCH = 256 << 20;

/** The longest string that all engines can hold. */
const LONGEST = (1 << 29) - 24;

/** A WebAssembly of the importers. */
export type Part = "text" | "json" | "markdown";

export const PARTS: readonly Part[] = ["text", "json", "markdown"];

const loaded = new Set<Part>();
/** Which WebAssemblies failed, and need a new instance. */
const failed = new Set<"text" | "markdown">();
/** What only JSON needs: it shares memory and functions with the part for texts, and is added to each instance of that one. */
let json: WebAssembly.Module | undefined;
/** Takes a part that is needed and not there, if that can be done at once. */
let provide: ((part: Part) => void) | undefined;

/** Takes a WebAssembly from bytes or a module that are there already. */
export function loadPart(part: Part, source: ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  if (loaded.has(part)) return;
  const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
  if (part === "json") json = module;
  else if (part === "text") text.initSync({ module });
  else markdown.initSync({ module });
  loaded.add(part);
  if (part !== "markdown") addJson();
}

function addJson(): void {
  if (!json || !loaded.has("text")) return;
  // There is an instance, so this does nothing but give its exports.
  const exports = text.initSync({ module: json });
  new WebAssembly.Instance(json, { a: exports as unknown as WebAssembly.ModuleImports });
}

/** Where parts come from when they are needed. */
export function loadWhenNeeded(from: (part: Part) => ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  provide = (part) => loadPart(part, from(part));
}

export const isLoaded = (part: Part): boolean => loaded.has(part);

function need(part: Part): void {
  if (!loaded.has(part)) provide?.(part);
  if (!loaded.has(part)) throw new NotLoaded(part);
}

/** The names of all formats, once a WebAssembly is loaded. */
export function formats(): Format[] {
  if (!loaded.has("text")) provide?.("text");
  if (!loaded.has("text")) return [];
  const [, ...names] = decoder.decode(text.about()).split("\n");
  return names as Format[];
}

function bytesOf(input: ImportInput): Uint8Array {
  let bytes: Uint8Array;
  if (typeof input === "string") bytes = encoder.encode(input);
  else if (input instanceof Uint8Array) bytes = input;
  else if (input instanceof ArrayBuffer) bytes = new Uint8Array(input);
  else {
    let json: string | undefined;
    try {
      json = JSON.stringify(input);
    } catch (error) {
      throw new ArticleError("unknown-format", `The input can't become JSON (${reason(error)}).`);
    }
    if (json === undefined) throw new TypeError(`Expected text, bytes or an object, not ${nameOf(input)}.`);
    bytes = encoder.encode(json);
  }
  // Beyond that, even taking it over may be more than can be had.
  if (bytes.length > MOST_BYTES) throw new ArticleError("too-large", "The input has more than 64 MiB.");
  return bytes;
}

export class NotLoaded extends ArticleError {
  readonly part: Part;

  constructor(part: Part) {
    super("not-loaded", "Wait for load() before the first import.");
    this.part = part;
  }
}

function answer(part: "text" | "markdown", work: () => Uint8Array): unknown {
  need(part);
  try {
    if (failed.delete(part)) reset(part);
    const result = work();
    if (memoryOf(part) > MUCH) reset(part);
    if (result.length > LONGEST) throw new ArticleError("too-large", "The article has more than 512 MB as JSON.");
    return JSON.parse(decoder.decode(result));
  } catch (error) {
    if (error instanceof ArticleError) throw error;
    failed.add(part);
    if (memoryOf(part) > FULL) throw new ArticleError("too-large", `The article needs more memory than there is (${reason(error)}).`);
    // A call of what only JSON needs, which isn't there, fails like this.
    if (part === "text" && !loaded.has("json") && error instanceof WebAssembly.RuntimeError) {
      need("json");
      return answer(part, work);
    }
    throw new ArticleError("crashed", `The WebAssembly failed (${reason(error)}).`);
  }
}

function memoryOf(part: "text" | "markdown"): number {
  const glue = part === "text" ? text : markdown;
  // There is an instance, so this does nothing but give its exports.
  const exports = glue.initSync({} as { module: WebAssembly.Module }) as unknown as WebAssembly.Exports;
  const memory = Object.values(exports).find((value) => value instanceof WebAssembly.Memory);
  return memory?.buffer.byteLength ?? 0;
}

function reset(part: "text" | "markdown"): void {
  if (part === "markdown") return markdown.__wbg_reset_state();
  text.__wbg_reset_state();
  addJson();
}

/** Formats that are text; WordPress is JSON, too. */
const TEXTS: readonly string[] = ["text", "html", "markdown", "wordpress", "nitf", "newsml"] satisfies Format[];

/** Which part an input needs: JSON begins and ends with a brace, a bracket or a quotation mark. */
export function partFor(input: Uint8Array, from?: string): "text" | "json" {
  if (from && from !== "wordpress") return TEXTS.includes(from) ? "text" : "json";
  // White space, byte order marks, and the zeros of UTF-16.
  const empty = (byte: number) => byte <= 32 || [0xef, 0xbb, 0xbf, 0xfe, 0xff].includes(byte);
  const first = input.find((byte) => !empty(byte));
  let end = input.length - 1;
  while (end >= 0 && empty(input[end] as number)) end--;
  const last = input[end];
  return [["{", "}"], ["[", "]"], ['"', '"']].some(([open, close]) => first === open?.charCodeAt(0) && last === close?.charCodeAt(0)) ? "json" : "text";
}

interface Found {
  format: Format;
  path: string;
}

/** Which format an input has, and where in it the article is; null if it isn't recognised. */
export function detect(input: ImportInput): Found | null {
  const bytes = bytesOf(input);
  need(partFor(bytes));
  return answer("text", () => text.detect(bytes)) as Found | null;
}

type Failure = { code: string; path: string; message: string };

function importBy(name: "import_article" | "import_articles", input: ImportInput, options: ImportOptions): unknown {
  const bytes = bytesOf(input);
  const given = encoder.encode(JSON.stringify(options));
  need(partFor(bytes, options.from));
  const printed: unknown[] = [];
  for (;;) {
    const known = encoder.encode(JSON.stringify(printed));
    const result = answer("text", () => text[name](bytes, given, known)) as object;
    if (!("markdown" in result)) return result;
    for (const source of result.markdown as string[]) printed.push(answer("markdown", () => markdown.print_markdown(source)));
  }
}

function checked(result: unknown): Imported {
  if ("code" in (result as object)) {
    const { code, message, path } = result as Failure;
    throw new ArticleError(code, message, path);
  }
  return result as Imported;
}

/**
 * Imports an article.
 * @throws ArticleError
 */
export function importArticle(input: ImportInput, options: ImportOptions = {}): Imported {
  return checked(importBy("import_article", input, options));
}

/**
 * Imports all articles of an input that holds several, such as an export of WordPress; of any other input the one. An article that
 * can't be imported is an ArticleError in the list.
 * @throws ArticleError if the input as a whole can't be read
 */
export function importAll(input: ImportInput, options: Omit<ImportOptions, "pick"> = {}): (Imported | ArticleError)[] {
  const results = importBy("import_articles", input, options);
  if (!Array.isArray(results)) return [checked(results)];
  return results.map((result: Imported | Failure) => ("code" in result ? new ArticleError(result.code, result.message, result.path) : result));
}

/** What a clipboard or a drop holds, as far as it is needed. */
export interface Transfer {
  getData(type: string): string;
}

/** The flavour of a clipboard to import: HTML, but of a code editor its text. Reads it at once, as an event has to be. */
export function flavourOf(transfer: Transfer): { input: string; options: ImportOptions } {
  const html = transfer.getData("text/html");
  const text = transfer.getData("text/plain");
  // Editors of code put every word into a span of a monospaced font.
  const code = /font-family:[^;"]*(?:monospace|Consolas|Menlo|Monaco)/i.test(html) && !/<(?:p|h[1-6]|li|blockquote|table|img)[\s>]/i.test(html);
  if (html && !code) return { input: html, options: { from: "html" } };
  return { input: text, options: {} };
}
