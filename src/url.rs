//! Which addresses may be a link, a picture or a video.
//!
//! An attribute that holds an address takes only an [`Address`], and only this file makes one. The rules are the URL
//! standard's for finding the scheme (control characters and spaces at the ends go, tabs and line ends go anywhere,
//! back slashes count as slashes), then a list of the schemes that are let through.

use std::borrow::Cow;

use crate::scan::{lossy, rsplit_once, split_once, trim_start, up_to};

mod host;

/// A validated URL: relative, or with a scheme allowed in its context.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address<'a>(Cow<'a, str>);

/// Longer ones, in bytes, are refused: no server takes them, and no author means them.
const MAX_LEN: usize = 500_000;

impl<'a> Address<'a> {
    /// An address to follow: `http`, `https`, `mailto`, `tel` or relative, without a user name or password.
    #[must_use]
    pub fn link(raw: &'a str) -> Option<Self> {
        let cleaned = normalize(raw)?;
        let allowed = match scheme(&cleaned) {
            None => true,
            Some("http" | "https") => true,
            Some("mailto" | "tel") => return Some(Self(cleaned)),
            Some(_) => false,
        };
        (allowed && has_valid_authority(&cleaned)).then_some(Self(cleaned))
    }

    /// An address to load a picture, video or sound from: `https` or relative; `http` only on this very machine,
    /// because on a secure page anything else would be blocked or leak.
    #[must_use]
    pub fn media(raw: &'a str) -> Option<Self> {
        let Self(cleaned) = Self::link(raw)?;
        let allowed = match scheme(&cleaned) {
            None | Some("https") => true,
            Some("http") => is_loopback(host(authority(&cleaned)?)),
            Some(_) => false,
        };
        allowed.then_some(Self(cleaned))
    }

    /// The address as it may be written into an attribute.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its host in lower case, without port; none if it is relative or has no host.
    #[must_use]
    pub fn host(&self) -> Option<String> {
        authority(&self.0).map(|authority| host(authority).to_ascii_lowercase())
    }

    /// The same, with this one's text.
    pub(crate) fn borrowed(&self) -> Address<'_> {
        Address(Cow::Borrowed(&self.0))
    }

    /// The same, with a text of its own.
    #[must_use]
    pub fn into_owned(self) -> Address<'static> {
        Address(Cow::Owned(self.0.into_owned()))
    }

    /// This address as seen from `base`; itself if it is absolute already.
    #[must_use]
    pub fn join(&self, base: &Address<'_>) -> Address<'static> {
        Address(Cow::Owned(join(&self.0, &base.0)))
    }
}

/// Control characters and spaces at the ends go, tabs and line ends go anywhere; back slashes before the query become
/// slashes; the scheme becomes lower case; `http:/x` and `https:x` get the two slashes that browsers read into them.
fn normalize(raw: &str) -> Option<Cow<'_, str>> {
    let is_blank = |letter| letter <= ' ';
    let mut trimmed = trim_start(raw, is_blank);
    while trimmed.bytes().next_back().is_some_and(|byte| byte <= b' ') {
        trimmed = trimmed.get(..trimmed.len() - 1).unwrap_or_default();
    }
    if trimmed.is_empty() || trimmed.len() > MAX_LEN {
        return None;
    }
    let plain = trimmed.len() == raw.len()
        && raw.bytes().all(|byte| byte > b' ' && byte != b'\\')
        && (raw.starts_with("https://") && !raw.starts_with("https:///") || scheme(raw).is_none());
    if plain {
        return Some(Cow::Borrowed(raw));
    }
    let bare: String = trimmed
        .chars()
        .filter(|letter| !matches!(letter, '\t' | '\n' | '\r'))
        .collect();
    let name = scheme(&bare).map(str::to_ascii_lowercase);
    let web = matches!(name.as_deref(), None | Some("http" | "https"));
    let mut cleaned = String::with_capacity(bare.len() + 2);
    let mut rest = bare.as_str();
    if let Some(name) = &name {
        cleaned.push_str(name);
        cleaned.push(':');
        rest = rest.get(name.len() + 1..).unwrap_or_default();
        if web {
            cleaned.push_str("//");
            rest = trim_start(rest, |letter| matches!(letter, '/' | '\\'));
            if rest.is_empty() {
                return None;
            }
        }
    }
    let mut in_path = web;
    for letter in rest.chars() {
        in_path &= !matches!(letter, '?' | '#');
        match letter {
            '\\' if in_path => cleaned.push('/'),
            ' ' => cleaned.push_str("%20"),
            // Control characters are percent-encoded.
            '\0'..='\x1f' | '\x7f' => percent_encode(letter as u8, &mut cleaned),
            other => cleaned.push(other),
        }
    }
    // Normalizing a relative URL must not create a scheme.
    (name.is_some() || scheme(&cleaned).is_none()).then_some(Cow::Owned(cleaned))
}

/// Writes a byte as two hexadecimal digits behind a percent sign.
pub(crate) fn percent_encode(byte: u8, text: &mut String) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    text.push('%');
    for digit in [byte >> 4, byte & 15] {
        text.push(char::from(
            HEX.get(usize::from(digit)).copied().unwrap_or(b'0'),
        ));
    }
}

/// The text as a part of a path: all but ASCII letters, digits and `_` is percent-encoded.
pub(crate) fn percent_encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || byte == b'_' {
            encoded.push(char::from(byte));
        } else {
            percent_encode(byte, &mut encoded);
        }
    }
    encoded
}

/// The text with its percent-encoded bytes decoded; what is no encoded byte stays as it is.
pub(crate) fn decoded(text: &str) -> String {
    let digit = |byte: Option<&u8>| char::from(*byte?).to_digit(16);
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let pair = digit(behind.first()).zip(digit(behind.get(1)));
        match pair.filter(|_| *first == b'%') {
            Some((high, low)) => {
                bytes.push((high * 16 + low) as u8);
                rest = behind.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = behind;
            }
        }
    }
    lossy(&bytes).into_owned()
}

/// The scheme as written, if there is one.
fn scheme(address: &str) -> Option<&str> {
    let (name, _) = split_once(address, b":")?;
    let mut letters = name.bytes();
    let valid = letters.next()?.is_ascii_alphabetic()
        && letters.all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    valid.then_some(name)
}

/// The part between the two slashes and the path.
fn authority(cleaned: &str) -> Option<&str> {
    let rest = cleaned
        .strip_prefix("https:")
        .or_else(|| cleaned.strip_prefix("http:"))
        .unwrap_or(cleaned);
    let rest = trim_start(rest.strip_prefix("//")?, |letter| letter == '/');
    Some(up_to(rest, b"/?#"))
}

/// Whether the authority, if any, has a valid host and port, and no user name or password.
fn has_valid_authority(cleaned: &str) -> bool {
    let Some(authority) = authority(cleaned) else {
        return true;
    };
    let port = authority.get(host(authority).len()..).unwrap_or_default();
    let port_fits = port.bytes().skip(1).fold(0, |sum, digit| {
        (sum * 10 + u32::from(digit & 15)).min(99_999)
    }) < 65_536;
    port_fits && host::is_sound(host(authority))
}

/// The host of an authority, without its port.
fn host(authority: &str) -> &str {
    match rsplit_once(authority, b':') {
        Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    }
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || host.strip_prefix("127.").is_some_and(|rest| {
            rest.bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b'.')
        })
}

/// Segments such as `..` are left for the browser to resolve.
fn join(address: &str, base: &str) -> String {
    let (Some(base_scheme @ ("http" | "https")), None) = (scheme(base), scheme(address)) else {
        return address.to_owned();
    };
    let start = if address.starts_with("//") {
        base.get(..=base_scheme.len())
    } else if address.starts_with('/') {
        // Scheme, two slashes, host.
        base.get(..base_scheme.len() + 3 + authority(base).map_or(0, str::len))
    } else if address.starts_with('#') {
        Some(up_to(base, b"#"))
    } else if address.starts_with('?') {
        Some(up_to(base, b"?#"))
    } else {
        let path = up_to(base, b"?#");
        let folder = rsplit_once(path, b'/').map_or(0, |(folder, _)| folder.len() + 1);
        // A host without a path has no folder yet.
        if folder <= base_scheme.len() + 3 {
            return [path, "/", address].concat();
        }
        path.get(..folder)
    };
    [start.unwrap_or_default(), address].concat()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn link(raw: &str) -> Option<String> {
        Address::link(raw).map(|address| address.as_str().to_owned())
    }

    #[test]
    fn what_can_run_or_read_is_refused() {
        for raw in [
            "javascript:alert(1)",
            " \u{1}JaVa\tScr\nipt\r:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:https://a.example/1",
            "ms-calculator:",
            "https://user:word@a.example/",
            "//user@a.example",
            "https:\\\\user@a.example",
            "",
            "  ",
            "http://",
        ] {
            assert_eq!(link(raw), None, "{raw:?}");
        }
    }

    #[test]
    fn what_a_browser_would_read_is_what_is_written() {
        for (raw, written) in [
            (
                "https://a.example/b?c=d\\e#f",
                "https://a.example/b?c=d\\e#f",
            ),
            ("HTTPS://a.example", "https://a.example"),
            ("https:\\\\a.example\\b", "https://a.example/b"),
            ("http:///a.example", "http://a.example"),
            ("https:///a.example?b", "https://a.example?b"),
            ("/\\a.example/x", "//a.example/x"),
            ("a b", "a%20b"),
            ("mailto:a@b.example", "mailto:a@b.example"),
            ("javascript&colon;alert(1)", "javascript&colon;alert(1)"),
            ("../x:y", "../x:y"),
        ] {
            assert_eq!(link(raw).as_deref(), Some(written), "{raw:?}");
        }
    }

    #[test]
    fn media_comes_by_https_or_from_this_machine() {
        assert!(Address::media("https://a.example/p.jpg").is_some());
        assert!(Address::media("p.jpg").is_some());
        assert!(Address::media("//a.example/p.jpg").is_some());
        assert!(Address::media("http://127.0.0.1:8080/p.jpg").is_some());
        assert!(Address::media("http://127.0.0.1.evil.example/p.jpg").is_none());
        assert!(Address::media("http://a.example/p.jpg").is_none());
        assert!(Address::media("mailto:a@b.example").is_none());
    }

    #[test]
    fn relative_addresses_start_from_the_base() {
        let base = Address::link("https://a.example/b/c/d?q#f");
        for (raw, full) in [
            ("g", "https://a.example/b/c/g"),
            ("g/", "https://a.example/b/c/g/"),
            ("../g", "https://a.example/b/c/../g"),
            ("/g", "https://a.example/g"),
            ("//h.example", "https://h.example"),
            ("?y", "https://a.example/b/c/d?y"),
            ("#s", "https://a.example/b/c/d?q#s"),
            ("https://x.example/", "https://x.example/"),
        ] {
            let found = Address::link(raw)
                .zip(base.as_ref())
                .map(|(address, base)| address.join(base).as_str().to_owned());
            assert_eq!(found.as_deref(), Some(full), "{raw}");
        }
        for base in ["https://a.example", "https:///a.example"] {
            let bare = Address::link(base).unwrap();
            let resolved = Address::link("b@c.example").unwrap().join(&bare);
            assert_eq!(resolved.as_str(), "https://a.example/b@c.example");
        }
        let bare = Address::link("https://a.example").unwrap();
        assert_eq!(
            Address::link("g").unwrap().join(&bare).as_str(),
            "https://a.example/g"
        );
    }
}
