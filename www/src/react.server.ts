// <ArticleWidget> on servers: the article is HTML at once.
import { imprintScript, renderToString } from "article-widget/server";
import { componentFor, postComponentFor } from "./react.component.js";

/** An article. */
export const ArticleWidget = componentFor({
  define() {},
  print(article, options) {
    try {
      const rendered = renderToString(article, options);
      return rendered.html + imprintScript(article, rendered);
    } catch {
      // The page says what is wrong.
      return "";
    }
  },
});

/** A post outside an article. */
export const ArticlePost = postComponentFor(ArticleWidget);
