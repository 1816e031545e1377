// Moved, removed, copied, destroyed.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { answer, badIds, gate, heard, page, saying, script, settled, small, storm, visit } from "./parts.mjs";

const headlines = (page) => page.locator(".aw-headline").allTextContents();
const element = '<article-widget id="w"></article-widget>';

test("moved in the page, an article keeps its state and is not asked for again", async (t) => {
  const v = await visit(t, "/moved.html", {
    html: page('<div id="from"><article-widget id="w" src="/storm.json"></article-widget></div><div id="to"></div>'),
    answers: { "/storm.json": answer(storm) },
  });
  await saying(v.page, "article-ready");
  await v.page.locator("#article-the-night .aw-section-button").click();
  const same = await v.page.evaluate(async () => {
    const host = document.querySelector("#w");
    const root = host.querySelector(".aw");
    document.querySelector("#to").append(host);
    await new Promise((done) => setTimeout(done));
    return host.querySelector(".aw") === root;
  });
  assert.ok(same);
  assert.equal(await v.page.locator("#to #article-the-night .aw-section-button").getAttribute("aria-expanded"), "false");
  await v.page.locator("#article-the-night .aw-section-button").click();
  assert.equal(await v.page.locator("#article-the-night .aw-section-button").getAttribute("aria-expanded"), "true");
  assert.equal((await saying(v.page, "article-ready")).length, 1);
  assert.equal(v.requests.filter((url) => url.endsWith("/storm.json")).length, 1);
  assertQuiet(v);
});

test("moveBefore keeps an article's state", async (t) => {
  const v = await visit(t, "/movebefore.html", {
    html: page(`<div id="from"><article-widget id="w">${script(storm)}</article-widget></div><div id="to"></div>`),
  });
  if (!(await v.page.evaluate(() => "moveBefore" in Element.prototype))) return t.skip("this browser has no moveBefore");
  await saying(v.page, "article-ready");
  const same = await v.page.evaluate(async () => {
    const host = document.querySelector("#w");
    const root = host.querySelector(".aw");
    document.querySelector("#to").moveBefore(host, null);
    await new Promise((done) => setTimeout(done));
    return host.querySelector(".aw") === root;
  });
  assert.ok(same);
  assert.equal((await saying(v.page, "article-ready")).length, 1);
});

test("removed and put back later, an article is drawn again", async (t) => {
  const v = await visit(t, "/back.html", {
    html: page(`<article-widget id="w"><p>In its place</p></article-widget>`),
  });
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), storm);
  await saying(v.page, "article-ready");
  const away = await v.page.evaluate(async () => {
    globalThis.host = document.querySelector("#w");
    host.remove();
    await new Promise((done) => setTimeout(done));
    return host.innerHTML;
  });
  assert.equal(away, "<p>In its place</p>");
  await v.page.evaluate(() => document.body.append(host));
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await headlines(v.page), [storm.headline]);
  assert.equal(await v.page.locator("#w > p").count(), 0);
  assertQuiet(v);
});

test("removed while it loads, an article says nothing; put back, it loads anew", async (t) => {
  const { opened, open } = gate();
  let asked = 0;
  const v = await visit(t, "/away.html", {
    html: page('<article-widget id="w" src="/storm.json"></article-widget>'),
    arrive: "commit",
    answers: {
      "/storm.json": async (...to) => {
        if (++asked === 1) await opened;
        answer(storm)(...to);
      },
    },
  });
  await v.page.locator('[aria-busy="true"]').waitFor({ state: "attached" });
  const left = await v.page.evaluate(async () => {
    globalThis.host = document.querySelector("#w");
    host.remove();
    await new Promise((done) => setTimeout(done));
    return [host.childElementCount, host.hasAttribute("aria-busy")];
  });
  assert.deepEqual(left, [0, false]);
  open();
  await v.page.evaluate(() => document.body.append(host));
  await saying(v.page, "article-ready");
  assert.deepEqual(
    (await v.page.evaluate(() => heard)).map(({ type }) => type),
    ["article-ready"],
  );
  assert.deepEqual(await headlines(v.page), [storm.headline]);
});

test("a copy of the element is an article of its own", async (t) => {
  const v = await visit(t, "/cloned.html", { html: page(`<article-widget id="w">${script(storm)}</article-widget>`), csp: null });
  await saying(v.page, "article-ready");
  await v.page.evaluate(() => {
    const copy = document.querySelector("#w").cloneNode(true);
    copy.id = "copy";
    document.body.append(copy);
  });
  await saying(v.page, "article-ready", 2);
  assert.equal(await v.page.locator("#copy .aw").count(), 1);
  assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
  await v.page.locator("#copy button").first().click();
  assert.deepEqual(await v.page.evaluate(() => ["w", "copy"].map((id) => document.getElementById(id).outline[0].open)), [true, false]);
  assertQuiet(v);
});

test("destroy gives back the very nodes that stood there", async (t) => {
  const v = await visit(t, "/destroy.html", {
    html: page(`<article-widget id="w">Text <!-- note --><p>One</p>${script(storm)}<p>Two</p></article-widget>`, { head: heard }),
  });
  const back = await v.page.evaluate(async () => {
    const host = document.querySelector("#w");
    const before = [...host.childNodes];
    await import("/dist/define.js");
    await host.ready;
    const drawn = host.querySelectorAll(":scope > p").length === 0 && host.querySelectorAll(".aw").length === 1;
    host.destroy();
    host.destroy();
    const after = [...host.childNodes];
    return { drawn, same: after.length === before.length && after.every((node, index) => node === before[index]), html: host.innerHTML };
  });
  assert.ok(back.drawn);
  assert.ok(back.same, back.html);
  assertQuiet(v);
});

test("a destroyed article comes back when it is asked for, and not by a changed attribute", async (t) => {
  const v = await visit(t, "/again.html", { html: page(element) });
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), small("One"));
  await saying(v.page, "article-ready");
  await v.page.evaluate(() => {
    document.querySelector("#w").destroy();
    document.querySelector("#w").setAttribute("heading-level", "3");
  });
  await settled(v.page);
  assert.equal(await v.page.locator(".aw").count(), 0);
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), small("Two"));
  await saying(v.page, "article-ready", 2);
  assert.deepEqual(await headlines(v.page), ["Two"]);
});

test("destroyed while it loads, it stops loading and looks as before", async (t) => {
  const { opened, open } = gate();
  const v = await visit(t, "/stop.html", {
    html: page('<article-widget id="w" src="/slow.json"></article-widget>'),
    arrive: "commit",
    answers: {
      "/slow.json": async (...to) => {
        await opened;
        answer(storm)(...to);
      },
    },
  });
  await v.page.locator('[aria-busy="true"]').waitFor({ state: "attached" });
  await v.page.evaluate(() => document.querySelector("#w").destroy());
  open();
  await settled(v.page);
  assert.equal(
    await v.page.evaluate(() => document.querySelector("#w").outerHTML),
    '<article-widget id="w" src="/slow.json"></article-widget>',
  );
  assert.deepEqual(await v.page.evaluate(() => heard), []);
});

test("a handler may destroy the article or set another one", async (t) => {
  const v = await visit(t, "/handlers.html", {
    html: page(`<article-widget id="a">${script(storm)}</article-widget><article-widget id="b">${script(storm)}</article-widget>`),
  });
  await saying(v.page, "article-ready", 2);
  await v.page.evaluate((article) => {
    const [a, b] = document.querySelectorAll("article-widget");
    a.addEventListener("article-toggle", () => a.destroy(), { once: true });
    b.addEventListener("article-toggle", () => (b.article = article), { once: true });
    a.collapseAll();
    b.querySelector("button").click();
  }, small("Another"));
  await saying(v.page, "article-ready", 3);
  assert.deepEqual(await headlines(v.page), ["Another"]);
  assertQuiet(v);
});

test("a child with a slot's name stands where the article has that slot, and is given back", async (t) => {
  const article = {
    headline: "With an advert",
    body: [
      { type: "paragraph", text: "Before." },
      { type: "slot", name: "advert" },
      { type: "paragraph", text: "Behind." },
    ],
  };
  const v = await visit(t, "/slot.html", {
    html: page(`<article-widget id="w"><p slot="advert">Buy a boat</p>${script(article)}</article-widget>`),
  });
  await saying(v.page, "article-ready");
  assert.equal(
    await v.page.locator("#w").evaluate((host) => host.querySelector(".aw").innerText.replaceAll(/\s+/g, " ")),
    "With an advert Before. Buy a boat Behind.",
  );
  const after = await v.page.evaluate(() => {
    const host = document.querySelector("#w");
    const advert = host.querySelector("[slot]");
    host.setAttribute("heading-level", "3");
    return new Promise((done) =>
      setTimeout(() => {
        const kept = host.querySelector(".aw [slot]") === advert;
        host.destroy();
        done([kept, advert.parentNode === host]);
      }),
    );
  });
  assert.deepEqual(after, [true, true]);
  assertQuiet(v);
});

test("a child that comes later has its place, too, and one that the page took away stays away", async (t) => {
  const slot = (name) => ({ type: "slot", name });
  const article = (...names) => ({ headline: "Places", body: [{ type: "paragraph", text: "Text." }, ...names.map(slot)] });
  const v = await visit(t, "/late.html", {
    html: page(`<article-widget id="w"><p slot="one">One</p>${script(article("one", "two"))}</article-widget>`),
  });
  await saying(v.page, "article-ready");
  const told = await v.page.evaluate(async (three) => {
    const host = document.querySelector("#w");
    const turn = () => new Promise((done) => setTimeout(done));
    const texts = () => [...host.querySelectorAll(".aw-slot")].map(({ textContent }) => textContent);
    const add = (slot, text) => host.appendChild(Object.assign(document.createElement("p"), { slot, textContent: text }));
    const steps = [texts()];
    const two = add("two", "Two");
    add("none", "Nowhere");
    await turn();
    steps.push(texts(), host.innerText.includes("Nowhere"));
    host.querySelector("[slot=one]").remove();
    host.update(three);
    steps.push(texts());
    host.append(two);
    await turn();
    steps.push(texts());
    host.destroy();
    steps.push([...host.children].filter(({ slot }) => slot).map(({ slot }) => slot));
    return steps;
  }, article("one", "two", "none"));
  assert.deepEqual(told, [["One", ""], ["One", "Two"], false, ["", "Two", "Nowhere"], ["", "Two", "Nowhere"], ["two", "none"]]);
  assertQuiet(v);
});
