// A whole page around an article.
import { attributesOf } from "./attributes.js";
import { escaped, headTags, type HeadOptions } from "./head.js";
import { articleScript, renderToString } from "./press.js";
import type { ArticleInput, Options } from "./types.js";

/** What a page needs beside the article. */
export interface PageOptions extends Options, HeadOptions {
  /** Address of `define.js` or of the classic script. With it the page brings the article to life; without, it is still. */
  script?: string;
  /** Style rules to put into the page, in place of a linked stylesheet. */
  styles?: string;
}

/**
 * A whole HTML page with the article in it, which the script adopts. The headline is the page's `<h1>` unless `headingLevel`
 * says otherwise.
 * @throws ArticleError
 */
export function renderPage(article: ArticleInput, options: PageOptions = {}): string {
  // Without a script, a button would do nothing.
  const still: Options = options.script ? {} : { controls: false, lightbox: false };
  const chosen: PageOptions = { headingLevel: 1, ...still, ...options };
  const rendered = renderToString(article, chosen);
  const { html } = rendered;
  const [, lang = "en", dir = "ltr"] = /^<article class="aw" lang="([^"]*)" dir="(\w+)"/.exec(html) ?? [];
  const attributes = attributesOf(chosen).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const kind = /classic[^/]*$/.test(options.script ?? "") ? "defer" : 'type="module"';
  return [
    "<!doctype html>",
    `<html lang="${lang}" dir="${dir}">`,
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    headTags(article, options),
    ...(options.styles ? [`<style>${options.styles.replace(/<\/(?=style)/gi, "<\\/")}</style>`] : []),
    ...(options.script ? [`<script ${kind} src="${escaped(options.script)}"></script>`] : []),
    "</head>",
    "<body>",
    `<article-widget${attributes.join("")}>${html}${options.script ? articleScript(article, rendered) : ""}</article-widget>`,
    "</body>",
    "</html>",
    "",
  ].join("\n");
}
