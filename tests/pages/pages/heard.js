// Notes what the widgets of a page say. An ordinary script, because the pages of the tests allow no others.
globalThis.heard = [];
for (const type of ["article-ready", "article-error", "article-update", "article-toggle", "article-consent", "article-progress"]) {
  addEventListener(type, ({ target, bubbles, composed, detail }) => {
    const { name, code, path, message } = detail.error ?? {};
    const error = detail.error && { name, code, path, message, real: detail.error instanceof Error };
    heard.push({ type, host: target.id, bubbles, composed, detail: error ? { error } : detail });
  });
}
