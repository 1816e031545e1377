use serde::{Deserialize, Serialize};

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline, lists, setters};

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
