// <ArticleWidget> on servers: the article is HTML at once.
import { renderToString } from "article-widget/server";
import { componentFor } from "./react.component.js";

/** An article. */
export const ArticleWidget = componentFor({
  define() {},
  print(article, options) {
    try {
      return renderToString(article, options).html;
    } catch {
      // The page says what is wrong.
      return "";
    }
  },
});
