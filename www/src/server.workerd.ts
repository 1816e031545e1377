// For runtimes that compile no WebAssembly while they run: the file is compiled before, and imported as a module.
import words from "article-widget:all-words";
import module from "./article-widget.wasm";
import { loadSync } from "./instance.js";
import { setLanguages } from "./locale.js";

setLanguages(words);
loadSync(module);

export * from "./rendering.js";
