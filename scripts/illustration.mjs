// What the illustrations of the demo have in common: the palette, small tools for SVG, and the way to WebP.

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const chromium = process.env.CHROMIUM ?? "chromium";

// One restrained palette for all of them, so that the page looks as if one hand had drawn it.
export const ink = "#151c33";
export const night = "#232d50";
export const slate = "#4a5478";
export const mauve = "#93809a";
export const rose = "#cf9a8c";
export const apricot = "#ecbf93";
export const bone = "#f3e6d0";
export const brick = "#a8432f";
export const ochre = "#c98f3c";

// ---------------------------------------------------------------- small tools

/** mulberry32: tiny, and the same everywhere. */
export function seeded(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export const between = (random, low, high) => low + (high - low) * random();
export const n = (value) => String(Math.round(value * 10) / 10);
export const points = (list) => list.map(([x, y]) => `${n(x)},${n(y)}`).join(" ");

export function mix(from, to, share) {
  const channel = (colour, at) => parseInt(colour.slice(at, at + 2), 16);
  const part = (at) => Math.round(channel(from, at) + (channel(to, at) - channel(from, at)) * share);
  return "#" + [1, 3, 5].map((at) => part(at).toString(16).padStart(2, "0")).join("");
}

export const polygon = (list, fill, more = "") => `<polygon points="${points(list)}" fill="${fill}" ${more}/>`;
export const rect = (x, y, w, h, fill, more = "") =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`;
export const ellipse = (cx, cy, rx, ry, fill, more = "") =>
  `<ellipse cx="${n(cx)}" cy="${n(cy)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`;
export const path = (d, fill, more = "") => `<path d="${d}" fill="${fill}" ${more}/>`;

export const stops = (list) => list.map(([at, colour, opacity = 1]) => `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`).join("");
export const vertical = (id, list) => `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${stops(list)}</linearGradient>`;
export const radial = (id, list, more = "") => `<radialGradient id="${id}" ${more}>${stops(list)}</radialGradient>`;

/** Filters and overlays that all pictures share: paper grain, a printed edge, soft shadows, a vignette. */
const shared = `
  <filter id="grain" x="0" y="0" width="100%" height="100%">
    <feTurbulence type="fractalNoise" baseFrequency=".62" numOctaves="2" seed="11"/>
    <feColorMatrix values="0 0 0 0 .5  0 0 0 0 .5  0 0 0 0 .5  1.7 0 0 0 -.46"/>
  </filter>
  <filter id="mottle" x="0" y="0" width="100%" height="100%">
    <feTurbulence type="fractalNoise" baseFrequency=".006 .009" numOctaves="4" seed="23"/>
    <feColorMatrix values="0 0 0 0 1  0 0 0 0 .93  0 0 0 0 .82  1.6 0 0 0 -.62"/>
  </filter>
  <filter id="edge" x="-5%" y="-5%" width="110%" height="110%">
    <feTurbulence type="fractalNoise" baseFrequency=".03" numOctaves="2" seed="4"/>
    <feDisplacementMap in="SourceGraphic" scale="2.4" xChannelSelector="R" yChannelSelector="G"/>
  </filter>
  <filter id="soft" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="7"/></filter>
  <filter id="softer" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="26"/></filter>
  ${radial("vignette", [[0.55, ink, 0], [1, ink, 0.42]], 'cx=".5" cy=".48" r=".78"')}`;

export function picture(width, height, defs, drawing) {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">
<defs>${shared}${defs}</defs>
${drawing}
<rect width="${width}" height="${height}" filter="url(#mottle)" opacity=".16" style="mix-blend-mode:soft-light"/>
<rect width="${width}" height="${height}" fill="url(#vignette)"/>
<rect width="${width}" height="${height}" filter="url(#grain)" opacity=".34" style="mix-blend-mode:overlay"/>
</svg>`;
}

/** Loads the SVG in the browser at each width and leaves the WebP files, as data URLs, in the page's text. */
export function rasterise({ svg, quality, widths }) {
  const page = `<!doctype html><meta charset="utf-8"><body><script>
    (async () => {
      const svg = ${JSON.stringify(svg).replaceAll("<", "\\u003c")};
      const picture = new Image();
      picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(svg);
      await picture.decode();
      // Drawn once at twice the largest size and scaled down from there: filters leave hard pixels at their edges,
      // and the grain would change its size with the picture.
      const whole = document.createElement("canvas");
      whole.width = 3200; whole.height = Math.round(3200 * picture.naturalHeight / picture.naturalWidth);
      whole.getContext("2d").drawImage(picture, 0, 0, whole.width, whole.height);
      const files = ${JSON.stringify(widths)}.map((width) => {
        const canvas = document.createElement("canvas");
        canvas.width = width; canvas.height = Math.round(width * whole.height / whole.width);
        const context = canvas.getContext("2d");
        context.imageSmoothingQuality = "high";
        context.drawImage(whole, 0, 0, canvas.width, canvas.height);
        return canvas.toDataURL("image/webp", ${quality});
      });
      document.body.textContent = files.join(" ");
    })();
  </script>`;
  const scratch = mkdtempSync(join(tmpdir(), "pictures-"));
  try {
    const file = join(scratch, "page.html");
    writeFileSync(file, page);
    const text = execFileSync(
      chromium,
      ["--headless", "--no-sandbox", "--disable-gpu", "--force-color-profile=srgb", `--user-data-dir=${scratch}/profile`,
        "--virtual-time-budget=60000", "--dump-dom", pathToFileURL(file).href],
      { encoding: "utf8", maxBuffer: 1 << 26, stdio: ["ignore", "pipe", "ignore"] },
    );
    return [...text.matchAll(/data:image\/webp;base64,([A-Za-z0-9+/=]+)/g)].map((match) => Buffer.from(match[1], "base64"));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
