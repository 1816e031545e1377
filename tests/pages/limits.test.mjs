// Articles with more of something than a page can bear.
import assert from "node:assert/strict";
import test from "node:test";
import { page, settled, visit } from "./parts.mjs";

const html = page('<main><h1>x</h1><div id="a"></div></main>', { head: '<script type="module" src="/pages/limits.js"></script>' });

async function shown(t) {
  const v = await visit(t, "/limits.html", { html });
  await v.page.waitForFunction(() => globalThis.begin);
  return v;
}

const italian = "Questo articolo è più lungo di quanto si possa mostrare qui. Leggi l’articolo intero";
const arabic = "هذا المقال أطول مما يمكن عرضه هنا. اقرأ المقال كاملاً";
const english = "This article is longer than can be shown here. Read the whole article";

test("a tab that is given a monster lives, shows what fits, and says so in the article's language", async (t) => {
  const v = await shown(t);
  const healthy = () => v.page.evaluate(() => sameAs({ headline: "Good", body: ["All is well."] }));
  // By their names in pages/limits.js; what there is of it, of an article whose limits are a fiftieth, to be quick.
  for (const [name, lang, notice, code, what, count] of [
    ["blocks", "it", italian, "too-many-blocks", ".aw-paragraph", 1000],
    ["text", "ar", arabic, "text-too-long", ".aw-paragraph", 1],
    ["posts", "en", english, "too-many-posts,too-many-blocks", ".aw-tweet-author", 100],
    ["pictures", "it", italian, "too-many-pictures,too-many-runs", ".aw-gallery img", 400],
    ["runs", "ar", arabic, "too-many-runs", "em", 2000],
    ["cells", "en", english, "too-many-runs", "td", 3999],
    ["items", "en", english, "too-many-runs", ".aw-item", 4000],
    ["lines", "it", italian, "text-too-long,too-many-runs", "br", 4000],
    ["levels", "en", undefined, "too-deep", ".aw-box", 64],
  ]) {
    const told = await v.page.evaluate(([name, lang, what]) => monster(name, lang, what), [name, lang, what]);
    assert.deepEqual({ ...told, ms: 0 }, { notice, href: notice && "https://example.org/all", codes: code, count, ms: 0 }, name);
    assert.ok(told.ms < 15_000, `${name}: ${told.ms} ms`);
    assert.equal(await healthy(), true, name);
  }
});

test("what is painted in pieces is what is printed at once, over the limit too", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async () => {
    const body = Array.from({ length: 3000 }, (_, nth) => ({ type: "section", heading: `Part ${nth % 7}`, body: [`Line ${nth}`, { type: "list", items: ["a\nb", [{ text: "c", marks: ["em"] }]] }] }));
    const article = { lang: "en", url: "/all", headline: "H", published: "2026-03-01", body };
    const options = { toc: true, limits: { blocks: 6000, runs: 5000 } };
    const same = [await sameAs(article, options)];
    same.push(await sameAs(article, { ...options, isolate: true }));
    return { same, sections: widget.outline.length, codes: widget.diagnostics.map(({ code }) => code) };
  });
  assert.deepEqual(told.same, [true, true]);
  assert.equal(told.sections, 2000);
  assert.deepEqual(new Set(told.codes), new Set(["not-a-block", "too-many-runs", "too-many-blocks", "more-diagnostics"]));
});

test("an update that comes over a limit, or back, ends as if the article were drawn anew", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async () => {
    const words = "the ferry stays in its berth until the new timetable has been read by everybody on the far side of the water";
    const paragraph = (nth) => ({ type: "paragraph", text: `${nth} ${words}` });
    const marked = (count) => ({ type: "paragraph", text: Array.from({ length: count }, (_, nth) => ({ text: `${nth} `, marks: ["em"] })) });
    const article = { lang: "en", headline: "H", body: Array.from({ length: 1500 }, (_, nth) => (nth % 3 ? paragraph(nth) : { type: "section", heading: `S${nth}`, body: [paragraph(nth), marked(1)] })) };
    const options = { limits: { blocks: 2501, runs: 1005, depth: 3 } };
    await begin(article, options);
    const steps = [
      (body) => (body[7] = paragraph("changed")),
      (body) => body.splice(7, 0, paragraph("new, the last that fits")),
      (body) => body.splice(8, 0, paragraph("one too many")),
      (body) => body.splice(8, 1),
      (body) => (body[8] = marked(2)),
      (body) => (body[9] = marked(2)),
      (body) => (body[8] = paragraph("fewer")),
      (body) => (body[13].body[0] = { type: "box", body: [{ type: "box", body: [paragraph("too deep")] }] }),
      (body) => (body[13].body[0] = paragraph("as before")),
    ];
    const out = [];
    for (const step of steps) {
      step(article.body);
      widget.update(article);
      for (const news of document.querySelectorAll("[data-new]")) news.removeAttribute("data-new");
      document.querySelector(".aw-news")?.remove();
      const { html, diagnostics } = printed(article, options);
      const tell = (diagnostics) => diagnostics.map(({ code, path }) => `${code} ${path}`).join();
      out.push([host.innerHTML.replaceAll("&nbsp;", "\u00a0") === html, tell(widget.diagnostics) === tell(diagnostics), !!host.querySelector(".aw-cut")]);
    }
    return out;
  });
  const cut = [false, false, true, false, false, true, false, false, false];
  assert.deepEqual(told, cut.map((cut) => [true, true, cut]));
});

test("a limit that is none is told and changes nothing; the highest can't be passed; a polluted prototype chooses none", async (t) => {
  const v = await shown(t);
  const told = await v.page.evaluate(async () => {
    const article = { headline: "H", body: ["a", "b"] };
    const tell = (limits) => {
      const { html, diagnostics } = printed(article, { limits });
      return [html.includes("aw-cut"), ...diagnostics.filter(({ path }) => path.startsWith("options")).map(({ code, path }) => `${code} ${path}`)];
    };
    const out = [-1, NaN, Infinity, "1", null, {}, [1], 1e9].map((blocks) => tell({ blocks }));
    out.push(tell({ blocks: undefined }), tell({ blocks: 1.9 }), tell(7), tell(null), tell("x"));
    Object.prototype.limits = { blocks: 0 };
    Object.prototype.blocks = 0;
    out.push(tell({}), [printed(article, {}).html.includes("aw-cut")]);
    delete Object.prototype.limits;
    delete Object.prototype.blocks;
    const refused = (article, limits) => {
      try {
        printed(article, { limits });
      } catch ({ name, code, path }) {
        return [name, code, path];
      }
    };
    return { out, refused: [refused('{"headline":"H"}', { bytes: 15 }), refused('{"headline":"H"}', { bytes: 16 }), refused(new Uint8Array(65 << 20).fill(32), { bytes: 1e9 })] };
  });
  const wrong = [false, "out-of-range options.limits.blocks"];
  const no = [false, "wrong-type options.limits"];
  assert.deepEqual(told.out, [...Array(8).fill(wrong), [false], [true], no, no, no, [false], [false]]);
  assert.deepEqual(told.refused, [["ArticleError", "too-large", "$"], undefined, ["ArticleError", "too-large", "$"]]);
});

test("the element takes limits by its property", async (t) => {
  const v = await visit(t, "/limits-element.html", { html: page('<article-widget id="w" lang="it"></article-widget>') });
  const text = await v.page.evaluate(async () => {
    await customElements.whenDefined("article-widget");
    w.options = { limits: { blocks: 1 } };
    w.article = { headline: "H", body: ["a", "b"] };
    await w.ready;
    return w.querySelector(".aw-cut").textContent;
  });
  await settled(v.page);
  assert.equal(text, italian.slice(0, italian.indexOf(". ") + 1));
});
