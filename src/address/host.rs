//! Which hosts a browser can go to: the URL standard's host parser, without the tables of international domain names.

use crate::scan::{cut_last, pieces, split};

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
    let mut labels = pieces(&domain, b".");
    let sound = labels.iter().all(|label| {
        !label.starts_with(|first| matches!(first, '\u{300}'..='\u{36f}' | '\u{200c}' | '\u{200d}'))
            && label.strip_prefix("xn--").is_none_or(is_punycode)
    });
    if labels.len() > 1 && labels.last().is_some_and(|last| last.is_empty()) {
        labels.pop();
    }
    let number = labels.last().is_some_and(|last| {
        number(last).is_some() || !last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit())
    });
    !domain.is_empty() && sound && (!number || is_ipv4(&labels))
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
        value = value
            .saturating_mul(u64::from(base))
            .saturating_add(u64::from(digit.to_digit(base)?));
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

fn is_ipv6(text: &str) -> bool {
    match split(text, "::") {
        Some((left, right)) => {
            let groups = groups(left, false).zip(groups(right, true));
            groups.is_some_and(|(left, right)| left + right < 8)
        }
        None => groups(text, true) == Some(8),
    }
}

/// How many groups of 16 bits these are; at the end an IPv4 address may stand for two.
fn groups(text: &str, end: bool) -> Option<usize> {
    if text.is_empty() {
        return Some(0);
    }
    let hex = |group: &&str| {
        (1..=4).contains(&group.len()) && group.bytes().all(|byte| byte.is_ascii_hexdigit())
    };
    let all = pieces(text, b":");
    let (last, rest) = all.split_last()?;
    let octets = pieces(last, b".");
    let short = |octet: &&str| octet.len() < 2 || !octet.starts_with('0');
    let decimal = |octet: &&str| octet.bytes().all(|byte| byte.is_ascii_digit());
    let ipv4 = end
        && octets.len() == 4
        && octets.iter().all(|octet| short(octet) && decimal(octet))
        && is_ipv4(&octets);
    let sound = rest.iter().all(hex) && (ipv4 || hex(last));
    sound.then_some(all.len() + usize::from(ipv4))
}

/// Whether a label behind `xn--` decodes (RFC 3492) to letters that may stand in a host.
fn is_punycode(text: &str) -> bool {
    let (basic, encoded) = cut_last(text, b'-').unwrap_or(("", text));
    if text.is_empty() || !text.is_ascii() {
        return false;
    }
    let mut length = basic.len() as u32;
    let (mut code, mut at, mut bias) = (128u32, 0u32, 72u32);
    let mut digits: Vec<u8> = encoded.bytes().rev().collect();
    while !digits.is_empty() {
        let (before, mut weight, mut step) = (at, 1u32, 36u32);
        loop {
            let digit = match digits.pop() {
                Some(byte @ b'a'..=b'z') => u32::from(byte - b'a'),
                Some(byte @ b'0'..=b'9') => u32::from(byte - b'0') + 26,
                _ => return false,
            };
            let Some(sum) = digit
                .checked_mul(weight)
                .and_then(|more| at.checked_add(more))
            else {
                return false;
            };
            at = sum;
            let threshold = step.saturating_sub(bias).clamp(1, 26);
            if digit < threshold {
                break;
            }
            let Some(product) = weight.checked_mul(36 - threshold) else {
                return false;
            };
            weight = product;
            step += 36;
        }
        length += 1;
        let mut delta = (at - before) / if before == 0 { 700 } else { 2 };
        delta += delta / length;
        bias = 0;
        while delta > 455 {
            delta /= 35;
            bias += 36;
        }
        bias += 36 * delta / (delta + 38);
        let Some(letter) = code.checked_add(at / length).and_then(char::from_u32) else {
            return false;
        };
        code = letter as u32;
        if letter != mapped(letter) {
            return false;
        }
        at = at % length + 1;
    }
    true
}
