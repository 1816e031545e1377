// What every JavaScript contestant does with an article before it draws: nothing here knows how.

const decoder = new TextDecoder();

/** @param {Uint8Array} bytes */
export const read = (bytes) => JSON.parse(decoder.decode(bytes));

/** Headings start sections; what stands before the first is the lead. */
export function parts(body) {
  const lead = [];
  const sections = [];
  let blocks = lead;
  for (const block of body) {
    if (block.type === "heading") {
      blocks = [];
      sections.push({ id: `article-${block.id}`, title: block.text, blocks });
    } else blocks.push(block);
  }
  return { lead, sections };
}

/** Inline text as a list of strings and spans. */
export const pieces = (inline) => (Array.isArray(inline) ? inline : [inline]);

/** An address that may be a link or a picture, or `undefined`. */
export const safe = (url) => (/^(?:https?:|mailto:|[/#?])/i.test(url) ? url : undefined);

const entity = /https?:\/\/\S+|@\w{1,15}|#[\p{L}\p{N}_]+/gu;

/** A post's text as a list of strings and `{ text, href }`. */
export function linked(text) {
  const found = [];
  let from = 0;
  for (const { 0: piece, index } of text.matchAll(entity)) {
    if (index > from) found.push(text.slice(from, index));
    const sign = piece[0];
    const href = sign === "@" ? `https://x.com/${piece.slice(1)}` : sign === "#" ? `https://x.com/hashtag/${piece.slice(1)}` : piece;
    found.push({ text: piece, href });
    from = index + piece.length;
  }
  if (from < text.length) found.push(text.slice(from));
  return found;
}

const months = "January,February,March,April,May,June,July,August,September,October,November,December".split(",");

/** "March 14, 2026 at 9:26 AM". By hand: Intl takes ten times as long. */
export function moment(iso) {
  const hour = +iso.slice(11, 13);
  return `${months[+iso.slice(5, 7) - 1]} ${+iso.slice(8, 10)}, ${iso.slice(0, 4)} at ${hour % 12 || 12}:${iso.slice(14, 16)}\u202f${hour < 12 ? "AM" : "PM"}`;
}

/** "12,345 likes" */
export const count = (number, word) => `${String(number).replace(/\B(?=(?:\d{3})+$)/g, ",")}\u00a0${number === 1 ? word.slice(0, -1).replace(/ie$/, "y") : word}`;

/** The first letters of the first and the last name. */
export const initials = (name) => name[0] + name[name.lastIndexOf(" ") + 1];

/** Gives each caption an id that no other has. */
export function minter() {
  const taken = new Map();
  return (caption) => {
    const id = `article-${caption.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-")}--caption`;
    const times = (taken.get(id) ?? 0) + 1;
    taken.set(id, times);
    return times > 1 ? `${id}-${times}` : id;
  };
}

function words(inline) {
  let count = 0;
  for (const piece of pieces(inline)) {
    const text = typeof piece === "string" ? piece : piece.text;
    let blank = true;
    for (let at = 0; at < text.length; at++) {
      const sign = text.charCodeAt(at);
      const space = sign === 32 || sign === 10 || sign === 160;
      if (blank && !space) count++;
      blank = space;
    }
  }
  return count;
}

function blockWords(block) {
  switch (block.type) {
    case "list":
      return block.items.reduce((sum, item) => sum + words(item), 0);
    case "quote":
      return words(block.text) + words(block.cite);
    case "image":
      return words(block.caption) + words(block.credit);
    case "table":
      return words(block.caption) + words(block.head) + block.rows.reduce((sum, row) => sum + words(row), 0);
    case "tweet":
      return words(block.post.author.name) + words(block.post.text);
    default:
      return words(block.text);
  }
}

/** How long it takes to read, at 228 words a minute; nothing for a note. */
export function minutes(story) {
  let sum = words(story.kicker) + words(story.headline) + words(story.standfirst);
  for (const { name } of story.byline) sum += words(name);
  for (const block of story.body) sum += blockWords(block);
  return sum < 100 ? undefined : `${Math.max(1, Math.round(sum / 228))}\u00a0min read`;
}

const numeric = /^[\d\s.,+\-−–%€$£]*\d[\d\s.,+\-−–%€$£]*$/;

/** Which columns of a table hold numbers alone. */
export const numberColumns = ({ head, rows }) => head.map((_, column) => column > 0 && rows.every((row) => numeric.test(row[column])));

/** Arabic is the only one of the articles' languages that runs from the right. */
export const direction = (lang) => (lang === "ar" ? "rtl" : "ltr");
