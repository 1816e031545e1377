//! Slate documents: Strapi, Payload before Lexical, Hygraph and other editors that are built on it.

use serde_json::Value;

use super::entry::{self, Fields};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::node::{self, Node, largest_first};
use super::picture;
use super::prosemirror::named_mark;
use super::tree::{self, Dialect, Kind};
use super::{Context, Format, component};
use crate::error::ArticleError;
use crate::model::{Article, Block, Image, Inline};

pub(super) struct Slate;

impl JsonFormat for Slate {
    fn format(&self) -> Format {
        Format::Slate
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_document(node) || is_entry(node) || is_old(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if is_entry(node) {
            let fields: Vec<_> = node
                .fields()
                .filter(|(key, _)| !matches!(*key, "slug" | "documentId"))
                .collect();
            let is_markdown = |key: &str, field: &Node<'_>| is_markdown(key, field, node);
            return Ok(entry::with_markdown(&fields, &is_markdown, self, cx));
        }
        Ok(entry::of_body(tree::blocks(self, &nodes(node), cx)))
    }
}

/// A list of nodes, or an object with nothing but one.
fn nodes<'v>(node: &Node<'v>) -> Vec<Node<'v>> {
    let list = node
        .get("children")
        .filter(|_| node.kind().is_empty())
        .or_else(|| old_nodes(node));
    match list {
        Some(list) => list.items(),
        None => node.items(),
    }
}

/// The nodes of a whole document before version 0.50.
fn old_nodes<'v>(node: &Node<'v>) -> Option<Node<'v>> {
    node.at("document.nodes").or_else(|| node.get("nodes"))
}

/// Whether this is a document before version 0.50, or a list of its nodes: with `nodes` that are blocks, inlines or texts.
fn is_old(node: &Node<'_>) -> bool {
    let is_node = |item: &Node<'_>| {
        let kind = item.any_text(&["object", "kind"]);
        let kind = kind.as_deref().unwrap_or_default();
        matches!(kind, "block" | "inline" | "text") && item.get(kind).is_none()
    };
    let items = old_nodes(node).unwrap_or(*node).items();
    items
        .iter()
        .any(|item| is_node(item) && item.list("nodes").iter().any(is_node))
}

fn is_document(node: &Node<'_>) -> bool {
    if !node.is_list() {
        return false;
    }
    let items = node.items();
    let mut items = items
        .iter()
        .filter(|item| item.value().get("children").is_some_and(Value::is_array));
    items
        .any(|item| item.get("_type").is_none() && item.get("nodeType").is_none() && has_leaf(item))
}

/// Whether the first leaf in a node is text of Slate.
fn has_leaf(node: &Node<'_>) -> bool {
    let mut open = vec![node.value()];
    while let Some(value) = open.pop() {
        match value.get("children").and_then(Value::as_array) {
            Some(children) if children.is_empty() => {
                return !value.get("type").is_none_or(Value::is_null);
            }
            Some(children) => {
                if children.iter().any(|child| {
                    child.get("text").is_some_and(Value::is_string)
                        && child.get("children").is_none()
                }) {
                    return true;
                }
                open.extend(children.iter().rev());
            }
            None => return false,
        }
    }
    false
}

/// A dynamic zone of Strapi, or blocks of Payload.
fn is_zone(field: &Node<'_>) -> bool {
    let is_part = |item: &Node<'_>| {
        ["__component", "blockType"]
            .iter()
            .any(|key| !item.str(key).is_empty())
    };
    field.is_list() && field.items().iter().any(is_part)
}

/// Strapi's older rich text: Markdown in an entry that knows when it was made.
fn is_markdown(key: &str, field: &Node<'_>, entry: &Node<'_>) -> bool {
    matches!(key, "content" | "body")
        && field.str_value().contains("\n")
        && entry.any(&["createdAt", "publishedAt"]).is_some()
}

/// An entry of Strapi or another system: a title beside rich text.
fn is_entry(node: &Node<'_>) -> bool {
    let has_title = ["title", "headline", "name"]
        .iter()
        .any(|key| node.text(key).is_some());
    has_title
        && node.get("_type").is_none()
        && node.get("type").is_none()
        && node.fields().any(|(key, field)| {
            is_document(&field)
                || is_zone(&field)
                || is_markdown(key, &field, node)
                || field
                    .at("raw.children")
                    .is_some_and(|list| is_document(&list))
        })
}

impl Fields for Slate {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if is_document(field) {
            return Some(tree::blocks(self, &field.items(), cx));
        }
        if let Some(raw) = field.get("raw").filter(|raw| raw.get("children").is_some()) {
            return Some(tree::blocks(self, &tree::children(&raw), cx));
        }
        let items = field.items();
        // A dynamic zone of Strapi.
        is_zone(field).then(|| {
            let part = |item: &Node<'_>, cx: &mut Context<'_>| {
                let name = match item.str("__component") {
                    "" => item.str("blockType"),
                    name => name,
                };
                // Strapi's older rich text is Markdown.
                if let Some(text) = item.get("body").filter(|_| name.ends_with(".rich-text")) {
                    let path = text.path();
                    return super::markdown::blocks(cx, &text.as_text().unwrap_or_default(), &path);
                }
                component::blocks(name.rsplit('.').next().unwrap_or(name), item, self, cx)
            };
            node::blocks_of(&items, &mut |item| part(item, cx))
        })
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        image(field)?.image(cx, &field.path()).ok()
    }

    fn resolved<'s>(&'s self, field: &Node<'s>) -> Node<'s> {
        field
            .get("data")
            .filter(|data| data.is_object())
            .unwrap_or(*field)
    }
}

/// A picture with its smaller sizes.
fn image(node: &Node<'_>) -> Option<picture::Picture> {
    let mut picture = entry::picture(node)?;
    let inner = node
        .at("data.attributes")
        .or_else(|| node.get("attributes"))
        .unwrap_or(*node);
    if let Some(formats) = inner.get("formats") {
        let sizes = formats.fields().map(|(_, size)| size).collect();
        picture.srcset = largest_first(sizes, "width")
            .iter()
            .rev()
            .filter_map(|size| Some((size.text("url")?, size.size("width")?)))
            .collect();
    }
    Some(picture)
}

impl Dialect for Slate {
    fn children<'v>(&self, node: &Node<'v>) -> Vec<Node<'v>> {
        let lists = ["children", "nodes", "leaves", "ranges"];
        let list = lists.iter().find_map(|key| node.get(key));
        list.map_or_else(Vec::new, |list| list.items())
    }

    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind {
        if node.is_text() {
            return Kind::Text(node.as_text().unwrap_or_default(), Style::default());
        }
        let is_leaf = node.get("text").is_some() && node.get("children").is_none();
        if is_leaf && matches!(node.kind(), "" | "text") {
            return Kind::Text(node.text_of("text"), style(node));
        }
        let name = node.kind();
        let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_lowercase();
        let words = ["one", "two", "three", "four", "five", "six"];
        let level = plain
            .strip_prefix("heading")
            .or_else(|| plain.strip_prefix("header"))
            .or_else(|| plain.strip_prefix('h'))
            .and_then(|rest| {
                let word = words
                    .iter()
                    .position(|word| *word == rest)
                    .map(|at| at as u8 + 1);
                word.or_else(|| rest.parse().ok())
            });
        if let Some(level) = level {
            return Kind::Heading(level);
        }
        match plain.as_str() {
            "paragraph" | "p" | "lic" | "listitemtext" | "listitemchild" | "listitemcontent"
            | "normal" | "figcaption" => Kind::Paragraph,
            "" if node.get("children").is_some() => Kind::Paragraph,
            "" if node.any(&["leaves", "ranges"]).is_some() => Kind::Span(Style::default()),
            "heading" | "header" => Kind::Heading(node.number("level").unwrap_or(2.0) as u8),
            "list" => Kind::List {
                numbered: node.str("format") == "ordered",
                start: None,
            },
            "bulletedlist" | "unorderedlist" | "bulletlist" | "ul" | "checklist" => Kind::List {
                numbered: false,
                start: None,
            },
            "numberedlist" | "orderedlist" | "ol" => Kind::List {
                numbered: true,
                start: node.number("start").map(|start| start as i32),
            },
            "listitem" | "li" => Kind::Item(node.flag("checked")),
            "checklistitem" | "todoli" | "actionitem" => {
                Kind::Item(Some(node.flag("checked").unwrap_or(false)))
            }
            "quote" | "blockquote" => Kind::Quote,
            "pullquote" => Kind::Pullquote,
            "code" | "codeblock" | "pre" => Kind::Code(node.any_text(&["language", "lang"])),
            // A line of code ends where the next one starts.
            "codeline" => {
                let lines = self.children(node);
                let mut text: String = lines.iter().map(|line| line.text_of("text")).collect();
                text.push('\n');
                Kind::Text(text, Style::default())
            }
            "divider" | "hr" | "thematicbreak" => Kind::Blocks(vec![Block::divider()]),
            "break" | "br" => Kind::Break,
            "table" => Kind::Table,
            "tablehead" | "tablebody" | "thead" | "tbody" | "tablefoot" | "column" | "columns"
            | "columngroup" | "grid" | "div" | "section" => Kind::Group,
            "tablerow" | "tr" => Kind::Row,
            "tablecell" | "tableheadercell" | "td" | "th" => Kind::Cell {
                header: matches!(plain.as_str(), "tableheadercell" | "th")
                    || node.flag("header") == Some(true),
                colspan: node.size("colSpan").or_else(|| node.size("colspan")),
                rowspan: node.size("rowSpan").or_else(|| node.size("rowspan")),
            },
            "link" | "a" => {
                let url = node
                    .any_text(&["url", "href"])
                    .or_else(|| node.text_at("data.href"));
                Kind::Span(Style {
                    href: url.and_then(|url| cx.link(&url, &node.path())),
                    title: node.text("title"),
                    ..Style::default()
                })
            }
            "image" | "img" | "upload" | "figure" => {
                let value = node
                    .any(&["image", "value", "data"])
                    .filter(|value| value.is_object());
                let Some(mut picture) = image(&value.unwrap_or(*node)) else {
                    return match node.text("value") {
                        Some(id) => {
                            let found = cx.resolve("upload", &id, &node.path());
                            Kind::Blocks(match found {
                                Some(super::Resolved::Image(image)) => {
                                    vec![(**image).clone().into()]
                                }
                                Some(super::Resolved::Block(block)) => vec![super::copied(block)],
                                _ => Vec::new(),
                            })
                        }
                        None => Kind::Unknown(name.to_owned()),
                    };
                };
                // Text in it, if any, is a caption.
                let mut rest = Vec::new();
                let caption = tree::inline(self, &self.children(node), &mut rest, cx);
                if !super::inline_text::is_blank(&caption) {
                    picture.caption = Some(caption);
                }
                let caption = node.list("caption");
                if picture.caption.is_none() && caption.iter().any(Node::is_object) {
                    picture.caption = Some(tree::inline(self, &caption, &mut rest, cx));
                }
                let mut blocks = picture.blocks(cx, &node.path());
                blocks.extend(rest);
                Kind::Blocks(blocks)
            }
            "video" | "embed" | "iframe" | "mediaembed" | "youtube" | "tweet" | "audio" => {
                let data = node.get("data").filter(Node::is_object);
                match data.unwrap_or(*node).any_text(&["url", "src", "href"]) {
                    Some(url) => {
                        let mut rest = Vec::new();
                        let caption: Inline =
                            tree::inline(self, &self.children(node), &mut rest, cx);
                        let mut blocks = picture::embed(cx, &url, None, &node.path());
                        blocks.extend(picture::paragraphs([caption]));
                        blocks.extend(rest);
                        Kind::Blocks(blocks)
                    }
                    None => Kind::Unknown(name.to_owned()),
                }
            }
            "mention" => {
                let words = node.any_text(&["value", "character", "name", "label"]);
                match words {
                    Some(words) => Kind::Inline(words.into()),
                    None => Kind::Span(Style::default()),
                }
            }
            "callout" | "aside" | "box" => Kind::Box(node.text("title").map(Inline::from)),
            "details" => Kind::Section(node.flag("open"), None),
            "summary" => Kind::Summary,
            _ => Kind::Unknown(name.to_owned()),
        }
    }
}

fn style(leaf: &Node<'_>) -> Style {
    let mut style = Style::default();
    for mark in leaf.list("marks") {
        if let Some(mark) = named_mark(mark.kind()) {
            style = style.with(mark);
        }
    }
    for (key, value) in leaf.fields() {
        if value.value() == &Value::Bool(true)
            && let Some(mark) = named_mark(key)
        {
            style = style.with(mark);
        }
    }
    style
}
