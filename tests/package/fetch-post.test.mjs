// Fetching posts, against stand-ins for the networks: no test asks anybody else.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { join } from "node:path";
import test from "node:test";
import { build } from "esbuild";
import { fetchPost } from "../../www/dist/post.js";
import { project, run } from "./consumer.mjs";

const fixture = JSON.parse(await readFile(new URL("../fixtures/networks.json", import.meta.url), "utf8"));
const payloads = fixture.body.filter(({ type }) => type === "tweet").map(({ data }) => data);
const bluesky = payloads[0];
const mastodon = payloads[4];

/** A stand-in for all hosts on loopback: routes by host and path. What was asked is in `asked`. */
async function standIn(t, routes) {
  const asked = [];
  const server = createServer((incoming, response) => {
    const host = incoming.headers["x-host"];
    asked.push({ host, url: incoming.url, headers: incoming.headers });
    const route = Object.entries(routes).find(([start]) => `${host}${incoming.url}`.startsWith(start))?.[1];
    if (typeof route === "function") return route(response, incoming);
    const { status = 200, headers = {}, body = "" } = route ?? { status: 404, body: '{"error":"Record not found"}' };
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const send = ({ url, headers, signal }) =>
    new Promise((done, fail) => {
      const options = { host: "127.0.0.1", port: server.address().port, path: url.pathname + url.search, headers: { ...headers, "x-host": url.hostname }, signal };
      const sending = request(options, (response) =>
        done({ status: response.statusCode, headers: { get: (name) => response.headers[name]?.toString() ?? null }, body: response }),
      );
      sending.on("error", fail);
      sending.end();
    });
  return { asked, options: (more = {}) => ({ send, ...more }) };
}

const fails = (promise, code, message) => assert.rejects(promise, (error) => error.code === code && (!message || message.test(error.message)));

test("a post of Bluesky is fetched by its author's handle and stored in our own form", async (t) => {
  const { asked, options } = await standIn(t, {
    "public.api.bsky.app/xrpc/com.atproto.identity.resolveHandle": { body: { did: "did:plc:ferrypilot0000000000000a" } },
    "public.api.bsky.app/xrpc/app.bsky.feed.getPostThread": { body: { thread: { post: bluesky } } },
  });
  const block = await fetchPost("https://bsky.app/profile/nadia.harbour.example/post/3kabcdefgh001?ref_src=embed", options());
  assert.equal(block.post.network, "bluesky");
  assert.equal(block.post.author.name, "Nadia Brook");
  assert.equal(block.data, undefined);
  assert.equal(asked.length, 2);
  assert.ok(asked[1].url.includes(encodeURIComponent("at://did:plc:ferrypilot0000000000000a/app.bsky.feed.post/3kabcdefgh001")));
  assert.match(asked[0].headers["user-agent"], /article-widget/);
  assert.equal(asked[0].headers.cookie, undefined);
});

test("with raw, the response is stored as it is", async (t) => {
  const { options } = await standIn(t, { "social.example/api/v1/statuses/113000000000000001": { body: mastodon } });
  const block = await fetchPost("https://social.example/@ada/113000000000000001", options({ raw: true }));
  assert.deepEqual(block, { type: "tweet", url: "https://social.example/@ada/113000000000000001", data: mastodon });
});

test("a server without the API of Mastodon is asked for the ActivityPub object, then for oEmbed", async (t) => {
  const note = { "@context": "https://www.w3.org/ns/activitystreams", type: "Note", id: "https://social.example/notes/9abcdef123", attributedTo: "https://social.example/users/ann",
    content: "<p>From another server</p>", to: ["https://www.w3.org/ns/activitystreams#Public"] };
  const { asked, options } = await standIn(t, { "social.example/notes/9abcdef123": { body: note, headers: { "content-type": "application/activity+json" } } });
  const block = await fetchPost("https://social.example/notes/9abcdef123", options());
  assert.deepEqual(block.post.text, [{ text: "From another server" }]);
  assert.deepEqual(asked.map(({ url }) => url), ["/api/v1/statuses/9abcdef123", "/notes/9abcdef123"]);
  assert.equal(asked[1].headers.accept, "application/activity+json");
});

test("X is asked by oEmbed unless another way is named, and its token goes to its API alone", async (t) => {
  const html = '<blockquote class="twitter-tweet"><p lang="en">Away!</p>&mdash; Ann (@ann) <a href="https://x.com/ann/status/20">March 21, 2006</a></blockquote>';
  const { asked, options } = await standIn(t, {
    "publish.x.com/oembed": { body: { html, author_name: "Ann", author_url: "https://x.com/ann", url: "https://x.com/ann/status/20" } },
    "api.x.com/2/tweets/20": (response) => response.writeHead(302, { location: "https://elsewhere.example/" }).end(),
    "elsewhere.example/": { body: { data: { id: "20", text: "Away!", author_id: "1" }, includes: { users: [{ id: "1", name: "Ann", username: "ann" }] } } },
    "cdn.syndication.twimg.com/tweet-result": { body: { id_str: "20", text: "Away!", user: { name: "Ann", screen_name: "ann" } } },
  });
  const page = "https://x.com/ann/status/20";
  assert.equal((await fetchPost(page, options())).post.author.handle, "ann");
  assert.equal((await fetchPost(page, options({ via: "api", token: "secret" }))).post.author.handle, "ann");
  const [, api, elsewhere] = asked;
  assert.equal(api.headers.authorization, "Bearer secret");
  assert.equal(elsewhere.headers.authorization, undefined);
  await fetchPost(page, options({ via: "syndication" }));
  assert.match(asked.at(-1).url, /id=20&lang=en&token=6dq1a2xwd93$/);
  await fails(fetchPost(page, options({ via: "api" })), "post-refused");
});

test("posts that are gone, protected or of an author who opted out give nothing", async (t) => {
  const hidden = { ...bluesky, author: { ...bluesky.author, labels: [{ val: "!no-unauthenticated", src: bluesky.author.did, uri: `at://${bluesky.author.did}/app.bsky.actor.profile/self` }] } };
  const { options } = await standIn(t, {
    "public.api.bsky.app/xrpc/app.bsky.feed.getPostThread?uri=at%3A%2F%2Fdid%3Aplc%3Aa%2Fapp.bsky.feed.post%2F3gone": { status: 400, body: { error: "NotFound", message: "Post not found" } },
    "public.api.bsky.app/xrpc/app.bsky.feed.getPostThread": { body: { thread: { post: hidden } } },
    "private.example/": { status: 401, body: { error: "This method requires an authenticated user" } },
  });
  await fails(fetchPost("https://bsky.app/profile/did:plc:a/post/3gone", options()), "post-gone");
  const block = await fetchPost("https://bsky.app/profile/did:plc:a/post/3gone", options({ gone: true }));
  assert.equal(block.post.gone, "unknown");
  await fails(fetchPost("https://bsky.app/profile/did:plc:ferrypilot0000000000000a/post/3kabcdefgh001", options({ gone: true })), "post-protected");
  await fails(fetchPost("https://private.example/@ann/12345", options()), "post-protected");
  await fails(fetchPost("https://social.example/@ann/12345", options()), "post-gone");
});

test("a server that has had enough says until when", async (t) => {
  const { options } = await standIn(t, {
    "a.example/": { status: 429, headers: { "retry-after": "60" } },
    "b.example/": { status: 429, headers: { "x-ratelimit-reset": "2031-01-02T03:04:05.000Z" } },
    "c.example/": { status: 503, headers: { "retry-after": "Wed, 01 Jan 2031 00:00:00 GMT" } },
  });
  for (const [host, time] of [["a", undefined], ["b", "2031-01-02T03:04:05.000Z"], ["c", "2031-01-01T00:00:00.000Z"]]) {
    const error = await fetchPost(`https://${host}.example/@ann/12345`, options()).catch((error) => error);
    assert.equal(error.code, "post-limited", host);
    if (time) assert.equal(error.retryAt.toISOString(), time);
    else assert.ok(Math.abs(error.retryAt - Date.now() - 60_000) < 20_000);
  }
});

test("bodies without end, redirects in a circle, HTML and truncated JSON are errors", async (t) => {
  const { options } = await standIn(t, {
    "endless.example/": (response) => {
      response.writeHead(200, { "content-type": "application/json" });
      const write = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
        if (!response.destroyed) response.once("drain", write);
      };
      write();
    },
    "circle.example/": (response, { url }) => response.writeHead(301, { location: `https://circle.example${url}?` }).end(),
    "page.example/": { headers: { "content-type": "text/html" }, body: "<!doctype html><title>Just a moment</title>" },
    "short.example/": { body: '{"id":"1","content":"<p>' },
    "other.example/": { body: { weather: "fine" } },
    "plain.example/": (response) => response.writeHead(302, { location: "http://plain.example/" }).end(),
  });
  const post = (host) => fetchPost(`https://${host}.example/@ann/12345`, options());
  await fails(post("endless"), "post-refused", /2097152 bytes/);
  await fails(post("circle"), "post-network", /again and again/);
  await fails(post("page"), "post-format");
  await fails(post("short"), "post-format");
  await fails(post("other"), "post-format");
  await fails(post("plain"), "post-url", /https/);
});

test("whoever waits too long can stop", async (t) => {
  const { options } = await standIn(t, { "slow.example/": () => {} });
  const controller = new AbortController();
  const pending = fetchPost("https://slow.example/@ann/12345", options({ signal: controller.signal }));
  setTimeout(() => controller.abort(), 50);
  await fails(pending, "post-network");
});

test("only public hosts are asked, however their address is written", async () => {
  for (const host of ["127.0.0.1", "0x7f.1", "2130706433", "0177.0.0.1", "[::1]", "[::ffff:10.0.0.1]", "[64:ff9b::7f00:1]", "10.1.2.3", "169.254.169.254", "192.168.0.1", "localhost", "printer.local", "x.internal"]) {
    await fails(fetchPost(`https://${host}/@ann/12345`), "post-refused", /public/);
  }
  for (const url of ["http://social.example/@ann/12345", "https://social.example:8443/@ann/12345", "https://ann:secret@social.example/@ann/12345", "https://social.example/about", "https://x.com/ann", "nothing at all"]) {
    await fails(fetchPost(url), "post-url");
  }
});

/** Prints what a program gets by `article-widget/server`: nothing is asked of a host that is not public. */
const program = `
import { ArticleError, fetchPost, PostError, renderToString } from "article-widget/server";
import * as post from "article-widget/post";
const error = await fetchPost("https://127.0.0.1/@ann/12345").catch((error) => error);
console.log(JSON.stringify([fetchPost === post.fetchPost, error instanceof PostError, error.code, renderToString({ headline: "H" }).html.includes("H"), new ArticleError("a", "b").code]));`;

test("servers in Node get fetchPost beside what renders, by import and in a bundle", async () => {
  const folder = await project("server", { "server.mjs": program });
  await build({ entryPoints: [join(folder, "server.mjs")], outfile: join(folder, "bundle.mjs"), bundle: true, format: "esm", platform: "node", logLevel: "error" });
  for (const name of ["server.mjs", "bundle.mjs"]) {
    const { stdout } = await run(process.execPath, [join(folder, name)]);
    assert.deepEqual(JSON.parse(stdout), [true, true, "post-refused", true, "a"], name);
  }
});

test("runtimes without Node's sockets get what renders alone", async () => {
  const folder = await project("edge", { "server.mjs": 'export * from "article-widget/server";\n' });
  for (const condition of ["workerd", "edge-light", "other"]) {
    const options = { bundle: true, format: "esm", platform: "neutral", conditions: [condition], external: ["*.wasm"], write: false, metafile: true, logLevel: "error" };
    const { metafile } = await build({ ...options, entryPoints: [join(folder, "server.mjs")] });
    const [{ exports, imports }] = Object.values(metafile.outputs);
    assert.ok(exports.includes("renderToString") && !exports.includes("fetchPost"), condition);
    assert.deepEqual(imports.filter(({ path }) => !path.endsWith(".wasm")), [], condition);
  }
});

test("the command reports what it refuses, and completes an article without touching the rest", async () => {
  const article = '{\n  "headline": "H",   "body": [\n    { "type": "post", "url": "https://127.0.0.1/@ann/12345" },\n    {"type":"paragraph","text":"\\u00e9"}\n  ]\n}\n';
  const folder = await project("posts", { "article.json": article });
  const manifest = JSON.parse(await readFile(join(folder, "node_modules/article-widget/package.json"), "utf8"));
  const program = join(folder, "node_modules/article-widget", manifest.bin["article-widget"]);
  const cli = (args, code) => run(process.execPath, [program, "post", ...args], { cwd: folder, code });
  const refused = await cli(["https://127.0.0.1/@ann/12345"], 1);
  assert.equal(refused.stdout, "");
  assert.match(refused.stderr, /^https:\/\/127\.0\.0\.1\/@ann\/12345: error\[post-refused\]: /);
  const filled = await cli(["--fill", "article.json"], 1);
  assert.equal(filled.stdout, article);
  assert.match(filled.stderr, /post-refused/);
  assert.match((await cli(["--via", "guessing", "https://x.com/a/status/1"], 2)).stderr, /--via is/);
  assert.match((await cli([], 2)).stderr, /Name the URLs/);
  assert.match((await cli(["--help"], 0)).stdout, /Usage: article-widget post/);
});
