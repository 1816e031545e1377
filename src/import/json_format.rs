//! Finds the article in JSON.

use std::collections::VecDeque;

use serde_json::Value;

use super::node::Node;
use super::{Context, Format, Importer, Source};
use crate::error::ArticleError;
use crate::model::Article;

/// A format of JSON: one file.
pub(super) trait JsonFormat: Sync {
    fn format(&self) -> Format;

    /// Whether this value has the format.
    fn is(&self, node: &Node<'_>) -> bool;

    /// The article of a value that `is` accepted, or that the caller says to be of this format.
    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError>;
}

/// The formats in the order in which they are detected: what has the rarest sign first.
const FORMATS: &[&dyn JsonFormat] = &[
    &super::lexical::Lexical,
    &super::mobiledoc::Mobiledoc,
    &super::contentful::Contentful,
    &super::prosemirror::ProseMirror,
    &super::draft::Draft,
    &super::notion::Notion,
    &super::portable_text::PortableText,
    &super::slate::Slate,
    &super::own::Own,
];

/// How many levels of other objects an article may be in.
const MAX_DEPTH: usize = 6;

/// Values that are looked at inside another one.
const MAX_VALUES: usize = 20_000;

impl<F: JsonFormat> Importer for F {
    fn format(&self) -> Format {
        JsonFormat::format(self)
    }

    fn detect(&self, source: &Source<'_>) -> Option<String> {
        let (format, path) = source.located()?;
        (*format == JsonFormat::format(self)).then(|| path.clone())
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let not_this_format =
            || super::not_this_format(JsonFormat::format(self), "it holds no list and no object.");
        let value = source.json.as_ref().ok_or_else(not_this_format)?;
        if let Some(path) = &source.too_deep {
            let message =
                "The JSON is nested too deep: from here on, its objects are read as neighbours.";
            cx.warn("too-deep", path, message);
        }
        let root = Node::root(value);
        if self.is(&root) {
            return JsonFormat::import(self, &root, cx);
        }
        let test = |node: &Node<'_>| self.is(node).then_some(());
        if let Some((_, node)) = search(&root, &test) {
            // What was detected is reported already.
            if cx.options.from.is_some() {
                let message = format!(
                    "The article in the format \"{}\" is inside other data.",
                    JsonFormat::format(self)
                );
                cx.warn("found-inside", &node.path(), message);
            }
            let parsed;
            let node = match node.parsed() {
                Some(value) if !self.is(&node) => {
                    parsed = value;
                    Node::new(&parsed, node.place().clone())
                }
                _ => node,
            };
            return JsonFormat::import(self, &node, cx);
        }
        if value.is_object() || value.is_array() {
            return JsonFormat::import(self, &root, cx);
        }
        Err(not_this_format())
    }
}

/// The format of JSON and where the article is in it.
pub(super) fn locate(value: &Value) -> Option<(Format, String)> {
    let test = |node: &Node<'_>| {
        let found = FORMATS.iter().find(|format| format.is(node))?;
        Some(found.format())
    };
    let root = Node::root(value);
    let (format, node) = match test(&root) {
        Some(format) => (format, root),
        None => search(&root, &test)?,
    };
    Some((format, node.path()))
}

/// The largest value inside another one that passes a test, or that holds JSON as text which passes it.
fn search<'v, T>(root: &Node<'v>, test: &dyn Fn(&Node<'_>) -> Option<T>) -> Option<(T, Node<'v>)> {
    let mut best: Option<(usize, T, Node<'v>)> = None;
    let mut queue = VecDeque::from([(0, root.clone())]);
    let mut seen = 0;
    while let Some((depth, node)) = queue.pop_front() {
        seen += 1;
        if seen > MAX_VALUES {
            break;
        }
        let found = match node.parsed() {
            Some(value) => test(&Node::root(&value)),
            None if depth > 0 && (node.is_object() || node.is_list()) => test(&node),
            None => None,
        };
        if let Some(found) = found {
            let size = size(node.value());
            if best.as_ref().is_none_or(|(most, ..)| size > *most) {
                best = Some((size, found, node));
            }
        } else if depth < MAX_DEPTH {
            if node.is_list() {
                queue.extend(node.items().into_iter().map(|item| (depth + 1, item)));
            } else {
                queue.extend(node.fields().map(|(_, value)| (depth + 1, value)));
            }
        }
    }
    best.map(|(_, found, node)| (found, node))
}

/// How much text and how many values are in a value.
fn size(value: &Value) -> usize {
    let mut size = 0;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        size += 1;
        match value {
            Value::String(text) => size += text.len(),
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            _ => {}
        }
    }
    size
}
