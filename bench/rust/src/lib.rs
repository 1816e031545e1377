//! The article as Sycamore views.

mod article;
mod text;

use std::cell::RefCell;
use std::collections::HashMap;

use sycamore::prelude::*;
use wasm_bindgen::prelude::*;

use article::{Article, Block, Inline, Mark, Piece, Post, Table};
use text::{Minter, count, direction, initials, is_number, linked, minutes, moment, safe, words};

fn link(text: String, href: &str, class: &'static str) -> View {
    match safe(href) {
        Some(href) => view! { a(class=class, href=href) { (text) } },
        None => text.into(),
    }
}

fn person_link(name: String, href: &str) -> View {
    match safe(href) {
        Some(href) => view! { a(class="aw-person", href=href, dir="auto") { (name) } },
        None => name.into(),
    }
}

fn inline(inline: Inline) -> View {
    let pieces = match inline {
        Inline::Text(text) => return text.into(),
        Inline::Pieces(pieces) => pieces,
    };
    let views = pieces.into_iter().map(|piece| match piece {
        Piece::Text(text) => text.into(),
        Piece::Span(span) => match span.href {
            Some(href) => link(span.text, &href, "aw-link"),
            None => span
                .marks
                .iter()
                .rev()
                .fold(View::from(span.text), |inner, mark| match mark {
                    Mark::Strong => view! { strong { (inner) } },
                    Mark::Em => view! { em { (inner) } },
                }),
        },
    });
    views.collect::<Vec<View>>().into()
}

fn time(iso: String, class: Option<&'static str>) -> View {
    let text = moment(&iso);
    match class {
        Some(class) => view! { time(class=class, datetime=iso) { (text) } },
        None => view! { time(datetime=iso) { (text) } },
    }
}

fn table(table: Table, key: String, minter: &mut Minter) -> View {
    let id = minter.mint(&table.caption);
    let columns = table.head.len();
    let numbers: Vec<bool> = (0..columns)
        .map(|column| {
            column > 0
                && table
                    .rows
                    .iter()
                    .all(|row| row.get(column).is_some_and(|cell| is_number(cell)))
        })
        .collect();
    let head: Vec<View> = table
        .head
        .into_iter()
        .zip(&numbers)
        .map(|(cell, number)| {
            let class = if *number {
                "aw-head-cell aw-number-cell"
            } else {
                "aw-head-cell"
            };
            view! { th(class=class, scope="col") { (cell) } }
        })
        .collect();
    let rows: Vec<View> = table
        .rows
        .into_iter()
        .map(|row| {
            let cells = row.into_iter().enumerate().map(|(column, cell)| {
                if column == 0 && table.row_headers {
                    return view! { th(class="aw-row-header", scope="row") { (cell) } };
                }
                let number = numbers.get(column).copied().unwrap_or(false);
                let class = if number { "aw-number-cell" } else { "aw-cell" };
                view! { td(class=class) { (cell) } }
            });
            let cells: Vec<View> = cells.collect();
            view! { tr { (cells) } }
        })
        .collect();
    let caption_id = id.clone();
    view! {
        figure(class="aw-table-figure", "data-block"="table", "data-key"=key) {
            figcaption(class="aw-figcaption", id=caption_id) { (table.caption) }
            div(class="aw-scroll", role="group", tabindex="0", "aria-labelledby"=id) {
                table(class="aw-table") {
                    thead { tr { (head) } }
                    tbody { (rows) }
                }
            }
        }
    }
}

fn post(post: Post, key: String) -> View {
    let Post {
        id,
        lang,
        text,
        author,
        created,
        metrics,
    } = post;
    let label = format!("Post by {} (@{})", author.name, author.handle);
    let letters = initials(&author.name);
    let profile = format!("https://x.com/{}", author.handle);
    let page = format!("{profile}/status/{id}");
    let handle = format!("@{}", author.handle);
    let dir = direction(&lang);
    let words: Vec<View> = linked(&text)
        .into_iter()
        .map(|piece| match &piece.href {
            Some(href) => link(piece.text.to_owned(), href, "aw-link"),
            None => piece.text.to_owned().into(),
        })
        .collect();
    let when = time(created, None);
    let (likes, replies) = (
        count(metrics.likes, "like", "likes"),
        count(metrics.replies, "reply", "replies"),
    );
    view! {
        article(class="aw-tweet", "data-block"="tweet", "data-key"=key, "data-network"="x", "aria-label"=label) {
            header(class="aw-tweet-head") {
                span(class="aw-initials", "aria-hidden"="true") { (letters) }
                p(class="aw-tweet-who") {
                    bdi(class="aw-tweet-author") { (author.name) }
                    " "
                    a(class="aw-tweet-handle", href=profile, dir="ltr") { (handle) }
                }
                span(class="aw-network", role="img", "aria-label"="X", title="X")
            }
            p(class="aw-tweet-text", lang=lang, dir=dir) { (words) }
            footer(class="aw-tweet-foot") {
                a(class="aw-tweet-link", href=page) { (when) }
                " "
                span(class="aw-tweet-metric") { span(class="aw-replies") (replies) }
                " "
                span(class="aw-tweet-metric") { span(class="aw-likes") (likes) }
            }
        }
    }
}

fn block(block: Block, key: String, minter: &mut Minter) -> View {
    match block {
        Block::Paragraph { lang, dir, text } => {
            let text = inline(text);
            match (lang, dir) {
                (Some(lang), Some(dir)) => {
                    view! { p(class="aw-paragraph", "data-block"="paragraph", "data-key"=key, lang=lang, dir=dir) { (text) } }
                }
                _ => {
                    view! { p(class="aw-paragraph", "data-block"="paragraph", "data-key"=key) { (text) } }
                }
            }
        }
        Block::List { style, items } => {
            let items = items.into_iter().map(|item| {
                let text = inline(item);
                view! { li(class="aw-item") { (text) } }
            });
            let items: Vec<View> = items.collect();
            if style == "number" {
                view! { ol(class="aw-list", "data-block"="list", "data-key"=key) { (items) } }
            } else {
                view! { ul(class="aw-list", "data-block"="list", "data-key"=key) { (items) } }
            }
        }
        Block::Quote { text, cite } => {
            let (text, cite) = (inline(text), inline(cite));
            view! {
                figure(class="aw-quote", "data-block"="quote", "data-key"=key) {
                    blockquote(class="aw-quote-text") { p(class="aw-paragraph") { (text) } }
                    figcaption(class="aw-cite") { span { (cite) } }
                }
            }
        }
        Block::Image {
            src,
            alt,
            width,
            height,
            caption,
            credit,
        } => {
            let src = safe(&src).unwrap_or_default();
            let label = format!("Enlarge picture: {alt}");
            let caption = inline(caption);
            let (width, height) = (width.to_string(), height.to_string());
            view! {
                figure(class="aw-image", "data-block"="image", "data-key"=key) {
                    img(class="aw-picture", alt=alt, width=width, height=height, loading="lazy", decoding="async", src=src)
                    button(class="aw-enlarge", r#type="button", "aria-label"=label)
                    figcaption(class="aw-figcaption") {
                        span(class="aw-caption") { (caption) }
                        " "
                        span(class="aw-credit") { (credit) }
                    }
                }
            }
        }
        Block::Table(content) => table(content, key, minter),
        Block::Tweet { post: content } => post(content, key),
        Block::Heading { .. } => View::new(),
    }
}

fn section(id: String, title: String, blocks: Vec<View>) -> View {
    let panel = format!("{id}--panel");
    let copy = format!("Copy link: {title}");
    let (key, controls) = (id.clone(), panel.clone());
    view! {
        section(class="aw-section", id=id, "data-block"="section", "data-key"=key) {
            h3(class="aw-section-heading") {
                button(class="aw-section-button", r#type="button", "aria-expanded"="true", "aria-controls"=controls) {
                    span(class="aw-section-title") { (title) }
                    span(class="aw-section-sign", "aria-hidden"="true")
                }
            }
            div(class="aw-panel", id=panel) {
                button(class="aw-copy", r#type="button", "aria-label"=copy)
                div(class="aw-panel-inner") { (blocks) }
            }
        }
    }
}

fn article(story: Article) -> View {
    let mut minter = Minter::default();
    let above = story.kicker.words() + story.headline.words() + story.standfirst.words();
    let names: u32 = story.byline.iter().map(|person| words(&person.name)).sum();
    let below: u32 = story.body.iter().map(Block::words).sum();
    let length = match minutes(above + names + below) {
        Some(length) => view! { " · " span(class="aw-minutes") { (length) } },
        None => View::new(),
    };
    let mut byline = Vec::new();
    for (index, person) in story.byline.into_iter().enumerate() {
        byline.push(View::from(if index > 0 { " and " } else { "By " }));
        byline.push(match person.url {
            Some(url) => person_link(person.name, &url),
            None => view! { span(class="aw-person", dir="auto") { (person.name) } },
        });
    }
    let mut lead = Vec::new();
    let mut sections: Vec<(String, String, Vec<View>)> = Vec::new();
    for (index, content) in story.body.into_iter().enumerate() {
        match content {
            Block::Heading { id, text } => {
                sections.push((format!("article-{id}"), text, Vec::new()))
            }
            content => {
                let view = block(content, index.to_string(), &mut minter);
                sections
                    .last_mut()
                    .map_or(&mut lead, |(_, _, blocks)| blocks)
                    .push(view);
            }
        }
    }
    let tools = if sections.len() > 2 {
        view! { div(class="aw-tools") { button(class="aw-all", r#type="button") { "Hide all sections" } } }
    } else {
        View::new()
    };
    let sections: Vec<View> = sections
        .into_iter()
        .map(|(id, title, blocks)| section(id, title, blocks))
        .collect();
    let dir = direction(&story.lang);
    let (kicker, headline, standfirst) = (
        inline(story.kicker),
        inline(story.headline),
        inline(story.standfirst),
    );
    let (published, updated) = (
        time(story.published, Some("aw-published")),
        time(story.updated, Some("aw-updated")),
    );
    view! {
        article(class="aw", lang=story.lang, dir=dir, "aria-labelledby"="article--headline") {
            header(class="aw-header aw-article-header") {
                p(class="aw-kicker") { (kicker) }
                h2(class="aw-headline", id="article--headline") { (headline) }
                p(class="aw-standfirst") { (standfirst) }
                div(class="aw-meta") {
                    div(class="aw-byline") { (byline) }
                    p(class="aw-dates") { (published) " · Updated " (updated) (length) }
                }
            }
            (lead)
            (tools)
            (sections)
        }
    }
}

#[derive(Default)]
struct Mounted {
    last: u32,
    roots: HashMap<u32, RootHandle>,
}

thread_local!(static MOUNTED: RefCell<Mounted> = RefCell::default());

/// Draws, and gives a handle for `clear`.
#[wasm_bindgen]
pub fn draw(bytes: &[u8], container: web_sys::Element) -> Result<u32, JsError> {
    let story: Article = serde_json::from_slice(bytes)?;
    let root = create_root(|| sycamore::render_in_scope(move || article(story), &container));
    Ok(MOUNTED.with_borrow_mut(|mounted| {
        mounted.last += 1;
        mounted.roots.insert(mounted.last, root);
        mounted.last
    }))
}

#[wasm_bindgen]
pub fn clear(handle: u32) {
    if let Some(root) = MOUNTED.with_borrow_mut(|mounted| mounted.roots.remove(&handle)) {
        root.dispose();
    }
}
