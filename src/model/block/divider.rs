use serde::{Deserialize, Serialize};

use super::Common;
use crate::model::Extra;

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
