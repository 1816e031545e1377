//! Addresses on the platform, made from handles and numbers that were checked.

use crate::address::Address;

fn is_handle(handle: &str) -> bool {
    (1..=20).contains(&handle.len())
        && handle
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// A person's page.
pub(crate) fn profile(handle: &str) -> Option<Address<'static>> {
    is_handle(handle)
        .then(|| ["https://x.com/", handle].concat())
        .and_then(|address| Address::link(&address).map(Address::into_owned))
}

/// A post's page. `who` is its author's handle, or `i/web` if that isn't known.
pub(crate) fn permalink(who: &str, id: &str) -> Option<Address<'static>> {
    let number = (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit());
    (number && (is_handle(who) || who == "i/web"))
        .then(|| ["https://x.com/", who, "/status/", id].concat())
        .and_then(|address| Address::link(&address).map(Address::into_owned))
}
