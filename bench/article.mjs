// Articles of any length, the same for the same seed: no word of a real one, and nobody who exists.

/** @typedef {import("../www/src/types.ts").Article} Article */
/** @typedef {import("../www/src/types.ts").Block} Block */
/** @typedef {import("../www/src/types.ts").Span} Span */

// A tenth posts. The first three blocks of an article are its lead, and paragraphs.
const mix = { paragraph: 9, heading: 2, tweet: 2, list: 2, quote: 2, image: 2, table: 1 };

const banks = {
  en: (
    "the harbour board said on Monday that the old ferry would stay in its berth until the new timetable had been read by " +
    "everybody who lives on the far side of the water while the island’s bakers asked who would carry their bread and the " +
    "teachers wondered how a class could begin at eight if the boat left at nine and a pilot with thirty winters behind him " +
    "answered that tides keep no calendar and that a quiet sea had never been promised to anyone least of all in a dry spring"
  ).split(" "),
  it: (
    "il consiglio del porto ha letto ad alta voce il nuovo orario mentre i fornai dell’isola contavano le ceste e una maestra " +
    "chiedeva perché la barca delle nove non potesse partire alle otto così che la lezione cominciasse prima della marea e " +
    "nessuno dovesse più correre sul molo bagnato né aspettare la città dall’altra parte dell’acqua"
  ).split(" "),
  ar: "قرأ مجلس الميناء الجدول الجديد بصوت عال بينما كان الخبازون يعدون السلال وسألت معلمة عن القارب الذي يغادر في التاسعة وقال البحار إن المد لا يعرف التقويم وإن البحر الهادئ لم يوعد به أحد".split(" "),
};
const signs = ["⛴️", "🌊", "📦", "👩🏽‍🏫", "🥖", "☀️"];
const odd = ["Bread & Sons", "5 < 7", "“no boat”", "pier-side", "<quay>", "it’s", "C&D"];
const first = ["Maren", "Tobin", "Ilse", "Dario", "Nour", "Petra", "Säde", "Wim", "Oriel", "Jun"];
const last = ["Quillfeather", "Dask", "Varnholt", "Pellicano", "Al-Rimali", "O’Tarrow", "Fennimore", "Stråk", "Belcampo", "Ivory"];
const handles = ["far_shore", "MarenWrites", "tobin99", "quay_news", "IlseOnIce", "nour_r", "breadboat", "PilotDask", "ferry_times", "w1m"];
const tags = ["ferry", "timetable", "FarShore", "città", "breadboat", "ميناء", "Perché", "tide9"];
const places = ["Ellery", "Sandhook", "Norrvik", "Calamare", "Dry Point"];

/** Mulberry32: small, quick, and the same everywhere. */
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** In place. */
export function shuffle(list, next) {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [list[at], list[other]] = [list[other], list[at]];
  }
  return list;
}

/**
 * An article of `size` blocks, headings counted.
 * @param {number} size
 * @returns {Article}
 */
export function article(size, seed = 7000 + size) {
  const next = random(seed);
  const whole = (low, high) => low + Math.floor(next() * (high - low + 1));
  const pick = (list) => list[Math.floor(next() * list.length)];
  const two = (number) => String(number).padStart(2, "0");
  const moment = () => `2026-${two(whole(1, 9))}-${two(whole(1, 28))}T${two(whole(0, 23))}:${two(whole(0, 59))}:00Z`;
  const name = () => `${pick(first)} ${pick(last)}`;
  const upper = (text) => text.charAt(0).toUpperCase() + text.slice(1);
  const language = () => {
    const share = next();
    return share < 0.08 ? "ar" : share < 0.3 ? "it" : "en";
  };

  function words(lang, count, plain = false) {
    const bank = banks[lang];
    let at = whole(0, bank.length - 1);
    const said = [];
    while (said.length < count) {
      if (next() < 0.12) at = whole(0, bank.length - 1);
      said.push(bank[at++ % bank.length]);
      const share = next();
      if (!plain && share < 0.012) said.push(pick(signs));
      else if (!plain && share < 0.02) said.push(pick(odd));
      else if (share > 0.94) said[said.length - 1] += ",";
    }
    return said.join(" ").replace(/,$/, "");
  }

  /** @returns {string | (string | Span)[]} running text with marks and links */
  function inline(lang, low, high) {
    const parts = [];
    let plain = "";
    let left = whole(low, high);
    const closes = (part) => {
      if (plain) parts.push(plain);
      plain = " ";
      parts.push(part);
    };
    for (let started = false; left > 0; started = true) {
      const run = Math.min(left, whole(8, 28));
      left -= run;
      const text = words(lang, run);
      plain += (started ? text : upper(text)) + (left > 0 ? " " : ".");
      if (left <= 4) continue;
      const share = next();
      if (share < 0.25) closes({ text: words(lang, whole(1, 3)), marks: ["strong"] });
      else if (share < 0.45) closes({ text: words(lang, whole(1, 3)), marks: ["em"] });
      else if (share < 0.5) closes({ text: words(lang, 2), marks: ["strong", "em"] });
      else if (share < 0.85) closes({ text: words(lang, whole(1, 4)), href: address() });
    }
    if (parts.length === 0) return plain;
    if (plain.trim()) parts.push(plain);
    return parts;
  }
  const address = () => `https://news.example/${pick(["harbour", "island", "weather"])}/2026/${whole(1000, 999999)}?from=a&part=${whole(1, 99)}`;

  let pictures = 0;
  let sections = 0;
  /** @type {Record<string, () => Block>} */
  const kinds = {
    paragraph() {
      const lang = language();
      const text = inline(lang, 25, 75);
      return lang === "ar" ? { type: "paragraph", lang: "ar", dir: "rtl", text } : { type: "paragraph", text };
    },
    heading: () => ({ type: "heading", id: `part-${++sections}`, level: 2, text: upper(words(language(), whole(3, 8), true)) }),
    list() {
      const lang = language();
      const items = Array.from({ length: whole(3, 6) }, () => inline(lang, 5, 16));
      return next() < 0.3 ? { type: "list", style: "number", items } : { type: "list", items };
    },
    quote: () => ({ type: "quote", text: `${upper(words(language(), whole(12, 35)))}.`, cite: name() }),
    image() {
      const [width, height] = pick([[1200, 800], [960, 540], [640, 480]]);
      const lang = language();
      const alt = upper(words(lang, whole(4, 9), true));
      return { type: "image", src: `https://pictures.example/${++pictures}.jpg`, alt, width, height, caption: inline(lang, 6, 14), credit: name() };
    },
    table() {
      const rows = Array.from({ length: whole(3, 6) }, () => [pick(places), String(whole(2, 80)), `${whole(1, 99)}.${whole(0, 9)} %`, pick(["yes", "no", "on Sundays"])]);
      return { type: "table", caption: `Crossings, table ${whole(1, 400)}`, head: ["Pier", "Boats", "Late", "In winter"], rows, rowHeaders: true };
    },
    tweet() {
      const lang = language();
      const handle = pick(handles);
      const id = `19${whole(1e8, 9e8)}${whole(1e7, 9e7)}`;
      const found = [`@${pick(handles)}`, `#${pick(tags)}`];
      if (next() < 0.5) found.push(`#${pick(tags)}`);
      if (next() < 0.6) found.push(`https://news.example/n/${whole(10000, 99999)}`);
      const text = found.reduce((said, link) => `${said} ${link} ${words(lang, whole(1, 4), true)}`, upper(words(lang, whole(6, 14), true)));
      const metrics = { likes: whole(2, 9000), replies: whole(2, 900) };
      return { type: "tweet", post: { id, lang, text, author: { name: name(), handle }, created: moment(), metrics } };
    },
  };

  const order = [];
  while (order.length < size) order.push(...shuffle(Object.entries(mix).flatMap(([kind, count]) => Array(count).fill(kind)), next));
  for (let at = 0; at < 3; at++) {
    const from = order.indexOf("paragraph", at);
    [order[at], order[from]] = [order[from], order[at]];
  }
  return {
    lang: "en",
    url: `https://news.example/harbour/${seed}`,
    kicker: "Far shore",
    headline: upper(words("en", 9, true)),
    standfirst: `${upper(words("en", 24))}.`,
    byline: [{ name: name(), url: "https://news.example/people/1" }, { name: name() }],
    published: "2026-03-14T09:26:00Z",
    updated: "2026-03-15T16:05:00Z",
    body: order.slice(0, size).map((kind) => kinds[kind]()),
  };
}

/** The same article with one paragraph corrected, in its middle. */
export function corrected(story) {
  const body = [...story.body];
  const at = body.findIndex((block, index) => index >= body.length / 2 && block.type === "paragraph");
  body[at] = { type: "paragraph", text: "Corrected: the boat leaves at eight." };
  return { ...story, body };
}
