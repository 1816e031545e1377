//! Formats numbers and dates by the format lines of a language. What each line holds: `www/src/format-lines.js`.

use super::generated::FormatLine;
use super::{Locale, MessageId};
use crate::article::DateTime;
use crate::json::digits;
use crate::scan::{split, split_once};

impl<'d> Locale<'d> {
    fn line(&self, line: FormatLine) -> &'d str {
        self.format.get(line as usize).copied().unwrap_or_default()
    }

    /// Replaces ASCII digits by those of the language.
    fn localize_digits(&self, text: &str) -> String {
        let own = self.line(FormatLine::Digits);
        // All ten are of one script, and so of one width.
        let width = own.len() / 10;
        let mut shown = String::new();
        for letter in text.chars() {
            match letter.to_digit(10).map(|digit| digit as usize * width) {
                Some(at) if width > 0 => {
                    shown.push_str(own.get(at..at + width).unwrap_or_default());
                }
                _ => shown.push(letter),
            }
        }
        shown
    }

    /// A whole number.
    pub(crate) fn number(&self, value: u32) -> String {
        let least = usize::from(self.line(FormatLine::MinimumGrouping) == "2");
        self.localize_digits(&self.grouped(&digits(value), 3 + least))
    }

    /// A number as JSON writes it. One with a power of ten stays as it is, and so do four digits, which may be a year.
    pub(crate) fn decimal(&self, raw: &str) -> String {
        let unsigned = raw.strip_prefix('-').unwrap_or(raw);
        let (whole, part) = split_once(unsigned, b".").unwrap_or((unsigned, ""));
        let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        if !plain(whole) || !plain(part) || self.format.is_empty() {
            return raw.into();
        }
        let mut text = String::from(raw.get(..raw.len() - unsigned.len()).unwrap_or_default());
        text.push_str(&self.grouped(whole, if part.is_empty() { 4 } else { 3 }));
        if !part.is_empty() {
            text.extend([self.line(FormatLine::Decimal), part]);
        }
        self.localize_digits(&text)
    }

    /// Parts the thousands of more than so many digits.
    fn grouped(&self, plain: &str, most: usize) -> String {
        let mut text = String::new();
        for (index, digit) in plain.chars().enumerate() {
            if index > 0 && (plain.len() - index).is_multiple_of(3) && plain.len() > most {
                text.push_str(self.line(FormatLine::Group));
            }
            text.push(digit);
        }
        text
    }

    /// A compact count: exact up to ten thousand, then three digits.
    fn compact(&self, value: u32) -> String {
        let power = digits(value).len() as u32 - 1;
        let mut unit = None;
        for piece in split(self.line(FormatLine::Units), b"\t") {
            let exponent = piece.chars().next().and_then(|digit| digit.to_digit(10));
            let exponent = exponent.filter(|exponent| *exponent <= power);
            unit = exponent.zip(piece.get(1..)).or(unit);
        }
        let Some((exponent, letters)) = unit.filter(|_| value >= 10_000) else {
            return self.number(value);
        };
        // Truncated, not rounded: 999,999 isn't a million.
        let tenths = value / 10u32.pow(exponent - 1);
        let mut text = digits(tenths / 10);
        if tenths < 1000 && !tenths.is_multiple_of(10) {
            text.push_str(self.line(FormatLine::Decimal));
            text.push_str(&digits(tenths % 10));
        }
        text.push_str(letters);
        self.localize_digits(&text)
    }

    /// What is between the items of a list, but before the last.
    pub(crate) fn comma(&self) -> &'d str {
        self.between(1).unwrap_or(", ")
    }

    /// What precedes the last item of a list, if that is known.
    pub(crate) fn joint(&self) -> Option<&'d str> {
        self.between(2)
    }

    fn between(&self, place: usize) -> Option<&'d str> {
        split(self.line(FormatLine::List), b"#").get(place).copied()
    }

    /// A share of a hundred.
    pub(crate) fn percent(&self, value: u32) -> String {
        let pattern = self.line(FormatLine::Percent);
        interpolate(
            if pattern.is_empty() { "#%" } else { pattern },
            &self.number(value),
        )
    }

    /// A count with its noun.
    pub(crate) fn count(&self, value: u32, noun: MessageId) -> String {
        // A compact number takes the plural of a round one.
        let near = match value {
            0..200 => value,
            200..10_000 => 100 + value % 100,
            _ => 100,
        };
        let plurals = self.line(FormatLine::Plurals).as_bytes();
        let plural = match plurals.get(near as usize) {
            Some(plural) => usize::from(plural & 15),
            // English, or no plural rules known.
            None => usize::from(value != 1),
        };
        let forms = split(self.get(noun), b"|");
        let form = forms.get(plural).or(forms.last()).copied();
        interpolate(form.unwrap_or("#"), &self.compact(value))
    }

    /// The date, with the time if there is one.
    pub(crate) fn date(&self, date: DateTime) -> String {
        let january = if date.time.is_some() {
            FormatLine::Times
        } else {
            FormatLine::Dates
        };
        let place = (date.month as usize + january as usize).saturating_sub(1);
        let Some(pattern) = self.format.get(place) else {
            let text = date.to_rfc3339();
            let plain = text.chars().filter(|letter| *letter != 'Z');
            return plain
                .map(|letter| if letter == 'T' { ' ' } else { letter })
                .collect();
        };
        let (hour, minute) = date.time.unwrap_or_default();
        let clock = self.line(FormatLine::Clock);
        let shown = match clock.get(..2) {
            Some("12") => (hour + 11) % 12 + 1,
            Some("11") => hour % 12,
            Some("24") => (hour + 23) % 24 + 1,
            _ => hour,
        };
        let two = |number: u32, pad: bool| {
            [if pad && number < 10 { "0" } else { "" }, &digits(number)].concat()
        };
        let mut text = String::new();
        for letter in pattern.chars() {
            match letter {
                '¹' => text.push_str(&digits(date.day)),
                '²' => text.push_str(&digits(date.year)),
                '³' => text.push_str(&two(shown, clock.ends_with('2') && clock.len() > 2)),
                '⁴' => text.push_str(&two(minute, true)),
                '⁵' => text.push_str(self.line(if hour < 12 {
                    FormatLine::Am
                } else {
                    FormatLine::Pm
                })),
                other => text.push(other),
            }
        }
        self.localize_digits(&text)
    }
}

fn interpolate(pattern: &str, number: &str) -> String {
    let (start, end) = crate::scan::split_once(pattern, b"#").unwrap_or(("", pattern));
    [start, number, end].concat()
}
