//! Dates as people write them. In the zone that the author wrote, so that server and browser print the same.

use super::Words;
use crate::article::Date;

/// The date, and the time of day where it is known.
pub(crate) fn date(date: &Date, words: &Words, lang: &str) -> String {
    let month = words
        .months
        .get(usize::from(date.month).saturating_sub(1))
        .copied()
        .unwrap_or_default();
    let (day, year) = (date.day.to_string(), date.year.to_string());
    // Americans write the month first and count hours to twelve; so does English that says no country.
    let american = words.lang == "en"
        && (lang.eq_ignore_ascii_case("en")
            || ["-us", "-ph", "-pr"]
                .iter()
                .any(|region| lang.to_ascii_lowercase().ends_with(region)));
    let mut text = if american {
        [month, " ", &day, ", ", &year].concat()
    } else {
        [&day, " ", month, " ", &year].concat()
    };
    if let Some((hour, minute)) = date.time {
        text.push_str(", ");
        let shown = match hour {
            _ if !american => hour,
            0 => 12,
            13.. => hour - 12,
            _ => hour,
        };
        text.push_str(&shown.to_string());
        text.push(':');
        if minute < 10 {
            text.push('0');
        }
        text.push_str(&minute.to_string());
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
    use super::super::words;
    use super::*;

    #[test]
    fn dates_are_written_as_the_language_writes_them() {
        let day = Date {
            year: 2025,
            month: 4,
            day: 2,
            time: None,
            offset: None,
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
            assert_eq!(date(&moment, words(lang), lang), text);
        }
    }
}
