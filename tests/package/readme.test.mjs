// The README's snippets for pages, Node and the shell, as they stand.
import assert from "node:assert/strict";
import { copyFile, cp, mkdir, readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { assertQuiet } from "../pages/browser.mjs";
import { packed, program, project, repo, run, shows } from "./consumer.mjs";

const readme = await readFile(repo("README.md"), "utf8");
const snippets = [...readme.matchAll(/^```(\w+)\n([^]*?)^```$/gm)].map(([, language, text]) => ({ language, text }));
const article = await readFile(repo("tests/fixtures/italian.json"), "utf8");
const { headline } = JSON.parse(article);

const only = (language, part) => {
  const found = snippets.filter((snippet) => snippet.language === language && snippet.text.includes(part));
  assert.equal(found.length, 1, `${language} with ${part}`);
  return found[0].text;
};

test("no snippet is left untried", () => {
  const tried = ["json", "html", "js", "jsx", "js", "rust", "rust", "sh", "html"];
  assert.deepEqual(snippets.map(({ language }) => language), tried);
});

test("the article that the quick start shows is read without a problem", async () => {
  const { renderToString } = await import("../../www/dist/server.js");
  assert.deepEqual(renderToString(only("json", "headline")).diagnostics, []);
});

test("the script tag shows the article", async (t) => {
  const folder = await project("page", { "article.json": article, "index.html": `<!doctype html><title>Page</title><body>${only("html", "<script")}</body>` });
  await copyFile(join((await packed()).folder, "dist/article-widget.classic.js"), join(folder, "article-widget.classic.js"));
  const visit = await shows(t, folder, headline);
  await visit.page.evaluate(() => document.querySelector("article-widget").ready);
  assert.deepEqual(visit.errors, []);
});

test("what is preloaded is fetched once", async (t) => {
  const html = `<!doctype html><title>Page</title>${only("html", "preload")}<body><article-widget src="/articles/1.json"></article-widget>
<script type="module" src="/dist/define.js"></script></body>`;
  const folder = await project("preload", { "index.html": html, "articles/1.json": article });
  await cp(join((await packed()).folder, "dist"), join(folder, "dist"), { recursive: true });
  const visit = await shows(t, folder, headline);
  const asked = visit.requests.map((url) => new URL(url).pathname).filter((path) => /define|wasm|json/.test(path));
  assert.deepEqual(asked.sort(), ["/articles/1.json", "/dist/article-widget.wasm", "/dist/define.js"]);
});

test("mounting shows the article", async (t) => {
  const html = '<!doctype html><title>Page</title><main></main><script type="module" src="/main.js"></script>';
  const folder = await project("mount", { "article.json": article, "index.html": html, "main.js": only("js", "mount(") });
  await run(program("vite"), ["build", "--logLevel", "error"], { cwd: folder });
  const visit = await shows(t, join(folder, "dist"), headline);
  assert.deepEqual(visit.errors, []);
});

test("the component shows the article", async (t) => {
  const main = `import { createElement } from "react";\nimport { createRoot } from "react-dom/client";\nimport Story from "./Story.jsx";\ncreateRoot(document.querySelector("main")).render(createElement(Story));\n`;
  const html = '<!doctype html><title>Page</title><main></main><script type="module" src="/main.js"></script>';
  const config = 'import react from "@vitejs/plugin-react";\nexport default { plugins: [react()] };\n';
  const folder = await project("react", { "article.json": article, "index.html": html, "main.js": main, "Story.jsx": only("jsx", "ArticleWidget"), "vite.config.js": config });
  await run(program("vite"), ["build", "--logLevel", "error"], { cwd: folder });
  assertQuiet(await shows(t, join(folder, "dist"), headline));
});

test("a server renders the article, its head and its page", async () => {
  const code = `${only("js", "renderToString(article)")}console.log(JSON.stringify({ html, diagnostics, outline, words, minutes, head, page }));\n`;
  const folder = await project("server", { "article.json": article, "server.js": code });
  const { stdout } = await run(process.execPath, ["--no-warnings", join(folder, "server.js")]);
  const { html, diagnostics, outline, words, minutes, head, page } = JSON.parse(stdout);
  assert.ok(html.includes(headline) && head.startsWith("<title>") && page.startsWith("<!doctype html>"));
  assert.deepEqual([diagnostics, Array.isArray(outline), words > 0, minutes], [[], true, true, 1]);
});

test("npx checks and renders, with the package installed by npm", async () => {
  const { archive, folder: unpacked } = await packed();
  const folder = join(unpacked, "../shell");
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), "{}");
  await writeFile(join(folder, "article.json"), article);
  await run("npm", ["install", archive, "--offline", "--no-audit", "--no-fund"], { cwd: folder });
  const { stdout } = await run("sh", ["-euc", only("sh", "npx")], { cwd: folder });
  assert.equal(stdout, "");
  assert.deepEqual(await readdir(join(folder, "public")), ["article.html"]);
});
