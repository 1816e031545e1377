//! Builds a tape from code, for content converted from other formats.

use std::borrow::Cow;
use std::cell::Cell;

use super::cursor::Cursor;
use super::tape::{Key, Tape, Token, ValueKind};

/// Builds a tape. Containers are closed in the reverse order of their opening.
pub(crate) struct TapeBuilder {
    json: Tape<'static>,
    open: Vec<usize>,
}

impl TapeBuilder {
    /// `root` is the prefix of its paths.
    pub(crate) fn new(root: &'static str) -> Self {
        Self {
            json: Tape {
                source: Cow::Borrowed(""),
                decoded: String::new(),
                tape: Vec::new(),
                root,
                diagnostics: Cell::default(),
            },
            open: Vec::new(),
        }
    }

    fn push(&mut self, text: &str, kind: ValueKind, key: Key) {
        let at = self.json.decoded.len() as u32;
        self.json.decoded.push_str(text);
        self.json.tape.push(Token {
            at,
            end: self.json.decoded.len() as u32,
            kind,
            decoded: true,
            key,
            fields: 0,
            repeated: false,
        });
    }

    pub(crate) fn key(&mut self, key: &str) {
        let key_of = Key::of(key);
        self.push(key, ValueKind::Text, key_of);
        let object = self.open.last().copied();
        if let Some(object) = object.and_then(|index| self.json.tape.get_mut(index)) {
            object.note(key_of);
        }
    }

    pub(crate) fn text(&mut self, text: &str) {
        self.push(text, ValueKind::Text, Key::No);
    }

    /// A field with text; nothing if there is none.
    pub(crate) fn field(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            self.key(key);
            self.text(text);
        }
    }

    /// A field with a number, written as its digits, or with `true` or `false`; nothing if there is none.
    pub(crate) fn scalar(&mut self, key: &str, kind: ValueKind, digits: &str) {
        if !digits.is_empty() {
            self.key(key);
            self.push(digits, kind, Key::No);
        }
    }

    /// A number, written as its digits.
    pub(crate) fn number(&mut self, digits: &str) {
        self.push(digits, ValueKind::Number, Key::No);
    }

    /// A copy of a value.
    pub(crate) fn copy(&mut self, value: Cursor<'_>) {
        let start = self.json.tape.len() as u32;
        for (token, text) in value.tokens() {
            self.push(text, token.kind, token.key);
            if let (ValueKind::List | ValueKind::Object, Some(last)) =
                (token.kind, self.json.tape.last_mut())
            {
                last.end = token.end - value.index() + start;
                (last.fields, last.repeated) = (token.fields, token.repeated);
            }
        }
    }

    pub(crate) fn open(&mut self, kind: ValueKind) {
        self.open.push(self.json.tape.len());
        self.push("", kind, Key::No);
    }

    pub(crate) fn close(&mut self) {
        let behind = self.json.tape.len() as u32;
        let container = self
            .open
            .pop()
            .and_then(|index| self.json.tape.get_mut(index));
        if let Some(container) = container {
            container.end = behind;
        }
    }

    pub(crate) fn finish(self) -> Tape<'static> {
        self.json
    }
}
