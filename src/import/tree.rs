//! Blocks from a tree of nodes. A format says what its nodes are; all else is the same for all of them.

use super::flow::{Flow, Wrap};
use super::inline::{InlineBuilder, Style};
use super::lists;
use super::node::Node;
use super::table::{self, CellSource};
use super::{Context, unknown};
use crate::model::{Block, Code, FactBox, Inline, Pullquote, Quote, Section};

/// What a node is.
#[derive(Debug)]
pub(super) enum Kind {
    /// Text with marks.
    Text(String, Style),
    /// A line break.
    Break,
    /// Inline text around other nodes, such as a link.
    Span(Style),
    /// Ready inline text.
    Inline(Inline),
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
    List {
        numbered: bool,
        start: Option<i32>,
    },
    /// An item of a list, with a checkbox or without.
    Item(Option<bool>),
    Quote,
    Pullquote,
    /// The source of the quotation around it.
    Cite,
    /// Program code, in a language.
    Code(Option<String>),
    Table,
    Row,
    Cell {
        header: bool,
        colspan: Option<u32>,
        rowspan: Option<u32>,
    },
    /// The caption of the table around it.
    Caption,
    Box(Option<Inline>),
    /// A section, open or closed at first, if the format knows, with its heading, if that isn't a node.
    Section(Option<bool>, Option<Inline>),
    /// The heading of the section around it.
    Summary,
    /// Blocks in a container that means nothing.
    Group,
    /// Ready blocks.
    Blocks(Vec<Block>),
    /// A node of a kind that has no counterpart.
    Unknown(String),
}

/// A format whose articles are trees.
pub(super) trait Dialect {
    fn kind(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Kind;

    fn children<'v>(&self, node: &Node<'v>) -> Vec<Node<'v>> {
        children(node)
    }
}

/// The nodes in a node, whatever its format calls them.
pub(super) fn children<'v>(node: &Node<'v>) -> Vec<Node<'v>> {
    let lists = ["content", "children", "items", "blocks"];
    let list = lists.iter().find_map(|key| {
        let list = node.get(key)?;
        (list.is_list() || list.is_object()).then_some(list)
    });
    list.map(|list| list.items()).unwrap_or_default()
}

/// The blocks of these nodes.
pub(super) fn blocks(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let mut flow = Flow::default();
    run(dialect, nodes, &Style::default(), &mut flow, cx);
    flow.finish()
}

/// These nodes as inline text; `rest` takes what can't be.
pub(super) fn inline(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    rest: &mut Vec<Block>,
    cx: &mut Context<'_>,
) -> Inline {
    let blocks = blocks(dialect, nodes, cx);
    table::joined(blocks, rest)
}

fn run(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    style: &Style,
    flow: &mut Flow,
    cx: &mut Context<'_>,
) {
    // Items outside of a list, one after another, are one.
    let mut loose: Vec<Vec<Block>> = Vec::new();
    for node in nodes {
        let kind = dialect.kind(node, cx);
        if let Kind::Item(checked) = kind {
            let inner = blocks(dialect, &dialect.children(node), cx);
            loose.push(lists::checked(inner, checked));
            continue;
        }
        if !loose.is_empty() {
            flow.blocks(lists::list(false, None, std::mem::take(&mut loose)));
        }
        let nested = || dialect.children(node);
        match kind {
            Kind::Text(text, own) => flow.push(&text, &style.merged(own)),
            Kind::Break => flow.line_break(),
            Kind::Span(own) => run(dialect, &nested(), &style.merged(own), flow, cx),
            Kind::Inline(text) => flow.add(&text, style),
            // A heading may hold its text in a paragraph.
            Kind::Paragraph if flow.is_heading() => {
                flow.flush();
                run(dialect, &nested(), style, flow, cx);
                flow.flush();
            }
            Kind::Paragraph => wrapped(dialect, node, Wrap::Paragraph, style, flow, cx),
            Kind::Heading(level) => {
                wrapped(
                    dialect,
                    node,
                    Wrap::Heading(level.clamp(1, 6)),
                    style,
                    flow,
                    cx,
                );
            }
            Kind::List { numbered, start } => {
                flow.blocks(list(dialect, &nested(), numbered, start, cx));
            }
            Kind::Item(_) => {}
            Kind::Quote => flow.blocks(quote(dialect, &nested(), false, cx)),
            Kind::Pullquote => flow.blocks(quote(dialect, &nested(), true, cx)),
            Kind::Code(language) => {
                let mut text = InlineBuilder::default();
                plain(dialect, &nested(), &mut text, cx);
                let text = text.to_plain_text();
                if !text.trim().is_empty() {
                    let mut code = Code::new(text.strip_suffix('\n').unwrap_or(&text));
                    code.language = language;
                    flow.block(code.into());
                }
            }
            Kind::Table => {
                let path = node.path();
                let mut rows = Rows::default();
                rows.read(dialect, &nested(), cx);
                flow.blocks(table::table(rows.rows, rows.caption, cx, &path));
                flow.blocks(rows.rest);
            }
            Kind::Box(heading) => {
                let body = blocks(dialect, &nested(), cx);
                if body.is_empty() {
                    flow.blocks(heading.map(Block::paragraph));
                } else {
                    let mut block = FactBox::new(body);
                    block.heading = heading;
                    flow.block(block.into());
                }
            }
            Kind::Section(open, heading) => {
                let block = section(dialect, &nested(), open, heading, cx);
                flow.blocks(block);
            }
            Kind::Blocks(blocks) => flow.blocks(blocks),
            Kind::Group
            | Kind::Row
            | Kind::Cell { .. }
            | Kind::Caption
            | Kind::Summary
            | Kind::Cite => {
                flow.flush();
                run(dialect, &nested(), style, flow, cx);
                flow.flush();
            }
            Kind::Unknown(name) => unknown_node(dialect, node, &name, style, flow, cx),
        }
    }
    if !loose.is_empty() {
        flow.blocks(lists::list(false, None, loose));
    }
}

/// What a node is, for a parent that may ask again: what is reported now is dropped.
fn peek(dialect: &dyn Dialect, node: &Node<'_>, cx: &Context<'_>) -> Kind {
    dialect.kind(node, &mut Context::new(cx.options))
}

fn wrapped(
    dialect: &dyn Dialect,
    node: &Node<'_>,
    wrap: Wrap,
    style: &Style,
    flow: &mut Flow,
    cx: &mut Context<'_>,
) {
    let before = flow.wrap(wrap);
    run(dialect, &dialect.children(node), style, flow, cx);
    flow.wrap(before);
}

fn unknown_node(
    dialect: &dyn Dialect,
    node: &Node<'_>,
    name: &str,
    style: &Style,
    flow: &mut Flow,
    cx: &mut Context<'_>,
) {
    let children = dialect.children(node);
    let inline = flow.is_inside();
    if !inline {
        flow.flush();
    }
    if children.is_empty() {
        let found = unknown::blocks(node, name, cx, &mut |_, _| None);
        match found.as_slice() {
            [] if inline => {}
            [Block::Paragraph(paragraph)] if inline => flow.add(&paragraph.text, style),
            _ => flow.blocks(found),
        }
    } else {
        unknown::report(node, name, cx);
        // Its own words, such as a title, stand before its children.
        let mut own = Vec::new();
        unknown::fields(node, &mut own, cx, &mut |list, _| {
            let items = list.items();
            let first = items.first().zip(children.first());
            let holds_them =
                first.is_some_and(|(one, other)| std::ptr::eq(one.value(), other.value()));
            holds_them.then(Vec::new)
        });
        flow.blocks(own);
        run(dialect, &children, style, flow, cx);
    }
    if !inline {
        flow.flush();
    }
}

fn list(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    numbered: bool,
    start: Option<i32>,
    cx: &mut Context<'_>,
) -> Option<Block> {
    let mut items: Vec<Vec<Block>> = Vec::new();
    for node in nodes {
        let blocks = match peek(dialect, node, cx) {
            Kind::Item(checked) => {
                let inner = blocks(dialect, &dialect.children(node), cx);
                lists::checked(inner, checked)
            }
            _ => blocks(dialect, std::slice::from_ref(node), cx),
        };
        // A nested list in an item of its own, or in none, belongs to the item before it.
        let nested = blocks.iter().all(|block| matches!(block, Block::List(_)));
        match items.last_mut() {
            Some(last) if nested => last.extend(blocks),
            _ => items.push(blocks),
        }
    }
    lists::list(numbered, start, items)
}

fn quote(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    pull: bool,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let mut cite = None;
    let mut body = Vec::new();
    let mut rest = Vec::new();
    for node in nodes {
        if matches!(peek(dialect, node, cx), Kind::Cite) {
            cite = Some(inline(dialect, &dialect.children(node), &mut rest, cx));
        } else {
            body.push(*node);
        }
    }
    let body = blocks(dialect, &body, cx);
    let mut quoted = quoted(body, cite, pull);
    quoted.extend(rest);
    quoted
}

/// A quotation of blocks.
pub(super) fn quoted(mut body: Vec<Block>, cite: Option<Inline>, pull: bool) -> Vec<Block> {
    let cite = cite.filter(|cite| !super::inline_text::is_blank(cite));
    if body.is_empty() {
        return super::picture::paragraphs(cite);
    }
    if pull {
        let mut rest = Vec::new();
        let text = table::joined(body, &mut rest);
        if !super::inline_text::is_blank(&text) {
            let mut quote = Pullquote::new(text);
            quote.cite = cite;
            rest.insert(0, quote.into());
        }
        return rest;
    }
    let mut quote = match (body.len(), body.pop()) {
        (1, Some(Block::Paragraph(paragraph))) => Quote::new(paragraph.text),
        (_, last) => {
            body.extend(last);
            Quote::default().body(body)
        }
    };
    quote.cite = cite;
    vec![quote.into()]
}

fn section(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    open: Option<bool>,
    heading: Option<Inline>,
    cx: &mut Context<'_>,
) -> Vec<Block> {
    let mut heading = heading;
    let mut body = Vec::new();
    let mut rest = Vec::new();
    for node in nodes {
        if heading.is_none() && matches!(peek(dialect, node, cx), Kind::Summary) {
            heading = Some(inline(dialect, &dialect.children(node), &mut rest, cx));
        } else {
            body.push(*node);
        }
    }
    rest.extend(blocks(dialect, &body, cx));
    match heading.filter(|heading| !super::inline_text::is_blank(heading)) {
        Some(heading) => {
            let mut section = Section::new(heading).body(rest);
            section.open = open;
            vec![section.into()]
        }
        None => rest,
    }
}

#[derive(Default)]
struct Rows {
    rows: Vec<Vec<CellSource>>,
    caption: Option<Inline>,
    rest: Vec<Block>,
}

impl Rows {
    fn read(&mut self, dialect: &dyn Dialect, nodes: &[Node<'_>], cx: &mut Context<'_>) {
        for node in nodes {
            match peek(dialect, node, cx) {
                Kind::Row => {
                    let cells = dialect.children(node);
                    let row = cells.iter().map(|node| cell(dialect, node, cx)).collect();
                    self.rows.push(row);
                }
                // A table's head, body and foot.
                Kind::Group => self.read(dialect, &dialect.children(node), cx),
                Kind::Caption if self.caption.is_none() => {
                    let children = dialect.children(node);
                    self.caption = Some(inline(dialect, &children, &mut self.rest, cx));
                }
                Kind::Cell { .. } => self.rows.push(vec![cell(dialect, node, cx)]),
                _ => self
                    .rest
                    .extend(blocks(dialect, std::slice::from_ref(node), cx)),
            }
        }
    }
}

fn cell(dialect: &dyn Dialect, node: &Node<'_>, cx: &mut Context<'_>) -> CellSource {
    match peek(dialect, node, cx) {
        Kind::Cell {
            header,
            colspan,
            rowspan,
        } => CellSource {
            blocks: blocks(dialect, &dialect.children(node), cx),
            header,
            colspan,
            rowspan,
        },
        _ => CellSource {
            blocks: blocks(dialect, std::slice::from_ref(node), cx),
            ..CellSource::default()
        },
    }
}

/// The text of nodes as it is, line breaks and all.
fn plain(
    dialect: &dyn Dialect,
    nodes: &[Node<'_>],
    text: &mut InlineBuilder,
    cx: &mut Context<'_>,
) {
    for node in nodes {
        match dialect.kind(node, cx) {
            Kind::Text(piece, _) => text.push(&piece, &Style::default()),
            Kind::Inline(inline) => text.push(&inline.to_plain_text(), &Style::default()),
            Kind::Break => text.push("\n", &Style::default()),
            _ => plain(dialect, &dialect.children(node), text, cx),
        }
    }
}
