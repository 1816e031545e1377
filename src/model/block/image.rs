use serde::{Deserialize, Serialize};

use super::{Block, Common};
use crate::model::Image;

/// A picture.
///
/// ```
/// # use article_widget::model::{Block, Image, ImageBlock};
/// let image = Image::new("ferry.jpg", "A white ferry").credit("Otto Lind");
/// assert_eq!(Block::from(image.clone()), Block::from(ImageBlock::from(image)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "imageBlock")
)]
pub struct ImageBlock {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The picture.
    #[serde(flatten)]
    pub image: Image,
}

impl From<Image> for ImageBlock {
    fn from(image: Image) -> Self {
        Self {
            common: Common::default(),
            image,
        }
    }
}

impl From<Image> for Block {
    fn from(image: Image) -> Self {
        ImageBlock::from(image).into()
    }
}
