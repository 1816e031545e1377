// What a page loads is what was built together.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { allowed } from "../../scripts/supply.mjs";
import { heard, module, page, saying, script, small, visit } from "./parts.mjs";

const dist = new URL("../../www/dist/", import.meta.url);
const bytes = await readFile(new URL("article-widget.wasm", dist));

test("a page takes no WebAssembly but the one that was built with its script", async (t) => {
  // A section that means nothing: sound WebAssembly, with the same exports, and another file.
  const other = Buffer.concat([bytes, Buffer.from([0, 2, 1, 120])]);
  assert.ok(WebAssembly.validate(other));
  let sent = other;
  const v = await visit(t, "/other.html", {
    html: page(`<article-widget id="w"><p>Instead</p>${script(small("One"))}</article-widget>`, { head: heard + module }),
    answers: { "/dist/article-widget.wasm": (_, res) => res.writeHead(200, { "content-type": "application/wasm" }).end(sent) },
  });
  const [said] = await saying(v.page, "article-error");
  assert.equal(said.detail.error.code, "wasm-broken");
  assert.equal(await v.page.locator("#w > p").textContent(), "Instead");
  sent = bytes;
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), small("Two"));
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator("#w .aw-headline").textContent(), "Two");
});

test("the hashes that the build wrote are those of the files", async () => {
  const integrity = JSON.parse(await readFile(new URL("integrity.json", dist), "utf8"));
  assert.ok(Object.keys(integrity).length > 5);
  for (const [name, hash] of Object.entries(integrity)) {
    const digest = createHash("sha384").update(await readFile(new URL(name, dist)));
    assert.equal(hash, `sha384-${digest.digest("base64")}`, name);
  }
});

test("a licence is allowed if one of its alternatives, and all that it joins, is", () => {
  const verdicts = {
    MIT: true,
    "GPL-3.0-only": false,
    "MIT OR GPL-3.0-only": true,
    "MIT AND GPL-3.0-only": false,
    "(MIT OR GPL-3.0-only) AND Zlib": true,
    "MIT GPL-3.0": false,
    "SEE LICENSE IN x": false,
    "": false,
  };
  for (const [expression, verdict] of Object.entries(verdicts)) assert.equal(allowed(expression), verdict, expression);
  assert.equal(allowed(undefined), false);
});
