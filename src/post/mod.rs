//! What a social post is, and one file for each form that it arrives in.

mod autolink;
mod embed_code;
mod own;
mod permalink;

use crate::address::Address;
use crate::article::{Inline, Moment, Text};
use crate::json::{Kind, Reader};

pub(crate) use permalink::{permalink, profile};

/// A block that holds a social post.
#[derive(Debug, Clone, PartialEq)]
pub struct Tweet<'a> {
    /// The post's own page.
    pub url: Option<Address<'a>>,
    /// What is known of the post; none if the block gives its address only.
    pub post: Option<Post<'a>>,
}

/// A social post, whatever form it came in.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Post<'a> {
    /// Its number on the platform, in digits.
    pub id: Option<Text<'a>>,
    /// Its own page.
    pub url: Option<Address<'a>>,
    /// The language of its text.
    pub lang: Option<Text<'a>>,
    /// What it says.
    pub text: Option<Inline<'a>>,
    /// Who wrote it.
    pub author: Author<'a>,
    /// When.
    pub created: Option<Moment<'a>>,
    /// Pictures and films.
    pub media: Vec<Media<'a>>,
    /// The post that it quotes.
    pub quoted: Option<Box<Post<'a>>>,
    /// Whom it answers.
    pub reply_to: Option<ReplyTo<'a>>,
    /// The preview of a page that it links to.
    pub card: Option<Card<'a>>,
    /// A vote among its readers.
    pub poll: Option<Poll<'a>>,
    /// How often it was liked, answered and so on.
    pub metrics: Metrics,
    /// Its pictures may disturb.
    pub sensitive: bool,
    /// It was changed after it was posted.
    pub edited: bool,
    /// Why it can't be seen on the platform any more.
    pub gone: Option<Gone>,
}

/// Who wrote a post.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Author<'a> {
    /// The name shown; empty if it isn't known.
    pub name: Text<'a>,
    /// The handle, without `@`; empty if it isn't known.
    pub handle: Text<'a>,
    /// The portrait.
    pub avatar: Option<Address<'a>>,
    /// What the platform vouches for.
    pub verified: Option<Verified>,
}

/// What the platform vouches for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// A paying person.
    Blue,
    /// An organisation.
    Business,
    /// A government body or official.
    Government,
}

/// What a picture or film of a post is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MediaKind {
    /// A still picture.
    Photo,
    /// A film with sound.
    Video,
    /// A short film in a loop, without sound.
    Gif,
}

/// A picture or film of a post.
#[derive(Debug, Clone, PartialEq)]
pub struct Media<'a> {
    /// Which of the three.
    pub kind: MediaKind,
    /// Where it is.
    pub src: Option<Address<'a>>,
    /// What it shows.
    pub alt: Option<Text<'a>>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// The picture shown before it plays.
    pub poster: Option<Address<'a>>,
    /// The film in several encodings.
    pub sources: Vec<MediaSource<'a>>,
    /// Length in seconds.
    pub duration: Option<u32>,
}

/// One encoding of a post's film.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MediaSource<'a> {
    /// Where it is.
    pub src: Address<'a>,
    /// Its MIME type.
    pub mime: Option<Text<'a>>,
    /// Bits a second.
    pub bitrate: Option<u32>,
}

/// Whom a post answers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyTo<'a> {
    /// Their handle, without `@`.
    pub handle: Text<'a>,
    /// The post that is answered.
    pub url: Option<Address<'a>>,
}

/// The preview of a page that a post links to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card<'a> {
    /// The page.
    pub url: Address<'a>,
    /// Its title.
    pub title: Text<'a>,
    /// Its summary.
    pub description: Option<Text<'a>>,
    /// Its site.
    pub domain: Option<Text<'a>>,
    /// Its picture.
    pub image: Option<Address<'a>>,
    /// What the picture shows.
    pub image_alt: Option<Text<'a>>,
}

/// A vote among the readers of a post.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Poll<'a> {
    /// What can be chosen, and how many chose it.
    pub options: Vec<(Text<'a>, u32)>,
    /// When it ends or ended.
    pub ends: Option<Moment<'a>>,
    /// Whether the numbers are final, where the author says so.
    pub closed: Option<bool>,
}

/// How often a post was liked, answered and so on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Metrics {
    /// Likes.
    pub likes: Option<u32>,
    /// Answers.
    pub replies: Option<u32>,
    /// Passed on unchanged.
    pub reposts: Option<u32>,
    /// Passed on with a comment.
    pub quotes: Option<u32>,
    /// Seen.
    pub views: Option<u32>,
}

/// Why a post can't be seen on the platform any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// Its author took it away.
    Deleted,
    /// The platform shut its author's account.
    Suspended,
    /// Its author shows it to followers only.
    Protected,
    /// A law or court order, in some countries.
    Withheld,
    /// The platform limits who sees it.
    Restricted,
    /// No reason is known.
    Unknown,
}

impl<'a> Tweet<'a> {
    /// A post from any of the forms in this block; none if there is no trace of one.
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let url = reader.link("url");
        let mut post = reader
            .field("post")
            .and_then(|field| own::post(&field, own::QUOTES_DEEP));
        if post.is_none() {
            let html = match reader.field("oembed") {
                Some(oembed) if oembed.kind() == Kind::Object => oembed.text("html"),
                _ => None,
            };
            post = html
                .or_else(|| reader.text("html"))
                .and_then(|html| embed_code::post(&html));
        }
        let id = reader
            .text("id")
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
        let own_url = post.as_ref().and_then(|post| post.url.clone());
        let url = own_url
            .or(url)
            .or_else(|| id.as_deref().and_then(|id| permalink("i/web", id)));
        if post.is_none() && url.is_none() {
            reader.missing("a post in \"post\", \"html\", \"oembed\", \"url\" or \"id\"");
            return None;
        }
        Some(Self { url, post })
    }
}
