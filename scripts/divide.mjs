// Divides the WebAssembly of the importers in two: what only one group of them needs becomes a file of its own, which takes memory,
// table and functions from the first one.
import { readFileSync } from "node:fs";

const NAME = /\$"[^"]*"|\$[^\s()]+/.source;
const CALLS = new RegExp(`\\((?:call|return_call|ref\\.func) (${NAME})`, "g");

/** In letters. The compiler makes one of equal functions, and only short ones that call nothing are equal by chance. */
const SHORT = 300;

const registry = readFileSync(new URL("../src/import/registry.rs", import.meta.url), "utf8");
const [json] = registry.match(/const JSON: [^;]*/);
const modules = [...json.matchAll(/super::(\w+)::/g)].map(([, name]) => name);

/** What only importers of JSON call through the table; also the modules that they share with each other alone. */
const ofJson = new RegExp(`article_widget(?:\\[\\w+\\])?::import::(?:${[...modules, "component", "entry", "tree", "unknown"].join("|")})::`);

/** A closure that has lost the name of its module. */
const CLOSURE = /^\$"?core::ops::function::/;

/** All that is reached from these functions without the table. */
function reached(starts, functions) {
  const found = new Set();
  const open = [...starts];
  while (open.length > 0) {
    const name = open.pop();
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(functions.get(name)?.calls ?? []));
  }
  return found;
}

/** The functions in their places in the table, which begin here, a line for each run without a gap. */
function places(table, start, has) {
  const runs = [];
  let run;
  table.forEach((name, index) => {
    if (!has(name)) run = undefined;
    else if (run) run.push(name);
    else runs.push((run = [`(i32.const ${start + index}) func`, name]));
  });
  return runs.map((run) => ` (elem (table $0) ${run.join(" ")})`);
}

/**
 * Two texts of WebAssembly from one with the names of its functions. The first one is whole without the second, but for places in its
 * table that stay empty.
 * @param {string} text
 */
export function divide(text) {
  const items = text.slice(0, text.lastIndexOf(")")).split(/\n(?= \()/);
  const ofKind = (kind) => items.filter((item) => item.startsWith(` (${kind} `));
  const named = (item) => item.match(new RegExp(NAME))[0];
  const functions = new Map(ofKind("func").map((item) => [named(item), { item, calls: [...item.matchAll(CALLS)].map(([, name]) => name) }]));
  const [elements] = ofKind("elem");
  const [, start, list] = elements.match(/\(i32\.const (\d+)\) func (.*)/);
  const table = list.match(new RegExp(NAME, "g"));
  const isOfJson = (name) => {
    const { item, calls } = functions.get(name) ?? {};
    if (CLOSURE.test(name)) return calls.some((called) => ofJson.test(called));
    return ofJson.test(name) && (calls?.length > 0 || item?.length > SHORT);
  };
  const starts = [...ofKind("export"), ...ofKind("start")].map(named);
  const inFirst = reached([...starts, ...table.filter((name) => !isOfJson(name))], functions);
  const moved = [...functions.keys()].filter((name) => !inFirst.has(name));
  if (moved.length < 100) throw new Error("The importers of JSON have other names than expected: see scripts/divide.mjs.");
  const shared = [...new Set(moved.flatMap((name) => functions.get(name).calls))].filter((name) => inFirst.has(name));
  const [, stack, kind] = text.match(/\(global (\$__stack_pointer) (\(mut i32\))/);
  const [place] = ofKind("table").filter((item) => item.includes(" $0 "));
  const [memory] = ofKind("memory");
  const typed = (name) => functions.get(name).item.split("\n", 1)[0].match(/\((?:param|result) [^)]*\)/g)?.join(" ") ?? "";

  const first = [
    "(module",
    ...items.slice(1).filter((item) => item !== elements && !moved.includes(named(item))),
    ...places(table, Number(start), (name) => inFirst.has(name)),
    ` (export "table" (table $0))`,
    ` (export "stack" (global ${stack}))`,
    ...shared.map((name, index) => ` (export "shared${index}" (func ${name}))`),
    ")",
  ];
  const second = [
    "(module",
    ...ofKind("type"),
    ` (import "first" "memory" ${memory.trim()})`,
    ` (import "first" "table" ${place.trim()})`,
    ` (import "first" "stack" (global ${stack} ${kind}))`,
    ...shared.map((name, index) => ` (import "first" "shared${index}" (func ${name} ${typed(name)}))`),
    ...places(table, Number(start), (name) => !inFirst.has(name)),
    ...moved.map((name) => functions.get(name).item),
    ")",
  ];
  return [first, second].map((lines) => lines.join("\n"));
}
