// <ArticleWidget> in pages.
import { createPortal } from "react-dom";
import { componentFor, postComponentFor } from "./react.component.js";
import { ArticleWidgetElement } from "./index.js";

/** An article. What a server rendered of it is adopted. */
export const ArticleWidget = componentFor({
  define() {
    if (!customElements.get("article-widget")) customElements.define("article-widget", ArticleWidgetElement);
  },
  fill: createPortal,
});

/** A post outside an article. What a server rendered of it is adopted. */
export const ArticlePost = postComponentFor(ArticleWidget);

export type { ArticlePostProps, ArticleWidgetProps } from "./react.component.js";
export type * from "./types.js";
