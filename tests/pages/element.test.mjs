import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { answer, badIds, classic, gate, heard, module, page, saying, script, settled, small, storm, visit } from "./parts.mjs";

const headlines = (page) => page.locator(".aw-headline").allTextContents();
const element = '<article-widget id="w"></article-widget>';

test("an address in src is an article on the page", async (t) => {
  const v = await visit(t, "/src.html", {
    html: page('<article-widget id="w" src="/storm.json"></article-widget>'),
    answers: { "/storm.json": answer(storm) },
  });
  const [ready, ...more] = await saying(v.page, "article-ready");
  assert.deepEqual(more, []);
  assert.equal(ready.host, "w");
  assert.deepEqual([ready.bubbles, ready.composed], [true, true]);
  assert.deepEqual(ready.detail.diagnostics, []);
  assert.deepEqual(ready.detail.outline, [
    { id: "article-the-night", text: "The night", level: 3, open: true },
    { id: "article-the-morning", text: "The morning", level: 3, open: true },
    { id: "article-noon", text: "At noon", level: 4, open: true },
    { id: "article-the-bill", text: "The bill", level: 3, open: true },
  ]);
  assert.ok(ready.detail.words > 30 && ready.detail.words < 60, `${ready.detail.words} words`);
  assert.equal(ready.detail.minutes, 1);
  assert.equal(await v.page.locator("h2.aw-headline").innerText(), storm.headline);
  assert.equal(await v.page.locator("article.aw .aw-standfirst").innerText(), storm.standfirst);
  assert.equal(v.requests.filter((url) => url.endsWith("/storm.json")).length, 1);
  assertQuiet(v);
});

test("an address in src is relative to the page, and to its <base>", async (t) => {
  const v = await visit(t, "/news/today/index.html", {
    html: page('<article-widget src="a.json"></article-widget>', { head: `<base href="/archive/">${heard}${module}` }),
    answers: { "/archive/a.json": answer(small("From the base")) },
  });
  await saying(v.page, "article-ready");
  assert.deepEqual(await headlines(v.page), ["From the base"]);
});

test("a script inside the element is its article, whether the module or the classic script defines it", async (t) => {
  for (const way of [module, classic]) {
    const v = await visit(t, "/inline.html", {
      html: page(`<article-widget id="w">${script(storm)}</article-widget>`, { head: heard + way }),
    });
    await saying(v.page, "article-ready");
    assert.deepEqual(await headlines(v.page), [storm.headline]);
    assertQuiet(v);
  }
});

test("a script that is still arriving is waited for", async (t) => {
  const { opened, open } = gate();
  const [start, end] = page(`<article-widget id="w">${script(small("Halfway"))}</article-widget>`, { head: heard + classic }).split(
    "way, in full",
  );
  const v = await visit(t, "/half.html", {
    arrive: "commit",
    answers: {
      "/half.html": async (_, res, headers) => {
        res.writeHead(200, { "content-type": "text/html", ...headers }).write(start);
        await opened;
        res.end(`way, in full${end}`);
      },
    },
  });
  await v.page.waitForFunction(() => document.querySelector("#w > script")?.text.includes("Half"));
  await settled(v.page);
  assert.deepEqual(await v.page.evaluate(() => heard), []);
  open();
  await v.page.waitForLoadState();
  assert.equal((await saying(v.page, "article-ready")).length, 1);
  assert.deepEqual(await headlines(v.page), ["Halfway"]);
  assertQuiet(v);
});

test("an article that stands before the page has all arrived is not drawn again when it has", async (t) => {
  const { opened, open } = gate();
  const [start, end] = page(`<article-widget id="w">${script(storm)}</article-widget><p>Then</p>END`, { head: heard + classic }).split(
    "END",
  );
  const v = await visit(t, "/early.html", {
    arrive: "commit",
    answers: {
      "/early.html": async (_, res, headers) => {
        res.writeHead(200, { "content-type": "text/html", ...headers }).write(start);
        await opened;
        res.end(end);
      },
    },
  });
  await saying(v.page, "article-ready");
  await v.page.locator("#article-the-night .aw-section-button").click();
  open();
  await v.page.waitForLoadState();
  await settled(v.page);
  assert.equal((await saying(v.page, "article-ready")).length, 1);
  assert.equal(await v.page.locator("#article-the-night .aw-section-button").getAttribute("aria-expanded"), "false");
});

test("a script that is put in later is its article", async (t) => {
  // Under Trusted Types, a page can't write a script, not even one that holds data.
  const v = await visit(t, "/later.html", { html: page(element), csp: null });
  await v.page.evaluate((text) => {
    const script = Object.assign(document.createElement("script"), { type: "application/json" });
    script.append(text);
    document.querySelector("#w").append(script);
  }, JSON.stringify(storm));
  await saying(v.page, "article-ready");
  assert.deepEqual(await headlines(v.page), [storm.headline]);
  assertQuiet(v);
});

test("the article property takes an object, text and bytes", async (t) => {
  const v = await visit(t, "/property.html", { html: page(element) });
  const set = async (make, headline) => {
    const before = await v.page.evaluate(() => heard.length);
    await v.page.evaluate(`document.querySelector("#w").article = (${make})(${JSON.stringify(small(headline))})`);
    await v.page.waitForFunction((before) => heard.length > before, before);
    assert.deepEqual(await headlines(v.page), [headline]);
  };
  await set("(article) => article", "An object");
  await set("(article) => JSON.stringify(article)", "Text");
  await set("(article) => new TextEncoder().encode(JSON.stringify(article))", "Bytes");
  await set("(article) => new TextEncoder().encode(JSON.stringify(article)).buffer", "A buffer");
  assert.ok((await v.page.evaluate(() => heard)).every(({ type }) => type === "article-ready"));
  assertQuiet(v);
});

test("properties that are set before the element is defined count", async (t) => {
  const v = await visit(t, "/before.html", { html: page(element, { head: heard }) });
  await v.page.evaluate(async (article) => {
    const host = document.querySelector("#w");
    host.options = { headingLevel: 4 };
    host.article = article;
    const { ArticleWidgetElement } = await import("/dist/define.js");
    globalThis.upgraded = host instanceof ArticleWidgetElement && !Object.hasOwn(host, "article");
  }, storm);
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator("h4.aw-headline").innerText(), storm.headline);
  assert.ok(await v.page.evaluate(() => globalThis.upgraded));
  assertQuiet(v);
});

test("properties and attributes may come in any order, before the element is in the page and after", async (t) => {
  const v = await visit(t, "/order.html", { html: page("") });
  const orders = [
    "options article attribute append",
    "append attribute options article",
    "article append options attribute",
    "attribute article options append",
  ];
  for (const order of orders) {
    await v.page.evaluate(
      async ([order, article]) => {
        const host = document.createElement("article-widget");
        const steps = {
          options: () => (host.options = { headingLevel: 5, sections: "none" }),
          article: () => (host.article = article),
          attribute: () => host.setAttribute("sections", "closed"),
          append: () => document.body.replaceChildren(host),
        };
        for (const step of order.split(" ")) {
          steps[step]();
          await null;
        }
        await host.ready;
      },
      [order, storm],
    );
    await settled(v.page);
    assert.equal(await v.page.locator("h5.aw-headline").count(), 1, order);
    // What an attribute says goes before what the options say.
    assert.equal(await v.page.locator('[aria-expanded="false"]').count(), 4, order);
  }
  assertQuiet(v);
});

test("an article that is not there yet is waited for in silence", async (t) => {
  const v = await visit(t, "/undefined.html", { html: page(element) });
  await v.page.evaluate(() => (document.querySelector("#w").article = undefined));
  await settled(v.page);
  assert.deepEqual(await v.page.evaluate(() => [heard, document.querySelector("#w").childElementCount]), [[], 0]);
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), storm);
  await saying(v.page, "article-ready");
});

test("several settings in one breath are one drawing", async (t) => {
  const v = await visit(t, "/breath.html", { html: page(element) });
  await v.page.evaluate(
    ([one, two]) => {
      const host = document.querySelector("#w");
      host.article = one;
      host.setAttribute("heading-level", "3");
      host.article = two;
      host.setAttribute("heading-level", "1");
    },
    [small("One"), small("Two")],
  );
  await saying(v.page, "article-ready");
  await settled(v.page);
  assert.equal((await saying(v.page, "article-ready")).length, 1);
  assert.equal(await v.page.locator("h1.aw-headline").innerText(), "Two");
});

test("a changed src shows the other article, and the slower answer to an older one never wins", async (t) => {
  const slow = gate();
  const v = await visit(t, "/swap.html", {
    html: page('<article-widget id="w" src="/first.json"></article-widget>'),
    answers: {
      "/first.json": answer(small("First")),
      "/slow.json": async (...to) => {
        await slow.opened;
        answer(small("Slow"))(...to);
      },
      "/last.json": answer(small("Last")),
    },
  });
  await saying(v.page, "article-ready");
  const asked = v.page.waitForRequest("**/slow.json");
  await v.page.evaluate(() => document.querySelector("#w").setAttribute("src", "/slow.json"));
  await asked;
  assert.deepEqual(await headlines(v.page), ["First"], "the older article stays until the next one is there");
  await v.page.evaluate(() => document.querySelector("#w").setAttribute("src", "/last.json"));
  await saying(v.page, "article-ready", 2);
  slow.open();
  await settled(v.page);
  assert.deepEqual(await headlines(v.page), ["Last"]);
  assert.deepEqual(
    (await v.page.evaluate(() => heard)).map(({ type }) => type),
    ["article-ready", "article-ready"],
  );
});

test("changed attributes take effect at once", async (t) => {
  const article = { ...storm, body: [...storm.body, { type: "link", url: "more", title: "More" }] };
  const v = await visit(t, "/live.html", { html: page(`<article-widget id="w">${script(article)}</article-widget>`) });
  await saying(v.page, "article-ready");
  const set = async (name, value) => {
    await v.page.evaluate(
      ([name, value]) => {
        const host = document.querySelector("#w");
        if (value === null) host.removeAttribute(name);
        else host.setAttribute(name, value);
      },
      [name, value],
    );
    await settled(v.page);
  };
  const has = async (selector) => assert.equal(await v.page.locator(selector).count(), 1, selector);

  await set("heading-level", "1");
  await has("h1.aw-headline");
  await has("#article-the-night > h2");
  await set("heading-level", null);
  await has("h2.aw-headline");
  await set("id-prefix", "story-");
  await has("section#story-the-night");
  await set("id-prefix", null);
  await has("section#article-the-night");
  await set("base-url", "https://example.org/news/");
  await has('a[href="https://example.org/news/more"]');
  await set("sections", "none");
  assert.equal(await v.page.locator("section, [aria-expanded]").count(), 0);
  await set("sections", null);
  await has("section#article-the-night");
  assertQuiet(v);
});

test("a changed attribute doesn't lose the reader's place", async (t) => {
  const long = (section) => Array.from({ length: 30 }, (_, line) => ({ type: "paragraph", text: `${section}, line ${line}` }));
  const body = ["One", "Two", "Three"].map((heading) => ({ type: "section", heading, body: long(heading) }));
  const v = await visit(t, "/place.html", { html: page(`<article-widget id="w">${script({ headline: "Long", body })}</article-widget>`) });
  await saying(v.page, "article-ready");
  await v.page.locator("#article-two .aw-section-button").click();
  await v.page.locator("#article-three .aw-section-button").focus();
  const place = () => v.page.locator("#article-three .aw-section-button").evaluate((button) => Math.round(button.getBoundingClientRect().top));
  const before = await place();
  await v.page.evaluate(() => document.querySelector("#w").setAttribute("heading-level", "3"));
  await v.page.locator("h3.aw-headline").waitFor();
  await settled(v.page);
  assert.deepEqual(
    await v.page
      .locator("[aria-expanded]")
      .evaluateAll((buttons) => buttons.map((button) => [button.innerText.trim(), button.ariaExpanded])),
    [
      ["One", "true"],
      ["Two", "false"],
      ["Three", "true"],
    ],
  );
  assert.equal(await v.page.evaluate(() => document.activeElement.closest("section")?.id), "article-three");
  assert.ok(Math.abs((await place()) - before) < 30, `from ${before} to ${await place()}`);
});

test("ready settles when the article is painted", async (t) => {
  const v = await visit(t, "/ready.html", { html: page(element) });
  const seen = await v.page.evaluate(async (article) => {
    const host = document.querySelector("#w");
    host.article = article;
    await host.ready;
    return [host.querySelector(".aw-headline").textContent, host.outline.length, host.diagnostics, host.article === article];
  }, storm);
  assert.deepEqual(seen, [storm.headline, 4, [], true]);
});

test("before there is an article, the element's methods do nothing and its lists are empty", async (t) => {
  const v = await visit(t, "/early.html", { html: page(element) });
  const seen = await v.page.evaluate(() => {
    const host = document.querySelector("#w");
    host.expandAll();
    host.collapseAll();
    host.toggle("x");
    host.destroy();
    return [host.outline, host.diagnostics, host.article];
  });
  assert.deepEqual(seen, [[], [], undefined]);
  assertQuiet(v);
});

test("the same article several times on one page: no id twice, and each keeps to itself", async (t) => {
  const widget = `<article-widget>${script(storm)}</article-widget>`;
  const v = await visit(t, "/several.html", { html: page(`<p id="article-the-night">The page's own</p>${widget.repeat(3)}`) });
  await saying(v.page, "article-ready", 3);
  assert.deepEqual(await badIds(v.page), { twice: [], lost: [] });
  assert.equal(await v.page.evaluate(() => document.getElementById("article-the-night").textContent), "The page's own");
  const own = await v.page
    .locator("article-widget")
    .evaluateAll((hosts) =>
      hosts.map((host) =>
        [...host.querySelectorAll("[aria-controls], [aria-labelledby]")].every((element) =>
          host.contains(document.getElementById(element.getAttribute("aria-controls") ?? element.getAttribute("aria-labelledby"))),
        ),
      ),
    );
  assert.deepEqual(own, [true, true, true]);
  await v.page.locator("article-widget").nth(1).locator("button").first().click();
  const states = await v.page.locator("article-widget").evaluateAll((hosts) => hosts.map((host) => host.outline[0].open));
  assert.deepEqual(states, [true, false, true]);
  assertQuiet(v);
});

test("the page's language is the language of an article that doesn't say", async (t) => {
  const article = { headline: "x", body: [{ type: "code", text: "x" }] };
  const widget = `<article-widget>${script(article)}</article-widget>`;
  const v = await visit(t, "/lang.html", { html: page(`${widget}<div lang="it-CH">${widget}</div><div lang="ar">${widget}</div>`) });
  await saying(v.page, "article-ready", 3);
  const seen = await v.page.locator(".aw").evaluateAll((roots) => roots.map(({ lang, dir }) => [lang, dir]));
  assert.deepEqual(seen, [
    ["en", "ltr"],
    ["it-CH", "ltr"],
    ["ar", "rtl"],
  ]);
  const labels = await v.page.locator(".aw [role=group]").evaluateAll((regions) => regions.map(({ ariaLabel }) => ariaLabel));
  assert.notEqual(labels[0], labels[1]);
});
