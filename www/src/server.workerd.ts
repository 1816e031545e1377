// For runtimes that compile no WebAssembly while they run: the file is compiled before, and imported as a module.
import words from "article-widget:all-words";
import module from "./article-widget.wasm";
import posts from "./article-widget-posts.wasm";
import { loadSync } from "./instance.js";
import { setLanguages } from "./locale.js";
import { setPostConverter } from "./network-posts.js";
import { startConverter } from "./post-converter.js";

setLanguages(words);
setPostConverter({ inside: () => startConverter(posts) });
loadSync(module);

export * from "./rendering.js";
