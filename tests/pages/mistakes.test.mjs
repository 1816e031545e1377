// What developers read when something is wrong: in the console, in the element, and in the list that `debug` shows.
import assert from "node:assert/strict";
import test from "node:test";
import { strictCsp } from "./browser.mjs";
import { answer, heard, module, page, saying, script, visit } from "./parts.mjs";

const docs = /https:\/\/github\.com\/[\w/.-]+\/docs\/diagnostics\.md/;
const fallback = "<p>Read the article elsewhere</p>";
const good = { headline: "Good news", body: [{ type: "paragraph", text: "All of it." }] };
const bad = {
  headline: "Not all is well",
  body: [
    { type: "paragraph", text: "First." },
    { type: "heading", text: "Later" },
    { type: "paragraf", text: "Misspelt." },
    { type: "section", heading: "Inside", body: [{ type: "paragraph", text: ["Very ", { text: "bold", marks: ["boldd"] }] }] },
  ],
};

const open = (t, body, options) => visit(t, "/mistake.html", { html: page(body, { head: heard + module }), ...options });
const own = (v, type) => v.reports.filter((entry) => entry.type === type).map(({ text }) => text);
const json = (text, type = "application/json", status = 200) => answer(text, status, type);

/** Typical mistakes: the element, what the server answers, and what the console has to say. */
const mistakes = [
  { what: "an address that isn't there", element: 'src="/none.json"', code: "http", says: /\/none\.json was answered with status 404/ },
  { what: "the page of a router in place of the JSON", element: 'src="/a.json"', answers: { "/a.json": json("<!doctype html><title>Home</title>", "text/html; charset=utf-8") }, code: "not-json", says: /is text\/html; charset=utf-8, not JSON\. It begins with "<!doctype html>/ },
  { what: "a comma too many", element: 'src="/a.json"', answers: { "/a.json": json('{ "headline": "H", }') }, code: "not-json", says: /line 1, column \d+/ },
  { what: "a list of articles", element: 'src="/a.json"', answers: { "/a.json": json("[]") }, code: "not-object", says: /Expected an article as an object/ },
  { what: "an article without a headline", element: 'src="/a.json"', answers: { "/a.json": json('{ "title": "H" }') }, code: "no-headline", says: /\(\$\.headline\)/ },
  { what: "another origin without CORS", element: 'src="https://other.example/a.json"', csp: strictCsp.replace("connect-src 'self'", "connect-src *"), code: "network", says: /Access-Control-Allow-Origin/ },
  { what: "a policy without 'wasm-unsafe-eval'", element: 'src="/a.json"', answers: { "/a.json": json(JSON.stringify(good)) }, csp: strictCsp.replace(" 'wasm-unsafe-eval'", ""), code: "wasm-blocked", says: /wasm-unsafe-eval/ },
];

for (const { what, element, code, says, ...options } of mistakes) {
  test(`${what} is explained in the console, and the fallback stays`, async (t) => {
    const v = await open(t, `<article-widget ${element}>${fallback}</article-widget>`, options);
    const [{ detail }] = await saying(v.page, "article-error");
    assert.ok(detail);
    const [error, ...more] = own(v, "error");
    assert.deepEqual(more, []);
    assert.match(error, new RegExp(`^article-widget: ${code}: `));
    assert.match(error, says);
    assert.match(error, new RegExp(`${docs.source}#${code}`));
    assert.ok(await v.page.getByText("Read the article elsewhere").isVisible());
    assert.equal(await v.page.evaluate(() => document.querySelector("article-widget").ready.then(() => "", (error) => error.code)), code);
  });
}

test("a page that prevents the event's default action reports the error itself", async (t) => {
  const v = await open(t, `<article-widget src="/none.json">${fallback}</article-widget><script src="/quiet.js"></script>`, {
    answers: { "/quiet.js": json('addEventListener("article-error", (event) => event.preventDefault())', "text/javascript") },
  });
  await saying(v.page, "article-error");
  assert.deepEqual(own(v, "error"), []);
});

test("problems in an article that can be shown are one line in the console, and none if there are none", async (t) => {
  const v = await open(t, `<article-widget id="bad">${script(bad)}</article-widget><article-widget>${script(good)}</article-widget>`);
  await saying(v.page, "article-ready", 2);
  const [warning, ...more] = own(v, "warning");
  assert.deepEqual(more, []);
  assert.match(warning, /^article-widget: 2 problems in the article, listed in "diagnostics"/);
  assert.match(warning, docs);
  assert.equal(await v.page.evaluate(() => document.querySelector("#bad").diagnostics.length), 2);
  await v.page.evaluate(() => document.querySelector("#bad").setAttribute("theme", "dark"));
  await saying(v.page, "article-ready", 3);
  assert.equal(own(v, "warning").length, 1, "another rendering doesn't repeat it");
  assert.equal(await v.page.getByText("problems").count(), 0, "readers see nothing of it");
});

test("an element that gets nothing says what it waits for", async (t) => {
  const v = await open(t, `<article-widget></article-widget><article-post></article-post><article-widget id="late"></article-widget>`);
  await v.page.evaluate((article) => (document.querySelector("#late").article = article), good);
  await v.page.waitForFunction(() => document.querySelector("#late .aw"));
  await v.page.waitForEvent("console", { predicate: (message) => message.text().includes("<article-post>"), timeout: 15_000 });
  const waiting = own(v, "warning");
  assert.equal(waiting.length, 2);
  assert.match(waiting[0], /<article-widget> has no content yet.*"src".*"article"/);
  assert.match(waiting[1], /<article-post> has no content yet.*"post"/);
});

test("with debug, problems are listed below the article, and each leads to its block", async (t) => {
  const v = await open(t, `<article-widget debug sections="closed">${script(bad)}</article-widget>`);
  await saying(v.page, "article-ready");
  const problems = v.page.locator("article-widget > details");
  await problems.getByText("2 problems").waitFor();
  assert.deepEqual(await problems.getByRole("link").allTextContents(), ["error: unknown-block", "warning: unknown-mark"]);
  assert.match(await problems.getByRole("link").first().getAttribute("href"), /#unknown-block$/);
  await problems.getByRole("button", { name: "$.body[3].body[0]" }).click();
  assert.equal(await v.page.evaluate(() => document.activeElement.textContent), "Very bold");
  await v.page.getByText("Very bold").waitFor();
});

test("with debug, an article that can't be shown says why in the page", async (t) => {
  const v = await open(t, `<article-widget debug src="/none.json">${fallback}</article-widget>`);
  await saying(v.page, "article-error");
  await v.page.locator("article-widget > details", { hasText: "status 404" }).waitFor();
  assert.ok(await v.page.getByText("Read the article elsewhere").isVisible());
});

test("the list of debug follows updates, and goes with the attribute and with the article", async (t) => {
  const v = await open(t, `<article-widget debug>${script(bad)}</article-widget>`);
  await saying(v.page, "article-ready");
  const problems = v.page.locator("article-widget > details");
  await problems.getByText("2 problems").waitFor();
  await v.page.evaluate((article) => void document.querySelector("article-widget").update(article), { ...bad, body: bad.body.slice(0, 3) });
  await problems.getByText("1 problem", { exact: true }).waitFor();
  assert.equal(await problems.count(), 1);
  await v.page.evaluate(() => document.querySelector("article-widget").removeAttribute("debug"));
  await problems.waitFor({ state: "detached" });
  await v.page.evaluate(() => document.querySelector("article-widget").setAttribute("debug", ""));
  await problems.waitFor();
  await v.page.evaluate(() => document.querySelector("article-widget").destroy());
  assert.equal(await problems.count(), 0);
});
