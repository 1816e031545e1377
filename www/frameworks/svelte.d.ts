// <article-widget> and <article-post> in Svelte's components, for programs that import the types of article-widget/svelte.
import type { ArticleInput, ArticleWidgetElement, ArticleWidgetEventMap, ElementAttributes, Options, PostInput } from "./index.js";
import type { HTMLAttributes } from "svelte/elements";

/** What a component may set; `article` and `options` are properties. */
export type ArticleWidgetProps = Omit<HTMLAttributes<ArticleWidgetElement>, keyof ElementAttributes> &
  ElementAttributes & {
    article?: ArticleInput;
    options?: Options;
    "onarticle-ready"?: (event: ArticleWidgetEventMap["article-ready"]) => void;
    "onarticle-error"?: (event: ArticleWidgetEventMap["article-error"]) => void;
    "onarticle-update"?: (event: ArticleWidgetEventMap["article-update"]) => void;
    "onarticle-toggle"?: (event: ArticleWidgetEventMap["article-toggle"]) => void;
    "onarticle-progress"?: (event: ArticleWidgetEventMap["article-progress"]) => void;
    "onarticle-consent"?: (event: ArticleWidgetEventMap["article-consent"]) => void;
  };

/** The same for `<article-post>`. */
export type ArticlePostProps = Omit<ArticleWidgetProps, "article"> & { post?: PostInput };

declare module "svelte/elements" {
  interface SvelteHTMLElements {
    "article-widget": ArticleWidgetProps;
    "article-post": ArticlePostProps;
  }
}
