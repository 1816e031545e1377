// The importers in a page.
import hash from "article-widget:import-hash";
import jsonHash from "article-widget:import-json-hash";
import markdownHash from "article-widget:import-markdown-hash";
import {
  ArticleError, NotLoaded, PARTS, encoder, flavourOf, importArticle, isLoaded, loadPart, partFor,
  type Imported, type ImportOptions, type ImportSource, type Part, type Transfer,
} from "./importing.js";

export { ArticleError, detect, formats, importAll, importArticle } from "./importing.js";
export type { Format, Imported, ImportInput, ImportOptions, ImportSource, Part, Reference, Resolved, Transfer } from "./importing.js";

const files: Record<Part, { url: URL; hash: string }> = {
  text: { url: new URL("./article-widget-import.wasm", import.meta.url), hash },
  json: { url: new URL("./article-widget-import-json.wasm", import.meta.url), hash: jsonHash },
  markdown: { url: new URL("./article-widget-import-markdown.wasm", import.meta.url), hash: markdownHash },
};

const loading = new Map<Part, Promise<void>>();

/** Where the WebAssemblies of the importers may come from; those that aren't named are beside this file. */
export type ImportSources = Partial<Record<Part, ImportSource | Promise<ImportSource>>>;

/** Loads the WebAssemblies of the importers, each once; after a failure it tries anew. */
export async function load(sources: ImportSources = {}): Promise<void> {
  await Promise.all(PARTS.map((part) => loadOnce(part, sources[part])));
}

function loadOnce(part: Part, source?: ImportSource | Promise<ImportSource>): Promise<void> {
  if (isLoaded(part)) return Promise.resolve();
  const started = loading.get(part) ?? start(part, source).finally(() => loading.delete(part));
  loading.set(part, started);
  return started;
}

async function start(part: Part, given?: ImportSource | Promise<ImportSource>): Promise<void> {
  let source = await (given ?? files[part].url);
  if (typeof source === "string" || source instanceof URL) {
    const address = String(source);
    source = await fetch(address, { integrity: given ? "" : files[part].hash }).catch(() => {
      throw new ArticleError("wasm-missing", `The WebAssembly at ${address} could not be fetched.`);
    });
  }
  if (source instanceof Response) {
    if (!source.ok) throw new ArticleError("wasm-missing", `The WebAssembly at ${source.url} answered with status ${source.status}.`);
    source = await source.arrayBuffer();
  }
  loadPart(part, source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source as BufferSource));
}

/** Imports what was pasted or dropped: HTML first, then text. Reads it at once, and loads only the WebAssemblies that it needs. */
export async function fromClipboard(transfer: Transfer, options: ImportOptions = {}): Promise<Imported> {
  const flavour = flavourOf(transfer);
  const given = { ...flavour.options, ...options };
  const part = partFor(encoder.encode(flavour.input), given.from);
  await Promise.all([loadOnce("text"), loadOnce(part)]);
  for (;;) {
    try {
      return importArticle(flavour.input, given);
    } catch (error) {
      // Markdown, or text that looks like JSON, needs another one.
      if (!(error instanceof NotLoaded)) throw error;
      await loadOnce(error.part);
    }
  }
}
