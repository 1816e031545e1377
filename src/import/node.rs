//! A lenient reader of JSON: a value that knows its path.

use std::borrow::Cow;
use std::cell::OnceCell;

use serde_json::{Map, Value};

use super::cleanup::clean_text;
use crate::json::{Cursor, Tape, ValueKind, number};
use crate::model::Block;
use crate::scan::order;

/// Lists and objects below this many levels are flattened. No editor nests half as deep, and all that reads JSON here may use
/// recursion.
const MAX_DEPTH: usize = 120;

/// So many levels of objects in objects are kept below that: a node whose content is a level deeper stays one node.
const MORE_OBJECTS: usize = 6;

/// Values of at most so many levels are kept whole where what is around them is flattened.
const SMALL: usize = 6;

/// JSON that nodes are in.
#[derive(Debug)]
pub(super) struct Root<'v> {
    value: Cow<'v, Value>,
    /// Where this JSON is.
    path: String,
    /// Where the values in it are, by address. Only made if a place is reported.
    places: OnceCell<Vec<Place>>,
    /// Whether it has the format that it is read as. Each article of a long list asks that of the whole list.
    pub(super) is_article: OnceCell<bool>,
    /// The articles in a list inside it. Each of them asks that, too.
    pub(super) entries: OnceCell<Option<Entries>>,
}

/// Several articles in one list.
#[derive(Debug)]
pub(super) struct Entries {
    /// The fields that lead to the list.
    pub(super) keys: Vec<String>,
    /// Which of its items are articles.
    pub(super) items: Vec<usize>,
}

/// The place of a value in the list or object that holds it.
#[derive(Debug, Clone, Copy)]
struct Place {
    address: usize,
    holder: usize,
    index: usize,
}

impl<'v> Root<'v> {
    pub(super) fn new(value: Cow<'v, Value>, path: String) -> Self {
        Self {
            value,
            path,
            places: OnceCell::new(),
            is_article: OnceCell::new(),
            entries: OnceCell::new(),
        }
    }

    /// The root as a node.
    pub(super) fn node(&self) -> Node<'_> {
        Node {
            value: &self.value,
            root: self,
        }
    }

    fn path_of(&self, value: &Value) -> String {
        let mut path = self.path.clone();
        if std::ptr::eq(value, &*self.value) {
            return path;
        }
        let places = self.places.get_or_init(|| places(&self.value));
        let mut steps = Vec::new();
        let mut address = address(value);
        while let Some(place) = places
            .binary_search_by_key(&address, |place| place.address)
            .ok()
            .and_then(|index| places.get(index))
        {
            steps.push(place.index);
            address = place.holder;
        }
        let mut holder: Option<&Value> = Some(&self.value);
        for index in steps.into_iter().rev() {
            match holder {
                Some(Value::Object(fields)) => {
                    let (key, field) = fields.iter().nth(index).unzip();
                    push_key(key.map_or("", String::as_str), &mut path);
                    holder = field;
                }
                list => {
                    path.push('[');
                    path.push_str(&index.to_string());
                    path.push(']');
                    holder = list.and_then(|list| list.get(index));
                }
            }
        }
        path
    }
}

fn address(value: &Value) -> usize {
    std::ptr::from_ref(value).addr()
}

/// The places of all values in a value, in the order of their addresses.
fn places(root: &Value) -> Vec<Place> {
    let mut places = Vec::new();
    let mut open = vec![root];
    while let Some(holder) = open.pop() {
        let mut add = |(index, value)| {
            places.push(Place {
                address: address(value),
                holder: address(holder),
                index,
            });
            open.push(value);
        };
        match holder {
            Value::Array(items) => items.iter().enumerate().for_each(&mut add),
            Value::Object(fields) => fields.values().enumerate().for_each(&mut add),
            _ => {}
        }
    }
    let order = order(places.iter().map(|place| place.address as u64));
    let sorted = order.into_iter().filter_map(|at| places.get(at));
    sorted.copied().collect()
}

fn push_key(key: &str, path: &mut String) {
    if is_name(key) {
        path.push('.');
        path.push_str(key);
    } else {
        path.push('[');
        path.push_str(&serde_json::to_string(key).unwrap_or_default());
        path.push(']');
    }
}

fn is_name(key: &str) -> bool {
    let mut letters = key.chars();
    let first = letters.next();
    first.is_some_and(|c| c.is_alphabetic() || matches!(c, '_' | '$'))
        && letters.all(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
}

/// A value that knows its path. `null` counts as absent everywhere.
#[derive(Debug, Clone, Copy)]
pub(super) struct Node<'v> {
    value: &'v Value,
    root: &'v Root<'v>,
}

impl<'v> Node<'v> {
    pub(super) fn value(&self) -> &'v Value {
        self.value
    }

    pub(super) fn path(&self) -> String {
        self.root.path_of(self.value)
    }

    fn child(&self, value: &'v Value) -> Self {
        Self {
            value,
            root: self.root,
        }
    }

    /// Another value in the place of this one, such as what it is as JSON.
    pub(super) fn with(&self, value: Value) -> Root<'static> {
        Root::new(Cow::Owned(value), self.path())
    }

    /// The value under a key.
    pub(super) fn get(&self, key: &str) -> Option<Self> {
        let value = self.value.get(key).filter(|value| !value.is_null())?;
        Some(self.child(value))
    }

    /// The value under the first of these keys that there is.
    pub(super) fn any(&self, keys: &[&str]) -> Option<Self> {
        keys.iter().find_map(|key| self.get(key))
    }

    /// The value at keys and numbers with dots between them: `fields.file.url`, `streams.0`.
    pub(super) fn at(&self, keys: &str) -> Option<Self> {
        let mut at = *self;
        for key in keys.split('.') {
            at = match at.value {
                Value::Array(_) => at.item(key.parse().ok()?)?,
                _ => at.get(key)?,
            };
        }
        Some(at)
    }

    pub(super) fn item(&self, index: usize) -> Option<Self> {
        let value = self.value.get(index).filter(|value| !value.is_null())?;
        Some(self.child(value))
    }

    /// The items of a list; an object's values, if its keys number them; any other value is the only item.
    pub(super) fn items(&self) -> Vec<Self> {
        match self.value {
            Value::Array(items) => items
                .iter()
                .filter(|item| !item.is_null())
                .map(|item| self.child(item))
                .collect(),
            Value::Object(fields)
                if !fields.is_empty()
                    && fields
                        .keys()
                        .all(|key| key.bytes().all(|byte| byte.is_ascii_digit())) =>
            {
                self.fields().map(|(_, value)| value).collect()
            }
            _ => vec![*self],
        }
    }

    /// The items of the list under a key.
    pub(super) fn list(&self, key: &str) -> Vec<Self> {
        self.get(key).map(|list| list.items()).unwrap_or_default()
    }

    /// The items of the list at keys with dots between them.
    pub(super) fn list_at(&self, keys: &str) -> Vec<Self> {
        self.at(keys).map(|list| list.items()).unwrap_or_default()
    }

    /// The keys and values of an object.
    pub(super) fn fields(&self) -> impl Iterator<Item = (&'v str, Self)> + use<'v, '_> {
        self.value
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(_, value)| !value.is_null())
            .map(|(key, value)| (key.as_str(), self.child(value)))
    }

    pub(super) fn is_object(&self) -> bool {
        self.value.is_object()
    }

    pub(super) fn is_list(&self) -> bool {
        self.value.is_array()
    }

    pub(super) fn is_text(&self) -> bool {
        self.value.is_string()
    }

    /// Text, or a number or boolean as text; nothing of a list or an object.
    pub(super) fn as_text(&self) -> Option<String> {
        match self.value {
            Value::String(text) => {
                let mut text = text.clone();
                clean_text(&mut text);
                Some(text)
            }
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(flag) => Some(flag.to_string()),
            _ => None,
        }
    }

    /// The text under a key, if it isn't blank.
    pub(super) fn text(&self, key: &str) -> Option<String> {
        self.get(key)?
            .as_text()
            .filter(|text| !text.trim().is_empty())
    }

    /// The text under a key with all its white space; "" if there is none.
    pub(super) fn text_of(&self, key: &str) -> String {
        self.get(key)
            .and_then(|text| text.as_text())
            .unwrap_or_default()
    }

    /// The text under the first of these keys that has any.
    pub(super) fn any_text(&self, keys: &[&str]) -> Option<String> {
        keys.iter().find_map(|key| self.text(key))
    }

    /// The text at keys with dots between them, if it isn't blank.
    pub(super) fn text_at(&self, keys: &str) -> Option<String> {
        self.at(keys)?
            .as_text()
            .filter(|text| !text.trim().is_empty())
    }

    /// The string under a key as it is; "" if there is none.
    pub(super) fn str(&self, key: &str) -> &'v str {
        self.value
            .get(key)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// The string that this value is, as it is; "" of any other value.
    pub(super) fn str_value(&self) -> &'v str {
        self.value.as_str().unwrap_or_default()
    }

    /// The `type`.
    pub(super) fn kind(&self) -> &'v str {
        self.str("type")
    }

    pub(super) fn number(&self, key: &str) -> Option<f64> {
        self.get(key)?.as_number()
    }

    /// A number, or text that is one.
    pub(super) fn as_number(&self) -> Option<f64> {
        match self.value {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => {
                let text = text.trim();
                number(text.strip_suffix("px").unwrap_or(text))
            }
            _ => None,
        }
        .filter(|number: &f64| number.is_finite())
    }

    /// A whole number above 0.
    pub(super) fn size(&self, key: &str) -> Option<u32> {
        self.number(key)
            .filter(|number| (1.0..1e6).contains(number))
            .map(|number| number as u32)
    }

    pub(super) fn flag(&self, key: &str) -> Option<bool> {
        let value = self.get(key)?;
        match value.value {
            Value::Bool(flag) => Some(*flag),
            Value::String(text) => match text.trim() {
                "true" | "1" | "yes" => Some(true),
                "false" | "0" | "no" | "" => Some(false),
                _ => None,
            },
            Value::Number(number) => number.as_f64().map(|number| number != 0.0),
            _ => None,
        }
    }

    /// The list or object that text holds as JSON, in its place.
    pub(super) fn parsed(&self) -> Option<Root<'static>> {
        let text = self.value.as_str()?.trim();
        let closed = text.starts_with('{') && text.ends_with('}')
            || text.starts_with('[') && text.ends_with(']');
        if !closed {
            return None;
        }
        let (value, _) = parse(text)?;
        (value.is_object() || value.is_array()).then(|| self.with(value))
    }
}

/// The blocks that each of the nodes gives. One function for all, because `flat_map` is compiled for each closure.
pub(super) fn blocks_of<'v>(
    nodes: &[Node<'v>],
    read: &mut dyn FnMut(&Node<'v>) -> Vec<Block>,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    for node in nodes {
        blocks.append(&mut read(node));
    }
    blocks
}

/// The values in the order of the number under a key, the largest first.
pub(super) fn largest_first<'v>(nodes: Vec<Node<'v>>, key: &str) -> Vec<Node<'v>> {
    let sizes = nodes.iter().map(|node| {
        let bits = node.number(key).unwrap_or(0.0).to_bits();
        // As whole numbers, the bits are in the order of the numbers, but for the sign.
        if bits >> 63 == 0 {
            !bits ^ (1 << 63)
        } else {
            bits
        }
    });
    let order = order(sizes);
    order
        .into_iter()
        .filter_map(|at| nodes.get(at).copied())
        .collect()
}

/// JSON as a value, and where it is nested so deep that it was flattened: objects in it are neighbours there, without the lists
/// and objects that they held. `None` if it isn't JSON.
pub(super) fn parse(text: &str) -> Option<(Value, Option<String>)> {
    let tape = Tape::try_parse(text, "$")?;
    let mut too_deep = None;
    let value = value(Cursor::root(&tape), MAX_DEPTH, MORE_OBJECTS, &mut too_deep);
    Some((value, too_deep))
}

fn value(at: Cursor<'_>, depth: usize, objects: usize, too_deep: &mut Option<String>) -> Value {
    let (inner, objects) = match depth.checked_sub(1) {
        Some(inner) => (inner, objects),
        None if at.is_list() && !is_small(at, SMALL) || at.is_object() && objects == 0 => {
            too_deep.get_or_insert_with(|| at.path());
            return flattened(at);
        }
        None => (0, objects.saturating_sub(1)),
    };
    match at.kind() {
        ValueKind::List => {
            let mut items = Vec::new();
            for item in at.items() {
                match value(item, inner, objects, too_deep) {
                    // A flattened object is a list.
                    Value::Array(flat) if item.is_object() => items.extend(flat),
                    item => items.push(item),
                }
            }
            Value::Array(items)
        }
        ValueKind::Object => {
            let mut fields = Map::new();
            let mut entries = at.entries();
            while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
                let field = value(field, inner, objects, too_deep);
                fields.insert(key.as_str().to_owned(), field);
            }
            Value::Object(fields)
        }
        _ => scalar(at),
    }
}

/// Whether a value has at most so many levels.
fn is_small(at: Cursor<'_>, levels: usize) -> bool {
    if !at.is_list() && !at.is_object() {
        return true;
    }
    let Some(levels) = levels.checked_sub(1) else {
        return false;
    };
    at.items()
        .chain(at.entries())
        .all(|inner| is_small(inner, levels))
}

/// A value that `is_small`.
fn whole(at: Cursor<'_>) -> Value {
    value(at, SMALL + 1, 0, &mut None)
}

fn scalar(at: Cursor<'_>) -> Value {
    match at.kind() {
        ValueKind::True => Value::Bool(true),
        ValueKind::False => Value::Bool(false),
        ValueKind::Text => Value::String(at.as_str().to_owned()),
        // One that no f64 can hold is none.
        ValueKind::Number => serde_json::from_str(at.as_str()).unwrap_or_default(),
        _ => Value::Null,
    }
}

/// The objects in a value one after another, each without the lists and objects in it that aren't small.
fn flattened(at: Cursor<'_>) -> Value {
    let mut flat = Vec::new();
    let mut open = vec![vec![at]];
    while let Some(level) = open.last_mut() {
        let Some(at) = level.pop() else {
            open.pop();
            continue;
        };
        let mut inner: Vec<Cursor<'_>> = Vec::new();
        if is_small(at, SMALL) {
            match whole(at) {
                Value::Array(items) => flat.extend(items),
                value => flat.push(value),
            }
        } else if at.is_object() {
            let mut fields = Map::new();
            let mut entries = at.entries();
            while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
                if is_small(field, SMALL) {
                    fields.insert(key.as_str().to_owned(), whole(field));
                } else {
                    inner.push(field);
                }
            }
            if !fields.is_empty() {
                flat.push(Value::Object(fields));
            }
        } else {
            inner.extend(at.items());
        }
        inner.reverse();
        open.push(inner);
    }
    Value::Array(flat)
}
