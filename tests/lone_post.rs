//! A post alone: a document that is the block of a post, and not an article.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]

use article_widget::{Options, Theme, Tweets, read, read_with};

const POST: &str = r#"{
    "type": "post",
    "id": "20",
    "lang": "en",
    "post": { "author": { "name": "Ada", "handle": "ada" }, "text": "The boat is back.", "created": "2026-01-02T08:00:00Z" }
}"#;

#[test]
fn a_post_in_place_of_an_article_is_rendered_without_a_header() {
    let reading = read(POST.as_bytes()).unwrap();
    let html = reading.to_html();
    assert!(
        html.starts_with(r#"<div class="aw" lang="en" dir="ltr"><article class="aw-tweet""#),
        "{html}"
    );
    assert!(html.contains("The boat is back."));
    assert!(!html.contains("<header class=\"aw-header"));
    assert!(!html.contains("aria-labelledby"));
    assert!(html.ends_with("</article></div>"));
    assert_eq!(reading.diagnostics, []);
    assert_eq!(reading.outline(), []);
    assert_eq!(reading.words(), 5, "with its author's name");
}

#[test]
fn it_looks_the_same_as_in_an_article() {
    let article = format!(r#"{{ "headline": "H", "lang": "en", "body": [{POST}] }}"#);
    let inside = read(article.as_bytes()).unwrap().to_html();
    let alone = read(POST.as_bytes()).unwrap().to_html();
    let card = |html: &str| {
        let start = html.find(r#"<article class="aw-tweet""#).unwrap();
        let end = html[start..].find("</article>").unwrap();
        html[start..start + end].to_owned()
    };
    assert_eq!(card(&alone), card(&inside));
}

#[test]
fn a_payload_alone_is_read_like_one_in_an_article() {
    let post = r#"{ "type": "tweet", "data": { "account": { "acct": "ada", "url": "https://social.example/@ada" }, "content": "<p>Away!</p>" } }"#;
    let reading = read(post.as_bytes()).unwrap();
    assert!(reading.to_html().contains("Away!"));
    assert!(reading.to_html().contains(r#"data-network="mastodon""#));
}

#[test]
fn what_is_wrong_in_it_is_reported_with_its_path() {
    let post =
        r#"{ "type": "post", "post": { "author": "Ada", "text": "Away!" }, "colour": "red" }"#;
    let reading = read(post.as_bytes()).unwrap();
    let paths: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|found| found.path.as_str())
        .collect();
    assert_eq!(paths, ["$.colour", "$.post.author"]);
}

#[test]
fn options_apply_to_it() {
    let rendered = |options: Options| read_with(POST.as_bytes(), &options).unwrap().to_html();
    let asked = |interactive| Options {
        tweets: Tweets::Click,
        theme: Theme::Dark,
        interactive,
        ..Options::default()
    };
    assert!(rendered(asked(true)).contains(r#"data-ask="original""#));
    assert!(
        rendered(asked(true)).contains(r#"<div class="aw" lang="en" dir="ltr" data-theme="dark">"#)
    );
    assert!(!rendered(asked(false)).contains("<button"));
}

#[test]
fn an_article_that_has_a_type_stays_an_article() {
    let html = read(br#"{ "type": "post", "headline": "H" }"#)
        .unwrap()
        .to_html();
    assert!(html.starts_with("<article"));
}

#[test]
fn other_blocks_alone_are_no_document() {
    let error = read(br#"{ "type": "paragraph", "text": "Alone" }"#).unwrap_err();
    assert_eq!(error.code(), "no-headline");
}
