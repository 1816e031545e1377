// esbuild plugin: what the TypeScript sources import from the stylesheet and from the compiled Rust.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { locales, messageNames } from "./locales.mjs";

/** The languages that have words of their own; English ones are in the WebAssembly. */
const languages = locales.filter(({ tag, words }) => words && tag !== "en");

const locale = (wanted) => locales.find(({ tag }) => tag === wanted);

/** What the element says before there is an article. */
const ELEMENT = ["network", "http", "broken", "retry"];

/** The line of a message among the words of a language, and its English text. */
function messageOf(name) {
  const line = messageNames.indexOf(name);
  return { line, english: locale("en").words.split("\n")[line] };
}

export const sources = ({ css, wasmFile, fastFile, glueFile, postsFile, postsGlueFile, imports, jsonFile }) => ({
  name: "article-widget",
  setup(build) {
    build.onResolve({ filter: /^article-widget:glue$/ }, () => ({ path: resolve(glueFile) }));
    build.onResolve({ filter: /^article-widget:posts-glue$/ }, () => ({ path: resolve(postsGlueFile) }));
    for (const { name, glueFile } of imports) {
      build.onResolve({ filter: new RegExp(`^article-widget:${name}-glue$`) }, () => ({ path: resolve(glueFile) }));
    }
    build.onResolve({ filter: /^article-widget:(css|wasm|fast-wasm|posts-wasm|hash|posts-hash|import(-json|-markdown)?-hash)$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onResolve({ filter: /^article-widget:(languages|words\/[\w-]+|all-words)$/ }, ({ path }) => ({ path, namespace: "words" }));
    build.onLoad({ filter: /languages$/, namespace: "words" }, () => ({
      contents: `export default { ${languages.map(({ tag }) => `"${tag}": () => import("article-widget:words/${tag}")`)} };`,
    }));
    build.onLoad({ filter: /all-words$/, namespace: "words" }, () => {
      return { contents: `export default ${JSON.stringify(Object.fromEntries(languages.map(({ tag, words }) => [tag, words])))};` };
    });
    build.onLoad({ filter: /\/[\w-]+$/, namespace: "words" }, ({ path }) => {
      const { words, format } = locale(path.split("/")[1]);
      return { contents: `export default ${JSON.stringify(words)}; export const format = ${JSON.stringify(format)};` };
    });
    build.onResolve({ filter: /^article-widget:format$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onLoad({ filter: /format$/, namespace: "built" }, () => ({ contents: locale("en").format, loader: "text" }));
    build.onResolve({ filter: /^article-widget:messages$/ }, ({ path }) => ({ path, namespace: "messages" }));
    build.onLoad({ filter: /messages$/, namespace: "messages" }, () => ({
      contents: JSON.stringify(Object.fromEntries(ELEMENT.map((name) => [name, messageOf(name)]))),
      loader: "json",
    }));
    build.onLoad({ filter: /css$/, namespace: "built" }, () => ({ contents: css, loader: "text" }));
    build.onLoad({ filter: /hash$/, namespace: "built" }, async ({ path }) => ({
      contents: `sha256-${createHash("sha256")
        .update(await readFile(imports.find(({ name }) => path === `article-widget:${name}-hash`)?.file ?? { "article-widget:posts-hash": postsFile, "article-widget:import-json-hash": jsonFile }[path] ?? wasmFile))
        .digest("base64")}`,
      loader: "text",
    }));
    build.onLoad({ filter: /wasm$/, namespace: "built" }, async ({ path }) => ({
      contents: (await readFile({ "article-widget:fast-wasm": fastFile, "article-widget:posts-wasm": postsFile }[path] ?? wasmFile)).toString("base64"),
      loader: "text",
    }));
  },
});
