//! A drawing: a flat buffer of operations and one text beside it.
//!
//! There is no operation for a script, an event handler, raw HTML or a style, so nothing that an article says can make
//! one. Equal blocks are equal bytes.

use super::ids::fingerprint;
use super::vocabulary::{Attr, Class, El, Fixed};
use crate::json::digits;
use crate::scan::cut;
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
    pub(crate) const FILL: u32 = 4;
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
const LONGEST_VALUE: usize = 1_000_000;

/// A drawing, to be painted or printed.
#[derive(Debug, Default)]
pub(crate) struct Drawing {
    pub(crate) ops: Vec<u32>,
    pub(crate) text: String,
    /// The keys of blocks, apart from the text: so that a block's bytes depend on nothing before it.
    pub(crate) keys: String,
    /// How much more of what may come any number of times it takes.
    pub(super) room: u32,
    /// Whether something was left out for want of room.
    full: bool,
}

/// Where a block begins.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark {
    op: usize,
    text: usize,
}

impl Drawing {
    fn op(&mut self, code: u32, argument: u32) {
        self.ops.push(code | argument << op::BITS);
    }

    pub(crate) fn open(&mut self, element: El, class: Class) {
        self.op(op::OPEN, element as u32 | (class as u32) << 8);
    }

    pub(crate) fn close(&mut self) {
        self.op(op::CLOSE, 0);
    }

    /// Adds text; line ends become line breaks.
    pub(crate) fn text(&mut self, text: &str) {
        let mut rest = text;
        while let Some((line, behind)) = cut(rest, b"\n") {
            self.run(line);
            if self.take_room(1) {
                self.op(op::BREAK, 0);
            } else {
                self.run(" ");
            }
            rest = behind;
        }
        self.run(rest);
    }

    /// Takes room for so many, if there is any.
    pub(super) fn take_room(&mut self, count: u32) -> bool {
        let less = self.room.checked_sub(count);
        self.room = less.unwrap_or_default();
        self.full |= less.is_none();
        less.is_some()
    }

    /// Whether something was left out for want of room.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// A fresh one to go on with.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(super) fn next(&self) -> Self {
        Self {
            room: self.room,
            full: self.full,
            ..Self::default()
        }
    }

    /// Adds text as it is.
    pub(crate) fn run(&mut self, text: &str) {
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
    pub(crate) fn fill(&mut self, text: &str) {
        debug_assert!(self.in_tag(), "what is filled must be empty");
        if text.is_empty() || cut(text, b"\n").is_some() {
            self.text(text);
            self.close();
        } else {
            let length = self.push(text);
            self.op(op::FILL, length);
        }
    }

    fn push(&mut self, text: &str) -> u32 {
        self.text.push_str(text);
        units(text)
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
        self.value(attribute, value);
    }

    pub(crate) fn address(&mut self, attribute: Attr, address: &Address<'_>) {
        self.value(attribute, address.as_str());
    }

    pub(crate) fn number(&mut self, attribute: Attr, value: u32) {
        self.value(attribute, &digits(value));
    }

    /// Whether the element just opened still takes attributes, for those who print.
    fn in_tag(&self) -> bool {
        let last = self.ops.last().map(|op| op & ((1 << op::BITS) - 1));
        matches!(last, Some(op::OPEN | op::ATTR | op::FIXED | op::KEY))
    }

    fn value(&mut self, attribute: Attr, value: &str) {
        debug_assert!(self.in_tag(), "attributes come before content");
        let value = value
            .get(..value.floor_char_boundary(LONGEST_VALUE))
            .unwrap_or_default();
        let length = self.push(value);
        self.op(op::ATTR, attribute as u32 | length << 8);
    }

    pub(crate) fn fixed(&mut self, attribute: Fixed) {
        debug_assert!(self.in_tag(), "attributes come before content");
        self.op(op::FIXED, attribute as u32);
    }

    /// Where the drawing ends now.
    pub(crate) fn mark(&self) -> Mark {
        Mark {
            op: self.ops.len(),
            text: self.text.len(),
        }
    }

    /// Leaves room for the open block's key.
    pub(crate) fn leave_key(&mut self) -> usize {
        self.op(op::KEY, 0);
        self.ops.len() - 1
    }

    /// Puts the key where room was left. Keys must be set in the order of their places.
    pub(crate) fn set_key(&mut self, place: usize, key: &str) {
        self.keys.push_str(key);
        if let Some(op) = self.ops.get_mut(place) {
            *op = op::KEY | units(key) << op::BITS;
        }
    }

    /// A number that depends on nothing but what was drawn since `mark`.
    pub(crate) fn fingerprint(&self, mark: Mark) -> u64 {
        let mut print = 0;
        for op in self.ops.get(mark.op..).unwrap_or_default() {
            print = fingerprint(print, &u64::from(*op).to_le_bytes());
        }
        fingerprint(
            print,
            self.text.as_bytes().get(mark.text..).unwrap_or_default(),
        )
    }

    /// Takes back what was drawn since `mark`.
    pub(crate) fn undo(&mut self, mark: Mark) {
        self.ops.truncate(mark.op);
        self.text.truncate(mark.text);
    }

    /// Keeps a place for what is known only at the end.
    pub(crate) fn late(&mut self) {
        self.op(op::BREAK, 1);
    }

    /// Puts what was drawn since `end` where a place was kept for it.
    pub(crate) fn fill_late(&mut self, place: Mark, end: Mark) {
        let late = self.ops.get(end.op..).unwrap_or_default().to_vec();
        let text = self.text.get(end.text..).unwrap_or_default().to_owned();
        self.undo(end);
        if place.op < self.ops.len() && self.text.is_char_boundary(place.text) {
            let rest = self.ops.split_off(place.op + 1);
            self.ops.pop();
            self.ops.extend(late);
            self.ops.extend(rest);
            self.text.insert_str(place.text, &text);
        }
    }

    /// Whether nothing was drawn since `mark`.
    pub(crate) fn is_at(&self, mark: Mark) -> bool {
        self.ops.len() == mark.op
    }
}

/// The length of a text in UTF-16 units, as JavaScript counts.
fn units(text: &str) -> u32 {
    if text.is_ascii() {
        return text.len() as u32;
    }
    let units: usize = text
        .bytes()
        .map(|byte| usize::from(byte & 0xc0 != 0x80) + usize::from(byte >= 0xf0))
        .sum();
    units as u32
}
