//! Articles from JSON of other systems: that no word is lost, added or moved; which format is which; bad input.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use article_widget::import::{Format, Import, Options, Resolved, detect, from_json, import};
use article_widget::model::{Article, Block, Image};
use article_widget::{Severity, read};
use html5ever::parse_document;
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use proptest::prelude::*;
use serde_json::{Value, json};

/// The formats that are JSON.
const FORMATS: &[Format] = &[
    Format::Article,
    Format::WordPress,
    Format::PortableText,
    Format::ProseMirror,
    Format::Lexical,
    Format::Mobiledoc,
    Format::Contentful,
    Format::EditorJs,
    Format::Ans,
    Format::Guardian,
    Format::Bbc,
    Format::Ninjs,
    Format::Slate,
    Format::Notion,
    Format::Draft,
    Format::Quill,
    Format::Prismic,
    Format::Dato,
    Format::AppleNews,
    Format::JsonApi,
    Format::Dev,
];

/// All fixtures that are JSON, with their formats.
fn fixtures() -> Vec<(Format, PathBuf, String)> {
    let mut found = Vec::new();
    for format in FORMATS {
        let folder = format!("tests/fixtures/import/{format}");
        let mut count = 0;
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.to_str().unwrap().ends_with(".in.json") {
                found.push((*format, path.clone(), fs::read_to_string(&path).unwrap()));
                count += 1;
            }
        }
        assert!(count > 0, "{folder} has no fixture");
    }
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found
}

fn imported(json: &str) -> Import {
    import(json.as_bytes(), &Options::default()).unwrap_or_else(|error| panic!("{error}\n{json}"))
}

// Words, read by other code than the importers'.

/// The text of HTML as another parser reads it, with spaces where a block or line ends.
fn text_of_html(html: &str) -> String {
    fn walk(node: &Handle, text: &mut String) {
        match &node.data {
            NodeData::Text { contents } => text.push_str(&contents.borrow()),
            NodeData::Element { name, .. }
                if matches!(&*name.local, "script" | "style" | "iframe" | "head") =>
            {
                return;
            }
            _ => {}
        }
        for child in node.children.borrow().iter() {
            walk(child, text);
        }
        if let NodeData::Element { name, .. } = &node.data
            && !matches!(
                &*name.local,
                "b" | "i" | "em" | "strong" | "a" | "mark" | "span" | "u" | "sub" | "sup"
            )
        {
            text.push(' ');
        }
    }
    let dom = parse_document(RcDom::default(), Default::default()).one(html);
    let mut text = String::new();
    walk(&dom.document, &mut text);
    text
}

/// Words without URLs.
fn words(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split_whitespace()
        .filter(|part| !part.starts_with("https://"))
        .flat_map(|part| part.split(|c: char| !c.is_alphanumeric() && c != '\''))
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
}

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

/// All words of a source, in its order.
fn source_words(format: Format, value: &Value, how: As, out: &mut Vec<String>) {
    match value {
        Value::String(text) => {
            let nested = text
                .starts_with(['{', '['])
                .then(|| serde_json::from_str::<Value>(text).ok())
                .flatten();
            if let Some(nested) = nested {
                source_words(format, &nested, As::Inside, out);
            } else if let Some((front, text)) = text
                .strip_prefix("---\n")
                .and_then(|text| text.split_once("\n---\n"))
            {
                let description = front
                    .lines()
                    .find_map(|line| line.strip_prefix("description: "));
                out.extend(words(description.unwrap()));
                // Tags that become embeds.
                let tag =
                    |line: &&str| line.starts_with("{% embed") || line.starts_with("{% twitter");
                out.extend(text.lines().filter(|line| !tag(line)).flat_map(words));
            } else if how == As::Text && format == Format::Lexical && text.starts_with('#') {
                // A tag for the site's own use.
            } else if how == As::Text {
                out.extend(words(text));
            } else if how == As::Html {
                // Candy XML repeats a link's text for readers of screens.
                let parts = text.split("<altText>").enumerate().map(|(at, part)| {
                    match part.split_once("</altText>") {
                        Some((_, rest)) if at > 0 => rest,
                        _ => part,
                    }
                });
                out.extend(words(&text_of_html(&parts.collect::<String>())));
            }
        }
        Value::Number(number) if how == As::Text => out.push(number.to_string()),
        Value::Array(items) => {
            if format == Format::Mobiledoc {
                mobiledoc(items, out);
            }
            for item in items {
                source_words(format, item, how, out);
            }
        }
        Value::Object(fields) => {
            for (key, inner) in fields {
                let reading = reading(format, key, value);
                if reading != As::Nothing {
                    source_words(format, inner, reading, out);
                }
            }
        }
        _ => {}
    }
}

/// The text of a marker or an atom of Mobiledoc.
fn mobiledoc(items: &[Value], out: &mut Vec<String>) {
    match items {
        [
            Value::Number(_),
            Value::Array(_),
            Value::Number(_),
            Value::String(text),
        ] => out.extend(words(text)),
        [Value::String(_), Value::String(text), Value::Object(_)] => out.extend(words(text)),
        _ => {}
    }
}

fn is_run(run: &Value) -> bool {
    run.is_string()
        || run["text"].is_string() && run.get("type").is_none() && run.get("colspan").is_none()
}

/// All words of an article, in its order.
fn article_words(value: &Value, join: bool, out: &mut Vec<String>) {
    match value {
        Value::String(text) => out.extend(words(text)),
        Value::Number(number) => out.push(number.to_string()),
        // A mark may begin inside a word, except where the source has a text for each mark.
        Value::Array(items)
            if join && items.iter().any(Value::is_object) && items.iter().all(is_run) =>
        {
            let text = items
                .iter()
                .map(|run| run.as_str().or(run["text"].as_str()).unwrap());
            out.extend(words(&text.collect::<String>()));
        }
        Value::Array(items) => items.iter().for_each(|item| article_words(item, join, out)),
        Value::Object(fields) => {
            for (key, inner) in fields {
                match key.as_str() {
                    "type" | "style" | "src" | "url" | "href" | "id" | "lang" | "level"
                    | "width" | "height" | "start" | "focus" | "published" | "updated"
                    | "language" | "marks" | "image"
                        if !inner.is_object() => {}
                    "srcset" | "poster" | "colspan" | "rowspan" | "publisher" => {}
                    "html" => out.extend(words(&text_of_html(inner.as_str().unwrap()))),
                    "oembed" => {}
                    // A card without a title shows its URL.
                    "title" if Some(inner) == fields.get("url") => {}
                    // Cells and items, not runs of one text.
                    "head" | "foot" | "items" => inner
                        .as_array()
                        .unwrap()
                        .iter()
                        .for_each(|item| article_words(item, join, out)),
                    "rows" => inner
                        .as_array()
                        .unwrap()
                        .iter()
                        .flat_map(|row| row.as_array().unwrap())
                        .for_each(|cell| article_words(cell, join, out)),
                    _ => article_words(inner, join, out),
                }
            }
        }
        _ => {}
    }
}

fn counted(words: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for word in words {
        *counts.entry(word.as_str()).or_default() += 1;
    }
    counts
}

/// The length of the longest common subsequence.
fn common(one: &[String], other: &[String]) -> usize {
    let mut row = vec![0; other.len() + 1];
    for word in one {
        let mut diagonal = 0;
        for (at, known) in other.iter().enumerate() {
            let above = row[at + 1];
            row[at + 1] = if word == known {
                diagonal + 1
            } else {
                above.max(row[at])
            };
            diagonal = above;
        }
    }
    row[other.len()]
}

#[test]
fn no_word_is_lost_added_or_moved() {
    for (format, path, json) in fixtures() {
        let result = imported(&json);
        let mut source = Vec::new();
        source_words(
            format,
            &serde_json::from_str(&json).unwrap(),
            As::Inside,
            &mut source,
        );
        let join = matches!(
            format,
            Format::Prismic
                | Format::AppleNews
                | Format::JsonApi
                | Format::Draft
                | Format::EditorJs
                | Format::Ans
                | Format::Guardian
                | Format::Ninjs
                | Format::WordPress
        );
        let article = serde_json::to_value(&result.article).unwrap();
        let mut found = Vec::new();
        article_words(&article, join, &mut found);
        let (wanted, had) = (counted(&source), counted(&found));
        let left_out: usize = result
            .diagnostics
            .iter()
            .filter(|one| one.code == "left-out")
            .map(|one| {
                words(&one.message)
                    .find_map(|word| word.parse::<usize>().ok())
                    .unwrap_or(0)
            })
            .sum();
        // The body may repeat the head.
        let repeated = result
            .diagnostics
            .iter()
            .any(|one| one.code == "duplicate-lead");
        let head = [
            Some(&result.article.headline),
            result.article.standfirst.as_ref(),
        ];
        let head: Vec<String> = head
            .into_iter()
            .flatten()
            .flat_map(|text| words(&text.to_plain_text()).collect::<Vec<_>>())
            .collect();
        let missing: Vec<_> = wanted
            .iter()
            // The word before a name isn't part of it.
            .filter(|(word, count)| {
                had.get(*word).copied().unwrap_or(0) < **count && **word != "By"
            })
            .filter(|(word, _)| !repeated || !head.iter().any(|known| known == *word))
            .map(|(word, _)| *word)
            .collect();
        assert!(
            missing.len() <= left_out,
            "{}: lost {missing:?}",
            path.display()
        );
        // The number of a footnote is the importer's.
        let added: Vec<_> = had
            .keys()
            .filter(|word| !wanted.contains_key(*word) && **word != "1")
            .collect();
        assert!(added.is_empty(), "{}: added {added:?}", path.display());
        let mut body = Vec::new();
        article_words(&article["body"], join, &mut body);
        let order = common(&source, &body) as f64 / body.len().max(1) as f64;
        // Entries, entities and cards are kept apart from the text that holds them, and footnotes inside it.
        let least = match format {
            Format::Contentful | Format::Dato | Format::PortableText | Format::Draft => 0.75,
            Format::Mobiledoc => 0.5,
            // The fields of one block may come in another order.
            _ => 0.93,
        };
        assert!(
            order >= least,
            "{}: {order} of the words are in order",
            path.display()
        );
    }
}

#[test]
fn each_fixture_is_recognised_as_its_format_alone_and_inside_other_data() {
    for (format, path, json) in fixtures() {
        let name = path.display();
        let found = detect(json.as_bytes()).unwrap_or_else(|| panic!("{name} isn't recognised"));
        assert_eq!(found.format, format, "{name}");
        let value: Value = serde_json::from_str(&json).unwrap();
        let inner = found.path.strip_prefix('$').unwrap();
        let wrapped =
            json!({ "status": "ok", "input": { "items": [{ "kind": 7 }], "it em": value } });
        let found = detect(wrapped.to_string().as_bytes()).unwrap();
        assert_eq!(found.format, format, "{name}, wrapped");
        assert_eq!(
            found.path,
            format!("$.input[\"it em\"]{inner}"),
            "{name}, wrapped"
        );
        // As text in a column of a database.
        let row = json!({ "id": 9, "column": json }).to_string();
        let result = imported(&row);
        assert_eq!(result.format, format, "{name}, as text");
        let plain = imported(&json);
        assert_eq!(result.article, plain.article, "{name}, as text");
        assert!(
            result
                .diagnostics
                .iter()
                .any(|one| one.code == "found-inside" && one.path.starts_with("$.column")),
            "{name}"
        );
        // Quoted as a whole.
        let quoted = Value::String(json.clone()).to_string();
        assert_eq!(imported(&quoted).article, plain.article, "{name}, quoted");
    }
}

#[test]
fn posts_of_networks_are_no_articles() {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("tests/fixtures/payloads")];
    for corpus in ["../shared/corpora/posts", "../shared/corpora/tweets"].map(PathBuf::from) {
        match corpus.is_dir() {
            true => folders.push(corpus),
            false => println!("skipped: {} is absent", corpus.display()),
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    let mut count = 0;
    for path in files {
        let json = fs::read(&path).unwrap();
        let value = serde_json::from_slice::<Value>(&json);
        // Embed code is HTML.
        if value.is_ok_and(|value| !value.is_string()) {
            assert_eq!(detect(&json), None, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 15, "{count} payloads");
}

#[test]
fn our_own_articles_stay_as_they_are() {
    for file in fs::read_dir("tests/fixtures").unwrap() {
        let path = file.unwrap().path();
        // It is broken on purpose, in ways that the typed model can't hold.
        if path.extension().is_none_or(|kind| kind != "json") || path.ends_with("broken.json") {
            continue;
        }
        let json = fs::read_to_string(&path).unwrap();
        let result = imported(&json);
        assert_eq!(result.format, Format::Article, "{}", path.display());
        let reading = read(json.as_bytes()).unwrap();
        let once = Article::try_from(&reading.article).unwrap();
        assert_eq!(result.article, once, "{}", path.display());
        assert_eq!(result.diagnostics, [], "{}", path.display());
    }
}

#[test]
fn what_is_wrong_in_the_head_of_our_own_article_keeps_its_words() {
    let result = imported(
        r#"{"headline":"H","standfirst":7,"byline":"Ada Fenn wrote this","body":[{"type":"paragraph","text":"P"}]}"#,
    );
    assert_eq!(result.article.standfirst, Some("7".into()));
    assert_eq!(result.article.body.len(), 2);
    let codes: Vec<_> = result
        .diagnostics
        .iter()
        .map(|one| (one.code, one.path.as_str()))
        .collect();
    assert_eq!(
        codes,
        [("wrong-type", "$.standfirst"), ("wrong-type", "$.byline")]
    );
}

// References.

#[test]
fn references_are_resolved_by_data_in_a_second_call() {
    for (_, path, json) in fixtures() {
        let first = imported(&json);
        let with = |resolved: &Resolved| {
            let resolve = first
                .references
                .iter()
                .map(|one| (one.id.clone(), resolved.clone()));
            let options = Options {
                resolve: resolve.collect(),
                ..Options::default()
            };
            let second = import(json.as_bytes(), &options).unwrap();
            check(&second, &path.display().to_string());
            assert_eq!(second.references, [], "{}", path.display());
            assert!(
                second
                    .diagnostics
                    .iter()
                    .all(|one| one.code != "unresolved-reference")
            );
            second.article
        };
        let resolved = [
            Resolved::Image(Box::new(Image::new(
                "https://pictures.example/found.jpg",
                "Found",
            ))),
            Resolved::Link("https://links.example/found".to_owned()),
            Resolved::Block(Box::new(Block::paragraph("Found elsewhere"))),
        ];
        let changed = resolved
            .iter()
            .any(|resolved| with(resolved) != first.article);
        assert_eq!(changed, !first.references.is_empty(), "{}", path.display());
    }
}

#[test]
fn a_picture_that_is_resolved_keeps_what_its_reference_says() {
    let json = fs::read_to_string("tests/fixtures/import/portable-text/blocks.in.json").unwrap();
    let options = Options {
        resolve: vec![(
            "image-5c1d9a0e-1600x900-jpg".to_owned(),
            Resolved::Image(Box::new(Image::new(
                "https://cdn.example.org/tower.jpg",
                "?",
            ))),
        )],
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    let image = result.article.body.iter().find_map(|block| match block {
        Block::Image(block) if block.image.src.ends_with("tower.jpg") => Some(&block.image),
        _ => None,
    });
    let image = image.unwrap();
    assert_eq!(
        (image.width, image.height, image.focus),
        (Some(1600), Some(900), Some([0.4, 0.25]))
    );
    assert_eq!(image.alt.as_deref(), Some("A dark lighthouse"));
}

#[test]
fn a_slot_takes_the_place_of_a_component_that_is_wanted() {
    let json = fs::read_to_string("tests/fixtures/import/prosemirror/storyblok.in.json").unwrap();
    let options = Options {
        slots: vec!["newsletter".to_owned()],
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    assert!(result.article.body.contains(&Block::slot("newsletter")));
    assert!(result.diagnostics.iter().all(|one| one.code != "left-out"));
}

#[test]
fn one_of_several_articles_is_picked() {
    let post = |title: &str| json!({ "title": { "rendered": title }, "content": { "rendered": "<p>x</p>" }, "link": "https://a.example/" });
    let json = json!([post("One"), post("Two")]).to_string();
    assert!(
        imported(&json)
            .diagnostics
            .iter()
            .any(|one| one.code == "more-than-one")
    );
    let pick = |index| Options {
        pick: Some(index),
        ..Options::default()
    };
    let result = import(json.as_bytes(), &pick(1)).unwrap();
    assert_eq!(result.article.headline.to_plain_text(), "Two");
}

#[test]
fn a_value_in_several_languages_is_read_in_the_one_that_is_asked_for() {
    let json = fs::read_to_string("tests/fixtures/import/contentful/localised.in.json").unwrap();
    let options = Options {
        lang: Some("de".to_owned()),
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    assert_eq!(result.article.headline.to_plain_text(), "Treppen");
}

// Bad input.

/// What is imported is an article without an error in it.
fn check(result: &Import, about: &str) {
    let json = serde_json::to_vec(&result.article).unwrap();
    let reading = read(&json).unwrap_or_else(|error| panic!("{about}: {error}"));
    // Our own blocks stay as they are, whatever they are.
    if result.format != Format::Article {
        let errors: Vec<_> = reading
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        assert!(
            errors.is_empty(),
            "{about}: {errors:?}\n{}",
            String::from_utf8_lossy(&json)
        );
    }
}

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

#[test]
fn the_examples_in_the_documentation_give_what_is_written_there() {
    let path = "docs/import-formats.md";
    let page = fs::read_to_string(path).unwrap();
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut written = String::new();
    let mut rest = page.as_str();
    let mut found = Vec::new();
    while let Some((before, after)) = rest.split_once("```json source\n") {
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
            "{before}```json source\n{input}```{between}```json\n{given}```"
        ));
        rest = after;
    }
    written.push_str(rest);
    // A section for each format.
    let mut all: Vec<_> = FORMATS
        .iter()
        .filter(|format| **format != Format::Article)
        .map(|format| format.as_str())
        .collect();
    let mut found: Vec<_> = found.iter().map(|format| format.as_str()).collect();
    all.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, all);
    if update {
        fs::write(path, written).unwrap();
    }
}
