// A fault in the WebAssembly: a fresh instance, and at most one article that isn't shown.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { faults, heard, module, page, saying, script, small, storm, visit, wasmNames } from "./parts.mjs";

const tools = faults + heard + module;
const element = (id, inside) => `<article-widget id="${id}">${inside}</article-widget>`;
const kinds = ["trap", "foreign", "text", "nothing", "range"];

/** A page with articles in it, that faults can be made in. */
const faulty = (t, body, path = "/faulty.html") => visit(t, path, { html: page(body, { head: tools }) });
const told = (v) => v.page.evaluate(() => ({ calls: faults.calls, instances: faults.instances }));
const show = (v, id, article) =>
  v.page.evaluate(([id, article]) => void (document.querySelector(`#${id}`).article = article), [id, article]);

/** So long that it is painted in many slices. */
const long = {
  lang: "en",
  headline: "Long",
  body: Array.from({ length: 6000 }, (_, at) =>
    at % 100 ? { type: "paragraph", text: `Paragraph ${at} of many, long enough to be one.` } : { type: "heading", text: `Part ${at / 100}` },
  ),
};

test("an article whose drawing fails once is shown all the same, and what is shown stays", async (t) => {
  for (const kind of kinds) {
    const v = await faulty(t, element("a", script(storm)) + element("b", "<p>Instead</p>"));
    await saying(v.page, "article-ready");
    await v.page.evaluate((kind) => {
      globalThis.shown = document.querySelector("#a .aw");
      faults.queue = ["", kind];
    }, kind);
    await show(v, "b", small("Second"));
    await saying(v.page, "article-ready", 2);
    assert.equal(await v.page.locator("#b .aw-headline").textContent(), "Second", kind);
    assert.equal((await told(v)).instances, 2, kind);
    const alive = await v.page.evaluate(() => {
      const a = document.querySelector("#a");
      a.querySelector("button").click();
      return [a.querySelector(".aw") === shown, a.outline[0].open];
    });
    assert.deepEqual(alive, [true, false], kind);
    assertQuiet(v);
  }
});

test("an article that fails twice is an error, and the page keeps what stands there", async (t) => {
  for (const kind of kinds) {
    const v = await faulty(t, element("a", script(storm)) + element("b", "<p>Instead</p>"));
    await saying(v.page, "article-ready");
    await v.page.evaluate((kind) => (faults.queue = ["", kind, "", kind]), kind);
    await show(v, "b", small("Never"));
    const [said] = await saying(v.page, "article-error");
    assert.deepEqual([said.detail.error.name, said.detail.error.code], ["ArticleError", "crashed"], kind);
    assert.match(said.detail.error.message, /^[A-Z].*\.$/s);
    assert.equal(await v.page.locator("#b").innerHTML(), "<p>Instead</p>", kind);
    assert.equal(await v.page.locator("#a .aw-headline").textContent(), storm.headline);
    await show(v, "b", small("Later"));
    await saying(v.page, "article-ready", 2);
    assert.equal(await v.page.locator("#b .aw-headline").textContent(), "Later", kind);
    assert.equal((await told(v)).instances, 3, kind);
    assertQuiet(v);
  }
});

test("after a second fault within a minute nothing is tried twice; a minute later it is", async (t) => {
  const v = await faulty(t, element("a", script(storm)));
  await saying(v.page, "article-ready");
  const tries = await v.page.evaluate(async () => {
    const { renderToString } = await import("/dist/index.js");
    const tried = (queue) => {
      const before = faults.calls;
      faults.queue = queue;
      try {
        renderToString({ headline: "H" });
        return `shown after ${faults.calls - before}`;
      } catch ({ code }) {
        return `${code} after ${faults.calls - before}`;
      } finally {
        faults.queue = [];
      }
    };
    const all = [tried(["trap"]), tried(["trap"]), tried([])];
    faults.later = 59_000;
    all.push(tried(["trap"]));
    faults.later = 121_000;
    all.push(tried(["trap"]), tried(["", "trap"]), tried([]));
    return all;
  });
  // Reading and drawing are a call each.
  assert.deepEqual(tries, ["shown after 3", "crashed after 1", "shown after 2", "crashed after 1", "shown after 3", "crashed after 2", "shown after 2"]);
  assertQuiet(v);
});

test("an article that is half drawn when another one fails is drawn to its end, and so is one that fails half way", async (t) => {
  for (const fault of ["of another", "its own"]) {
    const v = await faulty(t, '<div id="a"></div><div id="b"></div>');
    const same = await v.page.evaluate(
      async ([article, fault]) => {
        const { load, mount } = await import("/dist/index.js");
        await load();
        const [a, b] = document.querySelectorAll("div");
        // However fast the machine is, each slice ends after one piece.
        faults.tick = 40;
        const widget = mount(a, article);
        const parts = a.querySelectorAll("[data-key]").length;
        if (fault === "its own") faults.queue = ["trap"];
        else {
          faults.queue = ["", "trap", "", "trap"];
          try {
            mount(b, { headline: "Never" });
          } catch (error) {
            globalThis.code = error.code;
          }
        }
        await widget.ready;
        const html = a.innerHTML;
        const count = a.querySelectorAll("[data-key]").length;
        widget.destroy();
        const { instances } = faults;
        await mount(a, article).ready;
        return [parts < count, count, html === a.innerHTML, globalThis.code, instances];
      },
      [long, fault],
    );
    assert.deepEqual(same, [true, 6000, true, fault === "its own" ? undefined : "crashed", fault === "its own" ? 2 : 3], fault);
  }
});

test("an update that fails leaves what is shown, and the next one is made", async (t) => {
  const v = await faulty(t, element("a", script(storm)));
  await saying(v.page, "article-ready");
  const after = await v.page.evaluate(() => {
    const a = document.querySelector("#a");
    const root = a.querySelector(".aw");
    faults.queue = ["trap", "trap"];
    const changes = a.update({ headline: "Never" });
    const kept = a.querySelector(".aw") === root && a.querySelector(".aw-headline").textContent;
    faults.queue = [];
    a.update({ headline: "Updated" });
    return [changes, kept, a.querySelector(".aw-headline").textContent];
  });
  assert.deepEqual(after, [undefined, storm.headline, "Updated"]);
  const [said] = await saying(v.page, "article-error");
  assert.equal(said.detail.error.code, "crashed");
  assertQuiet(v);
});

test("a thousand faults later, a good article is drawn", async (t) => {
  const v = await faulty(t, element("a", script(storm)));
  await saying(v.page, "article-ready");
  const [crashed, html] = await v.page.evaluate(async () => {
    const { renderToString } = await import("/dist/index.js");
    let crashed = 0;
    for (let turn = 0; turn < 1000; turn++) {
      faults.queue = ["", "trap", "", "trap"];
      try {
        renderToString({ headline: `Turn ${turn}` });
      } catch ({ code }) {
        crashed += code === "crashed";
      }
    }
    faults.queue = [];
    return [crashed, renderToString({ headline: "Still here" }).html];
  });
  assert.ok(crashed >= 999);
  assert.match(html, />Still here</);
});

test("the WebAssembly is given nothing that could throw into it but what reports a fault of its own", async () => {
  const bytes = await readFile(new URL("../../www/dist/article-widget.wasm", import.meta.url));
  const imports = WebAssembly.Module.imports(new WebAssembly.Module(bytes));
  const names = new Map(wasmNames.imports.map(([, name, short]) => [short, name.replace(/_[\da-f]{16}$/, "")]));
  assert.deepEqual(imports.map(({ name }) => names.get(name)).sort(), [
    "__wbg___wbindgen_throw",
    // New lists and objects, and their own properties; numbers and texts.
    "__wbg_new",
    "__wbg_new",
    "__wbg_set",
    "__wbg_set",
    "__wbindgen_generic",
    "__wbindgen_generic",
    "__wbindgen_init_externref_table",
  ]);
});
