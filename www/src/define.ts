// The API, and the elements defined.
import { defineElements } from "./elements.js";

defineElements();

export * from "./index.js";
