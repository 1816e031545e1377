// The npm archive and the classic script as files to hand out, with their checksums, in target/archive.  node scripts/archive.mjs
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const folder = "target/archive";
await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });

const [{ filename, version }] = JSON.parse(execFileSync("npm", ["pack", "./www", "--json", "--pack-destination", folder], { encoding: "utf8" }));
const script = `article-widget-${version}.classic.js`;
await copyFile("www/dist/article-widget.classic.js", `${folder}/${script}`);

const lines = await Promise.all([filename, script].map(async (name) => `${createHash("sha256").update(await readFile(`${folder}/${name}`)).digest("hex")}  ${name}\n`));
await writeFile(`${folder}/SHA256SUMS`, lines.join(""));
console.log(`${folder}:\n${lines.join("")}`);
