//! Tables.

use super::ids::slug;
use super::{Attr, Class, El, Fixed, Pen};
use crate::json::{Items, Kind, Reader};
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
        if block.list("head").next().is_some() {
            self.open(El::Thead, Class::None);
            self.open(El::Tr, Class::None);
            for cell in cells(block, "head") {
                // An empty header cell would be announced as a header without a name.
                if cell.says() {
                    self.open(El::Th, Class::HeadCell);
                    self.fixed(Fixed::Column);
                } else {
                    self.open(El::Td, Class::HeadCell);
                }
                self.cell(cell);
            }
            self.close();
            self.close();
        }
        self.open(El::Tbody, Class::None);
        let mut any = false;
        for row in cells(block, "rows") {
            any = true;
            self.open(El::Tr, Class::None);
            let row_cells = if row.is_object() {
                row.wrong("a list of cells");
                row.entries()
            } else {
                row.as_list("a list of cells")
            };
            // Of an object's keys and values, the values.
            let (skip, step) = if row.is_object() { (1, 2) } else { (0, 1) };
            for (index, cell) in row_cells.skip(skip).step_by(step).enumerate() {
                if index == 0 && row_headers && cell.says() {
                    self.open(El::Th, Class::RowHeader);
                    self.fixed(Fixed::Row);
                } else {
                    let class = if is_number(cell) {
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
            self.drawing.fill(cell.raw());
        } else {
            self.fill(cell);
        }
    }
}

/// The list under `key`; an empty object in its place is an empty list.
fn cells<'j>(block: Reader<'j>, key: &str) -> Items<'j> {
    block.list(key)
}

/// Numbers stand under each other on the right.
fn is_number(cell: Reader<'_>) -> bool {
    let text = cell.raw();
    let letters = |letter: char| {
        letter.is_ascii_digit()
            || matches!(
                letter,
                '.' | ','
                    | '+'
                    | '-'
                    | '−'
                    | '%'
                    | '€'
                    | '$'
                    | '£'
                    | '’'
                    | ' '
                    | '\u{a0}'
                    | '\u{202f}'
            )
    };
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().all(letters)
}
