// Articles from a server with the resume script: interactive without the rest of the script, which comes when it is needed.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { articleScript, postBlock, renderPage, renderPost, renderToString } from "../../www/dist/server.js";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { answer, classic, gate, heard, module, page, saying, settled, storm, visit } from "./parts.mjs";

const head = `<link rel="stylesheet" href="/dist/article-widget.css">${heard}<script type="module" src="/dist/resume.js"></script>`;
const watching = '<script src="/pages/printed.js"></script>';

/** A page with an article that was rendered with these options. */
function served(article, { options = {}, attributes = "", before = "", behind = "", inside = "" } = {}) {
  const rendered = renderToString(article, options);
  return page(`${before}<main><article-widget id="w"${attributes}>${rendered.html}${inside}${articleScript(article, rendered)}</article-widget></main>${behind}${watching}`, { head });
}

const closed = { options: { sections: "closed" }, attributes: ' sections="closed"' };

const scripts = (v) => v.requests.map((url) => new URL(url).pathname).filter((path) => /\/dist\/.*\.(js|wasm)$/.test(path));
const isAlone = (v) => assert.deepEqual(scripts(v), ["/dist/resume.js"]);
const isSame = (v) => v.page.evaluate(() => [...document.querySelectorAll(".aw, .aw *")].every((node, index) => node === printed[index]));
const open = (v) => v.page.evaluate(() => [...document.querySelectorAll(".aw-section")].map((section) => !section.lastElementChild.hasAttribute("hidden")));
const toggles = (v) => v.page.evaluate(() => heard.filter(({ type }) => type === "article-toggle").map(({ host, detail }) => [host, detail.id, detail.open, detail.reason]));
const defined = (v) => v.page.evaluate(() => customElements.get("article-widget") !== undefined);
/** The module has run, and whatever it began at once. */
const started = async (v) => {
  await v.page.waitForFunction(() => Object.getOwnPropertySymbols(document.querySelector("article-widget, article-post")).length > 0);
  await settled(v.page);
};

test("sections, the button for all of them, contents and paper work without the rest, under the strictest policy", async (t) => {
  const html = renderPage(storm, { script: "/dist/resume.js", stylesheet: "/dist/article-widget.css", sections: "closed", toc: true })
    .replace("<head>", `<head>${heard}`)
    .replace("</body>", `${watching}</body>`);
  const v = await visit(t, "/alone.html", { html, csp: strictCsp.replace(" 'wasm-unsafe-eval'", "") });
  await started(v);
  const all = v.page.locator(".aw-all");
  const before = await all.innerText();
  await v.page.locator(".aw-section-button").first().click();
  assert.deepEqual(await open(v), [true, false, false, false]);
  await v.page.locator(".aw-section-button").first().click();
  await all.click();
  assert.deepEqual(await open(v), [true, true, true, true]);
  assert.notEqual(await all.innerText(), before);
  await all.click();
  await v.page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.deepEqual(await open(v), [true, true, true, true]);
  await v.page.evaluate(() => dispatchEvent(new Event("afterprint")));
  assert.deepEqual(await open(v), [false, false, false, false]);
  await v.page.locator(".aw-toc-link", { hasText: "At noon" }).click();
  await v.page.waitForFunction(() => heard.some(({ detail }) => detail?.reason === "hash"));
  assert.deepEqual(await open(v), [false, true, true, false]);
  const said = await toggles(v);
  assert.deepEqual(said.slice(0, 2), [
    ["", "article-the-night", true, "user"],
    ["", "article-the-night", false, "user"],
  ]);
  assert.deepEqual([...new Set(said.map((one) => one[3]))], ["user", "all", "print", "hash"]);
  assert.equal(await isSame(v), true);
  isAlone(v);
  assertQuiet(v);
});

test("a fragment leads into a closed section, and exclusive sections close each other", async (t) => {
  const v = await visit(t, "/fragment.html#article-divers", { html: served(storm, { ...closed, attributes: ' sections="closed" exclusive' }) });
  await started(v);
  assert.deepEqual(await open(v), [false, true, true, false]);
  await v.page.locator(".aw-section-button").last().click();
  assert.deepEqual(await open(v), [false, false, true, true]);
  isAlone(v);
});

test("a press that needs the rest loads it and is done once; what the reader opened, and where they are, stays", async (t) => {
  const article = { ...storm, image: { src: "/demo/pictures/none.jpg", alt: "The pier" } };
  const v = await visit(t, "/press.html#article-divers", { html: served(article, { ...closed, before: '<p id="far"></p>', behind: '<p id="far"></p>' }).replace("</head>", '<link rel="stylesheet" href="/pages/far.css"></head>') });
  await started(v);
  await v.page.locator(".aw-section-button").first().click();
  isAlone(v);
  await v.page.evaluate(() => {
    globalThis.clicks = 0;
    document.addEventListener("click", () => clicks++);
  });
  const enlarge = v.page.locator(".aw-enlarge");
  await enlarge.scrollIntoViewIfNeeded();
  const before = await v.page.evaluate(() => scrollY);
  await enlarge.click();
  await v.page.locator("dialog[open]").waitFor();
  await saying(v.page, "article-ready");
  await settled(v.page);
  assert.equal(await v.page.evaluate(() => clicks), 1);
  await v.page.keyboard.press("Escape");
  await v.page.locator("dialog").waitFor({ state: "detached" });
  assert.deepEqual(await open(v), [true, true, true, false]);
  assert.equal(await v.page.evaluate(() => scrollY), before, "the reader stays, away from the fragment");
  assert.deepEqual(await v.page.evaluate(() => document.querySelector("#w").outline.map(({ open }) => open)), [true, true, true, false]);
  assert.equal(await isSame(v), true);
  assert.ok(!scripts(v).some((path) => path.endsWith(".wasm")));
  // One of the two listens.
  const count = (await toggles(v)).length;
  await v.page.locator(".aw-section-button").first().click();
  assert.equal((await toggles(v)).length, count + 1);
  assert.deepEqual([v.errors, v.violations], [[], []]);
});

test("what has to be rendered anew is hydrated, too, with the sections that the reader opened", async (t) => {
  const v = await visit(t, "/anew.html", { html: served(storm, closed).replace(/"fingerprint":"[^"]*"/, '"fingerprint":"1-1"') });
  await started(v);
  await v.page.locator(".aw-section-button").first().click();
  await v.page.evaluate(() => document.querySelector("#w").ready);
  assert.deepEqual(await open(v), [true, false, false, false]);
  assert.equal(await isSame(v), true);
  assert.ok(scripts(v).some((path) => path.endsWith(".wasm")));
  await v.page.locator(".aw-section-button").first().click();
  assert.deepEqual(await open(v), [false, false, false, false]);
});

test("a method that is called, an article that is set and an attribute that changes load the rest", async (t) => {
  const called = await visit(t, "/called.html", { html: served(storm, closed) });
  await started(called);
  await called.page.evaluate((article) => document.querySelector("#w").update(article), { ...storm, headline: "Corrected" });
  await saying(called.page, "article-update");
  assert.equal(await called.page.locator(".aw-headline").innerText(), "Corrected");
  assert.equal(await called.page.evaluate(() => Object.keys(Object.getOwnPropertyDescriptors(document.querySelector("#w"))).length), 0, "nothing of it is left");

  const set = await visit(t, "/set.html", { html: served(storm, closed) });
  await started(set);
  await set.page.evaluate((article) => (document.querySelector("#w").article = article), { ...storm, headline: "Another" });
  await set.page.locator(".aw-headline", { hasText: "Another" }).waitFor();

  const changed = await visit(t, "/changed.html", { html: served(storm, closed) });
  await started(changed);
  await changed.page.evaluate(() => document.querySelector("#w").setAttribute("theme", "dark"));
  await changed.page.locator(".aw[data-theme=dark]").waitFor();
});

test("articles that need the rest from the beginning have it: no HTML, no stylesheet, options that work by themselves", async (t) => {
  const rows = {
    "no HTML": page(`<article-widget id="w">${articleScript(storm)}</article-widget>`, { head }),
    "no imprint": page(`<article-widget id="w">${renderToString(storm).html}${articleScript(storm)}</article-widget>`, { head }),
    "no stylesheet": served(storm).replace(/<link rel="stylesheet"[^>]*>/, ""),
    progress: served(storm, { attributes: " progress" }),
    "a child with a slot": served({ ...storm, body: [...storm.body, { type: "slot", name: "ad" }] }, { inside: '<b slot="ad">Ad</b>' }),
    "content that the reader allowed": served({ ...storm, body: [...storm.body, { type: "embed", url: "https://www.youtube.com/watch?v=aqz-KE-bpKQ", title: "A film" }] }).replace("</head>", '<script src="/allow.js"></script></head>'),
  };
  for (const [what, html] of Object.entries(rows)) {
    const v = await visit(t, "/rest.html", { html, answers: { "/allow.js": answer('localStorage.setItem("article-widget:consent", "[\\"youtube\\"]");', 200, "text/javascript") } });
    await saying(v.page, "article-ready");
    assert.equal(await defined(v), true, what);
    await v.page.evaluate(() => localStorage.clear());
  }
});

test("a post outside an article waits for its first press, too", async (t) => {
  const post = { id: "20", author: { name: "Ada Quill", handle: "adaquill" }, text: "Low water at six.", url: "https://x.com/adaquill/status/20", media: [{ type: "image", src: "https://pbs.twimg.com/media/a.jpg", alt: "Mud" }] };
  const rendered = renderPost(post);
  const v = await visit(t, "/post.html", { html: page(`<article-post id="w">${rendered.html}${articleScript(postBlock(post), rendered)}</article-post>`, { head }) });
  await started(v);
  isAlone(v);
  await v.page.locator("[data-ask=media]").click();
  await v.page.locator("img[src='https://pbs.twimg.com/media/a.jpg']").waitFor();

  const set = await visit(t, "/post.html", { html: page(`<article-post id="w">${rendered.html}${articleScript(postBlock(post), rendered)}</article-post>`, { head }) });
  await started(set);
  await set.page.evaluate((post) => (document.querySelector("#w").post = post), { ...post, text: "High water at noon." });
  await set.page.getByText("High water at noon.").waitFor();
});

test("where the rest can't be loaded, sections go on working, and a later press tries again", async (t) => {
  let there = false;
  const text = await readFile(new URL("../../www/dist/define.js", import.meta.url));
  const v = await visit(t, "/offline.html", {
    html: served({ ...storm, image: { src: "/demo/pictures/none.jpg", alt: "The pier" } }, closed),
    answers: { "/dist/define.js": (_, res, headers) => (there ? res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(text) : res.writeHead(404, headers).end()) },
  });
  await started(v);
  await Promise.all([v.page.waitForResponse(/define\.js/), v.page.locator(".aw-enlarge").click()]);
  await settled(v.page);
  await v.page.locator(".aw-section-button").first().click();
  assert.deepEqual(await open(v), [true, false, false, false]);
  assert.deepEqual(v.errors, []);
  there = true;
  await v.page.locator(".aw-enlarge").click();
  await v.page.locator("dialog[open]").waitFor();
});

test("a method that is called early takes effect where the article has to be rendered anew, too", async (t) => {
  const v = await visit(t, "/early.html", { html: served(storm, closed).replace(/"fingerprint":"[^"]*"/, '"fingerprint":"1-1"') });
  await started(v);
  await v.page.evaluate(() => document.querySelector("#w").expandAll());
  assert.deepEqual(await open(v), [true, true, true, true]);
});

test("an article that is taken out while the rest is loading leaves the page to others", async (t) => {
  const { opened, open: go } = gate();
  const text = await readFile(new URL("../../www/dist/define.js", import.meta.url));
  const v = await visit(t, "/out.html", {
    html: served({ ...storm, image: { src: "/demo/pictures/none.jpg", alt: "The pier" } }, closed),
    answers: { "/dist/define.js": (_, res, headers) => opened.then(() => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(text)) },
  });
  await started(v);
  await v.page.locator(".aw-enlarge").click();
  const called = v.page.evaluate(() => {
    const host = document.querySelector("#w");
    // A press that comes back again and again would stop the page, and the test.
    globalThis.presses = 0;
    HTMLElement.prototype.click = new Proxy(HTMLElement.prototype.click, { apply: (click, target) => presses++ < 20 && Reflect.apply(click, target, []) });
    host.remove();
    return host.destroy();
  });
  go();
  await called;
  await settled(v.page);
  assert.equal(await v.page.evaluate(() => presses), 0);
  assert.deepEqual(v.errors, []);
});

test("the script may come before the articles, and twice", async (t) => {
  const early = await visit(t, "/before.html", { html: served(storm, closed).replace('<script type="module"', '<script type="module" async').replace("</head>", '<script src="/late.js"></script></head>'), answers: { "/late.js": (_, res, headers) => setTimeout(() => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(), 500) } });
  await started(early);
  await early.page.locator(".aw-section-button").first().click();
  assert.deepEqual(await open(early), [true, false, false, false]);

  const twice = await visit(t, "/twice.html", { html: served(storm, closed).replace("</head>", '<script type="module" src="/dist/resume.js?2"></script></head>') });
  await started(twice);
  for (const hydrated of [false, true]) {
    if (hydrated) await twice.page.evaluate(() => document.querySelector("#w").ready);
    await twice.page.locator(".aw-section-button").nth(Number(hydrated)).click();
    assert.deepEqual(await open(twice), [true, hydrated, false, false]);
  }
});

test("whatever script defines the element, its methods are the element's own from then on", async (t) => {
  for (const other of [module, classic.replace("<script", "<script defer")]) {
    for (const order of [[head, other], [other, head]]) {
      const v = await visit(t, "/other.html", { html: served(storm, closed).replace(head, order.join("")) });
      await saying(v.page, "article-ready");
      assert.equal(await v.page.evaluate(() => document.querySelector("#w").expandAll()), undefined);
      assert.deepEqual(await open(v), [true, true, true, true]);
      await v.page.locator(".aw-section-button").first().click();
      assert.deepEqual(await open(v), [false, true, true, true]);
      if (other !== module) assert.ok(!scripts(v).some((path) => path.endsWith("define.js")));
    }
  }
});

test("another theme, or another state of the article, leaves open what the reader opened, and the focus where it is", async (t) => {
  const changes = {
    theme: () => document.querySelector("#w").setAttribute("theme", "dark"),
    article: (article) => (document.querySelector("#w").article = article),
  };
  for (const [what, change] of Object.entries(changes)) {
    const v = await visit(t, "/changed.html", { html: served(storm, { ...closed, before: '<p id="far"></p>', behind: '<p id="far"></p>' }).replace("</head>", '<link rel="stylesheet" href="/pages/far.css"></head>') });
    await started(v);
    const button = v.page.locator(".aw-section-button").last();
    await button.click();
    const before = await button.evaluate((button) => button.getBoundingClientRect().top);
    await v.page.evaluate(change, { ...storm, headline: "Another" });
    await saying(v.page, "article-ready");
    await settled(v.page);
    assert.deepEqual(await open(v), [false, false, false, true], what);
    assert.equal(await button.evaluate((button) => button === document.activeElement), true, what);
    assert.ok(Math.abs((await button.evaluate((button) => button.getBoundingClientRect().top)) - before) < 1, what);
  }
});
