// The command line: HTML of articles, what is wrong with them, and articles from other formats.
import { readFile, readdir, mkdir, stat, writeFile } from "node:fs/promises";
import { basename, extname, join, relative } from "node:path";
import { parseArgs } from "node:util";
import { parseTree, type Node } from "jsonc-parser";
import { post } from "./cli-post.js";
import { ATTRIBUTES, attributeOf } from "./attributes.js";
import type { Format, ImportOptions } from "./importing.js";
import { ArticleError, renderPage, renderToString, type Diagnostic, type Options, type PageOptions } from "./server.js";

const help = `Usage: article-widget render [options] FILE...
       article-widget check [options] FILE...
       article-widget post [options] URL...
       article-widget import [options] FILE...

render  writes the article's HTML, and what is wrong with it to standard error
check   writes what is wrong with the article, a line each: file:line:column: severity[code]: message (path)
import  writes the JSON of an article in another format, and what was mended or guessed to standard error

FILE is JSON, or anything that can be imported; - is standard input.

  --strict            warnings count as errors
  --help, --version

Of render:
  --full              a whole page, with title, description and structured data
  --out-dir DIR       writes DIR/NAME.html for each NAME.json
  --stylesheet URL    links a stylesheet; default: its rules stand in the page (with --full)
  --script URL        of resume.js, define.js or the classic script, which makes the article interactive (with --full)
  --url URL           the page's address, for an article without one (with --full)
  --lang TAG          language of an article that doesn't say
  ${ATTRIBUTES.map((option) => `--${attributeOf(option)}`).join(" ").replace(/(.{1,96})(?: |$)/g, "$1\n  ").trim()}
                      as the attributes of the element; flags are also --no-FLAG

Of import:
  --from FORMAT       the format of the input; default: it is detected
  --list-formats      the names of all formats
  --out-dir DIR       writes DIR/NAME.json for each file; FILE may be a folder then
  --headline TEXT     the headline, instead of the one in the input
  --lang TAG          language of an article that doesn't say
  --base-url URL      what relative URLs are resolved against
  --slots NAMES       adverts and forms whose place is kept, with commas between their names
  --guess none|careful|eager    what may be guessed where the format doesn't say it
  --chrome keep|drop  what happens to menus, forms and the like around an article in a page
  --pick N            which article of an input that holds several, from 0

Exit codes: 0 all is fine, 1 errors (with --strict, warnings too), 2 wrong usage, or a file that can't be read or written
`;

const FLAGS = new Set(["exclusive", "controls", "toc", "remember", "printOpen", "lightbox", "share", "progress", "isolate"]);
export class UsageError extends Error {}

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

function choices(): Record<string, typeof text | typeof flag> {
  const options: Record<string, typeof text | typeof flag> = { lang: text };
  for (const option of ATTRIBUTES) {
    const name = attributeOf(option);
    options[name] = FLAGS.has(option) ? flag : text;
    if (FLAGS.has(option)) options[`no-${name}`] = flag;
  }
  return options;
}

/** What `import` takes, beside what all commands take. */
const IMPORT = {
  from: text, "list-formats": flag, "out-dir": text, headline: text, lang: text, "base-url": text, guess: text, chrome: text, pick: text, slots: text,
};

interface Command {
  name: "render" | "check" | "import";
  files: string[];
  strict: boolean;
  full: boolean;
  outDir: string | undefined;
  page: PageOptions;
  import: ImportOptions;
  listFormats: boolean;
}

function understand(args: string[]): Command | string {
  const own = { strict: flag, help: flag, version: flag };
  const render = { full: flag, "out-dir": text, stylesheet: text, script: text, url: text, ...choices() };
  let given: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    given = parseArgs({ args, allowPositionals: true, options: { ...own, ...IMPORT, ...render } }) as typeof given;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = given;
  if (values.help) return help;
  if (values.version) return "version";
  const [name, ...files] = positionals;
  if (name !== "render" && name !== "check" && name !== "import") {
    throw new UsageError(name ? `There is no command ${name}.` : "Say what to do: render, check or import.");
  }
  const known = { ...own, ...(name === "render" ? render : name === "import" ? IMPORT : {}) };
  const foreign = Object.keys(values).find((key) => !(key in known));
  if (foreign) throw new UsageError(`${name} has no --${foreign}.`);
  const listFormats = Boolean(values["list-formats"]);
  if (files.length === 0 && !listFormats) throw new UsageError("Say which file, or - for standard input.");
  if (name === "import") {
    const options: Record<string, unknown> = {};
    for (const [key, option] of [["from", "from"], ["headline", "headline"], ["lang", "lang"], ["base-url", "baseUrl"], ["guess", "guess"], ["chrome", "chrome"]] as const) {
      if (values[key] !== undefined) options[option] = values[key];
    }
    for (const [key, words] of [["guess", ["none", "careful", "eager"]], ["chrome", ["keep", "drop"]]] as const) {
      const value = values[key];
      if (value !== undefined && !(words as readonly unknown[]).includes(value)) throw new UsageError(`--${key} is one of ${words.join(", ")}.`);
    }
    if (values.slots !== undefined) options.slots = String(values.slots).split(",").map((slot) => slot.trim());
    if (values.pick !== undefined) {
      if (!/^\d+$/.test(String(values.pick))) throw new UsageError("--pick is a number from 0.");
      options.pick = Number(values.pick);
    }
    const outDir = values["out-dir"] as string | undefined;
    if (files.length > 1 && outDir === undefined) throw new UsageError("Several articles need --out-dir.");
    return { name, files, strict: Boolean(values.strict), full: false, outDir, page: {} as PageOptions, import: options as ImportOptions, listFormats };
  }
  const page: Record<string, unknown> = {};
  for (const key of ["stylesheet", "script", "url", "lang"]) if (values[key] !== undefined) page[key] = values[key];
  for (const option of ATTRIBUTES) {
    const attribute = attributeOf(option);
    const value = values[attribute] ?? (values[`no-${attribute}`] ? false : undefined);
    if (value !== undefined) page[option] = option === "headingLevel" ? Number(value) : value;
  }
  const outDir = values["out-dir"] as string | undefined;
  if (name === "render" && values.full && files.length > 1 && outDir === undefined) throw new UsageError("Several whole pages need --out-dir.");
  return { name, files, strict: Boolean(values.strict), full: Boolean(values.full), outDir, page: page as PageOptions, import: {}, listFormats };
}

/** Standard input, whole. */
async function stdin(): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Uint8Array);
  return new Uint8Array(Buffer.concat(chunks));
}

/** `$.body[3]["a key"]` as its steps. */
const steps = (path: string): (string | number)[] =>
  [...path.matchAll(/\.([\w$]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)].map(([, key, index, quoted]) =>
    index !== undefined ? Number(index) : (key ?? (quoted as string).replace(/\\(.)/g, "$1")),
  );

/** The value at a path, as far as the path leads. */
function follow(node: Node | undefined, path: string): Node | undefined {
  for (const step of steps(path)) {
    const children: Node[] = node?.children ?? [];
    // Long keys are cut in the path.
    const named = (key: unknown): boolean => key === step || (String(step).length > 20 && String(key).startsWith(String(step)));
    // Of repeated keys the last counts.
    const found = typeof step === "number" ? children[step] : children.filter((child) => named(child.children?.[0]?.value)).at(-1)?.children?.[1];
    if (!found) return node;
    node = found;
  }
  return node;
}

/** Where in the text something is, as editors count. */
function locate(json: string, tree: Node | undefined, { code, path, message }: Pick<Diagnostic, "code" | "path" | "message">): string {
  const [, line, column] = /at line (\d+), column (\d+)/.exec(code === "not-json" ? message : "") ?? [];
  if (line && column) {
    // The reader counts bytes.
    const before = Buffer.from(json.split("\n")[Number(line) - 1] ?? "").subarray(0, Number(column) - 1);
    return `${line}:${[...before.toString()].length + 1}`;
  }
  const before = json.slice(0, follow(tree, path)?.offset ?? 0);
  return `${before.split("\n").length}:${[...before.slice(before.lastIndexOf("\n") + 1)].length + 1}`;
}

function report(file: string, json: string, found: Diagnostic[]): string {
  let tree: Node | undefined;
  try {
    tree = found.length > 0 ? parseTree(json) : undefined;
  } catch {
    // Nested deeper than the stack: then the places are the file's.
  }
  return found
    .map((one) => {
      // The options are the command line's.
      const where = one.path.startsWith("options") ? file : `${file}:${locate(json, tree, one)}`;
      const message = one.message.replace(/at line \d+, column \d+, /, "");
      return `${where}: ${one.severity}[${one.code}]: ${message} (${one.path})\n`;
    })
    .join("");
}

async function styles(): Promise<string> {
  return await readFile(new URL("./article-widget.css", import.meta.url), "utf8");
}

async function run(command: Command): Promise<number> {
  const { name, files, strict, full, outDir, page } = command;
  const targets = new Map<string, string>();
  if (outDir !== undefined && name === "render") {
    for (const file of files) {
      const target = join(outDir, `${file === "-" ? "article" : basename(file).replace(/\.json$/i, "")}.html`);
      const other = targets.get(target);
      if (other !== undefined) throw new UsageError(`${other} and ${file} would both be written to ${target}.`);
      targets.set(target, file);
    }
    await mkdir(outDir, { recursive: true });
  }
  if (full && page.stylesheet === undefined) page.styles = await styles();
  const places = [...targets.keys()];
  let code = 0;
  for (const [index, file] of files.entries()) {
    let bytes: Uint8Array;
    try {
      bytes = file === "-" ? await stdin() : new Uint8Array(await readFile(file));
    } catch (error) {
      process.stderr.write(`${file}: ${(error as Error).message}\n`);
      code = 2;
      continue;
    }
    const json = new TextDecoder().decode(bytes);
    const shown = file === "-" ? "<stdin>" : file;
    let found: Diagnostic[];
    let html: string | undefined;
    try {
      const options: Options = page;
      ({ html, diagnostics: found } = renderToString(bytes, options));
      if (full) html = renderPage(bytes, page);
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error;
      html = undefined;
      found = [{ severity: "error", code: error.code, path: error.path, message: error.message }];
    }
    const notes = report(shown, json, found);
    if (found.some(({ severity }) => strict || severity === "error")) code = Math.max(code, 1);
    if (name === "check") {
      process.stdout.write(notes);
      continue;
    }
    process.stderr.write(notes);
    if (html === undefined) continue;
    const target = places[index];
    if (!full && !html.endsWith("\n")) html += "\n";
    if (target === undefined) process.stdout.write(html);
    else await writeFile(target, html);
  }
  return code;
}

/** The files of a folder, of its folders, and so on, in the order of their names. */
async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true, recursive: true });
  return entries
    .filter((entry) => entry.isFile() && !entry.name.startsWith("."))
    // Node 20 has it by another name.
    .map((entry) => join((entry as { parentPath?: string }).parentPath ?? entry.path, entry.name))
    .sort();
}

/** The files to import, with where each goes: its own name, in its own folder. */
async function sourcesOf(files: string[], outDir: string | undefined): Promise<{ file: string; target: string | undefined }[]> {
  const found: { file: string; target: string | undefined }[] = [];
  const targets = new Map<string, string>();
  const add = (file: string, name: string): void => {
    const target = outDir === undefined ? undefined : join(outDir, `${name.slice(0, name.length - extname(name).length) || name}.json`);
    const other = target && targets.get(target);
    if (other !== undefined) throw new UsageError(`${other} and ${file} would both be written to ${target}.`);
    if (target) targets.set(target, file);
    found.push({ file, target });
  };
  for (const file of files) {
    const folder = file !== "-" && (await stat(file).catch(() => undefined))?.isDirectory();
    if (!folder) add(file, file === "-" ? "article" : basename(file));
    else if (outDir === undefined) throw new UsageError(`${file} is a folder: it needs --out-dir.`);
    else for (const one of await filesIn(file)) add(one, relative(file, one));
  }
  return found;
}

/** How far an import of many files is, on a terminal. */
function progress(done: number, all: number): void {
  if (!process.stderr.isTTY || all < 2) return;
  const width = 30;
  const full = Math.round((done / all) * width);
  process.stderr.write(`\r${"█".repeat(full)}${"░".repeat(width - full)} ${done}/${all}${done === all ? "\n" : ""}`);
}

/** Diagnostics of an import: the place is in the source, a path of JSON or a line and column. */
function reportOf(file: string, source: string, found: Diagnostic[]): string {
  return found
    .map((one) => {
      if (!/^\d+:\d+$/.test(one.path)) return report(file, source, [one]);
      return `${file}:${one.path}: ${one.severity}[${one.code}]: ${one.message}\n`;
    })
    .join("");
}

const diagnosticOf = ({ code, path, message }: { code: string; path: string; message: string }): Diagnostic => ({ severity: "error", code, path, message });

async function runImport({ files, strict, outDir, import: options, listFormats }: Command): Promise<number> {
  const { formats, importAll, importArticle } = await import("./import.node.js");
  if (listFormats) {
    process.stdout.write(`${formats().join("\n")}\n`);
    return 0;
  }
  if (options.from !== undefined && !formats().includes(options.from as Format)) {
    throw new UsageError(`There is no format ${options.from}; --list-formats has their names.`);
  }
  const sources = await sourcesOf(files, outDir);
  const many = outDir !== undefined && sources.length > 1;
  const counts = new Map<string, number>();
  let code = 0;
  let imported = 0;
  let written = 0;
  for (const [index, { file, target }] of sources.entries()) {
    const shown = file === "-" ? "<stdin>" : file;
    let bytes: Uint8Array;
    try {
      bytes = file === "-" ? await stdin() : new Uint8Array(await readFile(file));
    } catch (error) {
      process.stderr.write(`${file}: ${(error as Error).message}\n`);
      code = 2;
      continue;
    }
    const found: Diagnostic[] = [];
    const articles: string[] = [];
    try {
      // A file for each article, if there are files.
      const results = target !== undefined && options.pick === undefined ? importAll(bytes, options) : [importArticle(bytes, options)];
      for (const result of results) {
        if (result instanceof Error) {
          found.push(diagnosticOf(result));
          continue;
        }
        found.push(...result.diagnostics);
        articles.push(`${JSON.stringify(result.article, null, 2)}\n`);
      }
      if (articles.length > 0) imported++;
    } catch (error) {
      if ((error as Error).name !== "ArticleError") throw error;
      found.push(diagnosticOf(error as ArticleError));
    }
    written += articles.length;
    for (const one of found) counts.set(one.code, (counts.get(one.code) ?? 0) + 1);
    if (found.some(({ severity }) => strict || severity === "error")) code = Math.max(code, 1);
    const listed = many || articles.length > 1 ? found.filter(({ severity }) => severity === "error") : found;
    if (listed.length > 0) process.stderr.write(reportOf(shown, new TextDecoder().decode(bytes), listed));
    for (const [nth, json] of articles.entries()) {
      if (target === undefined) process.stdout.write(json);
      else {
        const file = articles.length === 1 ? target : target.replace(/\.json$/, `-${nth + 1}.json`);
        if (nth === 0) await mkdir(join(target, ".."), { recursive: true });
        await writeFile(file, json);
      }
    }
    if (many) progress(index + 1, sources.length);
  }
  if (many || written > 1) {
    const most = [...counts].sort(([one, count], [other, more]) => more - count || (one < other ? -1 : 1));
    process.stderr.write(`${imported} of ${sources.length} files imported${written > imported ? `, ${written} articles` : ""}${most.length ? `; ${most.map(([name, count]) => `${name} ${count}`).join(", ")}` : ""}\n`);
  }
  return code;
}

// The reader of the pipe may stop reading.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  const [name, ...rest] = process.argv.slice(2);
  const command = name === "post" ? await post(rest) : understand(process.argv.slice(2));
  if (typeof command === "number") process.exitCode = command;
  else if (typeof command !== "string") {
    process.exitCode = command.name === "import" ? await runImport(command) : await run(command);
  } else if (command === "version") {
    const { version } = JSON.parse(await readFile(new URL("../package.json", import.meta.url), "utf8")) as { version: string };
    process.stdout.write(`${version}\n`);
  } else {
    process.stdout.write(command);
  }
} catch (error) {
  const { message } = error as Error;
  process.stderr.write(error instanceof UsageError ? `${message}\nSee article-widget --help.\n` : `${message}\n`);
  process.exitCode = 2;
}
