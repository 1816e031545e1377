//! HTML that posts come in: a tokenizer, attributes and entities. Nothing of it reaches the page but text and checked URLs.

use crate::scan::{split, split_at_str, split_once, up_to};

const BLANK: &[u8] = b" \n\r\t\x0c";

pub(super) fn is_blank(letter: char) -> bool {
    letter <= ' '
}

/// A token of the HTML.
pub(super) enum HtmlToken<'h> {
    Text(&'h str),
    /// A tag: its name, with a slash before it if it closes, and what follows the name.
    Tag(&'h str, &'h str),
}

/// The next token at the start of the HTML, which is taken off it; none at the end.
pub(super) fn next_token<'h>(html: &mut &'h str) -> Option<HtmlToken<'h>> {
    if html.is_empty() {
        return None;
    }
    next_tag(html).or_else(|| {
        let text = up_to(html, b"<");
        *html = html.get(text.len()..).unwrap_or_default();
        Some(HtmlToken::Text(text))
    })
}

/// Takes a tag, a comment or a lone angle bracket off the start of the HTML; none if it begins with other text.
fn next_tag<'h>(html: &mut &'h str) -> Option<HtmlToken<'h>> {
    let whole = *html;
    let inside = whole.strip_prefix('<')?;
    let named = inside.strip_prefix('/').unwrap_or(inside);
    if let Some(comment) = inside.strip_prefix("!--") {
        *html = split_at_str(comment, "-->").map_or("", |(_, behind)| behind);
        return Some(HtmlToken::Text(""));
    }
    // A lone angle bracket is text.
    if !named
        .bytes()
        .next()
        .is_some_and(|byte| byte.is_ascii_alphabetic() || matches!(byte, b'!' | b'?'))
    {
        *html = inside;
        return Some(HtmlToken::Text("<"));
    }
    let mut quote = 0;
    let end = inside.bytes().position(|byte| {
        if quote == 0 && matches!(byte, b'"' | b'\'') {
            quote = byte;
        } else if quote == byte {
            quote = 0;
        }
        quote == 0 && byte == b'>'
    });
    let tag = inside
        .get(..end.unwrap_or(inside.len()))
        .unwrap_or_default();
    *html = inside.get(tag.len() + 1..).unwrap_or_default();
    let name = up_to(tag, BLANK);
    let attributes = tag.get(name.len()..).unwrap_or_default();
    let name = name
        .strip_suffix('/')
        .filter(|name| !name.is_empty())
        .unwrap_or(name);
    if is(name, "script") || is(name, "style") {
        // Whatever it holds, up to its end tag; without one, up to the end.
        loop {
            let Some((_, behind)) = split_at_str(html, "</") else {
                *html = "";
                break;
            };
            *html = behind;
            if behind
                .get(..name.len())
                .is_some_and(|found| is(found, name))
            {
                *html = split_once(html, b">").unwrap_or_default().1;
                break;
            }
        }
    }
    Some(HtmlToken::Tag(name, attributes))
}

pub(super) fn is(name: &str, wanted: &str) -> bool {
    name.eq_ignore_ascii_case(wanted)
}

/// The value of an attribute, entities decoded; empty if there is none.
pub(super) fn attribute(attributes: &str, wanted: &str) -> String {
    let mut value = String::new();
    let mut rest = attributes;
    while let Some((names, behind)) = split_once(rest, b"=") {
        let name = split(names.trim(), BLANK).pop().unwrap_or_default();
        let behind = behind.trim_start();
        let inner = behind.get(1..).unwrap_or_default();
        let quoted = behind
            .bytes()
            .next()
            .filter(|byte| matches!(byte, b'"' | b'\''));
        let (found, after) = match quoted {
            Some(quote) => split_once(inner, &[quote]).unwrap_or((inner, "")),
            None => split_once(behind, BLANK).unwrap_or((behind, "")),
        };
        if is(name, wanted) {
            decode(found, &mut value);
            break;
        }
        rest = after;
    }
    value
}

/// Entities that embed codes hold, or editors make of what they hold; others stay as they are written.
const ENTITIES: [(&str, char); 24] = [
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("times", '×'),
    ("deg", '°'),
    ("middot", '·'),
    ("bull", '•'),
    ("szlig", 'ß'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("mdash", '—'),
    ("ndash", '–'),
    ("hellip", '…'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("euro", '€'),
];

/// Those of the letters from U+C0 on; small ones stand 32 further.
const LETTERS: &str = "Agrave Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute \
    Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml / Oslash Ugrave Uacute Ucirc Uuml Yacute THORN";

/// Adds text with its entities decoded.
pub(super) fn decode(text: &str, decoded: &mut String) {
    let mut rest = text;
    while let Some((plain, behind)) = split_once(rest, b"&") {
        decoded.push_str(plain);
        rest = behind;
        let near = behind
            .get(..behind.floor_char_boundary(12))
            .unwrap_or_default();
        let name = up_to(near, b";");
        match entity(name).filter(|_| name.len() < near.len()) {
            Some(letter) => {
                decoded.push(letter);
                rest = behind.get(name.len() + 1..).unwrap_or_default();
            }
            None => decoded.push('&'),
        }
    }
    decoded.push_str(rest);
}

fn entity(name: &str) -> Option<char> {
    let Some(number) = name.strip_prefix('#') else {
        if let Some((_, letter)) = ENTITIES.iter().find(|(known, _)| *known == name) {
            return Some(*letter);
        }
        let mut letters = split(LETTERS, b" ").into_iter();
        let nth = letters.position(|known| is(known, name))? as u32;
        let small = u32::from(name.bytes().next()? & 32);
        return char::from_u32(0xc0 + nth + small);
    };
    let hexadecimal = number.bytes().next().is_some_and(|byte| byte | 32 == b'x');
    let radix = if hexadecimal { 16 } else { 10 };
    let mut code = 0u32;
    for digit in number.chars().skip(usize::from(hexadecimal)) {
        code = (code * radix).min(0x11_0000) + digit.to_digit(radix)?;
    }
    Some(match char::from_u32(code) {
        Some('\0') | None => char::REPLACEMENT_CHARACTER,
        Some('\r') => '\n',
        Some(letter) => letter,
    })
}
