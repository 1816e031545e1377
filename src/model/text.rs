//! Inline text.

use std::fmt;

use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::{Extra, or_default, setters};

/// Inline text: a string, a span, or a list of both. "\n" is a line break.
///
/// ```
/// # use article_widget::model::{Inline, Span};
/// let plain = Inline::from("It left on time.");
/// let mixed = Inline::from("It left at ").then(Span::new("ten past ten").strong()).then(".");
/// assert_eq!(mixed.to_plain_text(), "It left at ten past ten.");
///
/// let json = r#"["It left at ", { "text": "ten past ten", "marks": ["strong"] }, "."]"#;
/// assert_eq!(serde_json::from_str::<Inline>(json)?, mixed);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box for each span costs more than the bytes"
)]
pub enum Inline {
    /// Plain text.
    Text(String),
    /// One span.
    Span(Span),
    /// Text and spans in turn.
    Runs(Vec<Run>),
}

/// A part of inline text: plain text or a span.
///
/// ```
/// # use article_widget::model::{Run, Span};
/// assert_eq!(Run::from("on time").text(), "on time");
/// assert_eq!(Run::from(Span::new("on time").em()).text(), "on time");
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box for each span costs more than the bytes"
)]
pub enum Run {
    /// Plain text.
    Text(String),
    /// A span.
    Span(Span),
}

/// Inline text with marks, a link or a language of its own.
///
/// ```
/// # use article_widget::model::{Mark, Span};
/// let span = Span::new("the timetable").em().href("https://example.org/timetable");
/// assert_eq!(span.marks, [Mark::Em]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "span")
)]
pub struct Span {
    /// The text.
    pub text: String,
    /// Text formatting.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub marks: Vec<Mark>,
    /// URL that it links to: https, http, mailto, tel or relative. `#name` links to the block with that id in the article, or to
    /// the section or heading with that slug.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub href: Option<String>,
    /// The link's tooltip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Language of the span, if it isn't the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Lang"))]
    pub lang: Option<String>,
    /// Writing direction of the span.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// A note: its number is after the span, the note itself at the end of the article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Option<Inline>"))]
    pub note: Option<Box<Inline>>,
    /// A formula as MathML, in place of the text, which is what it says in plain text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub mathml: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// Formatting of a span.
///
/// ```
/// # use article_widget::model::{Mark, Span};
/// assert_eq!(Span::new("H").mark(Mark::Sub).marks, [Mark::Sub]);
/// assert_eq!(serde_json::to_string(&Mark::Sub).unwrap(), r#""sub""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    /// Strong importance, usually bold.
    Strong,
    /// Emphasis, usually italic.
    Em,
    /// Underlined.
    Underline,
    /// Struck through.
    Strike,
    /// Program code.
    Code,
    /// Subscript.
    Sub,
    /// Superscript.
    Sup,
    /// Smaller text.
    Small,
    /// Highlighted.
    Mark,
}

/// Writing direction. Default: from the language.
///
/// ```
/// # use article_widget::model::{Article, Direction};
/// assert_eq!(Article::new("خبر").dir(Direction::Rtl).dir, Some(Direction::Rtl));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "dir")
)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The name in JSON and in HTML.
    ///
    /// ```
    /// # use article_widget::model::Direction;
    /// assert_eq!(Direction::Rtl.as_str(), "rtl");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

impl Inline {
    /// The same with more at its end.
    ///
    /// ```
    /// # use article_widget::model::{Inline, Span};
    /// let text = Inline::from(Span::new("Away").strong()).then(" at last");
    /// assert_eq!(text.runs().len(), 2);
    /// ```
    #[must_use]
    pub fn then(self, more: impl Into<Run>) -> Self {
        let mut runs = self.into_runs();
        runs.push(more.into());
        Self::Runs(runs)
    }

    /// The parts that it consists of.
    ///
    /// ```
    /// # use article_widget::model::{Inline, Run};
    /// assert_eq!(Inline::from("Away").runs(), [Run::from("Away")]);
    /// ```
    #[must_use]
    pub fn runs(&self) -> Vec<Run> {
        self.clone().into_runs()
    }

    fn into_runs(self) -> Vec<Run> {
        match self {
            Self::Text(text) if text.is_empty() => Vec::new(),
            Self::Text(text) => vec![Run::Text(text)],
            Self::Span(span) => vec![Run::Span(span)],
            Self::Runs(runs) => runs,
        }
    }

    /// The text without marks and links.
    ///
    /// ```
    /// # use article_widget::model::{Inline, Span};
    /// assert_eq!(Inline::from(Span::new("Away").em()).to_plain_text(), "Away");
    /// ```
    #[must_use]
    pub fn to_plain_text(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Span(span) => span.text.clone(),
            Self::Runs(runs) => runs.iter().map(Run::text).collect(),
        }
    }
}

impl Default for Inline {
    fn default() -> Self {
        Self::Text(String::new())
    }
}

impl Run {
    /// The text, whatever its marks.
    ///
    /// ```
    /// # use article_widget::model::Run;
    /// assert_eq!(Run::from("Away").text(), "Away");
    /// ```
    #[must_use]
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Span(span) => &span.text,
        }
    }
}

impl Span {
    /// A span without marks.
    ///
    /// ```
    /// # use article_widget::model::Span;
    /// assert_eq!(Span::new("Away").text, "Away");
    /// ```
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    /// A link.
    ///
    /// ```
    /// # use article_widget::model::Span;
    /// assert_eq!(Span::link("Fares", "#fares").href.as_deref(), Some("#fares"));
    /// ```
    #[must_use]
    pub fn link(text: impl Into<String>, href: impl Into<String>) -> Self {
        Self::new(text).href(href)
    }

    /// A formula: its MathML, and what it says in plain text.
    ///
    /// ```
    /// # use article_widget::model::Span;
    /// let square = Span::formula("<math><msup><mi>a</mi><mn>2</mn></msup></math>", "a²");
    /// assert_eq!(square.text, "a²");
    /// ```
    #[must_use]
    pub fn formula(mathml: impl Into<String>, text: impl Into<String>) -> Self {
        Self::new(text).mathml(mathml)
    }

    setters! { href: String, title: String, lang: String, dir: Direction, mathml: String }

    /// Sets [`note`](field@Self::note).
    #[must_use]
    pub fn note(mut self, note: impl Into<Inline>) -> Self {
        self.note = Some(Box::new(note.into()));
        self
    }

    /// Adds a mark.
    #[must_use]
    pub fn mark(mut self, mark: Mark) -> Self {
        self.marks.push(mark);
        self
    }

    /// Adds [`Mark::Strong`].
    #[must_use]
    pub fn strong(self) -> Self {
        self.mark(Mark::Strong)
    }

    /// Adds [`Mark::Em`].
    #[must_use]
    pub fn em(self) -> Self {
        self.mark(Mark::Em)
    }
}

macro_rules! from_text {
    ($($kind:ident),*) => {$(
        impl From<&str> for $kind {
            fn from(text: &str) -> Self {
                Self::Text(text.into())
            }
        }

        impl From<String> for $kind {
            fn from(text: String) -> Self {
                Self::Text(text)
            }
        }

        impl From<Span> for $kind {
            fn from(span: Span) -> Self {
                Self::Span(span)
            }
        }
    )*};
}
from_text!(Inline, Run);

impl<T: Into<Run>> FromIterator<T> for Inline {
    fn from_iter<I: IntoIterator<Item = T>>(runs: I) -> Self {
        Self::Runs(runs.into_iter().map(Into::into).collect())
    }
}

impl<T: Into<Run>> From<Vec<T>> for Inline {
    fn from(runs: Vec<T>) -> Self {
        runs.into_iter().collect()
    }
}

impl<T: Into<Run>, const N: usize> From<[T; N]> for Inline {
    fn from(runs: [T; N]) -> Self {
        runs.into_iter().collect()
    }
}

/// By hand, for errors that name what is wrong: of a derived one, `untagged`, it is only known that nothing matched.
impl<'de> Deserialize<'de> for Inline {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;

        impl<'de> Visitor<'de> for Text {
            type Value = Inline;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text, a span, or a list of both")
            }

            fn visit_str<E>(self, text: &str) -> Result<Inline, E> {
                Ok(text.into())
            }

            fn visit_string<E>(self, text: String) -> Result<Inline, E> {
                Ok(text.into())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Inline, A::Error> {
                Span::deserialize(MapAccessDeserializer::new(map)).map(Inline::Span)
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Inline, A::Error> {
                let mut runs = Vec::new();
                // The reader ignores null.
                while let Some(run) = items.next_element::<Option<Run>>()? {
                    runs.extend(run);
                }
                Ok(Inline::Runs(runs))
            }
        }

        deserializer.deserialize_any(Text)
    }
}

impl<'de> Deserialize<'de> for Run {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Part;

        impl<'de> Visitor<'de> for Part {
            type Value = Run;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("text or a span")
            }

            fn visit_str<E>(self, text: &str) -> Result<Run, E> {
                Ok(text.into())
            }

            fn visit_string<E>(self, text: String) -> Result<Run, E> {
                Ok(text.into())
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Run, A::Error> {
                Span::deserialize(MapAccessDeserializer::new(map)).map(Run::Span)
            }
        }

        deserializer.deserialize_any(Part)
    }
}
