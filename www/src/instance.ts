// The one WebAssembly instance that all widgets on a page share, and the border to it.
import { initSync, tables, version } from "article-widget:glue";
import { ArticleError, reason } from "./errors.js";
import { prepare } from "./paint.js";
import type { ArticleInput, Options } from "./types.js";

/** Where the WebAssembly may come from. */
export type WasmSource = string | URL | Response | ArrayBuffer | Uint8Array | WebAssembly.Module;

const VERSION = "0.1.0";

let loading: Promise<void> | undefined;
let loaded = false;
let fallback: (() => WasmSource) | undefined;

/** What `load()` takes where it is given nothing; each way in has its own. */
export function setDefaultSource(source: () => WasmSource): void {
  fallback ??= source;
}

/** Loads the WebAssembly, once for the page. Called again, it gives the same promise; after a failure it tries anew. */
export function load(source?: WasmSource | Promise<WasmSource>): Promise<void> {
  if (loaded) return Promise.resolve();
  return (loading ??= start(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}

async function start(given?: WasmSource | Promise<WasmSource>): Promise<void> {
  let source = await (given ?? fallback?.());
  if (source === undefined) throw new ArticleError("wasm-missing", "Say where the WebAssembly is: load(source).");
  if (typeof source === "string" || source instanceof URL) {
    const address = String(source);
    source = await fetch(address).catch(() => {
      throw new ArticleError("wasm-missing", `The WebAssembly at ${address} could not be fetched.`);
    });
  }
  loadSync(source instanceof Response ? await compile(source) : await compileBytes(source));
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
  if (/content security policy|unsafe-eval|disallowed by embedder/i.test(words)) {
    throw new ArticleError(
      "wasm-blocked",
      "The page's content security policy forbids WebAssembly: it needs 'wasm-unsafe-eval' in script-src.",
    );
  }
  throw new ArticleError("wasm-broken", `The WebAssembly could not be compiled (${words}).`);
}

/** Loads the WebAssembly at once, from bytes or a module that are there already. */
export function loadSync(source: ArrayBuffer | Uint8Array | WebAssembly.Module): void {
  if (loaded) return;
  try {
    const module = source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource);
    initSync({ module });
  } catch (error) {
    refused(error);
  }
  if (version() !== VERSION) {
    throw new ArticleError("wasm-version", `The WebAssembly is of version ${version()}, and the script of ${VERSION}.`);
  }
  if (globalThis.document) prepare(tables());
  loaded = true;
}

/** Calls into the WebAssembly; what comes out of it as an error becomes an ArticleError. */
export function call<T>(work: () => T): T {
  if (!loaded) throw new ArticleError("not-loaded", "Wait for load() before the first article.");
  try {
    return work();
  } catch (error) {
    if (typeof error !== "string") {
      throw new ArticleError("crashed", `The WebAssembly failed (${reason(error)}).`);
    }
    const { code, message, path } = JSON.parse(error) as { code: string; message: string; path: string };
    throw new ArticleError(code, message, path);
  }
}

const encoder = new TextEncoder();

/** The article's bytes. An object becomes text here, so that its getters and cycles can't reach the WebAssembly. */
export function toBytes(article: ArticleInput): Uint8Array {
  if (typeof article === "string") return encoder.encode(article);
  try {
    if (article instanceof Uint8Array) return article;
    if (article instanceof ArrayBuffer) return new Uint8Array(article);
    return encoder.encode(JSON.stringify(article) ?? "null");
  } catch (error) {
    throw new ArticleError("not-json", `The article can't be written as JSON (${reason(error)}).`);
  }
}

const OPTIONS = ["headingLevel", "sections", "idPrefix", "baseUrl"] as const;

/** The options as JSON text: own properties only, so that a polluted prototype chooses nothing. */
export function toOptions(options: Options, lang: string | null | undefined): string {
  const chosen: Record<string, unknown> = lang ? { lang } : {};
  for (const name of OPTIONS) {
    if (Object.hasOwn(options, name)) chosen[name] = options[name];
  }
  try {
    return JSON.stringify(chosen);
  } catch {
    return "{}";
  }
}
