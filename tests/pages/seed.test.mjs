// The article that the project began with, by the two ways that a visitor tries first.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet } from "./browser.mjs";
import { page, saying, visit } from "./parts.mjs";

const file = fileURLToPath(new URL("../../../shared/seed/article.json", import.meta.url));
const skip = !existsSync(file) && `there is no ${file}`;
const json = skip ? "{}" : readFileSync(file, "utf8");
const article = JSON.parse(json);

/** What a reader is shown: line breaks as such, and no box of the page's around it. */
const shown = (page) =>
  page.evaluate(() => {
    const said = (element) => {
      const copy = element.cloneNode(true);
      for (const line of copy.querySelectorAll("br")) line.replaceWith("\n");
      return copy.textContent;
    };
    const all = (selector, of = said) => [...document.querySelectorAll(`.aw ${selector}`)].map(of);
    return {
      lang: document.querySelector(".aw").lang,
      headline: all(".aw-headline"),
      standfirst: all(".aw-standfirst"),
      buttons: all(".aw-section > :is(h2, h3, h4) > button[aria-expanded]"),
      lead: [...document.querySelectorAll('.aw [data-block="paragraph"]')].filter((block) => !block.closest(".aw-section")).map(said),
      paragraphs: all('.aw-section [data-block="paragraph"]'),
      posts: all(".aw-tweet", (post) => ({
        author: said(post.querySelector(".aw-tweet-author")),
        handle: said(post.querySelector(".aw-tweet-handle")),
        text: said(post.querySelector(".aw-tweet-text")),
        day: post.querySelector("time").dateTime,
        links: Object.fromEntries([...post.querySelectorAll(".aw-tweet-text a")].map((link) => [link.textContent, link.href])),
        named:
          (post.getAttribute("aria-label") ?? document.getElementById(post.getAttribute("aria-labelledby"))?.textContent)?.trim().length >
          0,
      })),
      order: [...document.querySelectorAll(".aw [data-block]")].map((block) => block.dataset.block),
    };
  });

function assertSeed(seen) {
  const blocks = article.body.flatMap((block) => (block.type === "section" ? block.body : []));
  const paragraphs = blocks.filter(({ type }) => type === "paragraph").map(({ text }) => text);
  const posts = blocks.filter(({ type }) => type === "tweet").map(({ post }) => post);
  assert.deepEqual([paragraphs.length, posts.length], [6, 2]);
  assert.equal(seen.lang, "it");
  assert.deepEqual(seen.headline, [article.headline]);
  assert.deepEqual(seen.standfirst, [article.standfirst]);
  assert.deepEqual(seen.lead, [article.body[0].text]);
  assert.deepEqual(
    seen.buttons,
    article.body.slice(1).map(({ heading }) => heading),
  );
  assert.deepEqual(seen.paragraphs, paragraphs);
  assert.deepEqual(
    seen.posts.map(({ author, handle, text, day }) => ({ author, handle, text, day })),
    posts.map(({ author, text, created }) => ({ author: author.name, handle: `@${author.handle}`, text, day: created })),
  );
  assert.ok(seen.posts.every(({ named }) => named));
  const profile = (name) => [`https://x.com/${name}`, `https://twitter.com/${name}`];
  const [rubio, rutte] = seen.posts.map(({ links }) => links);
  assert.deepEqual(Object.keys(rubio), ["@NATO", "@POTUS", "#NATOFMM", "pic.twitter.com/uVYnsz1sjA"]);
  assert.deepEqual(Object.keys(rutte), ["#NATO", "#ForMin", "pic.twitter.com/MUt9Rg3fS6"]);
  assert.ok(profile("NATO").includes(rubio["@NATO"]) && profile("POTUS").includes(rubio["@POTUS"]));
  assert.match(rubio["#NATOFMM"], /^https:\/\/(x|twitter)\.com\/hashtag\/NATOFMM\b/);
  assert.equal(rubio["pic.twitter.com/uVYnsz1sjA"], "https://pic.twitter.com/uVYnsz1sjA");
  assert.equal(rutte["pic.twitter.com/MUt9Rg3fS6"], "https://pic.twitter.com/MUt9Rg3fS6");
  assert.deepEqual(seen.order, ["paragraph", ...article.body.slice(1).flatMap(({ body }) => ["section", ...body.map(({ type }) => type)])]);
}

test("the seed, by its address", { skip }, async (t) => {
  const v = await visit(t, "/seed.html", { html: page('<article-widget src="/shared/seed/article.json"></article-widget>') });
  const [ready] = await saying(v.page, "article-ready");
  assert.deepEqual(ready.detail.diagnostics, []);
  assertSeed(await shown(v.page));
  for (const button of await v.page.locator(".aw-section-button").all()) {
    await button.click();
    assert.equal(await button.getAttribute("aria-expanded"), "false");
    await button.click();
  }
  assertQuiet(v);
});

test("the seed, pasted", { skip }, async (t) => {
  const v = await visit(t, "/demo/playground.html");
  await v.page.locator(".aw-headline").waitFor();
  await v.page.locator("#source").fill(json);
  await v.page.locator("#result .aw-headline", { hasText: "Rubio" }).waitFor();
  assertSeed(await shown(v.page));
  assert.equal(await v.page.locator("#diagnostics li").count(), 0);
  assert.deepEqual(
    await v.page.locator("#outline a").allInnerTexts(),
    article.body.slice(1).map(({ heading }) => heading),
  );
  assertQuiet(v);
});
