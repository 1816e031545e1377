//! The article as maud templates.

use maud::{Markup, html};

use crate::article::{Block, Inline, Mark, Piece, Post, Table};
use crate::text::{count, direction, initials, linked, moment, safe};
use crate::view::{Section, View, number_columns};

fn link(text: &str, href: &str, class: &str) -> Markup {
    match safe(href) {
        Some(href) => html! { a class=(class) href=(href) { (text) } },
        None => html! { (text) },
    }
}

fn marked(text: &str, marks: &[Mark]) -> Markup {
    match marks.split_first() {
        Some((Mark::Strong, rest)) => html! { strong { (marked(text, rest)) } },
        Some((Mark::Em, rest)) => html! { em { (marked(text, rest)) } },
        None => html! { (text) },
    }
}

fn inline(inline: &Inline) -> Markup {
    match inline {
        Inline::Text(text) => html! { (text) },
        Inline::Pieces(pieces) => html! {
            @for piece in pieces {
                @match piece {
                    Piece::Text(text) => { (text) }
                    Piece::Span(span) => {
                        @if let Some(href) = &span.href { (link(&span.text, href, "aw-link")) }
                        @else { (marked(&span.text, &span.marks)) }
                    }
                }
            }
        },
    }
}

fn table(table: &Table, id: &str, key: usize) -> Markup {
    let numbers = number_columns(table);
    let is_number = |column: usize| numbers.get(column).copied().unwrap_or(false);
    html! {
        figure class="aw-table-figure" data-block="table" data-key=(key) {
            figcaption class="aw-figcaption" id=(id) { (table.caption) }
            div class="aw-scroll" role="group" tabindex="0" aria-labelledby=(id) {
                table class="aw-table" {
                    thead { tr {
                        @for (column, cell) in table.head.iter().enumerate() {
                            th class=(if is_number(column) { "aw-head-cell aw-number-cell" } else { "aw-head-cell" }) scope="col" { (cell) }
                        }
                    } }
                    tbody {
                        @for row in &table.rows {
                            tr {
                                @for (column, cell) in row.iter().enumerate() {
                                    @if column == 0 && table.row_headers { th class="aw-row-header" scope="row" { (cell) } }
                                    @else { td class=(if is_number(column) { "aw-number-cell" } else { "aw-cell" }) { (cell) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn post(post: &Post, key: usize) -> Markup {
    let profile = format!("https://x.com/{}", post.author.handle);
    html! {
        article class="aw-tweet" data-block="tweet" data-key=(key) data-network="x" aria-label={ "Post by " (post.author.name) " (@" (post.author.handle) ")" } {
            header class="aw-tweet-head" {
                span class="aw-initials" aria-hidden="true" { (initials(&post.author.name)) }
                p class="aw-tweet-who" {
                    bdi class="aw-tweet-author" { (post.author.name) }
                    " "
                    a class="aw-tweet-handle" href=(profile) dir="ltr" { "@" (post.author.handle) }
                }
                span class="aw-network" role="img" aria-label="X" title="X" {}
            }
            p class="aw-tweet-text" lang=(post.lang) dir=(direction(&post.lang)) {
                @for piece in linked(&post.text) {
                    @if let Some(href) = &piece.href { (link(piece.text, href, "aw-link")) } @else { (piece.text) }
                }
            }
            footer class="aw-tweet-foot" {
                a class="aw-tweet-link" href={ (profile) "/status/" (post.id) } { time datetime=(post.created) { (moment(&post.created)) } }
                " "
                span class="aw-tweet-metric" { span class="aw-replies" {} (count(post.metrics.replies, "reply", "replies")) }
                " "
                span class="aw-tweet-metric" { span class="aw-likes" {} (count(post.metrics.likes, "like", "likes")) }
            }
        }
    }
}

fn items(items: &[Inline]) -> Markup {
    html! { @for item in items { li class="aw-item" { (inline(item)) } } }
}

fn block(view: &View, key: usize) -> Markup {
    match &view.story.body[key] {
        Block::Paragraph { lang, dir, text } => html! {
            p class="aw-paragraph" data-block="paragraph" data-key=(key) lang=[lang] dir=[dir] { (inline(text)) }
        },
        Block::List { style, items: list } if style == "number" => html! {
            ol class="aw-list" data-block="list" data-key=(key) { (items(list)) }
        },
        Block::List { items: list, .. } => html! {
            ul class="aw-list" data-block="list" data-key=(key) { (items(list)) }
        },
        Block::Quote { text, cite } => html! {
            figure class="aw-quote" data-block="quote" data-key=(key) {
                blockquote class="aw-quote-text" { p class="aw-paragraph" { (inline(text)) } }
                figcaption class="aw-cite" { span { (inline(cite)) } }
            }
        },
        Block::Image {
            src,
            alt,
            width,
            height,
            caption,
            credit,
        } => html! {
            figure class="aw-image" data-block="image" data-key=(key) {
                img class="aw-picture" alt=(alt) width=(width) height=(height) loading="lazy" decoding="async" src=[safe(src)];
                button class="aw-enlarge" type="button" aria-label={ "Enlarge picture: " (alt) } {}
                figcaption class="aw-figcaption" {
                    span class="aw-caption" { (inline(caption)) }
                    " "
                    span class="aw-credit" { (credit) }
                }
            }
        },
        Block::Table(content) => table(content, &view.table_ids[key], key),
        Block::Tweet { post: content } => post(content, key),
        Block::Heading { .. } => html! {},
    }
}

fn section(view: &View, section: &Section) -> Markup {
    let panel = format!("{}--panel", section.id);
    html! {
        section class="aw-section" id=(section.id) data-block="section" data-key=(section.id) {
            h3 class="aw-section-heading" {
                button class="aw-section-button" type="button" aria-expanded="true" aria-controls=(panel) {
                    span class="aw-section-title" { (section.title) }
                    span class="aw-section-sign" aria-hidden="true" {}
                }
            }
            div class="aw-panel" id=(panel) {
                button class="aw-copy" type="button" aria-label={ "Copy link: " (section.title) } {}
                div class="aw-panel-inner" { @for key in &section.blocks { (block(view, *key)) } }
            }
        }
    }
}

/// The article's HTML.
pub fn render(view: &View) -> String {
    let story = &view.story;
    let markup = html! {
        article class="aw" lang=(story.lang) dir=(direction(&story.lang)) aria-labelledby="article--headline" {
            header class="aw-header aw-article-header" {
                p class="aw-kicker" { (inline(&story.kicker)) }
                h2 class="aw-headline" id="article--headline" { (inline(&story.headline)) }
                p class="aw-standfirst" { (inline(&story.standfirst)) }
                div class="aw-meta" {
                    div class="aw-byline" {
                        @for (index, person) in story.byline.iter().enumerate() {
                            (if index > 0 { " and " } else { "By " })
                            @if let Some(url) = person.url.as_deref().and_then(safe) { a class="aw-person" href=(url) dir="auto" { (person.name) } }
                            @else { span class="aw-person" dir="auto" { (person.name) } }
                        }
                    }
                    p class="aw-dates" {
                        time class="aw-published" datetime=(story.published) { (moment(&story.published)) }
                        " · Updated "
                        time class="aw-updated" datetime=(story.updated) { (moment(&story.updated)) }
                        @if let Some(minutes) = &view.minutes { " · " span class="aw-minutes" { (minutes) } }
                    }
                }
            }
            @for key in &view.lead { (block(view, *key)) }
            @if view.sections.len() > 2 { div class="aw-tools" { button class="aw-all" type="button" { "Hide all sections" } } }
            @for one in &view.sections { (section(view, one)) }
        }
    };
    markup.into_string()
}
