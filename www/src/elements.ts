// The names of the elements.
import { ArticleWidgetElement } from "./element.js";
import { ArticlePostElement } from "./post-element.js";

const ELEMENTS = { "article-widget": ArticleWidgetElement, "article-post": ArticlePostElement };

/** Defines `<article-widget>` and `<article-post>`, as far as another version of the script hasn't. */
export function defineElements(): void {
  for (const [name, element] of Object.entries(ELEMENTS)) {
    if (globalThis.customElements && !customElements.get(name)) customElements.define(name, element);
  }
}
