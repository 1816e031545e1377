// What developers read when something is wrong: in the console, in the element, in the list that `debug` shows, from
// `article-widget check`, and in the guide docs/mistakes.md, which is made here.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
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

const page404 = "<!doctype html><title>Home</title>";
const at = (text, type) => ({ file: text, answers: { "/article.json": json(text, type) } });
const plain = 'src="/article.json"';

/** Mistakes after which no article is shown: the element, what the server answers, and what the console has to say. */
const mistakes = [
  { what: "A URL that doesn't exist", element: 'src="/none.json"', code: "http", cause: ", and the server has no such file", says: /\/none\.json was answered with status 404/ },
  { what: "A page in place of the JSON", element: plain, ...at(page404, "text/html; charset=utf-8"), code: "not-json", says: /is text\/html; charset=utf-8, not JSON\. It begins with "<!doctype html>/ },
  { what: "A comma too many", element: plain, ...at('{ "headline": "H", }'), code: "not-json", says: /line 1, column \d+/ },
  { what: "A list of articles", element: plain, ...at("[]"), code: "not-object", says: /Expected an article as an object/ },
  { what: "An article without a headline", element: plain, ...at('{ "title": "H" }'), code: "no-headline", says: /\(\$\.headline\)/ },
  { what: "Another origin without CORS", element: 'src="https://other.example/article.json"', file: JSON.stringify(good), csp: strictCsp.replace("connect-src 'self'", "connect-src *"), code: "network", cause: ", and the server doesn't allow other origins", says: /Access-Control-Allow-Origin/ },
  { what: "A policy without 'wasm-unsafe-eval'", element: plain, ...at(JSON.stringify(good)), csp: strictCsp.replace(" 'wasm-unsafe-eval'", ""), code: "wasm-blocked", cause: ", on a page with that policy", says: /wasm-unsafe-eval/ },
];

/** Mistakes in an article that is shown all the same. */
const problems = [
  { what: "A misspelt block type", element: plain, ...at('{ "headline": "H", "body": [{ "type": "paragraf", "text": "First." }] }'), code: "unknown-block" },
  { what: "A misspelt field", element: plain, ...at('{ "headline": "H", "stanfirst": "Second." }'), code: "unknown-field" },
  { what: "A date in words", element: plain, ...at('{ "headline": "H", "published": "2 March 2026" }'), code: "bad-date" },
];

for (const { what, element, code, says, file, cause, ...options } of mistakes) {
  test(`"${what}" is explained in the console, and the fallback stays`, async (t) => {
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

const repo = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const diagnostics = readFileSync(repo("docs/diagnostics.md"), "utf8");

/** The output of `article-widget check` for a file with this text, or for none. */
function checked(t, name, file) {
  const folder = mkdtempSync(join(tmpdir(), "mistakes-"));
  t.after(() => rmSync(folder, { recursive: true }));
  if (file !== undefined) writeFileSync(join(folder, name), file);
  const { status, stdout, stderr } = spawnSync(process.execPath, [repo("www/dist/cli.js"), "check", name], { cwd: folder, encoding: "utf8" });
  return { status, output: (stdout + stderr).trim() };
}

/** The first sentence of a code's entry. */
const entryOf = (code) => new RegExp(`^### \`${code}\`\\n\\n([^]*?[.])\\s`, "m").exec(diagnostics)[1].replaceAll("\n", " ");

test("the guide to mistakes says of each what the console, the element, the command line and the reference say", async (t) => {
  const code = (text) => (text.includes("`") ? `\`\` ${text} \`\`` : `\`${text}\``);
  const parts = [];
  for (const { what, element, code: name, file, cause, ...options } of [...mistakes, ...problems]) {
    const { says, ...rest } = options;
    const v = await open(t, `<article-widget debug ${element}>${fallback}</article-widget>`, rest);
    const shown = !says;
    await saying(v.page, shown ? "article-ready" : "article-error");
    const [line] = own(v, shown ? "warning" : "error");
    // The reason in brackets is the browser's own.
    const logged = line.replace("NetworkError when attempting to fetch resource.", "Failed to fetch").replaceAll(v.origin, "https://news.example").replace(/\s*https:\/\/github\.com[^]*$/, "");
    assert.equal(await v.page.getByText("Read the article elsewhere").isVisible(), !shown, what);
    const listed = await v.page.locator("article-widget > details a").first().innerText();
    assert.match(listed, new RegExp(`: ${name}$`), what);
    const { status, output } = checked(t, element.match(/\w+\.json/)[0], file);
    // What the file isn't to blame for, its check can't find.
    assert.equal(status, file === JSON.stringify(good) ? 0 : file === undefined ? 2 : shown && output.includes("warning") ? 0 : 1, what);
    const rows = [
      ["Cause", `${code(`<article-widget ${element}>`)}${cause ?? `, and the server sends ${code(file)}`}`],
      ["Console", code(logged)],
      ["Element", shown ? `shows the article; with \`debug\`, lists \`${listed}\` below it` : `shows its fallback, and dispatches \`article-error\` with the code \`${name}\``],
      ["`check`", output ? code(output) : "nothing: the file has no problem"],
      ["Reference", `[\`${name}\`](diagnostics.md#${name}): ${entryOf(name)}`],
    ];
    parts.push(`## ${what}\n\n| place | report |\n| --- | --- |\n${rows.map(([name, text]) => `| ${name} | ${text} |`).join("\n")}\n`);
  }
  assert.equal(parts.length, 10);
  const guide = `# Ten typical mistakes

Each mistake appears in several places. Find the message that you see, and the cause is above it. \`check\` is
\`npx article-widget check\`. A test writes this page, so the messages are the current ones.

${parts.join("\n")}`;
  if (process.env.UPDATE_GOLDEN) writeFileSync(repo("docs/mistakes.md"), guide);
  assert.equal(readFileSync(repo("docs/mistakes.md"), "utf8"), guide, "UPDATE_GOLDEN=1 writes the guide anew");
});
