// The schema and the reader, held against each other: what one accepts, the other does, and what is wrong is wrong at the
// same place.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import Ajv from "ajv/dist/2020.js";
import { renderToString } from "../../www/dist/server.js";
import { repo } from "./consumer.mjs";

const json = async (path) => JSON.parse(await readFile(repo(path), "utf8"));
const schema = await json("www/dist/article.schema.json");
// A type beside an `if`, and what is required beside an `anyOf`, stand apart from what they belong to.
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictRequired: false });
const validate = ajv.compile(schema);
ajv.addSchema(schema, "article");

const articles = [];
for (const folder of ["tests/fixtures", "www/demo"]) {
  for (const name of await readdir(repo(folder))) {
    if (name.endsWith(".json")) articles.push([name, await json(`${folder}/${name}`)]);
  }
}
const fixture = (wanted) => structuredClone(articles.find(([name]) => name === wanted)[1]);

/** A JSON pointer as the reader writes a place. */
const place = (pointer) =>
  pointer.split("/").slice(1).reduce((path, key) => {
    if (/^\d+$/.test(key)) return `${path}[${key}]`;
    return /^[\w$]+$/.test(key) ? `${path}.${key}` : `${path}[${JSON.stringify(key)}]`;
  }, "$");
const around = (path) => path.replace(/(\.[\w$]+|\[[^\]]*\])$/, "");
const inside = (path, outer) => path.startsWith(outer) && /^[.[]/.test(path.slice(outer.length));

/** The places that the schema finds wrong. */
function rejected(article) {
  if (validate(article)) return [];
  return validate.errors.flatMap(({ keyword, instancePath, params }) => {
    const at = place(instancePath);
    if (["if", "anyOf"].includes(keyword)) return [];
    if (keyword === "required") return [at, `${at}.${params.missingProperty}`];
    // A kind that doesn't exist spoils the whole block.
    return instancePath.endsWith("/type") ? [at, around(at)] : [at];
  });
}

/**
 * What only the reader reports: a link depends on the rest of the article and on its own text, MathML is text to the schema, which stays open to fields that
 * it doesn't know, because other programs may add theirs.
 */
const READER_ONLY = ["unknown-fragment", "empty-link", "unknown-field", "bad-mathml"];

/** What the reader finds wrong that a schema could find, too. */
function found(article) {
  try {
    return renderToString(JSON.stringify(article)).diagnostics.filter(({ code }) => !READER_ONLY.includes(code));
  } catch ({ code, path }) {
    return [{ code, path }];
  }
}

/** Whether it is wrong at this place, or it is the field that makes the thing at this place. */
const agreed = ({ path }, places) => places.some((at) => at === path || around(at) === path);
/** Whether it follows from something else that is wrong. */
const follows = ({ code, path }, places) =>
  places.some((at) => inside(path, at) || (code === "missing-field" && inside(at, path)));
/** What only a reader of posts, or of a table's numbers, can know. */
const deeper = ({ code, path, message }) => message.includes("column of numbers") || code === "unread-post" || code === "post-without-data" || (code === "bad-address" && path.endsWith(".html"));

test("every article that is accepted is valid, and what is wrong with the others is wrong at the same places", () => {
  let [accepted, places] = [0, 0];
  for (const [name, article] of articles) {
    const wrong = found(article).filter((diagnostic) => !deeper(diagnostic));
    const at = rejected(article);
    if (wrong.length === 0) assert.deepEqual(at, [], name);
    for (const diagnostic of wrong) {
      assert.ok(agreed(diagnostic, at) || follows(diagnostic, at), `${name}: ${diagnostic.code} ${diagnostic.path}`);
    }
    accepted += wrong.length === 0;
    places += wrong.length;
  }
  assert.ok(accepted > 10 && places > 300, `${accepted} accepted, ${places} places`);
});

/** What the reader lets pass without a word, and the schema doesn't: an author who uses it means something else. */
const forgiven = {
  "blank is as if it weren't there": (_, value) => /^(" ?"|\[\]|\{\})$/.test(JSON.stringify(value)),
  "a flag where text belongs": (_, value) => value === true,
  "a list of texts where one belongs, or where a list of something else does": (_, value) => Array.isArray(value),
  "what isn't read yet": (path) => /^(url|live|body\.#\.(width|height))$|bitrate$|imageAlt$/.test(path),
  "what is not enough to be drawn, in a list": (path) => /(srcset|tracks|sources|corrections)\.#(\.\w+)?$/.test(path),
  "a name for a person": (path) => /(^byline\.#|author)(\.name|\.handle)?$/.test(path),
  "a mark of the platform's that doesn't exist": (path) => path.endsWith("verified"),
  "whom a post answers, as text": (path) => /replyTo(\.handle)?$/.test(path),
  "what a poll or a count leaves out": (path) => /poll\.options\.#(\.votes)?$|metrics$/.test(path),
  "a state of a post that is none": (path) => path.endsWith("gone"),
  "a cell with attributes and a number, or nothing, as its text": (path, value) => ["number", "undefined"].includes(typeof value) && /(rows\.#|head|foot)\.#\.text$/.test(path),
  "a number of a post that has an address": (path) => path === "body.#.id",
};

const wrongs = [7, -1, 1e12, "x", "", " ", "javascript:x()", true, {}, [], { nope: "x" }, ["x"], undefined];

/** The article with one value at a time replaced or taken out; payloads in foreign forms as a whole only. */
function* spoiled(value, path = []) {
  for (const key of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    const own = value[key];
    for (const wrong of wrongs) {
      if (JSON.stringify(wrong) === JSON.stringify(own) || (wrong === undefined && Array.isArray(value))) continue;
      if (wrong === undefined) delete value[key];
      else value[key] = wrong;
      yield [[...path, typeof key === "number" ? "#" : key].join("."), wrong];
      value[key] = own;
    }
    if (own !== null && typeof own === "object" && !["data", "oembed"].includes(key)) {
      yield* spoiled(own, [...path, typeof key === "number" ? "#" : key]);
    }
  }
}

/** Small articles that together have every field of every block. */
function* samples() {
  for (const name of ["everything.json", "posts.json"]) {
    const { body, ...head } = fixture(name);
    yield head;
    const seen = new Set();
    const all = (blocks) => blocks.flatMap((block) => [block, ...(block.type === "section" ? all(block.body) : [])]);
    for (const block of all(body)) {
      const kind = [block.type, ...Object.keys(block), ...Object.keys(block.post ?? {})].join();
      if (seen.has(kind)) continue;
      seen.add(kind);
      yield { headline: "Spoiled", body: [block.type === "section" ? { ...block, body: block.body.slice(0, 1) } : block] };
    }
  }
}

test("whatever is spoiled in an article, reader and schema see it at the same place", () => {
  const used = new Set();
  let count = 0;
  for (const article of samples()) {
    assert.deepEqual(rejected(article), []);
    for (const [path, value] of spoiled(article)) {
      count++;
      const wrong = found(article);
      const at = rejected(article);
      const what = () => `${path} = ${JSON.stringify(value)}\n${JSON.stringify(article)}\n${at}`;
      if (wrong.length === 0 && at.length > 0) {
        const reasons = Object.keys(forgiven).filter((reason) => forgiven[reason](path, value));
        assert.notEqual(reasons.length, 0, `only the schema rejects ${what()}`);
        if (reasons.length === 1) used.add(reasons[0]);
      }
      for (const diagnostic of wrong) {
        assert.ok(agreed(diagnostic, at) || follows(diagnostic, at) || deeper(diagnostic), `${diagnostic.code} ${diagnostic.path}: ${what()}`);
      }
    }
  }
  assert.ok(count > 10_000, String(count));
  assert.deepEqual(Object.keys(forgiven).filter((reason) => !used.has(reason)), []);
});

test("reader and schema know the same addresses, dates and languages", async () => {
  const hosts = ["example.org", "EXAMPLE.org:8080", "[::1]", "127.0.0.1:1", "localhost", "user@example.org", "a b", "[x", "", "%41", "bücher.example"];
  const addresses = [
    ...hosts.flatMap((host) => ["https:", "http:", "HTTPS:", "ftp:", ""].map((scheme) => `${scheme}//${host}/path?q#f`)),
    "a.jpg", "/a b.jpg", "../a", "?q", "#f", "a:b", "./a:b", "mailto:a@example.org", "tel:+39", "data:,x", "javascript:x", "https:", "https://", "\u0001x", "x\u0000",
  ];
  for (const address of addresses) {
    for (const block of [{ type: "embed", url: address }, { type: "image", alt: "", src: address }]) {
      const article = { headline: "Address", body: [block] };
      // Letters that no address has are taken out by the reader, and by nobody's mistake in JSON.
      if (/[\0-\x1f]/.test(address)) assert.notDeepEqual(rejected(article), [], JSON.stringify(block));
      else assert.equal(rejected(article).length === 0, found(article).length === 0, JSON.stringify(block));
    }
  }
  const years = ["2025-04-02", "2024-02-29", "2025-13-01", "2025-04-00", "2025-4-2", "25-04-02", "yesterday", "2025-04-02x"];
  const times = ["", "T09:30", "t09:30Z", " 09:30", "T24:00", "T09:60", "T09:30:60Z", "T09:30:15.250+02:00", "T09:30+0200", "T09:30+2", "T9:30"];
  for (const date of years.flatMap((year) => times.map((time) => year + time))) {
    const article = { headline: "Date", published: date };
    assert.equal(rejected(article).length === 0, found(article).length === 0, date);
  }
  for (const lang of ["it", "pt-BR", "zh-Hant-TW", "de-1996", "x", "i-klingon", "e1", "it_IT", "-it", "it-", "verylongtag", "en us", "sr-Latn-x-private9"]) {
    const article = { headline: "Language", lang };
    assert.equal(rejected(article).length === 0, found(article).length === 0, lang);
  }
});

test("everything in the schema is described, for editors", () => {
  const described = (part, path) => {
    if (typeof part !== "object" || part === null) return;
    for (const [name, property] of Object.entries(part.properties ?? {})) {
      const target = property.$ref ? schema.$defs[property.$ref.split("/").pop()] : property;
      assert.ok(name === "type" || "const" in property || (property.description ?? target.description ?? "").endsWith("."), `${path}.${name}`);
      described(property, `${path}.${name}`);
    }
    described(part.items, `${path}[]`);
  };
  described(schema, "$");
  for (const [name, part] of Object.entries(schema.$defs)) {
    assert.ok((part.description ?? "").endsWith("."), name);
    described(part, name);
  }
});

test("the README's tables have every field of the article and of every block", async () => {
  const readme = await readFile(repo("README.md"), "utf8");
  const rows = [...readme.matchAll(/^\| (`[^|]*) \|(.*)\|$/gm)].map(([, first, rest]) => ({ names: [...first.matchAll(/`([\w$]+)`/g)].map(([, name]) => name), text: rest }));
  const words = (text) => new Set(text.match(/[\w$]+/g) ?? []);
  const named = new Set(rows.flatMap(({ names }) => names));
  for (const field of Object.keys(schema.properties)) {
    if (field !== "$schema") assert.ok(named.has(field), field);
  }
  const picture = words(rows.find(({ names, text }) => names.includes("image") && text.includes("srcset")).text);
  for (const field of Object.keys(schema.$defs.image.properties)) assert.ok(picture.has(field), `image: ${field}`);
  const start = readme.indexOf("| type | fields |");
  const table = readme.slice(start, readme.indexOf("\n\n", start));
  const kinds = [];
  for (const [, first, rest] of table.matchAll(/^\| (`[^|]*) \|(.*)\|$/gm)) {
    const listed = words(rest);
    for (const [, kind] of first.matchAll(/`(\w+)`/g)) {
      kinds.push(kind);
      const { properties } = schema.$defs[kind === "post" ? "tweetBlock" : `${kind}Block`];
      const fields = kind === "image" ? [] : Object.keys(properties).filter((field) => field !== "type");
      assert.deepEqual(fields.filter((field) => !listed.has(field)), [], kind);
    }
  }
  assert.deepEqual(kinds.sort(), schema.$defs.block.properties.type.enum.toSorted());
  for (const field of Object.keys(schema.$defs.tableCell.properties)) assert.ok(words(table).has(field), `cell: ${field}`);
});

test("the examples in the schema are valid, and the reader finds nothing wrong with them", () => {
  let count = 0;
  for (const [name, { examples = [] }] of Object.entries(schema.$defs)) {
    const check = ajv.compile({ $ref: `${schema.$id ?? "article"}#/$defs/${name}` });
    for (const example of examples) {
      assert.ok(check(example), `${name}: ${JSON.stringify(check.errors)}`);
      if (example?.type && name.endsWith("Block")) assert.deepEqual(found({ headline: "Example", body: [example] }), [], name);
      count += 1;
    }
  }
  for (const example of schema.examples) assert.deepEqual([rejected(example), found(example)], [[], []]);
  assert.ok(count > 25, String(count));
});
