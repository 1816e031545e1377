// The files of the package, as servers serve them and as Node imports them.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { answer, heard, module, page, saying, script, storm, visit } from "./parts.mjs";

const dist = new URL("../../www/dist/", import.meta.url);
const root = fileURLToPath(dist);
const wasm = "/dist/article-widget.wasm";
const plain = (body = '<div id="d"></div>') => page(body, { head: "" });
const fallback = "<p>Read it without pictures.</p>";
const stays = `<article-widget id="w">${fallback}${script(storm)}</article-widget>`;

async function node(code) {
  const { stdout, stderr } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", code], { cwd: root });
  assert.equal(stderr, "");
  return JSON.parse(stdout);
}

test("the files need nothing but each other", async (t) => {
  const v = await visit(t, "/page.html", {
    root,
    html: page(`<article-widget id="w">${script(storm)}</article-widget>`, { head: '<script type="module" src="/define.js"></script>' }),
  });
  await v.page.locator(".aw-headline").waitFor();
  const own = new Set((await readdir(dist)).map((name) => `/${name}`));
  const foreign = v.requests.map((url) => new URL(url).pathname).filter((path) => path !== "/page.html" && !own.has(path));
  assert.deepEqual(foreign, []);
  assertQuiet(v);
});

test("the promised files are there, and their own address is all that they import", async () => {
  const names = await readdir(dist, { recursive: true });
  for (const name of ["index", "define", "inline", "server"]) {
    assert.ok(names.includes(`${name}.js`) && names.includes(`${name}.d.ts`), name);
  }
  assert.ok(names.includes("article-widget.classic.js") && names.includes("article-widget.css"));
  assert.deepEqual(
    names.filter((name) => name.endsWith(".wasm")),
    ["article-widget-import-json.wasm", "article-widget-import-markdown.wasm", "article-widget-import.wasm", "article-widget-posts.wasm", "article-widget.wasm"],
  );
  for (const name of names.filter((name) => /\.(js|d\.ts)$/.test(name))) {
    const text = await readFile(new URL(name, dist), "utf8");
    for (const [, from] of text.matchAll(/(?<!["'`])\b(?:from|import)\s*\(?\s*"([^"]+)"/g)) {
      // What is for a framework, or for a command line, has that beside it.
      const [beside] = /^(react|vue|svelte|cli)\b/.exec(name) ?? [];
      if (beside && (beside === "cli" ? from.startsWith("node:") : [beside, `${beside}-dom`].includes(from.split("/")[0]))) continue;
      // By its name, it is another file for each runtime.
      if (name === "react.server.js" && from === "article-widget/server") continue;
      if (name === "server.workerd.js" && /^\.\/article-widget(?:-posts)?\.wasm$/.test(from)) continue;
      if (name === "import.workerd.js" && /^\.\/article-widget-import(?:-json|-markdown)?\.wasm$/.test(from)) continue;
      if (["post.js", "import.node.js"].includes(name) && from.startsWith("node:")) continue;
      assert.match(from, /^\.\/(generated\/)?[\w.-]+\.js$/, name);
      assert.ok(names.includes(from.slice(2)) || names.includes(from.slice(2).replace(".js", ".d.ts")), `${name} imports ${from}`);
    }
  }
});

test("index.js does nothing until it is asked", async (t) => {
  const v = await visit(t, "/index.html", { html: plain() });
  const before = v.requests.length;
  const seen = await v.page.evaluate(async () => {
    const globals = new Set(Object.getOwnPropertyNames(window));
    const html = document.documentElement.outerHTML;
    const api = await import("/dist/index.js");
    return {
      globals: Object.getOwnPropertyNames(window).filter((name) => !globals.has(name) && !name.startsWith("__pw")),
      element: customElements.get("article-widget") ?? null,
      sheets: document.adoptedStyleSheets.length,
      html: html === document.documentElement.outerHTML,
      names: Object.keys(api).sort(),
    };
  });
  assert.deepEqual(seen, {
    globals: [],
    element: null,
    sheets: 0,
    html: true,
    names: ["ArticleError", "ArticlePostElement", "ArticleWidgetElement", "grantConsent", "load", "loadPosts", "loadSync", "mount", "postBlock", "renderToString", "revokeConsent"],
  });
  assert.deepEqual(
    v.requests.slice(before).filter((url) => !url.endsWith(".js")),
    [],
  );
  assertQuiet(v);
});

test("define.js defines the element and offers the same API", async (t) => {
  const v = await visit(t, "/define.html", { html: plain() });
  const seen = await v.page.evaluate(async () => {
    const [index, define] = [await import("/dist/index.js"), await import("/dist/define.js")];
    return [
      customElements.get("article-widget") === index.ArticleWidgetElement,
      Object.keys(index).filter((name) => index[name] !== define[name]),
    ];
  });
  assert.deepEqual(seen, [true, []]);
});

test("the WebAssembly is fetched once, however often it is asked for", async (t) => {
  const v = await visit(t, "/once.html", { html: page(stays.repeat(2)) });
  await saying(v.page, "article-ready", 2);
  await v.page.evaluate(async () => {
    const { load } = await import("/dist/index.js");
    await Promise.all([load(), load(), load("/elsewhere.wasm")]);
  });
  assert.deepEqual(
    v.requests.filter((url) => url.endsWith(".wasm")),
    [v.origin + wasm],
  );
});

test("inline.js asks for no other file than scripts", async (t) => {
  const v = await visit(t, "/inline.html", { html: plain() });
  const drawn = await v.page.evaluate(async (article) => {
    const { load, mount } = await import("/dist/inline.js");
    await load();
    const host = document.querySelector("#d");
    await mount(host, article).ready;
    return host.querySelector(".aw-headline").textContent;
  }, storm);
  assert.equal(drawn, storm.headline);
  assert.deepEqual(
    v.requests.slice(1).filter((url) => !url.endsWith(".js")),
    [],
  );
  assertQuiet(v);
});

test("load takes an address, an answer, bytes and a module, and loadSync the last two", async (t) => {
  const v = await visit(t, "/ways.html", { html: plain() });
  const ways = {
    "an address as text": "load(url)",
    "an address": "load(new URL(url, location))",
    "an answer": "load(await fetch(url))",
    "the promise of an answer": "load(fetch(url))",
    "a buffer": "load(await (await fetch(url)).arrayBuffer())",
    bytes: "load(new Uint8Array(await (await fetch(url)).arrayBuffer()))",
    "a module": "load(await WebAssembly.compileStreaming(fetch(url)))",
    "bytes at once": "loadSync(await (await fetch(url)).arrayBuffer())",
    "a module at once": "loadSync(await WebAssembly.compileStreaming(fetch(url)))",
  };
  for (const [what, code] of Object.entries(ways)) {
    await v.page.reload();
    const html = await v.page.evaluate(`(async () => {
      const { load, loadSync, renderToString } = await import("/dist/index.js");
      const url = "${wasm}";
      await ${code};
      return renderToString({ headline: "Loaded" }).html;
    })()`);
    assert.match(html, />Loaded</, what);
  }
  assertQuiet(v);
});

test("before it is loaded, mount and renderToString say so", async (t) => {
  const v = await visit(t, "/unloaded.html", { html: plain() });
  const codes = await v.page.evaluate(async () => {
    const { mount, renderToString } = await import("/dist/index.js");
    return [() => mount(document.querySelector("#d"), { headline: "x" }), () => renderToString({ headline: "x" })].map((work) => {
      try {
        work();
      } catch (error) {
        return `${error.name} ${error.code}`;
      }
    });
  });
  assert.deepEqual(codes, ["ArticleError not-loaded", "ArticleError not-loaded"]);
});

test("a server that doesn't know the type of WebAssembly costs nothing", async (t) => {
  const bytes = await readFile(new URL("article-widget.wasm", dist));
  for (const type of ["application/octet-stream", "text/plain", "application/wasm; charset=utf-8"]) {
    const v = await visit(t, "/mime.html", { html: page(stays), answers: { [wasm]: answerBytes(bytes, type) } });
    await saying(v.page, "article-ready");
    assert.equal(await v.page.locator(".aw-headline").innerText(), storm.headline);
    assertQuiet(v);
  }
});

const answerBytes = (bytes, type) => (_, res) =>
  res.writeHead(200, { "content-type": type, "x-content-type-options": "nosniff" }).end(bytes);

test("where the WebAssembly can't come, the page keeps what stands there, and it may come later", async (t) => {
  const bytes = await readFile(new URL("article-widget.wasm", dist));
  const faults = [
    [answer("not found", 404, "text/plain"), "wasm-missing"],
    [(_, res) => res.destroy(), "wasm-missing"],
    [answer("<!doctype html><title>Home</title>", 200, "text/html"), "wasm-broken"],
    [answerBytes(bytes.subarray(0, 5000), "application/wasm"), "wasm-broken"],
    [answerBytes(bytes.subarray(0, 5000), "application/octet-stream"), "wasm-broken"],
  ];
  for (const [fault, code] of faults) {
    let send = fault;
    const v = await visit(t, "/missing.html", { html: page(stays), answers: { [wasm]: (...to) => send(...to) } });
    const [said] = await saying(v.page, "article-error");
    assert.deepEqual([said.detail.error.name, said.detail.error.code], ["ArticleError", code]);
    assert.match(said.detail.error.message, /^[A-Z].*\.$/s);
    assert.equal((await v.page.locator("#w").innerText()).trim(), "Read it without pictures.");
    send = answerBytes(bytes, "application/wasm");
    await v.page.evaluate((article) => (document.querySelector("#w").article = article), storm);
    await saying(v.page, "article-ready");
    assert.equal(await v.page.locator("#w .aw-headline").innerText(), storm.headline);
    assert.deepEqual(v.errors, []);
  }
});

test("where the page's policy forbids WebAssembly, the page keeps what stands there", async (t) => {
  const csp = strictCsp.replace(" 'wasm-unsafe-eval'", "");
  for (const way of [module, '<script src="/dist/article-widget.classic.js"></script>']) {
    const v = await visit(t, "/blocked.html", { csp, html: page(stays, { head: heard + way }) });
    const [said] = await saying(v.page, "article-error");
    assert.equal(said.detail.error.code, "wasm-blocked");
    assert.match(said.detail.error.message, /'wasm-unsafe-eval'/);
    assert.equal((await v.page.locator("#w").innerText()).trim(), "Read it without pictures.");
    assert.deepEqual(v.errors, []);
  }
});

test("Node imports every module without a page", async () => {
  for (const name of ["index", "define", "inline", "server"]) {
    const names = await node(`const api = await import("./${name}.js"); console.log(JSON.stringify(Object.keys(api).sort()))`);
    assert.ok(names.includes("renderToString") && names.includes("ArticleError"), `${name}: ${names}`);
  }
});

test("renderToString needs nothing but Node", async () => {
  const printed = await node(`
    import { renderToString } from "./server.js";
    console.log(JSON.stringify(renderToString(${JSON.stringify(storm)}, { headingLevel: 1, sections: "closed" })));
  `);
  assert.match(printed.html, /^<article class="aw" lang="en" dir="ltr"[^]*<h1 class="aw-headline"[^]*<\/article>$/);
  assert.equal(printed.outline.length, 4);
  assert.ok(printed.outline.every(({ open }) => !open));
  assert.deepEqual(printed.diagnostics, []);
  assert.ok(printed.words > 30 && printed.minutes === 1);
});

test("in Node, what is no article is an ArticleError with code and path", async () => {
  const errors = await node(`
    import { ArticleError, renderToString } from "./server.js";
    const bad = [undefined, null, 7, "", "{", [], {}, { headline: "" }, new Uint8Array(3), () => {}];
    console.log(JSON.stringify(bad.map((article) => {
      try {
        renderToString(article);
      } catch (error) {
        return error instanceof ArticleError && error.name === "ArticleError" && error.message.endsWith(".") && error.code + " " + error.path;
      }
    })));
  `);
  const object = "not-object $";
  const json = "not-json $";
  const headline = "no-headline $.headline";
  assert.deepEqual(errors, [object, object, object, json, json, object, headline, headline, json, object]);
});

test("in Node, index.js renders once it is given its WebAssembly", async () => {
  const html = await node(`
    import { readFileSync } from "node:fs";
    import { loadSync, renderToString } from "./index.js";
    loadSync(readFileSync("./article-widget.wasm"));
    console.log(JSON.stringify(renderToString({ headline: "By hand" }).html));
  `);
  assert.match(html, />By hand</);
});

test("a server's pages don't depend on the order in which they were rendered", async () => {
  const [first, again] = await node(`
    import { renderToString } from "./server.js";
    const article = ${JSON.stringify(storm)};
    const first = renderToString(article).html;
    for (let i = 0; i < 50; i++) renderToString({ ...article, headline: "Other " + i });
    try { renderToString("{"); } catch {}
    console.log(JSON.stringify([first, renderToString(article).html]));
  `);
  assert.equal(first, again);
});
