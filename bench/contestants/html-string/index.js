// By hand: one HTML string, parsed in a template.
import { read } from "../reading.js";
import { markup } from "./markup.js";

export function draw(bytes, container) {
  const template = document.createElement("template");
  template.innerHTML = markup(read(bytes));
  container.append(template.content);
}

export function update(bytes, container) {
  clear(container);
  draw(bytes, container);
}

export const clear = (container) => container.replaceChildren();
export const readOnly = read;
