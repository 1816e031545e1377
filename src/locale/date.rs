//! Dates as people write them. In the zone that the author wrote, so that server and browser print the same.

use super::{Word, Words};
use crate::article::Date;
use crate::json::digits;
use alloc::string::String;

/// The date, and the time of day where it is known.
pub(crate) fn date(date: Date, words: Words, lang: &str) -> String {
    let month = words.nth(Word::Months, date.month as usize - 1);
    // Americans write the month first and count hours to twelve; so does English that says no country.
    let american = words.tag() == "en"
        && !matches!(lang.get(2..), Some(region) if !region.is_empty() && !region.eq_ignore_ascii_case("-us"));
    let mut text = String::new();
    if american {
        text.extend([month, " ", &digits(date.day), ", ", &digits(date.year)]);
    } else {
        text.extend([&digits(date.day), " ", month, " ", &digits(date.year)]);
    }
    if let Some((hour, minute)) = date.time {
        let shown = match hour {
            _ if !american => hour,
            0 => 12,
            13.. => hour - 12,
            _ => hour,
        };
        let zero = if minute < 10 { "0" } else { "" };
        text.extend([", ", &digits(shown), ":", zero, &digits(minute)]);
        if american {
            // A narrow no-break space keeps "9:30 AM" on one line.
            text.push_str(if hour < 12 {
                "\u{202f}AM"
            } else {
                "\u{202f}PM"
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let day = Date {
            year: 2025,
            month: 4,
            day: 2,
            time: None,
        };
        let time = Date {
            time: Some((18, 5)),
            ..day
        };
        for (moment, lang, text) in [
            (day, "en", "April 2, 2025"),
            (time, "en-US", "April 2, 2025, 6:05\u{202f}PM"),
            (time, "en-GB", "2 April 2025, 18:05"),
            (time, "it", "2 aprile 2025, 18:05"),
            (day, "it-CH", "2 aprile 2025"),
        ] {
            assert_eq!(date(moment, Words::of(lang), lang), text);
        }
    }
}
