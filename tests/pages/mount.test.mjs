// mount() into any element, and what it leaves behind.
import assert from "node:assert/strict";
import test from "node:test";
import { assertQuiet, chromiumOnly, collectGarbage } from "./browser.mjs";
import { page, small, storm, visit } from "./parts.mjs";

const blank = page('<div id="host"><p>Before</p></div>', { head: "" });

/** Runs a function in a page with the API, the host and an article. */
async function inPage(t, work, options = {}) {
  const v = await visit(t, "/mount.html", { html: blank, ...options });
  const seen = await v.page.evaluate(`(async () => {
    const api = await import("/dist/index.js");
    await api.load();
    return (${work})({ ...api, host: document.querySelector("#host"), storm: ${JSON.stringify(storm)}, small: ${small} });
  })()`);
  return { ...v, seen };
}

test("mount draws at once, and tells those who listen afterwards", async (t) => {
  const v = await inPage(t, async ({ mount, host, storm }) => {
    const widget = mount(host, storm);
    const drawn = host.innerText.includes("Nobody slept");
    const said = [];
    host.addEventListener("article-ready", ({ detail }) => said.push(detail.outline.length, detail.words === undefined));
    await widget.ready;
    return {
      drawn,
      said,
      before: host.querySelectorAll(":scope > p").length,
      outline: widget.outline.length,
      diagnostics: widget.diagnostics,
    };
  });
  assert.deepEqual(v.seen, { drawn: true, said: [4, false], before: 0, outline: 4, diagnostics: [] });
  assertQuiet(v);
});

test("an article that can't be read leaves the element as it was", async (t) => {
  const v = await inPage(t, ({ ArticleError, mount, host, storm }) => {
    const refused = (article) => {
      try {
        mount(host, article);
      } catch (error) {
        return error instanceof ArticleError && error instanceof Error && [error.name, error.code, error.path].join(" ");
      }
    };
    const [paragraph] = host.childNodes;
    const first = refused({});
    const untouched = host.firstChild === paragraph && host.childNodes.length === 1;
    mount(host, storm);
    const root = host.firstChild;
    return [first, untouched, refused("{"), host.firstChild === root && host.childNodes.length === 1];
  });
  assert.deepEqual(v.seen, ["ArticleError no-headline $.headline", true, "ArticleError not-json $", true]);
});

test("the next article takes the place of the one before, whose widget is over", async (t) => {
  const v = await inPage(t, ({ mount, host, storm, small }) => {
    const first = mount(host, storm);
    const second = mount(host, small("Second"));
    first.destroy();
    first.expandAll();
    first.toggle("the-night", false);
    const text = host.textContent;
    second.destroy();
    return [text, host.innerHTML];
  });
  assert.deepEqual(v.seen, ["SecondSecond, in full.", "<p>Before</p>"]);
  assertQuiet(v);
});

test("destroy gives back the same nodes, and twice is as good as once", async (t) => {
  const v = await inPage(t, ({ mount, host, storm }) => {
    const before = [...host.childNodes];
    const widget = mount(host, storm);
    widget.destroy();
    widget.destroy();
    const same = host.childNodes.length === before.length && before.every((node, index) => node === host.childNodes[index]);
    const other = document.createElement("b");
    const again = mount(host, storm);
    host.replaceChildren(other);
    again.toggle("the-night");
    again.destroy();
    return [same, host.contains(other)];
  });
  assert.deepEqual(v.seen, [true, true]);
  assertQuiet(v);
});

test("once it is destroyed, nothing listens: no click, no fragment, no search, no call", async (t) => {
  const v = await inPage(t, async ({ mount, host, storm }) => {
    const widget = mount(host, storm, { sections: "closed" });
    const root = host.firstElementChild;
    widget.destroy();
    const said = [];
    for (const node of [host, root]) node.addEventListener("article-toggle", () => said.push("toggle"));
    document.body.append(root);
    const before = root.outerHTML;
    root.querySelector("button").click();
    root.querySelector(".aw-panel").dispatchEvent(new Event("beforematch", { bubbles: true }));
    widget.expandAll();
    widget.toggle("the-night", true);
    const changed = new Promise((done) => addEventListener("hashchange", () => setTimeout(done), { once: true }));
    location.hash = "#article-the-bill";
    await changed;
    return [said, root.outerHTML === before];
  });
  assert.deepEqual(v.seen, [[], true]);
});

test("destroyed before it could say that it is ready, it says nothing", async (t) => {
  const v = await inPage(t, async ({ mount, host, storm }) => {
    let said = 0;
    host.addEventListener("article-ready", () => said++);
    mount(host, storm).destroy();
    const last = mount(host, storm);
    await last.ready;
    return said;
  });
  assert.equal(v.seen, 1);
});

test("hundreds of articles, mounted and destroyed, leave nothing behind", { skip: chromiumOnly("no command counts a page's nodes") }, async (t) => {
  const v = await visit(t, "/leaks.html", { html: blank });
  const devtools = await v.page.context().newCDPSession(v.page);
  await devtools.send("Performance.enable");
  const count = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { metrics } = await devtools.send("Performance.getMetrics");
    const of = (wanted) => metrics.find(({ name }) => name === wanted).value;
    return { nodes: of("Nodes"), listeners: of("JSEventListeners"), heap: of("JSHeapUsedSize") };
  };
  const rounds = (times) =>
    v.page.evaluate(
      async ([times, article]) => {
        const { load, mount } = await import("/dist/define.js");
        await load();
        const host = document.querySelector("#host");
        for (let round = 0; round < times; round++) {
          const widget = mount(host, article);
          host.querySelector("button").click();
          await widget.ready;
          widget.destroy();
          const element = document.createElement("article-widget");
          element.article = article;
          document.body.append(element);
          await element.ready;
          element.remove();
        }
        return host.innerHTML;
      },
      [times, storm],
    );
  await rounds(20);
  const before = await count();
  assert.equal(await rounds(200), "<p>Before</p>");
  const after = await count();
  // Each article makes some sixty nodes and a handful of listeners.
  assert.ok(after.nodes < before.nodes + 200, `${before.nodes} nodes became ${after.nodes}`);
  assert.ok(after.listeners < before.listeners + 20, `${before.listeners} listeners became ${after.listeners}`);
  assert.ok(after.heap < before.heap + 1e6, `${before.heap} bytes became ${after.heap}`);
});

test("an article whose widget nobody holds stays alive", async (t) => {
  const v = await visit(t, "/held.html", { html: blank });
  await v.page.evaluate(async (article) => {
    const { load, mount } = await import("/dist/index.js");
    await load();
    mount(document.querySelector("#host"), article);
  }, storm);
  await collectGarbage(v);
  await v.page.getByRole("button", { name: "The night", exact: true }).click();
  assert.equal(await v.page.getByRole("button", { name: "The night", exact: true }).getAttribute("aria-expanded"), "false");
});

test("an element outside the page can be mounted into, and put in later", async (t) => {
  const v = await inPage(t, async ({ mount, storm }) => {
    const host = document.createElement("section");
    const widget = mount(host, storm);
    await widget.ready;
    document.body.append(host);
    host.querySelector("button").click();
    return [host.querySelector(".aw-headline").textContent, widget.outline[0].open];
  });
  assert.deepEqual(v.seen, [storm.headline, false]);
  assertQuiet(v);
});

test("the styles come once to a page, and to each shadow root that holds an article", async (t) => {
  const v = await inPage(t, ({ mount, host, storm }) => {
    mount(host, storm);
    for (let turn = 0; turn < 3; turn++) mount(document.body.appendChild(document.createElement("div")), storm);
    const root = document.body.appendChild(document.createElement("div")).attachShadow({ mode: "open" });
    const inner = root.appendChild(document.createElement("div"));
    const widget = mount(inner, storm);
    inner.querySelector("button").click();
    return [
      document.adoptedStyleSheets.length,
      root.adoptedStyleSheets.length,
      widget.outline[0].open,
      document.querySelectorAll("style, link, [style]").length,
    ];
  });
  assert.deepEqual(v.seen, [1, 1, false, 0]);
  assertQuiet(v);
});

test("a page that links the stylesheet gets no second one", async (t) => {
  const html = page('<div id="host"></div>', { head: '<link rel="stylesheet" href="/dist/article-widget.css">' });
  const v = await inPage(
    t,
    ({ mount, host, storm }) => {
      mount(host, storm);
      return document.adoptedStyleSheets.length;
    },
    { html },
  );
  assert.equal(v.seen, 0);
});

test("options that make no sense are as if nobody had chosen them", async (t) => {
  const v = await inPage(t, ({ mount, host, small }) => {
    const html = (options) => {
      const widget = mount(host, small("x"), options);
      const html = host.innerHTML;
      widget.destroy();
      return html;
    };
    const plain = html();
    const odd = [
      { headingLevel: "three" },
      { headingLevel: NaN },
      { headingLevel: {} },
      { sections: 7 },
      { sections: [] },
      { baseUrl: 7 },
      { idPrefix: null },
      { idPrefix: 7 },
      { unknown: true },
      { sections: () => {} },
      { headingLevel: 2n },
    ];
    return odd.map((options, index) => (html(options) === plain ? null : index)).filter((index) => index !== null);
  });
  assert.deepEqual(v.seen, []);
});

test("an id that the page has already is not given again, whatever the prefix", async (t) => {
  const v = await inPage(t, ({ mount, host, storm }) =>
    ["article-", "", "x "].map((idPrefix) => {
      const own = document.body.appendChild(document.createElement("p"));
      own.id = `${idPrefix}the-night`;
      const widget = mount(host, storm, { idPrefix });
      const first = widget.outline[0].id;
      const same = document.getElementById(own.id) === own || document.querySelectorAll(`[id="${own.id}"]`).length === 1;
      widget.destroy();
      own.remove();
      return [first === `${idPrefix}the-night-2`, same];
    }),
  );
  assert.deepEqual(v.seen, [
    [true, true],
    [true, true],
    [true, true],
  ]);
});

test("an identifier prefix keeps articles apart, and may be anything", async (t) => {
  const v = await inPage(t, ({ mount, host, storm }) =>
    ["a-", "", "1", "ü ", '"><b>'].map((idPrefix) => {
      const widget = mount(host, storm, { idPrefix });
      const ids = [...host.querySelectorAll("[id]")].map(({ id }) => id);
      const own = ids.every((id) => id.startsWith(idPrefix)) && new Set(ids).size === ids.length && host.querySelectorAll("b").length === 0;
      widget.toggle(`${idPrefix}the-night`, false);
      const closed = widget.outline[0].open === false;
      widget.destroy();
      return own && closed;
    }),
  );
  assert.deepEqual(v.seen, [true, true, true, true, true]);
});

test("an article that the page moved out of its host keeps its ids through an update", async (t) => {
  const v = await visit(t, "/moved.html", { html: page('<div id="host"></div><div id="elsewhere"></div>') });
  const told = await v.page.evaluate(async (storm) => {
    const { load, mount } = await import("/dist/index.js");
    await load();
    const widget = mount(document.querySelector("#host"), storm);
    const ids = () => widget.outline.map(({ id }) => id);
    const before = ids();
    document.querySelector("#elsewhere").append(document.querySelector(".aw"));
    widget.update({ ...storm, standfirst: "Another one" });
    return [before, ids(), document.querySelector("#elsewhere").textContent.includes("Another one")];
  }, storm);
  assert.deepEqual(told, [told[0], told[0], true]);
});
