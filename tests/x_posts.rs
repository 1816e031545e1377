//! What posts of X hold beside their words: articles, unified cards, notes of readers, several quotations, what is withheld or
//! not available, and several posts in one embed code. All names and words are invented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Options, Severity, convert_posts, read, to_html};
use serde_json::{Value, json};

/// The HTML of a block; no diagnostic may be an error.
fn render(block: &Value) -> String {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).unwrap();
    for found in &reading.diagnostics {
        assert_ne!(found.severity, Severity::Error, "{found:?} {block}");
    }
    to_html(&reading.article, &Options::default())
}

/// The same by way of our own form, as pages get it.
fn converted(block: &Value) -> Value {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let converted = convert_posts(article.as_bytes()).expect("something to convert");
    let converted: Value = serde_json::from_slice(&converted).unwrap();
    converted["body"][0].clone()
}

fn draw(data: &Value) -> String {
    let block = json!({ "type": "post", "data": data });
    let html = render(&block);
    let own = render(&converted(&block));
    assert_eq!(
        body(&own),
        body(&html),
        "the stored form says something else"
    );
    html
}

/// Without the key, which depends on the form of the block.
fn body(html: &str) -> &str {
    html.split_once("data-network")
        .map_or(html, |(_, body)| body)
}

fn post(more: &Value) -> Value {
    let mut post = json!({
        "__typename": "Tweet",
        "id_str": "1908256870000000001",
        "text": "Two boats tonight https://t.co/aaaaaaaaaa",
        "user": { "name": "Mira Holt", "screen_name": "mira_holt" },
        "entities": { "urls": [{
            "indices": [18, 41],
            "url": "https://t.co/aaaaaaaaaa",
            "display_url": "paper.example/port",
            "expanded_url": "https://paper.example/port"
        }] }
    });
    for (key, value) in more.as_object().unwrap() {
        post[key] = value.clone();
    }
    post
}

fn quotable(nth: usize) -> Value {
    json!({
        "id_str": format!("190825687000000010{nth}"),
        "text": format!("Quoted words {nth}"),
        "user": { "name": format!("Keeper {nth}"), "screen_name": format!("keeper_{nth}") }
    })
}

fn unified(card: &Value) -> Value {
    post(&json!({ "card": {
        "name": "unified_card",
        "url": "https://t.co/aaaaaaaaaa",
        "binding_values": { "unified_card": { "type": "STRING", "string_value": card.to_string() } }
    } }))
}

fn details(title: &str, destination: &str) -> Value {
    json!({ "type": "details", "data": {
        "title": { "content": title, "is_rtl": false },
        "subtitle": { "content": "paper.example" },
        "destination": destination
    } })
}

fn page(path: &str) -> Value {
    json!({ "type": "browser", "data": { "url_data": { "url": format!("https://paper.example/{path}"), "vanity": "paper.example" } } })
}

fn picture(name: &str) -> Value {
    json!({ "media_url_https": format!("https://pbs.twimg.com/media/{name}.jpg"), "type": "photo" })
}

/// How many cards there are.
fn cards(html: &str) -> usize {
    html.matches("class=\"aw-tweet-card\"").count()
}

#[test]
fn a_unified_card_of_a_page_is_a_card_with_title_site_and_picture() {
    let html = draw(&unified(&json!({
        "type": "image_website",
        "components": ["media_1", "details_1"],
        "component_objects": {
            "details_1": details("Ferries stay in port", "browser_1"),
            "media_1": { "type": "media", "data": { "id": "13_1", "destination": "browser_1" } }
        },
        "destination_objects": { "browser_1": page("port") },
        "media_entities": { "13_1": picture("boat") }
    })));
    assert_eq!(cards(&html), 1);
    for part in [
        "<a class=\"aw-tweet-card\" href=\"https://paper.example/port\">",
        "data-src=\"https://pbs.twimg.com/media/boat.jpg\"",
        "<span class=\"aw-link-host\">paper.example</span>",
        "<bdi class=\"aw-link-title\">Ferries stay in port</bdi>",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
    // The site's name is no description.
    assert!(!html.contains("aw-link-description"), "{html}");
}

#[test]
fn a_unified_card_of_an_app_leads_to_the_store() {
    for (kind, id, url) in [
        ("iphone_app", "123", "https://apps.apple.com/app/id123"),
        (
            "android_app",
            "example.tides",
            "https://play.google.com/store/apps/details?id=example.tides",
        ),
    ] {
        let html = draw(&unified(&json!({
            "type": "image_app",
            "components": ["media_1", "app_1"],
            "component_objects": {
                "media_1": { "type": "media", "data": { "id": "13_1", "destination": "store_1" } },
                "app_1": { "type": "app_store_details", "data": { "app_id": "tides", "destination": "store_1" } }
            },
            "destination_objects": { "store_1": { "type": "app_store", "data": { "app_id": "tides" } } },
            "media_entities": { "13_1": picture("app") },
            "app_store_data": { "tides": [
                { "type": kind, "id": id, "title": { "content": "Tides at Hand" }, "category": { "content": "Weather" } }
            ] }
        })));
        assert!(
            html.contains(&format!("href=\"{url}\""))
                && html.contains("Tides at Hand")
                && html.contains("Weather"),
            "{html}"
        );
    }
}

#[test]
fn each_slide_of_a_carousel_and_each_button_that_leads_elsewhere_is_a_card() {
    let html = draw(&unified(&json!({
        "layout": { "type": "swipeable", "data": { "slides": [["media_1", "details_1"], ["media_2", "details_2"]] } },
        "component_objects": {
            "media_1": { "type": "media", "data": { "id": "1", "destination": "browser_1" } },
            "details_1": details("The day boat", "browser_1"),
            "media_2": { "type": "media", "data": { "id": "2", "destination": "browser_2" } },
            "details_2": details("The night boat", "browser_2")
        },
        "destination_objects": { "browser_1": page("day"), "browser_2": page("night") },
        "media_entities": { "1": picture("day"), "2": picture("night") }
    })));
    assert_eq!(cards(&html), 2, "{html}");
    assert!(html.contains("The day boat") && html.contains("The night boat"));
    assert!(html.contains("href=\"https://paper.example/night\""));

    let html = draw(&unified(&json!({
        "components": ["swipe", "details_1", "buttons"],
        "component_objects": {
            "swipe": { "type": "swipeable_media", "data": { "media_list": [
                { "id": "1", "destination": "browser_1" }, { "id": "2", "destination": "browser_1" }
            ] } },
            "details_1": details("Timetables", "browser_1"),
            "buttons": { "type": "button_group", "data": { "buttons": [
                { "type": "cta", "action": { "text": "Buy a ticket" }, "destination": "browser_2" },
                { "type": "cta", "destination": "browser_1" }
            ] } }
        },
        "destination_objects": { "browser_1": page("times"), "browser_2": page("tickets") },
        "media_entities": { "1": picture("one"), "2": picture("two") }
    })));
    assert_eq!(cards(&html), 3, "{html}");
    assert!(
        html.contains("Buy a ticket") && html.contains("href=\"https://paper.example/tickets\"")
    );
    assert!(html.contains("media/one.jpg") && html.contains("media/two.jpg"));
}

#[test]
fn a_unified_card_that_cant_be_read_costs_the_card_and_not_the_post() {
    for card in [
        json!(null),
        json!({}),
        json!([]),
        json!("text"),
        json!({ "components": {}, "component_objects": [] }),
        json!({ "components": ["a"], "component_objects": { "a": { "data": [] } }, "destination_objects": null }),
        json!({ "layout": { "data": { "slides": [null, 3, [[]]] } } }),
        json!({ "components": ["a"], "component_objects": { "a": { "data": { "destination": "d", "media_list": {}, "buttons": "x" } } },
            "destination_objects": { "d": { "data": { "url_data": { "url": "javascript:alert(1)" } } } } }),
    ] {
        let html = draw(&unified(&card));
        assert!(
            html.contains("Two boats tonight") && !html.contains("javascript"),
            "{card}: {html}"
        );
    }
    let torn = post(
        &json!({ "card": { "name": "unified_card", "url": "https://t.co/aaaaaaaaaa",
        "binding_values": { "unified_card": { "string_value": "{\"components\":[" } } } }),
    );
    assert!(draw(&torn).contains("Two boats tonight"));
}

fn long_article(more: &Value) -> Value {
    let mut article = json!({
        "rest_id": "1900000000000000000",
        "title": "The long way home",
        "preview_text": "It begins at the pier.",
        "cover_media": { "media_info": { "original_img_url": "https://pbs.twimg.com/media/cover.jpg" } }
    });
    for (key, value) in more.as_object().unwrap() {
        article[key] = value.clone();
    }
    article
}

#[test]
fn an_article_of_x_is_a_card_with_title_preview_and_cover() {
    for payload in [
        post(&json!({ "article": long_article(&json!({})) })),
        post(&json!({ "article": { "article_results": { "result": long_article(&json!({})) } } })),
    ] {
        let html = draw(&payload);
        for part in [
            "<a class=\"aw-tweet-card\" href=\"https://x.com/i/article/1900000000000000000\">",
            "data-src=\"https://pbs.twimg.com/media/cover.jpg\"",
            "The long way home",
            "It begins at the pier.",
        ] {
            assert!(html.contains(part), "{part}: {html}");
        }
        assert!(!html.contains("<details"), "{html}");
    }
    // API v2 gives its text plain, and no id.
    let html = draw(&json!({ "data": {
        "id": "1908256870000000001", "author_id": "7", "text": "https://t.co/bbbbbbbbbb",
        "article": { "title": "The long way home", "plain_text": "It begins at the pier.\nAnd ends there." },
        "entities": { "urls": [{ "start": 0, "end": 23, "url": "https://t.co/bbbbbbbbbb",
            "expanded_url": "https://x.com/i/article/1900000000000000000", "display_url": "x.com/i/article/1900…" }] }
    } }));
    assert!(
        html.contains("href=\"https://x.com/i/article/1900000000000000000\""),
        "{html}"
    );
    assert!(
        html.contains("It begins at the pier.<br>And ends there."),
        "{html}"
    );
}

#[test]
fn the_blocks_of_an_article_of_x_are_text_with_marks_and_links_folded_away_below_its_card() {
    let html = draw(&post(&json!({ "article": long_article(&json!({
        "content_state": {
            "blocks": [
                { "type": "header-two", "text": "At the pier" },
                { "type": "unstyled", "text": "🌊 See the log, it is long.",
                  "inlineStyleRanges": [{ "offset": 19, "length": 4, "style": "Bold" }],
                  "entityRanges": [{ "key": 0, "offset": 11, "length": 3 }] },
                { "type": "unordered-list-item", "text": "rope" },
                { "type": "unordered-list-item", "text": "lamp" },
                { "type": "ordered-list-item", "text": "first" },
                { "type": "ordered-list-item", "text": "second" },
                { "type": "atomic", "text": " ", "entityRanges": [{ "key": 1, "offset": 0, "length": 1 }] },
                { "type": "atomic", "text": " ", "entityRanges": [{ "key": 2, "offset": 0, "length": 1 }] }
            ],
            "entityMap": [
                { "key": "0", "value": { "type": "LINK", "data": { "url": "https://harbour.example/log" } } },
                { "key": "1", "value": { "type": "MEDIA", "data": { "caption": "The lamp", "mediaItems": [{ "mediaId": "5" }] } } },
                { "key": "2", "value": { "type": "TWEET", "data": { "tweetId": "1908256870000000009" } } }
            ]
        },
        "media_entities": [{ "media_id": "5", "media_info": { "original_img_url": "https://pbs.twimg.com/media/lamp.jpg" } }]
    })) })));
    for part in [
        "<details class=\"aw-tweet-warning\"><summary class=\"aw-tweet-warning-title\"><bdi>The long way home</bdi></summary>",
        "<strong>At the pier</strong><br><br>🌊 See the <a class=\"aw-link\" href=\"https://harbour.example/log\">log</a>, it <strong>is l</strong>ong.",
        "<br><br>• rope<br>• lamp<br><br>1. first<br>2. second",
        "<a class=\"aw-link\" href=\"https://pbs.twimg.com/media/lamp.jpg\">The lamp</a>",
        "href=\"https://x.com/i/web/status/1908256870000000009\"",
    ] {
        assert!(html.contains(part), "{part}: {html}");
    }
}

#[test]
fn odd_blocks_of_an_article_of_x_cost_no_word_of_the_others() {
    for odd in [
        json!(null),
        json!({}),
        json!("text"),
        json!({ "text": 7, "inlineStyleRanges": {}, "entityRanges": "x" }),
        json!({ "text": "🌊", "inlineStyleRanges": [{ "offset": 1, "length": 1, "style": "Bold" }, { "offset": 5, "length": -3 }, null] }),
        json!({ "text": "a", "entityRanges": [{ "key": null, "offset": 0, "length": 1 }, { "key": 9, "offset": 0, "length": 99 }] }),
    ] {
        for map in [
            json!(null),
            json!({}),
            json!([]),
            json!([null, {}]),
            json!("x"),
            json!({ "9": { "data": { "url": "javascript:x" } } }),
        ] {
            let html = draw(&post(&json!({ "article": long_article(&json!({
                "content_state": { "blocks": [{ "text": "before" }, odd, { "text": "after" }], "entityMap": map }
            })) })));
            assert!(
                html.contains("before") && html.contains("after") && !html.contains("javascript:"),
                "{odd} {map}: {html}"
            );
        }
    }
}

#[test]
fn links_in_a_note_of_readers_are_links() {
    let note = |text: &str, from: i64, to: i64| {
        let html = draw(&post(
            &json!({ "birdwatch_pivot": { "subtitle": { "text": text, "entities": [
            { "fromIndex": from, "toIndex": to, "ref": { "type": "TimelineUrl", "url": "https://harbour.example/log", "urlType": "ExternalUrl" } }
        ] } } }),
        ));
        let start = html.find("Readers added context").unwrap();
        let start = start + html[start..].find("dir=\"auto\">").unwrap() + "dir=\"auto\">".len();
        html[start..start + html[start..].find("</p>").unwrap()].to_owned()
    };
    let linked = |before: &str, after: &str| {
        format!(
            "{before}<a class=\"aw-link\" href=\"https://harbour.example/log\">harbour.example</a>{after}"
        )
    };
    assert_eq!(
        note("It was Tuesday: harbour.example", 16, 31),
        linked("It was Tuesday: ", "")
    );
    // In code points or in UTF-16, whichever makes a whole word.
    assert_eq!(
        note("🌊🌊 See harbour.example & ask", 7, 22),
        linked("🌊🌊 See ", " &amp; ask")
    );
    assert_eq!(
        note("🌊🌊 See harbour.example & ask", 9, 24),
        linked("🌊🌊 See ", " &amp; ask")
    );
    // Neither: the words stay.
    for (from, to) in [(5, 900), (9, 3), (-1, 4), (2, 2)] {
        assert_eq!(note("It was 🌊 Tuesday", from, to), "It was 🌊 Tuesday");
    }
}

#[test]
fn all_quotations_of_a_post_are_shown_and_their_links_at_the_end_are_not() {
    let html = draw(&post(
        &json!({ "quoted_tweet": [quotable(1), quotable(2), quotable(3)] }),
    ));
    for nth in 1..4 {
        assert!(
            html.contains(&format!("Quoted words {nth}")),
            "{nth}: {html}"
        );
    }
    // API v2 refers to them.
    let html = draw(&json!({
        "data": { "id": "1908256870000000001", "text": "Both https://t.co/1 https://t.co/2", "author_id": "7",
            "referenced_tweets": [
                { "type": "quoted", "id": "11" }, { "type": "quoted", "id": "12" }, { "type": "quoted", "id": "13" }
            ],
            "entities": { "urls": [
                { "start": 5, "end": 19, "url": "https://t.co/1", "expanded_url": "https://x.com/a/status/11", "display_url": "x.com/a/status/11" },
                { "start": 20, "end": 34, "url": "https://t.co/2", "expanded_url": "https://x.com/b/status/12", "display_url": "x.com/b/status/12" }
            ] } },
        "includes": {
            "users": [{ "id": "7", "name": "Mira Holt", "username": "mira_holt" }],
            "tweets": [{ "id": "11", "text": "First quoted" }, { "id": "12", "text": "Second quoted" }]
        }
    }));
    assert!(
        html.contains("First quoted") && html.contains("Second quoted"),
        "{html}"
    );
    assert!(html.contains(">Both</p>"), "{html}");
}

#[test]
fn posts_that_quote_each_other_many_times_end() {
    let ids: Vec<String> = (11..60).map(|id| id.to_string()).collect();
    let references: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "type": "quoted", "id": id }))
        .collect();
    let posts: Vec<Value> = ids
        .iter()
        .map(|id| json!({ "id": id, "text": format!("words {id}"), "referenced_tweets": references }))
        .collect();
    let html = draw(&json!({
        "data": { "id": "1", "text": "All", "author_id": "7", "referenced_tweets": references },
        "includes": { "tweets": posts }
    }));
    assert!(html.matches("<article class=\"aw-tweet\"").count() < 300);
}

#[test]
fn a_post_withheld_in_some_countries_names_them_and_shows_what_may_be_shown() {
    for payload in [
        post(&json!({ "withheld_in_countries": ["DE", "FR", "DE"], "withheld_scope": "status" })),
        post(
            &json!({ "user": { "name": "Mira Holt", "screen_name": "mira_holt",
            "withheld_in_countries": ["DE", "FR"], "withheld_scope": "user" } }),
        ),
        json!({ "data": { "id": "1", "text": "Two boats tonight", "author_id": "7",
            "withheld": { "copyright": false, "country_codes": ["DE", "FR"], "scope": "tweet" } } }),
    ] {
        let html = draw(&payload);
        assert!(
            html.contains("This post is withheld in some countries. (DE, FR)"),
            "{html}"
        );
        assert!(
            html.contains("Two boats tonight") && !html.contains("aw-tweet-gone"),
            "{html}"
        );
    }
    for codes in [
        json!([]),
        json!(null),
        json!({}),
        json!("DE"),
        json!([1, null, "de", "<b>"]),
    ] {
        let html = draw(&post(&json!({ "withheld_in_countries": codes })));
        assert!(!html.contains("withheld"), "{codes}: {html}");
    }
}

#[test]
fn a_post_withheld_everywhere_is_gone_and_none_of_its_words_are_shown() {
    for more in [
        json!({ "withheld_in_countries": ["XX"] }),
        json!({ "withheld_in_countries": ["DE", "XY"] }),
        json!({ "withheld_copyright": true, "mediaDetails": [{ "type": "photo", "media_url_https": "https://pbs.twimg.com/media/x.jpg" }] }),
    ] {
        let html = draw(&post(&more));
        assert!(
            html.contains("aw-tweet-gone") && html.contains("withheld"),
            "{html}"
        );
        assert!(
            !html.contains("Two boats") && !html.contains("x.jpg") && html.contains("Mira Holt"),
            "{html}"
        );
    }
}

#[test]
fn media_that_are_not_available_say_so_and_are_never_asked_for() {
    let media = |availability: Value| {
        draw(&post(&json!({ "mediaDetails": [
            { "type": "photo", "media_url_https": "https://pbs.twimg.com/media/x.jpg", "ext_alt_text": "A lamp", "ext_media_availability": availability },
            { "type": "video", "media_url_https": "https://pbs.twimg.com/media/y.jpg", "ext_media_availability": availability,
              "video_info": { "variants": [{ "content_type": "video/mp4", "url": "https://video.twimg.com/y.mp4" }] } }
        ] })))
    };
    for gone in [
        json!({ "status": "Unavailable" }),
        json!({ "status": "unavailable", "reason": "Dmcaed" }),
        json!({ "status": "GeoRestricted" }),
    ] {
        let html = media(gone);
        assert!(
            !html.contains("twimg.com") && !html.contains("Show media from"),
            "{html}"
        );
        assert!(
            html.contains("Picture · Not available – <bdi>A lamp</bdi>"),
            "{html}"
        );
        assert!(html.contains("Video · Not available"), "{html}");
    }
    for there in [
        json!({ "status": "Available" }),
        json!({ "status": "available" }),
        json!({}),
        json!(null),
        json!("x"),
    ] {
        let html = media(there);
        assert!(
            html.contains("x.jpg") && html.contains("y.mp4") && !html.contains("Not available"),
            "{html}"
        );
    }
}

#[test]
fn a_link_in_the_text_is_a_link_beside_the_card_that_repeats_it() {
    let link = "<a class=\"aw-link\" href=\"https://paper.example/port\">";
    let html = draw(&post(
        &json!({ "card": { "name": "summary", "url": "https://t.co/aaaaaaaaaa", "binding_values": {
        "title": { "string_value": "Ferries stay in port" }, "card_url": { "string_value": "https://t.co/aaaaaaaaaa" } } } }),
    ));
    assert!(html.contains(link) && cards(&html) == 1, "{html}");
    let html = render(&json!({ "type": "post", "post": {
        "text": "Read https://paper.example/port today", "author": { "name": "Mira Holt", "handle": "mira_holt" },
        "card": { "url": "https://paper.example/port", "title": "Ferries stay in port" } } }));
    assert!(html.contains(link) && cards(&html) == 1, "{html}");
}

fn code(name: &str, handle: &str, id: usize, text: &str) -> String {
    format!(
        "<blockquote class=\"twitter-tweet\"><p lang=\"en\">{text}</p>&mdash; {name} (@{handle}) \
         <a href=\"https://x.com/{handle}/status/{id}\">April 4, 2025</a></blockquote>"
    )
}

#[test]
fn two_posts_in_one_embed_code_are_two_cards_each_with_its_own_author() {
    let first = code("Island Ferry", "island_ferry", 1908256870000000000, "First");
    let second = code("Night Watch", "night_watch", 1908256870000000001, "Second");
    let script = "<script async src=\"https://platform.x.com/widgets.js\"></script>";
    let both = format!("{first}\n{script}\n{second} {script}");
    let escaped = both
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;");
    for block in [
        json!({ "type": "post", "html": both }),
        json!({ "type": "tweet", "html": escaped }),
        json!({ "type": "post", "data": both }),
        json!({ "type": "post", "oembed": { "provider_name": "X", "html": both } }),
        json!({ "type": "post", "html": both, "oembed": { "provider_name": "X", "author_name": "Island Ferry", "html": first } }),
    ] {
        for block in [&block, &converted(&block)] {
            let html = render(block);
            assert!(
                html.contains("<div class=\"aw-thread\" data-block=\""),
                "{html}"
            );
            let posts: Vec<&str> = html.split("<article class=\"aw-tweet\"").skip(1).collect();
            assert_eq!(posts.len(), 2, "{html}");
            for (post, name, words, id) in [
                (
                    posts[0],
                    "Island Ferry (@island_ferry)",
                    ">First</p>",
                    "island_ferry/status/1908256870000000000",
                ),
                (
                    posts[1],
                    "Night Watch (@night_watch)",
                    ">Second</p>",
                    "night_watch/status/1908256870000000001",
                ),
            ] {
                assert!(
                    post.contains(name) && post.contains(words) && post.contains(id),
                    "{post}"
                );
            }
        }
    }
}

#[test]
fn codes_of_several_networks_in_one_paste_are_a_card_each() {
    let bluesky: Value =
        serde_json::from_str(include_str!("fixtures/payloads/embed-code-bluesky.json")).unwrap();
    let threads: Value =
        serde_json::from_str(include_str!("fixtures/payloads/embed-code-threads.json")).unwrap();
    let all = [
        bluesky.as_str().unwrap(),
        threads.as_str().unwrap(),
        &code("Night Watch", "night_watch", 20, "Third"),
    ]
    .concat();
    let html = render(&json!({ "type": "post", "html": all }));
    for network in ["bluesky", "threads", "x"] {
        assert_eq!(
            html.matches(&format!("data-network=\"{network}\"")).count(),
            1,
            "{network}: {html}"
        );
    }
}

#[test]
fn a_quotation_without_a_post_of_its_own_is_a_part_of_the_text() {
    for html in [
        format!(
            "{}<blockquote><p>More words</p></blockquote>",
            code("Night Watch", "night_watch", 20, "One")
        ),
        code(
            "Night Watch",
            "night_watch",
            20,
            "One<blockquote>More words</blockquote>",
        ),
    ] {
        let html = render(&json!({ "type": "post", "html": html }));
        assert_eq!(
            html.matches("<article class=\"aw-tweet\"").count(),
            1,
            "{html}"
        );
        assert!(
            html.contains("One") && html.contains("More words"),
            "{html}"
        );
    }
}

#[test]
fn a_reason_that_is_none_is_reported_for_media_as_for_posts() {
    let block = json!({ "type": "post", "post": {
        "author": { "name": "Mira Holt", "handle": "mira_holt" },
        "text": "Words",
        "media": [{ "kind": "photo", "alt": "A boat", "gone": true }],
    } });
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).unwrap();
    let found: Vec<_> = reading
        .diagnostics
        .iter()
        .map(|found| (found.code, found.path.as_str()))
        .collect();
    assert_eq!(found, [("unknown-value", "$.body[0].post.media[0].gone")]);
}
