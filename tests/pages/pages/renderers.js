// Articles with blocks that this page draws itself.
import { load, mount } from "/dist/index.js";

await load();
globalThis.calls = [];
globalThis.host = document.getElementById("a");
const renderers = {
  chart(block, place) {
    calls.push(`draw ${block.id}`);
    const bold = document.createElement("b");
    bold.textContent = block.values.join();
    place.append(bold);
    return () => calls.push(`clean ${block.id}`);
  },
  trouble() {
    throw new Error("no");
  },
  embed(_, place) {
    place.append("own embed");
  },
};
globalThis.begin = (article) => {
  globalThis.widget = mount(host, article, { renderers });
};
