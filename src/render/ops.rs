//! The operation buffer: a flat list of operations and one text.
//!
//! No operation can express a script, an event handler, raw HTML or a style, so no article can produce one. Equal
//! blocks produce equal bytes.

use super::ids::hash;
use super::vocabulary::{Attr, Class, StaticAttr, Tag};
use crate::json::digits;
use crate::scan::{split_once, utf16_units};
use crate::url::Address;

/// Declares operation codes.
macro_rules! operations {
    ($($(#[$doc:meta])* $name:ident = $code:literal,)*) => {
        $($(#[$doc])* pub(crate) const $name: u32 = $code;)*

        /// Every operation with its code, to compare the interpreter with.
        #[cfg(all(test, not(target_arch = "wasm32")))]
        pub(crate) const TABLE: &[(&str, u32)] = &[$((stringify!($name), $name),)*];
    };
}
pub(crate) use operations;

/// Operation codes: the lowest three bits of an operation; its argument is above them.
pub(crate) mod op {
    super::operations! {
        /// Closes the element.
        CLOSE = 0,
        /// Opens an element: its index, then from bit 8 its class.
        OPEN = 1,
        /// Adds text of that many UTF-16 units.
        TEXT = 2,
        /// Sets an attribute: its index, then from bit 8 the units of its value.
        ATTR = 3,
        /// Adds text of that many UTF-16 units as the only content of the element, and closes it.
        TEXT_CLOSE = 4,
        /// Sets an attribute whose value never changes: its index.
        FIXED = 5,
        /// Sets `data-key` to that many units of the keys.
        KEY = 6,
        /// Adds a line break; with 1, a slot for the reading time, which is rendered after the article.
        BREAK = 7,
    }
    /// How many bits the code takes.
    pub(crate) const BITS: u32 = 3;
}

/// An attribute's value has its length in 21 bits.
const MAX_ATTR_BYTES: usize = 1_000_000;

/// Operations to build DOM nodes or HTML from, with the text and the keys they take.
#[derive(Debug, Default, Clone)]
pub(crate) struct DisplayList {
    pub(crate) ops: Vec<u32>,
    pub(crate) text: String,
    /// Block keys, kept apart from the text so that a block's bytes don't depend on preceding blocks.
    pub(crate) keys: String,
}

impl DisplayList {
    /// Adds the operations of the next chunk.
    #[cfg(all(target_arch = "wasm32", feature = "page"))]
    pub(crate) fn append(&mut self, chunk: &Self) {
        self.ops.extend_from_slice(&chunk.ops);
        self.text.push_str(&chunk.text);
        self.keys.push_str(&chunk.keys);
    }
}

/// A display list that is being rendered.
#[derive(Debug, Default)]
pub(crate) struct OpBuffer {
    pub(crate) list: DisplayList,
    /// Remaining budget for inline runs.
    pub(super) budget: u32,
    /// Whether something was omitted because the budget was used up.
    exhausted: bool,
}

/// A position in the buffer to return to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checkpoint {
    op: usize,
    text: usize,
    key: usize,
}

impl OpBuffer {
    fn op(&mut self, code: u32, argument: u32) {
        self.list.ops.push(code | argument << op::BITS);
    }

    pub(crate) fn open(&mut self, element: Tag, class: Class) {
        self.op(op::OPEN, element as u32 | (class as u32) << 8);
    }

    /// An element without a class, by its number in the vocabulary.
    pub(super) fn open_index(&mut self, element: u32) {
        self.op(op::OPEN, element);
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

    /// Takes `count` from the budget, if that much remains.
    pub(super) fn try_reserve(&mut self, count: u32) -> bool {
        let less = self.budget.checked_sub(count);
        self.budget = less.unwrap_or_default();
        self.exhausted |= less.is_none();
        less.is_some()
    }

    /// Whether something was omitted because the budget was used up.
    pub(super) fn is_exhausted(&self) -> bool {
        self.exhausted
    }

    /// An empty buffer with the same budget.
    #[cfg(all(target_arch = "wasm32", any(feature = "js", feature = "page")))]
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
        self.push_text_op(length);
    }

    /// Adjacent texts are merged, as an HTML parser would.
    fn push_text_op(&mut self, length: u32) {
        match self.list.ops.last_mut() {
            Some(last) if *last & ((1 << op::BITS) - 1) == op::TEXT => *last += length << op::BITS,
            _ => self.op(op::TEXT, length),
        }
    }

    /// Adds text that is ASCII without line ends.
    pub(super) fn plain_text(&mut self, text: &str) {
        if !text.is_empty() {
            self.list.text.push_str(text);
            self.push_text_op(text.len() as u32);
        }
    }

    /// Adds text that is ASCII without line ends as the only content of the open element, and closes it.
    pub(super) fn plain_text_and_close(&mut self, text: &str) {
        debug_assert!(self.is_tag_open(), "what is filled must be empty");
        if text.is_empty() {
            self.close();
        } else {
            self.list.text.push_str(text);
            self.op(op::TEXT_CLOSE, text.len() as u32);
        }
    }

    /// Adds `text` as the only content of the open element, and closes it.
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
        self.list.text.push_str(text);
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
        self.push_attr_value(attribute as u32, value);
    }

    /// An attribute of MathML, by its number in the vocabulary.
    pub(super) fn attr_index(&mut self, attribute: u32, value: &str) {
        self.push_attr_value(attribute, value);
    }

    pub(crate) fn url_attr(&mut self, attribute: Attr, address: &Address<'_>) {
        self.push_attr_value(attribute as u32, address.as_str());
    }

    pub(crate) fn number_attr(&mut self, attribute: Attr, value: u32) {
        self.push_attr_value(attribute as u32, &digits(value));
    }

    /// Whether the element just opened still takes attributes, which HTML output depends on.
    fn is_tag_open(&self) -> bool {
        let last = self.list.ops.last().map(|op| op & ((1 << op::BITS) - 1));
        matches!(last, Some(op::OPEN | op::ATTR | op::FIXED | op::KEY))
    }

    fn push_attr_value(&mut self, attribute: u32, value: &str) {
        debug_assert!(self.is_tag_open(), "attributes come before content");
        let value = value
            .get(..value.floor_char_boundary(MAX_ATTR_BYTES))
            .unwrap_or_default();
        let length = self.push(value);
        self.op(op::ATTR, attribute | length << 8);
    }

    pub(crate) fn static_attr(&mut self, attribute: StaticAttr) {
        debug_assert!(self.is_tag_open(), "attributes come before content");
        self.op(op::FIXED, attribute as u32);
    }

    /// The current end of the buffer.
    pub(crate) fn checkpoint(&self) -> Checkpoint {
        Checkpoint {
            op: self.list.ops.len(),
            text: self.list.text.len(),
            key: self.list.keys.len(),
        }
    }

    /// Reserves an operation for the open block's key.
    pub(crate) fn reserve_key(&mut self) -> Checkpoint {
        let place = self.checkpoint();
        self.op(op::KEY, 0);
        place
    }

    /// Writes a key into its reserved operation, before the keys of the blocks inside, which are written first.
    pub(crate) fn write_key(&mut self, place: Checkpoint, key: &str) {
        if self.list.keys.is_char_boundary(place.key) {
            self.list.keys.insert_str(place.key, key);
        }
        if let Some(op) = self.list.ops.get_mut(place.op) {
            *op = op::KEY | utf16_len(key) << op::BITS;
        }
    }

    /// Hash of the operations and text since `mark`.
    pub(crate) fn hash_since(&self, mark: Checkpoint) -> u64 {
        let mut print = 0;
        for op in self.list.ops.get(mark.op..).unwrap_or_default() {
            print = hash(print, &u64::from(*op).to_le_bytes());
        }
        hash(
            print,
            self.list
                .text
                .as_bytes()
                .get(mark.text..)
                .unwrap_or_default(),
        )
    }

    /// Removes everything added since `mark`.
    pub(crate) fn rollback(&mut self, mark: Checkpoint) {
        self.list.ops.truncate(mark.op);
        self.list.text.truncate(mark.text);
        self.list.keys.truncate(mark.key);
    }

    /// Reserves a slot for content rendered last.
    pub(crate) fn reserve_slot(&mut self) {
        self.op(op::BREAK, 1);
    }

    /// Moves everything added since `end` into the reserved slot.
    pub(crate) fn fill_slot(&mut self, place: Checkpoint, end: Checkpoint) {
        let late = self.list.ops.get(end.op..).unwrap_or_default().to_vec();
        let text = self
            .list
            .text
            .get(end.text..)
            .unwrap_or_default()
            .to_owned();
        self.rollback(end);
        if place.op < self.list.ops.len() && self.list.text.is_char_boundary(place.text) {
            let rest = self.list.ops.split_off(place.op + 1);
            self.list.ops.pop();
            self.list.ops.extend(late);
            self.list.ops.extend(rest);
            self.list.text.insert_str(place.text, &text);
        }
    }

    /// Whether nothing was added since `mark`.
    pub(crate) fn is_unchanged_since(&self, mark: Checkpoint) -> bool {
        self.list.ops.len() == mark.op
    }
}

/// The length of a text in UTF-16 units, as JavaScript counts.
pub(crate) fn utf16_len(text: &str) -> u32 {
    let (chunks, rest) = text.as_bytes().as_chunks();
    let mut units = 0;
    for chunk in chunks {
        units += utf16_units(u64::from_le_bytes(*chunk));
    }
    for byte in rest {
        units += usize::from(byte & 0xc0 != 0x80) + usize::from(*byte >= 0xf0);
    }
    units as u32
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_as_long_as_in_javascript(text in "\\PC{0,40}|[a\u{e9}\u{3042}\u{1f600}]{0,20}") {
            prop_assert_eq!(super::utf16_len(&text) as usize, text.encode_utf16().count());
        }
    }
}
