// What is generated from the model of the format (src/model/): the JSON Schema and the TypeScript types.
//   node scripts/codegen.mjs [--check]   (--check writes nothing and fails if a file isn't fresh)
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { laidOut } from "./format-reference.mjs";
import { declarations } from "./types.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));

function schemaOfModel() {
  const args = ["run", "--quiet", "--example", "schema", "--features", "schema"];
  const { error, status, stdout } = spawnSync("cargo", args, { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "inherit"] });
  if (error) throw error;
  if (status !== 0) process.exit(1);
  return JSON.parse(stdout);
}

const schema = schemaOfModel();
const files = {
  "www/article.schema.json": `${laidOut(schema, "", 120)}\n`,
  "www/src/generated/article.ts": declarations(schema),
};

const fresh = (path) => existsSync(path) && readFileSync(path, "utf8") === files[path];
const stale = Object.keys(files).filter((path) => !fresh(path));
if (process.argv.includes("--check")) {
  if (stale.length > 0) {
    console.error(`Not what src/model/ generates: ${stale.join(", ")}.\nRun "make codegen" and commit the result.`);
    process.exit(1);
  }
} else {
  for (const path of stale) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, files[path]);
    console.log(`wrote ${path}`);
  }
}
