//! JSON that is cut off, nested without end, of wrong types, or of two formats at once.

use article_widget::import::{Format, Options, from_json, import};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::{FORMATS, check, fixtures, imported};

/// Imports as every format and as none; whatever comes out can be read.
fn try_all(json: &str, about: &str) {
    if let Ok(result) = import(json.as_bytes(), &Options::default()) {
        check(&result, about);
    }
    for format in FORMATS {
        if let Ok(result) = from_json(*format, json, &Options::default()) {
            check(&result, &format!("{about} as {format}"));
        }
    }
}

#[test]
fn fields_of_any_type_or_none_never_stop_an_import() {
    let odd = [
        json!(null),
        json!({}),
        json!([]),
        json!("text"),
        json!(7),
        json!(true),
        json!([null]),
        json!([[]]),
        json!([{}]),
        json!("{"),
        json!("[]"),
    ];
    for (format, path, json) in fixtures() {
        let value: Value = serde_json::from_str(&json).unwrap();
        let mut keys = Vec::new();
        collect_keys(&value, &mut keys);
        keys.sort();
        keys.dedup();
        for key in &keys {
            for other in &odd {
                let mut changed = value.clone();
                replace_key(&mut changed, key, Some(other));
                let about = format!("{}, {key} = {other}", path.display());
                if let Ok(result) = from_json(format, &changed.to_string(), &Options::default()) {
                    check(&result, &about);
                }
            }
            let mut changed = value.clone();
            replace_key(&mut changed, key, None);
            if let Ok(result) = from_json(format, &changed.to_string(), &Options::default()) {
                check(&result, &format!("{} without {key}", path.display()));
            }
        }
    }
}

fn collect_keys(value: &Value, keys: &mut Vec<String>) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| collect_keys(item, keys)),
        Value::Object(fields) => {
            for (key, value) in fields {
                keys.push(key.clone());
                collect_keys(value, keys);
            }
        }
        _ => {}
    }
}

fn replace_key(value: &mut Value, key: &str, with: Option<&Value>) {
    match value {
        Value::Array(items) => items
            .iter_mut()
            .for_each(|item| replace_key(item, key, with)),
        Value::Object(fields) => {
            match with {
                Some(with) if fields.contains_key(key) => {
                    fields.insert(key.to_owned(), with.clone());
                }
                None => {
                    fields.remove(key);
                }
                _ => {}
            }
            fields
                .values_mut()
                .for_each(|inner| replace_key(inner, key, with));
        }
        _ => {}
    }
}

#[test]
fn scalars_and_empty_values_are_no_articles() {
    for json in [
        "null",
        "7",
        "true",
        "\"\"",
        "[]",
        "{}",
        "[[]]",
        "[null]",
        "{\"a\":{}}",
        "[{}]",
    ] {
        // Content of WordPress may be any text.
        for format in FORMATS
            .iter()
            .filter(|format| **format != Format::WordPress)
        {
            if let Ok(result) = from_json(*format, json, &Options::default()) {
                panic!("{format}: {json} gave {:?}", result.article);
            }
        }
    }
}

#[test]
fn json_that_is_cut_off_is_no_article() {
    for (format, path, json) in fixtures() {
        // Content of WordPress may be any text.
        if format == Format::WordPress {
            continue;
        }
        let compact = serde_json::from_str::<Value>(&json).unwrap().to_string();
        let step = (compact.len() / 40).max(1);
        for end in (1..compact.len()).step_by(step) {
            let end = compact.floor_char_boundary(end);
            let error = from_json(format, &compact[..end], &Options::default());
            assert!(error.is_err(), "{} cut at {end}", path.display());
        }
    }
}

/// JSON of `levels` nodes in each other.
fn nested(open: &str, inner: &str, close: &str, levels: usize) -> String {
    format!("{}{inner}{}", open.repeat(levels), close.repeat(levels))
}

#[test]
fn a_hundred_thousand_nested_nodes_keep_their_words() {
    let levels = 100_000;
    let cases = [
        (
            Format::ProseMirror,
            r#"{"type":"doc","content":["#,
            r#"{"type":"blockquote","content":["#,
            r#"{"type":"paragraph","content":[{"type":"text","text":"innermost words"}]}"#,
            "]}",
            "]}",
        ),
        (
            Format::ProseMirror,
            r#"{"type":"doc","content":["#,
            r#"{"type":"bulletList","content":[{"type":"listItem","content":["#,
            r#"{"type":"paragraph","content":[{"type":"text","text":"innermost words"}]}"#,
            "]}]}",
            "]}",
        ),
        (
            Format::Lexical,
            r#"{"root":{"children":["#,
            r#"{"type":"quote","children":["#,
            r#"{"type":"text","text":"innermost words"}"#,
            "]}",
            "]}}",
        ),
        (
            Format::Contentful,
            r#"{"nodeType":"document","content":["#,
            r#"{"nodeType":"blockquote","content":["#,
            r#"{"nodeType":"text","value":"innermost words","marks":[]}"#,
            "]}",
            "]}",
        ),
        (
            Format::Slate,
            r#"[{"type":"paragraph","children":[{"text":"first"}]},"#,
            r#"{"type":"quote","children":["#,
            r#"{"text":"innermost words"}"#,
            "]}",
            "]",
        ),
        (
            Format::Ans,
            r#"{"content_elements":["#,
            r#"{"type":"quote","content_elements":["#,
            r#"{"type":"text","content":"innermost words"}"#,
            "]}",
            "]}",
        ),
        (
            Format::Bbc,
            r#"{"metadata":{},"content":{"model":{"blocks":["#,
            r#"{"type":"group","model":{"blocks":["#,
            r#"{"type":"fragment","model":{"text":"innermost words"}}"#,
            "]}}",
            "]}}}",
        ),
        (
            Format::EditorJs,
            r#"{"blocks":[{"type":"list","data":{"style":"ordered","items":["#,
            r#"{"content":"x","items":["#,
            r#"{"content":"innermost words","items":[]}"#,
            "]}",
            "]}}]}",
        ),
        (
            Format::Notion,
            r#"{"object":"list","results":["#,
            r#"{"object":"block","type":"quote","quote":{"rich_text":[],"children":["#,
            r#"{"object":"block","type":"paragraph","paragraph":{"rich_text":[{"plain_text":"innermost words"}]}}"#,
            "]}}",
            "]}",
        ),
        (
            Format::PortableText,
            r#"[{"_type":"block","children":[{"_type":"span","text":"first"}]},"#,
            r#"{"_type":"callout","body":["#,
            r#"{"_type":"block","children":[{"_type":"span","text":"innermost words"}]}"#,
            "]}",
            "]",
        ),
    ];
    for (format, start, open, inner, close, end) in cases {
        let json = format!("{start}{}{end}", nested(open, inner, close, levels));
        let options = Options {
            headline: Some("H".to_owned()),
            ..Options::default()
        };
        let result = import(json.as_bytes(), &options).unwrap();
        assert_eq!(result.format, format);
        check(&result, &format!("{format}, nested"));
        assert!(
            result.diagnostics.iter().any(|one| one.code == "too-deep"),
            "{format}"
        );
        let article = serde_json::to_string(&result.article).unwrap();
        assert!(
            article.contains("innermost"),
            "{format}: {}",
            &article[..article.len().min(2000)]
        );
    }
}

#[test]
fn a_hundred_thousand_marks_and_links_are_one_style() {
    let many = |mark: &str| vec![mark; 100_000].join(",");
    let cases = [
        format!(
            r#"{{"type":"doc","content":[{{"type":"paragraph","content":[{{"type":"text","text":"w","marks":[{}]}}]}}]}}"#,
            many(r#"{"type":"bold"}"#)
        ),
        format!(
            r#"[{{"_type":"block","children":[{{"_type":"span","text":"w","marks":[{}]}}]}}]"#,
            many("\"em\"")
        ),
        format!(
            r#"{{"blocks":[{{"text":"word","type":"unstyled","inlineStyleRanges":[{}],"entityRanges":[{}]}}],"entityMap":{{"0":{{"type":"LINK","data":{{"url":"https://a.example/"}}}}}}}}"#,
            many(r#"{"offset":0,"length":3,"style":"BOLD"}"#),
            many(r#"{"offset":1,"length":2,"key":0}"#)
        ),
        format!(
            r#"{{"version":"0.3.1","markups":[["b"]],"atoms":[],"cards":[],"sections":[[1,"p",[[0,[{}],0,"w"]]]]}}"#,
            many("0")
        ),
    ];
    for json in cases {
        let result = imported(&json);
        check(&result, "marks");
        assert!(serde_json::to_string(&result.article).unwrap().len() < 500);
    }
}

#[test]
fn items_of_any_level_are_one_list() {
    let item = |level: u64| json!({ "_type": "block", "listItem": "bullet", "level": level, "children": [{ "_type": "span", "text": format!("item {level}") }] });
    let levels: Vec<u64> = (1..3000).chain([1, u64::MAX, 0, 5]).collect();
    let json = Value::Array(levels.iter().map(|level| item(*level)).collect()).to_string();
    let result = imported(&json);
    check(&result, "levels");
    let article = serde_json::to_string(&result.article).unwrap();
    assert!(
        levels
            .iter()
            .all(|level| article.contains(&format!("item {level}\"")))
    );
}

#[test]
fn entries_that_hold_each_other_are_not_repeated_for_ever() {
    let link = |id: &str| json!({ "nodeType": "embedded-entry-block", "data": { "target": { "sys": { "type": "Link", "linkType": "Entry", "id": id } } }, "content": [] });
    let entry = |id: &str, inner: Vec<Value>| {
        let text = json!({ "nodeType": "document", "data": {}, "content": inner });
        json!({ "sys": { "id": id, "type": "Entry" }, "fields": { "title": format!("Entry {id}"), "text": text } })
    };
    // Each entry holds all others, twice: without a bound, more than there are atoms.
    let ids: Vec<String> = (0..30).map(|id| format!("e{id}")).collect();
    let all = || {
        ids.iter()
            .chain(&ids)
            .map(|id| link(id))
            .collect::<Vec<_>>()
    };
    let entries: Vec<Value> = ids.iter().map(|id| entry(id, all())).collect();
    let json = json!({ "sys": { "type": "Array" }, "items": [entry("main", all())], "includes": { "Entry": entries } });
    let result = imported(&json.to_string());
    check(&result, "cycles");
    assert!(result.diagnostics.iter().any(|one| one.code == "cycle"));
    assert!(serde_json::to_string(&result.article).unwrap().len() < 2_000_000);
}

#[test]
fn json_of_two_formats_at_once_is_read_as_one_of_them() {
    let all = fixtures();
    for (one_format, one_path, one) in &all {
        for (_, other_path, other) in &all {
            let (Value::Object(mut both), Value::Object(more)) = (
                serde_json::from_str(one).unwrap(),
                serde_json::from_str(other).unwrap(),
            ) else {
                continue;
            };
            both.extend(more);
            let json = Value::Object(both).to_string();
            let about = format!("{} and {}", one_path.display(), other_path.display());
            let result = import(json.as_bytes(), &Options::default());
            if let Ok(result) = result {
                check(&result, &about);
            }
            if let Ok(result) = from_json(*one_format, &json, &Options::default()) {
                check(&result, &about);
            }
        }
    }
}

#[test]
fn a_fixture_of_one_format_can_be_said_to_be_another() {
    for (_, path, json) in fixtures() {
        try_all(&json, &path.display().to_string());
    }
}

// Random edits.

/// A value of the kinds that importers look at.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i32>().prop_map(Value::from),
        any::<f64>().prop_map(|number| json!(number)),
        "[ a-z<>&;/\u{e9}\u{1f989}\n]{0,12}".prop_map(Value::String),
        prop::sample::select(vec![
            "block",
            "image",
            "paragraph",
            "text",
            "list",
            "table",
            "quote",
            "<p>a<b>b</p>",
            "https://a.example/x.jpg",
            "http://a.example/",
            "javascript:x",
            "https://x.com/a/status/1929080000000000000",
            "{\"blocks\":[]}",
            "[1]",
            "h2",
            "ordered",
        ])
        .prop_map(|text| Value::String(text.to_owned())),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        let keys = prop::sample::select(vec![
            "type", "_type", "content", "children", "text", "marks", "attrs", "data", "items",
            "url", "src", "caption", "title", "blocks", "model", "value", "sys", "fields", "style",
            "level", "html", "root", "listItem", "cells", "rows",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::Array),
            prop::collection::vec((keys, inner), 0..5).prop_map(|fields| fields
                .into_iter()
                .map(|(key, value)| (key.to_owned(), value))
                .collect()),
        ]
    })
}

/// One change at the place that a number leads to.
fn edit(value: &mut Value, mut place: usize, with: &Value) {
    let mut at = value;
    loop {
        let count = match &*at {
            Value::Array(items) => items.len(),
            Value::Object(fields) => fields.len(),
            _ => 0,
        };
        if count == 0 || place.is_multiple_of(7) {
            break;
        }
        let index = place % count;
        place /= count.max(2);
        at = match at {
            Value::Array(items) => &mut items[index],
            Value::Object(fields) => fields.values_mut().nth(index).unwrap(),
            _ => panic!(),
        };
    }
    match (place % 3, &mut *at) {
        (0, Value::Array(items)) => items.push(with.clone()),
        (1, Value::Array(items)) => {
            items.pop();
        }
        (_, Value::Object(fields)) if !fields.is_empty() => {
            let key = fields.keys().nth(place % fields.len()).unwrap().clone();
            fields.insert(key, with.clone());
        }
        _ => *at = with.clone(),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500,
        failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_edits_of_fixtures_give_articles_without_errors(
        which in any::<prop::sample::Index>(),
        edits in prop::collection::vec((any::<usize>(), any_value()), 1..6),
    ) {
        let all = fixtures();
        let (format, _, json) = which.get(&all);
        let mut value: Value = serde_json::from_str(json).unwrap();
        for (place, with) in &edits {
            edit(&mut value, *place, with);
        }
        let json = value.to_string();
        if let Ok(result) = from_json(*format, &json, &Options::default()) {
            check(&result, &json);
        }
        if let Ok(result) = import(json.as_bytes(), &Options::default()) {
            check(&result, &json);
        }
    }

    #[test]
    fn random_json_gives_articles_without_errors_as_every_format(value in any_value()) {
        try_all(&value.to_string(), "random");
    }
}

// The documentation.
