//! Running text: plain strings, and spans with marks, links and languages.

use super::{Direction, Text};
use crate::address::Address;
use crate::json::{Kind, Reader};

/// Running text. `"\n"` is a line break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Inline<'a> {
    /// One run without any marks, by far the most common case.
    Plain(Text<'a>),
    /// Several runs.
    Spans(Vec<Span<'a>>),
}

/// A run of text of one kind.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Span<'a> {
    /// The text.
    pub text: Text<'a>,
    /// How it is marked.
    pub marks: Marks,
    /// Where it leads.
    pub href: Option<Address<'a>>,
    /// A remark, shown by the browser on request.
    pub title: Option<Text<'a>>,
    /// Its language, if another than around it.
    pub lang: Option<Text<'a>>,
    /// Its direction, if another than around it.
    pub dir: Option<Direction>,
}

/// One way of marking text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// Of importance.
    Strong,
    /// Stressed.
    Em,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Computer code.
    Code,
    /// Lowered.
    Sub,
    /// Raised.
    Sup,
    /// Small print.
    Small,
    /// Highlighted.
    Mark,
}

impl Mark {
    /// All of them, in the order in which they nest.
    pub const ALL: [Self; 9] = [
        Self::Strong,
        Self::Em,
        Self::Underline,
        Self::Strike,
        Self::Mark,
        Self::Small,
        Self::Sub,
        Self::Sup,
        Self::Code,
    ];

    /// The name in JSON.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Strong => "strong",
            Self::Em => "em",
            Self::Underline => "underline",
            Self::Strike => "strike",
            Self::Code => "code",
            Self::Sub => "sub",
            Self::Sup => "sup",
            Self::Small => "small",
            Self::Mark => "mark",
        }
    }
}

/// A set of marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Marks(u16);

impl Marks {
    /// Adds a mark.
    pub fn insert(&mut self, mark: Mark) {
        self.0 |= 1 << mark as u16;
    }

    /// Whether the mark is there.
    #[must_use]
    pub fn contains(self, mark: Mark) -> bool {
        self.0 & 1 << mark as u16 != 0
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// Lists in lists of runs are flattened as deep as this; deeper ones are only searched for text.
const DEEPEST: u8 = 16;

impl<'a> Inline<'a> {
    /// The running text under `key`; none if it is absent or has no text.
    pub(crate) fn field(reader: &Reader<'_, '_, 'a>, key: &str) -> Option<Self> {
        Self::read(&reader.field(key)?)
    }

    /// This value as running text: whatever it is, what can be read in it is kept.
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let inline = match reader.kind() {
            Kind::List | Kind::Object => {
                let mut spans = Vec::new();
                collect(reader, &mut spans, DEEPEST);
                Self::Spans(spans)
            }
            _ => Self::Plain(reader.as_text()?),
        };
        (!inline.is_blank()).then_some(inline)
    }

    /// Whether there is nothing to be seen.
    #[must_use]
    pub fn is_blank(&self) -> bool {
        self.texts().all(|text| text.trim().is_empty())
    }

    /// The texts of all runs.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let (plain, spans): (Option<&str>, &[Span<'a>]) = match self {
            Self::Plain(text) => (Some(text), &[]),
            Self::Spans(spans) => (None, spans),
        };
        plain
            .into_iter()
            .chain(spans.iter().map(|span| span.text.as_ref()))
    }

    /// All of it as plain text, with spaces for line breaks.
    #[must_use]
    pub fn to_plain(&self) -> String {
        let mut plain = String::new();
        self.texts().for_each(|text| plain.push_str(text));
        plain.replace('\n', " ")
    }
}

fn collect<'a>(reader: &Reader<'_, '_, 'a>, spans: &mut Vec<Span<'a>>, depth: u8) {
    match reader.kind() {
        Kind::Null => {}
        Kind::List if depth > 0 => {
            for item in reader.items() {
                collect(&item, spans, depth - 1);
            }
        }
        Kind::Object if reader.field("text").is_some() => spans.extend(span(reader)),
        _ => spans.extend(reader.as_text().map(|text| Span {
            text,
            ..Span::default()
        })),
    }
}

fn span<'a>(reader: &Reader<'_, '_, 'a>) -> Option<Span<'a>> {
    let mut span = Span {
        text: reader.field("text")?.as_text()?,
        marks: Marks::default(),
        href: reader.link("href"),
        title: reader.text("title"),
        lang: reader.lang(),
        dir: reader.dir(),
    };
    reader.each("marks", |item| {
        let name = item.value().text().unwrap_or_default();
        match Mark::ALL.into_iter().find(|mark| mark.as_str() == name) {
            Some(mark) => span.marks.insert(mark),
            None => item.warn(
                "unknown-mark",
                &["Expected one of strong, em, underline, strike, code, sub, sup, small, mark."],
            ),
        }
    });
    Some(span)
}
