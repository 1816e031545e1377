//! Social posts.

use serde::{Deserialize, Serialize};

#[cfg(feature = "schema")]
use super::schema;
use super::value::{as_one_or_many, one_or_many, whole};
use super::{Extra, Inline, lists, or_default, setters, values};

/// A social post, in the format of this library.
///
/// ```
/// # use article_widget::model::{Author, Media, Metrics, Post, Verified};
/// let post = Post::new(Author::new("Island Ferry", "island_ferry").verified(Verified::Business))
///     .url("https://x.com/island_ferry/status/1929080000000000000")
///     .text("Away! #nightboat")
///     .created("2025-06-01T07:03:00+02:00")
///     .media([Media::photo("deck.jpg", "A crowded deck")])
///     .metrics(Metrics { likes: Some(218), ..Metrics::default() });
/// assert_eq!(post.media.len(), 1);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "post", extend("anyOf" = [
        { "properties": { "text": { "$ref": "#/$defs/words" } }, "required": ["text"] },
        { "required": ["media"] }, { "required": ["poll"] }, { "required": ["quoted"] }, { "required": ["gone"] },
    ]))
)]
#[serde(rename_all = "camelCase")]
pub struct Post {
    /// The network: "x", "bluesky", "mastodon" (all of the Fediverse) or "threads"; another name is shown as it is. Default: from the URL, else
    /// "x".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
    /// The post's id on the network, as text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// URL of the post on the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Language of the post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Lang"))]
    pub lang: Option<String>,
    /// The text. In a plain string, @mentions, #hashtags, $cashtags and URLs become links. Optional beside media, a poll or a quoted post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Inline>,
    /// The author.
    // The reader only warns when there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "Author"))]
    pub author: Option<Author>,
    /// When it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub created: Option<String>,
    /// Pictures and videos.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub media: Vec<Media>,
    /// The post or posts that it quotes: one, or a list; up to four levels deep.
    // Its derived schema can't name Self.
    #[allow(clippy::use_self)]
    #[serde(
        default,
        deserialize_with = "one_or_many",
        serialize_with = "as_one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::OneOrMany<Post>"))]
    pub quoted: Vec<Post>,
    /// Posts shown after it in the same block, as of an embed code with several.
    #[allow(clippy::use_self)]
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub thread: Vec<Post>,
    /// The account or accounts that it replies to: one, or a list.
    #[serde(
        default,
        deserialize_with = "one_or_many",
        serialize_with = "as_one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::OneOrMany<ReplyTo>"))]
    pub reply_to: Vec<ReplyTo>,
    /// The account that reposted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::RepostedBy"))]
    pub reposted_by: Option<Author>,
    /// The place it was posted from.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// The note that readers of the platform added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<Inline>,
    /// The preview or previews of links in the post: one, or a list.
    #[serde(
        default,
        deserialize_with = "one_or_many",
        serialize_with = "as_one_or_many",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::OneOrMany<Card>"))]
    pub card: Vec<Card>,
    /// A poll.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub poll: Option<Poll>,
    /// Numbers of reactions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub metrics: Option<Metrics>,
    /// Whether its media are hidden until the reader asks for them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub sensitive: Option<bool>,
    /// Whether it was changed after it was posted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub edited: Option<bool>,
    /// Content warning: the text, media and card are folded away behind it. true is a warning without words of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::WarningText"))]
    pub warning: Option<Warning>,
    /// Pictures that stand for :shortcodes: in the text, the author's name, the warning and the poll.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub emojis: Vec<Emoji>,
    /// Why it is no longer available on the network.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
    /// Text that explains why it is gone, in place of the built-in text.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice: Option<String>,
    /// Codes of the countries in which the network doesn't show it.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub withheld_in: Vec<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Post {
    /// A post of this author, without text yet.
    #[must_use]
    pub fn new(author: Author) -> Self {
        Self {
            author: Some(author),
            ..Self::default()
        }
    }

    setters! {
        network: String, id: String, url: String, lang: String, text: Inline, created: String, warning: Warning, reposted_by: Author, place: String, note: Inline,
        poll: Poll, metrics: Metrics, gone: Gone, notice: String,
    }
    values! { sensitive: bool, edited: bool }
    lists! { media: Media, reply_to: ReplyTo, emojis: Emoji, thread: Self, withheld_in: String }

    /// Adds a post that it quotes.
    ///
    /// ```
    /// # use article_widget::model::{Author, Post};
    /// let quoted = Post::new(Author::new("Harbour", "harbour")).text("Calm sea.");
    /// let post = Post::new(Author::new("Island Ferry", "island_ferry")).quoted(quoted);
    /// assert_eq!(post.quoted.len(), 1);
    /// ```
    #[must_use]
    pub fn quoted(mut self, quoted: Self) -> Self {
        self.quoted.push(quoted);
        self
    }

    /// Adds the preview of a link.
    ///
    /// ```
    /// # use article_widget::model::{Author, Card, Post};
    /// let post = Post::new(Author::new("Island Ferry", "island_ferry")).card(Card::new("https://example.org/fares", "Fares"));
    /// assert_eq!(post.card.len(), 1);
    /// ```
    #[must_use]
    pub fn card(mut self, card: Card) -> Self {
        self.card.push(card);
        self
    }
}

/// A content warning.
///
/// ```
/// # use article_widget::model::Warning;
/// assert_eq!(serde_json::to_string(&Warning::from("Spoilers")).unwrap(), r#""Spoilers""#);
/// assert_eq!(serde_json::to_string(&Warning::Given(true)).unwrap(), "true");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Warning {
    /// The author's words.
    Text(String),
    /// Whether there is one, without words.
    Given(bool),
}

impl From<&str> for Warning {
    fn from(text: &str) -> Self {
        Self::Text(text.into())
    }
}

/// A picture that stands for a shortcode.
///
/// ```
/// # use article_widget::model::Emoji;
/// let emoji = Emoji::new("lighthouse", "https://social.example/emoji/lighthouse.png");
/// assert_eq!(emoji.shortcode, "lighthouse");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Emoji {
    /// The shortcode, without its colons.
    pub shortcode: String,
    /// URL of the picture.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Emoji {
    /// The picture at this URL for a shortcode.
    #[must_use]
    pub fn new(shortcode: impl Into<String>, src: impl Into<String>) -> Self {
        Self {
            shortcode: shortcode.into(),
            src: src.into(),
            ..Self::default()
        }
    }
}

/// The author of a post.
///
/// ```
/// # use article_widget::model::Author;
/// let author = Author::new("Island Ferry", "island_ferry").avatar("https://example.org/ferry.jpg");
/// assert_eq!(author.handle.as_deref(), Some("island_ferry"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Author {
    /// The display name.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub name: Option<String>,
    /// The handle, with or without @ at its start: "name" on X and Threads, "name.example" on Bluesky, "name@server.example" in the
    /// Fediverse.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub handle: Option<String>,
    /// URL of the profile. Default: from the handle.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// URL of the profile picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub avatar: Option<String>,
    /// The kind of verification badge.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verified: Option<Verified>,
    /// Whether the account is automated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub bot: Option<bool>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Author {
    /// An author's name and handle.
    #[must_use]
    pub fn new(name: impl Into<String>, handle: impl Into<String>) -> Self {
        Self {
            name: Some(name.into()),
            handle: Some(handle.into()),
            ..Self::default()
        }
    }

    setters! { url: String, avatar: String, verified: Verified }
    values! { bot: bool }
}

/// The kind of verification badge.
///
/// ```
/// # use article_widget::model::Verified;
/// assert_eq!(serde_json::to_string(&Verified::Blue).unwrap(), r#""blue""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum Verified {
    /// A paid or personal account.
    Blue,
    /// An organisation.
    Business,
    /// A government.
    Government,
    /// An account that may verify others.
    Trusted,
}

/// A picture or video in a post.
///
/// ```
/// # use article_widget::model::{Media, MediaKind, PostSource};
/// let photo = Media::photo("deck.jpg", "A crowded deck");
/// let video = Media::video([PostSource::new("wake.mp4")]).poster("wake.jpg").size(1280, 720);
/// assert_eq!((photo.kind, video.kind), (Some(MediaKind::Photo), Some(MediaKind::Video)));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Media {
    /// What it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "MediaKind"))]
    pub kind: Option<MediaKind>,
    /// URL of the picture or video.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: Option<String>,
    /// Text alternative.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alt: Option<String>,
    /// Width in pixels. With the height, the page reserves the space before the media load.
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
    /// URL of a picture to show before a video starts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub poster: Option<String>,
    /// A video in several encodings.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub sources: Vec<PostSource>,
    /// The point that stays visible when a picture is cropped: shares of width and height, each from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Focus"))]
    pub focus: Option<[f64; 2]>,
    /// Duration in seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Seconds"))]
    pub duration: Option<f64>,
    /// Why the network doesn't show it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gone: Option<Gone>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Media {
    /// A picture and its text alternative.
    #[must_use]
    pub fn photo(src: impl Into<String>, alt: impl Into<String>) -> Self {
        Self {
            kind: Some(MediaKind::Photo),
            src: Some(src.into()),
            alt: Some(alt.into()),
            ..Self::default()
        }
    }

    /// A video in one or more encodings.
    #[must_use]
    pub fn video(sources: impl IntoIterator<Item = impl Into<PostSource>>) -> Self {
        Self::default().kind(MediaKind::Video).sources(sources)
    }

    setters! { kind: MediaKind, src: String, alt: String, poster: String, focus: [f64; 2], gone: Gone }
    values! { duration: f64 }
    lists! { sources: PostSource }

    /// Sets width and height in pixels.
    #[must_use]
    pub fn size(mut self, width: u32, height: u32) -> Self {
        self.width = Some(width);
        self.height = Some(height);
        self
    }
}

/// What a medium in a post is.
///
/// ```
/// # use article_widget::model::MediaKind;
/// assert_eq!(serde_json::to_string(&MediaKind::Gif).unwrap(), r#""gif""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A picture.
    Photo,
    /// A video.
    Video,
    /// A silent video that plays in a loop.
    Gif,
    /// Sound.
    Audio,
}

/// A video of a post in one encoding.
///
/// ```
/// # use article_widget::model::PostSource;
/// assert_eq!(PostSource::new("wake.mp4").bitrate(832_000).bitrate, Some(832_000));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct PostSource {
    /// URL of the file: https or relative.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub src: String,
    /// MIME type.
    #[serde(rename = "type", default, skip_serializing_if = "Option::is_none")]
    pub mime: Option<String>,
    /// Bits per second.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "f64"))]
    pub bitrate: Option<u64>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl PostSource {
    /// A file of any type.
    #[must_use]
    pub fn new(src: impl Into<String>) -> Self {
        Self {
            src: src.into(),
            ..Self::default()
        }
    }

    setters! { mime: String }
    values! { bitrate: u64 }
}

/// An account that a post replies to.
///
/// ```
/// # use article_widget::model::ReplyTo;
/// assert_eq!(ReplyTo::new("island_ferry").handle, "island_ferry");
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "replyTo")
)]
pub struct ReplyTo {
    /// The account's handle.
    pub handle: String,
    /// URL of the account or of the post replied to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl ReplyTo {
    /// The account with this handle.
    #[must_use]
    pub fn new(handle: impl Into<String>) -> Self {
        Self {
            handle: handle.into(),
            ..Self::default()
        }
    }

    setters! { url: String }
}

/// The preview of a link in a post.
///
/// ```
/// # use article_widget::model::Card;
/// let card = Card::new("https://example.org/fares", "Fares").domain("example.org");
/// assert_eq!(card.domain.as_deref(), Some("example.org"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "camelCase")]
pub struct Card {
    /// URL of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Title of the page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Name"))]
    pub title: Option<String>,
    /// Summary of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Domain of the site.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub domain: Option<String>,
    /// URL of a picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Load"))]
    pub image: Option<String>,
    /// Text alternative of the picture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_alt: Option<String>,
    /// The text of what it leads to, folded away below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<Inline>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Card {
    /// A preview of the page at this URL with its title.
    #[must_use]
    pub fn new(url: impl Into<String>, title: impl Into<String>) -> Self {
        Self {
            url: Some(url.into()),
            title: Some(title.into()),
            ..Self::default()
        }
    }

    setters! { description: String, domain: String, image: String, image_alt: String, text: Inline }
}

/// A poll in a post.
///
/// ```
/// # use article_widget::model::{Poll, PollOption};
/// let poll = Poll::new([PollOption::new("Day boat", 12), PollOption::new("Night boat", 30)]).closed(true);
/// assert_eq!(poll.options.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Poll {
    /// The choices.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub options: Vec<PollOption>,
    /// When it ends or ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Date"))]
    pub ends: Option<String>,
    /// Whether the result is final.
    #[serde(rename = "final", default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<bool>,
    /// Whether several choices can be made; shares are of the voters then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub multiple: Option<bool>,
    /// How many voted.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub voters: Option<u64>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Poll {
    /// A poll with these choices.
    #[must_use]
    pub fn new(options: impl IntoIterator<Item = impl Into<PollOption>>) -> Self {
        Self::default().options(options)
    }

    setters! { ends: String }
    values! { closed: bool, multiple: bool, voters: u64 }
    lists! { options: PollOption }
}

/// A choice of a poll.
///
/// ```
/// # use article_widget::model::PollOption;
/// assert_eq!(PollOption::new("Night boat", 30).votes, Some(30));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct PollOption {
    /// The choice's text.
    pub label: String,
    /// Number of votes; absent while they are hidden.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub votes: Option<u64>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl PollOption {
    /// A choice with its number of votes.
    #[must_use]
    pub fn new(label: impl Into<String>, votes: u64) -> Self {
        Self {
            label: label.into(),
            votes: Some(votes),
            ..Self::default()
        }
    }
}

/// Numbers of reactions to a post.
///
/// ```
/// # use article_widget::model::Metrics;
/// let metrics = Metrics { likes: Some(218), replies: Some(14), ..Metrics::default() };
/// assert_eq!(serde_json::to_string(&metrics).unwrap(), r#"{"likes":218,"replies":14}"#);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
pub struct Metrics {
    /// Likes.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub likes: Option<u64>,
    /// Replies.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub replies: Option<u64>,
    /// Reposts.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub reposts: Option<u64>,
    /// Posts that quote it.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub quotes: Option<u64>,
    /// Views.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Count"))]
    pub views: Option<u64>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// Why a post is not available.
///
/// ```
/// # use article_widget::model::Gone;
/// assert_eq!(serde_json::to_string(&Gone::Withheld).unwrap(), r#""withheld""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "kebab-case")]
pub enum Gone {
    /// Deleted by its author.
    Deleted,
    /// The account is suspended.
    Suspended,
    /// The account is protected.
    Protected,
    /// Withheld in some countries.
    Withheld,
    /// Restricted to some readers.
    Restricted,
    /// Shown to signed-in readers only, as its author wants.
    SignedIn,
    /// Of a quoted post: its author removed it from this one.
    Detached,
    /// For an unknown reason.
    Unknown,
}
