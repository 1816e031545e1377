// The pictures of the posts in the demo's gallery: small, because a page has many of them.

import { apricot, between, bone, brick, ellipse, ink, mauve, mix, n, night, ochre, path, picture, polygon, radial, rect, rose, seeded, slate, stops, vertical } from "./illustration.mjs";

const dusk = (id) => vertical(id, [[0, "#38426a"], [0.4, "#6d6a90"], [0.7, mauve], [0.88, rose], [1, apricot]]);
const water = (id) => vertical(id, [[0, "#d9a88f"], [0.1, "#96788a"], [0.45, "#474e75"], [1, "#171e38"]]);

/** Light that lies on the sea in strokes, denser where the sun stands. */
function glitter(random, width, top, height, at, colour, count) {
  const out = [];
  for (let i = 0; i < count; i++) {
    const depth = random() ** 1.4;
    const spread = (0.06 + depth * 0.5) * width;
    const w = between(random, 14, 60) * (0.4 + depth);
    const x = at + (random() + random() - 1) * spread;
    out.push(rect(x - w / 2, top + 4 + depth * height, w, 1.2 + depth * 3.4, colour, `rx="1.5" opacity="${(0.62 * (1 - depth * 0.7)).toFixed(2)}"`));
  }
  return out.join("");
}

function boat(x, y, s, hull, cabin) {
  const at = (dx, dy) => `${n(x + dx * s)} ${n(y + dy * s)}`;
  return `<g filter="url(#edge)">
    ${path(`M${at(-74, -26)} C${at(-40, -18)} ${at(30, -18)} ${at(84, -38)} L${at(66, 6)} L${at(-58, 6)} Z`, hull)}
    ${path(`M${at(-74, -26)} C${at(-40, -18)} ${at(30, -18)} ${at(84, -38)} L${at(82, -31)} C${at(30, -11)} ${at(-40, -11)} ${at(-71, -18)} Z`, bone)}
    ${polygon([[x - 44 * s, y - 20 * s], [x - 44 * s, y - 54 * s], [x - 6 * s, y - 54 * s], [x + 2 * s, y - 19 * s]], cabin)}
    ${rect(x - 38 * s, y - 48 * s, 12 * s, 11 * s, apricot)}${rect(x - 21 * s, y - 48 * s, 11 * s, 11 * s, apricot)}
    ${rect(x + 22 * s, y - 108 * s, 3 * s, 88 * s, ink)}
    <path d="M${at(23, -106)} L${at(-44, -55)} M${at(24, -106)} L${at(82, -36)}" stroke="${ink}" stroke-width="${n(1.6 * s)}" fill="none"/>
  </g>${polygon([[x - 58 * s, y + 7 * s], [x + 66 * s, y + 7 * s], [x + 40 * s, y + 30 * s], [x - 30 * s, y + 30 * s]], ink, 'opacity=".38" filter="url(#soft)"')}`;
}

function gull(x, y, s, colour) {
  const at = (dx, dy) => `${n(x + dx * s)} ${n(y + dy * s)}`;
  return `<path d="M${at(-34, -8)} C${at(-20, -22)} ${at(-8, -14)} ${at(0, 0)} C${at(8, -14)} ${at(20, -22)} ${at(34, -8)} C${at(20, -14)} ${at(10, -8)} ${at(0, 5)} C${at(-10, -8)} ${at(-20, -14)} ${at(-34, -8)} Z" fill="${colour}"/>`;
}

// ---------------------------------------------------------------- the harbour at first light

function harbour() {
  const [width, height, sea] = [1200, 800, 470];
  const random = seeded(7);
  const out = [rect(0, 0, width, sea + 6, "url(#sky)")];
  out.push(ellipse(860, sea - 6, 320, 130, "url(#glow)") + ellipse(860, sea - 26, 46, 46, "#fbeacb"));
  out.push(`<g filter="url(#edge)">${path(`M-10 ${sea} C 120 ${sea - 190} 300 ${sea - 230} 430 ${sea - 120} S 640 ${sea - 16} 720 ${sea} Z`, "#666288")}</g>`);
  // The town, house above house.
  const walls = [bone, rose, apricot, mix(brick, bone, 0.35), mix(mauve, bone, 0.4)];
  out.push('<g filter="url(#edge)">');
  for (let row = 4; row >= 0; row--) {
    const y = sea - row * 34;
    for (let x = -10 + row * 16; x < 520 - row * 66; ) {
      const [w, h] = [between(random, 34, 62), between(random, 44, 84)];
      const wall = mix(walls[Math.floor(random() * 5)], night, 0.22 + row * 0.07);
      out.push(rect(x, y - h, w, h, wall));
      out.push(polygon([[x - 3, y - h], [x + w + 3, y - h], [x + w - 5, y - h - 13], [x + 5, y - h - 13]], mix(brick, night, 0.3 + row * 0.07)));
      for (let wy = y - h + 11; wy < y - 16; wy += 21) {
        for (let wx = x + 7; wx < x + w - 11; wx += 15) out.push(rect(wx, wy, 6, 9, random() < 0.25 ? "#ffdf9e" : night, 'opacity=".85"'));
      }
      x += w - 3;
    }
  }
  out.push(rect(228, sea - 296, 26, 120, mix(bone, night, 0.3)) + polygon([[224, sea - 296], [258, sea - 296], [241, sea - 336]], mix(brick, night, 0.35)) + "</g>");
  // A crane, and what it unloads.
  out.push(`<g filter="url(#edge)" stroke="${ink}" fill="none" stroke-width="6">
    <path d="M1020 ${sea} L1044 ${sea - 230} L1068 ${sea} M1030 ${sea - 90} H1058 M1036 ${sea - 160} H1052"/>
    <path d="M960 ${sea - 212} L1180 ${sea - 300}" stroke-width="8"/><path d="M1172 ${sea - 296} V${sea - 120}" stroke-width="2.4"/></g>`);
  out.push(rect(1150, sea - 122, 46, 30, brick) + rect(940, sea - 34, 66, 34, slate) + rect(1080, sea - 30, 80, 30, mix(brick, night, 0.3)) + rect(1096, sea - 58, 60, 28, ochre));
  out.push(rect(0, sea, width, height - sea, "url(#sea)"));
  out.push(rect(0, sea - 4, 640, 16, "#3b3a58") + rect(930, sea - 4, 280, 16, "#2c2e4c"));
  out.push(rect(0, sea + 12, 640, 70, "#1d2440", 'opacity=".45" filter="url(#soft)"') + glitter(random, width, sea, 290, 860, "#ffe7bd", 120));
  out.push(boat(300, 560, 1.05, brick, bone) + boat(560, 640, 1.45, night, mix(bone, rose, 0.3)) + boat(960, 560, 0.8, slate, bone));
  out.push(gull(700, 210, 0.9, ink) + gull(780, 262, 0.6, night) + gull(610, 150, 0.5, night));
  return picture(width, height, dusk("sky") + water("sea") + radial("glow", [[0, "#fff0cf", 0.9], [1, "#f6c894", 0]]), out.join("\n"));
}

// ---------------------------------------------------------------- the lighthouse, taller than a page likes

function lighthouse() {
  const [width, height, sea] = [720, 1280, 930];
  const random = seeded(19);
  const out = [rect(0, 0, width, sea + 6, "url(#night)")];
  for (let i = 0; i < 70; i++) out.push(ellipse(random() * width, random() ** 1.5 * 620, between(random, 0.7, 1.9), between(random, 0.7, 1.9), bone, `opacity="${between(random, 0.25, 0.8).toFixed(2)}"`));
  out.push(polygon([[372, 300], [-60, 120], [-60, 330]], "url(#beam)", 'filter="url(#soft)"') + polygon([[372, 300], [800, 250], [800, 410]], "url(#beamright)", 'filter="url(#soft)"'));
  out.push(rect(0, sea, width, height - sea, "url(#sea)") + glitter(random, width, sea, 320, 350, "#ffe2b0", 110));
  out.push(`<g filter="url(#edge)">
    ${path(`M60 ${sea + 46} C 120 ${sea - 60} 230 ${sea - 96} 300 ${sea - 110} L450 ${sea - 114} C 540 ${sea - 90} 640 ${sea - 30} 690 ${sea + 46} Z`, "#1a2140")}
    ${path(`M140 ${sea + 20} C 200 ${sea - 50} 260 ${sea - 80} 306 ${sea - 96} L340 ${sea - 98} L300 ${sea + 20} Z`, "#2c3560")}
    ${polygon([[300, sea - 108], [332, 366], [412, 366], [446, sea - 108]], mix(bone, mauve, 0.25))}
    ${polygon([[372, sea - 108], [372, 366], [412, 366], [446, sea - 108]], mix(mauve, night, 0.3), 'opacity=".75"')}`);
  for (const y of [440, 580, 720]) out.push(polygon([[324 - (y - 440) * 0.068 + 2, y], [420 + (y - 440) * 0.068 - 2, y], [424 + (y - 440) * 0.068, y + 62], [318 - (y - 440) * 0.068, y + 62]], brick, 'opacity=".92"'));
  out.push(`${rect(318, 350, 108, 16, ink)}${rect(340, 262, 64, 90, "#ffe9b8")}<path d="M340 262 V352 M361 262 V352 M383 262 V352 M404 262 V352" stroke="${ink}" stroke-width="4"/>
    ${path("M332 262 Q372 196 412 262 Z", ink)}${rect(369, 206, 6, 24, ink)}${rect(358, sea - 150, 30, 44, ink, 'rx="14"')}</g>`);
  out.push(ellipse(372, 306, 110, 110, "url(#lamp)"));
  const defs = [
    vertical("night", [[0, "#10162d"], [0.5, "#2b3560"], [0.85, "#6d6284"], [1, "#b98a86"]]),
    vertical("sea", [[0, "#8a6f80"], [0.15, "#3c456f"], [1, "#10162c"]]),
    `<linearGradient id="beam" x1="1" y1="0" x2="0" y2="0">${stops([[0, "#fff0cc", 0.75], [1, "#fff0cc", 0.03]])}</linearGradient>`,
    `<linearGradient id="beamright">${stops([[0, "#fff0cc", 0.7], [1, "#fff0cc", 0.03]])}</linearGradient>`,
    radial("lamp", [[0, "#fff6dd", 0.95], [0.4, "#ffdf9f", 0.4], [1, "#ffdf9f", 0]]),
  ].join("");
  return picture(width, height, defs, out.join("\n"));
}

// ---------------------------------------------------------------- the printing press

function page(x, y, w, h, random, turn = 0, title = ink) {
  const out = [rect(0, 0, w, h, bone), rect(w * 0.08, h * 0.07, w * 0.84, h * 0.09, title)];
  out.push(rect(w * 0.08, h * 0.21, w * 0.4, h * 0.24, mix(mauve, slate, random())));
  for (let line = 0; line < 9; line++) {
    if (line > 3) out.push(rect(w * 0.08, h * (0.22 + line * 0.078), w * 0.4, h * 0.022, slate, 'opacity=".6"'));
    out.push(rect(w * 0.54, h * (0.22 + line * 0.078), w * (line === 8 ? 0.22 : 0.38), h * 0.022, slate, 'opacity=".6"'));
  }
  return `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)})">${out.join("")}</g>`;
}

function press() {
  const [width, height] = [1200, 800];
  const random = seeded(52);
  const out = [rect(0, 0, width, height, "url(#hall)")];
  for (let x = 60; x < width; x += 210) out.push(rect(x, 0, 130, 190, "#f6d6a2", 'opacity=".16"') + rect(x + 62, 0, 6, 190, ink, 'opacity=".6"'));
  out.push(rect(0, 690, width, 110, "#171d36") + rect(0, 686, width, 8, "#0e1327"));
  out.push(`<g filter="url(#edge)">`);
  for (const [x, top] of [[170, 280], [470, 230], [770, 280]]) {
    out.push(rect(x, top, 230, 690 - top, "#2a345c") + rect(x, top, 230, 16, "#445083") + rect(x + 206, top, 24, 690 - top, "#1c2444"));
    for (const [cx, cy, r] of [[74, 86, 46], [150, 150, 46], [74, 222, 46]]) out.push(ellipse(x + cx, top + cy, r, r, "#5d6794") + ellipse(x + cx, top + cy, r - 9, r - 9, "#384373") + ellipse(x + cx, top + cy, 8, 8, bone));
  }
  out.push("</g>");
  // The web of paper, from the reel to the folder.
  const web = `M70 560 L150 330 C 190 240 260 250 300 330 S 420 440 500 330 S 640 190 700 300 S 820 420 880 330 S 1000 250 1060 420`;
  out.push(`<path d="${web}" fill="none" stroke="${ink}" stroke-width="64" opacity=".35" transform="translate(10 16)"/><path d="${web}" fill="none" stroke="${bone}" stroke-width="56"/><path d="${web}" fill="none" stroke="${slate}" stroke-width="38" stroke-dasharray="5 4 3 4 2 14" opacity=".55"/>`);
  out.push(`<g filter="url(#edge)">${ellipse(80, 600, 104, 104, mix(bone, rose, 0.25))}${ellipse(80, 600, 74, 74, bone)}${ellipse(80, 600, 18, 18, ink)}${rect(1010, 410, 150, 280, brick)}${rect(1010, 410, 150, 16, mix(brick, bone, 0.35))}</g>`);
  for (let i = 0; i < 5; i++) out.push(page(980 + i * 34, 628 - i * 7, 96, 118, random, -7 + i * 3));
  out.push(`<g filter="url(#edge)">${ellipse(690, 560, 19, 23, "#0d1226")}${path("M652 800 C 650 660 660 596 690 592 S 734 660 730 800 Z", "#0d1226")}${path("M716 620 L790 580 L796 594 L722 650 Z", "#0d1226")}</g>`);
  return picture(width, height, vertical("hall", [[0, "#4c5079"], [0.5, "#343e68"], [1, "#232b4e"]]), out.join("\n"));
}

// ---------------------------------------------------------------- the newsstand

function newsstand() {
  const [width, height] = [1200, 900];
  const random = seeded(88);
  const out = [rect(0, 0, width, height, "url(#street)")];
  for (const [x, w, h, fill] of [[-20, 250, 640, "#8a7f9b"], [210, 180, 560, "#a58c9c"], [840, 210, 600, "#9b869b"], [1030, 200, 660, "#7d7697"]]) {
    out.push(rect(x, 760 - h, w, h, fill));
    for (let wy = 790 - h; wy < 640; wy += 92) for (let wx = x + 30; wx < x + w - 40; wx += 66) out.push(rect(wx, wy, 30, 54, night, 'opacity=".5"'));
  }
  out.push(rect(0, 750, width, 150, "#5e5a78") + rect(0, 750, width, 10, "#8b7e92") + ellipse(600, 812, 450, 46, ink, 'opacity=".45" filter="url(#soft)"'));
  out.push(`<g filter="url(#edge)">${rect(270, 250, 660, 560, "#27406a")}${rect(300, 330, 600, 300, "#141b33")}${rect(300, 330, 600, 300, "url(#inside)")}${rect(246, 196, 708, 66, "#1d2d52")}${rect(246, 196, 708, 10, ochre)}`);
  for (let i = 0; i < 12; i++) out.push(path(`M${256 + i * 57.4} 262 h57.4 l6 62 q-28 20 -57 0 Z`, i % 2 ? bone : brick));
  out.push(`${rect(404, 216, 392, 24, bone, 'rx="3" opacity=".9"')}</g>`);
  for (let i = 0; i < 6; i++) out.push(page(318 + i * 96, 352, 78, 98, random, 0, [brick, ink, ink, slate, ink, brick][i]));
  // Whoever sells them, reading.
  out.push(`<g filter="url(#edge)">${ellipse(600, 498, 32, 38, "#c78f78")}${path("M566 490 C 566 440 634 440 634 490 C 620 470 580 470 566 490 Z", bone)}${path("M520 640 C 524 560 560 540 600 540 S 676 560 680 640 Z", "#5b6693")}</g>`);
  out.push(page(548, 552, 52, 82, random, -6) + page(600, 546, 52, 82, random, 6));
  out.push(`<g filter="url(#edge)">${rect(280, 628, 640, 22, mix(ochre, bone, 0.3))}</g>`);
  for (let i = 0; i < 7; i++) for (let k = 0; k < 3; k++) out.push(rect(298 + i * 88, 668 + k * 8 + (i % 2) * 3, 76, 7, k % 2 ? bone : mix(bone, mauve, 0.35)));
  for (let i = 0; i < 7; i++) out.push(page(298 + i * 88, 696 + (i % 2) * 3, 76, 96, random, 0, i % 3 ? ink : brick));
  return picture(width, height, vertical("street", [[0, "#5a628c"], [0.5, "#c79c94"], [0.8, apricot], [1, apricot]]) + radial("inside", [[0, "#ffd694", 0.75], [1, "#ffd694", 0.05]]), out.join("\n"));
}

// ---------------------------------------------------------------- the morning's catch, from above

function catchOfTheDay() {
  const [width, height] = [1000, 1000];
  const random = seeded(41);
  const out = [rect(0, 0, width, height, "#39406a")];
  for (let y = 0; y < height; y += 62) out.push(rect(0, y, width, 3, ink, 'opacity=".3"'));
  const fish = (x, y, s, turn, body) => `<g transform="translate(${n(x)} ${n(y)}) rotate(${n(turn)}) scale(${s})">
    ${path("M-62 0 C-40 -24 20 -26 52 -4 L84 -22 L78 0 L84 22 L52 4 C20 26 -40 24 -62 0 Z", body)}
    ${path("M-60 -3 C-40 -22 20 -24 52 -4 C20 -12 -30 -10 -60 -3 Z", ink, 'opacity=".35"')}${ellipse(-44, -4, 4.4, 4.4, bone)}${ellipse(-44, -4, 2.2, 2.2, ink)}</g>`;
  const kinds = [[mix(slate, bone, 0.55), 0.98], [mix(brick, apricot, 0.35), 0.86], [mix(mauve, bone, 0.3), 0.9], [mix(slate, bone, 0.25), 0.8]];
  for (const [nth, [x, y]] of [[46, 40], [520, 70], [30, 520], [506, 552]].entries()) {
    const [body, s] = kinds[nth];
    out.push(rect(x + 16, y + 22, 440, 420, ink, 'opacity=".5" filter="url(#soft)"'));
    out.push(`<g filter="url(#edge)">${rect(x, y, 440, 416, [brick, ochre, "#2f5f78", bone][nth])}${rect(x + 22, y + 22, 396, 372, mix(bone, slate, 0.22))}</g>`);
    for (let i = 0; i < 46; i++) out.push(polygon(Array.from({ length: 5 }, (_, k) => [x + 40 + ((i * 83) % 370) + 15 * Math.cos(k * 1.3 + i), y + 42 + ((i * 47) % 340) + 15 * Math.sin(k * 1.3 + i)]), "#fff", `opacity="${between(random, 0.2, 0.55).toFixed(2)}"`));
    for (let i = 0; i < 11; i++) out.push(fish(x + 118 + (i % 2) * 186 + between(random, -14, 14), y + 66 + Math.floor(i / 2) * 58 + between(random, -8, 8), s, between(random, -16, 16) + (i % 3 === 1 ? 180 : 0), mix(body, ink, between(random, 0, 0.22))));
  }
  return picture(width, height, "", out.join("\n"));
}

// ---------------------------------------------------------------- fog on the pier

function pier() {
  const [width, height] = [1200, 800];
  const random = seeded(63);
  const out = [rect(0, 0, width, height, "url(#fog)")];
  out.push(polygon([[380, 800], [560, 330], [640, 330], [1010, 800]], "#6f6a86"));
  for (let i = 0; i < 24; i++) {
    const y = 335 + (i / 24) ** 1.9 * 465;
    const depth = (y - 330) / 470;
    out.push(rect(560 - depth * 180, y, 80 + depth * 550, 1 + depth * 5, ink, `opacity="${(0.08 + depth * 0.4).toFixed(2)}"`));
  }
  for (let i = 0; i < 6; i++) {
    const depth = (i + 1) ** 2 / 36;
    const [left, right, base, h] = [556 - depth * 170, 644 + depth * 350, 340 + depth * 430, 16 + depth * 150];
    const fill = mix("#a39bae", ink, depth * 0.9);
    out.push(rect(left - 7 - depth * 12, base - h, 4 + depth * 22, h + depth * 40, fill) + rect(right, base - h, 4 + depth * 22, h + depth * 40, fill));
  }
  out.push(`<g filter="url(#edge)">${path("M180 800 C 176 740 196 704 196 668 H 300 C 300 704 322 740 318 800 Z", "#151b33")}${path("M160 640 h176 q14 16 0 34 h-176 q-14 -18 0 -34 Z", "#242c4e")}</g>`);
  for (let i = 0; i < 4; i++) out.push(`<path d="M178 ${714 + i * 17} q72 26 142 0" fill="none" stroke="${mix(ochre, bone, 0.4 - i * 0.1)}" stroke-width="14" stroke-linecap="round"/>`);
  out.push(`<path d="M318 752 C 420 800 520 790 640 830" fill="none" stroke="${mix(ochre, ink, 0.2)}" stroke-width="14"/>`);
  // The one who always waits there.
  out.push(`<g filter="url(#edge)">${path("M190 618 C 196 566 244 548 280 566 C 300 540 332 546 336 566 L 362 576 L 336 584 C 332 612 300 636 262 636 L 170 646 Z", bone)}${path("M170 646 C 190 600 240 580 290 596 C 280 624 230 640 170 646 Z", slate)}${ellipse(320, 564, 4, 4, ink)}${path("M338 570 L366 577 L338 583 Z", ochre)}<path d="M256 634 V650 M276 632 V650" stroke="${ochre}" stroke-width="5"/></g>`);
  out.push(gull(820, 210, 0.8, "#7b7590") + gull(930, 270, 0.5, "#8d859c") + ellipse(600, 330, 520, 70, "url(#mist)", 'filter="url(#softer)"'));
  for (let i = 0; i < 26; i++) out.push(rect(between(random, -60, 1100), between(random, 360, 470), between(random, 60, 260), 2, bone, 'opacity=".2"'));
  return picture(width, height, vertical("fog", [[0, "#a8a3b7"], [0.42, "#dcc9bf"], [0.5, "#c9b7b6"], [1, "#4d5377"]]) + radial("mist", [[0, "#f3e6d8", 0.9], [1, "#f3e6d8", 0]]), out.join("\n"));
}

// ---------------------------------------------------------------- faces

/** A face without features, as on a stamp. */
function portrait(back, skin, hair, coat, cut) {
  return picture(400, 400, "", `${rect(0, 0, 400, 400, back)}<g filter="url(#edge)">
    ${cut === "long" ? path("M108 300 C 84 130 130 66 202 66 S 318 130 292 300 Z", hair) : ""}
    ${path("M40 400 C 50 312 120 286 200 284 S 350 312 360 400 Z", coat)}${path("M166 230 h68 v60 q-34 34 -68 0 Z", mix(skin, ink, 0.25))}
    ${path("M132 170 C 132 96 268 96 268 170 C 268 236 236 274 200 274 S 132 236 132 170 Z", skin)}${path("M200 108 C 268 100 270 236 200 274 Z", mix(skin, ink, 0.35), 'opacity=".3"')}
    ${cut === "long" ? path("M124 190 C 120 96 180 84 210 96 C 190 130 160 150 124 190 Z M206 96 C 262 92 280 140 276 200 C 262 150 236 124 206 96 Z", hair) : `${path("M118 150 C 112 82 288 82 282 150 Z", hair)}${path("M104 150 Q 200 120 316 158 L 300 172 Q 200 138 112 166 Z", mix(hair, ink, 0.4))}`}
  </g>`);
}

const sign = (back, drawing) => picture(400, 400, "", `${rect(0, 0, 400, 400, back)}${drawing}`);

const anchor = sign(night, `<g fill="none" stroke="${bone}" stroke-width="26" stroke-linecap="round"><circle cx="200" cy="92" r="26"/><path d="M200 124 V312 M142 168 H258 M88 226 C 96 292 148 316 200 316 S 304 292 312 226"/></g>`);
const seagull = sign(apricot, `${ellipse(200, 250, 96, 96, "#f8e8c9")}${rect(0, 268, 400, 132, slate)}${gull(200, 190, 4.6, ink)}`);

export const postPictures = [
  { name: "porto", svg: harbour(), quality: 0.66, widths: [800] },
  { name: "faro", svg: lighthouse(), quality: 0.66, widths: [560] },
  { name: "rotativa", svg: press(), quality: 0.66, widths: [640] },
  { name: "edicola", svg: newsstand(), quality: 0.66, widths: [640] },
  { name: "pesce", svg: catchOfTheDay(), quality: 0.6, widths: [520] },
  { name: "molo", svg: pier(), quality: 0.66, widths: [640] },
  { name: "volto-gabbiano", svg: seagull, quality: 0.7, widths: [144] },
  { name: "volto-ancora", svg: anchor, quality: 0.7, widths: [144] },
  { name: "volto-nadia", svg: portrait(mix(rose, bone, 0.3), "#c98f77", "#2a2238", "#3f5278", "long"), quality: 0.7, widths: [144] },
  { name: "volto-ugo", svg: portrait(mix(slate, mauve, 0.4), "#dcae8c", "#27365c", brick, "cap"), quality: 0.7, widths: [144] },
];
