// The snippets of docs/testing.md for Vitest, run by Node's own test functions in jsdom.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { project, repo, run } from "./consumer.mjs";

const guide = await readFile(repo("docs/testing.md"), "utf8");
const snippets = [...guide.matchAll(/^```js part\n([^]*?)^```$/gm)].map(([, text]) => text);

/** Takes the place of Vitest, as far as the guide uses it. */
const vitest = `import assert from "node:assert/strict";
import { afterEach, before, test } from "node:test";
import { JSDOM } from "jsdom";
const { window } = new JSDOM("<!doctype html><html lang=en><body></body></html>", { url: "https://news.example/", pretendToBeVisual: true });
const own = Object.getOwnPropertyNames(window).filter((name) => !(name in globalThis) || /^(Abort|(Custom)?Event$|EventTarget$)/.test(name));
for (const name of own) globalThis[name] = window[name];
for (const name of ["addEventListener", "dispatchEvent", "removeEventListener"]) globalThis[name] = window[name].bind(window);
globalThis.window = window;
const expect = (found) => ({ toBe: (wanted) => assert.equal(found, wanted), toEqual: (wanted) => assert.deepEqual(found, wanted) });
export { afterEach, before as beforeAll, expect, test };
`;

/** Runs a test file in jsdom, and expects that its one test passes. */
async function passes(name, text) {
  const folder = await project(name, { "vitest.mjs": vitest, "article.test.mjs": text });
  // Otherwise it reports to the runner of this file.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const { stdout } = await run(process.execPath, ["--test", "--test-reporter=tap", join(folder, "article.test.mjs")], { cwd: folder, env });
  assert.match(stdout, /^# pass 1$/m);
}

for (const [index, text] of snippets.filter((text) => /from "vitest"/.test(text)).entries()) {
  test(`the guide's test ${index + 1} passes`, async () => {
    const [line, names] = /^import (\{.*\}) from "vitest";$/m.exec(text);
    // The environment comes first.
    await passes(`vitest-${index}`, `import ${names} from "./vitest.mjs";\n${text.replace(line, "")}`);
  });
}

test("a long article becomes whole where there is neither a scheduler nor a message channel, as in Jest", async () => {
  const text = `import { expect, test } from "./vitest.mjs";
    import { load, mount } from "article-widget/inline";
    await load();
    test("it is whole", async () => {
      Object.assign(globalThis, { MessageChannel: undefined, scheduler: undefined });
      const body = Array.from({ length: 1000 }, (_, at) => ({ type: "paragraph", text: "Paragraph " + at + " of a long article that comes in several pieces." }));
      const widget = mount(document.body, { headline: "Long", body });
      expect(document.querySelectorAll(".aw-paragraph").length < 1000).toBe(true);
      await widget.ready;
      expect(document.querySelectorAll(".aw-paragraph").length).toBe(1000);
    });`;
  await passes("without-channel", text);
});

test("the guide has two such tests", () => {
  assert.equal(snippets.filter((text) => /from "vitest"/.test(text)).length, 2);
});
