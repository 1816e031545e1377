//! JSON text → tape. Iterative, so no depth of nesting can overflow the stack; text without escapes stays where it is.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use crate::error::Diagnostic;

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    Number,
    True,
    False,
    Null,
    List,
    Object,
}

/// One value or key.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Where its text starts.
    pub(super) at: u32,
    /// Where its text ends; of a container, the index of the token behind it.
    pub(super) end: u32,
    pub(super) kind: Kind,
    /// Its text was decoded, and stands apart.
    pub(super) decoded: bool,
    /// An object's key.
    pub(super) key: bool,
}

/// Stands where there is nothing.
const NOTHING: Token = Token {
    at: 0,
    end: 0,
    kind: Kind::Null,
    decoded: false,
    key: false,
};

/// Where and why a text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: u32,
    pub(crate) column: u32,
    pub(crate) expected: &'static str,
}

/// A parsed JSON text, and what was found wrong with it since.
pub(crate) struct Json<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) decoded: String,
    pub(super) tape: Vec<Token>,
    /// What a path starts with.
    pub(super) root: &'static str,
    pub(super) notes: Cell<Vec<Diagnostic>>,
}

impl core::fmt::Debug for Json<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.source)
    }
}

impl<'a> Json<'a> {
    pub(crate) fn parse(source: &'a [u8], root: &'static str) -> Result<Self, Fault> {
        Self::parse_text(String::from_utf8_lossy(source), root)
    }

    pub(crate) fn parse_text(source: Cow<'a, str>, root: &'static str) -> Result<Self, Fault> {
        let mut parser = Parser {
            source: source.as_bytes(),
            at: if source.starts_with('\u{feff}') { 3 } else { 0 },
            decoded: String::new(),
            tape: Vec::with_capacity(source.len() / 24 + 1),
        };
        match parser.document() {
            Ok(()) => {
                let Parser { decoded, tape, .. } = parser;
                Ok(Self {
                    source,
                    decoded,
                    tape,
                    root,
                    notes: Cell::default(),
                })
            }
            Err(expected) => {
                let (mut line, mut column) = (1, 1);
                for byte in parser.source.iter().take(parser.at) {
                    column += 1;
                    if *byte == b'\n' {
                        line += 1;
                        column = 1;
                    }
                }
                Err(Fault {
                    line,
                    column,
                    expected,
                })
            }
        }
    }

    /// What was found wrong since this was asked last.
    pub(crate) fn notes(&self) -> Vec<Diagnostic> {
        self.notes.take()
    }

    pub(super) fn token(&self, index: u32) -> Token {
        self.tape.get(index as usize).copied().unwrap_or(NOTHING)
    }

    /// The index of the value under `key` in the object at `index`; of repeated keys the last, as `JSON.parse` has it.
    /// More than half of all drawing is asking for fields, so it is done in one loop.
    pub(super) fn field(&self, index: u32, key: &str) -> Option<u32> {
        let object = self.token(index);
        let mut found = None;
        let mut at = index + 1;
        while object.kind == Kind::Object && at < object.end {
            let name = self.tape.get(at as usize)?;
            if (name.end - name.at) as usize == key.len() && self.text(*name) == key {
                found = Some(at + 1);
            }
            let value = self.tape.get(at as usize + 1)?;
            at = match value.kind {
                Kind::List | Kind::Object => value.end,
                _ => at + 2,
            };
        }
        found
    }

    /// The index behind the value at `index`.
    pub(super) fn behind(&self, index: u32) -> u32 {
        let token = self.token(index);
        match token.kind {
            Kind::List | Kind::Object => token.end,
            _ => index + 1,
        }
    }

    pub(super) fn text(&self, token: Token) -> &str {
        let all: &str = if token.decoded {
            &self.decoded
        } else {
            &self.source
        };
        all.get(token.at as usize..token.end as usize)
            .unwrap_or_default()
    }
}

struct Parser<'s> {
    source: &'s [u8],
    at: usize,
    decoded: String,
    tape: Vec<Token>,
}

type Step = Result<(), &'static str>;

impl<'s> Parser<'s> {
    fn rest(&self) -> &'s [u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The byte at this place, 0 at the end.
    fn peek(&self) -> u8 {
        self.source.get(self.at).copied().unwrap_or(0)
    }

    /// The next byte that is no white space.
    fn next(&mut self) -> u8 {
        while matches!(self.peek(), b' ' | b'\n' | b'\r' | b'\t') {
            self.at += 1;
        }
        self.peek()
    }

    fn push(&mut self, kind: Kind, at: usize, end: usize, decoded: bool) {
        self.tape.push(Token {
            // Inputs are capped far below 4 GiB before they come here.
            at: at as u32,
            end: end as u32,
            kind,
            decoded,
            key: false,
        });
    }

    fn document(&mut self) -> Step {
        let mut open: Vec<usize> = Vec::new();
        'value: loop {
            match self.next() {
                b'"' => self.string()?,
                byte @ (b'{' | b'[') => {
                    let object = byte == b'{';
                    open.push(self.tape.len());
                    let kind = if object { Kind::Object } else { Kind::List };
                    self.push(kind, self.at, 0, false);
                    self.at += 1;
                    let close = if object { b'}' } else { b']' };
                    if self.next() != close {
                        if object {
                            self.key()?;
                        }
                        continue 'value;
                    }
                }
                b't' => self.word(b"true", Kind::True)?,
                b'f' => self.word(b"false", Kind::False)?,
                b'n' => self.word(b"null", Kind::Null)?,
                b'-' | b'0'..=b'9' => self.number()?,
                _ => return Err("a value"),
            }
            loop {
                let byte = self.next();
                let behind = self.tape.len() as u32;
                let Some(container) = open.last().and_then(|index| self.tape.get_mut(*index))
                else {
                    return if self.at == self.source.len() {
                        Ok(())
                    } else {
                        Err("nothing more")
                    };
                };
                let object = container.kind == Kind::Object;
                match byte {
                    b']' if !object => container.end = behind,
                    b'}' if object => container.end = behind,
                    b',' => {
                        self.at += 1;
                        if object {
                            self.key()?;
                        }
                        continue 'value;
                    }
                    _ if object => return Err("a comma or a closing brace"),
                    _ => return Err("a comma or a closing bracket"),
                }
                self.at += 1;
                open.pop();
            }
        }
    }

    fn key(&mut self) -> Step {
        if self.next() != b'"' {
            return Err("a key in double quotes");
        }
        self.string()?;
        if let Some(token) = self.tape.last_mut() {
            token.key = true;
        }
        if self.next() != b':' {
            return Err("a colon");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Step {
        self.at += 1;
        let start = self.at;
        self.plain_run();
        if self.peek() == b'"' {
            self.push(Kind::Text, start, self.at, false);
            self.at += 1;
            return Ok(());
        }
        let first = self.decoded.len();
        let mut from = start;
        loop {
            // The source is UTF-8, and the cuts are at ASCII letters.
            let run = self.source.get(from..self.at).unwrap_or_default();
            self.decoded
                .push_str(core::str::from_utf8(run).unwrap_or_default());
            match self.peek() {
                b'"' => break,
                b'\\' => self.escape()?,
                _ if self.at >= self.source.len() => return Err("a closing quotation mark"),
                _ => return Err("no bare control character in text"),
            }
            from = self.at;
            self.plain_run();
        }
        self.at += 1;
        self.push(Kind::Text, first, self.decoded.len(), true);
        Ok(())
    }

    /// Passes over what needs no look: all but quotation marks, back slashes and control characters.
    fn plain_run(&mut self) {
        let rest = self.rest();
        self.at += rest
            .iter()
            .position(|byte| matches!(byte, b'"' | b'\\' | 0..=31))
            .unwrap_or(rest.len());
    }

    /// Decodes an escape. Line ends become `\n` and NUL becomes U+FFFD, as every HTML parser would have it: so the page
    /// and the printed HTML hold the same text.
    fn escape(&mut self) -> Step {
        self.at += 2;
        let byte = self.source.get(self.at - 1).copied().unwrap_or(0);
        let letter = match byte {
            b'"' | b'\\' | b'/' => char::from(byte),
            b'n' => '\n',
            b't' => '\t',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'r' => {
                if self.rest().starts_with(b"\\n") {
                    self.at += 2;
                }
                '\n'
            }
            b'u' => {
                let mut unit = self.hex(self.at).ok_or("four hexadecimal digits")?;
                self.at += 4;
                if unit & 0xfc00 == 0xd800 && self.rest().starts_with(b"\\u") {
                    let low = self.hex(self.at + 2).unwrap_or(0);
                    if low & 0xfc00 == 0xdc00 {
                        unit = 0x10000 + ((unit & 0x3ff) << 10) + (low & 0x3ff);
                        self.at += 6;
                    }
                }
                match char::from_u32(unit) {
                    Some('\0') | None => '\u{fffd}',
                    Some('\r') => '\n',
                    Some(other) => other,
                }
            }
            _ => return Err("an escape that JSON knows"),
        };
        self.decoded.push(letter);
        Ok(())
    }

    fn hex(&self, at: usize) -> Option<u32> {
        let mut unit = 0;
        for byte in self.source.get(at..at + 4)? {
            unit = unit << 4 | char::from(*byte).to_digit(16)?;
        }
        Some(unit)
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Step {
        if !self.rest().starts_with(word) {
            return Err("a value");
        }
        let end = self.at + word.len();
        self.push(kind, self.at, end, false);
        self.at = end;
        Ok(())
    }

    fn digits(&mut self) -> Step {
        let start = self.at;
        while self.peek().is_ascii_digit() {
            self.at += 1;
        }
        if self.at == start {
            Err("a digit")
        } else {
            Ok(())
        }
    }

    fn number(&mut self) -> Step {
        let start = self.at;
        self.at += usize::from(self.peek() == b'-');
        if self.peek() == b'0' {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == b'.' {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.peek(), b'e' | b'E') {
            self.at += 1;
            self.at += usize::from(matches!(self.peek(), b'+' | b'-'));
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at, false);
        Ok(())
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::super::Reader;
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &[u8]) -> Result<Json<'_>, Fault> {
        Json::parse(text, "$")
    }

    fn same(ours: Reader<'_>, theirs: &serde_json::Value) {
        use serde_json::Value as V;
        match theirs {
            V::Null => assert_eq!(ours.kind(), Kind::Null),
            V::Bool(b) => assert_eq!(ours.kind() == Kind::True, *b),
            V::Number(n) => {
                let (a, b) = (ours.number().unwrap(), n.as_f64().unwrap());
                assert!((a - b).abs() <= b.abs() * 1e-12, "{a} and {b}");
            }
            V::String(s) => {
                let s = s
                    .replace("\r\n", "\n")
                    .replace('\r', "\n")
                    .replace('\0', "\u{fffd}");
                assert_eq!(ours.raw(), s);
            }
            V::Array(list) => {
                assert_eq!(ours.items().count(), list.len());
                for (a, b) in ours.items().zip(list) {
                    same(a, b);
                }
            }
            V::Object(map) => {
                for (key, value) in map {
                    match ours.field(key) {
                        Some(found) => same(found, value),
                        None => assert!(value.is_null() || key.contains(['\r', '\0'])),
                    }
                }
            }
        }
    }

    fn any_json() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            Just(serde_json::Value::Null),
            any::<bool>().prop_map(Into::into),
            any::<i32>().prop_map(Into::into),
            (-1e9f64..1e9).prop_map(Into::into),
            any::<String>().prop_map(Into::into),
        ];
        leaf.prop_recursive(5, 60, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
                prop::collection::btree_map("[a-c]{1,2}|\\PC{0,3}", inner, 0..6)
                    .prop_map(|map| serde_json::Value::Object(map.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn reads_what_serde_json_writes(value in any_json(), pretty: bool) {
            let text = if pretty {
                serde_json::to_string_pretty(&value).unwrap()
            } else {
                value.to_string()
            };
            let json = parse(text.as_bytes()).unwrap();
            same(Reader::root(&json), &value);
        }

        #[test]
        fn accepts_and_refuses_what_serde_json_does(text in r#"[\[\]{}:,"\\ntrue0-9.eE+\- \n]{0,16}"#) {
            let ours = parse(text.as_bytes()).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // Numbers beyond f64 are refused there, and nobody needs that here.
            let huge = theirs.as_ref().is_err_and(|e| e.to_string().contains("out of range"));
            prop_assert!(ours == theirs.is_ok() || huge, "{text:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_levels_are_parsed_without_recursion() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(parse(deep.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_lone_surrogates_and_bad_utf8_are_mended() {
        let json = parse(b"\xef\xbb\xbf\"\\ud800 \\udc00\\ud83d\\ude00\"").unwrap();
        assert_eq!(Reader::root(&json).raw(), "\u{fffd} \u{fffd}\u{1f600}");
        let json = parse(b"\"caf\xe9\"").unwrap();
        assert_eq!(Reader::root(&json).raw(), "caf\u{fffd}");
    }

    #[test]
    fn a_fault_says_line_column_and_what_was_expected() {
        let fault = parse(b"{\n  \"a\": 1,\n  b\n}").unwrap_err();
        assert_eq!((fault.line, fault.column), (3, 3));
        assert_eq!(fault.expected, "a key in double quotes");
    }
}
