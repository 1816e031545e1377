// Posts: media that wait to be asked for, and the original from the platform's own script.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, strictCsp } from "./browser.mjs";
import { renderToString } from "../../www/dist/server.js";
import { heard, inMenu, page, saying, script as inScript, settled, visit } from "./parts.mjs";

const platform = "https://pbs.twimg.com";
/** Pictures from anywhere, so that it is not the policy that keeps them away. */
const pictures = strictCsp.replace("img-src 'self'", "img-src *").replace("media-src 'self'", "media-src *");
/** The platform's script may be named in plain text. */
const plain = pictures.replace("require-trusted-types-for 'script'; trusted-types 'none'", "object-src 'none'");
/** Trusted Types, and a policy of the page's own. */
const trusted = pictures.replace("trusted-types 'none'", "trusted-types page");
const script = (does) => `/pages/platform.js?does=${does}`;

const words = {
  loading: "Loading the original …",
  failed: "The original can’t be shown. This is our own version of the post.",
  back: "Back to our version",
};

const picture = (name) => ({ kind: "photo", src: `${platform}/${name}.jpg`, alt: name, width: 40, height: 30 });
const film = (name) => ({
  kind: "video",
  poster: `${platform}/${name}.jpg`,
  sources: [{ src: `${platform}/${name}.mp4`, type: "video/mp4" }],
});
const said = { text: "A post", author: { name: "Ada", handle: "ada" } };
/** A post whose number is its block's key. */
const post = (id, ...media) => ({ type: "tweet", id, post: { ...said, id, media } });
const shut = (id, ...media) => ({ type: "tweet", id, post: { ...said, id, media, sensitive: true } });
const quoting = (block, { post }) => ({ ...block, post: { ...block.post, quoted: post } });
const article = (...body) => ({ lang: "en", headline: "Posts", body });
const articleOf = (id) => article(post(id, picture("one")));
const one = { a: article(post("1")) };

const hosts = (articles) => Object.keys(articles).map((id) => `<div id="${id}"></div>`);
const tools = `${heard}<script type="module" src="/pages/posts.js"></script>`;

/** Opens a page with hosts for the articles, and mounts those of the ids. */
async function posts(t, articles, { body = hosts(articles).join(""), begin = ["a"], choice = {}, csp = plain, ...options } = {}) {
  const v = await visit(t, "/posts.html", { html: page(body, { head: tools }), csp, ...options });
  await v.page.waitForFunction(() => globalThis.begin);
  await v.page.evaluate(
    ([articles, ids, choice]) => {
      globalThis.articles = articles;
      globalThis.ends = ids.map((id) => begin(id, choice));
    },
    [articles, begin, choice],
  );
  return v;
}

const consents = (v) => v.page.evaluate(() => heard.filter(({ type }) => type === "article-consent"));
const held = (v, within) => v.page.locator(`${within} :is([data-src], [data-poster])`).count();
const focused = (v) => v.page.evaluate(() => document.activeElement.outerHTML.replace(/>.*/s, ">"));
const press = async (v, ask, within = "") => {
  const button = v.page.locator(`${within} [data-ask=${ask}]`).first();
  if (ask !== "original") return button.press("Enter");
  await inMenu(button);
  const before = (await consents(v)).length;
  await button.press("Enter");
  // The first press loads what answers it.
  await v.page.waitForFunction((before) => document.querySelector("[aria-disabled]") || heard.filter(({ type }) => type === "article-consent").length > before, before);
};
const status = (v) => v.page.locator(".aw-tweet-status").first();
const boxes = (v) => v.page.locator(".aw-tweet-live").count();

/** That the card stands there as before, with nothing under way. */
async function assertOurs(v, said) {
  await v.page.waitForFunction(() => !document.querySelector("[aria-disabled]"));
  assert.equal(await boxes(v), 0);
  assert.ok(await v.page.locator(".aw-tweet").first().isVisible());
  assert.equal(await status(v).textContent(), said);
}

test("nothing is fetched from the platform before somebody asks for it", async (t) => {
  const inside = article(quoting(post("1", picture("one"), film("two")), shut("2", picture("three"))));
  const v = await posts(t, { a: inside, b: inside }, { begin: ["a", "b"], choice: { scriptUrl: script("draws") } });
  await v.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal(await held(v, "#b"), 4);
  assert.deepEqual(await consents(v), []);
  assert.equal(v.requests.filter((url) => url.includes("platform")).length, 0);
  assertQuiet(v);
});

test("pressing the button shows pictures and films in both articles on the page, and in those that come later", async (t) => {
  const names = ["one.jpg", "two.jpg", "two.mp4", "quoted.jpg"];
  const inside = (name) =>
    article(quoting(post("1", picture(`${name}-one`), film(`${name}-two`)), post("2", picture(`${name}-quoted`))));
  const v = await posts(t, { a: inside("a"), b: inside("b"), c: inside("c") }, { begin: ["a", "b"], choice: { tweets: "static" } });
  assert.equal(await v.page.locator("#a [data-ask]").count(), 1);
  await press(v, "media", "#a");
  await v.page.evaluate(() => void begin("c", { tweets: "static" }));
  for (const id of ["a", "b", "c"]) {
    assert.equal(await held(v, `#${id}`), 0);
    assert.equal(await v.page.locator(`#${id} [data-ask]`).count(), 0);
    assert.deepEqual(
      await v.page.locator(`#${id} :is(img, video, source)`).evaluateAll((all) => all.map((one) => one.src || one.poster)),
      names.map((name) => `${platform}/${id}-${name}`),
    );
    for (const one of await v.page.locator(`#${id} .aw-media-item`).all()) await one.scrollIntoViewIfNeeded();
  }
  await v.page.locator("video").evaluateAll((films) => films.forEach((film) => void film.play().catch(() => {})));
  for (let times = 0; times < 80 && new Set(v.offOrigin).size < 12; times++) await v.page.waitForTimeout(50);
  assert.deepEqual(
    [...new Set(v.offOrigin)].sort(),
    ["a", "b", "c"].flatMap((id) => names.map((name) => `${platform}/${id}-${name}`)).sort(),
  );
  const detail = { provider: "x", block: "1", granted: true };
  assert.deepEqual(await consents(v), [{ type: "article-consent", host: "a", bubbles: true, composed: true, detail }]);
});

test("sensitive media stay until they are asked for themselves; that lets the others in too", async (t) => {
  const inside = (id) => quoting(post(id, picture(`open-${id}`)), shut(`${id}0`, picture(`shut-${id}`), film(`film-${id}`)));
  const articles = { a: article(inside("1"), inside("2")), b: article(inside("3")) };
  const v = await posts(t, articles, { begin: ["a", "b"] });
  await press(v, "media", '[data-key="1"]');
  assert.deepEqual(
    await v.page.locator("img[src]").evaluateAll((all) => all.map(({ alt }) => alt)),
    ["open-1", "open-2", "open-3"],
  );
  assert.equal(await held(v, ".aw-sensitive"), 9);
  await press(v, "sensitive", '[data-key="2"]');
  assert.equal(await held(v, '[data-key="2"]'), 0);
  assert.equal(await v.page.locator(".aw-sensitive").count(), 2);
  assert.equal(await v.page.locator("[data-ask=sensitive]").count(), 2);
  assert.equal(await held(v, ".aw-sensitive"), 6);
  assert.deepEqual(
    (await consents(v)).map(({ detail }) => detail),
    ["1", "2"].map((block) => ({ provider: "x", block, granted: true })),
  );

  const w = await posts(t, articles);
  await press(w, "sensitive", '[data-key="1"]');
  assert.equal(await held(w, '[data-key="1"]'), 0);
  assert.equal(await w.page.locator("[data-ask=media]").count(), 0);
  assert.equal(await held(w, '[data-key="2"]'), 3);
  assert.equal(await w.page.locator('[data-key="2"] .aw-sensitive').count(), 1);
});

test("where media come at once, sensitive ones wait all the same", async (t) => {
  const v = await posts(t, { a: article(post("1", picture("open")), shut("2", picture("shut"))) }, { choice: { media: "load" } });
  assert.equal(await v.page.locator("[data-ask=media]").count(), 0);
  assert.deepEqual(await v.page.locator("img[src]").evaluateAll((all) => all.map(({ alt }) => alt)), ["open"]);
  await press(v, "sensitive");
  assert.deepEqual(await v.page.locator("img[src]").evaluateAll((all) => all.map(({ alt }) => alt)), ["open", "shut"]);
});

test("the focus goes from the pressed button to what it showed", async (t) => {
  const link = (name) => `<a class="aw-media-link" href="${platform}/${name}.jpg">`;
  const cases = [
    [post("1", picture("one"), film("film")), "media", link("one")],
    [post("1", film("film"), picture("one")), "media", /^<video/],
    [quoting(shut("1", picture("shut")), post("2", picture("open"))), "media", link("open")],
    [quoting(shut("1", film("film")), post("2", picture("open"))), "sensitive", /^<video/],
    [quoting(post("1", picture("open")), shut("2", picture("shut"))), "sensitive", link("shut")],
  ];
  for (const [block, ask, on] of cases) {
    const v = await posts(t, { a: article(block) });
    await press(v, ask);
    if (on instanceof RegExp) assert.match(await focused(v), on);
    else assert.equal(await focused(v), on);
  }
  // A page may leave out where a picture leads.
  const v = await posts(t, { a: article(post("1", picture("one"))) });
  await v.page.locator(".aw-media-link").evaluate((link) => link.removeAttribute("href"));
  await press(v, "media");
  assert.match(await focused(v), /^<article class="aw-tweet".* tabindex="-1">$/);
});

test("a press that leaves the focus elsewhere doesn't move it", async (t) => {
  const v = await posts(t, { a: article(post("1", film("film"))) }, { body: '<input id="i"><div id="a"></div>' });
  await v.page.locator("#i").focus();
  await v.page.locator("[data-ask=media]").evaluate((button) => button.click());
  assert.equal(await held(v, "#a"), 0);
  assert.equal(await focused(v), '<input id="i">');
});

test("what a page puts into an article's slot is left alone, be it another article", async (t) => {
  const own = `<img data-src="${platform}/own.jpg" alt=""><button data-ask="media">The page's own</button>`;
  const other = renderToString(article(post("2", picture("other")))).html;
  const v = await posts(
    t,
    { a: article(post("1", picture("one")), { type: "slot", name: "more" }) },
    { body: `<div id="a"><div slot="more">${own}<div id="b">${other}</div></div></div>` },
  );
  await v.page.getByText("The page's own").click();
  await press(v, "media", "#b");
  assert.deepEqual(await consents(v), []);
  await press(v, "media", "#a > .aw > .aw-tweet");
  assert.deepEqual(
    await v.page.locator("[data-src]").evaluateAll((all) => all.map(({ dataset }) => dataset.src)),
    ["own", "other"].map((name) => `${platform}/${name}.jpg`),
  );
  assert.equal((await consents(v)).length, 1);
});

test("in a shadow tree, it works the same", async (t) => {
  const v = await posts(t, { a: article(post("1", film("film"))) }, { begin: [] });
  const on = await v.page.evaluate(() => {
    const tree = document.querySelector("#a").attachShadow({ mode: "open" });
    const host = document.createElement("div");
    tree.append(host);
    globalThis.hosts = { a: host };
    begin("a");
    tree.querySelector("[data-ask]").focus();
    tree.querySelector("[data-ask]").click();
    return tree.activeElement.localName;
  });
  assert.equal(on, "video");
  assert.equal((await consents(v)).length, 1);
});

test("what a server printed works the same", async (t) => {
  const { html } = renderToString(articleOf("1"), { tweets: "click" });
  const v = await posts(t, { a: articleOf("1") }, { body: `<div id="a">${html}</div>`, begin: [], choice: {} });
  const same = await v.page.evaluate((scriptUrl) => {
    const printed = document.querySelector("#a .aw-tweet-ask");
    begin("a", { scriptUrl });
    return printed === document.querySelector("#a .aw-tweet-ask");
  }, script("draws"));
  assert.ok(same);
  await press(v, "media");
  assert.equal(await held(v, "#a"), 0);
  await press(v, "original");
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.deepEqual(v.errors, []);
});

test("the element takes the options as attributes and as properties, and draws again when they change", async (t) => {
  const v = await visit(t, "/element.html", {
    html: page(`<article-widget id="a" tweets="click" script-url="${script("draws")}">${inScript(articleOf("1"))}</article-widget>`),
    csp: plain,
  });
  await saying(v.page, "article-ready");
  const buttons = () => v.page.locator("[data-ask]").evaluateAll((all) => all.map(({ dataset }) => dataset.ask).join(" "));
  const set = async (name, value, times) => {
    await v.page.evaluate(([name, value]) => document.querySelector("#a").setAttribute(name, value), [name, value]);
    return saying(v.page, "article-ready", times);
  };
  assert.equal(await buttons(), "media original always");
  await set("media", "load", 2);
  assert.equal(await buttons(), "original always");
  await set("tweets", "static", 3);
  assert.equal(await buttons(), "");
  await set("tweets", "live", 4);
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  await v.page.evaluate(() => {
    document.querySelector("#a").options = { consent: () => false };
  });
  const ready = await saying(v.page, "article-ready", 5);
  await saying(v.page, "article-consent");
  assert.equal(await boxes(v), 0);
  assert.deepEqual((await consents(v)).map(({ detail }) => detail.granted), [false]);
  // What is said of posts is between the drawing and the page's part.
  for (const { detail } of ready) assert.deepEqual(Object.keys(detail).sort(), ["diagnostics", "minutes", "outline", "words"]);
  assert.deepEqual(ready.at(-1).detail.diagnostics, []);
  const { html: _, ...told } = renderToString(articleOf("1"));
  assert.deepEqual(Object.keys(told).sort(), ["diagnostics", "minutes", "outline", "words"]);
});

test("the original takes the card's place, and our version comes back", async (t) => {
  const v = await posts(t, { a: { ...article(post("123")), lang: "en-GB" } }, { choice: { scriptUrl: script("draws") } });
  await press(v, "original");
  assert.equal(await status(v).textContent(), words.loading);
  assert.ok(await v.page.locator(".aw-tweet").isVisible());
  const back = v.page.locator(".aw-tweet-live > button.aw-tweet-button:first-child");
  await back.waitFor();
  assert.deepEqual(await v.page.evaluate(() => platform), {
    runs: 1,
    asked: [{ id: "123", options: { dnt: true, lang: "en", theme: "light" }, waiting: "aw-tweet-live aw-tweet-waiting" }],
  });
  assert.equal(await back.textContent(), words.back);
  assert.ok(await back.evaluate((button) => button === document.activeElement));
  assert.ok(await v.page.locator(".aw-tweet").isHidden());
  assert.ok(await v.page.locator(".aw-tweet + .aw-tweet-live .platform-frame").isVisible());
  assert.equal(await v.page.locator(".aw-tweet-live").getAttribute("class"), "aw-tweet-live");
  assert.deepEqual((await consents(v)).map(({ detail }) => detail), [{ provider: "x", block: "123", granted: true }]);
  await back.press("Enter");
  await assertOurs(v, "");
  assert.match(await focused(v), /data-ask="original"/);
  await press(v, "original");
  await back.waitFor();
  assert.equal(await v.page.evaluate(() => platform.runs), 1);
  assertQuiet(v);
});

test("the original comes in the article's language and shade", async (t) => {
  const v = await posts(t, { a: { ...article(post("1")), lang: "zh-TW" } }, { choice: { scriptUrl: script("draws"), theme: "system" }, colorScheme: "dark" });
  const asked = async (scheme) => {
    await v.page.locator(".aw").evaluate((root, scheme) => (root.style.colorScheme = scheme), scheme);
    await press(v, "original");
    await v.page.locator(".aw-tweet-live > .aw-tweet-button").press("Enter");
    return v.page.evaluate(() => platform.asked.at(-1).options);
  };
  assert.deepEqual(await asked("light dark"), { dnt: true, lang: "zh-tw", theme: "dark" });
  assert.equal((await asked("light")).theme, "light");
  assert.equal((await asked("dark")).theme, "dark");
  await v.page.emulateMedia({ colorScheme: "light" });
  assert.equal((await asked("dark")).theme, "dark");
  assert.equal((await asked("light dark")).theme, "light");
});

test("an original that takes a while to get its height is waited for", async (t) => {
  const v = await posts(t, one, { choice: { scriptUrl: script("grows") } });
  await press(v, "original");
  await v.page.waitForFunction(() => document.querySelector(".platform-frame"));
  assert.ok(await v.page.locator(".aw-tweet").isVisible());
  assert.equal(await v.page.locator(".aw-tweet-live > .aw-tweet-button").count(), 0);
  await v.page.evaluate(() => platform.grow());
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.ok(await v.page.locator(".aw-tweet").isHidden());
});

test("a focus that is elsewhere when the original comes stays there", async (t) => {
  const v = await posts(t, one, { body: '<input id="i"><div id="a"></div>', choice: { scriptUrl: script("draws") } });
  await press(v, "original");
  await v.page.locator("#i").focus();
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.equal(await focused(v), '<input id="i">');
});

test("the platform's script is loaded once for several posts, and a press that is under way counts once", async (t) => {
  const articles = { a: article(post("1"), post("2"), post("3")), b: article(post("4")) };
  const v = await posts(t, articles, {
    begin: ["a", "b"],
    choice: { scriptUrl: script("draws") },
  });
  const pressAll = () => {
    for (const button of document.querySelectorAll("[data-ask=original]")) for (let times = 0; times < 3; times++) button.click();
    return document.querySelectorAll("[aria-disabled=true]").length;
  };
  await v.page.evaluate(pressAll);
  await v.page.waitForFunction(() => document.querySelectorAll("[aria-disabled=true]").length === 4);
  assert.equal(await v.page.evaluate(pressAll), 4);
  await v.page.waitForFunction(() => document.querySelectorAll(".aw-tweet-live > .aw-tweet-button").length === 4);
  const { runs, asked } = await v.page.evaluate(() => platform);
  assert.equal(runs, 1);
  assert.deepEqual(asked.map(({ id }) => id).sort(), ["1", "2", "3", "4"]);
  assert.equal(v.requests.filter((url) => url.includes("platform")).length, 1);
  assert.equal((await consents(v)).length, 4);
});

test("a platform that the page has brought itself is used as it is", async (t) => {
  const v = await posts(t, one, { body: `<script src="${script("draws")}"></script><div id="a"></div>`, csp: strictCsp });
  await press(v, "original");
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.equal(await v.page.evaluate(() => platform.runs), 1);
  assertQuiet(v);
});

test("whatever the platform does wrong, our version stays and the button works again", async (t) => {
  for (const does of ["throws", "rejects", "nothing", "text"]) {
    const v = await posts(t, one, { choice: { scriptUrl: script(does) } });
    await press(v, "original");
    await assertOurs(v, words.failed);
    assert.match(await focused(v), /data-ask="original"/);
    await press(v, "original");
    await v.page.waitForFunction(() => platform.asked.length === 2);
    await assertOurs(v, words.failed);
    assert.equal(await v.page.evaluate(() => platform.runs), 1);
    assertQuiet(v);
  }
});

test("what is not drawn within ten seconds is given up, and a later result changes nothing", async (t) => {
  for (const does of ["never", "flat", "elsewhere", "late", "empty"]) {
    // A context of its own, because the clock would stay.
    const v = await posts(t, one, { choice: { scriptUrl: script(does) }, colorScheme: "light" });
    await v.page.clock.install({ time: 0 });
    await v.page.clock.pauseAt(60_000);
    await press(v, "original");
    await v.page.waitForFunction(() => globalThis.platform?.runs);
    await v.page.clock.runFor(100);
    await v.page.clock.fastForward(9_800);
    assert.equal(await status(v).textContent(), words.loading, does);
    assert.equal(await boxes(v), 1);
    await v.page.clock.fastForward(200);
    await assertOurs(v, words.failed);
    const before = await v.page.locator("body").evaluate((body) => body.outerHTML);
    await v.page.clock.fastForward(5_000);
    assert.equal(await v.page.locator("body").evaluate((body) => body.outerHTML), before);
    // What has a function is kept; what brought none is asked for anew.
    await press(v, "original");
    await v.page.waitForFunction((runs) => platform.runs === runs && document.querySelector(".aw-tweet-live"), does === "empty" ? 2 : 1);
    assertQuiet(v);
  }
});

test("a script that can't be had is a failure at once, and the next press tries anew", async (t) => {
  let asked = 0;
  const v = await posts(t, one, {
    choice: { scriptUrl: "/sometimes.js?does=draws" },
    answers: {
      "/sometimes.js": (_, res, headers) => {
        if (++asked === 1) return res.writeHead(404, headers).end();
        res.writeHead(302, { location: script("draws"), ...headers }).end();
      },
    },
  });
  await press(v, "original");
  await assertOurs(v, words.failed);
  assert.equal(await v.page.locator('script[src^="/sometimes"]').count(), 0);
  await press(v, "original");
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.equal(asked, 2);
});

test("a policy that forbids the script is a failure like any other", async (t) => {
  const v = await posts(t, one);
  await press(v, "original");
  await assertOurs(v, words.failed);
  assert.match(v.violations.join(), /script-src-elem: https:\/\/platform\.x\.com\/widgets\.js/);
  assert.deepEqual(v.offOrigin, []);
  assert.deepEqual(v.errors, []);
});

test("where Trusted Types are required, plain text is refused and what the page's policy made is taken", async (t) => {
  const v = await posts(t, { a: article(post("1")), b: article(post("2")) }, {
    csp: trusted,
    choice: { scriptUrl: script("draws") },
  });
  await press(v, "original");
  await assertOurs(v, words.failed);
  assert.equal(v.requests.filter((url) => url.includes("platform")).length, 0);
  await v.page.evaluate((address) => {
    const policy = trustedTypes.createPolicy("page", { createScriptURL: (text) => text });
    begin("b", { scriptUrl: policy.createScriptURL(address) });
  }, script("draws"));
  await press(v, "original", "#b");
  await v.page.locator("#b .aw-tweet-live > .aw-tweet-button").waitFor();
  assert.deepEqual(v.errors, []);
});

test("names in the page that stand in for the platform do no harm", async (t) => {
  const clobbers = [
    '<a id="twttr"></a>',
    '<form id="twttr"><input name="widgets"></form>',
    '<iframe name="twttr" sandbox srcdoc="Other"></iframe>',
  ];
  for (const clobber of clobbers) {
    const v = await posts(t, one, {
      body: `${clobber}<div id="a"></div>`,
      choice: { scriptUrl: script("draws") },
      csp: `${plain}; frame-src *`,
    });
    await press(v, "original");
    await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
    assert.deepEqual(v.errors, []);
  }
});

test("the page's consent is asked for originals alone: only a yes loads, and a no can be asked again", async (t) => {
  const v = await posts(t, { a: article(post("1", picture("p"))) }, { begin: [] });
  await v.page.evaluate((scriptUrl) => {
    globalThis.calls = [];
    globalThis.answer = () => false;
    begin("a", {
      scriptUrl,
      consent(...all) {
        calls.push([this === globalThis, ...all]);
        return answer();
      },
    });
  }, script("draws"));
  await press(v, "media");
  assert.deepEqual(await v.page.evaluate(() => calls), []);
  const rejected = "Promise.reject(new Error('No'))";
  const thrown = "(() => { throw new Error('No'); })()";
  const answers = ["false", "undefined", "'yes'", "Promise.resolve(false)", rejected, thrown];
  for (const [index, answer] of answers.entries()) {
    await v.page.evaluate(`globalThis.answer = () => ${answer}`);
    await press(v, "original");
    await v.page.waitForFunction((count) => heard.filter(({ type }) => type === "article-consent").length === count, index + 2);
    await assertOurs(v, "");
  }
  assert.equal(await v.page.evaluate(() => globalThis.platform), undefined);
  await v.page.evaluate(() => (globalThis.answer = () => new Promise((done) => (globalThis.decide = done))));
  await press(v, "original");
  await press(v, "original");
  assert.equal(await v.page.locator("[aria-disabled=true]").count(), 1);
  assert.equal(await status(v).textContent(), "");
  await v.page.evaluate(() => decide(true));
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.deepEqual(await v.page.evaluate(() => calls), Array(answers.length + 1).fill([true, "x", { block: "1" }]));
  assert.deepEqual((await consents(v)).map(({ detail }) => detail.granted), [true, ...answers.map(() => false), true]);
  assertQuiet({ ...v, offOrigin: [], console: [] });
});

test("live, an original comes by itself when the reader comes near, and no sooner", async (t) => {
  const v = await posts(t, { a: article(post("1"), { type: "slot", name: "space" }, post("2")) }, { begin: [] });
  await v.page.evaluate((scriptUrl) => {
    const space = document.createElement("div");
    space.slot = "space";
    space.style.height = "4000px";
    document.querySelector("#a").append(space);
    begin("a", { tweets: "live", scriptUrl });
  }, script("draws"));
  await v.page.locator('[data-key="1"] + .aw-tweet-live > .aw-tweet-button').waitFor();
  await v.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.deepEqual(await v.page.evaluate(() => platform.asked.map(({ id }) => id)), ["1"]);
  const away = await v.page.evaluate(() => {
    const distance = () => document.querySelector('[data-key="2"]').getBoundingClientRect().top - innerHeight;
    scrollBy(0, distance() - 300);
    return Math.round(distance());
  });
  assert.equal(away, 300);
  await v.page.locator('[data-key="2"] + .aw-tweet-live > .aw-tweet-button').waitFor();
  assert.deepEqual(await v.page.evaluate(() => platform.asked.map(({ id }) => id)), ["1", "2"]);
  // Nobody was asked, and the focus is the reader's.
  assert.deepEqual(await consents(v), []);
  assert.equal(await focused(v), "<body>");
  // Whoever goes back to our version keeps it.
  await v.page.locator('[data-key="2"] + .aw-tweet-live > .aw-tweet-button').click();
  await v.page.evaluate(() => scrollTo(0, 0));
  await v.page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await v.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal(await v.page.evaluate(() => platform.asked.length), 2);
  assertQuiet(v);
});

test("live, a post in a closed section waits until the section opens", async (t) => {
  const section = { type: "section", heading: "Below", body: [post("1")] };
  const v = await posts(t, { a: article(section) }, { choice: { tweets: "live", sections: "closed", scriptUrl: script("draws") } });
  await v.page.evaluate(() => new Promise((done) => setTimeout(done, 200)));
  assert.equal(await v.page.evaluate(() => globalThis.platform), undefined);
  await v.page.locator(".aw-section-button").click();
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
});

test("live, a no and a failure are not asked again, and the button remains", async (t) => {
  const v = await posts(t, one, { body: '<div id="a"></div><p id="space"></p>', begin: [] });
  await v.page.evaluate((scriptUrl) => {
    document.querySelector("#space").style.height = "4000px";
    globalThis.calls = 0;
    begin("a", { tweets: "live", scriptUrl, consent: () => ++calls === 2 });
  }, script("throws"));
  const roundTrip = async () => {
    for (const top of [3000, 0]) {
      await v.page.evaluate((top) => scrollTo(0, top), top);
      await v.page.evaluate(() => new Promise((done) => setTimeout(done, 150)));
    }
  };
  await v.page.waitForFunction(() => heard.filter(({ type }) => type === "article-consent").length === 1);
  await roundTrip();
  assert.equal(await v.page.evaluate(() => calls), 1);
  await assertOurs(v, "");
  await press(v, "original");
  await v.page.waitForFunction(() => globalThis.platform?.asked.length === 1);
  await assertOurs(v, words.failed);
  await roundTrip();
  assert.deepEqual(await v.page.evaluate(() => [calls, platform.asked.length]), [2, 1]);
  await press(v, "original");
  await assertOurs(v, "");
  assert.deepEqual((await consents(v)).map(({ detail }) => detail.granted), [false, true, false]);
});

test("live, an article whose words come late asks once, and its original comes once", async (t) => {
  const v = await posts(t, { a: { ...article(post("1")), lang: "it" } }, { begin: [] });
  const requests = [];
  await v.page.route("**/dist/*.js", async (route) => {
    requests.push(route.request().url());
    await new Promise((resolve) => setTimeout(resolve, 600));
    await route.continue();
  });
  await v.page.evaluate((scriptUrl) => {
    globalThis.asked = 0;
    begin("a", { tweets: "live", scriptUrl, consent: () => ++asked > 0 });
  }, script("draws"));
  await v.page.locator(".aw-tweet-live > .aw-tweet-button").waitFor();
  assert.equal(await v.page.locator(".aw-tweet-live > .aw-tweet-button").textContent(), "Torna alla nostra versione");
  assert.ok(requests.length > 0);
  assert.equal(await v.page.evaluate(() => asked), 1);
  assert.equal(await v.page.evaluate(() => platform.asked.length), 1);
  assert.equal((await consents(v)).length, 1);
});

test("live, a destroyed article no longer looks for the reader", async (t) => {
  const v = await posts(t, one, { begin: [] });
  const looking = await v.page.evaluate(async () => {
    const all = new Set();
    globalThis.IntersectionObserver = class extends IntersectionObserver {
      observe(element) {
        all.add(this);
        super.observe(element);
      }
      disconnect() {
        all.delete(this);
        super.disconnect();
      }
    };
    const ready = new Promise((done) => document.addEventListener("article-ready", done));
    const end = begin("a", { tweets: "live" });
    await ready;
    while (all.size === 0) await new Promise((done) => setTimeout(done, 10));
    const before = all.size;
    end();
    return [before, all.size];
  });
  assert.deepEqual(looking, [1, 0]);
});

test("destroyed while an original is on its way, an article leaves nothing behind", async (t) => {
  for (const does of ["draws", "never", "flat", "late"]) {
    const v = await posts(t, one, { begin: [] });
    const left = await v.page.evaluate(async (scriptUrl) => {
      // What was started and not ended.
      const running = new Set();
      for (const [start, end] of [["setTimeout", "clearTimeout"], ["setInterval", "clearInterval"]]) {
        const [begun, ended] = [globalThis[start], globalThis[end]];
        globalThis[start] = (work, time) => {
          const id = begun(work, time);
          // Of the time-outs, the platform's own are not ours to end.
          if (start === "setInterval" || time === 10_000) running.add(id);
          return id;
        };
        globalThis[end] = (id) => (running.delete(id), ended(id));
      }
      const end = begin("a", { scriptUrl });
      const root = document.querySelector(".aw");
      root.querySelector("[data-ask]").click();
      while (!globalThis.platform?.asked.length) await new Promise((done) => setTimeout(done, 10));
      const before = [running.size > 0, root.querySelectorAll(".aw-tweet-live").length];
      end();
      await new Promise((done) => setTimeout(done, 300));
      return [...before, running.size, root.querySelectorAll(".aw-tweet-live, [hidden]").length, document.querySelectorAll("#a *").length];
    }, script(does));
    assert.deepEqual(left, [true, 1, 0, 0, 0], does);
    assertQuiet(v);
  }
});

test("destroyed while the page's consent is being asked, an article loads and says nothing", async (t) => {
  const v = await posts(t, one, { begin: [] });
  await v.page.evaluate(async (scriptUrl) => {
    const end = begin("a", { scriptUrl, consent: () => new Promise((done) => (globalThis.decide = done)) });
    document.querySelector("[data-ask]").click();
    while (!globalThis.decide) await new Promise((done) => setTimeout(done, 10));
    end();
    decide(true);
    await new Promise((done) => setTimeout(done, 100));
  }, script("draws"));
  assert.equal(await v.page.evaluate(() => globalThis.platform), undefined);
  assert.deepEqual(await consents(v), []);
});

test("a page that takes the article away when it hears of the consent is obeyed", async (t) => {
  const v = await posts(t, one, { begin: [] });
  await v.page.evaluate(async (scriptUrl) => {
    const end = begin("a", { scriptUrl });
    addEventListener("article-consent", end);
    document.querySelector("[data-ask]").click();
    await new Promise((done) => setTimeout(done, 100));
  }, script("draws"));
  assert.equal(await v.page.evaluate(() => globalThis.platform), undefined);
  assertQuiet(v);
});

test("what follows a post in a network's format doesn't move when the post has been converted", async (t) => {
  const data = { id_str: "20", text: "The harbour is open again, and the first ferry leaves at nine.", user: { name: "Ada", screen_name: "ada" }, created_at: "2026-03-01T09:00:00Z", __typename: "Tweet" };
  const following = { type: "paragraph", text: "Boats wait at the pier." };
  const waiting = { type: "tweet", url: "https://x.com/ada/status/20", data };
  const articles = { a: article(following, waiting, following) };
  const v = await posts(t, articles, { begin: [], csp: strictCsp });
  let answer;
  const asked = new Promise((resolve) => (answer = resolve));
  let release;
  const released = new Promise((resolve) => (release = resolve));
  await v.page.route("**/article-widget-posts.wasm", async (route) => {
    answer();
    await released;
    await route.continue();
  });
  await v.page.evaluate(() => {
    globalThis.shifts = [];
    new PerformanceObserver((list) => shifts.push(...list.getEntries().map(({ value }) => value))).observe({ type: "layout-shift" });
    begin("a");
  });
  await asked;
  const seen = () => v.page.locator("#a .aw-paragraph, #a .aw-tweet").evaluateAll((blocks) => blocks.map((block) => getComputedStyle(block).visibility));
  await settled(v.page);
  assert.deepEqual(await seen(), ["visible", "visible", "hidden"]);
  release();
  await saying(v.page, "article-ready");
  await settled(v.page);
  assert.deepEqual(await seen(), ["visible", "visible", "visible"]);
  assert.deepEqual(await v.page.evaluate(() => shifts), []);
  assert.equal(await v.page.locator("#a [data-concealed], #a [data-pending]").count(), 0);
});
