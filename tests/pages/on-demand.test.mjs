// What a reader has to ask for first is a module that the first press loads.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { gate, heard, inMenu, module, page, saying, script, settled, visit } from "./parts.mjs";

const player = "https://www.youtube-nocookie.com";
const csp = `${strictCsp.replace(/; require-trusted.*'none'/, "")}; frame-src ${player}`;
const article = {
  lang: "en",
  headline: "On demand",
  body: [
    { type: "image", id: "picture", src: "/fixtures/x.png", alt: "The bell", width: 40, height: 30 },
    { type: "embed", id: "film", url: "https://www.youtube.com/watch?v=one", title: "Film one" },
    { type: "post", id: "1", post: { id: "1", text: "A post", author: { name: "Ada", handle: "ada" } } },
  ],
};
const html = page(`<article-widget tweets="click" script-url="/pages/platform.js?does=draws">${script(article)}</article-widget>`, { head: heard + module });

async function shown(t, path) {
  const v = await visit(t, path, { html, csp });
  await v.page.route(`${player}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<p>The player</p>" }));
  await saying(v.page, "article-ready");
  return v;
}

const scripts = (v) => v.requests.filter((url) => /\/dist\/.*\.js$/.test(url)).length;
const embed = (v) => v.page.locator("[data-ask=embed]");
const original = (v) => inMenu(v.page.locator("[data-ask=original]"));
const enlarge = (v) => v.page.getByRole("button", { name: "Enlarge picture: The bell" });

test("each kind loads its script with the first press, which isn't lost, and no other", async (t) => {
  const v = await shown(t, "/demand.html");
  const before = scripts(v);
  await enlarge(v).click();
  await v.page.getByRole("dialog").waitFor();
  const picture = scripts(v);
  assert.ok(picture > before);
  await v.page.keyboard.press("Escape");
  await embed(v).click();
  await v.page.frameLocator("iframe").getByText("The player").waitFor();
  const film = scripts(v);
  assert.ok(film > picture);
  await (await original(v)).click();
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.ok(scripts(v) > film);
  const all = scripts(v);
  await enlarge(v).click();
  await v.page.getByRole("dialog").waitFor();
  assert.equal(scripts(v), all);
  assert.deepEqual(v.errors, []);
});

for (const [dir, width] of [["ltr", 1200], ["rtl", 360]]) {
  test(`the slider between two pictures moves nothing when it comes, ${dir} at ${width} px`, async (t) => {
    const picture = (caption) => ({ src: "/demo/pictures/porto-800.webp", alt: `The harbour in ${caption}`, width: 800, height: 533, caption });
    const compare = { type: "gallery", layout: "compare", items: [picture("1990"), picture("2025")], caption: "Before and after" };
    const body = [{ type: "paragraph", text: "Above." }, compare, { ...compare, caption: undefined }, { type: "paragraph", text: "Below." }];
    const { opened, open } = gate();
    const v = await visit(t, "/compare.html", { html: page("", { head: module }), width, height: 2400 });
    let held = 0;
    await v.page.route("**/dist/*.js", async (route) => {
      const response = await route.fetch();
      if ((await response.text()).includes("aw-compare-slider")) {
        held += 1;
        await opened;
      }
      await route.fulfill({ response });
    });
    await v.page.evaluate(
      async ({ body, dir }) => {
        globalThis.shifts = [];
        const widget = document.createElement("article-widget");
        document.body.append(widget);
        widget.article = { headline: "The pier", lang: "en", dir, body };
        await widget.ready;
        await Promise.all([...document.images].map((image) => ((image.loading = "eager"), image.decode())));
        await new Promise((done) => setTimeout(done, 100));
        // Chromium alone reports them.
        if (PerformanceObserver.supportedEntryTypes.includes("layout-shift")) new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift" });
      },
      { body, dir },
    );
    const places = () =>
      v.page.locator(".aw-compare, .aw-compare :is(img, figcaption), .aw-paragraph").evaluateAll((all) =>
        all.map((element) => {
          const { x, y, width, height } = element.getBoundingClientRect();
          return [element.className, x, y, width, height].join(" ");
        }),
      );
    const before = await places();
    assert.equal(held, 1);
    assert.equal(await v.page.getByRole("slider").count(), 0);
    open();
    await v.page.getByRole("slider").nth(1).waitFor();
    assert.deepEqual(await places(), before);
    await settled(v.page);
    assert.deepEqual(await v.page.evaluate(() => shifts), []);
    const [first, second] = await v.page.locator(".aw-compare").first().locator("li figcaption").evaluateAll((all) => all.map((caption) => caption.getBoundingClientRect().x));
    assert.ok(first < second, "each caption is below its own side");
    assertQuiet(v);
  });
}

test("offline, a press says beside the link that it can't be shown, and the next one tries again", async (t) => {
  const v = await shown(t, "/offline.html");
  const context = v.page.context();
  await context.setOffline(true);
  await embed(v).click();
  await v.page.locator(".aw-embed-status", { hasText: "can’t be shown here" }).waitFor();
  await (await original(v)).click();
  await v.page.locator(".aw-tweet-status", { hasText: "The original can’t be shown" }).waitFor();
  const [tab] = await Promise.all([v.page.waitForEvent("popup"), enlarge(v).click()]);
  await tab.close();
  assert.deepEqual(v.errors, []);
  await context.setOffline(false);
  await embed(v).click();
  await v.page.frameLocator("iframe").getByText("The player").waitFor();
  await (await original(v)).click();
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  await enlarge(v).click();
  await v.page.getByRole("dialog").waitFor();
});
