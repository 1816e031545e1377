//! Quill: a list of insertions, in which the format of a line is on the line break that ends it.

use super::entry::{self, Rich};
use super::flow::{Flow, Wrap};
use super::inline::Style;
use super::json_format::JsonFormat;
use super::lists::{FlatItem, Lists};
use super::node::Node;
use super::picture::{self, Picture};
use super::prosemirror::named_mark;
use super::table::{self, CellSource};
use super::{Context, Format, component, tree};
use crate::error::ArticleError;
use crate::model::{Article, Block, Code, Image, Mark};

pub(super) struct Quill;

impl JsonFormat for Quill {
    fn format(&self) -> Format {
        Format::Quill
    }

    fn is(&self, node: &Node<'_>) -> bool {
        is_delta(node) || RICH.is_beside_title(node)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        Ok(RICH.article(node, cx))
    }
}

const RICH: Rich = Rich {
    is: is_delta,
    read: body,
};

fn is_delta(node: &Node<'_>) -> bool {
    let ops = node.get("ops").unwrap_or(*node);
    let items = ops.items();
    ops.is_list() && !items.is_empty() && items.iter().all(|op| op.value().get("insert").is_some())
}

fn body(node: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let ops = node.get("ops").unwrap_or(*node);
    let mut reader = Reader::default();
    for op in ops.items() {
        reader.read(&op, cx);
    }
    if !reader.line.is_empty() {
        reader.end_line(None, cx);
    }
    reader.finish(cx)
}

/// A part of a line.
enum Piece {
    Text(String, Style),
    Blocks(Vec<Block>),
}

#[derive(Default)]
struct Reader {
    out: Lists,
    line: Vec<Piece>,
    quote: Vec<Block>,
    code: Option<Code>,
    /// Rows of the table that is open, with the name of the last one.
    rows: Vec<Vec<CellSource>>,
    row: String,
}

struct Nothing;

impl entry::Fields for Nothing {
    fn blocks(&self, _: &Node<'_>, _: &mut Context<'_>) -> Option<Vec<Block>> {
        None
    }

    fn image(&self, _: &Node<'_>, _: &mut Context<'_>) -> Option<Image> {
        None
    }
}

impl Reader {
    fn read(&mut self, op: &Node<'_>, cx: &mut Context<'_>) {
        let attributes = op.get("attributes");
        let Some(insert) = op.get("insert") else {
            return;
        };
        if let Some(text) = insert.as_text().filter(|_| insert.is_text()) {
            let style = style(attributes.as_ref(), cx);
            let mut lines = text.split('\n');
            if let Some(first) = lines.next().filter(|first| !first.is_empty()) {
                self.line.push(Piece::Text(first.to_owned(), style.clone()));
            }
            for line in lines {
                self.end_line(attributes.as_ref(), cx);
                if !line.is_empty() {
                    self.line.push(Piece::Text(line.to_owned(), style.clone()));
                }
            }
            return;
        }
        for (name, value) in insert.fields() {
            let piece = self.embedded(name, &value, attributes.as_ref(), cx);
            // A picture may be in a line; all else that is a block has a line to itself, without a break after it.
            let is_line = name != "image" && matches!(piece, Piece::Blocks(_));
            if is_line && !self.line.is_empty() {
                self.end_line(None, cx);
            }
            self.line.push(piece);
            if is_line {
                self.end_line(None, cx);
            }
        }
    }

    fn embedded(
        &self,
        name: &str,
        value: &Node<'_>,
        attributes: Option<&Node<'_>>,
        cx: &mut Context<'_>,
    ) -> Piece {
        let path = value.path();
        let attribute = |key: &str| attributes.and_then(|attributes| attributes.get(key));
        let text = value.as_text().filter(|_| value.is_text());
        match (name, text) {
            ("image", src) => {
                let picture = Picture {
                    src: src.or_else(|| value.any_text(&["url", "src"])),
                    alt: attribute("alt")
                        .or_else(|| value.get("alt"))
                        .and_then(|alt| alt.as_text()),
                    width: attributes.and_then(|attributes| attributes.size("width")),
                    height: attributes.and_then(|attributes| attributes.size("height")),
                    caption: value.text("caption").map(Into::into),
                    href: attribute("link").and_then(|link| link.as_text()),
                    ..Picture::default()
                };
                Piece::Blocks(picture.blocks(cx, &path))
            }
            ("formula", Some(source)) => Piece::Text(source, Style::default().with(Mark::Code)),
            ("divider" | "hr", _) => Piece::Blocks(vec![Block::divider()]),
            ("mention", None) => {
                let sign = value.text("denotationChar").unwrap_or_default();
                let words = value.any_text(&["value", "name", "id"]).unwrap_or_default();
                Piece::Text(format!("{sign}{words}"), Style::default())
            }
            (_, Some(url)) if url.starts_with("http") || url.starts_with("//") => {
                Piece::Blocks(picture::embed(cx, &url, None, &path))
            }
            (name, Some(words)) => {
                super::unknown::report(value, name, cx);
                Piece::Text(words, Style::default())
            }
            (name, None) => Piece::Blocks(component::blocks(name, value, &Nothing, cx)),
        }
    }

    fn end_line(&mut self, format: Option<&Node<'_>>, cx: &mut Context<'_>) {
        let line = std::mem::take(&mut self.line);
        let get = |key: &str| format.and_then(|format| format.get(key));
        if let Some(language) = get("code-block").or_else(|| get("code-block-container")) {
            self.close_except_code(cx);
            let text: String = line
                .into_iter()
                .map(|piece| match piece {
                    Piece::Text(text, _) => text,
                    Piece::Blocks(_) => String::new(),
                })
                .collect();
            match &mut self.code {
                Some(code) => {
                    code.text.push('\n');
                    code.text.push_str(&text);
                }
                None => {
                    let mut code = Code::new(text);
                    code.language = language
                        .as_text()
                        .filter(|name| language.is_text() && name != "plain" && name != "true");
                    self.code = Some(code);
                }
            }
            return;
        }
        self.close_code();
        let level = get("header").and_then(|level| level.as_number());
        let mut flow = Flow::default();
        flow.wrap(level.map_or(Wrap::Paragraph, |level| {
            Wrap::Heading(level.clamp(1.0, 6.0) as u8)
        }));
        for piece in line {
            match piece {
                Piece::Text(text, style) => flow.push(&text, &style),
                Piece::Blocks(blocks) => flow.blocks(blocks),
            }
        }
        let blocks = flow.finish();
        if let Some(row) = get("table").or_else(|| get("table-cell-line")) {
            self.close_quote();
            let name = row
                .as_text()
                .or_else(|| row.text("row"))
                .unwrap_or_default();
            if self.rows.is_empty() || self.row != name {
                self.rows.push(Vec::new());
                self.row = name;
            }
            if let Some(row) = self.rows.last_mut() {
                row.push(CellSource {
                    blocks,
                    ..CellSource::default()
                });
            }
            return;
        }
        self.close_table(cx);
        if get("blockquote").is_some() {
            self.quote.extend(blocks);
            return;
        }
        self.close_quote();
        match get("list") {
            Some(list) => {
                let kind = list.as_text().or_else(|| list.text("list"));
                let kind = kind.unwrap_or_default();
                let indent = get("indent").and_then(|indent| indent.as_number());
                self.out.item(FlatItem {
                    level: indent.unwrap_or(0.0).clamp(0.0, 1e6) as usize,
                    numbered: kind == "ordered",
                    start: None,
                    checked: match kind.as_str() {
                        "checked" => Some(true),
                        "unchecked" => Some(false),
                        _ => None,
                    },
                    blocks,
                });
            }
            None => self.out.blocks(blocks),
        }
    }

    fn close_code(&mut self) {
        let code = self.code.take().filter(|code| !code.text.trim().is_empty());
        self.out
            .blocks_if(code.map(Block::from).into_iter().collect());
    }

    fn close_quote(&mut self) {
        let quote = std::mem::take(&mut self.quote);
        self.out.blocks_if(tree::quoted(quote, None, false));
    }

    fn close_table(&mut self, cx: &mut Context<'_>) {
        let rows = std::mem::take(&mut self.rows);
        if !rows.is_empty() {
            self.out.blocks_if(table::table(rows, None, cx, "$"));
        }
    }

    fn close_except_code(&mut self, cx: &mut Context<'_>) {
        self.close_quote();
        self.close_table(cx);
    }

    fn finish(mut self, cx: &mut Context<'_>) -> Vec<Block> {
        self.close_code();
        self.close_except_code(cx);
        self.out.finish()
    }
}

fn style(attributes: Option<&Node<'_>>, cx: &mut Context<'_>) -> Style {
    let mut style = Style::default();
    for (name, value) in attributes
        .map(|attributes| attributes.fields().collect::<Vec<_>>())
        .unwrap_or_default()
    {
        let words = value.as_text().unwrap_or_default();
        match name {
            "link" => style = style.linked(cx.link(&words, &value.path())),
            "script" if words == "sub" => style = style.with(Mark::Sub),
            "script" if words == "super" => style = style.with(Mark::Sup),
            "background" => style = style.with(Mark::Mark),
            _ if value.value() == &serde_json::Value::Bool(true) => {
                if let Some(mark) = named_mark(name) {
                    style = style.with(mark);
                }
            }
            _ => {}
        }
    }
    style
}
