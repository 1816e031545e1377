import assert from "node:assert/strict";
import { test } from "node:test";
import { open } from "./browser.mjs";

const article = { headline: "H", body: [{ type: "paragraph", text: [{ text: "on", href: "2.html" }] }] };
const page = (base) => `<!doctype html><html lang="en"><title>Base</title><main><article-widget ${base}>
<script type="application/json">${JSON.stringify(article)}</script></article-widget></main>
<script type="module" src="/dist/define.js"></script></html>`;

for (const [base, address] of [
  ['base-url="https://a.example/news/1.html"', "https://a.example/news/2.html"],
  ['base-url="/news/"', "{origin}/news/2.html"],
  ['base-url="mailto:x"', "{origin}/2.html"],
  ["", "{origin}/2.html"],
]) {
  test(`relative addresses start from ${base || "the page"}`, async () => {
    const visit = await open("/base", { html: page(base) });
    const href = await visit.page.locator(".aw-paragraph a").evaluate((link) => link.href);
    assert.equal(href, address.replace("{origin}", visit.origin));
    await visit.close();
  });
}
