//! Whatever is wrong with an article, what can be read in it is shown, and what must not reach the page doesn't.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice
)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Options, read, to_html};
use proptest::prelude::*;

fn drawn(json: &str) -> (String, Vec<String>) {
    let reading = read(json.as_bytes()).unwrap();
    let html = to_html(&reading.article, &Options::default());
    let found = reading
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.path));
    (html, found.collect())
}

fn body(blocks: &str) -> (String, Vec<String>) {
    drawn(&format!(r#"{{"headline":"H","body":{blocks}}}"#))
}

/// The words of `json` that begin with `start`.
fn words<'a>(json: &'a str, start: &str) -> Vec<&'a str> {
    let mut words: Vec<_> = json
        .match_indices(start)
        .filter(|(at, _)| !json[..*at].ends_with(|c: char| c.is_alphanumeric() || "-_".contains(c)))
        .map(|(at, _)| {
            let rest = &json[at..];
            let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && !"-_".contains(c));
            rest[..end.unwrap_or(rest.len())].trim_end_matches('-')
        })
        .collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// HTML parted into what stands inside tags and what stands outside.
fn parted(html: &str) -> (String, String) {
    let (mut tags, mut text) = (String::new(), String::new());
    let mut quoted = false;
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' if !in_tag => in_tag = true,
            '>' if in_tag && !quoted => in_tag = false,
            _ if in_tag => {
                quoted ^= c == '"';
                tags.push(c);
            }
            _ => text.push(c),
        }
    }
    (tags, text)
}

#[test]
fn every_word_of_a_thoroughly_broken_article_can_still_be_read() {
    let json = include_str!("fixtures/broken.json");
    let (html, _) = drawn(json);
    let (tags, text) = parted(&html);
    let lost: Vec<_> = words(json, "keep")
        .into_iter()
        .filter(|word| word.len() > 5 && !text.contains(word))
        .collect();
    assert_eq!(lost, Vec::<&str>::new());
    let unlinked: Vec<_> = words(json, "address-")
        .into_iter()
        .filter(|word| !tags.contains(word))
        .collect();
    assert_eq!(unlinked, Vec::<&str>::new());
    for word in words(json, "danger_") {
        assert!(!tags.contains(word), "{word} reached an attribute");
    }
    assert!(!tags.contains(" inject_"));
}

#[test]
fn what_is_no_article_is_refused_with_code_and_path() {
    for (json, code, path) in [
        ("", "not-json", "$"),
        ("{", "not-json", "$"),
        ("{} {}", "not-json", "$"),
        ("null", "not-object", "$"),
        ("7", "not-object", "$"),
        ("[]", "not-object", "$"),
        ("{}", "no-headline", "$.headline"),
        (r#"{"headline":""}"#, "no-headline", "$.headline"),
        (r#"{"headline":" \n "}"#, "no-headline", "$.headline"),
        (
            r#"{"headline":[{"text":"","href":"x"}]}"#,
            "no-headline",
            "$.headline",
        ),
        (r#"{"headline":null}"#, "no-headline", "$.headline"),
    ] {
        let error = read(json.as_bytes()).unwrap_err();
        assert_eq!((error.code(), error.path()), (code, path), "{json}");
        assert!(error.message().ends_with('.'), "{error}");
    }
}

#[test]
fn a_syntax_error_says_where_and_what_was_expected() {
    let error = read(b"{\n \"headline\": \"H\",\n}").unwrap_err();
    assert_eq!(
        error.message(),
        "This is not JSON: at line 3, column 1, expected a key in double quotes."
    );
}

#[test]
fn blocks_that_are_none_keep_their_text_and_give_a_diagnostic_with_its_path() {
    let (html, found) =
        body(r#"[null,"Bare",7,{"type":"hologram","words":"Deep","more":{"x":["In it"]}}]"#);
    for text in [">Bare</p>", ">7</p>", ">Deep</p>", ">In it</p>"] {
        assert!(html.contains(text), "{html}");
    }
    assert_eq!(
        found,
        [
            "not-a-block $.body[0]",
            "not-a-block $.body[1]",
            "not-a-block $.body[2]",
            "unknown-block $.body[3]"
        ]
    );
}

#[test]
fn the_children_of_an_unknown_block_are_drawn_as_blocks() {
    let (html, _) = body(
        r#"[{"type":"columns","left":[{"type":"quote","text":"Said"}],"url":"https://a.example/x"}]"#,
    );
    assert!(html.contains(r#"data-block="columns""#));
    assert!(html.contains(r#"<blockquote class="aw-quote-text">"#));
    assert!(html.contains(r#"href="https://a.example/x""#));
}

#[test]
fn a_hundred_thousand_levels_of_nesting_keep_their_innermost_words() {
    for (open, close) in [
        (r#"{"type":"section","heading":"S","body":["#, "]}"),
        (r#"{"type":"box","body":["#, "]}"),
        (r#"{"type":"quote","body":["#, "]}"),
        (r#"{"type":"list","items":[["#, "]]}"),
        ("[", "]"),
        (r#"{"type":"x","y":"#, "}"),
    ] {
        let inner = r#"{"type":"paragraph","text":"Innermost"}"#;
        let json = format!("[{}{inner}{}]", open.repeat(100_000), close.repeat(100_000));
        let (html, found) = body(&json);
        assert!(html.contains("Innermost"), "{open}");
        assert!(!found.is_empty(), "{open}");
        let deepest = depth(&html);
        assert!(deepest < 512, "{open}: {deepest} elements deep");
    }
    let json = format!(
        "{}\"Innermost\"{}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let (html, _) = body(&format!(r#"[{{"type":"paragraph","text":{json}}}]"#));
    assert!(html.contains("Innermost"));
}

fn depth(html: &str) -> usize {
    let (mut depth, mut deepest) = (0usize, 0);
    for tag in html.split('<').skip(1) {
        if tag.starts_with('/') {
            depth -= 1;
        } else if !["br", "hr", "img", "source", "track"]
            .iter()
            .any(|name| tag.starts_with(name))
        {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    deepest
}

#[test]
fn ten_megabytes_in_one_string_are_cut_with_a_diagnostic_and_the_rest_is_shown() {
    let long = "long ".repeat(2_000_000);
    let (html, found) = body(&format!(
        r#"[{{"type":"paragraph","text":"{long}"}},{{"type":"paragraph","text":"After"}}]"#
    ));
    assert!(html.len() < 1_100_000);
    assert!(html.contains("After"));
    assert_eq!(found, ["text-too-long $.body[0].text"]);
}

#[test]
fn nul_lone_surrogates_and_a_byte_order_mark_do_no_harm() {
    let (html, _) = drawn("\u{feff}{\"headline\":\"a\\u0000b\\ud800c\\r\\nd\"}");
    assert!(html.contains("a\u{fffd}b\u{fffd}c<br>d</h2>"), "{html}");
}

#[test]
fn no_address_that_could_run_reaches_an_attribute_from_any_place() {
    let bad = " \\u0001java\\tscript:alert(1)";
    let article = format!(
        r##"{{"headline":{{"text":"H","href":"{bad}"}},"url":"{bad}","byline":[{{"name":"N","url":"{bad}","image":"{bad}"}}],
        "publisher":{{"name":"P","url":"{bad}","logo":"{bad}"}},"tags":[{{"name":"T","url":"{bad}"}}],
        "image":{{"src":"{bad}","alt":"A","href":"{bad}","srcset":[{{"src":"{bad}","width":1}}]}},
        "body":[
          {{"type":"paragraph","text":[{{"text":"x","href":"{bad}"}}]}},
          {{"type":"quote","text":"q","url":"{bad}"}},
          {{"type":"image","src":"{bad}","alt":"b"}},
          {{"type":"gallery","items":[{{"src":"{bad}","alt":"c"}},"{bad}"]}},
          {{"type":"video","sources":[{{"src":"{bad}"}},"{bad}"],"poster":"{bad}","tracks":[{{"src":"{bad}"}}]}},
          {{"type":"audio","sources":[{{"src":"{bad}"}}]}},
          {{"type":"link","url":"{bad}","title":"t","image":"{bad}"}},
          {{"type":"embed","url":"{bad}","image":"{bad}"}},
          {{"type":"what","href":"{bad}","src":"{bad}"}},
          {{"type":"tweet","url":"{bad}","post":{{"text":"p {bad}","url":"{bad}","author":{{"name":"a","handle":"{bad}","avatar":"{bad}"}},
            "media":[{{"kind":"photo","src":"{bad}","poster":"{bad}"}}],"card":{{"url":"{bad}","title":"c","image":"{bad}"}},
            "replyTo":{{"handle":"{bad}","url":"{bad}"}}}}}},
          {{"type":"tweet","html":"<blockquote><p><a href='{bad}'>w</a></p>&mdash; N <a href='{bad}'>d</a></blockquote>"}}
        ]}}"##
    );
    let (html, found) = drawn(&article);
    let (tags, _) = parted(&html);
    for attribute in tags.split(['=', '"']) {
        let bare: String = attribute.chars().filter(|c| *c > ' ').collect();
        assert!(
            !bare.to_lowercase().starts_with("javascript"),
            "{attribute}"
        );
    }
    assert!(
        found
            .iter()
            .filter(|found| found.starts_with("bad-address"))
            .count()
            >= 20
    );
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let key = prop_oneof![
        Just("type"),
        Just("text"),
        Just("body"),
        Just("items"),
        Just("heading"),
        Just("src"),
        Just("url"),
        Just("rows"),
        Just("post"),
        Just("html"),
        Just("author"),
        Just("level"),
        Just("id"),
        Just("marks"),
        Just("caption"),
        Just("other")
    ];
    let kind = prop_oneof![
        Just("paragraph"),
        Just("heading"),
        Just("section"),
        Just("list"),
        Just("quote"),
        Just("image"),
        Just("gallery"),
        Just("video"),
        Just("table"),
        Just("box"),
        Just("link"),
        Just("code"),
        Just("tweet"),
        Just("slot"),
        Just("embed"),
        Just("what")
    ];
    let leaf = prop_oneof![
        2 => kind.prop_map(serde_json::Value::from),
        1 => Just(serde_json::Value::Null),
        1 => any::<bool>().prop_map(Into::into),
        1 => (-5i64..400).prop_map(Into::into),
        3 => "\\PC{0,12}".prop_map(Into::into),
        1 => "<[a-z]{1,4} ?(href=\"x\")?>&[a-z#0-9]{0,4};?@[a-z]{1,3} #[a-z]{1,3} https?://[a-z.]{1,6}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 80, 7, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..7).prop_map(Into::into),
            prop::collection::vec((key.clone(), inner), 0..7).prop_map(|map| {
                serde_json::Value::Object(map.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn no_article_makes_the_crate_panic_or_print_tags_that_do_not_close(blocks in prop::collection::vec(any_json(), 0..6)) {
        let json = serde_json::json!({ "headline": "H", "body": blocks });
        let (html, _) = drawn(&json.to_string());
        let mut open = Vec::new();
        for tag in html.split('<').skip(1) {
            let name: String = tag.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
            if tag.starts_with('/') {
                prop_assert_eq!(open.pop(), Some(name));
            } else if !["br", "hr", "img", "source", "track"].contains(&name.as_str()) {
                open.push(name);
            }
        }
        prop_assert!(open.is_empty());
    }
}

#[test]
fn running_text_in_a_block_that_is_kept_stays_one_paragraph_with_its_links() {
    let running =
        r#"["Ada said ",{"text":"the boat","href":"https://a.example/boat"}," has ",3," masts."]"#;
    let paragraph = "<p class=\"aw-paragraph\">Ada said <a class=\"aw-link\" href=\"https://a.example/boat\">the boat</a> has 3 masts.</p>";
    for block in [
        format!(r#"{{"type":"x-note","text":{running}}}"#),
        format!(r#"{{"type":"image","alt":"A pier","caption":{running}}}"#),
        format!(r#"{{"type":"x-list","rows":[{running},{running}]}}"#),
        format!(r#"{{"words":{running}}}"#),
    ] {
        let (html, _) = body(&format!("[{block}]"));
        assert!(html.contains(paragraph), "{block} {html}");
    }
    // A span alone is a paragraph with a link; what says more than a span loses nothing.
    let (html, _) = body(
        r#"[{"type":"x","links":[{"text":"one","href":"/one"},{"text":"two","href":"/two"}]},{"type":"x","links":[{"text":"three","href":"/three","note":"four"}]},
        {"type":"x","items":["five","six"]}]"#,
    );
    for part in [
        "<p class=\"aw-paragraph\"><a class=\"aw-link\" href=\"/one\">one</a></p><p class=\"aw-paragraph\"><a class=\"aw-link\" href=\"/two\">two</a></p>",
        "<p class=\"aw-paragraph\">three</p>",
        "<p class=\"aw-paragraph\">four</p>",
        "<p class=\"aw-paragraph\">five</p><p class=\"aw-paragraph\">six</p>",
    ] {
        assert!(html.contains(part), "{part} {html}");
    }
}

#[test]
fn a_block_without_a_type_names_none() {
    let (html, _) =
        body(r#"[{"words":"x"},{"type":"","words":"y"},{"type":"unknown","words":"z"}]"#);
    assert!(!html.contains("data-block=\"\""), "{html}");
    assert_eq!(html.matches(" data-block=").count(), 1, "{html}");
    assert_eq!(html.matches(" data-key=").count(), 3, "{html}");
}

#[test]
fn a_film_with_tracks_of_another_origin_asks_for_it_as_they_need() {
    let film = |kind: &str, sources: &str, tracks: &str| {
        let block = format!(
            r#"[{{"type":"{kind}","title":"F","sources":[{{"src":"{sources}"}}],"tracks":[{tracks}]}}]"#
        );
        body(&block).0
    };
    for (sources, tracks, asked) in [
        (
            "https://m.example/v.mp4",
            r#"{"src":"https://m.example/t.vtt","lang":"it"}"#,
            true,
        ),
        (
            "v.mp4",
            r#"{"src":"t.vtt"},{"src":"//m.example/t.vtt"}"#,
            true,
        ),
        (
            "https://m.example/v.mp4",
            r#"{"src":"/t.vtt","lang":"it"}"#,
            false,
        ),
        ("https://m.example/v.mp4", "", false),
        (
            "https://m.example/v.mp4",
            r#"{"src":"javascript:x"}"#,
            false,
        ),
    ] {
        for kind in ["video", "audio"] {
            let html = film(kind, sources, tracks);
            assert_eq!(html.contains(" crossorigin=\"anonymous\""), asked, "{html}");
        }
    }
}
