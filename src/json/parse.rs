//! JSON text → tape. serde_json parses; what it visits is recorded with its place in the text.

use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::tape::{Key, Token, ValueKind};

/// Deeper lists and objects are parsed without recursion: serde_json itself refuses the 128th level.
const DEEPEST: usize = 100;

/// What a tape is made of: its tokens, and the text of those that had escapes.
pub(super) type Parsed = (Vec<Token>, String);

/// Parses `text`, which has as many bytes as `source` and every token at the same place; tokens point into `source`.
/// The error is the byte at which parsing stopped.
pub(super) fn parse(source: &str, text: &str) -> Result<Parsed, usize> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut recorder = Recorder {
        source: source.as_bytes(),
        text,
        at: start,
        decoded: String::new(),
        // Usual articles have a token for each 18 bytes or more. A vector that grows needs both its sizes for a moment.
        tape: Vec::with_capacity(source.len() / 16 + 1),
        depth: 0,
        stuck: None,
    };
    let mut json = serde_json::Deserializer::from_str(text.get(start..).unwrap_or_default());
    let value = Value {
        recorder: &mut recorder,
        key: false,
    };
    match value.deserialize(&mut json).and_then(|()| json.end()) {
        Ok(()) => match recorder.stuck {
            None => Ok((recorder.tape, recorder.decoded)),
            Some(at) => Err(at),
        },
        Err(error) if error.is_eof() => Err(text.len()),
        Err(error) => {
            let lines = text.split_inclusive('\n').take(error.line() - 1);
            let line: usize = lines.map(str::len).sum();
            let in_line = error.column() + if line == 0 { start } else { 0 };
            Err((line + in_line).saturating_sub(1))
        }
    }
}

/// Follows serde_json through the text, to know where each value is.
struct Recorder<'s> {
    source: &'s [u8],
    text: &'s str,
    /// The byte behind what was recorded last.
    at: usize,
    decoded: String,
    tape: Vec<Token>,
    /// How many lists and objects are open.
    depth: usize,
    /// Where a text is that can't be decoded, in what is nested too deep for recursion.
    stuck: Option<usize>,
}

impl Recorder<'_> {
    fn pass(&mut self, passed: fn(u8) -> bool) {
        let rest = self.source.get(self.at..).unwrap_or_default();
        let length = rest.iter().position(|byte| !passed(*byte));
        self.at += length.unwrap_or(rest.len());
    }

    /// The first byte of the next value, key or closing bracket, 0 at the end.
    fn next(&mut self) -> u8 {
        self.pass(|byte| matches!(byte, b' ' | b'\n' | b'\r' | b'\t' | b',' | b':'));
        self.source.get(self.at).copied().unwrap_or(0)
    }

    fn push(&mut self, kind: ValueKind, at: usize, end: usize) {
        self.tape.push(Token {
            // Inputs are limited to far less than 4 GiB before they come here.
            at: at as u32,
            end: end as u32,
            kind,
            decoded: false,
            key: Key::No,
            fields: 0,
            repeated: false,
        });
    }

    /// The key recorded last is one of the object at `index`.
    fn note_key(&mut self, index: usize) {
        let key = self.tape.last().map_or(Key::No, |token| token.key);
        if let Some(object) = self.tape.get_mut(index) {
            object.note(key);
        }
    }

    /// Records a number, `true`, `false` or `null`, as it is written.
    fn plain(&mut self, kind: ValueKind) {
        self.next();
        let start = self.at;
        self.pass(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
        self.push(kind, start, self.at);
    }

    /// Moves behind the text that starts here.
    fn pass_text(&mut self) {
        self.at += 1;
        loop {
            self.pass(|byte| !matches!(byte, b'"' | b'\\'));
            match self.source.get(self.at) {
                Some(b'\\') => self.at += 2,
                _ => break,
            }
        }
        self.at += 1;
    }

    fn open(&mut self, kind: ValueKind) -> usize {
        self.next();
        let index = self.tape.len();
        self.push(kind, self.at, 0);
        self.at += 1;
        self.depth += 1;
        index
    }

    fn close(&mut self, index: usize) {
        self.next();
        self.at += 1;
        self.depth -= 1;
        let behind = self.tape.len() as u32;
        if let Some(container) = self.tape.get_mut(index) {
            container.end = behind;
        }
    }

    /// Records the list or object that starts here and was found to be JSON, without recursion.
    fn deep(&mut self) {
        let mut open = Vec::new();
        loop {
            match self.next() {
                b'[' => open.push(self.open(ValueKind::List)),
                b'{' => open.push(self.open(ValueKind::Object)),
                b']' | b'}' => {
                    if let Some(index) = open.pop() {
                        self.close(index);
                    }
                }
                b'"' => {
                    let container = open.last().and_then(|index| self.tape.get(*index));
                    let in_object = container.is_some_and(|token| token.kind == ValueKind::Object);
                    let key =
                        in_object && !self.tape.last().is_some_and(|token| token.key != Key::No);
                    let rest = self.text.get(self.at..).unwrap_or_default();
                    let mut json = serde_json::Deserializer::from_str(rest);
                    let recorder = &mut *self;
                    if (Value { recorder, key }).deserialize(&mut json).is_err() {
                        self.stuck.get_or_insert(self.at);
                        return;
                    }
                    if let (true, Some(index)) = (key, open.last()) {
                        self.note_key(*index);
                    }
                }
                b't' => self.plain(ValueKind::True),
                b'f' => self.plain(ValueKind::False),
                b'n' => self.plain(ValueKind::Null),
                _ => self.plain(ValueKind::Number),
            }
            if open.is_empty() {
                return;
            }
        }
    }
}

/// A value that is to be recorded, or a key.
struct Value<'r, 's> {
    recorder: &'r mut Recorder<'s>,
    key: bool,
}

impl Value<'_, '_> {
    fn text(self, text: &str, at: usize, end: usize, decoded: bool) {
        self.recorder.push(ValueKind::Text, at, end);
        if let Some(token) = self.recorder.tape.last_mut() {
            token.decoded = decoded;
            if self.key {
                token.key = Key::of(text);
            }
        }
    }
}

impl<'de> DeserializeSeed<'de> for Value<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        let recorder = &mut *self.recorder;
        if recorder.depth >= DEEPEST && matches!(recorder.next(), b'[' | b'{') {
            json.deserialize_ignored_any(IgnoredAny)?;
            recorder.deep();
            return Ok(());
        }
        json.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Value<'_, '_> {
    type Value = ();

    fn expecting(&self, _: &mut fmt::Formatter<'_>) -> fmt::Result {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        self.recorder.plain(ValueKind::Null);
        Ok(())
    }

    fn visit_bool<E>(self, flag: bool) -> Result<(), E> {
        let kind = if flag {
            ValueKind::True
        } else {
            ValueKind::False
        };
        self.recorder.plain(kind);
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        self.recorder.plain(ValueKind::Number);
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        self.recorder.plain(ValueKind::Number);
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        self.recorder.plain(ValueKind::Number);
        Ok(())
    }

    /// Text without escapes stays where it is.
    fn visit_borrowed_str<E>(self, text: &'de str) -> Result<(), E> {
        let recorder = &mut *self.recorder;
        recorder.next();
        let start = recorder.at + 1;
        let end = start + text.len();
        recorder.at = end + 1;
        self.text(text, start, end, false);
        Ok(())
    }

    /// Text that had escapes. Line ends become `\n` and NUL becomes U+FFFD, as in every HTML parser, so that the page and
    /// the printed HTML hold the same text.
    fn visit_str<E>(self, text: &str) -> Result<(), E> {
        let recorder = &mut *self.recorder;
        recorder.next();
        recorder.pass_text();
        let decoded = &mut recorder.decoded;
        let start = decoded.len();
        let mut letters = text.chars();
        let mut plain = letters.as_str();
        while let Some(letter) = letters.next() {
            if !matches!(letter, '\0' | '\r') {
                continue;
            }
            let rest = letters.as_str();
            let length = plain.len() - rest.len() - 1;
            decoded.push_str(plain.get(..length).unwrap_or_default());
            plain = rest;
            if letter == '\0' {
                decoded.push('\u{fffd}');
            } else if !rest.starts_with('\n') {
                decoded.push('\n');
            }
        }
        decoded.push_str(plain);
        let end = decoded.len();
        self.text(text, start, end, true);
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let recorder = self.recorder;
        let index = recorder.open(ValueKind::List);
        loop {
            let recorder = &mut *recorder;
            let key = false;
            if items.next_element_seed(Value { recorder, key })?.is_none() {
                break;
            }
        }
        recorder.close(index);
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let recorder = self.recorder;
        // So serde_json hands over numbers with its feature `arbitrary_precision`.
        if recorder.next() != b'{' {
            recorder.plain(ValueKind::Number);
            return Ok(());
        }
        let index = recorder.open(ValueKind::Object);
        loop {
            let key = Value {
                recorder: &mut *recorder,
                key: true,
            };
            if fields.next_key_seed(key)?.is_none() {
                break;
            }
            recorder.note_key(index);
            let recorder = &mut *recorder;
            let key = false;
            fields.next_value_seed(Value { recorder, key })?;
        }
        recorder.close(index);
        Ok(())
    }
}
