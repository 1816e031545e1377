import { articleScript, headTags, renderToString } from "article-widget/server";

const options = { headingLevel: 1 };

export default function (config) {
  config.addPassthroughCopy({ "node_modules/article-widget/dist/*.{js,css,wasm}": "widget" });
  config.addFilter("articleHead", (article) => headTags(article, { stylesheet: "/widget/article-widget.css" }));
  config.addFilter("articleHtml", (article) => {
    const rendered = renderToString(article, options);
    return rendered.html + articleScript(article, rendered);
  });
  return { dir: { data: "_data", output: "_site" } };
}
