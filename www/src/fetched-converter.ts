// The converter from a file beside this one.
import hash from "article-widget:posts-hash";
import { compiledFrom } from "./instance.js";
import type { Convert } from "./network-posts.js";
import { startConverter } from "./post-converter.js";

export const start = async (): Promise<Convert> =>
  startConverter(await compiledFrom(new URL("./article-widget-posts.wasm", import.meta.url), hash));
