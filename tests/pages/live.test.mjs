// Live articles: times that count on, the reader's order, key events alone, pages.
import assert from "node:assert/strict";
import test from "node:test";
import { renderToString } from "../../www/dist/server.js";
import { gate, page, pdfText, visit } from "./parts.mjs";

const NOON = "2026-03-01T12:00:00Z";
const minutes = (count) => new Date(Date.parse(NOON) - count * 60_000).toISOString().replace(".000Z", "Z");
const update = (id, age, more = {}) => ({ type: "paragraph", id, published: minutes(age), text: `Words of ${id}.`, ...more });
const tall = (id, age, more = {}) => update(id, age, { text: Array(12).fill(`Words of ${id}.`).join("\n"), ...more });
const intro = { type: "paragraph", id: "intro", text: "What is known so far." };
const live = (...body) => ({ id: "storm", lang: "en", headline: "Storm", live: true, published: minutes(3000), body: [intro, ...body] });
/** Updates u1, the newest, to uN; every tenth is a key event. */
const many = (count, make = update) => live(...Array.from({ length: count }, (_, index) => make(`u${index + 1}`, index + 1, { keyEvent: (index + 1) % 10 === 0 })));

/** A page at noon, whose clock stands still. */
async function shown(t, article, { hash = "", hold, ...options } = {}) {
  const v = await visit(t, `/live.html${hash}`, {
    html: page(`<main><h1>x</h1><div id="a"></div></main>`, { head: '<script type="module" src="/pages/update.js"></script>' }),
    colorScheme: "light",
    ...options,
  });
  await v.page.waitForFunction(() => globalThis.begin);
  // It goes on until it is paused.
  await v.page.clock.install({ time: Date.parse(NOON) - 60_000 });
  await v.page.clock.pauseAt(NOON);
  if (hold) await v.page.route("**/dist/*.js", async (route) => (await hold, route.continue()));
  await v.page.evaluate((article) => begin(article), article);
  return v;
}
const controls = (v) => v.page.locator(".aw-live-tools:not([hidden])").waitFor();
const press = (v, name) => v.page.getByRole("button", { name, exact: true }).click();
const renew = (v, article) => v.page.evaluate((article) => widget.update(article), article);
/** The updates that are shown, in their order. */
const order = (v) => v.page.evaluate(() => [...host.querySelectorAll(".aw-update:not([hidden])")].map((update) => update.dataset.key).join(" "));
const names = (from, to) => Array.from({ length: Math.abs(to - from) + 1 }, (_, index) => `u${from + Math.sign(to - from) * index}`).join(" ");
const topOf = (v, key) => v.page.locator(`[data-key="${key}"]`).evaluate((block) => block.getBoundingClientRect().top);
const inSight = async (v, key) => {
  const [top, height] = [await topOf(v, key), await v.page.evaluate(() => innerHeight)];
  return top >= 0 && top < height;
};

test("a time counts on, has the full time with it, and is the full time after a day", async (t) => {
  const v = await shown(t, live(update("now", 0), update("twelve", 12), update("long", 180), update("old", 1439), { ...update("plain", 0), published: "2026-03-01" }));
  await controls(v);
  const time = (key) => v.page.locator(`[data-key="${key}"] > .aw-update-time`);
  const words = (key) => time(key).evaluate((time) => time.firstChild.data);
  assert.deepEqual([await words("now"), await words("twelve"), await words("long"), await words("old")], ["now", "12 min. ago", "3 hr. ago", "23 hr. ago"]);
  assert.match(await time("twelve").getAttribute("title"), /^March 1, 2026 at 11:48\sAM/);
  assert.match(await time("twelve").evaluate((time) => time.textContent), /^12 min\. ago \(March 1, 2026 at 11:48/);
  assert.equal(await words("plain"), "March 1, 2026");
  await v.page.clock.fastForward(120_000);
  assert.deepEqual([await words("now"), await words("twelve"), await words("old")], ["2 min. ago", "14 min. ago", await time("old").evaluate((time) => time.textContent)]);
  assert.match(await words("old"), /^February 28, 2026/);
  assert.equal(await time("old").getAttribute("title"), null);
  // As when it was rendered anew.
  await renew(v, live(update("now", 0, { text: "Others." }), update("twelve", 12)));
  assert.deepEqual([await words("now"), await words("twelve")], ["2 min. ago", "14 min. ago"]);
});

test("times are in the article's language", async (t) => {
  const v = await shown(t, { ...live(update("a", 5), update("b", 6)), lang: "it" });
  await controls(v);
  assert.match(await v.page.locator('[data-key="a"] > .aw-update-time').textContent(), /^5 min fa/);
});

test("markup of a server is adopted, and each time in it", async (t) => {
  const article = live(update("a", 5), update("b", 6));
  const v = await visit(t, "/printed.html", {
    html: page(`<main><div id="a">${renderToString(article).html}</div></main>`, { head: '<script type="module" src="/pages/update.js"></script>' }),
    colorScheme: "light",
  });
  await v.page.clock.install({ time: NOON });
  await v.page.waitForFunction(() => globalThis.begin);
  const same = await v.page.evaluate(async (article) => {
    const nodes = [...document.querySelectorAll("#a *")];
    begin(article);
    await widget.ready;
    return nodes.every((node, index) => node === document.querySelectorAll("#a *")[index]);
  }, article);
  assert.ok(same);
  await controls(v);
  assert.match(await v.page.locator('[data-key="a"] > .aw-update-time').textContent(), /^5 min/);
});

test("an article that isn't live loads nothing for it", async (t) => {
  const v = await shown(t, { ...live(update("a", 5), update("b", 6)), live: false });
  await v.page.evaluate(() => widget.ready);
  const before = v.requests.length;
  await renew(v, { ...live(update("a", 5), update("b", 6), update("c", 7)), live: false });
  assert.equal(v.requests.length, before);
  assert.equal(await v.page.locator('[data-key="a"] > .aw-update-time').getAttribute("title"), null);
});

test("the reader's order survives an update, with the node of each update, focus and place", async (t) => {
  const article = live(tall("a", 1), tall("b", 2), tall("c", 3, { text: { text: "A link", href: "https://example.org/" } }), tall("d", 4));
  const v = await shown(t, article);
  await controls(v);
  assert.equal(await order(v), "a b c d");
  await press(v, "Oldest first");
  assert.equal(await order(v), "d c b a");
  assert.equal(await v.page.getByRole("button", { name: "Oldest first" }).getAttribute("aria-pressed"), "true");
  assert.equal(await v.page.getByRole("button", { name: "Newest first" }).getAttribute("aria-pressed"), "false");
  await v.page.locator('[data-key="c"] a').focus();
  await v.page.locator('[data-key="b"]').evaluate((block) => block.scrollIntoView());
  const [top, same] = [await topOf(v, "b"), await v.page.evaluateHandle(() => host.querySelector('[data-key="b"]'))];
  const changes = await renew(v, { ...article, body: [tall("z", 0), ...article.body, tall("e", 5)] });
  assert.deepEqual(changes, { added: ["z", "e"], changed: [], removed: [] });
  assert.equal(await order(v), "e d c b a z");
  assert.ok(Math.abs((await topOf(v, "b")) - top) < 2);
  assert.ok(await same.evaluate((block) => block === host.querySelector('[data-key="b"]')));
  assert.equal(await v.page.evaluate(() => document.activeElement.textContent), "A link");
  await press(v, "Newest first");
  assert.equal(await order(v), "z a b c d e");
  assert.deepEqual(v.errors, []);
});

test("an intro, and what has no time between updates, stays where it is in either order", async (t) => {
  const v = await shown(t, live(update("a", 1), { type: "paragraph", id: "between", text: "Between." }, update("b", 2), update("c", 3)));
  await controls(v);
  await press(v, "Oldest first");
  const keys = await v.page.evaluate(() => [...host.querySelectorAll("[data-key]")].map((block) => block.dataset.key).join(" "));
  assert.equal(keys, "intro c between b a");
});

test("key events alone: others are hidden until one looks for them, and come back", async (t) => {
  const v = await shown(t, many(12));
  await controls(v);
  await press(v, "Key events only");
  assert.equal(await order(v), "u10");
  assert.ok(await v.page.getByText("What is known so far.").isVisible());
  // What comes is filtered, too.
  await renew(v, { ...many(12), body: [...many(12).body, update("new", 0)] });
  assert.equal(await order(v), "u10");
  const box = await v.page.locator('[data-key="u1"]').evaluate((block) => [block.offsetHeight, getComputedStyle(block).marginTop, block.getAttribute("hidden")]);
  assert.deepEqual(box, [0, "0px", "until-found"]);
  await press(v, "Key events only");
  assert.equal(await order(v), `new ${names(1, 12)}`);
});

test("a link to an update that is filtered out or on a later page leads there", async (t) => {
  const v = await shown(t, many(60));
  await controls(v);
  assert.equal(await order(v), names(1, 20));
  await v.page.getByRole("link", { name: "Words of u30." }).click();
  assert.equal(await order(v), names(1, 30));
  assert.ok(await inSight(v, "u30"));
  await press(v, "Key events only");
  await v.page.evaluate(() => (location.hash = "#article-u45"));
  await v.page.waitForFunction(() => !host.querySelector('[data-key="u45"]').hidden);
  assert.equal(await order(v), names(1, 45));
  assert.equal(await v.page.getByRole("button", { name: "Key events only" }).getAttribute("aria-pressed"), "false");
  assert.ok(await inSight(v, "u45"));
});

test("a section with many updates has pages of its own, and a link into a later one opens it", async (t) => {
  const day = (id, from) => ({ type: "section", id, heading: `Day ${id}`, open: true, body: Array.from({ length: 40 }, (_, index) => update(`${id}${index + 1}`, from + index)) });
  const article = { ...live(), body: [intro, day("a", 1), day("b", 100)] };
  const v = await shown(t, article);
  await controls(v);
  const count = (day) => v.page.locator(`.aw-update:not([hidden])[data-key^="${day}"]`).count();
  assert.deepEqual([await count("a"), await count("b")], [20, 20]);
  await v.page.locator('[data-key="b"]').getByRole("button", { name: "Show 20 more updates" }).click();
  assert.deepEqual([await count("a"), await count("b")], [20, 40]);
  assert.equal(await v.page.evaluate(() => document.activeElement.dataset.key), "b21");
  // What came stays above what was shown; the other section keeps its page.
  await renew(v, { ...article, body: [intro, { ...day("a", 1), body: [update("a0", 0), ...day("a", 1).body] }, day("b", 100)] });
  assert.deepEqual([await count("a"), await count("b")], [21, 40]);
  await v.page.evaluate(() => (location.hash = "#article-a30"));
  await v.page.waitForFunction(() => !host.querySelector('[data-key="a30"]').hidden);
  assert.ok(await inSight(v, "a30"));
  assert.equal(await count("a"), 31);
  await renew(v, { ...article, live: false });
  assert.equal(await v.page.locator(".aw-more").count(), 0);
  assert.deepEqual([await count("a"), await count("b")], [40, 40]);
});

test("find in page reaches what is hidden", async (t) => {
  const v = await shown(t, many(60));
  await controls(v);
  await press(v, "Key events only");
  await v.page.evaluate(() => host.querySelector('[data-key="u33"]').dispatchEvent(new Event("beforematch", { bubbles: true })));
  assert.equal(await order(v), names(1, 33));
});

test("a long blog shows more by a press, from where the Tab key goes on, and what was shown stays after an update", async (t) => {
  const v = await shown(t, many(60));
  await controls(v);
  await press(v, "Show 20 more updates");
  assert.equal(await order(v), names(1, 40));
  assert.equal(await v.page.evaluate(() => document.activeElement.dataset.key), "u21");
  await renew(v, { ...many(60), body: [update("new", 0), ...many(60).body] });
  assert.equal(await order(v), `new ${names(1, 40)}`);
  await press(v, "Show 20 more updates");
  assert.equal(await order(v), `new ${names(1, 60)}`);
  assert.equal(await v.page.locator(".aw-more").count(), 0);
  await press(v, "Oldest first");
  assert.equal(await order(v), names(60, 41));
});

test("no update that the page's fragment leads to, nor one before it, is on a later page", async (t) => {
  const v = await shown(t, many(60), { hash: "#article-u50" });
  await controls(v);
  assert.ok((await order(v)).startsWith(names(1, 50)));
});

test("nothing is paged away that a reader has scrolled to before the script came", async (t) => {
  const { opened, open } = gate();
  const v = await shown(t, many(60, tall), { hold: opened });
  await v.page.locator('[data-key="u35"]').evaluate((block) => block.scrollIntoView());
  open();
  await controls(v);
  assert.ok((await order(v)).startsWith(names(1, 35)));
});

test("on paper are all updates with their full times", async (t) => {
  const v = await shown(t, many(60));
  await controls(v);
  const text = await pdfText(await v.page.pdf());
  assert.match(text, /Words of u60/);
  assert.doesNotMatch(text, /min\. ago|Newest first/);
  assert.equal(await order(v), names(1, 20));
});

test("without a script all updates are there, and no control", async (t) => {
  const v = await visit(t, "/still.html", { html: page(`<main>${renderToString(many(60)).html}</main>`, { head: "" }), javaScriptEnabled: false });
  assert.equal(await v.page.locator(".aw-update").count(), 60);
  assert.equal(await v.page.locator(".aw-update[hidden]").count(), 0);
  assert.equal(await v.page.locator("[hidden].aw-live-tools").count(), 1);
  assert.equal(await v.page.getByRole("link", { name: "Words of u10." }).count(), 1);
});

test("where the coverage ends, the badge goes and the updates stay as the reader has them", async (t) => {
  const article = many(5);
  const v = await shown(t, article);
  await controls(v);
  assert.ok(await v.page.getByText("Live", { exact: true }).isVisible());
  await press(v, "Oldest first");
  await renew(v, { ...article, ended: NOON });
  assert.equal(await v.page.getByText("Live", { exact: true }).count(), 0);
  assert.equal(await order(v), names(5, 1));
  await renew(v, { ...article, live: false });
  assert.equal(await order(v), names(1, 5));
  assert.equal(await v.page.locator(".aw-live-tools").count(), 0);
});
