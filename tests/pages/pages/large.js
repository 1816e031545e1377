// Long articles that the test mounts.
import { load, mount, renderToString } from "/dist/index.js";

await load();
Object.assign(globalThis, { mount, renderToString });
globalThis.printed = (article) => renderToString(article).html;
globalThis.host = document.getElementById("a");
host.addEventListener("article-ready", ({ detail }) => (globalThis.readied = detail));
globalThis.begin = (article, options) => {
  globalThis.widget?.destroy();
  globalThis.widget = mount(host, article, options);
};
/** Whether the host holds what that HTML says. */
globalThis.sameAs = (html) => host.innerHTML.replaceAll("&nbsp;", "\u00a0") === html;

/** A clock on which each look takes 40 ms, so that a slice ends with its first piece on every machine. */
globalThis.slowClock = () => {
  let time = 0;
  performance.now = () => (time += 40);
};
