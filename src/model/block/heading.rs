use serde::{Deserialize, Serialize};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline, values};

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
