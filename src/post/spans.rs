//! Writes the text of a post as spans.

use crate::json::{TapeBuilder, ValueKind};
use crate::scan::order;

/// Text with marks and links, written span by span.
#[derive(Default)]
pub(super) struct Spans {
    spans: Vec<(String, SpanStyle)>,
}

/// What a span looks like and where it leads.
#[derive(Clone, Default, PartialEq, Eq)]
pub(super) struct SpanStyle {
    pub(super) href: String,
    pub(super) marks: Vec<&'static str>,
    pub(super) lang: String,
}

impl Spans {
    pub(super) fn push(&mut self, text: &str, style: &SpanStyle) {
        if text.is_empty() {
            return;
        }
        match self.spans.last_mut() {
            Some((last, known)) if known == style => last.push_str(text),
            _ => self.spans.push((text.to_owned(), style.clone())),
        }
    }

    pub(super) fn push_link(&mut self, text: &str, href: &str) {
        let style = SpanStyle {
            href: href.to_owned(),
            ..SpanStyle::default()
        };
        self.push(text, &style);
    }

    pub(super) fn append(&mut self, more: Self) {
        for (text, style) in &more.spans {
            self.push(text, style);
        }
    }

    /// Whether there is a link to a URL.
    pub(super) fn leads_to(&self, url: &str) -> bool {
        self.spans.iter().any(|(_, style)| style.href == url)
    }

    /// Removes white space at the end.
    pub(super) fn trim_end(&mut self) {
        while let Some((text, _)) = self.spans.last_mut() {
            text.truncate(text.trim_end().len());
            if !text.is_empty() {
                break;
            }
            self.spans.pop();
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// Writes the field `text`: a list even of one span, because a plain string would be searched for links.
    pub(super) fn write(self, out: &mut TapeBuilder) {
        self.write_field(out, "text");
    }

    pub(super) fn write_field(mut self, out: &mut TapeBuilder, key: &str) {
        self.trim_end();
        if self.spans.is_empty() {
            return;
        }
        out.key(key);
        out.open(ValueKind::List);
        for (text, style) in &self.spans {
            out.open(ValueKind::Object);
            out.field("text", text);
            out.field("href", &style.href);
            out.field("lang", &style.lang);
            if !style.marks.is_empty() {
                out.key("marks");
                out.open(ValueKind::List);
                for mark in &style.marks {
                    out.text(mark);
                }
                out.close();
            }
            out.close();
        }
        out.close();
    }
}

/// A part of a text that is a link, in bytes.
pub(super) struct LinkedRange {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Empty if the part is no link.
    pub(super) href: String,
}

impl Spans {
    /// A text with its links; of overlapping ones, the first counts.
    pub(super) fn linked(text: &str, ranges: &[LinkedRange]) -> Self {
        let mut spans = Self::default();
        let mut at = 0;
        let order = order(ranges.iter().map(|range| range.start as u64));
        for range in order.into_iter().filter_map(|at| ranges.get(at)) {
            if range.start >= at {
                spans.push_lines(text, at, range.start, "");
                spans.push_lines(text, range.start, range.end, &range.href);
                at = range.end;
            }
        }
        spans.push_lines(text, at, text.len(), "");
        spans
    }

    /// A part of a text, with one character for each line break.
    fn push_lines(&mut self, text: &str, start: usize, end: usize, href: &str) {
        let part = text.get(start..end).unwrap_or_default();
        self.push_link(&part.replace("\r\n", "\n").replace('\r', "\n"), href);
    }
}

/// The byte at an offset in UTF-16; none inside a letter, or beyond the end.
pub(super) fn byte_at_utf16(text: &str, offset: usize) -> Option<usize> {
    let mut units = 0;
    for (at, letter) in text.char_indices() {
        if units >= offset {
            return (units == offset).then_some(at);
        }
        units += letter.len_utf16();
    }
    (units == offset).then_some(text.len())
}
