// What `wasm-pack build --target web` gives works on a page with nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import test, { before } from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, open } from "./browser.mjs";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = here("target/wasm-pack");

before(() => {
  const args = ["--log-level", "error", "build", "--mode", "no-install", "--target", "web", "--out-dir", folder];
  execFileSync("wasm-pack", args, { cwd: here("."), stdio: ["ignore", "ignore", "inherit"] });
});

const article = {
  id: "harbour",
  lang: "en",
  headline: "The harbour is closed",
  body: [
    { type: "paragraph", id: "lead", text: "No ferry left this morning." },
    ...["The storm", "The pier", "The wait"].map((heading) => ({
      type: "section",
      heading,
      body: Array.from({ length: 30 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}.` })),
    })),
  ],
};

/** The whole script of a page: loads the package and mounts the article. */
const script = `
import init, { mount } from "/article_widget.js";
await init();
const article = await (await fetch("/article.json")).json();
const host = document.querySelector("main");
window.heard = [];
host.addEventListener("article-toggle", ({ detail }) => heard.push(detail));
window.widget = mount(host, article, { sections: "closed" });
await widget.ready;
document.title = "ready";
`;

async function shown(json = JSON.stringify(article), path = "/wasm-pack.html") {
  const answers = {
    "/page.js": (_, res, headers) => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(script),
    "/article.json": (_, res, headers) => res.writeHead(200, { "content-type": "application/json", ...headers }).end(json),
  };
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><script type="module" src="/page.js"></script></head><body><main></main></body></html>`;
  const v = await open(path, { root: folder, html, answers });
  await v.page.waitForFunction(() => document.title === "ready");
  return v;
}

test("a page of ten lines mounts an article with its styles, under the strictest policy", async (t) => {
  const v = await shown();
  t.after(v.close);
  assert.equal(await v.page.getByRole("heading", { name: "The harbour is closed" }).count(), 1);
  assert.equal(await v.page.locator(".aw").evaluate((root) => getComputedStyle(root).containerType), "inline-size");
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 3);
  await v.page.getByRole("button", { name: "The pier", exact: true }).click();
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 2);
  assert.deepEqual(await v.page.evaluate(() => heard), [{ id: await v.page.locator(".aw-section").nth(1).getAttribute("id"), open: true, reason: "user" }]);
  assert.deepEqual(
    await v.page.evaluate(() => widget.outline.map(({ text, open }) => [text, open])),
    [["The storm", false], ["The pier", true], ["The wait", false]],
  );
  assertQuiet(v);
});

test("an update keeps the reader's place and the nodes that are the same", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async (article) => {
    widget.expandAll();
    const line = [...document.querySelectorAll("p")].find((p) => p.textContent === "The pier, line 9.");
    line.scrollIntoView();
    const before = line.getBoundingClientRect().top;
    const changed = structuredClone(article);
    changed.body.splice(1, 0, ...Array.from({ length: 9 }, (_, nth) => ({ type: "paragraph", text: `Something new, ${nth}.` })));
    const changes = widget.update(changed);
    return { same: line.isConnected, moved: line.getBoundingClientRect().top - before, added: changes.added.length, open: widget.outline.every(({ open }) => open) };
  }, article);
  assert.deepEqual({ ...told, moved: 0 }, { same: true, moved: 0, added: 9, open: true });
  assert.ok(Math.abs(told.moved) < 2, `moved by ${told.moved} px`);
  assertQuiet(v);
});

test("what can't be shown is an ArticleError, and a destroyed widget does nothing more", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async () => {
    const { mount } = await import("/article_widget.js");
    const host = document.querySelector("main");
    const errors = [];
    const cyclic = {};
    cyclic.self = cyclic;
    for (const article of [{}, "{", null, undefined, cyclic, new Uint8Array()]) {
      for (const work of [() => mount(host, article), () => widget.update(article)]) {
        try {
          work();
          errors.push("none");
        } catch (error) {
          errors.push(`${error instanceof Error} ${error.name} ${error.code}`);
        }
      }
    }
    widget.destroy();
    widget.destroy();
    widget.expandAll();
    const after = [widget.update({ headline: "Never" }), widget.outline, widget.diagnostics, host.childElementCount];
    const narrow = mount(host, { headline: "H" }, { colour: "red", timeZone: "Nowhere/At_all", limits: 7 });
    return { errors, after, codes: narrow.diagnostics.map(({ code, path }) => `${code} ${path}`) };
  });
  const twice = (code) => Array(2).fill(`true ArticleError ${code}`);
  assert.deepEqual(told.errors, ["no-headline", "not-json", "not-object", "not-object", "not-json", "not-json"].flatMap(twice));
  assert.deepEqual(told.after, [{ added: [], changed: [], removed: [] }, [], [], 0]);
  assert.deepEqual(told.codes, ["unknown-value options.timeZone", "unknown-option options.colour", "wrong-type options.limits"]);
  assertQuiet(v);
});

test("options that are functions are asked, and may throw", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async () => {
    const { mount } = await import("/article_widget.js");
    const host = document.querySelector("main");
    const log = [];
    const renderers = {
      score: (block, element) => {
        element.textContent = `${block.home} : ${block.away}`;
        return () => log.push("cleaned up");
      },
      broken: () => {
        throw new Error("no such thing");
      },
    };
    const rewriteUrl = (url, { kind }) => {
      if (url.endsWith("/c")) throw new Error("no");
      return url.endsWith("/b") ? null : `${url}?${kind}`;
    };
    const body = [
      { type: "score", home: 2, away: 1 },
      { type: "broken", text: "Words stay" },
      { type: "paragraph", text: ["a", "b", "c"].map((name) => ({ text: name, href: `https://example.org/${name}` })) },
    ];
    const own = mount(host, { headline: "H", published: "2026-03-01T23:30:00Z", body }, { renderers, rewriteUrl, timeZone: "Asia/Tokyo" });
    const links = [...host.querySelectorAll("p a")].map(({ href }) => href);
    const text = host.textContent;
    own.destroy();
    return { links, log, text, codes: own.diagnostics };
  });
  assert.deepEqual(told.links, ["https://example.org/a?link", "https://example.org/c"]);
  assert.match(told.text, /2 : 1/);
  assert.match(told.text, /Words stay/);
  assert.match(told.text, /March 2, 2026/);
  assert.deepEqual(told.log, ["cleaned up"]);
  assertQuiet(v);
});

test("a real article is shown whole", { skip: !existsSync(here("../shared/seed/article.json")) && "there is no ../shared/seed" }, async (t) => {
  const v = await shown(readFileSync(here("../shared/seed/article.json"), "utf8"), "/seed.html");
  t.after(v.close);
  const { headline } = JSON.parse(readFileSync(here("../shared/seed/article.json"), "utf8"));
  const text = typeof headline === "string" ? headline : headline.map((part) => part.text ?? part).join("");
  assert.ok((await v.page.locator(".aw").textContent()).includes(text));
  assert.ok((await v.page.locator(".aw-section").count()) > 0);
  await v.page.evaluate(() => widget.expandAll());
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 0);
});

test("the types of the package are those of the contract", () => {
  const types = readFileSync(`${folder}/article_widget.d.ts`, "utf8");
  assert.match(types, /export function mount\(host: Element, article: ArticleInput, options\?: Options \| null\): Widget;/);
  for (const name of ["ready", "outline", "diagnostics", "update", "expandAll", "collapseAll", "toggle", "destroy"]) {
    assert.match(types, new RegExp(`\\b${name}\\b`));
  }
});
