//! Interface words, dates and direction by language. The language of the article decides.

mod date;
mod words;

pub(crate) use date::date;
pub(crate) use words::{Words, words};

use crate::article::Direction;

/// Which way a language is written: by the script subtag where there is one, else by the language.
pub(crate) fn direction(tag: &str) -> Direction {
    let mut parts = tag.split('-');
    let language = parts.next().unwrap_or_default().to_ascii_lowercase();
    let script = parts.find(|part| part.len() == 4);
    let rtl = match script {
        Some(script) => ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"]
            .iter()
            .any(|name| script.eq_ignore_ascii_case(name)),
        None => matches!(
            language.as_str(),
            "ar" | "arc"
                | "ckb"
                | "dv"
                | "fa"
                | "he"
                | "iw"
                | "ji"
                | "nqo"
                | "ps"
                | "sd"
                | "syr"
                | "ug"
                | "ur"
                | "yi"
        ),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

/// A whole number with the language's thousands separator.
pub(crate) fn number(value: u32, words: &Words) -> String {
    let digits = value.to_string();
    let mut text = String::with_capacity(digits.len() + 4);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push_str(words.thousands);
        }
        text.push(digit);
    }
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
    fn numbers_are_parted_by_thousands() {
        assert_eq!(number(1_234_567, words("it")), "1.234.567");
        assert_eq!(number(999, words("en")), "999");
        assert_eq!(number(1000, words("en")), "1,000");
    }
}
