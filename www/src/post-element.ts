// <article-post>: a post outside an article.
import { ArticleWidgetElement } from "./element.js";
import { postBlock } from "./post-block.js";
import type { PostInput } from "./types.js";

/**
 * `<article-post>`: a post from `src`, from a `<script type="application/json">` inside, or from `post`. It has the attributes, methods
 * and events of `<article-widget>`.
 */
export class ArticlePostElement extends ArticleWidgetElement {
  protected static override properties = ["post", ...ArticleWidgetElement.properties];
  protected static override documentOf = postBlock;
  protected static override skeleton = ["meta", "line", "line"];

  /** The post, in any format that {@link postBlock} takes; setting it shows it. */
  get post(): PostInput | undefined {
    return this.article;
  }

  set post(post: PostInput | null | undefined) {
    this.article = post;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    "article-post": ArticlePostElement;
  }
}
