use serde::{Deserialize, Serialize};

use super::{Common, Story};
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

impl Related {
    /// These stories.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Story>>) -> Self {
        Self::default().items(items)
    }

    setters! { heading: Inline }
    lists! { items: Story }
}
