// What makes the built WebAssembly small, beside the compiler and wasm-opt.
import binaryen from "binaryen";

/** Functions of Rust's libraries that word a panic, and never return. */
const PANICS = [
  /^core\[\w+\]::panicking::/,
  /^core\[\w+\]::(option|result)::(expect|unwrap)_failed$/,
  /^core\[\w+\]::(slice|str|cell)::.*_fail(ed)?(_rt|_ct)?$/,
  /^alloc\[\w+\]::(alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow))$/,
];

/**
 * Makes each panic a trap without a message. None can happen on purpose, and the messages and what formats them are a tenth of the
 * file. Needs the names of functions, so it comes before wasm-opt.
 * @param {Uint8Array} bytes
 */
export function trapPanics(bytes) {
  const module = binaryen.readBinary(bytes);
  let count = 0;
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const one = module.getFunctionByIndex(index);
    const { name, module: imported } = binaryen.getFunctionInfo(one);
    if (imported || !PANICS.some((pattern) => pattern.test(name))) continue;
    binaryen.Function.setBody(one, module.unreachable());
    count++;
  }
  const changed = module.emitBinary();
  module.dispose();
  if (count < 3) throw new Error("Panics have other names than expected: see PANICS in scripts/shrink.mjs.");
  return changed;
}

/** Replaces a text that has to be there. */
function replaced(text, from, to) {
  const parts = text.split(from);
  if (parts.length < 2) throw new Error(`The script of wasm-bindgen isn't written as expected: ${from} isn't in it.`);
  return parts.join(to);
}

/**
 * The script that wasm-bindgen wrote, with the short names that wasm-opt gave to imports and exports.
 * @param {string} text
 * @param {{ imports: string[][], exports: string[][] }} names `--minify-imports-and-exports-and-modules` printed them
 */
export function shortNames(text, { imports, exports }) {
  for (const [, from, to] of imports) text = replaced(text, `\n        ${from}: `, `\n        ${to}: `);
  text = replaced(text, '"./article_widget_bg.js": ', "a: ");
  for (const [from, to] of exports) {
    const used = new RegExp(`\\bwasm\\.${from}\\b`, "g");
    text = text.replace(used, `wasm.${to}`);
  }
  return text;
}

/**
 * Values from the WebAssembly get properties of their own, as those from `JSON.parse()` do: by assignment, a setter that the page
 * has on `Object.prototype` would run inside, and what it throws would cross the WebAssembly.
 * @param {string} text the script that wasm-bindgen wrote
 */
export function ownProperties(text) {
  const descriptor = "{ value: arg2, writable: true, enumerable: true, configurable: true, __proto__: null }";
  for (const key of ["arg1", "arg1 >>> 0"]) text = replaced(text, `arg0[${key}] = arg2;`, `Object.defineProperty(arg0, ${key}, ${descriptor});`);
  return text;
}
