// The one browser that all is measured in, and the server of its pages, on this machine only.
import { readFileSync } from "node:fs";
import { chromium } from "playwright-core";
import { serve } from "../scripts/serve.mjs";
import { built } from "./bundle.mjs";
import { contestants, installed } from "./contestants.mjs";

// A page that knows one contestant: what a reader's page would be.
const first = ({ name, input = "json", styles, module = `/contestants/${name}/index.js` }, size) => `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>First</title>
<link rel="icon" href="data:,">
${name === "ours" || name === "installed" ? "" : '<link rel="stylesheet" href="/peers.css">'}
${styles ? `<link rel="stylesheet" href="/contestants/${name}/index.css">` : ""}
<body>
<main></main>
<script type="module">
  import * as contestant from "${module}";
  const measured = { tasks: [] };
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) measured.tasks.push([startTime, duration]);
  }).observe({ type: "longtask", buffered: true });
  const main = document.querySelector("main");
  const [bytes] = await Promise.all([
    fetch("/articles/${size}.${input}").then(async (answer) => new Uint8Array(await answer.arrayBuffer())),
    contestant.init?.(),
  ]);
  const start = performance.now();
  await contestant.draw(bytes, main);
  measured.dom = performance.now();
  measured.draw = measured.dom - start;
  const paint = () => performance.getEntriesByName("first-contentful-paint")[0];
  while (!paint()) await new Promise((done) => setTimeout(done, 20));
  measured.paint = paint().startTime;
  // Long tasks are reported some time after they ended.
  await new Promise((done) => requestIdleCallback(() => setTimeout(done, 60), { timeout: 500 }));
  window.measured = measured;
</script>
`;

/** Starts server and browser. */
export async function open() {
  if (!process.env.BROWSER_PATH) throw new Error("BROWSER_PATH is not set; run the measurements with make bench.");
  const strays = [];
  const hooks = (req, res) => {
    const { pathname, searchParams } = new URL(req.url, "http://localhost");
    if (pathname !== "/first") return false;
    const contestant = [...contestants, installed].find(({ name }) => name === searchParams.get("name"));
    res.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers() }).end(first(contestant, searchParams.get("size")));
    return true;
  };
  // Isolated pages have a clock of 5 µs.
  const headers = () => ({ "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp" });
  const mounts = { "/dist/": "www/dist", "/bench/": "bench" };
  const server = await serve({ root: built, mounts, port: 0, headers, hooks });
  const capabilities = JSON.parse(readFileSync("webdriver.json", "utf8"));
  const browser = await chromium.launch({
    executablePath: process.env.BROWSER_PATH,
    args: [
      ...capabilities["goog:chromeOptions"].args,
      // The articles' pictures and faces are nowhere, and nothing is asked for them.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
      "--js-flags=--expose-gc",
    ],
  });

  /** A page of its own profile, with nothing in its caches. */
  async function visit(path) {
    const context = await browser.newContext({ viewport: { width: 1024, height: 800 }, locale: "en-US", timezoneId: "UTC", colorScheme: "light" });
    const page = await context.newPage();
    page.setDefaultTimeout(0);
    page.on("pageerror", (error) => strays.push(`${path}: ${error.message}`));
    await page.goto(server.url + path);
    return { page, context, close: () => context.close() };
  }
  return {
    visit,
    strays,
    version: browser.version(),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
