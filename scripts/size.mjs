// What a page downloads, file by file, against the budget.   node scripts/size.mjs [--write]   (--write commits to new numbers)
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { importedBy } from "./chunks.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const dist = "www/dist";
const { outputs } = JSON.parse(readFileSync("target/modules.json", "utf8"));
const budget = JSON.parse(readFileSync("scripts/size-budget.json", "utf8"));

function sizes(file) {
  const bytes = readFileSync(file);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
  };
  return {
    name: basename(file),
    raw: bytes.length,
    gzip: gzipSync(bytes, { level: 9 }).length,
    brotli: brotliCompressSync(bytes, { params }).length,
  };
}

const entry = `${dist}/define.js`;
const atOnce = importedBy(outputs, entry);
const onDemand = [...importedBy(outputs, entry, ["import-statement", "dynamic-import"])].filter((file) => !atOnce.has(file));
const css = `${dist}/article-widget.css`;
const cssInside = [...atOnce].some((file) => Object.keys(outputs[file].inputs).some((input) => input.endsWith(":css")));

/** How far a size may be from what was committed. */
const TOLERANCE = 0.02;

const importers = ["import", "import-json", "import-markdown"].map((name) => `${dist}/article-widget-${name}.wasm`);

const groups = {
  modules: [...atOnce, `${dist}/article-widget.wasm`, ...(cssInside ? [] : [css])],
  "a page from a server": [`${dist}/resume.js`, css],
  wasm: [`${dist}/article-widget.wasm`],
  "modules, on demand": onDemand,
  classic: [`${dist}/article-widget.classic.js`],
  css: [css],
  "importers of text": importers.slice(0, 1),
  importers,
};

const row = ({ name, raw, gzip, brotli }) =>
  console.log(name.padEnd(30) + [raw, gzip, brotli].map((n) => String(n).padStart(11)).join(""));

row({ name: "", raw: "raw", gzip: "gzip -9", brotli: "brotli 11" });
const moved = [];
for (const [group, files] of Object.entries(groups)) {
  if (files.length === 0) continue;
  const rows = files.map(sizes);
  const total = { name: group, raw: 0, gzip: 0, brotli: 0 };
  for (const one of rows) for (const key of ["raw", "gzip", "brotli"]) total[key] += one[key];
  row(total);
  if (rows.length > 1) for (const one of rows) row({ ...one, name: `  ${one.name}` });
  const { aim, committed } = budget[group] ?? {};
  if (aim) console.log(`  aim: ${aim} bytes of brotli, ${total.brotli > aim ? `missed by ${total.brotli - aim}` : "reached"}`);
  if (committed && Math.abs(total.brotli / committed - 1) > TOLERANCE) moved.push(`${group}: ${total.brotli} bytes of brotli, ${committed} committed`);
  if (budget[group]) budget[group].committed = total.brotli;
}

const counted = new Set([...Object.values(groups).flat()].map((file) => basename(file)));
const uncounted = readdirSync(dist).filter((name) => /\.(js|wasm|css)$/.test(name) && !counted.has(name));
if (uncounted.length) console.log(`not loaded by define.js: ${uncounted.join(", ")}`);

if (process.argv.includes("--write")) {
  writeFileSync("scripts/size-budget.json", `${JSON.stringify(budget, null, 2)}\n`);
} else if (moved.length) {
  console.error(`Moved by more than 2 %:\n  ${moved.join("\n  ")}
If it grew, see whether it must: "node scripts/weigh.mjs" prints the WebAssembly by module, and esbuild's metafile
in target/modules.json which module is new. If it has to, or if it shrank, write the new numbers with "node scripts/size.mjs --write" and say why in the commit.`);
  process.exit(1);
}
