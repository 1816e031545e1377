// What each part of the WebAssembly weighs, by the modules that its functions are from.   node scripts/weigh.mjs
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { delimiter, resolve } from "node:path";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const named = "target/bindgen/named.wasm";
const env = { ...process.env, PATH: [resolve("node_modules/.bin"), process.env.PATH].join(delimiter) };
const { status } = spawnSync("wasm-opt", ["-Oz", "-g", "target/bindgen/article_widget_bg.wasm", "-o", named], { env, stdio: "inherit" });
if (status !== 0) throw new Error('wasm-opt failed; "make build" makes what it reads.');

const bytes = readFileSync(named);
let at = 8;
const number = () => {
  let value = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = bytes[at++];
    value += (byte & 127) * 2 ** shift;
    if (byte < 128) return value;
  }
};
const text = (length) => bytes.toString("utf8", at, (at += length));

const sections = {};
const sizes = [];
const names = new Map();
let imports = 0;
while (at < bytes.length) {
  const id = bytes[at++];
  const length = number();
  const end = at + length;
  sections[id] = (sections[id] ?? 0) + length;
  if (id === 2) {
    // Imports come first in the numbering; only functions are imported here.
    imports = number();
  } else if (id === 10) {
    for (let left = number(); left > 0; left--) {
      const size = number();
      sizes.push(size);
      at += size;
    }
  } else if (id === 0 && text(number()) === "name") {
    while (at < end) {
      const kind = bytes[at++];
      const stop = number() + at;
      if (kind === 1) for (let left = number(); left > 0; left--) names.set(number(), text(number()));
      at = stop;
    }
  }
  at = end;
}

const parts = new Map();
sizes.forEach((size, index) => {
  const name = names.get(index + imports) ?? "";
  const own = /article_widget::(json|article|url|post|locale|scan|render::post|render|html|reading|js|error)\b/.exec(name)?.[1];
  const part = own ?? (/talc|alloc|dealloc|realloc/.test(name) ? "memory" : /^[<a-z]*(?:core|alloc|compiler_builtins)|<.* as core|core\[/.test(name) ? "the library" : "the rest");
  parts.set(part, (parts.get(part) ?? 0) + size);
});
parts.set("data", sections[11] ?? 0);
const all = [...parts.values()].reduce((sum, size) => sum + size, 0);
for (const [part, size] of [...parts].sort(([, a], [, b]) => b - a)) {
  console.log(`${part.padEnd(12)} ${String(size).padStart(7)} ${((100 * size) / all).toFixed(1).padStart(6)} %`);
}
