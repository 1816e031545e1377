//! Portable Text, and documents of Sanity that hold it.

use std::cell::RefCell;

use serde_json::Value;

use super::entry::{self, Fields};
use super::flow::{Flow, Wrap};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::lists::{self, FlatItem, Lists};
use super::node::Node;
use super::picture;
use super::prosemirror::named_mark;
use super::{Context, Format, Resolved, component, prosemirror, tree};
use crate::error::ArticleError;
use crate::model::{Article, Block, Image, Inline, Mark};

pub(super) struct PortableText;

impl JsonFormat for PortableText {
    fn format(&self) -> Format {
        Format::PortableText
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_blocks(node) || is_block(node) || is_document(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let reader = Reader::default();
        if is_document(node) {
            let mut lang = None;
            let fields: Vec<_> = node
                .fields()
                .filter(|(key, _)| !matches!(*key, "_id" | "_rev" | "_type" | "slug"))
                .map(|(key, field)| (key, in_one_language(&field, &mut lang, cx)))
                .collect();
            let mut article = entry::article(&fields, &reader, cx);
            article.lang = article.lang.or(lang);
            article.body.extend(reader.notes());
            return Ok(article);
        }
        let mut body = reader.body(&node.items(), cx);
        body.extend(reader.notes());
        Ok(entry::of_body(body))
    }
}

/// The `_type` of a value that is an object of Portable Text.
fn kind(value: &Value) -> Option<&str> {
    let kind = value.get("_type")?.as_str()?;
    // The Guardian has this field, too.
    (!kind.starts_with("model.dotcomrendering.")).then_some(kind)
}

fn is_block(node: &Node<'_>) -> bool {
    kind(node.value()) == Some("block")
}

/// A list of blocks. Lists of documents and of references aren't any.
fn is_blocks(node: &Node<'_>) -> bool {
    let Some(items) = node.value().as_array() else {
        return false;
    };
    let other = |item: &Value| kind(item) == Some("reference") || item.get("_id").is_some();
    items.iter().any(|item| kind(item) == Some("block"))
        || items.iter().any(|item| kind(item).is_some()) && !items.iter().any(other)
}

fn is_document(node: &Node<'_>) -> bool {
    let has_title = ["title", "headline"].iter().any(|key| {
        let of_language = |field: Node<'_>| first_translation(&field)?.as_text();
        node.text(key).is_some() || node.get(key).and_then(of_language).is_some()
    });
    let is_typed = kind(node.value()).is_some_and(|kind| !matches!(kind, "block" | "span"));
    // A page of sections has a title and no text of its own; GraphQL gives no types of documents.
    node.fields().any(|(_, field)| {
        let field = first_translation(&field).unwrap_or(field);
        is_blocks(&field)
            && (is_typed && (has_title || field.items().iter().any(is_block))
                || has_title && node.get("_type").is_none() && field.items().iter().any(is_block))
    })
}

/// The values of a field that has one for each language, with their languages.
fn translations<'v>(field: &Node<'v>) -> Option<Vec<(&'v str, Node<'v>)>> {
    let is_language = |key: &str| {
        let primary = key.split(['-', '_']).next().unwrap_or_default();
        matches!(primary.len(), 2 | 3)
            && key.len() <= 7
            && key
                .chars()
                .all(|c| c.is_ascii_alphabetic() || matches!(c, '-' | '_'))
    };
    let found: Vec<_> = if field.is_list() {
        let of = |item: Node<'v>| {
            let value = item.value();
            let lang = value.get("language").or_else(|| value.get("_key"))?;
            Some((lang.as_str()?, item.get("value")?))
        };
        field.items().into_iter().map(of).collect::<Option<_>>()?
    } else {
        let kind = kind(field.value())?;
        let fields = field.fields().filter(|(key, _)| !key.starts_with('_'));
        fields
            .filter(|_| kind.to_ascii_lowercase().contains("locale"))
            .collect()
    };
    let all = found.iter().all(|(lang, _)| is_language(lang));
    (all && !found.is_empty()).then_some(found)
}

fn first_translation<'v>(field: &Node<'v>) -> Option<Node<'v>> {
    Some(translations(field)?.first()?.1)
}

/// The field itself, or its value in the language of the fields before it.
fn in_one_language<'v>(
    field: &Node<'v>,
    lang: &mut Option<String>,
    cx: &mut Context<'_>,
) -> Node<'v> {
    let Some(all) = translations(field) else {
        return *field;
    };
    let same = all.iter().find(|(one, _)| Some(*one) == lang.as_deref());
    let Some((chosen, value)) = same.or_else(|| all.first()) else {
        return *field;
    };
    let others: Vec<_> = all
        .iter()
        .map(|(one, _)| *one)
        .filter(|one| one != chosen)
        .collect();
    if !others.is_empty() {
        let others = others.join(", ");
        let message = format!("The article is read in one language; this is left out: {others}.");
        cx.warn("left-out", &field.path(), message);
    }
    lang.get_or_insert_with(|| (*chosen).to_owned());
    *value
}

#[derive(Default)]
struct Reader {
    /// The footnotes so far.
    notes: RefCell<Vec<Vec<Block>>>,
}

impl Fields for Reader {
    fn blocks(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Vec<Block>> {
        if is_blocks(field) {
            return Some(self.body(&field.items(), cx));
        }
        is_block(field).then(|| self.body(std::slice::from_ref(field), cx))
    }

    fn image(&self, field: &Node<'_>, cx: &mut Context<'_>) -> Option<Image> {
        let path = field.path();
        let mut picture = entry::picture(field).unwrap_or_default();
        let asset = field.get("asset");
        let id = asset
            .as_ref()
            .and_then(|asset| asset.any_text(&["_ref", "_id"]))
            .or_else(|| field.text("_ref"));
        if let Some((width, height)) = id.as_deref().and_then(size) {
            picture.width = picture.width.or(Some(width));
            picture.height = picture.height.or(Some(height));
        }
        if let Some(asset) = &asset {
            let about = asset.at("metadata.dimensions");
            if let Some(about) = about {
                picture.width = about.size("width").or(picture.width);
                picture.height = about.size("height").or(picture.height);
            }
            picture.credit = picture.credit.or_else(|| asset.text("creditLine"));
            picture.alt = picture.alt.or_else(|| asset.text("altText"));
        }
        picture.focus = entry::focus(field).or(picture.focus);
        let mut picture = component::with_words(picture, field);
        if picture.src.is_none() {
            match cx.resolve("image", &id?, &path)? {
                Resolved::Image(image) => {
                    let mut image = (**image).clone();
                    image.width = image.width.or(picture.width);
                    image.height = image.height.or(picture.height);
                    image.alt = picture.alt.or(image.alt);
                    image.focus = picture.focus.or(image.focus);
                    return Some(image);
                }
                Resolved::Link(url) => picture.src = Some(url.clone()),
                Resolved::Block(_) => return None,
            }
        }
        picture.image(cx, &path).ok()
    }
}

/// The size in a reference such as `image-abc-2000x3000-jpg`.
fn size(id: &str) -> Option<(u32, u32)> {
    let mut parts = id.rsplit('-');
    parts.next()?;
    let (width, height) = parts.next()?.split_once('x')?;
    Some((width.parse().ok()?, height.parse().ok()?))
}

impl Reader {
    fn body(&self, nodes: &[Node<'_>], cx: &mut Context<'_>) -> Vec<Block> {
        let mut out = Lists::default();
        let mut quote: Vec<Block> = Vec::new();
        for node in nodes {
            let is_text = is_block(node)
                || node.get("children").is_some_and(|list| list.is_list())
                    && kind(node.value()).is_none();
            let style = node.str("style");
            let is_item = is_text && node.text("listItem").is_some();
            if is_text && style == "blockquote" && !is_item {
                quote.extend(self.text(node, Wrap::Paragraph, cx));
                continue;
            }
            out.blocks_if(tree::quoted(std::mem::take(&mut quote), None, false));
            if is_item {
                let wrap = heading(style).map_or(Wrap::Paragraph, Wrap::Heading);
                let blocks = self.text(node, wrap, cx);
                let name = node.str("listItem");
                let level = node.number("level").unwrap_or(1.0).clamp(1.0, 1e6);
                let checked = match name {
                    "checkbox" | "checklist" | "todo" => {
                        Some(node.flag("checked").unwrap_or(false))
                    }
                    _ => None,
                };
                out.item(FlatItem {
                    level: level as usize - 1,
                    numbered: matches!(name, "number" | "ordered" | "numbered"),
                    start: None,
                    checked,
                    blocks,
                });
            } else if is_text {
                let wrap = match style {
                    "" | "normal" => Wrap::Paragraph,
                    style => match heading(style) {
                        Some(level) => Wrap::Heading(level),
                        None => {
                            let message = format!(
                                "The style \"{style}\" has no counterpart: its text is a paragraph."
                            );
                            cx.warn_once("unknown-node", style, &node.path(), message);
                            Wrap::Paragraph
                        }
                    },
                };
                let blocks = self.text(node, wrap, cx);
                out.blocks(blocks);
            } else if node.is_object() {
                let blocks = self.object(node, cx);
                out.blocks(blocks);
            } else {
                out.blocks(picture::paragraphs(node.as_text().map(Inline::from)));
            }
        }
        out.blocks_if(tree::quoted(quote, None, false));
        out.finish()
    }

    fn object(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
        let name = node.str("_type");
        if name == "reference" || name.is_empty() && node.get("_ref").is_some() {
            let id = node.text("_ref").unwrap_or_default();
            return match cx.resolve("reference", &id, &node.path()) {
                Some(Resolved::Image(image)) => vec![(**image).clone().into()],
                Some(Resolved::Block(block)) => vec![super::copied(block)],
                Some(Resolved::Link(url)) => {
                    let url = url.clone();
                    picture::card(cx, &url, None, None, None, None, &node.path())
                }
                None => Vec::new(),
            };
        }
        component::blocks(name, node, self, cx)
    }

    /// The text of a block, with its inline objects.
    fn text(&self, block: &Node<'_>, wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
        let mut flow = Flow::default();
        flow.wrap(wrap);
        let definitions = block.list("markDefs");
        let find = |name: &str| definitions.iter().find(|found| found.str("_key") == name);
        let children = block.list("children");
        let mut noted: Option<String> = None;
        for (index, child) in children.iter().enumerate() {
            if child.is_text() {
                flow.push(&child.as_text().unwrap_or_default(), &Style::default());
                continue;
            }
            let is_span = matches!(child.str("_type"), "span" | "") && child.get("text").is_some();
            if !is_span {
                self.inline_object(child, &mut flow, cx);
                continue;
            }
            let mut style = Style::default();
            let mut note = None;
            for mark in child.list("marks") {
                let name = mark.as_text().unwrap_or_default();
                match find(&name) {
                    Some(definition) => {
                        if definition.str("_type") == "footnote" {
                            note = Some(name.clone());
                        }
                        style = self.annotated(style, definition, cx);
                    }
                    None => match named_mark(&name) {
                        Some(mark) => style = style.with(mark),
                        None => prosemirror::unknown_mark(&name, &mark, cx),
                    },
                }
            }
            flow.push(&child.text_of("text"), &style);
            // The marker of a note follows the last span that has it.
            if let Some(name) = note.filter(|name| noted.as_ref() != Some(name)) {
                let continues = children.get(index + 1).is_some_and(|next| {
                    next.list("marks")
                        .iter()
                        .any(|mark| mark.as_text().as_ref() == Some(&name))
                });
                if !continues {
                    if let Some(definition) = find(&name) {
                        self.note(definition, &mut flow, cx);
                    }
                    noted = Some(name);
                }
            }
        }
        flow.finish()
    }

    fn annotated(&self, style: Style, definition: &Node<'_>, cx: &mut Context<'_>) -> Style {
        let path = definition.path();
        let id = definition
            .text_at("reference._ref")
            .or_else(|| definition.text("_ref"));
        let href = definition.any_text(&["href", "url"]);
        match definition.str("_type") {
            "footnote" => style,
            _ if href.is_some() => style.linked(href.and_then(|href| cx.link(&href, &path))),
            _ if id.is_some() => {
                let found = cx.resolve("reference", &id.unwrap_or_default(), &path);
                match found {
                    Some(Resolved::Link(url)) => style.linked(Some(url.clone())),
                    _ => style,
                }
            }
            name => {
                prosemirror::unknown_mark(name, definition, cx);
                style
            }
        }
    }

    fn inline_object(&self, node: &Node<'_>, flow: &mut Flow, cx: &mut Context<'_>) {
        match node.str("_type") {
            "footnote" => self.note(node, flow, cx),
            "image" | "inlineImage" => {
                let blocks = self.object(node, cx);
                flow.blocks(blocks);
            }
            "break" | "hardBreak" | "br" => flow.line_break(),
            name => {
                let text = component::inline_words(name, node, cx);
                flow.add(&text, &Style::default());
            }
        }
    }

    fn note(&self, node: &Node<'_>, flow: &mut Flow, cx: &mut Context<'_>) {
        let content = node.any(&["content", "text", "note", "body", "footnote"]);
        let blocks = match content {
            Some(content) if is_blocks(&content) => self.body(&content.items(), cx),
            Some(content) => picture::paragraphs(content.as_text().map(Inline::from)),
            None => Vec::new(),
        };
        if blocks.is_empty() {
            return;
        }
        let mut notes = self.notes.borrow_mut();
        notes.push(blocks);
        let marker = notes.len().to_string();
        flow.push(&marker, &Style::default().with(Mark::Sup));
    }

    /// The footnotes, after a rule.
    fn notes(self) -> Vec<Block> {
        match lists::list(true, None, self.notes.into_inner()) {
            Some(list) => vec![Block::divider(), list],
            None => Vec::new(),
        }
    }
}

fn heading(style: &str) -> Option<u8> {
    let level = style.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then_some(level)
}
