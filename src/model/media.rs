//! Pictures, video and sound.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::value::whole;
use super::{Common, Extra, Inline, lists, or_default, setters};

/// A picture.
///
/// ```
/// # use article_widget::model::{Image, ImageSource};
/// let image = Image::new("ferry-1200.jpg", "A white ferry in morning fog")
///     .size(1200, 675)
///     .srcset([ImageSource::new("ferry-600.jpg", 600), ImageSource::new("ferry-1200.jpg", 1200)])
///     .sizes("(min-width: 50em) 48em, 100vw")
///     .caption("At 07:02")
///     .credit("Otto Lind")
///     .focus([0.25, 0.6]);
/// assert_eq!((image.width, image.height), (Some(1200), Some(675)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "image")
)]
pub struct Image {
    /// URL of the picture: https or relative.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// Text alternative; "" for decoration.
    // Only warned about by the reader, so an article without one is still an article.
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Width in pixels. With the height, the page reserves the space before the picture loads.
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
    /// The same picture in other widths.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub srcset: Vec<ImageSource>,
    /// Display width, as in the HTML attribute sizes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sizes: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// The photographer, illustrator or agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// URL that the picture links to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub href: Option<String>,
    /// The point to keep visible when the picture is cropped: from the left and from the top, 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Focus"))]
    pub focus: Option<[f64; 2]>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Image {
    /// A picture and its text alternative, "" for decoration.
    #[must_use]
    pub fn new(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self {
            src: src.into(),
            alt: Some(alt.into()),
            ..Self::default()
        }
    }

    setters! { sizes: String, caption: Inline, credit: String, href: String, focus: [f64; 2] }
    lists! { srcset: ImageSource }

    /// Sets width and height in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = Some(width);
        self.height = Some(height);
        self
    }
}

/// A picture in one width.
///
/// ```
/// # use article_widget::model::ImageSource;
/// assert_eq!(ImageSource::new("ferry-600.jpg", 600).width, Some(600));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline, extend("required" = ["src", "width"])))]
pub struct ImageSource {
    /// URL of the picture: https or relative.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// Width in pixels.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Pixels"))]
    pub width: Option<u32>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl ImageSource {
    /// A picture of this width in pixels.
    #[must_use]
    pub fn new(src: impl Into<String>, width: u32) -> Self {
        Self {
            src: src.into(),
            width: Some(width),
            ..Self::default()
        }
    }
}

/// A video or sound file in one encoding.
///
/// ```
/// # use article_widget::model::Source;
/// let source = Source::new("crossing.mp4").mime("video/mp4");
/// assert_eq!(serde_json::to_string(&source).unwrap(), r#"{"src":"crossing.mp4","type":"video/mp4"}"#);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "mediaSource")
)]
pub struct Source {
    /// URL of the file: https or relative.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// MIME type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Source {
    /// A file of any type.
    #[must_use]
    pub fn new(src: impl Into<String>) -> Self {
        Self {
            src: src.into(),
            ..Self::default()
        }
    }

    setters! { mime: String }
}

impl From<&str> for Source {
    fn from(src: &str) -> Self {
        Self::new(src)
    }
}

/// Subtitles in one language.
///
/// ```
/// # use article_widget::model::Track;
/// assert_eq!(Track::new("it.vtt", "it").label("Italiano").label.as_deref(), Some("Italiano"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Track {
    /// URL of the WebVTT file. If it is on another host than the page, the hosts of all files of the video must send CORS
    /// headers.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// Language of the subtitles.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Lang"))]
    pub lang: Option<String>,
    /// Name in the player's menu.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub label: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Track {
    /// Subtitles in this language.
    #[must_use]
    pub fn new(src: impl Into<String>, lang: impl Into<String>) -> Self {
        Self {
            src: src.into(),
            lang: Some(lang.into()),
            ..Self::default()
        }
    }

    setters! { label: String }
}

/// A video.
///
/// ```
/// # use article_widget::model::{Block, Source, Track, Video};
/// let video = Video::new(["crossing.webm", "crossing.mp4"])
///     .poster("crossing.jpg")
///     .size(1920, 1080)
///     .tracks([Track::new("it.vtt", "it")])
///     .title("The crossing in a minute");
/// assert_eq!(Block::from(video).kind(), "video");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "videoBlock")
)]
pub struct Video {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The video, in one or more encodings.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub sources: Vec<Source>,
    /// URL of a picture to show before the video starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub poster: Option<String>,
    /// Width in pixels. With the height, the page reserves the space before the video loads.
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
    /// Subtitles.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub tracks: Vec<Track>,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// The author or agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Video {
    /// A video in one or more encodings.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = impl Into<Source>>) -> Self {
        Self::default().sources(sources)
    }

    setters! { poster: String, title: String, caption: Inline, credit: String }
    lists! { sources: Source, tracks: Track }

    /// Sets width and height in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = Some(width);
        self.height = Some(height);
        self
    }
}

/// Sound.
///
/// ```
/// # use article_widget::model::{Audio, Block};
/// let horn = Audio::new(["horn.mp3"]).title("The horn").caption("Two long, one short");
/// assert_eq!(Block::from(horn).kind(), "audio");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "audioBlock")
)]
pub struct Audio {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The sound, in one or more encodings.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub sources: Vec<Source>,
    /// The title.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// The author or agency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Audio {
    /// Sound in one or more encodings.
    #[must_use]
    pub fn new(sources: impl IntoIterator<Item = impl Into<Source>>) -> Self {
        Self::default().sources(sources)
    }

    setters! { title: String, caption: Inline, credit: String }
    lists! { sources: Source }
}
