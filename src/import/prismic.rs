//! Rich text of Prismic, and its documents.

use serde_json::Value;

use super::entry::{self, Fields};
use super::flow::{Flow, Wrap};
use super::json_format::JsonFormat;
use super::lists::{FlatItem, Lists};
use super::node::Node;
use super::picture::{self, Picture};
use super::prosemirror::{named_mark, unknown_mark};
use super::ranges::{self, Effect, Range};
use super::{Context, Format, Resolved, component, html};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, Image};

pub(super) struct Prismic;

impl JsonFormat for Prismic {
    fn format(&self) -> Format {
        Format::Prismic
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_rich_text(node) || is_document(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if is_rich_text(node) {
            return Ok(entry::of_body(body(&node.items(), cx)));
        }
        let mut fields: Vec<(&str, Node<'_>)> = Vec::new();
        if let Some(data) = node.get("data") {
            for (key, field) in data.fields() {
                // A headline is rich text of one block.
                let title =
                    matches!(key, "title" | "headline" | "name").then(|| field.at("0.text"));
                fields.push((key, title.flatten().unwrap_or(field)));
            }
        }
        let about = [
            ("published", "first_publication_date"),
            ("updated", "last_publication_date"),
            ("lang", "lang"),
            ("tags", "tags"),
            ("url", "url"),
        ];
        fields.extend(
            about
                .iter()
                .filter_map(|(name, key)| Some((*name, node.get(key)?))),
        );
        Ok(entry::article(&fields, self, cx))
    }
}

fn is_rich_text(node: &Node<'_>) -> bool {
    let is_block = |block: &Value| {
        block.get("type").is_some() && block.get("spans").is_some_and(Value::is_array)
    };
    node.value()
        .as_array()
        .is_some_and(|blocks| blocks.iter().any(is_block))
}

fn is_document(node: &Node<'_>) -> bool {
    let Some(data) = node.get("data").filter(Node::is_object) else {
        return false;
    };
    node.get("type").is_some()
        && data
            .fields()
            .any(|(_, field)| is_rich_text(&field) || is_slices(&field))
}

fn is_slices(node: &Node<'_>) -> bool {
    node.is_list()
        && node
            .items()
            .iter()
            .any(|item| item.get("slice_type").is_some())
}

impl Fields for Prismic {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if is_rich_text(field) {
            return Some(body(&field.items(), cx));
        }
        if !is_slices(field) {
            return None;
        }
        let mut blocks = Vec::new();
        for slice in field.items() {
            let name = slice.str("slice_type");
            for part in slice.get("primary").into_iter().chain(slice.list("items")) {
                if part
                    .value()
                    .as_object()
                    .is_some_and(|fields| !fields.is_empty())
                {
                    blocks.extend(component::blocks(name, &part, self, cx));
                }
            }
        }
        Some(blocks)
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        let field = field.get("image").unwrap_or(*field);
        picture_of(&field)?.image(cx, &field.path()).ok()
    }
}

fn picture_of(image: &Node<'_>) -> Option<Picture> {
    let size = image.get("dimensions");
    Some(Picture {
        src: Some(image.text("url")?),
        alt: image.get("alt").and_then(|alt| alt.as_text()),
        width: size.as_ref().and_then(|size| size.size("width")),
        height: size.as_ref().and_then(|size| size.size("height")),
        credit: image.text("copyright"),
        href: image.text_at("linkTo.url"),
        ..Picture::default()
    })
}

fn body(blocks: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
    let mut out = Lists::default();
    for block in blocks {
        let path = block.path();
        let kind = block.kind();
        match kind {
            "list-item" | "o-list-item" => {
                let blocks = text(block, Wrap::Paragraph, cx);
                out.item(FlatItem {
                    numbered: kind == "o-list-item",
                    blocks,
                    ..FlatItem::default()
                });
            }
            "preformatted" => {
                let code = block.text("text").map(|text| Code::new(text).into());
                out.blocks(code);
            }
            "image" => {
                let picture = picture_of(block).unwrap_or_default();
                out.blocks(picture.blocks(cx, &path));
            }
            "embed" => {
                let about = block.get("oembed").unwrap_or(*block);
                let blocks = match about.any_text(&["embed_url", "url"]) {
                    Some(url) => picture::embed(cx, &url, about.text("title"), &path),
                    None => html::blocks(cx, &about.text_of("html"), &path),
                };
                out.blocks(blocks);
            }
            _ => {
                let level = kind
                    .strip_prefix("heading")
                    .and_then(|level| level.parse().ok());
                if level.is_none() && kind != "paragraph" {
                    super::unknown::report(block, kind, cx);
                }
                out.blocks(text(
                    block,
                    level.map_or(Wrap::Paragraph, Wrap::Heading),
                    cx,
                ));
            }
        }
    }
    out.finish()
}

fn text(block: &Node<'_>, wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
    let mut found = Vec::new();
    for span in block.list("spans") {
        let (start, end) = (
            span.number("start").unwrap_or(0.0),
            span.number("end").unwrap_or(0.0),
        );
        let effect = match span.kind() {
            "hyperlink" => link(&span, cx).map(Effect::Link),
            name => {
                let mark = named_mark(name);
                if mark.is_none() {
                    unknown_mark(name, &span, cx);
                }
                mark.map(Effect::Mark)
            }
        };
        found.extend(effect.map(|effect| Range { start, end, effect }));
    }
    let mut flow = Flow::default();
    flow.wrap(wrap);
    for (piece, style) in ranges::pieces(block.str("text"), &found, cx, &block.path()) {
        flow.push(&piece, &style);
    }
    flow.finish()
}

fn link(span: &Node<'_>, cx: &mut Context<'_>) -> Option<String> {
    let data = span.get("data")?;
    if let Some(url) = data.text("url") {
        return cx.link(&url, &span.path());
    }
    match cx.resolve("Document", &data.text("id")?, &span.path()) {
        Some(Resolved::Link(url)) => Some(url.clone()),
        _ => None,
    }
}
