//! URLs of the platform, built from validated handles and ids.

use crate::scan::{rsplit_once, split_at_str, up_to};
use crate::url::Address;

pub(super) fn is_handle(handle: &str) -> bool {
    (1..=20).contains(&handle.len())
        && handle
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

pub(super) fn is_number(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// URL of a profile.
pub(super) fn profile(handle: &str) -> Option<Address<'static>> {
    is_handle(handle)
        .then(|| ["https://x.com/", handle].concat())
        .and_then(|address| Address::link(&address).map(Address::into_owned))
}

/// URL of a post; it also works without its author's handle.
pub(super) fn permalink(handle: &str, id: &str) -> Option<Address<'static>> {
    let handle = if is_handle(handle) { handle } else { "i/web" };
    is_number(id)
        .then(|| ["https://x.com/", handle, "/status/", id].concat())
        .and_then(|address| Address::link(&address).map(Address::into_owned))
}

/// Handle and number of a post's address: `…/handle/status/1`, `…/statuses/1`, `…/i/web/status/1`, `…/i/status/1`.
pub(super) fn parse_post_url(href: &str) -> Option<(&str, &str)> {
    let path = up_to(href, b"?#");
    let (start, behind) =
        split_at_str(path, "/status/").or_else(|| split_at_str(path, "/statuses/"))?;
    let id = up_to(behind, b"/");
    let (_, handle) = rsplit_once(start, b'/').unwrap_or(("", start));
    id.bytes().all(|byte| byte.is_ascii_digit()).then_some((
        if matches!(handle, "web" | "i") {
            ""
        } else {
            handle
        },
        id,
    ))
}

/// Whether a URL is that of a post.
pub(super) fn is_post(address: &Address<'_>) -> bool {
    let host = address.host().unwrap_or_default();
    let bare = ["www.", "mobile.", "m."]
        .iter()
        .find_map(|sub| host.strip_prefix(sub));
    let ours = matches!(bare.unwrap_or(&host), "x.com" | "twitter.com");
    ours && parse_post_url(address.as_str()).is_some_and(|(_, id)| !id.is_empty())
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn posts_are_told_from_other_addresses_by_host_and_path() {
        for (address, post) in [
            ("https://x.com/a/status/1", true),
            ("https://twitter.com/a/statuses/1?s=20", true),
            ("https://mobile.twitter.com/i/web/status/1/photo/1", true),
            ("https://www.x.com/a/status/1", true),
            ("https://x.com/a", false),
            ("https://netflix.com/a/status/1", false),
            ("https://x.com.evil.example/a/status/1", false),
            ("https://a.example/x.com/status/1", false),
        ] {
            assert_eq!(is_post(&Address::link(address).unwrap()), post, "{address}");
        }
    }
}
