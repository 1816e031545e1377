// The API, without side effects.
import hash from "article-widget:hash";
import languages from "article-widget:languages";
import { setDefaultSource } from "./instance.js";
import { setLanguages } from "./locale.js";
import { setPostConverter } from "./network-posts.js";

setDefaultSource(() => new URL("./article-widget.wasm", import.meta.url), hash);
setLanguages(languages);
setPostConverter({ outside: async (source) => (await import("./fetched-converter.js")).start(source) });

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
