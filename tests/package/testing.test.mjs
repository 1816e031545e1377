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

for (const [index, text] of snippets.filter((text) => /from "vitest"/.test(text)).entries()) {
  test(`the guide's test ${index + 1} passes`, async () => {
    const [line, names] = /^import (\{.*\}) from "vitest";$/m.exec(text);
    const folder = await project(`vitest-${index}`, { "vitest.mjs": vitest, "article.test.mjs": `import ${names} from "./vitest.mjs"; // First, because it makes the environment.\n${text.replace(line, "")}` });
    // Otherwise it reports to the runner of this file.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { stdout } = await run(process.execPath, ["--test", "--test-reporter=tap", join(folder, "article.test.mjs")], { cwd: folder, env });
    assert.match(stdout, /^# pass 1$/m);
  });
}

test("there are two such tests", () => {
  assert.equal(snippets.filter((text) => /from "vitest"/.test(text)).length, 2);
});
