//! Dates in RFC 3339 format, with or without a time.

use crate::json::digits;

/// A date, with the time of day where one is given, both in the zone they were written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct DateTime {
    pub(crate) year: u32,
    /// 1 to 12.
    pub(crate) month: u32,
    /// From 1.
    pub(crate) day: u32,
    /// Hour (0 to 23) and minute.
    pub(crate) time: Option<(u32, u32)>,
    /// How many minutes the zone is ahead of UTC, if that is given.
    pub(crate) zone: Option<i32>,
}

impl DateTime {
    /// Reads `2025-04-02`, or that with `T09:30`, seconds, fractions and an offset.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is = |at: usize, wanted: &[u8]| bytes.get(at).is_some_and(|byte| wanted.contains(byte));
        let date = Self {
            year: number(bytes, 0, 4)?,
            month: number(bytes, 5, 2)?,
            day: number(bytes, 8, 2)?,
            time: None,
            zone: None,
        };
        let days = Self::days_in_month(date.year, date.month);
        if !is(4, b"-") || !is(7, b"-") || date.day == 0 || date.day > days {
            return None;
        }
        if bytes.len() == 10 {
            return Some(date);
        }
        let (hour, minute) = (number(bytes, 11, 2)?, number(bytes, 14, 2)?);
        if !is(10, b"Tt ") || !is(13, b":") || hour > 23 || minute > 59 {
            return None;
        }
        let mut at = 16;
        if is(at, b":") {
            // RFC 3339 allows the leap second 60.
            number(bytes, 17, 2).filter(|second| *second <= 60)?;
            at = 19;
            if is(at, b".") {
                at += 1;
                while is(at, b"0123456789") {
                    at += 1;
                }
            }
        }
        let mut zone = None;
        let zone_ends = if is(at, b"Zz") {
            zone = Some(0);
            at + 1
        } else if is(at, b"+-") {
            let sign = if is(at, b"-") { -1 } else { 1 };
            let hours = number(bytes, at + 1, 2)?;
            at += if is(at + 3, b":") { 4 } else { 3 };
            zone = Some(sign * (hours * 60 + number(bytes, at, 2)?) as i32);
            at + 2
        } else {
            at
        };
        (bytes.len() == zone_ends).then_some(Self {
            time: Some((hour, minute)),
            zone,
            ..date
        })
    }
}

impl DateTime {
    /// Number of days in a month; 0 if there is no such month.
    pub(crate) fn days_in_month(year: u32, month: u32) -> u32 {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        match month {
            2 => 28 + u32::from(leap),
            4 | 6 | 9 | 11 => 30,
            1..=12 => 31,
            _ => 0,
        }
    }

    /// Minutes on a line of time on which every month has 32 days: later is more, and that is all it is for.
    pub(crate) fn sort_key(self) -> i64 {
        let (hour, minute) = self.time.unwrap_or_default();
        let days = (self.year * 12 + self.month) * 32 + self.day;
        i64::from(days) * 1440 + i64::from(hour * 60 + minute)
            - i64::from(self.zone.unwrap_or_default())
    }

    /// The same instant in another zone; itself where its own isn't known.
    pub(crate) fn in_zone(mut self, zone: i32) -> Self {
        let (Some(own), Some((hour, minute))) = (self.zone, self.time) else {
            return self;
        };
        let mut minutes = (hour * 60 + minute) as i32 + zone - own;
        while minutes < 0 {
            minutes += 1440;
            self.day -= 1;
            if self.day == 0 {
                self.month -= 1;
                if self.month == 0 {
                    self.month = 12;
                    self.year = self.year.saturating_sub(1);
                }
                self.day = Self::days_in_month(self.year, self.month);
            }
        }
        while minutes >= 1440 {
            minutes -= 1440;
            self.day += 1;
            if self.day > Self::days_in_month(self.year, self.month) {
                self.day = 1;
                self.month += 1;
                if self.month > 12 {
                    self.month = 1;
                    self.year += 1;
                }
            }
        }
        self.time = Some((minutes as u32 / 60, minutes as u32 % 60));
        self.zone = Some(zone);
        self
    }

    /// In RFC 3339 format; the time is in UTC.
    pub(crate) fn to_rfc3339(self) -> String {
        let mut text = String::new();
        let two = |number: u32| [if number < 10 { "0" } else { "" }, &digits(number)].concat();
        text.extend([
            &digits(self.year),
            "-",
            &two(self.month),
            "-",
            &two(self.day),
        ]);
        if let Some((hour, minute)) = self.time {
            text.extend(["T", &two(hour), ":", &two(minute), "Z"]);
        }
        text
    }
}

fn number(bytes: &[u8], at: usize, count: usize) -> Option<u32> {
    let mut number = 0;
    for byte in bytes.get(at..at + count)? {
        if !byte.is_ascii_digit() {
            return None;
        }
        number = number * 10 + u32::from(byte - b'0');
    }
    Some(number)
}

#[cfg(test)]
mod tests {
    use super::DateTime;

    #[test]
    fn dates_and_times_are_read_and_impossible_ones_refused() {
        let full = DateTime {
            year: 2025,
            month: 4,
            day: 2,
            time: Some((9, 30)),
            zone: Some(120),
        };
        assert_eq!(DateTime::parse("2025-04-02T09:30:15.250+02:00"), Some(full));
        for good in [
            "2024-02-29",
            "2025-04-02T09:30Z",
            "2025-04-02T09:30+0200",
            "2025-04-02 09:30",
            "1999-12-31T23:59:60-05:30",
        ] {
            assert!(DateTime::parse(good).is_some(), "{good}");
        }
        for bad in [
            "2025-02-29",
            "2025-13-01",
            "2025-04-00",
            "2025-4-2",
            "yesterday",
            "2025-04-02T25:00",
            "2025-04-02T09:30+2",
            "",
            "2025-04-02x",
            "2025-04-02T09:30:99Z",
            "2025-04-02T09:30:00Zx",
        ] {
            assert!(DateTime::parse(bad).is_none(), "{bad}");
        }
    }
    #[test]
    fn what_is_later_is_more_in_any_zone() {
        let order = |text| DateTime::parse(text).map(DateTime::sort_key);
        let times = [
            "2024-12-31",
            "2024-12-31T23:30:00-01:00",
            "2025-01-01T00:31Z",
            "2025-01-01T02:00:00+01:00",
            "2025-02-01",
        ];
        let orders = times.map(order);
        assert!(orders.is_sorted(), "{orders:?}");
        assert_eq!(
            order("2025-04-02T09:30:00+02:00"),
            order("2025-04-02T02:30-05:00")
        );
    }
}
