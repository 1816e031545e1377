//! A value together with the way to it, so that every diagnostic can say where.

use std::borrow::Cow;

use super::{Kind, Value};
use crate::error::{Notes, Severity};

/// More characters than this in one text are cut, with a diagnostic: a browser needs seconds to lay them out.
pub(crate) const LONGEST_TEXT: usize = 500_000;

/// One step of the way from the root.
#[derive(Clone, Copy)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Index(usize),
}

/// The way to a value, as a chain through the callers' stack: it costs nothing until somebody asks for the text.
#[derive(Clone, Copy)]
struct Trail<'p> {
    parent: Option<&'p Trail<'p>>,
    step: Step<'p>,
}

impl Trail<'_> {
    fn write(&self, path: &mut String) {
        if let Some(parent) = self.parent {
            parent.write(path);
        }
        match self.step {
            Step::Root => path.push('$'),
            Step::Key(key) => {
                let plain = key
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$'));
                if plain && !key.is_empty() {
                    path.push('.');
                    path.push_str(key);
                } else {
                    path.push_str("[\"");
                    for letter in key.chars().take(64) {
                        if matches!(letter, '"' | '\\') {
                            path.push('\\');
                        }
                        path.push(letter);
                    }
                    path.push_str("\"]");
                }
            }
            Step::Index(index) => {
                path.push('[');
                path.push_str(&index.to_string());
                path.push(']');
            }
        }
    }
}

/// A value, the way to it, and where to say what is wrong with it.
#[derive(Clone, Copy)]
pub(crate) struct Reader<'p, 'j, 'a> {
    value: Value<'j, 'a>,
    trail: Trail<'p>,
    notes: &'p Notes,
}

impl<'p, 'j, 'a> Reader<'p, 'j, 'a> {
    pub(crate) fn new(value: Value<'j, 'a>, notes: &'p Notes) -> Self {
        Self {
            value,
            trail: Trail {
                parent: None,
                step: Step::Root,
            },
            notes,
        }
    }

    pub(crate) fn value(&self) -> Value<'j, 'a> {
        self.value
    }

    pub(crate) fn kind(&self) -> Kind {
        self.value.kind()
    }

    fn step<'c>(&'c self, value: Value<'j, 'a>, step: Step<'c>) -> Reader<'c, 'j, 'a> {
        Reader {
            value,
            trail: Trail {
                parent: Some(&self.trail),
                step,
            },
            notes: self.notes,
        }
    }

    /// The field of that name; none if it is absent or null.
    pub(crate) fn field<'c>(&'c self, key: &'c str) -> Option<Reader<'c, 'j, 'a>> {
        let value = self.value.get(key)?;
        Some(self.step(value, Step::Key(key)))
    }

    /// The items of a list.
    pub(crate) fn items<'c>(&'c self) -> impl Iterator<Item = Reader<'c, 'j, 'a>> {
        self.value
            .items()
            .enumerate()
            .map(|(index, value)| self.step(value, Step::Index(index)))
    }

    /// Calls `visit` for every field of an object.
    pub(crate) fn each_field(&self, mut visit: impl FnMut(&str, &Reader<'_, 'j, 'a>)) {
        for (key, value) in self.value.entries() {
            visit(&key, &self.step(value, Step::Key(&key)));
        }
    }

    /// Calls `visit` for every item of the list under `key`. What is there but is no list counts as its only item.
    pub(crate) fn each(&self, key: &str, mut visit: impl FnMut(&Reader<'_, 'j, 'a>)) {
        let Some(field) = self.field(key) else { return };
        if field.kind() == Kind::List {
            field.items().for_each(|item| visit(&item));
        } else {
            field.wrong("a list");
            visit(&field);
        }
    }

    pub(crate) fn path(&self) -> String {
        let mut path = String::new();
        self.trail.write(&mut path);
        path
    }

    pub(crate) fn note(
        &self,
        severity: Severity,
        code: &'static str,
        message: impl FnOnce() -> String,
    ) {
        self.notes.add(severity, code, || self.path(), message);
    }

    pub(crate) fn warn(&self, code: &'static str, parts: &[&str]) {
        self.note(Severity::Warning, code, || parts.concat());
    }

    /// Says that something else was expected here.
    pub(crate) fn wrong(&self, expected: &str) {
        self.warn(
            "wrong-type",
            &["Expected ", expected, ", found ", self.kind().noun(), "."],
        );
    }

    /// This value as text: whatever it is, what can be read in it is kept.
    pub(crate) fn as_text(&self) -> Option<Cow<'a, str>> {
        let text = match self.kind() {
            Kind::Null => return None,
            Kind::Text => self.value.text()?,
            Kind::Number => {
                self.wrong("text");
                self.value.text()?
            }
            Kind::True | Kind::False => {
                self.wrong("text");
                Cow::Borrowed(self.kind().noun())
            }
            Kind::List | Kind::Object => {
                self.wrong("text");
                Cow::Owned(self.value.texts(|_| false).join(" "))
            }
        };
        Some(self.shortened(text))
    }

    fn shortened(&self, text: Cow<'a, str>) -> Cow<'a, str> {
        if text.len() <= LONGEST_TEXT {
            return text;
        }
        let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) else {
            return text;
        };
        self.note(Severity::Error, "text-too-long", || {
            "This text is longer than 500,000 characters and is shown up to there.".to_owned()
        });
        let mut kept = text.get(..end).unwrap_or_default().to_owned();
        kept.push('…');
        Cow::Owned(kept)
    }

    /// The text under `key`; none if it is absent or empty.
    pub(crate) fn text(&self, key: &str) -> Option<Cow<'a, str>> {
        self.field(key)?
            .as_text()
            .filter(|text| !text.trim().is_empty())
    }

    /// The whole number under `key`, from 0 up to `most`.
    pub(crate) fn whole(&self, key: &str, most: u32) -> Option<u32> {
        let field = self.field(key)?;
        let number = field.value.number();
        if field.kind() != Kind::Number {
            field.wrong("a number");
        }
        let number = number?;
        if number >= 0.0 && number <= f64::from(most) {
            Some(number as u32)
        } else {
            field.warn(
                "out-of-range",
                &["Expected a whole number from 0 to ", &most.to_string(), "."],
            );
            None
        }
    }

    /// The flag under `key`; false if it is absent.
    pub(crate) fn flag(&self, key: &str) -> bool {
        let Some(field) = self.field(key) else {
            return false;
        };
        match field.kind() {
            Kind::True => true,
            Kind::False => false,
            _ => {
                field.wrong("true or false");
                field
                    .value
                    .text()
                    .is_some_and(|text| text == "true" || text == "1")
            }
        }
    }

    /// Says that a field is missing, and so that this is shown as plain content.
    pub(crate) fn missing(&self, expected: &str) {
        self.note(Severity::Error, "missing-field", || {
            [
                "Expected ",
                expected,
                "; what else is here is shown as plain content.",
            ]
            .concat()
        });
    }
}
