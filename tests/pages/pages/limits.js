// Monsters, made in the page: much of it can't be sent there.
import { load, mount, renderToString } from "/dist/index.js";

await load();
const many = (count, item) => Array.from({ length: count }, () => item);
const monsters = {
  blocks: () => many(100_000, { type: "paragraph", text: "p" }),
  text: () => [{ type: "paragraph", text: "x".repeat(1e7) }],
  posts: () => many(10_000, { type: "tweet", post: { author: { name: "A", handle: "a" }, text: "t" } }),
  pictures: () => [{ type: "gallery", items: many(100_000, { src: "/fixtures/none.png", alt: "a" }) }],
  runs: () => [{ type: "paragraph", text: many(1_000_000, { text: "w ", marks: ["em"] }) }],
  cells: () => [{ type: "table", rows: [many(1_000_000, 1)] }],
  items: () => [{ type: "list", items: many(1_000_000, "i") }],
  lines: () => [{ type: "paragraph", text: "a\n".repeat(400_000) }],
};
const deep = (lang) => `{"lang":"${lang}","headline":"H","body":[${'{"type":"box","body":['.repeat(1e5)}"bottom"${"]}".repeat(1e5)}]}`;
/** A fiftieth of the usual, so that a slow machine is done soon. */
const few = { blocks: 1000, runs: 4000, posts: 100, pictures: 400, text: 20_000 };

globalThis.host = document.getElementById("a");
globalThis.printed = renderToString;
globalThis.begin = async (article, options) => {
  globalThis.widget?.destroy();
  globalThis.widget = mount(host, article, options);
  await widget.ready;
};
/** Whether what is painted is what is printed. */
globalThis.sameAs = async (article, options) => {
  await begin(article, options);
  const home = options?.isolate ? host.shadowRoot.querySelector(".aw").outerHTML : host.innerHTML;
  return home.replaceAll("&nbsp;", "\u00a0") === renderToString(article, options).html;
};
/** Shows one, and tells what came of it. */
globalThis.monster = async (name, lang, what) => {
  const article = name === "levels" ? deep(lang) : JSON.stringify({ lang, url: "https://example.org/all", headline: "H", body: monsters[name]() });
  const start = performance.now();
  await begin(article, { limits: few });
  const ms = Math.round(performance.now() - start);
  const notices = host.querySelectorAll(".aw-cut");
  const codes = widget.diagnostics.map(({ code }) => code).filter((code) => /^too-|^text-too/.test(code));
  const count = host.querySelectorAll(what).length;
  const told = { notice: notices[0]?.textContent, href: notices[0]?.querySelector("a").href, codes: codes.join(), count, ms };
  if (notices.length > 1) told.notice = "twice";
  return told;
};
