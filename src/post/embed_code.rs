//! The embed code that the platform hands out: a block quotation with the words, then a dash, the author and a link.
//!
//! Only text and link addresses are taken out of it; no HTML of it reaches the page, and a script in it is passed over.

use std::borrow::Cow;

use super::{Author, Post, permalink};
use crate::address::Address;
use crate::article::{Date, Inline, Moment, Span, Text};

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
                self.rest = comment.split_once("-->").map_or("", |(_, behind)| behind);
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
            let (name, behind) = named.split_at(name_end);
            let name = name.to_ascii_lowercase();
            let (attributes, rest) = behind.split_at(tag_end(behind));
            self.rest = rest.strip_prefix('>').unwrap_or(rest);
            if matches!(name.as_str(), "script" | "style") && !closing {
                let end = find_close(self.rest, &name);
                self.rest = self.rest.get(end..).unwrap_or_default();
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
        let (text, rest) = self.rest.split_at(end);
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

fn find_close(text: &str, name: &str) -> usize {
    text.match_indices("</")
        .find(|(index, _)| {
            text.get(index + 2..index + 2 + name.len())
                .is_some_and(|found| found.eq_ignore_ascii_case(name))
        })
        .map_or(text.len(), |(index, _)| index)
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
        let (name, behind) = rest.split_at(name_end);
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
            _ => value.split_at(
                value
                    .find(|letter: char| letter.is_ascii_whitespace())
                    .unwrap_or(value.len()),
            ),
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

/// The post in an embed code; none if it holds neither words nor a link to a post.
pub(super) fn post<'a>(html: &str) -> Option<Post<'a>> {
    let mut spans: Vec<Span<'a>> = Vec::new();
    let mut post = Post::default();
    let mut tail = String::new();
    let mut last_link: Option<(String, String)> = None;
    let mut href: Option<String> = None;
    let has_paragraph = html.contains("<p") || html.contains("<P");
    // Without any paragraph, as some site generators leave it, all that is not the author's line counts as words.
    let mut words = false;
    let mut seen = false;
    for piece in (Pieces { rest: html }) {
        match piece {
            Piece::Open(name, attributes) => match name.as_str() {
                "p" => {
                    if seen {
                        push(&mut spans, "\n".to_owned(), None);
                    }
                    words = true;
                    seen = true;
                    post.lang = post
                        .lang
                        .or_else(|| attribute(attributes, "lang").map(Cow::Owned))
                        .filter(|lang| lang != "und" && lang != "zxx" && !lang.is_empty());
                }
                "br" if words => push(&mut spans, "\n".to_owned(), None),
                "a" => {
                    href = attribute(attributes, "href");
                    if !words {
                        last_link = href.clone().map(|href| (href, String::new()));
                    }
                }
                _ => {}
            },
            Piece::Close(name) => match name.as_str() {
                "p" => words = false,
                "a" => href = None,
                "blockquote" => break,
                _ => {}
            },
            Piece::Text(text) if words => {
                let link = href
                    .clone()
                    .and_then(|href| Address::link(Cow::Owned(href)));
                push(&mut spans, text, link);
            }
            Piece::Text(text) => match (&href, &mut last_link) {
                (Some(_), Some((_, label))) => label.push_str(&text),
                _ => tail.push_str(&text),
            },
        }
    }
    post.author = author(&tail);
    if let Some((href, label)) = last_link {
        if let Some((handle, id)) = parts(&href) {
            post.url = permalink(handle, id);
            post.id = Some(Cow::Owned(id.to_owned()));
            if post.author.handle.is_empty() && handle != "i/web" {
                post.author.handle = Cow::Owned(handle.to_owned());
            }
        }
        if has_paragraph && !label.trim().is_empty() {
            let text: Text<'a> = Cow::Owned(label.trim().to_owned());
            post.created = Some(Moment {
                date: post
                    .id
                    .as_deref()
                    .and_then(posted)
                    .or_else(|| english(&text)),
                text,
            });
        }
    }
    if !has_paragraph && !tail.trim().is_empty() {
        push(&mut spans, tail, None);
    }
    trim(&mut spans);
    if !spans.is_empty() {
        post.text = Some(Inline::Spans(spans));
    }
    (post.text.is_some() || post.url.is_some()).then_some(post)
}

/// Adds text; white space in HTML source is one space, and neighbours of the same link are one span.
fn push<'a>(spans: &mut Vec<Span<'a>>, text: String, href: Option<Address<'a>>) {
    if let Some(last) = spans.last_mut() {
        if last.href == href {
            last.text.to_mut().push_str(&text);
            return;
        }
    }
    spans.push(Span {
        text: Cow::Owned(text),
        href,
        ..Span::default()
    });
}

/// White space at both ends is the embed code's, not the author's.
fn trim(spans: &mut Vec<Span<'_>>) {
    while let Some(first) = spans.first_mut() {
        first.text = Cow::Owned(first.text.trim_start().to_owned());
        if !first.text.is_empty() {
            break;
        }
        spans.remove(0);
    }
    while let Some(last) = spans.last_mut() {
        last.text = Cow::Owned(last.text.trim_end().to_owned());
        if !last.text.is_empty() {
            break;
        }
        spans.pop();
    }
}

/// `— Name (@handle)`
fn author<'a>(tail: &str) -> Author<'a> {
    let line = tail.trim().trim_start_matches(['—', '–', '-']).trim();
    let (name, handle) = match line.rsplit_once("(@") {
        Some((name, rest)) => (
            name.trim(),
            rest.split(')').next().unwrap_or_default().trim(),
        ),
        None => (line, ""),
    };
    Author {
        name: Cow::Owned(name.to_owned()),
        handle: Cow::Owned(handle.to_owned()),
        ..Author::default()
    }
}

/// Handle and number of a post's address: `…/handle/status/1`, `…/statuses/1`, `…/i/web/status/1`.
fn parts(href: &str) -> Option<(&str, &str)> {
    let path = href.split(['?', '#']).next()?;
    let (before, behind) = path
        .split_once("/status/")
        .or_else(|| path.split_once("/statuses/"))?;
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
        year: year as u16,
        month: month as u8,
        day: day as u8,
        time: Some(((second / 3600) as u8, (second / 60 % 60) as u8)),
        offset: Some(0),
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
    let (day, year) = rest.split_once(", ")?;
    Some(Date {
        year: year.trim().parse().ok()?,
        month: MONTHS.iter().position(|name| *name == month)? as u8 + 1,
        day: day.parse().ok().filter(|day| (1..=31).contains(day))?,
        time: None,
        offset: None,
    })
}
