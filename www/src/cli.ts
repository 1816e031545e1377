// The command line: HTML of articles, and what is wrong with them.
import { readFile, mkdir, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { parseArgs } from "node:util";
import { parseTree, type Node } from "jsonc-parser";
import { ATTRIBUTES, attributeOf } from "./attributes.js";
import { ArticleError, renderPage, renderToString, type Diagnostic, type Options, type PageOptions } from "./server.js";

const help = `Usage: article-widget render [options] FILE...
       article-widget check [options] FILE...

render  writes the article's HTML, and what is wrong with it to standard error
check   writes what is wrong with the article, a line each: file:line:column: severity[code]: message (path)

FILE is JSON; - is standard input.

  --strict            warnings count as errors
  --help, --version

Of render:
  --full              a whole page, with title, description and structured data
  --out-dir DIR       writes DIR/NAME.html for each NAME.json
  --stylesheet URL    links a stylesheet; default: its rules stand in the page (with --full)
  --script URL        of define.js or of the classic script, which brings the page to life (with --full)
  --url URL           the page's address, for an article without one (with --full)
  --lang TAG          language of an article that doesn't say
  ${ATTRIBUTES.map((option) => `--${attributeOf(option)}`).join(" ").replace(/(.{1,96})(?: |$)/g, "$1\n  ").trim()}
                      as the attributes of the element; flags are also --no-FLAG

Exit codes: 0 all is fine, 1 errors (with --strict, warnings too), 2 wrong usage, or a file that can't be read or written
`;

const FLAGS = new Set(["exclusive", "controls", "toc", "remember", "printOpen", "lightbox", "progress", "isolate"]);
class UsageError extends Error {}

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

interface Command {
  name: "render" | "check";
  files: string[];
  strict: boolean;
  full: boolean;
  outDir: string | undefined;
  page: PageOptions;
}

function understand(args: string[]): Command | string {
  const own = { strict: flag, help: flag, version: flag };
  const render = { full: flag, "out-dir": text, stylesheet: text, script: text, url: text, ...choices() };
  let given: { values: Record<string, string | boolean | undefined>; positionals: string[] };
  try {
    given = parseArgs({ args, allowPositionals: true, options: { ...own, ...render } }) as typeof given;
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
  const { values, positionals } = given;
  if (values.help) return help;
  if (values.version) return "version";
  const [name, ...files] = positionals;
  if (name !== "render" && name !== "check") throw new UsageError(name ? `There is no command ${name}.` : "Say what to do: render or check.");
  const foreign = Object.keys(values).find((key) => key in render);
  if (name === "check" && foreign) throw new UsageError(`check has no --${foreign}.`);
  if (files.length === 0) throw new UsageError("Say which file, or - for standard input.");
  const page: Record<string, unknown> = {};
  for (const key of ["stylesheet", "script", "url", "lang"]) if (values[key] !== undefined) page[key] = values[key];
  for (const option of ATTRIBUTES) {
    const attribute = attributeOf(option);
    const value = values[attribute] ?? (values[`no-${attribute}`] ? false : undefined);
    if (value !== undefined) page[option] = option === "headingLevel" ? Number(value) : value;
  }
  const outDir = values["out-dir"] as string | undefined;
  if (name === "render" && values.full && files.length > 1 && outDir === undefined) throw new UsageError("Several whole pages need --out-dir.");
  return { name, files, strict: Boolean(values.strict), full: Boolean(values.full), outDir, page: page as PageOptions };
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

function told(file: string, json: string, found: Diagnostic[]): string {
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
    const notes = told(shown, json, found);
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

// Whoever reads may stop reading.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
});

try {
  const command = understand(process.argv.slice(2));
  if (typeof command !== "string") {
    process.exitCode = await run(command);
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
