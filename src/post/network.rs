//! What a social network is to the rest of the crate, and the list of all that are known.

use std::borrow::Cow;

use super::bluesky::Bluesky;
use super::mastodon::Mastodon;
use super::threads::Threads;
use super::x::X;
#[cfg(feature = "payloads")]
use crate::json::Tape;
use crate::json::{Cursor, Name};
use crate::url::Address;

/// A network: one folder, one line in [`NETWORKS`].
pub(crate) trait Network: Sync {
    /// The name in JSON and in `data-network`.
    fn id(&self) -> &'static str;

    /// What readers call it; of a network of many servers, the server that has the post.
    fn name(&self, url: Option<&Address<'_>>) -> Cow<'static, str>;

    /// Whether a URL is that of a post.
    fn is_post(&self, url: &Address<'_>) -> bool;

    /// Id of the post at a URL; empty if the URL has none.
    fn post_id<'u>(&self, url: &'u str) -> &'u str;

    /// URL of a post. `handle` may be empty.
    fn permalink(&self, handle: &str, id: &str) -> Option<Address<'static>>;

    /// URL of a profile. `url` is that of a post of the same server.
    fn profile(&self, handle: &str, url: Option<&Address<'_>>) -> Option<Address<'static>>;

    /// URL of the posts with a hashtag, without its sign.
    fn hashtag(&self, tag: &str, url: Option<&Address<'_>>) -> Option<Address<'static>>;

    /// URL of the posts with a cashtag, without its sign.
    fn cashtag(&self, _tag: &str) -> Option<Address<'static>> {
        None
    }

    /// How many bytes after an @ are a handle.
    fn handle_len(&self, text: &str) -> usize;

    /// When a post was written, as far as its id shows.
    fn time_of_id(&self, _id: &str) -> String {
        String::new()
    }

    /// URL that starts a video of the post at `url`.
    fn video(&self, _url: &Address<'_>) -> Option<Address<'static>> {
        None
    }

    /// Whether a script of the network can show the original.
    fn has_original(&self) -> bool {
        false
    }

    /// The post in a payload, in our own form; none if it is no payload of the network.
    #[cfg(feature = "payloads")]
    fn import(&self, payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>>;

    /// The post in an embed code of the network.
    #[cfg(feature = "payloads")]
    fn import_embed_code(&self, html: &str) -> Option<Tape<'static>>;

    /// The post in an oEmbed response, beside its embed code.
    #[cfg(feature = "payloads")]
    fn import_oembed(&self, oembed: Cursor<'_>) -> Option<Tape<'static>>;
}

/// Which post of a payload a block asks for; both are empty if the block has neither.
#[cfg(feature = "payloads")]
#[derive(Clone, Copy)]
pub(crate) struct Wanted<'j> {
    pub(crate) url: &'j str,
    pub(crate) id: &'j str,
}

/// All networks, in the order in which payloads are recognised: the last takes what looks like any post.
const NETWORKS: [&dyn Network; 4] = [&Bluesky, &Mastodon, &Threads, &X];

/// All networks, in the order in which payloads are recognised.
#[cfg(feature = "payloads")]
pub(super) fn networks() -> impl Iterator<Item = &'static dyn Network> {
    NETWORKS.into_iter()
}

/// The network of a name, as in `data-network`; the default, if there is none of that name.
#[cfg(feature = "importers")]
pub(crate) fn network_named(id: &str) -> &'static dyn Network {
    let known = NETWORKS.into_iter().find(|network| network.id() == id);
    known.unwrap_or(DEFAULT)
}

/// The network of posts that name none and have no URL that shows it.
pub(crate) const DEFAULT: &dyn Network = &X;

/// The network whose post is at a URL.
pub(crate) fn network_at(url: &Address<'_>) -> Option<&'static dyn Network> {
    NETWORKS.into_iter().find(|network| network.is_post(url))
}

/// The network of a post: the one that it names, or that of its URL; without both, the default.
pub(crate) fn network_of(post: Cursor<'_>, url: Option<&Address<'_>>) -> &'static dyn Network {
    let named = post.field(Name::Network).map_or("", Cursor::as_str);
    let known = NETWORKS.into_iter().find(|network| network.id() == named);
    match known {
        Some(known) => known,
        None if named.is_empty() => url.and_then(network_at).unwrap_or(DEFAULT),
        None => &Other,
    }
}

/// A network that isn't known: nothing of it is linked but what the post itself links to.
struct Other;

impl Network for Other {
    fn id(&self) -> &'static str {
        "other"
    }

    fn name(&self, url: Option<&Address<'_>>) -> Cow<'static, str> {
        url.and_then(Address::host).unwrap_or_default().into()
    }

    fn is_post(&self, _url: &Address<'_>) -> bool {
        false
    }

    fn post_id<'u>(&self, _url: &'u str) -> &'u str {
        ""
    }

    fn permalink(&self, _handle: &str, _id: &str) -> Option<Address<'static>> {
        None
    }

    fn profile(&self, _handle: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        None
    }

    fn hashtag(&self, _tag: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        None
    }

    fn handle_len(&self, _text: &str) -> usize {
        0
    }

    #[cfg(feature = "payloads")]
    fn import(&self, _payload: Cursor<'_>, _wanted: Wanted<'_>) -> Option<Tape<'static>> {
        None
    }

    #[cfg(feature = "payloads")]
    fn import_embed_code(&self, _html: &str) -> Option<Tape<'static>> {
        None
    }

    #[cfg(feature = "payloads")]
    fn import_oembed(&self, _oembed: Cursor<'_>) -> Option<Tape<'static>> {
        None
    }
}
