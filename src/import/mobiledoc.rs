//! Mobiledoc, of Ghost before version 5 and of other editors.

use serde_json::Value;

use super::entry;
use super::flow::{Flow, Wrap};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::node::{self, Node};
use super::picture::Picture;
use super::prosemirror::{named_mark, unknown_mark};
use super::{Context, Format, ghost, lists, tree, unknown};
use crate::error::ArticleError;
use crate::model::{Article, Block};

pub(super) struct Mobiledoc;

impl JsonFormat for Mobiledoc {
    fn format(&self) -> Format {
        Format::Mobiledoc
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_document(node) || ghost::post(node).is_some_and(|post| post.get("mobiledoc").is_some())
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if let Some(post) = ghost::post(node).filter(|_| !is_document(node)) {
            return Ok(ghost::import(node, &post, cx));
        }
        Ok(entry::of_body(body(node, cx)))
    }
}

fn is_document(node: &Node<'_>) -> bool {
    let list = |key: &str| node.value().get(key).is_some_and(Value::is_array);
    list("sections") && (list("markups") || node.get("version").is_some())
}

/// The blocks of a document.
pub(super) fn body(document: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let reader = Reader {
        markups: document.get("markups"),
        atoms: document.get("atoms"),
        cards: document.get("cards"),
    };
    let sections = document.list("sections");
    node::blocks_of(&sections, &mut |section| reader.section(section, cx))
}

struct Reader<'v> {
    markups: Option<Node<'v>>,
    atoms: Option<Node<'v>>,
    cards: Option<Node<'v>>,
}

/// An entry of one of the document's tables.
fn entry<'v>(table: &Option<Node<'v>>, index: Option<f64>) -> Option<Node<'v>> {
    table
        .as_ref()?
        .item(index.filter(|index| *index >= 0.0)? as usize)
}

impl Reader<'_> {
    fn section(&self, section: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
        let path = section.path();
        let item = |index: usize| section.item(index);
        let number = |index: usize| item(index).and_then(|item| item.as_number());
        let tag = item(1)
            .and_then(|tag| tag.as_text())
            .unwrap_or_default()
            .to_ascii_lowercase();
        match number(0).unwrap_or(-1.0) as i32 {
            1 => {
                let markers = item(2).map(|markers| markers.items()).unwrap_or_default();
                let level = tag.strip_prefix('h').and_then(|level| level.parse().ok());
                match (tag.as_str(), level) {
                    (_, Some(level)) => self.text(&markers, Wrap::Heading(level), cx),
                    ("blockquote", _) => {
                        tree::quoted(self.text(&markers, Wrap::Paragraph, cx), None, false)
                    }
                    ("aside" | "pull-quote", _) => {
                        tree::quoted(self.text(&markers, Wrap::Paragraph, cx), None, true)
                    }
                    _ => self.text(&markers, Wrap::Paragraph, cx),
                }
            }
            2 => Picture {
                src: item(1).and_then(|src| src.as_text()),
                ..Picture::default()
            }
            .blocks(cx, &path),
            3 => {
                let items = item(2).map(|items| items.items()).unwrap_or_default();
                let items = items
                    .iter()
                    .map(|markers| self.text(&markers.items(), Wrap::Paragraph, cx))
                    .collect();
                lists::list(tag == "ol", None, items).into_iter().collect()
            }
            10 => {
                let Some(card) = entry(&self.cards, number(1)) else {
                    return Vec::new();
                };
                let name = card
                    .item(0)
                    .and_then(|name| name.as_text())
                    .unwrap_or_default();
                let Some(payload) = card.item(1) else {
                    return ghost::card(&name, &card, cx).unwrap_or_default();
                };
                ghost::card(&name, &payload, cx)
                    .unwrap_or_else(|| unknown::blocks(&payload, &name, cx, &mut |_, _| None))
            }
            _ => unknown::blocks(section, "section", cx, &mut |_, _| None),
        }
    }

    fn text(&self, markers: &[Node<'_>], wrap: Wrap, cx: &mut Context<'_>) -> Vec<Block> {
        let mut flow = Flow::default();
        flow.wrap(wrap);
        let mut open: Vec<Style> = vec![Style::default()];
        for marker in markers {
            let number = |index: usize| marker.item(index).and_then(|item| item.as_number());
            for markup in marker.item(1).map(|open| open.items()).unwrap_or_default() {
                let style = open.last().cloned().unwrap_or_default();
                open.push(self.markup(markup.as_number(), style, cx));
            }
            let style = open.last().cloned().unwrap_or_default();
            if number(0) == Some(1.0) {
                if let Some(atom) = entry(&self.atoms, number(3)) {
                    let name = atom
                        .item(0)
                        .and_then(|name| name.as_text())
                        .unwrap_or_default();
                    match name.as_str() {
                        "soft-return" => flow.line_break(),
                        _ => {
                            let text = atom.item(1).and_then(|text| text.as_text());
                            flow.push(&text.unwrap_or_default(), &style);
                        }
                    }
                }
            } else if let Some(text) = marker.item(3).and_then(|text| text.as_text()) {
                flow.push(&text, &style);
            }
            let closed = number(2).unwrap_or(0.0).max(0.0) as usize;
            open.truncate(open.len().saturating_sub(closed).max(1));
        }
        flow.finish()
    }

    fn markup(&self, index: Option<f64>, style: Style, cx: &mut Context<'_>) -> Style {
        let Some(markup) = entry(&self.markups, index) else {
            return style;
        };
        let tag = markup
            .item(0)
            .and_then(|tag| tag.as_text())
            .unwrap_or_default();
        if tag == "a" {
            let attributes = markup.item(1).map(|list| list.items()).unwrap_or_default();
            let texts: Vec<_> = attributes
                .iter()
                .filter_map(|text| text.as_text())
                .collect();
            let href = texts.chunks(2).find_map(|pair| match pair {
                [key, value] if key == "href" => Some(value),
                _ => None,
            });
            let href = href.and_then(|href| {
                cx.link(
                    href.strip_prefix("__GHOST_URL__").unwrap_or(href),
                    &markup.path(),
                )
            });
            return style.linked(href);
        }
        match named_mark(&tag) {
            Some(mark) => style.with(mark),
            None => {
                unknown_mark(&tag, &markup, cx);
                style
            }
        }
    }
}
