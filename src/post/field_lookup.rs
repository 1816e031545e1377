//! Looks up fields of other formats by tables of paths.

use crate::json::{Cursor, TapeBuilder, ValueKind};
use crate::scan::{split, split_once};
use crate::url::Address;

/// A table of our fields, each with its type and the paths at which payloads have it, in the form that
/// [`FieldLookup::write_fields`] reads: rows cost fewer bytes than structs.
///
/// `text`, `number` and `boolean` are written if a payload has such a value, `any` as it is there, and `blue` as the text
/// "blue" for true.
macro_rules! field_table {
    () => { "" };
    (object $name:ident { $($fields:tt)* } $($rest:tt)*) => {
        concat!("{", stringify!($name), "\n", field_table!($($fields)*), "}\n", field_table!($($rest)*))
    };
    ($kind:ident $name:ident: $paths:literal, $($rest:tt)*) => {
        concat!(field_table!(@$kind), stringify!($name), " ", $paths, "\n", field_table!($($rest)*))
    };
    (@text) => { "'" };
    (@number) => { "#" };
    (@boolean) => { "?" };
    (@blue) => { "!" };
    (@any) => { "=" };
}
pub(super) use field_table;

/// An object whose fields are spread over several objects.
pub(super) struct FieldLookup<'j>(pub(super) [Option<Cursor<'j>>; 3]);

impl<'j> FieldLookup<'j> {
    pub(super) fn single(value: Option<Cursor<'j>>) -> Self {
        Self([value, None, None])
    }

    /// The first value found that isn't blank or empty. Paths are separated by spaces, their keys by dots.
    pub(super) fn get(&self, paths: &str) -> Option<Cursor<'j>> {
        let says = |value: Cursor<'j>| {
            is_present(value) || value.entries().next().or(value.items().next()).is_some()
        };
        self.find(paths, says)
    }

    /// The first scalar found, as text; empty if there is none.
    pub(super) fn text(&self, paths: &str) -> &'j str {
        self.find(paths, is_present).map_or("", Cursor::as_str)
    }

    /// The first value that matches.
    fn find(&self, paths: &str, wanted: fn(Cursor<'j>) -> bool) -> Option<Cursor<'j>> {
        let mut rest = paths;
        while !rest.is_empty() {
            let (path, behind) = split_once(rest, b" ").unwrap_or((rest, ""));
            for layer in &self.0 {
                let found = layer.and_then(|layer| find(layer, path));
                if found.is_some_and(wanted) {
                    return found;
                }
            }
            rest = behind;
        }
        None
    }

    /// The items of the list that the paths lead to.
    pub(super) fn items(&self, paths: &str) -> Vec<Cursor<'j>> {
        let list = self.find(paths, |value| value.items().next().is_some());
        list.map(|list| list.items().collect()).unwrap_or_default()
    }

    /// Writes the fields of a [`field_table!`].
    pub(super) fn write_fields(&self, out: &mut TapeBuilder, table: &str) {
        for row in split(table, b"\n") {
            let (name, paths) = split_once(row, b" ").unwrap_or((row, ""));
            let (kind, name) = name.split_at_checked(1).unwrap_or_default();
            let text = self.text(paths);
            let yes = matches!(text, "true" | "1");
            match kind {
                "#" if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    out.scalar(name, ValueKind::Number, text);
                }
                "?" if yes => out.scalar(name, ValueKind::True, text),
                "!" if yes => out.field(name, "blue"),
                "'" => out.field(name, text),
                "=" => {
                    if let Some(found) = self.get(paths) {
                        out.key(name);
                        out.copy(found);
                    }
                }
                "{" => {
                    out.key(name);
                    out.open(ValueKind::Object);
                }
                "}" => out.close(),
                _ => {}
            }
        }
    }
}

/// The first of the fields that is a URL of a picture or video.
pub(super) fn media_url<'j>(from: Cursor<'j>, keys: &[&str]) -> &'j str {
    keys.iter()
        .map(|key| from.scalar_str(*key))
        .find(|url| Address::media(url).is_some())
        .unwrap_or_default()
}

fn is_present(value: Cursor<'_>) -> bool {
    !value.as_str().trim().is_empty()
}

/// The value at a path. A list of key/value pairs counts as an object, any other list as its first item; the wrapper
/// around a card's value is skipped.
fn find<'j>(from: Cursor<'j>, path: &str) -> Option<Cursor<'j>> {
    let mut at = from;
    for key in split(path, b".") {
        let keyed = at.items().find(|item| item.scalar_str("key") == key);
        at = match keyed {
            Some(keyed) => keyed.field("value")?,
            None => at.items().next().unwrap_or(at).field(key)?,
        };
        at = ["string_value", "boolean_value", "image_value"]
            .iter()
            .find_map(|wrapped| at.field(*wrapped))
            .unwrap_or(at);
    }
    Some(at)
}
