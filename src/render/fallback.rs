//! Nothing is lost: what a block holds that can't be drawn as what it claims to be is shown as plain content.

use super::budget::Over;
use super::{Class, El, Pen};
use crate::json::{Kind, Name, Reader};
use crate::scan::has;
use crate::url::Address;

/// Keys whose values steer a machine and say nothing to a reader.
pub(super) fn is_technical(key: &str) -> bool {
    key.starts_with('_')
        || matches!(
            key,
            "type"
                | "id"
                | "key"
                | "lang"
                | "dir"
                | "class"
                | "className"
                | "style"
                | "align"
                | "alignment"
                | "layout"
                | "variant"
                | "format"
                | "color"
                | "level"
                | "open"
                | "marks"
                | "mime"
                | "sizes"
                | "published"
                | "target"
                | "rel"
                | "gone"
                | "verified"
                | "kind"
        )
}

/// Keys that hold an address and nothing to read.
pub(super) fn is_address(key: &str) -> bool {
    matches!(
        key,
        "url" | "href" | "src" | "uri" | "image" | "poster" | "logo" | "avatar" | "permalink"
    )
}

/// Whether a value is a piece of running text with a mark or a link, and nothing besides.
fn is_span(value: Reader<'_>) -> bool {
    let mut entries = value.entries();
    let mut keys = std::iter::from_fn(|| entries.next().zip(entries.next()));
    let marked = value.field(Name::Href).or(value.field(Name::Marks));
    value.said(Name::Text).is_some()
        && marked.is_some()
        && keys.all(|(key, _)| {
            matches!(
                key.raw(),
                "text" | "href" | "marks" | "title" | "lang" | "dir"
            )
        })
}

impl Pen<'_> {
    /// The block as plain content; whether there is any.
    pub(super) fn kept(&mut self, block: Reader<'_>) -> bool {
        self.start(block, El::Div, Class::Kept);
        let empty = self.mark();
        self.keep(block);
        let any = !self.sketch.drawing.is_at(empty);
        self.close();
        any
    }

    /// A value that stands where a block belongs and is none.
    pub(super) fn plain_block(&mut self, value: Reader<'_>) {
        if value.kind() == Kind::Number {
            if self.room(Over::Inner, value) {
                self.leaf(El::P, Class::Paragraph, value.raw());
            }
        } else {
            self.keep(value);
        }
    }

    pub(super) fn keep(&mut self, value: Reader<'_>) {
        if self.sketch.depth > 32 {
            return self.gather(value);
        }
        self.sketch.depth += 1;
        match value.kind() {
            Kind::Text => self.kept_text(value, false),
            Kind::Object => {
                let mut entries = value.entries();
                while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
                    let key = key.raw();
                    if is_address(key) && field.is_text() {
                        self.kept_text(field, true);
                    } else if !is_technical(key)
                        || !field.is_text()
                        || has(field.raw(), char::is_whitespace)
                    {
                        self.keep_inner(field);
                    }
                }
            }
            Kind::List => {
                let marked = value.items().any(|item| item.field(Name::Marks).is_some());
                let texts = value.items().any(Reader::is_text);
                let spans = value.items().any(is_span);
                if (marked || spans && texts)
                    && value.items().all(|item| {
                        matches!(item.kind(), Kind::Text | Kind::Number)
                            || item.field(Name::Text).is_some()
                    })
                {
                    self.kept_runs(value);
                } else {
                    for item in value.items() {
                        if item.kind() == Kind::Number {
                            self.plain_block(item);
                        } else {
                            self.keep_inner(item);
                        }
                    }
                }
            }
            _ => {}
        }
        self.sketch.depth -= 1;
    }

    fn keep_inner(&mut self, value: Reader<'_>) {
        if value.field(Name::Type).is_some() {
            if self.room(Over::Inner, value) {
                self.block(value, false);
            }
        } else if is_span(value)
            || value.field(Name::Text).is_some_and(Reader::is_text)
                && value.field(Name::Marks).is_some()
        {
            self.kept_runs(value);
        } else {
            self.keep(value);
        }
    }

    fn kept_runs(&mut self, value: Reader<'_>) {
        if self.room(Over::Inner, value) {
            self.open(El::P, Class::Paragraph);
            self.fill(value);
        }
    }

    /// All text in a value that is nested too deep to be walked.
    pub(super) fn gather(&mut self, value: Reader<'_>) {
        for text in value.texts(is_technical).filter(|text| text.is_text()) {
            self.kept_text(text, false);
        }
    }

    /// Text as a paragraph, an address as a link that reads as itself; an address that isn't allowed not at all.
    fn kept_text(&mut self, value: Reader<'_>, address: bool) {
        let text = value.raw();
        let web = text.starts_with("https://") || text.starts_with("http://");
        let url = Some(text)
            .filter(|text| (address || web) && !has(text, char::is_whitespace))
            .and_then(Address::link);
        if text.trim().is_empty() || (address && url.is_none() && !has(text, char::is_whitespace)) {
            return;
        }
        if !self.room(Over::Inner, value) {
            // Without elements it may be as long as it is.
            self.plain(value);
            return self.say(" ");
        }
        self.open(El::P, Class::Paragraph);
        if url.is_some() {
            self.link(Class::Link, url.as_ref());
        }
        self.inline(value);
        if url.is_some() {
            self.close();
        }
        self.close();
    }
}
