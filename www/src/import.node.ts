// The importers in Node: their WebAssembly is loaded at once.
import { readFileSync } from "node:fs";
import { flavourOf, importArticle, loadSync, type Imported, type ImportOptions, type Transfer } from "./importing.js";

loadSync(readFileSync(new URL("./article-widget-import.wasm", import.meta.url)));

export { ArticleError, detect, formats, importArticle } from "./importing.js";

/** It is loaded already. */
export function load(): Promise<void> {
  return Promise.resolve();
}

/** Imports what was pasted: HTML first, then text. */
export async function fromClipboard(transfer: Transfer, options: ImportOptions = {}): Promise<Imported> {
  const flavour = flavourOf(transfer);
  return importArticle(flavour.input, { ...flavour.options, ...options });
}
