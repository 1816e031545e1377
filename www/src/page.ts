// A whole page around an article.
import { attributesOf } from "./attributes.js";
import { escaped, jsonOf, parsed, tagsOf, type HeadOptions } from "./head.js";
import { renderToString, scriptOf } from "./press.js";
import type { ArticleInput, Options } from "./types.js";

/** What a page needs beside the article. */
export interface PageOptions extends Options, HeadOptions {
  /**
   * Address of `resume.js`, `define.js` or the classic script. With it, the article is interactive; without, nothing in the page needs a
   * script: sections are open, and there are no buttons.
   */
  script?: string;
  /** Style rules to put into the page, in place of a linked stylesheet. */
  styles?: string;
}

/** Without scripts there is no stylesheet either, if it comes with the script: everything can be read all the same. */
const UNSTYLED =
  "<noscript><style>.aw-panel[hidden]{display:block!important;content-visibility:visible!important}.aw-section-button{visibility:hidden}.aw-section-title{visibility:visible}.aw-copy,.aw-all,.aw-enlarge,.aw-share,.aw-tweet-button{display:none}</style></noscript>";

/**
 * A whole HTML page with the article in it, which the script adopts. The headline is the page's `<h1>` unless `headingLevel`
 * says otherwise.
 * @throws ArticleError
 */
export function renderPage(article: ArticleInput, options: PageOptions = {}): string {
  const { script: _script, styles: _styles, stylesheet: _stylesheet, url: _url, ...own } = options;
  const chosen: Options = { headingLevel: 1, ...own };
  // Without a script, a button would do nothing.
  if (!options.script) chosen.interactive = false;
  const json = jsonOf(article);
  // An object is written as JSON once.
  const source = article instanceof Uint8Array || article instanceof ArrayBuffer ? article : json;
  const rendered = renderToString(source, chosen);
  const { html } = rendered;
  const [, lang = "en", dir = "ltr"] = /^<article class="aw" lang="([^"]*)" dir="(\w+)"/.exec(html) ?? [];
  const attributes = attributesOf(chosen).map(([name, value]) => ` ${name}="${escaped(value)}"`);
  const kind = /classic[^/]*$/.test(options.script ?? "") ? "defer" : 'type="module"';
  const given = parsed(json);
  const head = [
    "<!doctype html>",
    `<html lang="${lang}" dir="${dir}">`,
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    tagsOf(given, options),
    ...(options.styles ? [`<style>${options.styles.replace(/<\/(?=style)/gi, "<\\/")}</style>`] : []),
    ...(options.script && !options.styles && !options.stylesheet ? [UNSTYLED] : []),
    ...(options.script ? [`<script ${kind} src="${escaped(options.script)}"></script>`] : []),
    "</head>",
  ];
  const script = options.script ? scriptOf(source, json, rendered, given.lang) : "";
  // Not in the list: what is joined is copied.
  return `${head.join("\n")}\n<body>\n<article-widget${attributes.join("")}>${html}${script}</article-widget>\n</body>\n</html>\n`;
}
