//! Bytes to text: UTF-8, UTF-16 by its byte order mark, Latin-1 and Windows-1252 by declaration.

use std::borrow::Cow;

use super::Context;
use crate::scan::{lossy, starts_with_ignore_ascii_case};

/// Decodes an input; what is no valid UTF-8 is read as Windows-1252, or replaced by U+FFFD, with a diagnostic.
pub(super) fn decode<'i>(input: &'i [u8], cx: &mut Context<'_>) -> Cow<'i, str> {
    if let Some(rest) = input.strip_prefix(b"\xff\xfe") {
        return utf16(rest, u16::from_le_bytes, cx).into();
    }
    if let Some(rest) = input.strip_prefix(b"\xfe\xff") {
        return utf16(rest, u16::from_be_bytes, cx).into();
    }
    let rest = input.strip_prefix(b"\xef\xbb\xbf").unwrap_or(input);
    if let Ok(text) = std::str::from_utf8(rest) {
        return text.into();
    }
    let declared = declared(rest);
    match declared {
        Some(Encoding::Windows1252) => return latin(rest).into(),
        Some(Encoding::Latin9) => return rest.iter().map(|byte| latin_9(*byte)).collect(),
        Some(Encoding::Other) => {
            cx.warn(
                "bad-encoding",
                "1:1",
                "The input declares an encoding that isn't read; it was read as Windows-1252.",
            );
            return latin(rest).into();
        }
        Some(Encoding::Utf8) | None => {}
    }
    let mended = lossy(rest);
    // A text that is cut off, or with a few bad bytes, is still UTF-8. One whose other letters are no UTF-8 either is not.
    let bad = mended.matches('\u{fffd}').count();
    let good = mended.chars().filter(|c| !c.is_ascii()).count() - bad;
    if declared.is_none() && bad > good {
        cx.warn(
            "bad-encoding",
            "1:1",
            "The input is not UTF-8 and declares no encoding; it was read as Windows-1252.",
        );
        return latin(rest).into();
    }
    cx.warn(
        "bad-encoding",
        "1:1",
        format!("{bad} places in the input are not UTF-8; each became U+FFFD."),
    );
    mended.into_owned().into()
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, cx: &mut Context<'_>) -> String {
    let (pairs, odd) = bytes.as_chunks::<2>();
    let units = pairs.iter().map(|pair| unit(*pair));
    let mut bad = usize::from(!odd.is_empty());
    let text = char::decode_utf16(units)
        .map(|letter| {
            letter.unwrap_or_else(|_| {
                bad += 1;
                '\u{fffd}'
            })
        })
        .collect();
    if bad > 0 {
        cx.warn(
            "bad-encoding",
            "1:1",
            format!("{bad} places in the input are not UTF-16; each became U+FFFD."),
        );
    }
    text
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Encoding {
    Utf8,
    /// Also what is declared as Latin-1: HTML reads both alike.
    Windows1252,
    /// ISO 8859-15.
    Latin9,
    Other,
}

/// The encoding that a page or an XML document declares in its first bytes.
fn declared(bytes: &[u8]) -> Option<Encoding> {
    let start = lossy(bytes.get(..1024).unwrap_or(bytes));
    let mut rest = start.as_ref();
    loop {
        let at = ["charset", "encoding"]
            .into_iter()
            .filter_map(|word| Some(rest.find(word)? + word.len()))
            .min()?;
        rest = rest.get(at..)?;
        let Some(value) = rest.trim_start().strip_prefix('=') else {
            continue;
        };
        let name = value.trim_start_matches(['"', '\'', ' ']);
        let end = |c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_');
        let name = name.split(end).next().unwrap_or_default();
        let is = |wanted: &&str| name.eq_ignore_ascii_case(wanted);
        let begins = |wanted: &&str| starts_with_ignore_ascii_case(name, wanted);
        if ["iso-8859-15", "latin9", "iso8859-15"].iter().any(is) {
            return Some(Encoding::Latin9);
        }
        if [
            "iso-8859-1",
            "latin1",
            "windows-1252",
            "cp1252",
            "us-ascii",
            "ascii",
            "iso8859-1",
        ]
        .iter()
        .any(is)
        {
            return Some(Encoding::Windows1252);
        }
        if ["utf-8", "utf8"].iter().any(is) {
            return Some(Encoding::Utf8);
        }
        let others = [
            "shift_jis",
            "euc-",
            "gb",
            "big5",
            "koi8",
            "iso-",
            "windows-",
            "cp12",
            "mac",
        ];
        if others.iter().any(begins) {
            return Some(Encoding::Other);
        }
    }
}

/// The character of a byte in ISO 8859-15.
fn latin_9(byte: u8) -> char {
    match byte {
        0xa4 => '€',
        0xa6 => 'Š',
        0xa8 => 'š',
        0xb4 => 'Ž',
        0xb8 => 'ž',
        0xbc => 'Œ',
        0xbd => 'œ',
        0xbe => 'Ÿ',
        _ => char::from(byte),
    }
}

fn latin(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| windows_1252(*byte)).collect()
}

/// The character of a byte in Windows-1252, as browsers read it.
pub(super) fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH
            .get(usize::from(byte - 0x80))
            .copied()
            .unwrap_or('\u{fffd}'),
        _ => char::from(byte),
    }
}
