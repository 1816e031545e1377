//! Fields of another form, told in ours by tables.

use crate::json::{Builder, Kind, Reader};
use crate::scan::{cut, pieces};

/// One thing whose fields stand at several places.
pub(super) struct Layers<'j>(pub(super) [Option<Reader<'j>>; 3]);

impl<'j> Layers<'j> {
    pub(super) fn one(value: Option<Reader<'j>>) -> Self {
        Self([value, None, None])
    }

    /// What the first of these paths leads to that leads to anything, and not to an empty list or object: keys parted by dots, paths by spaces.
    pub(super) fn get(&self, paths: &str) -> Option<Reader<'j>> {
        let says = |value: Reader<'j>| {
            is_told(value) || value.entries().next().or(value.items().next()).is_some()
        };
        self.first(paths, says)
    }

    /// The same, of what can be read as text; empty if there is none.
    pub(super) fn text(&self, paths: &str) -> &'j str {
        self.first(paths, is_told).map_or("", Reader::raw)
    }

    /// The first that is wanted.
    fn first(&self, paths: &str, wanted: fn(Reader<'j>) -> bool) -> Option<Reader<'j>> {
        let mut rest = paths;
        while !rest.is_empty() {
            let (path, behind) = cut(rest, b" ").unwrap_or((rest, ""));
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
    pub(super) fn items(&self, paths: &str) -> Vec<Reader<'j>> {
        let list = self.first(paths, |value| value.items().next().is_some());
        list.map(|list| list.items().collect()).unwrap_or_default()
    }

    /// Tells fields by a table: a line for each, its first letter the kind, then our name for it and the paths to it.
    ///
    /// `'` text, `#` a whole number, `?` a flag, `!` a flag that is told as "blue", `=` whatever it is; `{` opens an object
    /// of that name, `}` closes it.
    pub(super) fn tell(&self, out: &mut Builder, table: &str) {
        for row in pieces(table, b"\n") {
            let (name, paths) = cut(row, b" ").unwrap_or((row, ""));
            let (kind, name) = name.split_at_checked(1).unwrap_or_default();
            let text = self.text(paths);
            let yes = matches!(text, "true" | "1");
            match kind {
                "#" if text.bytes().all(|byte| byte.is_ascii_digit()) => {
                    out.plain(name, Kind::Number, text);
                }
                "?" if yes => out.plain(name, Kind::True, text),
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
                    out.open(Kind::Object);
                }
                "}" => out.close(),
                _ => {}
            }
        }
    }
}

fn is_told(value: Reader<'_>) -> bool {
    !value.raw().trim().is_empty()
}

/// What a path leads to. A list of keys and values counts as an object, any other list as its first item, and what a card
/// wraps around a value as the value.
fn find<'j>(from: Reader<'j>, path: &str) -> Option<Reader<'j>> {
    let mut at = from;
    for key in pieces(path, b".") {
        let keyed = at.items().find(|item| item.says_at("key") == key);
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
