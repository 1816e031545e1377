use serde::{Deserialize, Serialize};

use super::Common;
use crate::model::Extra;
#[cfg(feature = "schema")]
use crate::model::schema;

/// A place for the element's own child of that slot name.
///
/// ```
/// # use article_widget::model::Slot;
/// assert_eq!(Slot::new("newsletter").name, "newsletter");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "slotBlock")
)]
pub struct Slot {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The slot's name.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub name: String,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Slot {
    /// A slot of this name.
    #[must_use]
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
}
