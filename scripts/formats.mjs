// Writes how languages write numbers and dates, as this machine's Intl says it, for native builds: src/locale/formats/.
import { readdir, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { sources } from "./sources.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { outputFiles } = await esbuild.build({ entryPoints: ["www/src/locale.ts"], bundle: true, format: "esm", write: false, plugins: [sources({})] });
const { ask } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
const languages = (await readdir("src/locale/words")).map((name) => name.replace(".txt", ""));
for (const lang of [...languages, "en-GB"]) {
  // The first line is the tag, and a native build puts its own.
  const [, ...lines] = ask(lang).split("\n");
  await writeFile(`src/locale/formats/${lang}.txt`, `${lines.join("\n")}\n`);
}
