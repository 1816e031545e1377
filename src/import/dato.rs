//! Structured text of DatoCMS.

use super::entry::{self, Fields};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::node::Node;
use super::picture;
use super::prosemirror::{named_mark, unknown_mark};
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, Resolved, component};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, Inline};

pub(super) struct Dato;

impl JsonFormat for Dato {
    fn format(&self) -> Format {
        Format::Dato
    }

    fn is(&self, node: &Node<'_>) -> bool {
        document(node).is_some() || is_entry(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if document(node).is_some() {
            return Ok(entry::of_body(body(node, cx)));
        }
        let fields: Vec<_> = node.fields().filter(|(key, _)| *key != "slug").collect();
        Ok(entry::article(&fields, &Record, cx))
    }
}

/// The root of a document, alone or beside its records.
fn document<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    let value = node.get("value").unwrap_or(*node);
    let is = value.str("schema") == "dast";
    value.get("document").filter(|_| is)
}

fn is_entry(node: &Node<'_>) -> bool {
    let has_title = ["title", "headline", "name"]
        .iter()
        .any(|key| node.text(key).is_some());
    has_title && node.fields().any(|(_, field)| document(&field).is_some())
}

struct Record;

impl Fields for Record {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        document(field).map(|_| body(field, cx))
    }
}

fn body(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let Some(root) = document(node) else {
        return Vec::new();
    };
    let mut records = node.list("blocks");
    records.extend(node.list("inlineBlocks"));
    records.extend(node.list("links"));
    tree::blocks(&Reader { records }, &tree::children(&root), cx)
}

struct Reader<'v> {
    records: Vec<Node<'v>>,
}

impl Reader<'_> {
    /// The record that an id or an object stands for.
    fn record<'s>(&'s self, node: &Node<'s>) -> Option<Node<'s>> {
        let item = node.get("item")?;
        if item.is_object() {
            return Some(item);
        }
        let id = item.as_text()?;
        self.records
            .iter()
            .find(|record| record.text("id").as_ref() == Some(&id))
            .cloned()
    }

    fn resolved(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Option<Resolved> {
        let id = node.get("item")?.as_text()?;
        cx.resolve("record", &id, &node.path()).cloned()
    }
}

impl Dialect for Reader<'_> {
    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        match node.kind() {
            "span" => {
                let mut style = Style::default();
                for mark in node.list("marks") {
                    let name = mark.as_text().unwrap_or_default();
                    match named_mark(&name) {
                        Some(mark) => style = style.with(mark),
                        None => unknown_mark(&name, &mark, cx),
                    }
                }
                Kind::Text(node.text_of("value"), style)
            }
            "root" => Kind::Group,
            "paragraph" => Kind::Paragraph,
            "heading" => Kind::Heading(node.number("level").unwrap_or(2.0) as u8),
            "list" => Kind::List {
                numbered: node.str("style") == "numbered",
                start: None,
            },
            "listItem" => Kind::Item(None),
            "blockquote" => match node.text("attribution") {
                Some(cite) => {
                    let quote = tree::blocks(self, &tree::children(node), cx);
                    Kind::Blocks(tree::quoted(quote, Some(Inline::from(cite)), false))
                }
                None => Kind::Quote,
            },
            "code" => {
                let mut code = Code::new(node.text_of("code"));
                code.language = node.text("language");
                Kind::Blocks(vec![code.into()])
            }
            "thematicBreak" => Kind::Blocks(vec![Block::divider()]),
            "link" => {
                let href = node.text("url").and_then(|url| cx.link(&url, &node.path()));
                Kind::Span(Style::default().linked(href))
            }
            "itemLink" => {
                let url = self
                    .record(node)
                    .and_then(|record| record.any_text(&["url", "href"]));
                let href = match url {
                    Some(url) => cx.link(&url, &node.path()),
                    None => match self.resolved(node, cx) {
                        Some(Resolved::Link(url)) => Some(url),
                        _ => None,
                    },
                };
                Kind::Span(Style::default().linked(href))
            }
            "inlineItem" | "inlineBlock" => {
                let record = self.record(node);
                match record
                    .and_then(|record| record.any_text(&["title", "headline", "name", "text"]))
                {
                    Some(words) => Kind::Inline(words.into()),
                    None => match self.resolved(node, cx) {
                        Some(Resolved::Block(block)) => Kind::Blocks(vec![*block]),
                        _ => Kind::Blocks(Vec::new()),
                    },
                }
            }
            "block" => match self.record(node) {
                Some(record) => {
                    let name = record
                        .any_text(&["_modelApiKey", "__typename"])
                        .unwrap_or_default();
                    let name = name.strip_suffix("Record").unwrap_or(&name);
                    Kind::Blocks(component::blocks(name, &record, &Record, cx))
                }
                None => Kind::Blocks(match self.resolved(node, cx) {
                    Some(Resolved::Block(block)) => vec![*block],
                    Some(Resolved::Image(image)) => vec![(*image).into()],
                    Some(Resolved::Link(url)) => {
                        picture::card(cx, &url, None, None, None, None, &node.path())
                    }
                    None => Vec::new(),
                }),
            },
            name => Kind::Unknown(name.to_owned()),
        }
    }
}
