// <article-widget refresh="…">: an article that is asked for again.
import assert from "node:assert/strict";
import test from "node:test";
import { page, visit } from "./parts.mjs";

const state = (words) => JSON.stringify({ headline: "Live", body: [{ type: "paragraph", id: "p", text: words }] });

/** A page whose article's server answers as told, on a clock that the test moves. */
async function watching(t, answers, refresh = "30") {
  const asked = [];
  const v = await visit(t, "/refresh.html", {
    html: page('<main><h1>x</h1><article-widget src="/live.json"></article-widget></main>'),
    answers: {
      "/live.json": (req, res) => {
        asked.push(req.headers["if-none-match"] ?? "");
        const [status, body, etag, type] = answers[Math.min(asked.length, answers.length) - 1];
        if (status === 0) return;
        res.writeHead(status, { "content-type": type ?? "application/json", ...(etag && { etag }) });
        res.end(body);
      },
    },
  });
  await v.page.waitForFunction(() => document.querySelector(".aw"));
  await v.page.clock.install({ time: 0 });
  await v.page.clock.pauseAt(60_000);
  await v.page.evaluate((refresh) => document.querySelector("article-widget").setAttribute("refresh", refresh), refresh);
  const text = () => v.page.locator(".aw-paragraph").innerText();
  const errors = () => v.page.evaluate(() => heard.filter(({ type }) => type === "article-error").map(({ detail }) => detail.error.code));
  const pass = async (seconds) => {
    await v.page.clock.fastForward(seconds * 1000);
    // The answer takes real time.
    await new Promise((done) => setTimeout(done, 200));
    await v.page.clock.runFor(10);
  };
  return { v, asked, text, errors, pass };
}

test("the article is asked for again with what the server called it, and updated in place", async (t) => {
  const { v, asked, text, pass } = await watching(t, [[200, state("one"), '"1"'], [304, ""], [200, state("two"), '"2"'], [304, ""]]);
  await v.page.evaluate(() => (document.querySelector(".aw").mine = true));
  await pass(31);
  assert.deepEqual([asked.length, await text()], [2, "one"]);
  await pass(31);
  assert.deepEqual([asked, await text()], [["", '"1"', '"1"'], "two"]);
  await pass(31);
  assert.equal(asked[3], '"2"');
  assert.ok(await v.page.evaluate(() => document.querySelector(".aw").mine));
});

test("what can't be had or read leaves the article as it is, says so, and is asked for less often", async (t) => {
  const { asked, text, errors, pass } = await watching(t, [
    [200, state("one")],
    [404, "gone"],
    [500, "broken"],
    [200, "<!doctype html><p>Sign in", "", "text/html"],
    [200, state("two").slice(0, 20)],
    [200, state("two")],
  ]);
  await pass(31);
  assert.deepEqual([asked.length, await errors()], [2, ["http"]]);
  await pass(31);
  assert.equal(asked.length, 2);
  for (const seconds of [31, 121, 241, 481]) await pass(seconds);
  assert.deepEqual([asked.length, await errors(), await text()], [6, ["http", "http-busy", "not-json", "not-json"], "two"]);
  await pass(31);
  assert.equal(asked.length, 7);
});

test("an answer that never comes is given up", async (t) => {
  const { asked, text, errors, pass } = await watching(t, [[200, state("one")], [0], [200, state("two")]]);
  await pass(31);
  await pass(31);
  assert.deepEqual([asked.length, await text()], [2, "one"]);
  await new Promise((done) => setTimeout(done, 0));
  assert.ok((await errors()).length <= 1);
});

test("nothing is asked while nobody looks, after the attribute goes, and after the element goes", async (t) => {
  const { v, asked, pass } = await watching(t, [[200, state("one")]]);
  await v.page.evaluate(() => Object.defineProperty(document, "hidden", { value: true, configurable: true }));
  await pass(100);
  assert.equal(asked.length, 1);
  await v.page.evaluate(() => {
    Object.defineProperty(document, "hidden", { value: false, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  });
  await pass(1);
  assert.equal(asked.length, 2);
  await v.page.evaluate(() => document.querySelector("article-widget").removeAttribute("refresh"));
  await pass(100);
  assert.equal(asked.length, 2);
  await v.page.evaluate(() => document.querySelector("article-widget").setAttribute("refresh", "1"));
  await pass(6);
  assert.equal(asked.length, 3);
  await v.page.evaluate(() => document.querySelector("article-widget").remove());
  await pass(100);
  assert.equal(asked.length, 3);
});

test("a value that is no number of seconds asks for nothing", async (t) => {
  for (const value of ["", "0", "-5", "soon"]) {
    const { asked, pass } = await watching(t, [[200, state("one")]], value);
    await pass(4000);
    assert.equal(asked.length, 1, value);
  }
});
