//! Running text: marks, links, line breaks, other languages. Whatever stands where running text belongs, what can be
//! read in it is shown.

use super::fallback::is_technical;
use super::{Attr, Class, El, Pen};
use crate::article::fields;
use crate::json::{Kind, Name, Reader};
use crate::locale::direction;
use crate::scan::has;
use crate::url::Address;

/// Lists in lists of runs are walked as deep as this; deeper ones are only searched for text.
const DEEPEST: u8 = 16;

/// The marks, in the order in which they nest.
const MARKS: [(&str, El); 9] = [
    ("strong", El::Strong),
    ("em", El::Em),
    ("underline", El::U),
    ("strike", El::S),
    ("mark", El::Mark),
    ("small", El::Small),
    ("sub", El::Sub),
    ("sup", El::Sup),
    ("code", El::Code),
];

impl Pen<'_> {
    /// Running text into the open element.
    pub(super) fn inline(&mut self, text: Reader<'_>) {
        self.runs(text, true);
    }

    /// Running text as all that the open element holds; closes it.
    pub(super) fn fill(&mut self, text: Reader<'_>) {
        if text.is_text() && text.raw().len() <= self.sketch.left.text as usize {
            self.sketch.length.count(text.raw());
            self.sketch.drawing.fill(text.raw());
            self.check_lines(text);
        } else {
            self.inline(text);
            self.close();
        }
    }

    /// An element with nothing in it but the running text under `key`, if there is any.
    pub(super) fn part(&mut self, from: Reader<'_>, key: &str, element: El, class: Class) {
        if let Some(text) = from.said(key) {
            self.open(element, class);
            self.fill(text);
        }
    }

    /// Running text, where no link may stand without links: inside a button or another link.
    pub(super) fn runs(&mut self, text: Reader<'_>, links: bool) {
        let mut link = None;
        self.run(text, links, &mut link, DEEPEST);
        if link.is_some() {
            self.close();
        }
    }

    fn run<'j>(
        &mut self,
        value: Reader<'j>,
        links: bool,
        link: &mut Option<(&'j str, &'j str)>,
        depth: u8,
    ) {
        match value.kind() {
            Kind::Null => {}
            Kind::List if depth > 0 => {
                for item in value.items() {
                    self.run(item, links, link, depth - 1);
                }
            }
            Kind::Object if depth > 0 && value.field(Name::Text).is_some() => {
                self.span(value, links, link, depth - 1);
            }
            Kind::Object | Kind::List => {
                value.wrong("text or a span with text");
                self.end_link(link);
                for text in value.texts(is_technical) {
                    self.plain(text);
                    self.say(" ");
                }
            }
            kind => {
                if kind != Kind::Text {
                    value.wrong("text");
                }
                self.end_link(link);
                self.plain(value);
            }
        }
    }

    pub(super) fn plain(&mut self, text: Reader<'_>) {
        let (shown, dots) = self.shortened(text);
        self.sketch.length.count(shown);
        self.sketch.drawing.text(shown);
        self.say(dots);
        self.check_lines(text);
    }

    fn end_link(&mut self, link: &mut Option<(&str, &str)>) {
        if link.take().is_some() {
            self.close();
        }
    }

    fn span<'j>(
        &mut self,
        span: Reader<'j>,
        links: bool,
        link: &mut Option<(&'j str, &'j str)>,
        depth: u8,
    ) {
        span.check_fields(fields::SPAN, &[]);
        let mut href = span.link(Name::Href).filter(|_| links);
        let place = span.says_at(Name::Href);
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
            match MARKS.iter().position(|(name, _)| *name == item.raw()) {
                Some(place) => marks |= 1 << place,
                None => item.warn(
                    "unknown-mark",
                    &["Expected strong, em, underline, strike, code, sub, sup, small or mark."],
                ),
            }
        }
        let count = 1 + marks.count_ones() + u32::from(href.is_some());
        if !self.runs_left(count, span) {
            self.end_link(link);
            span.field(Name::Text)
                .into_iter()
                .flat_map(Reader::runs)
                .for_each(|text| self.plain(text));
            return;
        }
        let title = span.text(Name::Title).unwrap_or_default();
        // Neighbours that lead to the same place are one link, whatever their marks.
        let wanted = href.is_some().then_some((place, title));
        if *link != wanted {
            self.end_link(link);
            if let Some(href) = &href {
                self.open_link(href, title);
            }
            *link = wanted;
        }
        let foreign = span.field(Name::Lang).is_some() || span.field(Name::Dir).is_some();
        if foreign {
            self.open(El::Span, Class::None);
            self.tongue(span);
        }
        for (place, (_, element)) in MARKS.into_iter().enumerate() {
            if marks & 1 << place != 0 {
                self.open(element, Class::None);
            }
        }
        if let Some(text) = span.field(Name::Text) {
            if text.is_text() {
                self.plain(text);
            } else {
                self.run(text, false, &mut None, depth);
            }
        }
        for _ in 0..marks.count_ones() + u32::from(foreign) {
            self.close();
        }
    }

    fn open_link(&mut self, href: &Address<'_>, title: &str) {
        self.link(Class::Link, Some(href));
        if !title.is_empty() {
            self.attr(Attr::Title, title);
        }
    }

    /// Language and direction, where they are not the article's.
    pub(super) fn tongue(&mut self, from: Reader<'_>) {
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
fn is_blank(span: Reader<'_>) -> bool {
    let seen = |letter: char| {
        !letter.is_whitespace()
            && !matches!(
                letter,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            )
    };
    let text = span.field(Name::Text);
    !text.is_some_and(|text| text.runs().any(|run| has(run.raw(), seen)))
}
