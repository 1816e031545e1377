// The converter from a file beside this one.
import hash from "article-widget:posts-hash";
import { compiledFrom, type WasmSource } from "./instance.js";
import type { Convert } from "./network-posts.js";
import { startConverter } from "./post-converter.js";

export async function start(source?: WasmSource): Promise<Convert> {
  const beside = (): URL => new URL("./article-widget-posts.wasm", import.meta.url);
  return startConverter(await (source === undefined ? compiledFrom(beside(), hash) : compiledFrom(source)));
}
