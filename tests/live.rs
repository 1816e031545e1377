//! Live articles: the badge, the order of updates, key events.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Options, read_with, to_html};
use serde_json::{Value, json};

fn with(article: &Value, options: &Options) -> (String, Vec<String>) {
    let json = article.to_string();
    let reading = read_with(json.as_bytes(), options).unwrap();
    let diagnostics = reading
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.path));
    (to_html(&reading.article, options), diagnostics.collect())
}

fn html(article: &Value) -> String {
    with(article, &Options::default()).0
}

fn at(hour: u8, block: &Value) -> Value {
    let mut block = block.clone();
    block["published"] = json!(format!("2026-03-01T{hour:02}:00:00Z"));
    block
}

fn paragraph(text: &str) -> Value {
    json!({ "type": "paragraph", "text": text })
}

fn heading(text: &str) -> Value {
    json!({ "type": "heading", "text": text })
}

/// What is between the first occurrence of two texts.
fn between<'h>(html: &'h str, start: &str, end: &str) -> &'h str {
    let rest = &html[html.find(start).unwrap() + start.len()..];
    &rest[..rest.find(end).unwrap()]
}

/// The outermost parts of the article that hold one of the words w0 to w9, with the words in each.
fn parts(html: &str) -> Vec<String> {
    let mut parts = Vec::new();
    let (mut depth, mut rest, mut words) = (0, html, String::new());
    while let Some(start) = rest.find('<') {
        for word in rest[..start].split(|letter: char| !letter.is_ascii_alphanumeric()) {
            if word.len() == 2 && word.starts_with('w') {
                words.extend([word, " "]);
            }
        }
        rest = &rest[start..];
        let end = rest.find('>').unwrap() + 1;
        let tag = &rest[..end];
        if tag.starts_with("</") {
            depth -= 1;
        } else if !["<img", "<hr", "<br"]
            .iter()
            .any(|void| tag.starts_with(void))
        {
            depth += 1;
        }
        if depth == 1 && !words.is_empty() {
            parts.push(std::mem::take(&mut words).trim_end().to_owned());
        }
        rest = &rest[end..];
    }
    parts
}

fn live(body: &[Value]) -> Value {
    json!({ "headline": "Storm", "live": true, "body": body })
}

#[test]
fn a_badge_says_that_the_article_is_live_in_its_language_until_the_coverage_has_ended() {
    for (lang, word) in [
        ("en", "Live"),
        ("de-AT", "Live"),
        ("it", "In diretta"),
        ("ar", "مباشر"),
        ("zh-Hant", "直播"),
    ] {
        let html = html(&json!({ "headline": "Storm", "lang": lang, "live": true }));
        let badge = format!(r#"<p class="aw-live" id="article--live">{word}</p>"#);
        assert!(html.contains(&badge), "{html}");
    }
    let foreign = html(&json!({ "headline": "Storm", "lang": "cy", "live": true }));
    assert!(
        foreign.contains(r#"id="article--live" lang="en">Live</p>"#),
        "{foreign}"
    );
    for article in [
        json!({ "headline": "Storm" }),
        json!({ "headline": "Storm", "live": false }),
        json!({ "headline": "Storm", "live": true, "ended": "2026-03-01T18:00:00Z" }),
    ] {
        assert!(!html(&article).contains("aw-live"), "{article}");
    }
}

#[test]
fn the_accessible_name_of_the_article_has_the_badge_before_the_headline() {
    let html = html(&json!({ "headline": "Storm", "live": true }));
    assert!(
        html.contains(r#"aria-labelledby="article--live article--headline""#),
        "{html}"
    );
}

#[test]
fn updates_stay_in_their_order_after_the_coverage_has_ended() {
    let mut article = live(&[at(9, &paragraph("w1")), at(10, &paragraph("w2"))]);
    article["live"] = json!(false);
    assert_eq!(parts(&html(&article)), ["w1", "w2"]);
    article["ended"] = json!("2026-03-01T18:00:00Z");
    assert_eq!(parts(&html(&article)), ["w2", "w1"]);
    article["ended"] = json!("soon");
    let (html, diagnostics) = with(&article, &Options::default());
    assert_eq!(parts(&html), ["w1", "w2"]);
    assert_eq!(diagnostics, ["bad-date $.ended"]);
}

#[test]
fn an_update_after_a_heading_is_none_of_its_section() {
    let body = [
        paragraph("w0"),
        heading("Background"),
        paragraph("w1"),
        at(9, &paragraph("w2")),
        paragraph("w3"),
        at(10, &paragraph("w4")),
        heading("More"),
        paragraph("w5"),
    ];
    let (html, diagnostics) = with(&live(&body), &Options::default());
    assert_eq!(parts(&html), ["w0", "w1 w3", "w4", "w2", "w5"]);
    assert_eq!(diagnostics, Vec::<String>::new());
    // Without `live`, all of it is the heading's.
    let mut article = live(&body);
    article["live"] = json!(false);
    let (plain, _) = with(&article, &Options::default());
    assert_eq!(parts(&plain), ["w0", "w1 w2 w3 w4", "w5"]);
}

#[test]
fn updates_of_all_kinds_are_in_one_order_and_what_has_no_time_stays_outside_of_sections() {
    let body = [
        at(9, &paragraph("w1")),
        paragraph("w2"),
        at(11, &heading("Eleven")),
        paragraph("w3"),
        json!({ "type": "section", "heading": "Noon", "published": "2026-03-01T12:00:00Z", "body": [paragraph("w4")] }),
        at(10, &paragraph("w5")),
    ];
    assert_eq!(parts(&html(&live(&body))), ["w4", "w2", "w3", "w5", "w1"]);
}

#[test]
fn key_events_are_listed_above_the_updates_with_links_to_them() {
    let key = |mut block: Value| {
        block["keyEvent"] = json!(true);
        block
    };
    let long = "The lamp of the pier is out and ".repeat(8);
    let body = [
        paragraph("What is known so far."),
        at(
            9,
            &key(
                json!({ "type": "paragraph", "id": "ferry", "text": ["The ferry ", { "text": "stays", "marks": ["em"] }] }),
            ),
        ),
        at(10, &key(heading("The bridge opens"))),
        paragraph("At noon."),
        at(11, &key(paragraph(&long))),
        at(
            12,
            &key(json!({ "type": "section", "heading": "The pier", "body": [] })),
        ),
        at(13, &paragraph("No key event.")),
        key(paragraph("Without a time it is no update.")),
    ];
    let html = html(&live(&body));
    let list = between(
        &html,
        r#"<section class="aw-toc aw-key-events""#,
        "</section>",
    );
    assert!(
        list.contains(r#"id="article--key-events">Key events</p>"#),
        "{list}"
    );
    let links: Vec<_> = list
        .split(r##"href="#"##)
        .skip(1)
        .map(|link| {
            let (id, rest) = link.split_once('"').unwrap();
            (id, &rest[1..rest.find('<').unwrap()])
        })
        .collect();
    assert_eq!(links.len(), 4);
    assert_eq!(links[0], ("article-the-pier", "The pier"));
    assert!(
        links[1].1.len() < 145 && links[1].1.ends_with('…'),
        "{}",
        links[1].1
    );
    assert_eq!(links[2], ("article-the-bridge-opens", "The bridge opens"));
    assert_eq!(links[3], ("article-ferry", "The ferry stays"));
    for (id, _) in links {
        assert_eq!(html.matches(&format!(r#" id="{id}""#)).count(), 1, "{id}");
    }
    assert!(
        list.contains(r#"datetime="2026-03-01T12:00:00Z""#),
        "{list}"
    );
    let place = html.find("aw-key-events").unwrap();
    assert!(
        html.find("What is known").unwrap() < place && place < html.find("No key event").unwrap()
    );
}

#[test]
fn a_key_event_outside_of_a_live_article_is_a_block_as_any_other() {
    let body =
        json!([{ "type": "paragraph", "text": "x", "published": "2026-03-01", "keyEvent": true }]);
    let without = json!([{ "type": "paragraph", "text": "x", "published": "2026-03-01" }]);
    let of = |body: &Value| {
        with(
            &json!({ "headline": "H", "body": body }),
            &Options::default(),
        )
    };
    assert_eq!(of(&body), of(&without));
}

#[test]
fn a_key_event_that_a_link_leads_to_has_one_id() {
    let mut block = at(
        9,
        &json!({ "type": "paragraph", "id": "ferry", "text": "The ferry" }),
    );
    block["keyEvent"] = json!(true);
    let body = [
        json!({ "type": "paragraph", "text": { "text": "see", "href": "#ferry" } }),
        block,
    ];
    let (html, diagnostics) = with(&live(&body), &Options::default());
    assert_eq!(
        html.matches(r##"href="#article-ferry""##).count(),
        2,
        "{html}"
    );
    assert_eq!(html.matches(r#"id="article-ferry""#).count(), 1, "{html}");
    assert_eq!(diagnostics, Vec::<String>::new());
}

#[test]
fn a_key_event_in_a_post_or_a_list_is_named_by_its_first_words() {
    for block in [
        json!({ "type": "post", "post": { "author": { "name": "Ada", "handle": "ada" }, "text": "Away!" } }),
        json!({ "type": "list", "items": ["Away!", "Two"] }),
        json!({ "type": "image", "src": "a.jpg", "alt": "x", "caption": "Away!" }),
    ] {
        let mut block = at(9, &block);
        block["keyEvent"] = json!(true);
        let html = html(&live(&[block.clone()]));
        let link = between(&html, r#"class="aw-key-event""#, "</a>");
        assert!(link.ends_with(">Away!"), "{block} {link}");
    }
}

#[test]
fn the_controls_are_hidden_until_a_script_shows_them_and_absent_where_none_can() {
    let article = live(&[at(9, &paragraph("x"))]);
    let rendered = html(&article);
    let bar = between(
        &rendered,
        r#"<div class="aw-tools aw-live-tools""#,
        "</div>",
    );
    assert!(bar.starts_with(" hidden"), "{bar}");
    assert!(
        bar.contains("Newest first") && !bar.contains("Key events only"),
        "{bar}"
    );
    let options = Options {
        interactive: false,
        ..Options::default()
    };
    assert!(!with(&article, &options).0.contains("aw-live-tools"));
    assert!(!html(&live(&[paragraph("x")])).contains("aw-live-tools"));
}

#[cfg(feature = "import")]
#[test]
fn a_live_article_comes_back_from_its_own_markup_with_its_key_events() {
    use article_widget::import::{Options as ImportOptions, from_html};
    let body = [
        paragraph("What is known so far."),
        json!({ "type": "section", "heading": "The pier", "published": "2026-03-01T12:00:00Z", "keyEvent": true, "body": [paragraph("It broke.")] }),
        json!({ "type": "paragraph", "id": "ferry", "published": "2026-03-01T11:00:00Z", "keyEvent": true, "text": "The ferry stays." }),
        json!({ "type": "paragraph", "published": "2026-03-01T10:00:00Z", "keyEvent": true, "text": "The bridge opens." }),
        at(9, &paragraph("No key event.")),
    ];
    let mut article = live(&body);
    article["lang"] = json!("en");
    article["dir"] = json!("ltr");
    let rendered = html(&article);
    let imported = from_html(&rendered, &ImportOptions::default()).unwrap();
    let back = serde_json::to_value(&imported.article).unwrap();
    assert_eq!(back["live"], article["live"]);
    assert_eq!(back["body"].as_array().unwrap().len(), 5, "{back}");
    for (index, block) in body.iter().enumerate() {
        for name in ["id", "published", "keyEvent"] {
            assert_eq!(back["body"][index][name], block[name], "{back}");
        }
    }
    assert_eq!(html(&back), rendered);
}
