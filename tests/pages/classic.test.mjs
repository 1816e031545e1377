// One plain script file, and nothing else.
import assert from "node:assert/strict";
import { copyFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { assertQuiet } from "./browser.mjs";
import { answer, badIds, classic, heard, module, page, saying, script, small, storm, visit } from "./parts.mjs";

const name = "article-widget.classic.js";
const file = fileURLToPath(new URL(`../../www/dist/${name}`, import.meta.url));
const widget = `<article-widget id="w">${script(storm)}</article-widget>`;
const stands = async (v) => {
  await v.page.locator("#w .aw-headline").waitFor();
  assert.equal(await v.page.locator("#w .aw-headline").innerText(), storm.headline);
  const button = v.page.getByRole("button", { name: "The night", exact: true, exact: true });
  await button.click();
  assert.equal(await button.getAttribute("aria-expanded"), "false");
};

test("a page with the script and an element needs nothing else", async (t) => {
  const v = await visit(t, "/classic.html", { html: page(widget, { head: classic }) });
  await stands(v);
  assert.deepEqual(
    v.requests.map((url) => new URL(url).pathname),
    ["/classic.html", `/dist/${name}`],
  );
  assertQuiet(v);
});

test("the script may stand behind the element, and come late", async (t) => {
  for (const tag of [classic, classic.replace("<script", "<script defer"), classic.replace("<script", "<script async")]) {
    const v = await visit(t, "/behind.html", { html: page(widget + tag, { head: "" }) });
    await stands(v);
    assertQuiet(v);
  }
});

test("it works from a file", async (t) => {
  const folder = await mkdtemp(join(tmpdir(), "article-widget-"));
  t.after(() => rm(folder, { recursive: true }));
  await copyFile(file, join(folder, name));
  await writeFile(join(folder, "page.html"), page(widget, { head: `<script src="${name}"></script>` }));
  const v = await visit(t, "/empty.html", { html: page("", { head: "" }) });
  v.requests.length = 0;
  const address = pathToFileURL(join(folder, "page.html")).href;
  await v.page.goto(`${address}#article-noon`);
  await stands(v);
  // Firefox reports no requests for files.
  const own = v.devtools ? [address, address.replace("page.html", name)] : [];
  assert.deepEqual(
    v.requests.map((url) => url.replace(/#.*/, "")),
    own,
  );
  assertQuiet(v);
});

test("window.ArticleWidget is the API", async (t) => {
  const v = await visit(t, "/api.html", { html: page('<div id="d"></div>', { head: classic }) });
  const seen = await v.page.evaluate(async (article) => {
    const { ArticleError, ArticleWidgetElement, load, mount, renderToString } = window.ArticleWidget;
    await load();
    const host = document.querySelector("#d");
    const widget = mount(host, article);
    await widget.ready;
    const drawn = host.querySelector(".aw-headline").textContent;
    const printed = renderToString(article).html.includes(article.headline);
    widget.destroy();
    let code;
    try {
      mount(host, {});
    } catch (error) {
      code = error instanceof ArticleError && error.code;
    }
    return { drawn, printed, left: host.innerHTML, code, element: customElements.get("article-widget") === ArticleWidgetElement };
  }, storm);
  assert.deepEqual(seen, { drawn: storm.headline, printed: true, left: "", code: "no-headline", element: true });
  assertQuiet(v);
});

test("names in the page's markup stand in for nothing", async (t) => {
  const markup = {
    "a picture called currentScript": '<img name="currentScript" src="/evil/x.png" alt="">',
    "two pictures called currentScript":
      '<img name="currentScript" src="/evil/x.png" alt=""><img name="currentScript" src="/evil/y.png" alt="">',
    "a form called currentScript": '<form name="currentScript"><input name="src" value="/evil/"></form>',
    "an anchor called ArticleWidget": '<a id="ArticleWidget" href="/evil/">x</a>',
    "anchors called ArticleWidget, and mount": '<a id="ArticleWidget">x</a><a id="ArticleWidget" name="mount" href="/evil/">x</a>',
    "a form called ArticleWidget": '<form name="ArticleWidget"><input name="mount"></form>',
    "a frame called ArticleWidget": '<iframe name="ArticleWidget"></iframe>',
  };
  for (const [what, html] of Object.entries(markup)) {
    const path = "/clobbered.html";
    const v = await visit(t, path, {
      html: page(`${html}${classic}${widget}`, { head: "" }),
      answers: { "/evil/x.png": answer("", 200, "image/png"), "/evil/y.png": answer("", 200, "image/png") },
    });
    await stands(v);
    assert.equal(await v.page.evaluate(() => typeof window.ArticleWidget.mount), "function", what);
    const asked = v.requests.map((url) => new URL(url).pathname).filter((path) => !/^\/evil\/[xy]\.png$|^blank$/.test(path));
    assert.deepEqual(asked, [path, `/dist/${name}`], what);
    assert.deepEqual([v.errors, v.offOrigin, v.violations], [[], [], []], what);
  }
});

test("loaded twice, or beside the module, it does no harm", async (t) => {
  for (const head of [heard + classic + classic, heard + classic + module, heard + module + classic]) {
    const v = await visit(t, "/twice.html", { html: page(`${widget}<div id="d"></div>`, { head }) });
    await stands(v);
    assert.equal((await saying(v.page, "article-ready")).length, 1);
    assert.equal(await v.page.locator("#w > .aw").count(), 1);
    await v.page.evaluate(async (article) => {
      await window.ArticleWidget.load();
      window.ArticleWidget.mount(document.querySelector("#d"), article);
    }, storm);
    await saying(v.page, "article-ready", 2);
    assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
    assertQuiet(v);
  }
});

test("a page's own variable of that name is left alone", async (t) => {
  const v = await visit(t, "/own.html", {
    html: page(widget, { head: `<script src="/own.js"></script>${classic}` }),
    answers: { "/own.js": answer("var ArticleWidget = 'mine';", 200, "text/javascript") },
  });
  await stands(v);
  assert.equal(await v.page.evaluate(() => window.ArticleWidget), "mine");
  assertQuiet(v);
});

test("it fetches an article by its address, too", async (t) => {
  const v = await visit(t, "/src.html", {
    html: page('<article-widget src="/a.json"></article-widget>', { head: heard + classic }),
    answers: { "/a.json": answer(small("By address")) },
  });
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator(".aw-headline").innerText(), "By address");
  assert.equal(v.requests.length, 4);
});
