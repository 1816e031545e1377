use serde::{Deserialize, Serialize};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, setters};

/// A formula on a line of its own.
///
/// ```
/// # use article_widget::model::{Block, Math};
/// let formula = Math::new("<math><mi>E</mi><mo>=</mo><mi>m</mi><msup><mi>c</mi><mn>2</mn></msup></math>").alt("E = mc²");
/// assert_eq!(Block::from(formula).kind(), "math");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "mathBlock")
)]
pub struct Math {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The formula as MathML: elements and attributes of MathML Core.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub mathml: String,
    /// The formula as plain text. Screen readers read it instead of the formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Math {
    /// This formula.
    #[must_use]
    pub fn new(mathml: impl Into<String>) -> Self {
        Self {
            mathml: mathml.into(),
            ..Self::default()
        }
    }

    setters! { alt: String }
}
