// Where nobody meant an article to stand: two versions of the script, frames, files, copies, and WebAssembly of another make.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { copyFile, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { articleScript, renderToString } from "../../www/dist/server.js";
import { assertQuiet } from "./browser.mjs";
import { answer, badIds, classic, heard, module, page, saying, script, settled, small, storm, visit } from "./parts.mjs";

const dist = fileURLToPath(new URL("../../www/dist/", import.meta.url));
const fallback = "<p>Read it without pictures.</p>";
const element = (inside = script(storm), attributes = "") => `<article-widget id="w"${attributes}>${inside}</article-widget>`;
const headline = (place) => place.locator("#w > .aw .aw-headline");

const { version } = JSON.parse(await readFile(join(dist, "../package.json"), "utf8"));
const older = "0.0.9";

/** The WebAssembly and the scripts as another version would have them, by the paths that they are served at. */
async function otherVersion(folder) {
  const hashOf = (bytes) => createHash("sha256").update(bytes).digest("base64");
  const bytes = await readFile(join(dist, "article-widget.wasm"));
  const wasm = Buffer.from(bytes);
  const at = wasm.indexOf(version);
  assert.ok(at > 0 && older.length === version.length);
  wasm.write(older, at);
  const answers = { [`${folder}article-widget.wasm`]: (_, res, headers) => res.writeHead(200, { "content-type": "application/wasm", ...headers }).end(wasm) };
  for (const name of (await readdir(dist)).filter((name) => name.endsWith(".js"))) {
    const text = (await readFile(join(dist, name), "utf8"))
      .replaceAll(hashOf(bytes), hashOf(wasm))
      .replaceAll(bytes.toString("base64"), wasm.toString("base64"))
      .replaceAll(JSON.stringify(version), JSON.stringify(older));
    answers[folder + name] = answer(text, 200, "text/javascript");
  }
  return { answers, wasm };
}

test("of two versions of the script the first has the element, and each works with its own WebAssembly", async (t) => {
  const { answers } = await otherVersion("/older/");
  const tag = { module, classic };
  const old = { module: module.replace("/dist/", "/older/"), classic: classic.replace("/dist/", "/older/") };
  for (const [what, head, first] of [
    ["modules, the older first", old.module + tag.module, older],
    ["modules, the newer first", tag.module + old.module, version],
    ["classic, the older first", old.classic + tag.classic, older],
    ["classic and module", old.classic + tag.module, older],
  ]) {
    const v = await visit(t, "/versions.html", { html: page(`${element()}<div id="d"></div>`, { head: heard + head }), answers });
    await saying(v.page, "article-ready");
    const firsts = await v.page.evaluate(async (article) => {
      // The other version's functions are its own.
      const own = [];
      for (const from of ["/dist/index.js", "/older/index.js"]) {
        const { load, mount, ArticleWidgetElement } = await import(from);
        await load();
        const host = document.querySelector("#d").appendChild(document.createElement("div"));
        own.push(ArticleWidgetElement === customElements.get("article-widget"));
        await mount(host, article, { idPrefix: from.replace(/\W/g, "") }).ready;
      }
      document.querySelector("#w").update({ ...article, headline: "Updated" });
      return own;
    }, storm);
    if (!what.includes("classic")) assert.deepEqual(firsts, [first === version, first === older], what);
    assert.equal(await headline(v.page).textContent(), "Updated", what);
    assert.equal(await v.page.locator("#d .aw-section").count(), 8, what);
    for (const [nth, button] of (await v.page.locator("#d .aw-section-button, #w .aw-section-button").all()).entries()) if (nth % 4 === 3) await button.click();
    assert.equal(await v.page.locator('.aw-section-button[aria-expanded="false"]').count(), 3, what);
    assert.deepEqual(await badIds(v.page), { twice: [], lost: [] }, what);
    assertQuiet(v);
  }
});

test("what another version of a server printed is drawn and compared, and kept where it is the same", async (t) => {
  const { answers } = await otherVersion("/older/");
  const rendered = renderToString(storm);
  const v = await visit(t, "/printed.html", {
    html: page(element(rendered.html + articleScript(storm, rendered)) + '<script src="/pages/printed.js"></script>', { head: heard + module.replace("/dist/", "/older/") }),
    answers,
  });
  await saying(v.page, "article-ready");
  assert.equal(await v.page.evaluate(() => [...document.querySelectorAll(".aw, .aw *")].every((node, index) => node === printed[index])), true);
  assert.ok(v.requests.some((url) => url.endsWith("/older/article-widget.wasm")));
  assertQuiet(v);
});

test("WebAssembly of another version is refused in words, and the fallback stays", async (t) => {
  const { wasm } = await otherVersion("/older/");
  let sent = wasm;
  const send = (_, res, headers) => res.writeHead(200, { "content-type": "application/wasm", ...headers }).end(sent);
  const v = await visit(t, "/other-wasm.html", { html: page(element(fallback + script(storm))), answers: { "/dist/article-widget.wasm": send, "/other.wasm": send } });
  const [{ detail }] = await saying(v.page, "article-error");
  assert.deepEqual([detail.error.code, detail.error.name], ["wasm-broken", "ArticleError"]);
  assert.match(detail.error.message, /another file is at .*article-widget\.wasm/);
  assert.equal((await v.page.locator("#w").innerText()).trim(), "Read it without pictures.");
  const told = await v.page.evaluate(async () => {
    const { load } = await import("/dist/index.js");
    return load("/other.wasm").catch(({ code, message }) => ({ code, message }));
  });
  sent = await readFile(join(dist, "article-widget.wasm"));
  assert.deepEqual(told, { code: "wasm-version", message: `The WebAssembly is of version ${older}, and the script of ${version}.` });
  assert.deepEqual(v.errors, []);
});

test("an element that is upgraded, or told of its place, more than once is one article", async (t) => {
  const v = await visit(t, "/upgraded.html", { html: page(element(), { head: heard }) });
  await v.page.evaluate(async () => {
    const host = document.querySelector("#w");
    const { ArticleWidgetElement } = await import("/dist/define.js");
    customElements.upgrade(host);
    customElements.upgrade(document);
    await host.ready;
    customElements.upgrade(host);
    host.connectedCallback();
    await import("/dist/define.js?again").catch(() => {});
    if (!(host instanceof ArticleWidgetElement)) throw new Error("It is somebody else's.");
  });
  await settled(v.page);
  assert.equal(await v.page.locator("#w > .aw").count(), 1);
  assert.deepEqual((await v.page.evaluate(() => heard)).map(({ type }) => type), ["article-ready"]);
  assertQuiet(v);
});

test("a copy from a template, and one that is made before there is an article, each come to life", async (t) => {
  const v = await visit(t, "/copies.html", { html: page(`${element()}<template>${element(script(small("From a template"))).replace('"w"', '"t"')}</template>`), csp: null });
  await v.page.evaluate(() => {
    const early = document.querySelector("#w").cloneNode(true);
    early.id = "c";
    document.body.append(early, document.importNode(document.querySelector("template").content, true));
  });
  await saying(v.page, "article-ready", 3);
  assert.deepEqual(await v.page.locator(".aw-headline").allTextContents(), [storm.headline, storm.headline, "From a template"]);
  assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
  assertQuiet(v);
});

test("in a frame whose page is an attribute, it is as on any page", async (t) => {
  const inner = (head, inside = element(), base = "") => page(inside, { head: base + head }).replaceAll("&", "&amp;").replaceAll('"', "&quot;");
  for (const [what, head, inside] of [
    ["module", module],
    ["classic", classic],
    ["an address", module, element("", ' src="/storm.json" remember')],
  ]) {
    const v = await visit(t, "/frame.html", { html: page(`<iframe title="Inside" width="800" height="600" srcdoc="${inner(head, inside)}"></iframe>`, { head: "" }), answers: { "/storm.json": answer(storm) } });
    const frame = v.page.frameLocator("iframe");
    await headline(frame).waitFor();
    await frame.locator(".aw-section-button").first().click();
    assert.equal(await frame.locator(".aw-section-button").first().getAttribute("aria-expanded"), "false", what);
    assert.notEqual(await headline(frame).evaluate((heading) => getComputedStyle(heading.closest(".aw")).getPropertyValue("--aw-styles")), "", what);
    assertQuiet(v);
  }
});

test("in a sandbox without an origin, the classic script shows what is in the page, and says what it can't fetch", async (t) => {
  const frame = (inside) => `<iframe title="Inside" sandbox="allow-scripts" srcdoc="${page(inside, { head: heard + classic }).replaceAll('"', "&quot;")}"></iframe>`;
  const v = await visit(t, "/sandbox.html", { html: page(frame(element(script(storm), " remember toc"))), csp: null });
  const inside = v.page.frameLocator("iframe");
  await headline(inside).waitFor();
  await inside.locator(".aw-section-button").first().click();
  assert.equal(await inside.locator(".aw-section-button").first().getAttribute("aria-expanded"), "false");
  assertQuiet(v);
  const far = await visit(t, "/sandbox.html", { html: page(frame(element(fallback, ' src="/storm.json"'))), csp: null, answers: { "/storm.json": answer(storm) } });
  await far.page.frames()[1].waitForFunction(() => globalThis.heard?.length);
  assert.deepEqual(await far.page.frames()[1].evaluate(() => heard.map(({ detail }) => detail.error.code)), ["network"]);
  assert.equal((await far.page.frameLocator("iframe").locator("#w").innerText()).trim(), "Read it without pictures.");
  assert.deepEqual(far.errors, []);
});

test("a page may mount into a frame of its own, and move an article there", async (t) => {
  const v = await visit(t, "/own-frame.html", { html: page(`${element()}<iframe title="Inside" width="800" height="600" srcdoc="&lt;!doctype html&gt;&lt;div id=d&gt;&lt;/div&gt;"></iframe>`) });
  await saying(v.page, "article-ready");
  const seen = await v.page.evaluate(async (article) => {
    const { mount } = await import("/dist/index.js");
    const inside = document.querySelector("iframe").contentDocument;
    const widget = mount(inside.querySelector("#d"), article);
    await widget.ready;
    inside.querySelector(".aw-section-button").click();
    const styled = () => inside.defaultView.getComputedStyle(inside.querySelector(".aw")).getPropertyValue("--aw-styles") !== "";
    const mounted = [widget.outline[0].open, styled()];
    widget.destroy();
    const host = document.querySelector("#w");
    inside.body.append(host);
    await new Promise((done) => setTimeout(done));
    host.setAttribute("toc", "");
    await new Promise((done) => setTimeout(done));
    host.querySelector(".aw-section-button").click();
    return { mounted, moved: [host.outline[0].open, host.querySelectorAll(".aw-toc-link").length, styled()] };
  }, storm);
  assert.deepEqual(seen, { mounted: [false, true], moved: [false, 4, true] });
  assert.equal((await v.page.evaluate(() => heard)).filter(({ type }) => type === "article-error").length, 0);
  assertQuiet(v);
});

/** A page that is opened as a file, with some of the package's files beside it. */
async function opened(t, html, names) {
  const folder = await mkdtemp(join(tmpdir(), "article-widget-"));
  t.after(() => rm(folder, { recursive: true }));
  for (const name of names) await copyFile(join(dist, name), join(folder, name));
  await copyFile(fileURLToPath(new URL("pages/heard.js", import.meta.url)), join(folder, "heard.js"));
  await writeFile(join(folder, "article.json"), JSON.stringify(storm));
  await writeFile(join(folder, "page.html"), html);
  const v = await visit(t, "/empty.html", { html: page("", { head: "" }) });
  await v.page.goto(pathToFileURL(join(folder, "page.html")).href);
  return v;
}

test("from a file, what can't be fetched is said, and what stands there stays", async (t) => {
  const names = (await readdir(dist)).filter((name) => /\.(js|wasm)$/.test(name));
  const head = '<script src="heard.js"></script><script src="article-widget.classic.js"></script>';
  const fetched = await opened(t, page(element(fallback, ' src="article.json"'), { head }), names);
  const [{ detail }] = await saying(fetched.page, "article-error");
  assert.equal(detail.error.code, "network");
  assert.match(detail.error.message, /^The article at article\.json could not be fetched/);
  assert.equal((await fetched.page.locator("#w").innerText()).trim(), "Read it without pictures.");
  assert.deepEqual(fetched.errors, []);

  const asked = await opened(t, page("", { head }), names);
  const wasm = await asked.page.evaluate(() => window.ArticleWidget.load("article-widget.wasm").catch(({ code, message }) => ({ code, message })));
  assert.deepEqual(wasm, { code: "wasm-missing", message: "The WebAssembly at article-widget.wasm could not be fetched." });
  assert.deepEqual(asked.errors, []);

  // Browsers load no modules from files.
  const modules = await opened(t, page(element(fallback + script(storm)), { head: '<script src="heard.js"></script><script type="module" src="define.js"></script>' }), names);
  await settled(modules.page);
  assert.equal((await modules.page.locator("#w").innerText()).trim(), "Read it without pictures.");
  assert.deepEqual([modules.errors, await modules.page.evaluate(() => heard)], [[], []]);
});

test("from a file, what a server printed comes to life, and is updated", async (t) => {
  const rendered = renderToString(storm);
  const head = '<script src="heard.js"></script><script src="article-widget.classic.js"></script>';
  const v = await opened(t, page(element(rendered.html + articleScript(storm, rendered)), { head }), ["article-widget.classic.js"]);
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-section-button").first().click();
  await v.page.evaluate((article) => void document.querySelector("#w").update(article), { ...storm, headline: "Updated" });
  await saying(v.page, "article-update");
  assert.equal(await headline(v.page).textContent(), "Updated");
  assert.equal(await v.page.locator(".aw-section-button").first().getAttribute("aria-expanded"), "false");
  assertQuiet(v);
});
