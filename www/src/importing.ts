// Articles from other formats, by a WebAssembly of their own that no page needs to show articles.
import { __wbg_reset_state, about, detect as detectIn, import_article, initSync } from "article-widget:import-glue";
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

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The longest input, in bytes. */
const MOST_BYTES = 64 << 20;

let loaded = false;
let failed = false;
let formatNames: Format[] = [];

/** Takes the WebAssembly from bytes or a module that are there already. */
export function loadSync(source: ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  if (loaded) return;
  initSync({ module: source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource) });
  const [, ...names] = decoder.decode(about()).split("\n");
  formatNames = names as Format[];
  loaded = true;
}

export const isLoaded = (): boolean => loaded;

/** The names of all formats, once the WebAssembly is loaded. */
export const formats = (): Format[] => [...formatNames];

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

function answer(work: () => Uint8Array): unknown {
  if (!loaded) throw new ArticleError("not-loaded", "Wait for load() before the first import.");
  try {
    if (failed) {
      __wbg_reset_state();
      failed = false;
    }
    return JSON.parse(decoder.decode(work()));
  } catch (error) {
    failed = true;
    throw new ArticleError("crashed", `The WebAssembly failed (${reason(error)}).`);
  }
}

/** Which format an input has, and where in it the article is; null if it isn't recognised. */
export function detect(input: ImportInput): { format: Format; path: string } | null {
  const bytes = bytesOf(input);
  return answer(() => detectIn(bytes)) as { format: Format; path: string } | null;
}

/**
 * Imports an article.
 * @throws ArticleError
 */
export function importArticle(input: ImportInput, options: ImportOptions = {}): Imported {
  const bytes = bytesOf(input);
  const given = encoder.encode(JSON.stringify(options));
  const result = answer(() => import_article(bytes, given)) as Imported | { code: string; path: string; message: string };
  if ("code" in result) throw new ArticleError(result.code, result.message, result.path);
  return result;
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
