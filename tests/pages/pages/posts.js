// Articles that the test mounts, one after another. `articles` holds them by their hosts' ids.
import { load, mount } from "/dist/index.js";

await load();

/** Mounts a host's article; gives what takes it away. */
globalThis.begin = (id, options) => {
  const widget = mount(globalThis.hosts?.[id] ?? document.getElementById(id), articles[id], { tweets: "click", ...options });
  return () => widget.destroy();
};
