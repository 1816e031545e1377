// Blocks that the page draws itself.
import assert from "node:assert/strict";
import test from "node:test";
import { page, visit } from "./parts.mjs";

const words = (text) => ({ type: "paragraph", text });
const chart = (id, values, more) => ({ type: "chart", id, title: `Chart ${id}`, values, ...more });
const article = (...body) => ({ lang: "en", headline: "H", body });

async function shown(t, start) {
  const v = await visit(t, "/renderers.html", {
    html: page('<main><h1>x</h1><div id="a"></div></main>', { head: '<script type="module" src="/pages/renderers.js"></script>' }),
  });
  await v.page.waitForFunction(() => globalThis.begin);
  await v.page.evaluate((start) => begin(start), start);
  return v;
}

test("a function of the page's draws its kind of block, wherever it stands, and is no unknown block", async (t) => {
  const v = await shown(t, article(words("A"), chart("one", [1, 2]), { type: "section", heading: "S", body: [{ type: "box", body: [chart("two", [3])] }] }));
  const told = await v.page.evaluate(() => ({
    drawn: [...host.querySelectorAll(".aw-custom")].map((own) => own.innerHTML),
    text: host.querySelector(".aw-custom").textContent,
    keys: [...host.querySelectorAll(".aw-custom")].map((own) => [own.dataset.block, own.dataset.key]),
    diagnostics: widget.diagnostics,
    calls,
  }));
  assert.deepEqual(told.drawn, ["<b>1,2</b>", "<b>3</b>"]);
  assert.deepEqual(told.keys[0], ["chart", "one"]);
  assert.deepEqual(told.diagnostics, []);
  assert.deepEqual(told.calls, ["draw one", "draw two"]);
});

test("it is called again for what changed, though nothing of it is words, and cleans up what goes", async (t) => {
  const v = await shown(t, article(words("A"), chart("one", [1], { flag: true }), chart("two", [2])));
  const told = await v.page.evaluate(
    ([flagged, fewer]) => {
      const first = host.querySelector('[data-key="two"]');
      widget.update(flagged);
      const after = [...calls];
      const kept = host.querySelector('[data-key="two"]') === first && first.firstElementChild?.localName;
      widget.update(fewer);
      const gone = [...calls];
      widget.destroy();
      return { after, kept, gone, end: calls };
    },
    [article(words("New"), words("A"), chart("one", [1], { flag: false }), chart("two", [2])), article(words("A"), chart("two", [2]))],
  );
  assert.deepEqual(told.after, ["draw one", "draw two", "clean one", "draw one"]);
  assert.equal(told.kept, "b");
  assert.deepEqual(told.gone, [...told.after, "clean one"]);
  assert.deepEqual(told.end, [...told.gone, "clean two"]);
});

test("where it throws, the block's words are shown, and a diagnostic says so", async (t) => {
  const v = await shown(t, article({ type: "trouble", id: "t", text: "Words that count." }, chart("one", [1])));
  const told = await v.page.evaluate(() => ({ text: host.querySelector(".aw-custom").textContent, drawn: host.querySelectorAll("b").length, diagnostics: widget.diagnostics }));
  assert.match(told.text, /Words that count/);
  assert.equal(told.drawn, 1);
  assert.deepEqual(told.diagnostics.map(({ code, path }) => [code, path]), [["renderer-failed", "$.body[0]"]]);
});

test("a kind of ours can be drawn another way, and a server shows the words", async (t) => {
  const v = await shown(t, article({ type: "embed", id: "e", url: "https://video.example/1", title: "A film" }));
  assert.equal(await v.page.evaluate(() => host.querySelector(".aw-custom").textContent), "own embed");
  const { renderToString } = await import("../../www/dist/server.js");
  const { html, diagnostics } = renderToString(article(chart("one", [1])), { renderers: { chart() {} } });
  assert.match(html, /<div class="aw-slot aw-custom" data-block="chart" data-key="one"[^>]*>.*Chart one/);
  assert.deepEqual(diagnostics, []);
});

test("in a long article all are drawn when it is ready, and an update finds each", async (t) => {
  const body = Array.from({ length: 3000 }, (_, nth) => (nth % 100 === 50 ? chart(`c${nth}`, [nth]) : words(`Paragraph ${nth}, with words enough to make it long.`)));
  const v = await shown(t, article(...body));
  const told = await v.page.evaluate(
    async ([next]) => {
      await widget.ready;
      const drawn = [...host.querySelectorAll(".aw-custom")].map((own) => own.textContent);
      widget.update(next);
      return { drawn, after: [...host.querySelectorAll(".aw-custom")].map((own) => own.textContent), calls: calls.length };
    },
    [article(words("New"), ...body)],
  );
  const wanted = body.filter(({ type }) => type === "chart").map(({ values }) => String(values));
  assert.deepEqual(told.drawn, wanted);
  assert.deepEqual(told.after, wanted);
  assert.equal(told.calls, wanted.length);
});
