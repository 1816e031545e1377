// Articles that are too long to be painted at once.
import assert from "node:assert/strict";
import test from "node:test";
import { page, visit } from "./parts.mjs";

const BLOCKS = 6000;

/** Sections of ten paragraphs; every other one is closed. */
const article = (count = BLOCKS) => ({
  lang: "en",
  headline: "A long story",
  published: "2026-03-01T09:00:00Z",
  body: Array.from({ length: count / 10 }, (_, nth) => ({
    type: "section",
    id: `s${nth}`,
    heading: `Part ${nth}`,
    open: nth % 2 === 0,
    body: Array.from({ length: 9 }, (_, line) => ({ type: "paragraph", text: `Line ${line} of part ${nth}, with some more words so that it has a length.` })),
  })),
});

async function shown(t, { hash = "", html = "" } = {}) {
  const v = await visit(t, `/large.html${hash}`, {
    html: page(`<main><h1>x</h1><div id="a">${html}</div></main>`, { head: '<script type="module" src="/pages/large.js"></script>' }),
  });
  await v.page.waitForFunction(() => globalThis.begin);
  return v;
}

test("the beginning is there at once, the rest when it is ready, and it is what a server prints", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    begin(article);
    const first = { headline: !!host.querySelector(".aw-headline"), sections: host.querySelectorAll(".aw-section").length, outline: widget.outline.length };
    await widget.ready;
    return { first, sections: host.querySelectorAll(".aw-section").length, same: sameAs(printed(article)), detail: readied };
  }, article());
  assert.equal(told.first.headline, true);
  assert.ok(told.first.sections > 5 && told.first.sections < 300, `${told.first.sections}`);
  assert.equal(told.first.outline, BLOCKS / 10);
  assert.equal(told.sections, BLOCKS / 10);
  assert.equal(told.same, true);
  assert.equal(told.detail.outline.length, BLOCKS / 10);
  assert.ok(told.detail.words > BLOCKS);
});

test("no slice holds the page for long once something is seen, and closed panels come last", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    const tasks = [];
    new PerformanceObserver((list) => tasks.push(...list.getEntries())).observe({ type: "longtask" });
    begin(article);
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    const seen = performance.now();
    let order;
    const look = new MutationObserver(() => {
      const last = host.querySelector("#article-s598 .aw-panel-inner")?.childElementCount;
      if (last && !order) order = { closed: host.querySelector("#article-s301 .aw-panel-inner").childElementCount };
    });
    look.observe(host, { childList: true, subtree: true });
    await widget.ready;
    await new Promise((done) => setTimeout(done, 100));
    const long = tasks.filter(({ startTime }) => startTime > seen).map(({ duration }) => Math.round(duration));
    return { long, order, closed: host.querySelector("#article-s301 .aw-panel-inner").childElementCount };
  }, article());
  // Twice the limit: these machines do other things, too.
  assert.ok(told.long.every((duration) => duration < 100), told.long.join());
  assert.deepEqual(told.order, { closed: 0 });
  assert.equal(told.closed, 9);
});

test("a fragment to a part that is not painted yet is followed before the rest is there", async (t) => {
  const v = await shown(t, { hash: "#article-s555" });
  const told = await v.page.evaluate(async (article) => {
    begin(article);
    const early = !!document.getElementById("article-s555");
    let missing;
    document.addEventListener("scroll", () => (missing ??= [...host.querySelectorAll(".aw-panel-inner")].filter((inner) => inner.childElementCount === 0).length));
    await widget.ready;
    return { early, missing, top: document.getElementById("article-s555").getBoundingClientRect().top, open: widget.outline[555].open };
  }, article());
  assert.equal(told.early, false);
  assert.ok(told.missing > 100, `${told.missing}`);
  assert.ok(Math.abs(told.top) < 60, `${told.top}`);
  assert.equal(told.open, true);
});

test("whoever asks for the whole before it is painted gets it: update, toggle, expandAll, destroy", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    const out = {};
    begin(article);
    const changed = structuredClone(article);
    changed.body[580].body[3].text = "Another line.";
    out.changes = Object.values(widget.update(changed)).map((keys) => keys.length);
    host.querySelector(".aw-news")?.remove();
    for (const news of host.querySelectorAll("[data-new]")) news.removeAttribute("data-new");
    out.updated = sameAs(printed(changed));
    await widget.ready;
    begin(article);
    widget.toggle("s599", true);
    out.toggled = !document.querySelector("#article-s599 .aw-panel").hidden;
    begin(article);
    widget.expandAll();
    out.open = widget.outline.every(({ open }) => open);
    begin(article);
    for (let count = 0; count < 20; count++) widget.update(count % 2 ? changed : article);
    out.last = host.textContent.includes("Another line.");
    begin(article);
    const { ready } = widget;
    widget.destroy();
    await ready;
    out.gone = host.childElementCount;
    return out;
  }, article());
  assert.deepEqual(told, { changes: [1, 0, 1], updated: true, toggled: true, open: true, last: true, gone: 0 });
});

test("two long articles on a page are painted side by side, and one that goes leaves the other alone", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    const [one, other] = [document.createElement("div"), document.createElement("div")];
    document.body.append(one, other);
    const first = mount(one, article, { idPrefix: "one-" });
    const second = mount(other, article, { idPrefix: "other-" });
    setTimeout(() => first.destroy());
    await Promise.all([first.ready, second.ready]);
    return [one.childElementCount, other.querySelectorAll(".aw-section").length];
  }, article());
  assert.deepEqual(told, [0, BLOCKS / 10]);
});
