//! The text of JSON, by a walk over the fields that hold text in each format.

use article_widget::import::Format;
use serde_json::{Value, json};

use crate::html;
use crate::letters::Letters;

/// What the strings under a key are.
#[derive(Clone, Copy, PartialEq)]
enum As {
    Text,
    Html,
    /// What is in it is read by its own keys.
    Inside,
    Nothing,
}

/// What the strings under a key of a format are.
fn reading(format: Format, key: &str, parent: &Value) -> As {
    let one_of = |keys: &[&str]| keys.contains(&key);
    let text = match format {
        Format::PortableText => one_of(&[
            "text", "label", "alt", "caption", "title", "subtitle", "heading", "note", "quote",
            "author", "name", "code", "cells",
        ]),
        Format::ProseMirror => one_of(&[
            "text",
            "label",
            "emoji",
            "title",
            "alt",
            "caption",
            "headline",
            "teaser",
            "author",
            "copyright",
            "tag_list",
        ]),
        Format::Lexical => {
            one_of(&[
                "text",
                "title",
                "custom_excerpt",
                "name",
                "description",
                "author",
                "publisher",
                "buttonText",
                "code",
                "alt",
                "feature_image_alt",
                "header",
                "subheader",
                "calloutEmoji",
            ]) || key == "heading" && parent.get("blockType").is_some()
        }
        // Arrays have no keys: see `mobiledoc`.
        Format::Mobiledoc => one_of(&["title", "alt", "code", "text", "custom_excerpt"]),
        Format::Contentful => {
            one_of(&["value", "summary", "description", "name", "jobTitle"])
                // The title of a file is for its editors.
                || key == "title" && parent.get("file").is_none() && parent.get("contentType").is_none()
                // Values in other languages.
                || key == "en-US"
        }
        Format::Slate => one_of(&["text", "caption", "alternativeText", "title", "description"]),
        Format::Notion => one_of(&["plain_text", "expression", "emoji", "name"]),
        Format::Draft => one_of(&["text", "alt", "caption", "title"]),
        Format::EditorJs => one_of(&["code", "label", "note", "title", "description"]),
        Format::Ans => {
            one_of(&[
                "name",
                "byline",
                "alt_text",
                "title",
                "endorsement",
                "numeric_rating",
                "max",
                "units",
            ]) || key == "text" && parent.get("url").is_some()
                || key == "text" && parent.get("slug").is_some()
        }
        Format::Guardian => {
            one_of(&[
                "alt",
                "altText",
                "credit",
                "prefix",
                "attribution",
                "mediaTitle",
                "sectionLabel",
                "sectionName",
                "byline",
            ]) || key == "text" && parent.get("_type").is_some()
                || key == "reading"
                || key == "title"
                    && (parent.get("_type").is_some()
                        || parent.get("elements").is_some()
                        || parent.get("type").is_some_and(|kind| kind == "Keyword"))
                || key == "webTitle" && parent.get("type").is_some_and(|kind| kind == "keyword")
        }
        Format::Bbc => {
            key == "text" && parent.get("attributes").is_some()
                || one_of(&[
                    "topicName",
                    "thingLabel",
                    "altText",
                    "copyrightHolder",
                    "quoteSource",
                    "name",
                    "title",
                    "headline",
                ])
        }
        Format::Ninjs => {
            one_of(&["headline", "byline", "by", "description_text"])
                || key == "name" && parent.get("code").is_some()
        }
        Format::WordPress => one_of(&["alt_text"]),
        Format::Quill => one_of(&["insert", "alt", "formula", "title"]),
        Format::Prismic => one_of(&["text", "alt", "title", "quote", "author", "tags"]),
        Format::Dato => one_of(&["value", "title", "attribution", "code", "alt"]),
        Format::AppleNews => {
            one_of(&[
                "title",
                "text",
                "caption",
                "accessibilityCaption",
                "authors",
                "keywords",
            ]) && parent.get("format").is_none()
        }
        Format::JsonApi => one_of(&["title", "display_name", "name", "alt"]),
        Format::Dev => one_of(&["title", "name"]) || key == "body_markdown",
        _ => one_of(&["text", "headline", "name", "items", "note", "x"]),
    };
    let html = match format {
        Format::Lexical => {
            one_of(&["caption", "calloutText", "html", "feature_image_caption"])
                || one_of(&["heading", "content"]) && parent.get("blockType").is_none()
        }
        Format::Mobiledoc => one_of(&["caption", "html"]),
        Format::EditorJs => one_of(&["text", "caption", "message", "items", "content", "html"]),
        Format::Ans => {
            one_of(&["content", "basic", "caption"])
                || key == "text" && parent.get("correction_type").is_some()
        }
        Format::Guardian => {
            one_of(&["html", "headline", "standfirst", "caption", "body"])
                || key == "trailText" && parent.get("standfirst").is_none()
                || key == "bodyHtml" && parent["elements"] == json!([])
        }
        Format::Bbc => one_of(&["text", "caption", "items"]),
        Format::Ninjs => {
            key == "body_html"
                || key == "body_text" && parent.get("body_html").is_none()
                || key == "value"
        }
        Format::WordPress => one_of(&["rendered", "innerContent", "name"]),
        Format::AppleNews => one_of(&["text", "html"]),
        Format::JsonApi => one_of(&["processed", "summary"]),
        _ => false,
    };
    let nothing = match format {
        Format::Lexical => one_of(&["primary_tag", "excerpt"]),
        Format::Contentful => key == "de-DE",
        Format::Ans => one_of(&["html", "author_name", "provider_name", "_id", "meta_title"]),
        Format::Guardian => {
            key == "webTitle" && parent.get("type").is_none_or(|kind| kind != "keyword")
                || one_of(&["lang", "attributes", "data-credit"])
                || parent.get("published") == Some(&json!(false))
        }
        Format::Bbc => {
            one_of(&["oembed", "shortHeadline", "seoHeadline", "role", "type"])
                || key == "text" && parent.get("blocks").is_some()
        }
        // The title component says the same.
        Format::AppleNews => key == "title" && parent.get("components").is_some(),
        // The beginning of the text, cut off.
        Format::WordPress => key == "excerpt" && parent[key].to_string().contains("[&hellip;]"),
        // The same in other words, or as plain text.
        Format::Ninjs => {
            key == "value" && (parent["role"] == "short" || parent["contentType"] == "text/plain")
        }
        Format::Notion => key == "text",
        _ => false,
    };
    match (nothing, text, html) {
        (true, ..) => As::Nothing,
        (_, true, _) => As::Text,
        (_, _, true) => As::Html,
        _ => As::Inside,
    }
}

pub fn text(format: Format, source: &str) -> Letters {
    let mut text = Letters::default();
    walk(
        format,
        &serde_json::from_str(source).unwrap(),
        As::Inside,
        &mut text,
    );
    text
}

fn walk(format: Format, value: &Value, how: As, out: &mut Letters) {
    match value {
        Value::String(text) => string(format, text, how, out),
        Value::Number(number) if how == As::Text => {
            out.part();
            out.push(&number.to_string());
        }
        Value::Array(items) => {
            if format == Format::Mobiledoc {
                mobiledoc(items, out);
            }
            for item in items {
                walk(format, item, how, out);
            }
        }
        Value::Object(fields) => {
            for (key, inner) in fields {
                let reading = reading(format, key, value);
                if reading != As::Nothing {
                    walk(format, inner, reading, out);
                }
            }
        }
        _ => {}
    }
}

fn string(format: Format, text: &str, how: As, out: &mut Letters) {
    let nested = text
        .starts_with(['{', '['])
        .then(|| serde_json::from_str::<Value>(text).ok())
        .flatten();
    if let Some(nested) = nested {
        return walk(format, &nested, As::Inside, out);
    }
    out.part();
    match how {
        As::Text if text.starts_with("---\n") => out.append(crate::markdown::text(text)),
        As::Text => out.push(text),
        As::Html => out.append(html::text(text)),
        As::Inside | As::Nothing => {}
    }
}

/// The text of a marker or an atom of Mobiledoc.
fn mobiledoc(items: &[Value], out: &mut Letters) {
    match items {
        [
            Value::Number(_),
            Value::Array(_),
            Value::Number(_),
            Value::String(text),
        ]
        | [Value::String(_), Value::String(text), Value::Object(_)] => {
            out.part();
            out.push(text);
        }
        _ => {}
    }
}
