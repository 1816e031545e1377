// One drawing, three ways out: nodes in a page, HTML text in a page, HTML text without one.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { readFile, readdir } from "node:fs/promises";
import test, { before } from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, open, strictCsp } from "./browser.mjs";
import { page, withoutOnDemand } from "./parts.mjs";

const repo = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${repo}tests/fixtures/`;
const names = (await readdir(folder)).filter((name) => name.endsWith(".json"));
const choices = { headingLevel: 6, sections: "closed", idPrefix: 'x"<&-', baseUrl: "https://example.org/news/today/" };

let mounting;
let parsing;
before(async () => {
  execFileSync("cargo", ["build", "--quiet", "--example", "render"], { cwd: repo, stdio: ["ignore", "inherit", "inherit"] });
  const html = page('<div id="host"></div>', { head: "" });
  // Pictures and films are answered with nothing, wherever they are, so that what the console says is the widget's.
  const csp = strictCsp.replace("img-src 'self'", "img-src *").replace("media-src 'self'", "media-src *");
  mounting = await open("/mounting.html", { html, csp });
  await mounting.page.route("**", (route) =>
    ["image", "media", "texttrack"].includes(route.request().resourceType()) ? route.fulfill({ status: 204 }) : route.fallback(),
  );
  await withoutOnDemand(mounting.page);
  parsing = await open("/parsing.html", { html, csp: null });
});

const draw = (json, options) =>
  mounting.page.evaluate(
    async ([json, options]) => {
      const { load, mount, renderToString } = await import("/dist/index.js");
      const { lines } = await import("/pages/tree.js");
      await load();
      const host = document.querySelector("#host");
      const widget = mount(host, json, options);
      await widget.ready;
      const drawn = {
        nodes: [...host.childNodes].flatMap((node) => lines(node)),
        text: host.textContent,
        attributes: [...host.querySelectorAll("*")].flatMap((element) =>
          ["alt", "title", "label", "aria-label"].map((name) => element.getAttribute(name) ?? ""),
        ),
        outline: widget.outline,
        diagnostics: widget.diagnostics,
      };
      widget.destroy();
      return { ...drawn, left: host.childNodes.length, printed: renderToString(json, options) };
    },
    [json, options],
  );

const parse = (html) =>
  parsing.page.evaluate(async (html) => {
    const { lines } = await import("/pages/tree.js");
    return [...new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html").body.childNodes].flatMap((node) => lines(node));
  }, html);

/** The words of a post's embed code, but for those of its date, which is shown as other dates are. */
const embedded = (html) =>
  parsing.page.evaluate((html) => {
    const { body } = new DOMParser().parseFromString(html, "text/html");
    for (const script of body.querySelectorAll("script")) script.remove();
    body.querySelector("blockquote > a:last-of-type")?.remove();
    return body.textContent.match(/[\p{L}\p{N}_]+/gu) ?? [];
  }, html);

/** The first lines that two lists don't share. */
function differences(ours, theirs) {
  const lines = [];
  for (let index = 0; index < Math.max(ours.length, theirs.length) && lines.length < 10; index++) {
    if (ours[index] !== theirs[index]) lines.push(`mounted ${ours[index]?.slice(0, 300)}`, `printed ${theirs[index]?.slice(0, 300)}`);
  }
  return lines;
}

/** Every text of an article by its path; not that of forms of a post that another form goes before. */
function* texts(value, path = "$", key = "") {
  if (typeof value === "string") {
    if (
      /^(text|heading|headline|kicker|standfirst|cite|caption|credit|head|rows|items|name|role|description|provider|language|handle|domain|html)$/.test(
        key,
      )
    )
      yield [path, key, value];
    if (/^(alt|title|label)$/.test(key)) yield [path, key, value];
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* texts(item, `${path}[${index}]`, key);
  } else if (value) {
    const { type, post, data, oembed } = value;
    for (const [name, field] of Object.entries(value)) {
      const hidden = type === "slot" || name === "data" || name === "oembed" || (name === "html" && (post ?? data ?? oembed) !== undefined);
      if (!hidden) yield* texts(field, `${path}.${name}`, name);
    }
  }
}

/** Only what can be seen: how spaces and controls are shown is not asked here. */
const visible = (text) => text.replaceAll(/[\s\p{Cc}\ufeff\ufffd\ufffe\uffff]/gu, "");

for (const name of names) {
  test(`${name}: mount makes the nodes that a browser makes of the printed HTML`, async () => {
    const json = await readFile(folder + name, "utf8");
    for (const options of [{}, choices]) {
      const { nodes, left, outline, diagnostics, printed } = await draw(json, options);
      assert.deepEqual(differences(nodes, await parse(printed.html)), []);
      assert.deepEqual([outline, diagnostics], [printed.outline, printed.diagnostics]);
      assert.equal(left, 0);
    }
    assert.deepEqual(mounting.console, []);
    assertQuiet(mounting);
  });

  test(`${name}: the crate prints the same HTML and the same diagnostics without a browser`, async () => {
    const { printed } = await draw(await readFile(folder + name, "utf8"), {});
    const { status, stdout, stderr } = spawnSync(`${repo}target/debug/examples/render`, [folder + name], {
      encoding: "utf8",
      maxBuffer: 1e8,
    });
    assert.equal(status, 0, stderr);
    assert.equal(stdout, printed.html);
    assert.deepEqual(
      // In a page, embed code of another type is only said to be unread.
      stderr.split("\n").slice(0, -1).filter((line) => !line.includes("Expected embed code as text")),
      printed.diagnostics.map(({ severity, code, path, message }) => `${severity}[${code}] ${path}: ${message}`),
    );
  });
}

for (const name of names.filter((name) => name !== "broken.json")) {
  test(`${name}: every word of the article is on the page, and there is nothing to remark`, async () => {
    const json = await readFile(folder + name, "utf8");
    const { text, attributes, diagnostics } = await draw(json, {});
    const [words, spoken] = [visible(text), attributes.map(visible)];
    const missing = [];
    for (const [path, key, value] of texts(JSON.parse(json))) {
      const parts = key === "html" ? await embedded(value) : [visible(value)];
      const found = (part) => words.includes(part) || (/^(alt|title|label)$/.test(key) && spoken.some((value) => value.includes(part))) || (key === "text" && spoken.includes(part));
      missing.push(...parts.filter((part) => !found(part)).map((part) => `${path}: ${part}`));
    }
    assert.deepEqual(missing, []);
    // Two fixtures are odd on purpose, and one holds forms of a post that are not read yet.
    const odd = ["nested-sections.json", "sections-from-headings.json"].includes(name);
    assert.deepEqual(
      diagnostics.filter(({ path }) => !odd && !/\.(data|oembed)$/.test(path)),
      [],
    );
  });
}

test("nothing was asked of the platform that the posts come from", () => {
  const hosts = mounting.requests.map((url) => new URL(url).hostname);
  assert.deepEqual(
    hosts.filter((host) => /(^|\.)(x\.com|twitter\.com|twimg\.com|t\.co)$/.test(host)),
    [],
  );
});

test("an article that can't be read ends the printing program with its error", () => {
  const { status, stdout, stderr } = spawnSync(`${repo}target/debug/examples/render`, [`${repo}Cargo.toml`], { encoding: "utf8" });
  assert.deepEqual([status, stdout], [1, ""]);
  assert.match(stderr, /This is not JSON: .* \(not-json at \$\)\n$/);
});
