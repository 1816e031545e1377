// What was measured, as RESULTS.md: ratios, and beside them what was aimed at.
import { readFile, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { built } from "./bundle.mjs";
import { chart } from "./chart.mjs";
import { contestants } from "./contestants.mjs";
import { ratio } from "./ratio.mjs";

const label = Object.fromEntries(contestants.map(({ name, label }) => [name, label]));
const number = (value, digits = 2) => (value === undefined || Number.isNaN(value) ? "–" : value.toFixed(digits));
const blocks = (size) => size.toLocaleString("en");
const kilobytes = (bytes) => (bytes / 1000).toFixed(1);

const table = (head, rows) =>
  [head, head.map((_, column) => (column ? "--:" : "---")), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");

/** The better of what can be written by hand, the smaller number the better. */
const byHand = (value) => Math.min(value("create-element"), value("html-string"));

/** @returns {{ what: string, aim: number, limit?: number, values: [string, number | undefined][], unit?: string }[]} */
function aims(result) {
  const large = [200, 2000, 20000].filter((size) => result.sizes.includes(size));
  const against = (what, base) => large.map((size) => [blocks(size), ratio(result, size, what, "ours", base)]);
  const { hot, first, tasks, memory, weights } = result;
  const huge = hot[20000];
  const aside = (name, what) => huge[name][what].median - huge[name].read.median;
  return [
    { what: "DOM complete, to hand-written HTML string", aim: 0.8, limit: 0.95, values: against("dom", "html-string") },
    { what: "DOM complete, to hand-written createElement", aim: 1, limit: 1.15, values: against("dom", "create-element") },
    { what: "DOM complete, to prebuilt HTML inserted", aim: 1.05, limit: 1.2, values: against("dom", "prebuilt-html") },
    { what: "DOM complete, to React + Portable Text + react-tweet", aim: 0.2, limit: 0.28, values: against("dom", "react-stack") },
    { what: "Layout done, to hand-written HTML string", aim: 0.45, limit: 0.6, values: against("layout", "html-string") },
    { what: "First screen, to the whole by hand, reading aside", aim: 0.05, values: [["20,000", huge && aside("ours", "first") / byHand((name) => aside(name, "dom"))]] },
    { what: "Longest task after the first paint, in ms", aim: 50, digits: 0, values: [["20,000", tasks[20000]?.ours.after]] },
    { what: "Update of one block, to a full draw", aim: 0.05, values: [["20,000", ratio(result, 20000, "update", "ours", "ours", "dom")]] },
    { what: "Cold start, to the better by hand", aim: 1.05, values: [["200", first[200].ours.dom.median / byHand((name) => first[200][name].dom.median)]] },
    { what: "Memory of the WebAssembly, to the JSON", aim: 6, digits: 1, values: [["2,000", memory.ours.large / weights[2000].json]] },
  ];
}

// A task that is too short to be told took less than 50 ms.
const shown = (value, digits) => (digits === 0 && value === 0 ? "none over 50" : number(value, digits));

function verdict({ aim, limit, values }) {
  const measured = values.map(([, value]) => value).filter((value) => value !== undefined);
  if (measured.length === 0) return "–";
  const worst = Math.max(...measured);
  if (worst <= aim) return "met";
  return limit && worst <= limit ? "missed, within the limit" : "**missed**";
}

const aimRows = (result) =>
  aims(result).map((aim) => [
    aim.what,
    `≤ ${aim.aim}${aim.limit ? ` (limit ${aim.limit})` : ""}`,
    aim.values.map(([size, value]) => `${size}: ${shown(value, aim.digits)}`).join(" · "),
    verdict(aim),
  ]);

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

/** What was found, in a few lines for whoever started it. */
export function summary(result) {
  const lines = aimRows(result).map(([what, aim, values, verdict]) => `${what.padEnd(54)} ${aim.padEnd(20)} ${values}   ${verdict.replaceAll("*", "")}`);
  for (const size of result.sizes) {
    lines.push("", `DOM complete and layout done, ${blocks(size)} blocks, to hand-written HTML string:`);
    for (const { name, label } of contestants) {
      lines.push(`  ${label.padEnd(38)}${["dom", "layout"].map((what) => number(ratio(result, size, what, name, "html-string")).padStart(8)).join("")}`);
    }
  }
  return lines.join("\n");
}

function text(result) {
  const { machine, plan, versions, weights, downloads, first, tasks, memory, nodes } = result;
  const rounds = Object.entries(plan.rounds).map(([size, { rounds }]) => `${rounds} at ${blocks(Number(size))}`);
  const peers = ["react", "preact", "lit", "@portabletext/react", "react-tweet"].map((name) => `${name} ${versions[name]}`);
  const base = "html-string";
  const cold = (name, what) => number(first[200][name][what].median / first[200][base][what].median);
  const task = (size, name) => tasks[size]?.[name];
  return `# Results

Written by \`make bench\`; how it measures stands in [\`README.md\`](README.md). **Only ratios are claimed**: they carry over
to other machines, milliseconds don't. Less than 1 is faster.

![Time until the DOM is complete, against a hand-written HTML string](results.svg)

Measured on ${result.when}: ${machine.processor}, ${machine.cores} cores, ${machine.memory} GB, ${machine.system}, Chromium ${machine.browser}
(headless, one window of 1024 × 800); load ${number(result.load.before, 1)} before and ${number(result.load.after, 1)} after; ${result.seconds} s in all.
Peers: ${peers.join(", ")}, Sycamore ${result.sycamore}. Rounds: ${rounds.join(", ")} blocks.
JSON: ${Object.entries(weights).map(([size, { json }]) => `${blocks(Number(size))} blocks ${kilobytes(json)} kB`).join(", ")}. Eight of ten draws, to their median: ${noise(result)}.

## Aims

${table(["article-widget", "aim", "measured", ""], aimRows(result))}

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

## Longest task

In a page's first visit, in milliseconds, from its start and after its first paint; tasks under 50 ms are not told apart.

${table(
  ["", ...Object.keys(tasks).flatMap((size) => [`${blocks(Number(size))}: longest`, "after the first paint"])],
  contestants.map(({ name, label }) => [
    label,
    ...Object.keys(tasks).flatMap((size) => (task(size, name) ? [shown(task(size, name).longest, 0), shown(task(size, name).after, 0)] : ["–", "–"])),
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
  contestants.map(({ name, label }) => [name === "ours" ? `**${label}**` : label, cold(name, "dom"), cold(name, "paint"), cold(name, "draw")]),
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
