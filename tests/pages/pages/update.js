// Articles that the test mounts and updates.
import { load, mount } from "/dist/index.js";

await load();
globalThis.begin = (article, options) => {
  globalThis.host = document.getElementById("a");
  globalThis.widget = mount(host, article, options);
};
