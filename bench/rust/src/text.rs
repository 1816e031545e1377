//! What is worked out from the article's text; the JavaScript contestants do the same in `contestants/reading.js`.

use std::collections::HashMap;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// "March 14, 2026 at 9:26 AM"
pub fn moment(iso: &str) -> String {
    let number = |from: usize, to: usize| iso[from..to].parse::<usize>().unwrap_or(1);
    let (hour, month) = (number(11, 13), MONTHS[number(5, 7) - 1]);
    let twelfth = if hour % 12 == 0 { 12 } else { hour % 12 };
    let half = if hour < 12 { "AM" } else { "PM" };
    let (day, year, minute) = (number(8, 10), &iso[..4], &iso[14..16]);
    format!("{month} {day}, {year} at {twelfth}:{minute}\u{202f}{half}")
}

/// "12,345 likes"
pub fn count(number: u32, one: &str, many: &str) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index) % 3 == 0 {
            text.push(',');
        }
        text.push(digit);
    }
    format!("{text}\u{a0}{}", if number == 1 { one } else { many })
}

/// An address that may be a link or a picture.
pub fn safe(url: &str) -> Option<String> {
    let scheme = ["https:", "http:", "mailto:"].iter().any(|scheme| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    });
    (scheme || url.starts_with(['/', '#', '?'])).then(|| url.to_owned())
}

/// The first letters of the first and the last name.
pub fn initials(name: &str) -> String {
    let last = name.rsplit(' ').next().unwrap_or_default();
    name.chars().take(1).chain(last.chars().take(1)).collect()
}

pub fn direction(lang: &str) -> &'static str {
    if lang == "ar" { "rtl" } else { "ltr" }
}

/// Gives each caption an id that no other has.
#[derive(Default)]
pub struct Minter(HashMap<String, u32>);

impl Minter {
    pub fn mint(&mut self, caption: &str) -> String {
        let mut id = String::from("article-");
        let mut parted = true;
        for letter in caption.chars().flat_map(char::to_lowercase) {
            if letter.is_alphanumeric() {
                id.push(letter);
                parted = false;
            } else if !parted {
                id.push('-');
                parted = true;
            }
        }
        id.push_str("--caption");
        let times = self.0.entry(id.clone()).or_default();
        *times += 1;
        if *times > 1 {
            format!("{id}-{times}")
        } else {
            id
        }
    }
}

pub fn words(text: &str) -> u32 {
    let mut blank = true;
    let mut count = 0;
    for letter in text.chars() {
        let space = matches!(letter, ' ' | '\n' | '\u{a0}');
        count += u32::from(blank && !space);
        blank = space;
    }
    count
}

/// How long it takes to read, at 228 words a minute; nothing for a note.
pub fn minutes(words: u32) -> Option<String> {
    (words >= 100).then(|| format!("{}\u{a0}min read", ((words + 114) / 228).max(1)))
}

pub fn is_number(text: &str) -> bool {
    let fits = |letter: char| {
        letter.is_ascii_digit() || letter.is_whitespace() || ".,+-−–%€$£".contains(letter)
    };
    text.bytes().any(|byte| byte.is_ascii_digit()) && text.chars().all(fits)
}

/// A part of a post's text, and where it leads.
pub struct Linked<'t> {
    pub text: &'t str,
    pub href: Option<String>,
}

pub fn linked(text: &str) -> Vec<Linked<'_>> {
    let mut found = Vec::new();
    let (mut from, mut at) = (0, 0);
    while let Some(letter) = text[at..].chars().next() {
        let rest = &text[at..];
        let length = match letter {
            '@' => {
                1 + rest[1..]
                    .bytes()
                    .take(15)
                    .take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
                    .count()
            }
            '#' => {
                1 + rest[1..]
                    .chars()
                    .take_while(|c| c.is_alphanumeric() || *c == '_')
                    .map(char::len_utf8)
                    .sum::<usize>()
            }
            'h' if rest.starts_with("https://") || rest.starts_with("http://") => {
                rest.find(char::is_whitespace).unwrap_or(rest.len())
            }
            _ => 0,
        };
        if length < 2 {
            at += letter.len_utf8();
            continue;
        }
        if from < at {
            found.push(Linked {
                text: &text[from..at],
                href: None,
            });
        }
        let piece = &rest[..length];
        let href = match letter {
            '@' => format!("https://x.com/{}", &piece[1..]),
            '#' => format!("https://x.com/hashtag/{}", &piece[1..]),
            _ => piece.to_owned(),
        };
        found.push(Linked {
            text: piece,
            href: Some(href),
        });
        at += length;
        from = at;
    }
    if from < text.len() {
        found.push(Linked {
            text: &text[from..],
            href: None,
        });
    }
    found
}
