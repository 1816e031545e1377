use serde::{Deserialize, Serialize};

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline, lists, values};

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
