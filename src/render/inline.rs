//! Inline text: marks, links, line breaks, other languages. Any value in its place is rendered as the text it contains.

use super::fallback::is_metadata_key;
use super::post::Origin;
use super::{Attr, Class, Renderer, Tag};
use crate::article::fields;
use crate::json::{Cursor, Name, ValueKind};
use crate::locale::direction;
use crate::scan::contains;
use crate::url::Address;

/// Maximum nesting of lists of spans; deeper ones are flattened to text.
const MAX_LIST_DEPTH: u8 = 16;

/// The marks, in the order in which they nest.
const MARKS: [(&str, Tag); 9] = [
    ("strong", Tag::Strong),
    ("em", Tag::Em),
    ("underline", Tag::U),
    ("strike", Tag::S),
    ("mark", Tag::Mark),
    ("small", Tag::Small),
    ("sub", Tag::Sub),
    ("sup", Tag::Sup),
    ("code", Tag::Code),
];

impl Renderer<'_> {
    /// Inline text into the open element.
    pub(super) fn inline(&mut self, text: Cursor<'_>) {
        self.inline_with(text, true);
    }

    /// Inline text as the only content of the open element; closes it.
    pub(super) fn inline_and_close(&mut self, text: Cursor<'_>) {
        let plain = self.origin.as_ref().is_none_or(Origin::has_no_emojis);
        if plain && text.is_text() && text.as_str().len() <= self.state.budget.text as usize {
            if self.state.word_count.add(text.as_str()) {
                self.state.buffer.plain_text_and_close(text.as_str());
            } else {
                self.state.buffer.text_and_close(text.as_str());
                self.check_line_budget(text);
            }
        } else {
            self.inline(text);
            self.close();
        }
    }

    /// An element that contains only the inline text of `key`, if there is any.
    pub(super) fn inline_element(
        &mut self,
        from: Cursor<'_>,
        key: &str,
        element: Tag,
        class: Class,
    ) {
        self.text_part(from.inline_field(key), element, class);
    }

    /// An element that contains only this inline text, if there is any.
    pub(super) fn text_part(&mut self, text: Option<Cursor<'_>>, element: Tag, class: Class) {
        if let Some(text) = text {
            self.open(element, class);
            self.inline_and_close(text);
        }
    }

    /// Inline text, without links where they aren't allowed: inside a button or another link.
    pub(super) fn inline_with(&mut self, text: Cursor<'_>, links: bool) {
        let mut link = None;
        self.inline_value(text, links, &mut link, MAX_LIST_DEPTH);
        if link.is_some() {
            self.close();
        }
    }

    fn inline_value<'j>(
        &mut self,
        value: Cursor<'j>,
        links: bool,
        link: &mut Option<(&'j str, &'j str)>,
        depth: u8,
    ) {
        match value.kind() {
            ValueKind::Null => {}
            ValueKind::List if depth > 0 => {
                for item in value.items() {
                    self.inline_value(item, links, link, depth - 1);
                }
            }
            ValueKind::Object
                if depth > 0
                    && value
                        .field(Name::Text)
                        .or(value.field(Name::Mathml))
                        .is_some() =>
            {
                self.span(value, links, link, depth - 1);
            }
            ValueKind::Object | ValueKind::List => {
                value.report_type("text or a span with text");
                self.close_link(link);
                for text in value.text_nodes(|key| is_metadata_key(key.as_str())) {
                    self.text(text);
                    self.push_text(" ");
                }
            }
            kind => {
                if kind != ValueKind::Text {
                    value.report_type("text");
                }
                self.close_link(link);
                self.text(value);
            }
        }
    }

    pub(super) fn text(&mut self, text: Cursor<'_>) {
        let (shown, dots) = self.truncated(text);
        let plain = self.state.word_count.add(shown);
        if self.origin.as_ref().is_none_or(Origin::has_no_emojis) {
            if plain {
                self.state.buffer.plain_text(shown);
            } else {
                self.state.buffer.text_with_breaks(shown);
            }
        } else {
            self.text_with_emojis(shown, text);
        }
        self.push_text(dots);
        self.check_line_budget(text);
    }

    fn close_link(&mut self, link: &mut Option<(&str, &str)>) {
        if link.take().is_some() {
            self.close();
        }
    }

    fn span<'j>(
        &mut self,
        span: Cursor<'j>,
        links: bool,
        link: &mut Option<(&'j str, &'j str)>,
        depth: u8,
    ) {
        span.check_fields(fields::SPAN, &[]);
        let mut href = span.link(Name::Href).filter(|_| links);
        let place = span.scalar_str(Name::Href);
        // Part of a link that has words already, it may be a mere space.
        if href.is_some() && is_blank(span) && link.is_none_or(|(open, _)| open != place) {
            span.warn(
                "empty-link",
                &["Expected text in a link, found none; the link is omitted."],
            );
            href = None;
        }
        let mut marks = 0u16;
        for item in span.list(Name::Marks) {
            match MARKS.iter().position(|(name, _)| *name == item.as_str()) {
                Some(place) => marks |= 1 << place,
                None => item.warn(
                    "unknown-mark",
                    &["Expected strong, em, underline, strike, code, sub, sup, small or mark."],
                ),
            }
        }
        let count = 1 + marks.count_ones() + u32::from(href.is_some());
        if !self.try_take_inline(count, span) {
            self.close_link(link);
            span.field(Name::Text)
                .into_iter()
                .flat_map(Cursor::inline_text_nodes)
                .for_each(|text| self.text(text));
            return;
        }
        let title = span.text(Name::Title).unwrap_or_default();
        // Adjacent spans with the same URL form one link, whatever their marks.
        let wanted = href.is_some().then_some((place, title));
        if *link != wanted {
            self.close_link(link);
            if let Some(href) = &href {
                self.open_link(href, title);
            }
            *link = wanted;
        }
        let foreign = span.field(Name::Lang).is_some() || span.field(Name::Dir).is_some();
        if foreign {
            self.open(Tag::Span, Class::None);
            self.lang_attrs(span);
        }
        for (place, (_, element)) in MARKS.into_iter().enumerate() {
            if marks & 1 << place != 0 {
                self.open(element, Class::None);
            }
        }
        let formula = span.field(Name::Mathml);
        let alt = span.scalar_str(Name::Text);
        if formula.is_some_and(|formula| self.formula(formula, alt, false)) {
            // Its text is its name.
        } else if let Some(text) = span.field(Name::Text) {
            if text.is_text() {
                self.text(text);
            } else {
                self.inline_value(text, false, &mut None, depth);
            }
        }
        for _ in 0..marks.count_ones() + u32::from(foreign) {
            self.close();
        }
        if span.field(Name::Note).is_some() {
            self.close_link(link);
            self.note_number(span, links);
        }
    }

    fn open_link(&mut self, href: &Address<'_>, title: &str) {
        self.link(Class::Link, Some(href));
        if !title.is_empty() {
            self.attr(Attr::Title, title);
        }
    }

    /// Language and direction, where they are not the article's.
    pub(super) fn lang_attrs(&mut self, from: Cursor<'_>) {
        let lang = from.lang();
        if let Some(lang) = &lang {
            self.attr(Attr::Lang, lang);
        }
        let own = lang
            .as_deref()
            .map(direction)
            .filter(|dir| *dir != self.dir);
        if let Some(dir) = from.dir().or(own) {
            self.attr(Attr::Dir, dir.as_str());
        }
    }
}

/// Whether a span has nothing in it that can be seen.
fn is_blank(span: Cursor<'_>) -> bool {
    let seen = |letter: char| {
        !letter.is_whitespace()
            && !matches!(
                letter,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    let text = span.field(Name::Text);
    !text.is_some_and(|text| {
        text.inline_text_nodes()
            .any(|run| contains(run.as_str(), seen))
    })
}
