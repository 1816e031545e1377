//! Attack strings of other projects' tests, in every place of an article, printed and parsed again. They are read where they
//! are kept beside this checkout, and nothing of them is copied into it.
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "invariants/html.rs"]
mod html;

use article_widget::{Options, read, to_html};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Every attack once, or none if they are not there.
fn attacks() -> Vec<String> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpora/hostile");
    let lines = |name: &str, key: &str| -> Vec<String> {
        let text = std::fs::read_to_string(corpus.join(name)).unwrap();
        text.lines()
            .map(|line| {
                serde_json::from_str::<Value>(line).unwrap()[key]
                    .as_str()
                    .unwrap()
                    .to_owned()
            })
            .collect()
    };
    if !corpus.exists() {
        println!(
            "skipped: the attack strings are not beside this checkout (../shared/corpora/hostile)"
        );
        return Vec::new();
    }
    let mut all = lines("payloads.jsonl", "payload");
    all.extend(lines("corpus-urls.jsonl", "input"));
    let own = std::fs::read_to_string(corpus.join("hostile-urls.json")).unwrap();
    // Half a letter, which this reader of JSON refuses; a page is given it by `tests/pages/attacks.test.mjs`.
    let own = own.replace("\\ud800", "\\ufffd");
    let own: Value = serde_json::from_str(&own).unwrap();
    all.extend(
        own["cases"]
            .as_array()
            .unwrap()
            .iter()
            .map(|case| case["input"].as_str().unwrap().to_owned()),
    );
    all.sort();
    all.dedup();
    all
}

/// Puts a text in place of every text that doesn't say what the rest is.
fn fill(value: &mut Value, key: &str, text: &str) {
    match value {
        Value::String(old) => {
            let steers = match key {
                "type" => !old.contains('/'),
                "kind" | "style" | "gone" | "verified" | "__typename" | "rest_id" | "id_str"
                | "media_key" => true,
                _ => key.ends_with("_id"),
            };
            if !steers {
                text.clone_into(old);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| fill(item, key, text)),
        Value::Object(fields) => fields
            .iter_mut()
            .for_each(|(key, field)| fill(field, key, text)),
        _ => {}
    }
}

fn templates() -> Vec<Value> {
    let own = [
        include_str!("fixtures/everything.json"),
        include_str!("fixtures/posts.json"),
    ];
    let mut all: Vec<Value> = own
        .iter()
        .map(|text| serde_json::from_str(text).unwrap())
        .collect();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/payloads");
    let mut posts = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let payload: Value =
            serde_json::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
        let field = match path.file_stem().unwrap().to_str().unwrap() {
            "embed-code" => "html",
            "oembed" => "oembed",
            _ => "data",
        };
        posts.push(json!({ "type": "tweet", field: payload }));
    }
    all.push(json!({ "headline": "Posts", "body": posts }));
    all
}

fn checked(article: &Value) -> html::Read {
    let json = article.to_string();
    let reading = read(json.as_bytes()).unwrap();
    let printed = to_html(&reading.article, &Options::default());
    html::check(&printed)
        .unwrap_or_else(|wrong| panic!("{wrong}\nof {}", &json[..json.floor_char_boundary(300)]))
}

#[test]
fn no_attack_string_in_any_place_is_anything_but_text_to_a_parser_of_the_printed_html() {
    let attacks = attacks();
    let templates = templates();
    std::thread::scope(|threads| {
        for half in attacks.chunks(attacks.len().div_ceil(2).max(1)) {
            let templates = &templates;
            threads.spawn(move || {
                for (nth, attack) in half.iter().enumerate() {
                    // By turns, because all of them take minutes; a page is given all by `tests/pages/attacks.test.mjs`.
                    for template in templates.iter().skip(nth % 3).take(1) {
                        let mut article = template.clone();
                        fill(&mut article, "", attack);
                        article["headline"] = format!("H{attack}").into();
                        let read = checked(&article);
                        let told: String = attack
                            .replace("\r\n", "\n")
                            .replace('\r', "\n")
                            .replace('\0', "\u{fffd}");
                        assert!(read.text.contains(&format!("H{told}")), "{attack:?}");
                    }
                }
            });
        }
    });
}

#[test]
fn the_check_of_printed_html_finds_what_is_wrong_with_it() {
    assert!(
        html::check(r#"<article class="aw"><p title="&quot;">a<br>&amp;</p></article>"#).is_ok()
    );
    for wrong in [
        "<p onclick=\"x\"></p>",
        "<p style=\"x\"></p>",
        "<script></script>",
        "<svg></svg>",
        "<p>a<p>b</p></p>",
        "<a href=\"https://a.example/\"><a href=\"x\"></a></a>",
        "<p><!-- x --></p>",
        "<p>a",
        "<p id=\"location\"></p>",
        "<a href=\" java\tscript:alert(1)\"></a>",
        "<a href=\"data:text/html,x\"></a>",
        "<a href=\"https://user:word@a.example/\"></a>",
        "<img src=\"http://a.example/x.png\">",
        "<img srcset=\"a.png 1w, data:image/png,x 2w\">",
        "<button type=\"submit\"></button>",
        "<table><p></p></table>",
        "<p>&lt;</p><p>\0</p>",
    ] {
        assert!(html::check(wrong).is_err(), "{wrong}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn any_text_in_every_place_is_parsed_as_it_was_drawn(text in "(<[!/]?[a-z]{0,8} ?|&[#x]{0,2}[a-z0-9]{0,5};?|[\"'=<>&;/:@#\\-\\s]|javascript:|https?://|\\PC|[\\x00-\\x1f]){0,12}", nth in 0usize..3) {
        let mut article = templates().swap_remove(nth);
        fill(&mut article, "", &text);
        article["headline"] = format!("H{text}").into();
        checked(&article);
    }

    #[test]
    fn links_that_are_found_in_a_post_cost_it_no_letter(
        text in "([@#$＠＃.,:/(\\)\"' \\n]|https?://|www\\.|[a-z0-9_äあ]{1,4}|\\.(com|example)|\\PC){0,16}",
    ) {
        let read = checked(&json!({ "headline": "H", "body": [{ "type": "tweet", "post": {
            "text": format!("⟦{text}⟧"), "author": { "name": "N", "handle": "n" } } }] }));
        prop_assert!(read.text.contains(&format!("⟦{text}⟧")), "{text:?} became {:?}", read.text);
    }
}
