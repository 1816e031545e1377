// What makes the built WebAssembly small, beside the compiler and wasm-opt.
import binaryen from "binaryen";

// wasm-opt leaves the names of functions out, unless the file is to be divided by them.
binaryen.setDebugInfo(true);

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

/** The same where text is formatted: nothing prints a value for a programmer. */
const UNPRINTED = [/^<.* as core\[?\w*\]?::fmt::Debug>::\w+/, /^<core\[?\w*\]?::fmt::builders::/, /^core\[\w+\]::(result|option)::(expect|unwrap)_failed/];

/** What would call them. */
const USERS = /^core\[\w+\]::fmt::write$/;

/** The words of panics, and the files they are in: wasm-opt can't know that nothing reads them. */
const WORDS = [
  /(?:\/rustc\/[0-9a-f]{40}|\/rust\/deps|src)\/[\w./+-]+\.rs\0/g,
  /\/index\.crates\.io-[0-9a-f]+\/[\w./+-]+\.rs\0/g,
  /assertion failed: self\.is_char_boundary\(\w+\)/g,
  /(?:slice index starts at|index out of bounds: the len is|range (?:start|end) index|copy_from_slice: source slice length \() ?/g,
  /(?: but (?:ends at|the index is)| out of range for slice of length|\) does not match destination slice length \() ?/g,
  /attempt to (?:divide by zero|join into collection with len > usize::MAX)|(?:Hash table )?capacity overflow|mid > len/g,
  /RefCell already (?:mutably )?borrowed|closure invoked recursively or after being dropped|internal error: entered unreachable code/g,
  /Attempted to initialize thread-local while it is being dropped|Tried to shrink to a larger capacity/g,
  // Which letters a text for programmers escapes: tables of the standard library, from their first bytes to their last.
  /\x06\x01\x01\x03\x01\x04\x02\x05\x07\x07\x02[^]{1200,1600}?\x80\xbe\x03\x1b\x03\x0f\x0d/g,
  /\0\x70\0\x07\0\x2d\x01\x01\x01\x02[^]{500,1000}?\x07\x6d\x07\0\x60\x80\xf0\0/g,
];

/** The digits that formatting writes. */
const DIGITS = /(?:0[0-9]){10}(?:[1-9][0-9]){90}/g;

/** Zeros take no room when compressed. */
function blank(bytes, words) {
  const text = Buffer.from(bytes).toString("latin1");
  return Buffer.from(words.reduce((left, words) => left.replace(words, (found) => "\0".repeat(found.length)), text), "latin1");
}

/**
 * Makes each panic a trap without a message, and takes out what can't be called. No panic can happen on purpose, and the messages and
 * what formats them are a tenth of the file. Needs the names of functions, so it comes before wasm-opt.
 * @param {Uint8Array} bytes
 * @param {boolean} formats whether text is formatted with core::fmt
 */
export function trapPanics(bytes, formats = false) {
  const module = binaryen.readBinary(blank(bytes, formats ? WORDS : [...WORDS, DIGITS]));
  let count = 0;
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const one = module.getFunctionByIndex(index);
    const { name, module: imported } = binaryen.getFunctionInfo(one);
    const panics = PANICS.some((pattern) => pattern.test(name));
    if (imported || !(panics || (formats ? UNPRINTED : UNUSED).some((pattern) => pattern.test(name)))) continue;
    binaryen.Function.setBody(one, module.unreachable());
    count += Number(panics);
  }
  module.runPasses(["remove-unused-module-elements"]);
  for (let index = 0; index < module.getNumFunctions(); index++) {
    const { name } = binaryen.getFunctionInfo(module.getFunctionByIndex(index));
    if (!formats && USERS.test(name)) throw new Error("Something formats text with core::fmt: see UNUSED in scripts/shrink.mjs.");
  }
  const changed = module.emitBinary();
  module.dispose();
  if (count < 3) throw new Error("Panics have other names than expected: see PANICS in scripts/shrink.mjs.");
  return changed;
}

const LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

/** @param {number} index */
const shortName = (index) => (index < LETTERS.length ? "" : shortName(Math.floor(index / LETTERS.length) - 1)) + LETTERS[index % LETTERS.length];

/** A number as WebAssembly writes it. @param {number} number */
function encoded(number) {
  const bytes = [];
  do {
    bytes.push((number & 127) | (number > 127 ? 128 : 0));
    number >>>= 7;
  } while (number > 0);
  return Buffer.from(bytes);
}

/** @param {string} name */
const named = (name) => Buffer.concat([encoded(Buffer.byteLength(name)), Buffer.from(name)]);

/**
 * Gives imports and exports short names, in the order of the alphabet: two builds of one source have them in orders of their own,
 * and one script for both.
 * @param {Buffer} bytes
 * @param {string[][]} [given] the exports of another one that all imports come from, with the names that they have there
 * @returns {{ bytes: Buffer, names: { imports: string[][], exports: string[][] } }}
 */
export function minifyNames(bytes, given) {
  const module = new WebAssembly.Module(bytes);
  const imports = [...new Set(WebAssembly.Module.imports(module).map(({ module, name }) => `${module}\n${name}`))].sort();
  const exports = WebAssembly.Module.exports(module).map(({ name }) => name).sort();
  const names = {
    imports: imports.map((name, index) => {
      const [from, field] = name.split("\n");
      return [from, field, given?.find(([name]) => name === field)[1] ?? shortName(index)];
    }),
    exports: exports.map((name, index) => [name, shortName(imports.length + index)]),
  };
  let at = 8;
  const number = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++];
      value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
  };
  const text = () => {
    const length = number();
    return bytes.toString("utf8", at, (at += length));
  };
  const limits = () => {
    if (number() & 1) number();
    number();
  };
  /** What follows the names of an import, by its kind. */
  const kinds = [number, () => (at++, limits()), limits, () => (at += 2), () => (at++, number())];
  const parts = [bytes.subarray(0, 8)];
  while (at < bytes.length) {
    const start = at;
    const id = bytes[at++];
    const length = number();
    const end = at + length;
    if (id !== 2 && id !== 7) {
      parts.push(bytes.subarray(start, (at = end)));
      continue;
    }
    const count = number();
    const section = [encoded(count)];
    for (let index = 0; index < count; index++) {
      const first = text();
      if (id === 2) {
        const field = text();
        section.push(named("a"), named(names.imports.find(([from, name]) => from === first && name === field)[2]));
        const kind = at++;
        kinds[bytes[kind]]();
        section.push(bytes.subarray(kind, at));
      } else {
        const kind = at++;
        number();
        section.push(named(names.exports.find(([name]) => name === first)[1]), bytes.subarray(kind, at));
      }
    }
    const body = Buffer.concat(section);
    parts.push(Buffer.from([id]), encoded(body.length), body);
    at = end;
  }
  return { bytes: Buffer.concat(parts), names };
}

/** Replaces a text that has to be there. */
function replaced(text, from, to) {
  const parts = text.split(from);
  if (parts.length < 2) throw new Error(`The script of wasm-bindgen isn't written as expected: ${from} isn't in it.`);
  return parts.join(to);
}

/**
 * The script that wasm-bindgen wrote, with the short names of imports and exports.
 * @param {string} text
 * @param {{ imports: string[][], exports: string[][] }} names
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
