// Rust and TypeScript in, www/dist out; the documentation, www/demo/docs.  node scripts/build.mjs [--dev]   (--dev leaves out wasm-opt; scripts/tools.sh sets the PATH)
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { copyFile, mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { mergeChunks } from "./chunks.mjs";
import { divide } from "./divide.mjs";
import { minifyNames, ownProperties, shortNames, trapPanics } from "./shrink.mjs";
import { site } from "./site.mjs";
import { sources } from "./sources.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const dev = process.argv.includes("--dev");
const dist = "www/dist";
/** The modules for pages and servers, before their chunks are merged. */
const modules = "target/modules";
const bindgen = "target/bindgen";
/** The same for servers, which needn't download it: fast instead of small. */
const fast = "target/bindgen-server";
const fastFile = `${fast}/article-widget.wasm`;
const wasmFile = `${dist}/article-widget.wasm`;
const glueFile = "target/glue.js";
/** What reads posts in the formats of networks, which few pages need. */
const posts = "target/bindgen-posts";
const postsFile = `${dist}/article-widget-posts.wasm`;
const postsGlueFile = "target/posts-glue.js";
/** The importers, which no page needs that only shows articles, and what prints Markdown for them. */
const imports = ["import", "import-markdown"].map((name) => ({
  name,
  features: `allocator,js-${name}`,
  target: `target/${name}`,
  folder: `target/bindgen-${name}`,
  file: `${dist}/article-widget-${name}.wasm`,
  glueFile: `target/${name}-glue.js`,
}));
/** What only JSON needs of them. */
const jsonFile = `${dist}/article-widget-import-json.wasm`;

const published = JSON.parse(await readFile("www/package.json", "utf8"));

const stop = (sentence) => {
  console.error(sentence);
  process.exit(1);
};

async function step(name, work) {
  const start = performance.now();
  const note = await work();
  const ms = `${Math.round(performance.now() - start)} ms`;
  console.log(`${name.padEnd(15)} ${ms.padStart(8)}${note ? `   ${note}` : ""}`);
}

function run(program, args) {
  const { error, status, stdout } = spawnSync(program, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8" });
  if (error?.code === "ENOENT") stop(`${program} is missing; "make setup" installs it.`);
  if (error) stop(`${program} could not be run: ${error.message}`);
  if (status !== 0) stop(`${stdout}${program} failed (exit ${status ?? "by signal"}).`);
  return stdout;
}

/** What the WebAssembly for pages leaves out: HTML is written in JavaScript there, and numbers are kept as they are written. */
const SMALL = ["--no-default-features", "--features", "js,allocator,serde_json/arbitrary_precision"];
const FAST = ["--no-default-features", "--features", "js,allocator,html,payloads"];
const POSTS = ["--no-default-features", "--features", "allocator,posts-module,serde_json/arbitrary_precision"];

/** An import is read once, not with every page. */
const SLOWER = ["--config", 'profile.release.package.serde_json.opt-level="z"'];

/** What a page renders with is a tenth faster for 1.3 kB more: `opt-level = "z"` alone inlines next to nothing. */
const INLINING = ["--", "-C", "llvm-args=-inline-threshold=15"];

// `cargo rustc` because a crate that is an rlib too is built without link-time optimisation.
const cargo = (profile, features, folder = "target", more = []) =>
  run("cargo", [
    "rustc", "--quiet", "--profile", profile, "--lib", "--crate-type", "cdylib",
    ...features, "--target", "wasm32-unknown-unknown", "--target-dir", folder, ...more,
  ]);

function bind() {
  const made = [["target", "release", bindgen], ["target", "server", fast], ["target/posts", "release", posts]];
  for (const { target, folder } of imports) made.push([target, "release", folder]);
  for (const [target, profile, folder] of made) {
    run("wasm-bindgen", [
      "--target", "web", "--omit-default-module-path", "--experimental-reset-state-function",
      "--out-dir", folder, "--out-name", "article_widget",
      `${target}/wasm32-unknown-unknown/${profile}/article_widget.wasm`,
    ]);
  }
}

/** The long list gains 2 % over -Oz alone. The stack comes first in memory, so that nothing but its overflow is at the lowest addresses. */
const SIZE = ["--low-memory-unused", "--flatten", "--rereloop", "-Oz", "-Oz", "--converge", "--one-caller-inline-max-function-size=0", "--skip-pass=local-cse"];
const SPEED = ["-O1"];
/** What the compiler uses, which the text of a WebAssembly doesn't say. */
const USED = ["mutable-globals", "bulk-memory", "sign-ext", "nontrapping-float-to-int", "multivalue", "reference-types"];
const scriptsUsed = ["scripts/build.mjs", "scripts/shrink.mjs", "scripts/divide.mjs", "src/import/registry.rs"].map((name) => readFileSync(name));

/** Takes out what only JSON needs, by the names of functions, into a file of its own. */
async function takeOutJson(folder, between, rest) {
  run("wasm-opt", ["--emit-text", between, "-o", `${folder}/whole.wat`]);
  const texts = divide(await readFile(`${folder}/whole.wat`, "utf8"));
  const files = [between, rest];
  for (const [index, text] of texts.entries()) {
    await writeFile(`${folder}/part.wat`, text);
    run("wasm-opt", ["--mvp-features", ...USED.map((name) => `--enable-${name}`), "--strip-debug", `${folder}/part.wat`, "-o", files[index]]);
  }
}

async function optimise(folder, passes, to, formats = false, rest) {
  const from = `${folder}/article_widget_bg.wasm`;
  const source = await readFile(from);
  const stamp = `${folder}/optimised`;
  const hash = createHash("sha256").update(source).update(dev ? "dev" : passes.join(" "));
  for (const text of scriptsUsed) hash.update(text);
  const id = hash.digest("hex");
  if (existsSync(to) && (!rest || existsSync(rest)) && existsSync(stamp) && (await readFile(stamp, "utf8")) === id) return "unchanged";
  await rm(stamp, { force: true });
  const between = `${folder}/between.wasm`;
  // No feature flags: wasm-opt reads from the file what the compiler used, and must not use more.
  if (dev) await copyFile(from, between);
  else {
    await writeFile(between, trapPanics(source, formats));
    run("wasm-opt", [...passes, ...(rest ? ["--debuginfo"] : []), "--strip-producers", between, "-o", between]);
  }
  if (rest) await takeOutJson(folder, between, rest);
  else run("wasm-opt", ["--strip-target-features", between, "-o", between]);
  const { bytes, names } = minifyNames(await readFile(between));
  await writeFile(to, bytes);
  if (rest) await writeFile(rest, minifyNames(await readFile(rest), names.exports).bytes);
  await writeFile(`${folder}/names.json`, JSON.stringify(names, null, 1));
  if (!WebAssembly.validate(bytes)) stop(`${to} is not valid WebAssembly.`);
  await writeFile(stamp, id);
  return `${source.length} to ${bytes.length} bytes`;
}

/** One script for both, with the short names of what crosses the border. */
async function glue() {
  const read = (name) => Promise.all([bindgen, fast].map((folder) => readFile(`${folder}/${name}`, "utf8")));
  const [text, otherText] = await read("article_widget.js");
  const [names, otherNames] = await read("names.json");
  if (text !== otherText || names !== otherNames) stop("What servers get has another border than what pages get.");
  await writeFile(glueFile, ownProperties(shortNames(text, JSON.parse(names))));
  for (const [folder, file] of [[posts, postsGlueFile], ...imports.map(({ folder, glueFile }) => [folder, glueFile])]) {
    const [own, ownNames] = await Promise.all(["article_widget.js", "names.json"].map((name) => readFile(`${folder}/${name}`, "utf8")));
    await writeFile(file, shortNames(own, JSON.parse(ownNames)));
  }
}

/** Imports of other ways in stay imports. */
const standing = (build) =>
  build.onResolve({ filter: /^\.\/(server|index|define|post|import\.node)\.js$/ }, ({ path, kind }) => (kind === "entry-point" ? undefined : { path, external: true }));

async function scripts() {
  const stale = (await readdir(dist)).filter((name) => name.endsWith(".js"));
  await Promise.all(stale.map((name) => rm(`${dist}/${name}`)));
  const css = await readFile(`${dist}/article-widget.css`, "utf8");
  const options = {
    bundle: true,
    minify: true,
    target: "es2022",
    outdir: dist,
    logLevel: "warning",
    legalComments: "none",
    external: ["*.wasm", "node:*", "react", "react-dom", "article-widget/server"],
    plugins: [sources({ css, wasmFile, fastFile, glueFile, postsFile, postsGlueFile, imports, jsonFile })],
  };
  // What no page loads is built apart from what one does, and imports it.
  const beside = { ...options, format: "esm", plugins: [...options.plugins, { name: "beside", setup: standing }] };
  const entries = ["index", "define", "inline", "server", "server.workerd"];
  await rm(modules, { recursive: true, force: true });
  const licence = await readFile("node_modules/jsonc-parser/LICENSE.md", "utf8");
  const [{ metafile }] = await Promise.all([
    esbuild.build({
      ...options,
      outdir: modules,
      entryPoints: entries.map((name) => `www/src/${name}.ts`),
      format: "esm",
      splitting: true,
      chunkNames: "shared-[hash]",
      metafile: true,
    }),
    esbuild.build({
      ...options,
      entryPoints: { "article-widget.classic": "www/src/classic.ts" },
      format: "iife",
      // A classic script has no such address, and carries its WebAssembly with it.
      define: { "import.meta.url": "undefined" },
    }),
    esbuild.build({
      ...beside,
      entryPoints: ["import", "import.node", "import.workerd"].map((name) => `www/src/${name}.ts`),
      external: [...options.external, "node:*"],
    }),
    esbuild.build({
      ...beside,
      entryPoints: ["react", "react.server"].map((name) => `www/src/${name}.ts`),
      banner: { js: '"use client";' },
    }),
    esbuild.build({ ...beside, entryPoints: ["post", "resume", "server.node"].map((name) => `www/src/${name}.ts`) }),
    esbuild.build({
      ...beside,
      entryPoints: ["www/src/cli.ts"],
      platform: "node",
      mainFields: ["module", "main"],
      banner: { js: `#!/usr/bin/env node\n/* With jsonc-parser:\n${licence.replaceAll("\r", "").trim()}\n*/` },
    }),
  ]).catch(() => stop("The scripts could not be bundled."));
  const merged = await mergeChunks(metafile, { from: modules, to: dist, entries, pages: ["define", "inline"], server: "server" });
  await writeFile("target/modules.json", JSON.stringify(merged));
  // Bundlers warn of an import whose address they can't know; esbuild drops the comment in the source that stops them.
  for (const name of (await readdir(dist)).filter((name) => name.endsWith(".js"))) {
    const text = await readFile(`${dist}/${name}`, "utf8");
    const marked = text.replace(/\bimport\((\w+\.href)\)/g, "import(/* webpackIgnore: true */ /* @vite-ignore */ $1)");
    if (marked !== text) await writeFile(`${dist}/${name}`, marked);
  }
}

/** Declarations of what no way in leads to are nobody's business. */
async function declarations() {
  const made = ["target/types/www/src", "target/types/src/page", "target/types/src/page/on_demand"];
  await rm("target/types", { recursive: true, force: true });
  await mkdir(`${dist}/generated`, { recursive: true });
  run("tsc", ["--project", "www/tsconfig.json", "--emitDeclarationOnly"]);
  run("tsc", ["--project", "www/tsconfig.cli.json"]);
  for (const name of await readdir("www/frameworks")) await copyFile(`www/frameworks/${name}`, `${dist}/${name}`);
  const wanted = new Set();
  const follow = async (name) => {
    if (wanted.has(name)) return;
    wanted.add(name);
    const from = [...made, dist].map((folder) => `${folder}/${name}`).find((path) => existsSync(path));
    // In the package all are in one folder.
    const text = (await readFile(from, "utf8")).replaceAll(/\.\.\/\.\.\/src\/page\/(on_demand\/)?/g, "./");
    await writeFile(`${dist}/${name}`, text);
    for (const [, to] of text.matchAll(/["']\.\/([\w./-]+)\.js["']/g)) await follow(`${to}.d.ts`);
  };
  const ways = Object.values(published.exports).map(({ types }) => types?.replace("./dist/", ""));
  for (const name of ways.filter(Boolean)) await follow(name);
  const all = (await readdir(dist)).filter((name) => name.endsWith(".d.ts"));
  await Promise.all(all.filter((name) => !wanted.has(name)).map((name) => rm(`${dist}/${name}`)));
}

/** What the package has beside its code, and what a page may hold files on other servers to. */
async function packaging() {
  for (const name of ["README.md", "LICENSE-MIT", "LICENSE-APACHE"]) await copyFile(name, `www/${name}`);
  for (const name of ["custom-elements.json", "article.schema.json"]) await copyFile(`www/${name}`, `${dist}/${name}`);
  const files = (await readdir(dist)).filter((name) => /\.(js|css|wasm)$/.test(name)).sort();
  const hash = async (name) => `sha384-${createHash("sha384").update(await readFile(`${dist}/${name}`)).digest("base64")}`;
  const integrity = Object.fromEntries(await Promise.all(files.map(async (name) => [name, await hash(name)])));
  await writeFile(`${dist}/integrity.json`, `${JSON.stringify(integrity, null, 2)}\n`);
  for (const name of ["article-widget.classic.js", "define.js"]) console.log(`  ${name.padEnd(26)} ${integrity[name]}`);
}

async function styles() {
  const source = await readFile("www/article-widget.css", "utf8");
  const { code, warnings } = await esbuild.transform(source, { loader: "css", minify: true });
  for (const { text, location } of warnings) console.error(`article-widget.css:${location?.line}: ${text}`);
  await writeFile(`${dist}/article-widget.css`, code);
}

await mkdir(dist, { recursive: true });
await step("cargo", () => cargo("release", SMALL, "target", INLINING));
await step("for servers", () => cargo("server", FAST));
await step("for posts", () => cargo("release", POSTS, "target/posts"));
for (const { name, features, target } of imports) await step(name, () => cargo("release", ["--no-default-features", "--features", features, ...SLOWER], target));
await step("wasm-bindgen", bind);
await step(dev ? "copy" : "wasm-opt", () => optimise(bindgen, SIZE, wasmFile));
await step("for servers", () => optimise(fast, SPEED, fastFile));
await step("for posts", () => optimise(posts, SIZE, postsFile));
for (const { name, folder, file } of imports) await step(name, () => optimise(folder, SIZE, file, true, name === "import" ? jsonFile : undefined));
await step("glue", glue);
await step("styles", styles);
await step("scripts", scripts);
await step("types", declarations);
await step("package", packaging);
await step("site", site);
