// The gallery: all that a post can be, on one page.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet } from "./browser.mjs";
import { overflow, page, visit } from "./parts.mjs";

const repo = fileURLToPath(new URL("../../", import.meta.url));
const articles = ["posts", "posts-it", "posts-ar"];

/** Everything of posts that can be seen, and how often it is to be seen at least. */
const features = {
  ".aw-media-tall": 1,
  ".aw-media-2": 3,
  ".aw-media-3": 1,
  ".aw-media-4": 1,
  ".aw-media-2:has(img):has(video)": 1,
  ".aw-alt": 12,
  "video[data-poster]:not([loop])": 2,
  "video[data-poster][loop]": 1,
  ".aw-film-line": 3,
  ".aw-tweet .aw-tweet img[data-src]": 1,
  ".aw-tweet-card img[data-src]": 1,
  ".aw-poll:not(:has(.aw-poll-winner))": 1,
  ".aw-poll .aw-poll-winner": 1,
  ".aw-sensitive [data-ask=sensitive]": 1,
  ".aw-tweet-context": 1,
  ".aw-verified": 3,
  "[data-ask=original]": 20,
  ".aw-tweet-gone": 10,
  "[data-network=bluesky]": 5,
  "[data-network=mastodon]": 4,
  "[data-network=threads]": 2,
  ".aw-emoji": 4,
  ".aw-tweet-warning:not([open])": 1,
  ".aw-tweet-gone .aw-tweet-text": 1,
  ".aw-tweet-text[lang=it]": 1,
  ".aw-tweet-text[lang=ar][dir=rtl]": 1,
  ".aw-tweet-text[lang=ja]": 1,
  ".aw[lang=it] .aw-tweet": 3,
  ".aw[dir=rtl] .aw-tweet": 3,
  '.aw-tweet-text a[href*="search?q=%24"]': 2,
};

async function gallery(t, options) {
  const v = await visit(t, "/demo/posts.html", options);
  await v.page.waitForFunction(async () => {
    const widgets = [...document.querySelectorAll("article-widget:defined")];
    await Promise.all(widgets.map((widget) => widget.ready));
    return widgets.length === 3;
  });
  return v;
}

const media = (v) => v.requests.map((url) => new URL(url).pathname).filter((path) => /\.(webp|webm)$/.test(path));
/** One press for each network: a button goes when its network is allowed. */
async function press(v) {
  const buttons = v.page.locator("[data-ask=media]");
  await buttons.first().press("Enter");
  // One is folded away behind a content warning.
  while ((await buttons.count()) > 0) await buttons.first().evaluate((button) => button.click());
}

/** Goes through the whole page, as a reader does, and waits until what it shows is there. */
async function readThrough(v) {
  await v.page.evaluate(async () => {
    // Step by step from where one is: what was far away gets its height on approach.
    scrollTo({ top: 0, behavior: "instant" });
    while (scrollY + innerHeight < document.documentElement.scrollHeight - 1) {
      scrollBy({ top: innerHeight / 2, behavior: "instant" });
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
    }
  });
  await v.page.waitForLoadState("networkidle");
  await v.page.waitForFunction(() => [...document.querySelectorAll("img[src]")].every((image) => image.complete || !image.checkVisibility()));
  await v.page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
}

test("the gallery has every feature of posts", async (t) => {
  const v = await gallery(t);
  const seen = await v.page.evaluate(
    (selectors) => selectors.map((selector) => document.querySelectorAll(selector).length),
    Object.keys(features),
  );
  const few = Object.entries(features).filter(([, least], index) => seen[index] < least);
  assert.deepEqual(few, []);
  const diagnostics = await v.page.evaluate(() => [...document.querySelectorAll("article-widget")].flatMap((widget) => widget.diagnostics));
  assert.deepEqual(diagnostics, []);
  assert.equal(await v.page.locator("h1").count(), 1);
});

test("not a picture is fetched before the press, and after one press for each network all but the sensitive ones are there", async (t) => {
  const v = await gallery(t);
  await readThrough(v);
  assert.deepEqual(media(v), []);
  assertQuiet(v);

  await press(v);
  await readThrough(v);
  const left = await v.page.evaluate(() => ({
    held: [...document.querySelectorAll("[data-src], [data-poster]")].filter((one) => !one.closest(".aw-sensitive")).length,
    sensitive: document.querySelectorAll(".aw-sensitive [data-src]").length,
    started: document.querySelectorAll(".aw-sensitive :is([src], [poster])").length,
    broken: [...document.querySelectorAll("img[src]")].filter((image) => image.checkVisibility() && !image.naturalWidth).map(({ src }) => src),
  }));
  assert.deepEqual(left, { held: 0, sensitive: 2, started: 0, broken: [] });
  const films = await v.page.evaluate(() =>
    Promise.all(
      [...document.querySelectorAll("video")].map(async (film) => {
        film.muted = true;
        await film.play();
        film.pause();
        return [Math.round(film.duration), film.videoWidth, film.error];
      }),
    ),
  );
  assert.deepEqual(films, [[6, 640, null], [3, 400, null], [6, 640, null]]);
  for (const poster of ["traghetto", "boa"]) assert.ok(media(v).includes(`/demo/pictures/${poster}.webp`), poster);
  assert.deepEqual(v.console, []);
  assertQuiet(v);
});

for (const width of [360, 1200]) {
  test(`at ${width} px nothing moves while pictures come, but for the link's card that gains one and names with emoji`, async (t) => {
    const v = await gallery(t, { width });
    await v.page.evaluate(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries())).observe({ type: "layout-shift", buffered: true });
      // Sections far away are as high as they are only once somebody comes near.
      const all = new CSSStyleSheet();
      all.replaceSync(".aw .aw-section { content-visibility: visible }");
      document.adoptedStyleSheets.push(all);
    });
    const cards = () =>
      v.page.locator(".aw-tweet").evaluateAll((cards) =>
        cards.map((card) => {
          const { top, height } = card.getBoundingClientRect();
          return { top: top + scrollY, height, pictured: Boolean(card.querySelector(".aw-tweet-card-image")), emoji: Boolean(card.querySelector(".aw-emoji")) };
        }),
      );
    const before = await cards();
    const since = await v.page.evaluate(() => performance.now());
    await press(v);
    await readThrough(v);
    const after = await cards();

    let grown = 0;
    const moved = [];
    for (const [index, { top, height, pictured, emoji }] of before.entries()) {
      if (Math.abs(after[index].top - top - grown) > 0.5) moved.push(`card ${index}: ${top + grown} to ${after[index].top}`);
      if (pictured) {
        assert.ok(after[index].height > height);
        grown += after[index].height - height;
      } else if (emoji) {
        // A picture is narrower than its code, so a line may go.
        assert.ok(after[index].height <= height + 0.5);
        grown += after[index].height - height;
      } else if (Math.abs(after[index].height - height) > 0.5) moved.push(`card ${index}: ${height} to ${after[index].height} high`);
    }
    assert.deepEqual(moved, []);
    const shifts = await v.page.evaluate((since) => shifts.filter((shift) => !shift.hadRecentInput && shift.startTime > since).length, since);
    assert.equal(shifts, 0);
  });
}

test("the keys lead into a quoted post, and open what a picture shows", async (t) => {
  const v = await gallery(t);
  const quoted = v.page.locator(".aw-tweet .aw-tweet .aw-tweet-link").first();
  await v.page.locator(".aw-tweet:has(.aw-tweet) > header a").first().focus();
  const reached = () => quoted.evaluate((link) => link === document.activeElement);
  for (let times = 0; times < 8 && !(await reached()); times++) await v.page.keyboard.press("Tab");
  assert.ok(await reached());

  await press(v);
  const badges = v.page.locator(".aw-alt-badge:not(.aw-sensitive *)");
  const sizes = await badges.evaluateAll((all) => all.filter((badge) => badge.checkVisibility()).map((badge) => badge.getBoundingClientRect()).map(({ width, height }) => Math.min(width, height)));
  assert.ok(sizes.length > 12);
  assert.deepEqual(
    sizes.filter((size) => size < 24),
    [],
  );
  // After its picture's link.
  await v.page.locator(".aw-media-4 .aw-media-link").first().focus();
  await v.page.keyboard.press("Tab");
  await v.page.keyboard.press("Enter");
  const open = v.page.locator(".aw-media-4 .aw-alt[open]");
  assert.equal(await open.count(), 1);
  assert.ok(await open.locator(".aw-alt-text").isVisible());
  await v.page.keyboard.press("Enter");
  assert.equal(await open.count(), 0);
});

test("the ring of the keys on pictures, films and badges lies inside the box that would cut it off", async (t) => {
  const v = await gallery(t);
  await press(v);
  for (const selector of [".aw-media-3 .aw-media-link", ".aw-media-3 .aw-alt-badge", ".aw-media-2 video"]) {
    const one = v.page.locator(selector).first();
    await one.focus();
    const ring = await one.evaluate((one) => {
      const { outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(one);
      return [one.matches(":focus-visible"), outlineStyle, parseFloat(outlineWidth) + parseFloat(outlineOffset) <= 0];
    });
    assert.deepEqual(ring, [true, "auto", true], selector);
  }
});

test("an opened text of a picture lies above the others, and none of it is cut off on a telephone", async (t) => {
  const v = await gallery(t, { width: 360 });
  await press(v);
  for (const badge of await v.page.locator(".aw-media-4 .aw-alt-badge").all()) {
    await badge.press("Enter");
    const seen = await badge.evaluate((badge) => {
      const { left, top, right, bottom } = badge.nextElementSibling.getBoundingClientRect();
      const box = badge.closest(".aw-tweet-media").getBoundingClientRect();
      const hits = [];
      for (let x = left + 2; x < right; x += 8) for (let y = top + 2; y < bottom; y += 8) hits.push(document.elementFromPoint(x, y));
      return {
        above: hits.length > 50 && hits.every((hit) => badge.parentNode.contains(hit)),
        wide: badge.parentNode.offsetWidth > box.width / 2,
        inside: top > box.top && bottom < box.bottom,
      };
    });
    assert.deepEqual(seen, { above: true, wide: true, inside: true });
    await badge.press("Enter");
  }
});

test("no button lies over a film's line", async (t) => {
  for (const width of [360, 1200]) {
    const v = await gallery(t, { width });
    const covered = await v.page.locator(".aw-tweet-media > [data-ask]").evaluateAll((buttons) =>
      buttons.flatMap((button) => {
        const box = button.getBoundingClientRect();
        return [...button.parentNode.querySelectorAll(".aw-film-line")]
          .filter((line) => line.getBoundingClientRect().top < box.bottom)
          .map((line) => line.textContent);
      }),
    );
    assert.deepEqual(covered, [], `${width}`);
  }
});

test("the gallery doesn't scroll sideways at 320 px", async (t) => {
  const v = await gallery(t, { width: 320 });
  assert.deepEqual(await overflow(v), []);
  await press(v);
  await readThrough(v);
  assert.deepEqual(await overflow(v), []);
});

test("every post has one name, and no two links of its head and foot lead to the same place", async (t) => {
  const v = await gallery(t);
  const wrong = await v.page.locator(".aw-tweet").evaluateAll((posts) =>
    posts.flatMap((post) => {
      const names = ["aria-label", "aria-labelledby", "title"].filter((name) => post.getAttribute(name)?.trim());
      const links = [...post.querySelectorAll(":scope > :is(header, footer) a")].map(({ href }) => href);
      const fine = names.length === 1 && new Set(links).size === links.length;
      return fine ? [] : [[names, links]];
    }),
  );
  assert.deepEqual(wrong, []);
});

test("the crate prints what the page paints", async (t) => {
  execFileSync("cargo", ["build", "--quiet", "--example", "render"], { cwd: repo, stdio: ["ignore", "inherit", "inherit"] });
  const v = await visit(t, "/demo/printed.html", { html: page("", { head: "" }), csp: null });
  for (const name of articles) {
    const file = `${repo}www/demo/${name}.json`;
    const { status, stdout, stderr } = spawnSync(`${repo}target/debug/examples/render`, [file], { encoding: "utf8", maxBuffer: 1e8 });
    assert.deepEqual([status, stderr], [0, ""], name);
    const [painted, printed] = await v.page.evaluate(
      async ([name, html]) => {
        const { load, mount } = await import("/dist/index.js");
        const { lines } = await import("/pages/tree.js");
        await load();
        const host = document.body.appendChild(document.createElement("div"));
        const widget = mount(host, await (await fetch(`/demo/${name}.json`)).text(), {});
        await widget.ready;
        const painted = [...host.childNodes].flatMap((node) => lines(node));
        widget.destroy();
        const { body } = new DOMParser().parseFromString(`<!doctype html><body>${html}`, "text/html");
        return [painted, [...body.childNodes].flatMap((node) => lines(node))];
      },
      [name, stdout],
    );
    assert.ok(painted.length > 50);
    assert.deepEqual(painted, printed, name);
  }
});
