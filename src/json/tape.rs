//! JSON text → tape. Iterative, so no depth of nesting can overflow the stack; borrows strings from the input.

use std::borrow::Cow;

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

impl Kind {
    /// With its article, as used in sentences.
    pub(crate) fn noun(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "a number",
            Self::True => "true",
            Self::False => "false",
            Self::Null => "null",
            Self::List => "a list",
            Self::Object => "an object",
        }
    }
}

/// One value or key. `at` is where its text starts; `end` where it ends or, of a container, the index behind it.
#[derive(Debug, Clone, Copy)]
struct Token {
    at: u32,
    end: u32,
    kind: Kind,
    /// Holds a backslash.
    escaped: bool,
    /// An object's key.
    key: bool,
}

/// Where and why the text is no JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) expected: &'static str,
}

/// A parsed JSON text.
#[derive(Debug)]
pub(crate) struct Json<'a> {
    source: &'a [u8],
    tape: Vec<Token>,
}

const BOM: &[u8] = b"\xef\xbb\xbf";

impl<'a> Json<'a> {
    pub(crate) fn parse(source: &'a [u8]) -> Result<Self, Fault> {
        let mut parser = Parser {
            source,
            at: if source.starts_with(BOM) {
                BOM.len()
            } else {
                0
            },
            tape: Vec::with_capacity(source.len() / 24 + 1),
        };
        match parser.document() {
            Ok(()) => Ok(Self {
                source,
                tape: parser.tape,
            }),
            Err(expected) => {
                let before = source.get(..parser.at).unwrap_or(source);
                let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
                let start = before
                    .iter()
                    .rposition(|byte| *byte == b'\n')
                    .map_or(0, |newline| newline + 1);
                Err(Fault {
                    line,
                    column: before.len() - start + 1,
                    expected,
                })
            }
        }
    }

    pub(crate) fn root(&self) -> Value<'_, 'a> {
        Value {
            json: self,
            index: 0,
        }
    }

    fn token(&self, index: usize) -> Token {
        self.tape.get(index).copied().unwrap_or(Token {
            at: 0,
            end: 0,
            kind: Kind::Null,
            escaped: false,
            key: false,
        })
    }

    /// The index behind the value at `index`.
    fn behind(&self, index: usize) -> usize {
        let token = self.token(index);
        match token.kind {
            Kind::List | Kind::Object => token.end as usize,
            _ => index + 1,
        }
    }

    fn bytes(&self, token: Token) -> &'a [u8] {
        self.source
            .get(token.at as usize..token.end as usize)
            .unwrap_or_default()
    }

    fn text(&self, token: Token) -> Cow<'a, str> {
        let text = String::from_utf8_lossy(self.bytes(token));
        if token.escaped {
            Cow::Owned(unescape(&text))
        } else {
            text
        }
    }
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    tape: Vec<Token>,
}

impl Parser<'_> {
    fn rest(&self) -> &[u8] {
        self.source.get(self.at..).unwrap_or_default()
    }

    /// The next byte that is no white space, 0 at the end.
    fn next(&mut self) -> u8 {
        let blank = self
            .rest()
            .iter()
            .take_while(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t'))
            .count();
        self.at += blank;
        self.source.get(self.at).copied().unwrap_or(0)
    }

    fn push(&mut self, kind: Kind, at: usize, end: usize) {
        self.tape.push(Token {
            // Inputs are capped far below 4 GiB before they come here.
            at: at as u32,
            end: end as u32,
            kind,
            escaped: false,
            key: false,
        });
    }

    fn document(&mut self) -> Result<(), &'static str> {
        let mut open: Vec<usize> = Vec::new();
        'value: loop {
            match self.next() {
                b'"' => self.string()?,
                byte @ (b'{' | b'[') => {
                    let object = byte == b'{';
                    open.push(self.tape.len());
                    let kind = if object { Kind::Object } else { Kind::List };
                    self.push(kind, self.at, 0);
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
                0 => return Err("a value, but the text ends"),
                _ => return Err("a value"),
            }
            loop {
                let byte = self.next();
                let Some(index) = open.last().copied() else {
                    return if self.at == self.source.len() {
                        Ok(())
                    } else {
                        Err("nothing more after the article")
                    };
                };
                let behind = self.tape.len() as u32;
                let Some(token) = self.tape.get_mut(index) else {
                    return Err("a value");
                };
                let object = token.kind == Kind::Object;
                match byte {
                    b']' if !object => token.end = behind,
                    b'}' if object => token.end = behind,
                    b',' => {
                        self.at += 1;
                        if object {
                            self.next();
                            self.key()?;
                        }
                        continue 'value;
                    }
                    0 => return Err("a closing bracket, but the text ends"),
                    _ if object => return Err("a comma or a closing brace"),
                    _ => return Err("a comma or a closing bracket"),
                }
                self.at += 1;
                open.pop();
            }
        }
    }

    fn key(&mut self) -> Result<(), &'static str> {
        if self.next() != b'"' {
            return Err("a key in double quotes");
        }
        self.string()?;
        if let Some(token) = self.tape.last_mut() {
            token.key = true;
        }
        if self.next() != b':' {
            return Err("a colon after the key");
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<(), &'static str> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            let stop = plain_run(self.rest());
            self.at += stop;
            match self.source.get(self.at) {
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    let length = match self.source.get(self.at + 1) {
                        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => 2,
                        Some(b'u')
                            if self
                                .source
                                .get(self.at + 2..self.at + 6)
                                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)) =>
                        {
                            6
                        }
                        _ => return Err("an escape that JSON knows after the backslash"),
                    };
                    self.at += length;
                }
                Some(_) => return Err("no bare control character inside text"),
                None => return Err("a closing quotation mark, but the text ends"),
            }
        }
        self.push(Kind::Text, start, self.at);
        if let Some(token) = self.tape.last_mut() {
            token.escaped = escaped;
        }
        self.at += 1;
        Ok(())
    }

    fn word(&mut self, word: &[u8], kind: Kind) -> Result<(), &'static str> {
        if !self.rest().starts_with(word) {
            return Err("a value");
        }
        self.push(kind, self.at, self.at + word.len());
        self.at += word.len();
        Ok(())
    }

    fn digits(&mut self) -> Result<(), &'static str> {
        let count = self
            .rest()
            .iter()
            .take_while(|byte| byte.is_ascii_digit())
            .count();
        self.at += count;
        if count == 0 {
            return Err("a digit");
        }
        Ok(())
    }

    fn number(&mut self) -> Result<(), &'static str> {
        let start = self.at;
        if self.rest().starts_with(b"-") {
            self.at += 1;
        }
        if self.rest().starts_with(b"0") {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.rest().starts_with(b".") {
            self.at += 1;
            self.digits()?;
        }
        if matches!(self.rest().first(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.rest().first(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            self.digits()?;
        }
        self.push(Kind::Number, start, self.at);
        Ok(())
    }
}

/// How many bytes come before a quotation mark, a backslash, a control character or the end.
fn plain_run(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..=31))
        .unwrap_or(bytes.len())
}

/// Decodes escapes. Line ends become `\n` and NUL becomes U+FFFD here, as every HTML parser would do: so the page
/// and the printed HTML hold the same text.
fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some((before, behind)) = rest.split_once('\\') {
        text.push_str(before);
        let mut chars = behind.chars();
        match chars.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('b') => text.push('\u{8}'),
            Some('f') => text.push('\u{c}'),
            Some('r') => {
                text.push('\n');
                if chars.as_str().starts_with("\\n") {
                    chars.next();
                    chars.next();
                }
            }
            Some('u') => {
                let mut unit = hex(&mut chars);
                if (0xd800..0xdc00).contains(&unit) && chars.as_str().starts_with("\\u") {
                    let mut ahead = chars.clone();
                    ahead.next();
                    ahead.next();
                    let low = hex(&mut ahead);
                    if (0xdc00..0xe000).contains(&low) {
                        unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
                        chars = ahead;
                    }
                }
                match char::from_u32(unit) {
                    Some('\0') | None => text.push('\u{fffd}'),
                    Some('\r') => text.push('\n'),
                    Some(other) => text.push(other),
                }
            }
            Some(other) => text.push(other),
            None => {}
        }
        rest = chars.as_str();
    }
    text.push_str(rest);
    text
}

fn hex(chars: &mut std::str::Chars<'_>) -> u32 {
    chars
        .by_ref()
        .take(4)
        .fold(0, |sum, digit| sum << 4 | digit.to_digit(16).unwrap_or(0))
}

/// A value on the tape.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Value<'j, 'a> {
    json: &'j Json<'a>,
    index: usize,
}

impl<'j, 'a> Value<'j, 'a> {
    pub(crate) fn kind(self) -> Kind {
        self.json.token(self.index).kind
    }

    /// The text of a string; of a number, its digits as they stand.
    pub(crate) fn text(self) -> Option<Cow<'a, str>> {
        let token = self.json.token(self.index);
        matches!(token.kind, Kind::Text | Kind::Number).then(|| self.json.text(token))
    }

    /// A number's value. Twelve digits are enough for anything that the format counts or measures.
    pub(crate) fn number(self) -> Option<f64> {
        let token = self.json.token(self.index);
        matches!(token.kind, Kind::Number | Kind::Text)
            .then(|| decimal(self.json.bytes(token)))
            .flatten()
    }

    /// The value under `key`; of repeated keys the last, as `JSON.parse` has it.
    pub(crate) fn get(self, key: &str) -> Option<Value<'j, 'a>> {
        let mut found = None;
        let end = self.inside();
        let mut index = self.index + 1;
        while index < end {
            let token = self.json.token(index);
            let same = if token.escaped {
                self.json.text(token) == key
            } else {
                self.json.bytes(token) == key.as_bytes()
            };
            if same {
                found = Some(index + 1);
            }
            index = self.json.behind(index + 1);
        }
        let found = Value {
            index: found?,
            ..self
        };
        (found.kind() != Kind::Null).then_some(found)
    }

    /// Where an object's entries end; where it starts if it is no object.
    fn inside(self) -> usize {
        let token = self.json.token(self.index);
        match token.kind {
            Kind::Object => token.end as usize,
            _ => self.index,
        }
    }

    /// The values of a list.
    pub(crate) fn items(self) -> impl Iterator<Item = Value<'j, 'a>> {
        let token = self.json.token(self.index);
        let end = match token.kind {
            Kind::List => token.end as usize,
            _ => self.index,
        };
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let item = (index < end).then_some(Value { index, ..self })?;
            index = self.json.behind(index);
            Some(item)
        })
    }

    /// The keys and values of an object.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Cow<'a, str>, Value<'j, 'a>)> {
        let end = self.inside();
        let mut index = self.index + 1;
        std::iter::from_fn(move || {
            let key = (index < end).then(|| self.json.text(self.json.token(index)))?;
            let value = Value {
                index: index + 1,
                ..self
            };
            index = self.json.behind(index + 1);
            Some((key, value))
        })
    }

    /// Every text anywhere inside, in order, without recursion: for what is nested too deep to be walked. The values
    /// of keys that `skip` names are passed over.
    pub(crate) fn texts(self, skip: impl Fn(&str) -> bool) -> Vec<Cow<'a, str>> {
        let end = self.json.behind(self.index);
        let mut index = self.index;
        let mut texts = Vec::new();
        while index < end {
            let token = self.json.token(index);
            if token.key {
                index = if skip(&self.json.text(token)) {
                    self.json.behind(index + 1)
                } else {
                    index + 1
                };
                continue;
            }
            if token.kind == Kind::Text && token.end > token.at {
                texts.push(self.json.text(token));
            }
            index += 1;
        }
        texts
    }
}

fn decimal(bytes: &[u8]) -> Option<f64> {
    let (negative, bytes) = match bytes.strip_prefix(b"-") {
        Some(rest) => (true, rest),
        None => (false, bytes),
    };
    let (mut value, mut scale, mut point, mut digits) = (0f64, 0i32, false, false);
    let mut rest = bytes.iter();
    while let Some(byte) = rest.next() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10.0 + f64::from(byte - b'0');
                scale -= i32::from(point);
                digits = true;
            }
            b'.' if !point => point = true,
            b'e' | b'E' if digits => {
                let power = std::str::from_utf8(rest.as_slice()).ok()?;
                scale = scale.saturating_add(power.parse().ok()?);
                break;
            }
            _ => return None,
        }
    }
    // A loop and not powi: what a float function brings along is larger than the whole parser.
    for _ in 0..scale.unsigned_abs().min(330) {
        value = if scale < 0 {
            value / 10.0
        } else {
            value * 10.0
        };
    }
    digits.then_some(if negative { -value } else { value })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn same(ours: Value<'_, '_>, theirs: &serde_json::Value) {
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
                assert_eq!(ours.text().unwrap(), s);
            }
            V::Array(list) => {
                assert_eq!(ours.items().count(), list.len());
                for (a, b) in ours.items().zip(list) {
                    same(a, b);
                }
            }
            V::Object(map) => {
                for (key, value) in map {
                    match ours.get(key) {
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
            let json = Json::parse(text.as_bytes()).unwrap();
            same(json.root(), &value);
        }

        #[test]
        fn accepts_and_refuses_what_serde_json_does(text in r#"[\[\]{}:,"\\ntrue0-9.eE+\- \n]{0,16}"#) {
            let ours = Json::parse(text.as_bytes()).is_ok();
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // Numbers beyond f64 are refused there, and nobody needs that here.
            let huge = theirs.as_ref().is_err_and(|e| e.to_string().contains("out of range"));
            prop_assert!(ours == theirs.is_ok() || huge, "{text:?}");
        }
    }

    #[test]
    fn a_hundred_thousand_levels_are_parsed_without_recursion() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(Json::parse(deep.as_bytes()).is_ok());
    }

    #[test]
    fn a_byte_order_mark_lone_surrogates_and_bad_utf8_are_mended() {
        let json = Json::parse(b"\xef\xbb\xbf\"\\ud800 \\udc00\\ud83d\\ude00\"").unwrap();
        assert_eq!(json.root().text().unwrap(), "\u{fffd} \u{fffd}\u{1f600}");
        let json = Json::parse(b"\"caf\xe9\"").unwrap();
        assert_eq!(json.root().text().unwrap(), "caf\u{fffd}");
    }

    #[test]
    fn a_fault_says_line_column_and_what_was_expected() {
        let fault = Json::parse(b"{\n  \"a\": 1,\n  b\n}").unwrap_err();
        assert_eq!((fault.line, fault.column), (3, 3));
        assert_eq!(fault.expected, "a key in double quotes");
    }
}
