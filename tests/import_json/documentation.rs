//! The examples in the documentation.

use std::fs;

use article_widget::import::Format;
use article_widget::model::Article;
use article_widget::read;
use serde_json::Value;

use crate::{FORMATS, imported};

/// An article with a line for each field and each block.
fn printed(article: &Article) -> String {
    let Value::Object(fields) = serde_json::to_value(article).unwrap() else {
        panic!();
    };
    let spaced = |value: &Value| {
        // As `{ "key": 1 }`, which serde_json can't write.
        let mut text = String::new();
        spaced_json(value, &mut text);
        text
    };
    let lines: Vec<String> = fields
        .iter()
        .map(|(key, value)| match value {
            Value::Array(blocks) if key == "body" => {
                let blocks: Vec<_> = blocks
                    .iter()
                    .map(|block| format!("    {}", spaced(block)))
                    .collect();
                format!("  \"body\": [\n{}\n  ]", blocks.join(",\n"))
            }
            value => format!("  \"{key}\": {}", spaced(value)),
        })
        .collect();
    format!("{{\n{}\n}}\n", lines.join(",\n"))
}

fn spaced_json(value: &Value, out: &mut String) {
    match value {
        Value::Object(fields) => {
            out.push_str("{ ");
            for (at, (key, value)) in fields.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                out.push_str(&format!("{}: ", Value::from(key.as_str())));
                spaced_json(value, out);
            }
            out.push_str(" }");
        }
        Value::Array(items) => {
            out.push('[');
            for (at, item) in items.iter().enumerate() {
                out.push_str(if at == 0 { "" } else { ", " });
                spaced_json(item, out);
            }
            out.push(']');
        }
        other => out.push_str(&other.to_string()),
    }
}

/// The examples of a page: its parts before and after, and what each gives. Written anew with UPDATE_GOLDEN=1.
fn examples(path: &str) -> Vec<Format> {
    let page = fs::read_to_string(path).unwrap();
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut written = String::new();
    let mut rest = page.as_str();
    let mut found = Vec::new();
    while let Some((before, after)) = rest.split_once(" source\n") {
        let (input, after) = after.split_once("```").unwrap();
        let (between, after) = after.split_once("```json\n").unwrap();
        let (wanted, after) = after.split_once("```").unwrap();
        let result = imported(input);
        let given = printed(&result.article);
        if !update {
            assert_eq!(
                wanted, given,
                "{path}, {}; after a change that is wanted, UPDATE_GOLDEN=1 writes it",
                result.format
            );
        }
        assert_eq!(
            read(given.as_bytes()).unwrap().diagnostics,
            [],
            "{}",
            result.format
        );
        found.push(result.format);
        written.push_str(&format!(
            "{before} source\n{input}```{between}```json\n{given}```"
        ));
        rest = after;
    }
    written.push_str(rest);
    if update {
        fs::write(path, written).unwrap();
    }
    found
}

#[test]
fn the_examples_in_the_documentation_give_what_is_written_there() {
    for (page, formats) in [
        ("text", &[Format::Text][..]),
        ("html", &[Format::Html]),
        ("markdown", &[Format::Markdown]),
        ("wordpress", &[Format::WordPress]),
        ("xml", &[Format::Nitf, Format::NewsMl]),
    ] {
        assert_eq!(examples(&format!("docs/import-{page}.md")), formats);
    }
    // A section for each format.
    let mut all: Vec<_> = FORMATS
        .iter()
        .filter(|format| **format != Format::Article)
        .map(|format| format.as_str())
        .collect();
    let found = examples("docs/import-formats.md");
    let mut found: Vec<_> = found.iter().map(|format| format.as_str()).collect();
    all.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, all);
}
