// What stands in the element before there is an article, and when there can't be one.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet } from "./browser.mjs";
import { answer, gate, heard, classic, module, page, saying, settled, small, storm, visit } from "./parts.mjs";

const fallback = '<p id="fallback">Read it <a href="/plain.html">without pictures</a>.</p>';
const host = (inside = "", src = "/article.json") => `<article-widget id="w" src="${src}">${inside}</article-widget>`;

/** Every way in which an article can fail to come: its answer, its code, its path. */
const faults = [
  ["a broken connection", (_, res) => res.destroy(), "network", "$"],
  [
    "a connection that breaks off half way",
    (_, res) => res.writeHead(200, { "content-length": 1000 }).write('{"headline":', () => res.destroy()),
    "network",
    "$",
  ],
  ["status 404", answer({ headline: "Not this" }, 404), "http", "$"],
  ["status 500", answer({ headline: "Not this" }, 500), "http-busy", "$"],
  ["a page instead of JSON", answer("<!doctype html><title>Log in</title>", 200, "text/html"), "not-json", "$"],
  ["nothing at all", answer(""), "not-json", "$"],
  ["JSON that stops half way", answer('{"headline":"Half'), "not-json", "$"],
  ["null", answer("null"), "not-object", "$"],
  ["a number", answer("7"), "not-object", "$"],
  ["a list", answer('[{"headline":"In a list"}]'), "not-object", "$"],
  ["an article without a headline", answer({ body: [{ type: "paragraph", text: "Text" }] }), "no-headline", "$.headline"],
  ["an article with an empty headline", answer({ headline: " \n " }), "no-headline", "$.headline"],
  ["an article with null as its headline", answer({ headline: null }), "no-headline", "$.headline"],
];

test("children stay visible while the article loads, and go when it is there", async (t) => {
  const { opened, open } = gate();
  const v = await visit(t, "/loading.html", {
    html: page(host(fallback)),
    answers: {
      "/article.json": async (...to) => {
        await opened;
        answer(storm)(...to);
      },
    },
    arrive: "commit",
  });
  await v.page.locator('#w[aria-busy="true"]').waitFor();
  await settled(v.page);
  assert.ok(await v.page.locator("#fallback").isVisible());
  assert.equal((await v.page.locator("#w").innerText()).trim(), "Read it without pictures.");
  assert.equal(await v.page.locator("#w > *").count(), 1, "no skeleton beside them");
  open();
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator("#fallback").count(), 0);
  assert.equal(await v.page.locator("#w[aria-busy]").count(), 0);
  assertQuiet(v);
});

test("children that the parser brings after the element was defined are a fallback too", async (t) => {
  const answered = gate();
  const arrived = gate();
  const [start, end] = page(host(`HERE${fallback}`), { head: heard + classic }).split("HERE");
  const v = await visit(t, "/parsed.html", {
    arrive: "commit",
    answers: {
      "/parsed.html": async (_, res, headers) => {
        res.writeHead(200, { "content-type": "text/html", ...headers }).write(start);
        await arrived.opened;
        res.end(end);
      },
      "/article.json": async (...to) => {
        await answered.opened;
        answer("no article", 404)(...to);
      },
    },
  });
  await v.page.locator('#w[aria-busy="true"]').waitFor({ state: "attached" });
  arrived.open();
  await v.page.locator("#fallback").waitFor();
  await settled(v.page);
  assert.deepEqual(await v.page.locator("#w > *").evaluateAll((all) => all.map(({ id }) => id)), ["fallback"]);
  answered.open();
  await saying(v.page, "article-error");
  assert.deepEqual(await v.page.locator("#w > *").evaluateAll((all) => all.map(({ id }) => id)), ["fallback"]);
});

test("markup that a server has printed is a fallback like any other", async (t) => {
  const { opened, open } = gate();
  const v = await visit(t, "/printed.html", {
    html: page(host('<article class="aw"><h2 class="aw-headline">Printed</h2></article>')),
    answers: {
      "/article.json": async (...to) => {
        await opened;
        answer("", 500)(...to);
      },
    },
    arrive: "commit",
  });
  await v.page.locator('#w[aria-busy="true"]').waitFor();
  await settled(v.page);
  assert.equal(await v.page.locator("#w > *").count(), 1, "no skeleton beside it");
  open();
  await saying(v.page, "article-error");
  assert.equal(await v.page.locator("#w > *").count(), 1, "no notice beside it");
  assert.ok(await v.page.locator("#w").getByText("Printed").isVisible());
});

test("children stay for good when the article can't come, each time with its own code, and the next article is drawn", async (t) => {
  let fault;
  const v = await visit(t, "/faults.html", {
    html: page(host(fallback, "/good.json")),
    answers: { "/fault.json": (...to) => fault(...to), "/good.json": answer(storm) },
  });
  const messages = new Set();
  for (const [name, send, code, path] of faults) {
    fault = send;
    await v.page.evaluate(() => {
      document.querySelector("#w").destroy();
      heard.length = 0;
      document.querySelector("#w").setAttribute("src", "/fault.json");
    });
    const [said, ...more] = await saying(v.page, "article-error");
    assert.deepEqual(more, [], name);
    const { message, ...error } = said.detail.error;
    assert.deepEqual(error, { name: "ArticleError", code, path, real: true }, name);
    assert.match(message, /^[A-Z].*[.!]$/s, name);
    messages.add(`${code}: ${message}`);
    assert.deepEqual([said.host, said.bubbles, said.composed], ["w", true, true], name);
    assert.ok(await v.page.locator("#fallback").isVisible(), name);
    assert.equal(await v.page.locator("#w > *").count(), 1, name);
    assert.equal(await v.page.locator("#w[aria-busy]").count(), 0, name);

    await v.page.evaluate(() => document.querySelector("#w").setAttribute("src", "/good.json"));
    await saying(v.page, "article-ready");
    assert.equal(await v.page.locator("#w .aw-headline").innerText(), storm.headline, name);
    assert.equal(await v.page.locator("#fallback").count(), 0, name);
  }
  assert.ok(messages.size >= 6, [...messages].join("\n"));
  assert.deepEqual([v.errors, v.violations], [[], []]);
});

test("what is set as the article and is none is refused like that, too", async (t) => {
  const v = await visit(t, "/values.html", { html: page(`<article-widget id="w">${fallback}</article-widget>`) });
  const values = {
    null: "not-object",
    7: "not-object",
    "[]": "not-object",
    '"[]"': "not-object",
    '"{"': "not-json",
    '""': "not-json",
    "({})": "no-headline",
  };
  for (const [index, [value, code]] of Object.entries(values).entries()) {
    await v.page.evaluate(`document.querySelector("#w").article = ${value}`);
    const said = await saying(v.page, "article-error", index + 1);
    assert.equal(said.at(-1).detail.error.code, code, value);
    assert.ok(await v.page.locator("#fallback").isVisible(), value);
  }
  await v.page.evaluate((article) => (document.querySelector("#w").article = article), storm);
  await saying(v.page, "article-ready");
  assertQuiet(v);
});

test("without children, a quiet sentence says so, and the next article takes its place", async (t) => {
  let fault;
  const v = await visit(t, "/notices.html", {
    html: page(host("", "/good.json")),
    answers: { "/fault.json": (...to) => fault(...to), "/good.json": answer(storm) },
  });
  for (const [name, send, code] of faults) {
    fault = send;
    await v.page.evaluate(() => {
      document.querySelector("#w").destroy();
      heard.length = 0;
      document.querySelector("#w").setAttribute("src", "/fault.json");
    });
    assert.equal((await saying(v.page, "article-error"))[0].detail.error.code, code, name);
    const notice = v.page.locator('#w [role="status"]');
    await notice.waitFor();
    assert.match(await notice.locator("p").innerText(), /^The article .+\.$/, name);
    assert.equal(await notice.evaluate((notice) => notice.closest("[lang]").lang), "en", name);
    const buttons = await notice.locator("button").allInnerTexts();
    // A server that is busy now may not be in a minute: whether that is a fault of the network is a matter of taste.
    if (code !== "http-busy") assert.deepEqual(buttons, code === "network" ? ["Try again"] : [], name);

    await v.page.evaluate(() => document.querySelector("#w").setAttribute("src", "/good.json"));
    await saying(v.page, "article-ready");
    assert.equal(await notice.count(), 0, name);
    assert.equal(await v.page.locator("#w .aw-headline").innerText(), storm.headline, name);
  }
  assert.deepEqual([v.errors, v.violations], [[], []]);
});

test("the notice speaks the page's language, or English", async (t) => {
  const widget = '<article-widget src="/gone.json"></article-widget>';
  const v = await visit(t, "/tongues.html", {
    html: page(`<main><h1>x</h1>${widget}<div lang="it-IT">${widget}</div><div lang="tlh">${widget}</div></main>`),
    answers: { "/gone.json": (_, res) => res.destroy() },
  });
  await saying(v.page, "article-error", 3);
  const notices = await v.page
    .locator("[role=status]")
    .evaluateAll((all) => all.map((notice) => [notice.lang, notice.querySelector("button").textContent]));
  assert.deepEqual(notices, [
    ["en", "Try again"],
    ["it", "Riprova"],
    ["en", "Try again"],
  ]);
  const sentences = await v.page.locator("[role=status] p").allInnerTexts();
  assert.notEqual(sentences[0], sentences[1]);
  assert.equal(sentences[0], sentences[2]);
});

test("Try again asks again, by mouse and by keyboard, as often as it takes", async (t) => {
  let broken = true;
  const v = await visit(t, "/retry.html", {
    html: page(host()),
    answers: { "/article.json": (...to) => (broken ? to[1].destroy() : answer(storm)(...to)) },
  });
  const again = v.page.getByRole("button", { name: "Try again" });
  await saying(v.page, "article-error", 1);
  await again.click();
  await saying(v.page, "article-error", 2);
  await again.focus();
  await v.page.keyboard.press("Enter");
  await saying(v.page, "article-error", 3);
  assert.equal(await again.count(), 1);
  broken = false;
  await again.focus();
  await v.page.keyboard.press("Space");
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator("#w .aw-headline").innerText(), storm.headline);
  assert.equal(await v.page.locator("#w > *").count(), 1);
  // The browser itself tries a broken connection twice; that is not counted here.
  assert.equal(v.requests.filter((url) => url.endsWith("/article.json")).length, 4);
});

test("an article that is shown stays when the next one can't come", async (t) => {
  const v = await visit(t, "/stays.html", {
    html: page(host("", "/good.json")),
    answers: { "/good.json": answer(small("Good")), "/bad.json": answer("{}") },
  });
  await saying(v.page, "article-ready");
  await v.page.evaluate(() => document.querySelector("#w").setAttribute("src", "/bad.json"));
  await saying(v.page, "article-error");
  assert.equal((await v.page.locator("#w").innerText()).replaceAll(/\s+/g, " ").trim(), "Good Good, in full.");
  await v.page.evaluate(() => (document.querySelector("#w").article = []));
  await saying(v.page, "article-error", 2);
  assert.equal(await v.page.locator("#w .aw-headline").innerText(), "Good");
});

test("without children, a skeleton is seen after 200 ms and not before, and is nothing to a screen reader", async (t) => {
  const { opened, open } = gate();
  const v = await visit(t, "/skeleton.html", {
    html: page("", { head: heard + module }),
    answers: {
      "/article.json": async (...to) => {
        await opened;
        answer(storm)(...to);
      },
    },
  });
  // The animation's own clock is set: how fast the machine is plays no part.
  const { seen, spoken } = await v.page.evaluate(async () => {
    const host = document.createElement("article-widget");
    host.setAttribute("src", "/article.json");
    document.body.append(host);
    const visible = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && element.offsetHeight > 0;
    // What has others in it is a box, and may be there unseen.
    const shown = () => [...host.querySelectorAll(":not(:has(*))")].filter(visible);
    while (host.getAnimations({ subtree: true }).length === 0) await new Promise(requestAnimationFrame);
    const seen = [190, 210].map((time) => {
      for (const animation of host.getAnimations({ subtree: true })) {
        animation.pause();
        animation.currentTime = time;
      }
      return shown().length > 0;
    });
    const spoken = shown().filter((element) => !element.closest("[aria-hidden=true]") || element.matches("a, button, [tabindex]"));
    return { seen, spoken: spoken.length };
  });
  assert.deepEqual(seen, [false, true]);
  assert.equal(spoken, 0);
  assert.equal(await v.page.locator('article-widget[aria-busy="true"]').count(), 1);
  open();
  await saying(v.page, "article-ready");
  assert.equal(await v.page.locator("article-widget > *").count(), 1);
  assertQuiet(v);
});

test("nothing jumps on the screen when an article takes its skeleton's place", async (t) => {
  const long = { ...storm, body: Array.from({ length: 60 }, (_, line) => ({ type: "paragraph", text: `Line ${line}. `.repeat(30) })) };
  for (const [width, height] of [
    [1200, 900],
    [360, 740],
  ]) {
    const { opened, open } = gate();
    const v = await visit(t, "/jump.html", {
      html: page(`<header><p>The paper</p></header>${host()}<footer><p id="below">Imprint</p></footer>`),
      answers: {
        "/article.json": async (...to) => {
          await opened;
          answer(long)(...to);
        },
      },
      arrive: "commit",
      width,
      height,
    });
    await v.page.locator('#w[aria-busy="true"]').waitFor({ state: "attached" });
    await settled(v.page);
    const below = await v.page.locator("#below").evaluate((below) => below.getBoundingClientRect().top);
    assert.ok(below >= height, `what follows stands at ${below} px of ${height}`);
    await v.page.evaluate(() => {
      globalThis.shifts = [];
      new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift" });
    });
    open();
    await saying(v.page, "article-ready");
    await settled(v.page);
    assert.deepEqual(await v.page.evaluate(() => shifts), []);
  }
});
