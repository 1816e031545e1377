//! The embed code that the platform hands out: a block quotation with the words, then a dash, the author and a link.
//!
//! Only text and link addresses are taken out of it; no HTML of it reaches the page, and a script in it is passed over.

use crate::article::Date;
use crate::json::{Builder, Json, Kind, Reader};
use alloc::borrow::ToOwned;
use alloc::string::String;

/// What stands next in the HTML.
enum Piece<'h> {
    /// Text, entities decoded.
    Text(String),
    /// A start tag: name in lower case, and what follows the name.
    Open(String, &'h str),
    /// An end tag's name in lower case.
    Close(String),
}

/// Cuts HTML into tags and text. Comments, declarations and the content of scripts and styles are passed over.
struct Pieces<'h> {
    rest: &'h str,
}

impl<'h> Iterator for Pieces<'h> {
    type Item = Piece<'h>;

    fn next(&mut self) -> Option<Piece<'h>> {
        loop {
            if self.rest.is_empty() {
                return None;
            }
            let Some(tag) = self.rest.strip_prefix('<') else {
                let end = self.rest.find('<').unwrap_or(self.rest.len());
                return Some(self.text(end));
            };
            if let Some(comment) = tag.strip_prefix("!--") {
                self.rest = split(comment, "-->").map_or("", |(_, behind)| behind);
                continue;
            }
            let named = tag.trim_start_matches('/');
            if !named.starts_with(|letter: char| letter.is_ascii_alphabetic()) {
                if named.starts_with(['!', '?']) || tag.starts_with('/') {
                    self.rest = tag.split_once('>').map_or("", |(_, behind)| behind);
                    continue;
                }
                // A lone angle bracket is text.
                let end = tag.find('<').map_or(self.rest.len(), |next| next + 1);
                return Some(self.text(end));
            }
            let closing = tag.starts_with('/');
            let name_end = named
                .find(|letter: char| letter.is_ascii_whitespace() || matches!(letter, '>' | '/'))
                .unwrap_or(named.len());
            let (name, behind) = named.split_at_checked(name_end).unwrap_or_default();
            let name = name.to_ascii_lowercase();
            let (attributes, rest) = behind.split_at_checked(tag_end(behind)).unwrap_or_default();
            self.rest = rest.strip_prefix('>').unwrap_or(rest);
            if matches!(name.as_str(), "script" | "style") && !closing {
                // Whatever it holds, up to the next end tag of any kind that names it.
                while let Some((_, behind)) = split(self.rest, "</") {
                    self.rest = behind;
                    if behind
                        .get(..name.len())
                        .is_some_and(|found| found.eq_ignore_ascii_case(&name))
                    {
                        break;
                    }
                }
                let (_, behind) = self.rest.split_once('>').unwrap_or_default();
                self.rest = behind;
                continue;
            }
            return Some(if closing {
                Piece::Close(name)
            } else {
                Piece::Open(name, attributes)
            });
        }
    }
}

impl<'h> Pieces<'h> {
    fn text(&mut self, end: usize) -> Piece<'h> {
        let (text, rest) = self.rest.split_at_checked(end).unwrap_or_default();
        self.rest = rest;
        Piece::Text(decode(text))
    }
}

/// Where a tag ends, quoted attribute values passed over.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (index, byte) in text.bytes().enumerate() {
        match (quote, byte) {
            (None, b'>') => return index,
            (None, b'"' | b'\'') => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            _ => {}
        }
    }
    text.len()
}

/// What stands before and behind a word. The standard library's search is larger than this whole file.
fn split<'h>(text: &'h str, word: &str) -> Option<(&'h str, &'h str)> {
    let mut windows = text.as_bytes().windows(word.len());
    let at = windows.position(|window| window == word.as_bytes())?;
    Some((text.get(..at)?, text.get(at + word.len()..)?))
}

/// The value of an attribute, entities decoded.
fn attribute(attributes: &str, wanted: &str) -> Option<String> {
    let mut rest = attributes;
    loop {
        rest =
            rest.trim_start_matches(|letter: char| letter.is_ascii_whitespace() || letter == '/');
        if rest.is_empty() {
            return None;
        }
        let name_end = rest
            .find(|letter: char| letter.is_ascii_whitespace() || letter == '=')
            .unwrap_or(rest.len());
        let (name, behind) = rest.split_at_checked(name_end).unwrap_or_default();
        let behind = behind.trim_start();
        let Some(value) = behind.strip_prefix('=') else {
            rest = if name.is_empty() {
                behind.get(1..).unwrap_or_default()
            } else {
                behind
            };
            continue;
        };
        let value = value.trim_start();
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = value.get(1..).unwrap_or_default();
                inner.split_once(quote).unwrap_or((inner, ""))
            }
            _ => value
                .split_once(|letter: char| letter.is_ascii_whitespace())
                .unwrap_or((value, "")),
        };
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode(value));
        }
        rest = after;
    }
}

/// Decodes the entities that embed codes hold; others stay as they are written.
pub(super) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once('&') {
        decoded.push_str(before);
        let found = behind
            .split_once(';')
            .filter(|(name, _)| name.len() <= 8)
            .and_then(|(name, after)| Some((entity(name)?, after)));
        match found {
            Some((letter, after)) => {
                decoded.push(letter);
                rest = after;
            }
            None => {
                decoded.push('&');
                rest = behind;
            }
        }
    }
    decoded.push_str(rest);
    decoded
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).map(|letter| match letter {
            '\0' => '\u{fffd}',
            '\r' => '\n',
            other => other,
        });
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "mdash" => '—',
        "ndash" => '–',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => return None,
    })
}

/// The post in an embed code, in our own form; none if it holds neither words nor a link to a post.
pub(super) fn retell(html: &str) -> Option<Json<'static>> {
    let mut post = Builder::new("$");
    let mut tail = String::new();
    // The last link outside the words, and what it reads: the post's own page, and the date.
    let (mut page, mut label, mut lang) = (String::new(), String::new(), String::new());
    let mut href: Option<String> = None;
    // Words are kept until it is known where they lead.
    let (mut run, mut words, mut paragraphs) = (String::new(), false, false);
    post.open(Kind::Object);
    post.key("text");
    post.open(Kind::List);
    for piece in (Pieces { rest: html }) {
        match piece {
            Piece::Open(name, attributes) => match name.as_str() {
                "p" => {
                    run.push_str(if paragraphs { "\n" } else { "" });
                    (words, paragraphs) = (true, true);
                    if lang.is_empty() {
                        lang = attribute(attributes, "lang").unwrap_or_default();
                    }
                }
                "br" => run.push_str(if words { "\n" } else { "" }),
                "a" => {
                    href = attribute(attributes, "href");
                    if words {
                        end_run(&mut post, &mut run, None);
                    } else {
                        page = href.clone().unwrap_or_default();
                        label.clear();
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "p" => words = false,
                "a" => {
                    end_run(&mut post, &mut run, href.take());
                }
                "blockquote" => break,
                _ => {}
            },
            Piece::Text(text) if words => run.push_str(&text),
            Piece::Text(text) if href.is_some() => label.push_str(&text),
            Piece::Text(text) => tail.push_str(&text),
        }
    }
    if !paragraphs {
        // As some site generators leave it, without any paragraph: all of it is words.
        run = [tail.as_str(), " ", &label].concat();
        tail.clear();
        label.clear();
    }
    run.truncate(run.trim_end().len());
    end_run(&mut post, &mut run, href);
    post.close();
    if !matches!(lang.as_str(), "und" | "zxx" | "qme") {
        post.field("lang", &lang);
    }
    let (mut handle, id) = parts(&page).unwrap_or_default();
    if handle == "i/web" {
        handle = "";
    }
    post.field("id", id);
    let date = posted(id).or_else(|| english(label.trim()));
    let created = date.map_or_else(|| label.trim().to_owned(), Date::to_utc_text);
    post.field("created", &created);
    let name = tail.trim().trim_start_matches(['—', '–', '-']).trim();
    let (name, own_handle) = match name.rfind('(') {
        Some(at) => (
            name.get(..at).unwrap_or_default(),
            name.get(at..).unwrap_or_default(),
        ),
        None => (name, ""),
    };
    let own_handle = own_handle.trim_matches(['(', ')', '@', ' ']);
    post.key("author");
    post.open(Kind::Object);
    post.field("name", name.trim());
    post.field(
        "handle",
        if own_handle.is_empty() {
            handle
        } else {
            own_handle
        },
    );
    post.close();
    post.close();
    let post = post.finish();
    let told = Reader::root(&post);
    (told.said("text").is_some() || told.field("id").is_some()).then_some(post)
}

/// Adds the words so far as a span.
fn end_run(post: &mut Builder, run: &mut String, href: Option<String>) {
    if !run.is_empty() {
        post.open(Kind::Object);
        post.field("text", run);
        post.field("href", href.as_deref().unwrap_or_default());
        post.close();
        run.clear();
    }
}

/// Handle and number of a post's address: `…/handle/status/1`, `…/statuses/1`, `…/i/web/status/1`.
fn parts(href: &str) -> Option<(&str, &str)> {
    let path = href.split(['?', '#']).next()?;
    let (before, behind) = split(path, "/status/").or_else(|| split(path, "/statuses/"))?;
    let id = behind.split('/').next()?;
    let handle = before.rsplit('/').next()?;
    let handle = if handle == "web" { "i/web" } else { handle };
    (!id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())).then_some((handle, id))
}

/// When a post was made, in UTC, from its number: since November 2010 it holds the milliseconds.
fn posted(id: &str) -> Option<Date> {
    let id: u64 = id.parse().ok()?;
    // Smaller ones are older than that scheme.
    if id < 30_000_000_000 {
        return None;
    }
    let seconds = ((id >> 22) + 1_288_834_974_657) / 1000;
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    // Howard Hinnant's civil_from_days, for dates after 1970.
    let shifted = days + 719_468;
    let era_day = shifted % 146_097;
    let era_year = (era_day - era_day / 1460 + era_day / 36_524 - era_day / 146_096) / 365;
    let year_day = era_day - (365 * era_year + era_year / 4 - era_year / 100);
    let month = (5 * year_day + 2) / 153;
    let day = year_day - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = shifted / 146_097 * 400 + era_year + u64::from(month < 3);
    Some(Date {
        year: year as u32,
        month: month as u32,
        day: day as u32,
        time: Some(((second / 3600) as u32, (second / 60 % 60) as u32)),
    })
}

/// `April 2, 2025`
fn english(text: &str) -> Option<Date> {
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
    let (month, rest) = text.split_once(' ')?;
    let (day, year) = rest.split_once(',')?;
    Some(Date {
        year: year.trim().parse().ok()?,
        month: MONTHS.iter().position(|name| *name == month)? as u32 + 1,
        day: day.parse().ok().filter(|day| (1..=31).contains(day))?,
        time: None,
    })
}
