use serde::{Deserialize, Serialize};

use super::{Block, Common};
use crate::model::{Image, setters};

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
    /// How wide it is. Default: wide.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub layout: Option<ImageLayout>,
}

/// How wide a picture is, if it has the pixels.
///
/// ```
/// # use article_widget::model::{Image, ImageBlock, ImageLayout};
/// let image = ImageBlock::from(Image::new("harbour.jpg", "The harbour")).layout(ImageLayout::Full);
/// assert_eq!(serde_json::to_value(&image).unwrap()["layout"], "full");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum ImageLayout {
    /// As wide as the text.
    Text,
    /// As wide as the article.
    Wide,
    /// As wide as the page allows, with the custom property --aw-full.
    Full,
}

impl ImageBlock {
    setters! { layout: ImageLayout }
}

impl From<Image> for ImageBlock {
    fn from(image: Image) -> Self {
        Self {
            common: Common::default(),
            image,
            layout: None,
        }
    }
}

impl From<Image> for Block {
    fn from(image: Image) -> Self {
        ImageBlock::from(image).into()
    }
}
