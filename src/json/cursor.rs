//! A position on the tape. It can compute its path, so parsing costs nothing for diagnostics that are never reported.

use super::name::{Name, nearest};
use super::tape::{FieldKey, Key, Tape, Token, ValueKind};
use super::{digits, number};
use crate::error::{Diagnostic, Severity};
use crate::scan::up_to;

/// More diagnostics don't help, and a hostile article could cause millions.
const MAX_DIAGNOSTICS: usize = 1000;

/// Longer text is truncated and reported: a browser needs seconds to lay it out.
const MAX_TEXT_BYTES: usize = 1_000_000;

/// A value and its position.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Cursor<'j> {
    json: &'j Tape<'j>,
    index: u32,
}

/// The values of a list, or the keys and values of an object.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Children<'j> {
    at: Cursor<'j>,
    end: u32,
}

impl<'j> Iterator for Children<'j> {
    type Item = Cursor<'j>;

    fn next(&mut self) -> Option<Cursor<'j>> {
        let at = self.at;
        if at.index >= self.end {
            return None;
        }
        self.at.index = at.json.next_sibling(at.index);
        Some(at)
    }
}

/// A range of consecutive values.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct TokenRange {
    start: u32,
    end: u32,
}

impl TokenRange {
    /// Extends the range by `next`, if that follows it without a gap.
    pub(crate) fn extend(&mut self, next: Self) -> bool {
        let follows = self.end == next.start;
        if follows {
            self.end = next.end;
        }
        follows
    }
}

impl Children<'_> {
    /// The range of the remaining values.
    pub(crate) fn range(&self) -> TokenRange {
        TokenRange {
            start: self.at.index,
            end: self.end,
        }
    }

    /// The range from here to `rest`.
    pub(crate) fn since(&self, rest: &Self) -> TokenRange {
        TokenRange {
            start: self.at.index,
            end: rest.at.index,
        }
    }

    /// The values in `span`.
    pub(crate) fn slice(self, span: TokenRange) -> Self {
        self.at.range(span)
    }
}

/// The values of some kinds inside a value.
pub(crate) struct TextIter<'j> {
    at: Cursor<'j>,
    end: u32,
    skip: fn(Cursor<'_>) -> bool,
    wanted: fn(ValueKind) -> bool,
}

impl<'j> Iterator for TextIter<'j> {
    type Item = Cursor<'j>;

    fn next(&mut self) -> Option<Cursor<'j>> {
        while self.at.index < self.end {
            let at = self.at;
            self.at.index += 1;
            if at.token().key != Key::No {
                if (self.skip)(at) {
                    self.at.index = at.json.next_sibling(self.at.index);
                }
            } else if (self.wanted)(at.kind()) {
                return Some(at);
            }
        }
        None
    }
}

impl<'j> Cursor<'j> {
    pub(crate) fn root(json: &'j Tape<'j>) -> Self {
        Self { json, index: 0 }
    }

    /// Whether both are the same position.
    pub(crate) fn is_same(self, other: Cursor<'_>) -> bool {
        std::ptr::eq(self.json, other.json) && self.index == other.index
    }

    fn token(self) -> Token {
        self.json.token(self.index)
    }

    /// The byte at which this value starts in its JSON; for text with escapes in it, the largest number.
    pub(crate) fn source_offset(self) -> u32 {
        let token = self.token();
        match token.kind {
            ValueKind::Text if token.decoded => u32::MAX,
            ValueKind::Text => token.at - 1,
            _ => token.at,
        }
    }

    /// How many bytes all of its JSON has.
    pub(crate) fn source_len(self) -> usize {
        self.json.source.len()
    }

    /// Its place on the tape.
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// All tokens of this value with their texts.
    #[cfg_attr(not(feature = "payloads"), allow(dead_code))]
    pub(super) fn tokens(self) -> impl Iterator<Item = (Token, &'j str)> {
        (self.index..self.json.next_sibling(self.index)).map(move |index| {
            let at = Self { index, ..self };
            (at.token(), at.as_str())
        })
    }

    pub(crate) fn kind(self) -> ValueKind {
        self.token().kind
    }

    pub(crate) fn is_list(self) -> bool {
        self.kind() == ValueKind::List
    }

    pub(crate) fn is_object(self) -> bool {
        self.kind() == ValueKind::Object
    }

    pub(crate) fn is_text(self) -> bool {
        self.kind() == ValueKind::Text
    }

    /// The text of a string, the digits of a number, `true` and `false`; of anything else nothing.
    pub(crate) fn as_str(self) -> &'j str {
        let token = self.token();
        match token.kind {
            ValueKind::Null | ValueKind::List | ValueKind::Object => "",
            _ => self.json.text(token),
        }
    }

    pub(crate) fn number(self) -> Option<f64> {
        number::parse(self.as_str())
    }

    /// The values of a list; of anything else none.
    pub(crate) fn items(self) -> Children<'j> {
        self.children(ValueKind::List)
    }

    /// The keys and values of an object, in turns; of anything else none.
    pub(crate) fn entries(self) -> Children<'j> {
        self.children(ValueKind::Object)
    }

    fn children(self, kind: ValueKind) -> Children<'j> {
        let token = self.token();
        Children {
            at: Self {
                index: self.index + 1,
                ..self
            },
            end: if token.kind == kind { token.end } else { 0 },
        }
    }

    /// The values in a range.
    pub(crate) fn range(self, TokenRange { start, end }: TokenRange) -> Children<'j> {
        Children {
            at: Self {
                index: start,
                ..self
            },
            end,
        }
    }

    /// The items of the list under `key`. A value that is no list counts as the only item, and is reported.
    pub(crate) fn list<'k>(self, key: impl Into<FieldKey<'k>>) -> Children<'j> {
        if let Some(field) = self.field(key) {
            return field.as_list("a list");
        }
        Children { at: self, end: 0 }
    }

    /// The same, without reporting a value that is no list.
    pub(crate) fn list_silent<'k>(self, key: impl Into<FieldKey<'k>>) -> Children<'j> {
        match self.field(key) {
            Some(field) if field.is_list() => field.items(),
            Some(field) => field.once(),
            None => Children { at: self, end: 0 },
        }
    }

    /// The items of a list. A value that is no list counts as the only item, and is reported.
    pub(crate) fn as_list(self, expected: &str) -> Children<'j> {
        if self.is_list() {
            return self.items();
        }
        self.report_type(expected);
        self.once()
    }

    /// The value as the only one of a list.
    pub(crate) fn once(self) -> Children<'j> {
        Children {
            at: self,
            end: self.index + 1,
        }
    }

    /// The value under `key`, of repeated keys the last; none if it is absent or null.
    pub(crate) fn field<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<Self> {
        self.value_at(self.json.field(self.index, key.into())?)
    }

    fn value_at(self, index: u32) -> Option<Self> {
        let value = Self { index, ..self };
        (value.kind() != ValueKind::Null).then_some(value)
    }

    /// Reports the fields that are neither among the `known` ones nor the `common` ones; those whose key starts with `_` or `$` are
    /// meant for other programs.
    pub(crate) fn check_fields(self, known: &[Name], common: &[Name]) {
        let mut entries = self.entries();
        while let (Some(key), Some(value)) = (entries.next(), entries.next()) {
            let is_known = match key.token().key {
                Key::Known(name) => known.contains(&name) || common.contains(&name),
                _ => key.as_str().starts_with(['_', '$']),
            };
            if !is_known {
                let names = known.iter().chain(common).map(|name| name.as_str());
                value.report_unknown("unknown-field", "field", key.as_str(), names);
            }
        }
    }

    /// Reports a name that means nothing here, with the one that was probably meant.
    pub(crate) fn report_unknown(
        self,
        code: &'static str,
        what: &str,
        key: &str,
        names: impl Iterator<Item = &'static str>,
    ) {
        let shown = key.get(..key.floor_char_boundary(64)).unwrap_or_default();
        let (before, name, after) = match nearest(key, names) {
            Some(name) => ("\"; did you mean \"", name, "\"?"),
            None => ("\".", "", ""),
        };
        self.warn(code, &["Unknown ", what, " \"", shown, before, name, after]);
    }

    /// The scalar under `key` as a string; "" otherwise. Reports nothing.
    pub(crate) fn scalar_str<'k>(self, key: impl Into<FieldKey<'k>>) -> &'j str {
        self.field(key).map_or("", Self::as_str)
    }

    /// The text under `key`; none if it is absent or blank. Another type is reported, and converted if possible.
    pub(crate) fn text<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<&'j str> {
        self.field(key)?.as_text()
    }

    /// This value as text; none if it is blank. For a list or object, the first text in it.
    pub(crate) fn as_text(self) -> Option<&'j str> {
        let text = match self.kind() {
            ValueKind::Text => self.as_str(),
            ValueKind::Null => "",
            ValueKind::List | ValueKind::Object => {
                self.report_type("text");
                self.first_text()
            }
            _ => {
                self.report_type("text");
                self.as_str()
            }
        };
        (!text.trim().is_empty()).then(|| self.truncated(text))
    }

    fn first_text(self) -> &'j str {
        self.text_nodes(|_| false)
            .map(Self::as_str)
            .find(|text| !text.trim().is_empty())
            .unwrap_or_default()
    }

    /// The text up to the limit.
    fn truncated(self, text: &'j str) -> &'j str {
        if text.len() <= MAX_TEXT_BYTES {
            return text;
        }
        self.report(
            Severity::Error,
            "text-too-long",
            &["This text is longer than 1 MB, and is shown up to there."],
        );
        let end = text.floor_char_boundary(MAX_TEXT_BYTES);
        text.get(..end).unwrap_or_default()
    }

    /// Every text and number inside, in order. Not recursive, so it works at any depth. Values of keys for which `skip`
    /// is true are skipped.
    pub(crate) fn text_nodes(self, skip: fn(Cursor<'_>) -> bool) -> TextIter<'j> {
        TextIter {
            at: self,
            end: self.json.next_sibling(self.index),
            skip,
            wanted: |kind| matches!(kind, ValueKind::Text | ValueKind::Number),
        }
    }

    /// Every object anywhere inside, and this value if it is one; otherwise as [`texts`](Self::texts).
    pub(crate) fn objects(self, skip: fn(Cursor<'_>) -> bool) -> TextIter<'j> {
        TextIter {
            wanted: |kind| kind == ValueKind::Object,
            ..self.text_nodes(skip)
        }
    }

    /// The values of all fields anywhere inside whose name is `wanted`, in order. Values of names for which `skip` is true
    /// are skipped.
    pub(crate) fn fields_named(
        self,
        wanted: fn(Name) -> bool,
        skip: fn(Name) -> bool,
    ) -> impl Iterator<Item = Self> {
        let end = self.json.next_sibling(self.index);
        let mut index = self.index;
        std::iter::from_fn(move || {
            while index < end {
                let key = Self { index, ..self };
                index += 1;
                let Some(name) = key.name() else { continue };
                if skip(name) {
                    index = self.json.next_sibling(index);
                } else if wanted(name) {
                    return Some(Self { index, ..self });
                }
            }
            None
        })
    }

    /// Which name this key is; none if it is another, or no key.
    pub(crate) fn name(self) -> Option<Name> {
        match self.token().key {
            Key::Known(name) => Some(name),
            _ => None,
        }
    }

    /// The key that this value has in its object; empty if it has none.
    pub(crate) fn key(self) -> &'j str {
        let before = Self {
            index: self.index.saturating_sub(1),
            ..self
        };
        if before.token().key != Key::No {
            before.as_str()
        } else {
            ""
        }
    }

    /// The inline text under `key`; none if it is blank.
    pub(crate) fn inline_field<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<Self> {
        self.field(key).filter(|value| value.has_text())
    }

    /// Whether this value, as inline text, isn't blank.
    pub(crate) fn has_text(self) -> bool {
        self.inline_text_nodes()
            .any(|run| !run.as_str().trim().is_empty())
    }

    /// Inline text as plain text, with spaces for line breaks.
    pub(crate) fn to_plain_text(self) -> String {
        let mut plain = String::new();
        for run in self.inline_text_nodes() {
            plain.extend(run.as_str().chars().map(|letter| match letter {
                '\n' => ' ',
                other => other,
            }));
        }
        plain
    }

    /// The texts of inline content, without the attributes of spans.
    pub(crate) fn inline_text_nodes(self) -> TextIter<'j> {
        self.text_nodes(|key| {
            matches!(
                key.name(),
                Some(
                    Name::Href
                        | Name::Title
                        | Name::Lang
                        | Name::Dir
                        | Name::Marks
                        | Name::Colspan
                        | Name::Rowspan
                        | Name::Mathml
                        | Name::Note
                )
            )
        })
    }

    /// The integer under `key`, from 0 to `most`.
    pub(crate) fn uint<'k>(self, key: impl Into<FieldKey<'k>>, most: u32) -> Option<u32> {
        let field = self.field(key)?;
        let number = field.number();
        if field.kind() != ValueKind::Number {
            field.report_type("a number");
        }
        let number = number?;
        if number < 0.0 || number > f64::from(most) {
            field.warn(
                "out-of-range",
                &["Expected a number from 0 to ", &digits(most), "."],
            );
            return None;
        }
        Some(number as u32)
    }

    /// The boolean under `key`; none if it is absent or invalid.
    pub(crate) fn bool<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<bool> {
        let field = self.field(key)?;
        if !matches!(field.kind(), ValueKind::True | ValueKind::False) {
            field.report_type("true or false");
        }
        match field.as_str() {
            "true" | "1" => Some(true),
            "false" | "0" | "" => Some(false),
            _ => None,
        }
    }

    /// Copies diagnostics from the converted post. Fields the author wrote (`own`) keep their path; of imported fields,
    /// only diagnostics about lost content are kept.
    pub(crate) fn absorb_diagnostics(self, converted: &Tape<'_>, own: Option<Self>) {
        let mut notes = self.json.diagnostics.take();
        for note in converted.take_diagnostics() {
            let inner = note.path.get(1..).unwrap_or_default();
            let name = up_to(inner.get(1..).unwrap_or_default(), b".[");
            let own = own.filter(|own| own.field(name).is_some());
            if (is_of_source(note.code) || own.is_some()) && notes.len() < MAX_DIAGNOSTICS {
                let path = match own {
                    Some(own) => [&own.path(), inner].concat(),
                    None => self.path(),
                };
                notes.push(Diagnostic { path, ..note });
            }
        }
        self.json.diagnostics.set(notes);
    }

    /// Leaves out, of what is reported while `render` runs, what is not the author's fault in a value that was converted from
    /// `source`; the rest is reported there.
    pub(crate) fn with_source(self, source: &str, render: impl FnOnce()) {
        let mut notes = self.json.diagnostics.take();
        render();
        for note in self.json.diagnostics.take() {
            if is_of_source(note.code) && notes.len() < MAX_DIAGNOSTICS {
                let path = [&self.path(), ".", source].concat();
                notes.push(Diagnostic { path, ..note });
            }
        }
        self.json.diagnostics.set(notes);
    }

    pub(crate) fn warn(self, code: &'static str, message: &[&str]) {
        self.report(Severity::Warning, code, message);
    }

    /// Reports a value of the wrong type.
    pub(crate) fn report_type(self, expected: &str) {
        let found = match self.kind() {
            ValueKind::Text => "text",
            ValueKind::Number => "a number",
            ValueKind::True => "true",
            ValueKind::False => "false",
            ValueKind::Null => "null",
            ValueKind::List => "a list",
            ValueKind::Object => "an object",
        };
        self.warn(
            "wrong-type",
            &["Expected ", expected, ", found ", found, "."],
        );
    }

    /// Reports a missing required field; the block is rendered as a fallback.
    pub(crate) fn report_missing(self, expected: &str) {
        self.report(
            Severity::Error,
            "missing-field",
            &[
                "Expected ",
                expected,
                "; what else is here is shown as plain content.",
            ],
        );
    }

    /// Warns about a missing optional field.
    pub(crate) fn warn_if_missing(self, field: Option<Self>, expected: &str) {
        if field.is_none() {
            self.warn("missing-field", &["Expected ", expected, "."]);
        }
    }

    pub(crate) fn report(self, severity: Severity, code: &'static str, message: &[&str]) {
        let mut notes = self.json.diagnostics.take();
        // Diagnostics reported only once are never dropped.
        if notes.len() < MAX_DIAGNOSTICS || code.starts_with("too-many") {
            let path = self.path();
            // Some fields are read more than once.
            if !notes
                .iter()
                .any(|note| note.code == code && note.path == path)
            {
                notes.push(Diagnostic {
                    severity,
                    code,
                    path,
                    message: message.concat(),
                });
            }
        } else if notes.len() == MAX_DIAGNOSTICS {
            notes.push(Diagnostic {
                severity: Severity::Warning,
                code: "more-diagnostics",
                path: self.json.root.to_owned(),
                message: "There are more diagnostics than these thousand.".to_owned(),
            });
        }
        self.json.diagnostics.set(notes);
    }

    /// The path from the root, as in `$.body[3].items[0].href`.
    pub(crate) fn path(self) -> String {
        let mut path = self.json.root.to_owned();
        let mut at = Self { index: 0, ..self };
        while at.index < self.index {
            let object = at.is_object();
            let mut items = if object { at.entries() } else { at.items() };
            let mut count = 0;
            loop {
                let key = if object { items.next() } else { None };
                let Some(value) = items.next() else {
                    return path;
                };
                if self.json.next_sibling(value.index) <= self.index {
                    count += 1;
                    continue;
                }
                match key {
                    Some(key) => push_key(key.as_str(), &mut path),
                    None => {
                        path.push('[');
                        path.push_str(&digits(count));
                        path.push(']');
                    }
                }
                at = value;
                break;
            }
        }
        path
    }
}

fn push_key(key: &str, path: &mut String) {
    let key = key.get(..key.floor_char_boundary(64)).unwrap_or_default();
    let plain = key
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'));
    if plain && !key.is_empty() {
        path.push('.');
        path.push_str(key);
        return;
    }
    path.push_str("[\"");
    for letter in key.chars() {
        if matches!(letter, '"' | '\\') {
            path.push('\\');
        }
        path.push(letter);
    }
    path.push_str("\"]");
}

/// Whether a diagnostic about a converted value is worth reporting: what the reader of the article misses.
fn is_of_source(code: &str) -> bool {
    matches!(code, "bad-address" | "text-too-long") || code.starts_with("too-many")
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn a_place_knows_the_way_to_it() {
        let json = Tape::parse(br#"{"a":[1,{"b c":[[],{"d":2}]}],"e":{"f":3}}"#, "$").unwrap();
        let root = Cursor::root(&json);
        let inner = root.list("a").nth(1).unwrap().list("b c").nth(1).unwrap();
        assert_eq!(inner.field("d").unwrap().path(), "$.a[1][\"b c\"][1].d");
        assert_eq!(root.field("e").unwrap().field("f").unwrap().path(), "$.e.f");
        assert_eq!(root.path(), "$");
    }

    #[test]
    fn of_repeated_keys_the_last_counts() {
        let json = Tape::parse(br#"{"a":1,"a":2,"\u0061":3}"#, "$").unwrap();
        assert_eq!(Cursor::root(&json).field("a").unwrap().as_str(), "3");
    }
}
