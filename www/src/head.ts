// What a page says of its article outside of it: title, description, address, structured data.
import { ArticleError, reason } from "./errors.js";
import { toJson } from "./instance.js";
import type { ArticleInput } from "./types.js";

/** What only the page knows. */
export interface HeadOptions {
  /** Address of the stylesheet to link: `article-widget.css`. Default: none, and it comes with the script. */
  stylesheet?: string;
  /** The page's own address, absolute, where the article has no `url`. */
  url?: string;
  /** The language of an article that doesn't say. Default "en". */
  lang?: string;
}

/** An object of JSON. */
export type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value);
const listed = (value: unknown): unknown[] => (Array.isArray(value) ? value : value == null ? [] : [value]);

/** Letters that end what they stand in, as JSON writes them: `</script` and `<!--` can't, then. */
export const guarded = (json: string): string =>
  json.replace(/[<>&\u2028\u2029]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`);

const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text as HTML, between tags and in quoted attributes. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (letter) => entities[letter] as string);

/** The article as JSON text. */
export function jsonOf(article: ArticleInput): string {
  if (typeof article === "string") return article;
  if (article instanceof Uint8Array || article instanceof ArrayBuffer) return new TextDecoder().decode(article);
  return toJson(article);
}

/** The article as an object, with a headline. */
export function parsed(article: ArticleInput): Json {
  let value: unknown;
  try {
    value = JSON.parse(jsonOf(article).replace(/^\uFEFF/, ""));
  } catch (error) {
    throw error instanceof ArticleError ? error : new ArticleError("not-json", `This is not JSON (${reason(error)}).`);
  }
  if (!isObject(value)) throw new ArticleError("not-object", "Expected an article as an object, found something else.");
  if (!plain(value.headline)) throw new ArticleError("no-headline", "Expected a headline with text in it.", "$.headline");
  return value;
}

/** Deeper lists and blocks are skipped: nesting that deep is an attack. */
const DEEPEST = 64;

/** Running text without its marks. */
function plain(text: unknown): string {
  const run = (part: unknown, left: number): string => {
    if (typeof part === "string" || typeof part === "number") return String(part);
    if (left === 0) return "";
    if (Array.isArray(part)) return part.map((inner) => run(inner, left - 1)).join("");
    return isObject(part) ? run(part.text, left - 1) : "";
  };
  return run(text, DEEPEST).replace(/\s+/g, " ").trim();
}

/** An absolute address of the web. */
function absolute(address: unknown, base: string | undefined): string | undefined {
  try {
    const url = new URL(String(address), base);
    return typeof address === "string" && /^https?:$/.test(url.protocol) && !url.username && !url.password ? url.href : undefined;
  } catch {
    return undefined;
  }
}

function dated(date: unknown): string | undefined {
  const text = typeof date === "string" ? date.trim() : "";
  return /^\d{4}-\d\d-\d\d([Tt ]\d\d:\d\d.*)?$/.test(text) && !Number.isNaN(Date.parse(text)) ? text.replace(" ", "T") : undefined;
}

/** All that a block has to read, paragraph by paragraph. */
function paragraphs(block: unknown, left = DEEPEST): string[] {
  const inner = (blocks: unknown[]): string[] => (left > 0 ? blocks.flatMap((block) => paragraphs(block, left - 1)) : []);
  if (Array.isArray(block) && block.some((part) => isObject(part) && "type" in part)) return inner(block);
  if (!isObject(block) || !("type" in block)) return [plain(block)];
  const { heading, title, text, body, items, rows, caption, post } = block;
  const own = [heading, title, text, isObject(post) ? post.text : undefined].map(plain);
  return [...own, ...inner([...listed(body), ...listed(items), ...listed(rows).flatMap(listed)]), plain(caption)];
}

const prose = (blocks: unknown[]): string => blocks.flatMap((block) => paragraphs(block)).filter(Boolean).join("\n");

/** The picture of an update: itself, or the first in its body. */
function imageIn(block: unknown): unknown {
  const isImage = (block: unknown): boolean => isObject(block) && block.type === "image";
  return isImage(block) ? block : listed(isObject(block) && block.body).find(isImage);
}

/** The updates of a live article: blocks with a time, and what is under a heading with a time. */
function updates(blocks: unknown[], picture: (image: unknown) => Json[], left = DEEPEST): Json[] {
  return blocks.flatMap((block, index) => {
    if (!isObject(block)) return [];
    const datePublished = dated(block.published);
    if (!datePublished) return block.type === "section" && left > 0 ? updates(listed(block.body), picture, left - 1) : [];
    const heading = plain(block.type === "heading" ? block.text : block.heading);
    let own: unknown[] = [{ ...block, heading: undefined }];
    if (block.type === "heading") {
      const rest = blocks.slice(index + 1);
      const level = Number(block.level ?? 2);
      const ends = (next: Json): boolean => next.type === "section" || (next.type === "heading" && Number(next.level ?? 2) <= level);
      const end = rest.findIndex((next) => isObject(next) && ends(next));
      // One with a time is an update of its own.
      own = (end < 0 ? rest : rest.slice(0, end)).filter((next) => !isObject(next) || !dated(next.published));
    }
    const [image] = [block, ...own].flatMap((part) => picture(imageIn(part)));
    return [shaken({ "@type": "BlogPosting", headline: heading, datePublished, articleBody: prose(own), image })];
  });
}

/** Without what is empty. */
function shaken(object: Json): Json {
  return Object.fromEntries(
    Object.entries(object).filter(([, value]) => value !== undefined && value !== "" && !(Array.isArray(value) && value.length === 0)),
  );
}

/**
 * The article in the vocabulary of schema.org: a `NewsArticle`, or a `LiveBlogPosting` with its updates if it is or was live. Addresses are
 * absolute, or left out where nothing says what they start from.
 * @throws ArticleError
 */
export function structuredData(article: ArticleInput, options: HeadOptions & { baseUrl?: string } = {}): Record<string, unknown> {
  return dataOf(parsed(article), options);
}

function dataOf(given: Json, options: HeadOptions & { baseUrl?: string }): Json {
  const url = absolute(given.url, options.url) ?? absolute(options.url, undefined);
  const base = absolute(options.baseUrl, url) ?? url;
  const at = (address: unknown): string | undefined => absolute(address, base);
  const named = (type: string, thing: unknown, more: (thing: Json) => Json): Json[] => {
    const name = plain(isObject(thing) ? thing.name : thing);
    return name ? [shaken({ "@type": type, name, ...(isObject(thing) ? { url: at(thing.url), ...more(thing) } : {}) })] : [];
  };
  const picture = (image: unknown): Json[] => {
    const src = isObject(image) ? at(image.src) : undefined;
    if (!isObject(image) || !src) return [];
    const [width, height] = [image.width, image.height].map((size) => (typeof size === "number" && size > 0 ? size : undefined));
    return [shaken({ "@type": "ImageObject", url: src, width, height, caption: plain(image.caption), creditText: plain(image.credit) })];
  };
  const ended = dated(given.ended);
  const live = given.live === true || ended !== undefined;
  const liveBlogUpdate = live ? updates(listed(given.body), picture) : [];
  const times = liveBlogUpdate.map((update) => String(update.datePublished)).sort((a, b) => Date.parse(a) - Date.parse(b));
  const published = dated(given.published) ?? times[0];
  return shaken({
    "@context": "https://schema.org",
    "@type": live ? "LiveBlogPosting" : "NewsArticle",
    mainEntityOfPage: url,
    url,
    headline: plain(given.headline),
    description: plain(given.standfirst),
    articleSection: plain(given.kicker),
    inLanguage: typeof given.lang === "string" ? /^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$/.exec(given.lang.replace(/[.@].*/, "").replace(/_/g, "-"))?.[0] : undefined,
    datePublished: published,
    dateModified: dated(given.updated) ?? times.at(-1),
    coverageStartTime: live ? published : undefined,
    coverageEndTime: ended,
    image: picture(given.image),
    author: listed(given.byline).flatMap((person) =>
      named("Person", person, ({ role, image }) => ({ jobTitle: plain(role), image: at(image) })),
    ),
    publisher: named("Organization", given.publisher, ({ logo }) => ({ logo: at(logo) }))[0],
    keywords: listed(given.tags).map((tag) => plain(isObject(tag) ? tag.name : tag)).filter(Boolean),
    correction: listed(given.corrections).flatMap((correction) => {
      const text = plain(isObject(correction) ? correction.text : correction);
      const date = isObject(correction) ? dated(correction.date) : undefined;
      return text ? [shaken({ "@type": "CorrectionComment", text, datePublished: date })] : [];
    }),
    liveBlogUpdate,
  });
}

/** A language as Open Graph has it, with a territory: `en_GB`. */
function localeOf(lang: unknown): string | undefined {
  try {
    const { language, region } = new Intl.Locale(String(lang).replaceAll("_", "-")).maximize();
    return region && `${language}_${region}`;
  } catch {
    return undefined;
  }
}

/** What other sites show of a page that is shared there: Open Graph, and the kind of card on X. */
function sharingTags(given: Json, data: Json, base: string | undefined, lang: unknown): string[] {
  const secure = (address: unknown): string | undefined => (typeof address === "string" && address.startsWith("https:") ? address : undefined);
  const { image: picture } = given;
  const image = secure(isObject(picture) ? absolute(picture.src, base) : undefined);
  const [shown = {}] = listed(data.image) as Json[];
  const tags: [name: string, value: unknown][] = [
    ["og:type", "article"],
    ["og:title", data.headline],
    ["og:description", data.description],
    ["og:url", secure(data.url)],
    ["og:site_name", isObject(data.publisher) ? data.publisher.name : undefined],
    ["og:locale", localeOf(lang)],
    ["article:published_time", data.datePublished],
    ["article:modified_time", data.dateModified],
    ["article:section", data.articleSection],
    ...(listed(data.author) as Json[]).map(({ name, url }): [string, unknown] => ["article:author", secure(url) ?? name]),
    ...listed(data.keywords).map((tag): [string, unknown] => ["article:tag", tag]),
  ];
  if (image) {
    tags.push(["og:image", image], ["og:image:width", shown.width], ["og:image:height", shown.height]);
    tags.push(["og:image:alt", plain((picture as Json).alt)]);
  }
  const printed = tags.filter(([, value]) => value !== undefined && value !== "");
  return [
    ...printed.map(([name, value]) => `<meta property="${name}" content="${escaped(String(value))}">`),
    `<meta name="twitter:card" content="${image ? "summary_large_image" : "summary"}">`,
  ];
}

/**
 * Tags for the page's `<head>`: title, description, canonical address, the stylesheet if one is named, the structured
 * data, Open Graph and the kind of card. Nothing in an article can end the tag that it is in.
 * @throws ArticleError
 */
export function headTags(article: ArticleInput, options: HeadOptions & { baseUrl?: string } = {}): string {
  return tagsOf(parsed(article), options);
}

/** The same of an article that is parsed. */
export function tagsOf(given: Json, options: HeadOptions & { baseUrl?: string }): string {
  const data = dataOf(given, options);
  const tags = [`<title>${escaped(String(data.headline))}</title>`];
  if (data.description) tags.push(`<meta name="description" content="${escaped(String(data.description))}">`);
  if (data.url) tags.push(`<link rel="canonical" href="${escaped(String(data.url))}">`);
  if (options.stylesheet) tags.push(`<link rel="stylesheet" href="${escaped(options.stylesheet)}">`);
  tags.push(`<script type="application/ld+json">${guarded(JSON.stringify(data))}</script>`);
  const base = absolute(options.baseUrl, data.url as string | undefined) ?? (data.url as string | undefined);
  tags.push(...sharingTags(given, data, base, data.inLanguage ?? options.lang ?? "en"));
  return tags.join("\n");
}
