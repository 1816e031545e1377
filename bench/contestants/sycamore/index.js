// A Rust framework, compiled to WebAssembly: its source is in ../../rust/.
import start, { clear as unmount, draw as mount } from "../../../target/bench/sycamore/sycamore.js";

const handles = new WeakMap();

export const init = () => start({ module_or_path: new URL("./sycamore_bg.wasm", import.meta.url) });

export function draw(bytes, container) {
  handles.set(container, mount(bytes, container));
}

export function update(bytes, container) {
  clear(container);
  draw(bytes, container);
}

export function clear(container) {
  unmount(handles.get(container));
  // It forgets its nodes, and leaves them standing.
  container.replaceChildren();
}
