//! Editor.js.

use serde_json::Value;

use super::entry::Rich;
use super::inline_text::is_blank;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::{self, Picture};
use super::table::{self, CellSource};
use super::{Context, Format, component, html, lists, tree};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, FactBox, Heading, Inline};

pub(super) struct EditorJs;

impl JsonFormat for EditorJs {
    fn format(&self) -> Format {
        Format::EditorJs
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_document(node) || RICH.is_beside_title(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        Ok(RICH.article(node, cx))
    }
}

const RICH: Rich = Rich {
    is: is_document,
    read: body,
};

fn is_document(node: &Node<'_>) -> bool {
    let value = node.value();
    let Some(blocks) = value.get("blocks").and_then(Value::as_array) else {
        return false;
    };
    // The text of a block is in its data; blocks of Draft.js have data, too.
    let is_block = |block: &Value| {
        block.get("type").is_some_and(Value::is_string)
            && block
                .get("data")
                .is_some_and(|data| data.is_object() || data.is_array())
            && block.get("text").is_none()
    };
    blocks.iter().any(is_block)
        || blocks.is_empty() && value.get("time").is_some() && value.get("version").is_some()
}

fn body(document: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let blocks = document.list("blocks");
    let mut body = node::blocks_of(&blocks, &mut |node| block(node, cx));
    // The notes of all blocks, in the order of their numbers.
    let mut notes = Vec::new();
    for note in blocks
        .iter()
        .flat_map(|block| block.list_at("tunes.footnotes"))
    {
        notes.push(html::blocks(
            cx,
            &note.as_text().unwrap_or_default(),
            &note.path(),
        ));
    }
    if let Some(list) = lists::list(true, None, notes) {
        body.extend([Block::divider(), list]);
    }
    body
}

/// The HTML under a key as inline text.
fn inline(data: &Node<'_>, key: &str, cx: &mut Context<'_>) -> Option<Inline> {
    let field = data.get(key)?;
    let text = html::inline(cx, &field.as_text()?, &field.path());
    (!is_blank(&text)).then_some(text)
}

fn block(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let kind = node.kind();
    let path = node.path();
    let Some(data) = node.get("data") else {
        return component::blocks(kind, node, &RICH, cx);
    };
    let html_of = |key: &str, cx: &mut Context<'_>| match data.get(key) {
        Some(field) => html::blocks(cx, &field.as_text().unwrap_or_default(), &field.path()),
        None => Vec::new(),
    };
    // The names of the tools are each site's own, such as `List` or `linkTool`.
    match kind.to_ascii_lowercase().as_str() {
        "paragraph" => html_of("text", cx),
        "header" | "heading" => {
            let level = data.number("level").unwrap_or(2.0).clamp(1.0, 6.0) as u8;
            let text = inline(&data, "text", cx);
            text.map(|text| Heading::new(text).level(level).into())
                .into_iter()
                .collect()
        }
        "quote" | "pullquote" => {
            let cite = inline(&data, "caption", cx);
            tree::quoted(
                html_of("text", cx),
                cite,
                kind.eq_ignore_ascii_case("pullquote"),
            )
        }
        "code" => match data.text("code") {
            Some(text) => {
                let mut code = Code::new(text);
                code.language = data.any_text(&["language", "languageCode"]);
                vec![code.into()]
            }
            None => Vec::new(),
        },
        "delimiter" => vec![Block::divider()],
        "raw" => html_of("html", cx),
        "list" | "nestedlist" => {
            let style = data.str("style");
            let start = data.at("meta.start").and_then(|start| start.as_number());
            list(
                &data.list("items"),
                style,
                start.map(|start| start as i32),
                cx,
            )
        }
        "checklist" => list(&data.list("items"), "checklist", None, cx),
        "table" => {
            let with_head = data.flag("withHeadings") == Some(true);
            let rows = data.list("content");
            let rows = rows
                .iter()
                .enumerate()
                .map(|(index, row)| {
                    let cells = row.items();
                    let cell = |cell: &Node<'_>, cx: &mut Context<'_>| CellSource {
                        header: with_head && index == 0,
                        ..CellSource::text(html::inline(
                            cx,
                            &cell.as_text().unwrap_or_default(),
                            &cell.path(),
                        ))
                    };
                    cells.iter().map(|node| cell(node, cx)).collect()
                })
                .collect();
            table::table(rows, inline(&data, "caption", cx), cx, &path)
        }
        "image" | "simpleimage" => {
            let caption = inline(&data, "caption", cx);
            let file = data.get("file").unwrap_or(data);
            Picture {
                src: file.text("url").or_else(|| data.text("url")),
                // The format has no text alternative.
                alt: data
                    .any(&["alt"])
                    .and_then(|alt| alt.as_text())
                    .or_else(|| Some(String::new())),
                width: file.size("width"),
                height: file.size("height"),
                caption,
                credit: data.text("credit"),
                ..Picture::default()
            }
            .blocks(cx, &path)
        }
        "embed" => {
            let caption = inline(&data, "caption", cx).map(|caption| caption.to_plain_text());
            let url = data.any_text(&["source", "embed"]).unwrap_or_default();
            picture::embed(cx, &url, caption, &path)
        }
        "linktool" => {
            let url = data.text("link").unwrap_or_default();
            let about = data.get("meta").unwrap_or(data);
            let image = about.text_at("image.url");
            picture::card(
                cx,
                &url,
                about.text("title"),
                about.text("description"),
                None,
                image,
                &path,
            )
        }
        "warning" => {
            let mut block = FactBox::new(html_of("message", cx));
            block.heading = inline(&data, "title", cx);
            match block.body.is_empty() {
                true => picture::paragraphs(block.heading),
                false => vec![block.into()],
            }
        }
        "attaches" => {
            let url = data.text_at("file.url").unwrap_or_default();
            let title = data.text("title").or_else(|| data.text_at("file.name"));
            picture::card(cx, &url, title, None, None, None, &path)
        }
        "columns" => {
            let columns = data.list("cols");
            node::blocks_of(&columns, &mut |column| body(column, cx))
        }
        _ => component::blocks(kind, &data, &RICH, cx),
    }
}

/// A list of any of the three generations: texts, objects with items, and those with `meta`.
fn list(items: &[Node<'_>], style: &str, start: Option<i32>, cx: &mut Context<'_>) -> Vec<Block> {
    let mut done = Vec::new();
    for item in items {
        let (content, checked) = match item.is_object() {
            true => (
                item.any(&["content", "text"]),
                item.flag("checked").or_else(|| {
                    item.at("meta.checked")?
                        .as_text()
                        .map(|flag| flag == "true")
                }),
            ),
            false => (Some(*item), None),
        };
        let mut blocks = match content {
            Some(content) => {
                html::blocks(cx, &content.as_text().unwrap_or_default(), &content.path())
            }
            None => Vec::new(),
        };
        let checked = (style == "checklist").then(|| checked.unwrap_or(false));
        blocks = lists::checked(blocks, checked);
        let nested = item.list("items");
        if item.is_object() && !nested.is_empty() {
            blocks.extend(list(&nested, style, None, cx));
        }
        done.push(blocks);
    }
    lists::list(style == "ordered", start, done)
        .into_iter()
        .collect()
}
