// Runs the crate's tests in a headless browser: Chromium, or Firefox with ENGINE=firefox.
//   node scripts/test-browser.mjs [cargo test's options]
import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { Agent, createServer, request } from "node:http";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

// The test runner's server has four threads, keeps one busy for as long as a connection is open, and may leave one of several
// connections that open at once without a thread: a browser that opens a connection for each module then waits forever.
const agent = new Agent({ keepAlive: true, maxSockets: 2 });
const proxy = createServer((incoming, outgoing) => {
  const { method, url = "" } = incoming;
  const { connection, "proxy-connection": _, ...headers } = incoming.headers;
  const refuse = () => (outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(502).end());
  if (!url.startsWith("http://127.0.0.1:")) return refuse();
  const upstream = request(url, { agent, method, headers }, (answer) => {
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(outgoing);
  });
  upstream.on("error", refuse);
  incoming.pipe(upstream);
});
await new Promise((listening) => proxy.listen(0, "127.0.0.1", listening));
const { port } = proxy.address();

const inFirefox = process.env.ENGINE === "firefox";
mkdirSync("target", { recursive: true });
const driverOptions = `${process.cwd()}/target/webdriver.json`;
writeFileSync(driverOptions, JSON.stringify(inFirefox ? firefox() : chromium()));

const driver = inFirefox ? ["--firefox", "--geckodriver", "geckodriver"] : ["--chrome", "--chromedriver", process.env.CHROMEDRIVER ?? "chromedriver"];
const args = ["--log-level", "error", "test", "--mode", "no-install", "--headless", ...driver, ...process.argv.slice(2)];
const env = { ...process.env, WASM_BINDGEN_TEST_TIMEOUT: "120", WASM_BINDGEN_TEST_WEBDRIVER_JSON: driverOptions };
const child = spawn("wasm-pack", args, { env, stdio: "inherit" });
child.on("error", (error) => {
  console.error(`wasm-pack does not start: ${error.message}`);
  process.exit(1);
});
child.on("close", (code) => process.exit(code ?? 1));

function chromium() {
  const capabilities = JSON.parse(readFileSync("webdriver.json", "utf8"));
  const chrome = capabilities["goog:chromeOptions"];
  // chromedriver must start the browser that setup compared it with, wherever that is.
  chrome.binary = process.env.BROWSER_PATH;
  chrome.args.push(`--proxy-server=http://127.0.0.1:${port}`, "--proxy-bypass-list=<-loopback>");
  return capabilities;
}

function firefox() {
  const prefs = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": port,
    "network.proxy.allow_hijacking_localhost": true,
  };
  return { "moz:firefoxOptions": { binary: process.env.FIREFOX_PATH, args: ["-headless"], prefs } };
}
