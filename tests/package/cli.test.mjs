// The command line, run as its users run it.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { assertQuiet } from "../pages/browser.mjs";
import { renderToString } from "../../www/dist/server.js";
import { packed, project, repo, run, shows } from "./consumer.mjs";

const faulty = `{
  "headline": "Ø",
  "published": "soon",
  "body": [
    { "type": "paragraph", "text": "é 😀", "lang": "??" },
    { "type": "hologram", "text": "kept" },
    { "type": "image", "src": "a.jpg", "b c": 1 }
  ]
}
`;
const good = '{ "headline": "Good news", "lang": "it", "url": "https://example.org/good", "body": [{ "type": "paragraph", "text": "x" }] }';
const files = { "good.json": good, "faulty.json": faulty, "sub/other.json": '{ "headline": "Other" }', "sub/good.json": good, "warned.json": '{"headline":"x","lang":"?"}', "broken.json": '{"headline": "ö",\n "x": "ü" "}' };
const folder = await project("articles", files);
const manifest = JSON.parse(await readFile(join(folder, "node_modules/article-widget/package.json"), "utf8"));
const program = join(folder, "node_modules/article-widget", manifest.bin["article-widget"]);
const cli = (args, options) => run(process.execPath, [program, ...args], { cwd: folder, ...options });

test("what is wrong is said as a compiler says it, at its line and column, with its path", async () => {
  const { stdout, stderr } = await cli(["check", "faulty.json"], { code: 1 });
  assert.deepEqual(stdout.split("\n"), [
    'faulty.json:3:16: warning[bad-date]: Expected a date such as "2025-04-02" or "2025-04-02T09:30:00+02:00". ($.published)',
    'faulty.json:5:51: warning[bad-language]: Expected a language tag such as "it" or "pt-BR". ($.body[0].lang)',
    "faulty.json:6:5: error[unknown-block]: There is no such kind of block; what it holds is shown as plain content. ($.body[1])",
    'faulty.json:7:47: warning[unknown-field]: Unknown field "b c". ($.body[2]["b c"])',
    'faulty.json:7:5: warning[missing-alt]: Expected "alt" to say what the picture shows, or "" for mere decoration. ($.body[2])',
    "",
  ]);
  assert.equal(stderr, "");
  const broken = await cli(["check", "broken.json"], { code: 1 });
  assert.match(broken.stdout, /^broken\.json:2:11: error\[not-json\]: This is not JSON: expected [^:]*\. \(\$\)\n$/);
});

test("every diagnostic of the worst article has the place of its value", async () => {
  const path = repo("tests/fixtures/broken.json");
  const text = await readFile(path, "utf8");
  const { diagnostics } = renderToString(text);
  const { stdout } = await cli(["check", path], { code: 1 });
  const lines = stdout.trimEnd().split("\n");
  assert.equal(lines.length, diagnostics.length);
  const rows = text.split("\n");
  const at = (line) => {
    const [, row, column] = /:(\d+):(\d+): \w+\[/.exec(line);
    return [...rows[row - 1]].slice(column - 1).join("");
  };
  for (const [index, { path }] of diagnostics.entries()) {
    const value = path.slice(1).match(/\.[\w$]+|\[[^\]]+\]/g).reduce((value, step) => value[step[0] === "." ? step.slice(1) : JSON.parse(step.slice(1, -1))], JSON.parse(text));
    const start = JSON.stringify(value).slice(0, 1);
    assert.ok(at(lines[index]).startsWith(start), `${lines[index]}: ${at(lines[index]).slice(0, 30)}`);
  }
});

test("exit codes: 0 fine, 1 errors or with --strict warnings, 2 wrong usage and what can't be read", async () => {
  for (const command of ["check", "render"]) {
    await cli([command, "good.json"], { code: 0 });
    await cli([command, "warned.json"], { code: 0 });
    await cli([command, "--strict", "warned.json"], { code: 1 });
    await cli([command, "faulty.json"], { code: 1 });
    await cli([command, "broken.json", "good.json"], { code: 1 });
    const missing = await cli([command, "nowhere.json", "faulty.json", "good.json"], { code: 2 });
    assert.match(missing.stderr, /^nowhere\.json: ENOENT/);
    assert.match(missing.stdout, command === "check" ? /^faulty\.json:3/ : />Good news</);
  }
  const usage = [[], ["draw", "good.json"], ["check"], ["render"], ["check", "--nonsense", "good.json"], ["check", "--full", "good.json"], ["render", "--full", "good.json", "faulty.json"], ["render", "--out-dir", "out", "good.json", "sub/good.json"], ["render", "--sections"]];
  for (const args of usage) {
    const { stderr, stdout } = await cli(args, { code: 2 });
    assert.match(stderr, /See article-widget --help\.\n$/, args.join(" "));
    assert.equal(stdout, "");
  }
  const { stdout } = await cli(["--help"]);
  for (const sentence of ["Exit codes: 0", "1 errors", "2 wrong usage", "--full", "--heading-level"]) assert.ok(stdout.includes(sentence), sentence);
  assert.equal((await cli(["--version"])).stdout, `${manifest.version}\n`);
});

test("render writes the same HTML that the server's function gives, from files and from standard input", async () => {
  const { html } = renderToString(good);
  assert.equal((await cli(["render", "good.json"])).stdout, `${html}\n`);
  assert.equal((await cli(["render", "-"], { input: good })).stdout, `${html}\n`);
  assert.equal((await cli(["render", "-"], { input: `\uFEFF${good}` })).stdout, `${html}\n`);
  const both = await cli(["render", "good.json", "sub/other.json"]);
  assert.equal(both.stdout, `${html}\n${renderToString(files["sub/other.json"]).html}\n`);
  const chosen = await cli(["render", "--sections=closed", "--heading-level=3", "--toc", "--no-lightbox", "--lang=fr", repo("tests/fixtures/nested-sections.json")]);
  const article = await readFile(repo("tests/fixtures/nested-sections.json"), "utf8");
  assert.equal(chosen.stdout, `${renderToString(article, { sections: "closed", headingLevel: 3, toc: true, lightbox: false, lang: "fr" }).html}\n`);
  const piped = await cli(["check", "-"], { input: faulty, code: 1 });
  assert.match(piped.stdout, /^<stdin>:3:16: warning/);
  const wrong = await cli(["render", "--theme=pink", "good.json"]);
  assert.match(wrong.stderr, /^good\.json: warning\[unknown-value\].*\(options\.theme\)\n$/);
});

test("what is wrong goes to standard error while HTML goes to standard output", async () => {
  const { stdout, stderr } = await cli(["render", "faulty.json"], { code: 1 });
  assert.match(stdout, /^<article class="aw"[^]*kept[^]*<\/article>\n$/);
  assert.equal(stderr.trim().split("\n").length, 5);
  const broken = await cli(["render", "broken.json"], { code: 1 });
  assert.equal(broken.stdout, "");
  assert.match(broken.stderr, /not-json/);
});

test("--out-dir writes a page for each file", async () => {
  await cli(["render", "--full", "--out-dir", "site/news", "good.json", "sub/other.json"]);
  assert.deepEqual((await readdir(join(folder, "site/news"))).sort(), ["good.html", "other.html"]);
  assert.match(await readFile(join(folder, "site/news/good.html"), "utf8"), /^<!doctype html>\n<html lang="it" dir="ltr">[^]*<h1[^]*<\/html>\n$/);
});

test("a whole page stands on its own, and comes to life with a script", async (t) => {
  const { folder: unpacked } = await packed();
  await cli(["render", "--full", "--out-dir", "still", repo("tests/fixtures/everything.json")], { code: 0 });
  const still = await shows(t, join(folder, "still"), "The island ferry", { path: "/everything.html", csp: null });
  assert.equal(await still.page.evaluate(() => getComputedStyle(document.querySelector(".aw")).getPropertyValue("--aw-styles") !== ""), true);
  assert.equal(await still.page.title(), "The island ferry sails again, all decks open");
  await cli(["render", "--full", "--script=article-widget.classic.js", "--stylesheet=article-widget.css", "--sections=closed", "--out-dir", "alive", "good.json"]);
  for (const name of ["article-widget.classic.js", "article-widget.css"]) await writeFile(join(folder, "alive", name), await readFile(join(unpacked, "dist", name)));
  const alive = await shows(t, join(folder, "alive"), "Good news", { path: "/good.html" });
  await alive.page.waitForFunction(() => document.querySelector("article-widget").ready);
  await alive.page.evaluate(() => document.querySelector("article-widget").ready);
  assertQuiet(alive);
});

test("who stops reading is no fault", async () => {
  const child = spawn(process.execPath, [program, "render", ...Array(40).fill(repo("tests/fixtures/everything.json"))], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (text) => (said += text));
  await once(child.stdout, "data");
  child.stdout.destroy();
  const [code] = await once(child, "close");
  assert.deepEqual([code, said], [0, ""]);
});

test("nesting without an end is told as what it is", async () => {
  const deep = `{"headline":"x","body":[${"[".repeat(50_000)}${"]".repeat(50_000)}]}`;
  const { stdout } = await cli(["check", "-"], { input: deep, code: null });
  assert.match(stdout, /^<stdin>:\d+:\d+: /);
});
