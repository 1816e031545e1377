// A post outside an article: <article-post>.
import assert from "node:assert/strict";
import test from "node:test";
import { articleScript, postBlock, renderPost, renderToString } from "../../www/dist/server.js";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { answer, heard, module, page, saying, script, visit } from "./parts.mjs";

const own = { author: { name: "Ada", handle: "ada" }, text: "The boat is back.", created: "2026-01-02T08:00:00Z" };
const mastodon = { account: { acct: "ada", display_name: "Ada", url: "https://social.example/@ada" }, content: "<p>Away!</p>", created_at: "2026-01-02T08:00:00Z" };
const bluesky = { uri: "at://did:plc:x/app.bsky.feed.post/3k", author: { did: "did:plc:x", handle: "ada.example", displayName: "Ada" }, record: { text: "Ashore.", createdAt: "2026-01-02T08:00:00Z" } };
const code = `<blockquote class="twitter-tweet"><p lang="en" dir="ltr">Aground.</p>&mdash; Ada (@ada) <a href="https://twitter.com/ada/status/20">January 2, 2026</a></blockquote>`;
const oembed = { url: "https://twitter.com/ada/status/20", author_name: "Ada", provider_name: "Twitter", html: code };

const open = (t, body, options) => visit(t, "/lone.html", { html: page(body, { head: heard + module }), ...options });
const texts = (v) => v.page.locator("article-post > .aw > .aw-tweet .aw-tweet-text").allTextContents();

test("every format of a post is shown, and nothing of an article around it", async (t) => {
  const forms = [own, { type: "post", post: own }, mastodon, { type: "tweet", data: bluesky }, bluesky, oembed];
  const v = await open(t, forms.map((form) => `<article-post>${script(form)}</article-post>`).join(""));
  await saying(v.page, "article-ready", forms.length);
  assert.deepEqual(await texts(v), ["The boat is back.", "The boat is back.", "Away!", "Ashore.", "Ashore.", "Aground."]);
  assert.equal(await v.page.locator(".aw-headline, .aw-article-header").count(), 0);
  assert.deepEqual(await v.page.evaluate(() => heard.map(({ detail }) => detail.diagnostics.length)), forms.map(() => 0));
  assertQuiet(v);
});

test("it comes from an address, and from a property that may be set before the element is defined", async (t) => {
  const v = await open(t, `<article-post src="/post.json"></article-post><article-post id="p"></article-post><script src="/set.js"></script>`, {
    answers: {
      "/post.json": answer(JSON.stringify(mastodon), 200, "application/json"),
      "/set.js": answer(`document.querySelector("#p").post = ${JSON.stringify(code)}`, 200, "text/javascript"),
    },
  });
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await texts(v), ["Away!", "Aground."]);
  assert.equal(await v.page.evaluate(() => document.querySelector("#p").post), code);
  assertQuiet(v);
});

test("another post, an update and no post any more", async (t) => {
  const v = await open(t, `<article-post id="p"></article-post>`);
  const set = (post) => v.page.evaluate((post) => void (document.querySelector("#p").post = post), post);
  await set(mastodon);
  await saying(v.page, "article-ready");
  await set(bluesky);
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await texts(v), ["Ashore."]);
  await v.page.evaluate((post) => void document.querySelector("#p").update(post), { ...bluesky, record: { ...bluesky.record, text: "Ashore again." } });
  await saying(v.page, "article-update");
  assert.deepEqual(await texts(v), ["Ashore again."]);
  await set(null);
  await v.page.waitForFunction(() => !document.querySelector("#p .aw"));
  assertQuiet(v);
});

test("options are attributes, as for an article", async (t) => {
  const x = { type: "post", id: "20", post: { ...own, id: "20" } };
  const v = await open(t, `<article-post theme="dark" tweets="click">${script(x)}</article-post>`);
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator(".aw").getAttribute("data-theme"), "dark");
  assert.equal(await v.page.locator("[data-ask=original]").count(), 1);
});

test("what a server rendered of a post comes to life without the WebAssembly, node for node", async (t) => {
  const rendered = renderPost(mastodon);
  const printed = `<article-post>${rendered.html}${articleScript(postBlock(mastodon), rendered)}</article-post>`;
  const v = await open(t, `${printed}<script src="/pages/printed.js"></script>`);
  await saying(v.page, "article-ready");
  assert.ok(await v.page.evaluate(() => [...document.querySelectorAll(".aw, .aw *")].every((node, index) => node === printed[index])));
  assert.deepEqual(v.requests.filter((url) => url.endsWith(".wasm")), []);
  assertQuiet(v);
});

test("a server renders a post as it renders it in an article", () => {
  const alone = renderPost(own);
  const inside = renderToString({ headline: "H", body: [{ type: "post", post: own }] });
  const card = (html) => /<article class="aw-tweet".*?<\/article>/.exec(html)[0];
  assert.equal(card(alone.html), card(inside.html));
  assert.deepEqual(alone.outline, []);
});

test("what is no post is an error, and the page's own content stays", async (t) => {
  const v = await open(t, `<article-post><p>See the post</p><script type="application/json">{ "type": "paragraph" </script></article-post>`);
  const [{ detail }] = await saying(v.page, "article-error");
  assert.ok(detail);
  assert.ok(await v.page.getByText("See the post").isVisible());
});

test("until a post is there, its place has the shape of a card, not of an article", async (t) => {
  const v = await open(t, `<article-post src="/late.json"></article-post>`, { answers: { "/late.json": () => {} }, csp: strictCsp });
  await v.page.locator("article-post .aw-skeleton").waitFor();
  assert.equal(await v.page.locator(".aw-skeleton-headline").count(), 0);
});
