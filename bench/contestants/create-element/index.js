// By hand: createElement, out of the page, appended once.
import { count, direction, initials, linked, minter, minutes, moment, numberColumns, parts, pieces, read, safe } from "../reading.js";

function add(parent, name, className, text) {
  const element = document.createElement(name);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  parent.appendChild(element);
  return element;
}

const say = (parent, text) => parent.appendChild(document.createTextNode(text));

function link(parent, text, href, className = "aw-link") {
  const url = safe(href);
  if (!url) return say(parent, text);
  const element = add(parent, "a", className, text);
  element.setAttribute("href", url);
  return element;
}

function inline(parent, value) {
  if (typeof value === "string") {
    say(parent, value);
    return parent;
  }
  for (const piece of pieces(value)) {
    if (typeof piece === "string") say(parent, piece);
    else if (piece.href) link(parent, piece.text, piece.href);
    else {
      let inner = parent;
      for (const mark of piece.marks ?? []) inner = add(inner, mark);
      say(inner, piece.text);
    }
  }
  return parent;
}

function time(parent, iso, className) {
  add(parent, "time", className, moment(iso)).setAttribute("datetime", iso);
}

function start(parent, name, className, kind, key) {
  const element = document.createElement(name);
  element.className = className;
  element.setAttribute("data-block", kind);
  element.setAttribute("data-key", key);
  parent.appendChild(element);
  return element;
}

function button(parent, className, label) {
  const element = add(parent, "button", className);
  element.setAttribute("type", "button");
  if (label) element.setAttribute("aria-label", label);
  return element;
}

function table(parent, block, key, mint) {
  const id = mint(block.caption);
  const numbers = numberColumns(block);
  const figure = start(parent, "figure", "aw-table-figure", "table", key);
  add(figure, "figcaption", "aw-figcaption", block.caption).id = id;
  const scroll = add(figure, "div", "aw-scroll");
  scroll.setAttribute("role", "group");
  scroll.setAttribute("tabindex", "0");
  scroll.setAttribute("aria-labelledby", id);
  const grid = add(scroll, "table", "aw-table");
  const head = add(add(grid, "thead"), "tr");
  block.head.forEach((cell, column) => add(head, "th", numbers[column] ? "aw-head-cell aw-number-cell" : "aw-head-cell", cell).setAttribute("scope", "col"));
  const body = add(grid, "tbody");
  for (const row of block.rows) {
    const line = add(body, "tr");
    row.forEach((cell, column) => {
      if (column === 0 && block.rowHeaders) add(line, "th", "aw-row-header", cell).setAttribute("scope", "row");
      else add(line, "td", numbers[column] ? "aw-number-cell" : "aw-cell", cell);
    });
  }
}

function post(parent, { id, lang, text, author, created, metrics }, key) {
  const card = start(parent, "article", "aw-tweet", "tweet", key);
  card.setAttribute("data-network", "x");
  card.setAttribute("aria-label", `Post by ${author.name} (@${author.handle})`);
  const head = add(card, "header", "aw-tweet-head");
  add(head, "span", "aw-initials", initials(author.name)).setAttribute("aria-hidden", "true");
  const who = add(head, "p", "aw-tweet-who");
  add(who, "bdi", "aw-tweet-author", author.name);
  say(who, " ");
  const profile = `https://x.com/${author.handle}`;
  link(who, `@${author.handle}`, profile, "aw-tweet-handle").setAttribute("dir", "ltr");
  const network = add(head, "span", "aw-network");
  network.setAttribute("role", "img");
  network.setAttribute("aria-label", "X");
  network.setAttribute("title", "X");
  const words = add(card, "p", "aw-tweet-text");
  words.setAttribute("lang", lang);
  words.setAttribute("dir", direction(lang));
  for (const piece of linked(text)) {
    if (typeof piece === "string") say(words, piece);
    else link(words, piece.text, piece.href);
  }
  const foot = add(card, "footer", "aw-tweet-foot");
  const page = add(foot, "a", "aw-tweet-link");
  page.setAttribute("href", `${profile}/status/${id}`);
  time(page, created);
  for (const name of ["replies", "likes"]) {
    say(foot, " ");
    const metric = add(foot, "span", "aw-tweet-metric");
    add(metric, "span", `aw-${name}`);
    say(metric, count(metrics[name], name));
  }
}

function picture(parent, block, key) {
  const figure = start(parent, "figure", "aw-image", "image", key);
  const image = add(figure, "img", "aw-picture");
  image.setAttribute("alt", block.alt);
  image.setAttribute("width", block.width);
  image.setAttribute("height", block.height);
  image.setAttribute("loading", "lazy");
  image.setAttribute("decoding", "async");
  const src = safe(block.src);
  if (src) image.setAttribute("src", src);
  button(figure, "aw-enlarge", `Enlarge picture: ${block.alt}`);
  const caption = add(figure, "figcaption", "aw-figcaption");
  inline(add(caption, "span", "aw-caption"), block.caption);
  say(caption, " ");
  add(caption, "span", "aw-credit", block.credit);
}

function draws(parent, block, key, mint) {
  switch (block.type) {
    case "paragraph": {
      const paragraph = start(parent, "p", "aw-paragraph", "paragraph", key);
      if (block.lang) paragraph.setAttribute("lang", block.lang);
      if (block.dir) paragraph.setAttribute("dir", block.dir);
      inline(paragraph, block.text);
      break;
    }
    case "list": {
      const list = start(parent, block.style === "number" ? "ol" : "ul", "aw-list", "list", key);
      for (const item of block.items) inline(add(list, "li", "aw-item"), item);
      break;
    }
    case "quote": {
      const figure = start(parent, "figure", "aw-quote", "quote", key);
      inline(add(add(figure, "blockquote", "aw-quote-text"), "p", "aw-paragraph"), block.text);
      inline(add(add(figure, "figcaption", "aw-cite"), "span"), block.cite);
      break;
    }
    case "image":
      picture(parent, block, key);
      break;
    case "table":
      table(parent, block, key, mint);
      break;
    case "tweet":
      post(parent, block.post, key);
  }
}

function header(article, story) {
  const header = add(article, "header", "aw-header aw-article-header");
  inline(add(header, "p", "aw-kicker"), story.kicker);
  const headline = add(header, "h2", "aw-headline");
  headline.id = "article--headline";
  inline(headline, story.headline);
  inline(add(header, "p", "aw-standfirst"), story.standfirst);
  const meta = add(header, "div", "aw-meta");
  const byline = add(meta, "div", "aw-byline");
  story.byline.forEach(({ name, url }, index) => {
    say(byline, index ? " and " : "By ");
    const person = url ? link(byline, name, url, "aw-person") : add(byline, "span", "aw-person", name);
    person.setAttribute("dir", "auto");
  });
  const dates = add(meta, "p", "aw-dates");
  time(dates, story.published, "aw-published");
  say(dates, " · Updated ");
  time(dates, story.updated, "aw-updated");
  const length = minutes(story);
  if (!length) return;
  say(dates, " · ");
  add(dates, "span", "aw-minutes", length);
}

export function draw(bytes, container) {
  const story = read(bytes);
  const { lead, sections } = parts(story.body);
  const mint = minter();
  let key = 0;
  const article = document.createElement("article");
  article.className = "aw";
  article.setAttribute("lang", story.lang);
  article.setAttribute("dir", direction(story.lang));
  article.setAttribute("aria-labelledby", "article--headline");
  header(article, story);
  for (const block of lead) draws(article, block, key++, mint);
  if (sections.length > 2) button(add(article, "div", "aw-tools"), "aw-all").textContent = "Hide all sections";
  for (const { id, title, blocks } of sections) {
    const section = start(article, "section", "aw-section", "section", key++);
    section.id = id;
    const opener = button(add(section, "h3", "aw-section-heading"), "aw-section-button");
    opener.setAttribute("aria-expanded", "true");
    opener.setAttribute("aria-controls", `${id}--panel`);
    inline(add(opener, "span", "aw-section-title"), title);
    add(opener, "span", "aw-section-sign").setAttribute("aria-hidden", "true");
    const panel = add(section, "div", "aw-panel");
    panel.id = `${id}--panel`;
    button(panel, "aw-copy", `Copy link: ${title}`);
    const inner = add(panel, "div", "aw-panel-inner");
    for (const block of blocks) draws(inner, block, key++, mint);
  }
  container.appendChild(article);
}

export function update(bytes, container) {
  clear(container);
  draw(bytes, container);
}

export const clear = (container) => container.replaceChildren();
export const readOnly = read;
