// What the pages of the tests are made of.
import { readFileSync } from "node:fs";
import { open } from "./browser.mjs";

const own = ["width", "height", "html", "answers", "csp", "arrive", "root"];
let usual;

/**
 * Like `open`; the page is the last visit's, cleared, unless the browser itself has to be another.
 * A test has one visit at a time.
 */
export async function visit(t, path, options = {}) {
  if (Object.keys(options).every((name) => own.includes(name))) {
    usual = await open(path, { ...options, again: usual });
    usual.page.setDefaultTimeout(8000);
    return usual;
  }
  const visit = await open(path, options);
  t.after(visit.close);
  visit.page.setDefaultTimeout(8000);
  return visit;
}

export const classic = '<script src="/dist/article-widget.classic.js"></script>';
export const module = '<script type="module" src="/dist/define.js"></script>';
/** Notes every event of the widgets in `globalThis.heard`. */
export const heard = '<script src="/pages/heard.js"></script>';

/** What the build calls imports and exports of the WebAssembly. */
export const wasmNames = JSON.parse(readFileSync(new URL("../../target/bindgen/names.json", import.meta.url), "utf8"));
const exported = JSON.stringify(Object.fromEntries(wasmNames.exports)).replaceAll('"', "&quot;");
/** Makes faults in the WebAssembly. */
export const faults = `<script src="/pages/faults.js" data-exports="${exported}"></script>`;

/** A page's text. */
export const page = (body, { head = heard + module, lang = "en" } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><title>A page</title>${head}</head><body>${body}</body></html>`;

/** An article as the element finds it in a page. */
export const script = (article) => `<script type="application/json">${JSON.stringify(article).replaceAll("<", "\\u003c")}</script>`;

/** An answer of a server: an object goes out as JSON, text as it is. */
export const answer =
  (body, status = 200, type = "application/json") =>
  (_, res, headers) =>
    res.writeHead(status, { "content-type": type, ...headers }).end(typeof body === "object" ? JSON.stringify(body) : body);

/** A promise that is kept when somebody calls `open`. */
export function gate() {
  let open;
  const opened = new Promise((done) => (open = done));
  return { opened, open };
}

/** An article with four sections: two that headings start, one given as such, and one in that. */
export const storm = {
  id: "storm",
  lang: "en",
  headline: "The storm took the pier",
  standfirst: "And left the lamp",
  body: [
    { type: "paragraph", text: "It came at nine." },
    { type: "heading", level: 2, text: "The night" },
    { type: "paragraph", id: "watch", text: ["Nobody slept; ", { text: "the log", href: "https://example.org/log" }, " has every hour."] },
    {
      type: "section",
      heading: "The morning",
      body: [
        { type: "paragraph", text: "The sea was flat." },
        {
          type: "section",
          id: "noon",
          heading: "At noon",
          body: [{ type: "paragraph", id: "divers", text: ["They found ", { text: "the bell", href: "https://example.org/bell" }, "."] }],
        },
      ],
    },
    { type: "heading", level: 2, text: "The bill" },
    { type: "paragraph", text: "Nobody has seen it yet." },
  ],
};

/** How much of what takes long is done: `thorough` by `make test-all`, else `usual`. */
export const amount = (usual, thorough) => (process.env.THOROUGH ? thorough : usual);

/** The least that is an article. */
export const small = (headline) => ({ headline, body: [{ type: "paragraph", text: `${headline}, in full.` }] });

/** Waits until all that was on its way has happened. */
export const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));

/** Waits until a widget of the page has said `type`, `times` over; gives what was said. */
export async function saying(page, type, times = 1) {
  await page.waitForFunction(
    ([type, times]) => (globalThis.heard ?? []).filter((said) => said.type === type).length >= times,
    [type, times],
  );
  return page.evaluate((type) => heard.filter((said) => said.type === type), type);
}

/** The ids that stand on the page more than once, and the references to ids that don't stand there. */
export const badIds = (page) =>
  page.evaluate(() => {
    const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
    const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
    const references = ["aria-controls", "aria-labelledby", "aria-describedby", "for"];
    const lost = references.flatMap((name) =>
      [...document.querySelectorAll(`[${name}]`)].flatMap((element) =>
        element
          .getAttribute(name)
          .split(/\s+/)
          .filter((id) => !document.getElementById(id)),
      ),
    );
    return { twice, lost };
  });

/** Opens or closes every section by its button. */
export const setSections = (v, open) =>
  v.page.locator(".aw-section > :first-child > button").evaluateAll((buttons, open) => {
    // From the innermost out, so that each can be clicked.
    for (const button of buttons.reverse()) if ((button.ariaExpanded === "true") !== open) button.click();
  }, open);

/** What makes the page scroll sideways, if it does. */
export const overflow = (v) =>
  v.page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.scrollingElement;
    const wide = [...document.querySelectorAll("body *")].filter((element) => element.getBoundingClientRect().right > clientWidth + 1);
    return scrollWidth > clientWidth ? wide.slice(0, 5).map((element) => `${element.localName}.${element.className}`) : [];
  });

/** The text of a PDF, page after page. */
export async function pdfText(pdf) {
  const { extractText, getDocumentProxy } = await import("unpdf");
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(pdf)), { mergePages: true });
  return text;
}

export async function pdfPages(pdf) {
  const { getDocumentProxy } = await import("unpdf");
  return (await getDocumentProxy(new Uint8Array(pdf))).numPages;
}

/** Keeps out what changes an article after it was drawn: a fast browser has it before a test has looked. */
export const withoutOnDemand = (page) =>
  page.route("**/dist/*.js", async (route) => {
    const response = await route.fetch();
    const text = await response.text();
    const body = /\bas attach\b/.test(text) ? "export const attach = () => ({ press() {}, refresh() {}, undo() {}, isTurned: () => false });" : text;
    await route.fulfill({ response, body });
  });

/** A button of a post's menu, which is opened if it isn't. */
export async function inMenu(button) {
  const menu = button.locator("xpath=ancestor::details[1]");
  if ((await menu.getAttribute("open")) === null) await menu.locator("summary").press("Enter");
  return button;
}
