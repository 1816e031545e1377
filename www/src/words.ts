// What the element says before there is an article, and so before the WebAssembly's own words.
const english = {
  network: "The article could not be loaded. Check the connection.",
  http: "The article could not be loaded.",
  broken: "The article can’t be shown.",
  retry: "Try again",
};

const italian: typeof english = {
  network: "Impossibile caricare l’articolo. Controlla la connessione.",
  http: "Impossibile caricare l’articolo.",
  broken: "L’articolo non può essere mostrato.",
  retry: "Riprova",
};

/** The words of the language that `host` stands in. */
export function words(host: Element): { lang: string; words: typeof english } {
  const lang = host.closest("[lang]")?.getAttribute("lang")?.split("-")[0]?.toLowerCase();
  return lang === "it" ? { lang, words: italian } : { lang: "en", words: english };
}
