import { ArticleError, load, mount } from "../dist/index.js";

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

/** While somebody types, most of what is in the field is not yet JSON; a short pause keeps the page calm. */
const PAUSE = 250;

const byId = (id) => document.getElementById(id);
const editor = byId("editor");
const source = byId("source");
const state = byId("state");
const result = byId("result");

let shown = null;
let timer = 0;

function element(name, text, attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
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

function explain(error) {
  if (!(error instanceof ArticleError)) return say("error", String(error?.message ?? error));
  say("error", element("code", error.code), " at ", element("code", error.path || "$"), " ", error.message);
}

function count(number, one, many) {
  return `${number} ${number === 1 ? one : many}`;
}

function list(id, items) {
  byId(id).replaceChildren(...items);
  byId(`no-${id}`).hidden = items.length > 0;
}

function showDiagnostics(diagnostics) {
  list(
    "diagnostics",
    diagnostics.map(({ severity, code, path, message }) => {
      const item = element("li", "", { "data-severity": severity });
      const where = document.createElement("p");
      where.append(element("strong", severity), " ", element("code", code), " ", element("code", path, { class: "path" }));
      item.append(where, element("p", message));
      return item;
    }),
  );
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const warnings = diagnostics.length - errors;
  if (errors + warnings === 0) return say("good", "Drawn, with nothing to remark.");
  const tally = [errors && count(errors, "error", "errors"), warnings && count(warnings, "warning", "warnings")];
  say("remarks", `Drawn, with ${tally.filter(Boolean).join(" and ")}.`);
}

function showOutline(outline) {
  list(
    "outline",
    outline.map(({ id, text, level }) => {
      const item = element("li", "", { "data-level": level });
      item.append(element("a", text, { href: `#${encodeURIComponent(id)}` }));
      return item;
    }),
  );
}

function draw() {
  clearTimeout(timer);
  const host = document.createElement("div");
  host.addEventListener("article-ready", ({ detail }) => {
    if (shown?.host !== host) return;
    byId("facts").textContent = `${count(detail.words, "word", "words")}, ${count(detail.minutes, "minute", "minutes")} to read`;
  });
  // The last good result steps aside while the new one is tried: ids are unique on a page, and it would hold them.
  result.replaceChildren(host);
  let widget;
  try {
    widget = mount(host, source.value);
  } catch (error) {
    result.replaceChildren(...(shown ? [shown.host] : []));
    explain(error);
    return;
  }
  shown?.widget.destroy();
  shown = { host, widget };
  showDiagnostics(widget.diagnostics);
  showOutline(widget.outline);
}

async function read(file) {
  try {
    source.value = await file.text();
  } catch (error) {
    return explain(error);
  }
  draw();
}

source.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(draw, PAUSE);
});

byId("format").addEventListener("click", () => {
  let value;
  try {
    value = JSON.parse(source.value);
  } catch (error) {
    return explain(error);
  }
  source.value = JSON.stringify(value, null, 2);
  draw();
});

byId("file").addEventListener("change", ({ target }) => {
  if (target.files[0]) read(target.files[0]);
  // The same file may be chosen again after it was changed.
  target.value = "";
});

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

// A reload may bring back what was typed before; only an empty field gets the example.
if (!source.value.trim()) source.value = JSON.stringify(EXAMPLE, null, 2);

try {
  await load();
  draw();
} catch (error) {
  explain(error);
}
