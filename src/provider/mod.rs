//! Embed providers and their players. Nothing outside `providers.json` is ever framed.
//!
//! In a path there, `*` stands for a name, `#` for digits, `+` for anything that may be a value of the player's query, `{a|b}` for one
//! of several; what they stood for is `{1}`, `{2}` …
//! of the player. `{host}` is the host, `{query}` the query, `{url}` the whole address as a value, `{start}` the second to start at,
//! and `{map}` the part of the world that a fragment names. A host that ends with `.*` is that one in every country. The first form
//! that fits counts; one without a player is an address that says nothing about its content.

mod generated;
mod map_view;

use crate::json::digits;
use crate::scan::{split, split_at_str, split_once, up_to};
use crate::url::{self, Address};
use generated::{PLAYERS, THUMBNAIL_HOSTS};

/// A provider's embeddable player.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct PlayerFrame {
    /// Provider id, as used in options and consent.
    pub(crate) id: &'static str,
    /// Display name of the provider.
    pub(crate) name: &'static str,
    /// Width to height, as `16x9`, or the height in CSS pixels, as `x400`.
    pub(crate) shape: &'static str,
    /// URL of the player.
    pub(crate) url: Address<'static>,
}

/// The player for a URL; none if its provider isn't in the table.
pub(crate) fn find_player(url: &Address<'_>) -> Option<PlayerFrame> {
    let whole = url.as_str();
    let rest = ["https://", "http://", "//"];
    let rest = rest.into_iter().find_map(|start| whole.strip_prefix(start));
    let (address, fragment) = split_once(rest?, b"#").unwrap_or((rest?, ""));
    let (address, query) = split_once(address, b"?").unwrap_or((address, ""));
    let (host, path) = split_once(address, b"/").unwrap_or((address, ""));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let place = UrlParts {
        url: whole,
        host,
        path: split(path.strip_suffix('/').unwrap_or(path), b"/"),
        query,
        fragment,
    };
    split(PLAYERS, b"\n")
        .into_iter()
        .find_map(|line| place.player_frame(line))
        .flatten()
}

/// Whether an image is hosted by the provider of `url` or on a known thumbnail host: loading it would reveal the reader
/// as the player would.
pub(crate) fn is_provider_host(picture: &Address<'_>, url: &Address<'_>) -> bool {
    let (Some(from), Some(host)) = (picture.host(), url.host()) else {
        return false;
    };
    let under = |host: &str, end: &str| {
        host.strip_suffix(end)
            .is_some_and(|sub| sub.is_empty() || sub.ends_with('.'))
    };
    let bare = |host: &str| String::from(host.strip_prefix("www.").unwrap_or(host));
    let (from, host) = (bare(&from), bare(&host));
    under(&from, &host)
        || under(&host, &from)
        || split(THUMBNAIL_HOSTS, b",")
            .into_iter()
            .any(|end| under(&from, end))
}

/// A URL in parts.
struct UrlParts<'a> {
    url: &'a str,
    host: &'a str,
    path: Vec<&'a str>,
    query: &'a str,
    fragment: &'a str,
}

impl<'a> UrlParts<'a> {
    /// What a line says about the URL: nothing, a player, or that there is none.
    fn player_frame(&self, line: &'static str) -> Option<Option<PlayerFrame>> {
        let (id, line) = split_once(line, b"|")?;
        let (name, line) = split_once(line, b"|")?;
        let (shape, line) = split_once(line, b"|")?;
        let (form, player) = split_once(line, b"|")?;
        let found = self.match_pattern(form)?;
        if player.is_empty() {
            return Some(None);
        }
        let address = ["https://", &self.expand_template(player, &found)?].concat();
        Some(Some(PlayerFrame {
            id,
            name,
            shape,
            url: Address::media(&address)?.into_owned(),
        }))
    }

    fn is_host(&self, wanted: &str) -> bool {
        match wanted.strip_suffix('*') {
            // `google.it`, `google.co.uk`, `google.com.br`
            Some(start) => self.host.strip_prefix(start).is_some_and(|end| {
                let country = ["com.", "co."]
                    .into_iter()
                    .find_map(|kind| end.strip_prefix(kind));
                end == "com" || country.unwrap_or(end).len() == 2
            }),
            None => self.host == wanted,
        }
    }

    /// The values of the pattern's wildcards; none if the URL doesn't match.
    fn match_pattern(&self, form: &str) -> Option<Vec<&'a str>> {
        let (form, query) = split_once(form, b"?").unwrap_or((form, ""));
        let (hosts, path) = split_once(form, b"/")?;
        let path = split(path, b"/");
        let is_host = split(hosts, b"+")
            .into_iter()
            .any(|host| self.is_host(host));
        if !is_host || path.len() != self.path.len() {
            return None;
        }
        let mut found = Vec::new();
        for (wanted, piece) in path.into_iter().zip(self.path.iter().copied()) {
            match wanted
                .strip_prefix('(')
                .and_then(|rest| rest.strip_suffix(')'))
            {
                Some(several) if split(several, b"+").contains(&piece) => found.push(piece),
                Some(_) => return None,
                None => match_step(wanted, piece, &mut found)?,
            }
        }
        if let Some((key, _)) = split_once(query, b"=") {
            found.push(self.query_value(key).filter(|value| is_value(value))?);
        }
        Some(found)
    }

    /// A parameter of the query.
    fn query_value(&self, key: &str) -> Option<&'a str> {
        let pairs = split(self.query, b"&").into_iter();
        pairs
            .filter_map(|pair| split_once(pair, b"="))
            .find_map(|(name, value)| (name == key && !value.is_empty()).then_some(value))
    }

    fn expand_template(&self, player: &str, found: &[&str]) -> Option<String> {
        let mut filled = String::new();
        let mut parts = split(player, b"$").into_iter();
        filled.push_str(parts.next().unwrap_or_default());
        for part in parts {
            let mut letters = part.chars();
            match letters.next() {
                Some('h') => filled.push_str(self.host),
                Some('q') if is_value(&split(self.query, b"&").concat()) => {
                    filled.push_str(self.query)
                }
                Some('m') => map_view::write_bounding_box(self.fragment, &mut filled)?,
                Some('u') => encode_query_value(self.url, &mut filled),
                Some('t') => {
                    let start = self.query_value("start").or_else(|| self.query_value("t"));
                    if let Some(seconds) = start.and_then(seconds) {
                        filled.push_str("?start=");
                        filled.push_str(&digits(seconds));
                    }
                }
                Some(digit) => {
                    let nth = (digit as usize).wrapping_sub('1' as usize);
                    let value = found.get(nth).copied().unwrap_or_default();
                    // What a query may have could lead elsewhere in a path.
                    if !is_name(value) && split_once(&filled, b"?").is_none() {
                        return None;
                    }
                    filled.push_str(value);
                }
                None => {}
            }
            filled.push_str(letters.as_str());
        }
        Some(filled)
    }
}

/// Matches a step of a path, and adds what its wildcards stand for.
fn match_step<'a>(wanted: &str, piece: &'a str, found: &mut Vec<&'a str>) -> Option<()> {
    let (mut wanted, mut rest) = (wanted, piece);
    loop {
        let plain = up_to(wanted, b"*#+");
        rest = rest.strip_prefix(plain)?;
        let mut letters = wanted.get(plain.len()..)?.chars();
        let Some(wildcard) = letters.next() else {
            return rest.is_empty().then_some(());
        };
        wanted = letters.as_str();
        // Up to the next plain part.
        let plain = up_to(wanted, b"*#+");
        let value = match plain {
            "" => rest,
            _ => split_at_str(rest, plain)?.0,
        };
        let fits = match wildcard {
            '#' => !value.is_empty() && value.bytes().all(|byte| byte.is_ascii_digit()),
            '*' => is_name(value),
            _ => !value.is_empty() && is_value(value),
        };
        if !fits {
            return None;
        }
        found.push(value);
        rest = rest.get(value.len()..)?;
    }
}

/// Percent-encodes a URL as a query parameter.
fn encode_query_value(address: &str, filled: &mut String) {
    for byte in address.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            filled.push(char::from(byte));
        } else {
            url::percent_encode(byte, filled);
        }
    }
}

/// Whether a path segment is a plain name, so that it can't change the path.
fn is_name(step: &str) -> bool {
    let sound = |byte: u8| byte.is_ascii_alphanumeric() || b"_-.~@:,=".contains(&byte);
    !step.is_empty() && !step.starts_with('.') && step.bytes().all(sound)
}

/// Whether a query value has only harmless characters.
fn is_value(value: &str) -> bool {
    value
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"_-.~@:,=%!+*/?".contains(&byte))
}

/// `90`, `90s` and `1h2m3s` in seconds.
fn seconds(text: &str) -> Option<u32> {
    let (mut sum, mut number) = (0u32, 0u32);
    for letter in text.bytes() {
        let unit = match letter {
            b'0'..=b'9' => {
                number = number
                    .checked_mul(10)?
                    .checked_add(u32::from(letter - b'0'))?;
                continue;
            }
            b'h' => 3600,
            b'm' => 60,
            b's' => 1,
            _ => return None,
        };
        sum = sum.checked_add(number.checked_mul(unit)?)?;
        number = 0;
    }
    sum.checked_add(number).filter(|seconds| *seconds > 0)
}
