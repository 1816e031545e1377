// Articles with faults, from the fixtures: what is good in them is shown, and what is not safe is nowhere.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { before } from "node:test";
import { assertQuiet, open, strictCsp } from "./browser.mjs";
import { page, withoutOnDemand } from "./parts.mjs";

const fixture = (name) => readFile(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8");
const csp = strictCsp.replace("img-src 'self'", "img-src *").replace("media-src 'self'", "media-src *");

let v;
before(async () => {
  v = await open("/broken.html", { html: page('<div id="host"></div>', { head: "" }), csp });
  await v.page.route("**", (route) =>
    ["image", "media", "texttrack"].includes(route.request().resourceType()) ? route.fulfill({ status: 204 }) : route.fallback(),
  );
  await withoutOnDemand(v.page);
});

const harmless = () => {
  const host = document.querySelector("#host");
  const wrong = [];
  for (const element of host.querySelectorAll("*")) {
    if (element.matches("script, style, link, meta, base, iframe, frame, object, embed, form, input, svg, maction, template, portal, applet"))
      wrong.push(element.localName);
    for (const { name, value } of element.attributes) {
      if (/^on|^style$|^srcdoc$|^name$|^is$|inject_|danger_/.test(name) || /danger_/.test(value))
        wrong.push(`${element.localName} ${name}=${value}`);
      if (/^(href|src|poster|cite|action|formaction|data|ping|background)$/.test(name)) {
        // What is no address at all leads nowhere.
        const { protocol, username } = URL.canParse(value, document.baseURI)
          ? new URL(value, document.baseURI)
          : { protocol: "http:", username: "" };
        if (!/^(https?|mailto|tel):$/.test(protocol) || username) wrong.push(`${element.localName} ${name}=${value}`);
      }
      if (name === "srcset" && /(^|,)\s*(?!https?:)[a-z]+:/i.test(value)) wrong.push(`${element.localName} ${name}=${value}`);
    }
  }
  const addresses = [...host.querySelectorAll("[href], [src]")].map(
    (element) => element.getAttribute("href") ?? element.getAttribute("src"),
  );
  return { wrong, text: host.textContent, addresses };
};

const show = (json) =>
  v.page.evaluate(
    `(async () => {
      const { load, mount } = await import("/dist/index.js");
      await load();
      const widget = mount(document.querySelector("#host"), ${JSON.stringify(json)});
      await widget.ready;
      const told = { ...(${harmless})(), diagnostics: widget.diagnostics };
      widget.destroy();
      return told;
    })()`,
  );

test("broken.json: what is to be kept can be read, and no address that isn't safe is anywhere", async () => {
  const json = await fixture("broken");
  const { wrong, text, addresses } = await show(json);
  const words = (pattern) => [...new Set(json.match(pattern))];
  assert.deepEqual(wrong, []);
  assert.deepEqual(
    words(/keep[-_][\w-]*\w/g).filter((word) => !text.includes(word)),
    [],
    "these can't be read",
  );
  assert.deepEqual(
    words(/address-[\w-]*\w/g).filter((word) => !addresses.some((address) => address.includes(word))),
    [],
    "these lead nowhere",
  );
  assert.ok(words(/keep[-_][\w-]*\w/g).length > 200 && words(/address-[\w-]*\w/g).length > 10);
  assertQuiet(v);
});

test("broken.json: each block that is broken has a diagnostic that leads to it", async () => {
  const json = await fixture("broken");
  const article = JSON.parse(json);
  const { diagnostics } = await show(json);
  const at = (path) =>
    [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]/g)].reduce(
      (value, [, key, index]) => (value === null || value === undefined ? undefined : value[key ?? Number(index)]),
      article,
    );
  const lost = diagnostics
    .map(({ path }) => path)
    .filter((path) => {
      const above = path.replace(/(\.[^.[\]]+|\[\d+\])$/, "");
      return at(path) === undefined && typeof at(above) !== "object";
    });
  assert.deepEqual(lost, [], "these paths lead nowhere");
  const named = new Set(diagnostics.map(({ path }) => Number(/^\$\.body\[(\d+)\]/.exec(path)?.[1])));
  // With these, nothing is wrong that a diagnostic could help with: strange names and ids, and whatever embed code says.
  const fine =
    /keep-id-(number|object|quote|twice|proto|empty)|keep-the-very-last|inject_slot|keep-tweet-odd-key|keep-post-handle|keep-html-|keep-oembed-author/;
  const blocks = article.body.map((block, index) => [index, JSON.stringify(block)]);
  const unnamed = blocks.filter(([index, block]) => !named.has(index) && !fine.test(block));
  assert.deepEqual(
    unnamed.map(([index, block]) => `$.body[${index}] ${block}`.slice(0, 160)),
    [],
  );
});

test("an address that runs or reads what it must not is nowhere, wherever an address can be", async () => {
  const attacks = [
    "javascript:danger_1()",
    "JavaScript:danger_2()",
    " \n javascript:danger_3()",
    "java\nscript:danger_4()",
    "java\tscript:danger_5()",
    "\u0001javascript:danger_6()",
    "javascript:danger_7//https://example.org/",
    "vbscript:danger_8()",
    "data:text/html,danger_9",
    "data:image/svg+xml,<svg onload='danger_10()'/>",
    "blob:https://example.org/danger_11",
    "file:///danger_12",
    "filesystem:https://example.org/danger_13",
    "view-source:javascript:danger_14",
    "ms-calculator:danger_15",
    "https://danger_16:pw@example.org/",
    "livescript:danger_17",
    "mhtml:danger_18",
    "jar:danger_19!/x",
    "intent:danger_20#Intent;end",
    "ws://danger_21.example",
    "javascript:/*--></title></style>danger_22()",
  ];
  for (const name of ["everything", "posts"]) {
    const article = JSON.parse(await fixture(name));
    let count = 0;
    const poison = (value, key) => {
      if (typeof value === "string" && /^(url|src|href|image|logo|avatar|poster)$/.test(key)) return attacks[count++ % attacks.length];
      if (Array.isArray(value)) return value.map((item) => poison(item, key));
      if (value && typeof value === "object")
        return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, poison(item, key)]));
      return value;
    };
    for (let turn = 0; turn < attacks.length; turn += 3) {
      count = turn;
      const { wrong, diagnostics } = await show(JSON.stringify(poison(article, "")));
      assert.deepEqual(wrong, []);
      assert.ok(diagnostics.length > 10);
    }
  }
  const links = attacks.map((href) => ({ text: href, href }));
  assert.deepEqual((await show(JSON.stringify({ headline: "x", body: [{ type: "paragraph", text: links }] }))).addresses, []);
});

test("an option's address is no way around that", async () => {
  for (const baseUrl of ["javascript:danger_1()//", "data:text/html,", "https://danger_2:pw@example.org/", "not an address", 7, {}]) {
    const addresses = await v.page.evaluate(async (baseUrl) => {
      const { load, mount } = await import("/dist/index.js");
      await load();
      const host = document.querySelector("#host");
      const widget = mount(
        host,
        { headline: "x", body: [{ type: "link", url: "relative", title: "x" }] },
        { baseUrl, idPrefix: '" onclick="inject_()', headingLevel: 99, sections: {} },
      );
      const seen = [
        host.querySelector("a").protocol,
        host.querySelectorAll("[onclick]").length,
        /danger/.test(host.innerHTML),
        host.querySelector(".aw-headline").localName.length,
      ];
      widget.destroy();
      return seen;
    }, baseUrl);
    assert.deepEqual(addresses, ["http:", 0, false, 2], JSON.stringify(baseUrl));
  }
});
