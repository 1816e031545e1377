//! Fields that the format doesn't know are reported, with the one that was probably meant.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Diagnostic, Options, Severity, read, to_html};
use serde_json::{Value, json};

fn unknown_fields(article: &Value) -> Vec<Diagnostic> {
    let text = article.to_string();
    let mut diagnostics = read(text.as_bytes()).expect("an article").diagnostics;
    diagnostics.retain(|diagnostic| diagnostic.code == "unknown-field");
    diagnostics
}

fn with(block: Value) -> Value {
    json!({ "headline": "H", "body": [block] })
}

#[test]
fn a_misspelt_field_is_reported_with_the_name_that_was_meant() {
    let article = json!({ "headline": "H", "standfrist": "Lost.", "body": [{ "type": "paragraph", "txt": "Kept." }] });
    let found = unknown_fields(&article);
    let told: Vec<_> = found
        .iter()
        .map(|one| (one.path.as_str(), one.message.as_str()))
        .collect();
    assert_eq!(
        told,
        [
            (
                "$.standfrist",
                "Unknown field \"standfrist\"; did you mean \"standfirst\"?"
            ),
            (
                "$.body[0].txt",
                "Unknown field \"txt\"; did you mean \"text\"?"
            ),
        ]
    );
    assert!(found.iter().all(|one| one.severity == Severity::Warning));
    let text = article.to_string();
    let html = to_html(
        &read(text.as_bytes()).expect("an article").article,
        &Options::default(),
    );
    assert!(
        html.contains("Kept."),
        "what a block that falls back holds stays visible"
    );
}

#[test]
fn every_object_of_the_format_is_checked() {
    let image = |extra: Value| {
        let mut image = json!({ "src": "a.jpg", "alt": "" });
        image
            .as_object_mut()
            .expect("an object")
            .extend(extra.as_object().expect("an object").clone());
        image
    };
    let post = |more: Value| {
        let mut post = json!({ "text": "x", "author": { "name": "A", "handle": "a" } });
        post.as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        with(json!({ "type": "tweet", "post": post }))
    };
    let block = |kind: &str, more: Value| {
        let mut block = json!({ "type": kind });
        block
            .as_object_mut()
            .expect("an object")
            .extend(more.as_object().expect("an object").clone());
        with(block)
    };
    let root = |key: &str, value: Value| json!({ "headline": "H", key: value });
    for (article, path) in [
        (
            root("byline", json!([{ "name": "A", "rol": "x" }])),
            "$.byline[0].rol",
        ),
        (
            root("publisher", json!({ "name": "A", "lgo": "x" })),
            "$.publisher.lgo",
        ),
        (
            root("image", image(json!({ "captoin": "x" }))),
            "$.image.captoin",
        ),
        (
            root(
                "image",
                image(json!({ "srcset": [{ "src": "a.jpg", "width": 9, "wdith": 9 }] })),
            ),
            "$.image.srcset[0].wdith",
        ),
        (
            root("corrections", json!([{ "text": "x", "dat": "x" }])),
            "$.corrections[0].dat",
        ),
        (
            root("tags", json!([{ "name": "x", "ulr": "x" }])),
            "$.tags[0].ulr",
        ),
        (
            root("headline", json!([{ "text": "x", "hrf": "x" }])),
            "$.headline[0].hrf",
        ),
        (
            block("heading", json!({ "text": "x", "levle": 3 })),
            "$.body[0].levle",
        ),
        (
            block(
                "section",
                json!({ "heading": "x", "body": ["x"], "opne": true }),
            ),
            "$.body[0].opne",
        ),
        (
            block(
                "section",
                json!({ "heading": "x", "body": [{ "type": "section", "heading": "x", "body": ["x"], "opne": true }] }),
            ),
            "$.body[0].body[0].opne",
        ),
        (
            block("list", json!({ "items": ["x"], "styl": "number" })),
            "$.body[0].styl",
        ),
        (
            block("quote", json!({ "text": "x", "citation": "x" })),
            "$.body[0].citation",
        ),
        (
            block(
                "gallery",
                json!({ "items": [image(json!({ "crdit": "x" }))] }),
            ),
            "$.body[0].items[0].crdit",
        ),
        (
            block(
                "video",
                json!({ "sources": [{ "src": "a.mp4", "tpye": "x" }] }),
            ),
            "$.body[0].sources[0].tpye",
        ),
        (
            block(
                "video",
                json!({ "sources": [{ "src": "a.mp4" }], "tracks": [{ "src": "a.vtt", "lang": "it", "lable": "x" }] }),
            ),
            "$.body[0].tracks[0].lable",
        ),
        (
            block("table", json!({ "rows": [["x"]], "footer": ["x"] })),
            "$.body[0].footer",
        ),
        (
            block(
                "table",
                json!({ "rows": [[{ "text": "x", "colspan": 2, "rowspn": 2 }]] }),
            ),
            "$.body[0].rows[0][0].rowspn",
        ),
        (
            block(
                "box",
                json!({ "body": [{ "type": "paragraph", "text": "x", "txet": "x" }] }),
            ),
            "$.body[0].body[0].txet",
        ),
        (
            block(
                "embed",
                json!({ "url": "https://a.example/b", "heigth": 9 }),
            ),
            "$.body[0].heigth",
        ),
        (
            block("slot", json!({ "name": "x", "nmae": "x" })),
            "$.body[0].nmae",
        ),
        (post(json!({ "creatd": "x" })), "$.body[0].post.creatd"),
        (
            post(json!({ "author": { "name": "A", "hadnle": "a" } })),
            "$.body[0].post.author.hadnle",
        ),
        (
            post(json!({ "media": [{ "kind": "photo", "src": "a.jpg", "atl": "x" }] })),
            "$.body[0].post.media[0].atl",
        ),
        (
            post(
                json!({ "media": [{ "kind": "video", "sources": [{ "src": "a.mp4", "bitrat": 1 }] }] }),
            ),
            "$.body[0].post.media[0].sources[0].bitrat",
        ),
        (
            post(
                json!({ "card": { "url": "https://a.example", "title": "x", "desciption": "x" } }),
            ),
            "$.body[0].post.card.desciption",
        ),
        (
            post(json!({ "poll": { "options": [{ "label": "x", "vote": 1 }] } })),
            "$.body[0].post.poll.options[0].vote",
        ),
        (
            post(json!({ "metrics": { "like": 1 } })),
            "$.body[0].post.metrics.like",
        ),
        (
            post(json!({ "replyTo": { "handle": "b", "nme": "x" } })),
            "$.body[0].post.replyTo.nme",
        ),
        (
            post(
                json!({ "quoted": { "text": "x", "author": { "name": "B", "handle": "b" }, "txet": "x" } }),
            ),
            "$.body[0].post.quoted.txet",
        ),
    ] {
        let found: Vec<_> = unknown_fields(&article)
            .into_iter()
            .map(|one| one.path)
            .collect();
        assert_eq!(found, [path], "{article}");
    }
}

#[test]
fn fields_for_other_programs_and_payloads_of_platforms_are_left_alone() {
    let article = json!({
        "$schema": "x", "_source": { "id": 1 }, "headline": "H",
        "body": [
            { "type": "paragraph", "text": "x", "_key": "a1" },
            { "type": "x-poll", "question": "Unknown blocks may have any field" },
            { "type": "tweet", "url": "https://x.com/a/status/1", "data": { "id_str": "1", "text": "x", "user": { "name": "A", "screen_name": "a" }, "whatever": 1 } },
        ],
    });
    assert_eq!(unknown_fields(&article), []);
}

#[test]
fn a_name_that_is_like_no_other_is_only_called_unknown() {
    let [found] = unknown_fields(&json!({ "headline": "H", "sponsor": "x" }))
        .try_into()
        .expect("one");
    let Diagnostic { message, .. } = found;
    assert_eq!(message, "Unknown field \"sponsor\".");
}
