// esbuild plugin: what the TypeScript sources import from the stylesheet and from the compiled Rust.
import { readFile } from "node:fs/promises";
import { resolve } from "node:path";

export const sources = ({ css, wasmFile, glueFile }) => ({
  name: "article-widget",
  setup(build) {
    build.onResolve({ filter: /^article-widget:glue$/ }, () => ({ path: resolve(glueFile) }));
    build.onResolve({ filter: /^article-widget:(css|wasm)$/ }, ({ path }) => ({ path, namespace: "built" }));
    build.onLoad({ filter: /css$/, namespace: "built" }, () => ({ contents: css, loader: "text" }));
    build.onLoad({ filter: /wasm$/, namespace: "built" }, async () => ({
      contents: (await readFile(wasmFile)).toString("base64"),
      loader: "text",
    }));
  },
});
