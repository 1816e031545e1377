// For servers: the WebAssembly inside and loaded at once, so that rendering needs no waiting and no file system.
import words from "article-widget:all-words";
import base64 from "article-widget:fast-wasm";
import { decode } from "./base64.js";
import { loadSync } from "./instance.js";
import { setLanguages } from "./locale.js";

setLanguages(words);
loadSync(decode(base64));

export * from "./rendering.js";
