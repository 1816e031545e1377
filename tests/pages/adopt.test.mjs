import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { assertQuiet, open } from "./browser.mjs";
import { renderToString } from "../../www/dist/server.js";

const json = await readFile(new URL("../fixtures/everything.json", import.meta.url), "utf8");
const { html } = renderToString(json);

const page = (inside) => `<!doctype html><html lang="en"><title>Adopted</title><main><article-widget src="/fixtures/everything.json">${inside}</article-widget></main>
<script src="/pages/adopt.js"></script><script type="module" src="/dist/define.js"></script></html>`;

test("the markup that a server printed of the same article is adopted, and no node is replaced", async () => {
  const visit = await open("/adopted", { html: page(html) });
  const kept = await visit.page.evaluate(async () => {
    const host = document.querySelector("article-widget");
    await host.ready;
    const nodes = [...host.querySelectorAll("*")];
    host.querySelector(".aw-section-button").click();
    return {
      same: nodes.length === window.printed.length && nodes.every((node, index) => node === window.printed[index]),
      articles: host.querySelectorAll(":scope > .aw").length,
      closed: host.outline[0].open === false,
    };
  });
  assert.deepEqual(kept, { same: true, articles: 1, closed: true });
  const offSite = visit.violations.filter((violation) => !/img-src|media-src/.test(violation));
  assert.deepEqual(offSite, []);
  await visit.close();
});

test("the markup of another article is replaced", async () => {
  const visit = await open("/replaced", { html: page(renderToString({ headline: "Older", body: [] }).html) });
  const seen = await visit.page.evaluate(async () => {
    const host = document.querySelector("article-widget");
    await host.ready;
    return [host.querySelectorAll(":scope > .aw").length, host.textContent.includes("Older")];
  });
  assert.deepEqual(seen, [1, false]);
  await visit.close();
});
