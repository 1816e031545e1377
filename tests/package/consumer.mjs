// The package as npm would publish it, put into the node_modules of projects that use it.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { open } from "../pages/browser.mjs";

export const repo = (path = "") => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const here = (path = "") => fileURLToPath(new URL(path, import.meta.url));
// Each test file has its own, because they run beside each other.
const output = here(`output/${basename(process.argv[1], ".test.mjs")}`);
await rm(output, { recursive: true, force: true });
await mkdir(output, { recursive: true });

/** Runs a program; gives its output and its exit code, which must be 0 unless another, or null for any, is expected. */
export async function run(program, args, { code = 0, input, ...options } = {}) {
  const running = promisify(execFile)(program, args, { maxBuffer: 2 ** 26, ...options });
  running.child.stdin.on("error", () => {});
  running.child.stdin.end(input);
  const done = await running.then((streams) => ({ ...streams, code: 0 }), (error) => error);
  if (code !== null) assert.equal(done.code, code, `${program} ${args.join(" ")}\n${done.stdout}${done.stderr}`);
  return { stdout: done.stdout, stderr: done.stderr, code: done.code };
}

async function pack() {
  const { stdout } = await run("npm", ["pack", repo("www"), "--json", "--pack-destination", output]);
  const [{ filename, files }] = Object.values(JSON.parse(stdout));
  await run("tar", ["-xzf", join(output, filename), "-C", output]);
  return { files: files.map(({ path }) => path).sort(), folder: join(output, "package"), archive: join(output, filename) };
}

let packing;
/** The package: what it holds, where it is unpacked, and its archive. */
export const packed = () => (packing ??= pack());

/**
 * A project in a folder of its own that has the package installed, and everything else from `tests/package/node_modules`.
 * `files` are texts by path, `from` a folder to copy before.
 */
export async function project(name, files = {}, from) {
  const folder = join(output, name);
  const { folder: unpacked } = await packed();
  if (from) await cp(from, folder, { recursive: true });
  else await mkdir(folder, { recursive: true });
  await cp(unpacked, join(folder, "node_modules/article-widget"), { recursive: true });
  if (!from && !files["package.json"]) files = { "package.json": '{ "private": true, "type": "module" }', ...files };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  return folder;
}

/** A program of `tests/package/node_modules`, or the project's own `tsc`. */
export const program = (name) => (name === "tsc" ? repo("node_modules/.bin/tsc") : here(`node_modules/.bin/${name}`));

/** All files in a folder, by their paths from there. */
export async function filesIn(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1)).sort();
}

/** Opens what a bundler wrote, in a page under the strictest policy, and gives the visit once the article is there. */
export async function shows(t, folder, text, { path = "/index.html", within = ".aw-headline", ...options } = {}) {
  const visit = await open(path, { root: folder, ...options });
  t.after(visit.close);
  visit.page.setDefaultTimeout(15_000);
  await visit.page.locator(within, { hasText: text }).waitFor().catch((error) => {
    throw new Error(`${error.message}\n${JSON.stringify({ console: visit.console, errors: visit.errors, requests: visit.requests }, null, 1)}`);
  });
  return visit;
}
