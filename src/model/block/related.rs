use serde::{Deserialize, Serialize};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline, lists, setters};

/// Related stories under one heading.
///
/// ```
/// # use article_widget::model::{Block, Related, Story};
/// let related = Related::new([Story::new("https://example.org/slipway", "Nine winters on the slipway")]).heading("More from the pier");
/// assert_eq!(Block::from(related).kind(), "related");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "relatedBlock")
)]
pub struct Related {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The heading. Default: "Related" in the article's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub heading: Option<Inline>,
    /// The stories.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Story>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// A story among related ones.
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

impl Related {
    /// These stories.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Story>>) -> Self {
        Self::default().items(items)
    }

    setters! { heading: Inline }
    lists! { items: Story }
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
