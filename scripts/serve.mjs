// A static server for development, on this machine only.
//   node scripts/serve.mjs [--root DIR] [--port N] [--page /demo/]
import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const types = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".txt": "text/plain; charset=utf-8",
  ".vtt": "text/vtt; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".mp4": "video/mp4",
  ".webm": "video/webm",
  ".mp3": "audio/mpeg",
  ".wasm": "application/wasm",
};

async function findFile(folder, path) {
  const root = await realpath(folder);
  const file = await realpath(join(root, path));
  if (file !== root && !file.startsWith(root + sep)) throw new Error("outside the root");
  return { file, info: await stat(file) };
}

// Chromium seeks in films and sound only when byte ranges are answered.
function rangeOf(header, size) {
  const [, first, last] = /^bytes=(\d+)-(\d*)$/.exec(header ?? "") ?? [];
  if (first === undefined || Number(first) >= size) return null;
  return { start: Number(first), end: Math.min(last ? Number(last) : size - 1, size - 1) };
}

async function answer(req, res, { root, mounts, headers }) {
  const send = (status, more, body = "") => res.writeHead(status, { "content-type": types[".txt"], ...more }).end(body);
  if (req.method !== "GET" && req.method !== "HEAD") return send(405, { allow: "GET, HEAD" });
  const url = new URL(req.url, "http://localhost");
  let path = decodeURIComponent(url.pathname);
  const prefix = Object.keys(mounts).find((prefix) => path.startsWith(prefix));
  const folder = prefix ? mounts[prefix] : root;
  if (!folder) return send(404, {}, "not found");

  const inside = prefix ? path.slice(prefix.length) : path;
  let { file, info } = await findFile(folder, inside);
  if (info.isDirectory()) {
    if (!path.endsWith("/")) return send(301, { location: `${url.pathname}/${url.search}` });
    path += "index.html";
    ({ file, info } = await findFile(folder, join(inside, "index.html")));
  }

  const range = rangeOf(req.headers.range, info.size);
  res.writeHead(range ? 206 : 200, {
    "content-type": types[extname(path).toLowerCase()] ?? "application/octet-stream",
    "content-length": range ? range.end - range.start + 1 : info.size,
    "accept-ranges": "bytes",
    ...(range && { "content-range": `bytes ${range.start}-${range.end}/${info.size}` }),
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
    ...headers(url.pathname),
  });
  if (req.method === "HEAD") return res.end();
  createReadStream(file, range ?? {}).on("error", () => res.destroy()).pipe(res);
}

function listen(server, port) {
  return new Promise((done, fail) => {
    server.once("error", (error) => {
      if (error.code === "EADDRINUSE" && port < 65535) listen(server, port + 1).then(done, fail);
      else fail(error);
    });
    server.listen(port, "127.0.0.1", () => done(server.address().port));
  });
}

/**
 * Serves `root`, and each folder of `mounts` ({"/prefix/": folder}) under its prefix.
 * `headers(pathname)` adds headers; `hooks(req, res)` returns true for a request that it answers itself.
 */
export async function serve({ root, mounts = {}, port = 8080, headers = () => ({}), hooks = () => false }) {
  const server = createServer(async (req, res) => {
    try {
      if (!(await hooks(req, res))) await answer(req, res, { root, mounts, headers });
    } catch (error) {
      const status = error instanceof URIError || error.code === "ERR_INVALID_ARG_VALUE" ? 400 : 404;
      if (!res.headersSent) res.writeHead(status, { "content-type": types[".txt"] }).end("not found");
      else res.destroy();
    }
  });
  const url = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    url,
    close() {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values } = parseArgs({
    options: {
      root: { type: "string", default: "." },
      port: { type: "string", default: "8080" },
      page: { type: "string", default: "/" },
    },
  });
  const { url } = await serve({ root: values.root, port: Number(values.port) });
  console.log(url + values.page);
  process.on("SIGINT", () => process.exit());
}
