//! Cutting text. The standard library's searches are compiled anew for each kind of pattern; these once.

use std::borrow::Cow;

/// How many bytes at the start are of letters that `wanted` takes.
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

/// The text without the letters at its start that `unwanted` takes.
pub(crate) fn trim_start(text: &str, unwanted: fn(char) -> bool) -> &str {
    text.get(prefix_len(text, unwanted)..).unwrap_or_default()
}

/// Where the first of these ASCII letters stands. All text is looked through for line ends: one letter must be quick.
fn find(text: &str, marks: &[u8]) -> Option<usize> {
    match *marks {
        [mark] => text.as_bytes().iter().position(|byte| *byte == mark),
        _ => text.bytes().position(|byte| marks.contains(&byte)),
    }
}

/// What stands before the first of these ASCII letters; all of it if there is none.
pub(crate) fn up_to<'t>(text: &'t str, marks: &[u8]) -> &'t str {
    let end = find(text, marks);
    text.get(..end.unwrap_or(text.len())).unwrap_or_default()
}

/// What stands before and behind the first of these ASCII letters.
pub(crate) fn split_once<'t>(text: &'t str, marks: &[u8]) -> Option<(&'t str, &'t str)> {
    let at = find(text, marks)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// What stands before and behind the last such ASCII letter.
pub(crate) fn rsplit_once(text: &str, mark: u8) -> Option<(&str, &str)> {
    let at = text.bytes().rposition(|byte| byte == mark)?;
    Some((text.get(..at)?, text.get(at + 1..)?))
}

/// The pieces between these ASCII letters; always at least one.
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

/// Whether any letter is one that `wanted` takes.
pub(crate) fn contains(text: &str, wanted: fn(char) -> bool) -> bool {
    text.chars().any(wanted)
}

/// What stands before and behind a word; none if the word is empty.
pub(crate) fn split_at_str<'t>(text: &'t str, word: &str) -> Option<(&'t str, &'t str)> {
    // Windows of no width would panic.
    let mut windows = text.as_bytes().windows(word.len().max(1));
    let at = windows.position(|window| window == word.as_bytes())?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// Whether a text begins with these ASCII letters, large or small.
pub(crate) fn starts_with_ignore_ascii_case(text: &str, start: &str) -> bool {
    let begin = text.as_bytes().get(..start.len());
    begin.is_some_and(|begin| begin.eq_ignore_ascii_case(start.as_bytes()))
}
