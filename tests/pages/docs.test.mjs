// The guides: search, menus, snippets and their results, the reference.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, axe } from "./browser.mjs";
import { overflow, visit } from "./parts.mjs";

const docs = fileURLToPath(new URL("../../www/demo/docs/", import.meta.url));
const guides = readdirSync(docs).filter((name) => name.endsWith(".html"));

/** Types into the open search, and waits for what it finds. */
async function searched(v, query) {
  await v.page.getByRole("combobox").fill(query);
  await v.page.waitForFunction((query) => document.querySelector(".search-status").textContent && document.querySelector(".search input").value === query, query);
  return v.page.getByRole("option");
}

test("a slash opens the search, arrows choose, and Enter leads to the heading", async (t) => {
  const v = await visit(t, "/demo/docs/theming.html");
  assert.ok(!v.requests.some((url) => url.endsWith("search.json")), "the index is loaded for those who search");
  await v.page.keyboard.press("/");
  const found = await searched(v, "wasm-unsafe-eval");
  assert.ok((await found.count()) > 1);
  assert.equal(await found.first().getAttribute("aria-selected"), "true");
  await v.page.keyboard.press("ArrowDown");
  await v.page.keyboard.press("ArrowUp");
  await v.page.keyboard.press("ArrowUp");
  assert.equal(await found.last().getAttribute("aria-selected"), "true", "before the first is the last");
  assert.equal(await v.page.getByRole("combobox").getAttribute("aria-activedescendant"), await found.last().getAttribute("id"));
  await v.page.keyboard.press("ArrowDown");
  const target = await found.first().getAttribute("href");
  await v.page.keyboard.press("Enter");
  await v.page.waitForURL(target);
  assert.match(target, /#/);
  assertQuiet(v);
});

test("each result of the search says its heading and page, and shows the words in their text", async (t) => {
  const v = await visit(t, "/index.html");
  await v.page.getByRole("button", { name: /^Search/ }).click();
  const found = await searched(v, "front matter");
  const [heading, page, text] = (await found.first().innerText()).split("\n");
  assert.ok(heading && page && /front matter/i.test(text), `${heading}, ${page}: ${text}`);
  const marks = await found.first().locator("mark").allInnerTexts();
  assert.ok(marks.some((mark) => /^front$/i.test(mark)), marks.join());
  // A misspelt word and the start of one.
  assert.match(await (await searched(v, "themeing")).first().innerText(), /them/i);
  assert.match(await (await searched(v, "hydrat")).first().innerText(), /hydrat/i);
  // What the guide itself calls otherwise.
  assert.match(await (await searched(v, "csp")).first().innerText(), /^Content security policy/);
  assert.match(await (await searched(v, "dark mode")).first().innerText(), /^Theming/);
  await searched(v, "zyzzyva");
  assert.match(await v.page.locator(".search-status").innerText(), /^Nothing found/);
  assertQuiet(v);
});

test("Escape closes the search and gives the focus back, and a slash in a field stays one", async (t) => {
  const v = await visit(t, "/demo/playground.html");
  const button = v.page.getByRole("button", { name: /^Search/ });
  await button.press("Enter");
  await v.page.getByRole("combobox").press("Escape");
  assert.equal(await v.page.locator("dialog.search").isVisible(), false);
  assert.ok(await button.evaluate((button) => button === document.activeElement));
  await v.page.locator("#paste").press("/");
  assert.equal(await v.page.locator("#paste").inputValue(), "/");
  assert.equal(await v.page.locator("dialog.search").isVisible(), false);
  await v.page.locator("#paste").press("Control+k");
  assert.ok(await v.page.locator("dialog.search").isVisible());
  assertQuiet(v);
});

test("the open search and the open menus are no barrier, and fit into 320 px", async (t) => {
  const v = await visit(t, "/demo/docs/theming.html", { width: 320 });
  await v.page.getByRole("button", { name: /^Search/ }).click();
  await searched(v, "colour");
  assert.deepEqual(await axe(v.page), []);
  assert.deepEqual(await overflow(v), []);
  await v.page.keyboard.press("Escape");
  for (const name of ["Menu", "Guides", "On this page"]) {
    await v.page.getByRole("button", { name, exact: true }).click();
    assert.deepEqual(await axe(v.page), [], name);
    await v.page.keyboard.press("Escape");
  }
  assertQuiet(v);
});

test("every entry of the search leads to a page and a heading that exist", () => {
  const { index } = JSON.parse(readFileSync(`${docs}search.json`, "utf8"));
  const entries = Object.values(index.storedFields);
  assert.ok(entries.length > 250);
  const ids = new Map(guides.map((name) => [name, new Set([...readFileSync(docs + name, "utf8").matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]));
  const lost = entries.filter(({ href }) => {
    const [page, id] = href.split("#");
    return !ids.has(page) || (id && !ids.get(page).has(id));
  });
  assert.deepEqual(lost, []);
  for (const name of guides.filter((name) => name !== "index.html")) assert.ok(entries.some(({ href }) => href === name), name);
});

test("on a phone, the guides and the headings of a page are in menus", async (t) => {
  const v = await visit(t, "/demo/docs/theming.html", { width: 360, height: 780 });
  const menu = v.page.locator("#guides");
  assert.equal(await menu.isVisible(), false);
  await v.page.getByRole("button", { name: "Guides", exact: true }).click();
  assert.ok(await menu.isVisible());
  await menu.getByRole("link", { name: "Theming" }).waitFor();
  assert.ok(await menu.locator("[aria-current=page]").evaluate((link) => link.getBoundingClientRect().top < innerHeight), "the current guide is in sight");
  await v.page.keyboard.press("Escape");
  assert.equal(await menu.isVisible(), false);
  await v.page.getByRole("button", { name: "On this page" }).click();
  await v.page.locator("#here").getByRole("link", { name: "Light and dark" }).click();
  assert.equal(new URL(v.page.url()).hash, "#light-and-dark");
  assert.equal(await v.page.locator("#here").isVisible(), false, "the menu makes room for the heading");
  await v.page.getByRole("button", { name: "Menu" }).click();
  await v.page.locator("#site").getByRole("link", { name: "Playground" }).click();
  await v.page.waitForURL(/playground\.html$/);
  assertQuiet(v);
});

test("without scripts, the menus open and no button is dead", async (t) => {
  const v = await visit(t, "/demo/docs/theming.html", { width: 360, height: 780, javaScriptEnabled: false });
  assert.equal(await v.page.getByRole("button", { name: /Search|Copy/ }).count(), 0);
  // click() waits for two frames of the page, which come to scripts alone.
  const { x, y, width, height } = await v.page.getByRole("button", { name: "Guides", exact: true }).boundingBox();
  await v.page.mouse.click(x + width / 2, y + height / 2);
  await v.page.locator("#guides").getByRole("link", { name: "Embeds" }).waitFor();
});

test("a snippet is copied as it was written", async (t) => {
  const v = await visit(t, "/demo/docs/script-tag.html", { permissions: ["clipboard-read", "clipboard-write"] });
  const [, written] = /```html page\n([^]*?)\n```/.exec(readFileSync(new URL("../../docs/script-tag.md", import.meta.url), "utf8"));
  const snippet = v.page.locator(".snippet").first();
  await snippet.hover();
  await snippet.getByRole("button", { name: "Copy" }).click();
  await snippet.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await v.page.evaluate(() => navigator.clipboard.readText()), written);
  assertQuiet(v);
});

test("snippets are coloured when the site is built, in every language that the guides use", () => {
  const plain = new Set();
  for (const name of guides) {
    for (const [, language, code] of readFileSync(docs + name, "utf8").matchAll(/<code data-language="(\w*)">([^]*?)<\/code>/g)) {
      if (!code.includes('class="hljs-') && code.length > 120) plain.add(language);
    }
  }
  // Prose in the guides to importers, and a policy.
  assert.deepEqual([...plain].filter((language) => !["", "text", "md", "http", "sh"].includes(language)), []);
});

test("an article in a guide is shown below its JSON, and opens in the playground", async (t) => {
  const v = await visit(t, "/demo/docs/live-updates.html");
  const result = v.page.locator(".snippet").filter({ has: v.page.locator("article-widget") }).first();
  await result.locator(".aw-headline", { hasText: "Storm over the coast" }).waitFor();
  const written = await result.locator("code").first().textContent();
  await result.getByRole("link", { name: "Open in the playground" }).click();
  await v.page.locator("#result .aw-headline", { hasText: "Storm over the coast" }).waitFor();
  assert.equal(await v.page.locator("#source").inputValue(), written);
  assertQuiet(v);
});

test("no rule of the site reaches into the articles in its guides", async (t) => {
  for (const path of ["live-updates.html", "format.html"]) {
    const v = await visit(t, `/demo/docs/${path}`);
    await v.page.waitForFunction(() => [...document.querySelectorAll("article-widget")].every((one) => one.diagnostics && one.querySelector(".aw")));
    const reaching = await v.page.evaluate(() => {
      const inside = [...document.querySelectorAll(".aw *")];
      const rulesOf = (group) => [...group.cssRules].flatMap((rule) => (rule.selectorText ? [rule.selectorText] : rule.cssRules ? rulesOf(rule) : []));
      const own = /^(\*|:focus-visible$|\.lone )/;
      return [...document.styleSheets].flatMap(rulesOf).filter((selector) => !own.test(selector) && inside.some((element) => element.matches(selector)));
    });
    assert.deepEqual(reaching, [], path);
  }
});

test("the format's reference shows every block that needs no file of its own", async (t) => {
  const v = await visit(t, "/demo/docs/format.html");
  await v.page.waitForFunction(() => [...document.querySelectorAll("article-widget")].every((one) => one.diagnostics && one.querySelector(".aw")));
  const found = await v.page.evaluate(() => [...document.querySelectorAll("article-widget")].map(({ diagnostics }) => diagnostics.map(({ code }) => code)));
  assert.ok(found.length > 15);
  assert.deepEqual(found.flat(), []);
  assertQuiet(v);
});

test("previous and next go through all guides in the order of their list", async (t) => {
  const v = await visit(t, "/demo/docs/index.html");
  const order = await v.page.locator("dl.guides a").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
  const nextOf = (name) => /<a rel="next" href="([^"]*)"/.exec(readFileSync(docs + name, "utf8"))?.[1];
  const previousOf = (name) => /<a rel="prev" href="([^"]*)"/.exec(readFileSync(docs + name, "utf8"))?.[1];
  for (const [index, name] of order.entries()) {
    assert.equal(nextOf(name), order[index + 1], name);
    assert.equal(previousOf(name), order[index - 1], name);
  }
});

test("the reference leads to what was built, or names the command that builds it", async (t) => {
  const v = await visit(t, "/demo/docs/api.html");
  const text = await v.page.locator("main").innerText();
  const built = existsSync(`${docs}api-index.html`);
  assert.equal(await v.page.locator('main a[href="api-index.html"]').count() > 0, built);
  assert.equal(/Not built yet: run make docs/.test(text.replaceAll("`", "")), !built || !existsSync(`${docs}rust`));
  if (!built) return;
  const reference = readFileSync(`${docs}api-index.html`, "utf8");
  for (const name of ["mount", "load", "ArticleError", "Options", "ArticleWidgetElement"]) assert.match(reference, new RegExp(`id="${name.toLowerCase()}"`), name);
});
