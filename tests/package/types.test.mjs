// The types, held against the articles, the schema, and the compilers of those who use them.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { program, project, repo, run } from "./consumer.mjs";
import { renderToString } from "../../www/dist/server.js";

const json = async (path) => JSON.parse(await readFile(repo(path), "utf8"));

const strict = {
  noEmit: true,
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "es2022",
  types: [],
};

/** What tsc says of these files. */
async function complaints(name, files, options = {}) {
  const compilerOptions = { ...strict, module: "esnext", moduleResolution: "bundler", lib: ["es2022", "dom", "dom.iterable"], ...options };
  const folder = await project(name, { ...files, "tsconfig.json": JSON.stringify({ compilerOptions, include: Object.keys(files) }) });
  const { stdout } = await run(program("tsc"), ["--project", folder, "--pretty", "false"], { code: null, cwd: folder });
  return stdout.split("\n").filter((line) => /error/.test(line));
}

test("every article without a fault is an Article, and what the reader rejects isn't", async () => {
  const files = {};
  let wrong;
  for (const folder of ["tests/fixtures", "www/demo"]) {
    for (const name of await readdir(repo(folder))) {
      if (!name.endsWith(".json")) continue;
      const article = await json(`${folder}/${name}`);
      const text = `import type { Article } from "article-widget";\nexport default ${JSON.stringify(article, null, 1)} satisfies Article;\n`;
      const path = `${folder.replace("/", "-")}-${name.replace(".json", ".ts")}`;
      if (renderToString(article).diagnostics.length === 0) files[path] = text;
      else if (name === "broken.json") wrong = { [path]: text };
    }
  }
  assert.ok(Object.keys(files).length > 10);
  assert.deepEqual(await complaints("articles", files), []);
  assert.notDeepEqual(await complaints("broken", wrong), []);
});

/** A part of the schema as a TypeScript type. */
function typeOf(part, schema) {
  const named = {
    inline: "Inline", words: "Inline", span: "Span", image: "Image", person: "Person", post: "Post", replyTo: "ReplyTo",
    block: "Block", blocks: "Block[]", item: "Inline | Block[]", cell: "Cell", mediaSource: "MediaSource", tableCell: "TableCell",
  };
  if (part.$ref) {
    const name = part.$ref.split("/").pop();
    return named[name] ?? typeOf(schema.$defs[name], schema);
  }
  if (part.enum) return part.enum.map((value) => JSON.stringify(value)).join(" | ");
  if ("const" in part) return JSON.stringify(part.const);
  if (part.if?.type === "array") return `${typeOf(part.else, schema)} | (${typeOf(part.then.items, schema)})[]`;
  if (part.allOf && !part.type) return typeOf(part.allOf[0], schema);
  if (part.maxItems) return `[${Array(part.maxItems).fill(typeOf(part.items, schema))}]`;
  if (part.type === "array") return `(${typeOf(part.items, schema)})[]`;
  if (part.properties && (part.type !== "object" || Object.keys(part.properties).join() !== "html")) {
    const lines = Object.entries(part.properties).map(
      ([key, value]) => `${JSON.stringify(key)}${part.required?.includes(key) ? "" : "?"}: ${typeOf(value, schema)}`,
    );
    return `{ ${lines.join("; ")} }`;
  }
  if (Array.isArray(part.type)) return part.type.join(" | ");
  // Payloads in foreign forms.
  if (!part.type || part.type === "object") return "unknown";
  return part.type;
}

/** A program that compiles if types and schema say the same. */
function comparison(schema) {
  const lines = [
    'import type { Article, Block, Cell, Image, Inline, MediaSource, Person, Post, ReplyTo, Span, TableCell } from "article-widget";',
    "type Flat<T> = T extends object ? { [K in keyof T]: Flat<T[K]> } : T;",
    "type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;",
    "type Of<K> = Extract<Block, { type: K }>;",
    `type Common = ${typeOf({ properties: { ...schema.$defs.block.properties, type: {} } }, schema)};`,
    `export const kinds: Same<Block["type"], ${schema.$defs.block.properties.type.enum.map((kind) => JSON.stringify(kind)).join(" | ")}> = true;`,
  ];
  const whole = { Article: schema, Span: schema.$defs.span, Image: schema.$defs.image, Person: schema.$defs.person, Post: schema.$defs.post, ReplyTo: schema.$defs.replyTo, MediaSource: schema.$defs.mediaSource, TableCell: schema.$defs.tableCell };
  for (const [name, part] of Object.entries(whole)) {
    lines.push(`export const is${name}: Same<Flat<${name}>, Flat<${typeOf(part, schema)}>> = true;`);
  }
  for (const kind of schema.$defs.block.properties.type.enum) {
    const post = kind === "tweet" || kind === "post";
    const defined = schema.$defs[post ? "tweetBlock" : `${kind}Block`];
    const part = post ? { ...defined, properties: { ...defined.properties, type: { const: kind } } } : defined;
    // One of text and body is enough, which neither can say alone.
    lines.push(`export const is_${kind}: Same<Flat<Of<"${kind}">>, Flat<Omit<Common, "type" | "${post ? "id" : ""}"> & ${typeOf(part, schema).replace(/^\{ "type"\?/, '{ "type"')}>> = true;`);
  }
  return `${lines.join("\n")}\n`;
}

test("types and schema have the same fields, of the same kinds, and want the same ones", async () => {
  const schema = await json("www/article.schema.json");
  assert.deepEqual(await complaints("agreed", { "agreed.ts": comparison(schema) }), []);
  const changes = {
    "a field more": (schema) => (schema.properties.more = { type: "string" }),
    "a field less": (schema) => delete schema.$defs.post.properties.place,
    "a field that must be": (schema) => schema.$defs.span.required.push("href"),
    "another kind": (schema) => (schema.$defs.codeBlock.properties.text = { type: "number" }),
    "a mark more": (schema) => schema.$defs.span.properties.marks.items.enum.push("blink"),
    "a block more": (schema) => schema.$defs.block.properties.type.enum.push("paragraph2") && (schema.$defs.paragraph2Block = { properties: {} }),
  };
  const files = Object.entries(changes).map(([what, change]) => {
    const changed = structuredClone(schema);
    change(changed);
    return [`${what.replaceAll(" ", "-")}.ts`, comparison(changed)];
  });
  const said = await complaints("changed", Object.fromEntries(files));
  for (const [name] of files) assert.ok(said.some((line) => line.startsWith(name)), name);
});

const page = `
import { load, mount, type Article, type Widget, type ToggleDetail } from "article-widget";
import "article-widget/define";
import { hydrate } from "article-widget/resume";
import { renderToString } from "article-widget/server";
import * as inline from "article-widget/inline";

const article: Article = { headline: "Typed" };
// @ts-expect-error a headline is text
export const wrong: Article = { headline: 7 };
// @ts-expect-error there is no such block
export const unknown: Article = { headline: "x", body: [{ type: "hologram" }] };

await load();
const widget: Widget = mount(document.body, article, { sections: "closed", consent: (provider) => provider === "x" });
widget.outline.map(({ id, open }) => widget.toggle(id, !open));
export const added: string[] = widget.update(article).added;

const element = document.createElement("article-widget");
element.article = article;
element.options = { rewriteUrl: (url, { kind }) => (kind === "link" ? url : null) };
element.addEventListener("article-toggle", (event) => {
  const { reason }: ToggleDetail = event.detail;
  console.log(reason);
});
element.addEventListener("article-error", ({ detail }) => console.log(detail.error.code, detail.error.path));
await hydrate();
export const { html, minutes } = renderToString(article);
export const same: typeof mount = inline.mount;
`;

test("programs in pages compile, by the rules of bundlers and of Node", async () => {
  assert.deepEqual(await complaints("bundler", { "page.ts": page }), []);
  assert.deepEqual(await complaints("nodenext", { "page.ts": page }, { module: "nodenext", moduleResolution: "nodenext" }), []);
});

test("programs on servers need no types of the browser's", async () => {
  const server = `
import { ArticleError, fetchPost, PostError, renderToString, type Article, type Block, type Diagnostic, type FetchPostOptions } from "article-widget/server";
const article: Article = { headline: "Typed" };
export const { html, outline } = renderToString(article, { headingLevel: 1 });
export const found: Diagnostic[] = renderToString(JSON.stringify(article)).diagnostics;
export const code = (error: unknown): string => (error instanceof ArticleError ? error.code : "");
const options: FetchPostOptions = { via: "api", token: "secret" };
export const block: Promise<Block> = fetchPost("https://x.com/ada/status/1", options);
export const later = (error: unknown): Date | undefined => (error instanceof PostError ? error.retryAt : undefined);
`;
  assert.deepEqual(await complaints("server", { "server.ts": server }, { lib: ["es2022"], module: "nodenext", moduleResolution: "nodenext" }), []);
});

test("Vue and Svelte know the element with its properties and events", async () => {
  const vue = `
import type { GlobalComponents } from "vue";
import type {} from "article-widget/vue";
type Props = InstanceType<GlobalComponents["article-widget"]>["$props"];
export const props: Props = { article: { headline: "x" }, sections: "closed", onArticleToggle: ({ detail }) => console.log(detail.id) };
// @ts-expect-error there is no such choice
export const wrong: Props = { sections: "ajar" };
`;
  const svelte = `
import type { SvelteHTMLElements } from "svelte/elements";
import type {} from "article-widget/svelte";
type Props = SvelteHTMLElements["article-widget"];
export const props: Props = { article: { headline: "x" }, toc: true, "onarticle-toggle": ({ detail }) => console.log(detail.id) };
// @ts-expect-error there is no such choice
export const wrong: Props = { sections: "ajar" };
`;
  assert.deepEqual(await complaints("vue", { "vue.ts": vue }, { skipLibCheck: true }), []);
  assert.deepEqual(await complaints("svelte", { "svelte.ts": svelte }, { skipLibCheck: true }), []);
});
