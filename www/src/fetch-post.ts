// Fetches a post once, for programs that store or render articles; nothing of it runs in a page. Only public hosts are asked, over https,
// at addresses that were checked after the name was resolved.
import { ArticleError, reason } from "./errors.js";
import type { Convert } from "./network-posts.js";
import type { Block } from "./types.js";

/** A type of the platform's, for programs that have its types: servers may have those of Node, of Deno, or none. */
type Platform<Name extends string> = typeof globalThis extends { [name in Name]: { prototype: infer Instance } } ? Instance : unknown;

/** How to fetch a post. */
export interface FetchPostOptions {
  /** Of X: "oembed" (default, documented, without media and numbers), "api" (API v2, needs a token) or "syndication" (what X's own embeds use; not documented). */
  via?: "oembed" | "api" | "syndication";
  /** Bearer token for the X API v2. It is sent to api.x.com alone. */
  token?: string;
  /** Stores the network's response unchanged in `data`, `oembed` or `html`, in place of the format of this library. */
  raw?: boolean;
  /** Gives a block that says that the post is gone, where it was deleted or is withheld. Default: an error. */
  gone?: boolean;
  /** Ends it. */
  signal?: Platform<"AbortSignal">;
  /** Sends a request, in place of the guarded one: for tests, and for hosts that have guards of their own. */
  send?: Send;
}

/** A request for one resource, without cookies and without a referrer. */
export interface PostRequest {
  url: Platform<"URL">;
  headers: Record<string, string>;
  signal: Platform<"AbortSignal">;
}

/** A response whose body may never end. */
export interface PostResponse {
  status: number;
  headers: { get(name: string): string | null };
  body: AsyncIterable<Uint8Array>;
}

/** Sends a request and doesn't follow redirects. */
export type Send = (request: PostRequest) => Promise<PostResponse>;

/** Why a post can't be fetched, by `code`: `post-url`, `post-refused`, `post-gone`, `post-protected`, `post-limited`, `post-network`, `post-format`. */
export class PostError extends ArticleError {
  override name = "PostError";

  constructor(
    code: string,
    message: string,
    /** When to try again, where the server says it. */
    readonly retryAt?: Date,
  ) {
    super(code, message);
  }
}

/** In milliseconds. */
const PATIENCE = 10_000;
const MOST_BYTES = 2 << 20;
const MOST_REDIRECTS = 3;

type Form = "data" | "oembed" | "html";

/** One way to get a post. */
interface Attempt {
  form: Form;
  url: string;
  headers?: Record<string, string>;
  /** What a 404 means here: that the post is gone, or only that this server has no such interface. */
  final: boolean;
}

/** The post at a URL, as a block with what its network says of it. */
export async function fetchPost(address: string, options: FetchPostOptions = {}): Promise<Block> {
  const page = pageOf(address);
  const deadline = AbortSignal.timeout(PATIENCE);
  const signal = options.signal ? AbortSignal.any([deadline, options.signal]) : deadline;
  const send = options.send ?? guarded;
  const attempts = await attemptsFor(page, options, send, signal);
  let last: PostError | undefined;
  for (const attempt of attempts) {
    try {
      const value = await get(attempt, send, signal);
      return await blockOf(page, attempt.form, value, options);
    } catch (error) {
      if (!(error instanceof PostError)) throw error;
      last = error;
      const elsewhere = !attempt.final && ["post-gone", "post-protected", "post-format"].includes(error.code);
      if (!elsewhere) break;
    }
  }
  if (last?.code === "post-gone" && options.gone) return { type: "tweet", url: page.href, post: { url: page.href, gone: "unknown" } } as unknown as Block;
  throw last;
}

function pageOf(address: string): URL {
  let page: URL;
  try {
    page = new URL(/^[\w+.-]+:/.test(address) ? address : `https://${address}`);
  } catch {
    throw new PostError("post-url", `${address} is not a URL.`);
  }
  if (page.protocol !== "https:" || page.port || page.username || page.password) {
    throw new PostError("post-url", `${address} must be an https URL without a port, a user name and a password.`);
  }
  return page;
}

async function attemptsFor(page: URL, options: FetchPostOptions, send: Send, signal: AbortSignal): Promise<Attempt[]> {
  const host = page.hostname.replace(/^(?:www|mobile|m)\./, "");
  const { pathname } = page;
  if (host === "x.com" || host === "twitter.com") {
    const id = /\/status(?:es)?\/(\d{1,20})/.exec(pathname)?.[1];
    if (!id) throw new PostError("post-url", `${page} is not the URL of a post.`);
    return [ofX(page, id, options)];
  }
  const bluesky = /\/profile\/([^/]+)\/post\/([\w-]+)/.exec(pathname);
  if (bluesky && /^(?:bsky\.app|staging\.bsky\.app|main\.bsky\.dev|deer\.social|blacksky\.community)$/.test(host)) {
    const [, who = "", key = ""] = bluesky;
    const author = decodeURIComponent(who);
    const did = author.startsWith("did:") ? author : await didOf(author, send, signal);
    const uri = `at://${did}/app.bsky.feed.post/${key}`;
    return [{ form: "data", url: `${BLUESKY}app.bsky.feed.getPostThread?uri=${encodeURIComponent(uri)}&depth=0&parentHeight=1`, final: true }];
  }
  if (host === "threads.net" || host === "threads.com") {
    if (!/\/@[\w.]+\/post\/|\/t\//.test(pathname)) throw new PostError("post-url", `${page} is not the URL of a post.`);
    return [{ form: "oembed", url: `https://graph.threads.com/oembed?url=${encodeURIComponent(page.href)}`, final: true }];
  }
  const id = statusId(pathname);
  if (!id) throw new PostError("post-url", `${page} is not the URL of a post on a network that is known.`);
  const encoded = encodeURIComponent(page.href);
  return [
    { form: "data", url: `https://${page.hostname}/api/v1/statuses/${id}`, final: false },
    { form: "data", url: page.href, headers: { accept: "application/activity+json" }, final: false },
    { form: "oembed", url: `https://${page.hostname}/api/oembed?url=${encoded}`, final: true },
  ];
}

const BLUESKY = "https://public.api.bsky.app/xrpc/";

async function didOf(handle: string, send: Send, signal: AbortSignal): Promise<string> {
  const url = `${BLUESKY}com.atproto.identity.resolveHandle?handle=${encodeURIComponent(handle)}`;
  const { did } = (await get({ form: "data", url, final: true }, send, signal)) as { did?: unknown };
  if (typeof did !== "string" || !/^did:[a-z]+:[\w.:%-]+$/.test(did)) throw new PostError("post-format", `Bluesky doesn’t know ${handle}.`);
  return did;
}

function ofX(page: URL, id: string, { via = "oembed", token }: FetchPostOptions): Attempt {
  if (via === "api") {
    if (!token) throw new PostError("post-refused", "The API of X needs a bearer token.");
    const fields =
      "expansions=author_id,attachments.media_keys,attachments.poll_ids,referenced_tweets.id,referenced_tweets.id.author_id,in_reply_to_user_id,geo.place_id" +
      "&tweet.fields=created_at,entities,lang,note_tweet,possibly_sensitive,public_metrics,edit_history_tweet_ids" +
      "&user.fields=name,username,profile_image_url,verified,verified_type&media.fields=url,preview_image_url,alt_text,type,width,height,variants,duration_ms" +
      "&poll.fields=options,end_datetime,voting_status&place.fields=full_name";
    return { form: "data", url: `https://api.x.com/2/tweets/${id}?${fields}`, headers: { authorization: `Bearer ${token}` }, final: true };
  }
  if (via === "syndication") {
    // What the platform's own script sends: digits of a fraction.
    const key = ((Number(id) / 1e15) * Math.PI).toString(36).replace(/0+|\./g, "");
    return { form: "data", url: `https://cdn.syndication.twimg.com/tweet-result?id=${id}&lang=en&token=${key}`, final: true };
  }
  return { form: "oembed", url: `https://publish.x.com/oembed?omit_script=1&dnt=true&url=${encodeURIComponent(page.href)}`, final: true };
}

/** The id in a path, as the servers of the Fediverse write them. */
const statusId = (path: string): string | undefined =>
  /^\/(?:@[^/]+\/(?:statuses\/)?|(?:ap\/)?users\/[^/]+\/statuses\/|web\/statuses\/|notice\/|objects\/|notes\/|display\/|p\/[^/]+\/)([\w-]*\d[\w-]*)\/?$/.exec(path)?.[1];

/** The JSON at a URL. */
async function get({ url, headers = {}, final }: Attempt, send: Send, signal: AbortSignal): Promise<unknown> {
  let at = new URL(url);
  const { hostname } = at;
  for (let redirects = 0; ; redirects++) {
    // A token is for the host that it was given for.
    const { authorization: _, ...others } = headers;
    const sent = at.hostname === hostname ? headers : others;
    let response: PostResponse;
    try {
      response = await send({ url: at, headers: { accept: "application/json", "user-agent": AGENT, ...sent }, signal });
    } catch (error) {
      if (error instanceof PostError) throw error;
      throw new PostError("post-network", signal.aborted ? `${at.hostname} took too long.` : `${at.hostname} could not be reached (${reason(error)}).`);
    }
    const { status } = response;
    const location = status >= 300 && status < 400 ? response.headers.get("location") : null;
    if (location !== null) {
      if (redirects >= MOST_REDIRECTS) throw new PostError("post-network", `${hostname} redirects again and again.`);
      at = pageOf(new URL(location, at).href);
      continue;
    }
    return await read(response, at, final, signal);
  }
}

const AGENT = "article-widget (https://github.com/article-widget/article-widget)";

async function read(response: PostResponse, at: URL, final: boolean, signal: AbortSignal): Promise<unknown> {
  const { status, headers } = response;
  const host = at.hostname;
  if (status === 429 || status === 503) {
    const retryAt = retryTime(headers);
    throw new PostError("post-limited", `${host} has had enough requests${retryAt ? ` until ${retryAt.toISOString()}` : " for now"}.`, retryAt);
  }
  if (status === 404 || status === 410) throw new PostError("post-gone", `${host} has no such post (status ${status}).`);
  if (status === 401 || status === 403 || status === 422) {
    const hint = final ? "" : " Some servers show posts to signed-in accounts only; their JSON can be put into the article by hand, as \"data\".";
    throw new PostError("post-protected", `${host} doesn’t hand the post out (status ${status}).${hint}`);
  }
  const text = await textOf(response, host, signal);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new PostError("post-format", `${host} answered with status ${status} and no JSON (${headers.get("content-type") ?? "no type"}).`);
  }
  // An error in JSON is what its network says of the post.
  if (status >= 500 || (status >= 400 && !/"(?:error|errors)"/.test(text))) throw new PostError("post-network", `${host} answered with status ${status}.`);
  return value;
}

function retryTime(headers: PostResponse["headers"]): Date | undefined {
  const after = headers.get("retry-after");
  if (after && /^\d{1,7}$/.test(after)) return new Date(Date.now() + Number(after) * 1000);
  const date = after ?? headers.get("x-ratelimit-reset") ?? headers.get("ratelimit-reset") ?? headers.get("x-rate-limit-reset") ?? "";
  const time = /^\d{9,11}$/.test(date) ? Number(date) * 1000 : Date.parse(date);
  return Number.isNaN(time) ? undefined : new Date(time);
}

async function textOf({ body }: PostResponse, host: string, signal: AbortSignal): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let length = 0;
  try {
    for await (const chunk of body) {
      signal.throwIfAborted();
      length += chunk.length;
      if (length > MOST_BYTES) throw new PostError("post-refused", `${host} answered with more than ${MOST_BYTES} bytes.`);
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (error) {
    if (error instanceof PostError) throw error;
    throw new PostError("post-network", signal.aborted ? `${host} took too long.` : `The response of ${host} broke off (${reason(error)}).`);
  }
  return text + decoder.decode();
}

/** What is stored: the post in the format of this library, or the response as it is. */
async function blockOf(page: URL, form: Form, value: unknown, { raw, gone }: FetchPostOptions): Promise<Block> {
  const block = { type: "tweet", url: page.href, [form]: value } as unknown as Block;
  const { startConverter } = await import("./post-converter.js");
  const [{ default: base64 }, { decode }] = await Promise.all([import("article-widget:posts-wasm"), import("./base64.js")]);
  converter ??= startConverter(decode(base64));
  const article = new TextEncoder().encode(JSON.stringify({ headline: "-", body: [block] }));
  const converted = converter(article);
  if (converted.length === 0) throw new PostError("post-format", `${page.hostname} answered with something that is no post.`);
  const [own] = (JSON.parse(new TextDecoder().decode(converted)) as { body: [Block & { post?: { gone?: string } }] }).body;
  const reasonGone = own.post?.gone;
  // Not even asked for are the words of who shows them to some readers only.
  if (reasonGone === "signed-in" || reasonGone === "protected") throw new PostError("post-protected", `The author of ${page} shows it to some readers only.`);
  if (reasonGone && !gone) throw new PostError("post-gone", `${page} is not available (${reasonGone}).`);
  return raw ? block : own;
}

let converter: Convert | undefined;

/** What is used of Node's response. */
interface IncomingMessage extends AsyncIterable<Uint8Array> {
  statusCode?: number | undefined;
  headers: Record<string, string | string[] | undefined>;
}

/** Sends a request over https to a public address. The name is resolved once, and the connection goes to the address that was checked. */
const guarded: Send = async ({ url, headers, signal }) => {
  const [{ request }, { lookup }, { isIP, BlockList }, { pipeline }, zlib] = await Promise.all([
    import("node:https"),
    import("node:dns/promises"),
    import("node:net"),
    import("node:stream"),
    import("node:zlib"),
  ]);
  const { env } = (globalThis as unknown as { process: { env: Record<string, string | undefined> } }).process;
  if (env.HTTPS_PROXY || env.https_proxy) {
    throw new PostError("post-refused", "A proxy is set (HTTPS_PROXY): the address of a host can’t be checked behind it.");
  }
  const blocked = new BlockList();
  for (const range of PRIVATE) {
    const [network = "", bits] = range.split("/");
    blocked.addSubnet(network, Number(bits), isIP(network) === 6 ? "ipv6" : "ipv4");
  }
  const name = url.hostname.replace(/^\[|\]$/g, "");
  if (/(?:^|\.)(?:localhost|local|internal|onion|home\.arpa)\.?$/.test(name)) throw new PostError("post-refused", `${name} is not a public host.`);
  const found = isIP(name) ? [{ address: name, family: isIP(name) }] : await lookup(name, { all: true });
  const [first] = found;
  const isPrivate = ({ address, family }: { address: string; family: number }) => blocked.check(address, family === 6 ? "ipv6" : "ipv4");
  if (!first || found.some(isPrivate)) throw new PostError("post-refused", `${name} is not a public host.`);
  return await new Promise<PostResponse>((done, fail) => {
    const sending = request(
      url,
      {
        headers: { ...headers, "accept-encoding": "gzip, br" },
        signal,
        agent: false,
        timeout: PATIENCE / 2,
        // The very address that was checked.
        lookup: ((_host: string, options: { all?: boolean }, callback: (error: null, found: unknown, family?: number) => void) => {
          if (options.all) callback(null, [first]);
          else callback(null, first.address, first.family);
        }) as never,
      },
      ((response: IncomingMessage): void => {
        const encoding = response.headers["content-encoding"];
        const decoder = encoding === "gzip" ? zlib.createGunzip() : encoding === "br" ? zlib.createBrotliDecompress() : undefined;
        // Unlike pipe(), this passes on a connection that breaks off; the reader of the body gets the error.
        const body = decoder ? pipeline(response, decoder, () => undefined) : response;
        done({ status: response.statusCode ?? 0, headers: { get: (name) => response.headers[name]?.toString() ?? null }, body });
      }) as never,
    );
    sending.on("timeout", () => sending.destroy(new Error("no answer")));
    sending.on("error", fail);
    sending.end();
  });
};

/** Addresses that no post is at (IANA's special-purpose registries). */
const PRIVATE = [
  "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24",
  "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48",
  "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "ff00::/8",
];
