//! Fallback rendering: content that can't be rendered as its declared type is rendered as paragraphs, so nothing is
//! lost.

use super::budget::LimitKind;
use super::{Class, Renderer, Tag};
use crate::json::{Cursor, Name, ValueKind};
use crate::scan::contains;
use crate::url::Address;

/// Keys of metadata, whose values aren't text to read.
pub(super) fn is_metadata_key(key: &str) -> bool {
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

/// Keys whose values are URLs.
pub(super) fn is_url_key(key: &str) -> bool {
    matches!(
        key,
        "url" | "href" | "src" | "uri" | "image" | "poster" | "logo" | "avatar" | "permalink"
    )
}

/// Whether a value is a piece of inline text with a mark or a link, and nothing besides.
fn is_span(value: Cursor<'_>) -> bool {
    let mut entries = value.entries();
    let mut keys = std::iter::from_fn(|| entries.next().zip(entries.next()));
    let marked = value.field(Name::Href).or(value.field(Name::Marks));
    value.inline_field(Name::Text).is_some()
        && marked.is_some()
        && keys.all(|(key, _)| {
            matches!(
                key.as_str(),
                "text" | "href" | "marks" | "title" | "lang" | "dir"
            )
        })
}

impl Renderer<'_> {
    /// Renders the block's content as paragraphs; whether there was any.
    pub(super) fn fallback_block(&mut self, block: Cursor<'_>) -> bool {
        self.open_block(block, Tag::Div, Class::Kept);
        let empty = self.checkpoint();
        self.fallback_value(block);
        let any = !self.state.buffer.is_unchanged_since(empty);
        self.close();
        any
    }

    /// A value in place of a block.
    pub(super) fn fallback_scalar(&mut self, value: Cursor<'_>) {
        if value.kind() == ValueKind::Number {
            if self.try_take(LimitKind::Nested, value) {
                self.text_element(Tag::P, Class::Paragraph, value.as_str());
            }
        } else {
            self.fallback_value(value);
        }
    }

    pub(super) fn fallback_value(&mut self, value: Cursor<'_>) {
        if self.state.depth > 32 {
            return self.flatten_text(value);
        }
        self.state.depth += 1;
        match value.kind() {
            ValueKind::Text => self.fallback_text(value, false),
            ValueKind::Object => {
                let mut entries = value.entries();
                while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
                    let key = key.as_str();
                    if is_url_key(key) && field.is_text() {
                        self.fallback_text(field, true);
                    } else if !is_metadata_key(key)
                        || !field.is_text()
                        || contains(field.as_str(), char::is_whitespace)
                    {
                        self.fallback_field(field);
                    }
                }
            }
            ValueKind::List => {
                let marked = value.items().any(|item| item.field(Name::Marks).is_some());
                let texts = value.items().any(Cursor::is_text);
                let spans = value.items().any(is_span);
                if (marked || spans && texts)
                    && value.items().all(|item| {
                        matches!(item.kind(), ValueKind::Text | ValueKind::Number)
                            || item.field(Name::Text).is_some()
                    })
                {
                    self.fallback_inline(value);
                } else {
                    for item in value.items() {
                        if item.kind() == ValueKind::Number {
                            self.fallback_scalar(item);
                        } else {
                            self.fallback_field(item);
                        }
                    }
                }
            }
            _ => {}
        }
        self.state.depth -= 1;
    }

    fn fallback_field(&mut self, value: Cursor<'_>) {
        if value.field(Name::Type).is_some() {
            if self.try_take(LimitKind::Nested, value) {
                self.block(value, false);
            }
        } else if is_span(value)
            || value.field(Name::Text).is_some_and(Cursor::is_text)
                && value.field(Name::Marks).is_some()
        {
            self.fallback_inline(value);
        } else {
            self.fallback_value(value);
        }
    }

    fn fallback_inline(&mut self, value: Cursor<'_>) {
        if self.try_take(LimitKind::Nested, value) {
            self.open(Tag::P, Class::Paragraph);
            self.inline_and_close(value);
        }
    }

    /// All text in a value that is nested too deeply to be walked.
    pub(super) fn flatten_text(&mut self, value: Cursor<'_>) {
        for text in value
            .text_nodes(|key| is_metadata_key(key.as_str()))
            .filter(|text| text.is_text())
        {
            self.fallback_text(text, false);
        }
    }

    /// Text as a paragraph; a URL as a link to itself; a URL that isn't allowed is omitted.
    fn fallback_text(&mut self, value: Cursor<'_>, address: bool) {
        let text = value.as_str();
        let web = text.starts_with("https://") || text.starts_with("http://");
        let url = Some(text)
            .filter(|text| (address || web) && !contains(text, char::is_whitespace))
            .and_then(Address::link);
        if text.trim().is_empty()
            || (address && url.is_none() && !contains(text, char::is_whitespace))
        {
            return;
        }
        if !self.try_take(LimitKind::Nested, value) {
            // Without elements, text doesn't count against the limit.
            self.text(value);
            return self.push_text(" ");
        }
        self.open(Tag::P, Class::Paragraph);
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
