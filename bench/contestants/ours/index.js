// What the package gives, bundled as an application would.
import { load, mount } from "../../../www/dist/index.js";

const widgets = new WeakMap();

export const init = () => load(new URL("./article-widget.wasm", import.meta.url));

/** Returns when the first screen is painted; the promise settles when all is. */
export function draw(bytes, container) {
  const widget = mount(container, bytes);
  widgets.set(container, widget);
  return widget.ready;
}

export function update(bytes, container) {
  widgets.get(container).update(bytes);
}

export function clear(container) {
  widgets.get(container).destroy();
}

/** Reads and draws nothing: without its headline, an article is refused once it is read. */
export function readOnly(bytes, container) {
  try {
    mount(container, bytes);
  } catch (error) {
    if (error.code === "no-headline") return;
    throw error;
  }
  throw new Error("An article without a headline was drawn.");
}
