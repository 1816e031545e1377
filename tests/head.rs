//! What a page says of its article outside of it.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{HeadOptions, head_tags, read, structured_data};
use serde_json::{Value, json};

fn data(article: &Value, options: &HeadOptions) -> Value {
    let text = article.to_string();
    let reading = read(text.as_bytes()).expect("an article");
    serde_json::from_str(&structured_data(&reading.article, options)).expect("JSON")
}

fn head(article: &Value, options: &HeadOptions) -> String {
    let text = article.to_string();
    let reading = read(text.as_bytes()).expect("an article");
    head_tags(&reading.article, options)
}

fn meta<'h>(head: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!("=\"{name}\" content=\"");
    head.lines()
        .filter_map(|line| line.split_once(&start)?.1.strip_suffix("\">"))
        .collect()
}

fn pier() -> Value {
    json!({
        "lang": "en-GB", "url": "https://paper.example/pier", "kicker": "Harbour",
        "headline": ["The ", { "text": "pier", "marks": ["em"] }, " reopens"], "standfirst": "After nine\nwinters.",
        "byline": [{ "name": "Mara Vell", "role": "Reporter", "url": "/people/mara", "image": "mara.jpg" }, { "name": "" }, "Jo Reed"],
        "publisher": { "name": "The Quay", "url": "https://paper.example", "logo": "/logo.svg" },
        "published": "2025-06-01 07:30:00+02:00", "updated": "never",
        "image": { "src": "pier.jpg", "alt": "The \"old\" pier", "width": 1200, "height": -1, "caption": "At dawn" },
        "tags": [{ "name": "Piers" }, "Storms", {}],
        "corrections": [{ "date": "2025-06-02", "text": "The name." }, "The year."],
        "body": [{ "type": "paragraph", "text": "It opens at nine." }],
    })
}

#[test]
fn an_article_is_described_as_a_news_article_with_absolute_addresses() {
    assert_eq!(
        data(&pier(), &HeadOptions::default()),
        json!({
            "@context": "https://schema.org", "@type": "NewsArticle", "mainEntityOfPage": "https://paper.example/pier", "url": "https://paper.example/pier",
            "headline": "The pier reopens", "description": "After nine winters.", "articleSection": "Harbour", "inLanguage": "en-GB",
            "datePublished": "2025-06-01T07:30:00+02:00",
            "image": [{ "@type": "ImageObject", "url": "https://paper.example/pier.jpg", "width": 1200, "caption": "At dawn" }],
            "author": [
                { "@type": "Person", "name": "Mara Vell", "url": "https://paper.example/people/mara", "jobTitle": "Reporter", "image": "https://paper.example/mara.jpg" },
                { "@type": "Person", "name": "Jo Reed" },
            ],
            "publisher": { "@type": "Organization", "name": "The Quay", "url": "https://paper.example/", "logo": "https://paper.example/logo.svg" },
            "keywords": ["Piers", "Storms"],
            "correction": [
                { "@type": "CorrectionComment", "text": "The name.", "datePublished": "2025-06-02" },
                { "@type": "CorrectionComment", "text": "The year." },
            ],
        })
    );
}

#[test]
fn without_an_address_of_its_own_an_article_has_that_of_its_page() {
    let bare = json!({ "headline": "H", "url": "pier", "image": { "src": "p.jpg", "alt": "" } });
    let lost = data(&bare, &HeadOptions::default());
    assert_eq!((&lost["url"], &lost["image"]), (&Value::Null, &Value::Null));
    let page = HeadOptions {
        url: Some("https://paper.example/news/".into()),
        ..HeadOptions::default()
    };
    assert_eq!(data(&bare, &page)["url"], "https://paper.example/news/pier");
    let elsewhere = HeadOptions {
        base_url: Some("https://cdn.example/x/".into()),
        ..page
    };
    assert_eq!(
        data(&bare, &elsewhere)["image"][0]["url"],
        "https://cdn.example/x/p.jpg"
    );
}

#[test]
fn a_live_article_has_its_updates_with_the_text_below_a_dated_heading() {
    let live = json!({ "headline": "H", "live": true, "body": [
        { "type": "heading", "text": "Nine", "published": "2025-06-01T09:00:00Z" }, { "type": "paragraph", "text": "One." }, { "type": "list", "items": ["Two", [{ "type": "paragraph", "text": "Three" }]] },
        { "type": "heading", "text": "Undated" },
        { "type": "section", "heading": "Day", "body": [{ "type": "section", "heading": "Ten", "published": "2025-06-01T10:00:00Z", "body": ["Four"] }] },
    ] });
    let data = data(&live, &HeadOptions::default());
    assert_eq!(data["@type"], "LiveBlogPosting");
    assert_eq!(
        (&data["datePublished"], &data["dateModified"]),
        (
            &json!("2025-06-01T09:00:00Z"),
            &json!("2025-06-01T10:00:00Z")
        )
    );
    assert_eq!(
        data["liveBlogUpdate"],
        json!([
            { "@type": "BlogPosting", "headline": "Nine", "datePublished": "2025-06-01T09:00:00Z", "articleBody": "One.\nTwo\nThree" },
            { "@type": "BlogPosting", "headline": "Ten", "datePublished": "2025-06-01T10:00:00Z", "articleBody": "Four" },
        ])
    );
}

#[test]
fn an_update_below_a_dated_heading_is_one_of_its_own_and_each_has_its_picture() {
    let picture = json!({ "type": "image", "src": "https://paper.example/lamp.jpg", "alt": "x", "width": 800 });
    let live = json!({ "headline": "H", "live": true, "body": [
        { "type": "heading", "text": "Nine", "published": "2025-06-01T09:00:00Z" }, { "type": "paragraph", "text": "One." },
        { "type": "paragraph", "text": "Two.", "published": "2025-06-01T09:30:00Z" },
        { "type": "paragraph", "text": "Three." }, picture,
    ] });
    let image =
        json!({ "@type": "ImageObject", "url": "https://paper.example/lamp.jpg", "width": 800 });
    assert_eq!(
        data(&live, &HeadOptions::default())["liveBlogUpdate"],
        json!([
            { "@type": "BlogPosting", "headline": "Nine", "datePublished": "2025-06-01T09:00:00Z", "articleBody": "One.\nThree.", "image": image },
            { "@type": "BlogPosting", "datePublished": "2025-06-01T09:30:00Z", "articleBody": "Two." },
        ])
    );
}

#[test]
fn a_live_article_that_has_ended_says_when() {
    let mut live =
        json!({ "headline": "H", "live": true, "published": "2025-06-01T09:00:00Z", "body": [] });
    assert_eq!(
        data(&live, &HeadOptions::default())["coverageEndTime"],
        Value::Null
    );
    for flag in [true, false] {
        live["live"] = json!(flag);
        live["ended"] = json!("2025-06-01T18:00:00Z");
        let data = data(&live, &HeadOptions::default());
        assert_eq!(data["@type"], "LiveBlogPosting");
        assert_eq!(data["coverageStartTime"], "2025-06-01T09:00:00Z");
        assert_eq!(data["coverageEndTime"], "2025-06-01T18:00:00Z");
    }
}

#[test]
fn a_shared_page_is_described_by_open_graph_and_a_card() {
    let head = head(&pier(), &HeadOptions::default());
    for (name, values) in [
        ("description", vec!["After nine winters."]),
        ("og:type", vec!["article"]),
        ("og:title", vec!["The pier reopens"]),
        ("og:url", vec!["https://paper.example/pier"]),
        ("og:site_name", vec!["The Quay"]),
        ("og:locale", vec!["en_GB"]),
        ("og:image", vec!["https://paper.example/pier.jpg"]),
        ("og:image:width", vec!["1200"]),
        ("og:image:height", vec![]),
        ("og:image:alt", vec!["The &quot;old&quot; pier"]),
        ("article:published_time", vec!["2025-06-01T07:30:00+02:00"]),
        (
            "article:author",
            vec!["https://paper.example/people/mara", "Jo Reed"],
        ),
        ("article:tag", vec!["Piers", "Storms"]),
        ("twitter:card", vec!["summary_large_image"]),
    ] {
        assert_eq!(meta(&head, name), values, "{name}");
    }
    assert!(head.contains("<link rel=\"canonical\" href=\"https://paper.example/pier\">"));
}

#[test]
fn an_image_that_no_other_site_could_load_is_not_shared() {
    for src in [
        "pier.jpg",
        "http://paper.example/pier.jpg",
        "data:image/png;base64,AA",
        "javascript:1",
        "//paper.example:99999/x",
    ] {
        let head = head(
            &json!({ "headline": "H", "image": { "src": src, "alt": "x" } }),
            &HeadOptions::default(),
        );
        assert_eq!(
            (meta(&head, "og:image").len(), meta(&head, "twitter:card")),
            (0, vec!["summary"]),
            "{src}"
        );
    }
}

#[test]
fn a_language_has_its_territory_and_an_unknown_one_no_tag() {
    for (lang, locale) in [
        ("it", vec!["it_IT"]),
        ("zh-Hant-TW", vec!["zh_TW"]),
        ("es-419", vec!["es_419"]),
        ("qqq", vec![]),
    ] {
        assert_eq!(
            meta(
                &head(
                    &json!({ "headline": "H", "lang": lang }),
                    &HeadOptions::default()
                ),
                "og:locale"
            ),
            locale,
            "{lang}"
        );
    }
    let page = HeadOptions {
        lang: Some("de".into()),
        ..HeadOptions::default()
    };
    assert_eq!(
        meta(&head(&json!({ "headline": "H" }), &page), "og:locale"),
        ["de_DE"]
    );
}

#[test]
fn nothing_in_an_article_ends_the_tag_that_it_is_in() {
    let evil = "</title></script><script>alert(1)</script>\"'><!--\u{2028}";
    let article = json!({ "headline": evil, "standfirst": evil, "kicker": evil, "byline": [evil], "tags": [evil], "url": evil, "publisher": { "name": evil } });
    let head = head(
        &article,
        &HeadOptions {
            stylesheet: Some(evil.into()),
            ..HeadOptions::default()
        },
    );
    assert_eq!(head.matches("<script").count(), 1);
    assert_eq!(head.matches("</script").count(), 1);
    assert!(!head.contains("<!--"));
    let json = head
        .split_once("ld+json\">")
        .and_then(|(_, rest)| rest.split_once("</script>"))
        .expect("a script")
        .0;
    let data: Value = serde_json::from_str(json).expect("JSON");
    assert_eq!(
        data["headline"],
        evil.split_whitespace().collect::<Vec<_>>().join(" ")
    );
}
