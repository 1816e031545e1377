// Articles from other formats, by WebAssemblies of their own that no page needs to show articles: for texts, for JSON, and for Markdown
// in either of them.
import * as text from "article-widget:import-glue";
import * as json from "article-widget:import-json-glue";
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

/** A WebAssembly of the importers. */
export type Part = "text" | "json" | "markdown";

export const PARTS: readonly Part[] = ["text", "json", "markdown"];

const glue = { text, json, markdown };
const loaded = new Set<Part>();
const failed = new Set<Part>();
/** Takes a part that is needed and not there, if that can be done at once. */
let provide: ((part: Part) => void) | undefined;

/** Takes a WebAssembly from bytes or a module that are there already. */
export function loadPart(part: Part, source: ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  if (loaded.has(part)) return;
  glue[part].initSync({ module: source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource) });
  loaded.add(part);
}

/** Where parts come from when they are needed. */
export function loadWhenNeeded(from: (part: Part) => ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  provide = (part) => loadPart(part, from(part));
}

export const isLoaded = (part: Part): boolean => loaded.has(part);

/** The names of all formats, once a WebAssembly is loaded. */
export function formats(): Format[] {
  const part = loaded.has("json") ? "json" : "text";
  if (!loaded.has(part)) provide?.(part);
  if (!loaded.has(part)) return [];
  const [, ...names] = decoder.decode(glue[part].about()).split("\n");
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

function answer(part: Part, work: () => Uint8Array): unknown {
  if (!loaded.has(part)) provide?.(part);
  if (!loaded.has(part)) throw new NotLoaded(part);
  try {
    if (failed.delete(part)) glue[part].__wbg_reset_state();
    return JSON.parse(decoder.decode(work()));
  } catch (error) {
    failed.add(part);
    throw new ArticleError("crashed", `The WebAssembly failed (${reason(error)}).`);
  }
}

/** Formats that are text; WordPress is JSON, too. */
const TEXTS: readonly string[] = ["text", "html", "markdown", "wordpress", "nitf", "newsml"] satisfies Format[];

/** Which part imports an input: JSON begins and ends with a brace, a bracket or a quotation mark. */
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

/** What the part for JSON doesn't recognise may be text that looks like JSON. */
const isUnknown = (result: unknown): boolean => result === null || (result as { code?: string }).code === "unknown-format";

/** Which format an input has, and where in it the article is; null if it isn't recognised. */
export function detect(input: ImportInput): Found | null {
  const bytes = bytesOf(input);
  const found = partFor(bytes) === "json" ? answer("json", () => json.detect(bytes)) : null;
  return (found ?? answer("text", () => text.detect(bytes))) as Found | null;
}

type Failure = { code: string; path: string; message: string };

type Call = "import_article" | "import_articles";

function call(part: "text" | "json", name: Call, bytes: Uint8Array, options: Uint8Array): unknown {
  const printed: unknown[] = [];
  for (;;) {
    const given = encoder.encode(JSON.stringify(printed));
    const result = answer(part, () => glue[part][name](bytes, options, given)) as object;
    if (!("markdown" in result)) return result;
    for (const source of result.markdown as string[]) printed.push(answer("markdown", () => markdown.print_markdown(source)));
  }
}

function importBy(name: Call, input: ImportInput, options: ImportOptions): unknown {
  const bytes = bytesOf(input);
  const given = encoder.encode(JSON.stringify(options));
  const part = partFor(bytes, options.from);
  const result = call(part, name, bytes, given);
  return part === "json" && !options.from && isUnknown(result) ? call("text", name, bytes, given) : result;
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
