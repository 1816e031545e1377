// Markdown and HTML as the site sets them: links that lead within it, highlighted code, results of articles, headings with links.
import { deflateRawSync } from "node:zlib";
import hljs from "highlight.js";
import { Marked } from "marked";
import { escaped } from "../format-reference.mjs";

/** What the highlighter calls the guides' languages; the others are plain text. */
const LANGUAGES = {
  astro: "xml", css: "css", erb: "erb", html: "xml", js: "javascript", json: "json", jsx: "javascript", php: "php", python: "python", ruby: "ruby", rust: "rust",
  sh: "bash", svelte: "xml", toml: "ini", ts: "typescript", tsx: "typescript", vue: "xml", xml: "xml",
};

export const highlighted = (text, language) => (language in LANGUAGES ? hljs.highlight(text, { language: LANGUAGES[language] }).value : escaped(text));

/** A snippet; the site's script adds the button that copies it. */
export const snippet = (text, language = "", more = "") =>
  `<div class="snippet"><pre tabindex="0"><code data-language="${escaped(language)}">${highlighted(text, language)}</code></pre>${more}</div>\n`;

/** The playground with an article in it, as the playground itself writes its links. */
const playground = (json) => `../playground.html#z=${deflateRawSync(JSON.stringify([json, {}])).toString("base64url")}`;

const PICTURES = ["vigilia-640.webp", "molo-640.webp", "cavo-640.webp"];

/** The article with pictures that the site has, or nothing if it needs more than that. */
function shownAs(json) {
  if (/"(html|data|oembed)":|\.(mp4|webm|mp3|vtt)"/.test(json)) return undefined;
  let index = 0;
  const picture = () => `pictures/${PICTURES[index++ % PICTURES.length]}`;
  const swap = (value) => {
    if (Array.isArray(value)) return value.map(swap);
    if (typeof value !== "object" || value === null) return value;
    const kept = Object.entries(value).filter(([key]) => !["srcset", "avatar", "logo"].includes(key));
    return Object.fromEntries(kept.map(([key, one]) => [key, key === "src" || (key === "image" && typeof one === "string") ? picture() : swap(one)]));
  };
  return swap(JSON.parse(json));
}

let results = 0;

/** An article's JSON, with what the widget makes of it. `lone`: the article is there only to hold a block. */
export function example(text, { json = text, lone = false } = {}) {
  const link = `<a href="${playground(json)}">Open in the playground</a>`;
  const article = shownAs(json);
  if (!article) return snippet(text, "json", `<p class="try-it">${link}</p>`);
  results += 1;
  const data = JSON.stringify(article).replaceAll("<", "\\u003c");
  return snippet(
    text,
    "json",
    `<div class="result${lone ? " lone" : ""}"><p class="try-it"><span>Result</span> ${link}</p>
<article-widget heading-level="${lone ? "same" : "below"}" id-prefix="result-${results}-" base-url="../"><script type="application/json">${data}</script></article-widget></div>`,
  );
}

/** Headings of results are one level below the heading before them; a lone block's article has none that is seen. */
export function withLevels(html) {
  let level = 1;
  return html.replaceAll(/<h([1-6])[ >]|heading-level="(same|below)"/g, (found, heading, relation) => {
    if (!heading) return `heading-level="${level + (relation === "below" ? 1 : 0)}"`;
    level = Number(heading);
    return found;
  });
}

/** Each heading below the title links to itself. */
export const withAnchors = (html) =>
  html.replaceAll(/<h([234]) id="([^"]+)">([^]*?)<\/h\1>/g, (_, level, id, inner) => `<h${level} id="${id}">${inner} <a class="anchor" href="#${id}" aria-label="Link to “${inner.replaceAll(/<[^>]*>/g, "").trim()}”">#</a></h${level}>`);

export const slug = (text) => text.toLowerCase().replaceAll(/<[^>]*>|&[^;]*;/g, "").replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");

/** Markdown as HTML, and its headings. `leading` gives the target of a link; `depth` is the level of the headings to list. */
export function set(markdown, leading, depth = 2) {
  const headings = [];
  const taken = new Set();
  const labels = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth: level }) {
        const inner = this.parser.parseInline(tokens);
        const base = slug(inner);
        let id = base;
        // Counted as TypeDoc and GitHub do, whose links lead here.
        for (let count = 1; taken.has(id); count += 1) id = `${base}-${count}`;
        taken.add(id);
        if (level === depth) headings.push({ id, title: inner });
        return `<h${level} id="${id}">${inner}</h${level}>\n`;
      },
      code({ text, lang }) {
        const [language, way] = (lang ?? "").split(" ");
        if (language !== "json" || way === "source") return snippet(text, language);
        if (!way) return example(text);
        return snippet(text, language, `<p class="try-it"><span>${way === "before" ? "Before" : "After"}</span> <a href="${playground(text)}">Open in the playground</a></p>`);
      },
      table(token) {
        const row = (cells, name) => `<tr>${cells.map((cell, index) => `<${name === "td" && index === 0 ? 'th scope="row"' : name === "th" ? 'th scope="col"' : name}>${this.parser.parseInline(cell.tokens)}</${name === "td" && index > 0 ? "td" : "th"}>`).join("")}</tr>`;
        // A column without a heading has nothing to be called by.
        const head = row(token.header, "th").replaceAll('<th scope="col"></th>', "<td></td>");
        const said = token.header.map(({ text }) => text.replaceAll("`", "")).filter(Boolean).join(", ");
        const twice = labels.filter((other) => other === said).length;
        labels.push(said);
        const label = twice > 0 ? `${said} (${twice + 1})` : said;
        return `<div class="scroll" role="region" tabindex="0" aria-label="Table: ${escaped(label)}"><table><thead>${head}</thead><tbody>${token.rows.map((cells) => row(cells, "td")).join("")}</tbody></table></div>\n`;
      },
      link({ href, tokens }) {
        return `<a href="${escaped(leading(href))}">${this.parser.parseInline(tokens)}</a>`;
      },
      text(token) {
        return token.tokens ? this.parser.parseInline(token.tokens) : escaped(token.text.replaceAll(/([\p{L}\p{N}])'(?=\p{L})/gu, "$1’").replaceAll(/(\p{L})'(?=[\s,.])/gu, "$1’"));
      },
    },
  });
  return { html: marked.parse(markdown), headings };
}
