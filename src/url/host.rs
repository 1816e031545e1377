//! Which hosts a browser can go to: the URL standard's host parser, without the tables and the decoding of
//! international domain names.

use crate::scan::split;

/// Whether `new URL()` would take this host, without its port. Percent-encoded ones, which it decodes, are refused.
pub(super) fn is_sound(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        return rest.strip_suffix(']').is_some_and(is_ipv6);
    }
    let mut domain = String::with_capacity(host.len());
    for letter in host.chars() {
        match mapped(letter) {
            '\0' => {}
            ' ' => return false,
            other => domain.push(other),
        }
    }
    let mut labels = split(&domain, b".");
    let sound = labels.iter().all(|label| {
        !label.starts_with(|first| matches!(first, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}'))
            && label.strip_prefix("xn--").is_none_or(is_encoded)
    });
    if labels.len() > 1 && labels.last().is_some_and(|last| last.is_empty()) {
        labels.pop();
    }
    let number = labels.last().is_some_and(|last| {
        number(last).is_some() || !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    });
    !domain.is_empty() && sound && (!number || is_ipv4(&labels))
}

/// Whether what follows `xn--` has the form of Punycode. What it decodes to is the browser's business.
fn is_encoded(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    !text.is_empty() && text.bytes().all(plain)
}

/// What a letter stands for in a host: itself, another, nothing (`\0`), or it makes the host invalid (a space).
fn mapped(letter: char) -> char {
    match letter {
        '\0'..=' '
        | '%'
        | '<'
        | '>'
        | '@'
        | '['
        | '\\'
        | ']'
        | '^'
        | '|'
        | ':'
        | '#'
        | '/'
        | '?'
        | '\u{7f}'..='\u{a0}'
        | '\u{a8}'
        | '\u{115f}'
        | '\u{1160}'
        | '\u{1680}'
        | '\u{2000}'..='\u{200a}'
        | '\u{200e}'
        | '\u{200f}'
        | '\u{2024}'..='\u{202f}'
        | '\u{205f}'
        | '\u{2061}'..='\u{206f}'
        | '\u{2100}'
        | '\u{2101}'
        | '\u{2105}'
        | '\u{2106}'
        | '\u{2488}'..='\u{249b}'
        | '\u{3000}'
        | '\u{3164}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fdd0}'..='\u{fdef}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{e0000}'..='\u{e00ff}'
        | '\u{e01f0}'..='\u{10ffff}' => ' ',
        '\u{ad}'
        | '\u{34f}'
        | '\u{180b}'..='\u{180d}'
        | '\u{200b}'
        | '\u{2060}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        | '\u{e0100}'..='\u{e01ef}' => '\0',
        '\u{3002}' | '\u{ff61}' => '.',
        // Fullwidth forms of ASCII.
        '\u{ff01}'..='\u{ff5e}' => mapped(char::from((letter as u32 - 0xfee0) as u8)),
        other => other.to_ascii_lowercase(),
    }
}

/// A number of an IPv4 address as browsers read it: decimal, octal or hexadecimal.
fn number(text: &str) -> Option<u64> {
    let (digits, base) = match text.strip_prefix("0x") {
        Some(digits) => (digits, 16),
        None if text.len() > 1 && text.starts_with('0') => (text, 8),
        None if text.is_empty() => return None,
        None => (text, 10),
    };
    let mut value = 0u64;
    for digit in digits.chars() {
        // Beyond 32 bits, how much larger is of no interest.
        value = (value * u64::from(base) + u64::from(digit.to_digit(base)?)).min(1 << 40);
    }
    Some(value)
}

fn is_ipv4(labels: &[&str]) -> bool {
    let mut most = 1u64 << 32;
    let fits = labels.iter().enumerate().all(|(index, label)| {
        let last = index + 1 == labels.len();
        let fits = number(label).is_some_and(|value| value < if last { most } else { 256 });
        most >>= 8;
        fits
    });
    labels.len() <= 4 && fits
}

/// Groups of 16 bits, of which `::` leaves out any number; at the end an IPv4 address may stand for two.
fn is_ipv6(text: &str) -> bool {
    let groups = split(text, b":");
    let (mut count, mut gap) = (0, false);
    for (index, group) in groups.iter().enumerate() {
        let last = index + 1 == groups.len();
        let octets = split(group, b".");
        if group.is_empty() {
            let beside = if last { index.wrapping_sub(1) } else { 1 };
            match index == 0 || last {
                true if groups.get(beside).is_none_or(|other| !other.is_empty()) => return false,
                false if gap => return false,
                edge => gap |= !edge,
            }
        } else if group.len() < 5 && group.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            count += 1;
        } else {
            let short = |octet: &&str| octet.len() < 2 || !octet.starts_with('0');
            if !last || octets.len() != 4 || !octets.iter().all(short) || !is_ipv4(&octets) {
                return false;
            }
            count += 2;
        }
    }
    if gap { count < 8 } else { count == 8 }
}
