// The importers in a page.
import hash from "article-widget:import-hash";
import { ArticleError, flavourOf, importArticle, isLoaded, loadSync, type Imported, type ImportOptions, type ImportSource, type Transfer } from "./importing.js";

export { ArticleError, detect, formats, importArticle } from "./importing.js";
export type { Format, Imported, ImportInput, ImportOptions, ImportSource, Reference, Resolved, Transfer } from "./importing.js";

let loading: Promise<void> | undefined;

/** Loads the WebAssembly of the importers, once; after a failure it tries anew. */
export function load(source?: ImportSource | Promise<ImportSource>): Promise<void> {
  if (isLoaded()) return Promise.resolve();
  return (loading ??= start(source).catch((error: unknown) => {
    loading = undefined;
    throw error;
  }));
}

async function start(given?: ImportSource | Promise<ImportSource>): Promise<void> {
  let source = await (given ?? new URL("./article-widget-import.wasm", import.meta.url));
  if (typeof source === "string" || source instanceof URL) {
    const address = String(source);
    source = await fetch(address, { integrity: given ? "" : hash }).catch(() => {
      throw new ArticleError("wasm-missing", `The WebAssembly at ${address} could not be fetched.`);
    });
  }
  if (source instanceof Response) {
    if (!source.ok) throw new ArticleError("wasm-missing", `The WebAssembly at ${source.url} answered with status ${source.status}.`);
    source = await source.arrayBuffer();
  }
  loadSync(source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source as BufferSource));
}

/** Imports what was pasted or dropped: HTML first, then text. Reads it at once, and loads the WebAssembly if it isn't there. */
export async function fromClipboard(transfer: Transfer, options: ImportOptions = {}): Promise<Imported> {
  const flavour = flavourOf(transfer);
  await load();
  return importArticle(flavour.input, { ...flavour.options, ...options });
}
