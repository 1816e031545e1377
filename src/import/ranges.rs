//! Text with marks and links at offsets.

use super::Context;
use super::inline::Style;
use crate::model::Mark;
use crate::scan::order;

/// What a range does to its text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Effect {
    Mark(Mark),
    Link(String),
}

/// A range in UTF-16 code units.
#[derive(Debug, Clone)]
pub(super) struct Range {
    pub(super) start: f64,
    pub(super) end: f64,
    pub(super) effect: Effect,
}

/// The pieces of a text with their styles. A range beyond the text's end is cut; one that splits a character is extended.
pub(super) fn pieces(
    text: &str,
    ranges: &[Range],
    cx: &mut Context<'_>,
    path: &str,
) -> Vec<(String, Style)> {
    // Byte offsets by offset in UTF-16 units; `None` inside a character.
    let mut bytes: Vec<Option<usize>> = Vec::new();
    for (at, letter) in text.char_indices() {
        bytes.push(Some(at));
        bytes.extend((1..letter.len_utf16()).map(|_| None));
    }
    bytes.push(Some(text.len()));
    let mut out_of_range = false;
    let mut byte = |offset: f64, up: bool| {
        let most = bytes.len() - 1;
        let mut at = if offset >= 0.0 { offset as usize } else { 0 };
        out_of_range |= offset < 0.0 || at > most;
        at = at.min(most);
        loop {
            match bytes.get(at) {
                Some(Some(byte)) => return *byte,
                Some(None) => {
                    out_of_range = true;
                    at = if up { at + 1 } else { at.saturating_sub(1) };
                }
                None => return text.len(),
            }
        }
    };
    // Where a range starts or ends, and which one it is.
    let mut events = Vec::new();
    for (index, range) in ranges.iter().enumerate() {
        let (start, end) = (byte(range.start, false), byte(range.end, true));
        if start < end {
            events.extend([(start, index), (end, index)]);
        }
    }
    if out_of_range {
        let message = "A range of marks or a link is not within its text.";
        cx.warn_once("out-of-range", "", path, message);
    }
    let mut pieces = Vec::new();
    // A bit for each range.
    let mut open = vec![0u64; ranges.len() / 64 + 1];
    let mut at = 0;
    let order = order(events.iter().map(|(at, _)| *at as u64));
    let sorted = order.iter().filter_map(|event| events.get(*event));
    for (next, index) in sorted.chain([&(text.len(), usize::MAX)]) {
        if let Some(piece) = text.get(at..*next).filter(|piece| !piece.is_empty()) {
            pieces.push((piece.to_owned(), style(&open, ranges)));
        }
        if let Some(bits) = open.get_mut(index / 64) {
            *bits ^= 1 << (index % 64);
        }
        at = *next;
    }
    pieces
}

fn style(open: &[u64], ranges: &[Range]) -> Style {
    let mut style = Style::default();
    let mut left = 64;
    for (at, bits) in open.iter().enumerate() {
        let mut bits = *bits;
        // Only as many as there are marks can differ, however many are open.
        while bits != 0 && left > 0 {
            let range = ranges.get(at * 64 + bits.trailing_zeros() as usize);
            style = match range.map(|range| &range.effect) {
                Some(Effect::Mark(mark)) => style.with(*mark),
                Some(Effect::Link(href)) => style.linked(Some(href.clone())),
                None => style,
            };
            bits &= bits - 1;
            left -= 1;
        }
    }
    style
}
