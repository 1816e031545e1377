//! Splitting, searching and sorting. The standard library's functions are compiled for each type; these once.

use std::borrow::Cow;
#[cfg(any(feature = "importers", feature = "payloads"))]
use std::collections::BinaryHeap;

/// The highest bit of each of eight bytes, which ASCII doesn't have.
pub(crate) const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// How many UTF-16 units begin in eight bytes of UTF-8.
pub(crate) fn utf16_units(chunk: u64) -> usize {
    let high = chunk & HIGH_BITS;
    if high == 0 {
        return 8;
    }
    // 10xxxxxx counts for nothing, 1111xxxx twice.
    let continued = high & !(chunk << 1);
    let twice = high & chunk << 1 & chunk << 2 & chunk << 3;
    8 - continued.count_ones() as usize + twice.count_ones() as usize
}

/// Length in bytes of the prefix of characters that match `wanted`.
pub(crate) fn prefix_len(text: &str, wanted: fn(char) -> bool) -> usize {
    let mut length = 0;
    for letter in text.chars() {
        if !wanted(letter) {
            break;
        }
        length += letter.len_utf8();
    }
    length
}

/// The text without leading characters that match `unwanted`.
pub(crate) fn trim_start(text: &str, unwanted: fn(char) -> bool) -> &str {
    text.get(prefix_len(text, unwanted)..).unwrap_or_default()
}

/// Index of the first of these ASCII characters. A single one is a fast path, because all text is searched for line
/// ends.
fn find(text: &str, marks: &[u8]) -> Option<usize> {
    match *marks {
        [mark] => text.as_bytes().iter().position(|byte| *byte == mark),
        _ => text.bytes().position(|byte| marks.contains(&byte)),
    }
}

/// The part before the first of these ASCII characters; the whole text if there is none.
pub(crate) fn up_to<'t>(text: &'t str, marks: &[u8]) -> &'t str {
    let end = find(text, marks);
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// The parts before and after the first of these ASCII characters.
pub(crate) fn split_once<'t>(text: &'t str, marks: &[u8]) -> Option<(&'t str, &'t str)> {
    let at = find(text, marks)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The parts before and after the last such ASCII character.
pub(crate) fn rsplit_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The parts between these ASCII characters; always at least one.
pub(crate) fn split<'t>(text: &'t str, marks: &[u8]) -> Vec<&'t str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some((piece, behind)) = split_once(rest, marks) {
        pieces.push(piece);
        rest = behind;
    }
    pieces.push(rest);
    pieces
}

/// Text in place of each such ASCII letter.
pub(crate) fn replaced(text: &str, mark: u8, by: &str) -> String {
    let mut result = String::new();
    for (index, piece) in split(text, &[mark]).into_iter().enumerate() {
        result.push_str(if index > 0 { by } else { "" });
        result.push_str(piece);
    }
    result
}

/// Bytes as text, with U+FFFD for what is no UTF-8; borrowed if all of it is.
pub(crate) fn lossy(bytes: &[u8]) -> Cow<'_, str> {
    let mut mended = String::new();
    let mut rest = bytes;
    loop {
        let fault = match str::from_utf8(rest) {
            Ok(text) if rest.len() == bytes.len() => return text.into(),
            Ok(text) => {
                mended.push_str(text);
                return mended.into();
            }
            Err(fault) => fault,
        };
        let valid = rest.get(..fault.valid_up_to()).unwrap_or_default();
        mended.push_str(str::from_utf8(valid).unwrap_or_default());
        mended.push('\u{fffd}');
        let invalid = fault.error_len().unwrap_or(rest.len());
        rest = rest.get(valid.len() + invalid..).unwrap_or_default();
    }
}

/// Whether any character matches `wanted`.
pub(crate) fn contains(text: &str, wanted: fn(char) -> bool) -> bool {
    text.chars().any(wanted)
}

/// The parts before and after a substring; none if it is empty or missing.
pub(crate) fn split_at_str<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    // Windows of no width would panic.
    let mut windows = text.as_bytes().windows(word.len().max(1));
    let at = windows.position(|window| window == word.as_bytes())?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// Whether a text starts with these ASCII characters, ignoring case.
pub(crate) fn starts_with_ignore_ascii_case(text: &str, start: &str) -> bool {
    let begin = text.as_bytes().get(..start.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
}

/// Lower case for Latin, Greek and Cyrillic. The standard library's has a table of 12 kB for all letters.
pub(crate) fn to_lowercase_simple(letter: char) -> char {
    let code = letter as u32;
    let lowered = match code {
        0x41..=0x5a | 0xc0..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x1e00..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e if code % 2 == 1 => code + 1,
        _ => code,
    };
    char::from_u32(lowered).unwrap_or(letter)
}

/// The same of a text.
#[cfg(feature = "importers")]
pub(crate) fn lowercase(text: &str) -> String {
    text.chars().map(to_lowercase_simple).collect()
}

/// The places of numbers from the smallest to the largest; of equal ones, the first comes first.
#[cfg(any(feature = "importers", feature = "payloads"))]
pub(crate) fn order(numbers: impl Iterator<Item = u64>) -> Vec<usize> {
    // A heap sorts in a tenth of the code of `sort`.
    let heap: BinaryHeap<(u64, usize)> = numbers.zip(0..).collect();
    let sorted = heap.into_sorted_vec();
    sorted.into_iter().map(|(_, place)| place).collect()
}
