// For runtimes that compile no WebAssembly while they run: the file is compiled before, and imported as a module.
import module from "./article-widget-import.wasm";
import { flavourOf, importArticle, loadSync, type Imported, type ImportOptions, type Transfer } from "./importing.js";

loadSync(module);

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
