//! Dates as people write them.

use crate::article::DateTime;
use crate::scan::lowercase;

/// The months in the languages of the interface, in the form in which they stand in a date.
const MONTHS: [&str; 12] = [
    "january januar janvier enero gennaio janeiro januari stycznia يناير ژانویه ינואר gen jan ene sty",
    "february februar février febrero febbraio fevereiro februari lutego فبراير فوریه פברואר feb fév lut",
    "march märz mars marzo março maart marca مارس מרץ mar mär mrt mrz",
    "april avril abril aprile kwietnia أبريل آوریل אפריל apr avr abr kwi",
    "may mai mayo maggio maio mei maja مايو مه מאי mag maj",
    "june juni juin junio giugno junho czerwca يونيو ژوئن יוני jun giu cze",
    "july juli juillet julio luglio julho lipca يوليو ژوئیه יולי jul juil lug lip",
    "august août agosto augustus sierpnia أغسطس اوت אוגוסט aug aoû ago sie",
    "september septembre septiembre settembre setembro września سبتمبر سپتامبر ספטמבר sep sept set wrz",
    "october oktober octobre octubre ottobre outubro października أكتوبر اکتبر אוקטובר oct okt ott out paź",
    "november novembre noviembre novembro listopada نوفمبر نوامبر נובמבר nov lis",
    "december dezember décembre diciembre dicembre dezembro grudnia ديسمبر دسامبر דצמבר dec dez déc dic gru",
];

/// A date found in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    /// In RFC 3339 form, with the time of day if there is one.
    pub(crate) date: String,
    /// How many words of the text belong to no date.
    pub(crate) other_words: usize,
}

/// The one date in a line such as `2 April 2025, 10:30`; `None` if there is none, or it isn't clear which one.
pub(crate) fn find(text: &str) -> Option<Found> {
    let (mut year, mut month, mut day, mut time) = (None, None, None, None);
    let mut other_words = 0;
    let spaced = text
        .replace(['年', '月'], "-")
        .replace('日', " ")
        .replace([',', '(', ')', '·', '•', '|'], " ");
    for word in spaced.split_whitespace() {
        if let Some(whole) = numeric(word) {
            (year, month, day) = (Some(whole.0), Some(whole.1), Some(whole.2));
            continue;
        }
        if let Some(found) = clock(word) {
            time = Some(found);
            continue;
        }
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if let (Some((hour, _)), Some(half)) = (&mut time, half_of_day(bare)) {
            *hour = *hour % 12 + half;
            continue;
        }
        let mut number = bare;
        for end in ["st", "nd", "rd", "th", "º"] {
            number = number.strip_suffix(end).unwrap_or(number);
        }
        match number.parse::<u32>() {
            Ok(number @ 1900..=2100) if year.is_none() => year = Some(number),
            Ok(number @ 1..=31) if day.is_none() => day = Some(number),
            _ => match named_month(bare) {
                Some(found) if month.is_none() => month = Some(found),
                _ if matches!(
                    lowercase(bare).as_str(),
                    "" | "de" | "del" | "le" | "am" | "pm" | "uhr" | "at" | "om" | "alle" | "à"
                ) => {}
                _ => other_words += 1,
            },
        }
    }
    let date = format!("{:04}-{:02}-{:02}", year?, month?, day?);
    let date = match time {
        Some((hour, minute)) => format!("{date}T{hour:02}:{minute:02}"),
        None => date,
    };
    DateTime::parse(&date)?;
    Some(Found { date, other_words })
}

fn named_month(word: &str) -> Option<u32> {
    let word = lowercase(word);
    let at = MONTHS
        .iter()
        .position(|names| names.split(' ').any(|name| name == word))?;
    Some(at as u32 + 1)
}

/// `2025-04-02`, `02.04.2025` or `02/04/2025`: the day first.
fn numeric(word: &str) -> Option<(u32, u32, u32)> {
    let word = word.trim_end_matches(['.', '-']);
    let parts: Vec<&str> = word.split(['.', '/', '-']).collect();
    let [first, second, third] = parts.as_slice() else {
        return None;
    };
    let numbers = (
        first.parse().ok()?,
        second.parse().ok()?,
        third.parse().ok()?,
    );
    let (year, month, day) = if first.len() == 4 {
        numbers
    } else if third.len() == 4 {
        (numbers.2, numbers.1, numbers.0)
    } else {
        return None;
    };
    ((1900..=2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day))
        .then_some((year, month, day))
}

/// `10:30`, `10.30` or `10h30`, also with `pm` behind it; seconds are dropped.
fn clock(word: &str) -> Option<(u32, u32)> {
    let (hour, rest) = word.split_once([':', 'h', '.'])?;
    let (minute, rest) = rest.split_at_checked(2)?;
    // What has a point may be any number.
    if word.contains('.') && !word.contains(':') && !(rest.is_empty() && hour.len() == 2) {
        return None;
    }
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = half_of_day(rest).map_or(hour, |half| hour % 12 + half);
    (hour < 24 && minute < 60).then_some((hour, minute))
}

/// The hours before the half of the day that `am` and `pm` stand for.
fn half_of_day(word: &str) -> Option<u32> {
    match lowercase(word).as_str() {
        "am" | "a.m" | "a.m." => Some(0),
        "pm" | "p.m" | "p.m." => Some(12),
        _ => None,
    }
}
