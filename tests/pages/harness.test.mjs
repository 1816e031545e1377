import assert from "node:assert/strict";
import test from "node:test";
import { serve } from "../../scripts/serve.mjs";
import { assertQuiet, axe, chromiumOnly, open, strictCsp } from "./browser.mjs";
import { settled } from "./parts.mjs";

const page = (body) => `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>${body}</main></html>`;

test("a page that does nothing wrong is quiet", async () => {
  const visit = await open("/quiet.html", { html: page("<p>Hello</p>") });
  assertQuiet(visit);
  assert.deepEqual(visit.requests, [`${visit.origin}/quiet.html`]);
  assert.deepEqual(await axe(visit.page), []);
  await visit.close();
});

test("an inline script and an inline style each break the default policy, and are named", async () => {
  const visit = await open("/inline.html", { html: page(`<p style="color:red">Hello</p><script>document.title = "run"</script>`) });
  assert.equal(await visit.page.title(), "A page");
  assert.deepEqual(visit.violations.map((text) => text.split(":")[0]).sort(), ["script-src-elem", "style-src-attr"]);
  assert.throws(() => assertQuiet(visit), /style-src-attr/);
  await visit.close();
});

test("a string that reaches an HTML sink breaks the default policy", async () => {
  const visit = await open("/sink.html", { html: page("") });
  const thrown = await visit.page.evaluate(() => {
    try {
      document.body.innerHTML = "<b>text</b>";
      return null;
    } catch (error) {
      return error.name;
    }
  });
  assert.equal(thrown, "TypeError");
  // Some browsers report it a moment later.
  for (const end = Date.now() + 5000; visit.violations.length === 0 && Date.now() < end; ) await settled(visit.page);
  assert.match(visit.violations.join(), /require-trusted-types-for/);
  await visit.close();
});

test("a violation is noticed on a page without scripting too", { skip: chromiumOnly("Firefox reports violations to scripts alone") }, async () => {
  const visit = await open("/still.html", { html: page(`<img src="/fixtures/no.png" alt="" style="width:1px">`), javaScriptEnabled: false });
  assert.match(visit.violations.join(), /style-src-attr/);
  await visit.close();
});

test("errors in the console and uncaught ones are written down", async () => {
  const visit = await open("/errors.html", { html: page("<script>console.error('one'); throw new Error('two')</script>"), csp: null });
  assert.deepEqual(visit.console, [{ type: "error", text: "one" }]);
  assert.match(visit.errors.join(), /two/);
  assert.throws(() => assertQuiet(visit), /one/);
  await visit.close();
});

test("a request to another origin is written down and never sent", async (t) => {
  let arrived = 0;
  const other = await serve({ port: 0, hooks: (_, res) => Boolean(res.end(String(++arrived))) });
  t.after(other.close);
  const address = `${other.url}/pixel.png`;
  const csp = strictCsp.replace("img-src 'self'", "img-src *");
  const visit = await open("/away.html", { html: page(`<img src="${address}" alt="">`), csp });
  assert.deepEqual(visit.offOrigin, [address]);
  assert.deepEqual(visit.violations, []);
  assert.equal(arrived, 0);
  assert.throws(() => assertQuiet(visit), /pixel\.png/);
  await visit.close();
});

test("a request that the policy stops leaves a violation", async () => {
  const visit = await open("/stopped.html", { html: page(`<img src="https://tracker.example/pixel.png" alt="">`) });
  assert.match(visit.violations.join(), /img-src: https:\/\/tracker\.example/);
  assert.deepEqual(visit.offOrigin, []);
  await visit.close();
});

test("each page has its own size, colour scheme and language", async () => {
  const visit = await open("/dark.html", { html: page(""), width: 360, colorScheme: "dark", locale: "it-IT" });
  const seen = await visit.page.evaluate(() => [innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, navigator.language]);
  assert.deepEqual(seen, [360, true, "it-IT"]);
  await visit.close();
});

test("a path that leads out of a served folder finds nothing", async () => {
  const visit = await open("/quiet.html", { html: page("") });
  for (const path of ["/node_modules/..%2fpackage.json", "/package.json", "/node_modules/%00", "/node_modules/%E0%A4%A"]) {
    const response = await fetch(visit.origin + path);
    assert.ok(response.status >= 400, `${path} answered ${response.status}`);
  }
  await visit.close();
});
