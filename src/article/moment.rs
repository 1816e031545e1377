//! Points in time, as RFC 3339 writes them, or plain dates.

use super::Text;
use crate::json::Reader;

/// A point in time as the author wrote it, and what it says where it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment<'a> {
    /// As written.
    pub text: Text<'a>,
    /// What it says; none if it is no date, and then the text is shown as it stands.
    pub date: Option<Date>,
}

/// A date, with the time of day where one is given, both in the zone they were written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Date {
    /// Year, 0 to 9999.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, from 1.
    pub day: u8,
    /// Hour (0 to 23) and minute.
    pub time: Option<(u8, u8)>,
    /// Minutes east of UTC.
    pub offset: Option<i16>,
}

impl<'a> Moment<'a> {
    /// The moment under `key`.
    pub(crate) fn field(reader: &Reader<'_, '_, 'a>, key: &str) -> Option<Self> {
        let text = reader.text(key)?;
        let date = Date::parse(&text);
        if date.is_none() {
            reader.field(key)?.warn(
                "bad-date",
                &["Expected a date such as \"2025-04-02\" or \"2025-04-02T09:30:00+02:00\"."],
            );
        }
        Some(Self { text, date })
    }
}

impl Date {
    /// Reads `2025-04-02`, or that with `T09:30`, seconds, fractions and an offset.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let mut bytes = text.trim().bytes();
        let mut date = Self {
            year: digits(&mut bytes, 4)?,
            month: (mark(&mut bytes, b"-")?, digits(&mut bytes, 2)?).1 as u8,
            day: (mark(&mut bytes, b"-")?, digits(&mut bytes, 2)?).1 as u8,
            time: None,
            offset: None,
        };
        let leap = date.year % 4 == 0 && (date.year % 100 != 0 || date.year % 400 == 0);
        let days = match date.month {
            2 => 28 + u8::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => return None,
        };
        if date.day == 0 || date.day > days {
            return None;
        }
        if bytes.len() == 0 {
            return Some(date);
        }
        mark(&mut bytes, b"Tt ")?;
        let hour = digits(&mut bytes, 2)?;
        mark(&mut bytes, b":")?;
        let minute = digits(&mut bytes, 2)?;
        if hour > 23 || minute > 59 {
            return None;
        }
        date.time = Some((hour as u8, minute as u8));
        let mut next = bytes.next();
        if next == Some(b':') {
            // RFC 3339 allows the leap second 60.
            if digits(&mut bytes, 2)? > 60 {
                return None;
            }
            next = bytes.next();
        }
        if next == Some(b'.') {
            next = bytes.find(|byte| !byte.is_ascii_digit());
        }
        date.offset = match next {
            None => return Some(date),
            Some(b'Z' | b'z') => Some(0),
            Some(sign @ (b'+' | b'-')) => {
                let hours = digits(&mut bytes, 2)?;
                if bytes.clone().next() == Some(b':') {
                    bytes.next();
                }
                let minutes = (hours * 60 + digits(&mut bytes, 2)?) as i16;
                Some(if sign == b'-' { -minutes } else { minutes })
            }
            Some(_) => return None,
        };
        (bytes.len() == 0).then_some(date)
    }
}

fn digits(bytes: &mut std::str::Bytes<'_>, count: usize) -> Option<u16> {
    let mut number = 0;
    for _ in 0..count {
        let byte = bytes.next().filter(u8::is_ascii_digit)?;
        number = number * 10 + u16::from(byte - b'0');
    }
    Some(number)
}

fn mark(bytes: &mut std::str::Bytes<'_>, wanted: &[u8]) -> Option<()> {
    bytes
        .next()
        .filter(|byte| wanted.contains(byte))
        .map(|_| ())
}

#[cfg(test)]
mod tests {
    use super::Date;

    #[test]
    fn dates_and_times_are_read_and_impossible_ones_refused() {
        let full = Date::parse("2025-04-02T09:30:15.250+02:00");
        assert_eq!(
            full,
            Some(Date {
                year: 2025,
                month: 4,
                day: 2,
                time: Some((9, 30)),
                offset: Some(120)
            })
        );
        for good in [
            "2024-02-29",
            "2025-04-02T09:30Z",
            "2025-04-02 09:30",
            "1999-12-31T23:59:60-05:30",
        ] {
            assert!(Date::parse(good).is_some(), "{good}");
        }
        for bad in [
            "2025-02-29",
            "2025-13-01",
            "2025-4-2",
            "yesterday",
            "2025-04-02T25:00",
            "2025-04-02T09:30+2",
            "",
            "2025-04-02x",
        ] {
            assert!(Date::parse(bad).is_none(), "{bad}");
        }
    }
}
