// <article-widget> and <article-post> in Vue's templates, for programs that import the types of article-widget/vue.
import type { ArticleInput, ArticleWidgetEventMap, ElementAttributes, Options, PostInput } from "./index.js";
import type { DefineComponent, HTMLAttributes } from "vue";

/** What a template may bind; `article` and `options` are properties. */
export type ArticleWidgetProps = ElementAttributes &
  HTMLAttributes & {
    article?: ArticleInput;
    options?: Options;
    onArticleReady?: (event: ArticleWidgetEventMap["article-ready"]) => void;
    onArticleError?: (event: ArticleWidgetEventMap["article-error"]) => void;
    onArticleUpdate?: (event: ArticleWidgetEventMap["article-update"]) => void;
    onArticleToggle?: (event: ArticleWidgetEventMap["article-toggle"]) => void;
    onArticleProgress?: (event: ArticleWidgetEventMap["article-progress"]) => void;
    onArticleConsent?: (event: ArticleWidgetEventMap["article-consent"]) => void;
  };

/** The same for `<article-post>`. */
export type ArticlePostProps = Omit<ArticleWidgetProps, "article"> & { post?: PostInput };

declare module "vue" {
  interface GlobalComponents {
    "article-widget": DefineComponent<ArticleWidgetProps>;
    ArticleWidget: DefineComponent<ArticleWidgetProps>;
    "article-post": DefineComponent<ArticlePostProps>;
    ArticlePost: DefineComponent<ArticlePostProps>;
  }
}
