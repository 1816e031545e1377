//! Dates of other formats in RFC 3339 form.

use crate::article::DateTime;

/// A date or date and time in RFC 3339 form, from that, from the basic form of ISO 8601 (`20151210T191044Z`), from `2015-12-10 19:10:44 +0100`,
/// or from that of mail (`Thu, 10 Dec 2015 19:10:44 +0000`).
pub(crate) fn normalized(text: &str) -> Option<String> {
    let text = text.trim();
    let found = if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
        mail(text)?
    } else {
        iso(text)?
    };
    DateTime::parse(&found).map(|_| found)
}

fn iso(text: &str) -> Option<String> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (mut date, mut rest) = if digits >= 8 {
        let date = [text.get(..4)?, text.get(4..6)?, text.get(6..8)?].join("-");
        (date, text.get(8..)?.to_owned())
    } else {
        (text.get(..10)?.to_owned(), text.get(10..)?.to_owned())
    };
    if rest.trim().is_empty() {
        return Some(date);
    }
    rest = rest.trim_start_matches(['T', 't', ' ']).replace(' ', "");
    let end = rest.find(['Z', 'z', '+', '-']).unwrap_or(rest.len());
    let (clock, zone) = rest.split_at_checked(end)?;
    date.push('T');
    date.push_str(&clock_of(clock)?);
    date.push_str(&zone_of(zone)?);
    Some(date)
}

fn clock_of(clock: &str) -> Option<String> {
    if clock.contains(':') {
        return Some(clock.to_owned());
    }
    let mut parts = vec![clock.get(..2)?, clock.get(2..4)?];
    parts.extend(clock.get(4..6));
    Some(parts.join(":"))
}

fn zone_of(zone: &str) -> Option<String> {
    let bare = zone.replace(':', "");
    match bare.len() {
        0 => Some(String::new()),
        1 => Some("Z".to_owned()),
        3 => Some([bare.as_str(), ":00"].concat()),
        _ => Some([bare.get(..3)?, ":", bare.get(3..5)?].concat()),
    }
}

fn mail(text: &str) -> Option<String> {
    const MONTHS: [&str; 12] = [
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
    ];
    let (_, rest) = text.split_once(',')?;
    let mut words = rest.split_whitespace();
    let day: u32 = words.next()?.parse().ok()?;
    let month = words.next()?.get(..3)?.to_ascii_lowercase();
    let month = MONTHS.iter().position(|known| *known == month)? + 1;
    let year: u32 = words.next()?.parse().ok()?;
    let clock = words.next()?;
    let zone = match words.next().unwrap_or("Z") {
        "GMT" | "UT" | "UTC" | "Z" => "Z".to_owned(),
        zone => zone_of(zone)?,
    };
    Some(format!("{year:04}-{month:02}-{day:02}T{clock}{zone}"))
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_forms_become_rfc_3339() {
        for (text, wanted) in [
            ("2015-12-10", Some("2015-12-10")),
            ("2015-12-10T19:10:44Z", Some("2015-12-10T19:10:44Z")),
            (
                "2015-12-10 19:10:44 +0100",
                Some("2015-12-10T19:10:44+01:00"),
            ),
            ("2015-12-10 19:10", Some("2015-12-10T19:10")),
            ("20151210T191044Z", Some("2015-12-10T19:10:44Z")),
            ("20020225T143000-0500", Some("2002-02-25T14:30:00-05:00")),
            ("20151210", Some("2015-12-10")),
            (
                "Thu, 10 Dec 2015 19:10:44 +0000",
                Some("2015-12-10T19:10:44+00:00"),
            ),
            ("2015-13-10", None),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(normalized(text).as_deref(), wanted, "{text}");
        }
    }
}
