// Prints an article at the edge; the page's script takes it over.
import { ArticleError, renderPage } from "article-widget/server";

const newsroom = "https://newsroom.example/articles";

export default {
  async fetch(request, env) {
    const { pathname } = new URL(request.url);
    const [, id] = /^\/news\/([\w-]+)$/.exec(pathname) ?? [];
    if (!id) return env.ASSETS.fetch(request);
    const article = await fetch(`${newsroom}/${id}.json`);
    if (!article.ok) return new Response("There is no such article.", { status: 404 });
    try {
      const html = renderPage(await article.text(), { url: request.url, script: "/resume.js", stylesheet: "/article-widget.css" });
      return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
    } catch (error) {
      if (!(error instanceof ArticleError)) throw error;
      return new Response(`The article can't be shown: ${error.message}`, { status: 502 });
    }
  },
};
