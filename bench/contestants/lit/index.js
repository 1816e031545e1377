import { html, nothing, render } from "lit";
import { count, direction, initials, linked, minter, minutes, moment, numberColumns, parts, pieces, read, safe } from "../reading.js";

function link(text, href, name = "aw-link", dir = nothing) {
  const url = safe(href);
  return url ? html`<a class=${name} href=${url} dir=${dir}>${text}</a>` : text;
}

const wraps = {
  strong: (inner) => html`<strong>${inner}</strong>`,
  em: (inner) => html`<em>${inner}</em>`,
};

function inline(value) {
  if (typeof value === "string") return value;
  return pieces(value).map((piece) => {
    if (typeof piece === "string") return piece;
    if (piece.href) return link(piece.text, piece.href);
    return (piece.marks ?? []).reduceRight((inner, mark) => wraps[mark](inner), piece.text);
  });
}

const time = (iso, name) => html`<time class=${name ?? nothing} datetime=${iso}>${moment(iso)}</time>`;

function table(block, key, mint) {
  const id = mint(block.caption);
  const numbers = numberColumns(block);
  const cell = (text, column) =>
    column === 0 && block.rowHeaders
      ? html`<th class="aw-row-header" scope="row">${text}</th>`
      : html`<td class=${numbers[column] ? "aw-number-cell" : "aw-cell"}>${text}</td>`;
  const head = (text, column) => html`<th class=${numbers[column] ? "aw-head-cell aw-number-cell" : "aw-head-cell"} scope="col">${text}</th>`;
  return html`<figure class="aw-table-figure" data-block="table" data-key=${key}><figcaption class="aw-figcaption" id=${id}>${block.caption}</figcaption><div class="aw-scroll" role="group" tabindex="0" aria-labelledby=${id}><table class="aw-table"><thead><tr>${block.head.map(head)}</tr></thead><tbody>${block.rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div></figure>`;
}

function post({ id, lang, text, author, created, metrics }, key) {
  const profile = `https://x.com/${author.handle}`;
  const words = linked(text).map((piece) => (typeof piece === "string" ? piece : link(piece.text, piece.href)));
  return html`<article class="aw-tweet" data-block="tweet" data-key=${key} data-network="x" aria-label=${`Post by ${author.name} (@${author.handle})`}><header class="aw-tweet-head"><span class="aw-initials" aria-hidden="true">${initials(author.name)}</span><p class="aw-tweet-who"><bdi class="aw-tweet-author">${author.name}</bdi> <a class="aw-tweet-handle" href=${profile} dir="ltr">@${author.handle}</a></p><span class="aw-network" role="img" aria-label="X" title="X"></span></header><p class="aw-tweet-text" lang=${lang} dir=${direction(lang)}>${words}</p><footer class="aw-tweet-foot"><a class="aw-tweet-link" href=${`${profile}/status/${id}`}>${time(created)}</a> <span class="aw-tweet-metric"><span class="aw-replies"></span>${count(metrics.replies, "replies")}</span> <span class="aw-tweet-metric"><span class="aw-likes"></span>${count(metrics.likes, "likes")}</span></footer></article>`;
}

function block(block, key, mint) {
  switch (block.type) {
    case "paragraph":
      return html`<p class="aw-paragraph" data-block="paragraph" data-key=${key} lang=${block.lang ?? nothing} dir=${block.dir ?? nothing}>${inline(block.text)}</p>`;
    case "list": {
      const items = block.items.map((item) => html`<li class="aw-item">${inline(item)}</li>`);
      return block.style === "number"
        ? html`<ol class="aw-list" data-block="list" data-key=${key}>${items}</ol>`
        : html`<ul class="aw-list" data-block="list" data-key=${key}>${items}</ul>`;
    }
    case "quote":
      return html`<figure class="aw-quote" data-block="quote" data-key=${key}><blockquote class="aw-quote-text"><p class="aw-paragraph">${block.text}</p></blockquote><figcaption class="aw-cite"><span>${block.cite}</span></figcaption></figure>`;
    case "image":
      return html`<figure class="aw-image" data-block="image" data-key=${key}><img class="aw-picture" alt=${block.alt} width=${block.width} height=${block.height} loading="lazy" decoding="async" src=${safe(block.src) ?? nothing}><button class="aw-enlarge" type="button" aria-label=${`Enlarge picture: ${block.alt}`}></button><figcaption class="aw-figcaption"><span class="aw-caption">${inline(block.caption)}</span> <span class="aw-credit">${block.credit}</span></figcaption></figure>`;
    case "table":
      return table(block, key, mint);
    case "tweet":
      return post(block.post, key);
  }
  return nothing;
}

function article(story) {
  const { lead, sections } = parts(story.body);
  const mint = minter();
  const length = minutes(story);
  const byline = story.byline.map(({ name, url }, index) => [index ? " and " : "", url ? link(name, url, "aw-person", "auto") : html`<span class="aw-person" dir="auto">${name}</span>`]);
  const section = ({ id, title, blocks }) =>
    html`<section class="aw-section" id=${id} data-block="section" data-key=${id}><h3 class="aw-section-heading"><button class="aw-section-button" type="button" aria-expanded="true" aria-controls=${`${id}--panel`}><span class="aw-section-title">${title}</span><span class="aw-section-sign" aria-hidden="true"></span></button></h3><div class="aw-panel" id=${`${id}--panel`}><button class="aw-copy" type="button" aria-label=${`Copy link: ${title}`}></button><div class="aw-panel-inner">${blocks.map((one, index) => block(one, `${id}-${index}`, mint))}</div></div></section>`;
  return html`<article class="aw" lang=${story.lang} dir=${direction(story.lang)} aria-labelledby="article--headline"><header class="aw-header aw-article-header"><p class="aw-kicker">${story.kicker}</p><h2 class="aw-headline" id="article--headline">${story.headline}</h2><p class="aw-standfirst">${story.standfirst}</p><div class="aw-meta"><div class="aw-byline">By ${byline}</div><p class="aw-dates">${time(story.published, "aw-published")} · Updated ${time(story.updated, "aw-updated")}${length ? html` · <span class="aw-minutes">${length}</span>` : nothing}</p></div></header>${lead.map((one, index) => block(one, index, mint))}${sections.length > 2 ? html`<div class="aw-tools"><button class="aw-all" type="button">Hide all sections</button></div>` : nothing}${sections.map(section)}</article>`;
}

export function draw(bytes, container) {
  render(article(read(bytes)), container);
}

export const update = draw;

export const clear = (container) => render(nothing, container);
