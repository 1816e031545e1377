//! Threads: posts of its own API, and its embed code, which has no words.

#[cfg(feature = "payloads")]
mod payload;

use std::borrow::Cow;

use super::network::Network;
#[cfg(feature = "payloads")]
use super::network::Wanted;
#[cfg(feature = "payloads")]
use crate::json::{Cursor, Tape};
use crate::scan::{prefix_len, split_at_str, up_to};
use crate::url::{Address, percent_encoded};

/// Threads.
pub(super) struct Threads;

const HOSTS: [&str; 2] = ["threads.com", "threads.net"];

fn is_name_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '.')
}

fn is_name(name: &str) -> bool {
    (1..=30).contains(&name.len()) && prefix_len(name, is_name_letter) == name.len()
}

fn is_code(code: &str) -> bool {
    !code.is_empty()
        && code
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
}

/// Author and code of a post's URL; the short form has no author.
fn parts(url: &str) -> Option<(&str, &str)> {
    let path = up_to(url, b"?#");
    let (author, code) = match split_at_str(path, "/@") {
        Some((_, rest)) => split_at_str(rest, "/post/")?,
        None => ("", split_at_str(path, "/t/")?.1),
    };
    let code = up_to(code, b"/");
    (is_code(code) && (author.is_empty() || is_name(author))).then_some((author, code))
}

fn site(path: &[&str]) -> Option<Address<'static>> {
    let url = ["https://www.threads.com/", &path.concat()].concat();
    Address::link(&url).map(Address::into_owned)
}

impl Network for Threads {
    fn id(&self) -> &'static str {
        "threads"
    }

    fn name(&self, _url: Option<&Address<'_>>) -> Cow<'static, str> {
        "Threads".into()
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
        (is_name(handle) && is_code(id)).then(|| site(&["@", handle, "/post/", id]))?
    }

    fn profile(&self, handle: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        // As accounts of the Fediverse, they have the server behind their name.
        let name = handle
            .strip_suffix("@threads.net")
            .or_else(|| handle.strip_suffix("@threads.com"))
            .unwrap_or(handle);
        is_name(name).then(|| site(&["@", name]))?
    }

    fn hashtag(&self, tag: &str, _url: Option<&Address<'_>>) -> Option<Address<'static>> {
        site(&["search?q=%23", &percent_encoded(tag)])
    }

    fn handle_len(&self, text: &str) -> usize {
        let length = prefix_len(text, is_name_letter).min(30);
        text.get(..length)
            .unwrap_or_default()
            .trim_end_matches('.')
            .len()
    }

    #[cfg(feature = "payloads")]
    fn import(&self, payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
        payload::import(payload, wanted)
    }

    #[cfg(feature = "payloads")]
    fn import_embed_code(&self, html: &str) -> Option<Tape<'static>> {
        payload::import_embed_code(html)
    }

    #[cfg(feature = "payloads")]
    fn import_oembed(&self, oembed: Cursor<'_>) -> Option<Tape<'static>> {
        let html = oembed.scalar_str("html");
        (oembed.scalar_str("provider_name") == "Threads")
            .then(|| payload::import_embed_code(html))?
    }
}
