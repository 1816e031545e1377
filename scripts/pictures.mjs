// Draws the demo's pictures: `node scripts/pictures.mjs [folder]` (CHROMIUM=/path/to/chromium where it is not on the PATH).
//
// Every shape comes from a seeded generator, so a second run with the same browser gives the same files.
// The browser is the only tool needed: it rasterises the SVG, filters included, and encodes WebP.

import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { apricot, between, bone, brick, ellipse, ink, mauve, mix, n, night, ochre, path, picture, polygon, radial, rasterise, rect, rose, seeded, slate, stops, vertical } from "./illustration.mjs";
import { postPictures } from "./post-pictures.mjs";

const folder = process.argv[2] ?? fileURLToPath(new URL("../www/demo/pictures/", import.meta.url));

// ---------------------------------------------------------------- flagpoles at dusk

function flagpoles() {
  const width = 1500;
  const height = 1000;
  const random = seeded(1949);
  const horizon = 716;
  const sun = { x: 905, y: 628, r: 118 };

  const defs = [
    vertical("sky", [[0, ink], [0.26, night], [0.5, "#5a5c84"], [0.7, mauve], [0.86, rose], [1, apricot]]),
    vertical("disc", [[0, "#fbf0d9"], [1, "#f2c793"]]),
    vertical("plaza", [[0, "#d6a083"], [0.12, "#a97a7c"], [0.45, "#4d4a6b"], [1, "#171d35"]]),
    vertical("fall", [[0, ink, 0.6], [1, ink, 0.04]]),
    radial("glow", [[0, "#ffe9c4", 0.95], [0.35, "#f6c894", 0.5], [1, "#f6c894", 0]]),
    `<linearGradient id="streak" x1="0" y1="0" x2="0" y2="1">${stops([[0, "#ffe3b5", 0.9], [1, "#ffe3b5", 0]])}</linearGradient>`,
    `<filter id="cloud" x="0" y="0" width="100%" height="100%">
       <feTurbulence type="fractalNoise" baseFrequency=".0016 .017" numOctaves="4" seed="31"/>
       <feColorMatrix values="0 0 0 0 .97  0 0 0 0 .79  0 0 0 0 .66  2.6 0 0 0 -1.24"/>
     </filter>`,
    vertical("cloudmask", [[0, "#fff", 0], [0.35, "#fff", 0.5], [0.8, "#fff", 1], [1, "#fff", 0.4]]),
    `<mask id="lowclouds"><rect width="${width}" height="${horizon}" fill="url(#cloudmask)"/></mask>`,
  ].join("");

  const out = [];
  out.push(rect(0, 0, width, horizon + 4, "url(#sky)"));
  out.push(`<g mask="url(#lowclouds)"><rect width="${width}" height="${horizon}" filter="url(#cloud)" opacity=".6"/></g>`);
  out.push(ellipse(sun.x, sun.y, 520, 380, "url(#glow)"));
  out.push(ellipse(sun.x, sun.y, sun.r, sun.r, "url(#disc)"));
  // Two thin bars of haze across the disc: without them it reads as a button.
  out.push(rect(sun.x - 240, sun.y + 22, 470, 7, mix(apricot, rose, 0.35), 'opacity=".75" rx="4"'));
  out.push(rect(sun.x - 130, sun.y + 52, 420, 11, mix(apricot, rose, 0.5), 'opacity=".7" rx="5"'));

  out.push(skyline(random, horizon, width, mix(mauve, rose, 0.55), 46, 120, []));
  out.push(skyline(random, horizon, width, mix(slate, mauve, 0.62), 30, 84, [
    (base, fill) => townHall(356, base, 1.02, fill),
    (base, fill) => courthouse(1216, base, 1, fill),
  ]));
  out.push(skyline(random, horizon, width, mix(slate, night, 0.28), 14, 44, []));

  // The square: paving lines run to the sun, so that the eye does as well.
  out.push(rect(0, horizon, width, height - horizon, "url(#plaza)"));
  for (let i = -16; i <= 16; i++) {
    const far = sun.x + i * 9;
    const near = sun.x + i * 190;
    out.push(polygon([[far - 0.4, horizon], [far + 0.4, horizon], [near + 3.2, height], [near - 3.2, height]], ink, 'opacity=".2"'));
  }
  for (let i = 1; i < 9; i++) {
    const y = horizon + (height - horizon) * (i / 9) ** 2.2;
    out.push(rect(0, y, width, 0.7 + i * 0.28, ink, 'opacity=".17"'));
  }
  out.push(polygon([[sun.x - 60, horizon], [sun.x + 60, horizon], [sun.x + 190, height], [sun.x - 190, height]], "url(#streak)", 'opacity=".55" filter="url(#softer)"'));
  out.push(rect(0, horizon - 3, width, 9, apricot, 'opacity=".55" filter="url(#soft)"'));

  // Two rows of poles make an avenue; the far ones first, so that the near ones cover them.
  const colours = [bone, brick, night, ochre, bone, slate, brick, bone, night, ochre, bone, brick];
  const rows = [
    { x: 70, y: 1010, top: 30, depth: 0.34, count: 12, shift: 0 },
    { x: 1980, y: 1010, top: 30, depth: 0.34, count: 12, shift: 5 },
  ];
  for (let i = 11; i >= 0; i--) {
    for (const row of rows) {
      const scale = 1 / (1 + row.depth * i);
      const x = sun.x + (row.x - sun.x) * scale;
      const base = horizon + (row.y - horizon) * scale;
      const top = horizon - (horizon - row.top) * scale;
      if (x > width + 60) continue;
      const haze = Math.min(0.72, i * 0.085);
      out.push(shadow(x, base, scale, sun, height));
      out.push(pole(x, base, top, scale, mix(ink, rose, haze)));
      const colour = mix(colours[(i + row.shift) % colours.length], mix(rose, mauve, 0.4), haze * 0.8);
      out.push(flag(random, x + 3 * scale, top + 14 * scale, 292 * scale, 168 * scale, colour, haze, `flag-${row.shift}-${i}`));
    }
  }

  for (const [x, y, size, bag] of [[842, 806, 86, 1], [884, 801, 81, 0], [1022, 772, 56, 1], [742, 757, 42, 0]]) {
    out.push(walker(x, y, size, bag, sun, height));
  }
  return picture(width, height, defs, out.join("\n"));
}

/** A row of roofs; `low` and `high` are the heights they may have. */
function skyline(random, base, width, fill, low, high, landmarks) {
  const outline = [[-20, base + 12]];
  for (let x = -20; x < width + 20; ) {
    const w = between(random, 16, 48);
    const h = between(random, low, high);
    const kind = random();
    const lean = between(random, 0.35, 0.65);
    const pitch = between(random, 0.22, 0.55);
    if (kind < 0.4) {
      outline.push([x, base - h], [x + w * lean, base - h - w * pitch], [x + w, base - h]);
    } else if (kind < 0.58) {
      // The stepped gable of Flemish houses.
      const step = w / 7;
      const rise = w * 0.15;
      outline.push([x, base - h]);
      for (let i = 0; i < 3; i++) outline.push([x + step * (i + 1), base - h - rise * i], [x + step * (i + 1), base - h - rise * (i + 1)]);
      for (let i = 3; i > 0; i--) outline.push([x + w - step * i, base - h - rise * i], [x + w - step * i, base - h - rise * (i - 1)]);
      outline.push([x + w, base - h]);
    } else {
      outline.push([x, base - h], [x + w, base - h]);
      if (kind > 0.86) outline.push([x + w * 0.7, base - h], [x + w * 0.7, base - h - 9], [x + w * 0.82, base - h - 9], [x + w * 0.82, base - h]);
    }
    x += w;
  }
  outline.push([width + 20, base + 12]);
  return `<g filter="url(#edge)">${polygon(outline, fill)}${landmarks.map((draw) => draw(base, fill)).join("")}</g>`;
}

function townHall(x, base, s, fill) {
  const at = (dx, dy) => [x + dx * s, base - dy * s];
  const spire = [at(-19, 0), at(-19, 118), at(-15, 122), at(-15, 172), at(-11, 178), at(-10, 214), at(-6, 222), at(-1.4, 286), at(0, 300),
    at(1.4, 286), at(6, 222), at(10, 214), at(11, 178), at(15, 172), at(15, 122), at(19, 118), at(19, 0)];
  const pinnacles = [-17, 17].map((dx) => polygon([at(dx - 3, 118), at(dx, 152), at(dx + 3, 118)], fill)).join("");
  const hall = polygon([at(-128, 0), at(-128, 66), at(-116, 96), at(-22, 96), at(22, 96), at(92, 96), at(104, 66), at(104, 0)], fill);
  const dormers = [-104, -84, -64, -44, 44, 64, 84].map((dx) => polygon([at(dx - 5, 94), at(dx, 108), at(dx + 5, 94)], fill)).join("");
  return hall + dormers + polygon(spire, fill) + pinnacles;
}

function courthouse(x, base, s, fill) {
  const at = (dx, dy) => [x + dx * s, base - dy * s];
  const dome = `M${at(-27, 128).map(n)} C${at(-27, 176).map(n)} ${at(27, 176).map(n)} ${at(27, 128).map(n)} Z`;
  const columns = [-21, -12.6, -4.2, 4.2, 12.6, 21].map((dx) => rect(x + (dx - 2.2) * s, base - 130 * s, 4.4 * s, 34 * s, fill)).join("");
  return (
    polygon([at(-120, 0), at(-120, 58), at(-76, 58), at(-76, 74), at(-42, 74), at(-42, 96), at(42, 96), at(42, 74), at(76, 74), at(76, 58), at(120, 58), at(120, 0)], fill) +
    columns +
    path(dome, fill) +
    rect(x - 5 * s, base - 178 * s, 10 * s, 16 * s, fill) +
    rect(x - 0.9 * s, base - 196 * s, 1.8 * s, 22 * s, fill)
  );
}

function pole(x, base, top, s, fill) {
  const w = 5.2 * s;
  return (
    polygon([[x - w, base], [x - w * 0.62, top], [x + w * 0.62, top], [x + w, base]], fill) +
    ellipse(x, top - 3 * s, 7 * s, 7 * s, fill) +
    rect(x - w * 2, base - 26 * s, w * 4, 26 * s, fill) +
    // The side that the sun touches.
    polygon([[x + w * 0.5, base - 26 * s], [x + w * 0.3, top], [x + w * 0.6, top], [x + w, base - 26 * s]], apricot, 'opacity=".5"')
  );
}

/** Cloth in the wind: one outline, shaded by a gradient whose stops follow the slope of the folds. */
function flag(random, x, y, w, h, colour, haze, id) {
  const phase = between(random, 0, 6.28);
  const waves = between(random, 1.3, 1.75);
  const swing = h * between(random, 0.1, 0.14);
  const droop = between(random, 0.08, 0.2) * h;
  const steps = 48;
  const turn = (u) => u ** 1.15 * waves * 6.283 + phase;
  const top = (u) => y + Math.sin(turn(u)) * swing * u ** 0.7 + droop * u * u;
  const foot = (u) => y + h * (1 - 0.05 * u) + Math.sin(turn(u) - 0.5) * swing * 1.15 * u ** 0.6 + droop * 1.2 * u * u;
  const across = (u) => x + w * (0.95 * u - 0.022 * Math.sin(turn(u)) * u);
  const outline = [];
  for (let i = 0; i <= steps; i++) outline.push([across(i / steps), top(i / steps)]);
  // The fly hangs a little slanted, as cloth does.
  for (let i = steps; i >= 0; i--) outline.push([across(i / steps) - 0.04 * w * (i / steps), foot(i / steps)]);
  const shades = [];
  for (let i = 0; i <= 24; i++) {
    const u = i / 24;
    const light = Math.cos(turn(u) - 0.25) * u ** 0.45;
    const strength = 1 - haze;
    shades.push([u.toFixed(3), light > 0 ? mix(colour, "#fff0d2", light * strength * 0.34) : mix(colour, ink, -light * strength * 0.6)]);
  }
  return (
    `<linearGradient id="${id}" x1="0" y1="0" x2="1" y2=".12">${stops(shades)}</linearGradient>` +
    `<g filter="url(#edge)">${polygon(outline, `url(#${id})`)}</g>`
  );
}

function shadow(x, base, s, sun, height) {
  const dx = (x - sun.x) / Math.max(1, base - sun.y);
  const reach = Math.min(height + 80, base + 420 * s);
  const end = x + dx * (reach - base);
  const w = 7 * s;
  return polygon([[x - w, base], [x + w, base], [end + w * 2.4, reach], [end - w * 2.4, reach]], ink, 'opacity=".3"');
}

function walker(x, feet, size, bag, sun, height) {
  const at = (dx, dy) => `${n(x + dx * size)} ${n(feet - dy * size)}`;
  const coat = `M${at(-0.035, 0.86)} C${at(-0.09, 0.85)} ${at(-0.125, 0.82)} ${at(-0.13, 0.74)} L${at(-0.135, 0.5)} L${at(-0.1, 0.5)} L${at(-0.14, 0.24)} L${at(0.13, 0.22)}
    L${at(0.095, 0.5)} L${at(0.14, 0.48)} L${at(0.13, 0.74)} C${at(0.125, 0.82)} ${at(0.09, 0.85)} ${at(0.035, 0.86)} Z`;
  const legs = `M${at(-0.1, 0.26)} L${at(-0.085, 0)} L${at(-0.02, 0)} L${at(-0.01, 0.26)} Z M${at(0.01, 0.26)} L${at(0.06, 0.045)} L${at(0.115, 0.055)} L${at(0.1, 0.26)} Z`;
  const head = path(`M${at(-0.03, 0.84)} L${at(-0.03, 0.9)} L${at(0.03, 0.9)} L${at(0.03, 0.84)} Z`, ink) + ellipse(x, feet - 0.945 * size, 0.052 * size, 0.066 * size, ink);
  const briefcase = bag ? rect(x + 0.09 * size, feet - 0.47 * size, 0.1 * size, 0.13 * size, mix(ink, brick, 0.35)) : "";
  const dx = (x - sun.x) / (feet - sun.y);
  const reach = Math.min(height, feet + size * 2.1);
  const end = x + dx * (reach - feet);
  const fall = polygon([[x - 0.09 * size, feet], [x + 0.1 * size, feet], [end + 0.17 * size, reach], [end - 0.17 * size, reach]], "url(#fall)");
  const side = x < sun.x ? 1 : -1;
  const rim = path(`M${at(0.115 * side, 0.8)} L${at(0.13 * side, 0.74)} L${at(0.135 * side, 0.5)} L${at(0.115 * side, 0.5)} L${at(0.11 * side, 0.74)} Z`, apricot, 'opacity=".8"');
  return fall + path(coat, ink) + path(legs, ink) + head + briefcase + rim;
}

// ---------------------------------------------------------------- the table, from above

function table() {
  const width = 1200;
  const height = 900;
  const random = seeded(76);
  const cx = 600;
  const cy = 452;
  const defs = [
    `<radialGradient id="floor" cx=".3" cy=".2" r="1">${stops([[0, "#c79d87"], [0.5, "#8a6f7d"], [1, "#333757"]])}</radialGradient>`,
    `<linearGradient id="top" x1="0" y1="0" x2="1" y2="1">${stops([[0, "#f6e8d0"], [0.55, "#dfb894"], [1, "#a97766"]])}</linearGradient>`,
    `<linearGradient id="well" x1="0" y1="0" x2="1" y2="1">${stops([[0, "#2b3156"], [1, "#4c4a6e"]])}</linearGradient>`,
    `<clipPath id="rim"><ellipse cx="${cx}" cy="${cy}" rx="392" ry="262"/></clipPath>`,
    `<linearGradient id="beam" x1="0" y1="0" x2="1" y2=".8">${stops([[0, "#ffeccb", 0.6], [1, "#ffeccb", 0]])}</linearGradient>`,
  ].join("");

  const out = [rect(0, 0, width, height, "url(#floor)")];
  // Boards, and the light of three tall windows falling across them.
  for (let i = 0; i < 26; i++) {
    out.push(rect(0, i * 36, width, 36, random() < 0.5 ? ink : bone, `opacity="${between(random, 0.02, 0.065).toFixed(3)}"`));
    out.push(rect(0, i * 36, width, 1.2, ink, 'opacity=".16"'));
  }
  for (const x of [-220, 130, 480]) {
    out.push(polygon([[x, -10], [x + 210, -10], [x + 900, 910], [x + 640, 910]], "url(#beam)", 'opacity=".5" filter="url(#soft)"'));
  }

  const seats = 26;
  const ring = (angle, rx, ry) => [cx + Math.cos(angle) * rx, cy + Math.sin(angle) * ry];
  const away = 19;
  const angles = evenly(seats, 372, 244);
  const chairs = [];
  for (let i = 0; i < seats; i++) {
    const angle = angles[i];
    const moved = i === away ? 46 : between(random, -4, 8);
    const [x, y] = ring(angle, 448 + moved, 318 + moved);
    const turn = (Math.atan2(Math.sin(angle) * 448, Math.cos(angle) * 318) * 180) / Math.PI + between(random, -6, 6) + (i === away ? 24 : 0);
    chairs.push({ x, y, turn, away: i === away });
  }
  for (const chair of chairs) out.push(chairShadow(chair));
  out.push(ellipse(cx + 44, cy + 52, 396, 266, ink, 'opacity=".5" filter="url(#soft)"'));
  for (const chair of chairs) out.push(chairFromAbove(chair));

  out.push(`<g filter="url(#edge)">${ellipse(cx, cy, 392, 262, "#8a5d4f")}${ellipse(cx - 3, cy - 4, 389, 259, "url(#top)")}</g>`);
  out.push(`<g clip-path="url(#rim)">`);
  for (let i = 0; i < 60; i++) {
    const y = cy - 262 + between(random, 0, 524);
    const bow = between(random, -30, 30);
    out.push(`<path d="M180 ${n(y)} C 440 ${n(y + bow)} 760 ${n(y - bow)} 1020 ${n(y + bow * 0.3)}" fill="none" stroke="#7d4f3f" stroke-width="${n(between(random, 0.5, 1.6))}" opacity=".16"/>`);
  }
  for (const x of [-220, 130, 480]) {
    out.push(polygon([[x, -10], [x + 210, -10], [x + 900, 910], [x + 640, 910]], "#fff3da", 'opacity=".2" filter="url(#soft)"'));
  }
  out.push("</g>");
  out.push(`<g filter="url(#edge)">${ellipse(cx, cy, 214, 116, "#7b5145")}${ellipse(cx + 2, cy + 5, 210, 110, "url(#well)")}</g>`);
  out.push(path(`M${cx - 208} ${cy} A 210 112 0 0 1 ${cx + 208} ${cy - 6} A 214 100 0 0 0 ${cx - 208} ${cy} Z`, ink, 'opacity=".45" filter="url(#soft)"'));

  for (let i = 0; i < seats; i++) {
    const angle = angles[i];
    const turn = (Math.atan2(Math.sin(angle) * 392, Math.cos(angle) * 262) * 180) / Math.PI + 90;
    const [x, y] = ring(angle, 324, 204);
    out.push(place(random, x, y, turn, i === away));
  }
  return picture(width, height, defs, out.join("\n"));
}

/** Angles that are equally far apart along an ellipse: equal angles crowd its narrow ends. */
function evenly(count, rx, ry) {
  const fine = 4000;
  const reached = [0];
  for (let i = 1; i <= fine; i++) {
    const a = (i / fine) * 2 * Math.PI;
    reached.push(reached[i - 1] + Math.hypot(rx * Math.sin(a), ry * Math.cos(a)));
  }
  const angles = [];
  for (let i = 0, at = 0; i < count; i++) {
    while (reached[at] < ((i + 0.5) / count) * reached[fine]) at++;
    angles.push((at / fine) * 2 * Math.PI);
  }
  return angles;
}

function chairShadow({ x, y, turn }) {
  return `<g transform="translate(${n(x + 17)} ${n(y + 20)}) rotate(${n(turn)})" filter="url(#soft)" opacity=".5">${rect(-26, -29, 54, 58, ink, 'rx="14"')}</g>`;
}

function chairFromAbove({ x, y, turn, away }) {
  const seat = away ? brick : "#2a3358";
  const back = away ? mix(brick, ink, 0.38) : ink;
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})" filter="url(#edge)">
    ${rect(-27, -27, 46, 54, seat, 'rx="13"')}
    ${rect(-23, -23, 34, 20, away ? mix(brick, bone, 0.22) : slate, 'rx="9" opacity=".55"')}
    ${path("M14 -31 C30 -22 30 22 14 31 L8 28 C20 18 20 -18 8 -28 Z", back)}
    ${rect(-16, -34, 28, 6, back, 'rx="3"')}${rect(-16, 28, 28, 6, back, 'rx="3"')}
  </g>`;
}

/** What lies before a seat: papers, a glass, a microphone, a name plate. */
function place(random, x, y, turn, away) {
  const skew = between(random, -7, 7);
  const sheets = [];
  const count = 1 + Math.floor(random() * 3);
  for (let i = 0; i < count; i++) {
    const angle = n(skew + i * between(random, -9, 9));
    sheets.push(`<g transform="rotate(${angle}) translate(${n(i * 2)} ${n(-i * 2)})">${rect(-13, -2, 27, 36, ink, 'opacity=".28"')}${rect(-15, -5, 27, 36, mix("#fffaf0", bone, random() * 0.8))}
      ${[2, 8, 14, 20].map((line) => rect(-11, line - 3, between(random, 10, 19), 1.3, slate, 'opacity=".5"')).join("")}</g>`);
  }
  const glass = `${ellipse(25, 5, 7, 7, ink, 'opacity=".3"')}${ellipse(22, 1, 6.4, 6.4, "#fdf6e8", 'opacity=".85"')}${ellipse(22, 1, 4, 4, "#b9b4c4", 'opacity=".9"')}`;
  const mic = `<path d="M-2 -30 Q 6 -22 0 -12" fill="none" stroke="${ink}" stroke-width="2.2" stroke-linecap="round"/>${ellipse(0, -11, 3.6, 5, ink)}${ellipse(-2, -32, 7, 4.4, ink)}`;
  const plate = rect(-20, -44, 34, 7, away ? brick : night, 'rx="1.5"');
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(1.02 -1.02)">${plate}${sheets.join("")}${glass}${mic}</g>`;
}

// ---------------------------------------------------------------- the press room, empty

function pressRoom() {
  const width = 1200;
  const height = 900;
  const random = seeded(32);
  const wall = 470;
  const defs = [
    vertical("curtain", [[0, "#141a31"], [0.55, "#2b3560"], [1, "#454a75"]]),
    vertical("carpet", [[0, "#6a5a72"], [0.3, "#40405f"], [1, "#12182d"]]),
    vertical("stage", [[0, "#e9c29a"], [1, "#9b6d63"]]),
    `<linearGradient id="cone" x1="0" y1="0" x2="0" y2="1">${stops([[0, "#fff0d0", 0.75], [0.75, "#ffdfae", 0.2], [1, "#ffdfae", 0.05]])}</linearGradient>`,
    `<clipPath id="panel"><rect x="322" y="96" width="556" height="298"/></clipPath>`,
    radial("pool", [[0, "#fff1d6", 0.95], [0.5, "#f4cd9c", 0.5], [1, "#f4cd9c", 0]]),
    radial("lamp", [[0, "#fffaf0", 1], [0.3, "#ffe9c0", 0.85], [1, "#ffe9c0", 0]]),
  ].join("");

  const out = [rect(0, 0, width, height, "url(#curtain)")];
  for (let x = -20; x < width + 20; ) {
    const w = between(random, 26, 52);
    out.push(rect(x, 0, w * 0.42, wall + 20, ink, `opacity="${between(random, 0.22, 0.42).toFixed(2)}" filter="url(#soft)"`));
    out.push(rect(x + w * 0.52, 0, w * 0.24, wall + 20, "#8c8fb4", `opacity="${between(random, 0.1, 0.24).toFixed(2)}" filter="url(#soft)"`));
    x += w;
  }
  // Something for the lecterns to stand before: a pale panel, as every such room has one.
  out.push(`<g filter="url(#edge)">${rect(318, 92, 564, 306, "#d9b795")}${rect(318, 92, 564, 306, "url(#pool)", 'opacity=".55"')}</g>`);
  out.push('<g clip-path="url(#panel)">');
  for (let i = 0; i < 9; i++) {
    const bend = 30 + i * 22;
    out.push(`<path d="M318 ${n(360 - i * 25)} C 470 ${n(360 - i * 25 - bend)} 690 ${n(398 - i * 30 + bend * 0.5)} 882 ${n(300 - i * 22)}" fill="none" stroke="${i % 3 ? brick : night}" stroke-width="${i % 3 ? 1.4 : 2.2}" opacity=".42"/>`);
  }
  out.push("</g>");

  out.push(rect(0, wall - 8, width, height, "url(#carpet)"));
  out.push(`<g filter="url(#edge)">${polygon([[214, wall - 12], [986, wall - 12], [1046, wall + 34], [154, wall + 34]], "url(#stage)")}${rect(154, wall + 34, 892, 26, "#4f3b48")}</g>`);
  out.push(rect(154, wall + 58, 892, 26, ink, 'opacity=".55" filter="url(#soft)"'));
  out.push(ellipse(470, wall + 8, 190, 34, "url(#pool)", 'opacity=".9"') + ellipse(735, wall + 8, 190, 34, "url(#pool)", 'opacity=".9"'));

  out.push(lectern(470, wall + 16, 1, brick) + lectern(735, wall + 16, 1, night));

  for (const [x, aim] of [[250, 470], [520, 470], [690, 735], [960, 735]]) {
    out.push(polygon([[x - 8, 26], [x + 8, 26], [aim + 150, wall + 24], [aim - 150, wall + 24]], "url(#cone)", 'opacity=".3" filter="url(#soft)"'));
  }
  out.push(rect(0, 12, width, 9, "#0d1226"));
  for (const x of [130, 250, 390, 520, 690, 820, 960, 1080]) {
    const lit = [250, 520, 690, 960].includes(x);
    out.push(`<g filter="url(#edge)">${rect(x - 3, 12, 6, 18, "#0d1226")}${polygon([[x - 13, 24], [x + 13, 24], [x + 18, 52], [x - 18, 52]], "#0d1226")}</g>`);
    if (lit) out.push(ellipse(x, 54, 40, 26, "url(#lamp)"));
  }

  out.push(ellipse(600, wall + 110, 560, 96, "url(#pool)", 'opacity=".3"'));

  // Chairs, seen from behind, row by row towards the reader. One of them is not like the others.
  const rows = 6;
  for (let row = 0; row < rows; row++) {
    const depth = row / (rows - 1);
    const s = 0.5 + depth ** 1.25 * 1.25;
    const y = wall + 118 + depth ** 1.35 * 330;
    const gap = 96 * s;
    const offset = row % 2 ? gap / 2 : 0;
    for (let seat = -12; 600 + seat * gap + offset < width + gap; seat++) {
      const x = 600 + seat * gap + offset;
      // The aisle.
      if (x < -gap || Math.abs(x - 600) < 62 * s) continue;
      out.push(chairFromBehind(x, y, s, depth, row === 2 && seat === 2));
    }
  }
  return picture(width, height, defs, out.join("\n"));
}

function lectern(x, base, s, colour) {
  const at = (dx, dy) => [x + dx * s, base - dy * s];
  return `<g filter="url(#edge)">
    ${ellipse(x + 10, base + 3, 62 * s, 9 * s, ink, 'opacity=".4"')}
    ${polygon([at(-34, 0), at(-26, 112), at(26, 112), at(34, 0)], mix(colour, ink, 0.25))}
    ${polygon([at(-34, 0), at(-26, 112), at(-6, 112), at(-9, 0)], mix(colour, bone, 0.24))}
    ${polygon([at(-46, 112), at(-40, 130), at(40, 130), at(46, 112)], mix(colour, ink, 0.5))}
    ${polygon([at(-40, 130), at(40, 130), at(37, 134), at(-37, 134)], bone, 'opacity=".8"')}
    <path d="M${at(-9, 132).map(n)} Q ${at(-13, 150).map(n)} ${at(-4, 160).map(n)} M${at(9, 132).map(n)} Q ${at(13, 150).map(n)} ${at(4, 160).map(n)}" fill="none" stroke="${ink}" stroke-width="${n(2 * s)}"/>
    ${ellipse(x - 3 * s, base - 162 * s, 3.2 * s, 5 * s, ink)}${ellipse(x + 3 * s, base - 162 * s, 3.2 * s, 5 * s, ink)}
  </g>`;
}

function chairFromBehind(x, y, s, depth, other) {
  const back = other ? mix(brick, ink, 0.12) : mix("#6f6480", "#131930", 0.2 + depth * 0.78);
  const light = mix("#f6d3a6", "#4a4b6c", depth * 0.8);
  const at = (dx, dy) => `${n(x + dx * s)} ${n(y + dy * s)}`;
  const legs = `<path d="M${at(-30, 42)} L${at(-34, 96)} M${at(30, 42)} L${at(34, 96)} M${at(-24, 44)} L${at(-22, 86)} M${at(24, 44)} L${at(22, 86)}" stroke="${mix(back, ink, 0.7)}" stroke-width="${n(4 * s)}" fill="none"/>`;
  const below = ellipse(x, y + 92 * s, 44 * s, 9 * s, ink, 'opacity=".28"');
  const shell = path(`M${at(-36, 40)} C${at(-40, 0)} ${at(-38, -40)} ${at(-28, -46)} C${at(-12, -53)} ${at(12, -53)} ${at(28, -46)} C${at(38, -40)} ${at(40, 0)} ${at(36, 40)} Z`, back);
  const fold = path(`M${at(-36, 40)} C${at(-40, 0)} ${at(-38, -40)} ${at(-28, -46)} C${at(-22, -20)} ${at(-22, 10)} ${at(-24, 40)} Z`, ink, 'opacity=".22"');
  const rim = `<path d="M${at(-33, -34)} C${at(-28, -48)} ${at(-12, -51)} ${at(0, -51.5)} C${at(12, -51)} ${at(28, -48)} ${at(33, -34)}" fill="none" stroke="${light}" stroke-width="${n(3 * s)}" stroke-linecap="round" opacity="${n(1 - depth * 0.4)}"/>`;
  const seat = polygon([[x - 36 * s, y + 38 * s], [x + 36 * s, y + 38 * s], [x + 32 * s, y + 50 * s], [x - 32 * s, y + 50 * s]], mix(back, ink, 0.5));
  return `<g>${below}${legs}${seat}${shell}${fold}${rim}</g>`;
}

// ---------------------------------------------------------------- the cable under the sea

function cable() {
  const width = 1200;
  const height = 675;
  const random = seeded(404);
  const surface = 214;
  const defs = [
    vertical("dawn", [[0, "#5d6088"], [0.55, mauve], [1, apricot]]),
    vertical("sea", [[0, "#7f7792"], [0.16, "#4b5179"], [0.6, "#222b4e"], [1, "#10162b"]]),
    vertical("shaft", [[0, "#ffe6bd", 0.5], [1, "#ffe6bd", 0]]),
  ].join("");
  const out = [rect(0, 0, width, surface + 10, "url(#dawn)")];
  out.push(ellipse(360, surface, 56, 56, "#fae5c3"));
  out.push(`<g filter="url(#edge)">${polygon([[0, surface - 10], [140, surface - 26], [250, surface - 12], [1210, surface - 4], [1210, surface + 6], [0, surface + 6]], mix(mauve, slate, 0.5))}</g>`);
  out.push(rect(0, surface, width, height - surface, "url(#sea)"));
  for (const [x, w] of [[236, 46], [330, 64], [430, 34], [520, 26]]) {
    out.push(polygon([[x, surface], [x + w, surface], [x + w * 2.4 + 190, height], [x - w * 0.4 + 150, height]], "url(#shaft)", 'opacity=".3" filter="url(#softer)"'));
  }
  for (let i = 0; i < 120; i++) {
    const depth = random() ** 2;
    const y = surface + 3 + depth * 70;
    out.push(rect(between(random, -40, width), y, between(random, 20, 120), 1 + depth * 1.6, bone, `opacity="${(0.3 * (1 - depth)).toFixed(2)}" rx="1"`));
  }
  const ship = (x, y) => `${x} ${surface + y}`;
  out.push(`<g filter="url(#edge)">
    ${path(`M${ship(806, -22)} L${ship(1010, -22)} L${ship(988, 6)} L${ship(828, 6)} Z`, ink)}
    ${path(`M${ship(930, -22)} L${ship(930, -58)} L${ship(984, -58)} L${ship(990, -22)} Z`, night)}
    ${rect(944, surface - 76, 24, 20, brick)}${rect(836, surface - 31, 80, 9, slate)}
    ${rect(858, surface - 70, 3, 48, ink)}${rect(938, surface - 51, 40, 5, apricot)}
  </g>`);
  out.push(path(`M806 ${surface + 6} L1010 ${surface + 6} L960 ${surface + 70} L850 ${surface + 70} Z`, ink, 'opacity=".35" filter="url(#soft)"'));

  const floor = [[0, 560], [120, 540], [260, 556], [420, 590], [560, 602], [700, 586], [860, 560], [1010, 572], [1200, 540], [1200, 675], [0, 675]];
  out.push(`<g filter="url(#edge)">${polygon(floor.map(([x, y]) => [x, y - 26]), "#2b3155")}${polygon(floor, "#151b34")}</g>`);
  const line = "M-20 548 C 160 500 250 560 420 586 S 640 606 760 578 S 1000 560 1230 522";
  out.push(`<path d="${line}" fill="none" stroke="${ink}" stroke-width="13" opacity=".5" transform="translate(0 8)"/>`);
  out.push(`<path d="${line}" fill="none" stroke="${brick}" stroke-width="9"/><path d="${line}" fill="none" stroke="${apricot}" stroke-width="2" opacity=".8" transform="translate(0 -2.4)"/>`);
  out.push(`<path d="${line}" fill="none" stroke="${ink}" stroke-width="9" stroke-dasharray="3 46" opacity=".55"/>`);
  for (let i = 0; i < 46; i++) out.push(ellipse(between(random, 0, width), between(random, surface + 60, 560), between(random, 0.8, 2.4), between(random, 0.8, 2.4), bone, `opacity="${between(random, 0.08, 0.34).toFixed(2)}"`));
  return picture(width, height, defs, out.join("\n"));
}
// ---------------------------------------------------------------- rasterise

const pictures = [
  { name: "vigilia", svg: flagpoles(), quality: 0.84, widths: [640, 1024, 1600] },
  { name: "tavolo", svg: table(), quality: 0.82, widths: [640, 1200] },
  { name: "sala-stampa", svg: pressRoom(), quality: 0.82, widths: [640, 1200] },
  { name: "cavo", svg: cable(), quality: 0.82, widths: [640] },
  ...postPictures,
];

mkdirSync(folder, { recursive: true });
for (const one of pictures) {
  const files = rasterise(one);
  if (files.length !== one.widths.length) throw new Error(`${one.name}: the browser gave ${files.length} of ${one.widths.length} pictures`);
  one.widths.forEach((width, i) => {
    const file = `${one.name}-${width}.webp`;
    writeFileSync(join(folder, file), files[i]);
    console.log(`${file}  ${(files[i].length / 1000).toFixed(1)} kB`);
  });
}
