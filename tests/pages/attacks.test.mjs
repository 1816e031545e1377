// Attack strings of other projects' tests, in every place of an article and of every form of a post. They are read where
// they are kept beside this checkout, and nothing of them is copied into it.
import assert from "node:assert/strict";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import test, { before } from "node:test";
import { open, strictCsp } from "./browser.mjs";
import { amount, page, withoutOnDemand } from "./parts.mjs";

const here = (path) => new URL(`../../${path}`, import.meta.url);
const corpus = here("../shared/corpora/hostile/");
const skip = existsSync(corpus) ? false : "the attack strings are not beside this checkout (../shared/corpora/hostile)";

const lines = (name) =>
  readFileSync(new URL(name, corpus), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** Every attack once. */
const allAttacks = () => {
  const texts = lines("payloads.jsonl").map(({ payload }) => payload);
  const addresses = lines("corpus-urls.jsonl").map(({ input }) => input);
  const own = JSON.parse(readFileSync(new URL("hostile-urls.json", corpus), "utf8")).cases.map(({ input }) => input);
  return [...new Set([...texts, ...addresses, ...own])];
};

/** A tenth of them, another one each day; all by `make test-all`. ATTACKS=0 to 9 repeats a day's. */
const tenth = Number(process.env.ATTACKS ?? Math.floor(Date.now() / 86_400_000) % 10);
const attacks = () => allAttacks().filter((_, at) => at % amount(10, 1) === tenth % amount(10, 1));

const fixture = (path) => JSON.parse(readFileSync(here(`tests/fixtures/${path}`), "utf8"));

/** Without the blocks that have no field which an earlier one hasn't. */
function distinct(article) {
  const seen = new Set();
  const fields = function* (value, path) {
    if (Array.isArray(value)) for (const inner of value) yield* fields(inner, path);
    else if (value && typeof value === "object") for (const [key, inner] of Object.entries(value)) yield* fields(inner, `${path}.${key}`);
    else if (typeof value === "string") yield /\.(type|kind)$/.test(path) ? `${path}=${value}` : path;
  };
  const body = article.body.filter((block) => {
    const found = [...fields(block, block.type)].filter((field) => !seen.has(field));
    for (const field of found) seen.add(field);
    return found.length > 0;
  });
  return { ...article, body };
}

/** Fields that there are none of: what nobody knows is shown as plain content, or passed over. */
const unknown = {
  lang: "en",
  headline: "Unknown",
  onclick: "x",
  style: "x",
  innerHTML: "x",
  body: [
    { type: "hologram", id: "x", lang: "x", dir: "x", published: "x", text: "x", href: "x", onload: "x", body: [{ type: "x", srcdoc: "x" }], formaction: ["x", { a: "x" }] },
    { type: "paragraph", text: [{ text: "x", marks: ["x"], href: "x", title: "x", lang: "x", dir: "x", style: "x", onclick: "x" }], class: "x" },
    { type: "slot", name: "x" },
    { type: "section", id: "x", heading: { text: "x", href: "x" }, published: "x", body: [{ type: "heading", text: "x" }, "x"] },
    "x",
  ],
};

/** A post of each platform's form. What is cut off by offsets would hide what it is filled with. */
function posts() {
  const names = readdirSync(here("tests/fixtures/payloads/")).filter((name) => name.endsWith(".json"));
  const block = (name) => {
    const payload = JSON.parse(JSON.stringify(fixture(`payloads/${name}`)), (key, value) => (/display_text_range/.test(key) ? undefined : value));
    if (name === "embed-code.json") return { type: "tweet", html: payload };
    return { type: "tweet", [name === "oembed.json" ? "oembed" : "data"]: payload };
  };
  return { lang: "en", headline: "Posts of theirs", body: names.map(block) };
}

const pictures = strictCsp.replace("img-src 'self'", "img-src *").replace("media-src 'self'", "media-src *");
const blank = page('<div id="host"></div>', { head: "" });
/** So many attacks are tried in one call. */
const MANY = 60;

let v;
const asked = [];
before(async () => {
  if (skip) return;
  v = await open("/attacks.html", { html: blank, csp: pictures });
  await withoutOnDemand(v.page);
  await v.page.evaluate(async () => {
    const [, { load, mount }] = await Promise.all([import("/pages/attack.js"), import("/dist/index.js")]);
    await load();
    // What reads payloads is loaded by the first one.
    const first = mount(document.querySelector("#host"), { headline: "First", body: [{ type: "tweet", data: { id_str: "1", text: "x" } }] });
    await first.ready;
    first.destroy();
  });
  // Where an attack is a picture's address it is asked for, as any picture is. Nothing comes, and at once.
  await v.page.context().setOffline(true);
  v.page.on("request", (request) => asked.push({ type: request.resourceType(), url: request.url() }));
});

/** Draws the template with each attack in all its places, and looks for what went wrong. */
async function attack(template, all) {
  const told = { wrong: [], read: 0, drawn: 0 };
  for (let from = 0; from < all.length; from += MANY) {
    const part = await v.page.evaluate(
      async ([template, attacks, from]) => {
        const { canary, expected, filled, flaws, marked, places } = await import("/pages/attack.js");
        const { load, mount } = await import("/dist/index.js");
        await load();
        const host = document.querySelector("#host");
        host.hidden = true;
        const { plain, steer } = places(template);
        // Embed code and formulas are parsed as such, and a platform's text is HTML's. How an image's text looks says whether a machine
        // wrote it. A link's title goes with its address.
        const changes = (path) =>
          /^(html|mathml|id|lang|dir|imageAlt)$/.test(path.at(-1)) ||
          path.some((name) => name === "data" || name === "oembed") ||
          (path.at(-1) === "title" && path.includes("text"));
        const told = { wrong: [], read: 0, drawn: 0 };
        const shown = async (article, look) => {
          const widget = mount(host, article, { lightbox: false });
          await widget.ready;
          const result = look(host.firstElementChild);
          widget.destroy();
          told.drawn++;
          return result;
        };
        // An attack of nothing but white space is no headline.
        const headed = (article) => (/\S/.test(article.headline) ? article : { ...article, headline: "Blank" });
        // What is read where, if it says nothing bad, is to be read there if it does.
        const plainly = await shown(filled(template, plain, "plain words", plain.keys()), marked);
        const readable = [...plainly].filter(([at, texts]) => texts.includes("plain words") && !changes(plain[at])).map(([at]) => at);
        const unharmed = canary(host);
        for (const [nth, attack] of attacks.entries()) {
          const wrong = (where, what) => what.length && told.wrong.push(`${JSON.stringify(attack.slice(0, 200))} ${where}: ${what.slice(0, 3)}`);
          // Where it is read it stands between marks, anywhere else bare.
          await shown(headed(filled(template, plain, attack, readable)), (root) => {
            wrong("in all places", flaws(root));
            const found = marked(root);
            const lost = readable.filter((at) => !found.get(at)?.includes(expected(attack)) && /\S/.test(attack));
            told.read += readable.length - lost.length;
            wrong("is not to be read in", lost.map((at) => `${plain[at].join(".")} (${JSON.stringify(found.get(at))})`));
          });
          // In turn, a few at a time, so that what stands around is still known for what it is.
          const some = steer.filter((_, at) => (at - nth) % 8 === 0);
          if (nth % 3 === 0) wrong(`in ${some.map((path) => path.join("."))}`, await shown(headed(filled(template, some, attack)), flaws));
          wrong("", unharmed());
        }
        // The last one stays long enough to be laid out, and for what it would load.
        host.hidden = false;
        const widget = mount(host, headed(filled(template, plain, attacks.at(-1))));
        await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
        widget.destroy();
        return { ...told, places: plain.length, readable: readable.length, steering: steer.length };
      },
      [template, all.slice(from, from + MANY), from],
    );
    for (const name of ["read", "drawn"]) told[name] += part[name];
    told.wrong.push(...part.wrong);
    Object.assign(told, { places: part.places, readable: part.readable, steering: part.steering });
  }
  return told;
}

const templates = {
  "an article": [() => distinct(fixture("everything.json")), 120],
  "posts of our own form": [() => distinct(fixture("posts.json")), 25],
  "fields and blocks that nobody knows": [() => unknown, 10],
};

test("no attack string in any place of a platform's payload or embed code reaches the page as anything but text", { skip }, async (t) => {
  asked.length = 0;
  const told = await attack(posts(), attacks());
  t.diagnostic(JSON.stringify({ ATTACKS: tenth, ...told, wrong: told.wrong.length }));
  const harm = told.wrong.filter((line) => !line.includes("is not to be read in"));
  assert.deepEqual(harm.slice(0, 10), [], `${harm.length} of them`);
  assert.deepEqual(asked.splice(0), [], "posts ask nobody before the reader does");
});

for (const [what, [template, atLeast]] of Object.entries(templates)) {
  test(`no attack string in any place of ${what} reaches the page as anything but text`, { skip }, async (t) => {
    const told = await attack(template(), attacks());
    t.diagnostic(JSON.stringify({ ATTACKS: tenth, ...told, wrong: told.wrong.length }));
    assert.deepEqual(told.wrong.slice(0, 10), [], `${told.wrong.length} of them`);
    assert.ok(told.readable >= atLeast, `only ${told.readable} of ${told.places} places are read`);
  });
}

test("no attack made the page ask for anything but pictures and films of its articles, or broke its policy", { skip }, () => {
  assert.deepEqual([v.errors, v.violations], [[], []]);
  assert.deepEqual(
    asked.filter(({ type, url }) => !["image", "media", "texttrack"].includes(type) && !(type === "script" && url.startsWith(`${v.origin}/dist/`))),
    [],
  );
  assert.ok(asked.length > 0, "the article's lead picture is asked for at once");
});

test("the detectors detect: of the same attacks as HTML, they find what runs, what loads and what is out of place", { skip }, async (t) => {
  const v = await open("/detected.html", { html: page('<div id="host"></div>', { head: "" }), csp: null });
  t.after(v.close);
  const told = await v.page.evaluate(async (attacks) => {
    const { canary, flaws } = await import("/pages/attack.js");
    const host = document.querySelector("#host");
    const unharmed = canary(host);
    let found = 0;
    for (const attack of attacks.filter((attack) => /<[a-z!]/i.test(attack) && !/location|document.write|while/.test(attack))) {
      host.innerHTML = `<p class="aw-paragraph">${attack}</p>`;
      if (flaws(host).length > 1) found++;
    }
    host.innerHTML = '<img src="x" onerror="alert(7)">';
    // What the attacks before it ask for comes first.
    let ran = false;
    for (let turn = 0; turn < 100 && !ran; turn++) {
      await new Promise((done) => setTimeout(done, 100));
      ran = unharmed().includes("alert(7)");
    }
    const one = (html) => {
      host.innerHTML = html;
      return flaws(host.firstElementChild);
    };
    const clean = one('<p class="aw-paragraph" id="article-a"><a href="https://a.example/">x</a></p>');
    const each = [
      '<p onclick="x">',
      '<p style="x">',
      '<iframe></iframe>',
      '<script></script>',
      '<svg><a/></svg>',
      '<p><!-- x --></p>',
      '<p id="location">',
      '<p class="host-button">',
      '<a href="java&#9;script:x">',
      '<a href="data:text/html,x">',
      '<a href="https://user:word@a.example/">',
      '<img src="http://a.example/x.png">',
      '<img srcset="data:image/png,x 1w">',
      '<button type="submit">',
    ].filter((html) => one(html).length === 0);
    document.body.append("from elsewhere");
    globalThis.polluted = true;
    const changed = unharmed().filter((what) => what.startsWith("changed")).length;
    return { found, ran, clean, each, changed };
  }, allAttacks());
  assert.ok(told.found > 400, `${told.found} found`);
  assert.deepEqual({ ...told, found: 0 }, { found: 0, ran: true, clean: [], each: [], changed: 2 });
});
