// What a server does with an article. Its declarations name nothing that only browsers have.
export { ArticleError } from "./errors.js";
export { headTags, structuredData, type HeadOptions } from "./head.js";
export { renderPage, type PageOptions } from "./page.js";
export { postBlock } from "./post-block.js";
export { articleScript, imprintScript, renderPost, renderToString } from "./press.js";
export type * from "./types.js";
