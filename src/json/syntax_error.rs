//! What to do with a text that serde_json refuses: mend it, or say what was expected where.

/// Where and why a text isn't JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct SyntaxError {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) expected: &'static str,
}

/// The end of a token, or where and why it is none.
type Scanned = Result<usize, (usize, &'static str)>;

fn byte(source: &[u8], at: usize) -> u8 {
    source.get(at).copied().unwrap_or(0)
}

fn hexadecimal(source: &[u8], at: usize) -> Option<u32> {
    let digits = source.get(at..at + 4)?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })
}

fn text(source: &[u8], start: usize) -> Scanned {
    let mut at = start + 1;
    loop {
        match byte(source, at) {
            b'"' => return Ok(at + 1),
            b'\\' => {
                let escaped = byte(source, at + 1);
                at += 2;
                if escaped == b'u' {
                    hexadecimal(source, at).ok_or((at, "four hexadecimal digits"))?;
                    at += 4;
                } else if !br#""\/bfnrt"#.contains(&escaped) {
                    return Err((at, "an escape that JSON knows"));
                }
            }
            0..=31 if at < source.len() => return Err((at, "no bare control character in text")),
            0 => return Err((at, "a closing quotation mark")),
            _ => at += 1,
        }
    }
}

fn digits(source: &[u8], start: usize) -> Scanned {
    let mut at = start;
    while byte(source, at).is_ascii_digit() {
        at += 1;
    }
    if at > start {
        Ok(at)
    } else {
        Err((at, "a digit"))
    }
}

fn number(source: &[u8], start: usize) -> Scanned {
    let mut at = start + usize::from(byte(source, start) == b'-');
    at = if byte(source, at) == b'0' {
        at + 1
    } else {
        digits(source, at)?
    };
    if byte(source, at) == b'.' {
        at = digits(source, at + 1)?;
    }
    if matches!(byte(source, at), b'e' | b'E') {
        let sign = usize::from(matches!(byte(source, at + 1), b'+' | b'-'));
        at = digits(source, at + 1 + sign)?;
    }
    Ok(at)
}

fn token(source: &[u8], at: usize) -> Scanned {
    match byte(source, at) {
        b'"' => text(source, at),
        b'-' | b'0'..=b'9' => number(source, at),
        b'{' | b'}' | b'[' | b']' | b',' | b':' => Ok(at + 1),
        _ => ["true", "false", "null"]
            .iter()
            .find(|word| {
                source
                    .get(at..)
                    .is_some_and(|rest| rest.starts_with(word.as_bytes()))
            })
            .map(|word| at + word.len())
            .ok_or((at, "a value")),
    }
}

/// Behind white space and a byte order mark.
fn next(source: &[u8], mut at: usize) -> usize {
    if at == 0 && source.starts_with(b"\xef\xbb\xbf") {
        at = 3;
    }
    while matches!(byte(source, at), b' ' | b'\n' | b'\r' | b'\t') {
        at += 1;
    }
    at
}

/// Says what was expected where, of a text that is JSON up to the byte `stop`.
pub(super) fn fault(source: &str, stop: usize) -> SyntaxError {
    let (at, expected) = expectation(source.as_bytes(), stop);
    // An escape may be cut off at the end.
    let at = at.min(source.len());
    let before = source.as_bytes().get(..at).unwrap_or_default();
    let line = before.iter().rposition(|byte| *byte == b'\n');
    SyntaxError {
        line: before.iter().filter(|byte| **byte == b'\n').count() as u32 + 1,
        column: (at - line.map_or(0, |at| at + 1)) as u32 + 1,
        expected,
    }
}

fn expectation(source: &[u8], stop: usize) -> (usize, &'static str) {
    const VALUE: &str = "a value";
    const KEY: &str = "a key in double quotes";
    let mut open = Vec::new();
    let mut expected = VALUE;
    let mut at = next(source, 0);
    while at < source.len() {
        let first = byte(source, at);
        let end = match token(source, at) {
            Ok(end) if end <= stop => end,
            // What starts as it may, but doesn't go on so.
            Err(fault) if expected == VALUE || expected == KEY && first == b'"' => return fault,
            _ => break,
        };
        match first {
            b'{' | b'[' => open.push(first),
            b'}' | b']' => drop(open.pop()),
            _ => {}
        }
        let object = open.last() == Some(&b'{');
        expected = match first {
            b'"' if expected == KEY => "a colon",
            b'{' => KEY,
            b',' if object => KEY,
            b'[' | b',' | b':' => VALUE,
            _ if object => "a comma or a closing brace",
            _ if open.is_empty() => "nothing more",
            _ => "a comma or a closing bracket",
        };
        at = next(source, end);
    }
    (at, expected)
}

/// The same text with what serde_json refuses though JavaScript takes it mended, byte for byte at the same places: lone
/// surrogates become U+FFFD, and numbers that may be beyond its range 0. None if there is nothing of that kind.
pub(super) fn mend(source: &str) -> Option<String> {
    let source = source.as_bytes();
    let mut mended = source.to_vec();
    let mut any = false;
    let mut at = next(source, 0);
    while at < source.len() {
        // Behind a fault there is nothing to be mended.
        let Ok(end) = token(source, at) else { break };
        match byte(source, at) {
            b'"' => any |= mend_surrogates(source, at, end, &mut mended),
            b'-' | b'0'..=b'9' => {
                let digits = source.get(at..end).unwrap_or_default();
                if digits.len() > 300 || digits.iter().any(|byte| matches!(byte, b'e' | b'E')) {
                    let zero = mended.get_mut(at..end)?;
                    zero.fill(b' ');
                    *zero.first_mut()? = b'0';
                    any = true;
                }
            }
            _ => {}
        }
        at = next(source, end);
    }
    let mended = str::from_utf8(&mended).ok()?;
    any.then(|| mended.to_owned())
}

fn mend_surrogates(source: &[u8], start: usize, end: usize, mended: &mut [u8]) -> bool {
    // The upper six bits of the UTF-16 unit that is escaped there.
    let half = |at: usize| match source.get(at..at + 2) {
        Some(b"\\u") => hexadecimal(source, at + 2).map_or(0, |unit| unit >> 10),
        _ => 0,
    };
    let (mut at, mut any) = (start, false);
    while at < end {
        at += match half(at) {
            0x36 if half(at + 6) == 0x37 => 12,
            0x36 | 0x37 => {
                if let Some(escape) = mended.get_mut(at + 2..at + 6) {
                    escape.copy_from_slice(b"fffd");
                    any = true;
                }
                6
            }
            _ if byte(source, at) == b'\\' => 2,
            _ => 1,
        };
    }
    any
}
