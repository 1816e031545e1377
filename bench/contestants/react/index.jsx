import { flushSync } from "react-dom";
import { createRoot } from "react-dom/client";
import { read } from "../reading.js";
import { Article } from "./view.jsx";

const roots = new WeakMap();

export function draw(bytes, container) {
  roots.set(container, createRoot(container));
  update(bytes, container);
}

export function update(bytes, container) {
  const story = read(bytes);
  flushSync(() => roots.get(container).render(<Article story={story} />));
}

export function clear(container) {
  flushSync(() => roots.get(container).unmount());
}
