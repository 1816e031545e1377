// Content of other sites: nothing of it before the reader agrees, and then in a frame that can do little.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { heard, inMenu, module, overflow, page, saying, script, visit } from "./parts.mjs";

const player = "https://www.youtube-nocookie.com";
const charts = "https://datawrapper.dwcdn.net";
const framing = `${strictCsp}; frame-src ${player} ${charts}`;

const film = (id, more) => ({ type: "embed", id, url: `https://www.youtube.com/watch?v=${id}`, title: `Film ${id}`, ...more });
const chart = { type: "embed", id: "chart", url: `${charts}/AbC12/`, title: "Rain, by month" };
const other = { type: "embed", id: "other", url: "https://player.example/7", title: "Elsewhere", provider: "A small site" };
const article = (...body) => ({ lang: "en", headline: "Embeds", body });

/** A page with articles whose frames hold `inside`. */
async function embeds(t, articles, { inside = "<p>The player</p>", csp = framing, options, ...more } = {}) {
  const hosts = articles.map((article, at) => `<article-widget id="w${at}">${script(article)}</article-widget>`);
  const v = await visit(t, "/embeds.html", { html: page(`<main><h1>A page</h1>${hosts.join("")}</main>`), csp, ...more });
  await v.page.route(/^https:\/\/(www\.youtube-nocookie|datawrapper\.dwcdn)/, (route) =>
    route.fulfill({ contentType: "text/html", body: `<!doctype html><title>P</title>${inside}` }),
  );
  await saying(v.page, "article-ready", articles.length);
  if (options) {
    await v.page.evaluate((options) => {
      globalThis.asked = [];
      const consent = (provider, { block }) => asked.push([provider, block]) > 0 && eval(options) === true;
      for (const widget of document.querySelectorAll("article-widget")) widget.options = { consent };
    }, options);
    await saying(v.page, "article-ready", articles.length * 2);
  }
  return v;
}

const block = (v, id) => v.page.locator(`[data-key="${id}"]`);
const frames = (v) => v.page.locator("iframe").count();
const consents = (v) => v.page.evaluate(() => heard.filter(({ type }) => type === "article-consent").map(({ detail }) => detail));
const outside = (v) => v.requests.filter((url) => !url.startsWith(v.origin));
const press = (v, id, ask) => block(v, id).locator(`[data-ask=${ask}]`).press("Enter");
const remembered = (v) => v.page.evaluate(() => localStorage.getItem("article-widget:consent"));

test("nothing is asked of a provider before the reader agrees, and then only of that one", async (t) => {
  const v = await embeds(t, [article(film("one"), film("two"), chart, other)]);
  assert.equal(await frames(v), 0);
  assert.deepEqual(outside(v), []);
  await press(v, "one", "embed");
  await block(v, "one").frameLocator("iframe").getByText("The player").waitFor();
  assert.equal(await frames(v), 1);
  assert.deepEqual(outside(v), [`${player}/embed/one`]);
  assert.deepEqual(await consents(v), [{ provider: "youtube", block: "one", granted: true }]);
  assert.equal(await remembered(v), null);
  assert.equal(await block(v, "other").locator("[data-ask]").count(), 0);
  assert.equal(await block(v, "other").locator("a").getAttribute("href"), "https://player.example/7");
  assertQuiet(v);
});

test("the frame has the rights of a player and no more", async (t) => {
  const inside = `<script>
    const tries = { parent: () => parent.document.title, top: () => { top.location = "about:blank"; return "led away"; }, dialog: () => confirm("?") };
    for (const [name, go] of Object.entries(tries)) try { document.body.append(name + ":" + go() + " "); } catch { document.body.append(name + ":no "); }
    document.body.append("referrer:" + document.referrer);
  </script>`;
  const v = await embeds(t, [article(film("one"), chart)], { inside: `<body>${inside}` });
  await press(v, "one", "embed");
  const said = await block(v, "one").frameLocator("iframe").locator("body").innerText();
  assert.match(said, /parent:no top:no dialog:(no|false) referrer:/);
  assert.equal(said.split("referrer:")[1].trim(), `${v.origin}/`);
  const of = (name) => block(v, "one").locator("iframe").getAttribute(name);
  assert.equal(await of("sandbox"), "allow-scripts allow-popups allow-popups-to-escape-sandbox allow-same-origin");
  assert.equal(await of("title"), "Film one");
  assert.equal(await v.page.title(), "A page");
});

test("what is always allowed is shown on the next visit, when it comes near, until that is taken back", async (t) => {
  const far = { type: "code", text: "\n".repeat(400) };
  const v = await embeds(t, [article(film("one"), chart, far, film("two"))]);
  await press(v, "one", "always");
  await block(v, "one").locator("iframe").waitFor();
  assert.equal(await remembered(v), '["youtube"]');
  await v.page.reload();
  await saying(v.page, "article-ready");
  await block(v, "one").locator("iframe").waitFor();
  assert.equal(await frames(v), 1, "the far one and the chart wait");
  await block(v, "two").scrollIntoViewIfNeeded();
  await block(v, "two").locator("iframe").waitFor();
  assert.deepEqual(await consents(v), [], "nobody was asked anew");
  await block(v, "two").getByText("Ask before showing content from YouTube").press("Enter");
  assert.equal(await frames(v), 0);
  assert.equal(await remembered(v), null);
  assert.equal(await v.page.evaluate(() => document.activeElement.closest("[data-key]").dataset.key), "two", "the focus stays with the block");
});

test("a page takes consent back, or gives it, for one provider or for all, in every article", async (t) => {
  const v = await embeds(t, [article(film("one"), chart), article(film("two"))]);
  const call = (name, ...of) =>
    v.page.evaluate(async ([name, of]) => (await import("/dist/define.js"))[name](...of), [name, of]);
  await call("grantConsent", "youtube");
  await v.page.waitForFunction(() => document.querySelectorAll("iframe").length === 2);
  await press(v, "chart", "embed");
  await call("revokeConsent", "youtube");
  assert.equal(await frames(v), 1);
  await v.page.evaluate(() => document.querySelector("#w0").revokeConsent());
  assert.equal(await frames(v), 0);
  assert.ok(await block(v, "one").locator("[data-ask=embed]").isVisible());
});

test("the page's own function has the last word", async (t) => {
  const v = await embeds(t, [article(film("one"), chart)], { options: "provider === 'youtube'", csp: framing.replace("script-src", "script-src 'unsafe-eval'").replace(/require-trusted.*'none'/, "object-src 'none'") });
  await press(v, "one", "always");
  await press(v, "chart", "embed");
  await saying(v.page, "article-consent", 2);
  assert.deepEqual(await v.page.evaluate(() => asked), [["youtube", "one"], ["datawrapper", "chart"]]);
  assert.deepEqual((await consents(v)).map(({ provider, granted }) => [provider, granted]), [["youtube", true], ["datawrapper", false]]);
  assert.equal(await frames(v), 1);
});

test("a frame makes itself as tall as it says, and nobody else makes it so", async (t) => {
  const v = await embeds(t, [article(chart, film("one"))], {
    inside: "<script>onmessage = ({ data }) => parent.postMessage(data, '*')</script><p>It listens.</p>",
    csp: framing,
  });
  await press(v, "chart", "embed");
  await press(v, "one", "embed");
  const view = block(v, "chart").locator("iframe");
  for (const key of ["chart", "one"]) await block(v, key).frameLocator("iframe").getByText("It listens.").waitFor();
  const height = () => view.evaluate((frame) => Math.round(frame.getBoundingClientRect().height));
  assert.equal(await height(), 400);
  const tell = (key, data) => block(v, key).locator("iframe").evaluate((frame, data) => frame.contentWindow.postMessage(data, "*"), data);
  const becomes = (wanted) => v.page.waitForFunction((wanted) => Math.round(document.querySelector("[data-key=chart] iframe").getBoundingClientRect().height) === wanted, wanted);
  await tell("chart", { "datawrapper-height": { AbC12: 512 } });
  await becomes(512);
  await tell("chart", JSON.stringify({ height: 230 }));
  await becomes(230);
  await tell("chart", { height: 1e9 });
  await becomes(5000);
  await tell("chart", { height: 300 });
  await becomes(300);
  for (const data of [{ height: "tall" }, { height: -1 }, "{", null, 7, { height: NaN }]) await tell("chart", data);
  await tell("one", { height: 900 });
  await v.page.evaluate(() => postMessage({ "datawrapper-height": { AbC12: 1200 } }, "*"));
  await tell("chart", { height: 301 });
  await becomes(301);
  const { width, height: tall } = await block(v, "one").locator("iframe").boundingBox();
  assert.ok(Math.abs(width / tall - 16 / 9) < 0.01, `${width} × ${tall}`);
});

test("a policy that lets no frame in leaves the facade, which says so", async (t) => {
  const v = await embeds(t, [article(film("one"))], { csp: strictCsp });
  await press(v, "one", "embed");
  await v.page.waitForFunction(() => document.querySelector(".aw-embed-status").textContent);
  assert.equal(await frames(v), 0);
  assert.match(await block(v, "one").innerText(), /can’t be shown here/);
  assert.ok(await block(v, "one").locator("[data-ask=embed]").evaluate((button) => button === document.activeElement));
});

test("an update leaves what is shown alone, and what it rewrites is shown again", async (t) => {
  const v = await embeds(t, [article({ type: "paragraph", text: "One." }, film("one"))]);
  await press(v, "one", "embed");
  await block(v, "one").locator("iframe").evaluate((frame) => (globalThis.before = frame));
  const update = (article) => v.page.evaluate((article) => document.querySelector("#w0").update(article), article);
  await update(article({ type: "paragraph", text: "Two." }, film("one"), chart));
  assert.ok(await block(v, "one").locator("iframe").evaluate((frame) => frame === before));
  await update(article({ type: "paragraph", text: "Two." }, film("one", { title: "A better title" })));
  await block(v, "one").locator("iframe").waitFor();
  assert.equal(await block(v, "one").locator("iframe").getAttribute("title"), "A better title");
  assert.equal((await consents(v)).length, 1);
  await v.page.evaluate(() => document.querySelector("#w0").remove());
  assert.equal(await frames(v), 0);
});

test("one can pass a frame by, and is told where it ends", async (t) => {
  const v = await embeds(t, [article(film("one"), { type: "paragraph", text: ["And ", { text: "on", href: "/on" }] })]);
  await press(v, "one", "embed");
  await v.page.waitForFunction(() => document.activeElement.localName === "iframe");
  await block(v, "one").getByText("Skip content from YouTube").press("Enter");
  await v.page.waitForFunction(() => document.activeElement.textContent === "End of content from YouTube");
});

test("a player that doesn't answer within ten seconds makes way for the link and the button, which tries again", async (t) => {
  const v = await embeds(t, [article(film("one"), film("two"))], { colorScheme: "light" });
  let held = true;
  await v.page.route(`${player}/**`, (route) => (held ? undefined : route.fulfill({ contentType: "text/html", body: "<p>The player</p>" })));
  await v.page.clock.install({ time: 0 });
  await v.page.clock.pauseAt(60_000);
  await press(v, "one", "embed");
  await block(v, "one").locator("iframe").waitFor();
  await v.page.clock.fastForward(9_900);
  assert.equal(await frames(v), 1);
  await v.page.clock.fastForward(200);
  assert.equal(await frames(v), 0);
  assert.match(await block(v, "one").getByRole("status").innerText(), /can’t be shown here/);
  assert.ok(await block(v, "one").getByRole("link", { name: "Film one" }).isVisible());
  assert.equal(await v.page.evaluate(() => document.activeElement.dataset.ask), "embed");
  held = false;
  await press(v, "one", "embed");
  await block(v, "one").frameLocator("iframe").getByText("The player").waitFor();
  await v.page.clock.fastForward(20_000);
  assert.equal(await frames(v), 1);
  assert.deepEqual(v.errors, []);
});

test("without a network connection, no frame is opened, and the next press tries again", async (t) => {
  const v = await embeds(t, [article(film("one"))]);
  await v.page.context().setOffline(true);
  await press(v, "one", "embed");
  await block(v, "one").getByRole("status").getByText("can’t be shown here").waitFor();
  assert.equal(await frames(v), 0);
  await v.page.context().setOffline(false);
  await press(v, "one", "embed");
  await block(v, "one").frameLocator("iframe").getByText("The player").waitFor();
  assert.equal(await block(v, "one").locator(".aw-embed-status").textContent(), "");
});

test("originals of posts that are always allowed come by themselves on the next visit", async (t) => {
  const post = { type: "tweet", id: "7", post: { id: "7", text: "A post", author: { name: "Ada", handle: "ada" } } };
  const widget = `<article-widget tweets="click" script-url="/pages/platform.js?does=draws">${script(article(post))}</article-widget>`;
  const v = await visit(t, "/original.html", { html: page(widget), csp: strictCsp.replace(/require-trusted.*'none'/, "object-src 'none'") });
  await saying(v.page, "article-ready");
  await (await inMenu(v.page.getByText("Always show content from X"))).press("Enter");
  await v.page.locator(".aw-tweet-live:not(.aw-tweet-waiting)").waitFor();
  await v.page.reload();
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-tweet-live:not(.aw-tweet-waiting)").waitFor();
  await v.page.getByText("Skip content from X").press("Enter");
  assert.equal(await v.page.evaluate(() => document.activeElement.textContent), "End of content from X");
  await v.page.evaluate(async () => (await import("/dist/define.js")).revokeConsent("x"));
  assert.equal(await v.page.locator(".aw-tweet-live").count(), 0);
  assert.ok(await v.page.locator(".aw-tweet-text").isVisible());
});

for (const [width, colorScheme] of [[360, "light"], [1200, "dark"]]) {
  test(`facades and frames fit at ${width} px, ${colorScheme}`, async (t) => {
    const lang = width === 360 ? "de" : "ar";
    const v = await embeds(t, [{ ...article(film("one", { image: "/fixtures/x.png" }), { ...film("two"), url: "https://www.youtube.com/shorts/two" }, chart, other), lang }], { width });
    await v.page.emulateMedia({ colorScheme });
    for (const key of ["one", "two"]) await press(v, key, "embed");
    assert.deepEqual(await overflow(v), []);
    assert.ok((await block(v, "chart").locator(".aw-embed-notice").innerText()).includes("datawrapper.dwcdn.net"));
  });
}
