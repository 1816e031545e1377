// A note opens beside its number; the list at the article's end is what works without that.
import assert from "node:assert/strict";
import test from "node:test";
import { page, saying, script, visit } from "./parts.mjs";

const article = {
  lang: "en",
  headline: "The crossing",
  body: [
    { type: "paragraph", text: ["It takes ", { text: "ninety", note: ["See ", { text: "the timetable", href: "https://example.org/times" }, "."] }, " minutes."] },
    { type: "paragraph", text: [{ text: "Ferries", note: "Since 1902." }, " are slow."] },
    ...Array.from({ length: 30 }, () => ({ type: "paragraph", text: "The sea was flat, and nobody said a word." })),
  ],
};

async function shown(t, path, attributes = "", options = {}) {
  const v = await visit(t, path, { html: page(`<article-widget ${attributes}>${script(article)}</article-widget>`), ...options });
  await saying(v.page, "article-ready");
  // The module comes by itself.
  await v.page.waitForLoadState("networkidle");
  return v;
}

const number = (v, nth = 1) => v.page.getByRole("link", { name: `Note ${nth}` });
const note = (v, nth = 1) => v.page.getByRole("dialog", { name: `Note ${nth}` });

for (const [where, attributes] of [
  ["in the page", ""],
  ["in a shadow root", "isolate"],
]) {
  test(`a note opens with the keyboard, closes with Escape, and gives the focus back, ${where}`, async (t) => {
    const v = await shown(t, "/notes.html", attributes);
    await number(v).focus();
    await v.page.keyboard.press("Enter");
    await note(v).waitFor();
    assert.equal((await note(v).textContent()).trim(), "See the timetable.");
    const focused = () => v.page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute("aria-label");
    });
    assert.equal(await focused(), "Note 1");
    await v.page.keyboard.press("Tab");
    assert.equal(await note(v).getByRole("link", { name: "the timetable" }).evaluate((link) => link.matches(":focus")), true);
    await v.page.keyboard.press("Escape");
    await note(v).waitFor({ state: "detached" });
    // It is hidden some time before it goes and gives the focus back.
    await number(v).and(v.page.locator(":focus")).waitFor();
    assert.equal(new URL(v.page.url()).hash, "");
    assert.equal(await v.page.evaluate(() => scrollY), 0);
    const ids = await v.page.evaluate(() => {
      const root = document.querySelector("article-widget").shadowRoot ?? document;
      return [...root.querySelectorAll("[id]")].map(({ id }) => id);
    });
    assert.equal(new Set(ids).size, ids.length);
    assert.deepEqual(v.errors, []);
  });
}

test("a press on the number closes its note, another number opens the other one, and both are in the window", async (t) => {
  for (const [width, height] of [
    [360, 640],
    [1200, 900],
  ]) {
    const v = await shown(t, "/press.html", "", { width, height });
    await number(v).click();
    await note(v).waitFor();
    const box = await note(v).boundingBox();
    assert.ok(box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height, JSON.stringify(box));
    await number(v).click();
    await note(v).waitFor({ state: "detached" });
    await number(v, 2).click();
    await note(v, 2).waitFor();
    assert.equal(await v.page.getByRole("dialog").count(), 1);
    await v.page.emulateMedia({ media: "print" });
    assert.equal(await note(v, 2).isVisible(), false);
    assert.equal(await v.page.getByText("Since 1902.").last().isVisible(), true);
    await v.page.emulateMedia({ media: "screen" });
    await v.page.keyboard.press("Escape");
  }
});

test("without the module, a number leads to the list", async (t) => {
  const v = await visit(t, "/list.html", { html: page(`<article-widget>${script(article)}</article-widget>`) });
  await v.page.addInitScript(() => void delete HTMLElement.prototype.popover);
  await v.page.reload();
  await saying(v.page, "article-ready");
  await v.page.waitForLoadState("networkidle");
  await number(v).click();
  await v.page.waitForFunction(() => location.hash === "#article--note-1");
  assert.equal(await v.page.getByRole("dialog").count(), 0);
});
