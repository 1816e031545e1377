// What the element says before there is an article, and so before the WebAssembly's own words.
import messages from "article-widget:messages";
import { languageAround, primary, wordsOf } from "./locale.js";

type Words = Record<keyof typeof messages, string>;

/** The words of the language around `host`, if they are loaded. */
export function words(host: Element): { lang: string; words: Words } {
  const lang = languageAround(host) ?? "en";
  // The first line is the tag.
  const [, ...lines] = wordsOf(lang).split("\n");
  const texts = Object.entries(messages).map(([name, { line, english }]) => [name, lines[line] ?? english]);
  return { lang: lines.length > 0 ? primary(lang) : "en", words: Object.fromEntries(texts) as Words };
}
