// The JSON Schema, retold: as a page to read, and as the data from which the playground says what may stand where.

const BLOCK = /Block$/;

/** The def that a `$ref` names. */
const named = (node) => node.$ref?.replace("#/$defs/", "");

export const escaped = (text) => String(text).replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** Text of a description with its quoted values as code. */
const prose = (text) => escaped(text.replaceAll(/(\w)'(\w)/g, "$1’$2")).replaceAll(/&#34;(.*?)&#34;/g, "<code>&#34;$1&#34;</code>");

/** Reads a schema into types with fields: each has a name, an anchor, and what is said of it. */
export function typesOf(schema) {
  const defs = schema.$defs;
  const types = new Map();

  /** The type that an object at this place is of; none where no object may stand. */
  const objectAt = (node, path) => {
    const name = named(node);
    if (name) return ["inline", "words", "cell"].includes(name) ? "span" : name === "blocks" ? "block" : name === "item" ? "item" : defs[name].properties ? name : null;
    if (node.if) return objectAt(node.else, path);
    if (node.items) return objectAt(node.items, path);
    return node.properties ? path : null;
  };

  /** What may stand here, as pairs of words and the type that they name. */
  const wordsOf = (node, path) => {
    const name = named(node);
    if (name === "words") return [["inline", "inline"], [", not empty"]];
    if (name === "blocks") return [["list of "], ["block", "block"]];
    if (name) return [[name, name]];
    if (node.enum) return node.enum.flatMap((value, index) => [...(index ? [[node.enum.length > 6 ? ", " : " or "]] : []), [JSON.stringify(value), null, true]]);
    if (node.if) return [...wordsOf(node.else, path), [", or list of "], ...wordsOf(node.then.items, path)];
    if (node.items) return [["list of "], ...wordsOf(node.items, path)];
    if (node.properties) return [[path, path]];
    const { type = "anything", minimum, maximum } = node;
    if (Array.isArray(type)) return [[type.join(" or ")]];
    if (minimum === 0 && maximum === undefined) return [[`${type}, 0 or more`]];
    return [[minimum === undefined ? type : `${type}, ${minimum} to ${maximum}`]];
  };

  const add = (name, node, more = {}) => {
    const { properties = {}, required = [], description, examples } = node;
    const fields = [];
    const type = { name, about: description, fields, examples, anyOf: node.anyOf?.flatMap((one) => one.required ?? []), ...more };
    types.set(name, type);
    for (const [key, field] of Object.entries(properties)) {
      if ("const" in field) continue;
      const path = `${name}.${key}`;
      const inner = [field.items, field, field.else].find((node) => node?.properties);
      fields.push({
        key,
        about: field.description,
        words: wordsOf(field, path),
        object: objectAt(field, path),
        list: Boolean(field.items) || named(field) === "blocks",
        values: field.enum ?? field.items?.enum,
        kind: field.enum ? "string" : field.type ?? defs[named(field)]?.type,
        required: required.includes(key),
        fallback: field.default,
      });
      if (inner) add(path, inner, { inside: name });
    }
  };

  add("article", schema);
  for (const [name, node] of Object.entries(defs)) {
    if (BLOCK.test(name)) {
      const kind = name.replace(BLOCK, "");
      // A picture as a block is a picture with a type.
      const of = defs[kind]?.properties && kind;
      add(`block.${kind}`, of ? { ...node, properties: {} } : node, { kind, of });
    } else if (node.properties) add(name, node);
    else types.set(name, { name, about: node.description, fields: [], examples: node.examples, values: node.enum });
  }
  return types;
}

export const anchor = (name) => name.replaceAll(".", "-");

const typed = (words) =>
  words.map(([text, name, literal]) => (name ? `<a href="#${anchor(name)}">${escaped(shown(name, text))}</a>` : literal ? `<code>${escaped(text)}</code>` : escaped(text))).join("");

/** A field's own object is called by the field. */
const shown = (name, text) => (name.includes(".") && !name.startsWith("block.") ? name.split(".").at(-1) : text);

function fieldsOf({ name, fields }) {
  if (fields.length === 0) return "";
  const defaults = fields.some(({ fallback }) => fallback !== undefined);
  const rows = fields.map(
    ({ key, about, words, required, fallback }) =>
      `<tr id="${anchor(`${name}.${key}`)}-field"><th scope="row"><code>${key}</code>${required ? ' <span class="must">required</span>' : ""}</th><td>${typed(words)}</td><td>${prose(about ?? "")}</td>${
        defaults ? `<td>${fallback === undefined ? "" : `<code>${escaped(JSON.stringify(fallback))}</code>`}</td>` : ""
      }</tr>`,
  );
  const head = `<th scope="col">Field</th><th scope="col">Holds</th><th scope="col">What it is</th>${defaults ? '<th scope="col">Default</th>' : ""}`;
  return `<div class="scroll" role="region" tabindex="0" aria-label="Fields of ${name}"><table class="fields"><thead><tr>${head}</tr></thead><tbody>${rows.join("")}</tbody></table></div>`;
}

function inOneLine(value) {
  if (Array.isArray(value)) return `[${value.map(inOneLine).join(", ")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  return `{ ${Object.entries(value).map(([key, one]) => `${JSON.stringify(key)}: ${inOneLine(one)}`).join(", ")} }`;
}

/** JSON as a person would break it. */
export function laidOut(value, indent = "", width = 72) {
  const flat = inOneLine(value);
  if (typeof value !== "object" || value === null || indent.length + flat.length <= width) return flat;
  const inner = `${indent}  `;
  const parts = Array.isArray(value)
    ? value.map((one) => inner + laidOut(one, inner, width))
    : Object.entries(value).map(([key, one]) => `${inner}${JSON.stringify(key)}: ${laidOut(one, inner, width)}`);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  return `${open}\n${parts.join(",\n")}\n${indent}${close}`;
}

function entry(type, level, shown) {
  const { name, kind, about, examples, values, of, anyOf } = type;
  const title = kind ?? name.replace(/^block\./, "").replaceAll(".", " ▸ ");
  const id = anchor(name);
  const parts = [`<h${level} id="${id}"><code>${escaped(title)}</code></h${level}>`, `<p>${prose(about)}</p>`];
  if (values) parts.push(`<p>One of ${values.map((value) => `<code>${escaped(JSON.stringify(value))}</code>`).join(", ")}.</p>`);
  if (of) parts.push(`<p>Its fields are those of <a href="#${anchor(of)}"><code>${of}</code></a>.</p>`);
  parts.push(fieldsOf(type));
  if (anyOf?.length) parts.push(`<p>At least one of ${[...new Set(anyOf)].map((key) => `<code>${key}</code>`).join(", ")} is needed.</p>`);
  for (const one of examples ?? []) parts.push(shown(one, type));
  return parts.filter(Boolean).join("\n");
}

/** The reference as HTML, and its headings. `example` sets JSON, for articles and blocks with a result. */
export function referenceOf(types, { snippet, example }) {
  const shown = (value, { name, kind }) => {
    const text = laidOut(value);
    if (name === "article") return example(text);
    if (kind && value.type) return example(text, { json: laidOut({ headline: `The block ${kind}`, body: [value] }), lone: true });
    return snippet(text, "json");
  };
  const all = [...types.values()];
  const kinds = all.filter(({ kind }) => kind);
  const inner = (name) => all.filter(({ inside }) => inside === name || inside?.startsWith(`${name}.`));
  const text = ["inline", "span"];
  const posts = ["post", "replyTo"];
  const values = all.filter(({ name, fields, kind }) => !kind && fields.length === 0 && !["words", "blocks", "inline"].includes(name));
  const groups = [
    ["the-article", "The article", ["article", ...inner("article").map(({ name }) => name), "person"]],
    ["text", "Running text", text],
    ["pictures", "Pictures, video and sound", ["image", ...inner("image").map(({ name }) => name), "mediaSource"]],
    ["blocks", "Blocks", ["block", ...kinds.flatMap(({ name, kind }) => [name, ...inner(name).map(({ name }) => name), ...({ table: ["tableCell"], related: ["story"] }[kind] ?? [])])]],
    ["posts", "Posts", posts.flatMap((name) => [name, ...inner(name).map(({ name }) => name)])],
    ["values", "Values", values.map(({ name }) => name)],
  ];
  const listed = new Set(groups.flatMap(([, , names]) => names));
  const left = all.filter(({ name }) => !listed.has(name) && !["words", "blocks"].includes(name)).map(({ name }) => name);
  if (left.length > 0) throw new Error(`The format reference has no place for ${left.join(", ")}.`);
  const html = groups.map(([id, title, names]) => {
    const index = id === "blocks" ? `<p class="kinds">${kinds.map(({ kind, name }) => `<a href="#${anchor(name)}"><code>${kind}</code></a>`).join(" ")}</p>\n` : "";
    return `<h2 id="${id}">${title}</h2>\n${index}${names.map((name) => entry(types.get(name), types.get(name).inside ? 4 : 3, shown)).join("\n")}`;
  });
  return { html: html.join("\n"), headings: groups.map(([id, title]) => ({ id, title })) };
}

/** What the playground needs to know, by type. */
export function modelOf(types) {
  const plain = (words) => words.map(([text, name]) => (name ? shown(name, text) : text)).join("");
  return Object.fromEntries(
    [...types.values()].map(({ name, about, fields, examples, kind, of }) => [
      name,
      {
        about,
        anchor: anchor(name),
        ...(kind && { kind, example: examples?.[0] }),
        ...(of && { of }),
        fields: Object.fromEntries(
          fields.map(({ key, about, words, object, list, values, kind, required, fallback }) => [
            key,
            { about, holds: plain(words), ...(object && { object }), ...(list && { list }), ...(values && { values }), ...(kind && { kind }), ...(required && { required }), ...(fallback !== undefined && { fallback }) },
          ]),
        ),
      },
    ]),
  );
}
