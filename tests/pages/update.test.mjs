// An article that changes while it is read.
import assert from "node:assert/strict";
import test from "node:test";
import { heard, page, saying, visit } from "./parts.mjs";

const text = (id, words) => ({ type: "paragraph", id, text: words });
const section = (id, ...body) => ({ type: "section", id, heading: `Section ${id}`, body });
const article = (...body) => ({ lang: "en", headline: "Live", body });
const tall = (id, lines = 30) => text(id, Array(lines).fill("A line of it.").join("\n"));

async function shown(t, start, options = {}) {
  const v = await visit(t, "/update.html", {
    html: page('<main><h1>x</h1><div id="a"></div></main>', { head: `${heard}<script type="module" src="/pages/update.js"></script>` }),
  });
  await v.page.waitForFunction(() => globalThis.begin);
  await v.page.evaluate(([start, options]) => begin(start, options), [start, options]);
  return v;
}
/** Updates, and says which of the blocks are the same nodes as before, by their keys now. */
const update = (v, next) =>
  v.page.evaluate((next) => {
    const before = new Set(host.querySelectorAll("*"));
    const changes = widget.update(next);
    const blocks = [...host.querySelectorAll("[data-key]")];
    return {
      changes,
      order: blocks.map((block) => block.dataset.key),
      kept: blocks.filter((block) => before.has(block)).map((block) => block.dataset.key),
      root: before.has(host.firstElementChild),
    };
  }, next);

test("blocks that are the same stay node for node; others come, change and go, and the host hears of it", async (t) => {
  const v = await shown(t, article(text("a", "A"), text("b", "B"), section("s", text("c", "C"), text("d", "D"))));
  const { changes, order, kept, root } = await update(
    v,
    article(text("a", "A"), text("n", "New"), section("s", text("d", "D"), text("c", "C, changed")), section("z", text("e", "E"))),
  );
  assert.deepEqual(changes, { added: ["n", "z", "e"], changed: ["c"], removed: ["b"] });
  assert.deepEqual(order, ["a", "n", "s", "d", "c", "z", "e"]);
  assert.deepEqual(kept, ["a", "s", "d"]);
  assert.ok(root);
  await saying(v.page, "article-update", 1);
  assert.deepEqual(await v.page.evaluate(() => widget.outline.map(({ id }) => id)), ["article-s", "article-z"]);
});

test("blocks without an id are known by what they show", async (t) => {
  const plain = (words) => ({ type: "paragraph", text: words });
  const v = await shown(t, article(plain("one"), plain("two"), plain("three")));
  const { changes, kept } = await update(v, article(plain("new"), plain("three"), plain("one"), plain("two")));
  assert.equal(changes.added.length, 1);
  assert.deepEqual([changes.changed, changes.removed], [[], []]);
  assert.equal(kept.length, 3);
});

test("what was drawn anew equals what a fresh mount would draw", async (t) => {
  const states = [
    article(text("a", "A"), section("s", text("c", "C"), section("i", text("x", "X")))),
    article(section("i", text("x", "X")), section("s", { ...text("c", "C"), published: "2025-01-01T10:00Z" }), text("a", "A")),
    { ...article(text("a", { text: "A", marks: ["em"] }), section("s")), headline: "Other", kicker: "K", tags: [{ name: "T" }] },
    article(),
    { ...article(section("s", text("c", "C"), { type: "quote", id: "a", text: "Q" }), section("t"), section("u")), lang: "ar" },
  ];
  const v = await shown(t, states[0]);
  for (const [one, from] of states.entries()) {
    for (const to of states) {
      const same = await v.page.evaluate(
        ([from, to, one]) => {
          begin(from);
          widget.update(to);
          // What says that something is new is no part of the drawing.
          host.querySelector(".aw-news")?.remove();
          for (const news of host.querySelectorAll("[data-new]")) news.removeAttribute("data-new");
          const updated = host.innerHTML;
          begin(to);
          return updated === host.innerHTML || `${one}: ${updated}\n${host.innerHTML}`;
        },
        [from, to, one],
      );
      assert.equal(same, true);
    }
  }
});

test("a correction of a block that the page took out, or put elsewhere, shows the block again", async (t) => {
  const blocks = Array.from({ length: 40 }, (_, index) => ({ type: "paragraph", text: `Paragraph ${index}, with some words in it.` }));
  const corrected = (at, words) => article(...blocks.map((block, index) => (index === at ? { ...block, text: words } : block)));
  const v = await shown(t, article(...blocks));
  await update(v, corrected(7, "The first correction."));
  await v.page.getByText("The first correction.").evaluate((block) => block.remove());
  await update(v, corrected(7, "The second correction."));
  assert.ok(await v.page.getByText("The second correction.").isVisible());
  await v.page.getByText("The second correction.").evaluate((block) => document.body.append(block));
  const { order } = await update(v, corrected(7, "The third correction."));
  assert.ok(await v.page.getByText("The third correction.").isVisible());
  assert.equal(order.length, 40);
  const fresh = await v.page.evaluate(() => [...host.querySelectorAll(".aw > p")].map(({ textContent }) => textContent));
  assert.equal(fresh[7], "The third correction.");
  assert.equal(fresh[8], "Paragraph 8, with some words in it.");
});

test("an article that is corrected outside the page keeps its blocks later", async (t) => {
  const story = (first, headline) => ({ ...article(...[first, ...Array(40).keys()].map((words) => ({ type: "paragraph", text: `Paragraph ${words}, with some words in it.` }))), headline });
  const v = await shown(t, story("one", "Live"));
  await v.page.evaluate(() => widget.ready);
  await v.page.evaluate(() => host.remove());
  await update(v, story("uno", "Live"));
  const { changes, kept } = await update(v, story("uno", "Later"));
  assert.deepEqual([changes, kept.length], [{ added: [], changed: [], removed: [] }, 41]);
});

test("the reading time follows the words of a block that changed, appeared or went", async (t) => {
  const story = (count) => ({ ...article(text("a", "Short."), text("b", "word ".repeat(count)), ...Array.from({ length: 12 }, (_, at) => text(`c${at}`, `Paragraph ${at} of the rest.`))), published: "2026-03-01T09:00:00Z" });
  const v = await shown(t, story(400));
  for (const count of [600, 10, 900]) {
    await update(v, story(count));
    const fresh = await v.page.evaluate(async (story) => {
      const { renderToString } = await import("/dist/index.js");
      return { same: host.innerHTML.replaceAll("&nbsp;", "\u00a0").includes(/<p class="aw-dates">.*?<\/p>/.exec(renderToString(story).html)[0]), shown: host.querySelector(".aw-dates").textContent };
    }, story(count));
    assert.equal(fresh.same, true, fresh.shown);
  }
});

test("open sections, the focus and a selection survive", async (t) => {
  const start = article(section("s", text("c", "C")), section("t", { type: "paragraph", id: "l", text: { text: "link", href: "/x" } }));
  const v = await shown(t, start, { sections: "closed" });
  await v.page.evaluate(() => {
    widget.toggle("t");
    document.querySelector("#article-t a").focus();
    getSelection().selectAllChildren(document.querySelector("#article-t .aw-section-title"));
  });
  const next = article(text("n", "New"), { ...section("t", ...start.body[1].body) }, { ...section("s", text("c", "C2")), heading: "Renamed" });
  await update(v, next);
  assert.deepEqual(
    await v.page.evaluate(() => ({
      open: widget.outline.map(({ id, open }) => [id, open]),
      focus: document.activeElement.textContent,
      selected: String(getSelection()),
    })),
    { open: [["article-t", true], ["article-s", false]], focus: "link", selected: "Section t" },
  );
  const focused = await v.page.evaluate((next) => {
    document.querySelector("#article-s button").focus();
    widget.update({ ...next, body: [{ ...next.body[2], heading: "Renamed again" }] });
    return document.activeElement.textContent;
  }, next);
  assert.match(focused, /Renamed again/);
});

test("what comes above the reader pushes nothing away", async (t) => {
  const v = await shown(t, article(tall("a"), tall("b"), tall("c"), tall("d")));
  const moved = await v.page.evaluate(
    ([next]) => {
      const top = () => document.querySelector('[data-key="c"]').getBoundingClientRect().top;
      document.querySelector('[data-key="c"]').scrollIntoView();
      const before = top();
      widget.update(next);
      return Math.abs(top() - before);
    },
    [article(tall("new"), tall("a", 60), tall("b"), tall("c"), tall("d"))],
  );
  assert.ok(moved < 2, `${moved}`);
});

test("a film plays on, and pictures of posts that were asked for stay", async (t) => {
  const film = { type: "video", id: "v", sources: [{ src: "/demo/pictures/ferry.webm" }] };
  const post = { type: "tweet", id: "9", post: { author: { name: "A", handle: "a" }, text: "T", media: [{ kind: "photo", src: "/demo/pictures/cavo-640.webp", alt: "x" }] } };
  const v = await shown(t, article(text("a", "A"), film, post));
  await v.page.locator("[data-ask=media]").click();
  const result = await v.page.evaluate(
    ([next]) => {
      const video = document.querySelector(".aw-video video");
      video.dataset.mine = "1";
      widget.update(next);
      return [document.querySelector(".aw-video video")?.dataset.mine, document.querySelectorAll("[data-src]").length, document.querySelectorAll(".aw-tweet").length];
    },
    [article(text("n", "N"), film, post, { ...post, id: "10" })],
  );
  assert.deepEqual(result, ["1", 0, 2]);
});

test("an update that fails leaves all as it was, and the element says so", async (t) => {
  const v = await shown(t, article(text("a", "A")));
  const result = await v.page.evaluate(async () => {
    const before = host.innerHTML;
    let code;
    try {
      widget.update("{");
    } catch (error) {
      code = error.code;
    }
    const { ArticleWidgetElement } = await import("/dist/define.js");
    const element = document.createElement("article-widget");
    element.article = { headline: "E", body: [] };
    document.body.append(element);
    await element.ready;
    const heard = [];
    element.addEventListener("article-error", ({ detail }) => heard.push(detail.error.code));
    const nothing = element.update("nope");
    const changes = element.update({ headline: "E2", body: [{ type: "paragraph", id: "p", text: "P" }] });
    return [code, before === host.innerHTML, element instanceof ArticleWidgetElement, nothing === undefined, heard, changes, element.textContent];
  });
  assert.deepEqual(result, ["not-json", true, true, true, ["not-json"], { added: ["p"], changed: [], removed: [] }, "E2P"]);
});

test("a hundred updates in a row, updates from inside its own event, and one after the end harm nothing", async (t) => {
  const v = await shown(t, article(text("a", "A")));
  const result = await v.page.evaluate(() => {
    const next = (count) => ({
      headline: "H",
      body: Array.from({ length: count % 7 }, (_, nth) => ({ type: "paragraph", id: `p${(nth * count) % 5}`, text: `${count}` })),
    });
    for (let count = 0; count < 100; count++) widget.update(next(count));
    let inside = 0;
    host.addEventListener("article-update", () => {
      if (++inside < 20) widget.update(next(inside));
    });
    widget.update(next(0));
    const blocks = host.querySelectorAll("[data-key]").length;
    widget.destroy();
    return [inside, blocks, widget.update(next(1)), host.textContent];
  });
  assert.deepEqual(result, [20, 19 % 7, { added: [], changed: [], removed: [] }, ""]);
});

test("what a server printed is updated like any other", async (t) => {
  const { renderToString } = await import("../../www/dist/server.js");
  const start = article(text("a", "A"), section("s", text("b", "B")));
  const v = await visit(t, "/printed.html", {
    html: page(`<main><h1>x</h1><div id="a">${renderToString(start).html}</div></main>`, { head: '<script type="module" src="/pages/update.js"></script>' }),
  });
  await v.page.waitForFunction(() => globalThis.begin);
  await v.page.evaluate((start) => begin(start), start);
  const { changes, kept } = await update(v, article(text("a", "A"), section("s", text("b", "B2"))));
  assert.deepEqual(changes, { added: [], changed: ["b"], removed: [] });
  assert.deepEqual(kept, ["a", "s"]);
});
