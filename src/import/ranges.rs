//! Text with marks and links at offsets.

use std::collections::BTreeMap;

use super::Context;
use super::inline::Style;
use crate::model::Mark;

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
    let mut events: BTreeMap<usize, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (index, range) in ranges.iter().enumerate() {
        let (start, end) = (byte(range.start, false), byte(range.end, true));
        if start < end {
            events.entry(start).or_default().0.push(index);
            events.entry(end).or_default().1.push(index);
        }
    }
    if out_of_range {
        let message = "A range of marks or a link is not within its text.";
        cx.warn_once("out-of-range", "", path, message);
    }
    let mut pieces = Vec::new();
    let mut open: BTreeMap<usize, &Effect> = BTreeMap::new();
    let mut at = 0;
    for (next, (starts, ends)) in events
        .iter()
        .map(|(at, (starts, ends))| (*at, (starts.as_slice(), ends.as_slice())))
        .chain([(text.len(), (&[][..], &[][..]))])
    {
        if let Some(piece) = text.get(at..next).filter(|piece| !piece.is_empty()) {
            pieces.push((piece.to_owned(), style(&open)));
        }
        for index in ends {
            open.remove(index);
        }
        for index in starts {
            if let Some(range) = ranges.get(*index) {
                open.insert(*index, &range.effect);
            }
        }
        at = next;
    }
    pieces
}

fn style(open: &BTreeMap<usize, &Effect>) -> Style {
    let mut style = Style::default();
    // Only as many as there are marks can differ, however many are open.
    for effect in open.values().take(64) {
        style = match effect {
            Effect::Mark(mark) => style.with(*mark),
            Effect::Link(href) => style.linked(Some(href.clone())),
        };
    }
    style
}
