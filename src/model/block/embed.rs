use serde::{Deserialize, Serialize};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::value::whole;
use crate::model::{Extra, setters};

/// Content of another site: in a frame after the reader's consent, if the provider is known, else a card with a link.
///
/// ```
/// # use article_widget::model::Embed;
/// let embed = Embed::new("https://www.youtube.com/watch?v=dQ0aBcDeFgH").title("How the lamp was carried up the pier");
/// assert!(embed.provider.is_none());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "embedBlock")
)]
pub struct Embed {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// URL of the page that shows the content.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: String,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The provider's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Width in pixels; with the height, a video's aspect ratio.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Pixels"))]
    pub width: Option<u32>,
    /// Height in pixels.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Pixels"))]
    pub height: Option<u32>,
    /// URL of the publisher's own preview picture; one hosted by the provider is omitted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub image: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Embed {
    /// The content at this URL.
    #[must_use]
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            ..Self::default()
        }
    }

    setters! { title: String, provider: String, image: String }

    /// Sets width and height in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = Some(width);
        self.height = Some(height);
        self
    }
}
