// Writes how languages write numbers and dates, as this machine's Intl says it, into src/locale/data/.   node scripts/formats.mjs
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { MARKS } from "../www/src/format-lines.js";
import { CATEGORIES, locales, SAMPLES, sourceOf } from "./locales.mjs";
import { sources } from "./sources.mjs";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
const { outputFiles } = await esbuild.build({ entryPoints: ["www/src/locale.ts"], bundle: true, format: "esm", write: false, plugins: [sources({})] });
const { ask } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);

/** A pattern with the names of its parts, which must be the same for every month. */
function named(tag, patterns, months) {
  const [pattern, ...others] = new Set(
    patterns.map((pattern, month) => Object.entries(MARKS).reduce((text, [part, mark]) => text.replace(mark, `{${part}}`), pattern.replace(months[month], "{month}"))),
  );
  if (others.length > 0) throw new Error(`${tag}: dates have more than one pattern.`);
  return pattern;
}

/** Numbers as CLDR lists samples: "0, 2~4". */
function ranges(numbers) {
  const found = [];
  for (const number of numbers) {
    const last = found.at(-1);
    if (last?.[1] === number - 1) last[1] = number;
    else found.push([number, number]);
  }
  return found.map(([first, last]) => (first === last ? first : `${first}~${last}`)).join(", ");
}

function formatsOf(tag) {
  const { digits, group, decimal, minimumGrouping, percent, units, am, pm, clock, list, dates, times } = ask(tag);
  const rules = new Intl.PluralRules(tag);
  const samples = [...Array(SAMPLES).keys()];
  const plurals = CATEGORIES.map((category) => [category, samples.filter((number) => rules.select(number) === category)]);
  const [, separator, last] = list.split("#");
  const [hours, hourDigits] = clock.split(" ").map(Number);
  const day = new Intl.DateTimeFormat(tag, { calendar: "gregory", timeZone: "UTC", dateStyle: "long" });
  const months = Array.from({ length: 12 }, (_, month) => day.formatToParts(Date.UTC(2025, month, 2)).find(({ type }) => type === "month").value);
  return {
    numbers: {
      digits,
      group,
      decimal,
      minimumGrouping: Number(minimumGrouping),
      percent,
      compact: Object.fromEntries(units.split("\t").map((unit) => [unit[0], unit.slice(1)])),
    },
    plurals: Object.fromEntries(plurals.filter(([, numbers]) => numbers.length > 0).map(([category, numbers]) => [category, ranges(numbers)])),
    list: { separator, last },
    dates: { am, pm, clock: hours, hourDigits, months, date: named(tag, dates, months), dateTime: named(tag, times, months) },
  };
}

/** Signs that can't be seen are written by their numbers. */
const visible = (json) => json.replace(/[\u00a0\u061c\u200b-\u200f\u2028-\u202f\u2066-\u2069]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);

for (const { tag } of locales) {
  const { messages } = sourceOf(tag);
  await writeFile(`src/locale/data/${tag}.json`, `${visible(JSON.stringify({ ...(messages && { messages }), ...formatsOf(tag) }, null, 2))}\n`);
}
