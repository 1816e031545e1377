// Runs page tests, all files in one browser process; with ENGINE=firefox, a process for each file, one after the other.
//   node scripts/test-pages.mjs [node --test's options] [FILE…]
// SLOW=4 slows the processor of the pages four times, to find tests that depend on the machine's speed (Chromium only).
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { fileURLToPath } from "node:url";
import { launchServer } from "../tests/pages/browser.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const folder = "tests/pages";
const args = process.argv.slice(2);
const files = args.filter((arg) => !arg.startsWith("-"));
if (files.length === 0) files.push(...readdirSync(folder).filter((name) => name.endsWith(".test.mjs")).map((name) => `${folder}/${name}`));

const inFirefox = process.env.ENGINE === "firefox";
// Playwright shares no Firefox that it drives by BiDi.
const server = inFirefox ? undefined : await launchServer();
const options = [`--test-concurrency=${inFirefox ? 1 : Math.min(availableParallelism(), 4)}`, ...args.filter((arg) => arg.startsWith("-"))];
const child = spawn(process.execPath, ["--test", ...options, ...files], {
  env: { ...process.env, ...(server && { BROWSER_SERVER: server.wsEndpoint() }) },
  stdio: "inherit",
});
child.on("close", async (code) => {
  await server?.close();
  process.exitCode = code ?? 1;
});
