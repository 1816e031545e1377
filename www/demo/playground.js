import { ArticleError, load, mount, renderToString } from "../dist/index.js";
import { findNodeAtLocation, getLocation, modify, parseTree } from "./docs/jsonc-parser.js";

const EXAMPLE = {
  lang: "en",
  kicker: "Harbour",
  headline: "The night boat is back",
  standfirst: "After two quiet winters, the last ferry of the day sails again",
  byline: [{ name: "Ada Brinewater", role: "on the quay" }],
  published: "2025-04-04T22:15:00+02:00",
  body: [
    {
      type: "paragraph",
      text: [
        "It left at ",
        { text: "ten past ten", marks: ["strong", "sparkling"] },
        ", with forty people aboard and one dog. The ",
        { text: "timetable", href: "https://example.org/timetable" },
        " says ten.",
      ],
    },
    { type: "heading", level: 2, text: "Why it stopped" },
    { type: "paragraph", text: "Nobody took it. Then nobody could, and everybody wanted to." },
    {
      type: "tweet",
      post: {
        url: "https://x.com/island_ferry/status/1908256870000000000",
        lang: "en",
        text: "Away! Next one tomorrow, same time, same dog.\nTickets: https://example.org/tickets #nightboat",
        author: { name: "Island Ferry", handle: "island_ferry" },
        created: "2025-04-04T22:12:00+02:00",
        metrics: { likes: 218, replies: 14 },
      },
    },
    { type: "heading", level: 2, text: "What it costs" },
    {
      type: "table",
      caption: "Fares, one way",
      head: ["", "Day", "Night"],
      rowHeaders: true,
      rows: [
        ["Grown-ups", "4.50", "6.00"],
        ["Children", "2.00", "2.00"],
        ["Dogs", "0", "0"],
      ],
    },
    { type: "quote", text: "The sea is the same at night. It is the people who talk less.", cite: "A deckhand" },
  ],
};

const MODEL = await fetch(new URL("docs/format.json", import.meta.url)).then((answer) => answer.json());

/** While somebody types, most of what is in the field is not yet JSON; a short pause keeps the page calm. */
const PAUSE = 250;
/** More than this in a link is more than most programs take, in characters. */
const LONG_LINK = 8000;
/** The widget takes no larger article either; a link may unfold to anything. */
const LARGEST = 32 * 2 ** 20;

const OPTIONS = [
  { name: "headingLevel", about: "Headline’s level", values: [1, 2, 3, 4, 5, 6], usual: 2 },
  { name: "sections", about: "Sections", values: ["open", "closed", "first", "narrow", "none"], usual: "open" },
  { name: "theme", about: "Theme", values: ["auto", "system", "light", "dark"], usual: "auto" },
  { name: "controls", about: "Button for all sections", values: ["from three on", true, false], usual: "from three on" },
  { name: "tweets", about: "Originals of posts", values: ["static", "click", "live"], usual: "static" },
  { name: "media", about: "Media of posts", values: ["click", "load"], usual: "click" },
  { name: "exclusive", about: "One section at a time", usual: false },
  { name: "toc", about: "Table of contents", usual: false },
  { name: "remember", about: "Remember what was opened", usual: false },
  { name: "printOpen", about: "Open on paper", usual: true },
  { name: "lightbox", about: "Pictures in full size", usual: true },
  { name: "progress", about: "Reading progress", usual: false },
  { name: "isolate", about: "In a shadow root", usual: false },
  { name: "lang", about: "Language, if the article has none", usual: "", hint: "it" },
  { name: "timeZone", about: "Time zone", usual: "", hint: "Europe/Rome" },
  { name: "idPrefix", about: "Prefix of ids", usual: "", hint: "article-" },
  { name: "baseUrl", about: "Relative addresses start from", usual: "", hint: "https://example.org/news/" },
  // A link must not choose what script comes into the page.
  { name: "scriptUrl", about: "Platform’s script (not in links)", usual: "", hint: "https://platform.x.com/widgets.js", secret: true },
  { name: "labels", about: "Labels, as JSON", usual: "", hint: '{ "by": "Words:" }' },
];

const byId = (id) => document.getElementById(id);
const [editor, source, state, result, lines, form, told, here] = ["editor", "source", "state", "result", "lines", "options", "told", "here"].map(byId);

let host;
let widget;
let timer = 0;
/** What may be said of the text as it stands: its tree, and the lines that something is wrong with. */
let tree;
let marked = new Map();

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function button(text, press, attributes = {}) {
  const made = element("button", text, { type: "button", ...attributes });
  made.addEventListener("click", press);
  return made;
}

function say(kind, ...parts) {
  const next = document.createElement("span");
  next.append(...parts);
  // The region is announced whenever it changes, so it must not change when there is no news.
  if (state.textContent === next.textContent && state.dataset.kind === kind) return;
  state.dataset.kind = kind;
  state.replaceChildren(next);
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function list(id, items) {
  byId(id).replaceChildren(...items);
  byId(`no-${id}`).hidden = items.length > 0;
}

/* ------------------------------------------------------------ places in the text */

/** `$.body[3]["a key"]` as its steps. */
const steps = (path) =>
  [...path.matchAll(/\.([\w$]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\]/g)].map(([, key, index, quoted]) =>
    index !== undefined ? Number(index) : (key ?? quoted.replace(/\\(.)/g, "$1")),
  );

/** Where in the text something is, from start to end: the value at its path, as far as the path leads. */
function placeOf({ code, path, message }) {
  const [, line, column] = /at line (\d+), column (\d+)/.exec(code === "not-json" ? message : "") ?? [];
  if (line) {
    const before = source.value.split("\n").slice(0, line - 1).join("\n").length + (line > 1 ? 1 : 0);
    const text = source.value.slice(before).split("\n", 1)[0];
    // The reader counts bytes.
    const at = new TextDecoder().decode(new TextEncoder().encode(text).subarray(0, column - 1)).length;
    return [before + at, before + at + 1];
  }
  for (let way = steps(path); tree; way = way.slice(0, -1)) {
    const node = findNodeAtLocation(tree, way);
    if (node) return [node.offset, node.offset + node.length];
    if (way.length === 0) break;
  }
  return [0, 0];
}

const lineAt = (offset) => source.value.slice(0, offset).split("\n").length;
const columnAt = (offset) => offset - source.value.lastIndexOf("\n", offset - 1);

/** Puts the cursor at a place, and the place in sight. */
function jump([start, end]) {
  showTab("source");
  source.focus({ preventScroll: true });
  source.setSelectionRange(start, end);
  const { lineHeight } = getComputedStyle(source);
  source.scrollTop = (lineAt(start) - 4) * parseFloat(lineHeight);
  source.scrollLeft = 0;
  source.scrollIntoView({ block: "nearest" });
  number();
  tellHere();
}

/** Numbers the lines, and marks those that something is wrong with. */
function number() {
  const total = source.value.split("\n").length;
  const parts = [];
  let plain = "";
  for (let line = 1; line <= total; line += 1) {
    const severity = marked.get(line);
    if (severity) {
      parts.push(plain, element("b", String(line), { "data-severity": severity }), "\n");
      plain = "";
    } else plain += `${line}\n`;
  }
  lines.replaceChildren(...parts, plain);
  lines.scrollTop = source.scrollTop;
}

/* ------------------------------------------------------------ the result */

function showDiagnostics(found) {
  byId("tab-count").textContent = found.length > 0 ? String(found.length) : "";
  marked = new Map();
  list(
    "diagnostics",
    found.map((one) => {
      const { severity, code, path, message } = one;
      const item = element("li", "", { "data-severity": severity });
      const where = document.createElement("p");
      where.append(element("strong", severity), " ", element("code", code), " ", element("code", path, { class: "path" }));
      item.append(where, element("p", message.replace(/ at line \d+, column \d+/, "")));
      if (!path.startsWith("options")) {
        const place = placeOf(one);
        const line = lineAt(place[0]);
        if (marked.get(line) !== "error") marked.set(line, severity);
        where.append(" ", button(`line ${line}`, () => jump(placeOf(one)), { class: "jump", "aria-label": `Go to line ${line}: ${code}` }));
      }
      return item;
    }),
  );
  number();
}

function explain(error) {
  if (!(error instanceof ArticleError)) return say("error", String(error?.message ?? error));
  const { code, path, message } = error;
  const place = placeOf({ code, path, message });
  showDiagnostics([{ severity: "error", code, path: path || "$", message }]);
  say("error", element("code", code), ` at line ${lineAt(place[0])}, column ${columnAt(place[0])}: `, message.replace(/ ?at line \d+, column \d+,? ?/, " "));
}

function tally(found) {
  const errors = found.filter(({ severity }) => severity === "error").length;
  const warnings = found.length - errors;
  if (found.length === 0) return say("good", "Drawn, with nothing to remark.");
  const parts = [errors && count(errors, "error", "errors"), warnings && count(warnings, "warning", "warnings")];
  say("remarks", `Drawn, with ${parts.filter(Boolean).join(" and ")}.`);
}

function showOutline(outline) {
  list(
    "outline",
    outline.map(({ id, text, level }) => {
      const item = element("li", "", { "data-level": level });
      const link = element("a", text, { href: `#${encodeURIComponent(id)}` });
      // In a shadow root there is no such fragment, but there is the section.
      link.addEventListener("click", () => widget?.toggle(id, true));
      item.append(link);
      return item;
    }),
  );
}

function draw() {
  clearTimeout(timer);
  tree = parseTree(source.value);
  const options = chosen();
  // An element keeps its shadow root.
  if (!host || Boolean(host.shadowRoot) !== Boolean(options.isolate)) {
    widget?.destroy();
    host = document.createElement("div");
    host.addEventListener("article-ready", ({ detail }) => {
      byId("facts").textContent = `${count(detail.words, "word", "words")}, ${count(detail.minutes, "minute", "minutes")} to read`;
    });
    result.replaceChildren(host);
  }
  try {
    // It fails before it takes the last good result away.
    widget = mount(host, source.value, options);
  } catch (error) {
    return explain(error);
  }
  report();
  // A long article is not read to its end yet.
  const drawn = widget;
  drawn.ready.then(() => drawn === widget && report(), explain);
}

function report() {
  showDiagnostics(widget.diagnostics);
  tally(widget.diagnostics);
  showOutline(widget.outline);
}

/* ------------------------------------------------------------ options */

function control({ name, about, values, usual, hint }) {
  const label = element("label", "", { class: typeof usual === "boolean" ? "switch" : "choice" });
  const words = element("span", about);
  words.append(" ", element("code", name));
  let input;
  if (values) {
    input = element("select", "", { name });
    for (const value of values) {
      const one = element("option", value === true ? "always" : value === false ? "never" : value === usual ? `${value} (default)` : String(value), { value });
      one.selected = value === usual;
      input.append(one);
    }
  } else if (typeof usual === "boolean") {
    input = element("input", "", { type: "checkbox", name });
    input.checked = usual;
  } else {
    input = element("input", "", { type: "text", name, placeholder: hint, spellcheck: "false", autocomplete: "off" });
  }
  label.append(...(typeof usual === "boolean" ? [input, words] : [words, input]));
  return label;
}

/** What differs from the default. */
function chosen() {
  const options = {};
  for (const { name, values, usual } of OPTIONS) {
    const input = form.elements[name];
    const value = values ? values.find((value) => String(value) === input.value) : typeof usual === "boolean" ? input.checked : input.value.trim();
    if (value !== usual) options[name] = value;
  }
  if (options.labels) {
    try {
      options.labels = JSON.parse(options.labels);
    } catch {
      delete options.labels;
    }
  }
  const names = Object.keys(options);
  byId("chosen").textContent = names.length > 0 ? names.join(", ") : "all as they are by default";
  return options;
}

function choose(options) {
  for (const { name, usual, secret } of OPTIONS) {
    const input = form.elements[name];
    const value = secret ? usual : (options[name] ?? usual);
    if (typeof usual === "boolean") input.checked = Boolean(value);
    else input.value = typeof value === "object" ? JSON.stringify(value) : String(value);
  }
}

/** The options that are attributes, as attributes. */
function attributesOf(options) {
  const named = Object.entries(options).filter(([name]) => !["labels", "lang"].includes(name));
  return named.map(([name, value]) => {
    const attribute = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    return value === true ? ` ${attribute}` : ` ${attribute}="${String(value).replaceAll("&", "&amp;").replaceAll('"', "&quot;")}"`;
  });
}

/* ------------------------------------------------------------ what may stand here */

/** The type of the object at a path, as far as the format knows it. */
function typeAt(path) {
  let type = "article";
  for (const [index, step] of path.entries()) {
    if (typeof step === "number") continue;
    const at = findNodeAtLocation(tree, path.slice(0, index));
    const field = fieldsAt(type, at)[step];
    type = field?.object;
    if (!type) return undefined;
    if (type === "item") {
      const one = findNodeAtLocation(tree, path.slice(0, index + 3));
      type = one && findNodeAtLocation(one, ["type"]) ? "block" : "span";
    }
  }
  return type;
}

const kindOf = (node) => (node?.type === "object" ? findNodeAtLocation(node, ["type"])?.value : undefined);

function fieldsAt(type, node) {
  const { fields = {} } = MODEL[type] ?? {};
  if (type !== "block") return fields;
  const kind = MODEL[`block.${kindOf(node)}`];
  return { ...fields, ...kind?.fields, ...MODEL[kind?.of]?.fields };
}

/** Writes into the text as typing does, so that it can be undone. */
function write(edits) {
  for (const { offset, length, content } of edits.toReversed()) {
    source.focus({ preventScroll: true });
    source.setSelectionRange(offset, offset + length);
    document.execCommand("insertText", false, content);
  }
  draw();
}

const formatting = { formattingOptions: { insertSpaces: true, tabSize: 2 } };

const blank = ({ values, kind, list, object }) => (list ? [] : values ? values[0] : kind === "boolean" ? true : kind === "number" ? 0 : object && object !== "span" ? {} : "");

function insert(path, value, more) {
  write(modify(source.value, path, value, { ...formatting, ...more }));
  tree = parseTree(source.value);
  const node = findNodeAtLocation(tree, path);
  if (node) jump(node.type === "string" ? [node.offset + 1, node.offset + node.length - 1] : [node.offset, node.offset + node.length]);
}

/** The list of blocks around a path, and the place in it. */
function blockAround(path) {
  for (let length = path.length; length >= 2; length -= 1) {
    const at = path.slice(0, length);
    if (typeof at.at(-1) === "number" && typeAt(at) === "block") return at;
  }
  return undefined;
}

function tellHere() {
  const offset = source.selectionStart;
  tree = parseTree(source.value);
  if (!tree || tree.type !== "object") return here.replaceChildren(element("p", "Only an object is an article.", { class: "none" }));
  const { path, isAtPropertyKey } = getLocation(source.value, offset);
  // The innermost object around the cursor, and the field in it.
  let length = path.length;
  const node = () => findNodeAtLocation(tree, path.slice(0, length));
  while (length > 0 && node()?.type !== "object") length -= 1;
  const object = node() ?? tree;
  const at = path.slice(0, length);
  const type = typeAt(at);
  const key = isAtPropertyKey ? undefined : path.slice(length).find((step) => typeof step === "string");
  const parts = [];
  if (!type) {
    parts.push(element("p", "The format says nothing of this place: it is passed over, or is a payload of the platform’s.", { class: "none" }));
  } else {
    const kind = type === "block" ? kindOf(object) : undefined;
    const known = MODEL[`block.${kind}`] ?? MODEL[type];
    const title = element("p", "", { class: "here-title" });
    const name = kind && MODEL[`block.${kind}`] ? kind : type.split(".").at(-1);
    title.append(element("a", name, { href: `docs/format.html#${known.anchor}` }), " ", element("code", `$${at.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`), element("span", ` ${known.about}`));
    parts.push(title);
    const fields = fieldsAt(type, object);
    const field = fields[key];
    if (field?.values) {
      const row = element("p", `${key}: `, { class: "values" });
      const target = [...at, key];
      const many = field.holds.startsWith("list");
      const value = findNodeAtLocation(tree, target);
      for (const one of field.values) {
        row.append(button(String(one), () => insert(many ? [...target, value?.children?.length ?? 0] : target, one), { class: "value", "aria-pressed": String(many ? Boolean(value?.children?.some((child) => child.value === one)) : value?.value === one) }), " ");
      }
      parts.push(row);
    }
    const rows = Object.entries(fields).map(([name, field]) => {
      const there = findNodeAtLocation(object, [name]);
      const item = element("li", "", name === key ? { "aria-current": "true" } : {});
      const press = () => (there ? jump([there.offset, there.offset + there.length]) : insert([...at, name], blank(field)));
      item.append(
        button(name, press, { class: there ? "there" : "absent", "aria-label": there ? `Go to ${name}` : `Add ${name}` }),
        element("span", ` ${name === "type" ? "kind of block" : field.holds}${field.required ? ", required" : ""}. ${field.about}${field.fallback === undefined ? "" : ` Default: ${field.fallback}.`}`),
      );
      return item;
    });
    const fieldList = element("ul", "", { class: "here-fields" });
    fieldList.append(...rows);
    if (rows.length > 0) parts.push(fieldList);
  }
  const block = blockAround(path);
  const into = block ? block.slice(0, -1) : ["body"];
  const next = block ? block.at(-1) + 1 : (findNodeAtLocation(tree, ["body"])?.children?.length ?? 0);
  const kinds = element("p", block ? "Insert after this block: " : "Add a block: ", { class: "values" });
  for (const { kind, example } of Object.values(MODEL)) {
    if (kind) kinds.append(button(kind, () => insert([...into, next], example, { isArrayInsertion: next > 0 || Boolean(findNodeAtLocation(tree, into)) }), { class: "value" }), " ");
  }
  parts.push(kinds);
  here.replaceChildren(...parts);
}

/* ------------------------------------------------------------ links */

const toBase64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
const fromBase64 = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));

async function through(bytes, stream) {
  const reader = new Blob([bytes]).stream().pipeThrough(stream).getReader();
  const chunks = [];
  let length = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    length += next.value.length;
    if (length > LARGEST) throw new Error("The link holds more than an article may have.");
    chunks.push(next.value);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** Article and options as a fragment: `z` is deflated, `t` isn't, where browsers can't. */
async function fragmentOf() {
  const options = chosen();
  for (const { name, secret } of OPTIONS) if (secret) delete options[name];
  const bytes = new TextEncoder().encode(JSON.stringify([source.value, options]));
  if (!("CompressionStream" in globalThis)) return `#t=${toBase64(bytes)}`;
  return `#z=${toBase64(await through(bytes, new CompressionStream("deflate-raw")))}`;
}

/** Takes article and options from the page's address, if they are there. */
async function restore() {
  const [, form, text] = /^#([zt])=([\w-]+)$/.exec(location.hash) ?? [];
  if (!text) return false;
  try {
    const bytes = fromBase64(text);
    const [json, options] = JSON.parse(new TextDecoder().decode(form === "z" ? await through(bytes, new DecompressionStream("deflate-raw")) : bytes));
    source.value = String(json);
    choose(Object(options));
    return true;
  } catch (error) {
    tell(`This link can’t be read: ${error.message}`);
    return false;
  }
}

function tell(text) {
  told.textContent = text;
}

async function copy(text, what) {
  try {
    await navigator.clipboard.writeText(text);
    tell(`${what} copied, ${text.length.toLocaleString("en")} characters.`);
  } catch {
    tell(`${what} can’t be copied: the browser doesn’t let this page.`);
  }
}

byId("share").addEventListener("click", async () => {
  history.replaceState(null, "", await fragmentOf());
  await copy(location.href, "Link");
  if (location.href.length > LONG_LINK) tell(`${told.textContent} That is long: not every program takes it whole.`);
});

byId("copy-html").addEventListener("click", () => {
  try {
    copy(renderToString(source.value, chosen()).html, "HTML");
  } catch (error) {
    explain(error);
  }
});

byId("copy-snippet").addEventListener("click", () => {
  const options = chosen();
  const { lang, labels } = options;
  // Within JSON, a "<" stands in text alone.
  const json = source.value.trim().replaceAll("<", "\\u003c");
  const more = { ...(lang && { lang }), ...(labels && { labels }) };
  const script = Object.keys(more).length > 0 ? `\n<script>\n  document.querySelector("article-widget").options = ${JSON.stringify(more).replaceAll("<", "\\u003c")};\n</script>` : "";
  copy(`<script src="article-widget.classic.js"></script>\n<article-widget${attributesOf(options).join("")}>\n<script type="application/json">\n${json}\n</script>\n</article-widget>${script}\n`, "Snippet");
});

/* ------------------------------------------------------------ paste anything */

const [paste, pasteState, pasteFormat] = ["paste", "paste-state", "paste-format"].map(byId);

/** What was pasted last, as a `DataTransfer` would give it: the field shows its text alone. */
let pasted;

/** The importers are a WebAssembly of their own, which the first paste loads. */
async function importPasted(transfer, options = {}) {
  pasted = transfer;
  pasteState.textContent = "Reading …";
  const found = byId("paste-diagnostics");
  try {
    const { formats, fromClipboard } = await import("../dist/import.js");
    const { article, format, diagnostics, references } = await fromClipboard(transfer, options);
    if (pasted !== transfer) return;
    if (pasteFormat.options.length === 0) pasteFormat.append(...formats().map((name) => element("option", name, { value: name })));
    pasteFormat.value = format;
    byId("paste-result").hidden = false;
    const missing = references.length > 0 ? ` ${count(references.length, "reference leads", "references lead")} to what isn’t in it.` : "";
    pasteState.textContent = `${diagnostics.length > 0 ? `${count(diagnostics.length, "remark", "remarks")} below.` : "Nothing to remark."}${missing}`;
    found.replaceChildren(
      ...diagnostics.map(({ severity, code, path, message }) => {
        const item = element("li", "", { "data-severity": severity });
        const where = document.createElement("p");
        where.append(element("strong", severity), " ", element("code", code), " ", element("code", path, { class: "path" }));
        item.append(where, element("p", message));
        return item;
      }),
    );
    source.value = JSON.stringify(article, null, 2);
    draw();
  } catch (error) {
    byId("paste-result").hidden = true;
    found.replaceChildren();
    pasteState.textContent = String(error?.message ?? error);
  }
}

paste.addEventListener("paste", (event) => {
  const { clipboardData } = event;
  if (!clipboardData?.getData("text/html")) return;
  event.preventDefault();
  // The event's data is empty as soon as its listeners return.
  const data = new Map(clipboardData.types.map((type) => [type, clipboardData.getData(type)]));
  const transfer = { getData: (type) => data.get(type) ?? "" };
  paste.value = transfer.getData("text/plain");
  importPasted(transfer);
});
let typing = 0;
const typed = (text) => ({ getData: (type) => (type === "text/plain" ? text : "") });
paste.addEventListener("input", () => {
  clearTimeout(typing);
  if (paste.value.trim()) typing = setTimeout(() => importPasted(typed(paste.value)), PAUSE);
});
pasteFormat.addEventListener("change", () => importPasted(pasted, { from: pasteFormat.value }));
byId("copy-json").addEventListener("click", () => copy(source.value, "JSON"));

/* ------------------------------------------------------------ tabs */

/** On a phone one part is shown at a time; the style sheet decides the same. */
const narrow = matchMedia("(max-width: 59.99rem)");
const tabs = [...document.querySelectorAll('[role="tab"]')];
const panelOf = (tab) => byId(tab.getAttribute("aria-controls"));

function showTab(name) {
  document.querySelector(".bench-grid").dataset.tab = name;
  for (const tab of tabs) {
    const chosen = tab.id === `tab-${name}`;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
  }
}

/** Beside each other, the parts are no panels of tabs. */
function arrange() {
  document.querySelector(".tabs").hidden = !narrow.matches;
  for (const tab of tabs) {
    const panel = panelOf(tab);
    if (narrow.matches) panel.setAttribute("role", "tabpanel");
    else panel.removeAttribute("role");
    if (panel.id !== "panel-result") {
      if (narrow.matches) panel.setAttribute("aria-labelledby", tab.id);
      else panel.removeAttribute("aria-labelledby");
    }
  }
}

for (const [index, tab] of tabs.entries()) {
  tab.addEventListener("click", () => showTab(tab.id.slice(4)));
  tab.addEventListener("keydown", (event) => {
    const to = { ArrowRight: index + 1, ArrowLeft: index - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (to === undefined) return;
    const next = tabs[(to + tabs.length) % tabs.length];
    event.preventDefault();
    showTab(next.id.slice(4));
    next.focus();
  });
}
// What leads to the result leads to its tab.
document.querySelector(".skip").addEventListener("click", () => showTab("result"));
byId("outline").addEventListener("click", () => showTab("result"));
narrow.addEventListener("change", arrange);
showTab("result");
arrange();

/* ------------------------------------------------------------ the page */

async function read(file) {
  try {
    source.value = await file.text();
  } catch (error) {
    return explain(error);
  }
  draw();
  tellHere();
}

source.addEventListener("input", () => {
  number();
  clearTimeout(timer);
  timer = setTimeout(() => {
    draw();
    tellHere();
  }, PAUSE);
});
source.addEventListener("scroll", () => (lines.scrollTop = source.scrollTop));
for (const type of ["click", "keyup"]) {
  source.addEventListener(type, ({ key }) => {
    if (!key || /^(Arrow|Home|End|Page)/.test(key)) tellHere();
  });
}

byId("format").addEventListener("click", () => {
  let value;
  try {
    value = JSON.parse(source.value.replace(/^\ufeff/, ""));
  } catch {
    return draw();
  }
  source.value = JSON.stringify(value, null, 2);
  draw();
});

byId("load-file").addEventListener("click", () => byId("file").click());
byId("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) read(target.files[0]);
  // The same file may be chosen again after it was changed.
  target.value = "";
});

form.append(...OPTIONS.map(control));
form.addEventListener("input", draw);
form.addEventListener("submit", (event) => event.preventDefault());

const holdsFile = ({ dataTransfer }) => dataTransfer?.types.includes("Files");

document.addEventListener("dragover", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  editor.classList.add("is-over");
});
document.addEventListener("dragleave", (event) => {
  if (!event.relatedTarget) editor.classList.remove("is-over");
});
document.addEventListener("drop", (event) => {
  if (!holdsFile(event)) return;
  event.preventDefault();
  editor.classList.remove("is-over");
  if (event.dataTransfer.files[0]) read(event.dataTransfer.files[0]);
});

editor.addEventListener("submit", (event) => event.preventDefault());
addEventListener("hashchange", async () => {
  if (await restore()) draw();
});

// A reload may bring back what was typed before; only an empty field gets the example.
if (!(await restore()) && !source.value.trim()) source.value = JSON.stringify(EXAMPLE, null, 2);

try {
  await load();
  draw();
  byId("options-box").open = matchMedia("(min-width: 60rem)").matches && Object.keys(chosen()).length > 0;
} catch (error) {
  explain(error);
}
