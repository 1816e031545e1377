//! The text of a post, which is HTML of whatever server wrote it. Text, marks and checked links are taken out of it.

use super::super::html::{HtmlToken, attribute, decode, is, next_token};
use super::super::spans::{SpanStyle, Spans};
use crate::scan::split;
use crate::url::Address;

/// Maximum nesting of elements; deeper ones count as text.
const MAX_DEPTH: usize = 100;

/// Elements whose content is not text.
const SKIPPED: [&str; 11] = [
    "iframe", "object", "svg", "math", "template", "form", "textarea", "select", "noscript",
    "audio", "video",
];

/// Elements that begin a line of their own, and those that have an empty line around them.
const LINES: [&str; 9] = [
    "div",
    "li",
    "tr",
    "dt",
    "dd",
    "figure",
    "figcaption",
    "section",
    "article",
];
const PARAGRAPHS: [&str; 14] = [
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "blockquote",
    "pre",
    "table",
    "center",
    "hr",
];

const MARKS: [(&str, &str); 10] = [
    ("b", "strong"),
    ("strong", "strong"),
    ("em", "em"),
    ("i", "em"),
    ("u", "underline"),
    ("s", "strike"),
    ("del", "strike"),
    ("strike", "strike"),
    ("code", "code"),
    ("pre", "code"),
];

struct Open<'h> {
    name: &'h str,
    /// Its text is not shown: it is for programs, or repeats what is shown otherwise.
    hidden: bool,
    /// Its text was cut.
    ellipsis: bool,
    href: String,
    lang: String,
    /// Of a list, the number of its next item; 0 for bullets.
    number: u32,
}

struct Reader<'h> {
    spans: Spans,
    open: Vec<Open<'h>>,
    /// Line breaks before the next text.
    breaks: usize,
    /// What the next item of a list begins with.
    marker: String,
    /// White space before the next text, unless it begins a line.
    space: bool,
}

/// Reads the HTML of a post. `without_quote` leaves out the paragraph that stands for a quoted post.
pub(super) fn read(html: &str, without_quote: bool) -> Spans {
    let mut reader = Reader {
        spans: Spans::default(),
        open: Vec::new(),
        breaks: 0,
        marker: String::new(),
        space: false,
    };
    let mut rest = html;
    while let Some(token) = next_token(&mut rest) {
        match token {
            HtmlToken::Text(text) => reader.text(text),
            HtmlToken::Tag(name, attributes) => match name.strip_prefix('/') {
                Some(name) => reader.close(name),
                None if SKIPPED.iter().any(|skipped| is(name, skipped)) => skip(name, &mut rest),
                None => reader.open(name, attributes, without_quote),
            },
        }
    }
    reader.spans
}

/// Skips to the end tag of an element; without one, nothing.
fn skip(name: &str, rest: &mut &str) {
    let mut behind = *rest;
    while let Some(token) = next_token(&mut behind) {
        if let HtmlToken::Tag(end, _) = token
            && end.strip_prefix('/').is_some_and(|end| is(end, name))
        {
            *rest = behind;
            return;
        }
    }
}

fn among(name: &str, names: &[&str]) -> bool {
    names.iter().any(|known| is(name, known))
}

/// The line breaks around an element.
fn breaks_around(name: &str) -> usize {
    match () {
        () if among(name, &PARAGRAPHS) => 2,
        () if among(name, &LINES) => 1,
        () => 0,
    }
}

impl<'h> Reader<'h> {
    fn has_open(&self, name: &str) -> bool {
        self.open.iter().any(|open| is(open.name, name))
    }

    fn text(&mut self, text: &str) {
        if self.open.iter().any(|open| open.hidden) {
            return;
        }
        let mut decoded = String::new();
        decode(text, &mut decoded);
        let kept = self.has_open("pre");
        let mut words = String::new();
        for letter in decoded.chars() {
            if !kept && matches!(letter, ' ' | '\n' | '\t' | '\r' | '\u{c}') {
                self.space = true;
                continue;
            }
            if words.is_empty() {
                self.begin();
            } else if self.space {
                words.push(' ');
            }
            self.space = false;
            words.push(letter);
        }
        let style = self.style();
        self.spans.push(&words, &style);
    }

    /// What comes between the text so far and the next.
    fn begin(&mut self) {
        let first = self.spans.is_empty();
        let quotes = self
            .open
            .iter()
            .filter(|open| is(open.name, "blockquote"))
            .count();
        let plain = SpanStyle::default();
        if self.breaks > 0 || first {
            if !first {
                self.spans.trim_end();
                self.spans.push(&"\n".repeat(self.breaks), &plain);
            }
            self.spans.push(&"> ".repeat(quotes), &plain);
            let marker = std::mem::take(&mut self.marker);
            self.spans.push(&marker, &plain);
        } else if self.space {
            // Not part of the link or mark that begins here.
            self.spans.push(" ", &plain);
        }
        self.breaks = 0;
    }

    fn style(&self) -> SpanStyle {
        let mut style = SpanStyle::default();
        for open in &self.open {
            if let Some((_, mark)) = MARKS.iter().find(|(name, _)| is(open.name, name))
                && !style.marks.contains(mark)
            {
                style.marks.push(mark);
            }
            if !open.href.is_empty() {
                style.href.clone_from(&open.href);
            }
            if !open.lang.is_empty() {
                style.lang.clone_from(&open.lang);
            }
        }
        style
    }

    fn open(&mut self, name: &'h str, attributes: &str, without_quote: bool) {
        self.breaks = self.breaks.max(breaks_around(name));
        if is(name, "br") {
            self.breaks = (self.breaks + 1).min(2);
            return;
        }
        if is(name, "img") {
            let alt = attribute(attributes, "alt");
            return self.text(&alt.replace('&', "&amp;"));
        }
        if among(
            name,
            &["hr", "wbr", "input", "source", "track", "link", "meta"],
        ) {
            return;
        }
        if is(name, "p") && self.open.last().is_some_and(|open| is(open.name, "p")) {
            self.open.pop();
        }
        if is(name, "li") {
            let list = self
                .open
                .iter_mut()
                .rev()
                .find(|open| among(open.name, &["ul", "ol"]));
            self.marker = match list {
                Some(list) if list.number > 0 => {
                    let marker = [&crate::json::digits(list.number), ". "].concat();
                    list.number = list.number.saturating_add(1);
                    marker
                }
                _ => "• ".to_owned(),
            };
        }
        if self.open.len() >= MAX_DEPTH {
            return;
        }
        let classes = attribute(attributes, "class");
        let class = |wanted: &str| split(&classes, b" \n\t").contains(&wanted);
        let href = attribute(attributes, "href");
        let link = Address::link(&href).filter(|link| {
            link.as_str().starts_with("https://") || link.as_str().starts_with("http://")
        });
        self.open.push(Open {
            name,
            hidden: class("invisible") || without_quote && class("quote-inline"),
            ellipsis: class("ellipsis"),
            href: link.map_or(String::new(), |link| link.as_str().to_owned()),
            lang: attribute(attributes, "lang"),
            number: match () {
                () if is(name, "ol") => attribute(attributes, "start").parse().unwrap_or(1).max(1),
                () => 0,
            },
        });
    }

    fn close(&mut self, name: &str) {
        self.breaks = self.breaks.max(breaks_around(name));
        let Some(at) = self.open.iter().rposition(|open| is(open.name, name)) else {
            return;
        };
        let cut = self.open.get(at).is_some_and(|open| open.ellipsis);
        if cut && !self.spans.is_empty() {
            let style = self.style();
            self.spans.push("…", &style);
        }
        self.open.truncate(at);
    }
}
