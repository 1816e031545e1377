// Draws the films of the posts in the demo's gallery, and their posters: `. scripts/tools.sh; node scripts/films.mjs [folder]`.
//
// The browser draws each frame on a canvas and encodes it (WebCodecs); what puts the frames into a WebM file is below.
// A recorder would need as long as the film lasts, and would leave it without its length.

import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const folder = process.argv[2] ?? fileURLToPath(new URL("../www/demo/pictures/", import.meta.url));

const films = [
  { name: "traghetto", scene: "ferry", width: 640, height: 360, seconds: 6, bitrate: 110_000 },
  { name: "boa", scene: "buoy", width: 400, height: 400, seconds: 3, bitrate: 110_000 },
];
const rate = 20;

/** Runs in the browser. Gives the encoded frames and the first one as a picture, in Base64. */
async function encode({ scene, width, height, seconds, bitrate, rate }) {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const c = canvas.getContext("2d");
  const turn = 2 * Math.PI;
  const fill = (stops) => {
    const gradient = c.createLinearGradient(0, 0, 0, height);
    for (const [at, colour] of stops) gradient.addColorStop(at, colour);
    return gradient;
  };
  const shape = (colour, ...points) => {
    c.fillStyle = colour;
    c.beginPath();
    for (const point of points) c.lineTo(...point);
    c.fill();
  };
  /** A layer of the sea; all of it repeats when `time` has gone from 0 to 1. */
  const swell = (time, level, high, long, colour, phase) => {
    const points = [[0, height]];
    for (let x = 0; x <= width + 8; x += 8) {
      points.push([x, level + high * Math.sin((x / long + time + phase) * turn) + high * 0.4 * Math.sin((x / long * 2.3 - time + phase) * turn)]);
    }
    shape(colour, ...points, [width + 8, height]);
  };
  const sky = () => {
    c.fillStyle = fill([[0, "#38426a"], [0.35, "#6d6a90"], [0.55, "#cf9a8c"], [0.62, "#ecbf93"]]);
    c.fillRect(0, 0, width, height);
  };
  const scenes = {
    ferry(time) {
      sky();
      c.fillStyle = "#fbeacb";
      c.beginPath();
      c.arc(470, 205, 30, 0, turn);
      c.fill();
      shape("#666288", [0, 224], [60, 190], [150, 168], [230, 200], [300, 224]);
      swell(time, 226, 2, 160, "#96788a", 0);
      // The lighthouse turns its light three times.
      const light = Math.cos(time * 3 * turn);
      c.globalAlpha = 0.55 * Math.max(0, light);
      shape("#fff0cc", [112, 118], [640, 40], [640, 150]);
      c.globalAlpha = 1;
      shape("#151c33", [60, 226], [96, 196], [128, 196], [170, 226]);
      shape("#f3e6d0", [103, 198], [107, 126], [117, 126], [121, 198]);
      shape("#a8432f", [105, 168], [106, 150], [118, 150], [119, 168]);
      shape("#ffdf9e", [106, 126], [106, 112], [118, 112], [118, 126]);
      shape("#151c33", [103, 112], [112, 102], [121, 112]);
      const x = 640 - time * 520;
      const y = 236 + 2.5 * Math.sin(time * 5 * turn);
      shape("#151c33", [x - 8, y - 26], [x + 190, y - 26], [x + 176, y + 8], [x + 22, y + 8]);
      shape("#a8432f", [x + 12, y - 2], [x + 180, y - 2], [x + 176, y + 8], [x + 22, y + 8]);
      shape("#f3e6d0", [x + 26, y - 26], [x + 36, y - 48], [x + 160, y - 48], [x + 164, y - 26]);
      shape("#f3e6d0", [x + 44, y - 48], [x + 52, y - 64], [x + 110, y - 64], [x + 112, y - 48]);
      shape("#a8432f", [x + 120, y - 48], [x + 122, y - 78], [x + 144, y - 78], [x + 146, y - 48]);
      for (let i = 0; i < 8; i++) shape("#38426a", [x + 44 + i * 14, y - 42], [x + 51 + i * 14, y - 42], [x + 51 + i * 14, y - 34], [x + 44 + i * 14, y - 34]);
      swell(2 * time, 252, 3, 210, "#6b5f84", 0.3);
      swell(2 * time, 286, 5, 290, "#474e75", 0.7);
      swell(3 * time, 326, 7, 380, "#232d50", 0.1);
    },
    buoy(time) {
      sky();
      swell(time, 246, 6, 200, "#96788a", 0.2);
      const lean = 0.22 * Math.sin(time * turn);
      c.save();
      c.translate(200, 300 + 9 * Math.cos(time * turn));
      c.rotate(lean);
      shape("#a8432f", [-62, 0], [-50, -40], [50, -40], [62, 0], [40, 40], [-40, 40]);
      shape("#f3e6d0", [-57, -18], [-50, -40], [50, -40], [57, -18]);
      c.lineWidth = 7;
      c.strokeStyle = "#151c33";
      c.beginPath();
      for (const [from, to] of [[-34, -10], [34, 10], [0, 0]]) {
        c.moveTo(from, -40);
        c.lineTo(to, -140);
      }
      c.stroke();
      shape(time < 0.5 ? "#ffe9b8" : "#c98f3c", [-15, -140], [-15, -166], [15, -166], [15, -140]);
      shape("#151c33", [-19, -166], [0, -184], [19, -166]);
      c.restore();
      swell(time, 316, 9, 260, "#474e75", 0.75);
      swell(2 * time, 360, 10, 330, "#232d50", 0.1);
    },
  };
  const base64 = (bytes) => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const frames = [];
  let failed;
  const encoder = new VideoEncoder({
    output(chunk) {
      const bytes = new Uint8Array(chunk.byteLength);
      chunk.copyTo(bytes);
      frames.push({ at: Math.round(chunk.timestamp / 1000), key: chunk.type === "key", bytes: base64(bytes) });
    },
    error: (error) => (failed = error),
  });
  encoder.configure({ codec: "vp8", width, height, bitrate, framerate: rate, latencyMode: "quality" });
  let poster;
  for (let frame = 0; frame < seconds * rate; frame++) {
    scenes[scene](frame / (seconds * rate));
    if (frame === Math.round(seconds * rate * (scene === "ferry" ? 0.35 : 0))) poster = canvas.toDataURL("image/webp", 0.7).split(",")[1];
    const picture = new VideoFrame(canvas, { timestamp: (frame / rate) * 1e6 });
    encoder.encode(picture, { keyFrame: frame % (3 * rate) === 0 });
    picture.close();
    while (encoder.encodeQueueSize > 4) await new Promise((done) => setTimeout(done, 5));
  }
  await encoder.flush();
  if (failed) throw failed;
  return { frames, poster };
}

// ---------------------------------------------------------------- WebM, as much of it as a film without sound needs

const number = (value, bytes) => Buffer.from(value.toString(16).padStart(bytes * 2, "0"), "hex");
const float = (value) => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return bytes;
};

/** An element: its id, its length in eight bytes, what is in it. */
function element(id, ...parts) {
  const body = Buffer.concat(parts.map((part) => (typeof part === "string" ? Buffer.from(part) : part)));
  const length = number(body.length, 8);
  length[0] = 1;
  return Buffer.concat([Buffer.from(id, "hex"), length, body]);
}

function webm(frames, { width, height, seconds }) {
  const clusters = frames
    .filter(({ key }) => key)
    .map((first, nth, keys) => {
      const own = frames.filter(({ at }) => at >= first.at && at < (keys[nth + 1]?.at ?? Infinity));
      const block = ({ at, key, bytes }) => element("a3", Buffer.from([0x81]), number(at - first.at, 2), Buffer.from([key ? 0x80 : 0]), Buffer.from(bytes, "base64"));
      return element("1f43b675", element("e7", number(first.at, 4)), ...own.map(block));
    });
  const info = element("1549a966", element("2ad7b1", number(1_000_000, 4)), element("4489", float(seconds * 1000)), element("4d80", "article-widget"), element("5741", "article-widget"));
  const video = element("e0", element("b0", number(width, 2)), element("ba", number(height, 2)));
  const tracks = element("1654ae6b", element("ae", element("d7", number(1, 1)), element("73c5", number(1, 1)), element("83", number(1, 1)), element("86", "V_VP8"), video));
  // Where in the file one can jump to.
  const place = (from, to) => clusters.slice(from, to).reduce((sum, { length }) => sum + length, 0);
  const cue = (at, offset) => element("bb", element("b3", number(at, 4)), element("b7", element("f7", number(1, 1)), element("f1", number(offset, 4))));
  const keys = frames.filter(({ key }) => key);
  const start = info.length + tracks.length;
  const cuesFor = (shift) => element("1c53bb6b", ...keys.map(({ at }, nth) => cue(at, start + shift + place(0, nth))));
  const cues = cuesFor(cuesFor(0).length);
  const head = element("1a45dfa3", element("4286", number(1, 1)), element("42f7", number(1, 1)), element("42f2", number(4, 1)), element("42f3", number(8, 1)), element("4282", "webm"), element("4287", number(2, 1)), element("4285", number(2, 1)));
  return Buffer.concat([head, element("18538067", info, tracks, cues, ...clusters)]);
}

const browser = await chromium.launch({ executablePath: process.env.BROWSER_PATH, args: ["--no-sandbox"] });
try {
  await mkdir(folder, { recursive: true });
  const page = await browser.newPage();
  // WebCodecs are for secure pages only.
  await page.route("**", (route) => route.fulfill({ contentType: "text/html", body: "" }));
  await page.goto("https://films.example/");
  for (const film of films) {
    const { frames, poster } = await page.evaluate(encode, { ...film, rate });
    for (const [file, bytes] of [
      [`${film.name}.webm`, webm(frames, film)],
      [`${film.name}.webp`, Buffer.from(poster, "base64")],
    ]) {
      await writeFile(join(folder, file), bytes);
      console.log(`${file}  ${(bytes.length / 1000).toFixed(1)} kB`);
    }
  }
} finally {
  await browser.close();
}
