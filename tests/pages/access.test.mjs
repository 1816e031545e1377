// For any reader: axe in every state, the accessibility tree, large text, wide spacing, narrow windows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { axe, strictCsp } from "./browser.mjs";
import { overflow, page, saying, script, visit } from "./parts.mjs";

const picture = (name) => ({ kind: "photo", src: `/demo/pictures/${name}-640.webp`, alt: "A quay", width: 640, height: 360 });
const posts = (lang, dir) => ({
  headline: dir === "rtl" ? "مقال قصير" : "A short article",
  lang,
  published: "2025-04-04T10:00:00+02:00",
  image: { src: "/demo/pictures/cavo-640.webp", alt: "A cable", width: 640, height: 360, caption: "The cable" },
  body: ["one", "two", "three"].map((id, nth) => ({
    type: "section",
    id,
    heading: dir === "rtl" ? `قسم ${nth}` : `Section ${nth}`,
    body: [
      { type: "paragraph", text: ["Words and ", { text: "a link", href: "https://example.org/" }, "."] },
      {
        type: "tweet",
        id: `190805493035644501${nth}`,
        post: {
          author: { name: "Ada", handle: `ada_${nth}`, verified: "blue" },
          text: "Words #tag",
          lang: "en",
          media: [picture("cavo"), picture("tavolo")],
          poll: { options: [{ label: "Yes", votes: 3 }, { label: "No", votes: 1 }] },
          sensitive: nth === 1,
        },
      },
      { type: "table", caption: "T", head: ["A", "B"], rows: [["1", "2"]] },
    ],
  })),
});

const widths = { narrow: { width: 360, height: 740 }, wide: { width: 1200, height: 900 } };
const narrow = [widths.narrow, { colorScheme: "light", forcedColors: "none" }];
const wide = [widths.wide, { colorScheme: "dark", forcedColors: "none" }];
const forced = [widths.narrow, { colorScheme: "light", forcedColors: "active" }];
const looks = [narrow, wide];

/** Fails when axe finds something in what the page shows, in each of these windows and colours. */
async function clear(v, what, { among = looks, ...options } = {}) {
  for (const [size, media] of among) {
    await v.page.setViewportSize(size);
    await v.page.emulateMedia(media);
    const found = await axe(v.page, { rules: { "target-size": { enabled: true } }, ...options });
    assert.deepEqual(found, [], `${what}, ${size.width} px, ${JSON.stringify(media)}`);
  }
}

for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
  test(`axe finds nothing in an article from ${dir}, whatever its state and the reader's settings`, async (t) => {
    const v = await visit(t, "/access.html", {
      html: page(`<main><h1>x</h1><article-widget src="/a.json" toc tweets="click" progress></article-widget></main>`, { lang }),
      answers: { "/a.json": (_, res) => res.end(JSON.stringify(posts(lang, dir))) },
    });
    await saying(v.page, "article-ready");
    const among = [...looks, forced];
    await clear(v, "open, media held back", { among });
    await v.page.evaluate(() => document.querySelector("article-widget").collapseAll());
    await clear(v, "closed", { among });
    await v.page.evaluate(() => document.querySelector("article-widget").expandAll());
    await v.page.locator("[data-ask=media]").first().click();
    await v.page.locator("[data-ask=sensitive]").click();
    await clear(v, "media shown", { among });
  });

  test(`axe finds nothing where an article from ${dir} can't be shown`, async (t) => {
    const v = await visit(t, "/fault.html", {
      html: page('<main><h1>x</h1><article-widget src="/gone.json"></article-widget></main>', { lang }),
      answers: { "/gone.json": (_, res) => res.destroy() },
    });
    await saying(v.page, "article-error");
    await clear(v, "fault", { among: [...looks, forced] });
  });
}

test("axe finds nothing in notices in three languages", async (t) => {
  const widget = '<article-widget src="/gone.json"></article-widget>';
  const v = await visit(t, "/notices.html", {
    html: page(`<main><h1>x</h1>${widget}<div lang="it-IT">${widget}</div><div lang="tlh">${widget}</div></main>`),
    answers: { "/gone.json": (_, res) => res.destroy() },
  });
  await saying(v.page, "article-error", 3);
  await clear(v, "notices");
});

for (const isolate of ["", " isolate"]) {
  test(`axe finds nothing in the demo's article${isolate && ", isolated"}, open, closed and with a picture enlarged`, async (t) => {
    const html = page(`<main><h1>A page</h1><article-widget${isolate} src="/demo/article.json" toc progress></article-widget></main>`);
    const v = await visit(t, "/article.html", { html });
    await saying(v.page, "article-ready");
    await v.page.evaluate(() => scrollBy(0, 500));
    await clear(v, "open");
    await v.page.locator(".aw-enlarge").first().click();
    await clear(v, "enlarged");
    await v.page.keyboard.press("Escape");
    await v.page.evaluate(() => document.querySelector("article-widget").collapseAll());
    await clear(v, "closed");
  });
}

test("axe finds nothing in a dialog with several pictures and a long caption", async (t) => {
  const image = (name, caption) => ({ type: "image", src: `/demo/pictures/${name}-640.webp`, alt: name, width: 640, height: 360, caption });
  const article = { lang: "en", headline: "Pictures", body: [image("cavo", "A caption of many words. ".repeat(20)), image("tavolo")] };
  const v = await visit(t, "/dialog.html", { html: page(`<main><h1>A page</h1><article-widget media="load">${script(article)}</article-widget></main>`) });
  await saying(v.page, "article-ready");
  await v.page.locator(".aw-enlarge").first().click();
  await v.page.locator("dialog[open]").waitFor();
  await clear(v, "dialog");
});

for (const [lang, look] of [["de", narrow], ["ar", wide]]) {
  test(`axe finds nothing in facades and frames of embeds, in ${lang}`, async (t) => {
    const player = "https://www.youtube-nocookie.com";
    const embed = (id, url, more) => ({ type: "embed", id, url, title: `Film ${id}`, ...more });
    const article = {
      lang,
      headline: "Embeds",
      body: [
        embed("one", "https://www.youtube.com/watch?v=one", { image: "/demo/pictures/cavo-640.webp" }),
        { type: "paragraph", text: ["And ", { text: "on", href: "/on" }] },
        embed("two", "https://www.youtube.com/shorts/two"),
        embed("chart", "https://datawrapper.dwcdn.net/AbC12/"),
        embed("other", "https://player.example/7", { provider: "A small site" }),
      ],
    };
    const html = page(`<main><h1>A page</h1><article-widget>${script(article)}</article-widget></main>`, { lang });
    const v = await visit(t, "/embeds.html", { html, csp: `${strictCsp}; frame-src ${player}` });
    await v.page.route(`${player}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>P</title><p>The player</p>" }));
    await saying(v.page, "article-ready");
    await clear(v, "facades", { among: [look] });
    for (const id of ["one", "two"]) await v.page.locator(`[data-key="${id}"] [data-ask=embed]`).press("Enter");
    await clear(v, "frames", { among: [look], exclude: [["iframe"]] });
    await v.page.locator('[data-key="one"] .aw-embed-skip').press("Enter");
    await clear(v, "a frame passed by", { among: [look], exclude: [["iframe"]] });
  });
}

// As it comes, with its media held back, tests/pages/site.test.mjs has it among the site's pages.
test("axe finds nothing in the gallery of posts once its media are shown", async (t) => {
  const v = await visit(t, "/demo/posts.html");
  await v.page.waitForFunction(() => document.querySelectorAll(".aw-headline").length === 3);
  await v.page.locator("[data-ask=media]").first().press("Enter");
  await v.page.waitForFunction(() => {
    const pictures = [...document.querySelectorAll("img[src]")];
    for (const picture of pictures) picture.loading = "eager";
    return pictures.length > 12 && pictures.every(({ complete }) => complete);
  });
  await clear(v, "shown", { rules: {} });
});

test("the accessibility tree has each section's heading, its button and whether it is open", async (t) => {
  const v = await visit(t, "/tree.html", {
    html: page('<article-widget src="/a.json" sections="first"></article-widget>'),
    answers: { "/a.json": (_, res) => res.end(JSON.stringify(posts("en", "ltr"))) },
  });
  await saying(v.page, "article-ready");
  const tree = await v.page.locator(".aw").ariaSnapshot();
  assert.match(tree, /- article "A short article":\n {2}- heading "A short article" \[level=2\]/);
  assert.match(tree, /- heading "Section 0" \[level=3\]:\n\s+- button "Section 0" \[expanded\]/);
  assert.match(tree, /- heading "Section 1" \[level=3\]:\n\s+- button "Section 1"\n/);
  assert.match(tree, /- article "Post by Ada \(@ada_0\)"/);
  assert.doesNotMatch(tree, /@ada_1/);
});

test("320 pixels, text twice as large, and wide spacing cut nothing off and scroll nothing sideways", async (t) => {
  const everything = await readFile(new URL("../fixtures/everything.json", import.meta.url), "utf8");
  for (const article of [everything, JSON.stringify(posts("ar", "rtl"))]) {
    const v = await visit(t, "/narrow.html", {
      html: page('<article-widget src="/a.json" toc></article-widget>', {
        head: '<script src="/pages/heard.js"></script><script type="module" src="/dist/define.js"></script><link rel="stylesheet" href="/narrow.css">',
      }),
      width: 320,
      answers: {
        "/a.json": (_, res) => res.end(article),
        // The spacing of WCAG 1.4.12.
        "/narrow.css": (_, res) => {
          res.setHeader("content-type", "text/css");
          res.end(`.large { font-size: 200% } .spaced .aw * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
            .spaced .aw p { margin-block-end: 2em !important }`);
        },
      },
    });
    await saying(v.page, "article-ready");
    for (const look of ["", "large", "spaced", "large spaced"]) {
      await v.page.evaluate((look) => (document.documentElement.className = look), look);
      assert.deepEqual(await overflow(v), [], look);
      const cut = await v.page.evaluate(() =>
        [...document.querySelectorAll(".aw :is(p, h1, h2, h3, h4, h5, h6, li, button, figcaption, .aw-person)")]
          .filter((part) => part.checkVisibility() && !part.closest(".aw-media-item, .aw-scroll, .aw-said"))
          .filter((part) => getComputedStyle(part).overflow !== "visible" && part.scrollHeight > part.clientHeight + 1)
          .map((part) => part.className),
      );
      assert.deepEqual(cut, [], look);
    }
  }
});
