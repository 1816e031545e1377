//! Finds the article in JSON.

use std::borrow::Cow;
use std::collections::VecDeque;

use serde_json::Value;

use super::node::{Entries, Node, Root};
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
    let find = || {
        let (_, _, path) = search(&node, MAX_TEXTS, &|node| {
            format.is(node).then(|| format.format())
        })?;
        entries(format, &node, &path)
    };
    if let Some(entries) = root.entries.get_or_init(find) {
        let list = list_of(entries, &node).ok_or_else(not_this_format)?;
        let pick = cx.pick(entries.items.len(), &list.path());
        let item = entries.items.get(pick.unwrap_or_default());
        let item = item.and_then(|index| list.item(*index));
        return format.import(&item.ok_or_else(not_this_format)?, cx);
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
    let (_, found, _) = search(node, texts, &test)?;
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
            let list = entries(*reader, &node, &path).and_then(|found| list_of(&found, &node));
            (format, list.map_or(path, |list| list.path()))
        }
    };
    Some(Found { format, path })
}

/// How many levels of other objects a list of articles may be in.
const MAX_LIST_DEPTH: usize = 3;

/// The list that holds the value at this path beside others like it, with a title each, and which of its items these are.
fn entries(format: &dyn JsonFormat, root: &Node<'_>, path: &str) -> Option<Entries> {
    let mut queue = VecDeque::from([(Vec::new(), *root)]);
    while let Some((keys, node)) = queue.pop_front() {
        if !path.starts_with(&node.path()) {
            continue;
        }
        if let Some(all) = node.value().as_array() {
            let is_entry = |item: &Node<'_>| {
                item.any_text(&["title", "headline"]).is_some() && format.is(item)
            };
            let items: Vec<_> = (0..all.len())
                .filter(|index| node.item(*index).is_some_and(|item| is_entry(&item)))
                .collect();
            let is_there =
                |index: &usize| node.item(*index).is_some_and(|item| item.path() == path);
            return (items.len() > 1 && items.iter().any(is_there))
                .then_some(Entries { keys, items });
        }
        if keys.len() < MAX_LIST_DEPTH {
            queue.extend(node.fields().map(|(key, value)| {
                let mut keys = keys.clone();
                keys.push(key.to_owned());
                (keys, value)
            }));
        }
    }
    None
}

fn list_of<'v>(entries: &Entries, root: &Node<'v>) -> Option<Node<'v>> {
    let mut keys = entries.keys.iter();
    keys.try_fold(*root, |at, key| at.get(key))
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
