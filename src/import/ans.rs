//! ANS, of Arc XP.

use super::entry::{self, Fields};
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node, largest_first};
use super::picture::{self, Picture, Player};
use super::table::{self, CellSource};
use super::{Context, Format, Resolved, component, html, lists, tree, unknown};
use crate::error::ArticleError;
use crate::model::{
    Article, Block, Code, Correction, FactBox, Heading, Image, Inline, Person, PostBlock,
    Publisher, Tag,
};
use crate::post::is_post;
use crate::url::Address;

pub(super) struct Ans;

impl JsonFormat for Ans {
    fn format(&self) -> Format {
        Format::Ans
    }

    fn is(&self, node: &Node<'_>) -> bool {
        // An answer with several stories is none itself.
        node.get("content_elements").is_some_and(|list| {
            list.is_list()
                && !list
                    .items()
                    .iter()
                    .any(|item| item.get("content_elements").is_some() && item.kind() == "story")
        }) || node.at("headlines.basic").is_some()
            || node.kind() == "story" && node.str("version").starts_with("0.")
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut article = Article::new(inline_at(node, "headlines.basic", cx).unwrap_or_default());
        article.standfirst = inline_at(node, "subheadlines.basic", cx)
            .or_else(|| inline_at(node, "description.basic", cx));
        let about = node.text_at("description.basic");
        let about_text = about.clone();
        let standfirst = node.text_at("subheadlines.basic");
        if let Some(about) = about.filter(|_| standfirst.is_some() && standfirst != about_text) {
            let count = about.split_whitespace().count();
            let message = format!(
                "The description, which is for search engines, is left out, with {count} words."
            );
            cx.warn("left-out", &node.path(), message);
        }
        let labels = node.get("label");
        let label = labels.as_ref().and_then(|labels| {
            let first = labels.fields().find_map(|(_, label)| label.text("text"));
            labels.text_at("basic.text").or(first)
        });
        article.kicker = label.map(Inline::from);
        article.lang = node.text("language").map(entry::language);
        let dates = [
            "display_date",
            "first_publish_date",
            "publish_date",
            "created_date",
        ];
        article.published = dates.iter().find_map(|key| entry::date(&node.get(key)?));
        article.updated = node
            .get("last_updated_date")
            .and_then(|date| entry::date(&date));
        if let Some(url) = node.any_text(&["canonical_url", "website_url"]) {
            article.url = cx.link(&url, &node.path());
        }
        for by in node.list_at("credits.by") {
            article.byline.extend(person(&by, cx));
        }
        if let Some(owner) = node
            .text_at("distributor.name")
            .or_else(|| node.text_at("owner.name"))
        {
            article.publisher = Some(Publisher::new(owner));
        }
        for tag in node.list_at("taxonomy.tags") {
            article
                .tags
                .extend(tag.any_text(&["text", "description", "slug"]).map(Tag::new));
        }
        for correction in node.list("corrections") {
            if let Some(text) = inline_at(&correction, "text", cx) {
                let mut model = Correction::new(text);
                model.date = correction
                    .get("published")
                    .and_then(|date| entry::date(&date));
                article.corrections.push(model);
            }
        }
        // A story with a video at its head has a picture, too.
        for promo in ["promo_items.lead_art", "promo_items.basic"] {
            let Some(promo) = node.at(promo) else {
                continue;
            };
            match (promo.kind(), image(&promo, cx)) {
                ("image" | "", Some(_)) if article.image.is_some() => {}
                ("image" | "", Some(picture)) => match picture.image(cx, &promo.path()) {
                    Ok(image) => article.image = Some(image),
                    Err(words) => article.body.extend(words),
                },
                _ if article.body.is_empty() => article.body.extend(element(&promo, cx)),
                _ => {}
            }
        }
        article
            .body
            .extend(elements(&node.list("content_elements"), cx));
        Ok(article)
    }
}

fn inline_at(node: &Node<'_>, keys: &str, cx: &mut Context<'_>) -> Option<Inline> {
    let field = node.at(keys)?;
    let text = html::inline(cx, &field.as_text()?, &field.path());
    (!is_blank(&text)).then_some(text)
}

fn person(by: &Node<'_>, cx: &mut Context<'_>) -> Option<Person> {
    if by.kind() == "reference" {
        let id = by.text_at("referent.id")?;
        cx.resolve("author", &id, &by.path());
        return None;
    }
    let original = by.at("additional_properties.original");
    let name = by
        .any_text(&["name", "byline"])
        .or_else(|| original.as_ref()?.any_text(&["byline", "name"]))
        .or_else(|| {
            let names = [by.text("first_name"), by.text("last_name")];
            let names: Vec<_> = names.into_iter().flatten().collect();
            (!names.is_empty()).then(|| names.join(" "))
        })?;
    let mut person = Person::new(name);
    person.role = by.text("role").or_else(|| original.as_ref()?.text("role"));
    person.url = by.text("url").and_then(|url| cx.link(&url, &by.path()));
    person.image = by
        .text_at("image.url")
        .and_then(|url| picture::media(cx, &url, &by.path()));
    Some(person)
}

fn image(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Picture> {
    let src = node
        .text("url")
        .or_else(|| node.text_at("additional_properties.fullSizeResizeUrl"))?;
    let (width, height) = (node.size("width"), node.size("height"));
    let names = |key: &str| -> Vec<String> {
        let list = node.list_at(key);
        list.iter()
            .filter_map(|by| by.any_text(&["name", "byline"]))
            .collect()
    };
    let mut credit = names("credits.by");
    credit.extend(names("credits.affiliation"));
    let part = |value: f64, size: Option<u32>| match size {
        Some(size) if value > 1.0 => value / f64::from(size),
        _ => value,
    };
    let focus = node.get("focal_point").and_then(|point| {
        Some([
            part(point.number("x")?, width),
            part(point.number("y")?, height),
        ])
    });
    Some(Picture {
        src: Some(src),
        alt: node.get("alt_text").and_then(|alt| alt.as_text()),
        width,
        height,
        caption: inline_at(node, "caption", cx).or_else(|| inline_at(node, "subtitle", cx)),
        credit: (!credit.is_empty()).then(|| credit.join(" / ")),
        focus,
        ..Picture::default()
    })
}

fn elements(nodes: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
    node::blocks_of(nodes, &mut |node| element(node, cx))
}

struct Custom;

impl Fields for Custom {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        let is = field.is_list()
            && field
                .items()
                .iter()
                .any(|item| item.get("type").is_some() && item.get("content").is_some());
        is.then(|| elements(&field.items(), cx))
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        image(field, cx)?.image(cx, &field.path()).ok()
    }
}

fn element(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let path = node.path();
    let html_of = |key: &str, cx: &mut Context<'_>| match node.get(key) {
        Some(field) => html::blocks(cx, &field.as_text().unwrap_or_default(), &field.path()),
        None => Vec::new(),
    };
    let credit = || {
        let names = node.list_at("credits.by");
        let names: Vec<_> = names
            .iter()
            .filter_map(|by| by.any_text(&["name", "byline"]))
            .collect();
        (!names.is_empty()).then(|| names.join(" / "))
    };
    match node.kind() {
        "text" | "paragraph" => html_of("content", cx),
        "raw_html" => html_of("content", cx),
        "header" => {
            let level = node.number("level").unwrap_or(2.0).clamp(1.0, 6.0) as u8;
            let text = inline_at(node, "content", cx);
            text.map(|text| Heading::new(text).level(level).into())
                .into_iter()
                .collect()
        }
        "list" => list(node, cx).into_iter().collect(),
        "quote" => {
            let mut quote = elements(&node.list("content_elements"), cx);
            if quote.is_empty() {
                quote = html_of("content", cx);
            }
            let cite = inline_at(node, "citation.content", cx);
            tree::quoted(quote, cite, node.str("subtype") == "pullquote")
        }
        "blockquote" => tree::quoted(html_of("content", cx), None, false),
        "pullquote" => tree::quoted(html_of("content", cx), None, true),
        "image" => match image(node, cx) {
            Some(picture) => picture.blocks(cx, &path),
            None => reference(node, cx),
        },
        "gallery" => {
            let mut pictures = Vec::new();
            for item in node.list("content_elements") {
                pictures.extend(image(&item, cx).map(|picture| (picture, item.path())));
            }
            let title = inline_at(node, "headlines.basic", cx);
            let about = inline_at(node, "description.basic", cx);
            let words = picture::paragraphs([title, about].into_iter().flatten());
            let caption = table::joined(words, &mut Vec::new());
            picture::gallery(pictures, Some(caption), cx)
        }
        "video" | "audio" => {
            let streams = largest_first(node.list("streams"), "bitrate");
            let sources: Vec<_> = streams
                .iter()
                .filter_map(|stream| {
                    let mime = match stream.str("stream_type") {
                        "mp4" => Some("video/mp4"),
                        "ts" | "hls" => Some("application/x-mpegURL"),
                        "mp3" => Some("audio/mpeg"),
                        "webm" => Some("video/webm"),
                        _ => None,
                    };
                    Some((stream.text("url")?, mime.map(str::to_owned)))
                })
                .collect();
            let has_files = !sources.is_empty();
            let player = Player {
                sound: node.kind() == "audio",
                sources,
                page: node
                    .text("canonical_url")
                    .filter(|url| url.starts_with("http")),
                poster: node
                    .text_at("promo_items.basic.url")
                    .or_else(|| node.text_at("promo_image.url")),
                title: node.text_at("headlines.basic"),
                caption: inline_at(node, "description.basic", cx),
                credit: credit(),
                ..Player::default()
            };
            if !has_files && node.text("embed_html").is_some() {
                let mut blocks = html_of("embed_html", cx);
                blocks.extend(picture::paragraphs(player.title.map(Inline::from)));
                blocks.extend(picture::paragraphs(player.caption));
                blocks.extend(picture::paragraphs(player.credit.map(Inline::from)));
                return blocks;
            }
            player.blocks(cx, &path)
        }
        "oembed_response" | "oembed" => oembed(node, cx),
        "table" => {
            let cells = |row: &Node<'_>, header: bool, cx: &mut Context<'_>| {
                let cells = row.items();
                let one = |cell: &Node<'_>, cx: &mut Context<'_>| {
                    let text = match cell.is_object() {
                        true => inline_at(cell, "content", cx),
                        false => cell
                            .as_text()
                            .map(|text| html::inline(cx, &text, &cell.path())),
                    };
                    CellSource {
                        header,
                        ..CellSource::text(text.unwrap_or_default())
                    }
                };
                cells.iter().map(|cell| one(cell, cx)).collect::<Vec<_>>()
            };
            let mut rows = Vec::new();
            if let Some(head) = node.get("header") {
                rows.push(cells(&head, true, cx));
            }
            for row in node.list("rows") {
                rows.push(cells(&row, false, cx));
            }
            let caption = inline_at(node, "caption", cx);
            table::table(rows, caption, cx, &path)
        }
        "interstitial_link" => {
            let title = inline_at(node, "content", cx).map(|text| text.to_plain_text());
            let about = inline_at(node, "description.basic", cx).map(|text| text.to_plain_text());
            match node.text("url") {
                Some(url) => picture::card(
                    cx,
                    &url,
                    title,
                    about,
                    None,
                    node.text_at("image.url"),
                    &path,
                ),
                None => picture::paragraphs(title.map(Inline::from)),
            }
        }
        "link_list" => {
            let heading = inline_at(node, "title", cx);
            let mut cards = Vec::new();
            for item in node.list("items") {
                cards.extend(element(&item, cx));
            }
            if cards.is_empty() {
                return picture::paragraphs(heading);
            }
            let mut block = FactBox::new(cards);
            block.heading = heading;
            vec![block.into()]
        }
        "correction" => html_of("text", cx),
        "endorsement" => picture::paragraphs(node.text("endorsement").map(Inline::from)),
        "numeric_rating" => {
            let (Some(rating), most) = (node.text("numeric_rating"), node.text("max")) else {
                return Vec::new();
            };
            let units = node
                .text("units")
                .map(|units| format!(" {units}"))
                .unwrap_or_default();
            let most = most.map(|most| format!(" / {most}")).unwrap_or_default();
            vec![Block::paragraph(format!("{rating}{most}{units}"))]
        }
        "divider" => vec![Block::divider()],
        "code" => node
            .text("content")
            .map(|text| Code::new(text).into())
            .into_iter()
            .collect(),
        "element_group" | "collection" | "story" if node.get("content_elements").is_some() => {
            let mut blocks: Vec<Block> = inline_at(node, "title", cx)
                .or_else(|| inline_at(node, "headlines.basic", cx))
                .map(Block::heading)
                .into_iter()
                .collect();
            blocks.extend(elements(&node.list("content_elements"), cx));
            blocks
        }
        "custom_embed" => {
            let url = node
                .text_at("embed.config.url")
                .filter(|url| url.starts_with("http"));
            match url {
                Some(url) => picture::embed(cx, &url, node.text_at("embed.config.title"), &path),
                _ => {
                    let config = node.at("embed.config").unwrap_or(*node);
                    component::blocks(node.str("subtype"), &config, &Custom, cx)
                }
            }
        }
        // A story in a story leads to it.
        "story" => {
            let title = inline_at(node, "headlines.basic", cx).map(|text| text.to_plain_text());
            match node.any_text(&["canonical_url", "website_url"]) {
                Some(url) => picture::card(cx, &url, title, None, None, None, &path),
                None => picture::paragraphs(title.map(Inline::from)),
            }
        }
        "content_zone" | "ad" | "advertisement" => unknown::component(node.kind(), node, cx)
            .into_iter()
            .collect(),
        "reference" => reference(node, cx),
        kind => component::blocks(kind, node, &Custom, cx),
    }
}

fn reference(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let id = node
        .text_at("referent.id")
        .or_else(|| node.text("_id"))
        .unwrap_or_default();
    let kind = node
        .text_at("referent.type")
        .unwrap_or_else(|| "reference".to_owned());
    match cx.resolve(&kind, &id, &node.path()) {
        Some(Resolved::Image(image)) => vec![(**image).clone().into()],
        Some(Resolved::Block(block)) => vec![super::copied(block)],
        Some(Resolved::Link(url)) => {
            let url = url.clone();
            picture::card(cx, &url, None, None, None, None, &node.path())
        }
        None => Vec::new(),
    }
}

fn oembed(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let raw = node.get("raw_oembed").unwrap_or(*node);
    let url = raw
        .any_text(&["url", "_id"])
        .filter(|url| url.starts_with("http"));
    let post = url
        .as_deref()
        .and_then(Address::link)
        .is_some_and(|url| is_post(&url));
    if post {
        let mut block = PostBlock::new().oembed(raw.value().clone());
        block.url = url;
        return vec![block.into()];
    }
    match (url, raw.get("html")) {
        (Some(url), _) => picture::embed(cx, &url, raw.text("title"), &node.path()),
        (None, Some(code)) => html::blocks(cx, &code.as_text().unwrap_or_default(), &code.path()),
        _ => Vec::new(),
    }
}

fn list(node: &Node<'_>, cx: &mut Context<'_>) -> Option<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for item in node.list("items") {
        let blocks = match item.is_text() {
            true => html::blocks(cx, &item.as_text().unwrap_or_default(), &item.path()),
            false => element(&item, cx),
        };
        let nested = item.kind() == "list";
        match items.last_mut() {
            Some(last) if nested => last.extend(blocks),
            _ => items.push(blocks),
        }
    }
    lists::list(node.str("list_type") == "ordered", None, items)
}
