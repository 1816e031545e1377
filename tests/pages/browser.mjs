// Real pages in the system's browser, with everything that went wrong in them written down.
// ENGINE=firefox: the installed Firefox instead of Chromium, driven by WebDriver BiDi.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium, firefox } from "playwright-core";
import { serve } from "../../scripts/serve.mjs";

const repo = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What a careful site sends: no policy of the widget's own, no inline anything, nothing from elsewhere. */
export const strictCsp = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "style-src 'self'",
  "img-src 'self'",
  "media-src 'self'",
  "connect-src 'self'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join("; ");

const mounts = {
  "/dist/": repo("www/dist"),
  "/index.html": repo("www/index.html"),
  "/demo/": repo("www/demo"),
  "/fixtures/": repo("tests/fixtures"),
  "/pages/": repo("tests/pages/pages"),
  "/node_modules/": repo("node_modules"),
  "/wordpress/": `${process.env.TOOLS_DIR}/wordpress-10.0.0`,
};
if (existsSync(repo("../shared"))) mounts["/shared/"] = repo("../shared");

const engine = process.env.ENGINE ?? "chromium";
if (engine !== "chromium" && engine !== "firefox") throw new Error(`Expected ENGINE to be chromium or firefox, found ${engine}.`);
const inFirefox = engine === "firefox";

/** For a test's `skip`: why it can't run in Firefox, or false in Chromium. */
export const chromiumOnly = (why) => inFirefox && why;

/** What is asked of media and pointers when a test wants nothing else, whatever the machine has. */
const plainMedia = { colorScheme: "light", forcedColors: "none", reducedMotion: "no-preference", hasTouch: false, javaScriptEnabled: true };

let browser;
const servers = new Map();
const answered = new Map();

function chromiumOptions() {
  if (!process.env.BROWSER_PATH) throw new Error("BROWSER_PATH is not set; run the page tests with make test-pages.");
  const capabilities = JSON.parse(readFileSync(repo("webdriver.json"), "utf8"));
  return {
    executablePath: process.env.BROWSER_PATH,
    args: [
      ...capabilities["goog:chromeOptions"].args,
      // Routes don't see preconnects or sockets: names don't resolve either.
      "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
    ],
  };
}

function firefoxOptions() {
  if (!process.env.FIREFOX_PATH) throw new Error("FIREFOX_PATH is not set; run the tests in Firefox with make test-engines.");
  return {
    channel: "moz-firefox",
    executablePath: process.env.FIREFOX_PATH,
    args: ["--remote-allow-system-access"],
    firefoxUserPrefs: {
      ...mediaPrefs(plainMedia),
      "ui.useOverlayScrollbars": 1,
      "widget.gtk.overlay-scrollbars.enabled": true,
      // The clipboard without a question, which no command answers there.
      "dom.events.testing.asyncClipboard": true,
      // Playwright doesn't notice a page that was kept; Chromium keeps none for it either.
      "browser.sessionhistory.max_total_viewers": 0,
      // Files read no files, as for readers; for automation they may.
      "security.fileuri.strict_origin_policy": true,
      // A proxy that isn't there: nothing but loopback is reached.
      "network.proxy.type": 1,
      "network.proxy.http": "127.0.0.1",
      "network.proxy.http_port": 9,
      "network.proxy.ssl": "127.0.0.1",
      "network.proxy.ssl_port": 9,
      "network.proxy.no_proxies_on": "127.0.0.1, localhost",
      "network.captive-portal-service.enabled": false,
      "network.connectivity-service.enabled": false,
    },
  };
}

/** Firefox's preferences for `media`: no command of BiDi sets them in an ESR yet. */
function mediaPrefs({ colorScheme, forcedColors, reducedMotion, hasTouch, javaScriptEnabled }) {
  const dark = colorScheme === "dark";
  // Mouse: fine and hovers. Finger: coarse.
  const pointer = hasTouch ? 1 : 6;
  return {
    "layout.css.prefers-color-scheme.content-override": dark ? 0 : 1,
    "browser.display.document_color_use": forcedColors === "active" ? 2 : 0,
    // A theme of high contrast is dark or light by its own colours.
    "browser.display.foreground_color": dark ? "#FFFFFF" : "#000000",
    "browser.display.background_color": dark ? "#000000" : "#FFFFFF",
    "ui.prefersReducedMotion": reducedMotion === "reduce" ? 1 : 0,
    "ui.primaryPointerCapabilities": pointer,
    "ui.allPointerCapabilities": pointer,
    "javascript.enabled": javaScriptEnabled,
  };
}

/** A browser for several test files, which find its address in BROWSER_SERVER. */
export const launchServer = () => chromium.launchServer({ ...chromiumOptions(), host: "127.0.0.1" });

async function launchFirefox() {
  const browser = await firefox.launch(firefoxOptions());
  // Playwright begins every context with a command that Firefox 153 doesn't know yet.
  const session = firefoxSession(browser);
  const { send } = session;
  session.send = async function (command, ...rest) {
    try {
      return await send.call(this, command, ...rest);
    } catch (error) {
      if (command === "emulation.setMediaFeaturesOverride" && /unknown command/.test(error.message)) return {};
      throw error;
    }
  };
  return browser;
}

const firefoxSession = (browser) => Object.getPrototypeOf(browser._connection.toImpl(browser)._browserSession);

/** Runs `script` where Firefox itself runs. */
async function inFirefoxItself(script) {
  const session = (await launch())._connection.toImpl(await launch())._browserSession;
  const { contexts } = await session.send("browsingContext.getTree", { "moz:scope": "chrome", maxDepth: 0 });
  const result = await session.send("script.evaluate", { expression: script, target: { context: contexts[0].context }, awaitPromise: false });
  assert.equal(result.type, "success", result.exceptionDetails?.text);
}

const prefTypes = { boolean: "Bool", number: "Int", string: "String" };
let media = plainMedia;

/** What Playwright's emulateMedia and options of a context do in Chromium. */
async function emulate(page, { media: medium, ...asked }) {
  const next = { ...media, ...Object.fromEntries(Object.entries(asked).map(([name, value]) => [name, value ?? plainMedia[name]])) };
  const before = mediaPrefs(media);
  const changed = Object.entries(mediaPrefs(next)).filter(([name, value]) => before[name] !== value);
  media = next;
  const lines = changed.map(([name, value]) => `Services.prefs.set${prefTypes[typeof value]}Pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
  if (medium !== undefined) {
    const set = `browsingContext.mediumOverride = ${JSON.stringify(medium ?? "")}`;
    lines.push(`for (const window of Services.wm.getEnumerator("navigator:browser")) for (const tab of window.gBrowser.browsers) tab.${set};`);
  }
  if (lines.length === 0) return;
  await inFirefoxItself(lines.join("\n"));
  const { colorScheme, forcedColors, reducedMotion, hasTouch } = next;
  const expected = { "prefers-reduced-motion": reducedMotion, "forced-colors": forcedColors, pointer: hasTouch ? "coarse" : "fine" };
  // On paper, colours are always those of a light page.
  if (medium !== "print") expected["prefers-color-scheme"] = colorScheme;
  const query = [...(medium ? [medium] : []), ...Object.entries(expected).map(([name, value]) => `(${name}: ${value})`)].join(" and ");
  // The page hears of it a moment later.
  for (const end = Date.now() + 5000; !(await page.evaluate((query) => matchMedia(query).matches, query)); ) {
    assert.ok(Date.now() < end, `Firefox didn't come to ${query}`);
  }
}

function launch() {
  const { BROWSER_SERVER } = process.env;
  if (inFirefox) browser ??= launchFirefox().then((launched) => {
    // One test's fault is no other's.
    launched.on("disconnected", () => {
      browser = undefined;
      media = plainMedia;
    });
    return launched;
  });
  browser ??= BROWSER_SERVER ? chromium.connect(BROWSER_SERVER) : chromium.launch(chromiumOptions());
  return browser;
}

// One server a policy, because two pages may ask for the same file under different ones.
function serverFor(csp, root) {
  const key = `${csp} ${root}`;
  if (!servers.has(key)) {
    const headers = () => (csp ? { "content-security-policy": csp } : {});
    const hooks = async (req, res) => {
      const answer = answered.get(req.url.split("?")[0]);
      if (req.url === "/favicon.ico") res.writeHead(204).end();
      else if (answer) await answer(req, res, headers());
      else return false;
      return true;
    };
    servers.set(key, serve({ root, mounts: root ? {} : mounts, port: 0, headers, hooks }));
  }
  return servers.get(key);
}

/** How many times slower the processor of the pages is: shows tests that depend on the machine's speed. */
const slow = Number(process.env.SLOW ?? 1);

/** The browser's own audit needs no script in the page, so it works with scripts off too. */
async function audit(visit) {
  visit.devtools = await visit.page.context().newCDPSession(visit.page);
  visit.devtools.on("Audits.issueAdded", ({ issue }) => {
    const details = issue.details.contentSecurityPolicyIssueDetails;
    if (details) visit.violations.push(`${details.violatedDirective}: ${details.blockedURL ?? details.contentSecurityPolicyViolationType}`);
  });
  await visit.devtools.send("Audits.enable");
  if (slow > 1) await visit.devtools.send("Emulation.setCPUThrottlingRate", { rate: slow });
}

const violation = "violation of the policy: ";

/** Firefox reports a violation to the page alone, and only where scripts run. */
const reportViolations = (profile) =>
  profile.addInitScript((prefix) => {
    const log = console.debug.bind(console);
    document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => log(`${prefix}${violatedDirective}: ${blockedURI}`));
  }, violation);

const usualContext = { locale: "en-GB", timezoneId: "UTC" };

/** Without what preferences do instead. */
function inFirefoxContext({ colorScheme, forcedColors, reducedMotion, hasTouch, isMobile, javaScriptEnabled, permissions, ...context }) {
  return { ...usualContext, ...context, colorScheme: null };
}

async function newVisit(context) {
  const profile = await (await launch()).newContext(inFirefox ? inFirefoxContext(context) : { colorScheme: "light", serviceWorkers: "block", ...usualContext, ...context });
  const visit = { origin: "", console: [], reports: [], errors: [], requests: [], offOrigin: [], violations: [], close: () => profile.close() };
  await profile.route(
    (url) => url.origin !== visit.origin && /^(https?|wss?):$/.test(url.protocol),
    (route) => {
      visit.offOrigin.push(route.request().url());
      return route.abort("blockedbyclient");
    },
  );

  const page = await profile.newPage();
  page.on("console", (message) => {
    const text = message.text();
    if (inFirefox && text.startsWith(violation)) visit.violations.push(text.slice(violation.length));
    // What the widget reports of articles is apart from what no page should have in its console.
    else (text.startsWith("article-widget: ") ? visit.reports : visit.console).push({ type: message.type(), text });
  });
  page.on("pageerror", (error) => {
    // Chromium writes the browser's own reports (an integrity that doesn't match) to the console; Firefox's come as errors from nowhere.
    if (inFirefox && !/\n\s+at /.test(error.stack)) visit.console.push({ type: "error", text: error.message });
    else visit.errors.push(error.stack ?? String(error));
  });
  page.on("request", (request) => visit.requests.push(request.url()));
  visit.page = page;
  if (!inFirefox) await audit(visit);
  else {
    await emulate(page, Object.fromEntries(Object.entries(plainMedia).map(([name, usual]) => [name, context[name] ?? usual])));
    page.emulateMedia = (asked) => emulate(page, asked);
    if (context.javaScriptEnabled !== false) await reportViolations(profile);
  }
  return visit;
}

async function cleared(visit) {
  const { page, devtools, origin } = visit;
  if (inFirefox) {
    // Nothing clears an origin's data there.
    await visit.close().catch(() => {});
    return newVisit({});
  }
  await page.goto("about:blank");
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  await page.unrouteAll();
  await page.emulateMedia({ media: null, colorScheme: "light", forcedColors: "none" });
  for (const notes of [visit.console, visit.reports, visit.errors, visit.requests, visit.offOrigin, visit.violations]) notes.length = 0;
  return visit;
}

/**
 * Opens `path` in a fresh, empty profile and waits for its load event.
 * `html` is a page's text, served at `path` instead of a file; `answers` are functions (request, response, headers) by
 * path; `root` is a folder to serve instead of all the others; `csp: null` sends no policy; `arrive` is what
 * Playwright's goto calls waitUntil; `again` is an earlier visit to take over and clear, because a fresh profile is
 * most of what a short test costs; anything else in the options goes to Playwright's newContext.
 */
export async function open(path, options = {}) {
  const { width = 1200, height = 900, csp = strictCsp, html, answers = {}, root, arrive, again, ...context } = options;
  for (const [path, answer] of Object.entries(answers)) answered.set(path, answer);
  if (html !== undefined) {
    const type = { "content-type": "text/html; charset=utf-8" };
    answered.set(path.split(/[?#]/)[0], (_, res, headers) => res.writeHead(200, { ...type, ...headers }).end(html));
  }
  const { url: origin } = await serverFor(csp, root);
  const visit = again ? await cleared(again) : await newVisit(context);
  visit.origin = origin;
  await visit.page.setViewportSize({ width, height });
  const response = await visit.page.goto(origin + path, { waitUntil: arrive });
  assert.ok(response.ok(), `${path} answered ${response.status()}`);
  return visit;
}

/** Fails when the page logged a warning or an error, threw, broke its policy or asked another origin for anything. */
export function assertQuiet(visit) {
  const { errors, offOrigin, violations } = visit;
  const logged = visit.console.filter(({ type }) => type === "error" || type === "warning").map(({ text }) => text);
  assert.deepEqual({ logged, errors, offOrigin, violations }, { logged: [], errors: [], offOrigin: [], violations: [] });
}

/** Lets go of all that the page doesn't hold. */
export async function collectGarbage(visit) {
  if (inFirefox) await inFirefoxItself('Services.obs.notifyObservers(null, "memory-pressure", "heap-minimize")');
  else await visit.devtools.send("HeapProfiler.collectGarbage");
}

/** The axe violations of the page, each as one line. */
export async function axe(page, options = {}) {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(readFileSync(repo("node_modules/axe-core/axe.min.js"), "utf8"));
  const { violations } = await page.evaluate((options) => globalThis.axe.run(document, options), options);
  return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes.map((node) => node.target.join(" ")).join(", ")})`);
}

/** Ends the browser and the servers. A test file does it by itself. */
export async function closeAll() {
  await (await browser)?.close();
  browser = undefined;
  for (const server of servers.values()) await (await server).close();
  servers.clear();
}

// Only there: a hook makes any other program that imports this print a test report.
if (process.argv[1]?.endsWith(".test.mjs")) after(closeAll);
