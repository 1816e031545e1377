// <ArticleWidget>: in a page, on a server, and taken over from the one by the other. React is the one that warns.
import assert from "node:assert/strict";
import { copyFile, cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import * as esbuild from "esbuild";
import { assertQuiet } from "../pages/browser.mjs";
import { packed, program, project, repo, run, shows } from "./consumer.mjs";

const app = `
import { StrictMode, createElement as h, useRef, useState } from "react";
import { ArticlePost, ArticleWidget } from "article-widget/react";

export const first = {
  lang: "en",
  id: "storm",
  headline: "The storm",
  body: [
    { type: "paragraph", id: "lead", text: ["See ", { text: "this", href: "https://example.org/" }] },
    { type: "heading", text: "The night" },
    { type: "paragraph", id: "dark", text: "Dark." },
    { type: "heading", text: "The morning" },
    { type: "paragraph", id: "light", text: "Light." },
  ],
};
const note = (what) => (detail) => (globalThis.said ??= []).push([what, detail]);
export function App() {
  const [state, set] = useState({ article: first, sections: "closed", mark: "a", shown: true });
  const ref = useRef(null);
  globalThis.change = (more) => set((before) => ({ ...before, ...more }));
  globalThis.host = ref;
  globalThis.renders = (globalThis.renders ?? 0) + 1;
  if (!state.shown) return h("p", { id: "gone" }, "Gone");
  return h(ArticleWidget, {
    id: "w",
    className: "story",
    "data-mark": state.mark,
    ref,
    article: state.article,
    options: { sections: state.sections, rewriteUrl: (url) => url + "?" + state.mark, labels: { showAll: "All" } },
    onReady: note("ready"),
    onError: note("error"),
    onUpdate: note("update"),
    onToggle: note("toggle " + state.mark),
  });
}
export const Plain = () => h(ArticleWidget, { id: "w", article: first, options: { sections: "closed", consent: () => true }, onReady: note("ready") });
const withSlots = { lang: "en", headline: "With an advert", body: [{ type: "paragraph", text: "Text." }, { type: "slot", name: "ad" }, { type: "slot", name: "letter" }] };
function Counter() {
  const [count, set] = useState(0);
  return h("button", { id: "ad", onClick: () => set(count + 1) }, "Ad " + count);
}
export function Slots() {
  const [{ article, letter, shown }, set] = useState({ article: withSlots, letter: false, shown: true });
  globalThis.change = (more) => set((before) => ({ ...before, ...more }));
  const slots = { ad: h(Counter), ...(letter ? { letter: h("p", null, "Subscribe") } : {}) };
  return shown ? h(StrictMode, null, h(ArticleWidget, { id: "w", article, slots, onReady: note("ready") })) : h("p", { id: "gone" }, "Gone");
}
export function Post() {
  const [post, set] = useState({ author: { name: "Ada", handle: "ada" }, text: "Away!" });
  globalThis.change = set;
  return h(ArticlePost, { id: "w", post, options: { theme: "dark" }, onReady: note("ready"), onUpdate: note("update") });
}
export const Strict = () => h(StrictMode, null, h(App));
`;

const page = (inside, script) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>React</title><script type="module" src="${script}"></script></head><body><main id="root">${inside}</main></body></html>`;

async function bundle(folder) {
  await esbuild.build({
    entryPoints: ["client.js", "hydrate.js", "plain.js", "post.js", "slots.js"].map((name) => join(folder, name)),
    bundle: true,
    splitting: true,
    format: "esm",
    outdir: join(folder, "site"),
    // Only then does it warn.
    define: { "process.env.NODE_ENV": '"development"' },
    logLevel: "error",
  });
  await copyFile(join(folder, "node_modules/article-widget/dist/article-widget.wasm"), join(folder, "site/article-widget.wasm"));
}

const files = {
  "app.js": app,
  "client.js": `
    import { createElement as h } from "react";
    import { createRoot } from "react-dom/client";
    import { Strict } from "./app.js";
    createRoot(document.querySelector("#root")).render(h(Strict));`,
  "hydrate.js": `
    import { createElement as h } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { Strict } from "./app.js";
    globalThis.printed = [...document.querySelectorAll("#w, #w *")];
    hydrateRoot(document.querySelector("#root"), h(Strict), { onRecoverableError: (error) => console.error("recovered", error) });`,
  "plain.js": `
    import { createElement as h } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { Plain } from "./app.js";
    hydrateRoot(document.querySelector("#root"), h(Plain), { onRecoverableError: (error) => console.error("recovered", error) });`,
  "slots.js": `
    import { createElement as h } from "react";
    import { createRoot, hydrateRoot } from "react-dom/client";
    import { Slots } from "./app.js";
    const root = document.querySelector("#root");
    const onRecoverableError = (error) => console.error("recovered", error);
    if (root.firstChild) hydrateRoot(root, h(Slots), { onRecoverableError });
    else createRoot(root).render(h(Slots));`,
  "post.js": `
    import { createElement as h } from "react";
    import { hydrateRoot } from "react-dom/client";
    import { Post } from "./app.js";
    hydrateRoot(document.querySelector("#root"), h(Post), { onRecoverableError: (error) => console.error("recovered", error) });`,
  "server.js": `
    import { createElement as h } from "react";
    import { renderToString } from "react-dom/server";
    import * as app from "./app.js";
    process.stdout.write(renderToString(h(app[process.argv[2] ?? "Strict"])));`,
};
const folder = await project("app", files);
await bundle(folder);

/** The same project with React 18 in it. */
const older = await project("app-18", files);
for (const name of ["react", "react-dom"]) await cp(repo(`tests/package/node_modules/${name}-18`), join(older, "node_modules", name), { recursive: true });
await bundle(older);

const said = (page, what) => page.evaluate((what) => (globalThis.said ?? []).filter(([name]) => name.startsWith(what)).map(([, detail]) => detail), what);
const headline = (page, text) => page.locator("#w .aw-headline", { hasText: text }).waitFor();
const isReady = (page) => page.waitForFunction(() => (globalThis.said ?? []).some(([what]) => what === "ready"));

/** What holds however the article came to be there. */
async function lives({ page }) {
  await isReady(page);
  assert.equal((await said(page, "ready")).at(-1).outline.length, 2);
  assert.equal(await page.locator("#w .aw").count(), 1);
  assert.deepEqual(await page.evaluate(() => [host.current.id, host.current.className, host.current.outline.length]), ["w", "story", 2]);

  await page.locator(".aw-section-button").first().click();
  assert.deepEqual((await said(page, "toggle a")).map(({ open, reason }) => [open, reason]), [[true, "user"]]);

  // Another rendering with new functions, and the same choices, changes nothing.
  const before = await page.evaluate(() => (globalThis.nodes = [...document.querySelectorAll("#w *")]).length);
  await page.evaluate(() => change({ mark: "b" }));
  await page.waitForFunction(() => document.querySelector("#w").dataset.mark === "b");
  const now = await page.evaluate(() => [...document.querySelectorAll("#w *")].filter((node, index) => node === nodes[index]).length);
  assert.equal(now, before);
  await page.locator(".aw-section-button").nth(1).click();
  assert.equal((await said(page, "toggle b")).length, 1, "the last rendering's function is called");

  // Another article is an update: what is the same stays, open sections too.
  await page.evaluate(() => {
    globalThis.kept = document.querySelector('[data-key="dark"]');
    const { article } = { article: structuredClone(host.current.article) };
    article.headline = "The storm is over";
    article.body.push({ type: "paragraph", id: "new", text: "New." });
    change({ article });
  });
  await headline(page, "The storm is over");
  assert.deepEqual((await said(page, "update")).at(-1).added, ["new"]);
  assert.equal(await page.evaluate(() => kept === document.querySelector('[data-key="dark"]') && host.current.outline.every(({ open }) => open)), true);
  // The function of the last rendering, once it is asked.
  assert.equal(await page.locator('#w a[href^="https://example.org/"]').getAttribute("href"), "https://example.org/?b");

  await page.evaluate(() => change({ article: { headline: "" } }));
  await page.waitForFunction(() => said.some(([what]) => what === "error"));
  assert.deepEqual(await page.evaluate(() => globalThis.said.filter(([what]) => what === "error").map(([, { error }]) => error.code)), ["no-headline"]);
  assert.equal(await page.locator("#w .aw-headline").innerText(), "The storm is over");

  await page.evaluate(() => change({ sections: "none" }));
  await page.waitForFunction(() => host.current.outline.length === 0);

  await page.evaluate(() => change({ shown: false }));
  await page.locator("#gone").waitFor();
  await page.evaluate(() => change({ shown: true, article: { headline: "Back again" } }));
  await headline(page, "Back again");
}

for (const [version, home] of [["19", folder], ["18", older]]) {
  test(`with React ${version} it shows, updates, tells and goes, in strict mode and under the strictest policy`, async (t) => {
    await writeFile(join(home, "site/index.html"), page("", "client.js"));
    const visit = await shows(t, join(home, "site"), "The storm");
    await lives(visit);
    assertQuiet(visit);
  });

  test(`what a server rendered with React ${version} is taken over without a warning, node for node`, async (t) => {
    const { stdout, stderr } = await run(process.execPath, [join(home, "server.js")], { env: { ...process.env, NODE_ENV: "development" } });
    assert.equal(stderr, "");
    assert.match(stdout, /^<article-widget id="w" class="story" data-mark="a"><article class="aw"[^]*hidden="until-found"[^]*<\/article-widget>$/);
    await writeFile(join(home, "site/served.html"), page(stdout, "hydrate.js"));
    const visit = await shows(t, join(home, "site"), "The storm", { path: "/served.html" });
    await isReady(visit.page);
    const same = await visit.page.evaluate(() => {
      const now = [...document.querySelectorAll("#w, #w *")];
      return now.length === printed.length && now.length > 20 && now.every((node, index) => node === printed[index]);
    });
    assert.equal(same, true);
    await lives(visit);
    assertQuiet(visit);
  });
}

for (const [version, home] of [["19", folder], ["18", older]]) {
  test(`a post alone is rendered by React ${version} on a server, hydrated and updated`, async (t) => {
    const { stdout, stderr } = await run(process.execPath, [join(home, "server.js"), "Post"], { env: { ...process.env, NODE_ENV: "development" } });
    assert.equal(stderr, "");
    await writeFile(join(home, "site/post.html"), page(stdout, "post.js"));
    const visit = await shows(t, join(home, "site"), "Away!", { path: "/post.html", within: "#w .aw-tweet-text" });
    await isReady(visit.page);
    assert.equal(await visit.page.locator("#w > .aw").getAttribute("data-theme"), "dark");
    assert.deepEqual(visit.requests.filter((url) => url.endsWith(".wasm")), []);
    await visit.page.evaluate(() => change({ author: { name: "Ada", handle: "ada" }, text: "Ashore." }));
    await visit.page.locator("#w .aw-tweet-text", { hasText: "Ashore." }).waitFor();
    assertQuiet(visit);
  });
}

test("what a server rendered needs no WebAssembly before the first update", async (t) => {
  const { stdout } = await run(process.execPath, [join(folder, "server.js"), "Plain"], { env: { ...process.env, NODE_ENV: "development" } });
  await writeFile(join(folder, "site/plain.html"), page(stdout, "plain.js"));
  const visit = await shows(t, join(folder, "site"), "The storm", { path: "/plain.html" });
  await isReady(visit.page);
  await visit.page.locator(".aw-section-button").first().click();
  assert.equal(await visit.page.locator('.aw-section-button[aria-expanded="true"]').count(), 1);
  const asked = () => visit.requests.filter((url) => url.endsWith(".wasm")).length;
  assert.equal(asked(), 0);
  await visit.page.evaluate(() => document.querySelector("#w").update({ headline: "The storm is over" }));
  await headline(visit.page, "The storm is over");
  assert.equal(asked(), 1);
  assertQuiet(visit);
});

test("React's own content stands where the article has its slots, and lives there", async (t) => {
  const { stdout, stderr } = await run(process.execPath, [join(folder, "server.js"), "Slots"], { env: { ...process.env, NODE_ENV: "development" } });
  assert.equal(stderr, "");
  for (const [path, inside] of [["/slots.html", ""], ["/served-slots.html", stdout]]) {
    await writeFile(join(folder, `site${path}`), page(inside, "slots.js"));
    const visit = await shows(t, join(folder, "site"), "With an advert", { path });
    await isReady(visit.page);
    const ad = visit.page.locator('#w .aw-slot[data-slot="ad"] #ad');
    await ad.click();
    await ad.getByText("Ad 1").waitFor();
    await visit.page.evaluate(() => {
      globalThis.before = document.querySelector("#ad");
      const { article } = document.querySelector("#w");
      change({ letter: true, article: { ...article, headline: "With two" } });
    });
    await headline(visit.page, "With two");
    await visit.page.locator('#w .aw-slot[data-slot="letter"]', { hasText: "Subscribe" }).waitFor();
    assert.deepEqual(await visit.page.evaluate(() => [before === document.querySelector("#ad"), before.textContent]), [true, "Ad 1"]);
    await visit.page.evaluate(() => change({ letter: false }));
    await visit.page.waitForFunction(() => !document.querySelector("#w").innerText.includes("Subscribe"));
    await visit.page.evaluate(() => change({ shown: false }));
    await visit.page.locator("#gone").waitFor();
    assertQuiet(visit);
  }
});

test("where there is no script, what a server rendered stays", async (t) => {
  const visit = await shows(t, join(folder, "site"), "The storm", { path: "/served.html", javaScriptEnabled: false });
  assert.equal(await visit.page.locator(".aw-section").count(), 2);
});

test("a page's bundle has nothing of the server's in it", async () => {
  const { metafile, outputFiles } = await esbuild.build({ entryPoints: [join(folder, "client.js")], bundle: true, format: "esm", write: false, metafile: true, outdir: join(folder, "none"), logLevel: "error" });
  const inputs = Object.keys(metafile.inputs).filter((path) => path.includes("article-widget/dist"));
  assert.ok(inputs.some((path) => path.endsWith("/react.js")) && inputs.some((path) => path.endsWith("/index.js")));
  assert.deepEqual(inputs.filter((path) => /server|inline/.test(path)), []);
  const start = Buffer.from("\0asm").toString("base64").slice(0, 5);
  assert.ok(outputFiles.every(({ text }) => !text.includes(start)), "no WebAssembly as text");
});

test("a project with React 18, with 19 or with none can install the package", async () => {
  const { folder } = await packed();
  const { peerDependencies, peerDependenciesMeta } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
  assert.deepEqual(peerDependencies, { react: ">=18", "react-dom": ">=18" });
  assert.ok(peerDependenciesMeta.react.optional && peerDependenciesMeta["react-dom"].optional);
});

test("its types know what it takes", async () => {
  const tsx = `
import { ArticleWidget, type ArticleWidgetProps } from "article-widget/react";
import { useRef } from "react";
import type { ArticleWidgetElement } from "article-widget";

export function Story({ article }: Pick<ArticleWidgetProps, "article">) {
  const ref = useRef<ArticleWidgetElement>(null);
  return (
    <>
      <ArticleWidget
        ref={ref}
        id="story"
        className="wide"
        article={article}
        options={{ sections: "first", toc: true }}
        slots={{ ad: <b>Buy a boat</b> }}
        onToggle={({ id, open, reason }) => console.log(id, open, reason)}
        onError={({ error }) => console.log(error.code)}
        onReady={({ words }) => ref.current?.expandAll() ?? words}
      />
      <article-widget src="/a.json" sections="closed" onarticle-ready={(event) => console.log(event.detail.minutes)} />
      {/* @ts-expect-error there is no such choice */}
      <ArticleWidget article={article} options={{ sections: "ajar" }} />
      {/* @ts-expect-error an article is needed */}
      <ArticleWidget />
      {/* @ts-expect-error there is no such choice */}
      <article-widget sections="ajar" />
    </>
  );
}
`;
  const config = { compilerOptions: { noEmit: true, strict: true, exactOptionalPropertyTypes: true, jsx: "react-jsx", target: "es2022", module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom", "dom.iterable"], types: [] } };
  const typed = await project("typed", { "story.tsx": tsx, "tsconfig.json": JSON.stringify(config) });
  const { stdout } = await run(program("tsc"), ["--project", typed, "--pretty", "false"], { code: null });
  assert.equal(stdout, "");
});
