// The index that the site searches: an entry for each page and each of its headings.
import MiniSearch from "minisearch";

/** What the index was made with, which its reader needs, too. */
const OPTIONS = { fields: ["heading", "page", "also", "text"], storeFields: ["heading", "page", "text", "href"], idField: "href" };

const letters = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };
const textOf = (html) =>
  html
    .replaceAll(/<script[^]*?<\/script>|<a class="anchor"[^]*?<\/a>|<p class="try-it">[^]*?<\/p>/g, "")
    .replaceAll(/<\/?(code|a|strong|em|span|b|i)\b[^>]*>/g, "")
    .replaceAll(/<[^>]*>/g, " ")
    .replaceAll(/&(?:#(\d+)|(\w+));/g, (entity, code, name) => (code ? String.fromCodePoint(code) : (letters[name] ?? entity)))
    .replaceAll(/\s+/g, " ")
    .trim();

/** A page's text by heading; what comes before the first belongs to the page. */
function sectionsOf({ name, title, about, also = "", html, module }) {
  // In the reference of a module, an export has its name, and the headings below it are the same for all.
  const [start, ...rest] = html.split(module ? /(?=<h3 id=")/ : /(?=<h[234] id=")/);
  const sections = [{ href: `${name}.html`, heading: title, page: title, also, text: `${about} ${textOf(start)}` }];
  for (const part of rest) {
    const [, id, heading, body] = /^<h\d id="([^"]+)">([^]*?)<\/h\d>([^]*)$/.exec(part);
    sections.push({ href: `${name}.html#${id}`, heading: textOf(heading), page: title, also: "", text: textOf(body) });
  }
  return sections;
}

export function searchIndex(pages) {
  const index = new MiniSearch(OPTIONS);
  index.addAll(pages.flatMap(sectionsOf));
  return JSON.stringify({ options: OPTIONS, index });
}
