//! Links in the text of a post that came without any: mentions, hashtags, cashtags and addresses.
//!
//! The rules are those of the platform's public conformance suite, written small: instead of its list of 1,500 top
//! level domains, an address without a scheme needs a country's domain or one of the common others.

use super::profile;
use crate::address::Address;
use crate::locale::is_word as is_letter;
use alloc::vec::Vec;

/// What was found, and where.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Found {
    Mention,
    Hashtag,
    Cashtag,
    Url,
}

/// Where a found piece leads.
pub(crate) fn target(found: Found, piece: &str) -> Option<Address<'static>> {
    let bare = piece.trim_start_matches(['@', '＠', '#', '＃', '$']);
    let start = match found {
        // A list, as in @handle/list, leads to its owner.
        Found::Mention => return profile(bare.split('/').next()?),
        Found::Hashtag => "https://x.com/hashtag/",
        Found::Cashtag => "https://x.com/search?q=%24",
        Found::Url if has_scheme(piece) > 0 => "",
        Found::Url => "https://",
    };
    Address::link(&[start, bare].concat()).map(Address::into_owned)
}

/// The length of the scheme that an address begins with.
fn has_scheme(text: &str) -> usize {
    ["https://", "http://"]
        .iter()
        .map(|scheme| scheme.len())
        .zip(["https://", "http://"])
        .find(|(length, scheme)| {
            text.get(..*length)
                .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
        })
        .map_or(0, |(length, _)| length)
}

/// All links in a text, in order and without overlaps, as byte ranges.
pub(crate) fn entities(text: &str) -> Vec<(usize, usize, Found)> {
    let mut found = Vec::new();
    let mut at = 0;
    let mut before: Option<char> = None;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let Some(letter) = rest.chars().next() else {
            break;
        };
        let hit = match letter {
            '@' | '＠' => {
                mention(text.get(..at).unwrap_or_default(), rest).map(|n| (n, Found::Mention))
            }
            '#' | '＃' => hashtag(before, rest).map(|n| (n, Found::Hashtag)),
            '$' => cashtag(before, rest).map(|n| (n, Found::Cashtag)),
            _ => url(before, rest).map(|n| (n, Found::Url)),
        };
        let length = match hit {
            Some((length, kind)) => {
                found.push((at, at + length, kind));
                length
            }
            None => letter.len_utf8(),
        };
        before = text
            .get(at..at + length)
            .and_then(|piece| piece.chars().last());
        at += length;
    }
    found
}

/// How many bytes at the start of `text` are of letters that `wanted` takes.
fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|letter| !wanted(letter)).unwrap_or(text.len())
}

fn is_word(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}

/// Latin letters with accents, as the suite lists them.
fn is_accented(letter: char) -> bool {
    matches!(letter, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}'
        | '\u{253}'..='\u{254}' | '\u{256}'..='\u{257}' | '\u{259}' | '\u{25b}' | '\u{263}'
        | '\u{268}' | '\u{26f}' | '\u{272}' | '\u{289}' | '\u{28b}' | '\u{2bb}'
        | '\u{300}'..='\u{36f}' | '\u{1e00}'..='\u{1eff}')
}

fn mention(before: &str, rest: &str) -> Option<usize> {
    // "RT@name" is a repost of old, not an e-mail address.
    let repost = before
        .trim_end_matches(':')
        .char_indices()
        .rev()
        .nth(1)
        .is_some_and(|(start, _)| {
            let trimmed = before.trim_end_matches(':');
            before.len() - trimmed.len() <= 1
                && trimmed
                    .get(start..)
                    .is_some_and(|word| word.eq_ignore_ascii_case("rt"))
                && !trimmed
                    .get(..start)
                    .and_then(|head| head.chars().next_back())
                    .is_some_and(|c| is_word(c) || matches!(c, '+' | '~' | '.' | '-'))
        });
    let parted = !before.chars().next_back().is_some_and(|letter| {
        is_word(letter) || matches!(letter, '!' | '#' | '$' | '%' | '&' | '*' | '@' | '＠')
    });
    if !parted && !repost {
        return None;
    }
    let sign = rest.chars().next()?.len_utf8();
    let name = rest.get(sign..)?;
    let length = run(name, is_word).min(20);
    let after = name.get(length..)?;
    let clash = after.starts_with("://")
        || after
            .chars()
            .next()
            .is_some_and(|letter| matches!(letter, '@' | '＠') || is_accented(letter));
    if length == 0 || clash {
        return None;
    }
    let list = after
        .strip_prefix('/')
        .filter(|list| list.starts_with(|letter: char| letter.is_ascii_alphabetic()))
        .map_or(0, |list| {
            1 + run(list, |letter| is_word(letter) || letter == '-').min(25)
        });
    Some(sign + length + list)
}

/// Letters, marks and digits of all scripts, and the few signs that words are joined by.
fn is_hashtag(letter: char) -> bool {
    is_letter(letter)
        || letter == '_'
        || matches!(letter, '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}'
            | '\u{5f3}' | '\u{5f4}' | '\u{610}'..='\u{61a}' | '\u{64b}'..='\u{65f}' | '\u{670}'
            | '\u{6d6}'..='\u{6ed}' | '\u{93c}' | '\u{94d}' | '\u{951}'..='\u{954}' | '\u{9bc}'
            | '\u{9cd}' | '\u{a3c}' | '\u{a4d}' | '\u{abc}' | '\u{acd}' | '\u{bcd}' | '\u{c4d}'
            | '\u{ccd}' | '\u{d4d}' | '\u{dca}' | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}'
            | '\u{eb1}'..='\u{ecd}' | '\u{f0b}' | '\u{f0c}' | '\u{1037}'..='\u{103a}'
            | '\u{17b4}'..='\u{17d3}' | '\u{b7}' | '\u{200c}' | '\u{200d}' | '\u{3003}'
            | '\u{3099}'..='\u{309c}' | '\u{30a0}' | '\u{30fb}' | '\u{301c}' | '\u{ff5e}'
            | '\u{a67e}' | '\u{20d0}'..='\u{20df}')
}

fn hashtag(before: Option<char>, rest: &str) -> Option<usize> {
    if before.is_some_and(|letter| is_hashtag(letter) || letter == '&') {
        return None;
    }
    let sign = rest.chars().next()?.len_utf8();
    let name = rest.get(sign..)?;
    // A keycap or an emoji's sign is no hashtag.
    if name.starts_with(['\u{fe0f}', '\u{20e3}']) {
        return None;
    }
    let length = run(name, is_hashtag);
    let tag = name.get(..length)?;
    let after = name.get(length..)?;
    let clash = after.starts_with("://") || after.starts_with(['#', '＃']);
    let wordless = !tag
        .chars()
        .any(|letter| is_hashtag(letter) && !letter.is_ascii_digit() && !is_joint(letter));
    (!clash && !wordless).then_some(sign + length)
}

/// Signs that may stand in a hashtag and make none alone.
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
            | '\u{5f3}'
            | '\u{5f4}'
            | '\u{5be}'
            | '\u{a67e}'
    )
}

fn cashtag(before: Option<char>, rest: &str) -> Option<usize> {
    if before.is_some_and(|letter| !letter.is_whitespace()) {
        return None;
    }
    let name = rest.get(1..)?;
    let letters = run(name, |letter| letter.is_ascii_alphabetic());
    if !(1..=6).contains(&letters) {
        return None;
    }
    let behind = name.get(letters..)?;
    let share = behind
        .strip_prefix(['.', '_'])
        .map(|class| run(class, |letter| letter.is_ascii_alphabetic()))
        .filter(|length| (1..=2).contains(length))
        .map_or(0, |length| length + 1);
    let ends = |rest: &str| {
        rest.chars()
            .next()
            .is_none_or(|letter| letter.is_whitespace() || letter.is_ascii_punctuation())
            && !rest.starts_with(['_', '$'])
    };
    if share > 0 && ends(behind.get(share..)?) {
        return Some(1 + letters + share);
    }
    ends(behind).then_some(1 + letters)
}

fn url(before: Option<char>, rest: &str) -> Option<usize> {
    let first = rest.chars().next()?;
    if !is_letter(first) {
        return None;
    }
    let scheme = has_scheme(rest);
    let clash = before.is_some_and(|letter| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, '@' | '＠' | '$' | '#' | '＃')
            || (scheme == 0 && matches!(letter, '-' | '_' | '.' | '/' | ':'))
            || (scheme == 0 && is_letter(letter) && !is_wide(letter))
            || matches!(
                letter,
                '\u{202a}'..='\u{202e}' | '\u{fffe}' | '\u{feff}' | '\u{ffff}'
            )
    });
    if clash {
        return None;
    }
    let behind = rest.get(scheme..)?;
    let host = host(behind, scheme > 0)?;
    let mut end = scheme + host;
    if rest.get(end..)?.starts_with('@') {
        return None;
    }
    if let Some(port) = rest.get(end..)?.strip_prefix(':') {
        let digits = run(port, |letter| letter.is_ascii_digit());
        if digits > 0 {
            end += 1 + digits;
        }
    }
    end += path(rest.get(end..)?);
    end += query(rest.get(end..)?);
    Some(end)
}

/// Scripts that are written without spaces, so that an address may follow a letter.
fn is_wide(letter: char) -> bool {
    matches!(letter, '\u{1100}'..='\u{11ff}' | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7af}' | '\u{ff00}'..='\u{ffef}')
}

/// The bytes of a host name with a known top level domain.
fn host(text: &str, scheme: bool) -> Option<usize> {
    let letters = run(text, |letter| {
        letter.is_ascii_alphanumeric()
            || matches!(letter, '-' | '_' | '.')
            || (scheme && is_letter(letter) && !is_wide(letter))
            || is_accented(letter)
    });
    let mut name = text.get(..letters)?;
    // From the right: the longest name that ends in a known domain.
    loop {
        name = name.trim_end_matches(['.', '-', '_']);
        let (head, last) = name.rsplit_once('.')?;
        let labels_valid = head.split('.').all(|label| {
            !label.is_empty() && !label.starts_with(['-', '_']) && !label.ends_with(['-', '_'])
        });
        if labels_valid && is_top_level(last, scheme) {
            return Some(name.len());
        }
        name = head;
    }
}

/// Domains that exist, most used first; countries have two letters, all of which count.
const TOP_LEVEL: &[&str] = &[
    "com",
    "org",
    "net",
    "info",
    "edu",
    "gov",
    "int",
    "mil",
    "eu",
    "biz",
    "name",
    "pro",
    "aero",
    "asia",
    "cat",
    "coop",
    "jobs",
    "mobi",
    "museum",
    "post",
    "tel",
    "travel",
    "xxx",
    "app",
    "dev",
    "blog",
    "news",
    "online",
    "site",
    "shop",
    "store",
    "tech",
    "xyz",
    "live",
    "media",
    "press",
    "social",
    "world",
    "today",
    "link",
    "page",
    "cloud",
    "top",
    "club",
    "art",
    "design",
    "agency",
    "network",
    "email",
    "photo",
    "photos",
    "video",
    "radio",
    "film",
    "wiki",
    "museum",
    "health",
    "science",
    "space",
    "earth",
    "green",
    "london",
    "berlin",
    "paris",
    "tokyo",
    "nyc",
    "swiss",
    "global",
    "foundation",
    "academy",
    "education",
    "university",
    "report",
    "review",
    "reviews",
    "events",
    "community",
    "company",
    "digital",
    "guru",
    "ninja",
    "sexy",
    "sony",
    "sex",
    "ventures",
    "arpa",
    "местечко",
    "москва",
    "онлайн",
    "орг",
    "рф",
    "сайт",
    "みんな",
    "中国",
    "中國",
    "公司",
    "网络",
    "香港",
    "台湾",
    "한국",
];

fn is_top_level(label: &str, scheme: bool) -> bool {
    let lower = label.to_ascii_lowercase();
    let country = lower.len() == 2 && lower.bytes().all(|byte| byte.is_ascii_alphabetic());
    country
        || TOP_LEVEL.contains(&lower.as_str())
        || (scheme && lower.len() > 2 && lower.bytes().all(|byte| byte.is_ascii_alphabetic()))
        || lower.starts_with("xn--")
}

fn is_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || is_accented(letter)
        || matches!(letter, '\u{400}'..='\u{4ff}')
        || matches!(
            letter,
            '!' | '*'
                | '\''
                | ';'
                | ':'
                | '='
                | '+'
                | ','
                | '.'
                | '$'
                | '/'
                | '%'
                | '#'
                | '['
                | ']'
                | '-'
                | '–'
                | '_'
                | '~'
                | '@'
                | '|'
                | '&'
        )
}

fn ends_path(letter: char) -> bool {
    letter.is_ascii_alphanumeric()
        || is_accented(letter)
        || matches!(letter, '\u{400}'..='\u{4ff}')
        || matches!(letter, '=' | '_' | '#' | '/' | '+' | '-')
}

/// The bytes of a path: ends with a letter that can end one, or with brackets that were opened in it.
fn path(text: &str) -> usize {
    if !text.starts_with('/') {
        return 0;
    }
    let (mut end, mut at) = (1, 1);
    while let Some(letter) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if letter == '(' {
            let inner = text.get(at + 1..).unwrap_or_default();
            let length = run(inner, is_path);
            match inner.get(length..) {
                Some(rest) if length > 0 && rest.starts_with(')') => {
                    at += length + 2;
                    end = at;
                    continue;
                }
                _ => break,
            }
        }
        if !is_path(letter) {
            break;
        }
        at += letter.len_utf8();
        if ends_path(letter) {
            end = at;
        }
    }
    end
}

fn query(text: &str) -> usize {
    let Some(rest) = text.strip_prefix('?') else {
        return 0;
    };
    let length = run(rest, |letter| {
        letter.is_ascii_alphanumeric()
            || matches!(
                letter,
                '!' | '?'
                    | '*'
                    | '\''
                    | '@'
                    | '('
                    | ')'
                    | ';'
                    | ':'
                    | '&'
                    | '='
                    | '+'
                    | '$'
                    | '/'
                    | '%'
                    | '#'
                    | '['
                    | ']'
                    | '-'
                    | '_'
                    | '.'
                    | ','
                    | '~'
                    | '|'
            )
    });
    let kept = rest
        .get(..length)
        .unwrap_or_default()
        .trim_end_matches(|letter: char| {
            !letter.is_ascii_alphanumeric() && !matches!(letter, '-' | '_' | '&' | '=' | '#' | '/')
        });
    if kept.is_empty() { 0 } else { 1 + kept.len() }
}
