// The site: the demo, the guides and the playground.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, axe } from "./browser.mjs";
import { overflow, setSections, visit } from "./parts.mjs";

const pagesIn = (folder) => readdirSync(fileURLToPath(new URL(`../../www${folder}`, import.meta.url))).filter((name) => name.endsWith(".html")).map((name) => folder + name);
const pages = ["/index.html", ...pagesIn("/demo/"), ...pagesIn("/demo/docs/")];

async function opened(t, path, options) {
  const v = await visit(t, path, options);
  await v.page.waitForFunction(() => [...document.querySelectorAll("article-widget, #result")].every((place) => place.querySelector(".aw-headline")));
  return v;
}

test("all pages are there", () => {
  assert.ok(pages.length >= 20, pages.join());
});

/** Pages whose article a visitor can close, and is shown closed too. */
const foldable = ["/demo/index.html", "/demo/playground.html"];

for (const path of pages) {
  test(`${path} is quiet, holds no barrier narrow and wide, in light and dark, and doesn't scroll sideways at 320 px`, async (t) => {
    const v = await opened(t, path);
    await v.page.waitForLoadState("networkidle");
    for (const state of foldable.includes(path) ? ["open", "closed"] : ["open"]) {
      if (foldable.includes(path)) await setSections(v, state === "open");
      for (const [width, colorScheme] of [[360, "light"], [1200, "dark"]]) {
        await v.page.setViewportSize({ width, height: 900 });
        await v.page.emulateMedia({ colorScheme });
        assert.deepEqual(await axe(v.page), [], `${state}, ${width} px, ${colorScheme}`);
      }
    }
    assertQuiet(v);
    await v.page.setViewportSize({ width: 320, height: 700 });
    assert.deepEqual(await overflow(v), []);
  });
}

test("all pages have one bar and one foot, and the bar says where one is", async (t) => {
  const seen = new Set();
  for (const path of pages) {
    const v = await visit(t, path);
    const [frame, current] = await v.page.evaluate(() => [
      JSON.stringify([".bar", ".imprint"].map((part) => [...document.querySelectorAll(`${part} a`)].map(({ href, textContent }) => [href, textContent]))),
      document.querySelectorAll('.bar [aria-current="page"]').length,
    ]);
    seen.add(frame.replaceAll(v.origin, ""));
    assert.equal(current, 1, path);
  }
  assert.equal(seen.size, 1);
});

test("every link and fragment within the site leads somewhere", async (t) => {
  const links = new Map();
  const ids = new Map();
  let v;
  for (const path of pages) {
    v = await opened(t, path);
    const found = await v.page.evaluate(() => [[...document.querySelectorAll("a[href]")].map(({ href }) => href), [...document.querySelectorAll("[id]")].map(({ id }) => id)]);
    links.set(path, found[0].filter((href) => href.startsWith(v.origin)).map((href) => href.slice(v.origin.length)));
    ids.set(path, new Set(found[1]));
  }
  const lost = [];
  const checked = new Set();
  for (const [path, all] of links) {
    for (const link of all) {
      const [, file, , fragment = ""] = /^([^#]*)(#(.*))?$/.exec(link);
      const page = file.endsWith("/") ? `${file}index.html` : file;
      if (!ids.has(page)) {
        if (!checked.has(page) && !(await v.page.request.get(v.origin + page)).ok()) lost.push(`${path}: ${link}`);
        checked.add(page);
      } else if (page === "/demo/playground.html" && fragment.startsWith("z=")) {
        // An article, which is in the link.
      } else if (fragment && !ids.get(page).has(decodeURIComponent(fragment))) lost.push(`${path}: ${link}`);
    }
  }
  assert.deepEqual(lost, []);
});

const at = (v, name) => v.page.locator(`#${name}`);

test("the playground shows a syntax error at its line", async (t) => {
  const v = await opened(t, "/demo/playground.html");
  await at(v, "source").fill('{\n  "headline": "è",\n  "body": [}\n}');
  await v.page.locator('#state[data-kind="error"]').waitFor();
  assert.match(await at(v, "state").innerText(), /not-json at line 3, column 12/);
  assert.deepEqual(await v.page.locator("#lines [data-severity=error]").allInnerTexts(), ["3"]);
  await v.page.getByRole("button", { name: "Go to line 3" }).click();
  assert.equal(await at(v, "source").evaluate((field) => field.value.slice(field.selectionStart)), "}\n}");
  assertQuiet(v);
});

test("a diagnostic of the playground leads to its line", async (t) => {
  const v = await opened(t, "/demo/playground.html");
  const { line, wanted } = await at(v, "source").evaluate((field) => {
    const offset = field.value.indexOf('"sparkling"');
    return { line: field.value.slice(0, offset).split("\n").length, wanted: '"sparkling"' };
  });
  await v.page.getByRole("button", { name: `Go to line ${line}: unknown-mark` }).click();
  assert.equal(await at(v, "source").evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd)), wanted);
  // And there it says what may stand in its place.
  await at(v, "here").getByRole("button", { name: "sub", exact: true }).click();
  await v.page.waitForFunction(() => JSON.parse(document.querySelector("#source").value).body[0].text[1].marks.includes("sub"));
  assertQuiet(v);
});

test("the playground says what may stand at the cursor, and writes it", async (t) => {
  const v = await opened(t, "/demo/playground.html");
  await at(v, "source").fill('{ "headline": "A", "body": [{ "type": "list", "items": [] }] }');
  await at(v, "source").evaluate((field) => field.setSelectionRange(45, 45));
  await at(v, "source").press("ArrowLeft");
  assert.match(await v.page.locator(".here-title").innerText(), /^list \$\.body\[0\]/);
  await at(v, "here").getByRole("button", { name: "Add start" }).click();
  await at(v, "here").getByRole("button", { name: "quote", exact: true }).click();
  await v.page.locator("#result .aw-quote").waitFor();
  const { body } = JSON.parse(await at(v, "source").inputValue());
  assert.deepEqual([body[0].start, body[1].type], [0, "quote"]);
  assertQuiet(v);
});

test("an option of the playground changes the result", async (t) => {
  const v = await opened(t, "/demo/playground.html");
  await v.page.locator("#options-box > summary").click();
  await v.page.locator("[name=sections]").selectOption("closed");
  await v.page.locator('#result [aria-expanded="false"]').first().waitFor();
  await v.page.locator("[name=headingLevel]").selectOption("4");
  await v.page.locator("#result h4.aw-headline").waitFor();
  await v.page.locator("[name=toc]").check();
  await v.page.locator("#result nav").first().waitFor();
  await v.page.locator("[name=labels]").fill('{ "by": "Words:" }');
  await v.page.locator("#result .aw-byline", { hasText: "Words:" }).waitFor();
  for (const isolate of [true, false]) {
    await v.page.locator("[name=isolate]").setChecked(isolate);
    await v.page.waitForFunction((isolate) => Boolean(document.querySelector("#result > div").shadowRoot) === isolate, isolate);
    await v.page.locator("#result h4.aw-headline").waitFor();
  }
  assert.equal(await at(v, "chosen").innerText(), "headingLevel, sections, toc, labels");
  assertQuiet(v);
});

test("a link of the playground holds article and options, and what is copied is drawn again", async (t) => {
  const v = await opened(t, "/demo/playground.html", { permissions: ["clipboard-read", "clipboard-write"] });
  const text = '{ "headline": "Ünder </script> <b>", "body": [{ "type": "heading", "text": "One" }] }';
  await at(v, "source").fill(text);
  await v.page.locator("#options-box > summary").click();
  await v.page.locator("[name=theme]").selectOption("dark");
  await v.page.locator("[name=scriptUrl]").fill("https://example.org/other.js");
  await v.page.locator("#result .aw-headline", { hasText: "Ünder" }).waitFor();
  const copied = async (button) => {
    await at(v, button).click();
    await v.page.locator("#told", { hasText: /copied/ }).waitFor();
    return v.page.evaluate(() => navigator.clipboard.readText());
  };
  const html = await copied("copy-html");
  assert.match(html, /^<article class="aw" .*Ünder &lt;\/script/s);
  await v.page.evaluate(() => (document.querySelector("#told").textContent = ""));
  const snippet = await copied("copy-snippet");
  assert.match(snippet, /<article-widget theme="dark" script-url="https:\/\/example\.org\/other\.js">/);
  assert.ok(!snippet.includes("Ünder </script>"));
  await v.page.evaluate(() => (document.querySelector("#told").textContent = ""));
  const link = await copied("share");
  assert.match(link, /#z=[\w-]+$/);
  const other = await visit(t, `${new URL(link).pathname}${new URL(link).hash}`);
  await other.page.locator("#result .aw-headline", { hasText: "Ünder" }).waitFor();
  assert.equal(await at(other, "source").inputValue(), text);
  assert.equal(await other.page.locator("[name=theme]").inputValue(), "dark");
  // A link must not choose what script comes into the page.
  assert.equal(await other.page.locator("[name=scriptUrl]").inputValue(), "");
  assertQuiet(other);
  const broken = await visit(t, "/demo/playground.html#z=AAAA");
  await broken.page.locator("#result .aw-headline", { hasText: "night boat" }).waitFor();
  assert.match(await at(broken, "told").innerText(), /can’t be read/);
});

test("what is pasted into the playground becomes an article, and another format can be chosen for it", async (t) => {
  const v = await opened(t, "/demo/playground.html");
  const { page } = v;
  assert.equal(await page.locator("#paste-result").isVisible(), false);
  await page.locator("#paste").evaluate((field) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", "<h1>The pier is open</h1><p>By <em>nightfall</em> all lamps were lit.</p>");
    clipboardData.setData("text/plain", "The pier is open");
    const paste = new ClipboardEvent("paste", { bubbles: true, cancelable: true });
    // Firefox gives an event that a script makes a clipboard of its own, without content.
    Object.defineProperty(paste, "clipboardData", { value: clipboardData });
    field.dispatchEvent(paste);
  });
  await page.waitForFunction(() => document.querySelector("#result .aw-headline")?.textContent === "The pier is open");
  assert.equal(await page.locator("#paste-format").inputValue(), "html");
  assert.equal(await page.locator("#result em").textContent(), "nightfall");
  assert.deepEqual(JSON.parse(await page.locator("#source").inputValue()).headline, "The pier is open");
  await page.locator("#paste").fill("# The pier is shut\n\nNo *lamp* was lit.");
  await page.waitForFunction(() => document.querySelector("#result .aw-headline")?.textContent === "The pier is shut");
  assert.equal(await page.locator("#paste-format").inputValue(), "markdown");
  await page.locator("#paste-format").selectOption("text");
  await page.waitForFunction(() => document.querySelector("#result").textContent.includes("*lamp*"));
  await page.locator("#paste").fill("{");
  await page.waitForFunction(() => /\S/.test(document.querySelector("#paste-state").textContent));
  assertQuiet(v);
});

test("on a phone, the playground has a tab each for source, result and diagnostics", async (t) => {
  const v = await opened(t, "/demo/playground.html", { width: 360, height: 780 });
  const { page } = v;
  const tab = (name) => page.getByRole("tab", { name });
  const shown = () => page.locator('#panel-source, #panel-result, #panel-diagnostics').evaluateAll((panels) => panels.filter((panel) => panel.checkVisibility()).map(({ id }) => id));
  assert.deepEqual(await shown(), ["panel-result"]);
  await tab("Source").click();
  assert.deepEqual(await shown(), ["panel-source"]);
  assert.deepEqual(await axe(page), []);
  await tab("Source").press("ArrowLeft");
  assert.deepEqual(await shown(), ["panel-diagnostics"], "before the first is the last");
  assert.ok(await tab("Diagnostics 1").evaluate((tab) => tab === document.activeElement && tab.ariaSelected === "true"));
  assert.deepEqual(await axe(page), []);
  await page.getByRole("button", { name: /^Go to line/ }).click();
  assert.deepEqual(await shown(), ["panel-source"], "a diagnostic leads to the source");
  await at(v, "source").fill('{ "headline": "Typed on a phone" }');
  await page.locator("#tab-count:empty").waitFor({ state: "attached" });
  await tab("Result").click();
  await page.locator("#result .aw-headline", { hasText: "Typed on a phone" }).waitFor();
  await page.setViewportSize({ width: 1200, height: 900 });
  assert.equal((await shown()).length, 3, "beside each other, all are shown");
  assert.equal(await page.getByRole("tab").count(), 0);
  assert.equal(await page.getByRole("tabpanel").count(), 0);
  assertQuiet(v);
});
