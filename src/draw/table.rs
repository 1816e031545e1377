//! Tables.

use super::ids::slug;
use super::{Attr, Class, El, Fixed, Pen};
use crate::json::{Kind, Reader};
use crate::locale::Word;

impl Pen<'_> {
    pub(super) fn table(&mut self, block: Reader<'_>) -> bool {
        let row_headers = block.flag("rowHeaders").unwrap_or(false);
        self.start(block, El::Figure, Class::TableFigure);
        let caption = block.said("caption").map(|caption| {
            let id = self.id([&slug(&caption.plain()), "--caption"].concat());
            self.open(El::Figcaption, Class::Figcaption);
            self.attr(Attr::Id, &id);
            self.fill(caption);
            id
        });
        self.scroll(Word::Table, caption.as_deref());
        self.open(El::Table, Class::Table);
        let numbers = number_columns(block, row_headers, self.sketch.drawing.room);
        let is_numeric = |column: usize| numbers.get(column).copied().unwrap_or(false);
        let head = block.list("head");
        if head.clone().next().is_some() {
            self.open(El::Thead, Class::None);
            self.open(El::Tr, Class::None);
            for (column, cell) in head.enumerate() {
                if !self.runs_left(1, cell) {
                    break;
                }
                let class = if is_numeric(column) {
                    Class::HeadNumber
                } else {
                    Class::HeadCell
                };
                // An empty header cell would be announced as a header without a name.
                if cell.says() {
                    self.open(El::Th, class);
                    self.fixed(Fixed::Column);
                } else {
                    self.open(El::Td, class);
                }
                self.cell(cell);
            }
            self.close();
            self.close();
        }
        self.open(El::Tbody, Class::None);
        let mut any = false;
        for row in block.list("rows") {
            if !self.runs_left(1, row) {
                break;
            }
            any = true;
            self.open(El::Tr, Class::None);
            for (column, cell) in cells(row).enumerate() {
                if !self.runs_left(1, cell) {
                    break;
                }
                if column == 0 && row_headers && cell.says() {
                    self.open(El::Th, Class::RowHeader);
                    self.fixed(Fixed::Row);
                } else {
                    let class = if is_numeric(column) {
                        Class::NumberCell
                    } else {
                        Class::Cell
                    };
                    self.open(El::Td, class);
                }
                self.cell(cell);
            }
            self.close();
        }
        for _ in 0..4 {
            self.close();
        }
        any || self.missing(block, "at least one row in \"rows\"")
    }

    /// Numbers in cells are what tables are for, and no reason for a diagnostic.
    fn cell(&mut self, cell: Reader<'_>) {
        if cell.kind() == Kind::Number {
            self.sketch.drawing.fill(cell.raw());
        } else {
            self.fill(cell);
        }
    }
}

/// The cells of a row. Of an object's keys and values, the values.
fn cells(row: Reader<'_>) -> impl Iterator<Item = Reader<'_>> {
    let (all, step) = if row.is_object() {
        row.wrong("a list of cells");
        (row.entries(), 2)
    } else {
        (row.as_list("a list of cells"), 1)
    };
    all.skip(step - 1).step_by(step)
}

/// The columns that hold numbers, and nothing else: they stand under each other at the end of the line.
fn number_columns(block: Reader<'_>, row_headers: bool, mut room: u32) -> Vec<bool> {
    let mut columns: Vec<Option<bool>> = Vec::new();
    for row in block.list("rows").filter(|row| row.is_list()) {
        for (column, cell) in row.items().enumerate() {
            // What isn't drawn decides nothing, and may be without end.
            let Some(less) = room.checked_sub(1) else {
                break;
            };
            room = less;
            if column == columns.len() {
                columns.push(None);
            }
            let known = columns.get_mut(column).filter(|_| cell.says());
            if let Some(known) = known {
                *known =
                    Some(known.unwrap_or(column > 0 || !row_headers) && is_number(&cell.plain()));
            }
        }
    }
    columns
        .into_iter()
        .map(|known| known.unwrap_or(false))
        .collect()
}

fn is_number(text: &str) -> bool {
    let letters = |letter: char| {
        letter.is_ascii_digit()
            || letter.is_whitespace()
            || matches!(
                letter,
                '.' | ',' | '+' | '-' | '−' | '–' | '%' | '€' | '$' | '£' | '’' | '±' | '≈'
            )
    };
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().all(letters)
}
