//! Finds the article in JSON.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde_json::Value;

use super::node::{Node, Root};
use super::{Context, Format, Found, Source, registry};
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

/// How many levels of other objects an article may be in.
const MAX_DEPTH: usize = 6;

/// Values that are looked at inside another one.
const MAX_VALUES: usize = 20_000;

/// The article of a source that has this format, or that the caller says to have it.
pub(super) fn import(
    format: &dyn JsonFormat,
    source: &Source<'_>,
    root: Option<&Root<'_>>,
    cx: &mut Context<'_>,
) -> Result<Article, ArticleError> {
    let not_this_format =
        || super::not_this_format(format.format(), "it holds no list and no object.");
    let root = root.ok_or_else(not_this_format)?;
    let node = root.node();
    if let Some(path) = &source.too_deep {
        let message =
            "The JSON is nested too deep: from here on, its objects are read as neighbours.";
        cx.warn("too-deep", path, message);
    }
    if *root.is_article.get_or_init(|| format.is(&node)) {
        return format.import(&node, cx);
    }
    if let Some(article) = import_inside(format, &node, MAX_TEXTS, cx) {
        return article;
    }
    if node.value().is_object() || node.value().is_array() {
        return format.import(&node, cx);
    }
    Err(not_this_format())
}

/// All of a source, once for all its articles: what knows its paths reads all of it.
pub(super) fn whole(value: &Value) -> Root<'_> {
    Root::new(Cow::Borrowed(value), "$".to_owned())
}

/// JSON in text in JSON, and so on, so many times.
const MAX_TEXTS: usize = 3;

/// The article of the value that has the format, wherever it is in this one. What was detected is reported already.
fn import_inside(
    format: &dyn JsonFormat,
    node: &Node<'_>,
    texts: usize,
    cx: &mut Context<'_>,
) -> Option<Result<Article, ArticleError>> {
    if format.is(node) {
        if cx.options.from.is_some() && node.path() != "$" {
            let name = format.format();
            let message = format!("The article in the format \"{name}\" is inside other data.");
            cx.warn("found-inside", &node.path(), message);
        }
        return Some(format.import(node, cx));
    }
    let test = |node: &Node<'_>| format.is(node).then(|| format.format());
    let (_, found, path) = search(node, texts, &test)?;
    if let Some((list, items)) = entries(format, node, &path) {
        let item = items.get(cx.pick(items.len(), &list).unwrap_or_default())?;
        return Some(format.import(item, cx));
    }
    match found.parsed() {
        Some(inner) => import_inside(format, &inner.node(), texts.checked_sub(1)?, cx),
        None => import_inside(format, &found, texts, cx),
    }
}

/// The format of JSON and where the article is in it.
pub(super) fn locate(value: &Value) -> Option<Found> {
    let test = |node: &Node<'_>| {
        let found = registry::JSON.iter().find(|format| format.is(node))?;
        Some(found.format())
    };
    let root = whole(value);
    let node = root.node();
    let (format, path) = match test(&node) {
        Some(format) => (format, node.path()),
        None => {
            let (format, _, path) = search(&node, MAX_TEXTS, &test)?;
            let reader = registry::JSON.iter().find(|one| one.format() == format)?;
            let list = entries(*reader, &node, &path);
            (format, list.map_or(path, |(list, _)| list))
        }
    };
    Some(Found { format, path })
}

/// How many levels of other objects a list of articles may be in.
const MAX_LIST_DEPTH: usize = 3;

/// The list that holds the value at this path beside others like it, with a title each, and all of these.
fn entries<'v>(
    format: &dyn JsonFormat,
    root: &Node<'v>,
    path: &str,
) -> Option<(String, Vec<Node<'v>>)> {
    let mut queue = VecDeque::from([(0, *root)]);
    while let Some((depth, node)) = queue.pop_front() {
        let list = node.path();
        if !path.starts_with(&list) {
            continue;
        }
        if node.is_list() {
            let mut items = node.items();
            items.retain(|item| item.any_text(&["title", "headline"]).is_some() && format.is(item));
            return (items.len() > 1 && items.iter().any(|item| item.path() == path))
                .then_some((list, items));
        }
        if depth < MAX_LIST_DEPTH {
            queue.extend(node.fields().map(|(_, value)| (depth + 1, value)));
        }
    }
    None
}

/// The largest value inside another one that passes a test, or the text that holds it as JSON, and its path.
fn search<'v>(
    root: &Node<'v>,
    texts: usize,
    test: &dyn Fn(&Node<'_>) -> Option<Format>,
) -> Option<(Format, Node<'v>, String)> {
    let mut best: Option<(usize, Format, Node<'v>, String)> = None;
    let mut queue = VecDeque::from([(0, *root)]);
    let mut seen = 0;
    while let Some((depth, node)) = queue.pop_front() {
        seen += 1;
        if seen > MAX_VALUES {
            break;
        }
        let found = match node.parsed().filter(|_| texts > 0) {
            Some(inner) => match test(&inner.node()) {
                Some(found) => Some((found, node.path())),
                None => {
                    search(&inner.node(), texts - 1, test).map(|(found, _, path)| (found, path))
                }
            },
            None if depth > 0 && (node.is_object() || node.is_list()) => {
                test(&node).map(|found| (found, node.path()))
            }
            None => None,
        };
        if let Some((found, path)) = found {
            let size = size(node.value());
            if best.as_ref().is_none_or(|(most, ..)| size > *most) {
                best = Some((size, found, node, path));
            }
        } else if depth < MAX_DEPTH {
            if node.is_list() {
                queue.extend(node.items().into_iter().map(|item| (depth + 1, item)));
            } else {
                queue.extend(node.fields().map(|(_, value)| (depth + 1, value)));
            }
        }
    }
    best.map(|(_, found, node, path)| (found, node, path))
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
