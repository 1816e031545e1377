import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, chromiumOnly } from "./browser.mjs";
import { page, saying, script, settled, storm, visit } from "./parts.mjs";

const widget = (article, attributes = "") => `<article-widget ${attributes}>${script(article)}</article-widget>`;
const shown = async (t, path, html, options) => {
  const v = await visit(t, path, { html: page(html), ...options });
  await saying(v.page, "article-ready");
  return v;
};
const button = (v, id) => v.page.locator(`[id="article-${id}"] > :first-child > button`);
const toggles = (v) => v.page.evaluate(() => heard.filter(({ type }) => type === "article-toggle").map(({ detail }) => detail));
const forget = (v) => v.page.evaluate(() => void (heard.length = 0));
/** Which sections are open, as three witnesses say: the button, the panel and the outline. */
const open = async (v) => {
  const witnesses = await v.page
    .locator("article-widget")
    .first()
    .evaluate((host) => {
      const sections = [...host.querySelectorAll(".aw-section")];
      const ids = (all) => all.map(({ id }) => id.replace("article-", "")).join(" ");
      const panel = (section) => document.getElementById(section.querySelector("button").getAttribute("aria-controls"));
      return [
        ids(sections.filter((section) => section.querySelector("button").getAttribute("aria-expanded") === "true")),
        ids(sections.filter((section) => !panel(section).hidden)),
        ids(host.outline.filter(({ open }) => open)),
        sections.every((section) => [null, "until-found"].includes(panel(section).getAttribute("hidden"))),
      ];
    });
  assert.equal(witnesses[0], witnesses[1]);
  assert.equal(witnesses[0], witnesses[2]);
  assert.ok(witnesses[3], 'a closed panel is hidden="until-found"');
  return witnesses[0];
};
const inSight = (v, selector) =>
  v.page.waitForFunction((selector) => {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    return box && box.top > -1 && box.bottom <= innerHeight;
  }, selector);

/** Sections of which each fills more than a screen. */
const tall = {
  headline: "Tall",
  body: ["Perché l’età conta", "東京で会議", "What it costs"].map((heading, index) => ({
    type: "section",
    heading,
    body: [
      ...Array.from({ length: 40 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}` })),
      { type: "section", heading: `Inner ${index}`, body: [{ type: "paragraph", id: `block-${index}`, text: `The target of ${heading}` }] },
      ...Array.from({ length: 40 }, (_, line) => ({ type: "paragraph", text: `${heading}, more ${line}` })),
    ],
  })),
};

test("a section opens and closes by mouse", async (t) => {
  const v = await shown(t, "/mouse.html", widget(storm));
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  const text = v.page.getByText("Nobody slept");
  assert.ok(await text.isVisible());
  await button(v, "the-night").click();
  assert.equal(await open(v), "the-morning noon the-bill");
  assert.equal(await text.evaluate((element) => element.checkVisibility()), false);
  await button(v, "the-night").click();
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assert.ok(await text.isVisible());
  assert.deepEqual(await toggles(v), [
    { id: "article-the-night", open: false, reason: "user" },
    { id: "article-the-night", open: true, reason: "user" },
  ]);
  const said = await v.page.evaluate(() =>
    heard.filter(({ type }) => type === "article-toggle").every(({ bubbles, composed }) => bubbles && composed),
  );
  assert.ok(said);
  assertQuiet(v);
});

test("a click on any part of the button counts, and a click on other buttons doesn't", async (t) => {
  const v = await shown(t, "/parts.html", widget(storm));
  for (const part of await v.page.locator("#article-the-night button *").all()) {
    const before = await open(v);
    await part.evaluate((element) => element.click());
    assert.notEqual(await open(v), before);
    await part.evaluate((element) => element.click());
  }
  await forget(v);
  await v.page.locator("#article-the-night p").click();
  await v.page.locator("#article-the-night > h3").evaluate((heading) => heading.click());
  assert.deepEqual(await toggles(v), []);
});

test("sections open and close by keyboard, and Tab passes what is closed", async (t) => {
  const v = await shown(
    t,
    "/keys.html",
    `<button id="before">Before</button>${widget(storm, 'sections="closed"')}<button id="after">After</button>`,
  );
  const focused = () => v.page.evaluate(() => document.activeElement.closest("section")?.id ?? document.activeElement.id);
  const press = (key) => v.page.keyboard.press(key);
  await v.page.locator("#before").focus();
  const passed = [];
  await press("Tab"); // the button for all sections
  for (let step = 0; step < 4; step++) {
    await press("Tab");
    passed.push(await focused());
  }
  assert.deepEqual(passed, ["article-the-night", "article-the-morning", "article-the-bill", "after"]);

  for (let step = 0; step < 3; step++) await press("Shift+Tab");
  await press("Enter");
  assert.equal(await open(v), "the-night");
  await press("Tab");
  await press("Tab");
  assert.equal(await v.page.evaluate(() => document.activeElement.textContent), "the log", "what is open is passed through");
  await press("Tab");
  await press("Space");
  assert.equal(await open(v), "the-night the-morning");
  assert.equal(await focused(), "article-the-morning", "the focus stays on the button");
  await press("Space");
  for (let step = 0; step < 3; step++) await press("Shift+Tab");
  await press("Enter");
  assert.equal(await open(v), "");
  assert.deepEqual(
    (await toggles(v)).map(({ reason }) => reason),
    ["user", "user", "user", "user"],
  );
  assertQuiet(v);
});

test("a section is a heading with a button and nothing else in it, and the panel that it controls", async (t) => {
  const v = await shown(t, "/markup.html", widget(storm));
  const wrong = await v.page.locator(".aw-section").evaluateAll((sections) =>
    sections
      .filter((section) => {
        const [heading, panel, ...more] = section.children;
        const [button, ...others] = heading.childNodes;
        return !(
          more.length === 0 &&
          others.length === 0 &&
          /^H[1-6]$/.test(heading.tagName) &&
          button.matches("button[type=button][aria-expanded]") &&
          panel.matches("div.aw-panel") &&
          panel.firstElementChild.matches("button.aw-copy[type=button][aria-label]") &&
          panel.id === button.getAttribute("aria-controls") &&
          section.dataset.block === "section" &&
          section.dataset.key
        );
      })
      .map(({ id }) => id),
  );
  assert.deepEqual(wrong, []);
  assert.deepEqual(await v.page.locator(".aw-section > :first-child").evaluateAll((all) => all.map(({ tagName }) => tagName)), [
    "H3",
    "H3",
    "H4",
    "H3",
  ]);
});

test("a section in a section keeps its own state", async (t) => {
  const v = await shown(t, "/nested.html", widget(storm));
  await button(v, "noon").click();
  assert.equal(await open(v), "the-night the-morning the-bill");
  await button(v, "the-morning").click();
  await button(v, "the-morning").click();
  assert.equal(await open(v), "the-night the-morning the-bill");
  assert.deepEqual(
    (await toggles(v)).map(({ id }) => id),
    ["article-noon", "article-the-morning", "article-the-morning"],
  );
});

test("sections says how they stand at first, and an author's open says it of one", async (t) => {
  const article = {
    headline: "x",
    body: ["a", "b", "c"].map((heading) => ({ type: "section", heading, body: [{ type: "paragraph", text: heading }] })),
  };
  article.body[1].open = true;
  article.body.push({ type: "section", heading: "d", open: false, body: [{ type: "paragraph", text: "d" }] });
  const states = { "": "a b c", open: "a b c", closed: "b", first: "a b", nonsense: "a b c" };
  const html = Object.keys(states)
    .map((state) => `<div>${widget(article, `sections="${state}" id-prefix="p${state}-"`)}</div>`)
    .join("");
  const v = await visit(t, "/states.html", { html: page(html) });
  await saying(v.page, "article-ready", 5);
  const seen = await v.page.locator("article-widget").evaluateAll((hosts) =>
    Object.fromEntries(
      hosts.map((host) => [
        host.getAttribute("sections"),
        host.outline
          .filter(({ open }) => open)
          .map(({ text }) => text)
          .join(" "),
      ]),
    ),
  );
  assert.deepEqual(seen, states);
  assert.deepEqual(await toggles(v), [], "nobody opened or closed them");
});

test('with sections="none" the headings are plain and nothing is closed', async (t) => {
  const body = [...storm.body, { type: "section", heading: "Shut", open: false, body: [{ type: "paragraph", text: "Still to be read." }] }];
  const v = await shown(t, "/none.html", widget({ ...storm, body }, 'sections="none"'));
  assert.equal(await v.page.locator("article-widget :is(button, [hidden], [aria-expanded], section)").count(), 0);
  const headings = await v.page
    .locator("article-widget :is(h3, h4, h5, h6)")
    .evaluateAll((all) => all.map(({ tagName, textContent }) => `${tagName} ${textContent}`));
  assert.deepEqual(headings, ["H3 The night", "H3 The morning", "H4 At noon", "H3 The bill", "H3 Shut"]);
  assert.ok(await v.page.getByText("Still to be read.").isVisible());
  assert.equal(await v.page.locator("#article-the-night").count(), 1, "a fragment finds its heading all the same");
});

test('with sections="narrow" the width of the widget decides, not that of the page', async (t) => {
  const html =
    "<style>.slim { width: 639px } .wide { width: 640px }</style>" +
    ["slim", "wide"].map((name) => `<div class="${name}">${widget(storm, `sections="narrow" style="display: block"`)}</div>`).join("");
  const v = await visit(t, "/narrow.html", { html: page(html), csp: null });
  await saying(v.page, "article-ready", 2);
  const seen = await v.page.locator("article-widget").evaluateAll((hosts) => hosts.map((host) => host.outline.map(({ open }) => open)));
  assert.deepEqual(seen, [
    [false, false, false, false],
    [true, true, true, true],
  ]);
});

test("expandAll, collapseAll and toggle do what they say, and say it", async (t) => {
  const v = await shown(t, "/api.html", widget(storm));
  const call = (text) => v.page.evaluate(`document.querySelector("article-widget").${text}`);
  await call("collapseAll()");
  assert.equal(await open(v), "");
  assert.deepEqual(
    (await toggles(v)).map(({ open, reason }) => [open, reason]),
    Array(4).fill([false, "all"]),
  );
  await forget(v);
  await call("collapseAll()");
  assert.deepEqual(await toggles(v), [], "what changes nothing is no news");
  await call("expandAll()");
  assert.equal(await open(v), "the-night the-morning noon the-bill");
  assert.deepEqual(
    (await toggles(v)).map(({ open, reason }) => [open, reason]),
    Array(4).fill([true, "all"]),
  );

  await forget(v);
  await call('toggle("article-the-night")');
  await call('toggle("article-the-night", false)');
  await call('toggle("noon", false)');
  await call('toggle("the-bill", true)');
  await call('toggle("no-such-section")');
  await call('toggle("")');
  assert.equal(await open(v), "the-morning the-bill");
  assert.deepEqual(await toggles(v), [
    { id: "article-the-night", open: false, reason: "api" },
    { id: "article-noon", open: false, reason: "api" },
  ]);
  await call('toggle("article-the-night")');
  assert.equal(await open(v), "the-night the-morning the-bill");
  assertQuiet(v);
});

test("a section that closes over the focus hands it to its button", async (t) => {
  const v = await shown(t, "/focus.html", widget(storm));
  const focused = () => v.page.evaluate(() => [document.activeElement.tagName, document.activeElement.closest("section")?.id]);
  const call = (text) => v.page.evaluate(`document.querySelector("article-widget").${text}`);
  await v.page.getByText("the log").focus();
  await call('toggle("the-night", false)');
  assert.deepEqual(await focused(), ["BUTTON", "article-the-night"]);

  await v.page.getByText("the bell").focus();
  await call('toggle("the-night", true)');
  assert.deepEqual(await focused(), ["A", "article-noon"], "what closes or opens elsewhere leaves it alone");
  await call('toggle("the-morning", false)');
  assert.deepEqual(await focused(), ["BUTTON", "article-the-morning"]);

  await call("expandAll()");
  await button(v, "noon").focus();
  await call("collapseAll()");
  assert.deepEqual(await focused(), ["BUTTON", "article-the-morning"]);
});

test("a fragment opens the sections it leads into, at load", async (t) => {
  const targets = {
    "#article-what-it-costs": ["what-it-costs", '[id="article-what-it-costs"] > h3'],
    "#article-inner-1": ["東京で会議 inner-1", "#article-inner-1 > h4"],
    "#article-block-2": ["what-it-costs inner-2", "#article-block-2"],
    "#article-perch%C3%A9-l-et%C3%A0-conta": ["perché-l-età-conta", '[id="article-perché-l-età-conta"] > h3'],
    "#article-perché-l-età-conta": ["perché-l-età-conta", '[id="article-perché-l-età-conta"] > h3'],
    "#article-%e6%9d%b1%e4%ba%ac%e3%81%a7%e4%bc%9a%e8%ad%b0": ["東京で会議", '[id="article-東京で会議"] > h3'],
  };
  const v = await shown(t, "/tall.html", widget(tall, 'sections="closed"'));
  for (const [fragment, [opened, target]] of Object.entries(targets)) {
    // Another query makes it another page, or the browser would only scroll.
    await v.page.goto(`${v.origin}/tall.html?${opened}${fragment}`);
    await saying(v.page, "article-ready");
    assert.equal(await open(v), opened, fragment);
    await inSight(v, target);
    assert.deepEqual(
      await toggles(v),
      opened.split(" ").map((id) => ({ id: `article-${id}`, open: true, reason: "hash" })),
      fragment,
    );
  }
  assertQuiet(v);
});

test("a fragment leads to a section whichever normal form either is written in", async (t) => {
  const text = { type: "paragraph", text: "x\n".repeat(80) };
  const names = ["Cafe\u0301", "Caf\u00e9 bar", "\u304b\u3099", "\u0915\u093c"];
  const article = { headline: "H", body: names.flatMap((text_) => [{ type: "heading", text: text_ }, text]) };
  const fragments = ["café", "cafe\u0301-bar", "\u304c", "\u0958"];
  for (const [nth, fragment] of fragments.entries()) {
    const hash = `#article-${encodeURIComponent(fragment)}`;
    const v = await shown(t, `/form-${nth}.html${hash}`, widget(article, 'sections="closed"'));
    const ids = await v.page.evaluate(() => [...document.querySelectorAll(".aw-section")].map(({ id }) => id));
    const opened = () => v.page.evaluate(() => [...document.querySelectorAll(".aw-section")].findIndex((section) => !section.lastElementChild.hidden));
    await settled(v.page);
    assert.equal(await opened(), nth, `${fragment} at load, of ${ids}`);
    await v.page.evaluate(() => {
      location.hash = "";
      document.querySelector("article-widget").collapseAll();
    });
    await v.page.evaluate((hash) => void (location.hash = hash), hash);
    await settled(v.page);
    assert.equal(await opened(), nth, `${fragment} later`);
    await v.page.evaluate(() => {
      location.hash = "";
      scrollTo(0, 0);
    });
    await v.page.evaluate((hash) => void (location.hash = hash), hash);
    await inSight(v, `[id="${ids[nth]}"] > :first-child`);
    assertQuiet(v);
  }
});

test("a fragment that leads nowhere, or elsewhere, changes nothing", async (t) => {
  const v = await shown(t, "/nowhere.html", `${widget(tall, 'sections="closed"')}<p id="elsewhere">Elsewhere</p>`);
  for (const [index, fragment] of ["#nowhere", "#article-", "#", "#%", "#%E0%A4%A", "#elsewhere"].entries()) {
    await v.page.goto(`${v.origin}/nowhere.html?${index}${fragment}`);
    await saying(v.page, "article-ready");
    await settled(v.page);
    assert.equal(await open(v), "", fragment);
    assert.deepEqual(await toggles(v), [], fragment);
  }
  assertQuiet(v);
});

test("a link to a fragment opens what it leads to, as often as it is followed", async (t) => {
  const links = '<nav><a id="inner" href="#article-inner-1">Inner</a> <a id="accent" href="#article-perché-l-età-conta">Accent</a></nav>';
  const v = await shown(t, "/links.html", links + widget(tall, 'sections="closed"'));
  await v.page.locator("#inner").click();
  await inSight(v, "#article-inner-1 > h4");
  assert.equal(await open(v), "東京で会議 inner-1");
  assert.deepEqual(
    (await toggles(v)).map(({ id, reason }) => `${reason} ${id}`),
    ["hash article-東京で会議", "hash article-inner-1"],
  );

  await v.page.evaluate(() => document.querySelector("article-widget").collapseAll());
  await v.page.locator("#inner").click();
  await inSight(v, "#article-inner-1 > h4");
  assert.equal(await open(v), "東京で会議 inner-1");

  await v.page.evaluate(() => (location.hash = "#article-what-it-costs"));
  await inSight(v, '[id="article-what-it-costs"] > h3');
  assert.equal(await open(v), "東京で会議 inner-1 what-it-costs");

  await v.page.locator("#accent").click();
  await inSight(v, '[id="article-perché-l-età-conta"] > h3');
  assert.equal(await open(v), "perché-l-età-conta 東京で会議 inner-1 what-it-costs");

  await v.page.evaluate(() => document.querySelector("article-widget").collapseAll());
  await v.page.goBack();
  await inSight(v, '[id="article-what-it-costs"] > h3');
  assert.equal(await open(v), "what-it-costs");
  assertQuiet(v);
});

test("a fragment opens the widget that it leads into, and no other", async (t) => {
  const v = await visit(t, "/two.html#article-block-0-2", {
    html: page(widget(tall, 'sections="closed" id="one"') + widget(tall, 'sections="closed" id="two"')),
  });
  await saying(v.page, "article-ready", 2);
  const opened = () =>
    v.page
      .locator("article-widget")
      .evaluateAll((hosts) => hosts.map((host) => host.outline.filter(({ open }) => open).map(({ id }) => id)));
  assert.deepEqual(await opened(), [[], ["article-perché-l-età-conta-2", "article-inner-0-2"]]);
  await inSight(v, "#article-block-0-2");
  await v.page.evaluate(() => (location.hash = "#article-block-1"));
  await inSight(v, "#article-block-1");
  assert.deepEqual((await opened())[0], ["article-東京で会議", "article-inner-1"]);
  assert.equal((await opened())[1].length, 2);
  assert.ok(
    (await v.page.evaluate(() => heard))
      .filter(({ type }) => type === "article-toggle")
      .every(({ host, detail }) => (host === "two") === /-2$/.test(detail.id)),
  );
});

test("what is found in a closed section opens it: by the browser's own search for a passage", { skip: chromiumOnly("Firefox searches for the text once, when the page has loaded") }, async (t) => {
  const v = await visit(t, "/found.html#:~:text=The%20target%20of%20What%20it%20costs", { html: page(widget(tall, 'sections="closed"')) });
  await inSight(v, "#article-block-2");
  assert.equal(await open(v), "what-it-costs inner-2");
  assert.deepEqual(
    (await toggles(v)).map(({ open, reason }) => [open, reason]),
    [
      [true, "find"],
      [true, "find"],
    ],
  );
  assertQuiet(v);
});

test("what is found in a closed section opens it: by the event that a search sends", async (t) => {
  const v = await shown(t, "/beforematch.html", widget(storm, 'sections="closed"'));
  await v.page
    .locator("#article-the-night > .aw-panel")
    .evaluate((panel) => panel.dispatchEvent(new Event("beforematch", { bubbles: true })));
  assert.equal(await open(v), "the-night");
  assert.deepEqual(await toggles(v), [{ id: "article-the-night", open: true, reason: "find" }]);
});

test("a slot's own hidden parts and buttons are none of the widget's business", async (t) => {
  const article = { headline: "x", body: [{ type: "section", heading: "Outer", body: [{ type: "slot", name: "own" }] }] };
  const own =
    '<div slot="own" id="own"><div><button class="aw-section-button">Own</button></div><div hidden="until-found" id="secret">Secret</div></div>';
  const v = await shown(t, "/slot.html", `<article-widget id="w">${own}${script(article)}</article-widget>`);
  const before = await v.page.locator("#own").evaluate((own) => own.outerHTML);
  await v.page.locator("#secret").evaluate((secret) => secret.dispatchEvent(new Event("beforematch", { bubbles: true })));
  await v.page.locator("#own button").click();
  assert.equal(await v.page.locator("#own").evaluate((own) => own.outerHTML), before);
  assert.deepEqual(await toggles(v), []);
});

test("a widget in another one's slot opens and closes by itself", async (t) => {
  const article = { headline: "Outer", body: [{ type: "section", heading: "Section", body: [{ type: "slot", name: "inner" }] }] };
  const v = await visit(t, "/inner.html", {
    html: page(`<article-widget id="outer"><div slot="inner">${widget(storm, 'id="inner"')}</div>${script(article)}</article-widget>`),
  });
  await saying(v.page, "article-ready", 2);
  await v.page.locator("#inner").getByRole("button", { name: "The night", exact: true }).click();
  await settled(v.page);
  const outlines = await v.page.evaluate(() =>
    ["outer", "inner"].map((id) => document.getElementById(id).outline.map(({ text, open }) => `${text} ${open}`)),
  );
  assert.deepEqual(outlines, [["Section true"], ["The night false", "The morning true", "At noon true", "The bill true"]]);
  await v.page.evaluate(() => document.querySelector("#outer").collapseAll());
  assert.deepEqual(await v.page.evaluate(() => document.querySelector("#inner").outline.map(({ open }) => open)), [
    false,
    true,
    true,
    true,
  ]);
});

test("a closed article's text is in the page, and in nobody's way", async (t) => {
  const v = await shown(t, "/text.html", `${widget(tall, 'sections="closed"')}<p id="below">Below</p>`);
  assert.match(await v.page.evaluate(() => document.querySelector("article-widget").textContent), /The target of What it costs/);
  assert.ok((await v.page.locator("#below").boundingBox()).y < 900);
});
