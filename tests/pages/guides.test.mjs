// The guides' snippets as they stand. Behind a snippet's language it says how it is tried: in a page, in Node, in a worker;
// "part" stands for something that needs what isn't here, "source" for another format, which tests/import_json/documentation.rs imports.
// "before" and "after" are the examples of docs/diagnostics.md; tests/diagnostics.rs reads those in JSON.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { copyFile, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { promisify } from "node:util";
import * as esbuild from "esbuild";
import { strictCsp } from "./browser.mjs";
import { visit } from "./parts.mjs";

const repo = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (path) => readFileSync(repo(path), "utf8");
const article = text("tests/fixtures/italian.json");
const { headline } = JSON.parse(article);
const snippetsOf = (markdown) => [...markdown.matchAll(/^```(\w+) ?(\w*)\n([^]*?)^```$/gm)].map(([, language, way, text]) => ({ language, way, text }));
const guides = readdirSync(repo("docs")).filter((name) => name.endsWith(".md"));
const snippets = guides.flatMap((guide) => snippetsOf(text(`docs/${guide}`)).map((snippet) => ({ guide, ...snippet })));
const some = (language, way) => snippets.filter((snippet) => snippet.language === language && snippet.way === way);
const named = ({ guide, text }) => `${guide}: ${text.split("\n").find((line) => line.trim())}`;

test("every snippet says how it is tried", () => {
  const ways = { html: ["page", "part", "source"], js: ["page", "node", "worker", "part", "before", "after"], ts: ["part", ""], json: ["", "source", "before", "after"], http: [""], sh: ["", "part"], rust: [""] };
  for (const language of ["md", "text", "xml"]) ways[language] = ["source"];
  for (const language of ["astro", "css", "erb", "jsx", "php", "python", "ruby", "svelte", "tsx", "vue"]) ways[language] = ["part"];
  for (const { guide, language, way } of snippets) assert.ok(ways[language]?.includes(way), `${guide}: ${language} ${way}`);
});

const sent = (type, body) => (_, res) => res.writeHead(200, { "content-type": type }).end(body);
/** What the guides speak of as being on the server. */
const answers = {
  "/article.json": sent("application/json", article),
  "/live": sent("text/event-stream", `data: ${JSON.stringify(JSON.parse(article))}\n\n`),
};
for (const name of readdirSync(repo("www/dist"))) {
  const type = { js: "text/javascript", wasm: "application/wasm" }[name.split(".").at(-1)];
  if (type) answers[`/${name}`] = sent(type, readFileSync(repo(`www/dist/${name}`)));
}

/** Opens a page of which nothing may go wrong. */
async function shown(t, name, body, head = "", more = {}) {
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`;
  const v = await visit(t, `/${name}.html`, { html, csp: null, answers: { ...answers, ...more } });
  await v.page.locator(".aw-headline").first().waitFor();
  await v.page.evaluate(() => document.querySelector("article-widget")?.ready);
  return v;
}

for (const [index, snippet] of some("html", "page").entries()) {
  test(`in a page, ${named(snippet)}`, async (t) => {
    const v = await shown(t, `guide-html-${index}`, snippet.text);
    assert.deepEqual(v.errors, []);
    assert.deepEqual(v.offOrigin, []);
  });
}

const embed = '<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Away!</p>&mdash; Island Ferry (@island_ferry) <a href="https://x.com/island_ferry/status/1908256870000000000">April 4, 2025</a></blockquote>';

for (const [index, snippet] of some("js", "page").entries()) {
  test(`as a module, ${named(snippet)}`, async (t) => {
    const imports = { "article-widget": "/index.js", "article-widget/define": "/define.js", "article-widget/inline": "/inline.js", "article-widget/resume": "/resume.js" };
    const own = /createElement\("article-widget"\)|mount\(/.test(snippet.text);
    const element = own ? "" : '<article-widget src="article.json"></article-widget><script type="module" src="/define.js"></script>';
    const body = `<main></main>${element}${embed}<script type="module" src="/guide-${index}.mjs"></script>`;
    const head = `<script type="importmap">${JSON.stringify({ imports })}</script>`;
    const script = sent("text/javascript", `${snippet.text}\nglobalThis.through = true;\n`);
    const v = await shown(t, `guide-js-${index}`, body, head, { [`/guide-${index}.mjs`]: script });
    await v.page.waitForFunction(() => globalThis.through);
    assert.deepEqual(v.errors, []);
    assert.deepEqual(v.offOrigin, []);
  });
}

const reference = text("docs/diagnostics.md").split("\n### `").slice(1).map((entry) => entry.split("`\n", 1).concat(entry));

for (const [code, entry] of reference) {
  const examples = snippetsOf(entry).filter(({ language }) => language === "js");
  if (examples.length === 0) continue;
  test(`the example of ${code} has its problem before, and none after`, async (t) => {
    assert.deepEqual(examples.map(({ way }) => way), ["before", "after"]);
    for (const [index, { way, text }] of examples.entries()) {
      const name = `reference-${code}-${index}`;
      const article = /^const article\b/m.test(text) ? "" : 'const article = { headline: "The night boat" };';
      const module = `import { load, mount as mountIn } from "/index.js";
const found = [];
const mount = (...args) => found.push(...mountIn(...args).diagnostics.map(({ code }) => code));
const main = document.querySelector("main");
${article}
try {
  ${code === "not-loaded" ? "" : "await load();"}
  ${text}
} catch (error) {
  found.push(error.code);
}
globalThis.found = found;
`;
      const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title></head><body><main></main><script type="module" src="/${name}.mjs"></script></body></html>`;
      const v = await visit(t, `/${name}.html`, { html, csp: null, answers: { ...answers, [`/${name}.mjs`]: sent("text/javascript", module) } });
      const found = await v.page.waitForFunction(() => globalThis.found);
      assert.deepEqual(await found.jsonValue(), way === "before" ? [code] : [], text);
    }
  });
}

test("custom properties in the guides exist", () => {
  const known = text("www/article-widget.css");
  for (const { guide, text } of some("css", "part")) {
    for (const [name] of text.matchAll(/--aw-[\w-]+(?=:)/g)) assert.match(known, new RegExp(`\\(${name}[,)]`), `${guide}: ${name}`);
  }
});

/** A folder in which the package is installed. */
async function project(t) {
  const folder = await mkdtemp(join(tmpdir(), "guides-"));
  t.after(() => rm(folder, { recursive: true }));
  await mkdir(join(folder, "node_modules"));
  await symlink(repo("www"), join(folder, "node_modules/article-widget"));
  await writeFile(join(folder, "package.json"), '{ "type": "module" }');
  await writeFile(join(folder, "article.json"), article);
  await copyFile(repo("tests/fixtures/payloads/syndication-2026.json"), join(folder, "tweet.json"));
  return folder;
}

for (const snippet of some("js", "node")) {
  test(`in Node, ${named(snippet)}`, async (t) => {
    const folder = await project(t);
    await writeFile(join(folder, "main.js"), snippet.text);
    const { stderr } = await promisify(execFile)(process.execPath, ["main.js"], { cwd: folder });
    assert.equal(stderr, "");
    if (snippet.text.includes('writeFile("article.html"')) {
      const page = await readFile(join(folder, "article.html"), "utf8");
      assert.ok(page.startsWith("<!doctype html>") && page.includes(headline) && page.includes("<title>"));
    } else {
      const { renderToString } = await import("../../www/dist/server.js");
      const { html, diagnostics } = renderToString(await readFile(join(folder, "article.json")));
      assert.deepEqual(diagnostics, []);
      assert.match(html, /aw-tweet-text/);
    }
  });
}

test("the worker answers with the page", async (t) => {
  const [snippet, ...others] = some("js", "worker");
  assert.deepEqual(others, []);
  const folder = await project(t);
  await writeFile(join(folder, "worker.js"), snippet.text);
  const { default: worker } = await import(pathToFileURL(join(folder, "worker.js")));
  const original = globalThis.fetch;
  t.after(() => (globalThis.fetch = original));
  globalThis.fetch = async () => new Response(article);
  const answer = await worker.fetch(new Request("https://news.example/ferry"));
  assert.ok((await answer.text()).includes(headline));
  globalThis.fetch = async () => new Response("", { status: 404 });
  assert.equal((await worker.fetch(new Request("https://news.example/ferry"))).status, 404);
});

test("parts in JavaScript and TypeScript name what there is", async (t) => {
  const folder = await project(t);
  for (const [index, { language, text }] of [...some("js", "part"), ...some("jsx", "part"), ...some("ts", "part")].entries()) {
    const file = join(folder, `${index}.${language}`);
    await writeFile(file, text);
    // Imports of other packages and of the reader's own files stay outside.
    const outside = {
      name: "outside",
      setup: ({ onResolve }) =>
        onResolve({ filter: /./ }, ({ importer, path }) => (importer === file && !/^article-widget|^\.\/article\.json$/.test(path) ? { path, external: true } : undefined)),
    };
    const bundle = { entryPoints: [file], bundle: true, write: false, plugins: [outside], external: ["react", "react/jsx-runtime", "react-dom"], jsx: "automatic" };
    await esbuild.build({ ...bundle, logLevel: "silent", format: "esm", platform: "node", absWorkingDir: folder, preserveSymlinks: true });
  }
});

test("articles in the guides are drawn with nothing to remark", async () => {
  const { renderToString } = await import("../../www/dist/server.js");
  assert.ok(some("json", "").length >= 2);
  for (const { guide, text } of some("json", "")) assert.deepEqual(renderToString(text).diagnostics, [], guide);
});

test("what the README has, too, is the same there, where it is tried", async () => {
  const known = snippetsOf(text("README.md")).map(({ text }) => text);
  for (const snippet of [...some("rust", ""), ...some("sh", "")]) assert.ok(known.includes(snippet.text), named(snippet));
});

test("the strictest policy of the guide is the one that pages are tested under", async () => {
  assert.ok(some("http", "").some(({ text }) => text.trim() === strictCsp));
});

test("the checker of prose finds long sentences and the words to avoid, outside of code and tables", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "prose-"));
  t.after(() => rm(folder, { recursive: true }));
  const file = join(folder, "guide.md");
  const long = `One sentence ${"goes on and ".repeat(10)}ends.`;
  await writeFile(file, `# A guide\n\nThis is fine. \`whatever\` is code.\n\n\`\`\`js\nwhatever();\n\`\`\`\n\n| whatever | somebody |\n| --- | --- |\n\nFine, too.\nIt asks nobody. Then\nit ends.\n\n- ${long}\n`);
  const { code, stdout } = await promisify(execFile)(process.execPath, [repo("scripts/prose.mjs"), file]).catch((error) => error);
  assert.equal(code, 1);
  const found = stdout.trim().split("\n").map((line) => line.slice(file.length + 1).split(": ")[0]);
  assert.deepEqual([...new Set(found)], ["13", "16"]);
  assert.match(stdout, /33 words, at most 30: One sentence/);
});
