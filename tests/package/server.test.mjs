// What a server makes of an article: HTML, tags for the head, a whole page that the element adopts.
import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import test from "node:test";
import { assertQuiet, open } from "../pages/browser.mjs";
import { articleScript, headTags, renderPage, renderToString, structuredData } from "../../www/dist/server.js";
import { repo } from "./consumer.mjs";

const fixture = (name) => readFile(repo(`tests/fixtures/${name}.json`), "utf8");

const storm = {
  lang: "en",
  url: "https://example.org/storm",
  kicker: "Harbour",
  headline: ["The storm took ", { text: "the pier", marks: ["em"] }],
  standfirst: "And left the lamp",
  byline: [{ name: "Ada Brinewater", role: "Coast editor", url: "/people/ada" }],
  publisher: { name: "The Quayside Post", url: "https://example.org/", logo: "logo.svg" },
  published: "2025-06-01T07:30:00+02:00",
  updated: "2025-06-01T09:00:00+02:00",
  image: { src: "pictures/pier.jpg", alt: "", width: 1200, height: 800, credit: "Otto Lind" },
  tags: [{ name: "Storms" }],
  corrections: [{ date: "2025-06-02", text: "It was a Sunday." }],
  body: [{ type: "paragraph", text: "It came at nine." }],
};

test("the head has the title, the description, the address, the styles and the structured data", () => {
  const [title, description, canonical, stylesheet, data] = headTags(storm, { stylesheet: "/a.css?b&c" }).split("\n");
  assert.equal(title, "<title>The storm took the pier</title>");
  assert.equal(description, '<meta name="description" content="And left the lamp">');
  assert.equal(canonical, '<link rel="canonical" href="https://example.org/storm">');
  assert.equal(stylesheet, '<link rel="stylesheet" href="/a.css?b&amp;c">');
  const [, json] = /^<script type="application\/ld\+json">(.*)<\/script>$/.exec(data);
  assert.deepEqual(JSON.parse(json), structuredData(storm));
  assert.deepEqual(structuredData(storm), {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    mainEntityOfPage: "https://example.org/storm",
    url: "https://example.org/storm",
    headline: "The storm took the pier",
    description: "And left the lamp",
    articleSection: "Harbour",
    inLanguage: "en",
    datePublished: "2025-06-01T07:30:00+02:00",
    dateModified: "2025-06-01T09:00:00+02:00",
    image: [{ "@type": "ImageObject", url: "https://example.org/pictures/pier.jpg", width: 1200, height: 800, creditText: "Otto Lind" }],
    author: [{ "@type": "Person", name: "Ada Brinewater", url: "https://example.org/people/ada", jobTitle: "Coast editor" }],
    publisher: { "@type": "Organization", name: "The Quayside Post", url: "https://example.org/", logo: "https://example.org/logo.svg" },
    keywords: ["Storms"],
    correction: [{ "@type": "CorrectionComment", text: "It was a Sunday.", datePublished: "2025-06-02" }],
  });
  assert.equal(headTags({ headline: "Bare" }).split("\n")[0], "<title>Bare</title>");
  assert.deepEqual(structuredData({ headline: "Bare" }), { "@context": "https://schema.org", "@type": "NewsArticle", headline: "Bare" });
});

test("a live article is a LiveBlogPosting with its updates", () => {
  const live = {
    headline: "As it happens",
    live: true,
    published: "2025-06-01T07:00:00Z",
    body: [
      { type: "paragraph", text: "What we know." },
      { type: "paragraph", published: "2025-06-01T09:00:00Z", text: ["The lamp is ", { text: "lit" }, "."] },
      { type: "heading", published: "2025-06-01T08:30:00Z", text: "Boats return" },
      { type: "paragraph", text: "All of them." },
      { type: "heading", level: 3, text: "The Marigold" },
      { type: "list", items: ["One", [{ type: "paragraph", text: "Two" }]] },
      { type: "heading", text: "Background" },
      { type: "section", heading: "Earlier", body: [{ type: "section", published: "2025-06-01", heading: "Dawn", body: [{ type: "paragraph", text: "Calm." }] }] },
      { type: "tweet", published: "2025-06-01T08:00:00Z", post: { author: { name: "Otto", handle: "otto" }, text: "On my way" } },
    ],
  };
  const data = structuredData(live);
  assert.equal(data["@type"], "LiveBlogPosting");
  assert.equal(data.coverageStartTime, "2025-06-01T07:00:00Z");
  assert.equal(data.dateModified, "2025-06-01T09:00:00Z");
  assert.deepEqual(data.liveBlogUpdate.map(({ headline, datePublished, articleBody }) => [headline, datePublished, articleBody]), [
    [undefined, "2025-06-01T09:00:00Z", "The lamp is lit."],
    ["Boats return", "2025-06-01T08:30:00Z", "All of them.\nThe Marigold\nOne\nTwo"],
    ["Dawn", "2025-06-01", "Calm."],
    [undefined, "2025-06-01T08:00:00Z", "On my way"],
  ]);
  assert.equal(structuredData({ ...live, live: false }).liveBlogUpdate, undefined);
  const ended = structuredData({ ...live, live: false, ended: "2025-06-01T18:00:00Z" });
  assert.deepEqual([ended["@type"], ended.coverageEndTime, ended.liveBlogUpdate], ["LiveBlogPosting", "2025-06-01T18:00:00Z", data.liveBlogUpdate]);
});

test("only addresses of the web are told, and only absolute ones", () => {
  const data = structuredData({
    headline: "Addresses",
    url: "javascript:alert(1)",
    byline: [{ name: "A", url: "data:text/html,x", image: "a.png" }, "B", { name: 7, url: "https://user:word@example.org/" }],
    image: { src: "pictures/a.jpg" },
    publisher: { name: "P", url: "/", logo: "https://example.org/logo.svg" },
  });
  assert.deepEqual(data, {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    headline: "Addresses",
    author: [{ "@type": "Person", name: "A" }, { "@type": "Person", name: "B" }, { "@type": "Person", name: "7" }],
    publisher: { "@type": "Organization", name: "P", logo: "https://example.org/logo.svg" },
  });
  assert.equal(headTags({ headline: "A", url: "javascript:alert(1)" }).includes("canonical"), false);
  const based = structuredData({ headline: "A", url: "../b", image: { src: "c.jpg" } }, { url: "https://example.org/x/y/", baseUrl: "https://cdn.example/" });
  assert.deepEqual([based.url, based.image[0].url], ["https://example.org/x/b", "https://cdn.example/c.jpg"]);
});

test("whatever an article says, it ends no tag and starts none", async (t) => {
  const evil = `</script></title></style><!--<script><img src=x onerror="top.evil=1">]]>&quot;" onload='x' &lt;\u2028\u2029\0`;
  const poisoned = (value) =>
    typeof value === "string" ? value + evil
    : Array.isArray(value) ? value.map(poisoned)
    : value && typeof value === "object" ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key + evil, inner]).concat(Object.entries(value).map(([key, inner]) => [key, key === "type" ? inner : poisoned(inner)])))
    : value;
  const article = poisoned({ ...storm, live: true, body: [{ type: "paragraph", published: "2025-06-01", text: "x" }] });
  const html = renderPage(article, { script: `/dist/define.js?${evil}`, stylesheet: `/dist/article-widget.css?${evil}`, url: `https://example.org/${evil}`, idPrefix: evil, styles: "p{}</style><script>evil" });
  const visit = await open("/evil.html", { html, csp: null });
  t.after(visit.close);
  const seen = await visit.page.evaluate(() => ({
    evil: globalThis.evil ?? null,
    head: [...document.head.children].map(({ localName }) => localName),
    body: [...document.body.children].map(({ localName }) => localName),
    inside: [...document.querySelector("article-widget").attributes].map(({ name }) => name),
    scripts: [...document.scripts].map(({ type }) => type),
    images: document.querySelectorAll("[onerror], [onload], img[src=x]").length,
    json: document.querySelector('article-widget > script[type="application/json"]').text,
    title: document.title,
  }));
  assert.deepEqual(JSON.parse(seen.json), JSON.parse(JSON.stringify(article)));
  assert.deepEqual(seen.scripts, ["application/ld+json", "module", "application/json", "application/json"]);
  assert.deepEqual([seen.evil, seen.images, seen.body], [null, 0, ["article-widget"]]);
  assert.deepEqual(seen.head.filter((name, at) => name !== "meta" || at < 4), ["meta", "meta", "title", "meta", "link", "link", "script", "style", "script"]);
  assert.deepEqual(seen.inside.filter((name) => !/^(heading-level|id-prefix|aria-busy)$/.test(name)), []);
  assert.ok(seen.title.includes("<script>"));
});

test("a whole page is adopted node for node, quietly and under the strictest policy", async (t) => {
  for (const [name, options] of [["everything", { sections: "closed", toc: true }], ["rtl", {}], ["italian", { headingLevel: 2, theme: "dark" }]]) {
    const article = JSON.parse(await fixture(name));
    // Modules add to these, as soon as they are loaded.
    article.body = article.body.filter(({ chart, layout }) => !chart && layout !== "compare");
    const html = renderPage(article, { ...options, script: "/dist/define.js", stylesheet: "/dist/article-widget.css" });
    const marked = html.replace("</body>", '<script src="/pages/adopt.js"></script></body>');
    const visit = await open(`/${name}.html`, { html: marked });
    t.after(visit.close);
    const same = await visit.page.evaluate(async () => {
      const host = document.querySelector("article-widget");
      await customElements.whenDefined("article-widget");
      await host.ready;
      const printed = window.printed;
      const now = [...host.querySelectorAll("*")];
      return [printed.length > 10, now.length === printed.length && now.every((node, index) => node === printed[index]), host.outline.length];
    });
    assert.deepEqual(same.slice(0, 2), [true, true], name);
    const policy = visit.violations.filter((violation) => !/^(img|media)-src/.test(violation));
    assert.deepEqual([policy, visit.errors], [[], []]);
  }
});

test("a page without a script has no button, and all of it is open", async () => {
  for (const name of ["everything", "nested-sections", "posts"]) {
    const html = renderPage(await fixture(name), { sections: "closed", toc: true, tweets: "click" });
    assert.doesNotMatch(html, /<button|until-found|aria-expanded|<script type="module"|application\/json/, name);
    const plain = (text) => text.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");
    for (const { text } of renderToString(await fixture(name)).outline) assert.ok(plain(html).includes(text.replaceAll("&", "&amp;")), text);
  }
});

test("what is shared of a page is said in Open Graph and by a card", () => {
  const tags = (article, options) => Object.fromEntries([...headTags(article, options).matchAll(/<meta (?:property|name)="((?:og|article|twitter):[^"]*)" content="([^"]*)">/g)].map(([, name, value]) => [name, value]));
  assert.deepEqual(tags({ ...storm, lang: "en-GB", image: { ...storm.image, alt: 'The "old" pier' } }), {
    "og:type": "article",
    "og:title": "The storm took the pier",
    "og:description": "And left the lamp",
    "og:url": "https://example.org/storm",
    "og:site_name": "The Quayside Post",
    "og:locale": "en_GB",
    "article:published_time": "2025-06-01T07:30:00+02:00",
    "article:modified_time": "2025-06-01T09:00:00+02:00",
    "article:section": "Harbour",
    "article:author": "https://example.org/people/ada",
    "article:tag": "Storms",
    "og:image": "https://example.org/pictures/pier.jpg",
    "og:image:width": "1200",
    "og:image:height": "800",
    "og:image:alt": "The &quot;old&quot; pier",
    "twitter:card": "summary_large_image",
  });
  assert.deepEqual(tags({ headline: "Bare" }), { "og:type": "article", "og:title": "Bare", "og:locale": "en_US", "twitter:card": "summary" });
  for (const src of ["pier.jpg", "http://example.org/pier.jpg", "data:image/png;base64,AA", "javascript:1"]) {
    assert.equal(tags({ headline: "Bare", image: { src, alt: "" } })["og:image"], undefined, src);
  }
  assert.equal(tags({ headline: "Bare" }, { lang: "it" })["og:locale"], "it_IT");
  for (const lang of [undefined, null, 7, "not a tag"]) assert.doesNotMatch(renderPage({ headline: "Bare", lang }), /undefined|null|lang="7"/);
  assert.match(renderPage({ headline: "Bare" }), /<html lang="en" dir="ltr">/);
});

test("a page whose styles come with the script is readable without it", () => {
  const page = (options) => renderPage({ headline: "H", body: [{ type: "section", heading: "One", body: [] }] }, { sections: "closed", script: "/define.js", ...options });
  assert.match(page({}), /<noscript><style>/);
  assert.doesNotMatch(page({ stylesheet: "/a.css" }), /<noscript>/);
});

test("every fixture has a head and a page, or fails as rendering does", async () => {
  for (const name of await readdir(repo("tests/fixtures"))) {
    if (!name.endsWith(".json")) continue;
    const text = await readFile(repo(`tests/fixtures/${name}`), "utf8");
    const bytes = new TextEncoder().encode(`\uFEFF${text}`);
    assert.deepEqual(structuredData(bytes), structuredData(JSON.parse(text)), name);
    assert.ok(renderPage(bytes).includes(renderToString(text, { headingLevel: 1, interactive: false }).html), name);
    assert.deepEqual(JSON.parse(/>(.*)</s.exec(articleScript(text))[1]), JSON.parse(text));
  }
  const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
  for (const work of [structuredData, headTags, renderPage]) {
    assert.equal(typeof work(`{"headline":["x",${deep}],"live":true,"standfirst":${deep},"body":[${deep}]}`), work === structuredData ? "object" : "string");
    const codes = ["", "{", "[]", "null", '{"headline":" "}', '{"headline":[]}'].map((text) => {
      try {
        work(text);
      } catch (error) {
        return `${error.name} ${error.code}`;
      }
    });
    const [json, object, headline] = ["not-json", "not-object", "no-headline"].map((code) => `ArticleError ${code}`);
    assert.deepEqual(codes, [json, json, object, object, headline, headline], work.name);
  }
  const cycle = { headline: "x" };
  cycle.self = cycle;
  assert.throws(() => headTags(cycle), { code: "not-json" });
});

test("an option that doesn't exist is reported with the one that was probably meant", () => {
  const article = { headline: "H" };
  const { diagnostics } = renderToString(article, { sectoins: "closed", timezone: "Europe/Rome", colour: "red", consent: () => true, toc: true });
  assert.deepEqual(diagnostics.map(({ severity, code, path, message }) => [severity, code, path, message]), [
    ["warning", "unknown-option", "options.sectoins", 'Unknown option "sectoins"; did you mean "sections"?'],
    ["warning", "unknown-option", "options.timezone", 'Unknown option "timezone"; did you mean "timeZone"?'],
    ["warning", "unknown-option", "options.colour", 'Unknown option "colour".'],
  ]);
  // What is meant for the page around the article is known there.
  assert.doesNotMatch(renderPage(article, { script: "/define.js", stylesheet: "/a.css", url: "https://paper.example/a" }), /unknown-option/);
});

test("a page that the crate renders is this one, to the byte, with what brings it to life", async () => {
  const files = (await readdir(repo("tests/golden/pages"))).filter((file) => file.endsWith(".html"));
  assert.ok(files.length >= 5);
  for (const file of files) {
    const name = file.replace(".html", "");
    // As tests/render_page.rs has them.
    const options = name === "italian" ? { sections: "closed", toc: true, idPrefix: "a-", printOpen: false } : {};
    const page = renderPage(await fixture(name), { ...options, script: "/widget/define.js", stylesheet: "/widget/article-widget.css" });
    const golden = await readFile(repo(`tests/golden/pages/${file}`), "utf8");
    const [ours, theirs] = [page.split("\n"), golden.split("\n")];
    for (const [nth, line] of ours.entries()) {
      let at = 0;
      while (at < line.length && line[at] === theirs[nth]?.[at]) at++;
      assert.equal(line.slice(Math.max(at - 60, 0), at + 80), theirs[nth]?.slice(Math.max(at - 60, 0), at + 80), `${file}, line ${nth + 1}`);
    }
    assert.equal(page, golden, file);
  }
});
