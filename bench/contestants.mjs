// Who is measured. A contestant is a folder in contestants/ and a line here.

/**
 * @typedef {object} Contestant
 * @property {string} name the folder
 * @property {string} label in the tables
 * @property {"json" | "html" | "portable"} [input] the article's form; default JSON
 * @property {string} [source] of the JSX: whose elements it makes
 * @property {string} [wasm] a file that goes beside the bundle
 * @property {boolean} [styles] whether it brings some of its own
 * @property {string} [differs] what of its markup isn't ours
 */

/** Ours as the package has it, for first visits: its modules one by one, and the WebAssembly checked against its hash. */
export const installed = { name: "installed", label: "article-widget, as installed", module: "/bench/contestants/ours/installed.js" };

/** @type {Contestant[]} */
export const contestants = [
  { name: "ours", label: "article-widget", wasm: "www/dist/article-widget.wasm" },
  { name: "create-element", label: "hand-written createElement" },
  { name: "html-string", label: "hand-written HTML string" },
  { name: "prebuilt-html", label: "prebuilt HTML, inserted", input: "html" },
  { name: "react", label: "React 19", source: "react" },
  { name: "preact", label: "Preact", source: "preact" },
  { name: "lit", label: "Lit" },
  {
    name: "react-stack",
    label: "React + Portable Text + react-tweet",
    input: "portable",
    source: "react",
    styles: true,
    differs: "posts are react-tweet's, lists that touch are one",
  },
  { name: "sycamore", label: "Sycamore (Rust)", wasm: "target/bench/sycamore/sycamore_bg.wasm" },
];
