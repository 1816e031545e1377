// What a language's words and formats are: words by loading them, formats by asking `Intl` with sample values, once.
import { pluralsOf, samples } from "../../src/page/on_demand/language.js";
import english from "article-widget:format";
import { linesOf, MARKS, type Format } from "./format-lines.js";

/** Words, or how to load them and the formats of the language. */
export type Languages = Record<string, string | (() => Promise<{ default: string; format: string }>)>;

let languages: Languages = {};

/** Says where words are; each way in has its own. */
export function setLanguages(given: Languages): void {
  languages = given;
}

/** Words of languages other than English, by their tags, as far as they are here. */
const words = new Map<string, string>();
const loading = new Map<string, Promise<void>>();
/** What is known needs no `Intl`, which takes longer for its first answers than the first article does. */
const formats = new Map(["en", "en-US"].map((lang) => [lang, `${lang}\n${english}`]));

/** A tag without its country or script. */
export const primary = (lang: string): string => lang.toLowerCase().split("-")[0] as string;

/** The tag of the words for a language: Chinese in traditional characters has its own. */
const wordsTag = (lang: string): string => {
  const tag = primary(lang);
  return tag === "zh" && /-(hant|tw|hk|mo)\b/i.test(lang) && !/-hans\b/i.test(lang) ? "zh-Hant" : tag;
};

/** The language that the page says an element is in. */
export const languageAround = (element: Element): string | null | undefined => element.closest("[lang]")?.getAttribute("lang");

/** The words of a language: its tag on a line, then a line each. Empty if there are none, or if they aren't here yet. */
export function wordsOf(lang: string): string {
  const tag = wordsTag(lang);
  const own = languages[tag];
  if (Object.hasOwn(languages, tag) && typeof own === "string") return `${tag}\n${own}`;
  return words.get(tag) ?? "";
}

/** Loads the words of a language, if there are any to load. */
export function loadWords(lang: string): Promise<void> | undefined {
  const tag = wordsTag(lang);
  const source = Object.hasOwn(languages, tag) ? languages[tag] : undefined;
  if (typeof source !== "function" || words.has(tag)) return undefined;
  let promise = loading.get(tag);
  if (!promise) {
    // Without them the words are English, which is better than no article; the next article tries again.
    // Loaders of bundlers may throw at once.
    promise = new Promise<{ default: string; format: string }>((done) => done(source())).then(
      (module) => {
        words.set(tag, `${tag}\n${module.default}`);
        if (!formats.has(tag)) formats.set(tag, `${tag}\n${module.format}`);
      },
      () => void loading.delete(tag),
    );
    loading.set(tag, promise);
  }
  return promise;
}

const encoder = new TextEncoder();
/** What the WebAssembly gets of a language, and the words that this was made from. */
const tables = new Map<string, { words: string; bytes: Uint8Array }>();

/** Words and formats of a language, as far as they are here, parted by a zero. */
export function tablesOf(lang: string): Uint8Array {
  const words = wordsOf(lang);
  let known = tables.get(lang);
  if (known?.words !== words) tables.set(lang, (known = { words, bytes: encoder.encode(`${words}\0${formatOf(lang)}`) }));
  return known.bytes;
}

type Parts = { type: string; value: string }[];

function formatOf(lang: string): string {
  let lines = formats.get(lang);
  if (lines === undefined) {
    const format = ask(lang);
    formats.set(lang, (lines = format ? `${lang}\n${linesOf(format)}` : ""));
  }
  return lines;
}

/** How a language writes numbers and dates, as `Intl` has it; none if it doesn't know the language. */
export function ask(lang: string): Format | undefined {
  let known: string | undefined;
  try {
    // An unknown language would be written as the machine's own, which differs between server and browser.
    [known] = Intl.DateTimeFormat.supportedLocalesOf(lang);
  } catch {
    // Not every tag is one.
  }
  if (!known) return undefined;
  const number = (options: Intl.NumberFormatOptions, value: number): Parts => new Intl.NumberFormat(known, options).formatToParts(value);
  const part = (parts: Parts, type: string): string => parts.find((part) => part.type === type)?.value ?? "";
  const plain = new Intl.NumberFormat(known, { useGrouping: false });
  const large = number({}, 12345.6);
  const percent = number({ style: "percent" }, 0.5).map(({ type, value }) => (type === "integer" ? "#" : value));
  const units: string[] = [];
  for (let power = 3; power < 10; power++) {
    const parts = number({ notation: "compact" }, 10 ** power);
    const behind = parts.slice(1).map(({ value }) => value).join("");
    const letters = parts.some(({ type }) => type === "compact") && parts[0]?.type === "integer";
    const size = power - (parts[0]?.value.length ?? 1) + 1;
    if (letters && size === power) units.push(power + behind);
  }
  const date = { calendar: "gregory", timeZone: "UTC", dateStyle: "long" } as const;
  const day = new Intl.DateTimeFormat(known, date);
  const time = new Intl.DateTimeFormat(known, { ...date, timeStyle: "short" });
  const at = (month: number, hour: number): number => Date.UTC(2025, month, 2, hour, 34);
  const { hourCycle, hour12 } = time.resolvedOptions();
  const hours = part(time.formatToParts(at(0, 7)), "hour").length;
  const plurals = new Intl.PluralRules(known);
  const order = pluralsOf(plurals);
  // Whether "9:30 AM" has a narrow space differs from one engine to the next, and server and browser must not.
  const pattern = (format: Intl.DateTimeFormat, month: number): string =>
    format.formatToParts(at(month, 7)).map(({ type, value }) => MARKS[type] ?? value).join("").replace(/\s⁵/, "\u202f⁵");
  // Some languages ask which letters the next word begins with.
  const word = part(day.formatToParts(at(0, 7)), "month");
  const between = (type: "conjunction" | "unit", count: number): string =>
    new Intl.ListFormat(known, { type }).formatToParts(Array<string>(count).fill(word)).find(({ type }) => type === "literal")?.value ?? "";
  // Where there is an "and" between all, as in Arabic, a comma is that of measures.
  const comma = [between("conjunction", 4), between("unit", 3)].map((text) => text.replace(/\p{L}.*/u, ""));
  const months = Array.from({ length: 12 }, (_, month) => month);
  return {
    digits: [...Array(10).keys()].map((digit) => plain.format(digit)).join(""),
    group: part(large, "group"),
    decimal: part(large, "decimal"),
    minimumGrouping: part(number({}, 1234), "group") ? "1" : "2",
    percent: percent.join(""),
    units: units.join("\t"),
    am: part(time.formatToParts(at(0, 7)), "dayPeriod"),
    pm: part(time.formatToParts(at(0, 19)), "dayPeriod"),
    clock: `${{ h11: 11, h12: 12, h23: 23, h24: 24 }[hourCycle ?? (hour12 ? "h12" : "h23")]} ${hours}`,
    plurals: samples.map((n) => order.indexOf(plurals.select(n))).join(""),
    list: `#${comma[0]?.trim() ? comma[0] : (comma[1] ?? "")}#${between("conjunction", 2)}#`,
    dates: months.map((month) => pattern(day, month)),
    times: months.map((month) => pattern(time, month)),
  };
}

/** When it is in a zone, as RFC 3339 writes it without an offset; itself if it is no time, or there is no such zone. */
export function inZone(moment: string, timeZone: string): string {
  const instant = Date.parse(moment);
  // Without an offset, nobody knows when it was.
  if (!/[tT ]\d.*([zZ]|[+-]\d\d:?\d\d)$/.test(moment) || Number.isNaN(instant)) return moment;
  const format = new Intl.DateTimeFormat("en-US", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
  });
  const parts = Object.fromEntries(format.formatToParts(instant).map(({ type, value }) => [type, value]));
  return `${String(parts.year).padStart(4, "0")}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/** Whether there is such a zone. */
export function isZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
    return true;
  } catch {
    return false;
  }
}
