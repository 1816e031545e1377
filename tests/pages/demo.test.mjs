// The pages that a visitor sees first.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { overflow, page, pdfPages, pdfText, script, setSections, visit } from "./parts.mjs";

const fixture = (name) => readFile(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8");
const pages = ["/index.html", "/demo/", "/demo/playground.html"];
const drawn = async (t, path, options) => {
  const v = await visit(t, path, options);
  await v.page.locator(".aw-headline").waitFor();
  return v;
};
const buttons = (v) => v.page.locator(".aw-section > :first-child > button");

for (const path of pages) {
  test(`${path} says nothing to the console and asks nobody else for anything`, async (t) => {
    const v = await drawn(t, path);
    await v.page.waitForLoadState("networkidle");
    await v.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await v.page.waitForLoadState("networkidle");
    await setSections(v, false);
    await setSections(v, true);
    assert.deepEqual(v.console, []);
    assertQuiet(v);
    const broken = await v.page
      .locator("img")
      .evaluateAll((images) => images.filter(({ complete, naturalWidth }) => complete && !naturalWidth).map(({ src }) => src));
    assert.deepEqual(broken, []);
  });

  test(`${path} doesn't scroll sideways at 320 px`, async (t) => {
    const v = await drawn(t, path, { width: 320 });
    assert.deepEqual(await overflow(v), []);
    await setSections(v, false);
    assert.deepEqual(await overflow(v), []);
  });
}

test("no article makes a page of 320 px scroll sideways", async (t) => {
  for (const name of ["everything", "posts", "rtl", "typography", "broken"]) {
    const v = await drawn(t, `/narrow-${name}.html`, {
      width: 320,
      html: page(`<article-widget id="w">${script(JSON.parse(await fixture(name)))}</article-widget>`),
      csp: null,
    });
    assert.deepEqual(await overflow(v), [], name);
  }
});

test("the demo is an article as a news site could have it", async (t) => {
  const v = await drawn(t, "/demo/");
  assert.ok((await buttons(v).count()) >= 4);
  assert.ok((await v.page.locator(".aw-tweet").count()) >= 2);
  for (const selector of [".aw figure img", ".aw table", ".aw blockquote", ".aw :is(ul, ol)", ".aw time", ".aw h1.aw-headline"]) {
    assert.ok((await v.page.locator(selector).count()) >= 1, selector);
  }
  assert.equal(await v.page.locator(".fallback").count(), 0);
  const first = buttons(v).first();
  const open = await first.getAttribute("aria-expanded");
  await first.click();
  assert.notEqual(await first.getAttribute("aria-expanded"), open);
  await v.page.keyboard.press("Enter");
  assert.equal(await first.getAttribute("aria-expanded"), open);
  assert.equal(await v.page.locator("h1").count(), 1);
});

test("a link in the demo's text leads to the section that it speaks of", async (t) => {
  const v = await drawn(t, "/demo/");
  await setSections(v, false);
  const links = await v.page
    .locator('.aw a[href^="#"]')
    .evaluateAll((links) => links.map((link) => [link.hash, Boolean(document.getElementById(decodeURIComponent(link.hash.slice(1))))]));
  assert.ok(links.length > 0);
  assert.deepEqual(
    links.filter(([, found]) => !found),
    [],
  );
  const link = v.page.locator('.aw > p a[href^="#"]').first();
  const id = decodeURIComponent((await link.getAttribute("href")).slice(1));
  await link.click();
  await v.page.locator(`[id="${id}"] > :first-child > button[aria-expanded="true"]`).waitFor();
});

const letters = (text) => text.normalize("NFKC").replaceAll(/[^\p{L}\p{N}]/gu, "");

test("on paper, closed sections are open", async (t) => {
  const v = await drawn(t, "/demo/");
  await v.page.waitForLoadState("networkidle");
  await setSections(v, true);
  const open = await v.page.pdf({ format: "A4" });
  await setSections(v, false);
  const closed = await v.page.pdf({ format: "A4" });
  // Closed on the screen before and after.
  assert.equal(await v.page.locator('.aw [aria-expanded="true"]').count(), 0);
  assert.equal(await v.page.locator(".aw-panel:not([hidden])").count(), 0);
  const pages = await pdfPages(open);
  assert.ok(pages > 1);
  assert.equal(await pdfPages(closed), pages);

  const paragraphs = await v.page.locator(".aw-panel p.aw-paragraph").evaluateAll((all) => all.map(({ textContent }) => textContent));
  assert.ok(paragraphs.length > 5);
  const printed = letters(await pdfText(closed));
  assert.deepEqual(
    paragraphs.filter((text) => !printed.includes(letters(text))),
    [],
  );
});

test("the playground shows what is wrong while one types, and keeps the last good result", async (t) => {
  const v = await drawn(t, "/demo/playground.html");
  const source = v.page.locator("#source");
  const state = v.page.locator("#state");
  const headline = v.page.locator("#result .aw-headline");
  const example = JSON.parse(await source.inputValue());
  assert.equal(await headline.innerText(), example.headline);
  // The example has one mistake in it, on purpose.
  const items = v.page.locator("#diagnostics li");
  assert.equal(await items.count(), 1);
  assert.match(await items.first().innerText(), /warning[^]*\$\.body\[\d+\]/);

  await source.fill(JSON.stringify({ ...example, headline: "Typed", body: [null, { type: "hologram", text: "Kept" }] }));
  await v.page.locator("#result .aw-headline", { hasText: "Typed" }).waitFor();
  assert.deepEqual(await v.page.locator("#diagnostics .path").allInnerTexts(), ["$.body[0]", "$.body[1]"]);
  assert.match(await state.innerText(), /2/);

  const wrong = { "not-json": '{"headline":', "not-object": "[]", "no-headline": "{}" };
  for (const [code, text] of Object.entries(wrong)) {
    await source.fill(text);
    await state.locator("code", { hasText: code }).waitFor();
    assert.equal(await state.getAttribute("data-kind"), "error");
    assert.equal(await headline.innerText(), "Typed", "the last good result stays");
  }

  await source.fill(JSON.stringify({ ...example, body: example.body.slice(1) }));
  await v.page.locator('#state[data-kind="good"]').waitFor();
  assert.equal(await items.count(), 0);
  assert.ok(await v.page.locator("#no-diagnostics").isVisible());
  const links = await v.page.locator("#outline a").evaluateAll((links) => links.map(({ hash }) => hash));
  assert.deepEqual(
    links.filter((hash) => !/^#article-[a-z-]*[a-z]$/.test(hash)),
    [],
    "no id was taken by a result that has gone",
  );
  await setSections(v, false);
  await v.page.locator("#outline a").first().click();
  await v.page.locator('#result [aria-expanded="true"]').first().waitFor();
  assert.deepEqual(v.console, []);
  assertQuiet(v);
});

test("the playground takes a file and puts JSON in order", async (t) => {
  const v = await drawn(t, "/demo/playground.html");
  await v.page
    .locator("#file")
    .setInputFiles({ name: "a.json", mimeType: "application/json", buffer: Buffer.from('\ufeff{"headline":"From a file"}') });
  await v.page.locator("#result .aw-headline", { hasText: "From a file" }).waitFor();
  await v.page.getByRole("button", { name: "Format" }).click();
  assert.equal(await v.page.locator("#source").inputValue(), '{\n  "headline": "From a file"\n}');
  assert.deepEqual(v.console, []);
});
