//! The BBC's content models: Optimo, a tree, and CPS, a flat list.

use super::entry;
use super::inline::Style;
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture, Player};
use super::prosemirror::named_mark;
use super::table::{self, CellSource};
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, component, html, lists};
use crate::error::ArticleError;
use crate::model::{Article, Block, Heading, Inline, Person, PostBlock, Tag};
use crate::post::is_post;
use crate::url::Address;

pub(super) struct Bbc;

impl JsonFormat for Bbc {
    fn format(&self) -> Format {
        Format::Bbc
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_optimo(node) || is_cps(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::default();
        let about = node.get("metadata").unwrap_or(*node);
        article.lang = about
            .any_text(&["language", "passport.language"])
            .or_else(|| about.text_at("passport.language"))
            .map(entry::language);
        article.published = about
            .get("firstPublished")
            .and_then(|date| entry::date(&date));
        article.updated = about
            .get("lastPublished")
            .or_else(|| about.get("lastUpdated"))
            .and_then(|date| entry::date(&date));
        for topic in about
            .list("topics")
            .iter()
            .chain(&about.list_at("tags.about"))
        {
            article
                .tags
                .extend(topic.any_text(&["topicName", "thingLabel"]).map(Tag::new));
        }
        if let Some(path) = about
            .text_at("locators.assetUri")
            .or_else(|| about.text_at("locators.canonicalUrl"))
        {
            article.url = cx.link(&path, &about.path());
        }
        if is_optimo(node) {
            optimo(node, &mut article, cx);
        } else {
            cps(node, &mut article, cx);
        }
        Ok(article)
    }
}

fn is_optimo(node: &Node<'_>) -> bool {
    node.at("content.model.blocks")
        .is_some_and(|blocks| blocks.is_list())
        && (node.get("metadata").is_some()
            || node
                .list_at("content.model.blocks")
                .iter()
                .any(|block| block.get("model").is_some()))
}

fn is_cps(node: &Node<'_>) -> bool {
    let blocks = node.list_at("content.blocks");
    node.get("metadata").is_some()
        && blocks.iter().any(|block| {
            !block.kind().is_empty() && block.get("data").is_none() && block.get("_type").is_none()
        })
}

/// The blocks of the first node of this kind inside a node.
fn named<'v>(nodes: &[Node<'v>], kind: &str) -> Option<Node<'v>> {
    nodes.iter().find(|node| node.kind() == kind).cloned()
}

fn optimo(node: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
    let mut blocks = node.list_at("content.model.blocks");
    let take = |blocks: &mut Vec<Node<'_>>, kind: &str, cx: &mut Context<'_>| -> Option<Inline> {
        let at = blocks.iter().position(|block| block.kind() == kind)?;
        let block = blocks.remove(at);
        let text = tree::inline(&Optimo, &Optimo.children(&block), &mut Vec::new(), cx);
        (!is_blank(&text)).then_some(text)
    };
    article.headline = take(&mut blocks, "headline", cx)
        .or_else(|| {
            node.text_at("promo.headlines.seoHeadline")
                .map(Inline::from)
        })
        .unwrap_or_default();
    let (bylines, mut blocks): (Vec<_>, Vec<_>) = blocks
        .into_iter()
        .partition(|block| block.kind() == "byline");
    for byline in &bylines {
        article.byline.extend(people(byline, cx));
    }
    blocks.retain(|block| block.kind() != "timestamp");
    article.body = tree::blocks(&Optimo, &blocks, cx);
}

fn people(byline: &Node<'_>, cx: &mut Context<'_>) -> Vec<Person> {
    let mut people = Vec::new();
    for contributor in byline.list_at("model.blocks") {
        if contributor.kind() != "contributor" {
            continue;
        }
        let parts = contributor.list_at("model.blocks");
        let mut text = |kind: &str| {
            let part = named(&parts, kind)?;
            let text = tree::inline(&Optimo, &Optimo.children(&part), &mut Vec::new(), cx);
            Some(text.to_plain_text()).filter(|text| !text.trim().is_empty())
        };
        if let Some(name) = text("name") {
            let mut person = Person::new(name.strip_prefix("By ").unwrap_or(&name));
            person.role = text("role");
            people.push(person);
        }
    }
    people
}

struct Optimo;

impl Optimo {
    fn inline(&self, node: Option<Node<'_>>, cx: &mut Context<'_>) -> Option<Inline> {
        let text = tree::inline(self, &self.children(&node?), &mut Vec::new(), cx);
        (!is_blank(&text)).then_some(text)
    }
}

impl Dialect for Optimo {
    fn children<'v>(&self, node: &Node<'v>) -> Vec<Node<'v>> {
        let model = node.get("model").unwrap_or(*node);
        model.list("blocks")
    }

    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        let path = node.path();
        let model = node.get("model").unwrap_or(*node);
        let blocks = model.list("blocks");
        match node.kind() {
            "fragment" => {
                let mut style = Style::default();
                for name in model.list("attributes") {
                    if let Some(mark) = named_mark(&name.as_text().unwrap_or_default()) {
                        style = style.with(mark);
                    }
                }
                Kind::Text(model.text_of("text"), style)
            }
            "urlLink" | "urllink" => {
                let href = model.text("locator").and_then(|url| cx.link(&url, &path));
                match blocks.is_empty() {
                    true => Kind::Text(model.text_of("text"), Style::default().linked(href)),
                    false => Kind::Span(Style::default().linked(href)),
                }
            }
            "inline" => Kind::Span(Style {
                lang: model.text("language"),
                ..Style::default()
            }),
            "paragraph" | "introduction" => match blocks.is_empty() {
                // The text without its parts.
                true => Kind::Blocks(picture::paragraphs(model.text("text").map(Inline::from))),
                false => Kind::Paragraph,
            },
            "text" | "group" | "caption" | "wsoj" => Kind::Group,
            "headline" => Kind::Heading(1),
            "subheadline" | "subheading" | "crosshead" => {
                Kind::Heading(model.number("level").unwrap_or(2.0) as u8)
            }
            "unorderedList" => Kind::List {
                numbered: false,
                start: None,
            },
            "orderedList" => Kind::List {
                numbered: true,
                start: None,
            },
            "listItem" => Kind::Item(None),
            "blockquote" | "quote" => Kind::Quote,
            "image" => {
                let raw = named(&blocks, "rawImage").and_then(|raw| raw.get("model"));
                let alt = self
                    .inline(named(&blocks, "altText"), cx)
                    .map(|alt| alt.to_plain_text());
                let caption = self.inline(named(&blocks, "caption"), cx);
                let mut picture = Picture {
                    alt: Some(alt.unwrap_or_default()),
                    caption,
                    ..Picture::default()
                };
                if let Some(raw) = raw {
                    picture.src = source(&raw);
                    picture.width = raw.size("width");
                    picture.height = raw.size("height");
                    picture.credit = raw.text("copyrightHolder");
                }
                Kind::Blocks(picture.blocks(cx, &path))
            }
            "video" | "audio" | "legacyMedia" => {
                let caption = self.inline(named(&blocks, "caption"), cx);
                let media = named(&blocks, "aresMedia")
                    .map(|media| media.list_at("model.blocks"))
                    .unwrap_or_default();
                let about = named(&media, "aresMediaMetadata").and_then(|about| about.get("model"));
                let text = |key: &str| about.as_ref().and_then(|about| about.text(key));
                let id = text("id");
                let title = text("title");
                let words: Vec<_> = [title, text("synopses.short")]
                    .into_iter()
                    .flatten()
                    .collect();
                let mut blocks = match id {
                    Some(id) => match cx.resolve(node.kind(), &id, &path) {
                        Some(super::Resolved::Block(block)) => vec![super::copied(block)],
                        Some(super::Resolved::Link(url)) => {
                            let url = url.clone();
                            picture::embed(cx, &url, words.first().cloned(), &path)
                        }
                        _ => picture::paragraphs(words.into_iter().map(Inline::from)),
                    },
                    None => picture::paragraphs(words.into_iter().map(Inline::from)),
                };
                blocks.extend(picture::paragraphs(caption));
                Kind::Blocks(blocks)
            }
            "social" | "oEmbed" | "embed" | "aresOEmbed" => {
                let oembed = find_oembed(node);
                let url = model
                    .any_text(&["source", "href", "url"])
                    .filter(|url| url.contains("//"))
                    .or_else(|| oembed.as_ref()?.text("url"));
                Kind::Blocks(embedded(url, oembed, &path, cx))
            }
            "embedHtml" => Kind::Blocks(html::blocks(cx, &model.text_of("embed"), &path)),
            "altText" => Kind::Blocks(Vec::new()),
            "table" => Kind::Table,
            "row" | "tableRow" => Kind::Row,
            "cell" | "tableCell" => Kind::Cell {
                header: false,
                colspan: None,
                rowspan: None,
            },
            kind => Kind::Unknown(kind.to_owned()),
        }
    }
}

/// The address of a picture from its place in the picture service.
fn source(raw: &Node<'_>) -> Option<String> {
    let locator = raw.any_text(&["locator", "path"])?;
    if locator.starts_with("http") {
        return Some(locator);
    }
    let origin = raw
        .text("originCode")
        .unwrap_or_else(|| "cpsprodpb".to_owned());
    let locator = locator.trim_start_matches('/');
    Some(format!(
        "https://ichef.bbci.co.uk/ace/ws/800/{origin}/{locator}"
    ))
}

fn find_oembed<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    let mut open = vec![*node];
    while let Some(node) = open.pop() {
        if let Some(oembed) = node.at("model.oembed") {
            return Some(oembed);
        }
        open.extend(node.list_at("model.blocks").into_iter().rev());
    }
    None
}

fn embedded(
    url: Option<String>,
    oembed: Option<Node<'_>>,
    path: &str,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let post = url
        .as_deref()
        .and_then(Address::link)
        .is_some_and(|url| is_post(&url));
    if post {
        let mut block = PostBlock::new();
        block.url = url;
        block.oembed = oembed.map(|oembed| oembed.value().clone());
        return vec![block.into()];
    }
    match (url, oembed) {
        (Some(url), oembed) => {
            let title = oembed.and_then(|oembed| oembed.any_text(&["title", "author_name"]));
            picture::embed(cx, &url, title, path)
        }
        (None, Some(oembed)) => html::blocks(cx, &oembed.text_of("html"), path),
        (None, None) => Vec::new(),
    }
}

fn cps(node: &Node<'_>, article: &mut Article, cx: &mut Context<'_>) {
    let headlines = [
        "promo.headlines.headline",
        "promo.headlines.shortHeadline",
        "promo.name",
    ];
    article.headline = headlines
        .iter()
        .find_map(|keys| node.text_at(keys))
        .map(Inline::from)
        .unwrap_or_default();
    article.standfirst = node.text_at("promo.summary").map(Inline::from);
    if let Some(name) = node.text_at("promo.byline.name") {
        let mut person = Person::new(name.strip_prefix("By ").unwrap_or(&name));
        person.role = node.text_at("promo.byline.title");
        article.byline.push(person);
    }
    let blocks = node.list_at("content.blocks");
    article.body = node::blocks_of(&blocks, &mut |block| cps_block(block, cx));
}

/// Text with the tags of Candy XML, or with entities alone.
fn candy(field: &Node<'_>, cx: &mut Context<'_>) -> Inline {
    html::inline(
        cx,
        &as_html(&field.as_text().unwrap_or_default()),
        &field.path(),
    )
}

/// Candy XML as HTML: `<link><caption>…</caption><url href="…"/></link>` becomes a link.
fn as_html(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("<link>") {
        out.push_str(before);
        let Some((link, behind)) = after.split_once("</link>") else {
            rest = after;
            continue;
        };
        let part = |from: &str, to: &str| {
            let (_, inner) = link.split_once(from)?;
            inner.split_once(to).map(|(inner, _)| inner)
        };
        let caption = part("<caption>", "</caption>").unwrap_or_default();
        match part("href=\"", "\"") {
            Some(href) => out.push_str(&format!("<a href=\"{href}\">{caption}</a>")),
            None => out.push_str(caption),
        }
        rest = behind;
    }
    out.push_str(rest);
    for (from, to) in [
        ("<bold>", "<b>"),
        ("</bold>", "</b>"),
        ("<italic>", "<i>"),
        ("</italic>", "</i>"),
    ] {
        out = out.replace(from, to);
    }
    out
}

fn cps_block(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = node.path();
    let text = |cx: &mut Context<'_>| {
        let text = node
            .get("text")
            .map(|text| candy(&text, cx))
            .unwrap_or_default();
        (!is_blank(&text)).then_some(text)
    };
    match node.kind() {
        "paragraph" | "introduction" => picture::paragraphs(text(cx)),
        "crosshead" | "heading" | "subheading" => text(cx)
            .map(|text| Heading::new(text).level(2).into())
            .into_iter()
            .collect(),
        "list" => {
            let items = node.list("items");
            let items = items
                .iter()
                .map(|item| {
                    let item = item.get("text").unwrap_or(*item);
                    picture::paragraphs([candy(&item, cx)])
                })
                .collect();
            let numbered =
                node.flag("ordered") == Some(true) || node.flag("numbered") == Some(true);
            lists::list(numbered, None, items).into_iter().collect()
        }
        "image" => Picture {
            src: node.text("href").or_else(|| source(node)),
            alt: node.get("altText").and_then(|alt| alt.as_text()),
            width: node.size("width"),
            height: node.size("height"),
            caption: node.get("caption").map(|caption| candy(&caption, cx)),
            credit: node.text("copyrightHolder"),
            ..Picture::default()
        }
        .blocks(cx, &path),
        "social_embed" => {
            let oembed = node.at("embed.oembed");
            let url = node.text("href").or_else(|| oembed.as_ref()?.text("url"));
            embedded(url, oembed, &path, cx)
        }
        "quote" | "pullOut" | "pull_out" => {
            let mut quote = picture::paragraphs(text(cx));
            let items = node.list("items");
            quote.extend(node::blocks_of(&items, &mut |item| cps_block(item, cx)));
            let cite = node
                .any_text(&["quoteSource", "source", "attribution"])
                .map(Inline::from);
            tree::quoted(quote, cite, node.kind() != "quote")
        }
        "table" => {
            let rows = node.list("rows");
            let rows = rows
                .iter()
                .map(|row| {
                    let cells = row.get("cells").unwrap_or(*row).items();
                    let cell = |cell: &Node<'_>, cx: &mut Context<'_>| CellSource {
                        header: matches!(cell.str("cellType"), "header" | "th"),
                        blocks: match cell.get("content") {
                            Some(content) if content.is_list() => {
                                node::blocks_of(&content.items(), &mut |block| cps_block(block, cx))
                            }
                            Some(content) => picture::paragraphs([candy(&content, cx)]),
                            None => picture::paragraphs([candy(cell, cx)]),
                        },
                        ..CellSource::default()
                    };
                    cells.iter().map(|node| cell(node, cx)).collect()
                })
                .collect();
            table::table(rows, None, cx, &path)
        }
        "media" | "video" | "audio" | "version" => {
            let player = Player {
                title: node.text("title"),
                caption: node
                    .get("caption")
                    .map(|caption| candy(&caption, cx))
                    .or_else(|| text(cx)),
                ..Player::default()
            };
            if let Some(id) = node.text("id")
                && let Some(super::Resolved::Block(block)) = cx.resolve("media", &id, &path)
            {
                return vec![super::copied(block)];
            }
            player.blocks(cx, &path)
        }
        "include" => {
            let id = node
                .any_text(&["href", "indexImage.href", "includeType", "id"])
                .unwrap_or_default();
            match cx.resolve("include", &id, &path) {
                Some(super::Resolved::Block(block)) => vec![super::copied(block)],
                _ => Vec::new(),
            }
        }
        kind => component::blocks(kind, node, &Nothing, cx),
    }
}

struct Nothing;

impl entry::Fields for Nothing {
    fn blocks(&self, _: &Node<'_>, _: &mut Context<'_>) -> Option<Vec<Block>> {
        None
    }
}
