// The API, and the element defined.
import { ArticleWidgetElement } from "./index.js";

// Another version of the script may have been faster: one element of that name is all there can be.
if (globalThis.customElements && !customElements.get("article-widget")) {
  customElements.define("article-widget", ArticleWidgetElement);
}

export * from "./index.js";
