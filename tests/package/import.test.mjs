// Articles from other formats, by the package and by the command line, as their users run them.
import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { setTimeout } from "node:timers/promises";
import { filesIn, project, repo, run } from "./consumer.mjs";

const fixtures = repo("tests/fixtures/import");
const inputs = (await filesIn(fixtures)).filter((path) => path.includes(".in."));
const expected = async (path) => JSON.parse(await readFile(join(fixtures, path.replace(/\.in\.\w+$/, ".out.json")), "utf8"));
const folder = await project("import", { "page.html": "<h1>Good news</h1><p>The <b>ferry</b> is back.", "sub/text.txt": "Good news\n\nThe ferry is back.", "empty.txt": " " });
const manifest = JSON.parse(await readFile(join(folder, "node_modules/article-widget/package.json"), "utf8"));
const program = join(folder, "node_modules/article-widget", manifest.bin["article-widget"]);
const cli = (args, options) => run(process.execPath, [program, ...args], { cwd: folder, ...options });
const dist = join(folder, "node_modules/article-widget/dist");
const { ArticleError, detect, formats, fromClipboard, importAll, importArticle, load } = await import(join(dist, "import.node.js"));

test("each fixture gives the committed article, by the package and by the command line", async () => {
  assert.ok(inputs.length > 10);
  for (const path of inputs) {
    const { article, format, references } = await expected(path);
    const bytes = new Uint8Array(await readFile(join(fixtures, path)));
    const result = importArticle(bytes);
    assert.deepEqual(result.article, article, path);
    assert.equal(result.format, format, path);
    assert.deepEqual(result.references, references, path);
    const { stdout } = await cli(["import", join(fixtures, path)]);
    assert.deepEqual(JSON.parse(stdout), article, path);
  }
});

test("text, bytes and objects are taken, and options are told that are none", async () => {
  await load();
  assert.equal(detect("<p>x</p>").format, "html");
  assert.equal(detect(" "), null);
  assert.ok(formats().includes("editor-js"));
  const html = "<h1>One</h1><p>Two</p>";
  const { article } = importArticle(html);
  assert.deepEqual(importArticle(new TextEncoder().encode(html)).article, article);
  assert.deepEqual(importArticle(new TextEncoder().encode(html).buffer).article, article);
  assert.equal(importArticle(html, { headline: "Other" }).article.headline, "Other");
  const { diagnostics } = importArticle(html, { form: "html", guess: "wildly" });
  assert.deepEqual(diagnostics.map(({ code, path }) => [code, path]), [["unknown-option", "options.form"], ["unknown-option", "options.guess"]]);
  for (const [input, options, code] of [["", {}, "empty"], ["\0\0\0\0", {}, "unknown-format"], ["x", { from: "nothing" }, "unknown-format"], [new Uint8Array((64 << 20) + 1), {}, "too-large"]]) {
    assert.throws(() => importArticle(input, options), (error) => error instanceof ArticleError && error.code === code);
  }
  assert.throws(() => importArticle(undefined), TypeError);
});

test("of a clipboard, HTML is taken, but of a code editor its text", async () => {
  const clipboard = (flavours) => ({ getData: (type) => flavours[type] ?? "" });
  const html = await fromClipboard(clipboard({ "text/html": "<h1>Good news</h1><p>The <b>ferry</b>.", "text/plain": "Good news" }));
  assert.equal(html.format, "html");
  assert.equal(html.article.headline, "Good news");
  const code = '<div style="font-family: Menlo, monospace"><span># Good news</span><br><br><span>- a</span></div>';
  const markdown = await fromClipboard(clipboard({ "text/html": code, "text/plain": "# Good news\n\n- a\n- b" }));
  assert.equal(markdown.format, "markdown");
  const text = await fromClipboard(clipboard({ "text/plain": "Good news\n\nThe ferry is back." }));
  assert.equal(text.format, "text");
});

test("in a page the WebAssembly is loaded first", async () => {
  const page = await import(join(dist, "import.js"));
  const file = (part) => readFile(join(dist, `article-widget-import${part}.wasm`));
  assert.throws(() => page.importArticle("x"), { code: "not-loaded" });
  await assert.rejects(page.load({ text: "http://127.0.0.1:9/none.wasm", json: file("-json"), markdown: file("-markdown") }), { code: "wasm-missing" });
  assert.throws(() => page.importArticle("<h1>One</h1>"), { code: "not-loaded" });
  await page.load({ text: file("") });
  assert.equal(page.importArticle("<h1>One</h1>").article.headline, "One");
  assert.equal(page.importArticle("# One\n\n*Two*").article.headline, "One");
});

test("texts need nothing of what only JSON needs, which may come later", async () => {
  const page = await import(`${join(dist, "import.js")}?texts`);
  const file = (part) => readFile(join(dist, `article-widget-import${part}.wasm`));
  const texts = inputs.filter((path) => !path.endsWith(".json"));
  assert.ok(texts.length > 10);
  let jsonArrives;
  const loading = page.load({ text: file(""), json: new Promise((resolve) => (jsonArrives = resolve)), markdown: file("-markdown") });
  const isThere = () => {
    try {
      return page.importArticle("# One\n\n*Two*");
    } catch {
      return false;
    }
  };
  while (!isThere()) await setTimeout(5);
  for (const path of texts) {
    const bytes = new Uint8Array(await readFile(join(fixtures, path)));
    assert.deepEqual(page.importArticle(bytes).article, (await expected(path)).article, path);
    assert.equal(page.detect(bytes).format, (await expected(path)).format, path);
  }
  const blocks = { blocks: [{ type: "header", data: { text: "One", level: 1 } }, { type: "paragraph", data: { text: "Two" } }], version: "2.30.0" };
  assert.throws(() => page.importArticle(blocks), { code: "not-loaded" });
  assert.throws(() => page.importArticle(blocks, { from: "guardian" }), { code: "not-loaded" });
  assert.equal(page.importArticle('{ "a": 1 }', { from: "text", headline: "One" }).article.headline, "One");
  jsonArrives(await file("-json"));
  await loading;
  assert.equal(page.importArticle(blocks).article.headline, "One");
  assert.equal(page.detect(blocks).format, "editor-js");
});

test("long inputs are imported or refused, in time, and the next import works", async () => {
  const many = (piece, size = 2e6) => piece.repeat(size / piece.length);
  const item = "<item><title>Post</title><content:encoded>Text.</content:encoded></item>";
  const noise = Uint8Array.from({ length: 2e6 }, (_, index) => (Math.imul(index, 2654435761) >>> 13) & 255);
  const span = '{"_type":"block","children":[{"_type":"span","text":"It left."}]}';
  const paragraph = '{"type":"paragraph","version":1,"children":[{"type":"text","version":1,"text":"It left."}]}';
  const next = () => assert.equal(importArticle("<h1>One</h1>").article.headline, "One");
  for (const [name, input] of Object.entries({
    html: `<h1>x</h1>${many("<p>It left at <b>ten</b>.</p>\n")}`,
    nested: `<h1>x</h1>${"<div>".repeat(1e5)}x`,
    unclosed: `<h1>x</h1>${many("<div>")}x`,
    text: `x\n\n${many("It left at ten.\n\n")}`,
    portableText: `[{"_type":"block","style":"h1","children":[{"_type":"span","text":"x"}]},${many(`${span},`)}${span}]`,
    lexical: `{"title":"x","root":{"type":"root","version":1,"children":[${many(`${paragraph},`)}${paragraph}]}}`,
    markdown: `# x\n\n${many("It *left* at **ten**.\n\n")}`,
  })) {
    const { article } = importArticle(input);
    assert.ok(article.body.length > 0, name);
    next();
  }
  assert.throws(() => importArticle(noise), { code: "unknown-format" });
  next();
  assert.throws(() => importArticle(`x\n\n${"a\n".repeat(2e6)}`), { code: "too-large" });
  next();
  // Without a field of the channel, none of the items is searched for it again.
  const start = performance.now();
  assert.ok(importAll(`<rss><channel>${many(item)}</channel></rss>`).length > 20_000);
  assert.ok(performance.now() - start < 15_000);
  next();
});

test("import writes JSON that render takes, and what was mended to standard error", async () => {
  const { stdout, stderr } = await cli(["import", "page.html"]);
  assert.equal(stderr, "");
  const { stdout: html } = await cli(["render", "-"], { input: stdout });
  assert.match(html, /Good news.*<strong>ferry<\/strong>/);
  assert.equal((await cli(["import", "-"], { input: "<h1>Good news</h1><p>The <b>ferry</b> is back." })).stdout, stdout);
  const mended = await cli(["import", "-"], { input: '<h1>x</h1>\n<p><img src="http://example.org/a.jpg" alt="a">' });
  assert.equal(mended.stderr, "<stdin>:2:4: warning[upgraded-address]: The URL of a picture or other media begins with http: and became https:.\n");
  await cli(["import", "--strict", "-"], { code: 1, input: '<h1>x</h1><img src="http://example.org/a.jpg" alt="a">' });
  const chosen = JSON.parse((await cli(["import", "--from=text", "--headline=Other", "--lang=it", "page.html"])).stdout);
  assert.equal(chosen.headline, "Other");
  assert.equal(chosen.lang, "it");
  const empty = await cli(["import", "empty.txt"], { code: 1 });
  assert.equal(empty.stdout, "");
  assert.match(empty.stderr, /^empty\.txt:1:1: error\[empty\]/);
});

test("an export becomes a file for each of its articles, by the package a list", async () => {
  const item = (nth) => `<item><title>Post ${nth}</title><content:encoded><![CDATA[<p>Text ${nth}.</p>]]></content:encoded></item>`;
  const all = `<rss><channel>${[1, 2, 3].map(item).join("")}</channel></rss>`;
  assert.deepEqual(importAll(all).map(({ article }) => article.headline), ["Post 1", "Post 2", "Post 3"]);
  const [fine, broken] = importAll([{ title: { rendered: "One" }, content: { rendered: "<p>First." } }, { title: { rendered: "" }, content: { rendered: "" } }]);
  assert.equal(fine.article.headline, "One");
  assert.ok(broken instanceof ArticleError);
  assert.equal(broken.code, "no-headline");
  assert.equal(importAll("<h1>One</h1>").length, 1);
  assert.throws(() => importAll(" "), { code: "empty" });
  await writeFile(join(folder, "site.xml"), all);
  const { stderr } = await cli(["import", "--out-dir", "posts", "site.xml"]);
  assert.equal(stderr, "1 of 1 files imported, 3 articles\n");
  assert.deepEqual((await readdir(join(folder, "posts"))).sort(), ["site-1.json", "site-2.json", "site-3.json"]);
  await cli(["import", "--out-dir", "posts", "--pick=1", "site.xml"]);
  assert.equal(JSON.parse(await readFile(join(folder, "posts/site.json"), "utf8")).headline, "Post 2");
});

test("folders are imported whole, with a summary", async () => {
  const { stdout, stderr } = await cli(["import", "--out-dir", "out", "page.html", "sub", "empty.txt", "nowhere"], { code: 2 });
  assert.equal(stdout, "");
  assert.deepEqual((await readdir(join(folder, "out"))).sort(), ["page.json", "text.json"]);
  assert.match(stderr, /nowhere: ENOENT/);
  assert.match(stderr, /2 of 4 files imported; empty 1\n$/);
  for (const args of [["import"], ["import", "page.html", "empty.txt"], ["import", "--from=nothing", "page.html"], ["import", "--guess=wildly", "page.html"], ["import", "--pick=one", "page.html"], ["import", "--full", "page.html"], ["import", "sub"], ["check", "--from=html", "page.html"]]) {
    assert.match((await cli(args, { code: 2 })).stderr, /See article-widget --help\.\n$/, args.join(" "));
  }
  assert.match((await cli(["import", "--list-formats"])).stdout, /^article\ntext\nhtml\n/);
});
