//! Links: inside the article, without text, without a scheme, and what stands in their place.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Address, Limits, Options, Sections, read, read_with, to_html};

fn with(json: &str, options: &Options) -> (String, Vec<String>) {
    let reading = read_with(json.as_bytes(), options).unwrap();
    let found = reading
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.path));
    (to_html(&reading.article, options), found.collect())
}

fn body(blocks: &str) -> (String, Vec<String>) {
    with(
        &format!(r#"{{"headline":"H","body":{blocks}}}"#),
        &Options::default(),
    )
}

/// A paragraph with nothing but a link.
fn linked(href: &str) -> String {
    format!(r#"{{"type":"paragraph","text":[{{"text":"link","href":"{href}"}}]}}"#)
}

fn has_id(html: &str, id: &str) -> bool {
    html.matches(&format!(" id=\"{id}\"")).count() == 1
}

fn leads(html: &str, id: &str) -> bool {
    html.contains(&format!("<a class=\"aw-link\" href=\"#{id}\">link</a>"))
}

const NONE: &[String] = &[];

#[test]
fn a_link_leads_to_the_block_of_that_id_wherever_it_stands() {
    let paragraph = r#"{"type":"paragraph","id":"pier","text":"Pier"}"#;
    for holder in [
        paragraph.to_owned(),
        format!(r#"{{"type":"list","items":[[{paragraph}]]}}"#),
        format!(r#"{{"type":"quote","body":[{paragraph}]}}"#),
        format!(
            r#"{{"type":"box","heading":"B","body":[{{"type":"list","items":[[{paragraph}]]}}]}}"#
        ),
        format!(
            r#"{{"type":"section","heading":"S","body":[{{"type":"section","heading":"T","body":[{paragraph}]}}]}}"#
        ),
        format!(r#"{{"type":"heading","text":"S"}},{paragraph}"#),
        format!(r#"{{"type":"no-such-kind","inner":[{paragraph}]}}"#),
    ] {
        for blocks in [
            format!("[{},{holder}]", linked("#pier")),
            format!("[{holder},{}]", linked("#pier")),
        ] {
            let (html, found) = body(&blocks);
            assert!(has_id(&html, "article-pier"), "{html}");
            assert!(leads(&html, "article-pier"), "{html}");
            assert!(!found.iter().any(|it| it.contains("fragment")), "{found:?}");
        }
    }
}

#[test]
fn every_kind_of_block_can_be_linked_to() {
    let kinds = [
        r#""type":"image","src":"p.jpg","alt":"""#,
        r#""type":"gallery","items":[{"src":"p.jpg","alt":""}]"#,
        r#""type":"video","sources":[{"src":"v.mp4"}]"#,
        r#""type":"audio","sources":[{"src":"a.mp3"}]"#,
        r#""type":"table","rows":[["1"]]"#,
        r#""type":"code","text":"x""#,
        r#""type":"divider""#,
        r#""type":"pullquote","text":"x""#,
        r#""type":"link","url":"x","title":"T""#,
        r#""type":"embed","url":"https://a.example/x""#,
        r#""type":"tweet","post":{"text":"x","author":{"name":"N","handle":"n"}}"#,
        r#""type":"slot","name":"s""#,
        r#""type":"heading","level":3,"text":"Other words""#,
        r#""type":"section","heading":"Other words","body":[]"#,
        r#""type":"paragraph","published":"2025-04-02","text":"x""#,
        r#""type":"unknown","words":"x""#,
        r#""words":"x""#,
    ];
    for kind in kinds {
        for sections in [Sections::Open, Sections::None] {
            let options = Options {
                sections,
                id_prefix: "n1-".to_owned(),
                ..Options::default()
            };
            let json = format!(
                r##"{{"headline":"H","body":[{},{{"type":"heading","text":"First"}},{{"id":"Goal 1",{kind}}}]}}"##,
                linked("#Goal 1")
            );
            let (html, found) = with(&json, &options);
            assert!(has_id(&html, "n1-goal-1"), "{html}");
            assert!(leads(&html, "n1-goal-1"), "{html}");
            assert!(!found.iter().any(|it| it.contains("fragment")), "{kind}");
        }
    }
}

#[test]
fn a_link_leads_to_the_section_or_heading_of_that_slug() {
    for (blocks, href, id) in [
        (
            r#"{"type":"heading","text":"The vote"}"#,
            "#the-vote",
            "article-the-vote",
        ),
        (
            r#"{"type":"heading","text":"The vote"}"#,
            "#article-the-vote",
            "article-the-vote",
        ),
        (
            r#"{"type":"section","heading":["The ",{"text":"vote"}],"body":[]}"#,
            "#the-vote",
            "article-the-vote",
        ),
        (
            r#"{"type":"heading","text":"A"},{"type":"heading","level":3,"text":"The vote"}"#,
            "#the-vote",
            "article-the-vote",
        ),
        (
            r#"{"type":"box","body":[{"type":"heading","text":"The vote"}]}"#,
            "#the-vote",
            "article-the-vote",
        ),
        (
            r#"{"type":"heading","text":"Perché"}"#,
            "#perch%C3%A9",
            "article-perché",
        ),
        (
            r#"{"type":"heading","text":"A"},{"type":"heading","text":"A"}"#,
            "#a-2",
            "article-a-2",
        ),
        // The id of a block goes before the words of a heading.
        (
            r#"{"type":"heading","text":"Notes"},{"type":"paragraph","id":"notes","text":"x"}"#,
            "#notes",
            "article-notes-2",
        ),
        // The first of equal ones.
        (
            r#"{"type":"paragraph","id":"n","text":"x"},{"type":"paragraph","id":"n","text":"y"}"#,
            "#n",
            "article-n",
        ),
    ] {
        for blocks in [
            format!("[{},{blocks}]", linked(href)),
            format!(
                "[{blocks},{{\"type\":\"section\",\"heading\":\"Z\",\"body\":[{}]}}]",
                linked(href)
            ),
        ] {
            let (html, found) = body(&blocks);
            assert!(leads(&html, id) && has_id(&html, id), "{href} {html}");
            assert_eq!(found, NONE);
        }
    }
}

#[test]
fn a_link_to_nothing_in_the_article_is_plain_text_and_reported() {
    for target in [
        "",
        r#",{"type":"paragraph","id":"gone","text":" "}"#,
        r#",{"type":"paragraph","text":"x","extra":{"id":"gone"}}"#,
    ] {
        let (html, found) = body(&format!("[{}{target}]", linked("#gone")));
        if !target.contains("\" \"") {
            assert!(html.contains("<span>link</span>"), "{html}");
        }
        assert_eq!(
            found
                .iter()
                .filter(|it| it.contains("fragment"))
                .collect::<Vec<_>>(),
            ["unknown-fragment $.body[0].text[0].href"]
        );
    }
    let (html, found) = body(&format!("[{},{}]", linked("#top"), linked("#")));
    assert!(
        html.contains("href=\"#top\"") && html.contains("href=\"#\""),
        "{html}"
    );
    assert_eq!(found, NONE);
}

#[test]
fn a_base_address_and_a_rewriter_leave_links_inside_the_article_alone() {
    let options = Options {
        base_url: Address::link("https://paper.example/a/b").map(Address::into_owned),
        rewrite_url: Some(article_widget::Rewrite::new(|_, _| None)),
        ..Options::default()
    };
    let json = format!(
        r#"{{"headline":"H","body":[{},{{"type":"heading","text":"Pier"}}]}}"#,
        linked("#pier")
    );
    let (html, _) = with(&json, &options);
    assert!(leads(&html, "article-pier"), "{html}");
}

#[test]
fn a_target_beyond_the_limits_is_reported() {
    let options = Options {
        limits: Limits {
            blocks: 2,
            ..Limits::default()
        },
        ..Options::default()
    };
    let json = format!(
        r#"{{"headline":"H","body":[{},{},{{"type":"paragraph","id":"late","text":"x"}}]}}"#,
        linked("#late"),
        linked("#late")
    );
    let (html, found) = with(&json, &options);
    assert!(!has_id(&html, "article-late"));
    assert!(
        found.iter().any(|it| it.starts_with("unknown-fragment")),
        "{found:?}"
    );
}

#[test]
fn as_many_links_and_targets_as_an_article_may_have_are_resolved_at_once() {
    let mut blocks = String::new();
    for number in 0..20_000 {
        blocks.push_str(&format!(
            r##"{{"type":"paragraph","id":"b{number}","text":[{{"text":"x","href":"#b{}"}}]}},"##,
            19_999 - number
        ));
    }
    let json = format!(
        r#"{{"headline":"H","body":[{}]}}"#,
        blocks.trim_end_matches(',')
    );
    let reading = read(json.as_bytes()).unwrap();
    assert_eq!(reading.diagnostics.len(), 0);
    let html = to_html(&reading.article, &Options::default());
    assert_eq!(
        html.matches("<a class=\"aw-link\" href=\"#article-b")
            .count(),
        20_000
    );
}

#[test]
fn what_stands_in_place_of_a_link_is_not_marked_as_one() {
    let (html, _) = body(
        r#"[{"type":"quote","text":"We stay.","cite":"Harbour master"},
        {"type":"paragraph","text":[{"text":"x","href":"javascript:alert(1)"}]}]"#,
    );
    assert!(!html.contains("aw-link"), "{html}");
    assert!(
        html.contains("<figcaption class=\"aw-cite\"><span>Harbour master</span></figcaption>"),
        "{html}"
    );
}

#[test]
fn a_link_without_text_is_left_out_and_reported() {
    for text in [
        r#""""#,
        r#"" ""#,
        r#""\u200b""#,
        r#""\n\u00a0""#,
        r#"["",{"text":" "}]"#,
    ] {
        let (html, found) = body(&format!(
            r#"[{{"type":"paragraph","text":["Boats",{{"text":{text},"href":"https://harbour.example"}},{{"text":"sail"}}]}}]"#
        ));
        assert!(!html.contains("<a "), "{html}");
        assert_eq!(found, ["empty-link $.body[0].text[1]"], "{text}");
    }
    let (html, _) = body(
        r#"[{"type":"paragraph","text":["Boats",{"text":" ","href":"https://harbour.example"},{"text":"sail"}]}]"#,
    );
    assert!(html.contains(">Boats sail</p>"), "{html}");
}

#[test]
fn a_space_between_words_that_lead_to_the_same_place_is_part_of_the_link() {
    let (html, found) = body(
        r#"[{"type":"paragraph","text":[{"text":"One","href":"/x","marks":["em"]},{"text":" ","href":"/x"},{"text":"link","href":"/x"}]}]"#,
    );
    assert!(
        html.contains("<a class=\"aw-link\" href=\"/x\"><em>One</em> link</a>"),
        "{html}"
    );
    assert_eq!(found, NONE);
}

#[test]
fn the_scheme_that_an_author_left_out_is_put_before_a_site_or_a_mailbox() {
    for (written, read) in [
        ("www.harbour.example", "https://www.harbour.example"),
        (
            "WWW.Harbour.example/a?b#c",
            "https://WWW.Harbour.example/a?b#c",
        ),
        (
            "www.harbour.example:8080/x",
            "https://www.harbour.example:8080/x",
        ),
        (" www.harbour.example ", "https://www.harbour.example"),
        ("ada@harbour.example", "mailto:ada@harbour.example"),
        (
            "ada.b+c@mail.harbour.example?subject=Boats",
            "mailto:ada.b+c@mail.harbour.example?subject=Boats",
        ),
        (
            "youtube.com/watch?v=dQ0aBcDeFgH",
            "https://youtube.com/watch?v=dQ0aBcDeFgH",
        ),
        ("youtu.be/dQ0aBcDeFgH", "https://youtu.be/dQ0aBcDeFgH"),
        ("x.com/harbour", "https://x.com/harbour"),
        ("harbour.org", "https://harbour.org"),
    ] {
        let (html, found) = body(&format!("[{}]", linked(written)));
        assert!(
            html.contains(&format!("href=\"{read}\"")),
            "{written} {html}"
        );
        assert_eq!(
            found,
            ["mended-address $.body[0].text[0].href"],
            "{written}"
        );
    }
}

#[test]
fn what_may_be_a_relative_address_stays_one() {
    for href in [
        "page.html",
        "a/b",
        "a.b/c",
        "../www.x.y",
        "/www.x.y",
        "./a@b.example",
        "www.html",
        "www",
        "www/a.b",
        "photo@2x.png",
        "@ada",
        "a/ada@harbour.example",
        "?q=www.x.y",
        "v1.2/page",
        "harbour.example/x",
        "index.php?x=a.com",
        "node.js/a",
        "com",
        ".com/x",
    ] {
        let (html, found) = body(&format!("[{}]", linked(href)));
        assert!(html.contains(&format!("href=\"{href}\"")), "{href} {html}");
        assert_eq!(found, NONE, "{href}");
    }
}

#[test]
fn a_block_that_leads_to_another_site_needs_no_scheme() {
    let (html, found) = body(
        r#"[{"type":"embed","url":"youtube.com/watch?v=dQ0aBcDeFgH"},{"type":"embed","url":"harbour.example/film/1","title":"F"},
        {"type":"link","url":"harbour.example/story","title":"S"},{"type":"tweet","url":"twitter.com/ada/status/1481982104484745648"}]"#,
    );
    assert!(html.contains("data-provider=\"youtube\""), "{html}");
    for href in [
        "https://harbour.example/film/1",
        "https://harbour.example/story",
        "https://twitter.com/ada/status/1481982104484745648",
    ] {
        assert!(html.contains(&format!("href=\"{href}\"")), "{html}");
    }
    let mended = found.iter().filter(|it| it.starts_with("mended-address"));
    assert_eq!(mended.count(), 4, "{found:?}");
}

#[test]
fn an_address_that_no_browser_can_go_to_is_plain_text_and_reported() {
    for href in [
        "https://javascript:alert(1)",
        "https://a.example:80x/",
        "https://1.2.3.256/",
        "https://xn--/",
        "http://[a.example]/p.js",
    ] {
        let (html, found) = body(&format!("[{}]", linked(href)));
        assert!(!html.contains("<a "), "{html}");
        assert_eq!(found, ["bad-address $.body[0].text[0].href"], "{href}");
    }
}

#[test]
fn a_link_in_the_heading_of_a_section_is_kept_before_its_content() {
    for block in [
        r#""type":"heading","text":["See ",{"text":"the plan","href":"/plan","marks":["em"]}," and ",{"text":"the map","href":"/map"}]"#,
        r#""type":"section","heading":["See ",{"text":"the plan","href":"/plan","marks":["em"]}," and ",{"text":"the map","href":"/map"}],"body":[]"#,
    ] {
        let (html, found) = body(&format!("[{{{block}}}]"));
        assert!(
            html.contains(
                "<span class=\"aw-section-title\">See <em>the plan</em> and the map</span>"
            ),
            "{html}"
        );
        assert!(
            html.contains(
                "<div class=\"aw-panel-inner\"><p class=\"aw-paragraph\"><a class=\"aw-link\" href=\"/plan\"><em>the plan</em></a>, \
                <a class=\"aw-link\" href=\"/map\">the map</a></p>"
            ),
            "{html}"
        );
        assert_eq!(found, NONE);
    }
    let (html, found) =
        body(r#"[{"type":"heading","text":["A ",{"text":"b","href":"javascript:x"}]}]"#);
    assert!(
        html.contains("<div class=\"aw-panel-inner\"></div>"),
        "{html}"
    );
    assert_eq!(found, ["bad-address $.body[0].text[1].href"]);
}

#[test]
fn an_id_is_the_same_in_every_unicode_normal_form() {
    for (heading, href) in [
        ("Cafe\u{301}", "#caf%C3%A9"),
        ("Café", "#cafe%CC%81"),
        ("Café", "#cafe\u{301}"),
    ] {
        let (html, found) = body(&format!(
            r#"[{},{{"type":"heading","text":"{heading}"}},{{"type":"paragraph","id":"E\u0301tage","text":"x"}}]"#,
            linked(href)
        ));
        assert!(
            has_id(&html, "article-café") && has_id(&html, "article-Étage"),
            "{html}"
        );
        assert!(leads(&html, "article-café"), "{html}");
        assert_eq!(found, NONE);
    }
}
