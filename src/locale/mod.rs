//! Interface words, numbers, dates and direction by language. The language of the article decides.

use alloc::string::String;

mod date;
mod letters;
mod words;

pub(crate) use date::date;
pub(crate) use letters::is_word;
pub(crate) use words::{Word, Words};

use crate::article::Direction;
use crate::json::digits;
use crate::scan::{before, pieces};

/// Languages written from right to left, and scripts that decide it before the language does.
const RIGHT_TO_LEFT: [&str; 15] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
];
const RIGHT_TO_LEFT_SCRIPTS: [&str; 7] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"];

/// Which way a language is written: by the script subtag where there is one, else by the language.
pub(crate) fn direction(tag: &str) -> Direction {
    let language = before(tag, b"-");
    let among =
        |names: &[&str], wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let rtl = match pieces(tag, b"-").into_iter().find(|part| part.len() == 4) {
        Some(script) => among(&RIGHT_TO_LEFT_SCRIPTS, script),
        None => among(&RIGHT_TO_LEFT, language),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// A whole number with the language's thousands separator.
pub(crate) fn number(value: u32, words: Words) -> String {
    let plain = digits(value);
    let mut text = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if index > 0 && (plain.len() - index).is_multiple_of(3) {
            text.push_str(words.get(Word::Thousands));
        }
        text.push(digit);
    }
    text
}

/// A count as a reader wants it: exact up to ten thousand, then to three digits.
pub(crate) fn compact(value: u32, words: Words) -> String {
    let (unit, word) = match value {
        1_000_000.. => (1_000_000, Word::Million),
        10_000.. => (1000, Word::Thousand),
        _ => return number(value, words),
    };
    let word = words.get(word);
    if word == "=" {
        return number(value, words);
    }
    // Cut, not rounded: 999,999 is no million yet.
    let tenths = value / (unit / 10);
    let mut text = digits(tenths / 10);
    if tenths < 1000 && !tenths.is_multiple_of(10) {
        text.extend([words.get(Word::Decimal), &digits(tenths % 10)]);
    }
    text.push_str(word);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_the_direction_before_the_language_does() {
        for (tag, rtl) in [
            ("ar", true),
            ("he-IL", true),
            ("az-Arab", true),
            ("uz-Cyrl", false),
            ("ar-Latn", false),
            ("it", false),
            ("", false),
        ] {
            assert_eq!(direction(tag) == Direction::Rtl, rtl, "{tag}");
        }
    }

    #[test]
    fn large_counts_are_short() {
        let english = Words::of("en");
        for (value, text) in [
            (9999, "9,999"),
            (10_000, "10K"),
            (38_210, "38.2K"),
            (123_456, "123K"),
            (999_999, "999K"),
            (1_250_000, "1.2M"),
            (u32::MAX, "4294M"),
        ] {
            assert_eq!(compact(value, english), text);
        }
        assert_eq!(compact(38_210, Words::of("it")), "38.210");
        assert_eq!(compact(1_250_000, Words::of("it")), "1,2\u{a0}Mln");
    }

    #[test]
    fn numbers_are_parted_by_thousands() {
        assert_eq!(number(1_234_567, Words::of("it")), "1.234.567");
        assert_eq!(number(999, Words::of("en")), "999");
        assert_eq!(number(1000, Words::of("en")), "1,000");
        assert_eq!(number(0, Words::of("en")), "0");
        assert_eq!(number(u32::MAX, Words::of("en")), "4,294,967,295");
    }
}
