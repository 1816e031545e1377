// What helps to read: contents, all sections at once, memory, addresses, print, progress.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { answer, badIds, page, pdfText, saying, script, settled, storm, visit } from "./parts.mjs";

const widget = (article, attributes = "") => `<article-widget ${attributes}>${script(article)}</article-widget>`;
const shown = async (t, path, html, options = {}, count = 1) => {
  const v = await visit(t, path, { html: page(html), ...options });
  await saying(v.page, "article-ready", count);
  return v;
};
const button = (v, id) => v.page.locator(`[id="article-${id}"] > :first-child > button`);
const all = (v) => v.page.locator(".aw-all");
const call = (v, text) => v.page.evaluate(`document.querySelector("article-widget").${text}`);
const toggles = (v) =>
  v.page.evaluate(() =>
    heard.filter(({ type }) => type === "article-toggle").map(({ detail: { id, open, reason } }) => `${reason} ${open ? "+" : "-"}${id.replace("article-", "")}`),
  );
const forget = (v) => v.page.evaluate(() => void (heard.length = 0));
/** The open sections of a widget; of the first, if nobody says. */
const open = (v, selector = "article-widget") =>
  v.page
    .locator(selector)
    .first()
    .evaluate((host) =>
      host.outline
        .filter(({ open }) => open)
        .map(({ id }) => id.replace(/^.*?-/, ""))
        .join(" "),
    );

/** Sections of which each fills more than a screen. */
const tall = {
  id: "tall",
  lang: "en",
  headline: "Tall",
  body: [
    { type: "paragraph", text: "The lead." },
    ...["One", "Two", "Three"].map((heading) => ({
      type: "section",
      heading,
      body: Array.from({ length: 40 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}` })),
    })),
    { type: "paragraph", text: "The end." },
  ],
};

test("one button opens and closes all sections, and says which", async (t) => {
  const v = await shown(t, "/all.html", widget(storm));
  assert.equal(await all(v).innerText(), "Hide all sections");
  await all(v).click();
  assert.equal(await open(v), "");
  assert.equal(await all(v).innerText(), "Show all sections");
  assert.deepEqual(new Set((await toggles(v)).map((line) => line.split(" ")[0])), new Set(["all"]));
  await all(v).press("Enter");
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assert.equal(await all(v).innerText(), "Hide all sections");
  await button(v, "noon").click();
  assert.equal(await all(v).innerText(), "Show all sections", "one is closed");
  await call(v, 'toggle("noon", true)');
  assert.equal(await all(v).innerText(), "Hide all sections");
  assertQuiet(v);
});

test("with exclusive, a section that opens closes those beside it, and no others", async (t) => {
  const v = await shown(t, "/exclusive.html", widget(storm, 'exclusive sections="closed"'));
  await button(v, "the-morning").click();
  await button(v, "noon").click();
  assert.equal(await open(v), "the-morning noon", "what it stands in stays open");
  await button(v, "the-bill").click();
  assert.deepEqual(await toggles(v), ["user +the-morning", "user +noon", "user -the-morning", "user +the-bill"]);
  await v.page.evaluate(() => (location.hash = "#article-watch"));
  await v.page.waitForFunction(() => heard.at(-1)?.detail.reason === "hash");
  assert.equal(await open(v), "the-night noon");
  await call(v, "expandAll()");
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assertQuiet(v);
});

test("a page that stops article-toggle breaks neither the button for all sections, nor exclusive, nor remember", async (t) => {
  const answers = { "/stop.js": answer('addEventListener("article-toggle", (event) => event.stopImmediatePropagation(), true);', 200, "text/javascript") };
  const v = await visit(t, "/stopped.html", { html: page(`<script src="/stop.js"></script>${widget(storm, 'exclusive remember sections="closed"')}`), answers });
  await saying(v.page, "article-ready");
  await button(v, "the-night").click();
  await button(v, "the-bill").click();
  assert.equal(await open(v), "the-bill");
  await all(v).click();
  assert.equal(await all(v).innerText(), "Hide all sections");
  await v.page.reload();
  await saying(v.page, "article-ready");
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assertQuiet(v);
});

test("with exclusive, the heading that was pressed stays under the hand", async (t) => {
  const v = await shown(t, "/hand.html", widget({ ...tall, body: [...Array(40).fill(tall.body[0]), ...tall.body] }, 'exclusive sections="first"'));
  await button(v, "three").scrollIntoViewIfNeeded();
  const top = () => button(v, "three").evaluate((button) => button.getBoundingClientRect().top);
  const before = await top();
  await button(v, "three").click();
  await settled(v.page);
  await settled(v.page);
  assert.equal(await open(v), "three");
  assert.ok(Math.abs((await top()) - before) < 2, `${before} became ${await top()}`);
});

test("with remember, an article stands as the reader left it, after another visit to the page", async (t) => {
  const v = await shown(t, "/remember.html", widget(storm, "remember"));
  assert.equal(await v.page.evaluate(() => sessionStorage.length), 0);
  await button(v, "the-night").click();
  await button(v, "noon").click();
  await button(v, "noon").click();
  const stored = await v.page.evaluate(() => JSON.stringify(sessionStorage));
  assert.deepEqual(JSON.parse(stored), { "article-widget:/remember.html:storm": '{"the-night":false}' }, "only what is not as at the start");
  await v.page.reload();
  await saying(v.page, "article-ready");
  assert.equal(await open(v), "the-morning noon the-bill");
  assert.deepEqual(await toggles(v), ["restore -the-night"]);
  assert.equal(await all(v).innerText(), "Show all sections");

  await v.page.goto(`${v.origin}/remember.html?again#article-watch`);
  await saying(v.page, "article-ready");
  assert.equal(await open(v), "the-night the-morning noon the-bill", "a fragment opens what it leads to");
  assert.equal(await v.page.evaluate(() => sessionStorage.length), 0);
  assertQuiet(v);
});

test("what is remembered is restored before anything is painted", async (t) => {
  const v = await shown(t, "/paint.html", widget(storm, "remember"));
  await call(v, "collapseAll()");
  const first = await v.page.evaluate(async () => {
    const { mount } = await import("/dist/define.js");
    const earlier = document.querySelector("article-widget");
    const { text } = earlier.querySelector("script");
    earlier.destroy();
    const host = document.createElement("div");
    document.body.append(host);
    mount(host, text, { remember: true });
    return host.querySelectorAll(".aw-panel:not([hidden])").length;
  });
  assert.equal(first, 0);
});

test("articles don't share what is remembered, and print isn't", async (t) => {
  const v = await shown(t, "/shared.html", widget(storm, 'remember id="one"') + widget({ ...storm, id: "other" }, 'remember id="two"'), {}, 2);
  await v.page.locator("#one .aw-section-button").first().click();
  await v.page.evaluate(() => {
    dispatchEvent(new Event("beforeprint"));
    dispatchEvent(new Event("afterprint"));
  });
  await v.page.reload();
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(
    await v.page.locator("article-widget").evaluateAll((hosts) => hosts.map((host) => host.outline.map(({ open }) => open))),
    [
      [false, true, true, true],
      [true, true, true, true],
    ],
  );
});

test("a storage that is forbidden, or full of something else, is no fault", async (t) => {
  const forbid =
    "Object.defineProperty(globalThis, 'sessionStorage', { get() { throw new DOMException('Forbidden', 'SecurityError'); } });";
  const odd = `sessionStorage.setItem("article-widget:" + location.pathname + ":storm", '{"the-night":"no","__proto__":false,"noon":false,"x":{}}');`;
  const nonsense = `sessionStorage.setItem("article-widget:" + location.pathname + ":storm", 'null]');`;
  for (const [index, [code, expected]] of [
    [forbid, "the-night the-morning noon the-bill"],
    [odd, "the-night the-morning the-bill"],
    [nonsense, "the-night the-morning noon the-bill"],
  ].entries()) {
    const v = await visit(t, `/storage-${index}.html`, {
      html: page(widget(storm, "remember"), { head: `<script src="/code-${index}.js"></script><script src="/pages/heard.js"></script><script type="module" src="/dist/define.js"></script>` }),
      answers: { [`/code-${index}.js`]: (_, res, headers) => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(code) },
    });
    await saying(v.page, "article-ready");
    assert.equal(await open(v), expected, code);
    await button(v, "the-bill").click();
    assert.ok(!(await open(v)).includes("the-bill"));
    assertQuiet(v);
  }
});

const lazy = {
  ...storm,
  body: [...storm.body, { type: "image", src: "/demo/pictures/nowhere.png", alt: "Far away", width: 10, height: 10 }],
};

test("before it is printed, an article opens and gets its pictures; afterwards it stands as before", async (t) => {
  const v = await shown(t, "/print.html", widget(lazy, 'sections="first"'), { answers: { "/demo/pictures/nowhere.png": (_, res) => res.writeHead(204).end() } });
  const say = (name) => v.page.evaluate((name) => dispatchEvent(new Event(name)), name);
  assert.equal(await v.page.locator("img[loading=lazy]").count(), 1);
  await say("beforeprint");
  await say("beforeprint");
  assert.equal(await v.page.locator("img[loading=lazy]").count(), 0);
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  await say("afterprint");
  assert.equal(await open(v), "the-night");
  assert.deepEqual(new Set((await toggles(v)).map((line) => line.split(" ")[0])), new Set(["print"]));
  await call(v, "destroy()");
  await say("beforeprint");
  assertQuiet(v);
});

test("on paper, what is closed can be read, unless the page wants the article as it stands", async (t) => {
  for (const [attributes, there] of [
    ["", true],
    ["print-open", true],
    ['print-open="false"', false],
  ]) {
    const v = await shown(t, "/paper.html", widget(storm, `sections="closed" ${attributes}`));
    const text = await pdfText(await v.page.pdf());
    assert.match(text, /It came at nine/);
    assert.match(text, /The night/);
    assert.equal(/Nobody slept/.test(text), there, attributes);
    assert.doesNotMatch(text, /all sections/);
    assert.equal(await open(v), "");
    if (!there) assert.deepEqual(await toggles(v), []);
  }
});

test("a section's address can be copied, which is said and shown for a while", async (t) => {
  const v = await shown(t, "/copy.html?a=1#x", widget({ ...storm, body: [{ type: "section", heading: "L’età", body: [{ type: "paragraph", text: "x" }] }] }), {
    permissions: ["clipboard-read", "clipboard-write"],
  });
  const copy = v.page.getByRole("button", { name: "Copy link: L’età", exact: true });
  await copy.click();
  await v.page.waitForFunction(() => document.querySelector(".aw-said")?.textContent);
  assert.equal(await v.page.evaluate(() => navigator.clipboard.readText()), `${v.origin}/copy.html?a=1#article-l-et%C3%A0`);
  const said = v.page.getByRole("status");
  assert.equal(await said.textContent(), "Link copied");
  assert.deepEqual(await said.evaluate(({ clientWidth, clientHeight }) => [clientWidth, clientHeight]), [1, 1]);
  assert.equal(await copy.getAttribute("data-copied"), "");
  await v.page.waitForFunction(() => !document.querySelector("[data-copied]"));
  assert.equal(await said.textContent(), "");
  await copy.click();
  assert.equal(await v.page.locator(".aw-said").count(), 1);
  assert.equal(await v.page.evaluate(() => location.hash), "#x", "the page stays where it is");
  assert.equal(await open(v), "l-età");
  assertQuiet(v);
});

test("what is copied and enlarged is told in the article's language, though its words come late", async (t) => {
  const v = await visit(t, "/late.html", { html: page('<div id="w"></div>'), permissions: ["clipboard-read", "clipboard-write"] });
  const article = { ...storm, lang: "de", image: { src: "/pages/none.png", alt: "Die Mole" } };
  await v.page.evaluate(async (article) => {
    const { load, mount } = await import("/dist/define.js");
    await load();
    await mount(document.querySelector("#w"), article).ready;
  }, article);
  await v.page.locator("#article-the-night > .aw-panel > .aw-copy").click();
  await v.page.waitForFunction(() => document.querySelector(".aw-said")?.textContent);
  assert.equal(await v.page.locator(".aw-said").textContent(), "Link kopiert");
  await v.page.locator(".aw-enlarge").click();
  assert.equal(await v.page.locator(".aw-lightbox-close").getAttribute("aria-label"), "Schließen");
});

test("where the clipboard is refused, the address goes where addresses stand", async (t) => {
  const v = await shown(t, "/refused.html", widget(storm));
  await v.page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: () => Promise.reject(new Error("no")) } }));
  await v.page.locator("#article-the-bill > .aw-panel > .aw-copy").click();
  await v.page.waitForFunction(() => location.hash === "#article-the-bill");
  assert.equal(await v.page.locator(".aw-said").textContent(), "");
  await v.page.evaluate(() => Object.defineProperty(Navigator.prototype, "clipboard", { get: () => undefined }));
  assertQuiet(v);
});

test("the copy button is seen under the hand and with the focus, on touch always, and is large enough", async (t) => {
  const opacity = (v) => v.page.locator("#article-the-bill > .aw-panel > .aw-copy").evaluate((copy) => getComputedStyle(copy).opacity);
  const v = await shown(t, "/hover.html", widget(storm));
  assert.equal(await opacity(v), "0");
  await button(v, "the-bill").hover();
  assert.equal(await opacity(v), "1");
  await v.page.mouse.move(0, 0);
  assert.equal(await opacity(v), "0");
  await button(v, "the-bill").focus();
  await v.page.keyboard.press("Tab");
  assert.equal(await opacity(v), "1");
  const { width, height } = await v.page.locator("#article-the-bill > .aw-panel > .aw-copy").boundingBox();
  assert.ok(width >= 24 && height >= 24);
  const touch = await shown(t, "/touch.html", widget(storm), { hasTouch: true, isMobile: true });
  assert.equal(await opacity(touch), "1");
});

test("the contents lead into closed sections and show where the reader is", async (t) => {
  const v = await shown(t, "/contents.html", widget(tall, 'toc sections="closed"'));
  assert.equal(await v.page.getByRole("navigation", { name: "Contents" }).count(), 1);
  // A role within a role ends Firefox's process, when it is automated.
  const links = v.page.locator("nav .aw-toc-link");
  assert.deepEqual(await links.allInnerTexts(), ["One", "Two", "Three"]);
  assert.equal(await v.page.locator("[aria-current]").count(), 0);
  await links.nth(1).click();
  await v.page.waitForFunction(() => document.querySelector("[aria-current=true]")?.textContent === "Two");
  assert.equal(await open(v), "two");
  assert.ok(Math.abs(await v.page.locator("#article-two").evaluate((section) => section.getBoundingClientRect().top)) < 2);
  // Until its place is stable, the target is kept at the window's top.
  await v.page.waitForFunction(() => !document.querySelector("[data-near]"));
  await call(v, "expandAll()");
  await v.page.evaluate(() => document.querySelector("#article-three").scrollIntoView());
  await v.page.waitForFunction(() => document.querySelector("[aria-current=true]")?.textContent === "Three");
  assert.equal(await v.page.locator("[aria-current]").count(), 1);
  await v.page.evaluate(() => scrollTo(0, 0));
  await v.page.waitForFunction(() => !document.querySelector("[aria-current]"));
  assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
  assertQuiet(v);
});

const percents = (v) => v.page.evaluate(() => heard.filter(({ type }) => type === "article-progress").map(({ host, detail }) => `${host} ${detail.percent}`));

test("progress tells how much has been read, once for each quarter, and shows it", async (t) => {
  const v = await shown(t, "/progress.html", widget(tall, 'progress id="w"') + widget({ ...tall, id: "second" }, 'id="quiet"'), {}, 2);
  const read = () => v.page.locator(".aw-progress").evaluate((bar) => bar.getBoundingClientRect().width / bar.parentNode.clientWidth);
  await settled(v.page);
  assert.deepEqual(await percents(v), []);
  assert.ok((await read()) < 0.5);
  const to = (part) => v.page.evaluate((part) => scrollTo(0, document.querySelector("#w").offsetHeight * part - innerHeight + 40), part);
  await to(0.6);
  await v.page.waitForFunction(() => heard.some(({ detail }) => detail.percent === 50));
  await settled(v.page);
  assert.deepEqual(await percents(v), ["w 25", "w 50"]);
  const bar = await v.page.locator(".aw-progress").boundingBox();
  assert.ok(Math.abs(bar.y) < 1 && bar.height <= 4, "it is at the window's upper edge");
  assert.ok(Math.abs((await read()) - 0.6) < 0.05, await read());
  await to(0.1);
  await to(1);
  await v.page.waitForFunction(() => heard.some(({ detail }) => detail.percent === 100));
  await v.page.evaluate(() => scrollTo(0, 0));
  await v.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await settled(v.page);
  assert.deepEqual(await percents(v), ["w 25", "w 50", "w 75", "w 100"]);
  assert.ok(await v.page.evaluate(() => heard.filter(({ type }) => type === "article-progress").every(({ bubbles, composed }) => bubbles && composed)));
  assert.equal(await v.page.locator(".aw-progress").count(), 1);
  assert.equal(await v.page.locator(".aw-progress").getAttribute("aria-hidden"), "true");
  assertQuiet(v);
});

test("with progress, nothing stands elsewhere than without", async (t) => {
  const tops = (v) => v.page.locator(".aw > *:not(.aw-progress)").evaluateAll((all) => all.map((part) => part.getBoundingClientRect().top));
  const plain = await tops(await shown(t, "/plain.html", widget(tall)));
  assert.deepEqual(await tops(await shown(t, "/bar.html", widget(tall, "progress"))), plain);
});

test("a changed attribute keeps what is open, the focus and the line that is being read", async (t) => {
  const v = await shown(t, "/change.html", widget(tall, 'id="w"'));
  await button(v, "one").click();
  await v.page.evaluate(() => document.querySelector("#article-three").scrollIntoView());
  await v.page.evaluate(() => scrollBy(0, 333));
  const line = v.page.getByText("Three, line 9", { exact: true });
  const top = () => line.evaluate((line) => line.getBoundingClientRect().top);
  const before = await top();
  await button(v, "three").evaluate((button) => button.focus({ preventScroll: true }));
  for (const [name, value] of [
    ["toc", ""],
    ["controls", "false"],
    ["theme", "dark"],
    ["heading-level", "1"],
    ["lightbox", "false"],
    ["exclusive", ""],
    ["progress", ""],
    ["remember", ""],
    ["print-open", "false"],
    ["time-zone", "Europe/Rome"],
    ["toc", "false"],
  ]) {
    await v.page.locator("#w").evaluate((host, [name, value]) => host.setAttribute(name, value), [name, value]);
    await settled(v.page);
    assert.ok(Math.abs((await top()) - before) < 2, `${name}: ${before} became ${await top()}`);
    assert.equal(await open(v), "two three", name);
    assert.equal(await v.page.evaluate(() => document.activeElement.closest("section")?.id), "article-three", name);
  }
  const root = v.page.locator(".aw");
  assert.deepEqual([await root.getAttribute("data-theme"), await root.getAttribute("data-print")], ["dark", "as-is"]);
  assert.equal(await v.page.locator(".aw-toc, .aw-all").count(), 0);
  assertQuiet(v);
});

test("who reads on isn't sent back to the fragment by a changed attribute", async (t) => {
  const v = await shown(t, "/back.html#article-one", widget(tall, 'id="w" sections="closed"'));
  assert.equal(await open(v), "one");
  await button(v, "one").click();
  await v.page.locator("#w").evaluate((host) => host.setAttribute("theme", "dark"));
  await settled(v.page);
  assert.equal(await open(v), "");
});

test("an article can be read by keyboard alone", async (t) => {
  const v = await shown(t, "/keyboard.html", widget(storm, 'toc sections="closed"'), { permissions: ["clipboard-read", "clipboard-write"] });
  const here = () =>
    v.page.evaluate(() => {
      const { activeElement: at } = document;
      const style = getComputedStyle(at);
      return `${at.className} ${style.outlineStyle !== "none" && style.opacity === "1" ? "seen" : "unseen"} ${at.ariaLabel ?? at.textContent}`;
    });
  const tab = async (times = 1) => {
    const passed = [];
    while (times-- > 0) {
      await v.page.keyboard.press("Tab");
      passed.push(await here());
    }
    return passed;
  };
  assert.deepEqual(await tab(5), [
    "aw-toc-link seen The night",
    "aw-toc-link seen The morning",
    "aw-toc-link seen At noon",
    "aw-toc-link seen The bill",
    "aw-all seen Show all sections",
  ]);
  assert.deepEqual(await tab(1), ["aw-section-button seen The night"]);
  await v.page.keyboard.press("Space");
  assert.deepEqual(await tab(2), ["aw-copy seen Copy link: The night", "aw-link seen the log"]);
  await v.page.keyboard.press("Shift+Tab");
  await v.page.keyboard.press("Enter");
  await v.page.waitForFunction(() => document.querySelector(".aw-said")?.textContent);
  assert.equal(await here(), "aw-copy seen Copy link: The night");
  assert.ok((await v.page.evaluate(() => navigator.clipboard.readText())).endsWith("#article-the-night"));
  assertQuiet(v);
});

test("two articles on one page don't touch each other", async (t) => {
  const v = await shown(t, "/two.html", widget(storm, 'toc progress id="one"') + widget(storm, 'toc progress id="two"'), {}, 2);
  await v.page.locator("#two .aw-all").click();
  assert.equal(await open(v, "#one"), "the-night the-morning noon the-bill");
  assert.equal(await open(v, "#two"), "");
  assert.equal(await v.page.locator("#one .aw-all").innerText(), "Hide all sections");
  await v.page.locator("#two .aw-toc-link").first().click();
  await v.page.waitForFunction(() => location.hash === "#article-the-night-2");
  await settled(v.page);
  assert.equal(await open(v, "#two"), "the-night-2");
  assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
  assertQuiet(v);
});

test("hundreds of sections, endless headings and sections in sections in sections are no burden", async (t) => {
  const deep = (depth) => ({ type: "section", heading: `Depth ${depth}`, body: depth > 0 ? [deep(depth - 1)] : [{ type: "paragraph", text: "The bottom." }] });
  const article = {
    headline: "Many",
    body: [
      ...Array.from({ length: 200 }, (_, index) => ({
        type: "section",
        heading: `${index} ${index % 50 ? "" : "long ".repeat(400)}`,
        body: [{ type: "paragraph", text: `Text ${index}` }],
      })),
      deep(40),
    ],
  };
  const v = await shown(t, "/many.html", widget(article, 'toc progress remember exclusive sections="closed"'), { width: 360 });
  await v.page.evaluate(() => {
    const all = document.querySelector(".aw-all");
    for (let time = 0; time < 2; time++) all.click();
  });
  await call(v, "expandAll()");
  assert.ok((await open(v)).split(" ").length > 200);
  assert.ok(await v.page.getByText("The bottom.").isVisible());
  assert.equal(await v.page.evaluate(() => document.scrollingElement.scrollWidth), 360);
  assertQuiet(v);
});
