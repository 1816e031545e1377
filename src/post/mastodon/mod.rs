//! Mastodon and the other servers of the Fediverse: posts of their API, as ActivityPub objects, embed codes and oEmbed responses.

#[cfg(feature = "payloads")]
mod activity;
#[cfg(feature = "payloads")]
mod content;
#[cfg(feature = "payloads")]
mod embed_code;
#[cfg(feature = "payloads")]
mod status;

use std::borrow::Cow;

use super::network::Network;
#[cfg(feature = "payloads")]
use super::network::Wanted;
#[cfg(feature = "payloads")]
use super::threads;
#[cfg(feature = "payloads")]
use crate::json::{Cursor, Tape};
use crate::scan::{prefix_len, split, up_to};
use crate::url::{Address, percent_encoded};

/// Mastodon, and servers that speak its language.
pub(super) struct Mastodon;

fn is_user_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

/// Whether a name can be a user's.
fn is_user(name: &str) -> bool {
    !name.is_empty() && name.len() <= 253 && prefix_len(name, is_user_letter) == name.len()
}

/// User and server of a handle, where it has both.
fn parts(handle: &str) -> Option<(&str, &str)> {
    let (user, host) = handle.split_once('@')?;
    (is_user(user) && is_user(host) && host.contains('.')).then_some((user, host))
}

/// The id in a post's URL, by the paths of the servers that are known; empty if it is none.
fn post_id(url: &str) -> &str {
    let path = up_to(url, b"?#");
    let Some((_, rest)) = path.split_once("://") else {
        return "";
    };
    let parts: Vec<&str> = split(rest.trim_end_matches('/'), b"/")
        .into_iter()
        .skip(1)
        .collect();
    let id = match parts.as_slice() {
        // Mastodon; other sites have pages of their users at such paths, too.
        [user, id] if user.starts_with('@') && is_number(id) => *id,
        // GoToSocial
        [user, "statuses", id] if user.starts_with('@') => *id,
        ["users", _, "statuses", id] | ["ap", "users", _, "statuses", id] => *id,
        ["web", "statuses", id] => *id,
        // Pleroma and Akkoma, Misskey, Friendica, Pixelfed
        ["notice" | "objects" | "notes" | "display", id] if id.len() >= 8 => *id,
        ["p", _, id] if is_number(id) => *id,
        _ => return "",
    };
    let has_digit = id.bytes().any(|byte| byte.is_ascii_digit());
    if is_user(id) && has_digit { id } else { "" }
}

fn is_number(id: &str) -> bool {
    !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// The host of a URL.
#[cfg(feature = "payloads")]
fn host_of(url: &str) -> Option<String> {
    Address::link(url).and_then(|url| url.host())
}

/// A handle with its server, which that of a local account lacks.
#[cfg(feature = "payloads")]
fn full_handle(acct: &str, host: &str) -> String {
    let acct = acct.trim_start_matches('@');
    if acct.is_empty() || acct.contains('@') || host.is_empty() {
        return acct.to_owned();
    }
    [acct, "@", host].concat()
}

/// Whether everyone may read a post.
#[cfg(feature = "payloads")]
fn is_public(visibility: &str) -> bool {
    matches!(visibility, "" | "public" | "unlisted")
}

/// The network of a post: accounts of Threads take part in the Fediverse.
#[cfg(feature = "payloads")]
fn network_for(url: &str) -> &'static str {
    let threads = Address::link(url).is_some_and(|url| threads::Threads.is_post(&url));
    if threads {
        threads::Threads.id()
    } else {
        Mastodon.id()
    }
}

fn site(host: &str, path: &[&str]) -> Option<Address<'static>> {
    let url = ["https://", host, "/", &path.concat()].concat();
    Address::link(&url).map(Address::into_owned)
}

impl Network for Mastodon {
    fn id(&self) -> &'static str {
        "mastodon"
    }

    fn name(&self, url: Option<&Address<'_>>) -> Cow<'static, str> {
        url.and_then(Address::host)
            .map_or("Mastodon".into(), Cow::Owned)
    }

    fn is_post(&self, url: &Address<'_>) -> bool {
        !post_id(url.as_str()).is_empty()
    }

    fn post_id<'u>(&self, url: &'u str) -> &'u str {
        post_id(url)
    }

    fn permalink(&self, handle: &str, id: &str) -> Option<Address<'static>> {
        let (user, host) = parts(handle)?;
        is_user(id).then(|| site(host, &["@", user, "/", id]))?
    }

    fn profile(&self, handle: &str, url: Option<&Address<'_>>) -> Option<Address<'static>> {
        match parts(handle) {
            Some((user, host)) => site(host, &["@", user]),
            None if is_user(handle) => site(&url?.host()?, &["@", handle]),
            None => None,
        }
    }

    fn hashtag(&self, tag: &str, url: Option<&Address<'_>>) -> Option<Address<'static>> {
        site(&url?.host()?, &["tags/", &percent_encoded(tag)])
    }

    fn handle_len(&self, text: &str) -> usize {
        let whole = prefix_len(text, |letter| is_user_letter(letter) || letter == '@');
        let whole = text
            .get(..whole)
            .unwrap_or_default()
            .trim_end_matches(['.', '@', '-']);
        match parts(whole) {
            Some(_) => whole.len(),
            None => prefix_len(text, |letter| {
                letter.is_ascii_alphanumeric() || letter == '_'
            }),
        }
    }

    #[cfg(feature = "payloads")]
    fn import(&self, payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
        status::import(payload, wanted)
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
