// What comes while the reader is there: marked, told, and found again.
import assert from "node:assert/strict";
import test from "node:test";
import { page, visit } from "./parts.mjs";

const text = (id, words = `Words of ${id}.`) => ({ type: "paragraph", id, text: words });
const tall = (id) => text(id, Array(30).fill("A line of it.").join("\n"));
const dated = (id, hour) => ({ ...tall(id), published: `2026-03-01T${hour}:00:00Z` });
const article = (...body) => ({ lang: "en", headline: "Live", body });

async function shown(t, start, options = {}) {
  const v = await visit(t, "/news.html", {
    html: page('<main><h1>x</h1><div id="a"></div></main>', { head: '<script type="module" src="/pages/update.js"></script>' }),
  });
  await v.page.waitForFunction(() => globalThis.begin);
  await v.page.evaluate(([start, options]) => begin(start, options), [start, options]);
  return v;
}
const update = (v, next) => v.page.evaluate((next) => widget.update(next), next);
const marked = (v) => v.page.evaluate(() => [...host.querySelectorAll("[data-new]")].map((block) => block.dataset.key));
const said = (v, words) => v.page.waitForFunction((words) => host.querySelector(".aw-news [role=status]")?.textContent === words, words);

test("new blocks are marked until they were in sight for a moment, and told politely", async (t) => {
  const v = await shown(t, article(text("a"), text("b")));
  assert.deepEqual(await marked(v), []);
  assert.equal(await v.page.locator(".aw-news").count(), 0);
  await update(v, article(text("n"), text("a"), text("b"), text("m")));
  assert.deepEqual(await marked(v), ["n", "m"]);
  await said(v, "2 new updates");
  assert.ok(await v.page.locator(".aw-news-button").isHidden());
  await v.page.waitForFunction(() => !host.querySelector("[data-new]"));
});

test("what was rewritten in its place is no news", async (t) => {
  const words = (text) => ({ type: "paragraph", text });
  const v = await shown(t, article(words("One."), words("Two, mispelt."), words("Three.")));
  await update(v, article(words("One."), words("Two, mended."), words("Three.")));
  assert.deepEqual(await marked(v), []);
  assert.equal(await v.page.locator(".aw-news").count(), 0);
  await update(v, article(words("Zero."), words("One, more."), words("Two, mended."), words("Three.")));
  await said(v, "1 new update");
});

test("a button leads up to what came above the reader, and goes when it was seen", async (t) => {
  const v = await shown(t, { ...article(dated("a", "10"), dated("b", "09"), tall("c")), live: true });
  await v.page.locator('[data-key="c"]').evaluate((block) => block.scrollIntoView());
  const top = await v.page.locator('[data-key="c"]').evaluate((block) => block.getBoundingClientRect().top);
  await update(v, { ...article(dated("a", "10"), dated("b", "09"), tall("c"), dated("x", "11"), dated("y", "12")), live: true });
  assert.ok(Math.abs(top - (await v.page.locator('[data-key="c"]').evaluate((block) => block.getBoundingClientRect().top))) < 2);
  const button = v.page.getByRole("button", { name: "2 new updates" });
  await button.waitFor();
  const place = await button.boundingBox();
  assert.ok(place.y >= 0 && place.y < 40 && place.height >= 44, JSON.stringify(place));
  await button.press("Enter");
  await v.page.waitForFunction(() => Math.abs(host.querySelector('[data-key="y"]').getBoundingClientRect().top) < 3);
  assert.equal(await v.page.evaluate(() => document.activeElement.dataset.key), "y");
  await v.page.waitForFunction(() => !host.querySelector('[data-key="y"][data-new]'));
  await button.waitFor({ state: "hidden" });
});

test("where updates have times, what else came is not counted; each language has its own plural", async (t) => {
  const v = await shown(t, { ...article(dated("a", "10")), lang: "pl" });
  await v.page.evaluate(() => widget.ready);
  const many = [11, 12, 13, 14, 15].map((hour) => dated(`p${hour}`, hour));
  await update(v, { ...article(dated("a", "10"), text("plain"), ...many), lang: "pl" });
  await said(v, "5 nowych aktualizacji");
  assert.equal((await marked(v)).includes("plain"), false);
  await v.page.evaluate(() => widget.destroy());
  assert.deepEqual(v.problems?.() ?? [], []);
});
