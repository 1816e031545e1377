// A post alone, in any format, as the block that is rendered in place of an article.
import type { ArticleInput, PostInput } from "./types.js";

const decoder = new TextDecoder();

type Fields = Record<string, unknown>;

const isObject = (value: unknown): value is Fields => typeof value === "object" && value !== null && !Array.isArray(value);

/** Whether an object is a post in our own format. Only Bluesky has an author in its payloads, too, with the URI of the post. */
const isOwn = (post: Fields): boolean => !("uri" in post) && ("gone" in post || isObject(post.author));

/**
 * A post as the block that `mount()` and `renderToString()` take in place of an article. It may be given as such a block, in our own
 * format, as what the API of a network returned, or as embed code.
 */
export function postBlock(post: PostInput): ArticleInput {
  let value: unknown = post;
  try {
    if (post instanceof ArrayBuffer || post instanceof Uint8Array) value = decoder.decode(post);
    if (typeof value === "string") value = /^\s*</.test(value) ? { type: "post", html: value } : JSON.parse(value.replace(/^\uFEFF/, ""));
  } catch {
    // It is reported when it is read.
    return post;
  }
  if (!isObject(value)) return { type: "post", data: value };
  // Text stays as it is: a server's fingerprint is of its bytes.
  if (value.type === "post" || value.type === "tweet") return value.html === post ? value : post;
  return { type: "post", [isOwn(value) ? "post" : "data"]: value };
}
