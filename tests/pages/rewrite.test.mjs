// The page's own function for addresses.
import assert from "node:assert/strict";
import test from "node:test";
import { renderToString } from "../../www/dist/server.js";

const article = {
  headline: "H",
  image: { src: "https://a.example/lead.jpg", alt: "", srcset: [{ src: "https://a.example/lead-2.jpg", width: 800 }] },
  body: [
    { type: "paragraph", text: { text: "link", href: "https://a.example/link" } },
    {
      type: "video",
      sources: [{ src: "https://a.example/film.mp4" }],
      poster: "https://a.example/poster.jpg",
      tracks: [{ src: "https://a.example/film.vtt", lang: "en" }],
    },
    { type: "audio", sources: [{ src: "https://a.example/sound.mp3" }] },
    {
      type: "tweet",
      post: {
        author: { name: "Ada", handle: "ada", avatar: "https://pbs.twimg.com/ada.jpg" },
        text: "Words",
        media: [{ kind: "photo", src: "https://pbs.twimg.com/one.jpg", alt: "One" }],
      },
    },
  ],
};
const draw = (rewriteUrl, more = article) => renderToString(more, { rewriteUrl }).html;
const addresses = (html) => [...html.matchAll(/ (?:href|src|srcset|poster|data-src|data-poster)="([^"]*)"/g)].map(([, value]) => value);

test("every address is asked for with what it is for, and what the answer is stands in its place", () => {
  const kinds = new Map();
  const html = draw((url, { kind }) => (kinds.set(url, kind), url.replace(/^https:\/\/[^/]*/, "https://m.example")));
  assert.deepEqual(Object.fromEntries(kinds), {
    "https://a.example/lead.jpg": "image",
    "https://a.example/lead-2.jpg": "image",
    "https://a.example/link": "link",
    "https://a.example/film.mp4": "video",
    "https://a.example/poster.jpg": "image",
    "https://a.example/film.vtt": "track",
    "https://a.example/sound.mp3": "audio",
    "https://x.com/ada": "link",
    "https://pbs.twimg.com/ada.jpg": "image",
    "https://pbs.twimg.com/one.jpg": kinds.get("https://pbs.twimg.com/one.jpg"),
  });
  assert.ok(addresses(html).length > 9);
  for (const address of addresses(html)) assert.match(address, /^https:\/\/m\.example\//);
});

test("a mirror's pictures of posts load without asking, sensitive ones wait all the same", () => {
  const mirror = (url, { kind }) => (kind === "image" ? url.replace("pbs.twimg.com", "m.example") : url);
  assert.match(draw(mirror), / src="https:\/\/m\.example\/one\.jpg"/);
  assert.doesNotMatch(draw(mirror), /data-ask|data-src/);
  const [block] = article.body.slice(-1);
  const shut = { headline: "H", body: [{ ...block, post: { ...block.post, sensitive: true } }] };
  assert.match(draw(mirror, shut), / data-src="https:\/\/m\.example\/one\.jpg"/);
  assert.match(draw((url) => url), / data-src="https:\/\/pbs\.twimg\.com\/one\.jpg"/);
});

test("null leaves an address out and keeps its words", () => {
  const html = draw(() => null);
  assert.deepEqual(addresses(html), []);
  for (const word of ["link", "Words", "@ada", "One"]) assert.ok(html.includes(word), word);
});

test("what is no address that may stand there is left out, and who throws or says nothing changes nothing", () => {
  for (const answer of ["javascript:alert(1)", "data:text/html,x", "https://user:word@a.example/", ""]) {
    assert.deepEqual(addresses(draw(() => answer)), [], answer);
  }
  const untouched = renderToString(article).html;
  const thrower = () => {
    throw new Error("no");
  };
  for (const rewrite of [thrower, () => undefined, () => 7, "https://m.example/"]) assert.equal(draw(rewrite), untouched);
});

test("a function that draws another article meanwhile disturbs nothing", () => {
  const untouched = renderToString(article).html;
  const html = draw((url) => {
    assert.equal(renderToString(article).html, untouched);
    return url;
  });
  assert.equal(html, untouched);
});
