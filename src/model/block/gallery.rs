use serde::{Deserialize, Serialize};

use super::Common;
use crate::model::{Extra, Image, Inline, lists, setters};

/// Several pictures.
///
/// ```
/// # use article_widget::model::{Gallery, Image};
/// let gallery = Gallery::new([Image::new("bow.jpg", "The bow"), Image::new("stern.jpg", "The stern")]);
/// assert_eq!(gallery.caption("One boat, twice").items.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "galleryBlock")
)]
pub struct Gallery {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The pictures.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Image>,
    /// The caption of all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// How the pictures stand beside each other. Default: grid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<GalleryLayout>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// How pictures stand beside each other.
///
/// ```
/// # use article_widget::model::{Gallery, GalleryLayout, Image};
/// let years = [Image::new("1990.jpg", "The pier in 1990"), Image::new("2025.jpg", "The pier in 2025")];
/// let gallery = Gallery::new(years).layout(GalleryLayout::Compare);
/// assert_eq!(serde_json::to_value(&gallery).unwrap()["layout"], "compare");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum GalleryLayout {
    /// In as many columns as there is room for.
    Grid,
    /// In two columns, on a phone, too.
    Pair,
    /// Two pictures of the same place, one over the other, with a slider between them.
    Compare,
}

impl Gallery {
    /// A gallery of these pictures.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Image>>) -> Self {
        Self::default().items(items)
    }

    setters! { caption: Inline, layout: GalleryLayout }
    lists! { items: Image }
}
