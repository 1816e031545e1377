//! The text of an article, by a walk over its JSON.

use serde_json::Value;

use crate::html;
use crate::letters::Letters;

/// The texts of the head, one by one.
pub fn head(article: &Value) -> Vec<Letters> {
    let mut texts = Vec::new();
    for key in ["kicker", "headline", "standfirst"] {
        texts.push(of(&article[key]));
    }
    let list = |key: &str| article[key].as_array().cloned().unwrap_or_default();
    for person in list("byline") {
        texts.push(of(&person["name"]));
        texts.push(of(&person["role"]));
    }
    texts.push(of(&article["publisher"]["name"]));
    for key in ["alt", "caption", "credit"] {
        texts.push(of(&article["image"][key]));
    }
    for correction in list("corrections") {
        texts.push(of(&correction["text"]));
    }
    for tag in list("tags") {
        texts.push(of(&tag["name"]));
    }
    texts
}

fn of(value: &Value) -> Letters {
    let mut text = Letters::default();
    cell(value, &mut text);
    text
}

pub fn body(article: &Value) -> Letters {
    of(&article["body"])
}

/// Keys whose strings aren't for readers.
const NAMES: [&str; 22] = [
    "type",
    "style",
    "src",
    "url",
    "href",
    "id",
    "lang",
    "dir",
    "level",
    "width",
    "height",
    "start",
    "focus",
    "published",
    "language",
    "marks",
    "srcset",
    "poster",
    "colspan",
    "rowspan",
    "sources",
    "created",
];

fn is_run(run: &Value) -> bool {
    run.is_string()
        || run["text"].is_string() && run.get("type").is_none() && run.get("colspan").is_none()
}

fn walk(value: &Value, out: &mut Letters) {
    match value {
        Value::String(text) => {
            out.space();
            out.push(text);
            out.space();
        }
        Value::Array(items) => items.iter().for_each(|item| walk(item, out)),
        Value::Object(fields) => {
            for (key, inner) in fields {
                if NAMES.contains(&key.as_str())
                    || key == "oembed"
                    || key == "image" && inner.is_string()
                {
                    continue;
                }
                match inner {
                    // A card without a title shows its URL.
                    Value::String(_) if Some(inner) == fields.get("url") => {}
                    Value::String(code) if key == "html" => {
                        out.space();
                        out.append(html::text(code));
                        out.space();
                    }
                    Value::Array(runs)
                        if runs.iter().all(is_run)
                            && !matches!(key.as_str(), "items" | "rows" | "head" | "foot") =>
                    {
                        out.space();
                        for run in runs {
                            out.push(run.as_str().or(run["text"].as_str()).unwrap());
                        }
                        out.space();
                    }
                    Value::Array(rows) if key == "rows" => {
                        for cells in rows.iter().filter_map(Value::as_array) {
                            cells.iter().for_each(|one| cell(one, out));
                        }
                    }
                    Value::Array(items) if matches!(key.as_str(), "items" | "head" | "foot") => {
                        items.iter().for_each(|item| cell(item, out));
                    }
                    _ => walk(inner, out),
                }
            }
        }
        Value::Number(number) => {
            out.space();
            out.push(&number.to_string());
            out.space();
        }
        _ => {}
    }
}

/// An item or a cell: inline text, blocks, or a row of cells.
fn cell(value: &Value, out: &mut Letters) {
    match value {
        Value::Array(runs) if runs.iter().all(is_run) && runs.iter().any(Value::is_object) => {
            out.space();
            for run in runs {
                out.push(run.as_str().or(run["text"].as_str()).unwrap());
            }
            out.space();
        }
        Value::Array(items) => items.iter().for_each(|item| cell(item, out)),
        _ => walk(value, out),
    }
}
