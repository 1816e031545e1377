// Links to a section of an article that is so long that sections outside the window have assumed heights.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { module, page, script, visit } from "./parts.mjs";

/** Sections of very different heights, none of them near what is assumed. */
const article = {
  lang: "en",
  headline: "Every lock on the canal",
  body: Array.from({ length: 14 }, (_, nth) => [
    { type: "heading", level: 2, text: `Lock ${nth}` },
    ...Array.from({ length: nth % 3 === 1 ? 3 : 22 }, (_, line) => ({ type: "paragraph", text: `Gate ${line} of lock ${nth} turns on oak posts. `.repeat(5) })),
    { type: "heading", level: 3, text: `Keeper ${nth}` },
    { type: "paragraph", text: `The house beside lock ${nth} is empty. `.repeat(9) },
  ]).flat(),
};

const html = (attributes, style = "") => page(`<p>Above.</p><article-widget ${attributes}>${script(article)}</article-widget>`, { head: `<style>${style}</style>${module}` });

/** Where an element's upper edge is, over that many frames, once nothing is waited for any more. */
const tops = (v, id, frames = 25) =>
  v.page.evaluate(
    async ([id, frames]) => {
      const host = document.querySelector("article-widget");
      await host.ready;
      const tops = [];
      const rest = async () => {
        await new Promise(requestAnimationFrame);
        const target = (host.shadowRoot ?? document).getElementById(id);
        return Math.round(target.getBoundingClientRect().top);
      };
      // A smooth scroll has to come to rest first.
      for (let last, calm = 0; calm < 15; calm = last === (last = await rest()) ? calm + 1 : 0);
      for (let frame = 0; frame < frames; frame++) tops.push(await rest());
      return [...new Set(tops)];
    },
    [id, frames],
  );

const csp = null;

for (const width of [390, 900, 1280]) {
  for (const attributes of ["", "sections=closed", "isolate", "isolate sections=closed"]) {
    test(`at ${width} px a page opened with a fragment shows its section at the top and stays there (${attributes || "open"})`, async (t) => {
      const v = await visit(t, "/deep.html#article-lock-9", { html: html(attributes), width, csp });
      assert.deepEqual(await tops(v, "article-lock-9"), [0]);
      assertQuiet(v);
    });
  }

  test(`at ${width} px a heading inside a section is found as exactly, also where the page scrolls smoothly`, async (t) => {
    const v = await visit(t, "/deep.html#article-keeper-8", { html: html("", "html { scroll-behavior: smooth }"), width, csp });
    assert.deepEqual(await tops(v, "article-keeper-8"), [0]);
  });

  for (const [attributes, style] of [["toc", ""], ["toc", "html { scroll-behavior: smooth }"], ["toc sections=closed isolate", ""]]) {
    test(`at ${width} px a link of the contents ends at its section (${attributes}${style && ", smooth"})`, async (t) => {
      const v = await visit(t, "/deep.html", { html: html(attributes, style), width, csp });
      await v.page.locator(".aw-toc-link", { hasText: "Lock 11" }).click();
      assert.deepEqual(await tops(v, "article-lock-11"), [0]);
      await v.page.evaluate(() => (location.hash = "#article-lock-3"));
      assert.deepEqual(await tops(v, "article-lock-3"), [0]);
    });
  }
}

test("a reader who scrolls away while the page comes to rest is not brought back", async (t) => {
  const v = await visit(t, "/deep.html", { html: html(""), csp });
  await v.page.evaluate(() => document.querySelector("article-widget").ready);
  const moved = await v.page.evaluate(async () => {
    const target = document.getElementById("article-lock-9");
    location.hash = "#article-lock-9";
    await new Promise(requestAnimationFrame);
    dispatchEvent(new WheelEvent("wheel"));
    scrollBy(0, -500);
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
    return target.getBoundingClientRect().top;
  });
  assert.ok(moved > 400, String(moved));
});

test("a page that shifts the target itself, as for a bar at its top, has the last word", async (t) => {
  const v = await visit(t, "/deep.html", { html: html(""), csp });
  await v.page.evaluate(() => document.querySelector("article-widget").ready);
  const top = await v.page.evaluate(async () => {
    location.hash = "#article-lock-9";
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    scrollBy(0, -80);
    for (let frame = 0; frame < 30; frame++) await new Promise(requestAnimationFrame);
    return Math.round(document.getElementById("article-lock-9").getBoundingClientRect().top);
  });
  assert.equal(top, 80);
});

test("nothing stays forced into the layout once the target is reached", async (t) => {
  const v = await visit(t, "/deep.html#article-lock-9", { html: html(""), csp });
  await tops(v, "article-lock-9");
  await v.page.waitForFunction(() => !document.querySelector("[data-near]"));
  const visibility = (nth) => v.page.evaluate((nth) => getComputedStyle(document.getElementById(`article-lock-${nth}`)).contentVisibility, nth);
  assert.deepEqual([await visibility(0), await visibility(13)], ["auto", "auto"]);
});
