// The documentation's pages: docs/*.md, parts of README.md and the format's schema in, www/demo/docs out.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { Marked } from "marked";
import { escaped, modelOf, referenceOf, typesOf } from "./format-reference.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const out = "www/demo/docs";

/** All pages in the order in which they are read; `of` is a heading of README.md. */
const groups = [
  ["Start", [
    { name: "script-tag", title: "By script tag", about: "One file, nothing to install." },
    { name: "npm", title: "From npm, with a bundler", about: "Vite, webpack, Parcel, Rollup, esbuild; React, Vue and Svelte." },
    { name: "server-rendering", title: "Rendered on a server", about: "HTML before any script: Node.js, workers, Rust, the command line." },
  ]],
  ["Frameworks and platforms", [
    { name: "nextjs", title: "Next.js", about: "A client component, rendered on the server." },
    { name: "nuxt", title: "Nuxt", about: "A server route, and the element in a page." },
    { name: "sveltekit", title: "SvelteKit", about: "A load function, and the element in a page." },
    { name: "astro", title: "Astro", about: "Rendered at build time, hydrated in the browser." },
    { name: "php-python-ruby", title: "PHP, Django and Rails", about: "By the command line or a worker, and a plugin for WordPress." },
  ]],
  ["How-to guides", [
    { name: "import", title: "Articles from other formats", about: "HTML, text, Markdown, WordPress and news agencies’ XML." },
    { name: "move-an-archive", title: "Move an archive", about: "Ten thousand posts to JSON and to static pages." },
    { name: "import-text", title: "Import plain text", about: "What is guessed, and how." },
    { name: "import-html", title: "Import HTML", about: "Fragments, pages, embed codes, clipboards." },
    { name: "import-markdown", title: "Import Markdown", about: "CommonMark, GitHub’s extensions, front matter." },
    { name: "import-wordpress", title: "Import WordPress", about: "Blocks, classic content, exports, the REST API." },
    { name: "import-xml", title: "Import NITF and NewsML", about: "XML of news agencies." },
    { name: "import-formats", title: "Import formats that are JSON", about: "Which fields of editors, content management systems and newsrooms are imported." },
    { name: "theming", title: "Theming", about: "Colours, fonts and sizes by custom properties, from zero." },
    { name: "custom-blocks", title: "Custom blocks", about: "Render block types of your own with renderers." },
    { name: "embeds", title: "Embeds", about: "Videos, charts and posts of other sites, once the reader agrees." },
    { name: "privacy", title: "Privacy and consent", about: "Which requests leave the page, and when; consent banners and mirrors." },
    { name: "csp", title: "Content security policy", about: "A strict policy works; why each directive is needed." },
    { name: "live-updates", title: "Live updates", about: "Live articles: polling, push updates and the reader’s experience." },
    { name: "long-articles", title: "Long articles", about: "Rendering in slices, and lazy layout." },
    { name: "analytics", title: "Analytics", about: "Which event reports what." },
    { name: "testing", title: "Testing", about: "Jest, Vitest, Playwright and visual tests." },
  ]],
  ["Migration", [
    { name: "from-react-tweet", title: "From react-tweet", about: "How components, payloads and styles translate." },
    { name: "from-platform-script", title: "From the platform’s script", about: "Embed codes as blocks, and the original by a button." },
  ]],
  ["Reference", [
    { name: "format", title: "The format", about: "Every type and field of an article’s JSON." },
    { name: "element", title: "The element and its options", about: "Attributes, options, properties, methods and events.", of: "The element" },
    { name: "posts", title: "Posts", about: "All formats of posts, and the requests they cause." },
    { name: "languages", title: "Languages", about: "Interface texts, numbers, dates and labels." },
    { name: "limits", title: "Limits", about: "How much of an article is rendered, and what happens beyond." },
    { name: "trust", title: "Security and robustness", about: "Each guarantee with the tests that verify it." },
    { name: "diagnostics", title: "Diagnostics", about: "Every diagnostic and error, with an example before and after." },
  ]],
];
const pages = groups.flatMap(([group, pages]) => pages.map((page) => ({ ...page, group })));

const { repository } = JSON.parse(await readFile("www/package.json", "utf8"));
const source = repository.url.replace(/^git\+|\.git$/g, "");

/** What leads from a document in the repository, as it leads from a page of the site. */
function leading(href, from) {
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [, path, fragment = ""] = /^([^#]*)(#.*)?$/.exec(href);
  const file = new URL(path, `file:///${from}`).pathname.slice(1);
  const page = pages.find(({ name }) => file === `docs/${name}.md`);
  if (page) return `${page.name}.html${fragment}`;
  if (file === "www/article.schema.json") return "format.html";
  if (file.startsWith("www/demo/docs/")) return `${file.slice("www/demo/docs/".length)}${fragment}`;
  if (file.startsWith("www/demo/")) return `../${file.slice("www/demo/".length)}${fragment}`;
  return `${source}/blob/main/${file}${fragment}`;
}

const slug = (text) => text.toLowerCase().replaceAll(/<[^>]*>|&[^;]*;/g, "").replaceAll(/[^\p{L}\p{N}]+/gu, "-").replaceAll(/^-|-$/g, "");

/** Markdown as the site sets it, and the headings that it has. */
function set(markdown, from) {
  const headings = [];
  const taken = new Set();
  const labels = [];
  const marked = new Marked({
    renderer: {
      heading({ tokens, depth }) {
        const inner = this.parser.parseInline(tokens);
        let id = slug(inner);
        while (taken.has(id)) id += "-2";
        taken.add(id);
        if (depth === 2) headings.push({ id, title: inner });
        return `<h${depth} id="${id}">${inner}</h${depth}>\n`;
      },
      code({ text, lang }) {
        return `<pre tabindex="0"><code data-language="${escaped(lang?.split(" ")[0] ?? "")}">${escaped(text)}</code></pre>\n`;
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
        return `<a href="${escaped(leading(href, from))}">${this.parser.parseInline(tokens)}</a>`;
      },
      text(token) {
        return token.tokens ? this.parser.parseInline(token.tokens) : escaped(token.text.replaceAll(/([\p{L}\p{N}])'(?=\p{L})/gu, "$1’").replaceAll(/(\p{L})'(?=[\s,.])/gu, "$1’"));
      },
    },
  });
  return { html: marked.parse(markdown), headings };
}

const README = await readFile("README.md", "utf8");

/** A page's text and headings. */
async function contentOf(page, types) {
  if (page.name === "format") {
    const intro = "An article is one JSON object. Only `headline` is required, and unknown keys are ignored. Editors complete and check an article that says `\"$schema\": \"./node_modules/article-widget/dist/article.schema.json\"`; this page is made from that schema. To try something out, there is the [playground](../www/demo/playground.html).\n";
    const { html, headings } = referenceOf(types);
    return { ...page, html: set(intro, "docs/").html + html, headings };
  }
  let markdown = page.of ? README.split(new RegExp(`^## ${page.of}\n`, "m"))[1].split(/^## /m)[0] : await readFile(`docs/${page.name}.md`, "utf8");
  markdown = markdown.replace(/^# .*\n/, "").trim();
  return { ...page, ...set(markdown, page.of ? "" : "docs/") };
}

const policy =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** The bar and the foot of the pages that are written by hand, as they are from a folder below. */
async function frame(current) {
  const front = await readFile("www/demo/playground.html", "utf8");
  const part = (start, end) => front.slice(front.indexOf(start), front.indexOf(end) + end.length);
  const below = (html) =>
    html
      .replaceAll(/ aria-current="page"/g, "")
      .replaceAll(/href="(?!https?:)([^"]*)"/g, (_, href) => `href="${href.startsWith("docs/") ? href.slice(5) : `../${href}`}"`)
      .replace(`href="${current}.html"`, `href="${current}.html" aria-current="page"`);
  return { bar: below(part("<header>", "</header>")), foot: below(part('<footer class="imprint">', "</footer>")) };
}

function nav(current) {
  const item = ({ name, title }) => `<li><a href="${name}.html"${name === current ? ' aria-current="page"' : ""}>${title}</a></li>`;
  return groups.map(([group, pages]) => `<h3>${group}</h3>\n<ul>${pages.map(item).join("\n")}</ul>`).join("\n");
}

async function written({ name, title, about, group, html, headings }) {
  const { bar, foot } = await frame(name === "format" ? "format" : "index");
  const index = pages.findIndex((page) => page.name === name);
  const turn = [[pages[index - 1], "prev", "Previous"], [pages[index + 1], "next", "Next"]].filter(([page]) => index >= 0 && page);
  const contents = headings.length > 1 ? `<nav aria-labelledby="on-this-page"><h2 id="on-this-page">On this page</h2>\n<ul>${headings.map(({ id, title }) => `<li><a href="#${id}">${title}</a></li>`).join("\n")}</ul></nav>` : "";
  const text = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="color-scheme" content="light dark">
    <meta name="theme-color" content="#fbf9f4" media="(prefers-color-scheme: light)">
    <meta name="theme-color" content="#13151a" media="(prefers-color-scheme: dark)">
    <title>${title} · article-widget</title>
    <meta name="description" content="${escaped(about)}">
    <link rel="icon" href="../favicon.svg" type="image/svg+xml">
    <link rel="stylesheet" href="../demo.css">
  </head>
  <body class="paper">
    <a class="skip" href="#text">Skip to the text</a>
    ${bar}
    <div class="spread">
      <main id="text" class="text" tabindex="-1">
        ${group ? `<p class="crumb">${group}</p>` : ""}
        <h1>${title}</h1>
${html}
        ${turn.length > 0 ? `<nav class="turn" aria-label="Next pages">${turn.map(([page, rel, word]) => `<a rel="${rel}" href="${page.name}.html"><span>${word}</span> ${page.title}</a>`).join("\n")}</nav>` : ""}
      </main>
      ${name === "index" ? "" : `<div class="rail contents">
        <nav aria-labelledby="guides"><h2 id="guides"><a href="index.html">Guides</a></h2>
${nav(name)}</nav>
        ${contents}
      </div>`}
    </div>
    ${foot}
  </body>
</html>
`;
  await writeFile(`${out}/${name}.html`, text);
}

export async function site() {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const types = typesOf(JSON.parse(await readFile("www/article.schema.json", "utf8")));
  const contents = await Promise.all(pages.map((page) => contentOf(page, types)));
  for (const page of contents) await written(page);
  const entry = ({ name, title, about }) => `<dt><a href="${name}.html">${title}</a></dt><dd>${escaped(about)}</dd>`;
  const list = groups.map(([group]) => `<h2 id="${slug(group)}">${group}</h2>\n<dl class="guides">${contents.filter((page) => page.group === group).map(entry).join("\n")}</dl>`);
  await written({ name: "index", title: "Guides", about: "How to show articles on your pages.", html: list.join("\n"), headings: [] });
  await writeFile(`${out}/format.json`, JSON.stringify(modelOf(types)));
  const licence = (await readFile("node_modules/jsonc-parser/LICENSE.md", "utf8")).replaceAll("\r", "").trim();
  await esbuild.build({ banner: { js: `/* jsonc-parser:\n${licence}\n*/` }, entryPoints: ["jsonc-parser"], bundle: true, minify: true, format: "esm", mainFields: ["module", "main"], outfile: `${out}/jsonc-parser.js`, logLevel: "warning" });
  return `${contents.length + 1} pages`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await site());
