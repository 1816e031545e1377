// The package itself: what is in it, and where its ways in lead.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import test from "node:test";
import { pathToFileURL } from "node:url";
import { serve } from "../../scripts/serve.mjs";
import { assertQuiet, open, strictCsp } from "../pages/browser.mjs";
import { packed, program, project, repo, run } from "./consumer.mjs";

const json = async (path) => JSON.parse(await readFile(path, "utf8"));
const matchesGlob = (path, glob) => new RegExp(`^${glob.replaceAll(".", "\\.").replaceAll("*", "[^/]*")}$`).test(path);
const manifest = await json(repo("www/package.json"));

test("the package holds what it promises, and nothing else", async () => {
  const { files } = await packed();
  const chunks = files.filter((path) => /^dist\/shared-[a-z0-9]{8}\.js$/.test(path));
  const declared = files.filter((path) => path.endsWith(".d.ts"));
  assert.ok(chunks.length > 0);
  assert.deepEqual(
    files.filter((path) => !chunks.includes(path) && !declared.includes(path)),
    [
      "LICENSE-APACHE",
      "LICENSE-MIT",
      "README.md",
      "dist/article-widget-import-json.wasm",
      "dist/article-widget-import-markdown.wasm",
      "dist/article-widget-import.wasm",
      "dist/article-widget-posts.wasm",
      "dist/article-widget.classic.js",
      "dist/article-widget.css",
      "dist/article-widget.wasm",
      "dist/article.schema.json",
      "dist/cli.js",
      "dist/custom-elements.json",
      "dist/define.js",
      "dist/import.js",
      "dist/import.node.js",
      "dist/import.workerd.js",
      "dist/index.js",
      "dist/inline.js",
      "dist/integrity.json",
      "dist/post.js",
      "dist/react.js",
      "dist/react.server.js",
      "dist/resume.js",
      "dist/server.js",
      "dist/server.node.js",
      "dist/server.workerd.js",
      "package.json",
    ],
  );
  for (const path of ["index", "define", "inline", "server", "import", "react", "vue", "svelte", "types"]) {
    assert.ok(declared.includes(`dist/${path}.d.ts`), path);
  }
});

test("every way in leads to a file of the package", async () => {
  const { files } = await packed();
  const targets = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(targets));
  for (const field of ["exports", "bin", "unpkg", "jsdelivr", "customElements"]) {
    for (const target of targets(manifest[field] ?? {})) assert.ok(files.includes(target.slice(2)), `${field}: ${target}`);
  }
});

test("only the way in that defines the element does so by being imported", async () => {
  const folder = await project("effects", {
    "effects.mjs": `
      globalThis.customElements = { get() {}, define: (name) => console.log(name) };
      globalThis.HTMLElement = class {};
      for (const way of ["article-widget", "article-widget/inline", "article-widget/server", "article-widget/resume", "article-widget/define"]) {
        console.log(way);
        await import(way);
      }`,
  });
  const { stdout } = await run(process.execPath, [join(folder, "effects.mjs")]);
  const said = stdout.trim().split("\n");
  assert.deepEqual(said, ["article-widget", "article-widget/inline", "article-widget/server", "article-widget/resume", "article-widget/define", "article-widget", "article-post"]);
  // Each way in says where its WebAssembly is; a bundler that thought otherwise would drop that.
  const { files } = await packed();
  const pure = files.filter((path) => path.endsWith(".js") && !manifest.sideEffects.some((glob) => matchesGlob(`./${path}`, glob)));
  assert.deepEqual(pure, ["dist/post.js", "dist/react.js", "dist/react.server.js"]);
});

test("publint and attw find nothing wrong", async () => {
  const { archive } = await packed();
  const { stdout } = await run(program("publint"), ["run", archive, "--strict"]);
  assert.match(stdout, /All good/);
  const files = Object.keys(manifest.exports).filter((way) => /\.(css|wasm|json)$/.test(way));
  const ways = files.map((way) => way.slice(2));
  await run(program("attw"), [archive, "--profile", "esm-only", "--exclude-entrypoints", ...ways]);
});

test("the manifest of the element says what the element is", async () => {
  const { folder } = await packed();
  const elements = await json(join(folder, "dist/custom-elements.json"));
  const [element] = elements.modules[0].declarations;
  const { ArticleWidgetElement } = await import(pathToFileURL(join(folder, "dist/index.js")));
  const names = (list) => list.map(({ name }) => name).sort();
  assert.deepEqual(names(element.attributes), [...ArticleWidgetElement.observedAttributes].sort());
  const own = Object.entries(Object.getOwnPropertyDescriptors(ArticleWidgetElement.prototype));
  const open = own.filter(([name]) => !/^constructor$|Callback$/.test(name));
  assert.deepEqual(names(element.members), open.map(([name]) => name).sort());
  for (const [name, { value, set }] of open) {
    const member = element.members.find((member) => member.name === name);
    assert.equal(member.kind, value ? "method" : "field", name);
    assert.equal(Boolean(member.readonly), !value && !set, name);
  }
  const source = await readFile(repo("www/src/element.ts"), "utf8");
  const told = (tag) => [...source.matchAll(new RegExp(`@${tag} ([\\w-]+) - (.*)`, "g"))].map(([, name, description]) => ({ name, description }));
  const described = (list) => list.map(({ name, description }) => ({ name, description }));
  assert.deepEqual(described(element.attributes), told("attr"));
  assert.deepEqual(described(element.events), told("fires"));
  const declared = await readFile(repo("www/src/events.ts"), "utf8");
  for (const { name, type } of element.events) assert.ok(declared.includes(`"${name}": ${type.text};`), name);
});

test("from another server, each script runs with its hash, and not with another", async (t) => {
  const { folder } = await packed();
  const integrity = await json(join(folder, "dist/integrity.json"));
  for (const [name, hash] of Object.entries(integrity)) {
    const digest = createHash("sha384").update(await readFile(join(folder, "dist", name))).digest("base64");
    assert.equal(hash, `sha384-${digest}`, name);
  }
  const away = await serve({ root: join(folder, "dist"), port: 0, headers: () => ({ "access-control-allow-origin": "*" }) });
  t.after(away.close);
  const chunks = Object.entries(integrity).filter(([name]) => name.startsWith("shared-"));
  const map = { integrity: Object.fromEntries(chunks.map(([name, hash]) => [`${away.url}/${name}`, hash])) };
  const ways = {
    "article-widget.classic.js": (hash) => `<script src="${away.url}/article-widget.classic.js" integrity="${hash}" crossorigin></script>`,
    "define.js": (hash) =>
      `<script type="importmap">${JSON.stringify(map)}</script><script type="module" src="${away.url}/define.js" integrity="${hash}" crossorigin></script>`,
  };
  const csp = strictCsp.replaceAll("'self'", `'self' ${away.url}`).replace("script-src", "script-src 'unsafe-inline'");
  for (const [name, way] of Object.entries(ways)) {
    for (const right of [true, false]) {
      const hash = right ? integrity[name] : integrity[name].replace(/.{8}$/, "AAAAAAAA");
      const html = `<!doctype html><title>Away</title>${way(hash)}<article-widget><script type="application/json">{"headline":"From away"}</script></article-widget>`;
      const visit = await open("/away.html", { html, csp });
      const { page } = visit;
      // The visit stops requests to other origins, and this one is meant.
      await page.context().unrouteAll();
      await page.reload();
      if (right) {
        await page.locator(".aw-headline").waitFor({ timeout: 8000 });
        assertQuiet({ ...visit, console: [], offOrigin: [] });
      } else {
        assert.equal(await page.locator(".aw").count(), 0);
        assert.match(visit.console.map(({ text }) => text).join(), /integrity/i);
      }
      await visit.close();
    }
  }
});
