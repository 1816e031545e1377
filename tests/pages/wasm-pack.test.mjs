// What `wasm-pack build --target web` gives works on a page with nothing else.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import test, { before } from "node:test";
import { fileURLToPath } from "node:url";
import { assertQuiet, chromiumOnly, open, strictCsp } from "./browser.mjs";
import { inMenu } from "./parts.mjs";

const here = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const folder = here("target/wasm-pack");

// Built before all page tests, so that no compiler runs beside them; on its own, this file builds it.
before(() => {
  const args = ["--log-level", "error", "build", "--mode", "no-install", "--target", "web", "--out-dir", folder];
  execFileSync("wasm-pack", args, { cwd: here("."), stdio: ["ignore", "ignore", "inherit"] });
});

const article = {
  id: "harbour",
  lang: "en",
  headline: "The harbour is closed",
  body: [
    { type: "paragraph", id: "lead", text: "No ferry left this morning." },
    ...["The storm", "The pier", "The wait"].map((heading) => ({
      type: "section",
      heading,
      body: Array.from({ length: 30 }, (_, line) => ({ type: "paragraph", text: `${heading}, line ${line}.` })),
    })),
  ],
};

/** The whole script of a page: loads the package and mounts the article. */
const script = `
import init, { mount } from "/article_widget.js";
await init();
const article = await (await fetch("/article.json")).json();
const host = document.querySelector("main");
window.heard = [];
host.addEventListener("article-toggle", ({ detail }) => heard.push(detail));
window.widget = mount(host, article, { sections: "closed" });
await widget.ready;
document.title = "ready";
`;

async function shown(json = JSON.stringify(article), path = "/wasm-pack.html") {
  const answers = {
    "/page.js": (_, res, headers) => res.writeHead(200, { "content-type": "text/javascript", ...headers }).end(script),
    "/article.json": (_, res, headers) => res.writeHead(200, { "content-type": "application/json", ...headers }).end(json),
  };
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><script type="module" src="/page.js"></script></head><body><main></main></body></html>`;
  const v = await open(path, { root: folder, html, answers });
  await v.page.waitForFunction(() => document.title === "ready");
  return v;
}

test("a page of ten lines mounts an article with its styles, under the strictest policy", async (t) => {
  const v = await shown();
  t.after(v.close);
  assert.equal(await v.page.getByRole("heading", { name: "The harbour is closed" }).count(), 1);
  assert.equal(await v.page.locator(".aw").evaluate((root) => getComputedStyle(root).containerType), "inline-size");
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 3);
  await v.page.getByRole("button", { name: "The pier", exact: true }).click();
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 2);
  assert.deepEqual(await v.page.evaluate(() => heard), [{ id: await v.page.locator(".aw-section").nth(1).getAttribute("id"), open: true, reason: "user" }]);
  assert.deepEqual(
    await v.page.evaluate(() => widget.outline.map(({ text, open }) => [text, open])),
    [["The storm", false], ["The pier", true], ["The wait", false]],
  );
  assertQuiet(v);
});

test("an update keeps the reader's place and the nodes that are the same", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async (article) => {
    widget.expandAll();
    const line = [...document.querySelectorAll("p")].find((p) => p.textContent === "The pier, line 9.");
    line.scrollIntoView();
    const before = line.getBoundingClientRect().top;
    const changed = structuredClone(article);
    changed.body.splice(1, 0, ...Array.from({ length: 9 }, (_, nth) => ({ type: "paragraph", text: `Something new, ${nth}.` })));
    const changes = widget.update(changed);
    return { same: line.isConnected, moved: line.getBoundingClientRect().top - before, added: changes.added.length, open: widget.outline.every(({ open }) => open) };
  }, article);
  assert.deepEqual({ ...told, moved: 0 }, { same: true, moved: 0, added: 9, open: true });
  assert.ok(Math.abs(told.moved) < 2, `moved by ${told.moved} px`);
  assertQuiet(v);
});

test("what can't be shown is an ArticleError, and a destroyed widget does nothing more", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async () => {
    const { mount } = await import("/article_widget.js");
    const host = document.querySelector("main");
    const errors = [];
    const cyclic = {};
    cyclic.self = cyclic;
    for (const article of [{}, "{", null, undefined, cyclic, new Uint8Array()]) {
      for (const work of [() => mount(host, article), () => widget.update(article)]) {
        try {
          work();
          errors.push("none");
        } catch (error) {
          errors.push(`${error instanceof Error} ${error.name} ${error.code}`);
        }
      }
    }
    widget.destroy();
    widget.destroy();
    widget.expandAll();
    const after = [widget.update({ headline: "Never" }), widget.outline, widget.diagnostics, host.childElementCount];
    const narrow = mount(host, { headline: "H" }, { colour: "red", timeZone: "Nowhere/At_all", limits: 7 });
    return { errors, after, codes: narrow.diagnostics.map(({ code, path }) => `${code} ${path}`) };
  });
  const twice = (code) => Array(2).fill(`true ArticleError ${code}`);
  assert.deepEqual(told.errors, ["no-headline", "not-json", "not-object", "not-object", "not-json", "not-json"].flatMap(twice));
  assert.deepEqual(told.after, [{ added: [], changed: [], removed: [] }, [], [], 0]);
  assert.deepEqual(told.codes, ["unknown-value options.timeZone", "unknown-option options.colour", "wrong-type options.limits"]);
  assertQuiet(v);
});

test("options that are functions are asked, and may throw", async (t) => {
  const v = await shown();
  t.after(v.close);
  const told = await v.page.evaluate(async () => {
    const { mount } = await import("/article_widget.js");
    const host = document.querySelector("main");
    const log = [];
    const renderers = {
      score: (block, element) => {
        element.textContent = `${block.home} : ${block.away}`;
        return () => log.push("cleaned up");
      },
      broken: () => {
        throw new Error("no such thing");
      },
    };
    const rewriteUrl = (url, { kind }) => {
      if (url.endsWith("/c")) throw new Error("no");
      return url.endsWith("/b") ? null : `${url}?${kind}`;
    };
    const body = [
      { type: "score", home: 2, away: 1 },
      { type: "broken", text: "Words stay" },
      { type: "paragraph", text: ["a", "b", "c"].map((name) => ({ text: name, href: `https://example.org/${name}` })) },
    ];
    const own = mount(host, { headline: "H", published: "2026-03-01T23:30:00Z", body }, { renderers, rewriteUrl, timeZone: "Asia/Tokyo" });
    const links = [...host.querySelectorAll("p a")].map(({ href }) => href);
    const text = host.textContent;
    own.destroy();
    return { links, log, text, codes: own.diagnostics };
  });
  assert.deepEqual(told.links, ["https://example.org/a?link", "https://example.org/c"]);
  assert.match(told.text, /2 : 1/);
  assert.match(told.text, /Words stay/);
  assert.match(told.text, /March 2, 2026/);
  assert.deepEqual(told.log, ["cleaned up"]);
  assertQuiet(v);
});

const png = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
const player = "https://www.youtube-nocookie.com";
const post = (id) => ({ type: "tweet", id, post: { id, text: "A post", author: { name: "Ada", handle: "ada" } } });
const film = (id) => ({ type: "embed", id, url: `https://www.youtube.com/watch?v=${id}`, title: `Film ${id}` });
const media = {
  lang: "en",
  headline: "Media",
  body: [
    { type: "image", src: "/s.png", srcset: [{ src: "/s.png", width: 320 }, { src: "/l.png", width: 1280 }], alt: "The pier", width: 320, height: 200 },
    { type: "image", src: "/b.png", alt: "The bell", width: 320, height: 200 },
    film("one"),
    film("two"),
    post("1"),
  ],
};

/** The platform's script, as far as we use it. */
const platform = `window.twttr = { widgets: { createTweet: async (id, box) => {
  const original = document.createElement("p");
  original.textContent = "The original of " + id;
  box.append(original);
  return original;
} } };`;

/** A page with an article whose content from elsewhere is asked for; `prepare` is run before it is mounted. */
async function asking(t, path, { options = "{}", before = "", json = media, csp = `${strictCsp}; frame-src ${player}` } = {}) {
  const script = `
import init, { grantConsent, mount, revokeConsent } from "/article_widget.js";
await init();
const host = document.querySelector("main");
window.heard = [];
host.addEventListener("article-consent", ({ detail }) => heard.push(detail));
Object.assign(window, { grantConsent, revokeConsent });
${before}
window.widget = mount(host, ${JSON.stringify(json)}, ${options});
await widget.ready;
document.title = "ready";`;
  const file = (type, body) => (_, res, headers) => res.writeHead(200, { "content-type": type, ...headers }).end(body);
  const answers = {
    [`${path}.js`]: file("text/javascript", script),
    "/platform.js": file("text/javascript", platform),
    // Only some engines keep small pictures small, and what follows near.
    "/small.css": file("text/css", "main .aw-picture { max-inline-size: 320px }"),
    ...Object.fromEntries([..."slb"].map((name) => [`/${name}.png`, file("image/png", png)])),
  };
  const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A page</title><link rel="stylesheet" href="/small.css"><script type="module" src="${path}.js"></script></head><body><main></main></body></html>`;
  const v = await open(path, { root: folder, html, answers, csp });
  t.after(v.close);
  await v.page.route(`${player}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html><title>P</title><p>The player</p>" }));
  await v.page.waitForFunction(() => document.title === "ready");
  return v;
}

const block = (v, id) => v.page.locator(`[data-key="${id}"]`);
/** The modules that were asked for, and what is at other sites. */
const asked = (v) =>
  v.requests.filter((url) => !url.startsWith(v.origin) || /\/(posts|embeds|lightbox|platform)\.js/.test(url)).map((url) => url.replace(/^.*\/(?=[\w-]+\.js)/, ""));
const heard = (v) => v.page.evaluate(() => heard);

test("the first press that needs a module loads it, and is not lost", async (t) => {
  const v = await asking(t, "/ask.html");
  await v.page.waitForTimeout(200);
  assert.deepEqual(asked(v), []);

  await block(v, "one").locator("[data-ask=embed]").click();
  await block(v, "one").frameLocator("iframe").getByText("The player").waitFor();
  assert.deepEqual(asked(v), ["embeds.js", `${player}/embed/one`]);
  assert.deepEqual(await heard(v), [{ provider: "youtube", block: "one", granted: true }]);
  assert.equal(await block(v, "one").getByRole("button", { name: "Skip content from YouTube" }).count(), 1, "in the article's language");
  await block(v, "two").locator("[data-ask=embed]").click();
  await block(v, "two").frameLocator("iframe").getByText("The player").waitFor();
  assert.equal((await heard(v)).length, 2, "once for each press");

  for (const go of [() => v.page.getByRole("button", { name: "Enlarge picture: The pier" }).click(), () => v.page.getByRole("img", { name: "The pier" }).click()]) {
    await go();
    await v.page.getByRole("dialog").waitFor();
    assert.equal(await v.page.locator("dialog").count(), 1);
    assert.ok((await v.page.locator(".aw-lightbox-picture").getAttribute("src")).endsWith("/l.png"));
    await v.page.getByRole("button", { name: "Close" }).click();
    await v.page.locator("dialog").waitFor({ state: "detached" });
  }
  assert.deepEqual(asked(v).filter((url) => url === "lightbox.js"), ["lightbox.js"]);
  assert.ok(!asked(v).includes("posts.js"));
  assertQuiet({ ...v, offOrigin: [] });
});

test("a picture is enlarged by the very first press on it", async (t) => {
  const v = await asking(t, "/picture.html");
  await v.page.getByRole("img", { name: "The bell" }).click();
  await v.page.getByRole("dialog", { name: "The bell" }).waitFor();
  assert.deepEqual(asked(v), ["lightbox.js"]);
  await v.page.evaluate(() => widget.destroy());
  assert.equal(await v.page.locator("dialog").count(), 0);
  assertQuiet(v);
});

test("the original of a post comes from the page's script, and goes with its card", async (t) => {
  const v = await asking(t, "/original.html", {
    csp: strictCsp.replace("trusted-types 'none'", "trusted-types page"),
    before: `const policy = trustedTypes.createPolicy("page", { createScriptURL: (url) => url });`,
    options: `{ tweets: "click", scriptUrl: policy.createScriptURL("/platform.js") }`,
  });
  await (await inMenu(block(v, "1").locator("[data-ask=original]"))).click();
  await v.page.getByText("The original of 1").waitFor();
  assert.deepEqual(asked(v), ["posts.js", "platform.js"]);
  assert.ok(await v.page.locator(".aw-tweet").isHidden());
  await v.page.getByRole("button", { name: "Back to our version" }).click();
  assert.ok(await v.page.locator(".aw-tweet").isVisible());
  await (await inMenu(block(v, "1").locator("[data-ask=original]"))).click();
  await v.page.getByText("The original of 1").waitFor();
  await v.page.evaluate((article) => void widget.update({ ...article, body: article.body.slice(0, 2) }), media);
  assert.equal(await v.page.getByText("The original of 1").count(), 0);
  assertQuiet(v);
});

test("originals that come by themselves, and those that come after an update, need no press", async (t) => {
  const v = await asking(t, "/live.html", { csp: strictCsp.replace(/; require-trusted.*/, ""), options: `{ tweets: "live", scriptUrl: "/platform.js" }` });
  await v.page.getByText("The original of 1").waitFor();
  await v.page.evaluate(([article, more]) => void widget.update({ ...article, body: [...article.body, more] }), [media, post("2")]);
  await block(v, "2").scrollIntoViewIfNeeded();
  await v.page.getByText("The original of 2").waitFor();
  assert.deepEqual(asked(v), ["posts.js", "platform.js"]);
});

test("what is always allowed is shown on the next visit without a press, until it is taken back", async (t) => {
  const v = await asking(t, "/always.html");
  await block(v, "one").locator("[data-ask=always]").click();
  await block(v, "one").locator("iframe").waitFor();
  await v.page.reload();
  await block(v, "one").locator("iframe").waitFor();
  assert.equal((await heard(v)).length, 0);
  await v.page.evaluate(() => revokeConsent());
  assert.equal(await v.page.locator("iframe").count(), 0);
  await v.page.evaluate(() => grantConsent("youtube"));
  await block(v, "two").locator("iframe").waitFor();
  await v.page.evaluate(() => revokeConsent("youtube"));
  assert.equal(await v.page.locator("iframe").count(), 0);
  await v.page.reload();
  await v.page.waitForFunction(() => document.title === "ready");
  await v.page.waitForTimeout(200);
  assert.equal(await v.page.locator("iframe").count(), 0);
});

test("a page that grants consent has its embeds shown without a press", async (t) => {
  const v = await asking(t, "/grant.html");
  await v.page.evaluate(() => grantConsent("datawrapper"));
  await v.page.waitForTimeout(100);
  assert.deepEqual(asked(v), []);
  await v.page.evaluate(() => grantConsent("youtube"));
  await block(v, "one").locator("iframe").waitFor();
  await block(v, "two").locator("iframe").waitFor();
  assert.equal(asked(v)[0], "embeds.js");
});

test("the page's own function has the last word, and may be late, wrong or broken", async (t) => {
  const consent = `async (provider, { block }) => {
    await new Promise((done) => setTimeout(done, 20));
    if (block === "one") throw new Error("no");
    return block === "two" ? provider === "youtube" : "yes";
  }`;
  const v = await asking(t, "/consent.html", { options: `{ tweets: "click", consent: ${consent} }` });
  for (const id of ["one", "two"]) await block(v, id).locator("[data-ask=embed]").click();
  // The player takes the focus, which would close an open menu.
  await block(v, "two").locator("iframe").waitFor();
  await (await inMenu(block(v, "1").locator("[data-ask=original]"))).click();
  await v.page.waitForFunction(() => heard.length === 3);
  assert.deepEqual(
    (await heard(v)).map(({ provider, block, granted }) => `${provider} ${block} ${granted}`).sort(),
    ["x 1 false", "youtube one false", "youtube two true"],
  );
  assert.equal(await v.page.locator("iframe").count(), 1);
  assert.ok(!asked(v).includes("platform.js"));
  assertQuiet({ ...v, offOrigin: [] });
});

test("a module that can't be loaded is said so beside the link, and asked for again by the next press", async (t) => {
  const v = await asking(t, "/offline.html", { options: `{ tweets: "click", scriptUrl: "/platform.js" }`, csp: `${strictCsp.replace(/; require-trusted.*/, "")}; frame-src ${player}` });
  await v.page.route(/\/(posts|embeds|lightbox)\.js/, (route) => route.abort());
  await block(v, "one").locator("[data-ask=embed]").click();
  await block(v, "one").getByRole("status").getByText("can’t be shown here").waitFor();
  assert.ok(await block(v, "one").getByRole("link", { name: "Film one" }).isVisible());
  await (await inMenu(block(v, "1").locator("[data-ask=original]"))).click();
  await block(v, "1").getByRole("status").getByText("The original can’t be shown").waitFor();
  const [tab] = await Promise.all([v.page.waitForEvent("popup"), v.page.getByRole("button", { name: "Enlarge picture: The bell" }).click()]);
  await tab.waitForURL(/\/b\.png$/);
  await tab.close();
  assert.deepEqual(v.errors, []);

  await v.page.unrouteAll();
  if (!chromiumOnly("Firefox keeps a static import that failed")) {
    await v.page.route(/\/(bypass|parts)\.js/, (route) => route.abort());
    await block(v, "two").locator("[data-ask=embed]").click();
    await block(v, "two").getByRole("status").getByText("can’t be shown here").waitFor();
    assert.deepEqual(v.errors, []);
    await v.page.unrouteAll();
  }
  await v.page.route(`${player}/**`, (route) => route.fulfill({ contentType: "text/html", body: "<p>The player</p>" }));
  await block(v, "one").locator("[data-ask=embed]").click();
  await block(v, "one").frameLocator("iframe").getByText("The player").waitFor();
  assert.equal(await block(v, "one").locator(".aw-embed-status").textContent(), "");
  await (await inMenu(block(v, "1").locator("[data-ask=original]"))).click();
  await v.page.getByText("The original of 1").waitFor();
  await v.page.getByRole("button", { name: "Enlarge picture: The bell" }).click();
  await v.page.getByRole("dialog").waitFor();
  assert.deepEqual(v.errors, []);
});

test("a real article is shown whole", { skip: !existsSync(here("../shared/seed/article.json")) && "there is no ../shared/seed" }, async (t) => {
  const v = await shown(readFileSync(here("../shared/seed/article.json"), "utf8"), "/seed.html");
  t.after(v.close);
  const { headline } = JSON.parse(readFileSync(here("../shared/seed/article.json"), "utf8"));
  const text = typeof headline === "string" ? headline : headline.map((part) => part.text ?? part).join("");
  assert.ok((await v.page.locator(".aw").textContent()).includes(text));
  assert.ok((await v.page.locator(".aw-section").count()) > 0);
  await v.page.evaluate(() => widget.expandAll());
  assert.equal(await v.page.locator(".aw-panel[hidden]").count(), 0);
});

test("the types of the package are those of the contract", () => {
  const types = readFileSync(`${folder}/article_widget.d.ts`, "utf8");
  assert.match(types, /export function mount\(host: Element, article: ArticleInput, options\?: Options \| null\): Widget;/);
  for (const name of ["ready", "outline", "diagnostics", "update", "expandAll", "collapseAll", "toggle", "destroy"]) {
    assert.match(types, new RegExp(`\\b${name}\\b`));
  }
});
