// The packed package in every bundler: built, opened, and with exactly one file of WebAssembly.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import test from "node:test";
import { assertQuiet, open, strictCsp } from "../pages/browser.mjs";
import { filesIn, program, project, run, shows } from "./consumer.mjs";

const require = createRequire(import.meta.url);

const headline = "Bundled";
const article = JSON.stringify({ lang: "it", headline, body: [{ type: "heading", text: "Uno" }, { type: "paragraph", text: "x" }] });
const mounting = `await load();\nmount(document.querySelector("#here"), ${article}).ready.then(() => (document.title = "ready"));\n`;
const script = `import { load, mount } from "article-widget";\n${mounting}`;
const inline = script.replace('"article-widget"', '"article-widget/inline"');
const element = `import "article-widget/define";\ndocument.querySelector("#here").innerHTML = "";\n`;
const html = (src, head = "") =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Built</title>${head}<script type="module" src="${src}"></script></head><body><main id="here"></main></body></html>`;
const page = html("./bundle.js");

/** The article is there, in its own words, and nothing was fetched but what was built. */
async function built(t, folder, { wasm = 2, ...options } = {}) {
  const files = await filesIn(folder);
  assert.equal(files.filter((name) => name.endsWith(".wasm")).length, wasm, files.join());
  const visit = await shows(t, folder, headline, options);
  await visit.page.waitForFunction(() => document.title === "ready");
  // Words of languages are chunks of their own.
  assert.equal(await visit.page.locator(".aw-copy").first().getAttribute("aria-label"), "Copia il link: Uno");
  assertQuiet(visit);
}

/** webpack loads chunks by script elements, for which Trusted Types want a policy of its own. */
const untrusted = { csp: strictCsp.replace(/; require-trusted-types-for.*/, "") };

test("Vite builds it", async (t) => {
  const folder = await project("vite", { "index.html": html("/main.js"), "main.js": script });
  const { build } = await import("vite");
  await build({ root: folder, logLevel: "error" });
  await built(t, join(folder, "dist"));
});

test("Vite serves it in development", async (t) => {
  const folder = await project("vite-dev", { "index.html": html("/main.js"), "main.js": script });
  const { createServer } = await import("vite");
  const server = await createServer({ root: folder, logLevel: "error", server: { port: 0, host: "127.0.0.1", watch: null } });
  t.after(() => server.close());
  await server.listen();
  const visit = await open("/blank.html", { html: "<!doctype html><title>Blank</title>", csp: null });
  t.after(visit.close);
  visit.origin = server.resolvedUrls.local[0].replace(/\/$/, "");
  await visit.page.goto(`${visit.origin}/`);
  await visit.page.locator(".aw-headline", { hasText: headline }).waitFor({ timeout: 20_000 });
  const fetched = visit.requests.filter((url) => url.endsWith(".wasm"));
  assert.equal(fetched.length, 1);
  assert.deepEqual(visit.errors, []);
});

test("webpack builds it", async (t) => {
  const folder = await project("webpack", { "main.js": script, "dist/index.html": html("main.js") });
  const webpack = require("webpack");
  const stats = await new Promise((done, fail) =>
    webpack({ context: folder, mode: "production", entry: "./main.js", output: { path: join(folder, "dist") } }, (error, stats) => (error ? fail(error) : done(stats))),
  );
  assert.equal(stats.hasErrors() || stats.hasWarnings(), false, stats.toString());
  await built(t, join(folder, "dist"), untrusted);
  // Where the words can't come, the article does.
  const strict = await shows(t, join(folder, "dist"), headline);
  await strict.page.waitForFunction(() => document.title === "ready");
  assert.deepEqual(strict.errors, []);
});

test("Rollup builds it, with its plugin for addresses of files", async (t) => {
  const folder = await project("rollup", { "main.js": script, "dist/index.html": html("main.js") });
  const { rollup } = await import("rollup");
  const { nodeResolve } = await import("@rollup/plugin-node-resolve");
  const { importMetaAssets } = await import("@web/rollup-plugin-import-meta-assets");
  const bundle = await rollup({ input: join(folder, "main.js"), plugins: [nodeResolve(), importMetaAssets()] });
  await bundle.write({ dir: join(folder, "dist"), format: "es" });
  await bundle.close();
  await built(t, join(folder, "dist"));
});

test("Rollup and esbuild build it with the WebAssembly inside, without a plugin", async (t) => {
  const folder = await project("inline", { "main.js": inline, "rollup/index.html": html("main.js"), "esbuild/index.html": html("main.js") });
  const { rollup } = await import("rollup");
  const { nodeResolve } = await import("@rollup/plugin-node-resolve");
  const bundle = await rollup({ input: join(folder, "main.js"), plugins: [nodeResolve()] });
  await bundle.write({ dir: join(folder, "rollup"), format: "es" });
  await bundle.close();
  await built(t, join(folder, "rollup"), { wasm: 0 });
  const esbuild = await import("esbuild");
  await esbuild.build({ entryPoints: [join(folder, "main.js")], bundle: true, splitting: true, format: "esm", outdir: join(folder, "esbuild"), logLevel: "error" });
  await built(t, join(folder, "esbuild"), { wasm: 0 });
});

test("esbuild builds it with the file named", async (t) => {
  const named = `import wasm from "article-widget/article-widget.wasm";
import posts from "article-widget/article-widget-posts.wasm";
import { loadPosts } from "article-widget";
${script.replace("load()", "Promise.all([load(new URL(wasm, import.meta.url)), loadPosts(new URL(posts, import.meta.url))])")}`;
  const folder = await project("esbuild", { "main.js": named, "dist/index.html": html("main.js") });
  const esbuild = await import("esbuild");
  await esbuild.build({ entryPoints: [join(folder, "main.js")], bundle: true, splitting: true, format: "esm", outdir: join(folder, "dist"), loader: { ".wasm": "file" }, logLevel: "error" });
  await built(t, join(folder, "dist"));
});

test("Parcel builds it, and with package exports switched on every way in", async (t) => {
  // It looks for its settings where the lock file is.
  for (const [name, main] of Object.entries({ parcel: script, "parcel-exports": inline })) {
    const exports = name === "parcel" ? {} : { "@parcel/resolver-default": { packageExports: true } };
    const manifest = JSON.stringify({ private: true, type: "module", ...exports });
    const folder = await project(name, { "package.json": manifest, "package-lock.json": "{}", "index.html": html("./main.js"), "main.js": main });
    const options = ["build", "index.html", "--no-cache", "--no-source-maps", "--log-level", "error"];
    await run(program("parcel"), options, { cwd: folder });
    // Parcel writes an import map into the page.
    await built(t, join(folder, "dist"), { wasm: name === "parcel" ? 2 : 0, csp: strictCsp.replace("script-src", "script-src 'unsafe-inline'") });
  }
});

test("the element is defined in a build, though nothing of it is used", async (t) => {
  const main = 'import "article-widget/define";\n';
  const body = `<article-widget><script type="application/json">${article}</script></article-widget>`;
  const folder = await project("defined", { "index.html": html("/main.js").replace('<main id="here"></main>', body), "main.js": main, "webpack/index.html": html("main.js").replace('<main id="here"></main>', body) });
  const { build } = await import("vite");
  await build({ root: folder, logLevel: "error" });
  await shows(t, join(folder, "dist"), headline);
  const webpack = require("webpack");
  await new Promise((done, fail) =>
    webpack({ context: folder, mode: "production", entry: "./main.js", output: { path: join(folder, "webpack") } }, (error) => (error ? fail(error) : done())),
  );
  await shows(t, join(folder, "webpack"), headline, untrusted);
});

test("Node takes every way in, by import and by require", async () => {
  const folder = await project("node", {
    "server.js": `
      import { readFileSync } from "node:fs";
      import { fileURLToPath } from "node:url";
      import { loadSync, renderToString } from "article-widget";
      import "article-widget/define";
      import { renderToString as onServer } from "article-widget/server";
      import { load, renderToString as inside } from "article-widget/inline";
      import schema from "article-widget/article.schema.json" with { type: "json" };
      import elements from "article-widget/custom-elements.json" with { type: "json" };
      loadSync(readFileSync(fileURLToPath(import.meta.resolve("article-widget/article-widget.wasm"))));
      await load();
      const all = [renderToString, onServer, inside].map((render) => render(${article}).html);
      console.log(JSON.stringify([new Set(all).size, all[0].includes("${headline}"), schema.type, elements.schemaVersion]));`,
  });
  const { stdout, stderr } = await run(process.execPath, ["--disable-warning=ExperimentalWarning", join(folder, "server.js")]);
  assert.equal(stderr, "");
  assert.deepEqual(JSON.parse(stdout).slice(1), [true, "object", "2.1.0"]);
});
