// What makes each event of an article happen, and what a page may do meanwhile.
globalThis.actions = {
  makes: {
    "article-ready": (host) => void (host.article = { ...host.article }),
    "article-error": (host) => host.update("{"),
    "article-toggle": (host) => host.querySelector(".aw-section-button").click(),
    "article-update": (host) => host.update({ ...host.article, headline: "Changed" }),
    "article-progress": () => scrollTo({ top: document.body.scrollHeight, behavior: "instant" }),
    "article-consent": (host) => host.querySelector("[data-ask]").click(),
  },
  does: {
    destroy: (host) => host.destroy(),
    update: (host, article) => host.update(article),
    "another article": (host, article) => void (host.article = article),
    remove: (host) => host.remove(),
    move: (host) => document.body.prepend(host),
    "close all": (host) => host.collapseAll(),
  },
};
