// What all pages of the site have around their text: head, bar, navigation and foot.
import { escaped } from "../format-reference.mjs";
import { groups, pages } from "./contents.mjs";

const POLICY = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
];
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types 'none'"];

const BAR = [
  ["demo/index.html", "Demo"],
  ["demo/posts.html", "Posts"],
  ["demo/themes.html", "Themes"],
  ["demo/playground.html", "Playground"],
  ["demo/docs/format.html", "Format"],
  ["demo/docs/index.html", "Guides"],
];

/** In an open menu; outside of one it isn't shown. */
const closing = (id) => `<button type="button" class="close-nav" popovertarget="${id}" popovertargetaction="hide">Close</button>`;

/** Everything in `path` is from the site's root, as are all links of the frame. */
const rootOf = (path) => "../".repeat(path.split("/").length - 1);

function bar(path, root) {
  const folder = path.startsWith("demo/docs/") && path !== "demo/docs/format.html" ? "demo/docs/index.html" : path;
  const link = (to, text) => `<a href="${root}${to}"${to === folder ? ' aria-current="page"' : ""}>${text}</a>`;
  return `<div class="bar">
        <p class="product">${link("index.html", "article-widget")}</p>
        <nav id="site" aria-label="article-widget" popover>
          ${closing("site")}
          <ul>
            ${BAR.map(([to, text]) => `<li>${link(to, text)}</li>`).join("\n            ")}
          </ul>
        </nav>
        <div class="bar-tools">
          <button type="button" class="find" aria-keyshortcuts="/" hidden>Search <kbd>/</kbd></button>
          <button type="button" class="open-nav" popovertarget="site">Menu</button>
        </div>
      </div>`;
}

const foot = (root, source) => `<p>All papers, people and posts on these pages are invented. These pages make no third-party requests.</p>
      <p><a href="${root}demo/docs/index.html">Guides</a> · <a href="${root}demo/docs/format.html">Format</a> · <a href="${root}demo/docs/api.html">API</a> · <a href="${source}">Source</a></p>`;

/**
 * A whole page. `policy`, `style` and `script` add to those of every page; `masthead` and `below` are shown below the bar.
 */
export function pageOf({ path, title, about, lang = "en", class: kind = "paper", skip = "#text Skip to the text", policy, style, script, masthead, below = "", body, source }) {
  const root = rootOf(path);
  const english = lang === "en" ? "" : ' lang="en"';
  const [target, ...words] = skip.split(" ");
  const directives = [...POLICY, ...(policy ? [policy] : []), ...TRUSTED_TYPES];
  const styles = ["demo/demo.css", ...(style ? [style] : [])];
  const scripts = ["demo/site.js", ...(script ? [script] : [])];
  return `<!doctype html>
<html lang="${lang}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${directives.join("; ")}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#13151a" media="(prefers-color-scheme: dark)">
    <title>${title}</title>
    <meta name="description" content="${escaped(about)}">
    <link rel="icon" href="${root}demo/favicon.svg" type="image/svg+xml">
    ${styles.map((file) => `<link rel="stylesheet" href="${root}${file}">`).join("\n    ")}
    ${scripts.map((file) => `<script type="module" src="${root}${file}"></script>`).join("\n    ")}
  </head>
  <body class="${kind}">
    <a class="skip" href="${target}">${words.join(" ")}</a>
    <header${masthead ? "" : english}>
      ${masthead ? `<div${english}>${bar(path, root)}</div>\n${masthead}` : bar(path, root)}
      ${below}
    </header>
${body}
    <footer class="imprint"${english}>
      ${foot(root, source)}
    </footer>
  </body>
</html>
`;
}

/** The guides' own navigation. On a phone it is a menu, which the browser itself opens. */
export function guidesNav(current) {
  const item = ({ name, title }) => `<li><a href="${name}.html"${name === current ? ' aria-current="page"' : ""}>${title}</a></li>`;
  const list = groups.map(([group, pages]) => `<h3>${group}</h3>\n<ul>${pages.map(item).join("\n")}</ul>`).join("\n");
  return `<nav id="guides" class="side" aria-labelledby="guides-title" popover>${closing("guides")}<h2 id="guides-title"><a href="index.html">Guides</a></h2>
${list}</nav>`;
}

export const pageNav = (headings) =>
  `<nav id="here" class="side" aria-labelledby="on-this-page" popover>${closing("here")}<h2 id="on-this-page">On this page</h2>
<ul>${headings.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("\n")}</ul></nav>`;

/** Buttons for both, where there is no room for them beside the text. */
export const localBar = (headings) =>
  `<div class="local"><button type="button" popovertarget="guides">Guides</button>${headings.length > 1 ? '<button type="button" popovertarget="here">On this page</button>' : ""}</div>`;

export function turn(name) {
  const index = pages.findIndex((page) => page.name === name);
  if (index < 0) return "";
  const near = [[pages[index - 1], "prev", "Previous"], [pages[index + 1], "next", "Next"]].filter(([page]) => page);
  return `<nav class="turn" aria-label="Next pages">${near.map(([page, rel, word]) => `<a rel="${rel}" href="${page.name}.html"><span>${word}</span> ${page.title}</a>`).join("\n")}</nav>`;
}
