// What readers meet outside of the usual: contrast themes, no scripts, long lists, other heading levels, pages of another shade.
import assert from "node:assert/strict";
import test from "node:test";
import { renderPage } from "../../www/dist/server.js";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { answer, heard, module, page, script, storm, visit } from "./parts.mjs";

const widget = (article, attributes = "") => `<article-widget id="w" ${attributes}>${script(article)}</article-widget>`;
const ready = (v) => v.page.evaluate(() => document.querySelector("article-widget").ready);

/** How much the words on something stand out from it, as pixels show it. */
async function contrast(v, locator) {
  const box = await locator.boundingBox();
  const clip = { x: box.x + 5, y: box.y + 5, width: box.width - 10, height: box.height - 10 };
  const png = await v.page.screenshot({ clip });
  return v.page.evaluate(async (bytes) => {
    const picture = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
    const context = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
    context.drawImage(picture, 0, 0);
    const { data } = context.getImageData(0, 0, picture.width, picture.height);
    const light = (value) => (value / 255 <= 0.04045 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4);
    const shades = [];
    for (let at = 0; at < data.length; at += 4) shades.push(0.2126 * light(data[at]) + 0.7152 * light(data[at + 1]) + 0.0722 * light(data[at + 2]));
    return (Math.max(...shades) + 0.05) / (Math.min(...shades) + 0.05);
  }, [...png]);
}

const film = { lang: "en", id: "film", headline: "A film", body: [
  { type: "embed", url: "https://www.youtube.com/watch?v=dQ0aBcDeFgH", title: "A film" },
  { type: "heading", text: "One" }, { type: "paragraph", id: "p", text: "x" }, { type: "heading", text: "Two" }, { type: "heading", text: "Three" },
  { type: "tweet", post: { text: "Look", author: { name: "Ann", handle: "ann" }, media: [{ kind: "photo", src: "https://pbs.twimg.com/a.jpg", alt: "A boat", width: 900, height: 500 }] } },
] };

for (const colorScheme of ["dark", "light"]) {
  test(`in a ${colorScheme} contrast theme the words on every button can be read`, async (t) => {
    const v = await visit(t, "/contrast.html", { html: page(widget(film), { head: module }), colorScheme, forcedColors: "active", csp: null });
    await ready(v);
    await v.page.evaluate(() => {
      const place = document.createElement("div");
      const notice = document.createElement("div");
      place.className = "aw-news";
      notice.className = "aw-status aw-notice";
      for (const [box, name] of [[place, "aw-news-button"], [notice, "aw-notice-button"]]) {
        box.append(Object.assign(document.createElement("button"), { className: name, textContent: "2 new updates" }));
      }
      document.querySelector(".aw").prepend(place);
      document.body.append(notice);
    });
    const buttons = await v.page.locator(".aw-tweet-button, .aw-news-button, .aw-notice-button, .aw-section-button, .aw-all, .aw-alt").all();
    assert.ok(buttons.length >= 8, String(buttons.length));
    for (const button of buttons) {
      if (!(await button.isVisible())) continue;
      await button.scrollIntoViewIfNeeded();
      const found = await contrast(v, button);
      assert.ok(found > 4.5, `${await button.textContent()}: ${found}`);
    }
  });
}

/** As the browser gives it to assistive technology, where a command asks for that. */
async function headings({ page, devtools }) {
  if (!devtools) return page.getByRole("heading").allTextContents();
  const { nodes } = await devtools.send("Accessibility.getFullAXTree");
  return nodes.filter(({ ignored, role }) => !ignored && role.value === "heading").map(({ name }) => name.value);
}

const still = { lang: "en", headline: "H", body: [
  { type: "heading", text: "One" }, { type: "paragraph", text: "The hidden words." },
  { type: "heading", text: "Two" }, { type: "section", heading: "Inner", open: false, body: [{ type: "paragraph", text: "Deeper words." }] }, { type: "heading", text: "Three" },
  { type: "image", src: "/demo/none.png", alt: "A picture", width: 300, height: 200 },
  ...film.body.slice(0, 1),
] };

for (const [what, options, scripts] of [
  ["without a script", { stylesheet: "/dist/article-widget.css" }, true],
  ["without a script or styles", {}, true],
  ["with scripts off", { stylesheet: "/dist/article-widget.css", script: "/dist/define.js" }, false],
  ["with scripts off and the styles in the script", { script: "/dist/define.js" }, false],
]) {
  test(`a page of renderPage can be read to its end and has no dead button, ${what}`, async (t) => {
    const html = renderPage(still, { sections: "closed", toc: true, ...options });
    const v = await visit(t, "/still.html", { html, javaScriptEnabled: scripts, csp: null });
    for (const text of ["The hidden words.", "Deeper words."]) {
      const box = await v.page.getByText(text).boundingBox();
      assert.ok(box?.height > 0, text);
      assert.ok(await v.page.getByText(text).isVisible(), text);
    }
    assert.deepEqual(await headings(v), ["H", "One", "Two", "Inner", "Three"]);
    assert.equal(await v.page.locator("button:visible").count(), 0);
    assert.equal(await v.page.getByRole("button").count(), 0);
  });
}

for (const start of [1, 95, 1090, -1003, 999_999_990]) {
  test(`at 375 px the numbers of a list from ${start} on stand inside the page`, async (t) => {
    const list = { type: "list", style: "number", items: Array.from({ length: 120 }, (_, nth) => `name ${nth}`), ...(start !== 1 && { start }) };
    const v = await visit(t, "/list.html", { html: page(widget({ headline: "H", body: [list] }), { head: "<style>body { margin: 0; background: #fff }</style>" + module }), width: 375, csp: null });
    await ready(v);
    // The marker's own width, as the same text takes it.
    const { room, widest } = await v.page.evaluate(([first, count]) => {
      const list = document.querySelector(".aw-list");
      const probe = document.createElement("span");
      probe.style.cssText = "position: absolute; white-space: pre";
      list.lastElementChild.append(probe);
      const widths = [first, first + count - 1].map((number) => {
        probe.textContent = `${number}. `;
        return probe.getBoundingClientRect().width;
      });
      return { room: list.lastElementChild.getBoundingClientRect().left, widest: Math.max(...widths) };
    }, [start, 120]);
    assert.ok(room >= widest, `${room} px for ${widest}`);
  });
}

for (const level of [1, 2, 3, 4, 5, 6]) {
  test(`with heading-level=${level} a section's heading is larger than a sub-heading in it`, async (t) => {
    const heading = (level, text) => ({ type: "heading", level, text });
    const body = [heading(2, "A"), heading(3, "b"), heading(4, "c"), { type: "section", heading: "D", body: [heading(3, "e"), { type: "section", heading: "F", body: [heading(3, "g")] }] }];
    const v = await visit(t, "/sizes.html", { html: page(widget({ headline: "H", body }, `heading-level="${level}"`)), csp: null });
    await ready(v);
    const sizes = await v.page.evaluate(() => {
      const size = (heading) => parseFloat(getComputedStyle(heading).fontSize);
      return [...document.querySelectorAll(".aw-heading")].map((sub) => [size(sub.closest(".aw-section").querySelector(".aw-section-heading")), size(sub)]);
    });
    assert.equal(sizes.length, 4);
    for (const [section, sub] of sizes) assert.ok(section - sub >= 1, JSON.stringify(sizes));
  });
}

for (const [style, theme, system, ink] of [
  ["", "", "dark", "light"],
  ["color-scheme: light", "", "dark", "light"],
  ["color-scheme: light dark", "", "dark", "dark"],
  ["color-scheme: light dark", "", "light", "light"],
  ["color-scheme: dark", "", "light", "dark"],
  ["", "system", "dark", "dark"],
  ["color-scheme: dark", "system", "light", "light"],
  ["", "dark", "light", "dark"],
  ["color-scheme: dark", "light", "dark", "light"],
]) {
  test(`on a ${system} system and a page with "${style}", theme="${theme || "auto"}" is ${ink}, on the page's own paper`, async (t) => {
    for (const isolate of ["", "isolate"]) {
      const v = await visit(t, "/shade.html", { html: page(widget(storm, `${theme && `theme=${theme}`} ${isolate}`), { head: `<style>:root { ${style} }</style>${module}` }), colorScheme: system, csp: null });
      await ready(v);
      const seen = await v.page.evaluate(() => {
        const host = document.querySelector("article-widget");
        const root = (host.shadowRoot ?? host).querySelector(".aw");
        const styled = getComputedStyle(root);
        const before = styled.backgroundColor;
        host.style.setProperty("--aw-paper", "rgb(1, 2, 3)");
        return { ink: styled.color, before, after: styled.backgroundColor };
      });
      assert.deepEqual(seen, { ink: ink === "dark" ? "rgb(233, 230, 223)" : "rgb(28, 27, 26)", before: "rgba(0, 0, 0, 0)", after: "rgb(1, 2, 3)" });
    }
  });
}

test("what the reader opened on one page is not what stands on another with an article of the same headline", async (t) => {
  const article = { lang: "en", headline: "Today", body: storm.body };
  const html = page(widget(article, "remember"));
  const v = await visit(t, "/one.html", { html, answers: { "/two.html": answer(html, 200, "text/html") } });
  const opened = () => v.page.evaluate(() => document.querySelector("article-widget").ready.then(() => document.querySelector("article-widget").outline[0].open));
  assert.equal(await opened(), true);
  await v.page.locator(".aw-section-button").first().click();
  await v.page.goto(`${v.origin}/two.html`);
  assert.equal(await opened(), true);
  await v.page.goto(`${v.origin}/one.html`);
  assert.equal(await opened(), false);
});

test("every button that copies a link says which section it leads to", async (t) => {
  const v = await visit(t, "/copies.html", { html: page(widget(storm)) });
  await ready(v);
  const names = await v.page.locator(".aw-copy").evaluateAll((buttons) => buttons.map((button) => button.ariaLabel));
  const titles = await v.page.locator(".aw-section-title").allTextContents();
  assert.deepEqual(names, titles.map((title) => `Copy link: ${title}`));
  assert.equal(new Set(names).size, names.length);
});

for (const [what, hash, reason] of [["a fragment", "#article-watch", "hash"], ["find-in-page", "", "find"]]) {
  test(`what ${what} has opened before the script is there is adopted without the WebAssembly, and its button says so`, async (t) => {
    const before = `<script>globalThis.first = document.querySelector(".aw"); document.querySelector(".aw-panel").removeAttribute("hidden")</script>`;
    const html = renderPage(storm, { script: "/dist/define.js", stylesheet: "/dist/article-widget.css", sections: "closed" })
      .replace("<head>", `<head>${heard}`).replace("</body>", `${before}</body>`);
    const csp = strictCsp.replace(" 'wasm-unsafe-eval'", " 'unsafe-inline'").replace(/require-trusted-types-for.*$/, "");
    const v = await visit(t, `/found.html${hash}`, { html, csp });
    await ready(v);
    const seen = await v.page.evaluate(() => ({
      same: first === document.querySelector(".aw"),
      expanded: document.querySelector(".aw-section-button").getAttribute("aria-expanded"),
      open: document.querySelector("article-widget").outline.map(({ open }) => open),
    }));
    assert.deepEqual(seen, { same: true, expanded: "true", open: [true, false, false, false] });
    assert.equal(v.requests.some((url) => url.endsWith(".wasm")), false);
    const toggles = await v.page.evaluate(() => heard.filter(({ type }) => type === "article-toggle").map(({ detail }) => detail.reason));
    assert.deepEqual(toggles, [reason]);
    await v.page.locator(".aw-section-button").first().click();
    assert.equal(await v.page.locator(".aw-panel").first().getAttribute("hidden"), "until-found");
    assertQuiet(v);
  });
}

for (const sheets of ["CSSStyleSheet.prototype.replaceSync", "Document.prototype.adoptedStyleSheets"]) {
  test(`where there are no observers and no ${sheets}, as in a test environment, an article is shown all the same`, async (t) => {
    const bare = `delete globalThis.IntersectionObserver; delete globalThis.ResizeObserver; delete globalThis.matchMedia; delete ${sheets}; delete Element.prototype.scrollIntoView`;
    const html = page(widget(film, 'toc progress loading="lazy"'), { head: `<script>${bare}</script>${heard}${module}` });
    const v = await visit(t, "/bare.html#article-one", { html, csp: null });
    await ready(v);
    await v.page.evaluate(() => document.querySelector("article-widget").update({ headline: "Another", live: true, body: [{ type: "paragraph", text: "y" }] }));
    assert.equal(await v.page.locator(".aw-headline").textContent(), "Another");
    assert.equal(await v.page.evaluate(() => getComputedStyle(document.querySelector(".aw")).containerType), "inline-size");
    assertQuiet(v);
  });
}

test("a policy that forbids WebAssembly is named, however the browser words it", async (t) => {
  const words = "call to WebAssembly.compileStreaming() blocked by CSP";
  const html = page(widget(storm), { head: `<script>WebAssembly.compileStreaming = WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError(${JSON.stringify(words)}))</script>${heard}${module}` });
  const v = await visit(t, "/refused.html", { html, csp: null });
  await v.page.waitForFunction(() => heard.some(({ type }) => type === "article-error"));
  assert.equal(await v.page.evaluate(() => heard.find(({ type }) => type === "article-error").detail.error.code), "wasm-blocked");
});
