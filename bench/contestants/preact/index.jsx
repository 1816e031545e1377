import { render } from "preact";
import { Article } from "../react/view.jsx";
import { read } from "../reading.js";

export function draw(bytes, container) {
  render(<Article story={read(bytes)} />, container);
}

export const update = draw;

export const clear = (container) => render(null, container);
