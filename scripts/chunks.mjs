// Merges the chunks that a page loads at first. esbuild makes one for each set of modules that lead to the same code, so that a page
// would load ten files, some of them after others; every further round trip is time that a reader waits.
import { basename } from "node:path";
import { rollup } from "rollup";

/**
 * What an output of esbuild imports at once, itself included.
 * @param {Record<string, { imports: { path: string, kind: string }[] }>} outputs
 * @param {string} file
 */
export function importedBy(outputs, file, kinds = ["import-statement"], found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, kind } of outputs[file].imports) {
    if (kinds.includes(kind) && path in outputs) importedBy(outputs, path, kinds, found);
  }
  return found;
}

/**
 * Writes the modules of a build by esbuild to a folder: what all pages and servers load at once as one chunk, what all pages alone do
 * as another. What only some entries lead to stays apart, for it may act when it is loaded.
 * @param {{ outputs: Record<string, any> }} metafile of esbuild
 * @param {{ from: string, to: string, entries: string[], pages: string[], server: string }} build
 * @returns {Promise<{ outputs: Record<string, any> }>} the same for what was written
 */
export async function mergeChunks({ outputs }, { from, to, entries, pages, server }) {
  const path = (name) => `${from}/${name}.js`;
  const onServers = importedBy(outputs, path(server));
  const inPages = pages.map((name) => importedBy(outputs, path(name)));
  const own = new Set(entries.map(path));
  const bundle = await rollup({
    input: entries.map(path),
    // esbuild has removed what isn't used.
    treeshake: false,
    makeAbsoluteExternalsRelative: false,
    external: (id) => /^(node:|article-widget)|\.wasm$/.test(id),
    onwarn: ({ message }) => {
      throw new Error(message);
    },
  });
  const { output } = await bundle.write({
    dir: to,
    compact: true,
    chunkFileNames: "shared-[hash].js",
    hashCharacters: "base36",
    manualChunks: (id) => {
      const file = `${from}/${basename(id)}`;
      if (own.has(file) || !inPages.every((found) => found.has(file))) return undefined;
      return onServers.has(file) ? "both" : "page";
    },
  });
  await bundle.close();
  const written = output.map(({ fileName, imports, dynamicImports, moduleIds }) => {
    const list = (names, kind) => names.map((name) => ({ path: `${to}/${name}`, kind }));
    const inputs = Object.assign({}, ...moduleIds.map((id) => outputs[`${from}/${basename(id)}`].inputs));
    return [`${to}/${fileName}`, { imports: [...list(imports, "import-statement"), ...list(dynamicImports, "dynamic-import")], inputs }];
  });
  return { outputs: Object.fromEntries(written) };
}
