// What a server does with an article. Its declarations name nothing that only browsers have.
import type { ArticleInput, Options, Rendered } from "./types.js";
import { renderToString as print } from "./mount.js";

export { ArticleError } from "./errors.js";
export { articleScript, headTags, structuredData, type HeadOptions } from "./head.js";
export { renderPage, type PageOptions } from "./page.js";
export type * from "./types.js";

/**
 * An article as HTML text, the same that `mount()` would make; needs no page.
 * @throws ArticleError
 */
export function renderToString(article: ArticleInput, options: Options = {}): Rendered {
  return print(article, options);
}
