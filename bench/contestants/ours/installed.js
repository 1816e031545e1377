// What the package gives, as it is, from where it is.
import { load, mount } from "/dist/index.js";

export const init = () => load();

export const draw = (bytes, container) => mount(container, bytes).ready;
