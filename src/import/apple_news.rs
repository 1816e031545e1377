//! Apple News Format.

use super::entry;
use super::flow::{Flow, Wrap};
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture, Player};
use super::ranges::{self, Effect, Range};
use super::table::{self, CellSource, joined};
use super::{Context, Format, component, html, markdown, tree, unknown};
use crate::error::ArticleError;
use crate::model::{Article, Block, FactBox, Heading, Inline, Person, Tag};

pub(super) struct AppleNews;

impl JsonFormat for AppleNews {
    fn format(&self) -> Format {
        Format::AppleNews
    }

    fn is(&self, node: &Node<'_>) -> bool {
        let components = node.list("components");
        node.get("components").is_some_and(|list| list.is_list())
            && components.iter().any(|part| !part.str("role").is_empty())
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::default();
        let about = node.get("metadata").unwrap_or(*node);
        article.lang = node.text("language").map(entry::language);
        article.id = node.text("identifier");
        article.published = about
            .get("datePublished")
            .and_then(|date| entry::date(&date));
        article.updated = about
            .get("dateModified")
            .and_then(|date| entry::date(&date));
        if let Some(url) = about.text("canonicalURL") {
            article.url = cx.link(&url, &about.path());
        }
        for author in about.list("authors") {
            article.byline.extend(author.as_text().map(Person::new));
        }
        for keyword in about.list("keywords") {
            article.tags.extend(keyword.as_text().map(Tag::new));
        }
        let mut components = node.list("components");
        article.headline = take(&mut components, "title", cx)
            .or_else(|| node.text("title").map(Inline::from))
            .unwrap_or_default();
        article.standfirst = take(&mut components, "intro", cx);
        if article.byline.is_empty() {
            let byline =
                take(&mut components, "byline", cx).or_else(|| take(&mut components, "author", cx));
            article
                .byline
                .extend(byline.map(|text| Person::new(text.to_plain_text())));
        }
        article.body = node::blocks_of(&components, &mut |part| part_blocks(part, cx));
        Ok(article)
    }
}

/// Takes the first component of a role out, from a container as well.
fn take(components: &mut Vec<Node<'_>>, role: &str, cx: &mut Context<'_>) -> Option<Inline> {
    for at in 0..components.len() {
        let part = components.get(at)?;
        if part.str("role") == role {
            let part = components.remove(at);
            return Some(text(&part, cx)).filter(|text| !is_blank(text));
        }
        let inner = part.list("components");
        if matches!(part.str("role"), "header" | "container" | "section")
            && inner.iter().any(|part| part.str("role") == role)
        {
            // Its other parts stay in its place.
            components.remove(at);
            for (index, part) in inner.into_iter().enumerate() {
                components.insert(at + index, part);
            }
            return take(components, role, cx);
        }
    }
    None
}

fn text(part: &Node<'_>, cx: &mut Context<'_>) -> Inline {
    joined(text_blocks(part, Wrap::Paragraph, cx), &mut Vec::new())
}

/// The text of a component: one of them may hold many paragraphs.
fn text_blocks(part: &Node<'_>, wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
    let Some(field) = part.get("text") else {
        return Vec::new();
    };
    let field = field.get("text").unwrap_or(field);
    let (words, path) = (field.as_text().unwrap_or_default(), field.path());
    match part.str("format") {
        "html" => html::blocks(cx, &words, &path),
        "markdown" => markdown::blocks(cx, &words, &path),
        _ if html::is_html(&words) => unknown::text(&field, cx),
        _ => {
            let mut links = Vec::new();
            for addition in part.list("additions") {
                let start = addition.number("rangeStart").unwrap_or(0.0);
                let end = start + addition.number("rangeLength").unwrap_or(0.0);
                let url = addition.any_text(&["URL", "url"]);
                let href = url.and_then(|url| cx.link(&url, &addition.path()));
                links.extend(href.map(|href| Range {
                    start,
                    end,
                    effect: Effect::Link(href),
                }));
            }
            let mut flow = Flow::default();
            flow.wrap(wrap);
            for (piece, style) in ranges::pieces(field.str_value(), &links, cx, &path) {
                flow.push(&piece, &style);
            }
            flow.finish()
        }
    }
}

fn caption(part: &Node<'_>, cx: &mut Context<'_>) -> Option<Inline> {
    let caption = part.get("caption")?;
    let text = match caption.is_object() {
        true => text(&caption, cx),
        false => caption.as_text()?.into(),
    };
    Some(text).filter(|text| !is_blank(text))
}

fn picture_of(part: &Node<'_>, cx: &mut Context<'_>) -> Picture {
    Picture {
        src: part.any_text(&["URL", "url"]),
        alt: part.text("accessibilityCaption"),
        caption: caption(part, cx),
        ..Picture::default()
    }
}

struct Parts;

impl entry::Fields for Parts {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        let is = field.is_list() && field.items().iter().any(|part| part.get("role").is_some());
        is.then(|| node::blocks_of(&field.items(), &mut |part| part_blocks(part, cx)))
    }
}

fn part_blocks(part: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = part.path();
    let role = part.str("role");
    match role {
        "body" | "intro" | "caption" | "illustrator" | "photographer" => {
            text_blocks(part, Wrap::Paragraph, cx)
        }
        "byline" | "author" => text_blocks(part, Wrap::Paragraph, cx),
        "title" | "heading" | "heading1" | "heading2" | "heading3" | "heading4" | "heading5"
        | "heading6" => {
            let level = role
                .strip_prefix("heading")
                .and_then(|level| level.parse().ok());
            let text = text(part, cx);
            match is_blank(&text) {
                true => Vec::new(),
                false => vec![
                    Heading::new(text)
                        .level(level.unwrap_or(if role == "title" { 1 } else { 2 }))
                        .into(),
                ],
            }
        }
        "quote" | "pullquote" => tree::quoted(
            text_blocks(part, Wrap::Paragraph, cx),
            None,
            role == "pullquote",
        ),
        "photo" | "figure" | "portrait" | "image" | "logo" => {
            picture_of(part, cx).blocks(cx, &path)
        }
        "gallery" | "mosaic" => {
            let mut pictures = Vec::new();
            for item in part.list("items") {
                pictures.push((picture_of(&item, cx), item.path()));
            }
            let caption = caption(part, cx);
            picture::gallery(pictures, caption, cx)
        }
        "video" | "audio" | "music" | "podcast" => Player {
            sound: role != "video",
            sources: part
                .any_text(&["URL", "url"])
                .map(|url| (url, None))
                .into_iter()
                .collect(),
            poster: part.any_text(&["stillURL", "imageURL"]),
            caption: caption(part, cx),
            title: part.text("accessibilityCaption"),
            ..Player::default()
        }
        .blocks(cx, &path),
        "embedwebvideo" | "embedvideo" | "tweet" | "instagram" | "facebook_post" | "tiktok" => {
            let caption = caption(part, cx);
            let url = part.any_text(&["URL", "url"]).unwrap_or_default();
            let mut blocks = picture::embed(cx, &url, part.text("accessibilityCaption"), &path);
            blocks.extend(picture::paragraphs(caption));
            blocks
        }
        "htmltable" => html::blocks(cx, &part.text_of("html"), &path),
        "datatable" => {
            let (columns, records) = (
                part.list_at("data.descriptors"),
                part.list_at("data.records"),
            );
            let text = |value: Option<Node<'_>>| -> Inline {
                let text = value.and_then(|value| value.as_text().or_else(|| value.text("text")));
                text.unwrap_or_default().into()
            };
            let mut rows = vec![
                columns
                    .iter()
                    .map(|column| CellSource {
                        header: true,
                        ..CellSource::text(text(column.get("label")))
                    })
                    .collect(),
            ];
            for record in records {
                let cell =
                    |column: &Node<'_>| CellSource::text(text(record.get(column.str("key"))));
                rows.push(columns.iter().map(cell).collect());
            }
            table::table(rows, part.text("caption").map(Inline::from), cx, &path)
        }
        "divider" => vec![Block::divider()],
        "link_button" => {
            let mut span = crate::model::Span::new(part.text_of("text"));
            span.href = part
                .any_text(&["URL", "url"])
                .and_then(|url| cx.link(&url, &path));
            picture::paragraphs([span.into()])
        }
        "aside" => {
            let mut body = inner(part, cx);
            let heading = match body.first() {
                Some(Block::Heading(heading)) if body.len() > 1 => Some(heading.text.clone()),
                _ => None,
            };
            if heading.is_some() {
                body.remove(0);
            }
            if body.is_empty() {
                return body;
            }
            let mut block = FactBox::new(body);
            block.heading = heading;
            vec![block.into()]
        }
        "container" | "section" | "chapter" | "header" | "article_link" | "flexible_spacer" => {
            inner(part, cx)
        }
        "banner_advertisement" | "medium_rectangle_advertisement" | "replica_advertisement" => {
            unknown::component(role, part, cx).into_iter().collect()
        }
        _ => component::blocks(role, part, &Parts, cx),
    }
}

fn inner(part: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    node::blocks_of(&part.list("components"), &mut |part| part_blocks(part, cx))
}
