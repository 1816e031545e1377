//! Lists and tables.

use super::{Block, Inline};
use crate::json::{Kind, Reader};

/// A list.
#[derive(Debug, Clone, PartialEq)]
pub struct List<'a> {
    /// Whether its items are numbered.
    pub numbered: bool,
    /// The first number.
    pub start: Option<u32>,
    /// The items.
    pub items: Vec<Item<'a>>,
}

/// An item of a list.
#[derive(Debug, Clone, PartialEq)]
pub enum Item<'a> {
    /// Running text.
    Text(Inline<'a>),
    /// Blocks, among them further lists.
    Blocks(Vec<Block<'a>>),
}

/// A table.
#[derive(Debug, Clone, PartialEq)]
pub struct Table<'a> {
    /// What it shows.
    pub caption: Option<Inline<'a>>,
    /// The header cells of its columns; empty ones stay empty.
    pub head: Vec<Option<Inline<'a>>>,
    /// Its cells, row by row; empty ones stay empty.
    pub rows: Vec<Vec<Option<Inline<'a>>>>,
    /// Whether the first cell of each row is its header.
    pub row_headers: bool,
}

impl<'a> List<'a> {
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>, depth: u8) -> Option<Self> {
        let style = reader.field("style");
        let numbered = match style.and_then(|field| field.value().text()).as_deref() {
            Some("number") => true,
            None | Some("bullet") => false,
            Some(_) => {
                if let Some(field) = &style {
                    field.warn("unknown-value", &["Expected \"bullet\" or \"number\"."]);
                }
                false
            }
        };
        let mut items = Vec::new();
        reader.each("items", |item| {
            let blocks = match item.kind() {
                Kind::List => item.items().any(|part| part.field("type").is_some()),
                Kind::Object => item.field("type").is_some() || item.field("text").is_none(),
                _ => false,
            };
            if blocks {
                let blocks = Block::all(item, depth + 1);
                if !blocks.is_empty() {
                    items.push(Item::Blocks(blocks));
                }
            } else {
                items.extend(Inline::read(item).map(Item::Text));
            }
        });
        if items.is_empty() {
            reader.missing("at least one item in \"items\"");
        }
        (!items.is_empty()).then(|| Self {
            numbered,
            start: reader.whole("start", 1_000_000_000),
            items,
        })
    }
}

impl<'a> Table<'a> {
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let mut head = Vec::new();
        reader.each("head", |cell| head.push(Inline::read(cell)));
        let mut rows = Vec::new();
        reader.each("rows", |row| {
            let mut cells = Vec::new();
            match row.kind() {
                Kind::List => row.items().for_each(|cell| cells.push(cell_text(&cell))),
                Kind::Object => {
                    row.wrong("a list of cells");
                    row.each_field(|_, cell| cells.push(cell_text(cell)));
                }
                _ => cells.push(cell_text(row)),
            }
            if !cells.is_empty() {
                rows.push(cells);
            }
        });
        if rows.is_empty() {
            reader.missing("at least one row in \"rows\"");
        }
        (!rows.is_empty()).then(|| Self {
            caption: Inline::field(reader, "caption"),
            head,
            rows,
            row_headers: reader.flag("rowHeaders"),
        })
    }
}

/// Numbers in cells are what tables are for, and no reason for a diagnostic.
fn cell_text<'a>(reader: &Reader<'_, '_, 'a>) -> Option<Inline<'a>> {
    match reader.kind() {
        Kind::Number => reader.value().text().map(Inline::Plain),
        _ => Inline::read(reader),
    }
}
