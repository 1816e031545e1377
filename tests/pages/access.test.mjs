// For any reader: axe in every state, the accessibility tree, large text, wide spacing, narrow windows.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test from "node:test";
import { axe } from "./browser.mjs";
import { overflow, page, saying, visit } from "./parts.mjs";

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

const states = {
  open: async () => {},
  closed: async (v) => v.page.evaluate(() => document.querySelector("article-widget").collapseAll()),
  "media held back": async () => {},
  "media shown": async (v) => {
    await v.page.locator("[data-ask=media]").first().click();
    await v.page.locator("[data-ask=sensitive]").click();
  },
};

for (const [lang, dir] of [["en", "ltr"], ["ar", "rtl"]]) {
  test(`axe finds nothing in an article from ${dir}, whatever its state and the reader's settings`, async (t) => {
    const html = page(`<main><h1>x</h1><article-widget src="/a.json" toc tweets="click" progress></article-widget></main>`, { lang });
    for (const width of [360, 1200]) {
      for (const [state, reach] of Object.entries(states)) {
        const v = await visit(t, "/access.html", { html, width, answers: { "/a.json": (_, res) => res.end(JSON.stringify(posts(lang, dir))) } });
        await saying(v.page, "article-ready");
        await reach(v);
        for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }]) {
          await v.page.emulateMedia(media);
          const found = await axe(v.page, { rules: { "target-size": { enabled: true } } });
          assert.deepEqual(found, [], `${state}, ${width}, ${JSON.stringify(media)}`);
        }
        await v.page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
      }
    }
  });

  test(`axe finds nothing where an article from ${dir} can't be shown`, async (t) => {
    for (const width of [360, 1200]) {
      const v = await visit(t, "/fault.html", {
        html: page('<main><h1>x</h1><article-widget src="/gone.json"></article-widget></main>', { lang }),
        width,
        answers: { "/gone.json": (_, res) => res.destroy() },
      });
      await saying(v.page, "article-error");
      for (const media of [{ colorScheme: "light" }, { colorScheme: "dark" }, { colorScheme: "light", forcedColors: "active" }]) {
        await v.page.emulateMedia(media);
        assert.deepEqual(await axe(v.page), [], `${width}, ${JSON.stringify(media)}`);
      }
      await v.page.emulateMedia({ colorScheme: "light", forcedColors: "none" });
    }
  });
}

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
