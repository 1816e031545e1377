// What a server prints of an article: its HTML, and beside it what the page needs to bring that to life.
import { guarded, jsonOf } from "./head.js";
import { fingerprintOf, IMPRINT, type Imprint } from "./imprint.js";
import { chosen, own, toBytes, type Drawn } from "./instance.js";
import { print } from "./mount.js";
import { postBlock } from "./post-block.js";
import type { ArticleInput, Options, PostInput, Rendered } from "./types.js";

/** What is known of articles that were rendered, beside what is returned. */
const known = new WeakMap<Rendered, { article: ArticleInput; drawn: Drawn; options: Options }>();

/**
 * An article as HTML text, the same that `mount()` would make; needs no page.
 * @throws ArticleError
 */
export function renderToString(article: ArticleInput, options: Options = {}): Rendered {
  const { html, drawn } = print(article, options);
  const rendered = { html, ...drawn.about };
  known.set(rendered, { article, drawn, options });
  return rendered;
}

/**
 * A post outside an article as HTML text, for `<article-post>`, which finds it again by `articleScript(postBlock(post), rendered)`
 * beside it.
 * @throws ArticleError
 */
export const renderPost = (post: PostInput, options: Options = {}): Rendered => renderToString(postBlock(post), options);

const encoder = new TextEncoder();

/** A script that no browser runs. */
const data = (json: string, attribute = ""): string => `<script type="application/json"${attribute}>${json}</script>`;

/** The language that JSON of an article has, if it has one. */
function languageIn(json: string): unknown {
  try {
    return (JSON.parse(json.replace(/^\uFEFF/, "")) as { lang?: unknown }).lang;
  } catch {
    return undefined;
  }
}

/** How many elements there are in HTML that was printed here: text and attributes have no "<". */
function elementsIn(html: string): number {
  let count = 0;
  for (let at = html.indexOf("<"); at >= 0; at = html.indexOf("<", at + 1)) if (html[at + 1] !== "/") count++;
  return count;
}

function imprint(bytes: Uint8Array, article: ArticleInput, rendered: Rendered, language: unknown): string {
  const printed = known.get(rendered);
  if (!printed || (printed.article !== article && jsonOf(printed.article) !== jsonOf(article))) return "";
  const { drawn, options } = printed;
  // What a function said here, one in the page needn't say.
  if (typeof own(options, "rewriteUrl") === "function") return "";
  const { html, ...about } = rendered;
  const { labels, lang, key, custom } = drawn;
  const facts: Imprint = {
    ...about,
    fingerprint: fingerprintOf(bytes, chosen(options), options),
    labels,
    lang,
    spoken: typeof language === "string" && language.replace(/[.@].*/, "").replace(/_/g, "-").trim() === lang,
    key,
    custom,
    elements: elementsIn(html),
  };
  return data(guarded(JSON.stringify(facts)), ` ${IMPRINT}`);
}

/**
 * The article as the element finds it in the page, beside the HTML that was rendered of it. With what `renderToString()` gave, the
 * element brings the HTML to life without drawing it, and loads the WebAssembly when something has to be drawn.
 *
 * `<article-widget>${rendered.html}${articleScript(article, rendered)}</article-widget>`
 */
export function articleScript(article: ArticleInput, rendered?: Rendered): string {
  const json = jsonOf(article);
  return scriptOf(article, json, rendered, rendered && languageIn(json));
}

/** The same of an article whose JSON and language are known. */
export function scriptOf(article: ArticleInput, json: string, rendered: Rendered | undefined, language: unknown): string {
  // As a page will read it.
  const read = guarded(json).replace(/\r\n?/g, "\n");
  return data(read) + (rendered ? imprint(encoder.encode(read), article, rendered, language) : "");
}

/** The same where the element has the article from `src` or as a property: no more than what it needs to know of the HTML. */
export function imprintScript(article: ArticleInput, rendered: Rendered): string {
  return imprint(toBytes(article), article, rendered, languageIn(jsonOf(article)));
}
