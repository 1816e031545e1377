//! What is drawn, as the HTML that a server would send.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Options, Sections, read, to_html};

fn with(json: &str, options: &Options) -> String {
    to_html(&read(json.as_bytes()).unwrap().article, options)
}

fn html(json: &str) -> String {
    with(json, &Options::default())
}

fn body(blocks: &str) -> String {
    html(&format!(r#"{{"headline":"H","body":{blocks}}}"#))
}

/// Tag names and `data-key`s in order, for looking at structure alone.
fn outline(html: &str) -> Vec<String> {
    html.split("<h")
        .skip(1)
        .filter(|tag| tag.as_bytes()[0].is_ascii_digit())
        .map(|tag| {
            let text = tag
                .split('>')
                .skip(1)
                .filter_map(|part| part.split('<').next())
                .find(|text| !text.is_empty());
            format!(
                "{}{}",
                &tag[..1],
                text.map(|text| format!(" {text}")).unwrap_or_default()
            )
        })
        .collect()
}

#[test]
fn every_fixture_is_drawn_and_its_ids_and_keys_are_all_different() {
    for entry in std::fs::read_dir("tests/fixtures").unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|kind| kind != "json") {
            continue;
        }
        let html = html(&std::fs::read_to_string(&path).unwrap());
        for attribute in [" id=\"", " data-key=\""] {
            let mut values: Vec<_> = html
                .split(attribute)
                .skip(1)
                .map(|rest| rest.split('"').next().unwrap())
                .collect();
            let count = values.len();
            values.sort_unstable();
            values.dedup();
            assert_eq!(values.len(), count, "{} {attribute}", path.display());
            assert!(!values.contains(&""), "{}", path.display());
        }
        for id in html.split(" id=\"").skip(1) {
            assert!(id.starts_with("article-"), "{}", path.display());
        }
    }
}

#[test]
fn headings_of_the_lowest_level_start_sections_that_run_to_the_next() {
    let html = body(
        r#"[{"type":"paragraph","text":"lead"},{"type":"heading","text":"A","level":3},{"type":"heading","text":"deeper","level":4},
        {"type":"heading","text":"B","level":3},{"type":"section","heading":"C","body":[{"type":"heading","text":"in C"}]},
        {"type":"paragraph","text":"after"}]"#,
    );
    assert_eq!(
        outline(&html),
        ["2 H", "3 A", "4 deeper", "3 B", "3 C", "4 in C"]
    );
    assert_eq!(html.matches("<section").count(), 3);
    assert!(
        html.contains("</section><p class=\"aw-paragraph\" data-block=\"paragraph\""),
        "what follows an explicit section stands free"
    );
    assert!(html.find(">lead<").unwrap() < html.find("<section").unwrap());
}

#[test]
fn no_heading_level_is_skipped_and_beyond_six_the_level_is_told() {
    let options = Options {
        heading_level: 5,
        sections: Sections::None,
        ..Options::default()
    };
    let json = r#"{"headline":"H","body":[{"type":"heading","text":"A","level":2},{"type":"heading","text":"B","level":6},
        {"type":"heading","text":"C","level":4},{"type":"heading","text":"D","level":2}]}"#;
    let html = with(json, &options);
    assert_eq!(outline(&html), ["5 H", "6 A", "6 B", "6 C", "6 D"]);
    assert_eq!(html.matches("aria-level=\"7\"").count(), 2);
    assert!(!html.contains("<section"));
}

#[test]
fn sections_stand_as_the_options_and_the_author_say() {
    let json = r#"{"headline":"H","body":[{"type":"section","heading":"A","body":[]},
        {"type":"section","heading":"B","open":true,"body":[]},{"type":"section","heading":"C","open":false,"body":[]}]}"#;
    for (sections, states) in [
        (Sections::Open, [true, true, false]),
        (Sections::Closed, [false, true, false]),
        (Sections::First, [true, true, false]),
    ] {
        let html = with(
            json,
            &Options {
                sections,
                ..Options::default()
            },
        );
        let found: Vec<_> = html
            .split("aria-expanded=\"")
            .skip(1)
            .map(|rest| rest.starts_with("true"))
            .collect();
        assert_eq!(found, states);
        let closed = states.iter().filter(|open| !**open).count();
        assert_eq!(html.matches("hidden=\"until-found\"").count(), closed);
    }
}

#[test]
fn sections_in_sections_are_shown_eight_deep_and_flat_beyond() {
    let mut blocks = r#"{"type":"paragraph","text":"core"}"#.to_owned();
    for depth in (0..40).rev() {
        blocks = format!(r#"{{"type":"section","heading":"S{depth}","body":[{blocks}]}}"#);
    }
    let html = body(&format!("[{blocks}]"));
    assert_eq!(html.matches("<section").count(), 8);
    assert!(html.contains(">S39</h6>") && html.contains(">core</p>"));
    assert!(html.contains("aria-level=\"42\""));
}

#[test]
fn a_sections_id_comes_from_its_id_or_its_words_and_never_from_its_place() {
    let html = body(
        r#"[{"type":"section","id":"Vote_1","heading":"X","body":[]},{"type":"section","heading":"The vote","body":[]},
        {"type":"section","heading":"The vote","body":[]},{"type":"section","heading":"","body":[]}]"#,
    );
    for id in [
        "article-Vote_1",
        "article-the-vote",
        "article-the-vote-2",
        "article-section",
    ] {
        assert!(
            html.contains(&format!("<section class=\"aw-section\" id=\"{id}\"")),
            "{id}"
        );
    }
}

#[test]
fn equal_blocks_have_keys_that_do_not_depend_on_what_stands_before() {
    let one = r#"{"type":"paragraph","text":[{"text":"same","marks":["em"]}]}"#;
    let key = |html: &str| {
        html.rsplit("data-key=\"")
            .next()
            .unwrap()
            .split('"')
            .next()
            .unwrap()
            .to_owned()
    };
    let alone = key(&body(&format!("[{one}]")));
    let later = key(&body(&format!(
        r#"[{{"type":"divider"}},{{"type":"heading","text":"h"}},{one}]"#
    )));
    assert_eq!(alone, later);
    assert_eq!(key(&body(&format!("[{one},{one}]"))), format!("{alone}-2"));
}

#[test]
fn neighbours_that_lead_to_the_same_place_are_one_link() {
    let html = body(
        r#"[{"type":"paragraph","text":[{"text":"a","href":"/x"},{"text":"b","href":"/x","marks":["strong"]},{"text":"c","href":"/y"}]}]"#,
    );
    assert!(html.contains(
        r#"<a class="aw-link" href="/x">a<strong>b</strong></a><a class="aw-link" href="/y">c</a>"#
    ));
}

#[test]
fn a_heading_that_is_a_button_holds_no_link() {
    let html = body(r#"[{"type":"section","heading":[{"text":"go","href":"/x"}],"body":[]}]"#);
    assert!(html.contains(r#"<span class="aw-section-title">go</span>"#));
}

#[test]
fn number_columns_are_told_from_their_cells() {
    let html = body(
        r#"[{"type":"table","head":["","2014","Note"],"rowHeaders":true,"rows":[["A",1.5,"x"],["B",[{"text":"2,0","marks":["strong"]}],""]]}]"#,
    );
    assert!(html.contains(r#"<td class="aw-head-cell"></td><th class="aw-head-cell aw-number-cell" scope="col">2014</th>"#));
    assert!(html.contains(r#"<td class="aw-number-cell">1.5</td><td class="aw-cell">x</td>"#));
    assert!(html.contains(r#"<td class="aw-number-cell"><strong>2,0</strong></td>"#));
    assert!(html.contains(r#"role="group" tabindex="0" aria-label="Table 1""#));
}

#[test]
fn a_post_has_one_name_its_own_links_and_nothing_to_load() {
    let html = body(
        r##"[{"type":"tweet","post":{"id":"1481982104484745648","lang":"ar","text":"@a #b https://c.example/d","author":{"name":"N \u202e","handle":"@n_1","avatar":"https://a.example/p.jpg"},
        "media":[{"kind":"photo","src":"https://a.example/m.jpg","alt":"What it shows"}],"created":"2025-04-02",
        "quoted":{"text":"inner","author":{"name":"Q","handle":"q"},"gone":"deleted"}}}]"##,
    );
    assert!(html.contains(r#"aria-label="Post by N"#));
    assert!(
        html.contains(r#"<a class="aw-tweet-handle" href="https://x.com/n_1" dir="ltr">@n_1</a>"#)
    );
    assert!(
        html.contains(r#"lang="ar" dir="rtl"><a class="aw-link" href="https://x.com/a">@a</a>"#)
    );
    assert!(html.contains(r#"href="https://x.com/hashtag/b""#));
    assert!(html.contains(
        r#"href="https://x.com/n_1/status/1481982104484745648"><time datetime="2025-04-02">"#
    ));
    assert!(html.contains(
        r#"<article class="aw-tweet aw-tweet-gone" data-network="x" aria-label="Post by Q (@q)">"#
    ));
    assert!(html.contains("What it shows"));
    assert!(!html.contains(" src=") && !html.contains(" poster="));
}

#[test]
fn an_embed_code_becomes_a_post_without_any_of_its_html() {
    let html = body(
        r#"[{"type":"tweet","html":"<blockquote class=\"twitter-tweet\"><p lang=\"it\" dir=\"ltr\">Ciao<br>a <a href=\"https://t.co/x\">tutti</a></p>&mdash; Chi (@chi) <a href=\"https://twitter.com/chi/status/1481982104484745648\">x</a></blockquote><script src=\"//evil.example\"></script>"}]"#,
    );
    assert!(html.contains(r#"<p class="aw-tweet-text" lang="it" dir="ltr">Ciao<br>a <a class="aw-link" href="https://t.co/x">tutti</a></p>"#));
    assert!(html.contains(r#"<time datetime="2022-01-14T13:30Z">January 14, 2022 at 1:30"#));
    assert!(html.contains(r#"href="https://x.com/chi/status/1481982104484745648""#));
    assert!(!html.contains("script") && !html.contains("evil"));
}

#[test]
fn relative_addresses_start_from_the_base_where_one_is_given() {
    let options = Options {
        base_url: article_widget::Address::link("https://a.example/news/1.html"),
        ..Options::default()
    };
    let html = with(
        r#"{"headline":{"text":"H","href":"2.html"},"image":{"src":"/p.jpg","alt":"","srcset":[{"src":"p2.jpg","width":9}]},"body":[]}"#,
        &options,
    );
    for address in [
        "href=\"https://a.example/news/2.html\"",
        "src=\"https://a.example/p.jpg\"",
        "srcset=\"https://a.example/news/p2.jpg 9w\"",
    ] {
        assert!(html.contains(address), "{address}");
    }
}

#[test]
fn text_is_escaped_for_the_place_where_it_stands() {
    let html = html(
        r#"{"headline":"<b> & \"q\" \u00a0","image":{"src":"x","alt":"<\"&>"},"body":[{"type":"code","text":"\n<a>\n"}]}"#,
    );
    assert!(html.contains("&lt;b&gt; &amp; \"q\" \u{a0}</h2>"));
    assert!(html.contains(r#"alt="&lt;&quot;&amp;&gt;""#));
    assert!(
        html.contains("dir=\"ltr\">\n\n&lt;a&gt;\n</pre>"),
        "the parser takes one line end away"
    );
}

/// The words of the blocks, in the order in which they are drawn.
fn order(json: &str) -> Vec<String> {
    let html = html(json);
    let words = html.split(|letter: char| !letter.is_ascii_alphanumeric());
    words
        .filter(|word| word.starts_with('w') && word.len() == 2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn in_a_running_story_the_newest_update_comes_first_and_what_has_no_time_stays() {
    let blocks = r#"[{"type":"paragraph","text":"w0"},
        {"type":"paragraph","text":"w1","published":"2025-04-02T09:00:00Z"},
        {"type":"paragraph","text":"w2","published":"2025-04-02T11:00:00Z"},
        {"type":"image","src":"https://example.org/a.jpg","alt":"","caption":"w3"},
        {"type":"paragraph","text":"w4","published":"2025-04-02T13:00:00+01:00"}]"#;
    let article =
        |live: bool, body: &str| format!(r#"{{"headline":"H","live":{live},"body":{body}}}"#);
    assert_eq!(
        order(&article(true, blocks)),
        ["w0", "w4", "w2", "w3", "w1"]
    );
    assert_eq!(
        order(&article(false, blocks)),
        ["w0", "w1", "w2", "w3", "w4"]
    );
}

#[test]
fn updates_with_headings_move_with_what_follows_and_no_update_is_under_anothers_heading() {
    let body = r#"[{"type":"paragraph","text":"w0","published":"2025-04-01"},
        {"type":"heading","text":"Early","published":"2025-04-02T09:00Z"},
        {"type":"paragraph","text":"w1","published":"2025-04-02T09:01Z"},{"type":"paragraph","text":"w2","published":"2025-04-02T09:30Z"},
        {"type":"heading","text":"Late","published":"2025-04-02T12:00Z"},{"type":"paragraph","text":"w3"},
        {"type":"section","heading":"S1","published":"2025-04-02T13:00Z","body":[{"type":"paragraph","text":"w4"}]},
        {"type":"paragraph","text":"w5","published":"2025-04-03"},
        {"type":"section","heading":"S2","published":"2025-04-02T14:00Z","body":[
            {"type":"paragraph","text":"w6","published":"2025-04-02T14:01Z"},{"type":"paragraph","text":"w7","published":"2025-04-02T14:02Z"}]}]"#;
    let json = format!(r#"{{"headline":"H","live":true,"body":{body}}}"#);
    assert_eq!(
        order(&json),
        ["w5", "w7", "w6", "w4", "w3", "w2", "w1", "w0"]
    );
    assert_eq!(
        outline(&html(&json)),
        ["2 H", "3 S2", "3 S1", "3 Late", "3 Early"]
    );
    let ids: Vec<_> = html(&json)
        .split("<section")
        .skip(1)
        .map(|s| s.split('"').nth(3).unwrap().to_owned())
        .collect();
    assert_eq!(
        ids,
        ["article-s2", "article-s1", "article-late", "article-early"]
    );
}

#[test]
fn a_block_with_a_section_inside_keeps_its_own_key() {
    let section =
        r#"{"type":"section","id":"inner","heading":"S","body":[{"type":"divider","id":"rule"}]}"#;
    let html = body(&format!(
        r#"[{{"type":"box","id":"the-outer-one","body":[{section}]}},{{"type":"divider","id":"after"}}]"#
    ));
    let keys = html.split("data-key=\"").skip(1);
    let keys: Vec<_> = keys.map(|rest| rest.split('"').next().unwrap()).collect();
    assert_eq!(keys, ["the-outer-one", "inner", "rule", "after"]);
}
