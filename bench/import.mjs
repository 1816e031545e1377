// How long imports take: 1 MB of HTML natively, in Node and in a browser; an archive of posts by the command line, on one core and on two.
//   node bench/import.mjs [--posts 10000] [--rounds 21]
import { execFile, spawnSync } from "node:child_process";
import { mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { importArticle } from "../www/dist/import.node.js";
import { random } from "./article.mjs";
import { open } from "./browser.mjs";
import { built } from "./bundle.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values: options } = parseArgs({ options: { posts: { type: "string", default: "10000" }, rounds: { type: "string", default: "21" } } });
const [count, rounds] = [Number(options.posts), Number(options.rounds)];
const WORDS = "the boat rope quay fog horn left lamp winter nobody harbour night morning deck crew wave tide storm pier seven".split(" ");

const next = random(count);
const below = (limit) => Math.floor(next() * limit);
const sentence = () => {
  const words = Array.from({ length: 8 + below(12) }, () => WORDS[below(WORDS.length)]);
  words[below(words.length)] = `<em>${words[0]}</em>`;
  return `The ${words.join(" ")}.`;
};
const paragraph = () => Array.from({ length: 3 + below(3) }, sentence).join(" ");

/** Content of the block editor, of so many blocks. */
function content(blocks) {
  return Array.from({ length: blocks }, (_, nth) => {
    if (nth % 9 === 4) return `<!-- wp:heading --><h2>${WORDS[below(WORDS.length)]} ${nth}</h2><!-- /wp:heading -->`;
    if (nth % 9 === 6) return `<!-- wp:list --><ul><li>${sentence()}</li><li>${sentence()}</li></ul><!-- /wp:list -->`;
    if (nth % 9 === 8) return `<!-- wp:image --><figure class="wp-block-image"><img src="http://example.org/${nth}.jpg" alt="A boat" width="600" height="400"/><figcaption>At the quay</figcaption></figure><!-- /wp:image -->`;
    return `<!-- wp:paragraph --><p>${paragraph()} <a href="https://example.org/${nth}">More</a></p><!-- /wp:paragraph -->`;
  }).join("\n");
}

const median = (list) => [...list].sort((one, other) => one - other)[list.length >> 1];
const line = (name, value) => console.log(`${name.padEnd(44)} ${value}`);

await mkdir(`${built}/import`, { recursive: true });
let html = "<h1>The night boat</h1>\n";
while (html.length < 1_000_000) html += content(9);
const page = `${built}/import/page.html`;
await writeFile(page, html);

const cargo = ["run", "--quiet", "--profile", "server", "--features", "import", "--example", "import_time", "--", page, String(rounds)];
const { status, stdout } = spawnSync("cargo", cargo, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
if (status !== 0) throw new Error("The example import_time failed.");
line("1 MB of HTML, natively", `${stdout.trim()} ms`);

const inNode = [];
for (let round = -3; round < rounds; round++) {
  const start = performance.now();
  importArticle(html, { from: "html" });
  if (round >= 0) inNode.push(performance.now() - start);
}
line("1 MB of HTML, in Node", `${median(inNode).toFixed(1)} ms`);

await writeFile(`${built}/import/index.html`, '<!doctype html><title>Import</title><link rel="icon" href="data:,">');
const browser = await open();
const { page: tab, close } = await browser.visit("/import/index.html");
const inBrowser = await tab.evaluate(async (rounds) => {
  const { importArticle, load } = await import("/dist/import.js");
  await load();
  const html = await (await fetch("/import/page.html")).text();
  const times = [];
  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    importArticle(html, { from: "html" });
    times.push(performance.now() - start);
  }
  return times;
}, rounds);
line("1 MB of HTML, in the browser", `${median(inBrowser).toFixed(1)} ms, the first ${inBrowser[0].toFixed(1)} ms`);
await close();
await browser.close();

// An archive, as the API of WordPress gives posts.
for (const part of ["one", "two"]) await rm(`${built}/import/${part}`, { recursive: true, force: true });
for (const folder of ["one", "two/a", "two/b"]) await mkdir(`${built}/import/${folder}`, { recursive: true });
let bytes = 0;
for (let nth = 0; nth < count; nth++) {
  const post = JSON.stringify({
    id: nth, date_gmt: "2025-06-01T05:30:00", link: `https://example.org/${nth}/`, type: "post",
    title: { rendered: `Post ${nth}` }, excerpt: { rendered: `<p>${sentence()}</p>` }, content: { rendered: content(20) },
  });
  bytes += post.length;
  await writeFile(`${built}/import/one/${nth}.json`, post);
  await writeFile(`${built}/import/two/${nth % 2 ? "a" : "b"}/${nth}.json`, post);
}
const run = promisify(execFile);
const cli = (from, to) => run(process.execPath, ["www/dist/cli.js", "import", "--out-dir", `${built}/import/${to}`, `${built}/import/${from}`], { maxBuffer: 1 << 28 });
const timed = async (work) => {
  const start = performance.now();
  await work();
  return ((performance.now() - start) / 1000).toFixed(1);
};
const one = await timed(() => cli("one", "out-one"));
const two = await timed(() => Promise.all([cli("two/a", "out-two/a"), cli("two/b", "out-two/b")]));
const made = (await readdir(`${built}/import/out-one`)).length;
if (made !== count) throw new Error(`${made} of ${count} posts were imported.`);
line(`${count} posts (${(bytes / 1e6).toFixed(0)} MB), one process`, `${one} s`);
line(`${count} posts, two processes`, `${two} s`);
