import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { page, pdfText, saying, script, settled, storm, visit } from "./parts.mjs";

const widget = (article, attributes = "", inside = "") => `<article-widget isolate ${attributes}>${inside}${script(article)}</article-widget>`;
const shown = async (t, path, html, options = {}, count = 1) => {
  const v = await visit(t, path, { html: page(html), ...options });
  await saying(v.page, "article-ready", count);
  return v;
};
const toggles = (v) =>
  v.page.evaluate(() =>
    heard.filter(({ type }) => type === "article-toggle").map(({ detail: { id, open, reason } }) => `${reason} ${open ? "+" : "-"}${id.replace("article-", "")}`),
  );
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
const button = (v, name) => v.page.getByRole("button", { name, exact: true });

test("an isolated article stands in an open shadow root, with its styles, and the page's don't reach it", async (t) => {
  const v = await shown(t, "/isolated.html", widget(storm, 'id="w"', "<p>Before</p>"), { csp: null });
  const seen = await v.page.locator("#w").evaluate((host) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync("article p, h2, button { color: rgb(1, 2, 3) !important; letter-spacing: 9px !important }");
    document.adoptedStyleSheets.push(sheet);
    const { shadowRoot } = host;
    const style = getComputedStyle(shadowRoot.querySelector(".aw-headline"));
    return {
      mode: shadowRoot.mode,
      children: [...shadowRoot.children].map(({ className }) => className),
      light: host.querySelector(".aw"),
      color: style.color,
      spacing: style.letterSpacing.startsWith("9"),
      weight: style.fontWeight,
      gap: getComputedStyle(shadowRoot.querySelector(".aw-paragraph")).fontSize,
      display: getComputedStyle(host).display,
      before: host.querySelector("p").checkVisibility(),
    };
  });
  assert.deepEqual(seen, {
    mode: "open",
    children: ["aw"],
    light: null,
    color: "rgb(28, 27, 26)",
    spacing: false,
    weight: "700",
    gap: seen.gap,
    display: "block",
    before: false,
  });
  assert.equal(Number.parseFloat(seen.gap) >= 17, true);
  assertQuiet(v);
});

test("an isolated article looks as it does in the page", async (t) => {
  let v;
  const looks = async (attribute) => {
    const html = page(`<article-widget ${attribute} toc progress src="/fixtures/everything.json"></article-widget>`);
    v = await visit(t, "/looks.html", { html });
    await saying(v.page, "article-ready");
    // A picture that can't be had takes another room than one that is still awaited.
    await v.page.waitForLoadState("networkidle");
    return v.page.locator(".aw *:not(slot)").evaluateAll((all) =>
      all.map((element) => {
        const { x, y, width, height } = element.getBoundingClientRect();
        return { name: element.className, box: [x, y, width, height] };
      }),
    );
  };
  const isolated = await looks("isolate");
  const plain = await looks("");
  assert.deepEqual(isolated.map(({ name }) => name), plain.map(({ name }) => name));
  // Firefox rounds to sixtieths of a pixel, in another order.
  const differs = (one, other) => (v.devtools ? Math.round(one) !== Math.round(other) : Math.abs(one - other) > 0.5);
  const other = plain.filter(({ box }, at) => box.some((value, side) => differs(value, isolated[at].box[side])));
  assert.deepEqual(other, []);
});

test("sections of an isolated article open by press, by call and by search, and it is heard on the host", async (t) => {
  const v = await shown(t, "/press.html", widget(storm, 'id="w" sections="closed"'));
  await button(v, "The night").click();
  await v.page.evaluate(() => document.querySelector("#w").toggle("the-bill"));
  await v.page.locator("#article-noon .aw-panel").evaluate((panel) => panel.dispatchEvent(new Event("beforematch", { bubbles: true })));
  assert.deepEqual(await toggles(v), ["user +the-night", "api +the-bill", "find +the-morning", "find +noon"]);
  assert.ok(await v.page.evaluate(() => heard.every(({ host, composed }) => host === "w" && composed)));
  await v.page.getByRole("link", { name: "the log" }).focus();
  await v.page.evaluate(() => document.querySelector("#w").toggle("the-night", false));
  assert.equal(await v.page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), "The night");
  await v.page.getByRole("button", { name: "Show all sections" }).click();
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assertQuiet(v);
});

const tall = {
  headline: "Tall",
  body: ["One", "Two", "Three"].map((heading) => ({
    type: "section",
    heading,
    body: Array.from({ length: 40 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}` })),
  })),
};
const atTop = (v, id) =>
  v.page.waitForFunction((id) => Math.abs(document.querySelector("article-widget").shadowRoot.getElementById(id).getBoundingClientRect().top) < 2, id);

test("fragments lead into an isolated article: at load, from the page, from its contents, and again", async (t) => {
  const v = await shown(t, "/fragments.html#article-two", `<a href="#article-one" id="out">One</a>${widget(tall, 'toc sections="closed"')}`);
  await atTop(v, "article-two");
  assert.equal(await open(v), "two");
  await v.page.locator("#out").click();
  await atTop(v, "article-one");
  assert.equal(await open(v), "one two");
  const link = v.page.locator(".aw-toc-link", { hasText: "Two" });
  for (const way of ["open already", "the same fragment again"]) {
    await v.page.evaluate(() => scrollTo(0, 0));
    await link.click();
    await atTop(v, "article-two");
    assert.equal(await open(v), "one two", way);
  }
  await v.page.waitForFunction(() => document.querySelector("article-widget").shadowRoot.querySelector("[aria-current]")?.textContent === "Two");
  await v.page.evaluate(() => document.querySelector("article-widget").collapseAll());
  await link.click();
  await atTop(v, "article-two");
  assert.equal(await open(v), "two");
  assertQuiet(v);
});

test("who follows the contents of an isolated article by keyboard goes on from there", async (t) => {
  const v = await shown(t, "/on.html", widget(tall, 'toc sections="closed"'));
  await v.page.locator(".aw-toc-link", { hasText: "Two" }).press("Enter");
  await atTop(v, "article-two");
  await v.page.keyboard.press("Tab");
  assert.equal(await v.page.evaluate(() => document.activeElement.shadowRoot.activeElement.textContent), "Two");
  assert.equal(await v.page.locator("section[tabindex]").count(), 0);
  assertQuiet(v);
});

test("the browser's own search for a passage doesn't harm an isolated article", async (t) => {
  const v = await shown(t, "/passage.html#:~:text=Two,%20line%2039", widget(tall, 'sections="closed"'));
  await settled(v.page);
  assertQuiet(v);
});

test("two isolated articles have no id in common, and a fragment leads into one", async (t) => {
  const v = await shown(t, "/both.html", widget(storm, 'id="one" sections="closed"') + widget(storm, 'id="two" sections="closed"'), {}, 2);
  await v.page.evaluate(() => (location.hash = "#article-the-night"));
  await v.page.waitForFunction(() => heard.some(({ type }) => type === "article-toggle"));
  await settled(v.page);
  assert.deepEqual([await open(v, "#one"), await open(v, "#two")], ["the-night", ""]);
  const ids = await v.page.evaluate(() => [...document.querySelectorAll("article-widget")].flatMap((host) => [...host.shadowRoot.querySelectorAll("[id]")].map(({ id }) => id)));
  assert.equal(new Set(ids).size, ids.length);
  await v.page.locator("#one").evaluate((host) => host.setAttribute("theme", "dark"));
  await settled(v.page);
  assert.equal(await open(v, "#one"), "the-night", "drawn again, it keeps its ids");
});

test("copying, enlarging, memory and progress work in a shadow root", async (t) => {
  const article = { ...storm, image: { src: "/demo/pictures/p.png", alt: "The pier" } };
  const answers = { "/demo/pictures/p.png": (_, res) => res.writeHead(204).end() };
  const v = await shown(t, "/all.html", widget(article, 'id="w" remember progress'), {
    permissions: ["clipboard-read", "clipboard-write"],
    answers,
  });
  await v.page.locator("#article-the-bill > .aw-panel > .aw-copy").click();
  await v.page.waitForFunction(() => document.querySelector("#w").shadowRoot.querySelector(".aw-said")?.textContent);
  assert.ok((await v.page.evaluate(() => navigator.clipboard.readText())).endsWith("#article-the-bill"));
  await button(v, "Enlarge picture: The pier").click();
  const dialog = v.page.getByRole("dialog");
  assert.deepEqual(await dialog.evaluate((dialog) => [dialog.getRootNode() === document, dialog.clientWidth]), [false, 1200]);
  await v.page.keyboard.press("Escape");
  await v.page.locator("dialog").waitFor({ state: "detached" });
  assert.equal(await v.page.evaluate(() => document.activeElement.shadowRoot.activeElement.ariaLabel), "Enlarge picture: The pier");
  await button(v, "The bill").click();
  await v.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await saying(v.page, "article-progress", 4);
  await v.page.reload();
  await saying(v.page, "article-ready");
  assert.equal(await open(v), "the-night the-morning noon");
  assertQuiet(v);
});

test("an isolated article is printed open, or as it stands", async (t) => {
  for (const there of [true, false]) {
    const v = await shown(t, "/paper.html", widget(storm, `sections="closed" print-open="${there}"`));
    const text = await pdfText(await v.page.pdf());
    assert.match(text, /It came at nine/);
    assert.equal(/Nobody slept/.test(text), there);
  }
});

const slotted = { ...storm, body: [...storm.body, { type: "slot", name: "own" }] };

test("the host's children stay where they are: those with a slot are seen in it, the others not at all", async (t) => {
  const v = await shown(t, "/slots.html", widget(slotted, 'id="w"', '<p id="own" slot="own">Own</p><p id="before">Before</p>'));
  const seen = () =>
    v.page.evaluate(() =>
      ["own", "before"].map((id) => {
        const element = document.getElementById(id);
        return [element.parentNode.id, element.checkVisibility(), element.assignedSlot?.name];
      }),
    );
  assert.deepEqual(await seen(), [
    ["w", true, "own"],
    ["w", false, undefined],
  ]);
  await v.page.evaluate(() => document.querySelector("#w").destroy());
  assert.deepEqual(await v.page.locator("#w").evaluate(({ shadowRoot }) => [...shadowRoot.childNodes].map(({ nodeName }) => nodeName)), ["SLOT"]);
  assert.deepEqual((await seen())[1], ["w", true, ""]);
  await v.page.evaluate((article) => void (document.querySelector("#w").article = article), slotted);
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await seen(), [
    ["w", true, "own"],
    ["w", false, undefined],
  ]);
  assert.equal(await v.page.locator("#w").evaluate(({ shadowRoot }) => shadowRoot.children.length), 1);
  assertQuiet(v);
});

test("isolation comes and goes with its attribute, and keeps what is open", async (t) => {
  const v = await shown(t, "/change.html", widget(slotted, 'id="w"', '<p id="own" slot="own">Own</p><p id="before">Before</p>'));
  await button(v, "The night").click();
  const seen = () =>
    v.page.locator("#w").evaluate((host) => [
      host.shadowRoot.querySelectorAll(".aw").length,
      host.querySelectorAll(".aw").length,
      document.querySelector("#own").checkVisibility(),
      document.querySelector("#before")?.checkVisibility() ?? false,
    ]);
  for (const [isolate, expected] of [
    [false, [0, 1, true, false]],
    [true, [1, 0, true, false]],
  ]) {
    await v.page.locator("#w").evaluate((host, isolate) => host.toggleAttribute("isolate", isolate), isolate);
    await settled(v.page);
    assert.deepEqual(await seen(), expected, isolate);
    assert.equal(await open(v), "the-morning noon the-bill");
    assert.equal(await v.page.getByRole("heading", { name: "The storm took the pier" }).isVisible(), true);
  }
  assertQuiet(v);
});

test("an element that can have no shadow root holds the article itself", async (t) => {
  const v = await visit(t, "/none.html", { html: page('<ul id="list"></ul>') });
  const found = await v.page.evaluate(async (article) => {
    const { load, mount } = await import("/dist/define.js");
    await load();
    const host = document.querySelector("#list");
    mount(host, article, { isolate: true });
    return host.querySelectorAll(".aw").length;
  }, storm);
  assert.equal(found, 1);
  assertQuiet(v);
});
