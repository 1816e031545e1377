// A smoke test in WebKit, by WebDriver alone: Playwright needs a WebKit of its own.   WEBKIT_DRIVER=PATH node --test FILE
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import test, { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { renderPage } from "../../www/dist/server.js";
import { strictCsp } from "../pages/browser.mjs";
import { classic, heard, module, page, script, small, storm } from "../pages/parts.mjs";

const repo = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const mounts = { "/dist/": repo("www/dist"), "/demo/": repo("www/demo"), "/pages/": repo("tests/pages/pages") };
/** How long anything may take before it counts as hung. */
const limit = 30_000;

const answers = {};
const requests = [];
let server;
let driver;
let session;

/** A free port, for the driver. */
async function freePort() {
  const probe = await serve({ port: 0 });
  await probe.close();
  return new URL(probe.url).port;
}

async function send(method, path, body) {
  const response = await fetch(driver.url + path, { method, body: body && JSON.stringify(body), signal: AbortSignal.timeout(limit) });
  const { value } = await response.json();
  if (!response.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

const command = (method, path, body) => send(method, `/session/${session}${path}`, body);

async function startDriver() {
  const port = await freePort();
  driver = { url: `http://127.0.0.1:${port}`, process: spawn(process.env.WEBKIT_DRIVER, [`--port=${port}`, "--host=127.0.0.1"], { stdio: "inherit" }) };
  for (let turn = 0; ; turn++) {
    const ready = await send("GET", "/status").then(({ ready }) => ready, () => false);
    if (ready) return;
    assert.ok(turn < 100, "WebKit's driver doesn't answer");
    await new Promise((done) => setTimeout(done, 200));
  }
}

async function startSession() {
  ({ sessionId: session } = await send("POST", "/session", { capabilities: { alwaysMatch: { timeouts: { script: limit / 2, pageLoad: limit / 2 } } } }));
}

before(async () => {
  const hooks = async (req, res) => {
    const path = req.url.split("?")[0];
    requests.push(path);
    if (path === "/favicon.ico") res.writeHead(204).end();
    else if (answers[path]) answers[path](req, res);
    else return false;
    return true;
  };
  server = await serve({ port: 0, mounts, hooks });
  await startDriver();
  // The first start of a browser sometimes hangs.
  await startSession().catch(startSession);
  await command("POST", "/window/rect", { width: 1200, height: 900 });
});

after(async () => {
  if (session) await command("DELETE", "").catch(() => {});
  driver?.process.kill();
  await server?.close();
});

/** What a function of the page gives. */
const run = (body, ...args) => command("POST", "/execute/sync", { script: `return (${body}).apply(null, arguments)`, args });

async function until(body, ...args) {
  const end = Date.now() + limit;
  for (;;) {
    const value = await run(body, ...args);
    if (value) return value;
    assert.ok(Date.now() < end, `Waited in vain for ${body}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function element(css) {
  const found = await command("POST", "/element", { using: "css selector", value: css });
  return Object.values(found)[0];
}
const click = async (css) => command("POST", `/element/${await element(css)}/click`, {});
const press = async (css, text) => command("POST", `/element/${await element(css)}/value`, { text });
const keys = { enter: "\uE007", escape: "\uE00C" };

const watch = `globalThis.faults = [];
addEventListener("error", ({ message }) => faults.push(message));
addEventListener("unhandledrejection", ({ reason }) => faults.push(String(reason)));
addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => faults.push(violatedDirective + " " + blockedURI));`;
answers["/watch.js"] = (_, res) => res.writeHead(200, { "content-type": "text/javascript" }).end(watch);
const head = `<script src="/watch.js"></script>${heard}${module}`;
const events = (type) => until("(type) => { const all = heard.filter((event) => event.type === type); return all.length ? all.map(({ detail }) => detail) : null; }", type);

/** Opens a page of this text under the strictest policy. */
async function open(html, { path = "/smoke.html", hash = "", csp = strictCsp } = {}) {
  answers[path] = (_, res) => res.writeHead(200, { "content-type": "text/html; charset=utf-8", "content-security-policy": csp }).end(html);
  requests.length = 0;
  await command("POST", "/url", { url: "about:blank" });
  await command("POST", "/url", { url: server.url + path + hash });
}

async function shown(article, attributes = "", options = {}) {
  await open(page(`<main><h1>x</h1><article-widget id="w" ${attributes}>${script(article)}</article-widget></main>`, { head }), options);
  await events("article-ready");
}

const expanded = "() => [...document.querySelectorAll('.aw-section-button')].map((button) => button.ariaExpanded).join()";
const quiet = async () => assert.deepEqual(await run("() => faults"), []);
const check = (name, body) => test(name, { timeout: 3 * limit }, body);

check("an article is drawn under the strictest policy", async () => {
  await shown(storm);
  assert.equal(await run("() => document.querySelector('.aw-headline').textContent"), storm.headline);
  assert.equal(await run("() => document.querySelectorAll('.aw-section').length"), 4);
  await quiet();
});

check("its styles are there", async () => {
  await shown(storm, 'sections="closed"');
  assert.equal(await run("() => getComputedStyle(document.querySelector('.aw')).display !== 'inline' && getComputedStyle(document.querySelector('.aw-panel')).contentVisibility"), "hidden");
});

check("the button of all sections is underlined", async () => {
  await shown(storm);
  assert.equal(await run("() => getComputedStyle(document.querySelector('.aw-all')).textDecorationLine"), "underline");
});

check("a click opens and closes a section, and its event says so", async () => {
  await shown(storm, 'sections="closed"');
  await click(".aw-section-button");
  assert.equal(await run(expanded), "true,false,false,false");
  await click(".aw-section-button");
  assert.equal(await run(expanded), "false,false,false,false");
  assert.deepEqual((await events("article-toggle")).map(({ open, reason }) => [open, reason]), [[true, "user"], [false, "user"]]);
});

check("the keys do the same", async () => {
  await shown(storm, 'sections="closed"');
  await press(".aw-section-button", keys.enter);
  await press("#article-the-bill .aw-section-button", " ");
  assert.equal(await run(expanded), "true,false,false,true");
});

check("one button opens and closes all sections", async () => {
  await shown(storm, 'sections="closed"');
  await click(".aw-all");
  assert.equal(await run(expanded), "true,true,true,true");
  assert.match(await run("() => document.querySelector('.aw-all').textContent"), /Hide all/);
  await click(".aw-all");
  assert.equal(await run(expanded), "false,false,false,false");
});

check("a fragment opens the section that it leads to", async () => {
  await shown(storm, 'sections="closed"', { hash: "#article-divers" });
  assert.equal(await run(expanded), "false,true,true,false");
  await run("() => void (location.hash = '#article-the-bill')");
  await until(`() => (${expanded})() === 'false,true,true,true'`);
});

check("find in page opens what it finds", async () => {
  await shown(storm, 'sections="closed"');
  await run("() => void document.querySelector('.aw-panel').dispatchEvent(new Event('beforematch', { bubbles: true }))");
  await until(`() => (${expanded})() === 'true,false,false,false'`);
});

check("the contents lead into closed sections", async () => {
  await shown(storm, 'toc sections="closed"');
  await click(".aw-toc-link");
  await until(`() => location.hash === '#article-the-night' && (${expanded})() === 'true,false,false,false'`);
});

check("before it is printed, an article opens", async () => {
  await shown(storm, 'sections="closed"');
  assert.equal(await run(`() => { dispatchEvent(new Event("beforeprint")); const during = (${expanded})(); dispatchEvent(new Event("afterprint")); return during + " " + (${expanded})(); }`), "true,true,true,true false,false,false,false");
});

check("what the reader left is remembered over a reload", async () => {
  await shown(storm, "remember");
  await click(".aw-section-button");
  await command("POST", "/refresh", {});
  await events("article-ready");
  assert.equal(await run(expanded), "false,true,true,true");
});

check("an update keeps what is the same", async () => {
  await shown(storm);
  const later = { ...structuredClone(storm), headline: "The storm is over" };
  later.body[2].text = "Somebody slept.";
  const kept = await run(
    `(article) => {
      const all = [...document.querySelectorAll("#w [data-key]")];
      const report = document.querySelector("#w").update(article);
      const same = [...document.querySelectorAll("#w [data-key]")].filter((block) => all.includes(block)).length;
      return { report, fresh: all.length - same, headline: document.querySelector(".aw-headline").textContent };
    }`,
    later,
  );
  assert.deepEqual(kept, { report: { added: [], changed: ["watch"], removed: [] }, fresh: 1, headline: "The storm is over" });
  await quiet();
});

check("an isolated article is in a shadow root with its styles", async () => {
  await shown(storm, "isolate");
  const seen = await run(`() => {
    const { shadowRoot } = document.querySelector("#w");
    shadowRoot.querySelector(".aw-section-button").click();
    return [document.querySelectorAll(".aw").length, shadowRoot.querySelectorAll(".aw").length, shadowRoot.querySelector(".aw-section-button").ariaExpanded, getComputedStyle(shadowRoot.querySelector(".aw-all")).cursor];
  }`);
  assert.deepEqual(seen, [0, 1, "false", "pointer"]);
  await quiet();
});

const picture = { type: "image", src: "/demo/pictures/cavo-640.webp", alt: "A cable", width: 640, height: 360 };

check("a picture is enlarged in a dialog, which Escape closes", async () => {
  await shown({ ...storm, body: [picture] }, 'media="load"');
  await click(".aw-enlarge");
  // The press has loaded the module first.
  await until("() => document.querySelectorAll('dialog[open]').length === 1");
  await press("dialog button", keys.escape);
  await until("() => !document.querySelector('dialog') && document.activeElement.className === 'aw-enlarge'");
  await quiet();
});

check("a post's media wait for the reader", async () => {
  const media = [{ kind: "photo", src: "/demo/pictures/cavo-640.webp", alt: "A cable", width: 640, height: 360 }];
  await shown({ ...storm, body: [{ type: "tweet", post: { text: "Words", author: { name: "Ada", handle: "ada" }, media } }] });
  assert.ok(!requests.includes("/demo/pictures/cavo-640.webp"));
  await click("[data-ask=media]");
  await until("() => [...document.querySelectorAll('.aw-tweet img')].some(({ naturalWidth }) => naturalWidth === 640)");
  await quiet();
});

check("an embed is a facade without a frame", async () => {
  await shown({ ...storm, body: [{ type: "embed", url: "https://www.youtube.com/watch?v=abcdefghijk", title: "A film" }] });
  assert.deepEqual(await run("() => [document.querySelectorAll('[data-ask=embed]').length, document.querySelectorAll('iframe').length]"), [1, 0]);
  await quiet();
});

check("an article from right to left is so", async () => {
  await shown({ ...storm, lang: "ar" });
  assert.equal(await run("() => getComputedStyle(document.querySelector('.aw')).direction"), "rtl");
});

check("an article that can't come leaves a notice, and comes when asked for again", async () => {
  let broken = true;
  answers["/late.json"] = (_, res) => (broken ? res.writeHead(500).end() : res.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(small("Late"))));
  await open(page('<main><h1>x</h1><article-widget id="w" src="/late.json"></article-widget></main>', { head }));
  const [{ error }] = await events("article-error");
  assert.equal(error.code, "http-busy");
  broken = false;
  await click("#w button");
  await events("article-ready");
  assert.equal(await run("() => document.querySelector('.aw-headline').textContent"), "Late");
});

check("a policy against WebAssembly is named as the fault", async () => {
  await open(page(`<main><h1>x</h1><article-widget>${script(storm)}</article-widget></main>`, { head }), { csp: strictCsp.replace(" 'wasm-unsafe-eval'", "") });
  assert.equal((await events("article-error"))[0].error.code, "wasm-blocked");
});

check("the classic script draws an article too", async () => {
  await open(page(`<main><h1>x</h1><article-widget>${script(storm)}</article-widget></main>`, { head: `<script src="/watch.js"></script>${heard}${classic}` }));
  await events("article-ready");
  assert.equal(await run("() => document.querySelectorAll('.aw-section').length"), 4);
  await quiet();
});

for (const [what, hash, sections] of [["", "", "false,false,false,false"], [", and a fragment opens its section", "#article-watch", "true,false,false,false"]]) {
  check(`a printed article keeps its nodes and loads no WebAssembly${what}`, async () => {
    const html = renderPage(storm, { script: "/dist/define.js", stylesheet: "/dist/article-widget.css", sections: "closed" }).replace("</body>", `<script src="/pages/printed.js"></script></body>`);
    await open(html, { path: "/printed.html", hash, csp: strictCsp.replace(" 'wasm-unsafe-eval'", "") });
    assert.equal(await run("() => customElements.whenDefined('article-widget').then(() => document.querySelector('article-widget').ready).then(() => 'ready', ({ code }) => code)"), "ready");
    assert.equal(await run("() => [...document.querySelectorAll('.aw, .aw *')].every((node, index) => node === printed[index])"), true);
    assert.deepEqual(requests.filter((path) => path.endsWith(".wasm")), []);
    assert.equal(await run(expanded), sections);
    await click(".aw-section-button");
    assert.notEqual(await run(expanded), sections);
  });
}

check("an article that is taken away leaves nothing", async () => {
  await shown(storm, "progress toc");
  assert.equal(await run("() => { document.querySelector('#w').destroy(); return document.querySelectorAll('.aw, .aw-progress').length; }"), 0);
  await quiet();
});
