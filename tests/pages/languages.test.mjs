// Words, numbers and dates in the article's language.
import assert from "node:assert/strict";
import test from "node:test";
import { renderToString } from "../../www/dist/server.js";
import { answer, page, saying, visit } from "./parts.mjs";

const published = "2025-04-04T18:05:00+02:00";
const updated = "2025-04-04T18:25:00+02:00";
const post = { author: { name: "Ada", handle: "ada" }, text: "Words", metrics: { likes: 1, replies: 3, views: 1234567 } };
const article = (lang, more = {}) => ({ headline: "H", lang, published, updated, body: [{ type: "tweet", post }], ...more });
const text = (html) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

test("dates and numbers are as Intl writes them, in the zone of their timestamp", () => {
  for (const lang of ["en", "en-GB", "de", "pl", "ar", "he", "ja", "sv", "tr"]) {
    const { html } = renderToString(article(lang));
    const date = new Intl.DateTimeFormat(lang, { dateStyle: "long", timeStyle: "short", timeZone: "Europe/Rome", calendar: "gregory" });
    assert.ok(text(html).includes(date.format(new Date(published)).replace(/\s+/g, " ")), `${lang}: ${text(html)}`);
    // Where units are of ten thousand, ours has three digits.
    if (lang === "ja") continue;
    const views = new Intl.NumberFormat(lang, { notation: "compact", maximumFractionDigits: 1, roundingMode: "trunc" }).format(1234567);
    assert.ok(text(html).includes(views.replace(/\s+/g, " ")), `${lang}: ${text(html)}`);
  }
});

test("a time zone that the page names holds for all times, and one that isn't there is noted", () => {
  const tokyo = renderToString(article("en"), { timeZone: "Asia/Tokyo" });
  assert.match(text(tokyo.html), /April 5, 2025 at 1:05 AM/);
  assert.match(tokyo.html, new RegExp(`datetime="${published.replace("+", "\\+")}"`));
  const mars = renderToString(article("en"), { timeZone: "Mars/Olympus" });
  assert.match(text(mars.html), /April 4, 2025 at 6:05 PM/);
  assert.deepEqual(
    mars.diagnostics.map(({ code, path }) => [code, path]),
    [["unknown-value", "options.timeZone"]],
  );
  const plain = renderToString({ ...article("en"), published: "2025-04-04" }, { timeZone: "Asia/Tokyo" });
  assert.match(text(plain.html), /April 4, 2025 ·/);
});

test("plurals are the language's own", () => {
  const said = (lang, replies) => text(renderToString(article(lang, { body: [{ type: "tweet", post: { ...post, metrics: { replies } } }] })).html);
  assert.match(said("pl", 1), /1 odpowiedź/);
  assert.match(said("pl", 3), /3 odpowiedzi/);
  assert.match(said("pl", 5), /5 odpowiedzi/);
  assert.notEqual(said("ar", 3).replace(/\d/g, ""), said("ar", 11).replace(/\d/g, ""));
});

test("a language without words has English ones that say so, and its own dates", () => {
  const { html } = renderToString(article("tr"));
  assert.match(html, /<span lang="en">Updated<\/span>/);
  assert.match(text(html), /4 Nisan 2025/);
  assert.doesNotMatch(renderToString(article("it")).html, /lang="en"/);
  assert.match(renderToString(article("ur")).html, /<span lang="en" dir="ltr">Updated<\/span>/);
});

test("labels stand in place of our words", () => {
  const { html, diagnostics } = renderToString(article("en"), { labels: { updated: "Last changed", likes: "# heart|# hearts", views: 7 } });
  assert.match(text(html), /Last changed .* 1 heart /);
  assert.deepEqual(diagnostics.map(({ code, path }) => [code, path]), [["wrong-type", "options.labels.views"]]);
});

test("in a page, words load when an article needs them, and an article that came before them is drawn again", async (t) => {
  const v = await visit(t, "/languages.html", {
    html: page('<main><h1>x</h1><article-widget src="/it.json"></article-widget><div id="b"></div></main>', {
      head: '<script type="module" src="/pages/languages.js"></script>',
    }),
    answers: { "/it.json": (_, res) => res.setHeader("content-type", "application/json").end(JSON.stringify(article("it"))) },
  });
  await v.page.waitForFunction(() => globalThis.seen);
  const seen = await v.page.evaluate(() => globalThis.seen);
  assert.match(seen.element, /Aggiornato 4 aprile 2025/);
  assert.match(seen.first, /Updated 4\. April 2025/);
  assert.match(seen.later, /Aktualisiert am 4\. April 2025/);
});

test("the words of the article's own language load, and of no other, wherever it says which that is", async (t) => {
  const scripts = [];
  const { lang, ...rest } = article("it");
  const late = { ...rest, headline: [{ text: "Bonjour", lang: "fr" }], standfirst: "Parole. ".repeat(100), lang };
  const v = await visit(t, "/late-language.html", { html: page("<main><h1>x</h1></main>"), answers: { "/late.json": answer(late) } });
  const note = async (response) => scripts.push(response.url().endsWith(".js") ? await response.text().catch(() => "") : "");
  v.page.on("response", note);
  t.after(() => v.page.off("response", note));
  await v.page.evaluate(() => {
    const element = document.createElement("article-widget");
    element.setAttribute("src", "/late.json");
    document.querySelector("main").append(element);
  });
  await saying(v.page, "article-ready");
  assert.match(await v.page.locator("article-widget").textContent(), /Aggiornato 4 aprile 2025/);
  const loaded = scripts.join("");
  assert.match(loaded, /Aggiornato/);
  assert.doesNotMatch(loaded, /Mis à jour|Aktualisiert/);
});
