// TypeScript declarations from the JSON Schema of the format.

/** Definitions with a type of their own, in the order in which they are declared. */
const NAMED = {
  person: "Person",
  inline: "Inline",
  span: "Span",
  image: "Image",
  mediaSource: "MediaSource",
  block: "Block",
  cell: "Cell",
  tableCell: "TableCell",
  tweetBlock: "Tweet",
  post: "Post",
  replyTo: "ReplyTo",
};

/** What the schema says with conditions. */
const WRITTEN = {
  inline: "string | Span | (string | Span)[]",
  cell: "Inline | number | TableCell",
};

const ALIASES = { words: "Inline", blocks: "Block[]", item: "Inline | Block[]" };

const comment = (text, indent) => (text ? `${indent}/** ${text.replaceAll("*/", "*\\/")} */\n` : "");

/** A type as an operand: of a list or an intersection. */
const operand = (type) => (/[|&]/.test(type) && !/^(\{[^]*\}|\([^]*\))$/.test(type) ? `(${type})` : type);

/** The TypeScript types of the format, as a module. */
export function declarations(schema) {
  const { $defs: defs } = schema;

  const nameOf = (node) => node.$ref?.split("/").pop();

  function typeOf(node, indent) {
    const name = nameOf(node);
    if (name) return NAMED[name] ?? ALIASES[name] ?? typeOf(defs[name], indent);
    if (node.type?.length === 2) return node.type.join(" | ");
    if (node.enum) return node.enum.map((value) => JSON.stringify(value)).join(" | ");
    if ("const" in node) return JSON.stringify(node.const);
    // One value or a list of them.
    if (node.if?.type === "array") return `${typeOf(node.else, indent)} | ${operand(typeOf(node.then.items, indent))}[]`;
    if (node.allOf) return typeOf(node.allOf[0], indent);
    if (node.maxItems) return `[${Array(node.maxItems).fill(typeOf(node.items, indent)).join(", ")}]`;
    if (node.type === "array") return `${operand(typeOf(node.items, indent))}[]`;
    // Payloads and responses of other services.
    if (node.type === "object" && Object.keys(node.properties ?? {}).join().match(/^(html)?$/)) return "unknown";
    if (node.properties) return objectOf(node, indent);
    if (typeof node.type !== "string") throw new Error(`No type for ${JSON.stringify(node)}.`);
    return node.type;
  }

  function objectOf({ properties, required = [] }, indent = "") {
    const inner = `${indent}  `;
    const fields = Object.entries(properties).map(([key, node]) => {
      const optional = required.includes(key) || "const" in node ? "" : "?";
      return `${comment(node.description, inner)}${inner}${key}${optional}: ${typeOf(node, inner)};\n`;
    });
    return fields.length === 1 && !fields[0].includes("/**") ? `{ ${fields[0].trim().replace(/;$/, "")} }` : `{\n${fields.join("")}${indent}}`;
  }

  const without = (node, ...keys) => ({ ...node, properties: Object.fromEntries(Object.entries(node.properties).filter(([key]) => !keys.includes(key))) });

  function block() {
    const common = objectOf(without(defs.block, "type"));
    const kinds = defs.block.properties.type.enum.map((kind) => {
      // One kind with two names: a union, so that Extract<Block, { type: "tweet" }> finds it.
      const own = defs[`${kind === "post" ? "tweet" : kind}Block`];
      const tag = `{ type: ${JSON.stringify(kind)} }`;
      const shared = kind === "tweet" || kind === "post" ? "Tweet" : defs[kind]?.properties && NAMED[kind];
      // What only the block has, besides what it shares with other places.
      const more = shared && shared !== "Tweet" && without(own, "type", ...Object.keys(defs[kind].properties));
      const rest = more && Object.keys(more.properties).length > 0 ? ` & ${objectOf(more, "    ")}` : "";
      const type = shared ? `(${tag} & ${shared}${rest})` : objectOf(own, "    ");
      return `${comment(own.description, "  ")}  | ${type}\n`;
    });
    return `${common} & (\n${kinds.join("")})`;
  }

  const parts = [`${comment(schema.description, "")}export interface Article ${objectOf(schema)}\n`];
  for (const [def, name] of Object.entries(NAMED)) {
    const node = defs[def];
    const head = comment(node.description, "");
    if (def === "block") parts.push(`${head}export type Block = ${block()};\n`);
    else if (WRITTEN[def]) parts.push(`${head}export type ${name} = ${WRITTEN[def]};\n`);
    else parts.push(`${head}export interface ${name} ${objectOf(without(node, def.endsWith("Block") || "const" in (node.properties.type ?? {}) ? "type" : ""))}\n`);
  }
  return `// Generated from src/model/ by "make codegen". Not to be edited.\n\n${parts.join("\n")}`;
}
