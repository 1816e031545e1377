// An article as one HTML string.
import { count, direction, initials, linked, minter, minutes, moment, numberColumns, parts, pieces, safe } from "../reading.js";

const sign = /[&<>"]/;
const signs = /[&<>"]/g;
const names = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const escape = (text) => (sign.test(text) ? text.replace(signs, (sign) => names[sign]) : text);

function link(text, href, name = "aw-link", more = "") {
  const url = safe(href);
  return url ? `<a class="${name}" href="${escape(url)}"${more}>${escape(text)}</a>` : escape(text);
}

function inline(value) {
  let html = "";
  for (const piece of pieces(value)) {
    if (typeof piece === "string") html += escape(piece);
    else if (piece.href) html += link(piece.text, piece.href);
    else {
      const marks = piece.marks ?? [];
      for (const mark of marks) html += `<${mark}>`;
      html += escape(piece.text);
      for (let at = marks.length; at--;) html += `</${marks[at]}>`;
    }
  }
  return html;
}

const time = (iso, name) => `<time${name ? ` class="${name}"` : ""} datetime="${escape(iso)}">${moment(iso)}</time>`;

function table(block, key, mint) {
  const id = mint(block.caption);
  const numbers = numberColumns(block);
  let html =
    `<figure class="aw-table-figure" data-block="table" data-key="${key}"><figcaption class="aw-figcaption" id="${id}">${escape(block.caption)}</figcaption>` +
    `<div class="aw-scroll" role="group" tabindex="0" aria-labelledby="${id}"><table class="aw-table"><thead><tr>`;
  block.head.forEach((cell, column) => {
    html += `<th class="aw-head-cell${numbers[column] ? " aw-number-cell" : ""}" scope="col">${escape(cell)}</th>`;
  });
  html += "</tr></thead><tbody>";
  for (const row of block.rows) {
    html += "<tr>";
    row.forEach((cell, column) => {
      if (column === 0 && block.rowHeaders) html += `<th class="aw-row-header" scope="row">${escape(cell)}</th>`;
      else html += `<td class="${numbers[column] ? "aw-number-cell" : "aw-cell"}">${escape(cell)}</td>`;
    });
    html += "</tr>";
  }
  return `${html}</tbody></table></div></figure>`;
}

function post({ id, lang, text, author, created, metrics }, key) {
  const name = escape(author.name);
  const handle = escape(author.handle);
  let html =
    `<article class="aw-tweet" data-block="tweet" data-key="${key}" data-network="x" aria-label="Post by ${name} (@${handle})"><header class="aw-tweet-head">` +
    `<span class="aw-initials" aria-hidden="true">${escape(initials(author.name))}</span><p class="aw-tweet-who"><bdi class="aw-tweet-author">${name}</bdi> ` +
    `<a class="aw-tweet-handle" href="https://x.com/${handle}" dir="ltr">@${handle}</a></p><span class="aw-network" role="img" aria-label="X" title="X"></span></header><p class="aw-tweet-text" lang="${escape(lang)}" dir="${direction(lang)}">`;
  for (const piece of linked(text)) html += typeof piece === "string" ? escape(piece) : link(piece.text, piece.href);
  html +=
    `</p><footer class="aw-tweet-foot"><a class="aw-tweet-link" href="https://x.com/${handle}/status/${escape(id)}">${time(created)}</a> ` +
    `<span class="aw-tweet-metric"><span class="aw-replies"></span>${count(metrics.replies, "replies")}</span> ` +
    `<span class="aw-tweet-metric"><span class="aw-likes"></span>${count(metrics.likes, "likes")}</span></footer></article>`;
  return html;
}

function block(block, key, mint) {
  switch (block.type) {
    case "paragraph": {
      const tongue = `${block.lang ? ` lang="${escape(block.lang)}"` : ""}${block.dir ? ` dir="${escape(block.dir)}"` : ""}`;
      return `<p class="aw-paragraph" data-block="paragraph" data-key="${key}"${tongue}>${inline(block.text)}</p>`;
    }
    case "list": {
      const name = block.style === "number" ? "ol" : "ul";
      let html = `<${name} class="aw-list" data-block="list" data-key="${key}">`;
      for (const item of block.items) html += `<li class="aw-item">${inline(item)}</li>`;
      return `${html}</${name}>`;
    }
    case "quote":
      return (
        `<figure class="aw-quote" data-block="quote" data-key="${key}"><blockquote class="aw-quote-text"><p class="aw-paragraph">${inline(block.text)}</p></blockquote>` +
        `<figcaption class="aw-cite"><span>${inline(block.cite)}</span></figcaption></figure>`
      );
    case "image": {
      const alt = escape(block.alt);
      const src = safe(block.src);
      return (
        `<figure class="aw-image" data-block="image" data-key="${key}"><img class="aw-picture" alt="${alt}" width="${+block.width}" height="${+block.height}" loading="lazy" decoding="async"` +
        `${src ? ` src="${escape(src)}"` : ""}><button class="aw-enlarge" type="button" aria-label="Enlarge picture: ${alt}"></button>` +
        `<figcaption class="aw-figcaption"><span class="aw-caption">${inline(block.caption)}</span> <span class="aw-credit">${escape(block.credit)}</span></figcaption></figure>`
      );
    }
    case "table":
      return table(block, key, mint);
    case "tweet":
      return post(block.post, key);
  }
  return "";
}

/** @param {import("../../../www/src/types.ts").Article} story */
export function markup(story) {
  const { lead, sections } = parts(story.body);
  const mint = minter();
  let key = 0;
  let html =
    `<article class="aw" lang="${escape(story.lang)}" dir="${direction(story.lang)}" aria-labelledby="article--headline"><header class="aw-header aw-article-header">` +
    `<p class="aw-kicker">${inline(story.kicker)}</p><h2 class="aw-headline" id="article--headline">${inline(story.headline)}</h2><p class="aw-standfirst">${inline(story.standfirst)}</p>` +
    `<div class="aw-meta"><div class="aw-byline">By `;
  story.byline.forEach(({ name, url }, index) => {
    html += (index ? " and " : "") + (url ? link(name, url, "aw-person", ' dir="auto"') : `<span class="aw-person" dir="auto">${escape(name)}</span>`);
  });
  const length = minutes(story);
  html +=
    `</div><p class="aw-dates">${time(story.published, "aw-published")} · Updated ${time(story.updated, "aw-updated")}` +
    `${length ? ` · <span class="aw-minutes">${length}</span>` : ""}</p></div></header>`;
  for (const one of lead) html += block(one, key++, mint);
  if (sections.length > 2) html += `<div class="aw-tools"><button class="aw-all" type="button">Hide all sections</button></div>`;
  for (const section of sections) {
    const id = escape(section.id);
    html +=
      `<section class="aw-section" id="${id}" data-block="section" data-key="${key++}"><h3 class="aw-section-heading">` +
      `<button class="aw-section-button" type="button" aria-expanded="true" aria-controls="${id}--panel"><span class="aw-section-title">${inline(section.title)}</span>` +
      `<span class="aw-section-sign" aria-hidden="true"></span></button></h3><div class="aw-panel" id="${id}--panel">` +
      `<button class="aw-copy" type="button" aria-label="Copy link: ${escape(section.title)}"></button><div class="aw-panel-inner">`;
    for (const one of section.blocks) html += block(one, key++, mint);
    html += "</div></div></section>";
  }
  return `${html}</article>`;
}
