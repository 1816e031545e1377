//! What is in a node that has no counterpart: its words and its URL.

use serde_json::Value;

use super::node::Node;
use super::{Context, entry, html, picture};
use crate::model::{Block, Inline, Slot, Span};

/// Keys whose strings are words, whatever they look like.
const TEXT_KEYS: &[&str] = &[
    "text",
    "title",
    "headline",
    "heading",
    "subheading",
    "header",
    "subheader",
    "caption",
    "body",
    "content",
    "description",
    "label",
    "summary",
    "message",
    "quote",
    "question",
    "answer",
    "subtitle",
    "standfirst",
    "lead",
    "excerpt",
    "plain_text",
    "buttonText",
    "intro",
    "value",
    "alt",
    "cite",
    "citation",
    "attribution",
    "credit",
    "byline",
    "altText",
    "items",
    "attributionText",
];

/// Keys whose strings are never words.
const NAME_KEYS: &[&str] = &[
    "type",
    "_type",
    "_key",
    "id",
    "_id",
    "_uid",
    "class",
    "className",
    "style",
    "css",
    "component",
    "blockType",
    "nodeType",
    "role",
    "language",
    "lang",
    "format",
    "direction",
    "align",
    "alignment",
    "icon",
    "theme",
    "color",
    "date",
    "slug",
    "key",
    "mimeType",
    "contentType",
    "version",
    "rel",
    "target",
    "html",
    "srcset",
    "sizes",
    "layout",
    "variant",
];

const URL_KEYS: &[&str] = &[
    "url", "href", "src", "link", "uri", "source", "trackUrl", "URL",
];

/// The words and the URL of a node as blocks. `nested` makes blocks of the lists and objects in it that are nodes of the format;
/// what it leaves is searched for words.
pub(super) fn blocks(
    node: &Node<'_>,
    name: &str,
    cx: &mut Context<'_>,
    nested: &mut dyn FnMut(&Node<'_>, &mut Context<'_>) -> Option<Vec<Block>>,
) -> Vec<Block> {
    report(node, name, cx);
    let mut blocks = Vec::new();
    fields(node, &mut blocks, cx, nested);
    blocks
}

/// Reports a node of a kind that has no counterpart.
pub(super) fn report(node: &Node<'_>, name: &str, cx: &mut Context<'_>) {
    let name = if name.is_empty() {
        "without a type"
    } else {
        name
    };
    let message = format!("A node \"{name}\" has no counterpart: its words are plain content.");
    cx.warn_once("unknown-node", name, &node.path(), message);
}

/// The words and the URL in the fields of a node.
pub(super) fn fields(
    node: &Node<'_>,
    blocks: &mut Vec<Block>,
    cx: &mut Context<'_>,
    nested: &mut dyn FnMut(&Node<'_>, &mut Context<'_>) -> Option<Vec<Block>>,
) {
    if node.is_list() {
        return field("items", node, blocks, cx, nested);
    }
    let url = URL_KEYS
        .iter()
        .find_map(|key| node.text(key))
        .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
    // The words that belong to the URL.
    let mut used: &[&str] = &[];
    if let Some(url) = &url {
        let label = LABELS.iter().find(|key| node.text(key).is_some());
        if picture::is_picture(url) {
            used = &["alt", "altText", "caption", "credit", "copyright"];
            let picture = entry::picture(node).unwrap_or_default();
            let picture = picture::Picture {
                src: Some(url.clone()),
                ..picture
            };
            blocks.extend(picture.blocks(cx, &node.path()));
        } else if let Some(key) = label.filter(|_| node.fields().count() < 6) {
            used = std::slice::from_ref(key);
            let mut span = Span::new(node.text_of(key));
            span.href = cx.link(url, &node.path());
            blocks.push(Block::paragraph(span));
        } else {
            blocks.extend(picture::embed(cx, url, None, &node.path()));
        }
    }
    for (key, value) in node.fields() {
        if !used.contains(&key) && (value.as_text() != url || url.is_none()) {
            field(key, &value, blocks, cx, nested);
        }
    }
}

/// What a link is called where it is shown as a button.
const LABELS: &[&str] = &["label", "text", "buttonText", "linkText"];

/// The blocks of text that may be HTML though the format doesn't say so.
pub(super) fn text(value: &Node<'_>, cx: &mut Context<'_>) -> Vec<Block> {
    let text = value.as_text().unwrap_or_default();
    let has_markup = ["</", "<br", "&nbsp;", "&amp;", "&quot;", "&#"]
        .iter()
        .any(|sign| text.contains(sign));
    if !has_markup && !html::is_html(&text) {
        return picture::paragraphs([Inline::from(text)]);
    }
    let path = value.path();
    let message = "A field for text holds HTML, and is read as such.";
    cx.warn_once("html-in-text", "", &path, message.to_owned());
    html::blocks(cx, &text, &path)
}

/// The words and the URLs of one field.
pub(super) fn field(
    key: &str,
    value: &Node<'_>,
    blocks: &mut Vec<Block>,
    cx: &mut Context<'_>,
    nested: &mut dyn FnMut(&Node<'_>, &mut Context<'_>) -> Option<Vec<Block>>,
) {
    if value.is_text() {
        let content = value.as_text().unwrap_or_default();
        if is_words(key, &content) {
            blocks.extend(text(value, cx));
        } else if matches!(key, "html" | "embedCode" | "embed_code") {
            blocks.extend(html::blocks(cx, &content, &value.path()));
        } else if key == "items" && content.starts_with("https://") && picture::is_picture(&content)
        {
            blocks.extend(entry::image(value, cx).map(Block::from));
        }
    } else if let Some(inner) = nested(value, cx) {
        blocks.extend(inner);
    } else if value.is_object() {
        fields(value, blocks, cx, nested);
    } else if value.is_list() {
        // Of a list of texts, all are words or none is.
        let items = value.items();
        let is_text = |item: &Node<'_>| {
            let text = item.str_value();
            is_words(key, text) || !NAME_KEYS.contains(&key) && text.starts_with(char::is_uppercase)
        };
        let key = if items.iter().any(is_text) {
            "items"
        } else {
            key
        };
        for item in items {
            field(key, &item, blocks, cx, nested);
        }
    }
}

/// Whether a string under a key is for readers.
fn is_words(key: &str, text: &str) -> bool {
    let text = text.trim();
    if text.is_empty()
        || NAME_KEYS.contains(&key)
        || text.starts_with("http") && !text.contains(' ')
        || key == "name" && text.contains('.')
    {
        return false;
    }
    // Names in code are English, and in lower case or without spaces.
    let begins_large = text.starts_with(char::is_uppercase);
    let words = text.split_whitespace().count();
    TEXT_KEYS.contains(&key) || !text.is_ascii() || words > 2 || words == 2 && begins_large
}

/// All words for readers in a value, in order.
pub(super) fn words(value: &Value) -> Vec<String> {
    let mut words = Vec::new();
    let mut open = vec![("text", value)];
    while let Some((key, value)) = open.pop() {
        match value {
            Value::String(text) if is_words(key, text) => words.push(text.clone()),
            Value::Array(items) => open.extend(items.iter().rev().map(|item| (key, item))),
            Value::Object(fields) => {
                let fields: Vec<_> = fields.iter().collect();
                open.extend(
                    fields
                        .iter()
                        .rev()
                        .map(|(key, value)| (key.as_str(), *value)),
                );
            }
            _ => {}
        }
    }
    words
}

/// An advert, a form or the like: a slot, if the caller wants one of this name, else nothing.
pub(super) fn component(name: &str, node: &Node<'_>, cx: &mut Context<'_>) -> Option<Block> {
    if cx.options.slots.iter().any(|slot| slot == name) {
        return Some(Slot::new(name).into());
    }
    let count: usize = words(node.value())
        .iter()
        .map(|text| text.split_whitespace().count())
        .sum();
    let message = format!(
        "\"{name}\" is left out, with {count} words; list it in `slots` to keep its place."
    );
    cx.warn("left-out", &node.path(), message);
    None
}
