// The examples, built with the packed package and opened.
import assert from "node:assert/strict";
import { join } from "node:path";
import test from "node:test";
import { assertQuiet, strictCsp } from "../pages/browser.mjs";
import { filesIn, program, project, repo, run, shows } from "./consumer.mjs";

/** Vue and Svelte parse their templates by policies of their own. */
const csp = strictCsp.replace("trusted-types 'none'", "trusted-types vue svelte-trusted-html");
const headline = "The harbour opens again";

for (const name of ["react", "vue", "svelte"]) {
  test(`${name}: built by Vite it shows the article, hears its events and updates it`, async (t) => {
    const folder = await project(name, {}, repo(`examples/${name}`));
    await run(program("vite"), ["build", "--logLevel", "error"], { cwd: folder });
    const files = await filesIn(join(folder, "dist"));
    assert.equal(files.filter((path) => path.endsWith(".wasm")).length, 2);
    const visit = await shows(t, join(folder, "dist"), headline, name === "react" ? {} : { csp });
    const { page } = visit;
    await page.evaluate(() => document.querySelector("article-widget").ready);
    await page.locator("h1.aw-headline").waitFor();
    assert.equal(await page.locator('.aw-section-button[aria-expanded="true"]').count(), 0);
    await page.locator(".aw-section-button").first().click();
    await page.locator("output", { hasText: "1" }).waitFor();
    await page.getByText("Correct it").click();
    await page.locator(".aw-correction", { hasText: "at six" }).waitFor();
    assert.equal(await page.locator('.aw-section-button[aria-expanded="true"]').count(), 1);
    await page.getByText("Open all").click();
    await page.locator("output", { hasText: "2" }).waitFor();
    assertQuiet(visit);
  });
}

test("eleventy: the page is there without a script, and is adopted with one", async (t) => {
  const folder = await project("eleventy", {}, repo("examples/eleventy"));
  await run(program("eleventy"), ["--quiet"], { cwd: folder });
  const still = await shows(t, join(folder, "_site"), headline, { javaScriptEnabled: false });
  assert.equal(await still.page.title(), headline);
  assert.match(await still.page.locator('script[type="application/ld+json"]').textContent(), /"NewsArticle"/);
  const visit = await shows(t, join(folder, "_site"), headline);
  await visit.page.evaluate(() => document.querySelector("article-widget").ready);
  assert.equal(await visit.page.locator("article-widget > .aw").count(), 1);
  assertQuiet(visit);
});

test("html: two script tags' worth of page show two articles", async (t) => {
  const folder = await project("html", {}, repo("examples/html"));
  const visit = await shows(t, folder, headline);
  await visit.page.locator(".aw-headline", { hasText: "The lamp is lit" }).waitFor();
  assert.equal(await visit.page.locator(".aw").count(), 2);
  assertQuiet(visit);
});
