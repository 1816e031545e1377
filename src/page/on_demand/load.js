// The only place that imports what few articles need, or a reader has to ask for first. The names are written out, so that bundlers find them.

const modules = {
  posts: () => import("./posts.js"),
  embeds: () => import("./embeds.js"),
  lightbox: () => import("./lightbox.js"),
  share: () => import("./share.js"),
  compare: () => import("./compare.js"),
  chart: () => import("./chart.js"),
  live: () => import("./live.js"),
};

/** @param {keyof typeof modules} name */
export const load = (name) => modules[name]();
