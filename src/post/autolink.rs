//! Links in the text of a post that came without any: mentions, hashtags, cashtags and addresses.
//!
//! After the platform's public rules, written small: instead of its list of 1,500 top level domains, an address without
//! a scheme needs a country's domain or one of the common others, and letters are all that is no known punctuation.

use super::Network;
use crate::locale::is_word_char as is_letter;
use crate::scan::{contains, prefix_len, split_once, trim_start, up_to as until};
use crate::url::Address;

/// Type of an entity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EntityKind {
    Mention,
    Hashtag,
    Cashtag,
    Url,
}

/// Where a found piece leads. `page` is the URL of the post that it is in.
pub(crate) fn entity_url(
    network: &dyn Network,
    found: EntityKind,
    piece: &str,
    page: Option<&Address<'_>>,
) -> Option<Address<'static>> {
    let bare = trim_start(piece, |letter| {
        is_at(letter) || is_hash(letter) || letter == '$'
    });
    match found {
        // A list, as in @handle/list, leads to its owner.
        EntityKind::Mention => network.profile(until(bare, b"/"), page),
        EntityKind::Hashtag => network.hashtag(bare, page),
        EntityKind::Cashtag => network.cashtag(bare),
        EntityKind::Url => {
            let scheme = if scheme(piece) > 0 { "" } else { "https://" };
            Address::link(&[scheme, bare].concat()).map(Address::into_owned)
        }
    }
}

/// All links in a text, in order and without overlaps, as byte ranges.
pub(crate) fn entities(network: &dyn Network, text: &str) -> Vec<(usize, usize, EntityKind)> {
    let mut found = Vec::new();
    let (mut at, mut last) = (0, ' ');
    while let Some((head, rest)) = text.split_at_checked(at) {
        let Some(letter) = first(rest) else { break };
        let name = rest.get(letter.len_utf8()..).unwrap_or_default();
        let (kind, length) = match letter {
            _ if is_at(letter) => (EntityKind::Mention, mention(network, head, name)),
            _ if is_hash(letter) => (EntityKind::Hashtag, hashtag(last, name)),
            '$' => (EntityKind::Cashtag, cashtag(last, name)),
            _ => (EntityKind::Url, 0),
        };
        let length = match length {
            0 if kind == EntityKind::Url && is_letter(letter) => url(last, rest),
            0 => 0,
            length => length + letter.len_utf8(),
        };
        if length > 0 {
            found.push((at, at + length, kind));
            // Text after a link counts as following a letter.
            last = 'a';
            at += length;
        } else {
            last = letter;
            at += letter.len_utf8();
        }
    }
    found
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn is_at(letter: char) -> bool {
    matches!(letter, '@' | '＠')
}

fn is_hash(letter: char) -> bool {
    matches!(letter, '#' | '＃')
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

fn is_ascii_letter(letter: char) -> bool {
    letter.is_ascii_alphabetic()
}

/// Latin letters with accents.
fn is_accented(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{24f}' | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
        && !matches!(letter, '×' | '÷')
}

/// The bytes of a handle, or of a handle and a list's name.
fn mention(network: &dyn Network, head: &str, name: &str) -> usize {
    let last = head.chars().next_back().unwrap_or(' ');
    if is_word(last) || is_at(last) || matches!(last, '!' | '#' | '$' | '%' | '&' | '*') {
        // "RT@name" is a repost of old, not an e-mail address.
        let start = head.len().saturating_sub(2);
        let (free, word) = head.split_at_checked(start).unwrap_or_default();
        let before = free.chars().next_back().unwrap_or(' ');
        let parted = !is_word(before) && !matches!(before, '+' | '~' | '.' | '-');
        if !parted || !begins(word, "rt") {
            return 0;
        }
    }
    let length = network.handle_len(name);
    let after = name.get(length..).unwrap_or_default();
    let next = first(after).unwrap_or(' ');
    if after.starts_with("://") || is_at(next) || is_accented(next) {
        return 0;
    }
    let list = after.strip_prefix('/').unwrap_or_default();
    if length > 0 && first(list).is_some_and(is_ascii_letter) {
        return length + 1 + prefix_len(list, |letter| is_word(letter) || letter == '-').min(25);
    }
    length
}

/// Characters allowed in a hashtag, but not alone.
fn is_joint(letter: char) -> bool {
    matches!(
        letter,
        '_' | '\u{b7}'
            | '\u{200c}'
            | '\u{200d}'
            | '\u{30fb}'
            | '\u{30a0}'
            | '\u{301c}'
            | '\u{ff5e}'
            | '\u{3003}'
            | '\u{309b}'
            | '\u{309c}'
            | '\u{f0b}'
            | '\u{f0c}'
            | '\u{5be}'
            | '\u{5f3}'
            | '\u{5f4}'
            | '\u{a67e}'
    )
}

/// Digits of the scripts that are most used.
fn is_digit(letter: char) -> bool {
    match letter {
        // Indic scripts have their digits at the same offset.
        '\u{900}'..='\u{dff}' => matches!(letter as u32 & 0x7f, 0x66..=0x6f),
        '0'..='9'
        | '\u{660}'..='\u{669}'
        | '\u{6f0}'..='\u{6f9}'
        | '\u{e50}'..='\u{e59}'
        | '\u{ff10}'..='\u{ff19}' => true,
        _ => false,
    }
}

fn is_hashtag(letter: char) -> bool {
    is_letter(letter) || is_joint(letter)
}

fn hashtag(last: char, name: &str) -> usize {
    let length = prefix_len(name, is_hashtag);
    let (tag, after) = name.split_at_checked(length).unwrap_or_default();
    let next = first(after).unwrap_or(' ');
    let wordless = !contains(tag, |letter| {
        is_letter(letter) && !is_digit(letter) && !is_joint(letter)
    });
    // A keycap or an emoji's sign is no hashtag.
    if is_hashtag(last) || last == '&' || wordless || is_hash(next) || after.starts_with("://") {
        0
    } else {
        length
    }
}

fn cashtag(last: char, name: &str) -> usize {
    let letters = prefix_len(name, is_ascii_letter);
    let behind = name.get(letters..).unwrap_or_default();
    let class = behind.get(1..).unwrap_or_default();
    let class_letters = prefix_len(class, is_ascii_letter);
    let ends = |rest: &str| first(rest).is_none_or(|c| !is_letter(c));
    if !last.is_whitespace() || !(1..=6).contains(&letters) {
        0
    } else if behind.starts_with(['.', '_'])
        && (1..=2).contains(&class_letters)
        && ends(class.get(class_letters..).unwrap_or_default())
    {
        letters + 1 + class_letters
    } else if ends(behind) {
        letters
    } else {
        0
    }
}

fn begins(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|text| text.eq_ignore_ascii_case(start))
}

/// The length of the scheme that an address begins with.
fn scheme(text: &str) -> usize {
    let mut schemes = ["https://", "http://"].iter();
    schemes
        .find(|scheme| begins(text, scheme))
        .map_or(0, |scheme| scheme.len())
}

fn url(last: char, rest: &str) -> usize {
    let scheme = scheme(rest);
    let clash = last.is_ascii_alphanumeric()
        || is_at(last)
        || is_hash(last)
        || matches!(last, '$' | '\u{feff}')
        || (scheme == 0 && (matches!(last, '-' | '_' | '.' | '/' | ':') || is_accented(last)));
    if clash {
        return 0;
    }
    let named = rest.get(scheme..).unwrap_or_default();
    let host = host(named, scheme > 0);
    if host == 0 {
        return 0;
    }
    let mut end = scheme + host;
    let after = |end: usize| rest.get(end..).unwrap_or_default();
    if let Some(port) = after(end).strip_prefix(':') {
        let digits = prefix_len(port, |letter| letter.is_ascii_digit());
        end += if digits > 0 { digits + 1 } else { 0 };
    }
    let mut path = path(after(end));
    if host == 4 && begins(named, "t.co") && path > 0 {
        // The platform's own short URLs have a known pattern.
        path = 1 + prefix_len(after(end + 1), |letter| letter.is_ascii_alphanumeric());
        if path > 41 {
            return 0;
        }
    }
    end += path;
    end + query(after(end))
}

fn is_host(letter: char) -> bool {
    is_word(letter) || letter == '-' || is_accented(letter)
}

/// Behind a scheme, letters of all scripts and signs make names.
fn is_wide_host(letter: char) -> bool {
    is_host(letter)
        || is_letter(letter)
        || matches!(letter, '\u{2190}'..='\u{2bff}' | '\u{1f000}'..='\u{1fbff}')
}

/// No name in the domain name system is longer.
const MAX_HOST_LEN: usize = 254;

/// The bytes of the longest host name that ends in a top level domain.
fn host(text: &str, scheme: bool) -> usize {
    let is_host = if scheme { is_wide_host } else { is_host };
    let (mut at, mut end) = (0, 0);
    let (mut plain, mut switched) = (false, false);
    while at <= MAX_HOST_LEN {
        let rest = text.get(at..).unwrap_or_default();
        let length = prefix_len(rest, is_host);
        if plain {
            let (domain, known) = top_level(rest, scheme);
            if domain > 0 && (known || !switched) {
                end = at + domain;
                // Other letters go on without a space; only what is known for sure may end behind them.
                switched = domain < length;
            }
        }
        let (label, rest) = rest.split_at_checked(length).unwrap_or_default();
        let edge = |byte| matches!(byte, None | Some(b'-' | b'_'));
        let valid = !edge(label.bytes().next())
            && !edge(label.bytes().next_back())
            && (label.is_ascii() || !begins(label, "xn--"));
        match rest.bytes().next() {
            // An e-mail address.
            Some(b'@') => return 0,
            Some(b'.') if valid => {
                plain = !contains(label, |letter| letter == '_');
                at += length + 1;
            }
            _ => break,
        }
    }
    end
}

/// Domains that exist, most used first; countries have two letters, all of which count.
const TOP_LEVEL: &str = "com org net info edu gov int mil biz name pro aero asia cat coop jobs mobi museum post tel \
    travel xxx app dev blog news online site shop store tech xyz live media press social world today link page cloud \
    top club art design agency network email photo photos video radio film wiki health science space earth green \
    london berlin paris tokyo nyc swiss global foundation academy education university report review reviews events \
    community company digital arpa ";

/// Countries' and common others in other scripts. No space need follow them.
const WIDE_TOP_LEVEL: &str = "рф 中国 中國 みんな 한국 укр срб бел қаз москва онлайн сайт 台湾 台灣 香港 公司 ไทย भारत \
    مصر قطر السعودية امارات ایران پاکستان ";

/// The bytes of a top level domain at the start, and whether it is known for sure.
fn top_level(text: &str, scheme: bool) -> (usize, bool) {
    let label = prefix_len(text, |letter| is_host(letter) && letter != '_');
    let letters = prefix_len(text, |letter| {
        is_ascii_letter(letter) || is_accented(letter)
    });
    if label > 4 && begins(text, "xn--") {
        return (label, true);
    }
    let next = text.get(label..).and_then(first).unwrap_or(' ');
    if letters < label || label == 1 || matches!(next, '@' | '+') {
        return (0, false);
    }
    let mut list = TOP_LEVEL;
    if letters == 0 {
        list = WIDE_TOP_LEVEL;
    } else if letters == 2 && first(text).is_some_and(is_ascii_letter) {
        return (2, true);
    }
    while let Some((known, rest)) = split_once(list, b" ") {
        if (letters == 0 || letters == known.len()) && begins(text, known) {
            return (known.len(), true);
        }
        list = rest;
    }
    let length = match letters {
        0 => prefix_len(text, is_letter),
        _ => letters,
    };
    let domain = scheme && length > 2 && next != '_';
    (if domain { length } else { 0 }, false)
}

fn ends_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || is_accented(letter)
        || matches!(
            letter,
            '\u{400}'..='\u{4ff}' | '=' | '_' | '#' | '/' | '+' | '-'
        )
}

fn is_path(letter: char) -> bool {
    ends_path(letter)
        || matches!(
            letter,
            '!' | '*'
                | '\''
                | ';'
                | ':'
                | ','
                | '.'
                | '$'
                | '%'
                | '['
                | ']'
                | '–'
                | '~'
                | '@'
                | '|'
                | '&'
        )
}

/// Brackets in brackets belong to an address this deep; the limit keeps unclosed ones from being searched again and again.
const MAX_BRACKETS: u32 = 4;

/// The bytes of the brackets at the start, with what is in them; 0 if they are no part of a path.
fn brackets(text: &str) -> usize {
    let (mut depth, mut at, mut last) = (0u32, 0, ' ');
    for letter in text.chars() {
        at += letter.len_utf8();
        match letter {
            '(' if depth == MAX_BRACKETS => return 0,
            '(' => depth += 1,
            // With nothing in them they are no part of an address.
            ')' if last == '(' => return 0,
            ')' => depth -= 1,
            _ if is_path(letter) => {}
            _ => return 0,
        }
        if depth == 0 {
            return at;
        }
        last = letter;
    }
    0
}

/// The bytes of a path: ends with a letter that can end one, or with brackets that were opened in it.
fn path(text: &str) -> usize {
    if !text.starts_with('/') {
        return 0;
    }
    let (mut end, mut at) = (1, 1);
    while let Some(letter) = text.get(at..).and_then(first) {
        if letter == '(' {
            let length = brackets(text.get(at..).unwrap_or_default());
            if length == 0 {
                break;
            }
            at += length;
            end = at;
        } else if is_path(letter) {
            at += letter.len_utf8();
            if ends_path(letter) {
                end = at;
            }
        } else {
            break;
        }
    }
    end
}

fn is_query(letter: char) -> bool {
    letter.is_ascii_graphic() && !matches!(letter, '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '}')
}

fn query(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('?') else {
        return 0;
    };
    let length = prefix_len(rest, is_query);
    let last = rest
        .get(..length)
        .unwrap_or_default()
        .bytes()
        .rposition(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'&' | b'=' | b'#' | b'/')
        });
    last.map_or(0, |last| last + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        let spans = entities(&super::super::x::X, text);
        spans
            .iter()
            .filter_map(|(start, end, _)| text.get(*start..*end))
            .collect()
    }

    #[test]
    fn mentions_hashtags_cashtags_and_addresses_are_found_in_running_text() {
        for (text, links) in [
            (
                "On my way to @NATO’s #NATOFMM pic.twitter.com/uVYnsz1sjA",
                vec!["@NATO", "#NATOFMM", "pic.twitter.com/uVYnsz1sjA"],
            ),
            ("$AAPL, $BRK.A and $5", vec!["$AAPL", "$BRK.A"]),
            (
                "(see https://a.example/x_(y)?z=1.)",
                vec!["https://a.example/x_(y)?z=1"],
            ),
            ("mail@a.example RT @x: .@y", vec!["@x", "@y"]),
            (
                "#日本語、#عربي؟ #été #123 #1a a#b",
                vec!["#日本語", "#عربي", "#été", "#1a"],
            ),
            ("🎉#party🎉 👍🏽@one", vec!["#party", "@one"]),
            ("end. Next e.g. this", vec![]),
            (
                "https://a.example/b_(c_(d)) (https://a.example/e_(f)) https://a.example/g()",
                vec![
                    "https://a.example/b_(c_(d))",
                    "https://a.example/e_(f)",
                    "https://a.example/g",
                ],
            ),
            ("#️⃣one #⃣ #⃣two", vec![]),
            ("#١٢٣ #१२ #๔๕ #१२क", vec!["#१२क"]),
            ("$ABC$DEF, $AB_ $A.BCD", vec!["$ABC", "$AB", "$A"]),
            (
                "https://t.co/Ab1-x and https://t.co/Ab1’s",
                vec!["https://t.co/Ab1", "https://t.co/Ab1"],
            ),
        ] {
            assert_eq!(found(text), links, "{text}");
        }
    }

    #[test]
    fn hosts_end_in_a_top_level_domain_and_hold_what_the_platform_lets_them() {
        for (text, links) in [
            (
                "Zürich.ch, a_b.c-d.ch und zürich.nichts",
                vec!["Zürich.ch", "a_b.c-d.ch"],
            ),
            (
                "https://☂.example/a https://a.vermögen/",
                vec!["https://☂.example/a", "https://a.vermögen/"],
            ),
            ("https://a_b.example https://a.b_.example", vec![]),
            ("https://xn--ä.example https://10.20.30.444", vec![]),
            (
                "https://a.deと、b.orgと.この",
                vec!["https://a.de", "b.org"],
            ),
            ("https://a.deと.weiter", vec!["https://a.de"]),
            ("https://a.deと.com", vec!["https://a.deと.com"]),
            ("ここa.みんなが", vec!["a.みんな"]),
            ("a.de-b@c.de a.de+b@c.de a.de.b@c.de", vec![]),
            ("\u{2066}\u{202a}a.org\u{202c}\u{2069}", vec!["a.org"]),
        ] {
            assert_eq!(found(text), links, "{text}");
        }
    }
}
