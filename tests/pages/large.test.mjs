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
    slowClock();
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

test("a long article comes in many slices once something is seen, and closed panels come last", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    slowClock();
    let order;
    let largest = 0;
    const look = new MutationObserver((changes) => {
      let nodes = 0;
      for (const { addedNodes } of changes) for (const node of addedNodes) nodes += 1 + (node.querySelectorAll?.("*").length ?? 0);
      largest = Math.max(largest, nodes);
      const last = host.querySelector("#article-s1998 .aw-panel-inner")?.childElementCount;
      if (last && !order) order = { closed: host.querySelector("#article-s1001 .aw-panel-inner").childElementCount };
    });
    look.observe(host, { childList: true, subtree: true });
    begin(article);
    await widget.ready;
    return { share: largest / host.querySelectorAll("*").length, order, closed: host.querySelector("#article-s1001 .aw-panel-inner").childElementCount };
  }, article(20_000));
  assert.ok(told.share < 0.2, `one slice holds ${told.share} of the article`);
  assert.deepEqual(told.order, { closed: 0 });
  assert.equal(told.closed, 9);
});

test("a fragment to a part that is not painted yet is followed before the rest is there", async (t) => {
  const v = await shown(t, { hash: "#article-s555" });
  const told = await v.page.evaluate(async (article) => {
    slowClock();
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
    const gone = new Promise((done) => setTimeout(() => done(first.destroy())));
    await Promise.all([gone, first.ready, second.ready]);
    return [one.childElementCount, other.querySelectorAll(".aw-section").length];
  }, article());
  assert.deepEqual(told, [0, BLOCKS / 10]);
});

test("few blocks changed in a long article end as if it were drawn anew, whatever the change", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async () => {
    let seed = 7;
    const random = (below) => (seed = (seed * 48271) % 2147483647) % below;
    const words = () => Array.from({ length: 3 + random(20) }, () => ["ferry", "harbour", "so said", "naïve", "日本", "\u{1f600}"][random(6)]).join(" ");
    const makers = [
      () => ({ type: "paragraph", text: words() }),
      () => ({ type: "paragraph", text: words(), id: `p${random(1e6)}` }),
      () => ({ type: "paragraph", text: [words(), { text: "link", href: "https://example.org/" }] }),
      () => ({ type: "list", items: [words(), words()] }),
      () => ({ type: "tweet", post: { author: { name: "Ann Oak", handle: "ann" }, text: words(), created: `2026-03-01T23:${10 + random(50)}:00Z` } }),
      () => ({ type: "hologram", what: words() }),
      () => ({ type: "paragraph" }),
      () => words(),
      () => ({ type: "heading", text: words() }),
      () => ({ type: "box", heading: words(), body: [{ type: "paragraph", text: words() }] }),
      () => ({ type: "table", rows: [["1", words()]] }),
      () => ({ type: "paragraph", text: [words(), { text: "inside", href: ["#a-section", "#goal-1", "#goal-2", "#nowhere"][random(4)] }] }),
      () => ({ type: "list", items: [[{ type: "paragraph", id: `goal-${random(3)}`, text: words() }]] }),
    ];
    const block = () => makers[random(random(3) ? 6 : makers.length)]();
    const blocks = (count) => Array.from({ length: count }, (_, nth) => (nth % 25 === 9 ? { type: "heading", text: words() } : block()));
    const article = { lang: "en", headline: "H", published: "2026-03-01T09:00:00+02:00", body: blocks(700) };
    article.body.push({ type: "section", heading: "A section", body: [...blocks(60), { type: "section", heading: "In it", body: blocks(30) }, block()] });
    const bodies = [article.body, article.body[700].body, article.body[700].body[60].body];
    const bytes = (pretty) => new TextEncoder().encode(JSON.stringify(article, null, pretty ? 1 : 0));
    begin(bytes(false));
    await widget.ready;
    let body = article.body;
    const edits = [
      (at) => body.splice(at, 1, block()),
      (at) => body.splice(at, 0, block()),
      (at) => body.splice(at, 1),
      (at) => body.splice(at, 1 + random(4), block(), block()),
      (at) => body.splice(at, 0, structuredClone(body[random(body.length)])),
      (at) => body.splice(at, 2, body[at + 1] ?? block(), body[at] ?? block()),
      () => body.push(block()),
      () => body.pop(),
      () => (article.headline = words()),
      () => {},
    ];
    const wrong = [];
    for (let round = 0; round < 150; round++) {
      const kind = random(edits.length);
      body = bodies[random(3)];
      edits[kind](random(body.length));
      widget.update(bytes(round > 120));
      document.querySelector(".aw-news")?.remove();
      for (const news of host.querySelectorAll("[data-new]")) news.removeAttribute("data-new");
      if (!sameAs(printed(article))) wrong.push(`round ${round}, edit ${kind}`);
      const fresh = renderToString(article);
      if (JSON.stringify(fresh.diagnostics.map((d) => d.path + d.code).sort()) !== JSON.stringify(widget.diagnostics.map((d) => d.path + d.code).sort())) wrong.push(`diagnostics, round ${round}`);
      if (wrong.length > 3) break;
    }
    return wrong;
  });
  assert.deepEqual(told, []);
});

test("an update of one block makes a fraction of the nodes that drawing the article makes", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    const bytes = () => new TextEncoder().encode(JSON.stringify(article));
    let made = 0;
    for (const [owner, name] of [[Document.prototype, "createElement"], [Node.prototype, "cloneNode"]]) {
      const real = owner[name];
      owner[name] = function (...args) {
        made++;
        return real.apply(this, args);
      };
    }
    begin(bytes());
    await widget.ready;
    const drawn = made;
    widget.update(bytes());
    article.body[300].body[3].text += " And more.";
    made = 0;
    const { added, removed } = widget.update(bytes());
    return { drawn, made, blocks: [added.length, removed.length] };
  }, article());
  assert.deepEqual(told.blocks, [1, 1]);
  assert.ok(told.drawn > BLOCKS && told.made < told.drawn / 100, `${told.made} of ${told.drawn}`);
});

test("blocks without sections stand in their order, too", async (t) => {
  const v = await shown(t);
  const body = Array.from({ length: 4000 }, (_, nth) =>
    nth % 3 ? { type: "paragraph", text: `Paragraph ${nth} of many.` } : nth % 2 ? { type: "list", items: [`Item ${nth}`] } : { type: "quote", text: `Quote ${nth}`, cite: nth % 5 ? "A" : "" },
  );
  const same = await v.page.evaluate(async (article) => {
    begin(article);
    await widget.ready;
    return sameAs(printed(article));
  }, { lang: "en", headline: "H", body });
  assert.equal(same, true);
});

test("bytes that the page changes in place are an update like any other", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async (article) => {
    const bytes = new TextEncoder().encode(JSON.stringify(article));
    begin(bytes);
    await widget.ready;
    const at = new TextDecoder().decode(bytes).indexOf("Line 3 of part 400");
    bytes.set(new TextEncoder().encode("LINE"), at);
    const { added, removed } = widget.update(bytes);
    return [added.length, removed.length, host.textContent.includes("LINE 3 of part 400")];
  }, article());
  assert.deepEqual(told, [1, 1, true]);
});

test("words that come late are put into a long article, too, and one taken away meanwhile takes nothing along", async (t) => {
  const v = await shown(t, { html: "<p>What stood here.</p>" });
  const told = await v.page.evaluate(async (article) => {
    begin({ ...article, lang: "it" });
    await widget.ready;
    const words = host.querySelector(".aw-all").textContent;
    begin({ ...article, lang: "it" });
    widget.destroy();
    widget.expandAll();
    return [words, host.textContent.trim()];
  }, { ...article(20_000) });
  assert.deepEqual(told, ["Mostra tutte le sezioni", "What stood here."]);
});
