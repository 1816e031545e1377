//! Locale data for builds without `Intl`.

use super::LocaleData;
use super::generated::{ENGLISH, LANGUAGES};
use crate::scan::{split, up_to};

/// Data of a language; an unknown one has English messages and numeric dates.
pub(super) fn locale_data(lang: &str) -> LocaleData<'static> {
    let primary = up_to(lang, b"-");
    let has = |subtags: &[&str]| {
        let mut parts = split(lang, b"-").into_iter();
        parts.any(|part| {
            subtags
                .iter()
                .any(|subtag| subtag.eq_ignore_ascii_case(part))
        })
    };
    let traditional = has(&["zh"]) && has(&["Hant", "TW", "HK", "MO"]) && !has(&["Hans"]);
    let primary = if traditional { "zh-Hant" } else { primary };
    let among = |wanted: &str| {
        let mut languages = LANGUAGES.into_iter();
        languages.find(|(tag, ..)| tag.eq_ignore_ascii_case(wanted))
    };
    let Some((tag, words, mut format)) = among(primary) else {
        return LocaleData {
            messages: ENGLISH.into(),
            format: "\n".into(),
        };
    };
    let american = lang.len() == 2 || lang.eq_ignore_ascii_case("en-US");
    if tag == "en" && !american {
        // English outside the United States.
        format = among("en-GB").map_or(format, |(.., format)| format);
    }
    LocaleData {
        messages: [tag, "\n", words].concat().into(),
        format: [lang, "\n", format].concat().into(),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::super::generated::{FormatLine, MESSAGE_NAMES};
    use super::super::{Locale, MessageId};
    use super::*;
    use crate::article::DateTime;

    #[test]
    fn every_language_has_every_word_and_every_format() {
        let count = MESSAGE_NAMES.split_whitespace().count();
        assert_eq!(MessageId::Retry as usize + 1, count);
        for (tag, words, format) in LANGUAGES {
            // English outside the United States has the words of English.
            let lines: Vec<_> = words.lines().collect();
            assert!(lines.len() == count || tag == "en-GB", "{tag}");
            assert!(lines.iter().all(|line| !line.trim().is_empty()), "{tag}");
            assert_eq!(format.lines().count(), FormatLine::Times as usize + 12);
        }
    }

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        for (lang, date, text) in [
            ("en", "2025-04-02", "April 2, 2025"),
            (
                "en-US",
                "2025-04-02T18:05Z",
                "April 2, 2025 at 6:05\u{202f}PM",
            ),
            ("en-GB", "2025-04-02T08:05Z", "2 April 2025 at 08:05"),
            ("it-CH", "2025-04-02", "2 aprile 2025"),
            ("ja", "2025-04-02T18:05Z", "2025年4月2日 18:05"),
            ("fa", "2025-04-02", "۲ آوریل ۲۰۲۵"),
            ("tlh", "2025-04-02T18:05Z", "2025-04-02 18:05"),
        ] {
            let tables = locale_data(lang);
            let locale = Locale::new(lang, &tables, &[]);
            assert_eq!(locale.date(DateTime::parse(date).unwrap()), text);
        }
    }

    #[test]
    fn numbers_are_parted_and_large_counts_are_short() {
        for (lang, value, text) in [
            ("en", 1, "1\u{a0}view"),
            ("en", 9999, "9,999\u{a0}views"),
            ("en", 10_000, "10K\u{a0}views"),
            ("en", 38_210, "38.2K\u{a0}views"),
            ("en", 999_999, "999K\u{a0}views"),
            ("en", 1_250_000, "1.2M\u{a0}views"),
            ("en", u32::MAX, "4.2B\u{a0}views"),
            ("it", 1234, "1234\u{a0}visualizzazioni"),
            ("pl", 22, "22\u{a0}wyświetlenia"),
        ] {
            let tables = locale_data(lang);
            let locale = Locale::new(lang, &tables, &[]);
            assert_eq!(locale.count(value, MessageId::Views), text);
        }
    }
}
