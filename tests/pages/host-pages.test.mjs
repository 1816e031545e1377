// What host pages do: a base address, boxes that scroll, hidden tabs, reloads, lazy loading, frameworks that put their own markup back.
import assert from "node:assert/strict";
import test from "node:test";
import { answer, heard, module, page, saying, script, storm, visit } from "./parts.mjs";

const lines = (heading) => Array.from({ length: 40 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}.` }));
const tall = {
  id: "tall",
  lang: "en",
  headline: "Tall",
  body: ["One", "Two", "Three"].map((heading) => ({ type: "section", id: heading.toLowerCase(), heading, body: lines(heading) })),
};
const widget = (article, attributes = "") => `<article-widget ${attributes}>${script(article)}</article-widget>`;
const top = (v, selector) => v.page.locator(selector).evaluate((element) => element.getBoundingClientRect().top);
const atTop = (v, selector, edge = 0) =>
  v.page.waitForFunction(([selector, edge]) => Math.abs(document.querySelector(selector).getBoundingClientRect().top - edge) < 2, [selector, edge]);

test("links inside the article stay on the page, whatever addresses start from", async (t) => {
  const head = `<base href="/other/">${heard}<script type="module" src="/dist/define.js"></script>`;
  const linked = structuredClone(tall);
  linked.body.unshift({ type: "paragraph", text: [{ text: "To three", href: "#three" }] });
  const v = await visit(t, "/sub/base.html", { html: page(widget(linked, "toc"), { head }) });
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-toc-link", { hasText: "Two" }).click();
  await atTop(v, "#article-two");
  assert.equal(new URL(v.page.url()).pathname + new URL(v.page.url()).hash, "/sub/base.html#article-two");
  await v.page.evaluate(() => scrollTo(0, 0));
  await v.page.getByRole("link", { name: "To three" }).click();
  await atTop(v, "#article-three");
  await v.page.evaluate(() => scrollTo(0, 0));
  await v.page.getByRole("link", { name: "To three" }).click();
  await atTop(v, "#article-three");
  assert.equal(new URL(v.page.url()).pathname, "/sub/base.html");
});

test("in a frame with srcdoc, a link of the contents stays in the frame", async (t) => {
  const inner = page(widget(tall, "toc"), { head: '<script src="/dist/article-widget.classic.js"></script>' });
  const frame = `<iframe title="Inside" width="800" height="600" srcdoc="${inner.replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"></iframe>`;
  const v = await visit(t, "/srcdoc.html", { html: page(frame), csp: null });
  const inside = v.page.frameLocator("iframe");
  await inside.locator(".aw-toc-link", { hasText: "Three" }).click();
  const frames = v.page.frames();
  await frames[1].waitForFunction(() => Math.abs(document.querySelector("#article-three").getBoundingClientRect().top) < 2);
  assert.equal(frames[1].url().split("#")[0], "about:srcdoc");
});

const box = (inside, style = "") =>
  page(`<style>html,body{height:100%;margin:0;overflow:hidden}#box{height:100%;overflow:auto;${style}}</style><div id="box">${inside}</div>`);

test("in a box that scrolls, a section that opens stays where it was pressed", async (t) => {
  const v = await visit(t, "/box.html", { html: box(`<div style="height: 2000px">Above</div>${widget(tall, 'sections="closed" exclusive')}`), csp: null });
  await saying(v.page, "article-ready");
  await v.page.locator("#article-one button").first().click();
  await v.page.locator("#article-two").evaluate((section) => section.scrollIntoView({ block: "center" }));
  const before = await top(v, "#article-two");
  await v.page.locator("#article-two button").first().evaluate((button) => button.click());
  assert.ok(Math.abs((await top(v, "#article-two")) - before) < 2);
});

test("in a box that scrolls, an update leaves the reader where they are", async (t) => {
  const v = await visit(t, "/box.html", { html: box(widget(tall), "overflow-anchor:none"), csp: null });
  await saying(v.page, "article-ready");
  const told = await v.page.evaluate(async (article) => {
    const line = [...document.querySelectorAll("p")].find((p) => p.textContent === "Two, line 20.");
    line.scrollIntoView();
    const before = line.getBoundingClientRect().top;
    article.body.unshift(...Array.from({ length: 30 }, (_, nth) => ({ type: "paragraph", text: `New, ${nth}.` })));
    document.querySelector("article-widget").update(article);
    return line.getBoundingClientRect().top - before;
  }, tall);
  assert.ok(Math.abs(told) < 2, `moved by ${told} px`);
});

for (const [width, open] of [[1200, 4], [400, 0]]) {
  test(`in a hidden tab, whether the widget is narrow is decided when it is shown, at ${width} px`, async (t) => {
    const html = page(`<div id="tab" style="display: none">${widget(storm, 'sections="narrow"')}</div>`);
    const v = await visit(t, "/tab.html", { html, csp: null, width });
    await saying(v.page, "article-ready");
    await v.page.evaluate(() => (document.querySelector("#tab").style.display = "block"));
    await v.page.waitForFunction((open) => document.querySelectorAll(".aw-panel:not([hidden])").length === open, open);
    // Sections that come with an update follow.
    const more = { ...storm, body: [...storm.body, { type: "section", id: "more", heading: "More", body: ["Words."] }] };
    await v.page.evaluate((article) => document.querySelector("article-widget").update(article), more);
    assert.equal(await v.page.locator("#article-more > .aw-panel[hidden]").count(), open ? 0 : 1);
  });
}

test("a reload and the way back lead to where the reader was", async (t) => {
  const html = page('<p>Above.</p><article-widget src="/tall.json"></article-widget>');
  const v = await visit(t, "/reload.html", { html, answers: { "/tall.json": answer(tall), "/elsewhere.html": answer("<!doctype html><title>x</title>", 200, "text/html") } });
  const line = () => v.page.getByText("Two, line 30.");
  await saying(v.page, "article-ready");
  await line().evaluate((line) => line.scrollIntoView());
  const before = await line().evaluate((line) => line.getBoundingClientRect().top);
  const back = async () => {
    await saying(v.page, "article-ready");
    await v.page.waitForFunction(
      (before) => Math.abs([...document.querySelectorAll("p")].find((p) => p.textContent === "Two, line 30.").getBoundingClientRect().top - before) < 3,
      before,
    );
  };
  await v.page.reload();
  await back();
  await v.page.goto(`${v.origin}/elsewhere.html`);
  await v.page.goBack();
  await back();
  // Whoever comes anew begins at the beginning.
  await v.page.goto(`${v.origin}/elsewhere.html`);
  await v.page.goto(`${v.origin}/reload.html`);
  await saying(v.page, "article-ready");
  assert.equal(await v.page.evaluate(() => scrollY), 0);
});

test("a lazy article whose fragment is wanted is loaded, however far away it is", async (t) => {
  const html = page('<div style="height: 6000px">Tall</div><article-widget src="/tall.json" loading="lazy"></article-widget>');
  const answers = { "/tall.json": answer(tall) };
  for (const [path, go] of [["/lazy.html#article-two", ""], ["/lazy.html", "article-two"]]) {
    const v = await visit(t, path, { html, answers, csp: null });
    if (go) {
      assert.equal(v.requests.some((url) => url.endsWith("/tall.json")), false);
      await v.page.evaluate((hash) => void (location.hash = hash), go);
    }
    await saying(v.page, "article-ready");
    await atTop(v, "#article-two");
  }
  const v = await visit(t, "/lazy.html#elsewhere", { html, answers, csp: null });
  await v.page.evaluate(() => new Promise((done) => setTimeout(done, 300)));
  assert.equal(v.requests.some((url) => url.endsWith("/tall.json")), false);
});

test("an article that a framework takes away comes back, and what the framework put there isn't shown", async (t) => {
  const html = page('<article-widget src="/tall.json"><a href="/x">Read</a></article-widget>');
  const v = await visit(t, "/hydrated.html", { html, answers: { "/tall.json": answer(tall) } });
  await saying(v.page, "article-ready");
  const told = await v.page.evaluate(async () => {
    const host = document.querySelector("article-widget");
    const root = host.querySelector(".aw");
    const link = Object.assign(document.createElement("a"), { href: "/x", textContent: "Read" });
    root.replaceWith(link);
    await new Promise((done) => setTimeout(done));
    const shown = [host.contains(root), link.isConnected, link.checkVisibility()];
    // The framework still finds its node.
    link.remove();
    host.append(link);
    host.destroy();
    await new Promise((done) => setTimeout(done));
    return { shown, after: [host.contains(root), link.checkVisibility()] };
  });
  assert.deepEqual(told, { shown: [true, true, false], after: [false, true] });
});

test("ready is rejected where the article can't be shown, and settles anew with the next", async (t) => {
  const v = await visit(t, "/ready.html", { html: page("<article-widget></article-widget>") });
  const told = await v.page.evaluate(async () => {
    const host = document.querySelector("article-widget");
    const settled = (promise) => promise.then(() => "ready", (error) => error.code);
    host.article = {};
    const out = [await settled(host.ready)];
    host.article = { headline: "Good" };
    await new Promise((done) => setTimeout(done));
    out.push(await settled(host.ready));
    return out;
  });
  assert.deepEqual(told, ["no-headline", "ready"]);
  assert.deepEqual(v.errors, []);
});

test("an article of null is none: what src gives counts again, and without it the article goes", async (t) => {
  const v = await visit(t, "/null.html", { html: page('<article-widget src="/tall.json"></article-widget>'), answers: { "/tall.json": answer(tall) } });
  await saying(v.page, "article-ready");
  await v.page.evaluate(() => (document.querySelector("article-widget").article = { headline: "Own" }));
  await v.page.waitForFunction(() => document.querySelector(".aw-headline").textContent === "Own");
  await v.page.evaluate(() => (document.querySelector("article-widget").article = null));
  await v.page.waitForFunction(() => document.querySelector(".aw-headline").textContent === "Tall");
  await v.page.evaluate(() => {
    const host = document.querySelector("article-widget");
    host.removeAttribute("src");
    host.article = null;
  });
  assert.equal(await v.page.locator(".aw").count(), 0);
  assert.equal(await v.page.evaluate(() => heard.filter(({ type }) => type === "article-error").length), 0);
});

test("mount says what it expected where it was given something else", async (t) => {
  const v = await visit(t, "/wrong.html", { html: page('<div id="host"></div>', { head: module }) });
  const told = await v.page.evaluate(async () => {
    const { load, mount } = await import("/dist/index.js");
    await load();
    const host = document.querySelector("#host");
    const message = (work) => {
      try {
        work();
        return "none";
      } catch (error) {
        return `${error.name} ${error.code}: ${error.message}`;
      }
    };
    return [
      message(() => mount(null, { headline: "H" })),
      message(() => mount("#host", { headline: "H" })),
      message(() => mount(document.createTextNode("x"), { headline: "H" })),
      message(() => mount(host, Promise.resolve({ headline: "H" }))),
      message(() => mount(host, new Response("{}"))),
      message(() => mount(host, null)),
    ];
  });
  assert.deepEqual(told, [
    "ArticleError no-host: Expected an element to mount the article in, found null.",
    'ArticleError no-host: Expected an element to mount the article in, found the text "#host".',
    "ArticleError no-host: Expected an element to mount the article in, found Text.",
    "ArticleError not-object: Expected an article, found a Promise: wait for its JSON first.",
    "ArticleError not-object: Expected an article, found a Response: wait for its JSON first.",
    "ArticleError not-object: Expected an article as an object, found something else.",
  ]);
});
