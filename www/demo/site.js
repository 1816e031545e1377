// On every page of the site: buttons that copy snippets, and the search.

const COPIED = 2000;
const MOST_RESULTS = 20;
const EXCERPT = 150;

function element(name, attributes = {}, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}

/* ------------------------------------------------------------ copy */

for (const snippet of document.querySelectorAll(".snippet")) {
  const button = element("button", { type: "button", class: "copy" }, "Copy");
  const status = element("span", { class: "unseen-text", role: "status" });
  let timer = 0;
  button.addEventListener("click", async () => {
    const done = await navigator.clipboard?.writeText(snippet.querySelector("code").textContent).then(() => true, () => false);
    button.textContent = done ? "Copied" : "Not allowed";
    status.textContent = done ? "Copied" : "The browser doesn’t allow copying here";
    clearTimeout(timer);
    timer = setTimeout(() => {
      button.textContent = "Copy";
      status.textContent = "";
    }, COPIED);
  });
  snippet.append(button, status);
}

/* ------------------------------------------------------------ search */

const folder = new URL("docs/", import.meta.url);
let loading;

/** The index is as large as the guides, so it is loaded only for those who search. */
async function loadIndex() {
  const [{ default: MiniSearch }, { options, index }] = await Promise.all([
    import("./docs/minisearch.js"),
    fetch(new URL("search.json", folder)).then((answer) => answer.json()),
  ]);
  return MiniSearch.loadJS(index, options);
}

function find(index, query) {
  const options = { prefix: true, fuzzy: (term) => (term.length > 4 ? 0.2 : false), boost: { heading: 4, also: 3, page: 2 } };
  const strict = index.search(query, { ...options, combineWith: "AND" });
  return (strict.length > 0 ? strict : index.search(query, options)).slice(0, MOST_RESULTS);
}

/** Text with the words that were found as <mark>. */
function marked(text, terms) {
  const words = terms.map((term) => term.replaceAll(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
  if (words.length === 0) return [text];
  // Split by one group: every second part is a word that was found.
  return text.split(new RegExp(`(${words.join("|")})`, "giu")).map((part, index) => (index % 2 ? element("mark", {}, part) : part));
}

/** The text around the first word that was found. */
function excerpt(text, terms) {
  const lower = text.toLowerCase();
  const places = terms.map((term) => lower.indexOf(term)).filter((place) => place >= 0);
  const first = places.length > 0 ? Math.min(...places) : 0;
  let start = Math.max(0, first - EXCERPT / 3);
  if (start > 0) start = text.indexOf(" ", start) + 1;
  let end = Math.min(text.length, start + EXCERPT);
  if (end < text.length) end = text.lastIndexOf(" ", end);
  return `${start > 0 ? "… " : ""}${text.slice(start, end)}${end < text.length ? " …" : ""}`;
}

function createSearch() {
  const input = element("input", {
    type: "search", role: "combobox", "aria-label": "Search the documentation", "aria-controls": "found", "aria-expanded": "false", "aria-autocomplete": "list",
    placeholder: "Search the documentation", autocomplete: "off", autocapitalize: "off", spellcheck: "false", enterkeyhint: "go",
  });
  const list = element("div", { id: "found", role: "listbox", "aria-label": "Results" });
  const status = element("p", { class: "search-status", role: "status" });
  const close = element("button", { type: "button", class: "search-close" }, "Close");
  const dialog = element("dialog", { class: "search", "aria-label": "Search" }, element("div", { class: "search-field" }, input, close), list, status);
  let current = -1;

  const select = (index) => {
    const options = [...list.children];
    options[current]?.setAttribute("aria-selected", "false");
    current = options.length > 0 ? (index + options.length) % options.length : -1;
    const option = options[current];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
  };

  const show = (results, query) => {
    list.replaceChildren(
      ...results.map(({ heading, page, text, href, terms }, index) => {
        const title = element("span", { class: "found-title" }, ...marked(heading, terms));
        const where = heading === page ? [] : [element("span", { class: "found-page" }, page)];
        const lines = element("span", { class: "found-text" }, ...marked(excerpt(text, terms), terms));
        return element("a", { id: `found-${index}`, role: "option", tabindex: "-1", "aria-selected": "false", href: new URL(href, folder).href }, title, ...where, lines);
      }),
    );
    input.setAttribute("aria-expanded", String(results.length > 0));
    status.textContent = !query ? "" : results.length === 0 ? `Nothing found for “${query}”.` : results.length === 1 ? "1 result" : `${results.length === MOST_RESULTS ? "The first " : ""}${results.length} results`;
    current = -1;
    select(0);
  };

  const search = async () => {
    const query = input.value.trim();
    try {
      loading ??= loadIndex();
      const index = await loading;
      if (query === input.value.trim()) show(query ? find(index, query) : [], query);
    } catch {
      loading = undefined;
      status.textContent = "The index of the search couldn’t be loaded.";
    }
  };

  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") select(current + (event.key === "ArrowDown" ? 1 : -1));
    else if (event.key === "Enter") list.children[current]?.click();
    // Otherwise the first press only empties the field.
    else if (event.key === "Escape") dialog.close();
    else return;
    event.preventDefault();
  });
  // A link to a heading of the same page loads nothing, so the dialog has to go by itself.
  list.addEventListener("click", ({ target }) => {
    if (target.closest("a")) dialog.close();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close();
  });
  document.body.append(dialog);
  return {
    open() {
      if (!dialog.open) dialog.showModal();
      input.select();
      search();
    },
  };
}

let searching;
function openSearch() {
  searching ??= createSearch();
  searching.open();
}

const typesText = ({ target }) => target instanceof Element && target.closest("input, textarea, select, [contenteditable]");

for (const button of document.querySelectorAll(".find")) {
  button.hidden = false;
  button.addEventListener("click", openSearch);
}
addEventListener("keydown", (event) => {
  const { key, ctrlKey, metaKey, altKey } = event;
  const slash = key === "/" && !ctrlKey && !metaKey && !altKey && !typesText(event);
  const command = key.toLowerCase() === "k" && (ctrlKey || metaKey) && !altKey;
  if (!slash && !command) return;
  event.preventDefault();
  openSearch();
});

/* ------------------------------------------------------------ menus */

// The list of guides is longer than most windows, and scrolls by itself.
const guides = document.getElementById("guides");
const here = guides?.querySelector("[aria-current]");
if (here) guides.scrollTop = here.offsetTop - guides.offsetTop - guides.clientHeight / 2;
guides?.addEventListener("toggle", () => here?.scrollIntoView({ block: "center" }));

// A link to a heading of this page doesn't close the menu that it is in.
for (const menu of document.querySelectorAll("[popover]")) {
  menu.addEventListener("click", ({ target }) => {
    if (target.closest("a") && menu.matches(":popover-open")) menu.hidePopover();
  });
}
