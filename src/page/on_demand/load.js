// The only place that imports what few articles need, or a reader has to ask for first. The names are written out, so that bundlers find them.

const modules = {
  posts: () => import("./posts.js"),
  embeds: () => import("./embeds.js"),
  lightbox: () => import("./lightbox.js"),
  share: () => import("./share.js"),
  compare: () => import("./compare.js"),
  chart: () => import("./chart.js"),
  live: () => import("./live.js"),
  notes: () => import("./notes.js"),
};

/** Firefox keeps a module that didn't come: another import of it fails without a request, until the page is loaded anew. */
const KEPT = /^error loading dynamically imported module: (\S+)$/;
let again = 0;

/** @type {Partial<Record<keyof typeof modules, Promise<any>>>} */
const loading = {};

/** @param {keyof typeof modules} name */
const attempt = async (name) => {
  try {
    return await modules[name]();
  } catch (error) {
    const kept = KEPT.exec(/** @type {Error} */ (error).message);
    if (!kept) throw error;
    const url = new URL(kept[1]);
    url.searchParams.set("again", String(++again));
    return import(/* webpackIgnore: true */ /* @vite-ignore */ url.href);
  }
};

/**
 * One module for all articles, whatever address it came from; after a fault, the next call tries again.
 * @param {keyof typeof modules} name
 */
export const load = (name) =>
  (loading[name] ??= attempt(name).catch((error) => {
    delete loading[name];
    throw error;
  }));
