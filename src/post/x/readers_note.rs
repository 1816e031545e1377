//! The note that readers added to a post, with its links.

use super::super::field_lookup::FieldLookup;
use super::super::spans::{LinkedRange, Spans, byte_at_utf16};
use crate::json::{Cursor, TapeBuilder};
use crate::locale::is_word_char;

/// Maximum number of links.
const MAX_LINKS: usize = 100;

/// Where a note is in a payload.
const NOTES: &str = "birdwatch_pivot.subtitle birdwatch_pivot.note.data_v1.summary birdwatch_pivot.note.summary birdwatch_pivot.footer";

/// Writes the note, if there is one.
pub(super) fn write(out: &mut TapeBuilder, at: &FieldLookup<'_>) {
    let Some(note) = at.get(NOTES) else { return };
    let text = note.scalar_str("text");
    let entities = note.field("entities").into_iter().flat_map(Cursor::items);
    let links = entities
        .take(MAX_LINKS)
        .filter_map(|entity| link(entity, text));
    let links: Vec<_> = links.collect();
    Spans::linked(text, &links).write_field(out, "note");
}

fn link(entity: Cursor<'_>, text: &str) -> Option<LinkedRange> {
    let entity = FieldLookup::single(Some(entity));
    let href = entity.text("ref.url url expanded_url");
    let number = |paths: &str| {
        entity
            .get(paths)
            .and_then(Cursor::number)
            .filter(|at| *at >= 0.0)
    };
    let start = number("fromIndex from_index start")? as usize;
    let end = number("toIndex to_index end")? as usize;
    let by_letters = |offset: usize| {
        let mut all = text.char_indices().map(|(at, _)| at);
        all.nth(offset)
            .or((offset == text.chars().count()).then_some(text.len()))
    };
    // Which unit is counted isn't documented: the one in which the link is a whole word.
    let letters = by_letters(start).zip(by_letters(end));
    let units = byte_at_utf16(text, start).zip(byte_at_utf16(text, end));
    let whole = |(start, end): &(usize, usize)| is_whole(text, *start, *end);
    let (start, end) = match (letters, units) {
        (Some(one), Some(other)) if one == other => one,
        _ => letters.filter(whole).or(units.filter(whole))?,
    };
    (start < end).then(|| LinkedRange {
        start,
        end,
        href: href.to_owned(),
    })
}

/// Whether a part of a text has no space in it and isn't cut out of a word.
fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    let inside = text.get(start..end).unwrap_or(" ");
    !inside.chars().any(char::is_whitespace)
        && !before.is_some_and(is_word_char)
        && !after.is_some_and(is_word_char)
}
