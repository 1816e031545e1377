//! A drawing: a flat buffer of operations and one text beside it.
//!
//! There is no operation for a script, an event handler, raw HTML or a style, so nothing that an article says can make
//! one. Equal blocks are equal bytes.

use super::ids::hash;
use super::vocabulary::{Attr, Class, StaticAttr, Tag};
use crate::json::digits;
use crate::scan::split_once;
use crate::url::Address;

/// What an operation does; it stands in its lowest three bits, its argument above.
pub(crate) mod op {
    /// Closes the element.
    pub(crate) const CLOSE: u32 = 0;
    /// Opens an element: its index, then from bit 8 its class.
    pub(crate) const OPEN: u32 = 1;
    /// Adds text of that many UTF-16 units.
    pub(crate) const TEXT: u32 = 2;
    /// Sets an attribute: its index, then from bit 8 the units of its value.
    pub(crate) const ATTR: u32 = 3;
    /// Makes text of that many units all that the element holds, and closes it.
    pub(crate) const TEXT_CLOSE: u32 = 4;
    /// Sets an attribute whose value never changes: its index.
    pub(crate) const FIXED: u32 = 5;
    /// Sets `data-key` to that many units of the keys.
    pub(crate) const KEY: u32 = 6;
    /// Adds a line break; with 1, nothing yet: what is drawn behind the article's end belongs here.
    pub(crate) const BREAK: u32 = 7;
    /// How many bits the code takes.
    pub(crate) const BITS: u32 = 3;
}

/// An attribute's value has its length in 21 bits.
const MAX_ATTR_BYTES: usize = 1_000_000;

/// A drawing, to be painted or printed.
#[derive(Debug, Default)]
pub(crate) struct OpBuffer {
    pub(crate) ops: Vec<u32>,
    pub(crate) text: String,
    /// The keys of blocks, apart from the text: so that a block's bytes depend on nothing before it.
    pub(crate) keys: String,
    /// How much more of what may come any number of times it takes.
    pub(super) budget: u32,
    /// Whether something was left out for want of room.
    exhausted: bool,
}

/// Where a block begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checkpoint {
    op: usize,
    text: usize,
}

impl OpBuffer {
    fn op(&mut self, code: u32, argument: u32) {
        self.ops.push(code | argument << op::BITS);
    }

    pub(crate) fn open(&mut self, element: Tag, class: Class) {
        self.op(op::OPEN, element as u32 | (class as u32) << 8);
    }

    pub(crate) fn close(&mut self) {
        self.op(op::CLOSE, 0);
    }

    /// Adds text; line ends become line breaks.
    pub(crate) fn text_with_breaks(&mut self, text: &str) {
        let mut rest = text;
        while let Some((line, behind)) = split_once(rest, b"\n") {
            self.text(line);
            if self.try_reserve(1) {
                self.op(op::BREAK, 0);
            } else {
                self.text(" ");
            }
            rest = behind;
        }
        self.text(rest);
    }

    /// Takes room for so many, if there is any.
    pub(super) fn try_reserve(&mut self, count: u32) -> bool {
        let less = self.budget.checked_sub(count);
        self.budget = less.unwrap_or_default();
        self.exhausted |= less.is_none();
        less.is_some()
    }

    /// Whether something was left out for want of room.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// A fresh one to go on with.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(super) fn continuation(&self) -> Self {
        Self {
            budget: self.budget,
            exhausted: self.exhausted,
            ..Self::default()
        }
    }

    /// Adds text as it is.
    pub(crate) fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let length = self.push(text);
        // Neighbours are one, as a parser would make them of the printed HTML.
        match self.ops.last_mut() {
            Some(last) if *last & ((1 << op::BITS) - 1) == op::TEXT => *last += length << op::BITS,
            _ => self.op(op::TEXT, length),
        }
    }

    /// Makes `text` all that the open element holds, and closes it.
    pub(crate) fn text_and_close(&mut self, text: &str) {
        debug_assert!(self.is_tag_open(), "what is filled must be empty");
        if text.is_empty() || split_once(text, b"\n").is_some() {
            self.text_with_breaks(text);
            self.close();
        } else {
            let length = self.push(text);
            self.op(op::TEXT_CLOSE, length);
        }
    }

    fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        utf16_len(text)
    }

    pub(crate) fn attr(&mut self, attribute: Attr, value: &str) {
        debug_assert!(
            !matches!(
                attribute,
                Attr::Href
                    | Attr::Src
                    | Attr::DataPlayer
                    | Attr::DataSrc
                    | Attr::Poster
                    | Attr::DataPoster
                    | Attr::Cite
            ),
            "an attribute that holds an address takes an Address"
        );
        self.push_attr_value(attribute, value);
    }

    pub(crate) fn url_attr(&mut self, attribute: Attr, address: &Address<'_>) {
        self.push_attr_value(attribute, address.as_str());
    }

    pub(crate) fn number_attr(&mut self, attribute: Attr, value: u32) {
        self.push_attr_value(attribute, &digits(value));
    }

    /// Whether the element just opened still takes attributes, for those who print.
    fn is_tag_open(&self) -> bool {
        let last = self.ops.last().map(|op| op & ((1 << op::BITS) - 1));
        matches!(last, Some(op::OPEN | op::ATTR | op::FIXED | op::KEY))
    }

    fn push_attr_value(&mut self, attribute: Attr, value: &str) {
        debug_assert!(self.is_tag_open(), "attributes come before content");
        let value = value
            .get(..value.floor_char_boundary(MAX_ATTR_BYTES))
            .unwrap_or_default();
        let length = self.push(value);
        self.op(op::ATTR, attribute as u32 | length << 8);
    }

    pub(crate) fn static_attr(&mut self, attribute: StaticAttr) {
        debug_assert!(self.is_tag_open(), "attributes come before content");
        self.op(op::FIXED, attribute as u32);
    }

    /// Where the drawing ends now.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            op: self.ops.len(),
            text: self.text.len(),
        }
    }

    /// Leaves room for the open block's key.
    pub(crate) fn reserve_key(&mut self) -> usize {
        self.op(op::KEY, 0);
        self.ops.len() - 1
    }

    /// Puts the key where room was left. Keys must be set in the order of their places.
    pub(crate) fn write_key(&mut self, place: usize, key: &str) {
        self.keys.push_str(key);
        if let Some(op) = self.ops.get_mut(place) {
            *op = op::KEY | utf16_len(key) << op::BITS;
        }
    }

    /// A number that depends on nothing but what was drawn since `mark`.
    pub(crate) fn hash_since(&self, mark: Checkpoint) -> u64 {
        let mut print = 0;
        for op in self.ops.get(mark.op..).unwrap_or_default() {
            print = hash(print, &u64::from(*op).to_le_bytes());
        }
        hash(
            print,
            self.text.as_bytes().get(mark.text..).unwrap_or_default(),
        )
    }

    /// Takes back what was drawn since `mark`.
    pub(crate) fn rollback(&mut self, mark: Checkpoint) {
        self.ops.truncate(mark.op);
        self.text.truncate(mark.text);
    }

    /// Keeps a place for what is known only at the end.
    pub(crate) fn reserve_slot(&mut self) {
        self.op(op::BREAK, 1);
    }

    /// Puts what was drawn since `end` where a place was kept for it.
    pub(crate) fn fill_slot(&mut self, place: Checkpoint, end: Checkpoint) {
        let late = self.ops.get(end.op..).unwrap_or_default().to_vec();
        let text = self.text.get(end.text..).unwrap_or_default().to_owned();
        self.rollback(end);
        if place.op < self.ops.len() && self.text.is_char_boundary(place.text) {
            let rest = self.ops.split_off(place.op + 1);
            self.ops.pop();
            self.ops.extend(late);
            self.ops.extend(rest);
            self.text.insert_str(place.text, &text);
        }
    }

    /// Whether nothing was drawn since `mark`.
    pub(crate) fn is_unchanged_since(&self, mark: Checkpoint) -> bool {
        self.ops.len() == mark.op
    }
}

/// The length of a text in UTF-16 units, as JavaScript counts.
fn utf16_len(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    let units: usize = text
        .bytes()
        .map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0))
        .sum();
    units as u32
}
