// What is measured, built: the articles, the Rust contestant, and a bundle of each contestant.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import * as esbuild from "esbuild";
import { article, corrected } from "./article.mjs";
import { contestants } from "./contestants.mjs";
import { markup } from "./contestants/html-string/markup.js";
import { portable } from "./portable.mjs";

export const built = "target/bench";

/** How many blocks. */
export const sizes = [20, 200, 2000, 20000];

function run(program, args, options = {}) {
  const { error, status } = spawnSync(program, args, { stdio: ["ignore", "inherit", "inherit"], ...options });
  if (error || status !== 0) throw new Error(`${program} ${args[0]} failed${error ? `: ${error.message}` : ""}.`);
}

/** The peers' own packages. */
function packages() {
  const done = "bench/node_modules/.package-lock.json";
  return stat(done).then(
    async ({ mtimeMs }) => (await stat("bench/package-lock.json")).mtimeMs > mtimeMs && install(),
    () => install(),
  );
}
const install = () => run("npm", ["ci", "--prefer-offline", "--loglevel=error"], { cwd: "bench" });

/** Cargo looks by itself whether there is something to do. */
async function sycamore() {
  const to = `${built}/sycamore`;
  const target = "wasm32-unknown-unknown";
  const from = `${built}/cargo/${target}/release/bench_sycamore.wasm`;
  const before = await stat(from).catch(() => undefined);
  run("cargo", ["build", "--quiet", "--release", "--locked", "--lib", "--target", target, "--target-dir", `${built}/cargo`, "--manifest-path", "bench/rust/Cargo.toml"]);
  if (before?.mtimeMs === (await stat(from)).mtimeMs && existsSync(`${to}/sycamore_bg.wasm`)) return;
  run("wasm-bindgen", ["--target", "web", "--no-typescript", "--out-dir", to, "--out-name", "sycamore", from]);
  run("wasm-opt", ["-O3", "--strip-producers", "--strip-target-features", `${to}/sycamore_bg.wasm`, "-o", `${to}/sycamore_bg.wasm`]);
}

/** Two states of each article, in the three forms that contestants take. */
async function articles() {
  await mkdir(`${built}/articles`, { recursive: true });
  const weights = {};
  for (const size of sizes) {
    const story = article(size);
    const { headline, ...rest } = story;
    const states = { "": story, "-corrected": corrected(story) };
    for (const [state, story] of Object.entries(states)) {
      const file = `${built}/articles/${size}${state}`;
      const json = JSON.stringify(story);
      await writeFile(`${file}.json`, json);
      await writeFile(`${file}.html`, markup(story));
      await writeFile(`${file}.portable`, JSON.stringify(portable(story)));
      if (!state) weights[size] = { json: Buffer.byteLength(json), gzip: gzipSync(json, { level: 9 }).length };
    }
    await writeFile(`${built}/articles/${size}-headless.json`, JSON.stringify(rest));
  }
  return weights;
}

/** What a page downloads before the first article. */
async function transfer(files) {
  const sum = { raw: 0, gzip: 0, brotli: 0 };
  for (const file of files) {
    const bytes = await readFile(file);
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
    sum.raw += bytes.length;
    sum.gzip += gzipSync(bytes, { level: 9 }).length;
    sum.brotli += brotliCompressSync(bytes, { params }).length;
  }
  return sum;
}

function imported(outputs, file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { path, kind } of outputs[file].imports) if (kind === "import-statement") imported(outputs, path, found);
  return found;
}

async function bundle({ name, source, wasm }) {
  const folder = `bench/contestants/${name}`;
  const entry = (await readdir(folder)).find((file) => file.startsWith("index."));
  const outdir = `${built}/contestants/${name}`;
  await rm(outdir, { recursive: true, force: true });
  const { metafile } = await esbuild.build({
    entryPoints: [join(folder, entry)],
    outdir,
    bundle: true,
    minify: true,
    splitting: true,
    format: "esm",
    target: "es2022",
    define: { "process.env.NODE_ENV": '"production"' },
    ...(source && { jsx: "automatic", jsxImportSource: source }),
    legalComments: "none",
    logLevel: "warning",
    logOverride: { "ignored-bare-import": "silent" },
    metafile: true,
  });
  const scripts = [...imported(metafile.outputs, `${outdir}/index.js`)];
  if (wasm) await copyFile(wasm, join(outdir, wasm.split("/").at(-1)));
  const styles = existsSync(`${outdir}/index.css`) ? [`${outdir}/index.css`] : [];
  // Ours carries its stylesheet inside; the others' pages link it.
  if (name !== "ours") styles.push("www/dist/article-widget.css");
  return { program: await transfer([...scripts, ...(wasm ? [wasm] : [])]), styles: await transfer(styles) };
}

// The peers get the same stylesheet. What ours leaves out of layout is its own behaviour, which no peer has by itself.
async function peersStyles() {
  const css = await readFile("www/dist/article-widget.css", "utf8");
  await writeFile(`${built}/peers.css`, css.replace(/(?:content-visibility:auto|contain-intrinsic-[a-z-]+:[^;}]+);?/g, ""));
}

/** Builds everything; gives back what weighs how much. */
export async function buildAll() {
  await packages();
  await sycamore();
  const weights = await articles();
  await peersStyles();
  const downloads = {};
  for (const contestant of contestants) downloads[contestant.name] = await bundle(contestant);
  return { weights, downloads };
}
