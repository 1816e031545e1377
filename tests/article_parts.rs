//! What a news article has around its text: key points, notes, related stories, layouts of pictures, the row that shares it.
#![allow(clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Address, Options, read, to_html};
use serde_json::{Value, json};

fn article(mut more: Value) -> (String, Vec<String>) {
    let fields = more.as_object_mut().unwrap();
    fields.insert("headline".into(), "H".into());
    fields.entry("lang").or_insert("en".into());
    rendered(&more, &Options::default())
}

fn rendered(article: &Value, options: &Options) -> (String, Vec<String>) {
    let json = article.to_string();
    let reading = read(json.as_bytes()).unwrap();
    let html = to_html(&reading.article, options);
    let codes = reading.diagnostics.iter();
    let codes = codes
        .map(|diagnostic| format!("{} {}", diagnostic.code, diagnostic.path))
        .collect();
    (html, codes)
}

fn body(blocks: Value) -> (String, Vec<String>) {
    article(json!({ "body": blocks }))
}

/// Without tags.
fn text(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text
}

#[test]
fn key_points_are_a_named_list_between_the_header_and_the_text() {
    let (html, codes) = article(json!({
        "lang": "it",
        "keyPoints": ["Uno", ["Due ", { "text": "volte", "marks": ["strong"] }], "", null],
        "body": [{ "type": "paragraph", "text": "Testo" }],
    }));
    let header = html.find("</header>").unwrap();
    let points = html.find("aw-key-points").unwrap();
    assert!(header < points && points < html.find("Testo").unwrap());
    assert!(html.contains("<li class=\"aw-item\">Due <strong>volte</strong></li>"));
    assert_eq!(html.matches("<li").count(), 2);
    assert!(html.contains("role=\"group\" aria-labelledby=\"article--key-points\""));
    assert!(html.contains(">In sintesi</h3>"));
    assert_eq!(codes, [] as [&str; 0]);
    let (none, _) = article(json!({ "keyPoints": ["", " "] }));
    assert!(!none.contains("aw-key-points"));
}

#[test]
fn a_note_is_a_number_in_the_text_that_leads_to_it_and_back() {
    let (html, codes) = body(json!([
        { "type": "paragraph", "text": ["It takes ", { "text": "ninety", "note": "With the wind." }, " minutes."] },
        { "type": "list", "items": [[{ "text": "Fares", "note": ["See ", { "text": "the list", "href": "/fares" }] }]] },
    ]));
    assert!(html.contains(
        "ninety<sup class=\"aw-note-ref\"><a class=\"aw-link\" href=\"#article--note-1\" id=\"article--note-1-origin\" aria-label=\"Note 1\">1</a></sup> minutes."
    ));
    let footer = html.split_once("<footer").unwrap().1;
    assert!(footer.contains("<li class=\"aw-item\" id=\"article--note-1\">With the wind. <a class=\"aw-link\" href=\"#article--note-1-origin\" aria-label=\"Back to the text\">"));
    assert!(footer.contains("See <a class=\"aw-link\" href=\"/fares\">the list</a> "));
    assert_eq!(html.matches("aw-note-ref").count(), 2);
    assert_eq!(codes, [] as [&str; 0]);
}

#[test]
fn a_note_in_a_link_or_a_button_is_never_a_link_in_it_and_is_not_lost() {
    let (html, _) = body(json!([
        { "type": "paragraph", "text": [{ "text": "a link", "href": "/a", "note": "One." }] },
        { "type": "section", "heading": [{ "text": "Heading", "note": "Two." }], "body": [{ "type": "divider" }] },
    ]));
    assert!(html.contains("<a class=\"aw-link\" href=\"/a\">a link</a><sup"));
    let button = html
        .split_once("<button class=\"aw-section-button\"")
        .unwrap()
        .1;
    let button = button.split_once("</button>").unwrap().0;
    assert!(button.contains("<sup class=\"aw-note-ref\">2</sup>") && !button.contains("<a "));
    assert!(html.contains(">One. <a") && html.contains(">Two.</li>"));
}

#[test]
fn notes_of_notes_and_of_corrections_are_listed_and_none_is_listed_twice() {
    let (html, _) = article(json!({
        "body": [
            { "type": "paragraph", "text": [{ "text": "a", "note": ["Outer ", { "text": "words", "note": "Inner." }] }] },
            { "type": "table", "caption": [{ "text": "No rows", "note": "Of a caption." }], "rows": [] },
        ],
        "corrections": [{ "text": [{ "text": "two decks", "note": "Not three." }] }],
    }));
    for note in ["Inner.", "Of a caption.", "Not three."] {
        assert_eq!(html.matches(note).count(), 1, "{note}: {html}");
    }
    let numbers: Vec<_> = html.match_indices("<sup").collect();
    let notes = html.split_once("aw-notes").unwrap().1;
    assert_eq!(notes.matches("<li").count(), numbers.len());
}

#[test]
fn two_articles_on_a_page_have_their_own_notes() {
    let note = json!({ "lang": "en", "headline": "H", "body": [{ "type": "paragraph", "text": { "text": "a", "note": "b" } }] });
    let options = Options {
        id_prefix: "second-".into(),
        ..Options::default()
    };
    let (html, _) = rendered(&note, &options);
    assert!(html.contains("href=\"#second--note-1\"") && html.contains("id=\"second--note-1\""));
}

#[test]
fn related_stories_are_cards_under_a_heading() {
    let (html, codes) = body(json!([{ "type": "related", "items": [
        { "url": "/a", "title": "The lamp", "kicker": "Photos", "image": "lamp.jpg" },
        { "url": "javascript:alert(1)", "title": "Not a link" },
        "Only words",
    ] }]));
    assert!(html.contains(">Related</h3>"));
    assert_eq!(html.matches("<li class=\"aw-link-card\">").count(), 1);
    assert!(html.contains("<a class=\"aw-link-text\" href=\"/a\">"));
    assert!(text(&html).contains("Not a link") && text(&html).contains("Only words"));
    assert!(!html.contains("javascript:"));
    assert!(
        codes
            .iter()
            .any(|code| code.ends_with("$.body[0].items[1].url")),
        "{codes:?}"
    );
    let (empty, codes) = body(json!([{ "type": "related", "heading": "More", "items": [] }]));
    assert!(text(&empty).contains("More"));
    assert_eq!(codes, ["missing-field $.body[0]"]);
}

#[test]
fn layouts_are_classes_and_unknown_ones_are_reported() {
    let image =
        |layout: &str| json!({ "type": "image", "src": "a.png", "alt": "A", "layout": layout });
    let gallery = |layout: &str, count: usize| {
        let items = vec![json!({ "src": "a.png", "alt": "A" }); count];
        json!({ "type": "gallery", "layout": layout, "items": items })
    };
    for (block, class, fine) in [
        (image("wide"), "aw-image\"", true),
        (image("text"), "aw-image aw-in-text\"", true),
        (image("full"), "aw-image aw-full\"", true),
        (image("huge"), "aw-image\"", false),
        (gallery("grid", 3), "aw-gallery\"", true),
        (gallery("pair", 2), "aw-gallery aw-pair\"", true),
        (
            gallery("compare", 2),
            "aw-gallery aw-pair aw-compare\"",
            true,
        ),
        (gallery("compare", 3), "aw-gallery\"", false),
    ] {
        let (html, codes) = body(json!([block]));
        assert!(html.contains(&format!("<figure class=\"{class}")), "{html}");
        assert_eq!(codes.is_empty(), fine, "{codes:?}");
    }
}

#[test]
fn without_a_script_pictures_to_compare_are_a_pair() {
    let items = vec![json!({ "src": "a.png", "alt": "A" }); 2];
    let compare = json!({ "type": "gallery", "layout": "compare", "items": items });
    let article = json!({ "headline": "H", "body": [compare] });
    let options = Options {
        interactive: false,
        ..Options::default()
    };
    let (html, _) = rendered(&article, &options);
    assert!(
        html.contains("<figure class=\"aw-gallery aw-pair\""),
        "{html}"
    );
}

#[test]
fn the_row_that_shares_needs_the_option_and_a_script() {
    let article = json!({ "lang": "en", "headline": "H", "url": "https://example.org/pier" });
    let with = |share, interactive| Options {
        share,
        interactive,
        ..Options::default()
    };
    let (html, _) = rendered(&article, &with(true, true));
    assert!(html.contains("<div class=\"aw-share\" role=\"group\" aria-label=\"Share\" data-url=\"https://example.org/pier\">"));
    for action in ["share", "copy", "mail", "print"] {
        assert!(html.contains(&format!("data-ask=\"{action}\"")), "{action}");
    }
    for options in [with(false, true), with(true, false)] {
        assert!(!rendered(&article, &options).0.contains("aw-share"));
    }
}

#[test]
fn what_is_shared_is_the_address_as_the_page_has_it() {
    let article = json!({ "lang": "en", "headline": "H", "url": "/pier" });
    let options = Options {
        share: true,
        base_url: Some(Address::link("https://example.org/news/").unwrap()),
        ..Options::default()
    };
    let (html, _) = rendered(&article, &options);
    assert!(
        html.contains("data-url=\"https://example.org/pier\""),
        "{html}"
    );
}

#[test]
fn a_table_with_a_chart_keeps_its_cells_behind_a_summary() {
    let table = |chart: &str, rows: Value| json!({ "type": "table", "chart": chart, "head": ["Year", "Boats"], "rows": rows });
    let (html, codes) = body(json!([table("bar", json!([["2024", 12], ["2025", 19]]))]));
    assert!(html.contains("<div class=\"aw-chart\" data-chart=\"bar\" aria-hidden=\"true\"></div><details class=\"aw-chart-data\"><summary>Table</summary>"));
    assert!(html.contains(">19</td>"));
    assert_eq!(codes, [] as [&str; 0]);
    for (chart, rows) in [
        ("pie", json!([["2024", 12]])),
        ("bar", json!([["a", "b"]])),
        ("bar", json!([[2024, "b"]])),
    ] {
        let (html, codes) = body(json!([table(chart, rows)]));
        assert!(!html.contains("aw-chart") && html.contains("<table"));
        assert_eq!(codes.len(), 1, "{codes:?}");
    }
}
