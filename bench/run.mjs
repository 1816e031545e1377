// Builds, checks, measures, and writes RESULTS.md.   node bench/run.mjs [--quick]
import { mkdir, readFile, writeFile } from "node:fs/promises";
import os from "node:os";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { random, shuffle } from "./article.mjs";
import { open } from "./browser.mjs";
import { buildAll, built } from "./bundle.mjs";
import { contestants, installed } from "./contestants.mjs";
import { report, summary } from "./report.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values: options } = parseArgs({ options: { quick: { type: "boolean", default: false } } });
const { quick } = options;
const began = performance.now();
const tell = (line) => console.log(`${String(Math.round((performance.now() - began) / 1000)).padStart(4)} s  ${line}`);

const names = contestants.map(({ name }) => name);
const byHand = ["ours", "create-element", "html-string"];

// The layout of equal nodes is equal, and of long articles takes most of the time: some stand for all.
const rounds = {
  20: { rounds: 45, warm: 8, laid: names, updated: names, collect: false },
  200: { rounds: 25, warm: 4, laid: names, updated: names, collect: false },
  2000: { rounds: 15, warm: 2, laid: [...byHand, "react-stack"], updated: names, collect: false },
  20000: { rounds: 15, warm: 1, laid: ["ours", "html-string"], updated: ["ours"], collect: true },
};
const samples = { first: 15, phone: 9, tasks: 3, mounts: 1000, processor: { 200: 40, 2000: 8 }, profile: { 200: 60, 2000: 8 } };
if (quick) {
  delete rounds[20000];
  for (const plan of Object.values(rounds)) Object.assign(plan, { rounds: 5, warm: 1 });
  Object.assign(samples, { first: 3, phone: 3, tasks: 1, mounts: 100, processor: { 200: 5 }, profile: { 200: 10 } });
}

function median(list) {
  const sorted = [...list].sort((one, other) => one - other);
  const middle = sorted.length >> 1;
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

const spread = (list) => {
  if (list.length === 0) return undefined;
  const sorted = [...list].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return { median: median(list), low: at(0.1), high: at(0.9) };
};

const result = {
  when: new Date().toISOString().slice(0, 10),
  machine: { processor: os.cpus()[0].model.trim(), cores: os.cpus().length, memory: Math.round(os.totalmem() / 1e9), system: `${os.type()} ${os.release()}`, node: process.version },
  load: { before: os.loadavg()[0] },
  plan: { rounds, samples },
  versions: JSON.parse(await readFile("bench/package.json", "utf8")).dependencies,
  sycamore: /name = "sycamore"\nversion = "([^"]+)"/.exec(await readFile("bench/rust/Cargo.lock", "utf8"))[1],
  sizes: Object.keys(rounds).map(Number),
  hot: {},
  first: {},
  phone: {},
  processor: {},
  tasks: {},
  memory: {},
  profile: {},
};

/** What has been measured so far isn't lost if the rest fails. */
async function done(what) {
  result.seconds = Math.round((performance.now() - began) / 1000);
  result.load.after = os.loadavg()[0];
  await writeFile(`${built}/results${quick ? "-quick" : ""}.json`, JSON.stringify(result, null, 1));
  tell(what);
}

Object.assign(result, await buildAll());
await done("built");

const browser = await open();
result.machine.browser = browser.version;

async function roundsPage() {
  const { page, close } = await browser.visit("/bench/pages/rounds.html");
  await page.waitForFunction(() => window.bench);
  return { page, close, call: (name, ...given) => page.evaluate(([name, given]) => window.bench[name](...given), [name, given]) };
}

/** Stops if a contestant draws something else than ours. */
async function check(size) {
  const { call, close } = await roundsPage();
  await call("prepare", names, size);
  const drawn = await call("drawn", names);
  await close();
  const { ours } = drawn;
  result.nodes ??= {};
  result.nodes[size] = Object.fromEntries(names.map((name) => [name, drawn[name].nodes]));
  for (const { name, differs } of contestants) {
    for (const what of differs ? ["rest", "corrected"] : ["whole", "corrected"]) {
      if (drawn[name][what] === ours[what]) continue;
      await mkdir(`${built}/drawn`, { recursive: true });
      for (const who of ["ours", name]) await writeFile(`${built}/drawn/${who}.html`, drawn[who][what]);
      throw new Error(`${name} draws something else than ours (${what}, ${size} blocks): see ${built}/drawn/.`);
    }
  }
}

async function warm(size) {
  const { page, call, close } = await roundsPage();
  await call("prepare", names, size);
  const times = await call("measure", { names, ...rounds[size] });
  result.hot[size] = Object.fromEntries(names.map((name) => [name, Object.fromEntries(Object.entries(times[name]).map(([what, list]) => [what, spread(list)]))]));
  await close();
}

/** The same with a slower processor. */
async function phone(size) {
  const { page, call, close } = await roundsPage();
  const some = [...byHand, "react"];
  await call("prepare", some, size);
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  const times = await call("measure", { names: some, laid: some, updated: [], rounds: samples.phone, warm: 2, collect: false });
  result.phone[size] = Object.fromEntries(some.map((name) => [name, Object.fromEntries(["dom", "layout", "first"].map((what) => [what, spread(times[name][what])]))]));
  await close();
}

/** A page of its own, nothing in any cache. */
async function visitFirst(name, size) {
  const { page, close } = await browser.visit(`/first?name=${name}&size=${size}`);
  await page.waitForFunction(() => window.measured, null, { polling: 20 });
  const measured = await page.evaluate(() => window.measured);
  await close();
  return measured;
}

async function firsts(size) {
  const next = random(size);
  const visited = [...names, installed.name];
  const visits = Object.fromEntries(visited.map((name) => [name, []]));
  for (let at = 0; at < samples.first; at++) for (const name of shuffle([...visited], next)) visits[name].push(await visitFirst(name, size));
  result.first[size] = Object.fromEntries(
    visited.map((name) => [name, { dom: spread(visits[name].map(({ dom }) => dom)), draw: spread(visits[name].map(({ draw }) => draw)), paint: spread(visits[name].map(({ paint }) => paint)) }]),
  );
}

async function tasks(size, names) {
  result.tasks[size] = {};
  for (const name of names) {
    const longest = [];
    const after = [];
    for (let at = 0; at < samples.tasks; at++) {
      const { tasks, paint } = await visitFirst(name, size);
      longest.push(Math.max(0, ...tasks.map(([, took]) => took)));
      after.push(Math.max(0, ...tasks.filter(([start]) => start >= paint).map(([, took]) => took)));
    }
    result.tasks[size][name] = { longest: median(longest), after: median(after) };
  }
}

/** The main thread's own time for a draw and its end, with what the browser renders meanwhile: what else the machine does isn't in it. */
async function processor(size, times) {
  const { page, call, close } = await roundsPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
  const busy = async () => {
    const { metrics } = await devtools.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1000;
  };
  await call("prepare", names, size);
  result.processor[size] = {};
  for (const name of names) {
    await call("repeat", name, Math.ceil(times / 4));
    const before = await busy();
    await call("repeat", name, times);
    result.processor[size][name] = ((await busy()) - before) / times;
  }
  await close();
}

/** What a sample of the profiler was taken in. */
function partOf({ functionName: name, url }) {
  if (/^\((idle|program|root)\)$/.test(name)) return undefined;
  if (name === "(garbage collector)") return "garbage collection";
  if (/wasm/.test(name) || url.endsWith(".wasm")) return "WebAssembly";
  if (url) return "scripts";
  return /^(decode|encode|encodeInto|substring|slice|subarray|set)$/.test(name) ? "copying text and bytes" : "the browser's nodes";
}

/** Where the time of our draws goes: shares of the samples, and of the browser's functions, those that take most. */
async function profile(size, times) {
  const { page, call, close } = await roundsPage();
  await call("prepare", ["ours"], size);
  await call("repeat", "ours", Math.ceil(times / 4));
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Profiler.enable");
  await devtools.send("Profiler.setSamplingInterval", { interval: 100 });
  await devtools.send("Profiler.start");
  await call("repeat", "ours", times);
  const { profile } = await devtools.send("Profiler.stop");
  await close();
  const frames = new Map(profile.nodes.map(({ id, callFrame }) => [id, callFrame]));
  const [parts, functions] = [{}, {}];
  let all = 0;
  profile.samples.forEach((id, at) => {
    const frame = frames.get(id);
    const part = partOf(frame);
    const took = profile.timeDeltas[at];
    if (!part || took < 0) return;
    all += took;
    parts[part] = (parts[part] ?? 0) + took;
    if (part === "the browser's nodes") functions[frame.functionName] = (functions[frame.functionName] ?? 0) + took;
  });
  const shares = (of) => Object.fromEntries(Object.entries(of).map(([name, took]) => [name, took / all]).sort(([, one], [, other]) => other - one));
  result.profile[size] = { parts: shares(parts), functions: Object.fromEntries(Object.entries(shares(functions)).slice(0, 5)) };
}

async function memory(name) {
  const { page, call, close } = await roundsPage();
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Performance.enable");
  const look = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const metric = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners"), wasm: await page.evaluate(() => window.wasmMemory()) };
  };
  await call("prepare", [name], 20);
  await call("repeat", name, 20);
  const before = await look();
  await call("repeat", name, samples.mounts);
  const after = await look();
  const grown = Object.fromEntries(Object.keys(after).map((what) => [what, after[what] - before[what]]));
  let large;
  if (name === "ours" || name === "sycamore") {
    await call("prepare", [name], 2000);
    await call("repeat", name, 3);
    large = await page.evaluate(() => window.wasmMemory());
  }
  result.memory[name] = { grown, large };
  await close();
}

try {
  for (const size of [200, 2000]) await check(size);
  await done("all draw the same");
  for (const size of result.sizes) {
    await warm(size);
    await done(`${size} blocks`);
  }
  for (const size of [200, 2000]) await phone(size);
  await done("slower processor");
  for (const [size, times] of Object.entries(samples.processor)) await processor(Number(size), times);
  await done("processor time");
  for (const [size, times] of Object.entries(samples.profile)) await profile(Number(size), times);
  await done("profile");
  await firsts(200);
  await done("first visits");
  await tasks(2000, names);
  if (!quick) await tasks(20000, ["ours", "html-string"]);
  await done("long tasks");
  for (const name of names) await memory(name);
  await done("memory");
} finally {
  await browser.close();
}
if (browser.strays.length) throw new Error(`Pages failed:\n${browser.strays.join("\n")}`);
console.log(summary(result));
if (!quick) await report(result);
