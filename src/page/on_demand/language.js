// What is asked of the browser about a language.

const CATEGORIES = ["zero", "one", "two", "few", "many", "other"];

/** Numbers among which each plural of a language is. */
export const samples = [...Array(200).keys()];

/**
 * The plurals of a language, in the order in which its messages have them.
 * @param {Intl.PluralRules} rules
 */
export const pluralsOf = (rules) => CATEGORIES.filter((category) => samples.some((n) => rules.select(n) === category));

/**
 * A language as `Intl` takes it; the browser's own for what is no language tag.
 * @param {string} lang
 */
export function tagOf(lang) {
  try {
    return Intl.getCanonicalLocales(lang)[0];
  } catch {
    return undefined;
  }
}

/**
 * A text with a number, in the form that the language wants for it.
 * @param {string} forms
 * @param {number} count
 * @param {string} lang
 */
export function counted(forms, count, lang) {
  const tag = tagOf(lang);
  const all = forms.split("|");
  const rules = new Intl.PluralRules(tag);
  const form = tag && all[pluralsOf(rules).indexOf(rules.select(count))];
  const digits = tag ? new Intl.NumberFormat(tag).format(count) : String(count);
  return (form ?? /** @type {string} */ (all.at(-1))).replace("#", digits);
}
