// esbuild plugin: what the TypeScript sources import from the stylesheet and from the compiled Rust.
import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { resolve } from "node:path";

const wordsFolder = "src/locale/words";

/** Tags of the languages that have words; English is in the WebAssembly. */
const languages = async () =>
  (await readdir(wordsFolder)).map((name) => name.replace(".txt", "")).filter((tag) => tag !== "en");

const format = async (tag) => (await readFile(`src/locale/formats/${tag}.txt`, "utf8")).replace(/\n$/, "");

const words = async (tag) => (await readFile(`${wordsFolder}/${tag}.txt`, "utf8")).trimEnd();

export const sources = ({ css, wasmFile, fastFile, glueFile }) => ({
  name: "article-widget",
  setup(build) {
    build.onResolve({ filter: /^article-widget:glue$/ }, () => ({ path: resolve(glueFile) }));
    build.onResolve({ filter: /^article-widget:(css|wasm|fast-wasm|hash)$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onResolve({ filter: /^article-widget:(languages|words\/[\w-]+|all-words)$/ }, ({ path }) => ({ path, namespace: "words" }));
    build.onLoad({ filter: /languages$/, namespace: "words" }, async () => ({
      contents: `export default { ${(await languages()).map((tag) => `"${tag}": () => import("article-widget:words/${tag}")`)} };`,
    }));
    build.onLoad({ filter: /all-words$/, namespace: "words" }, async () => {
      const all = await Promise.all((await languages()).map(async (tag) => [tag, await words(tag)]));
      return { contents: `export default ${JSON.stringify(Object.fromEntries(all))};` };
    });
    build.onLoad({ filter: /\/[\w-]+$/, namespace: "words" }, async ({ path }) => {
      const tag = path.split("/")[1];
      return { contents: `export default ${JSON.stringify(await words(tag))}; export const format = ${JSON.stringify(await format(tag))};` };
    });
    build.onResolve({ filter: /^article-widget:format$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onLoad({ filter: /format$/, namespace: "built" }, async () => ({ contents: await format("en"), loader: "text" }));
    build.onLoad({ filter: /css$/, namespace: "built" }, () => ({ contents: css, loader: "text" }));
    build.onLoad({ filter: /hash$/, namespace: "built" }, async () => ({
      contents: `sha256-${createHash("sha256").update(await readFile(wasmFile)).digest("base64")}`,
      loader: "text",
    }));
    build.onLoad({ filter: /wasm$/, namespace: "built" }, async ({ path }) => ({
      contents: (await readFile(path.endsWith("fast-wasm") ? fastFile : wasmFile)).toString("base64"),
      loader: "text",
    }));
  },
});
