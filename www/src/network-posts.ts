// Posts in the formats of networks: what reads them is a WebAssembly of its own, which only articles with such posts load.
import { toBytes } from "./instance.js";
import type { WasmSource } from "./instance.js";
import type { ArticleInput } from "./types.js";

/** Gives an article with its posts in our own format; nothing if it has none that can be converted. */
export type Convert = (json: Uint8Array) => Uint8Array;

/** Has the converter inside. */
let inside: (() => Convert) | undefined;
/** Loads it. */
let outside: ((source?: WasmSource) => Promise<Convert>) | undefined;
let convert: Convert | undefined;
let loading: Promise<void> | undefined;

const decoder = new TextDecoder();

/** Where the converter is; each entry point says it. Servers need none: their WebAssembly reads all formats. */
export function setPostConverter(source: { inside: () => Convert } | { outside: (source?: WasmSource) => Promise<Convert> }): void {
  if ("inside" in source) inside ??= source.inside;
  else outside ??= source.outside;
}

/** Whether posts in other formats have been converted as far as they can be. */
export const arePostsConverted = (): boolean => convert !== undefined;

/** Whether an article may have posts in other formats. A false alarm costs a request. */
function mayHavePayloads(json: Uint8Array): boolean {
  const text = decoder.decode(json);
  return /"(?:tweet|post)"/.test(text) && /"(?:data|oembed|html)"\s*:/.test(text);
}

/** Whether nothing has to be loaded for the posts of an article. */
export const arePostsReady = (json: Uint8Array): boolean => Boolean(convert || inside || !outside) || !mayHavePayloads(json);

/**
 * Loads what reads posts in formats of networks. Articles that need it do so by themselves, from the file beside the script: only where
 * a build moves that file, say where it is, before the first such article.
 */
export async function loadPosts(source: WasmSource | Promise<WasmSource>): Promise<void> {
  convert ??= inside ? inside() : await outside?.(await source);
}

/** Loads the converter. If that fails, such posts keep waiting, and the next article tries again. */
export function loadPostConverter(): Promise<void> {
  return (loading ??= (async () => {
    try {
      convert ??= await (inside ?? outside)?.();
    } catch {
      loading = undefined;
    }
  })());
}

/** The same for an article that may need it. */
export async function preparePosts(article: ArticleInput): Promise<void> {
  try {
    if (!convert && mayHavePayloads(toBytes(article))) await loadPostConverter();
  } catch {
    // What is wrong with the article is reported when it is rendered.
  }
}

/** An article as it is rendered: with its posts in our own format, as soon as the converter is here. */
export function withOwnPosts(json: Uint8Array): Uint8Array {
  if (!(convert || inside) || !mayHavePayloads(json)) return json;
  try {
    convert ??= inside?.() as Convert;
    const converted = convert(json);
    return converted.length > 0 ? converted : json;
  } catch {
    // A fault in it costs its posts, not the article.
    return json;
  }
}
