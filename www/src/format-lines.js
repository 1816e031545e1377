// @ts-check
// How the formats of a language are handed to the WebAssembly: a line for each field, in this order. `make codegen` writes the same
// order into src/locale/generated.rs.

/**
 * @typedef {object} Format
 * @property {string} digits the ten digits
 * @property {string} group what separates thousands
 * @property {string} decimal the decimal sign
 * @property {string} minimumGrouping how many digits must stand before the first separator, 1 or 2
 * @property {string} percent a percentage; `#` is the number
 * @property {string} units short units, separated by tabs, each the power of ten and then its letters
 * @property {string} am the first half of the day
 * @property {string} pm the second half
 * @property {string} clock the hours of the clock (11, 12, 23 or 24), and how many digits an hour has at least
 * @property {string} plurals which form the numbers from 0 to 199 take, a digit each
 * @property {string} list a list of three, `#, # and #`
 * @property {string[]} dates a pattern for each month: ¹ is the day, ² the year
 * @property {string[]} times the same with the time: ³ is the hour, ⁴ the minute, ⁵ the half of the day
 */

/** @type {(keyof Format)[]} */
export const FIELDS = ["digits", "group", "decimal", "minimumGrouping", "percent", "units", "am", "pm", "clock", "plurals", "list", "dates", "times"];

/** @param {Format} format */
export const linesOf = (format) => FIELDS.flatMap((name) => format[name]).join("\n");

/** What a date's parts are in a pattern, by the names that `Intl` has for them. @type {Record<string, string>} */
export const MARKS = { day: "¹", year: "²", hour: "³", minute: "⁴", dayPeriod: "⁵" };
