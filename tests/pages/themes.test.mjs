// The theme gallery: six looks, each from custom properties alone.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { overflow, visit } from "./parts.mjs";

const text = (path) => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");
const names = ["broadsheet", "tabloid", "magazine", "tech", "government", "brutal"];
const css = text("www/demo/themes.css");
const ruleOf = (name) => new RegExp(`^\\.${name} \\{([^}]*)\\}`, "m").exec(css)[1].trim();

test("each look sets custom properties of the guide and nothing else", () => {
  const guide = text("docs/theming.md");
  for (const name of names) {
    for (const line of ruleOf(name).split("\n")) {
      const [, property] = /^\s*(--aw-[\w-]+): .*;$/.exec(line) ?? assert.fail(`${name}: ${line}`);
      assert.ok(guide.includes(`| \`${property}\` |`), `${name}: ${property}`);
    }
  }
  assert.doesNotMatch(css, /\.aw\b/, "no rule reaches into an article");
});

test("every custom property of the style sheet is in the guide", () => {
  const guide = text("docs/theming.md");
  const known = new Set([...text("www/article-widget.css").matchAll(/var\((--aw-[\w-]+)/g)].map(([, name]) => name));
  assert.deepEqual([...known].filter((name) => !guide.includes(`| \`${name}\` |`)), []);
});

test("the six looks differ, narrow and wide, in light and dark, and none scrolls sideways", async (t) => {
  const v = await visit(t, "/demo/themes.html");
  await v.page.waitForFunction(() => document.querySelectorAll(".look .aw-headline").length === 6);
  const seen = () =>
    v.page.evaluate(
      (names) =>
        names.map((name) => {
          const style = (selector) => getComputedStyle(document.querySelector(`.${name} ${selector}`));
          return [style(".aw").backgroundColor, style(".aw-paragraph").fontFamily + style(".aw-headline").fontFamily, style(".aw-headline").fontSize + style(".aw-headline").fontWeight, style(".aw-kicker").color];
        }),
      names,
    );
  const looks = {};
  for (const [width, colorScheme] of [[360, "light"], [1200, "dark"]]) {
    await v.page.setViewportSize({ width, height: 900 });
    await v.page.emulateMedia({ colorScheme });
    const all = await seen();
    for (const property of [1, 3]) assert.equal(new Set(all.map((look) => look[property])).size, 6);
    assert.equal(new Set(all.map(String)).size, 6);
    assert.deepEqual(await overflow(v), []);
    looks[colorScheme] = all.map(([paper]) => paper);
  }
  for (const [index, name] of names.entries()) assert.notEqual(looks.light[index], looks.dark[index], name);
  assertQuiet(v);
});

test("below each look are its custom properties, as they can be copied", async (t) => {
  const v = await visit(t, "/demo/themes.html");
  for (const name of names) {
    const look = v.page.locator(`.look.${name}`);
    assert.equal(await look.locator("details code").textContent(), `.${name} {\n  ${ruleOf(name)}\n}`);
  }
});
