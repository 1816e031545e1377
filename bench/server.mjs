// How long a server takes for an article, beside React's renderToString of the same markup in the same process; and natively, beside
// templates of the same markup.
//   node bench/server.mjs [--size 200] [--rounds 201] [--archive 10000]
import { spawnSync } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import * as esbuild from "esbuild";
import { renderPage, renderToString } from "../www/dist/server.js";
import { article } from "./article.mjs";
import { built } from "./bundle.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values: options } = parseArgs({ options: { size: { type: "string", default: "200" }, rounds: { type: "string", default: "201" }, archive: { type: "string", default: "10000" } } });
const [size, rounds] = [Number(options.size), Number(options.rounds)];
const AIM = 0.5;

await mkdir(built, { recursive: true });
const outfile = `${built}/react-server.mjs`;
await esbuild.build({
  stdin: {
    contents: `
      import { createElement } from "react";
      import { renderToString } from "react-dom/server.browser";
      import { read } from "./reading.js";
      import { Article } from "./react/view.jsx";
      export const react = (bytes) => renderToString(createElement(Article, { story: read(bytes) }));`,
    resolveDir: "bench/contestants",
  },
  bundle: true,
  format: "esm",
  platform: "neutral",
  mainFields: ["module", "main"],
  jsx: "automatic",
  minify: true,
  define: { "process.env.NODE_ENV": '"production"' },
  outfile,
  logLevel: "error",
});
const { react } = await import(pathToFileURL(resolve(outfile)));

const story = article(size);
const bytes = new TextEncoder().encode(JSON.stringify(story));
const ways = {
  "ours, from bytes": () => renderToString(bytes).html,
  "ours, from an object": () => renderToString(story).html,
  "ours, a whole page": () => renderPage(bytes, { script: "/define.js", stylesheet: "/article-widget.css" }),
  "React, from bytes": () => react(bytes),
};

// What only one of them writes doesn't count: keys, React's marks between texts, and how attributes are spelt.
const bare = (html) =>
  html
    .replace(/<!-- -->/g, "")
    .replace(/ (data-key|data-long)="[^"]*"/g, "")
    .replace(/=""/g, "")
    .replace(/\/>/g, ">")
    .replace(/&#x27;|&#39;/g, "'")
    .replace(/&quot;|&#34;/g, '"')
    .replace(/&#38;/g, "&amp;")
    .replace(/&#60;/g, "&lt;")
    .replace(/&gt;|&#62;/g, ">")
    .replace(/<[a-z][^>]*>/g, (tag) => tag.toLowerCase().split(/ (?=[\w-]+(?:=|[ >]|$))/).sort().join(" ").replace(/>/g, ""));
function compare(...both) {
  const [one, other] = both.map(bare);
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  console.log(one === other ? "The same markup." : `Not the same markup, from here on: …${one.slice(at - 60, at + 60)}… and …${other.slice(at - 60, at + 60)}…`);
}
compare(ways["ours, from bytes"](), react(bytes));

const times = Object.fromEntries(Object.keys(ways).map((name) => [name, []]));
for (let round = -50; round < rounds; round++) {
  for (const [name, work] of Object.entries(ways)) {
    const start = performance.now();
    work();
    if (round >= 0) times[name].push(performance.now() - start);
  }
}
const spread = (list) => {
  const sorted = [...list].sort((one, other) => one - other);
  return [0.5, 0.1, 0.9].map((share) => sorted[Math.floor(share * sorted.length)]);
};
console.log(`${size} blocks, ${(bytes.length / 1000).toFixed(1)} kB of JSON, ${(react(bytes).length / 1000).toFixed(0)} kB of HTML; ${rounds} rounds after 50; milliseconds: median (eight of ten)`);
for (const [name, list] of Object.entries(times)) {
  const [middle, low, high] = spread(list);
  console.log(`${name.padEnd(22)} ${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})`);
}
const ratio = spread(times["ours, from bytes"])[0] / spread(times["React, from bytes"])[0];
console.log(`aim: at most ${AIM} of React: ${ratio.toFixed(2)}, ${ratio <= AIM ? "met" : "missed"}`);

const manifest = ["--manifest-path", "bench/native/Cargo.toml", "--target-dir", `${built}/native`];
const run = (program, args) => {
  const { status, stdout } = spawnSync(program, args, { stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${program} ${args[0]} failed.`);
  return stdout;
};
run("cargo", ["build", "--quiet", "--release", "--locked", ...manifest]);
await writeFile(`${built}/server.json`, bytes);
const native = JSON.parse(run(`${built}/native/release/bench-native`, [`${built}/server.json`, String(rounds), options.archive]));
console.log(`\nNatively, the same article; an archive of ${options.archive} with one thread and with two, in seconds`);
for (const { name, html, times, archive } of native) {
  const [middle, low, high] = spread(times);
  const seconds = archive.map((time) => (time / 1000).toFixed(1)).join(" and ");
  console.log(`${name.padEnd(22)} ${middle.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)})   ${seconds}`);
  compare(native[0].html, html);
}
// React has opened a channel that would wait forever.
process.exit();
