// The command `post`: fetches posts once, to be stored.
import { readFile, rename, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { parseTree, type Node } from "jsonc-parser";
import { fetchPost, PostError, type FetchPostOptions } from "./post.js";

export const postHelp = `Usage: article-widget post [options] URL...
       article-widget post [options] --fill FILE

Fetches posts and prints each as a block with all that its network says of it: to be stored, so that no reader's browser has to
ask. With --fill, fetches each post of an article that has nothing but a URL, and prints the article; all else stays byte for byte.

  --via WAY      of X: oembed (default), api (API v2, with the bearer token in X_BEARER_TOKEN) or syndication (not documented by X)
  --raw          prints the network's response unchanged, in "data" or "oembed"
  --gone         a post that was deleted gives a block that says so; otherwise nothing is printed for it
  --in-place     with --fill, writes the file
`;

/** Exit codes: all well, failed, wrong usage, has had enough requests, gone. */
const CODES: Record<string, number> = { "post-limited": 3, "post-gone": 4 };

const text = { type: "string" } as const;
const flag = { type: "boolean" } as const;

export async function post(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { via: text, raw: flag, gone: flag, fill: text, "in-place": flag, help: flag },
  });
  if (values.help) {
    process.stdout.write(postHelp);
    return 0;
  }
  const { via, fill } = values;
  if (via !== undefined && !/^(?:oembed|api|syndication)$/.test(via)) throw new Error(`--via is oembed, api or syndication, not ${via}.`);
  if ((fill === undefined) === (positionals.length === 0)) throw new Error("Name the URLs of posts, or an article with --fill.");
  const token = process.env.X_BEARER_TOKEN;
  const options: FetchPostOptions = {
    ...(via && { via: via as "oembed" | "api" | "syndication" }),
    ...(token && { token }),
    raw: values.raw === true,
    gone: values.gone === true,
  };
  return fill === undefined ? await print(positionals, options) : await complete(fill, options, values["in-place"] === true);
}

/** Reports why a post can't be had; gives the exit code. */
function report(url: string, error: unknown): number {
  if (!(error instanceof PostError)) throw error;
  process.stderr.write(`${url}: error[${error.code}]: ${error.message}\n`);
  return CODES[error.code] ?? 1;
}

async function print(urls: string[], options: FetchPostOptions): Promise<number> {
  let code = 0;
  for (const url of urls) {
    try {
      process.stdout.write(`${JSON.stringify(await fetchPost(url, options), null, 2)}\n`);
    } catch (error) {
      code = Math.max(code, report(url, error));
      // Further requests prolong the refusal.
      if (code === 3) break;
    }
  }
  return code;
}

const fieldOf = (node: Node, name: string): Node | undefined => node.children?.find(({ children }) => children?.[0]?.value === name)?.children?.[1];

/** The blocks that are posts with a URL alone. */
function bare(node: Node, found: Node[] = []): Node[] {
  const type = fieldOf(node, "type")?.value as unknown;
  const isPost = node.type === "object" && (type === "post" || type === "tweet") && typeof fieldOf(node, "url")?.value === "string";
  if (isPost && !["post", "data", "oembed", "html"].some((name) => fieldOf(node, name))) found.push(node);
  else for (const child of node.children ?? []) bare(child, found);
  return found;
}

async function complete(file: string, options: FetchPostOptions, inPlace: boolean): Promise<number> {
  const json = await readFile(file, "utf8");
  const tree = parseTree(json);
  if (!tree) throw new Error(`${file} is not JSON.`);
  let code = 0;
  let filled = "";
  let at = 0;
  for (const node of bare(tree)) {
    const url = fieldOf(node, "url")?.value as string;
    try {
      const block = (await fetchPost(url, options)) as unknown as Record<string, unknown>;
      const end = node.offset + node.length - 1;
      const start = json.slice(0, end).trimEnd().length;
      const fields = Object.entries(block).filter(([name]) => name !== "type" && name !== "url");
      filled += `${json.slice(at, start)}${fields.map(([name, value]) => `, ${JSON.stringify(name)}: ${JSON.stringify(value)}`).join("")}`;
      at = start;
    } catch (error) {
      code = Math.max(code, report(url, error));
      if (code === 3) break;
    }
  }
  filled += json.slice(at);
  if (!inPlace) process.stdout.write(filled);
  else if (at > 0) {
    // Renamed when it is whole, so that a stored post is never lost.
    await writeFile(`${file}.new`, filled);
    await rename(`${file}.new`, file);
  }
  return code;
}
