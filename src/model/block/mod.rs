//! Blocks, a file for each kind.

mod code;
mod divider;
mod embed;
mod fact_box;
mod gallery;
mod heading;
mod image;
mod link_card;
mod list;
mod math;
mod paragraph;
mod post;
mod quote;
mod related;
mod section;
mod slot;
mod table;

use serde::{Deserialize, Serialize};
use serde_json::Value;

#[cfg(feature = "schema")]
use super::schema;
use super::value::or_default;
use super::{Audio, Direction, Image, Inline, Video, is_false};
pub use code::Code;
pub use divider::Divider;
pub use embed::Embed;
pub use fact_box::FactBox;
pub use gallery::{Gallery, GalleryLayout};
pub use heading::Heading;
pub use image::{ImageBlock, ImageLayout};
pub use link_card::{LinkCard, Story};
pub use list::{Item, List, ListStyle};
pub use math::Math;
pub use paragraph::Paragraph;
pub use post::PostBlock;
pub use quote::{Pullquote, Quote};
pub use related::Related;
pub use section::Section;
pub use slot::Slot;
pub use table::{Cell, Chart, Table, TableCell};

/// A block of the body.
///
/// Each variant holds a struct of its own, which converts into a block; the functions here are for those that need
/// little.
///
/// ```
/// # use article_widget::model::{Block, List, Story};
/// let blocks: Vec<Block> = vec![
///     Block::paragraph("It left at ten past ten.").id("opening"),
///     List::new(["Cast off", "Sound the horn"]).numbered().start(7).into(),
///     Story::new("https://example.org/slipway", "Nine winters on the slipway").into(),
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
    /// Related stories under one heading.
    Related(Related),
    /// Program code.
    Code(Code),
    /// A formula.
    Math(Math),
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
    /// Whether this update of a live article is a key event: it is listed above the updates.
    #[serde(
        default,
        rename = "keyEvent",
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub key_event: bool,
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

                /// Sets whether the block is a key event of a live article.
                #[must_use]
                pub fn key_event(mut self, key_event: bool) -> Self {
                    self.common.key_event = key_event;
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
    Related(Related) = "related",
    Code(Code) = "code",
    Math(Math) = "math",
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
        self.with("dir", dir.as_str(), |common| common.dir = Some(dir))
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

    /// Sets whether the block is a key event of a live article.
    ///
    /// ```
    /// # use article_widget::model::Block;
    /// let block = Block::paragraph("Away.").published("2025-06-01T07:02:00+02:00").key_event(true);
    /// assert!(block.common().unwrap().key_event);
    /// ```
    #[must_use]
    pub fn key_event(self, key_event: bool) -> Self {
        self.with("keyEvent", key_event, |common| {
            common.key_event = key_event;
        })
    }

    /// Sets a field that all blocks have.
    fn with(mut self, key: &str, value: impl Into<Value>, set: impl FnOnce(&mut Common)) -> Self {
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
