// What makes the built WebAssembly small, beside the compiler and wasm-opt.
import binaryen from "binaryen";

/** Functions of Rust's libraries that word a panic, and never return. */
const PANICS = [
  /^core\[\w+\]::panicking::/,
  /^core\[\w+\]::(option|result)::(expect|unwrap)_failed$/,
  /^core\[\w+\]::(slice|str|cell)::.*_fail(ed)?(_rt|_ct)?$/,
  /^alloc\[\w+\]::(alloc::handle_alloc_error|raw_vec::(handle_error|capacity_overflow))$/,
];

/** Functions that only the table of functions refers to, which wasm-opt can't know: nothing formats text, and no closure or future is exported. */
const UNUSED = [
  /^<.* as core\[\w+\]::fmt::(Display|Debug|Write)>::\w+$/,
  /^wasm_bindgen::convert::closures::_::invoke/,
  /^js_sys::futures::/,
];

/** What would call them. */
const USERS = /^core\[\w+\]::fmt::write$/;

/** The words of panics, the files they are in, and the digits that formatting writes: wasm-opt can't know that nothing reads them. */
const WORDS = [
  /(?:\/rustc\/[0-9a-f]{40}|\/rust\/deps|src)\/[\w./+-]+\.rs\0/g,
  /\/index\.crates\.io-[0-9a-f]+\/[\w./+-]+\.rs\0/g,
  /assertion failed: self\.is_char_boundary\(\w+\)/g,
  /(?:slice index starts at|index out of bounds: the len is|range (?:start|end) index|copy_from_slice: source slice length \() ?/g,
  /(?: but (?:ends at|the index is)| out of range for slice of length|\) does not match destination slice length \() ?/g,
  /attempt to (?:divide by zero|join into collection with len > usize::MAX)|(?:Hash table )?capacity overflow|mid > len/g,
  /RefCell already (?:mutably )?borrowed|closure invoked recursively or after being dropped|internal error: entered unreachable code/g,
  /Attempted to initialize thread-local while it is being dropped|Tried to shrink to a larger capacity/g,
  /(?:0[0-9]){10}(?:[1-9][0-9]){90}/g,
];

/** Zeros take no room when compressed. */
function blank(bytes) {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(WORDS.reduce((left, words) => left.replace(words, (found) => "\0".repeat(found.length)), text), "latin1");
}

/**
 * Makes each panic a trap without a message, and takes out what can't be called. No panic can happen on purpose, and the messages and
 * what formats them are a tenth of the file. Needs the names of functions, so it comes before wasm-opt.
 * @param {Uint8Array} bytes
 */
export function trapPanics(bytes) {
  const module = binaryen.readBinary(blank(bytes));
  let count = 0;
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const one = module.getFunctionByIndex(index);
    const { name, module: imported } = binaryen.getFunctionInfo(one);
    const panics = PANICS.some((pattern) => pattern.test(name));
    if (imported || !(panics || UNUSED.some((pattern) => pattern.test(name)))) continue;
    binaryen.Function.setBody(one, module.unreachable());
    count += Number(panics);
  }
  module.runPasses(["remove-unused-module-elements"]);
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const { name } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    if (USERS.test(name)) throw new Error("Something formats text with core::fmt: see UNUSED in scripts/shrink.mjs.");
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
  if (/make\w*Closure/.test(text)) throw new Error("A closure is exported: see UNUSED in scripts/shrink.mjs.");
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
