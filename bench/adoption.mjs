// What a page pays for an article that a server printed.   node bench/adoption.mjs [--size 200] [--rounds 21]
import { mkdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { articleScript, renderPage } from "../www/dist/server.js";
import { article, random, shuffle } from "./article.mjs";
import { open } from "./browser.mjs";
import { built } from "./bundle.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { values: options } = parseArgs({ options: { size: { type: "string", default: "200" }, rounds: { type: "string", default: "21" } } });
const [size, rounds] = [Number(options.size), Number(options.rounds)];
const AIM = 2;

const story = article(size);
const stylesheet = "/dist/article-widget.css";
// The element comes when all else is done and painted, so that nothing else is measured with it.
const late = `<script type="module">
  import { ArticleWidgetElement } from "/dist/index.js";
  const host = document.querySelector("article-widget");
  const nodes = [...host.querySelectorAll("*")];
  window.nothing = async () => void host.offsetHeight;
  window.adopt = async () => {
    const figures = {};
    const start = performance.now();
    const ready = new Promise((done) => host.addEventListener("article-ready", () => done(performance.now()), { once: true }));
    customElements.define("article-widget", ArticleWidgetElement);
    figures.ready = (await ready) - start;
    host.offsetHeight;
    return figures;
  };
  window.look = () => {
    const now = [...host.querySelectorAll("*")];
    return {
      kept: now.length === nodes.length && now.every((node, index) => node === nodes[index]),
      wasm: performance.getEntriesByType("resource").some(({ name }) => name.endsWith(".wasm")),
    };
  };
</script>`;

const plain = renderPage(story, { script: "/dist/define.js", stylesheet });
const bare = plain.replace(/<script type="application\/json" data-imprint>.*?<\/script>/s, "");
const slow = (html) => html.replace(/<script type="module".*?<\/script>/s, "").replace("</body>", `${late}</body>`);
const pages = {
  imprint: slow(plain),
  compared: slow(bare),
  // All that the widget costs, with its scripts: against the same page without them.
  "page-imprint": plain,
  "page-compared": bare,
  "page-resume": renderPage(story, { script: "/dist/resume.js", stylesheet }),
  "page-none": plain.replace(/<script type="module".*?<\/script>/s, ""),
};
if (!plain.includes("data-imprint") || !bare.includes(articleScript(story))) throw new Error("The pages aren't what they should be.");
await mkdir(`${built}/adoption`, { recursive: true });
for (const [name, html] of Object.entries(pages)) await writeFile(`${built}/adoption/${name}.html`, html);

const browser = await open();
const measured = Object.fromEntries(Object.keys(pages).map((name) => [name, []]));
const next = random(size);
for (let round = -1; round < rounds; round++) {
  for (const name of shuffle(Object.keys(pages), next)) {
    const { page, context, close } = await browser.visit("/adoption/page-none.html");
    const devtools = await context.newCDPSession(page);
    // The thread's own time: what else the machine does isn't counted.
    await devtools.send("Performance.enable", { timeDomain: "threadTicks" });
    const busy = async () => {
      const { metrics } = await devtools.send("Performance.getMetrics");
      const { TaskDuration, ScriptDuration, LayoutDuration, RecalcStyleDuration } = Object.fromEntries(metrics.map(({ name, value }) => [name, value * 1000]));
      return { task: TaskDuration, script: ScriptDuration, layout: LayoutDuration + RecalcStyleDuration };
    };
    await page.goto(`${new URL(page.url()).origin}/adoption/${name}.html`);
    await page.waitForTimeout(700);
    let figures = await busy();
    if (!name.startsWith("page-")) {
      const during = async (what) => {
        const before = await busy();
        const figures = await page.evaluate(`${what}()`);
        await page.waitForTimeout(200);
        const after = await busy();
        return { task: after.task - before.task, script: after.script - before.script, ...figures };
      };
      // What asking costs is taken off.
      await during("nothing");
      const nothing = await during("nothing");
      figures = await during("adopt");
      figures.task -= nothing.task;
      figures.script -= nothing.script;
      Object.assign(figures, await page.evaluate("look()"));
    }
    if (round >= 0) measured[name].push(figures);
    await close();
  }
}
await browser.close();

function spread(list) {
  const sorted = [...list].sort((one, other) => one - other);
  const at = (share) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
  return `${at(0.5).toFixed(2)} (${at(0.1).toFixed(2)} to ${at(0.9).toFixed(2)})`;
}
const median = (list) => [...list].sort((one, other) => one - other)[list.length >> 1];
const of = (name, what) => measured[name].map((figures) => figures[what]);
console.log(`${size} blocks, ${rounds} new profiles each; milliseconds: median (eight of ten)`);
for (const name of ["imprint", "compared"]) {
  const kept = of(name, "kept").every(Boolean) ? "no node replaced" : "NODES REPLACED";
  const wasm = of(name, "wasm").some(Boolean) ? "loaded" : "not loaded";
  console.log(`${name.padEnd(14)} main thread ${spread(of(name, "task"))}, script ${spread(of(name, "script"))}; by the clock until article-ready ${spread(of(name, "ready"))}; ${kept}; WebAssembly ${wasm}`);
}
const none = median(of("page-none", "task"));
for (const name of ["page-none", "page-resume", "page-imprint", "page-compared"]) {
  console.log(`${name.padEnd(14)} main thread in all ${spread(of(name, "task"))}, script ${spread(of(name, "script"))}, styles and layout ${spread(of(name, "layout"))}; over none: ${(median(of(name, "task")) - none).toFixed(2)}`);
}
const task = median(of("page-resume", "task")) - none;
console.log(`aim: a page's scripts add at most ${AIM} ms of the main thread before the first press: ${task.toFixed(2)}, ${task <= AIM ? "met" : "missed"}`);
