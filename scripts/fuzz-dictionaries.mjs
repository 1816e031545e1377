// Dictionaries for the fuzzer, from the tables that readers look fields up in.   node scripts/fuzz-dictionaries.mjs FOLDER
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { providers } from "./providers.mjs";

const to = process.argv[2];
const repo = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));
const read = (path) => readFileSync(repo(path), "utf8");

const json = ["{", "}", "[", "]", ":", ",", "null", "true", "false", "-1", "0.5", "1e400", '"', "\\u0000", "\\ud800", "\u{feff}", "<a>", "</p>", "<br>", "&amp;", "&#"];
const key = (name) => `${JSON.stringify(name)}:`;
const value = (text) => JSON.stringify(text);

/** The article's fields and the values that a choice has, from its schema. */
function* format(schema) {
  if (Array.isArray(schema)) for (const inner of schema) yield* format(inner);
  else if (schema && typeof schema === "object") {
    for (const name of Object.keys(schema.properties ?? {})) yield key(name);
    for (const choice of [...(schema.enum ?? []), schema.const]) if (typeof choice === "string") yield value(choice);
    for (const inner of Object.values(schema)) yield* format(inner);
  }
}

/** The paths in the tables of payload fields. */
function* paths() {
  for (const name of readdirSync(repo("src/post"), { recursive: true })) {
    if (!name.endsWith(".rs")) continue;
    for (const [, row] of read(`src/post/${name}`).matchAll(/\b(?:text|number|boolean|blue|any) \w+: "([\w. ]+)",/g)) {
      for (const path of row.split(" ")) for (const step of path.split(".")) yield key(step);
    }
  }
}

/** What real payloads consist of: keys, and values that are names rather than sentences. */
function* payload(of) {
  if (Array.isArray(of)) for (const inner of of) yield* payload(inner);
  else if (of && typeof of === "object") {
    for (const [name, inner] of Object.entries(of)) {
      if (!/^\d+$/.test(name)) yield key(name);
      if (typeof inner === "string" && /^[A-Za-z_][\w/-]{1,30}$/.test(inner) && /^(__typename|type|kind|lang|name|action)$/.test(name)) yield value(inner);
      yield* payload(inner);
    }
  }
}

const payloads = readdirSync(repo("tests/fixtures/payloads")).map((name) => JSON.parse(read(`tests/fixtures/payloads/${name}`)));

/** Hosts, steps and values of the addresses that have a player. */
function* players() {
  for (const { hosts, path } of providers.flatMap((provider) => provider.players)) {
    for (const host of hosts) yield `https://${host.replace(".*", ".com")}`;
    for (const word of path.split(/[/?&{|}*#]/)) if (word) yield word;
  }
}

const dictionaries = {
  reading: [...json, ...format(JSON.parse(read("www/article.schema.json")))],
  posts: [...json, ...paths(), ...payload(payloads)],
  embeds: ["https://", "?", "&", "=", "/", "#", "#map=", ...players()],
};

const quoted = (token) =>
  `"${[...Buffer.from(token)].map((byte) => (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c ? `\\x${byte.toString(16).padStart(2, "0")}` : String.fromCharCode(byte))).join("")}"`;

for (const [name, tokens] of Object.entries(dictionaries)) {
  writeFileSync(`${to}/${name}.dict`, `${[...new Set(tokens)].map(quoted).join("\n")}\n`);
}
