//! Bluesky: posts and records of the AT Protocol, its embed codes and oEmbed responses.

#[cfg(feature = "payloads")]
mod embed;
#[cfg(feature = "payloads")]
mod embed_code;
#[cfg(feature = "payloads")]
mod labels;
#[cfg(feature = "payloads")]
mod payload;
#[cfg(feature = "payloads")]
mod text;

use std::borrow::Cow;

use super::network::Network;
#[cfg(feature = "payloads")]
use super::network::Wanted;
#[cfg(feature = "payloads")]
use crate::json::{Cursor, Tape};
use crate::scan::{prefix_len, split_at_str, up_to};
use crate::url::{Address, percent_encoded};

/// Bluesky.
pub(super) struct Bluesky;

/// The site, and others that show the same posts at the same paths.
const HOSTS: [&str; 5] = [
    "bsky.app",
    "staging.bsky.app",
    "main.bsky.dev",
    "deer.social",
    "blacksky.community",
];

/// Author and record key of a post's URL: `…/profile/AUTHOR/post/KEY` or `at://AUTHOR/app.bsky.feed.post/KEY`.
fn parts(url: &str) -> Option<(&str, &str)> {
    let path = up_to(url, b"?#");
    let (author, key) = match path.strip_prefix("at://") {
        Some(rest) => split_at_str(rest, "/app.bsky.feed.post/")?,
        None => split_at_str(split_at_str(path, "/profile/")?.1, "/post/")?,
    };
    let key = up_to(key, b"/");
    let sound = |text: &str| {
        !text.is_empty()
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b".-_:~%".contains(&byte))
    };
    (sound(author) && sound(key)).then_some((author, key))
}

fn is_did(author: &str) -> bool {
    author.starts_with("did:")
}

/// A handle is a domain name. `handle.invalid` stands for one that its owner has lost.
fn is_handle(handle: &str) -> bool {
    handle.len() <= 253
        && handle.contains('.')
        && !handle.ends_with(".invalid")
        && handle
            .split('.')
            .all(|label| !label.is_empty() && prefix_len(label, is_label) == label.len())
}

fn is_label(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-'
}

fn site(path: &[&str]) -> Option<Address<'static>> {
    let url = ["https://bsky.app/", &path.concat()].concat();
    Address::link(&url).map(Address::into_owned)
}

impl Network for Bluesky {
    fn id(&self) -> &'static str {
        "bluesky"
    }

    fn name(&self, _url: Option<&Address<'_>>) -> Cow<'static, str> {
        "Bluesky".into()
    }

    fn is_post(&self, url: &Address<'_>) -> bool {
        let host = url.host().unwrap_or_default();
        let host = host.strip_prefix("www.").unwrap_or(&host);
        HOSTS.contains(&host) && parts(url.as_str()).is_some()
    }

    fn post_id<'u>(&self, url: &'u str) -> &'u str {
        parts(url).unwrap_or_default().1
    }

    fn permalink(&self, handle: &str, id: &str) -> Option<Address<'static>> {
        let known = is_did(handle) || is_handle(handle);
        let sound = !id.is_empty()
            && prefix_len(id, |letter| is_label(letter) || letter == '_') == id.len();
        (known && sound).then(|| site(&["profile/", handle, "/post/", id]))?
    }

    fn profile(&self, handle: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        (is_did(handle) || is_handle(handle)).then(|| site(&["profile/", handle]))?
    }

    fn hashtag(&self, tag: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        site(&["hashtag/", &percent_encoded(tag)])
    }

    fn handle_len(&self, text: &str) -> usize {
        let length = prefix_len(text, |letter| is_label(letter) || letter == '.');
        let name = text.get(..length).unwrap_or_default().trim_end_matches('.');
        if is_handle(name) { name.len() } else { 0 }
    }

    #[cfg(feature = "payloads")]
    fn import(&self, payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
        payload::import(payload, wanted)
    }

    #[cfg(feature = "payloads")]
    fn import_embed_code(&self, html: &str) -> Option<Tape<'static>> {
        embed_code::import(html)
    }

    #[cfg(feature = "payloads")]
    fn import_oembed(&self, oembed: Cursor<'_>) -> Option<Tape<'static>> {
        embed_code::import_oembed(oembed)
    }
}
