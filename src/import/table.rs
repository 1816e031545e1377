//! Tables from rows of cells.

use super::Context;
use super::inline::{InlineBuilder, Style};
use super::inline_text::is_blank;
use crate::model::{Block, Cell, Inline, Item, Mark, Table, TableCell};

/// A cell as a format describes it.
#[derive(Debug, Clone, Default)]
pub(super) struct CellSource {
    pub(super) blocks: Vec<Block>,
    pub(super) header: bool,
    pub(super) colspan: Option<u32>,
    pub(super) rowspan: Option<u32>,
}

impl CellSource {
    pub(super) fn text(text: Inline) -> Self {
        Self {
            blocks: vec![Block::paragraph(text)],
            ..Self::default()
        }
    }
}

/// A table, and after it what its cells can't hold.
pub(super) fn table(
    rows: Vec<Vec<CellSource>>,
    caption: Option<Inline>,
    cx: &mut Context<'_>,
    path: &str,
) -> Vec<Block> {
    let mut rest = Vec::new();
    let mut rows: Vec<Vec<(Inline, CellSource)>> = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .map(|mut cell| {
                    let blocks = std::mem::take(&mut cell.blocks);
                    (joined(blocks, &mut rest), cell)
                })
                .collect()
        })
        .filter(|row: &Vec<_>| !row.is_empty())
        .collect();
    if rest.iter().any(|block| matches!(block, Block::Table(_))) {
        let message = "A table in a cell of a table comes after that table.";
        cx.warn_once("nested-table", "", path, message);
    } else if !rest.is_empty() {
        let message = "What a cell of a table can't hold comes after the table.";
        cx.warn_once("media-in-cell", "", path, message);
    }
    let caption = caption.filter(|caption| !is_blank(caption));
    let has_text =
        |rows: &[Vec<(Inline, CellSource)>]| rows.iter().flatten().any(|(text, _)| !is_blank(text));
    if !has_text(&rows) {
        let mut blocks = super::picture::paragraphs(caption);
        blocks.extend(rest);
        return blocks;
    }
    let mut table = Table {
        caption,
        ..Table::default()
    };
    let head = rows.len() > 1
        && rows.first().is_some_and(|row| {
            row.iter()
                .all(|(_, cell)| cell.header && cell.rowspan.is_none())
        });
    if head {
        table.head = rows
            .remove(0)
            .into_iter()
            .map(|cell| model(cell, true))
            .collect();
    }
    table.row_headers = rows.iter().any(|row| row.len() > 1)
        && rows
            .iter()
            .all(|row| row.first().is_some_and(|(_, cell)| cell.header));
    let row_headers = table.row_headers;
    table.rows = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .enumerate()
                .map(|(column, cell)| model(cell, row_headers && column == 0))
                .collect()
        })
        .collect();
    rest.insert(0, table.into());
    rest
}

/// A cell whose place may say already that it is a header.
fn model((text, cell): (Inline, CellSource), is_header: bool) -> Cell {
    let spans = |span: Option<u32>| span.filter(|span| (2..=1000).contains(span));
    let mut model = TableCell::new(text);
    model.colspan = spans(cell.colspan);
    model.rowspan = spans(cell.rowspan);
    if cell.header && !is_header {
        model.header = Some(true);
    }
    if model.colspan.is_none() && model.rowspan.is_none() && model.header.is_none() {
        return Cell::Text(model.text);
    }
    model.into()
}

/// Blocks as inline text with line breaks between them; `rest` takes what isn't text.
pub(super) fn joined(blocks: Vec<Block>, rest: &mut Vec<Block>) -> Inline {
    let mut text = InlineBuilder::default();
    join(blocks, &mut text, rest);
    text.finish()
}

fn join(blocks: Vec<Block>, text: &mut InlineBuilder, rest: &mut Vec<Block>) {
    let plain = Style::default();
    let line = |inline: Inline, text: &mut InlineBuilder| {
        if !text.is_blank() && !is_blank(&inline) {
            text.push("\n", &plain);
        }
        text.add(&inline, &plain);
    };
    for block in blocks {
        match block {
            Block::Paragraph(block) => line(block.text, text),
            Block::Heading(block) => line(block.text, text),
            Block::Pullquote(block) => {
                line(block.text, text);
                line(block.cite.unwrap_or_default(), text);
            }
            Block::Code(block) => {
                let mut code = InlineBuilder::default();
                code.push(&block.text, &plain.with(Mark::Code));
                line(code.finish(), text);
            }
            Block::Quote(block) => {
                line(block.text.unwrap_or_default(), text);
                join(block.body, text, rest);
                line(block.cite.unwrap_or_default(), text);
            }
            Block::List(list) => {
                for item in list.items {
                    match item {
                        Item::Text(inline) => line(inline, text),
                        Item::Blocks(blocks) => join(blocks, text, rest),
                    }
                }
            }
            Block::Box(block) => {
                line(block.heading.unwrap_or_default(), text);
                join(block.body, text, rest);
            }
            Block::Section(block) => {
                line(block.heading, text);
                join(block.body, text, rest);
            }
            Block::Divider(_) => {}
            block => rest.push(block),
        }
    }
}
