//! An article as Rust structures: build one in code, render it, or write it as JSON.
//!
//! ```
//! use article_widget::model::{Article, Block, Heading, Image, Inline, Span};
//! use article_widget::{Document, Options, to_html};
//!
//! let article = Article::new("The night boat is back")
//!     .standfirst("It left at ten past ten.")
//!     .byline(["Ada Brinewater"])
//!     .published("2025-06-01")
//!     .image(Image::new("ferry.jpg", "A white ferry in morning fog").size(1200, 675))
//!     .block(Block::paragraph(Inline::from("On board: ").then(Span::new("seven").strong())))
//!     .block(Block::heading("Fares").id("fares"))
//!     .block(Block::paragraph("Less than a taxi."));
//!
//! let html = to_html(&Document::from(&article), &Options::default());
//! assert!(html.contains("id=\"article-fares\""));
//!
//! let json = serde_json::to_string(&article)?;
//! assert_eq!(serde_json::from_str::<Article>(&json)?, article);
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! The model is for programs that make articles. [`read`](crate::read) needs none of it, and reads what the model
//! can't hold: it reports what is wrong with an article and renders the rest. The model is strict about the fields of
//! the article itself and lenient about blocks: one that doesn't match its type is a [`Block::Other`], as it was
//! written. Every struct has a field `extra` with the fields that the format doesn't know, so that none gets lost
//! between reading and writing.
//!
//! The JSON Schema and the TypeScript types of the format are generated from this module. The first paragraph of each
//! comment is the description there.

mod block;
mod document;
mod media;
mod post;
#[cfg(feature = "schema")]
mod schema;
mod text;
mod value;

use serde::{Deserialize, Serialize};

pub use block::{
    Block, Cell, Chart, Code, Common, Divider, Embed, FactBox, Gallery, GalleryLayout, Heading,
    ImageBlock, ImageLayout, Item, LinkCard, List, ListStyle, Math, Paragraph, PostBlock,
    Pullquote, Quote, Related, Section, Slot, Story, Table, TableCell,
};
pub use media::{Audio, Image, ImageSource, Source, Track, Video};
pub use post::{
    Author, Card, Emoji, Gone, Media, MediaKind, Metrics, Poll, PollOption, Post, PostSource,
    ReplyTo, Verified, Warning,
};
#[cfg(feature = "schema")]
pub use schema::json_schema;
pub use text::{Direction, Inline, Mark, Run, Span};

use value::or_default;

/// Fields that the format doesn't know, by name.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// Consuming setters for optional fields.
macro_rules! setters {
    ($($name:ident: $kind:ty),* $(,)?) => {$(
        #[doc = concat!("Sets [`", stringify!($name), "`](field@Self::", stringify!($name), ").")]
        #[must_use]
        pub fn $name(mut self, $name: impl Into<$kind>) -> Self {
            self.$name = Some($name.into());
            self
        }
    )*};
}
use setters;

/// Consuming setters for numbers and flags, whose literals have to be of the very type.
macro_rules! values {
    ($($name:ident: $kind:ty),* $(,)?) => {$(
        #[doc = concat!("Sets [`", stringify!($name), "`](field@Self::", stringify!($name), ").")]
        #[must_use]
        pub fn $name(mut self, $name: $kind) -> Self {
            self.$name = Some($name);
            self
        }
    )*};
}
use values;

/// Consuming setters for lists, which replace what is there.
macro_rules! lists {
    ($($name:ident: $kind:ty),* $(,)?) => {$(
        #[doc = concat!("Sets [`", stringify!($name), "`](field@Self::", stringify!($name), ").")]
        #[must_use]
        pub fn $name(mut self, $name: impl IntoIterator<Item = impl Into<$kind>>) -> Self {
            self.$name = $name.into_iter().map(Into::into).collect();
            self
        }
    )*};
}
use lists;

/// A news article. Only headline is required; unknown fields are ignored; text is text, never HTML or Markdown.
///
/// ```
/// use article_widget::model::{Article, Block, Correction, Publisher, Tag};
///
/// let article = Article::new("The night boat is back")
///     .id("night-boat")
///     .lang("en")
///     .publisher(Publisher::new("The Quayside Post"))
///     .tags([Tag::new("Ferries").url("https://example.org/ferries")])
///     .corrections([Correction::new("The boat has two decks, not three.").date("2025-06-02")])
///     .block(Block::paragraph("It left at ten past ten."));
/// assert_eq!(article.headline.to_plain_text(), "The night boat is back");
/// assert_eq!(article.body.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
pub struct Article {
    /// URL of the format's JSON Schema, for editors; it is not read.
    #[serde(rename = "$schema", default, skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// Stable key, for remembered state and updates.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// BCP 47 tag, such as "it". Default: the host element's language, else "en".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Lang"))]
    pub lang: Option<String>,
    /// Writing direction. Default: from the language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// Canonical URL.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// The label above the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<Inline>,
    /// The headline, the only required field.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub headline: Inline,
    /// The summary below the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standfirst: Option<Inline>,
    /// The authors.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub byline: Vec<Person>,
    /// The publisher.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<Publisher>,
    /// When it was published: RFC 3339 date-time, or a plain date.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub published: Option<String>,
    /// When it was last changed, in the same form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub updated: Option<String>,
    /// The lead picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image: Option<Image>,
    /// The article's blocks. Those before the first section are the lead, which is never collapsible.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Blocks"))]
    pub body: Vec<Block>,
    /// What the article says in short, in a box above its text.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub key_points: Vec<Inline>,
    /// Corrections of earlier versions.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub corrections: Vec<Correction>,
    /// Whether this is a live article: blocks may carry their own time, and the newest come first.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub live: bool,
    /// When the live coverage ended. The updates stay in their order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub ended: Option<String>,
    /// Subjects.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub tags: Vec<Tag>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Article {
    /// An article with this headline and nothing else.
    ///
    /// ```
    /// # use article_widget::model::Article;
    /// let json = serde_json::to_value(Article::new("Good news")).unwrap();
    /// assert_eq!(json, serde_json::json!({ "headline": "Good news" }));
    /// ```
    #[must_use]
    pub fn new(headline: impl Into<Inline>) -> Self {
        Self {
            headline: headline.into(),
            ..Self::default()
        }
    }

    setters! {
        id: String, lang: String, dir: Direction, url: String, kicker: Inline, standfirst: Inline,
        publisher: Publisher, published: String, updated: String, image: Image, ended: String,
    }

    lists! { byline: Person, key_points: Inline, body: Block, corrections: Correction, tags: Tag }

    /// Adds a block to the body.
    ///
    /// ```
    /// # use article_widget::model::{Article, Block, Quote};
    /// let article = Article::new("Good news")
    ///     .block(Block::paragraph("It left at ten past ten."))
    ///     .block(Quote::new("The sea is the same at night.").cite("A deckhand"));
    /// assert_eq!(article.body[1].kind(), "quote");
    /// ```
    #[must_use]
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }

    /// Sets [`live`](field@Self::live).
    #[must_use]
    pub fn live(mut self, live: bool) -> Self {
        self.live = live;
        self
    }
}

/// A person in the byline.
///
/// ```
/// # use article_widget::model::Person;
/// let ada = Person::new("Ada Brinewater").role("Coast editor").url("https://example.org/people/ada");
/// assert_eq!(ada.role.as_deref(), Some("Coast editor"));
/// assert_eq!(Person::from("Otto Lind"), Person::new("Otto Lind"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "person")
)]
pub struct Person {
    /// The name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: String,
    /// The person's role, such as "Coast editor".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// URL of the person's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// URL of a portrait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub image: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Person {
    /// A person of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    setters! { role: String, url: String, image: String }
}

impl From<&str> for Person {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

/// The publisher of the article.
///
/// ```
/// # use article_widget::model::Publisher;
/// let publisher = Publisher::new("The Quayside Post").url("https://example.org/").logo("logo.svg");
/// assert_eq!(publisher.logo.as_deref(), Some("logo.svg"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Publisher {
    /// The name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: String,
    /// URL of the publisher's site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// URL of the logo.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub logo: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Publisher {
    /// A publisher of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    setters! { url: String, logo: String }
}

/// A correction of an earlier version.
///
/// ```
/// # use article_widget::model::Correction;
/// let correction = Correction::new("The boat has two decks, not three.").date("2025-06-02");
/// assert_eq!(correction.date.as_deref(), Some("2025-06-02"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Correction {
    /// When it was made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub date: Option<String>,
    /// What was wrong.
    pub text: Inline,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Correction {
    /// A correction with this text.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    setters! { date: String }
}

/// A subject of the article.
///
/// ```
/// # use article_widget::model::Tag;
/// assert_eq!(Tag::new("Ferries").url("/ferries").url.as_deref(), Some("/ferries"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Tag {
    /// The name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: String,
    /// URL of the subject's page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Tag {
    /// A subject of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }

    setters! { url: String }
}

impl From<&str> for Tag {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

#[allow(clippy::trivially_copy_pass_by_ref)] // serde passes a reference
fn is_false(flag: &bool) -> bool {
    !flag
}
