// What reader views make of a rendered article: Mozilla's Readability, as Firefox has it.
import assert from "node:assert/strict";
import test from "node:test";
import { Readability } from "@mozilla/readability";
import { JSDOM } from "jsdom";
import { renderPage, renderToString } from "../../www/dist/server.js";

const line = (start) => ({ type: "paragraph", text: `${start} The ferry keeps its winter hours until the ice has gone, the company said on Tuesday, and its second boat waits. `.repeat(4) });
const article = {
  lang: "en",
  headline: "The ferry waits for the ice",
  standfirst: "A third week without the second boat.",
  byline: [{ name: "Jona Reed" }],
  body: [
    line("FIRST"),
    { type: "heading", text: "The hours" },
    line("SECOND"),
    { type: "tweet", post: { text: "We sail at noon.", author: { name: "Ferry Company", handle: "ferry" } } },
    { type: "heading", text: "The ice" },
    line("THIRD"),
  ],
};
const around = (inside) => `<!doctype html><html lang="en"><head><title>The ferry waits for the ice - The Daily</title></head><body><nav><a href="/">Home</a></nav><main>${inside}</main></body></html>`;
const read = (html) => new Readability(new JSDOM(html, { url: "https://news.example/ferry" }).window.document).parse();

for (const [what, html] of [
  ["in a page", around(renderToString(article).html)],
  ["in an element, as its page's first heading", around(`<article-widget>${renderToString(article, { headingLevel: 1 }).html}</article-widget>`)],
  ["as a page of renderPage", renderPage(article, { script: "/define.js" })],
  ["as a page without a script", renderPage(article)],
]) {
  test(`a reader view keeps the standfirst, the text and the article's own byline, ${what}`, () => {
    const { byline, textContent, title } = read(html);
    assert.match(title, /^The ferry waits/);
    assert.match(byline, /Jona Reed/);
    for (const words of ["A third week without the second boat.", "FIRST", "SECOND", "We sail at noon.", "THIRD"]) assert.ok(textContent.includes(words), words);
  });
}

test("a reader view keeps the headings of a page without a script", () => {
  const { textContent } = read(renderPage(article));
  for (const words of ["The hours", "The ice"]) assert.ok(textContent.includes(words), words);
});
