use serde::{Deserialize, Serialize};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline};

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
