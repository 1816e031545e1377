// What is generated: from the model of the format (src/model/) the JSON Schema and the TypeScript types; from the data of
// languages (src/locale/data/) and providers (src/provider/providers.json) their lines in Rust.
//   node scripts/codegen.mjs [--check]   (--check writes nothing and fails if a file isn't fresh)
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { laidOut } from "./format-reference.mjs";
import * as locales from "./locales.mjs";
import * as providers from "./providers.mjs";
import { declarations } from "./types.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

function schemaOfModel() {
  const args = ["run", "--quiet", "--example", "schema", "--features", "schema"];
  const { error, status, stdout } = spawnSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
  if (error) throw error;
  if (status !== 0) process.exit(1);
  return JSON.parse(stdout);
}

const check = process.argv.includes("--check");
const stale = [];

function generate(path, text) {
  if (existsSync(path) && readFileSync(path, "utf8") === text) return;
  if (check) return void stale.push(path);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  console.log(`wrote ${path}`);
}

// First, because the model is built with it.
generate("src/locale/generated.rs", locales.rust());
generate("src/provider/generated.rs", providers.rust());
const schema = schemaOfModel();
generate("www/article.schema.json", `${laidOut(schema, "", 120)}\n`);
generate("www/src/generated/article.ts", declarations(schema));

if (stale.length > 0) {
  console.error(`Not what is generated now: ${stale.join(", ")}.\nRun "make codegen" and commit the result.`);
  process.exit(1);
}
