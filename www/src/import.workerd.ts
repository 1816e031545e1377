// For runtimes that compile no WebAssembly while they run: the files are compiled before, and imported as modules.
import text from "./article-widget-import.wasm";
import json from "./article-widget-import-json.wasm";
import markdown from "./article-widget-import-markdown.wasm";
import { flavourOf, importArticle, loadWhenNeeded, type Imported, type ImportOptions, type Transfer } from "./importing.js";

const modules = { text, json, markdown };

loadWhenNeeded((part) => modules[part]);

export { ArticleError, detect, formats, importAll, importArticle } from "./importing.js";

/** Here nothing has to be loaded first. */
export function load(): Promise<void> {
  return Promise.resolve();
}

/** Imports what was pasted: HTML first, then text. */
export async function fromClipboard(transfer: Transfer, options: ImportOptions = {}): Promise<Imported> {
  const flavour = flavourOf(transfer);
  return importArticle(flavour.input, { ...flavour.options, ...options });
}
