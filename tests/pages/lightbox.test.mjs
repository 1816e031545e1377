import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { overflow, page, saying, script, settled, visit } from "./parts.mjs";

const photo = "/demo/pictures/";
const pictures = {
  id: "pictures",
  lang: "en",
  headline: "Pictures",
  image: {
    src: `${photo}s.png`,
    srcset: [
      { src: `${photo}m.png`, width: 640 },
      { src: `${photo}l.png`, width: 1280 },
      { src: `${photo}s.png`, width: 320 },
    ],
    sizes: "100px",
    alt: "The pier",
    caption: ["Seen from ", { text: "the lamp", href: "https://example.org/lamp" }],
    credit: "A. Keeper",
    width: 900,
    height: 600,
  },
  body: [
    { type: "image", src: `${photo}a.png`, alt: "A link", href: "https://example.org/" },
    { type: "heading", text: "More" },
    {
      type: "gallery",
      items: [
        { src: `${photo}b.png`, alt: "The bell", width: 300, height: 200 },
        { src: `${photo}c.png`, alt: "", width: 300, height: 200, caption: "The log" },
      ],
    },
    { type: "tweet", post: { text: "x", author: { name: "A", handle: "a" }, media: [{ kind: "photo", src: `${photo}d.png`, alt: "Not this" }] } },
  ],
};

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const answers = Object.fromEntries(
  [..."smlabcd"].map((name) => [`${photo}${name}.png`, (_, res, headers) => res.writeHead(200, { "content-type": "image/png", ...headers }).end(png)]),
);

const shown = async (t, path, article = pictures, { attributes = "", ...options } = {}) => {
  const html = page(`<main><h1>A page</h1><article-widget id="w" media="load" ${attributes}>${script(article)}</article-widget></main>`);
  const v = await visit(t, path, { html, answers, ...options });
  await saying(v.page, "article-ready");
  return v;
};
const dialog = (v) => v.page.getByRole("dialog");
const now = (v) => v.page.locator(".aw-lightbox-picture").evaluate((picture) => picture.src.replace(/.*\//, "").replace(".png", ""));
const enlarge = (v, name) => v.page.getByRole("button", { name, exact: true });

const closed = (v) => v.page.locator("dialog").waitFor({ state: "detached" });

test("a picture opens in its largest size, with its caption, and closes again", async (t) => {
  const v = await shown(t, "/open.html");
  const button = enlarge(v, "Enlarge picture: The pier");
  await button.click();
  assert.equal(await now(v), "l");
  assert.equal(await dialog(v).getAttribute("aria-label"), "The pier");
  assert.match(await dialog(v).innerText(), /Seen from the lamp.*A\. Keeper/s);
  assert.equal(await dialog(v).evaluate((dialog) => dialog.matches(":modal")), true);
  assert.equal(await dialog(v).locator("[id], [style]").count(), 0);
  const box = await dialog(v).boundingBox();
  assert.deepEqual([box.x, box.y, box.width, box.height], [0, 0, 1200, 900]);
  await dialog(v).getByRole("button", { name: "Close" }).click();
  await closed(v);
  assert.ok(await button.evaluate((button) => button === document.activeElement));
  assertQuiet(v);
});

test("a press on the picture opens it too, and the focus goes to its button afterwards", async (t) => {
  const v = await shown(t, "/press.html");
  await v.page.getByRole("img", { name: "The bell" }).click();
  assert.equal(await now(v), "b");
  await v.page.keyboard.press("Escape");
  await closed(v);
  assert.equal(await v.page.evaluate(() => document.activeElement.ariaLabel), "Enlarge picture: The bell");
});

test("one goes through all pictures of the article, but not those that are links, nor those of posts", async (t) => {
  const v = await shown(t, "/through.html");
  await enlarge(v, "Enlarge picture: The pier").click();
  const seen = [await now(v)];
  for (let step = 0; step < 3; step++) {
    await dialog(v).getByRole("button", { name: "Next" }).click();
    seen.push(await now(v));
  }
  assert.deepEqual(seen, ["l", "b", "c", "l"]);
  await v.page.keyboard.press("ArrowRight");
  assert.equal(await now(v), "b");
  await v.page.keyboard.press("ArrowLeft");
  await v.page.keyboard.press("ArrowLeft");
  assert.equal(await now(v), "c");
  assert.equal(await dialog(v).getAttribute("aria-label"), "The log");
  await dialog(v).getByRole("button", { name: "Previous" }).click();
  assert.equal(await now(v), "b");
  await v.page.keyboard.press("Escape");
  await closed(v);
  assert.equal(await v.page.evaluate(() => document.activeElement.ariaLabel), "Enlarge picture: The pier", "the one that opened it");
  assertQuiet(v);
});

test("a press beside the picture closes, a press on the picture doesn't", async (t) => {
  const v = await shown(t, "/beside.html");
  await enlarge(v, "Enlarge picture: The pier").click();
  await v.page.locator(".aw-lightbox-picture").click();
  await dialog(v).locator("figcaption").click({ position: { x: 2, y: 2 } });
  assert.equal(await v.page.locator("dialog").count(), 1);
  await v.page.mouse.click(300, 300);
  await closed(v);
});

test("a swipe leads on, in the direction that the language is read in", async (t) => {
  const swipe = async (v, from, to) => {
    await v.page.mouse.move(from, 400);
    await v.page.mouse.down();
    await v.page.mouse.move(to, 400, { steps: 3 });
    await v.page.mouse.up();
  };
  const v = await shown(t, "/swipe.html");
  await enlarge(v, "Enlarge picture: The pier").click();
  await dialog(v).waitFor();
  await swipe(v, 400, 200);
  assert.equal(await now(v), "b");
  await swipe(v, 200, 400);
  assert.equal(await now(v), "l");
  await swipe(v, 200, 220);
  // A short one is a press.
  await closed(v);

  const rtl = await shown(t, "/rtl.html", { ...pictures, lang: "ar" });
  await rtl.page.locator(".aw-enlarge").first().click();
  await dialog(rtl).waitFor();
  await swipe(rtl, 200, 400);
  assert.equal(await now(rtl), "b");
  await rtl.page.keyboard.press("ArrowLeft");
  assert.equal(await now(rtl), "c");
  await rtl.page.keyboard.press("ArrowRight");
  assert.equal(await now(rtl), "b");
  const [previous, next] = await Promise.all([".aw-lightbox-previous", ".aw-lightbox-next"].map((name) => rtl.page.locator(name).boundingBox()));
  assert.ok(previous.x > next.x);
  assertQuiet(rtl);
});

test("it says which picture of how many it shows, in the digits of the language", async (t) => {
  const v = await shown(t, "/count.html");
  await enlarge(v, "Enlarge picture: The pier").click();
  await dialog(v).waitFor();
  const count = () => v.page.locator(".aw-lightbox-count").textContent();
  const [first, all] = (await count()).split("/").map(Number);
  assert.equal(first, 1);
  assert.equal(all, await v.page.locator(".aw-enlarge").count());
  await v.page.keyboard.press("ArrowRight");
  assert.equal(await count(), `2/${all}`);
});

test("on a phone, a picture has the whole width", async (t) => {
  const v = await shown(t, "/phone.html", pictures, { width: 360, height: 700 });
  await enlarge(v, "Enlarge picture: The pier").click();
  await dialog(v).waitFor();
  const figure = await v.page.locator(".aw-lightbox-figure").boundingBox();
  assert.deepEqual([figure.x, figure.width], [0, 360]);
});

test("a single picture has nothing before it and nothing behind", async (t) => {
  const v = await shown(t, "/single.html", { ...pictures, body: [] });
  await enlarge(v, "Enlarge picture: The pier").click();
  await dialog(v).waitFor();
  assert.equal(await v.page.locator(".aw-lightbox-count").count(), 0);
  assert.equal(await dialog(v).getByRole("button").count(), 1);
  await v.page.keyboard.press("ArrowRight");
  assert.equal(await now(v), "l");
});

test("the dialog goes with its article", async (t) => {
  const v = await shown(t, "/gone.html");
  for (const act of ["destroy()", 'setAttribute("theme", "dark")', 'setAttribute("lightbox", "false")']) {
    if (act !== "destroy()") await v.page.evaluate((article) => void (document.querySelector("#w").article = article), pictures);
    await v.page.locator(".aw-enlarge").first().waitFor({ state: "attached" });
    await v.page.locator(".aw-enlarge").first().click();
    await v.page.evaluate(`document.querySelector("#w").${act}`);
    await settled(v.page);
    assert.equal(await v.page.locator("dialog").count(), 0, act);
  }
  assert.equal(await v.page.locator(".aw-enlarge").count(), 0);
  await v.page.getByRole("img", { name: "The pier" }).click();
  assert.equal(await v.page.locator("dialog").count(), 0);
  assertQuiet(v);
});

const opacity = (v) => v.page.locator(".aw-enlarge").first().evaluate((button) => getComputedStyle(button).opacity);

test("the button is seen under the hand and with the focus, and takes no room", async (t) => {
  const v = await shown(t, "/button.html");
  assert.equal(await opacity(v), "0");
  await v.page.getByRole("img", { name: "The pier" }).hover();
  assert.equal(await opacity(v), "1");
  const inside = await v.page.locator(".aw-enlarge").evaluateAll((buttons) =>
    buttons.every((button) => {
      const [a, b] = [button, button.previousElementSibling].map((element) => element.getBoundingClientRect());
      return a.left > b.left && a.right < b.right && a.top > b.top && a.bottom < b.bottom && a.width >= 24 && a.height >= 24;
    }),
  );
  assert.ok(inside);
  const heights = async (v) => {
    // The lead picture takes another room once it is there.
    await v.page.waitForFunction(() => document.querySelector(".aw-lead-picture img")?.complete);
    return v.page.locator("figure:has(> .aw-picture)").evaluateAll((all) => all.map((figure) => figure.offsetHeight));
  };
  const before = await heights(v);
  assert.deepEqual(await heights(await shown(t, "/without.html", pictures, { attributes: 'lightbox="false"' })), before);
});

test("the button is always seen on touch", async (t) => {
  const v = await shown(t, "/touch.html", pictures, { hasTouch: true, isMobile: true });
  assert.equal(await opacity(v), "1");
});

test("in the open dialog, narrow and wide, nothing is cut off", async (t) => {
  const long = { ...pictures, image: { ...pictures.image, caption: "A caption of many words. ".repeat(20) } };
  for (const [width, height] of [
    [360, 640],
    [1200, 900],
  ]) {
    const v = await shown(t, "/cut.html", long, { width, height });
    await v.page.locator(".aw-enlarge").first().click();
    await v.page.waitForFunction(() => document.querySelector(".aw-lightbox img")?.naturalWidth > 0);
    assert.deepEqual(await overflow(v), []);
    const boxes = await v.page.locator(".aw-lightbox :is(img, button)").evaluateAll((all) => all.map((part) => part.getBoundingClientRect().toJSON()));
    for (const box of boxes) assert.ok(box.left >= 0 && box.top >= 0 && box.right <= width && box.bottom <= height && box.height > 0, JSON.stringify(box));
  }
});
