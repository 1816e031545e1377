// Bad input: an ArticleError or a diagnostic, everything else shown, and the next article drawn as if nothing had been.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import test, { before, beforeEach } from "node:test";
import { open, strictCsp } from "./browser.mjs";
import { page } from "./parts.mjs";

const fixture = (name) => readFile(new URL(`../fixtures/${name}.json`, import.meta.url), "utf8");
const blank = page('<div id="host"></div>', { head: "" });
const csp = strictCsp.replace("img-src 'self'", "img-src *").replace("media-src 'self'", "media-src *");

let v;
before(async () => {
  v = await open("/hostile.html", { html: blank, csp });
  await v.page.route("**", (route) =>
    ["image", "media", "texttrack"].includes(route.request().resourceType()) ? route.fulfill({ status: 204 }) : route.fallback(),
  );
});

// Whatever one does to the WebAssembly, the next begins with a fresh one.
beforeEach(() => v.page.reload());

/** Tries what the JavaScript expression makes. */
const attempt = (expression) =>
  v.page.evaluate(`import("/pages/attempt.js").then(async ({ attempt }) => {
    const { text = "", diagnostics = [], ...result } = await attempt((() => (${expression}))());
    return { ...result, text: text.slice(0, 2000), length: text.length, diagnostics: diagnostics.slice(0, 5) };
  })`);

function assertRefused(result, code, path, what) {
  const { error, name, code: found, path: place, sentence, left, printed, healthy } = result;
  const expected = { error: true, name: "ArticleError", code, path, sentence: true, left: undefined, printed: code, healthy: true };
  assert.deepEqual({ error, name, code: found, path: place, sentence, left, printed, healthy }, expected, what);
}

function assertShown(result, words, what) {
  assert.equal(result.error, undefined, `${what}: ${result.code}`);
  assert.deepEqual([result.printed, result.healthy, result.wrong, result.wellFormed], [true, true, [], true], what);
  for (const word of words) assert.ok(result.text.includes(word), `${what}: ${word} is not in ${JSON.stringify(result.text)}`);
}

test("what is no object is refused", async () => {
  for (const value of [
    "null",
    "undefined",
    "7",
    "NaN",
    "true",
    "[]",
    "[{ headline: 'x' }]",
    "() => {}",
    "Symbol('x')",
    "'null'",
    "'[]'",
    "'7'",
    `'"text"'`,
  ]) {
    assertRefused(await attempt(value), "not-object", "$", value);
  }
});

test("what is no JSON is refused", async () => {
  const texts = [
    "",
    " ",
    "{",
    "}",
    "{'headline':'x'}",
    '{"headline":"x",}',
    '{"headline":"x"} x',
    '{"headline":"x',
    '{"headline":"\\x"}',
    '{"headline":x}',
    "<html>",
    '{"headline":"x"',
    "\u0000",
    '{"headline":"x","n":01}',
    '{"headline":"x","n":+1}',
  ];
  for (const text of texts) assertRefused(await attempt(JSON.stringify(text)), "not-json", "$", text);
  for (const bytes of ["[]", "[0]", "[0xff, 0xfe, 0x7b, 0x00, 0x7d, 0x00]", "[0x7b]"]) {
    assertRefused(await attempt(`new Uint8Array(${bytes})`), "not-json", "$", bytes);
  }
});

test("without a headline that can be read, it is refused", async () => {
  for (const headline of ["undefined", "null", "''", "' \\n\\t'", "[]", "{}", "['', null]", "[{ text: ' ' }]", "{ text: null }"]) {
    assertRefused(
      await attempt(`({ headline: ${headline}, body: [{ type: "paragraph", text: "x" }] })`),
      "no-headline",
      "$.headline",
      headline,
    );
  }
});

test("more than the hard limit is refused", async () => {
  assertRefused(
    await attempt(`JSON.stringify({ headline: "x", body: [{ type: "paragraph", text: "y".repeat(33 * 1024 * 1024) }] })`),
    "too-large",
    "$",
  );
});

test("blocks of the wrong kind are passed, with what they hold", async () => {
  const body = `[null, 7, true, "keep-text", [], ["keep-list"], {}, { type: null, text: "keep-null" }, { type: "hologram", text: "keep-unknown" }, { type: "paragraph" }, { type: "paragraph", text: "keep-last" }]`;
  const result = await attempt(`({ headline: "x", body: ${body} })`);
  assertShown(result, ["keep-text", "keep-list", "keep-null", "keep-unknown", "keep-last"], "blocks");
  assert.ok(result.diagnostics.length >= 5);
  for (const body of ["null", "7", "'keep-me'", "{ type: 'paragraph', text: 'keep-me' }", "{ a: { b: 'keep-me' } }", "true"]) {
    assertShown(await attempt(`({ headline: "x", body: ${body} })`), body.includes("keep-me") ? ["keep-me"] : ["x"], body);
  }
});

const nests = {
  sections: ['{"type":"section","heading":"s","body":[', "]}"],
  boxes: ['{"type":"box","body":[', "]}"],
  quotes: ['{"type":"quote","body":[', "]}"],
  lists: ['{"type":"list","items":[[', "]]}"],
  "lists of blocks": ["[", "]"],
  "things unknown": ['{"type":"hologram","inside":', "}"],
  "things without a type": ['{"a":', "}"],
};
const deepest = '{"type":"paragraph","text":"keep-deepest"}';

test("a thousand levels of nesting are no danger, and neither are a hundred thousand", async () => {
  for (const [what, [start, end]] of Object.entries(nests)) {
    for (const levels of what === "lists" || what === "things unknown" ? [1000, 100_000] : [1000]) {
      const result = await v.page.evaluate(
        async ([start, end, levels, deepest]) => {
          const { attempt } = await import("/pages/attempt.js");
          const json = `{"headline":"keep-headline","body":[${start.repeat(levels)}${deepest}${end.repeat(levels)},{"type":"paragraph","text":"keep-after"}]}`;
          const { text = "", diagnostics = [], ...result } = await attempt(json);
          const lost = ["keep-headline", "keep-deepest", "keep-after"].filter((word) => !text.includes(word));
          return { ...result, text: "", lost, shown: /box|quote|list|hologram/.exec(text)?.[0], diagnostics: diagnostics.length };
        },
        [start, end, levels, deepest],
      );
      const name = `${levels} ${what}`;
      if (result.error) {
        assertRefused(result, result.code, result.path, name);
        assert.match(result.code, /^too-(deep|large)$/, name);
        continue;
      }
      assertShown(result, [], name);
      assert.deepEqual(result.lost, [], `${name}: these can't be read`);
      assert.equal(result.shown, undefined, `${name}: what steers a machine is shown to the reader`);
      assert.ok(result.diagnostics > 0, name);
      // A browser's parser stops at 512, and its layout not much later.
      assert.ok(result.depth < 400, `${name}: ${result.depth} elements deep`);
    }
  }
});

test("text nested in text a hundred thousand deep is no danger", async () => {
  const fields = {
    headline: (inner) => `{"headline":["keep-after",${inner}]}`,
    paragraph: (inner) => `{"headline":"keep-after","body":[{"type":"paragraph","text":${inner}}]}`,
    cell: (inner) => `{"headline":"keep-after","body":[{"type":"table","rows":[[${inner}]]}]}`,
    byline: (inner) => `{"headline":"keep-after","byline":[${inner}]}`,
  };
  for (const [field, around] of Object.entries(fields)) {
    for (const [start, end] of [
      ["[", "]"],
      ['{"text":', "}"],
    ]) {
      const [head, tail] = around("HERE")
        .split("HERE")
        .map((part) => JSON.stringify(part));
      const result = await attempt(
        `${head} + ${JSON.stringify(start)}.repeat(100000) + '"keep-deepest"' + ${JSON.stringify(end)}.repeat(100000) + ${tail}`,
      );
      assertShown(result, ["keep-after", "keep-deepest"], `${start} in ${field}`);
    }
  }
});

test("posts that quote posts that quote posts end somewhere", async () => {
  const quoting = '{"text":"keep-outer","author":{"name":"A","handle":"a"},"quoted":';
  for (const levels of [50, 20_000]) {
    const result = await attempt(
      `'{"headline":"x","body":[{"type":"tweet","post":' + '${quoting}'.repeat(${levels}) + 'null' + '}'.repeat(${levels}) + '},{"type":"paragraph","text":"keep-after"}]}'`,
    );
    assertShown({ ...result, text: result.text + result.depth }, ["keep-outer"], `${levels} posts`);
    assert.ok(result.depth < 400, `${result.depth} elements deep`);
  }
});

test("ten megabytes in one string are shown, refused, or cut with a word about it", async () => {
  for (const field of [
    "headline: text",
    'headline: "x", body: [{ type: "hologram", odd: text }]',
    'headline: "x", body: [{ type: "section", heading: text, body: [] }]',
  ]) {
    const result = await v.page.evaluate(`import("/pages/attempt.js").then(async ({ attempt }) => {
      const text = "0123456789".repeat(1024 * 1024);
      const host = document.querySelector("#host");
      // Without a box there is no layout, which would be all that this measures.
      host.hidden = true;
      const { text: shown, diagnostics, ...result } = await attempt({ ${field} });
      host.hidden = false;
      const said = diagnostics?.some(({ path, message }) => message.includes("bytes") && /^\\$\\.(headline|standfirst|body\\[0\\]\\.\\w+)$/.test(path));
      return { ...result, whole: shown?.includes(text), much: shown?.length > 500_000, said };
    })`);
    assert.ok(result.healthy, field);
    if (result.error) assertRefused(result, "too-large", result.path, field);
    else assert.ok(result.whole || (result.much && result.said), field);
  }
});

test("NUL, controls and lone surrogates harm nothing around them", async () => {
  const bodies = (text) => `{ headline: "h" + ${text}, body: [{ type: "paragraph", text: "before" + ${text} + "after" }] }`;
  for (const text of [
    '"\\u0000"',
    '"\\ud800"',
    '"\\udc00"',
    '"\\udfff\\ud800"',
    '"\\ud83d"',
    '"\\u0001\\u001f\\u007f\\u0085\\ufffe\\uffff"',
  ]) {
    for (const form of [bodies(text), `JSON.stringify(${bodies(text)})`, `new TextEncoder().encode(JSON.stringify(${bodies(text)}))`]) {
      const result = await attempt(`(${form})`);
      assertShown(result, ["before", "after"], form);
      assert.ok(!result.text.includes("\0"), form);
    }
  }
  // Escapes as other writers of JSON make them, and the code units themselves in a string.
  for (const escape of ["\\\\u0000", "\\\\ud800", "\\\\udc00", "\\\\uD83D\\\\uD83D\\\\uDE00", "\\ud800", "\\udc00"]) {
    const result = await attempt(`'{"headline":"before${escape}after"}'`);
    assertShown(result, ["before", "after"], escape);
  }
  assertShown(
    await attempt(`'{"headline":"\\\\ud83d\\\\ude00 and \\\\u00e8 and \\\\n\\\\t\\\\/\\\\b\\\\f"}'`),
    ["😀 and è and"],
    "escapes",
  );
});

test("bytes that are no UTF-8 harm nothing around them", async () => {
  for (const bytes of ["0xff", "0xc3", "0xed, 0xa0, 0x80", "0xf0, 0x9f", "0xc0, 0x80", "0xf5, 0x80, 0x80, 0x80"]) {
    const result = await attempt(
      `new Uint8Array([...new TextEncoder().encode('{"headline":"before '), ${bytes}, ...new TextEncoder().encode(' after"}')])`,
    );
    if (result.error) assertRefused(result, "not-json", "$", bytes);
    else assertShown(result, ["before", "after"], bytes);
  }
});

test("a byte order mark is no part of the article", async () => {
  for (const form of [
    `'\\ufeff{"headline":"Marked"}'`,
    `new TextEncoder().encode('\\ufeff{"headline":"Marked"}')`,
    `'\\ufeff \\n{"headline":"Marked"}'`,
  ]) {
    const result = await attempt(form);
    assertShown(result, [], form);
    assert.equal(result.text, "Marked");
  }
});

test("objects that bite are an ArticleError", async () => {
  const objects = {
    "a cycle": `(() => { const a = { headline: "x" }; a.body = [a]; return a; })()`,
    "a getter that throws": `({ headline: "x", get body() { throw new Error("no"); } })`,
    "a getter that throws a text": `({ headline: "x", get body() { throw "no"; } })`,
    "a getter that throws nothing": `({ headline: "x", get body() { throw undefined; } })`,
    "a getter that throws what can't be result": `({ headline: "x", get body() { throw Object.create(null); } })`,
    "a getter that throws what throws when it is result": `({ headline: "x", get body() { throw { toString() { throw 1; } }; } })`,
    "a BigInt": `({ headline: "x", id: 7n })`,
    "a toJSON that throws": `({ headline: "x", toJSON() { throw new Error("no"); } })`,
    "a proxy that forbids everything": `new Proxy({}, new Proxy({}, { get: () => () => { throw new Error("no"); } }))`,
    "a proxy that forbids to ask what it is": `new Proxy({}, { getPrototypeOf() { throw new Error("no"); } })`,
    "a revoked proxy": `(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()`,
    "a revoked proxy inside": `(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return { headline: "x", body: [proxy] }; })()`,
    "a buffer that was given away": `(() => { const { buffer } = new TextEncoder().encode('{"headline":"x"}'); structuredClone(buffer, { transfer: [buffer] }); return buffer; })()`,
    "bytes that were given away": `(() => { const bytes = new TextEncoder().encode('{"headline":"x"}'); structuredClone(bytes.buffer, { transfer: [bytes.buffer] }); return bytes; })()`,
  };
  for (const [what, make] of Object.entries(objects)) {
    const result = await attempt(make);
    const { error, name, path, sentence, left, healthy } = result;
    assert.deepEqual(
      { error, name, path, sentence, left, healthy },
      { error: true, name: "ArticleError", path: "$", sentence: true, left: undefined, healthy: true },
      what,
    );
    assert.match(result.code, /^not-(json|object)$/, what);
  }
});

test("an object of a hundred thousand levels is refused or shown", async () => {
  const result = await attempt(
    `(() => { let a = "keep-me"; for (let i = 0; i < 100000; i++) a = { a }; return { headline: "x", body: [a] }; })()`,
  );
  if (result.error) assertRefused(result, result.code, "$");
  else assertShown(result, ["keep-me"], "deep object");
});

test("a getter may mount another article meanwhile", async () => {
  const result = await v.page.evaluate(async () => {
    const { attempt } = await import("/pages/attempt.js");
    const { mount } = await import("/dist/index.js");
    const host = document.createElement("div");
    const { text, healthy } = await attempt({
      get headline() {
        mount(host, { headline: "Inner" });
        return "Outer";
      },
    });
    return [text, host.textContent, healthy];
  });
  assert.deepEqual(result, ["Outer", "Inner", true]);
});

test("a polluted Object.prototype chooses nothing and adds nothing", async () => {
  const lines = (polluted) =>
    v.page.evaluate(
      async ([json, polluted]) => {
        const evil = {
          headingLevel: 6,
          sections: "closed",
          idPrefix: "evil-",
          baseUrl: "https://evil.example/",
          lang: "it",
          dir: "rtl",
          id: "evil",
          url: "https://evil.example/",
          href: "javascript:danger()",
          src: "https://evil.example/x.png",
          type: "tweet",
          text: "evil",
          html: "evil",
          post: { text: "evil" },
          kicker: "evil",
          standfirst: "evil",
          marks: ["strong"],
          title: "evil",
          class: "evil",
          onclick: "danger()",
          style: "color: red",
          is: "evil",
          open: false,
          level: 6,
          body: [{ type: "paragraph", text: "evil" }],
        };
        const article = JSON.parse(json);
        if (polluted) for (const [name, value] of Object.entries(evil)) Object.prototype[name] = value;
        try {
          const { load, mount, renderToString } = await import(`/dist/index.js?${polluted}`);
          const { lines } = await import("/pages/tree.js");
          await load();
          const host = document.querySelector("#host");
          const widget = mount(host, article);
          const drawn = [...lines(host), renderToString(article).html, JSON.stringify(widget.outline), JSON.stringify(widget.diagnostics)];
          widget.destroy();
          return drawn.join("\n");
        } finally {
          for (const name of Object.keys(evil)) delete Object.prototype[name];
        }
      },
      [json, polluted],
    );
  const json = await fixture("everything");
  const clean = await lines(false);
  assert.equal(await lines(true), clean);
  assert.ok(clean.length > 10_000);
});

test("what is known of an article are properties of its own, whatever Object.prototype does with them", async () => {
  const known = await v.page.evaluate(async (json) => {
    const { load, mount, renderToString } = await import("/dist/index.js");
    await load();
    const host = document.createElement("div");
    const names = ["code", "path", "message", "severity", "id", "text", "level", "open", "outline", "diagnostics", "words", "minutes", "labels", "key", "custom"];
    const set = () => {
      throw new Error("Set on the prototype.");
    };
    const of = (pollute) => {
      for (const name of pollute ? names : []) Object.defineProperty(Object.prototype, name, { get: () => "evil", set, configurable: true });
      try {
        const { html, ...about } = renderToString(json);
        const widget = mount(host, json);
        const { outline, diagnostics } = widget;
        widget.destroy();
        return [html, about.outline, about.diagnostics, about.words, about.minutes, outline, diagnostics].map((value) => JSON.stringify(value));
      } catch (error) {
        return String(error);
      } finally {
        for (const name of names) delete Object.prototype[name];
      }
    };
    return [of(false), of(true)];
  }, await fixture("broken"));
  assert.deepEqual(known[1], known[0]);
  assert.ok(known[0][2].length > 1000);
});

test("twenty thousand failures later, a good article is drawn", async () => {
  const result = await v.page.evaluate(async () => {
    const { load, mount } = await import("/dist/index.js");
    const { attempt } = await import("/pages/attempt.js");
    await load();
    const host = document.createElement("div");
    const bad = [
      "{",
      "[]",
      "{}",
      {
        get headline() {
          throw new Error("no");
        },
      },
    ];
    let caught = 0;
    for (let turn = 0; turn < 20_000; turn++) {
      try {
        mount(host, bad[turn % bad.length]);
      } catch (error) {
        if (error.name === "ArticleError") caught++;
      }
    }
    return [caught, await attempt({ headline: "Still here" })];
  });
  assert.equal(result[0], 20_000);
  assertShown(result[1], ["Still here"], "after all that");
});

test("the page never noticed", () => {
  assert.deepEqual([v.errors, v.console, v.violations], [[], [], []]);
});
