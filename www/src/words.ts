// What the element says before there is an article, and so before the WebAssembly's own words.
import { languageAround, primary, wordsOf } from "./locale.js";

const english = {
  network: "The article could not be loaded. Check the connection.",
  http: "The article could not be loaded.",
  broken: "The article can’t be shown.",
  retry: "Try again",
};

/** The words of the language that `host` stands in, if they are here. */
export function words(host: Element): { lang: string; words: typeof english } {
  const lang = languageAround(host) ?? "en";
  const [network, http, broken, retry] = wordsOf(lang).split("\n").slice(-4);
  return network && http && broken && retry ? { lang: primary(lang), words: { network, http, broken, retry } } : { lang: "en", words: english };
}
