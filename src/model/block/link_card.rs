use serde::{Deserialize, Serialize};

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, setters};

/// A card that links to a related story.
///
/// ```
/// # use article_widget::model::{Block, LinkCard, Story};
/// let story = Story::new("https://example.org/slipway", "Nine winters on the slipway").kicker("Feature");
/// assert_eq!(Block::from(story.clone()), Block::from(LinkCard::from(story)));
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
    /// The story.
    #[serde(flatten)]
    pub story: Story,
}

/// A story that an article leads to, on a card of its own or among related ones.
///
/// ```
/// # use article_widget::model::Story;
/// let story = Story::new("https://example.org/slipway", "Nine winters on the slipway").kicker("Feature");
/// assert_eq!(story.title, "Nine winters on the slipway");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "story")
)]
pub struct Story {
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

impl Story {
    /// A story's URL and headline.
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

impl From<Story> for LinkCard {
    fn from(story: Story) -> Self {
        Self {
            common: Common::default(),
            story,
        }
    }
}

impl From<Story> for Block {
    fn from(story: Story) -> Self {
        LinkCard::from(story).into()
    }
}
