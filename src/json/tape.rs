//! A parsed JSON text as one flat list of tokens.

use std::borrow::Cow;
use std::cell::Cell;

use super::name::Name;
use super::parse::{Parsed, parse};
use super::syntax_error::{SyntaxError, fault, mend};
use crate::error::Diagnostic;
use crate::scan::lossy;

/// Type of a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
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
    pub(super) kind: ValueKind,
    /// Its text has escapes, so it is in `decoded`.
    pub(super) decoded: bool,
    pub(super) key: Key,
    /// Of an object, the bits of its fields' names: most fields that are asked for are absent.
    pub(super) fields: u32,
    /// Of an object, whether a name may be there twice: two of its fields have the same bit.
    pub(super) repeated: bool,
}

impl Token {
    /// Takes note of an object's next key.
    pub(super) fn note(&mut self, key: Key) {
        self.repeated |= self.fields & key.bit() != 0;
        self.fields |= key.bit();
    }
}

/// Whether a token is an object's key, and which one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Key {
    No,
    Unknown,
    Known(Name),
}

impl Key {
    pub(super) fn of(text: &str) -> Self {
        Name::of(text).map_or(Self::Unknown, Self::Known)
    }

    /// Its bit in [`Token::fields`]; several names share one.
    pub(super) fn bit(self) -> u32 {
        match self {
            Self::Known(name) => 1 << (name as u32 % u32::BITS),
            _ => 0,
        }
    }
}

/// A field to look for: by number, or by the key that another format gives it.
#[derive(Debug, Clone, Copy)]
pub(crate) enum FieldKey<'k> {
    Known(Name),
    Other(&'k str),
}

impl From<Name> for FieldKey<'_> {
    fn from(name: Name) -> Self {
        Self::Known(name)
    }
}

impl<'k> From<&'k str> for FieldKey<'k> {
    fn from(key: &'k str) -> Self {
        Name::of(key).map_or(Self::Other(key), Self::Known)
    }
}

/// Returned for an index outside the tape.
const NOTHING: Token = Token {
    at: 0,
    end: 0,
    kind: ValueKind::Null,
    decoded: false,
    key: Key::No,
    fields: 0,
    repeated: false,
};

fn parse_or_mend(source: &str) -> Result<Parsed, usize> {
    parse(source, source).or_else(|stop| match mend(source) {
        Some(mended) => parse(source, &mended),
        None => Err(stop),
    })
}

/// A parsed JSON text and the diagnostics reported since.
pub(crate) struct Tape<'a> {
    pub(super) source: Cow<'a, str>,
    pub(super) decoded: String,
    pub(super) tape: Vec<Token>,
    /// Prefix of paths.
    pub(super) root: &'static str,
    pub(super) diagnostics: Cell<Vec<Diagnostic>>,
}

impl std::fmt::Debug for Tape<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.source)
    }
}

impl<'a> Tape<'a> {
    /// The JSON text.
    #[cfg(all(target_arch = "wasm32", feature = "page"))]
    pub(crate) fn source(&self) -> &str {
        &self.source
    }

    #[cfg_attr(not(any(feature = "js", feature = "payloads")), allow(dead_code))]
    pub(crate) fn parse(source: &'a [u8], root: &'static str) -> Result<Self, SyntaxError> {
        Self::parse_text(lossy(source), root)
    }

    pub(crate) fn parse_text(
        source: Cow<'a, str>,
        root: &'static str,
    ) -> Result<Self, SyntaxError> {
        let parsed = parse_or_mend(&source).map_err(|stop| fault(&source, stop))?;
        Ok(Self::of(source, parsed, root))
    }

    /// The same without the reason why a text isn't JSON, which is code and words of its own.
    #[cfg(feature = "importers")]
    pub(crate) fn try_parse(source: &'a str, root: &'static str) -> Option<Self> {
        let parsed = parse_or_mend(source).ok()?;
        Some(Self::of(source.into(), parsed, root))
    }

    fn of(source: Cow<'a, str>, (tape, decoded): Parsed, root: &'static str) -> Self {
        Self {
            source,
            decoded,
            tape,
            root,
            diagnostics: Cell::default(),
        }
    }

    /// Takes the diagnostics reported since the last call.
    pub(crate) fn take_diagnostics(&self) -> Vec<Diagnostic> {
        self.diagnostics.take()
    }

    pub(super) fn token(&self, index: u32) -> Token {
        self.tape.get(index as usize).copied().unwrap_or(NOTHING)
    }

    /// The index of the value under `key` in the object at `index`; of repeated keys the last, as `JSON.parse` has it.
    pub(super) fn field(&self, index: u32, key: FieldKey<'_>) -> Option<u32> {
        match key {
            FieldKey::Known(name) => {
                let key = Key::Known(name);
                let may_have = self.token(index).fields & key.bit() != 0;
                may_have
                    .then(|| self.find(index, self.token(index).repeated, |token| token.key == key))
                    .flatten()
            }
            FieldKey::Other(key) => self.find(index, true, |token| {
                token.key == Key::Unknown && self.text(token) == key
            }),
        }
    }

    fn find(&self, index: u32, repeated: bool, is_wanted: impl Fn(Token) -> bool) -> Option<u32> {
        let object = self.token(index);
        let mut found = None;
        let mut at = index + 1;
        while object.kind == ValueKind::Object && at < object.end {
            if is_wanted(*self.tape.get(at as usize)?) {
                found = Some(at + 1);
                if !repeated {
                    break;
                }
            }
            let value = self.tape.get(at as usize + 1)?;
            at = match value.kind {
                ValueKind::List | ValueKind::Object => value.end,
                _ => at + 2,
            };
        }
        found
    }

    /// The index after the value at `index`.
    pub(super) fn next_sibling(&self, index: u32) -> u32 {
        let token = self.token(index);
        match token.kind {
            ValueKind::List | ValueKind::Object => token.end,
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

#[cfg(all(test, not(target_arch = "wasm32")))]
#[allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
mod tests {
    use super::super::Cursor;
    use super::*;
    use proptest::prelude::*;

    fn parse(text: &[u8]) -> Result<Tape<'_>, SyntaxError> {
        Tape::parse(text, "$")
    }

    fn same(ours: Cursor<'_>, theirs: &serde_json::Value) {
        use serde_json::Value as V;
        match theirs {
            V::Null => assert_eq!(ours.kind(), ValueKind::Null),
            V::Bool(b) => assert_eq!(ours.kind() == ValueKind::True, *b),
            V::Number(n) => {
                let (a, b) = (ours.number().unwrap(), n.as_f64().unwrap());
                assert!((a - b).abs() <= b.abs() * 1e-12, "{a} and {b}");
            }
            V::String(s) => {
                let s = s
                    .replace("\r\n", "\n")
                    .replace('\r', "\n")
                    .replace('\0', "\u{fffd}");
                assert_eq!(ours.as_str(), s);
            }
            V::Array(list) => {
                assert_eq!(ours.items().count(), list.len());
                for (a, b) in ours.items().zip(list) {
                    same(a, b);
                }
            }
            V::Object(map) => {
                for (key, value) in map {
                    match ours.field(key.as_str()) {
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
            same(Cursor::root(&json), &value);
        }

        #[test]
        fn accepts_and_refuses_what_serde_json_does(text in r#"[\[\]{}:,"\\ntrue0-9.eE+\- \n]{0,16}"#) {
            let ours = parse(text.as_bytes());
            let theirs = serde_json::from_str::<serde_json::Value>(&text);
            // Numbers beyond f64 are refused there, and are kept as they are written here.
            let huge = theirs.as_ref().is_err_and(|e| e.to_string().contains("out of range"));
            prop_assert!(ours.is_ok() == theirs.is_ok() || huge, "{text:?}");
            if let Err(fault) = ours {
                let end = text.split('\n').nth(fault.line as usize - 1).unwrap().len();
                prop_assert!((1..=end + 1).contains(&(fault.column as usize)), "{text:?} {fault:?}");
            }
        }

        #[test]
        fn deep_values_are_the_same_as_others(value in any_json()) {
            let text = value.to_string();
            let deep = format!("{}{text}{}", "[".repeat(150), "]".repeat(150));
            let json = parse(deep.as_bytes()).unwrap();
            let mut at = Cursor::root(&json);
            for _ in 0..150 {
                at = at.items().next().unwrap();
            }
            same(at, &value);
            prop_assert!(at.kind() == ValueKind::Text || at.source_offset() == 150);
        }
    }

    #[test]
    fn a_hundred_thousand_levels_are_parsed_without_recursion() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        assert!(parse(deep.as_bytes()).is_ok());
        let deep = format!("{}1{}", "{\"a\":[".repeat(100_000), "]}".repeat(100_000));
        let json = parse(deep.as_bytes()).unwrap();
        assert_eq!(
            Cursor::root(&json)
                .text_nodes(|_| false)
                .next()
                .unwrap()
                .as_str(),
            "1"
        );
    }

    #[test]
    fn a_byte_order_mark_lone_surrogates_and_bad_utf8_are_mended() {
        let json = parse(b"\xef\xbb\xbf\"\\ud800 \\udc00\\ud83d\\ude00\"").unwrap();
        assert_eq!(Cursor::root(&json).as_str(), "\u{fffd} \u{fffd}\u{1f600}");
        let json = parse(b"\"caf\xe9\"").unwrap();
        assert_eq!(Cursor::root(&json).as_str(), "caf\u{fffd}");
        // Escaped back slashes start no escape, and deep values are mended, too.
        let text = r#"["\\ud800 \uDFFF\u0041", 2]"#;
        let deep = format!("{}{text}{}", "[".repeat(150), "]".repeat(150));
        for text in [text, &deep] {
            let json = parse(text.as_bytes()).unwrap();
            let mut texts = Cursor::root(&json).text_nodes(|_| false);
            assert_eq!(texts.next().unwrap().as_str(), "\\ud800 \u{fffd}A");
            assert_eq!(texts.next().unwrap().as_str(), "2");
        }
    }

    #[test]
    fn numbers_are_kept_as_they_are_written_even_beyond_what_f64_can_hold() {
        let long = "1".repeat(400);
        let numbers = [
            "1e999",
            "-0.10",
            "1.50E+2",
            &long,
            "18446744073709551616",
            "-0",
        ];
        let text = format!("[{}]", numbers.join(" ,"));
        let deep = format!("{}{text}{}", "[".repeat(150), "]".repeat(150));
        for text in [text, deep] {
            let json = parse(text.as_bytes()).unwrap();
            let found: Vec<_> = Cursor::root(&json)
                .text_nodes(|_| false)
                .map(Cursor::as_str)
                .collect();
            assert_eq!(found, numbers);
        }
    }

    #[test]
    fn values_know_the_byte_at_which_they_start() {
        let text = "\u{feff} { \"a\" : [ true ,\n\"b\", 1e400, {} ], \"c\\n\": null }";
        let json = parse(text.as_bytes()).unwrap();
        let root = Cursor::root(&json);
        let list = root.field("a").unwrap();
        let starts: Vec<_> = [root, list].into_iter().chain(list.items()).collect();
        let starts: Vec<_> = starts
            .iter()
            .map(|at| &text[at.source_offset() as usize..][..1])
            .collect();
        assert_eq!(starts, ["{", "[", "t", "\"", "1", "{"]);
    }

    #[test]
    fn a_fault_says_line_column_and_what_was_expected() {
        let fault = parse(b"{\n  \"a\": 1,\n  b\n}").unwrap_err();
        assert_eq!((fault.line, fault.column), (3, 3));
        assert_eq!(fault.expected, "a key in double quotes");
    }
}
