// The site: docs/pages/*.html, docs/*.md, parts of README.md and the format's schema in; www/index.html, www/demo/*.html and www/demo/docs out.
//   node scripts/site.mjs   (npm packages are enough; the pages load www/dist, which scripts/build.mjs writes)
import { existsSync } from "node:fs";
import { cp, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import * as esbuild from "esbuild";
import { escaped, modelOf, referenceOf, typesOf } from "./format-reference.mjs";
import { groups, pages } from "./site/contents.mjs";
import { example, highlighted, set, slug, snippet, withAnchors, withLevels } from "./site/markdown.mjs";
import { searchIndex } from "./site/search.mjs";
import { guidesNav, localBar, pageNav, pageOf, turn } from "./site/template.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const out = "www/demo/docs";

const { repository } = JSON.parse(await readFile("www/package.json", "utf8"));
const source = repository.url.replace(/^git\+|\.git$/g, "");

/** What leads from a document in the repository, as it leads from a page of the site. */
function leading(href, from) {
  if (href.startsWith("#to:")) return href.slice(4);
  if (/^(https?:|mailto:|#)/.test(href)) return href;
  const [, path, fragment = ""] = /^([^#]*)(#.*)?$/.exec(href);
  const file = new URL(path, `file:///${from}`).pathname.slice(1);
  const page = pages.find(({ name }) => file === `docs/${name}.md`);
  if (page) return `${page.name}.html${fragment}`;
  if (file === "www/article.schema.json") return "format.html";
  if (file.startsWith("docs/pages/")) return `../${file.slice("docs/pages/".length)}${fragment}`;
  if (file.startsWith("www/demo/")) return `../${file.slice("www/demo/".length)}${fragment}`;
  return `${source}/blob/main/${file}${fragment}`;
}

const README = await readFile("README.md", "utf8");

/** What cargo wrote of the crate, by the folder of the site that it is copied to. */
const RUSTDOC = [
  { folder: "rust", from: "target/doc", about: "the crate on servers, in programs and importers" },
  { folder: "rust-browser", from: "target/wasm32-unknown-unknown/doc", about: "the crate in a browser, with `page`" },
].filter(({ from }) => existsSync(`${from}/article_widget/index.html`));

/** Links to the references that were built; otherwise the command that builds them. */
function references() {
  const modules = pages.filter(({ module }) => module).map(({ name, title }) => `- [\`${title}\`](#to:${name}.html)`);
  const crate = RUSTDOC.map(({ folder, about }) => `- [\`article_widget\`](#to:${folder}/article_widget/index.html): ${about}`);
  const missing = "Not built yet: run `make docs` in the repository, and reload this page.";
  return `\n\n## JavaScript and TypeScript\n\n${modules.join("\n") || missing}\n\n## Rust\n\n${crate.join("\n") || missing}\n`;
}

/** A page's text and headings. */
async function contentOf(page, types) {
  if (page.name === "format") {
    const intro = "An article is one JSON object. Only `headline` is required, and unknown keys are ignored. Editors complete and check an article that says `\"$schema\": \"./node_modules/article-widget/dist/article.schema.json\"`; this page is made from that schema. To try something out, there is the [playground](pages/playground.html).\n";
    const { html, headings } = referenceOf(types, { snippet, example });
    return { ...page, html: set(intro, (href) => leading(href, "docs/")).html + html, headings };
  }
  if (page.module) {
    const within = (href) => href.replace(/^(\w+)\.md/, "api-$1.html");
    return { ...page, ...set(await readFile(`target/reference/${page.module}.md`, "utf8"), within, 3) };
  }
  let markdown = page.of ? README.split(new RegExp(`^## ${page.of}\n`, "m"))[1].split(/^## /m)[0] : await readFile(`docs/${page.name}.md`, "utf8");
  markdown = markdown.replace(/^# .*\n/, "").trim();
  const from = page.of ? "" : "docs/";
  if (page.name === "api") markdown += references();
  return { ...page, ...set(markdown, (href) => leading(href, from)) };
}

async function written({ name, title, about, group, html, headings }) {
  const guide = name !== "index";
  const body = `    <div class="spread ${guide ? "guide" : "whole"}">
      ${guide ? guidesNav(name) : ""}
      <main id="text" class="text" tabindex="-1">
        ${group ? `<p class="crumb">${group}</p>` : ""}
        <h1>${title}</h1>
${withAnchors(withLevels(html))}
        ${turn(name)}
      </main>
      ${headings.length > 1 ? pageNav(headings) : ""}
    </div>`;
  const script = html.includes("<article-widget") ? "dist/define.js" : undefined;
  await writeFile(`${out}/${name}.html`, pageOf({ path: `demo/docs/${name}.html`, title: `${title} · article-widget`, about, script, below: guide ? localBar(headings) : "", body, source }));
}

/** A page written by hand: lines `name: value`, then its content; the demo has a newspaper's masthead before it. */
async function framed(file) {
  const [, head, content] = /^([^]*?)\n\n([^]*)$/.exec(await readFile(`docs/pages/${file}`, "utf8"));
  const values = Object.fromEntries(head.split("\n").map((line) => /^(\w+): (.*)$/.exec(line).slice(1)));
  const coloured = content.replaceAll(/(<code data-language="(\w+)">)([^]*?)(?=<\/code>)/g, (_, start, language, text) => start + highlighted(text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&"), language));
  const styles = values.style && (await readFile(`www/${values.style}`, "utf8"));
  const shown = coloured.replaceAll(/<!-- look: (\w+) -->/g, (_, name) => snippet(new RegExp(`^\\.${name} \\{[^}]*\\}`, "m").exec(styles)[0], "css"));
  const [body, masthead] = shown.split("<!-- main -->\n").reverse();
  await writeFile(`www/${values.path}`, pageOf({ ...values, masthead, body, source }));
}

/** A library for the site's scripts, with its licence. */
async function bundled(name, licenceFile) {
  const licence = (await readFile(`node_modules/${name}/${licenceFile}`, "utf8")).replaceAll("\r", "").trim();
  await esbuild.build({ banner: { js: `/* ${name}:\n${licence}\n*/` }, entryPoints: [name], bundle: true, minify: true, format: "esm", mainFields: ["module", "main"], outfile: `${out}/${name}.js`, logLevel: "warning" });
}

export async function site() {
  await rm(out, { recursive: true, force: true });
  await mkdir(out, { recursive: true });
  const byHand = await readdir("docs/pages");
  for (const file of byHand) await framed(file);
  const types = typesOf(JSON.parse(await readFile("www/article.schema.json", "utf8")));
  const contents = [];
  // One after the other, so that results are numbered the same in every build.
  for (const page of pages) contents.push(await contentOf(page, types));
  for (const page of contents) await written(page);
  const entry = ({ name, title, about }) => `<div><dt><a href="${name}.html">${title}</a></dt><dd>${escaped(about)}</dd></div>`;
  const list = groups.map(([group]) => `<h2 id="${slug(group)}">${group}</h2>\n<dl class="guides">${contents.filter((page) => page.group === group).map(entry).join("\n")}</dl>`);
  await written({ name: "index", title: "Guides", about: "How to show articles on your pages.", html: list.join("\n"), headings: [] });
  await writeFile(`${out}/format.json`, JSON.stringify(modelOf(types)));
  await writeFile(`${out}/search.json`, searchIndex(contents));
  await bundled("jsonc-parser", "LICENSE.md");
  await bundled("minisearch", "LICENSE.txt");
  for (const { folder, from } of RUSTDOC) await cp(from, `${out}/${folder}`, { recursive: true });
  return `${contents.length + 1 + byHand.length} pages`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) console.log(await site());
