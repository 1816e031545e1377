// The API with the WebAssembly inside: one request more than none, for bundlers that can't handle .wasm files.
import languages from "article-widget:languages";
import posts from "article-widget:posts-wasm";
import base64 from "article-widget:wasm";
import { decode } from "./base64.js";
import { setDefaultSource } from "./instance.js";
import { setLanguages } from "./locale.js";
import { setPostConverter } from "./network-posts.js";
import { startConverter } from "./post-converter.js";

setDefaultSource(() => decode(base64));
setLanguages(languages);
setPostConverter({ inside: () => startConverter(decode(posts)) });

export type { ElementAttributes } from "./attributes.js";
export { grantConsent, revokeConsent } from "../../src/page/on_demand/consent.js";
export { ArticleWidgetElement } from "./element.js";
export { postBlock } from "./post-block.js";
export { ArticlePostElement } from "./post-element.js";
export type { ArticleWidgetEventMap } from "./events.js";
export { ArticleError } from "./errors.js";
export { load, loadSync, type WasmSource } from "./instance.js";
export type * from "./types.js";
export { mount, renderToString } from "./mount.js";
export { loadPosts } from "./network-posts.js";
export type { Widget } from "./widget.js";
