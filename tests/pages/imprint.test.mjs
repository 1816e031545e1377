// What a server printed comes to life without being drawn: with the imprint beside it, a page needs no WebAssembly to begin with.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { articleScript, imprintScript, renderPage, renderToString } from "../../www/dist/server.js";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { answer, heard, module, page, saying, settled, storm, visit } from "./parts.mjs";

const fixture = async (name) => JSON.parse(await readFile(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8"));

const head = `<link rel="stylesheet" href="/dist/article-widget.css">${heard}${module}`;
const before = '<script src="/pages/printed.js"></script>';

/** A page with an article that was rendered with these options. */
function served(article, { options = {}, attributes = "", inside = "", imprint = true, behind = "", lang = "en", scripts = before, script } = {}) {
  const rendered = renderToString(article, options);
  const all = articleScript(script ?? article, imprint ? rendered : undefined);
  return page(`<main><article-widget id="w"${attributes}>${rendered.html}${inside}${all}</article-widget></main>${behind}${scripts}`, { head, lang });
}

/** What was asked for that an article is drawn with: the WebAssembly, and words. */
const drawnWith = (v) => v.requests.map((url) => new URL(url).pathname).filter((path) => path.endsWith(".wasm"));

/** All that can be known of the article from outside. */
const state = (v) =>
  v.page.evaluate(() => {
    const host = document.querySelector("#w");
    const { outline, diagnostics } = host;
    return { html: host.querySelector(".aw").outerHTML, outline, diagnostics, heard, articles: host.querySelectorAll(":scope > .aw").length };
  });

const isSame = (v) => v.page.evaluate(() => [...document.querySelectorAll(".aw, .aw *")].every((node, index) => node === printed[index]));

test("without the WebAssembly, and under the strictest policy, what was printed comes to life and keeps every node", async (t) => {
  let asked;
  for (const name of ["italian", "rtl", "everything"]) {
    const article = await fixture(name);
    // Modules add to these, whose nodes nobody printed.
    article.body = article.body.filter(({ chart, layout }) => !chart && layout !== "compare");
    const v = await visit(t, `/${name}.html`, { html: served(article, { options: { toc: true, sections: "closed" }, attributes: ' toc sections="closed"' }) });
    const [{ detail }] = await saying(v.page, "article-ready");
    const { html, ...about } = renderToString(article, { toc: true, sections: "closed" });
    assert.deepEqual(detail, about);
    const { outline } = await state(v);
    await v.page.locator(".aw-section-button").first().click();
    assert.equal((await state(v)).outline[0].open, !outline[0].open);
    await v.page.evaluate(() => document.querySelector("#w").expandAll());
    assert.ok((await state(v)).outline.every(({ open }) => open));
    assert.equal(await isSame(v), true);
    assert.deepEqual(await v.page.evaluate(() => moved), ["#text", "#text"].slice(0, (await v.page.locator(".aw-all").count()) * 2));
    assert.deepEqual(v.requests.filter((url) => !/\.(html|css|js|png|jpg|webp|svg|mp4|webm|mp3|ogg|opus|vtt)$/.test(new URL(url).pathname)), []);
    assert.deepEqual(drawnWith(v), []);
    const scripts = v.requests.filter((url) => /\.js$/.test(url)).map((url) => new URL(url).pathname).sort();
    asked ??= scripts;
    const more = scripts.filter((script) => !asked.includes(script));
    assert.deepEqual(asked.filter((script) => !scripts.includes(script)), []);
    // Those of live articles and of notes; no words are asked for.
    const notes = await v.page.locator(".aw-note-ref").count();
    assert.equal(more.length, Number(article.live === true) + Math.min(notes, 1), `${more}`);
    assert.deepEqual([v.errors, v.violations.filter((violation) => !/^(img|media)-src/.test(violation))], [[], []]);
  }
});

test("a page of renderPage needs no WebAssembly, nor does its policy have to allow it", async (t) => {
  const html = renderPage(storm, { script: "/dist/define.js", stylesheet: "/dist/article-widget.css", sections: "first" }).replace("</body>", `${before}</body>`);
  const v = await visit(t, "/page.html", { html, csp: strictCsp.replace(" 'wasm-unsafe-eval'", "") });
  await v.page.evaluate(() => document.querySelector("article-widget").ready);
  await v.page.locator(".aw-section-button").last().click();
  assert.equal(await v.page.locator(".aw-section-button").last().getAttribute("aria-expanded"), "true");
  assert.equal(await isSame(v), true);
  assert.deepEqual(drawnWith(v), []);
  assertQuiet(v);
});

test("with scripts off, all of it can be read", async (t) => {
  const v = await visit(t, "/off.html", { html: served(storm, { scripts: "" }), javaScriptEnabled: false });
  for (const text of ["It came at nine.", "the bell", "Nobody has seen it yet."]) assert.ok(await v.page.getByText(text).isVisible(), text);
  const text = await v.page.locator("main").innerText();
  assert.ok(!text.includes("fingerprint") && !text.includes("{"), "data is not text");
});

/** Choices of a page, and whether what was printed with some of them has to be drawn to be what the page wants. */
const table = [
  { what: "every choice that attributes and the server say alike", options: { headingLevel: 1, idPrefix: "a-", theme: "dark", media: "load", exclusive: true, timeZone: "Europe/Rome", controls: false }, attributes: ' heading-level="1" id-prefix="a-" theme="dark" media="load" exclusive time-zone="Europe/Rome" controls="false"' },
  { what: "narrow, in a wide window", options: { sections: "narrow" }, attributes: ' sections="narrow"' },
  { what: "narrow, in a narrow window", options: { sections: "narrow" }, attributes: ' sections="narrow"', width: 400, drawn: true },
  { what: "what the reader left", attributes: " remember", remember: true },
  { what: "a fragment", options: { sections: "closed" }, attributes: ' sections="closed"', hash: "#article-noon" },
  { what: "a bar", attributes: " progress" },
  { what: "a language that neither says", article: { ...storm, lang: undefined } },
  { what: "the page's language, where the article has none", article: { ...storm, lang: undefined }, lang: "it", drawn: true },
  { what: "an article's own language in a page of another", lang: "it" },
  { what: "a base", options: { baseUrl: "https://example.org/x/" }, attributes: ' base-url="https://example.org/x/"' },
  { what: "a base that starts from the page", options: { baseUrl: "/x/" }, attributes: ' base-url="/x/"', drawn: true },
  { what: "another choice than the server's", attributes: " toc", drawn: true },
  { what: "fewer choices than the server's", options: { toc: true }, drawn: true },
  { what: "another time zone", options: { timeZone: "Europe/Rome" }, drawn: true },
  { what: "a function for addresses, on the server", options: { rewriteUrl: (url) => `${url}?server` }, drawn: true },
  { what: "a function for addresses, in the page", page: "{ rewriteUrl: (url) => url + '?page' }", drawn: true },
  { what: "labels", options: { labels: { copyLink: "Take it" } }, page: "{ labels: { copyLink: 'Take it' } }" },
  { what: "labels of the page alone", page: "{ labels: { copyLink: 'Take it' } }", drawn: true },
  { what: "blocks that the page draws", article: { ...storm, body: [...storm.body, { type: "chart", title: "Rain" }] }, options: { renderers: { chart() {} } }, page: "{ renderers: { chart: (block, host) => host.append('drawn: ' + block.title) } }" },
  { what: "a shadow root", attributes: " isolate", drawn: true, isolated: true },
  { what: "an id of the page's that the article has", behind: '<p id="article-the-night">x</p>', drawn: true },
  { what: "an id of the page's that only begins alike", behind: '<p id="article-x">x</p>' },
  { what: "a child for a place of the article's", article: { ...storm, body: [...storm.body, { type: "slot", name: "ad" }] }, inside: '<b slot="ad">Ad</b>' },
  { what: "an article that was corrected after it was rendered", script: { ...storm, standfirst: "And left the lamb" }, drawn: true },
  { what: "an article that was corrected on its way", change: (html) => html.replace(/("standfirst":"And left the )lamp/, "$1lamb"), drawn: true },
  { what: "carriage returns in the JSON", article: JSON.stringify(storm, null, 1).replaceAll("\n", "\r\n") },
  { what: "markup that lost an element on its way", change: (html) => html.replace(/<button class="aw-copy"[^>]*><\/button>/, ""), drawn: true },
  { what: "markup with a section closed on its way", change: (html) => html.replace('class="aw-panel"', 'class="aw-panel" hidden="until-found"'), drawn: true },
  { what: "an imprint of another version", change: (html) => html.replace(/"fingerprint":"[^"]*"/, '"fingerprint":"1-1"'), drawn: true },
  { what: "an imprint that is no JSON", change: (html) => html.replace(/(data-imprint>)\{/, "$1"), drawn: true },
];

test("whether it had to be drawn or not, what the page shows and says is the same", async (t) => {
  const text = (body, type = "text/html; charset=utf-8") => answer(body, 200, type);
  const answers = {};
  const frames = [];
  for (const [row, { article = storm, page: own, change = (html) => html, width = 1200, hash = "", remember, ...rest }] of table.entries()) {
    const scripts = own ? `<script src="/${row}/options.js"></script>` : remember ? `<script src="/${row}/left.js"></script>` : "";
    answers[`/${row}/options.js`] = text(`document.querySelector("#w").options = ${own};`, "text/javascript");
    answers[`/${row}/left.js`] = text(`sessionStorage.setItem("article-widget:" + location.pathname + ":storm", JSON.stringify({ [document.querySelector(".aw-section").dataset.key]: false }));`, "text/javascript");
    for (const imprint of [true, false]) {
      answers[`/${row}/${imprint}.html`] = text(change(served(article, { ...rest, imprint, scripts })));
      frames.push({ row, name: `${row} ${imprint}`, markup: `<iframe name="${row} ${imprint}" src="/${row}/${imprint}.html${hash}" width="${width}" height="900"></iframe>` });
    }
  }

  // Frames, because a visit costs more than what is looked at; few at a time, all within the window, so that none waits to be seen.
  const rows = 4;
  for (let first = 0; first < table.length; first += rows) {
    const some = frames.filter(({ row }) => row >= first && row < first + rows);
    answers["/table.html"] = (_, res) => res.writeHead(200, { "content-type": "text/html; charset=utf-8" }).end(page(some.map(({ markup }) => markup).join(""), { head: "" }));
    const fetched = [];
    const note = (request) => request.url().endsWith(".wasm") && fetched.push(request.frame().name());
    const v = await visit(t, "/empty.html", { html: page("", { head: "" }), answers, width: 2500, height: 3700 });
    v.page.on("request", note);
    await v.page.goto(`${v.origin}/table.html`, { timeout: 60_000 });
    const seen = new Map();
    for (const { row, name } of some) {
      const frame = v.page.frame({ name });
      await saying(frame, "article-ready");
      // A size is observed in one frame and measured in the next.
      for (let turn = 0; turn < 3; turn++) await settled(frame);
      // Sections up to a fragment's target are marked until the target has come to rest.
      await frame.waitForFunction(() => !document.querySelector("[data-near]"));
      const { html, ...told } = table[row].isolated ? await frame.evaluate(() => ({ html: document.querySelector("#w").shadowRoot.querySelector(".aw").outerHTML, heard })) : await state({ page: frame });
      seen.set(name, { html, ...told });
    }
    v.page.off("request", note);
    for (let row = first; row < Math.min(first + rows, table.length); row++) {
      const { what, drawn = false, page: own, remember } = table[row];
      const [adopted, other] = [true, false].map((imprint) => seen.get(`${row} ${imprint}`));
      assert.deepEqual(adopted, other, what);
      assert.ok(!own?.includes("renderers") || adopted.html.includes("drawn: Rain"), what);
      assert.ok(!remember || adopted.outline[0].open === false, what);
      const count = (imprint) => fetched.filter((name) => name === `${row} ${imprint}`).length;
      assert.deepEqual([count(true), count(false)], [drawn ? 1 : 0, 1], `${what}: fetched with and without imprint`);
    }
  }
});

test("an update loads the WebAssembly, keeps what is the same and tells what it did", async (t) => {
  const v = await visit(t, "/update.html", { html: served(storm, { options: { sections: "closed" }, attributes: ' sections="closed" progress' }) });
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-section-button").first().click();
  const later = structuredClone(storm);
  later.headline = "The storm is over";
  later.body[2].text = "Somebody slept.";
  later.body.push({ type: "paragraph", id: "more", text: "Now they have." });
  assert.deepEqual(drawnWith(v), []);
  assert.equal(await v.page.evaluate((article) => document.querySelector("#w").update(article) ?? null, later), null);
  const [{ detail }] = await saying(v.page, "article-update");
  assert.deepEqual(detail, { added: ["more"], changed: ["watch"], removed: [] });
  assert.deepEqual(drawnWith(v).length, 1);
  const kept = await v.page.evaluate(() => {
    const host = document.querySelector("#w");
    const blocks = [...host.querySelectorAll("[data-key]")];
    return {
      fresh: blocks.filter((block) => !printed.includes(block)).map((block) => block.dataset.key),
      article: printed.includes(host.querySelector(".aw")),
      headline: host.querySelector(".aw-headline").textContent,
      open: host.outline.map(({ open }) => open),
      bars: host.querySelectorAll(".aw-progress").length,
    };
  });
  assert.deepEqual(kept, { fresh: ["watch", "more"], article: true, headline: "The storm is over", open: [true, false, false, false], bars: 1 });
  // From then on it is like any other.
  const now = await v.page.evaluate((article) => document.querySelector("#w").update(article), storm);
  assert.deepEqual(now, { added: [], changed: ["watch"], removed: ["more"] });
  assertQuiet(v);
});

test("an update in another language than English has its words", async (t) => {
  const article = await fixture("italian");
  const v = await visit(t, "/parole.html", { html: served(article) });
  await saying(v.page, "article-ready");
  const later = { ...article, standfirst: "Nuovo" };
  await v.page.evaluate((article) => document.querySelector("#w").update(article), later);
  const [{ detail }] = await saying(v.page, "article-update");
  assert.deepEqual(detail, { added: [], changed: [], removed: [] });
  assert.equal((await state(v)).html.replaceAll("&nbsp;", "\u00a0"), renderToString(later).html);
});

test("several changes while the WebAssembly is on its way come one after the other, and none is lost", async (t) => {
  const v = await visit(t, "/several.html", { html: served(storm) });
  await saying(v.page, "article-ready");
  await v.page.evaluate((storm) => {
    const host = document.querySelector("#w");
    host.update({ ...storm, headline: "First" });
    host.setAttribute("theme", "dark");
    host.update({ ...storm, headline: "Second" });
    host.update("no article");
  }, storm);
  await saying(v.page, "article-ready", 2);
  const said = (await v.page.evaluate(() => heard)).map(({ type, detail }) => detail.error?.code ?? type);
  assert.deepEqual(said, ["article-ready", "article-update", "article-update", "not-json", "article-ready"]);
  assert.deepEqual(await v.page.evaluate(() => [document.querySelector(".aw-headline").textContent, document.querySelector(".aw").dataset.theme]), ["Second", "dark"]);
});

test("another article, or none any more, ends what waits for the WebAssembly", async (t) => {
  const v = await visit(t, "/ends.html", { html: served(storm) });
  await saying(v.page, "article-ready");
  await v.page.evaluate((storm) => {
    const host = document.querySelector("#w");
    host.update({ ...storm, headline: "First" });
    host.article = { ...storm, headline: "Another" };
  }, storm);
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await v.page.evaluate(() => [document.querySelector(".aw-headline").textContent, heard.length]), ["Another", 2]);

  const gone = await visit(t, "/gone.html", { html: served(storm) });
  await saying(gone.page, "article-ready");
  await gone.page.evaluate((storm) => {
    const host = document.querySelector("#w");
    host.update({ ...storm, headline: "First" });
    host.destroy();
  }, storm);
  await gone.page.evaluate(() => import("/dist/index.js").then(({ load }) => load()));
  await settled(gone.page);
  assert.deepEqual(await gone.page.evaluate(() => [document.querySelectorAll(".aw").length, heard.length]), [0, 1]);
});

test("a WebAssembly that can't come costs the update, and not what is shown", async (t) => {
  let there = false;
  const wasm = await readFile(new URL("../../www/dist/article-widget.wasm", import.meta.url));
  const v = await visit(t, "/late.html", {
    html: served(storm),
    answers: { "/dist/article-widget.wasm": (_, res, headers) => (there ? res.writeHead(200, { "content-type": "application/wasm", ...headers }).end(wasm) : res.writeHead(404, headers).end()) },
  });
  t.after(async () => {
    // For whoever comes next.
    there = true;
  });
  await saying(v.page, "article-ready");
  const update = (headline) => v.page.evaluate((article) => void document.querySelector("#w").update(article), { ...storm, headline });
  await update("Lost");
  assert.equal((await saying(v.page, "article-error"))[0].detail.error.code, "wasm-missing");
  assert.equal(await isSame(v), true);
  assert.equal(await v.page.locator(".aw-notice").count(), 0);
  there = true;
  await update("Found");
  await saying(v.page, "article-update");
  assert.equal(await v.page.locator(".aw-headline").textContent(), "Found");
});

test("an article from src, or set as a property, is known by its bytes", async (t) => {
  const json = JSON.stringify(storm);
  const rendered = renderToString(json);
  const inside = rendered.html + imprintScript(json, rendered);
  for (const [what, attribute, scripts] of [["src", ' src="/storm.json" refresh="5"', ""], ["property", "", '<script src="/set.js"></script>']]) {
    const v = await visit(t, `/${what}.html`, {
      html: page(`<article-widget id="w"${attribute}>${inside}</article-widget>${before}${scripts}`, { head }),
      answers: { "/storm.json": answer(json), "/set.js": answer(`document.querySelector("#w").article = ${json};`, 200, "text/javascript") },
    });
    await saying(v.page, "article-ready");
    assert.equal(await isSame(v), true, what);
    assert.deepEqual(drawnWith(v), [], what);
    assertQuiet(v);
  }
});

test("what it is asked to do otherwise, it does: pictures, addresses, paper, another place in the page", async (t) => {
  const article = { ...storm, image: { src: "/demo/pictures/none.jpg", alt: "The pier" } };
  const v = await visit(t, "/does.html", { html: served(article, { options: { sections: "closed" }, attributes: ' sections="closed"' }) });
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-enlarge").first().click();
  assert.equal(await v.page.locator("dialog[open] .aw-lightbox-close").getAttribute("aria-label"), "Close");
  await v.page.keyboard.press("Escape");
  const open = await v.page.evaluate(() => {
    const host = document.querySelector("#w");
    const all = () => host.outline.filter(({ open }) => open).length;
    const told = [all()];
    dispatchEvent(new Event("beforeprint"));
    told.push(all());
    dispatchEvent(new Event("afterprint"));
    told.push(all());
    host.toggle("article-the-night", true);
    document.body.prepend(host);
    return told;
  });
  assert.deepEqual(open, [0, 4, 0]);
  await settled(v.page);
  assert.equal((await state(v)).outline[0].open, true, "moved, it keeps its state");
  assert.deepEqual(drawnWith(v), []);
  // A copy has what the reader did, and isn't what was printed.
  await v.page.evaluate(() => {
    const copy = document.querySelector("#w").cloneNode(true);
    copy.id = "copy";
    document.body.append(copy);
  });
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await v.page.evaluate(() => document.querySelector("#copy").outline.map(({ open }) => open)), [false, false, false, false]);
  assert.equal(drawnWith(v).length, 1);
});

test("what is rendered is one thing, and what is given beside it can be another", () => {
  const rendered = renderToString(storm);
  const scripts = articleScript(storm, rendered);
  assert.equal(scripts.startsWith(articleScript(storm)), true);
  assert.equal(articleScript(storm, { ...rendered }), articleScript(storm), "a copy of what was rendered says nothing");
  assert.equal(imprintScript(storm, { ...rendered }), "");
  assert.ok(!/[<>&]/.test(imprintScript({ headline: "</script><!--" }, renderToString({ headline: "</script><!--" })).replace(/^<script[^>]*>|<\/script>$/g, "")));
});
