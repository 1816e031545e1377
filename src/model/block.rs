//! Blocks.

use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Number, Value};

#[cfg(feature = "schema")]
use super::schema;
use super::value::whole;
use super::{
    Audio, Direction, Extra, Image, Inline, Post, Video, is_false, lists, or_default, setters,
    values,
};

/// A block of the body.
///
/// Each variant holds a struct of its own, which converts into a block; the functions here are for those that need
/// little.
///
/// ```
/// # use article_widget::model::{Block, LinkCard, List};
/// let blocks: Vec<Block> = vec![
///     Block::paragraph("It left at ten past ten.").id("opening"),
///     List::new(["Cast off", "Sound the horn"]).numbered().start(7).into(),
///     LinkCard::new("https://example.org/slipway", "Nine winters on the slipway").into(),
///     Block::divider(),
/// ];
/// assert_eq!(blocks[0].key(), Some("opening"));
/// let json = serde_json::to_value(&blocks[3]).unwrap();
/// assert_eq!(json, serde_json::json!({ "type": "divider" }));
/// ```
///
/// What matches none of the types is kept as it is:
///
/// ```
/// # use article_widget::model::Block;
/// let json = r#"{"type":"quiz","question":"How many decks?","answers":["Two","Three"]}"#;
/// let block: Block = serde_json::from_str(json)?;
/// assert_eq!(block.kind(), "quiz");
/// assert_eq!(serde_json::to_string(&block)?, json);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
#[non_exhaustive]
pub enum Block {
    /// A paragraph.
    Paragraph(Paragraph),
    /// A heading.
    Heading(Heading),
    /// A section with its heading.
    Section(Section),
    /// A list.
    List(List),
    /// A quotation.
    Quote(Quote),
    /// A quotation from the article itself, set large.
    Pullquote(Pullquote),
    /// A picture.
    Image(Box<ImageBlock>),
    /// Several pictures.
    Gallery(Gallery),
    /// A video.
    Video(Box<Video>),
    /// Sound.
    Audio(Audio),
    /// A table.
    Table(Table),
    /// A fact box.
    Box(FactBox),
    /// A card that links to a related story.
    Link(LinkCard),
    /// Program code.
    Code(Code),
    /// A thematic break.
    Divider(Divider),
    /// Content of another site.
    Embed(Embed),
    /// A social post.
    #[serde(rename = "tweet", alias = "post")]
    Post(Box<PostBlock>),
    /// A place for a child of the element.
    Slot(Slot),
    /// A block of a type that the format doesn't know, such as those that the host page renders itself, or one that
    /// doesn't match its type: the JSON as it was.
    #[serde(untagged)]
    Other(Value),
}

/// Fields that all blocks have.
///
/// ```
/// # use article_widget::model::Block;
/// let block = Block::paragraph("Ein Absatz.").lang("de").published("2025-06-01T11:40:00+02:00");
/// assert_eq!(block.common().and_then(|common| common.lang.as_deref()), Some("de"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Common {
    /// Stable key; sections take their fragment from it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// Language of the block, if it isn't the article's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Lang"))]
    pub lang: Option<String>,
    /// Writing direction of the block.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dir: Option<Direction>,
    /// When it was added to a live article.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub published: Option<String>,
}

macro_rules! kinds {
    ($($variant:ident($kind:ty) = $name:literal),* $(,)?) => {
        impl Block {
            /// The types that the format knows, in the order of its documentation.
            ///
            /// ```
            /// # use article_widget::model::Block;
            /// assert!(Block::KINDS.contains(&"pullquote"));
            /// ```
            pub const KINDS: &'static [&'static str] = &[$($name),*];

            /// The value of the field `type`; "" of a block without one.
            ///
            /// ```
            /// # use article_widget::model::Block;
            /// assert_eq!(Block::divider().kind(), "divider");
            /// ```
            #[must_use]
            pub fn kind(&self) -> &str {
                match self {
                    $(Self::$variant(_) => $name,)*
                    Self::Other(value) => value.get("type").and_then(Value::as_str).unwrap_or_default(),
                }
            }

            /// The fields that all blocks have; none of a [`Block::Other`].
            ///
            /// ```
            /// # use article_widget::model::Block;
            /// assert!(Block::divider().common().is_some_and(|common| common.id.is_none()));
            /// ```
            #[must_use]
            pub fn common(&self) -> Option<&Common> {
                match self {
                    $(Self::$variant(block) => Some(&block.common),)*
                    Self::Other(_) => None,
                }
            }

            /// The same, to be changed.
            ///
            /// ```
            /// # use article_widget::model::Block;
            /// let mut block = Block::divider();
            /// block.common_mut().unwrap().id = Some("end".into());
            /// assert_eq!(block.key(), Some("end"));
            /// ```
            #[must_use]
            pub fn common_mut(&mut self) -> Option<&mut Common> {
                match self {
                    $(Self::$variant(block) => Some(&mut block.common),)*
                    Self::Other(_) => None,
                }
            }

            #[cfg(feature = "schema")]
            pub(super) fn schemas(generator: &mut schemars::SchemaGenerator) -> Vec<(&'static str, schemars::Schema)> {
                vec![$(($name, generator.subschema_for::<$kind>())),*]
            }
        }

        $(
            impl From<$kind> for Block {
                fn from(block: $kind) -> Self {
                    Self::$variant(block.into())
                }
            }

            impl $kind {
                /// Sets the block's stable key.
                #[must_use]
                pub fn id(mut self, id: impl Into<String>) -> Self {
                    self.common.id = Some(id.into());
                    self
                }

                /// Sets the block's language.
                #[must_use]
                pub fn lang(mut self, lang: impl Into<String>) -> Self {
                    self.common.lang = Some(lang.into());
                    self
                }

                /// Sets the block's writing direction.
                #[must_use]
                pub fn dir(mut self, dir: Direction) -> Self {
                    self.common.dir = Some(dir);
                    self
                }

                /// Sets the time at which the block was added to a live article.
                #[must_use]
                pub fn published(mut self, published: impl Into<String>) -> Self {
                    self.common.published = Some(published.into());
                    self
                }
            }
        )*
    };
}

kinds! {
    Paragraph(Paragraph) = "paragraph",
    Heading(Heading) = "heading",
    Section(Section) = "section",
    List(List) = "list",
    Quote(Quote) = "quote",
    Pullquote(Pullquote) = "pullquote",
    Image(ImageBlock) = "image",
    Gallery(Gallery) = "gallery",
    Video(Video) = "video",
    Audio(Audio) = "audio",
    Table(Table) = "table",
    Box(FactBox) = "box",
    Link(LinkCard) = "link",
    Code(Code) = "code",
    Divider(Divider) = "divider",
    Embed(Embed) = "embed",
    Post(PostBlock) = "tweet",
    Slot(Slot) = "slot",
}

impl Block {
    /// A paragraph.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::paragraph("Away.").kind(), "paragraph");
    /// ```
    #[must_use]
    pub fn paragraph(text: impl Into<Inline>) -> Self {
        Paragraph::new(text).into()
    }

    /// A heading of level 2.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::heading("Fares").kind(), "heading");
    /// ```
    #[must_use]
    pub fn heading(text: impl Into<Inline>) -> Self {
        Heading::new(text).into()
    }

    /// A section with its blocks.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// let section = Block::section("Fares", [Block::paragraph("Less than a taxi.")]);
    /// assert_eq!(section.kind(), "section");
    /// ```
    #[must_use]
    pub fn section(
        heading: impl Into<Inline>,
        body: impl IntoIterator<Item = impl Into<Self>>,
    ) -> Self {
        Section::new(heading).body(body).into()
    }

    /// A list with bullets.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::list(["Rope", "Horn"]).kind(), "list");
    /// ```
    #[must_use]
    pub fn list(items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        List::new(items).into()
    }

    /// A quotation.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::quote("The sea is the same at night.").kind(), "quote");
    /// ```
    #[must_use]
    pub fn quote(text: impl Into<Inline>) -> Self {
        Quote::new(text).into()
    }

    /// A picture and its text alternative.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::image("ferry.jpg", "A white ferry").kind(), "image");
    /// ```
    #[must_use]
    pub fn image(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Image::new(src, alt).into()
    }

    /// A thematic break.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::divider().kind(), "divider");
    /// ```
    #[must_use]
    pub fn divider() -> Self {
        Divider::default().into()
    }

    /// A place for the element's child of that slot name.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::slot("newsletter").kind(), "slot");
    /// ```
    #[must_use]
    pub fn slot(name: impl Into<String>) -> Self {
        Slot::new(name).into()
    }

    /// Sets the block's stable key.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::paragraph("Away.").id("opening").key(), Some("opening"));
    /// ```
    #[must_use]
    pub fn id(self, id: impl Into<String>) -> Self {
        let id = id.into();
        self.with("id", id.clone(), |common| common.id = Some(id))
    }

    /// Sets the block's language.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// let block = Block::paragraph("Fort.").lang("de");
    /// assert_eq!(block.common().unwrap().lang.as_deref(), Some("de"));
    /// ```
    #[must_use]
    pub fn lang(self, lang: impl Into<String>) -> Self {
        let lang = lang.into();
        self.with("lang", lang.clone(), |common| common.lang = Some(lang))
    }

    /// Sets the block's writing direction.
    ///
    /// ```
    /// # use article_widget::model::{Block, Direction};
    /// let block = Block::divider().dir(Direction::Rtl);
    /// assert_eq!(block.common().unwrap().dir, Some(Direction::Rtl));
    /// ```
    #[must_use]
    pub fn dir(self, dir: Direction) -> Self {
        self.with("dir", dir.as_str().into(), |common| common.dir = Some(dir))
    }

    /// Sets the time at which the block was added to a live article.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// let block = Block::paragraph("Away.").published("2025-06-01T07:02:00+02:00");
    /// assert!(block.common().unwrap().published.is_some());
    /// ```
    #[must_use]
    pub fn published(self, published: impl Into<String>) -> Self {
        let published = published.into();
        self.with("published", published.clone(), |common| {
            common.published = Some(published);
        })
    }

    /// Sets a field that all blocks have.
    fn with(mut self, key: &str, value: String, set: impl FnOnce(&mut Common)) -> Self {
        match self.common_mut() {
            Some(common) => set(common),
            None => {
                if let Self::Other(Value::Object(fields)) = &mut self {
                    fields.insert(key.into(), value.into());
                }
            }
        }
        self
    }

    /// The block's stable key.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// assert_eq!(Block::divider().id("end").key(), Some("end"));
    /// ```
    #[must_use]
    pub fn key(&self) -> Option<&str> {
        match self {
            Self::Other(value) => value.get("id").and_then(Value::as_str),
            _ => self.common().and_then(|common| common.id.as_deref()),
        }
    }
}

/// A paragraph.
///
/// ```
/// # use article_widget::model::{Inline, Paragraph, Span};
/// let paragraph = Paragraph::new(Inline::from("See ").then(Span::link("fares", "#fares"))).id("opening");
/// assert_eq!(paragraph.text.to_plain_text(), "See fares");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "paragraphBlock")
)]
pub struct Paragraph {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The text.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Inline,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Paragraph {
    /// A paragraph.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }
}

/// A heading. Those of the lowest level at the top of the body start a section each, which runs to the next one or to a section block.
///
/// ```
/// # use article_widget::model::Heading;
/// assert_eq!(Heading::new("Why it stopped").level(3).level, Some(3));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "headingBlock")
)]
pub struct Heading {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The heading's text.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Inline,
    /// The heading's level, 2 to 6.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Level"))]
    pub level: Option<u8>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Heading {
    /// A heading of level 2.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    values! { level: u8 }
}

/// A collapsible section with its heading. Sections may be nested.
///
/// ```
/// # use article_widget::model::{Block, Section};
/// let fares = Section::new("What it costs").id("fares").open(false).block(Block::paragraph("Less than a taxi."));
/// assert_eq!(fares.body.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "sectionBlock")
)]
pub struct Section {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The section's heading.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub heading: Inline,
    /// Whether it is open at first. Default: as the host page chooses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub open: Option<bool>,
    /// The section's blocks.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Blocks"))]
    pub body: Vec<Block>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Section {
    /// A section without blocks.
    #[must_use]
    pub fn new(heading: impl Into<Inline>) -> Self {
        Self {
            heading: heading.into(),
            ..Self::default()
        }
    }

    values! { open: bool }
    lists! { body: Block }

    /// Adds a block.
    #[must_use]
    pub fn block(mut self, block: impl Into<Block>) -> Self {
        self.body.push(block.into());
        self
    }
}

/// A list.
///
/// ```
/// # use article_widget::model::{Block, Item, List, ListStyle};
/// let list = List::new(["Cast off", "Sound the horn"]).numbered().start(7);
/// assert_eq!(list.style, Some(ListStyle::Number));
///
/// let nested = List::new([Item::from("Cast off"), Item::from(vec![Block::paragraph("Sound the horn"), list.into()])]);
/// assert_eq!(nested.items.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "listBlock")
)]
pub struct List {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// Bullets or numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = "bullet")))]
    pub style: Option<ListStyle>,
    /// The first number of a numbered list.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Start", extend("default" = 1)))]
    pub start: Option<i32>,
    /// The items: inline text, or lists of blocks.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Item>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl List {
    /// A list with bullets.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        Self::default().items(items)
    }

    setters! { style: ListStyle }
    values! { start: i32 }
    lists! { items: Item }

    /// The same with numbers.
    #[must_use]
    pub fn numbered(self) -> Self {
        self.style(ListStyle::Number)
    }
}

/// The markers of a list.
///
/// ```
/// # use article_widget::model::ListStyle;
/// assert_eq!(serde_json::to_string(&ListStyle::Number).unwrap(), r#""number""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum ListStyle {
    /// Bullets.
    Bullet,
    /// Numbers.
    Number,
}

/// An item of a list: inline text, or a list of blocks.
///
/// ```
/// # use article_widget::model::{Block, Item};
/// let text: Item = serde_json::from_str(r#"["Cast ", "off"]"#)?;
/// assert!(matches!(text, Item::Text(_)));
/// let blocks: Item = serde_json::from_str(r#"[{ "type": "paragraph", "text": "Cast off" }]"#)?;
/// assert_eq!(blocks, Item::from(vec![Block::paragraph("Cast off")]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Item {
    /// Inline text.
    Text(Inline),
    /// Blocks.
    Blocks(Vec<Block>),
}

impl<T: Into<Inline>> From<T> for Item {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<Block>> for Item {
    fn from(blocks: Vec<Block>) -> Self {
        Self::Blocks(blocks)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let has_type = |value: &Value| value.get("type").is_some_and(|kind| !kind.is_null());
        let value = Value::deserialize(deserializer)?;
        match &value {
            Value::Array(parts) if parts.iter().any(has_type) => {
                serde_json::from_value(value).map(Self::Blocks)
            }
            Value::Object(_) if has_type(&value) => {
                return Err(D::Error::custom("a list item with blocks is a list"));
            }
            _ => serde_json::from_value(value).map(Self::Text),
        }
        .map_err(D::Error::custom)
    }
}

/// A quotation, as text or as blocks.
///
/// ```
/// # use article_widget::model::Quote;
/// let quote = Quote::new("The sea is the same at night.").cite("A deckhand").url("https://example.org/deckhand");
/// assert!(quote.body.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "quoteBlock", extend("anyOf" = [{ "required": ["text"] }, { "required": ["body"] }]))
)]
pub struct Quote {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Option<Inline>,
    /// The quotation, as blocks.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Blocks"))]
    pub body: Vec<Block>,
    /// The person or source quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Inline>,
    /// URL of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Quote {
    /// A quotation as text.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self::default().text(text)
    }

    setters! { text: Inline, cite: Inline, url: String }
    lists! { body: Block }
}

/// A quotation from the article itself, set large.
///
/// ```
/// # use article_widget::model::Pullquote;
/// assert!(Pullquote::new("Nine winters, one rope").cite("A deckhand").cite.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "pullquoteBlock")
)]
pub struct Pullquote {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The quotation.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Inline,
    /// The person quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Inline>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Pullquote {
    /// A pull quote.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    setters! { cite: Inline }
}

/// A picture.
///
/// ```
/// # use article_widget::model::{Block, Image, ImageBlock};
/// let image = Image::new("ferry.jpg", "A white ferry").credit("Otto Lind");
/// assert_eq!(Block::from(image.clone()), Block::from(ImageBlock::from(image)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "imageBlock")
)]
pub struct ImageBlock {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The picture.
    #[serde(flatten)]
    pub image: Image,
}

impl From<Image> for ImageBlock {
    fn from(image: Image) -> Self {
        Self {
            common: Common::default(),
            image,
        }
    }
}

impl From<Image> for Block {
    fn from(image: Image) -> Self {
        ImageBlock::from(image).into()
    }
}

/// Several pictures.
///
/// ```
/// # use article_widget::model::{Gallery, Image};
/// let gallery = Gallery::new([Image::new("bow.jpg", "The bow"), Image::new("stern.jpg", "The stern")]);
/// assert_eq!(gallery.caption("One boat, twice").items.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "galleryBlock")
)]
pub struct Gallery {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The pictures.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Image>,
    /// The caption of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Gallery {
    /// A gallery of these pictures.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Image>>) -> Self {
        Self::default().items(items)
    }

    setters! { caption: Inline }
    lists! { items: Image }
}

/// A table.
///
/// ```
/// # use article_widget::model::{Cell, Table, TableCell};
/// let table = Table::new([[Cell::from("Adults"), Cell::from(4.5)], [Cell::from("Dogs"), Cell::from(0)]])
///     .caption("Fares, one way")
///     .head(["", "Day"])
///     .foot([TableCell::new("Cash only").colspan(2)])
///     .row_headers(true);
/// assert_eq!(table.rows.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tableBlock")
)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// Headers of the columns.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub head: Vec<Cell>,
    /// Rows of cells.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Rows", length(min = 1)))]
    pub rows: Vec<Vec<Cell>>,
    /// A last row, for totals.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub foot: Vec<Cell>,
    /// Whether the first cell of each row is its header.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub row_headers: bool,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Table {
    /// A table of these rows.
    #[must_use]
    pub fn new<R>(rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item: Into<Cell>>,
    {
        let cells = |row: R| row.into_iter().map(Into::into).collect();
        Self {
            rows: rows.into_iter().map(cells).collect(),
            ..Self::default()
        }
    }

    setters! { caption: Inline }
    lists! { head: Cell, foot: Cell }

    /// Sets [`row_headers`](field@Self::row_headers).
    #[must_use]
    pub fn row_headers(mut self, row_headers: bool) -> Self {
        self.row_headers = row_headers;
        self
    }
}

/// A cell of a table: inline text, a number, or an object with text and how many columns and rows it spans.
///
/// ```
/// # use article_widget::model::{Cell, TableCell};
/// let cells: Vec<Cell> = serde_json::from_str(r#"["Adults", 4.5, { "text": "Cash only", "colspan": 2 }]"#)?;
/// assert_eq!(cells, [Cell::from("Adults"), Cell::from(4.5), TableCell::new("Cash only").colspan(2).into()]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
pub enum Cell {
    /// Inline text.
    Text(Inline),
    /// A number.
    Number(Number),
    /// A cell with attributes.
    Cell(TableCell),
}

impl Default for Cell {
    fn default() -> Self {
        Self::Text(Inline::default())
    }
}

impl<T: Into<Inline>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

/// What is no finite number is an empty cell.
impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or_else(Self::default, Self::Number)
    }
}

impl From<TableCell> for Cell {
    fn from(cell: TableCell) -> Self {
        Self::Cell(cell)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            // The reader renders an empty cell.
            Value::Null => Ok(Self::default()),
            Value::Number(number) => Ok(Self::Number(number)),
            value => {
                let attributes = ["colspan", "rowspan", "header"];
                let is_cell = attributes.iter().any(|key| value.get(key).is_some())
                    || value.get("text").is_some_and(|text| !text.is_string());
                if is_cell {
                    serde_json::from_value(value).map(Self::Cell)
                } else {
                    serde_json::from_value(value).map(Self::Text)
                }
                .map_err(D::Error::custom)
            }
        }
    }
}

/// A cell that spans columns or rows, or is a header.
///
/// ```
/// # use article_widget::model::TableCell;
/// let cell = TableCell::new("Night boats").colspan(2).rowspan(1).header(true);
/// assert_eq!(cell.colspan, Some(2));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tableCell")
)]
pub struct TableCell {
    /// The text.
    pub text: Inline,
    /// How many columns it spans.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Columns", extend("default" = 1)))]
    pub colspan: Option<u32>,
    /// How many rows it spans.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::TableRows", extend("default" = 1)))]
    pub rowspan: Option<u32>,
    /// Whether it is a header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub header: Option<bool>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl TableCell {
    /// A cell of one column and row.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    values! { colspan: u32, rowspan: u32, header: bool }
}

/// A fact box beside the story.
///
/// ```
/// # use article_widget::model::{Block, FactBox};
/// let facts = FactBox::new([Block::paragraph("Two crossings a day.")]).heading("In brief");
/// assert_eq!(Block::from(facts).kind(), "box");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "boxBlock")
)]
pub struct FactBox {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The heading.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Inline>,
    /// The box's blocks.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Blocks"))]
    pub body: Vec<Block>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl FactBox {
    /// A box with these blocks.
    #[must_use]
    pub fn new(body: impl IntoIterator<Item = impl Into<Block>>) -> Self {
        Self::default().body(body)
    }

    setters! { heading: Inline }
    lists! { body: Block }
}

/// A card that links to a related story.
///
/// ```
/// # use article_widget::model::LinkCard;
/// let card = LinkCard::new("https://example.org/slipway", "Nine winters on the slipway").kicker("Feature");
/// assert_eq!(card.title, "Nine winters on the slipway");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "linkBlock")
)]
pub struct LinkCard {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// URL of the story.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: String,
    /// The story's headline.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub title: String,
    /// The label above the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kicker: Option<String>,
    /// The summary below the headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub image: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl LinkCard {
    /// A card with the story's URL and headline.
    #[must_use]
    pub fn new(url: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            title: title.into(),
            ..Self::default()
        }
    }

    setters! { kicker: String, description: String, image: String }
}

/// Program code.
///
/// ```
/// # use article_widget::model::Code;
/// assert_eq!(Code::new("print(4.5)\n").language("python").language.as_deref(), Some("python"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "codeBlock")
)]
pub struct Code {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The code, with its line breaks.
    pub text: String,
    /// The programming language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Code {
    /// Code of any language.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    setters! { language: String }
}

/// A thematic break between two parts.
///
/// ```
/// # use article_widget::model::{Block, Divider};
/// assert_eq!(Block::from(Divider::default()), Block::divider());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "dividerBlock")
)]
pub struct Divider {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// Content of another site: in a frame after the reader's consent, if the provider is known, else a card with a link.
///
/// ```
/// # use article_widget::model::Embed;
/// let embed = Embed::new("https://www.youtube.com/watch?v=dQ0aBcDeFgH").title("How the lamp was carried up the pier");
/// assert!(embed.provider.is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "embedBlock")
)]
pub struct Embed {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// URL of the page that shows the content.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The provider's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Width in pixels; with the height, a video's aspect ratio.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Pixels"))]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Pixels"))]
    pub height: Option<u32>,
    /// URL of the publisher's own preview picture; one hosted by the provider is omitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub image: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Embed {
    /// The content at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    setters! { title: String, provider: String, image: String }

    /// Sets width and height in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = Some(width);
        self.height = Some(height);
        self
    }
}

/// A social post. Any one of its forms is enough; of several, post wins, then data, oembed, html.
///
/// Its `id`, in [`common`](Self::common), is the post's number on the platform.
///
/// ```
/// # use article_widget::model::{Author, Post, PostBlock};
/// let by_url = PostBlock::new().url("https://x.com/island_ferry/status/1929080000000000000");
/// let post = Post::new(Author::new("Island Ferry", "island_ferry")).text("Away! #nightboat");
/// let with_post = PostBlock::from(post);
/// let with_payload = PostBlock::new().data(serde_json::json!({ "__typename": "Tweet" }));
/// assert!(by_url.post.is_none() && with_post.post.is_some() && with_payload.data.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tweetBlock", extend("anyOf" = [
        { "required": ["url"] }, { "required": ["id"] }, { "required": ["post"] },
        { "required": ["data"] }, { "required": ["oembed"] }, { "required": ["html"] },
    ]))
)]
pub struct PostBlock {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// URL of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::PostLink"))]
    pub url: Option<String>,
    /// The post in the format of this library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Post>,
    /// A payload of the platform's API, unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Payload"))]
    pub data: Option<Value>,
    /// A whole oEmbed response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Oembed"))]
    pub oembed: Option<Value>,
    /// The embed code; scripts in it are ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub html: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl PostBlock {
    /// A block without a post yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! { url: String, post: Post, data: Value, oembed: Value, html: String }
}

impl From<Post> for PostBlock {
    fn from(post: Post) -> Self {
        Self::new().post(post)
    }
}

impl From<Post> for Block {
    fn from(post: Post) -> Self {
        PostBlock::from(post).into()
    }
}

/// A place for the element's own child of that slot name.
///
/// ```
/// # use article_widget::model::Slot;
/// assert_eq!(Slot::new("newsletter").name, "newsletter");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "slotBlock")
)]
pub struct Slot {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The slot's name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: String,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Slot {
    /// A slot of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}
