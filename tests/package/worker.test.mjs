// The server's part in runtimes that are not Node.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import test from "node:test";
import { build } from "esbuild";
import { Miniflare, Response } from "miniflare";
import { assertQuiet, open } from "../pages/browser.mjs";
import { renderToString } from "../../www/dist/server.js";
import { packed, project, repo } from "./consumer.mjs";

const types = { ".js": "text/javascript", ".css": "text/css", ".wasm": "application/wasm" };

/** What a tool for workers does: one script, and WebAssembly as modules. */
async function worker(folder) {
  const { outputFiles } = await build({
    entryPoints: [join(folder, "worker.js")],
    bundle: true,
    format: "esm",
    write: false,
    conditions: ["workerd", "worker"],
    external: ["*.wasm"],
    logLevel: "error",
  });
  return outputFiles[0].text;
}

test("the example runs in the workers' runtime, and its page comes to life", async (t) => {
  const folder = await project("example", {}, repo("examples/worker"));
  const dist = join((await packed()).folder, "dist");
  const script = await worker(folder);
  assert.ok(script.length < 300_000, "no WebAssembly as text");
  const asked = [];
  const miniflare = new Miniflare({
    modules: [
      { type: "ESModule", path: "worker.js", contents: script },
      ...(await Promise.all(
        ["article-widget.wasm", "article-widget-posts.wasm"].map(async (path) => ({ type: "CompiledWasm", path, contents: await readFile(join(dist, path)) })),
      )),
    ],
    compatibilityDate: "2026-04-01",
    serviceBindings: {
      async ASSETS(request) {
        const { pathname } = new URL(request.url);
        const body = await readFile(join(dist, pathname)).catch(() => null);
        return new Response(body, { status: body ? 200 : 404, headers: { "content-type": types[extname(pathname)] ?? "text/plain" } });
      },
    },
    async outboundService(request) {
      asked.push(request.url);
      const name = new URL(request.url).pathname.split("/").pop();
      const body = await readFile(repo(`tests/fixtures/${name}`)).catch(() => null);
      return new Response(body, { status: body ? 200 : 404 });
    },
  });
  t.after(() => miniflare.dispose());
  const address = await miniflare.ready;

  const answer = await fetch(new URL("/news/italian", address));
  assert.equal(answer.status, 200);
  const html = await answer.text();
  assert.deepEqual(asked, ["https://newsroom.example/articles/italian.json"]);
  const article = await readFile(repo("tests/fixtures/italian.json"), "utf8");
  // The words of the language are there, too.
  assert.ok(html.includes(renderToString(article, { headingLevel: 1 }).html));
  assert.equal((await fetch(new URL("/news/nothing", address))).status, 404);

  const visit = await open("/blank.html", { html: "<!doctype html><title>Blank</title>", csp: null });
  t.after(visit.close);
  visit.origin = address.origin;
  await visit.page.goto(new URL("/news/italian", address).href);
  await visit.page.evaluate(() => document.querySelector("article-widget").ready);
  assert.equal(await visit.page.locator("h1.aw-headline").count(), 1);
  assertQuiet({ ...visit, console: visit.console.filter(({ text }) => !/favicon|404/.test(text)) });
});

test("the server's part needs nothing of Node's", async () => {
  const { folder } = await packed();
  const { metafile, outputFiles } = await build({ entryPoints: [join(folder, "dist/server.js")], bundle: true, format: "esm", write: false, metafile: true, platform: "neutral", logLevel: "error" });
  assert.deepEqual(Object.values(metafile.outputs)[0].imports, []);
  assert.doesNotMatch(outputFiles[0].text, /\b(process|Buffer|__dirname|require)\b\s*[.(]/);
});
