// What is taken away is gone, and whoever is told of something may do anything.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, collectGarbage, strictCsp } from "./browser.mjs";
import { amount, answer, faults, heard, module, page, settled, small, storm, visit } from "./parts.mjs";

const tools = faults + heard + module;

const picture = { src: "/none.png", alt: "A", srcset: [{ src: "/none.png", width: 400 }], sizes: "50vw", caption: "Of it" };
const said = (text) => ({
  type: "tweet",
  post: { text, author: { name: "Ada", handle: "ada" }, media: [{ kind: "photo", src: "https://pbs.twimg.com/a.jpg", alt: "A" }] },
});
/** An article with some of all that does something by itself. */
const full = {
  ...storm,
  image: picture,
  body: [
    ...storm.body,
    said("A post"),
    { type: "image", ...picture },
    { type: "video", sources: [{ src: "/none.mp4", type: "video/mp4" }], title: "A film" },
    { type: "code", text: "a wide line" },
  ],
};

/** Nodes and listeners that the page holds, without what can be collected; Firefox counts neither, so there the memory alone is compared. */
async function held(v) {
  await settled(v.page);
  await collectGarbage(v);
  const { nodes, jsEventListeners: listeners } = v.devtools ? await v.devtools.send("Memory.getDOMCounters") : { nodes: 0, jsEventListeners: 0 };
  const memory = await v.page.evaluate(() => faults.memory?.buffer.byteLength);
  return { nodes, listeners, memory };
}

/** Reads what is held until `enough` says so of the readings, for at most a minute: what is loading is let go when that is over. */
async function heldOnce(v, enough) {
  const readings = [];
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    readings.push(await held(v));
    if (enough(readings)) break;
    await new Promise((done) => setTimeout(done, 250));
  }
  return readings.at(-1);
}

/**
 * Fails when `rounds` leaves something behind. The WebAssembly's memory never shrinks, and what happens to be alive at the
 * same time decides how large it becomes: it may grow in some runs, but not in all.
 */
async function leavesNothing(v, rounds) {
  const steady = (readings) => readings.length > 4 && readings.slice(-4).every(({ nodes }) => nodes === readings.at(-1).nodes);
  const first = await heldOnce(v, steady);
  assert.ok(first.memory > 0);
  for (let run = 0, { memory } = first; run < 5; run++) {
    await rounds();
    const after = await heldOnce(v, (readings) => readings.at(-1).nodes < first.nodes + 300 && readings.at(-1).listeners === first.listeners);
    assert.equal(after.listeners, first.listeners);
    assert.ok(after.nodes < first.nodes + 300, `${first.nodes} nodes became ${after.nodes}`);
    if (after.memory === memory) return;
    ({ memory } = after);
  }
  assert.fail(`Each run needed more memory, ${first.memory} bytes at first.`);
}

test("hundreds of articles that were mounted, updated and destroyed leave nothing behind", async (t) => {
  const v = await visit(t, "/leaks.html", { html: page('<div id="host"><p>Before</p></div>', { head: tools }) });
  const rounds = (count, options) =>
    v.page.evaluate(
      async ([article, count, options]) => {
        const { load, mount } = await import("/dist/index.js");
        await load();
        const host = document.querySelector("#host");
        globalThis.roots ??= [];
        for (let turn = 0; turn < count; turn++) {
          const widget = mount(host, article, options);
          if (turn % 3 === 0) await widget.ready;
          widget.update({ ...article, headline: `Turn ${turn}`, body: article.body.slice(turn % 7) });
          if (turn % 2) widget.collapseAll();
          roots.push(new WeakRef(host.firstElementChild ?? host.shadowRoot.lastElementChild));
          widget.destroy();
        }
      },
      [full, count, options],
    );
  const choices = { toc: true, exclusive: true, remember: true, progress: true, tweets: "click" };
  await rounds(30, choices);
  await leavesNothing(v, () => rounds(amount(100, 1000), choices));
  const left = () => v.page.evaluate(() => roots.filter((root) => root.deref()).length);
  for (const end = Date.now() + 60_000; (await left()) > 0 && Date.now() < end; ) {
    await settled(v.page);
    await collectGarbage(v);
  }
  assert.equal(await left(), 0, "roots that were not collected");
  assert.equal(await v.page.locator("#host").innerHTML(), "<p>Before</p>");
});

test("hundreds of elements that came and went, some before they were drawn to their end, leave nothing behind", async (t) => {
  const v = await visit(t, "/elements.html", { html: page('<div id="place"></div>', { head: tools }) });
  const long = { headline: "Long", body: Array.from({ length: 1500 }, (_, at) => ({ type: "paragraph", text: `Paragraph ${at} of many.` })) };
  const rounds = (count) =>
    v.page.evaluate(
      async ([articles, count]) => {
        const place = document.querySelector("#place");
        for (let turn = 0; turn < count; turn++) {
          const element = document.createElement("article-widget");
          element.article = articles[turn % articles.length];
          place.append(element);
          if (turn % 4) await new Promise((done) => setTimeout(done));
          element.remove();
        }
        heard.length = 0;
      },
      [[full, long, small("Short"), "{"], count],
    );
  await rounds(40);
  await leavesNothing(v, () => rounds(amount(80, 400)));
});

const events = ["article-ready", "article-error", "article-toggle", "article-update", "article-progress", "article-consent"];
const deeds = ["destroy", "update", "another article", "remove", "move", "close all"];

test("inside every event a page may destroy, update, replace, move and remove the article", async (t) => {
  const csp = strictCsp.replace("img-src 'self'", "img-src *");
  const answers = { "/none.png": answer("", 204), "/none.mp4": answer("", 204) };
  const v = await visit(t, "/inside.html", { csp, answers, html: page("", { head: `${heard}<script src="/pages/actions.js"></script>${module}` }) });
  for (const event of events) {
    for (const what of deeds) {
      const told = await v.page.evaluate(
        async ([event, what, article, other]) => {
          const turns = async (count) => {
            for (let turn = 0; turn < count; turn++) await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
          };
          const { revokeConsent } = await import("/dist/define.js");
          document.body.replaceChildren();
          revokeConsent();
          localStorage.clear();
          sessionStorage.clear();
          await turns(1);
          const host = document.createElement("article-widget");
          const neighbour = document.createElement("article-widget");
          host.setAttribute("progress", "");
          document.body.append(host, neighbour);
          host.article = article;
          neighbour.article = other;
          await Promise.all([host.ready, neighbour.ready]);
          let times = 0;
          host.addEventListener(event, () => {
            if (++times === 1) actions.does[what](host, other);
          });
          actions.makes[event](host);
          await turns(3);
          const shown = () => host.querySelector(".aw-headline")?.textContent;
          const after = { times: Math.min(times, 1), shown: shown(), neighbour: neighbour.querySelectorAll(".aw").length, roots: host.querySelectorAll(".aw").length };
          if (!host.isConnected) document.body.append(host);
          host.article = { headline: "At last" };
          await turns(3);
          return { ...after, last: shown() };
        },
        [event, what, full, small("Other")],
      );
      const gone = what === "destroy" || what === "remove";
      const replaced = what === "update" || what === "another article";
      assert.equal(told.times, 1, `${event} came, to ${what}`);
      assert.equal(told.roots, gone ? 0 : 1, `${event}: ${what}`);
      if (replaced) assert.equal(told.shown, "Other", `${event}: ${what}`);
      assert.deepEqual([told.neighbour, told.last], [1, "At last"], `${event}: ${what}`);
      assert.deepEqual([v.errors, v.violations], [[], []], `${event}: ${what}`);
    }
  }
});

test("two articles that update each other end where they stop doing so", async (t) => {
  const v = await visit(t, "/mirror.html", { html: page('<article-widget id="a"></article-widget><article-widget id="b"></article-widget>', { head: heard + module }) });
  const told = await v.page.evaluate(async (article) => {
    const [a, b] = document.querySelectorAll("article-widget");
    a.article = b.article = article;
    await Promise.all([a.ready, b.ready]);
    let turns = 0;
    const answer = (to) => () => {
      if (++turns < 30) to.update({ ...article, headline: `Turn ${turns}`, body: article.body.slice(turns % 4) });
    };
    a.addEventListener("article-update", answer(b));
    b.addEventListener("article-update", answer(a));
    a.update({ ...article, headline: "Turn 0" });
    return [turns, ...[a, b].map((host) => [host.querySelectorAll(".aw").length, host.querySelector(".aw-headline").textContent])];
  }, storm);
  assert.deepEqual(told, [30, [1, "Turn 28"], [1, "Turn 29"]]);
  assertQuiet(v);
});
