use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Post, setters};

/// A social post. Any one of its forms is enough; of several, post wins, then data, oembed, html.
///
/// Its `id`, in [`common`](Self::common), is the post's id on its network.
///
/// ```
/// # use article_widget::model::{Author, Post, PostBlock};
/// let by_url = PostBlock::new().url("https://x.com/island_ferry/status/1929080000000000000");
/// let post = Post::new(Author::new("Island Ferry", "island_ferry")).text("Away! #nightboat");
/// let with_post = PostBlock::from(post);
/// let with_payload = PostBlock::new().data(serde_json::json!({ "__typename": "Tweet" }));
/// assert!(by_url.post.is_none() && with_post.post.is_some() && with_payload.data.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tweetBlock", extend("anyOf" = [
        { "required": ["url"] }, { "required": ["id"] }, { "required": ["post"] },
        { "required": ["data"] }, { "required": ["oembed"] }, { "required": ["html"] },
    ]))
)]
pub struct PostBlock {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// URL of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::PostLink"))]
    pub url: Option<String>,
    /// The post in the format of this library.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<Post>,
    /// A payload of a network's API, unchanged.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Payload"))]
    pub data: Option<Value>,
    /// A whole oEmbed response.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Oembed"))]
    pub oembed: Option<Value>,
    /// The embed code; scripts in it are ignored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub html: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl PostBlock {
    /// A block without a post yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    setters! { url: String, post: Post, data: Value, oembed: Value, html: String }
}

impl From<Post> for PostBlock {
    fn from(post: Post) -> Self {
        Self::new().post(post)
    }
}

impl From<Post> for Block {
    fn from(post: Post) -> Self {
        PostBlock::from(post).into()
    }
}
