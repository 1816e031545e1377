// The WebAssembly that converts posts from the formats of networks. Loaded by the first article that has such posts.
import { __wbg_reset_state, convert, initSync } from "article-widget:posts-glue";
import type { Convert } from "./network-posts.js";

/** Starts it from bytes or a compiled module. */
export function startConverter(source: WebAssembly.Module | Uint8Array): Convert {
  initSync({ module: source instanceof WebAssembly.Module ? source : new WebAssembly.Module(source as BufferSource) });
  return (json) => {
    try {
      return convert(json);
    } catch (error) {
      // Whatever is in the memory of an instance that failed can't be trusted.
      __wbg_reset_state();
      throw error;
    }
  };
}
