// What was measured, as RESULTS.md: ratios, and beside them what was aimed at.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { built } from "./bundle.mjs";
import { chart } from "./chart.mjs";
import { contestants, installed } from "./contestants.mjs";
import { ratio } from "./ratio.mjs";

const label = Object.fromEntries(contestants.map(({ name, label }) => [name, label]));
const number = (value, digits = 2) => (value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits));
const blocks = (size) => size.toLocaleString("en");
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

const table = (head, rows) =>
  [head, head.map((_, column) => (column ? "--:" : "---")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** What is aimed at, by size: the most that is accepted, and the aim. */
const aims = [
  { what: "DOM complete, to hand-written HTML string", of: ["dom", "html-string"], limits: { 20: [1.25, 1.05], 200: [1.05, 0.92], 2000: [1, 0.85], 20000: [1, 0.8] } },
  { what: "DOM complete, to hand-written createElement", of: ["dom", "create-element"], limits: { 200: [1.2, 1], 2000: [1.1, 0.95], 20000: [1.15, 0.95] } },
  { what: "Layout done, to hand-written HTML string", of: ["layout", "html-string"], limits: { 200: [0.25, 0.25], 2000: [0.25, 0.25], 20000: [0.25, 0.25] } },
  { what: "First screen, to the whole by createElement", of: ["first", "create-element", "dom"], limits: { 20: [1.4, 1.1], 200: [1.2, 0.9], 2000: [0.25, 0.12], 20000: [0.1, 0.05] } },
  { what: "Update of one block, to own first draw", of: ["update", "ours", "dom"], limits: { 20: [1, 0.5], 200: [0.25, 0.15], 2000: [0.06, 0.03], 20000: [0.05, 0.03] } },
];

const against = (result, size, [what, base, whatOfBase]) => ratio(result, size, what, "ours", base, whatOfBase);

const verdict = (value, [most, aim]) => (value === undefined ? "–" : value <= aim ? "aim met" : value <= most ? "met" : "**missed**");

/** A row for each aim, a column for each size. */
const aimRows = (result) =>
  aims.map(({ what, of, limits }) => [
    what,
    ...result.sizes.map((size) => {
      if (!limits[size]) return "";
      const value = against(result, size, of);
      return `${number(value)} (${limits[size].join(" / ")}) ${verdict(value, limits[size])}`;
    }),
  ]);

/** The better of what can be written by hand. */
const coldByHand = ({ first }) => Math.min(...["create-element", "html-string"].map((name) => first[200][name].dom.median));

const single = (result) => {
  const { first, tasks, memory, weights } = result;
  const cold = (name) => first[200][name].dom.median / coldByHand(result);
  return [
    ["Cold start at 200, to the better by hand", cold("ours"), [1.25, 1.05]],
    ["The same as installed: several modules, hash checked", cold(installed.name), [1.25, 1.05]],
    ["Longest task after the first paint at 20,000, in ms", tasks[20000]?.ours.after, [50, 50]],
    ["Memory of the WebAssembly at 2,000, to the JSON", memory.ours.large / weights[2000].json, [6, 6]],
  ];
};

const singleRows = (result) => single(result).map(([what, value, limits]) => [what, number(value), limits.join(" / "), verdict(value, limits)]);

// A task that is too short to be reported took less than 50 ms.
const shown = (value) => (value === 0 ? "none over 50" : number(value, 0));

/** Which libraries complete the DOM sooner than ours, in one sentence. */
function faster(result) {
  const sizes = result.sizes.filter((size) => size >= 200);
  const peers = contestants.filter(({ name }) => !["ours", "create-element", "html-string", "prebuilt-html"].includes(name));
  const ahead = peers.filter(({ name }) => sizes.some((size) => ratio(result, size, "dom", name, "ours") < 1)).map(({ label }) => label);
  return ahead.length === 0 ? "Every library is slower at 200 blocks and above." : `At 200 blocks or above, ${ahead.join(", ")} ${ahead.length > 1 ? "are" : "is"} faster in at least one size.`;
}

/** A row for each contestant, a column for each size. */
const ratios = (result, what, base, whatOfBase) =>
  table(
    ["", ...result.sizes.map(blocks)],
    contestants
      .filter(({ name }) => result.sizes.some((size) => result.hot[size][name][what]))
      .map(({ name, label }) => [
        name === "ours" ? `**${label}**` : label,
        ...result.sizes.map((size) => number(ratio(result, size, what, name, base ?? name, whatOfBase))),
      ]),
  );

const percent = (share) => (share === undefined ? "–" : `${Math.round(share * 100)} %`);

/** A row for each part of the work, and below the browser's nodes, one for each function that takes most. */
function profileRows(profile) {
  const [first] = Object.values(profile);
  const row = (name, what, of) => [name, ...Object.values(profile).map((shares) => percent(shares[what][of]))];
  return Object.keys(first.parts).flatMap((part) => [
    row(part, "parts", part),
    ...(part === "the browser's nodes" ? Object.keys(first.functions).map((name) => row(`… \`${name}\``, "functions", name)) : []),
  ]);
}

/** How far eight of ten runs were from the median. */
function noise({ hot, sizes }) {
  const middle = (list) => list.sort((one, other) => one - other)[list.length >> 1];
  return sizes
    .map((size) => {
      const all = Object.values(hot[size]).map(({ dom }) => dom);
      return `${blocks(size)} blocks: ${number(middle(all.map(({ low, median }) => low / median)))} to ${number(middle(all.map(({ high, median }) => high / median)))}`;
    })
    .join("; ");
}

/** What was found, in a few lines for the terminal. */
export function summary(result) {
  const lines = [...aimRows(result), ...singleRows(result)].map((row) => row.join(" | ").replaceAll("*", ""));
  for (const size of result.sizes) {
    lines.push("", `DOM complete and layout done, ${blocks(size)} blocks, to hand-written HTML string:`);
    for (const { name, label } of contestants) {
      lines.push(`  ${label.padEnd(38)}${["dom", "layout"].map((what) => number(ratio(result, size, what, name, "html-string")).padStart(8)).join("")}`);
    }
  }
  return lines.join("\n");
}

function text(result) {
  const { machine, plan, versions, weights, downloads, first, tasks, memory, nodes, phone, processor, profile } = result;
  const rounds = Object.entries(plan.rounds).map(([size, { rounds }]) => `${rounds} at ${blocks(Number(size))}`);
  const peers = ["react", "preact", "lit", "@portabletext/react", "react-tweet"].map((name) => `${name} ${versions[name]}`);
  const base = "html-string";
  const cold = (name, what) => number(first[200][name][what].median / first[200][base][what].median);
  const task = (size, name) => tasks[size]?.[name];
  return `# Results

Written by \`make bench\`; how it measures is in [\`README.md\`](README.md). **Only ratios are claimed**: they carry over
to other machines, milliseconds don't. Less than 1 is faster.

![Time until the DOM is complete, against a hand-written HTML string](results.svg)

Measured on ${result.when}: ${machine.processor}, ${machine.cores} cores, ${machine.memory} GB, ${machine.system}, Chromium ${machine.browser}
(headless, one window of 1024 × 800); load ${number(result.load.before, 1)} before and ${number(result.load.after, 1)} after; ${result.seconds} s in all.
Peers: ${peers.join(", ")}, Sycamore ${result.sycamore}. Rounds: ${rounds.join(", ")} blocks.
JSON: ${Object.entries(weights).map(([size, { json }]) => `${blocks(Number(size))} blocks ${kilobytes(json)} kB`).join(", ")}. Eight of ten draws, to their median: ${noise(result)}.

## What a reader and a page gain

- **Laid out sooner.** Styles and layout of ${blocks(200)} blocks are done in ${number(against(result, 200, ["layout", "html-string"]))} of the time that the same markup from an HTML string takes, of ${blocks(2000)}
  in ${number(against(result, 2000, ["layout", "html-string"]))}: sections out of sight are laid out when they are needed.
- **Something to read at once.** The first screen of ${blocks(2000)} blocks is in the page after ${number(against(result, 2000, ["first", "create-element", "dom"]))} of the time that createElement takes for the whole.
- **Small updates.** A corrected paragraph takes ${number(against(result, 200, ["update", "ours", "dom"]))} of the first draw at ${blocks(200)} blocks, and ${number(against(result, 2000, ["update", "ours", "dom"]))} at ${blocks(2000)}.

It costs more until the last node is there: ${number(against(result, 200, ["dom", "html-string"]))} of a hand-written HTML string at ${blocks(200)} blocks, which checks, translates and keeps less.
${faster(result)}

## Aims

In brackets the most that is accepted, and the aim.

${table(["article-widget", ...result.sizes.map(blocks)], aimRows(result))}

${table(["article-widget", "measured", "most / aim", ""], singleRows(result))}

## DOM complete

From the article's bytes to the last node in the page. Hand-written HTML string = 1. React + Portable Text + react-tweet draws other markup
for posts (${blocks(nodes[2000]["react-stack"])} nodes instead of ${blocks(nodes[2000].ours)} at 2,000 blocks), and its conversion from our JSON is not charged.

${ratios(result, "dom", base)}

## Layout done

The same, and styles and layout of the page. Hand-written HTML string = 1. Contestants of equal markup have an equal layout;
of long articles, some stand for all.

${ratios(result, "layout", base)}

## First screen

What a reader can begin with, against the whole of hand-written createElement. All but ours paint everything at once.

${ratios(result, "first", "create-element", "dom")}

## Where the time of a draw goes

Shares of our draws and their ends, by the browser's profiler. What misses an aim above, misses it here.

${table(["", ...Object.keys(profile).map((size) => blocks(Number(size)))], profileRows(profile))}

## On a phone

The same with the processor slowed down four times by the browser. Hand-written HTML string = 1.

${table(
  ["", ...Object.keys(phone).flatMap((size) => ["DOM complete", "layout done", "first screen"].map((what) => `${blocks(Number(size))}: ${what}`))],
  Object.keys(Object.values(phone)[0]).map((name) => [
    name === "ours" ? `**${label[name]}**` : label[name],
    ...Object.values(phone).flatMap((times) => ["dom", "layout", "first"].map((what) => number(times[name][what].median / times[base][what].median))),
  ]),
)}

## Processor time

The main thread's own time for a draw and its end, with what the browser renders meanwhile, by its own count. Hand-written HTML string = 1.

${table(
  ["", ...Object.keys(processor).map((size) => blocks(Number(size)))],
  contestants.map(({ name, label }) => [
    name === "ours" ? `**${label}**` : label,
    ...Object.values(processor).map((times) => number(times[name] / times[base])),
  ]),
)}

## Longest task

In a page's first visit, in milliseconds, from its start and after its first paint; tasks under 50 ms are not reported.

${table(
  ["", ...Object.keys(tasks).flatMap((size) => [`${blocks(Number(size))}: longest`, "after the first paint"])],
  contestants.map(({ name, label }) => [
    label,
    ...Object.keys(tasks).flatMap((size) => (task(size, name) ? [shown(task(size, name).longest), shown(task(size, name).after)] : ["–", "–"])),
  ]),
)}

## Update of one block

One paragraph corrected in the middle, against the contestant's own full draw. By hand and with Sycamore, all is drawn again.

${ratios(result, "update", undefined, "dom")}

## First visit, 200 blocks

A new profile, nothing cached: from the navigation to the complete DOM (cold start), to the first paint of content; and the draw
alone, with code that has never run. From this machine, uncompressed: a network adds the transfer. Hand-written HTML string = 1.

${table(
  ["", "cold start", "first paint", "unwarmed draw"],
  [contestants[0], installed, ...contestants.slice(1)].map(({ name, label }) => [name === "ours" ? `**${label}**` : label, cold(name, "dom"), cold(name, "paint"), cold(name, "draw")]),
)}

## Memory after ${plan.samples.mounts.toLocaleString("en")} mounts and destroys

What stayed after a collection, articles of 20 blocks. Wasm memory at 2,000 blocks: ours ${number(memory.ours.large / 1e6, 1)} MB, Sycamore ${number(memory.sycamore.large / 1e6, 1)} MB.

${table(
  ["", "JavaScript, kB", "WebAssembly, kB", "nodes", "listeners"],
  contestants.map(({ name, label }) => {
    const { heap, wasm, nodes, listeners } = memory[name].grown;
    return [label, kilobytes(heap), kilobytes(wasm), nodes, listeners];
  }),
)}

## Transfer

What a page downloads to show an article, in kB (1,000 bytes): scripts and WebAssembly, bundled and minified; the stylesheet apart, which
ours carries inside. The contestants draw only what these articles hold; ours draws every kind of block, and keeps, checks
and translates what they don't.

${table(
  ["", "raw", "gzip", "brotli", "stylesheet, brotli"],
  contestants.map(({ name, label }) => {
    const { program, styles } = downloads[name];
    return [label, ...[program.raw, program.gzip, program.brotli].map(kilobytes), styles.brotli ? kilobytes(styles.brotli) : "inside"];
  }),
)}
`;
}

/** Writes RESULTS.md and its chart. */
export async function report(result) {
  await writeFile("bench/RESULTS.md", text(result));
  await writeFile("bench/results.svg", chart(result, label));
}

// Writes it anew from what was measured last.
if (import.meta.url === pathToFileURL(process.argv[1]).href) await report(JSON.parse(await readFile(`${built}/results.json`, "utf8")));
