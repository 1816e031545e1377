// The versions in docs/browsers.md, compared with what the built files use and with MDN's compatibility data.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import bcd from "@mdn/browser-compat-data" with { type: "json" };
import * as esbuild from "esbuild";

const repo = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const text = (path) => readFileSync(repo(path), "utf8");
const guide = text("docs/browsers.md");
const rows = (heading) => {
  const [, table] = guide.split(`| ${heading} |`)[1].match(/^[^\n]*\n\|[-| ]*\|\n([^]*?)(?:\n\n|$)/);
  return table.trim().split("\n").map((row) => row.split("|").slice(1, -1).map((cell) => cell.trim()));
};
const oldest = Object.fromEntries(rows("browser").map(([name, version]) => [/Chrome|Firefox|Safari/.exec(name)[0].toLowerCase(), Number(version)]));

const css = text("www/dist/article-widget.css");
const scripts = readdirSync(repo("www/dist")).filter((name) => /^(define|index|inline|post|shared-\w+)\.js$/.test(name));
const js = scripts.map((name) => text(`www/dist/${name}`)).join("\n");
const wasm = readdirSync(repo("www/dist")).filter((name) => name.endsWith(".wasm"));

/** What nothing works without, by its name in the guide or in the data, and where the built files have it. */
const NEEDED = [
  ["css.types.color.light-dark", css, /light-dark\(/, "`light-dark()`"],
  ["css.selectors.has", css, /:has\(/, "`:has()`"],
  ["css.at-rules.property", css, /@property/, "`@property`"],
  ["css.at-rules.container", css, /@container/, "container queries"],
  ["css.types.length.container_query_length_units", css, /\dcqi/],
  ["css.selectors.where", css, /:where\(/],
  ["css.properties.aspect-ratio", css, /aspect-ratio:/],
  ["api.Document.adoptedStyleSheets", js, /adoptedStyleSheets/, "`adoptedStyleSheets`"],
  ["api.CSSStyleSheet.replaceSync", js, /replaceSync/],
  ["api.Element.replaceChildren", js, /replaceChildren/],
  ["api.HTMLDialogElement.showModal", js, /showModal/],
  ["api.IntersectionObserver", js, /IntersectionObserver/],
  ["javascript.builtins.Object.hasOwn", js, /Object\.hasOwn/],
  ["javascript.builtins.Array.at", js, /\.at\(/],
  ["javascript.builtins.Array.findLast", js, /\.findLast/],
  ["javascript.builtins.Intl.PluralRules", js, /Intl\.PluralRules/],
  ["webassembly.reference-types", undefined, undefined, "WebAssembly reference types"],
  ["webassembly.bulk-memory-operations"],
  ["webassembly.multi-value"],
  ["webassembly.sign-extension-operations"],
  ["webassembly.non-trapping-float-to-int-conversions"],
];
const WASM_FLAGS = ["mutable-globals", "bulk-memory", "bulk-memory-opt", "sign-ext", "nontrapping-float-to-int", "multivalue", "reference-types"];

/** The version from which a browser has all of a feature. */
function since(feature, browser) {
  const { support } = feature.split(".").reduce((data, key) => data[key], bcd).__compat;
  const [{ version_added: version, partial_implementation: partial }] = [support[browser]].flat();
  assert.ok(!partial, `${feature} in ${browser}`);
  return Number(version);
}

test("the oldest browsers are those that have every feature that the built files need", () => {
  for (const [feature, built, pattern] of NEEDED) if (pattern) assert.match(built, pattern, `${feature} isn't used any more`);
  for (const [browser, version] of Object.entries(oldest)) {
    assert.equal(version, Math.max(...NEEDED.map(([feature]) => since(feature, browser))), browser);
  }
  assert.deepEqual(Object.keys(oldest), ["chrome", "firefox", "safari"]);
});

test("the guide's versions of features are those of MDN's data", () => {
  for (const [name, , ...versions] of rows("feature | used for")) {
    const [feature] = NEEDED.find(([, , , title]) => title === name) ?? [];
    assert.ok(feature, name);
    assert.deepEqual(versions.map(Number), ["chrome", "firefox", "safari"].map((browser) => since(feature, browser)), name);
  }
});

test("these browsers parse every script as it was built", async () => {
  const target = Object.entries(oldest).map(([browser, version]) => `${browser}${version}`);
  for (const name of [...scripts, "article-widget.classic.js"]) {
    const code = text(`www/dist/${name}`);
    // esbuild says no of every browser that hasn't the newest Unicode.
    const options = { supported: { "regexp-unicode-property-escapes": true } };
    const [all, some] = await Promise.all([esbuild.transform(code, { ...options, target: "esnext" }), esbuild.transform(code, { ...options, target })]);
    assert.equal(some.code, all.code, name);
  }
});

test("the WebAssembly uses no other proposals than these browsers have", () => {
  assert.ok(wasm.length >= 5, wasm.join());
  for (const name of wasm) {
    const { status, stderr } = spawnSync(repo("node_modules/.bin/wasm-opt"), ["--mvp-features", ...WASM_FLAGS.map((flag) => `--enable-${flag}`), repo(`www/dist/${name}`), "-o", "/dev/null"], { encoding: "utf8" });
    assert.equal(status, 0, `${name}: ${stderr}`);
  }
});

test("runtimes have the versions that the manifests ask for, and their tests exist", () => {
  const runtimes = new Map(rows("runtime").map(([name, version, tests]) => [name, { version, tests }]));
  assert.equal(JSON.parse(text("www/package.json")).engines.node, `>=${runtimes.get("Node.js").version}`);
  assert.equal(/^rust-version = "(.*)"/m.exec(text("Cargo.toml"))[1], runtimes.get("Rust").version);
  const makefile = text("Makefile");
  for (const [, , tests] of [...rows("browser"), ...rows("runtime")]) {
    for (const [, name] of tests.matchAll(/`(tests\/[^`]*)`/g)) assert.ok(existsSync(repo(name)), name);
    for (const [, target] of tests.matchAll(/`make ([^`]*)`/g)) assert.ok(makefile.includes(`\n${target}:`), target);
  }
});

test("what the tests leave out in Firefox is in the guide with the same reason", () => {
  const pages = readdirSync(repo("tests/pages")).filter((name) => name.endsWith(".test.mjs"));
  const reasons = pages.flatMap((name) => [...text(`tests/pages/${name}`).matchAll(/chromiumOnly\("([^"]+)"\)/g)].map(([, reason]) => reason));
  assert.deepEqual(reasons.sort(), rows("what is different").map(([, reason]) => reason).sort());
});
