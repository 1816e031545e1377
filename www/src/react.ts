// <ArticleWidget> in pages.
import { createPortal } from "react-dom";
import { componentFor } from "./react.component.js";
import { ArticleWidgetElement } from "./index.js";

/** An article. What a server rendered of it is adopted. */
export const ArticleWidget = componentFor({
  define() {
    if (!customElements.get("article-widget")) customElements.define("article-widget", ArticleWidgetElement);
  },
  fill: createPortal,
});

export type { ArticleWidgetProps } from "./react.component.js";
export type * from "./types.js";
