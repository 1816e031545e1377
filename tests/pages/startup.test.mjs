// What is fetched when, before an article is there.
import assert from "node:assert/strict";
import test from "node:test";
import { chromiumOnly } from "./browser.mjs";
import { answer, module, page, saying, small, visit, heard } from "./parts.mjs";

const json = (name) => answer(small(name));
const asked = (v) => v.requests.map((url) => new URL(url).pathname).filter((path) => /\.(wasm|json)$/.test(path)).sort();

test("with loading=lazy nothing is fetched before the reader comes near, and then all of it once", async (t) => {
  const v = await visit(t, "/lazy.html", {
    html: page('<h1>x</h1><p id="far"></p><article-widget loading="lazy" src="/a.json"></article-widget>', {
      head: `${heard}${module}<link rel="stylesheet" href="/pages/far.css">`,
    }),
    answers: { "/a.json": json("A") },
  });
  await v.page.waitForFunction(() => customElements.get("article-widget"));
  await new Promise((done) => setTimeout(done, 400));
  assert.deepEqual(asked(v), []);
  await v.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await saying(v.page, "article-ready");
  assert.deepEqual(asked(v), ["/a.json", "/dist/article-widget.wasm"]);
  assert.equal(await v.page.locator("article-widget .aw-headline").innerText(), "A");
});

test("a lazy article in sight comes at once, and so does one that is lazy no longer", async (t) => {
  const v = await visit(t, "/lazy.html", {
    html: page('<h1>x</h1><article-widget id="near" loading="lazy" src="/a.json"></article-widget><p id="far"></p><article-widget id="b" loading="lazy" src="/b.json"></article-widget>', {
      head: `${heard}${module}<link rel="stylesheet" href="/pages/far.css">`,
    }),
    answers: { "/a.json": json("A"), "/b.json": json("B") },
  });
  await saying(v.page, "article-ready", 1);
  assert.deepEqual(asked(v), ["/a.json", "/dist/article-widget.wasm"]);
  await v.page.evaluate(() => document.getElementById("b").removeAttribute("loading"));
  await saying(v.page, "article-ready", 2);
});

test("a page loads four scripts before its article, none of them after the others", async (t) => {
  const v = await visit(t, "/scripts.html", {
    html: page('<h1>x</h1><article-widget src="/a.json"></article-widget>', { head: heard + module }),
    answers: { "/a.json": json("A") },
  });
  await saying(v.page, "article-ready");
  const scripts = v.requests.filter((url) => /\/dist\/.*\.js$/.test(url));
  assert.equal(scripts.length, 4, scripts.join());
  const [first] = scripts;
  const text = await v.page.evaluate((url) => fetch(url).then((answer) => answer.text()), first);
  for (const url of scripts.slice(1)) assert.ok(text.includes(url.split("/").pop()), `${first} names ${url}`);
});

test("what the page has preloaded is not fetched again, and all articles share one instance", async (t) => {
  const v = await visit(t, "/preload.html", {
    html: page('<h1>x</h1><article-widget src="/a.json"></article-widget><article-widget src="/b.json"></article-widget>', {
      head: `<link rel="preload" href="/dist/article-widget.wasm" as="fetch" type="application/wasm" crossorigin>
<link rel="preload" href="/a.json" as="fetch" crossorigin>${heard}${module}`,
    }),
    answers: { "/a.json": json("A"), "/b.json": json("B") },
  });
  await saying(v.page, "article-ready", 2);
  // Routes of a test switch the cache off, too, which would answer there.
  const again = chromiumOnly("Firefox uses no preload for a request with Subresource Integrity") ? ["/dist/article-widget.wasm"] : [];
  assert.deepEqual(asked(v), ["/a.json", "/b.json", "/dist/article-widget.wasm", ...again]);
  await new Promise((done) => setTimeout(done, 500));
  assert.deepEqual(v.console, []);
});
