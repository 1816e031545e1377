// The importers in Node: their WebAssemblies are loaded when they are needed.
import { readFileSync } from "node:fs";
import { flavourOf, importArticle, loadWhenNeeded, type Imported, type ImportOptions, type Transfer } from "./importing.js";

const files = {
  text: new URL("./article-widget-import.wasm", import.meta.url),
  json: new URL("./article-widget-import-json.wasm", import.meta.url),
  markdown: new URL("./article-widget-import-markdown.wasm", import.meta.url),
};

loadWhenNeeded((part) => readFileSync(files[part]));

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
