//! Articles with more of something than a page can bear: shown up to the limit, told, and never in vain.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Address, Limits, Options, Sections, read, read_with, to_html};
use proptest::prelude::*;

const NOTICE: &str = "This article is longer than can be shown here.";

/// The HTML of an article with that body, and its diagnostics, each as its code and path.
fn drawn(body: &str, options: &Options) -> (String, Vec<String>) {
    whole(&format!(r#"{{"headline":"H","body":{body}}}"#), options)
}

fn whole(json: &str, options: &Options) -> (String, Vec<String>) {
    let reading = read_with(json.as_bytes(), options).unwrap();
    let html = to_html(&reading.article, options);
    let told = reading
        .diagnostics
        .iter()
        .map(|told| format!("{} {}", told.code, told.path));
    (html, told.collect())
}

fn with(limit: impl FnOnce(&mut Limits)) -> Options {
    let mut options = Options::default();
    limit(&mut options.limits);
    options
}

fn list(count: usize, item: impl Fn(usize) -> String) -> String {
    let items: Vec<_> = (0..count).map(item).collect();
    format!("[{}]", items.join(","))
}

fn paragraphs(count: usize) -> String {
    list(count, |nth| {
        format!(r#"{{"type":"paragraph","text":"p{nth}"}}"#)
    })
}

fn count(html: &str, what: &str) -> usize {
    html.matches(what).count()
}

#[test]
fn blocks_are_shown_up_to_the_limit_and_one_notice_and_one_diagnostic_say_so() {
    let options = with(|limits| limits.blocks = 3);
    let (html, told) = drawn(&paragraphs(3), &options);
    assert!(html.contains(">p2<") && !html.contains(NOTICE));
    assert!(told.is_empty());
    let (html, told) = drawn(&paragraphs(9), &options);
    assert!(html.contains(">p2<") && !html.contains(">p3<"));
    assert_eq!(count(&html, NOTICE), 1);
    assert_eq!(told, ["too-many-blocks $.body[3]"]);
}

#[test]
fn sections_that_are_not_shown_are_in_no_table_of_contents() {
    let section = |nth: usize| {
        format!(
            r#"{{"type":"section","heading":"S{nth}","body":[{{"type":"heading","text":"h"}},"t"]}}"#
        )
    };
    let mut options = with(|limits| limits.blocks = 7);
    options.toc = true;
    let (html, told) = drawn(&list(9, section), &options);
    assert_eq!(count(&html, "aw-toc-link"), 3);
    assert_eq!(count(&html, r#"class="aw-section""#), 3);
    assert!(told.contains(&"too-many-blocks $.body[2].body[0]".to_owned()));
    options.sections = Sections::None;
    assert_eq!(count(&drawn(&list(9, section), &options).0, NOTICE), 1);
}

#[test]
fn a_running_story_shows_its_newest_updates() {
    let update = |nth: usize| {
        let (hour, minute) = (nth / 60, nth % 60);
        format!(
            r#"{{"type":"paragraph","text":"u{nth}","published":"2026-03-01T{hour:02}:{minute:02}:00Z"}}"#
        )
    };
    let body = list(200, update);
    let json = format!(r#"{{"headline":"H","live":true,"body":{body}}}"#);
    let (html, told) = whole(&json, &with(|limits| limits.blocks = 2));
    assert!(html.contains(">u199<") && html.contains(">u198<") && !html.contains(">u197<"));
    assert_eq!(told, ["too-many-blocks $.body[197]"]);
}

#[test]
fn blocks_inside_others_have_as_many_again() {
    let options = with(|limits| limits.blocks = 2);
    for (container, path) in [
        (r#"{"type":"box","body":BODY}"#, "$.body[0].body[2]"),
        (r#"{"type":"quote","body":BODY}"#, "$.body[0].body[2]"),
        (r#"{"type":"list","items":[BODY]}"#, "$.body[0].items[0][2]"),
        ("BODY", "$.body[0][2]"),
        (r#"{"type":"x","inner":BODY}"#, "$.body[0].inner[2]"),
        (
            r#"{"type":"x","inner":["p0","p1","p2"]}"#,
            "$.body[0].inner[2]",
        ),
    ] {
        let body = format!("[{}]", container.replace("BODY", &paragraphs(5)));
        let (html, told) = drawn(&body, &options);
        assert!(html.contains(">p1<") && !html.contains(">p2<"), "{html}");
        assert!(
            told.contains(&format!("too-many-blocks {path}")),
            "{told:?}"
        );
        assert_eq!(count(&html, NOTICE), 1);
    }
}

#[test]
fn beyond_the_runs_text_has_no_elements_and_no_word_is_missing() {
    let span = |nth: usize| {
        format!(r#"{{"text":"w{nth} ","marks":["em"],"href":"https://example.org/{nth}"}}"#)
    };
    let body = format!(
        r#"[{{"type":"paragraph","text":{}}},{{"type":"paragraph","text":"a\nb"}}]"#,
        list(9, span)
    );
    let (html, told) = drawn(&body, &with(|limits| limits.runs = 7));
    assert!(
        html.contains("<em>w0 </em>") && html.contains("<em>w1 </em></a>w2 w3 w4 w5 w6 w7 w8 </p>")
    );
    assert!(html.contains(">a b</p>"));
    assert_eq!(told, ["too-many-runs $.body[0].text[2]"]);
    assert_eq!(count(&html, NOTICE), 1);
}

#[test]
fn lines_items_cells_and_whatever_else_there_may_be_any_number_of_counts_as_a_run() {
    let nine = |item: &str| list(9, |nth| item.replace('#', &nth.to_string()));
    let options = with(|limits| limits.runs = 4);
    for (body, shown, path) in [
        (
            format!(r#"[{{"type":"paragraph","text":"{}"}}]"#, r"a\n".repeat(9)),
            "<br>",
            "$.body[0].text",
        ),
        (
            format!(r#"[{{"type":"list","items":{}}}]"#, nine("\"i#\"")),
            "<li",
            "$.body[0].items[4]",
        ),
        (
            format!(r#"[{{"type":"table","rows":[{}]}}]"#, nine("\"c#\"")),
            "<tr",
            "$.body[0].rows[0][3]",
        ),
        (
            format!(r#"[{{"type":"table","rows":{}}}]"#, nine("[1]")),
            "<td",
            "$.body[0].rows[2]",
        ),
        (
            format!(
                r#"[{{"type":"gallery","items":{}}}]"#,
                nine(r##"{"src":"/#.png","alt":""}"##)
            ),
            "<img",
            "$.body[0].items[4]",
        ),
        (
            format!(
                r#"[{{"type":"video","sources":{}}}]"#,
                nine(r##"{"src":"/#.mp4"}"##)
            ),
            "<source",
            "$.body[0].sources[4]",
        ),
        (
            format!(
                r##"[{{"type":"tweet","post":{{"author":{{"name":"A","handle":"a"}},"text":"{}"}}}}]"##,
                "#tag ".repeat(9)
            ),
            "#tag</a>",
            "$.body[0].post.text",
        ),
        (
            format!(
                r#"[{{"type":"tweet","post":{{"author":{{"name":"A","handle":"a"}},"text":"t","poll":{{"options":{}}}}}}}]"#,
                nine(r##"{"label":"o#","votes":1}"##)
            ),
            "<progress",
            "$.body[0].post.poll.options[4]",
        ),
        (
            format!(
                r#"[{{"type":"tweet","post":{{"author":{{"name":"A","handle":"a"}},"text":"t","media":{}}}}}]"#,
                nine(r##"{"kind":"photo","src":"https://pbs.twimg.com/#.jpg"}"##)
            ),
            "<img",
            "$.body[0].post.media[4]",
        ),
        (
            format!(
                r#"[{{"type":"tweet","post":{{"author":{{"name":"A","handle":"a"}},"text":"t","replyTo":{}}}}}]"#,
                nine(r##"{"handle":"r#"}"##)
            ),
            "@r",
            "$.body[0].post.replyTo[4]",
        ),
    ] {
        let (html, told) = drawn(&body, &options);
        let most = if shown == "<tr" {
            1
        } else if shown == "<td" {
            2
        } else {
            4
        };
        assert_eq!(count(&html, shown), most, "{html}");
        assert_eq!(
            told.iter()
                .filter(|told| told.starts_with("too-many"))
                .collect::<Vec<_>>(),
            [&format!("too-many-runs {path}")]
        );
        assert_eq!(count(&html, NOTICE), 1, "{html}");
    }
    let about = format!(
        r#"{{"headline":"H","byline":{0},"tags":{0},"corrections":{1},"body":[]}}"#,
        nine(r##"{"name":"n#"}"##),
        nine(r##"{"text":"n#"}"##)
    );
    let (html, told) = whole(&about, &options);
    assert_eq!(count(&html, ">n3<"), 1);
    assert_eq!(told, ["too-many-runs $.byline[4]"]);
    assert_eq!(count(&html, NOTICE), 1);
}

#[test]
fn a_list_without_room_for_an_item_is_shown_plain_and_lacks_nothing() {
    let body = r#"[{"type":"list","items":["one"]},{"type":"list","items":["two"]},{"type":"table","rows":[["three"]]}]"#;
    let (html, told) = drawn(body, &with(|limits| limits.runs = 1));
    assert!(
        html.contains(">two</p>") && html.contains(">three</p>"),
        "{html}"
    );
    assert_eq!(told, ["too-many-runs $.body[1].items[0]"]);
}

#[test]
fn posts_beyond_the_limit_are_words_and_links() {
    let post = |nth: usize| {
        format!(
            r#"{{"type":"tweet","url":"https://x.com/ann/status/{nth}","post":{{"author":{{"name":"Ann","handle":"ann"}},"text":"post {nth}"}}}}"#
        )
    };
    let (html, told) = drawn(&list(5, post), &with(|limits| limits.posts = 2));
    assert_eq!(count(&html, "<article class=\"aw-tweet\""), 2);
    assert_eq!(count(&html, "post 4"), 1);
    assert_eq!(count(&html, r#"href="https://x.com/ann/status/4""#), 1);
    assert_eq!(told, ["too-many-posts $.body[2]"]);
    assert_eq!(count(&html, NOTICE), 1);
}

#[test]
fn pictures_beyond_the_limit_are_links_with_their_words() {
    let body = format!(
        r#"[{{"type":"gallery","items":{}}},{{"type":"tweet","post":{{"author":{{"name":"A","handle":"a"}},"media":[{{"kind":"photo","src":"https://pbs.twimg.com/a.jpg","alt":"a cliff"}}]}}}},
            {{"type":"link","url":"/a","title":"T","image":"/a.png"}}]"#,
        list(5, |nth| format!(
            r#"{{"src":"/{nth}.png","alt":"picture {nth}","caption":"c{nth}"}}"#
        ))
    );
    let (html, told) = drawn(&body, &with(|limits| limits.pictures = 2));
    assert_eq!(count(&html, "<img"), 2);
    assert!(
        html.contains(r#"<a class="aw-link" href="/4.png">picture 4</a>"#) && html.contains(">c4<")
    );
    assert!(html.contains("a cliff") && html.contains(">T<"));
    assert_eq!(told, ["too-many-pictures $.body[0].items[2]"]);
    assert_eq!(count(&html, NOTICE), 1);
}

#[test]
fn a_text_beyond_the_limit_is_cut_at_a_letter_and_says_so() {
    let options = with(|limits| limits.text = 5);
    for (block, shown) in [
        (r#"{"type":"paragraph","text":"ferry"}"#, ">ferry<"),
        (r#"{"type":"paragraph","text":"ferries"}"#, ">ferri…<"),
        (r#"{"type":"paragraph","text":["città!","b"]}"#, ">citt…b<"),
        (r#"{"type":"code","text":"let x;"}"#, ">let x…<"),
        (
            r#"{"type":"tweet","post":{"author":{"name":"A","handle":"a"},"text":"harbour"}}"#,
            ">harbo…<",
        ),
    ] {
        let (html, told) = drawn(&format!("[{block}]"), &options);
        assert!(html.contains(shown), "{html}");
        assert_eq!(html.contains(NOTICE), shown.contains('…'));
        assert_eq!(
            told.iter()
                .filter(|told| told.starts_with("text-too-long"))
                .count(),
            usize::from(shown.contains('…')),
            "{told:?}"
        );
    }
}

#[test]
fn a_lower_depth_shows_the_text_of_what_is_deeper() {
    let body =
        r#"[{"type":"box","body":[{"type":"box","body":[{"type":"quote","text":"deep"}]}]}]"#;
    let (html, told) = drawn(body, &with(|limits| limits.depth = 2));
    assert!(html.contains(r#"<p class="aw-paragraph">deep</p>"#) && !html.contains("blockquote"));
    assert_eq!(told, ["too-deep $.body[0].body[0].body[0]"]);
    assert!(!html.contains(NOTICE));
}

#[test]
fn more_bytes_than_the_limit_are_refused() {
    let json = br#"{"headline":"H"}"#;
    assert!(read_with(json, &with(|limits| limits.bytes = 16)).is_ok());
    let error = read_with(json, &with(|limits| limits.bytes = 15)).unwrap_err();
    assert_eq!((error.code(), error.path()), ("too-large", "$"));
    assert_eq!(
        error.message(),
        "The article has more than 15 bytes of JSON."
    );
    let vast = format!(r#"{{"headline":"H","more":"{}"}}"#, " ".repeat(33 << 20));
    assert_eq!(read(vast.as_bytes()).unwrap_err().code(), "too-large");
    assert!(read_with(vast.as_bytes(), &with(|limits| limits.bytes = u32::MAX)).is_ok());
}

#[test]
fn no_limit_is_above_the_highest() {
    let all = Options {
        limits: Limits {
            blocks: u32::MAX,
            ..Limits::MAX
        },
        ..Options::default()
    };
    let more = Limits::MAX.blocks as usize + 1;
    let (html, told) = drawn(&list(more, |_| "{\"type\":\"divider\"}".to_owned()), &all);
    assert_eq!(count(&html, "<hr"), more - 1);
    assert_eq!(told, [format!("too-many-blocks $.body[{}]", more - 1)]);
}

#[test]
fn nothing_at_all_is_a_limit_too() {
    let none = Limits {
        blocks: 0,
        depth: 0,
        runs: 0,
        text: 0,
        posts: 0,
        pictures: 0,
        ..Limits::default()
    };
    let json = r#"{"headline":"H","image":{"src":"/a.png","alt":"A"},"byline":[{"name":"N"}],"body":["x",{"type":"section","heading":"S","body":["y"]}]}"#;
    let (html, told) = whole(
        json,
        &Options {
            limits: none,
            ..Options::default()
        },
    );
    assert!(
        html.contains("…</h2>") && html.contains(NOTICE) && !html.contains("<img"),
        "{html}"
    );
    for code in [
        "too-many-blocks",
        "too-many-runs",
        "too-many-pictures",
        "text-too-long",
    ] {
        assert_eq!(
            told.iter().filter(|told| told.starts_with(code)).count(),
            1,
            "{told:?}"
        );
    }
}

#[test]
fn the_notice_is_in_the_articles_language_and_leads_to_its_address() {
    let options = with(|limits| limits.blocks = 1);
    let article = |more: &str| format!(r#"{{"headline":"H","body":["a","b"]{more}}}"#);
    let (html, _) = whole(
        &article(r#","lang":"it","url":"https://example.org/a""#),
        &options,
    );
    assert!(html.contains(r#"<p class="aw-cut" role="note">Questo articolo è più lungo di quanto si possa mostrare qui. <a class="aw-link" href="https://example.org/a">Leggi l’articolo intero</a></p></article>"#), "{html}");
    let (html, _) = whole(&article(r#","lang":"ar","tags":["t"]"#), &options);
    assert!(
        html.contains(r#"role="note">هذا المقال أطول مما يمكن عرضه هنا.</p><footer"#),
        "{html}"
    );
    let (html, told) = whole(
        &article(r#","lang":"sv","url":"javascript:alert(1)""#),
        &options,
    );
    assert!(html.contains(r#"role="note"><span lang="en">This article is longer than can be shown here.</span></p>"#), "{html}");
    assert!(told.contains(&"bad-address $.url".to_owned()));
    let mut placed = options.clone();
    placed.base_url = Address::link("https://example.org/news/").map(Address::into_owned);
    assert!(
        whole(&article(r#","url":"7.html""#), &placed)
            .0
            .contains(r#"href="https://example.org/news/7.html""#)
    );
}

/// Draws a monster with the usual options, and holds what comes of it to a length.
fn survives(body: &str, codes: &[&str]) -> String {
    let options = Options::default();
    let json = format!(r#"{{"headline":"H","body":{body}}}"#);
    let reading = read_with(json.as_bytes(), &options).unwrap();
    let html = to_html(&reading.article, &options);
    let told: Vec<_> = reading.diagnostics.iter().map(|told| told.code).collect();
    let start = json.get(..90);
    for code in codes {
        assert!(told.contains(code), "{code} is not told of {start:?}");
    }
    let cut = codes.iter().any(|code| code.starts_with('t'));
    assert_eq!(html.contains(NOTICE), cut, "{start:?}");
    assert!(told.len() <= 1005);
    let tags = html.bytes().filter(|byte| *byte == b'<').count();
    assert!(tags < 2_000_000, "{tags} tags");
    assert!(html.len() < 3 * json.len() + 30_000_000);
    html
}

/// A list of so many equal items, and one more.
fn many(count: usize, item: &str) -> String {
    format!("[{}{item}]", format!("{item},").repeat(count))
}

#[test]
fn a_hundred_thousand_levels_are_survived() {
    for (open, close) in [
        ("[", "]"),
        (r#"{"type":"box","body":["#, "]}"),
        (r#"{"type":"list","items":[["#, "]]}"),
        (r#"{"a":"#, "}"),
    ] {
        let (open, close) = (open.repeat(100_000), close.repeat(100_000));
        assert!(survives(&format!("[{open}\"bottom\"{close}]"), &[]).contains("bottom"));
    }
}

#[test]
fn a_million_blocks_are_survived() {
    let told = ["too-many-blocks"];
    survives(&many(100_000, r#"{"type":"paragraph","text":"p"}"#), &told);
    survives(&many(1_000_000, "{}"), &told);
    survives(
        &many(1_000_000, "\"t\""),
        &["too-many-blocks", "more-diagnostics"],
    );
    survives(
        &many(100_000, r#"{"type":"section","heading":"S","body":["t"]}"#),
        &told,
    );
    for inner in [
        r#"{"type":"x","a":MANY}"#.replace("MANY", &many(100_000, "\"t\"")),
        r#"{"type":"x","a":MANY}"#.replace("MANY", &many(100_000, "7")),
        r#"{"type":"box","body":MANY}"#.replace("MANY", &paragraphs(100_000)),
    ] {
        survives(&format!("[{inner}]"), &told);
    }
}

#[test]
fn a_hundred_thousand_updates_of_a_running_story_are_survived_in_whatever_order() {
    let update = |second: usize| {
        let (hour, minute, second) = (second / 3600 % 24, second / 60 % 60, second % 60);
        format!(
            r#"{{"type":"divider","published":"2026-03-01T{hour:02}:{minute:02}:{second:02}Z"}}"#
        )
    };
    for order in [|nth: usize| nth, |nth: usize| nth * 7919 % 86_400] {
        let body = list(100_000, |nth| update(order(nth)));
        survives(
            &format!(r#"[],"live":true,"body":{body}"#),
            &["too-many-blocks"],
        );
    }
}

#[test]
fn ten_megabytes_without_a_space_are_survived() {
    let text = "x".repeat(10_000_000);
    for block in [
        r#""TEXT""#,
        r#"{"type":"paragraph","text":"TEXT"}"#,
        r#"{"type":"section","heading":"TEXT"}"#,
        r#"{"type":"code","text":"TEXT"}"#,
    ] {
        survives(
            &format!("[{}]", block.replace("TEXT", &text)),
            &["text-too-long"],
        );
    }
    let lines = r"a\n".repeat(300_000);
    survives(&format!(r#"["{lines}"]"#), &["too-many-runs"]);
    let picture = format!(r#"{{"type":"image","src":"http://a","alt":"{lines}"}}"#);
    survives(&format!("[{picture}]"), &["too-many-runs"]);
}

#[test]
fn ten_thousand_posts_and_a_hundred_thousand_pictures_are_survived() {
    survives(
        &many(
            10_000,
            r##"{"type":"tweet","post":{"author":{"name":"A","handle":"a"},"text":"#t"}}"##,
        ),
        &["too-many-posts"],
    );
    let picture = r#"{"type":"image","src":"/1.png","alt":"a"}"#;
    survives(
        &many(100_000, picture),
        &["too-many-pictures", "too-many-blocks"],
    );
    let gallery = format!(
        r#"[{{"type":"gallery","items":{}}}]"#,
        many(250_000, picture)
    );
    survives(&gallery, &["too-many-pictures", "too-many-runs"]);
    let media = many(250_000, r#"{"kind":"video","sources":[{"src":"/a"}]}"#);
    survives(
        &format!(r#"[{{"type":"tweet","post":{{"media":{media}}}}}]"#),
        &["too-many-runs"],
    );
}

#[test]
fn a_million_runs_items_and_cells_are_survived() {
    for (count, block, item) in [
        (
            1_000_000,
            r#"{"type":"paragraph","text":MANY}"#,
            r#"{"text":"w"}"#,
        ),
        (1_000_000, r#"{"type":"list","items":MANY}"#, "\"i\""),
        (1_000_000, r#"{"type":"table","rows":[MANY]}"#, "1"),
        (250_000, r#"{"type":"table","rows":MANY}"#, "[1]"),
        (250_000, r#"{"type":"table","rows":MANY}"#, "[]"),
        (
            250_000,
            r#"{"type":"list","items":MANY}"#,
            "[{\"type\":\"\"}]",
        ),
    ] {
        let block = block.replace("MANY", &many(count, item));
        survives(&format!("[{block}]"), &["too-many-runs"]);
    }
    survives(
        &format!(
            r#"[{{"type":"paragraph","text":{}}}]"#,
            many(1_000_000, "\"w\"")
        ),
        &[],
    );
    let tags = "#a ".repeat(250_000);
    survives(
        &format!(r#"[{{"type":"tweet","post":{{"text":"{tags}"}}}}]"#),
        &["too-many-runs"],
    );
    let links = "<a href='/b'>c</a><br>".repeat(150_000);
    let code = format!("<blockquote class='twitter-tweet'><p>{links}");
    survives(
        &format!(r#"[{{"type":"tweet","html":"{code}"}}]"#),
        &["too-many-runs"],
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn whatever_the_limits_each_is_told_once_and_everything_is_closed(
        blocks in 0u32..30, depth in 0u32..6, runs in 0u32..40, text in 0u32..40, posts in 0u32..5, pictures in 0u32..5,
    ) {
        let json = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/everything.json")).unwrap();
        let limits = Limits { blocks, depth, runs, text, posts, pictures, ..Limits::default() };
        let (html, told) = whole(&json, &Options { limits, ..Options::default() });
        for code in ["too-many-blocks", "too-many-runs", "too-many-posts", "too-many-pictures"] {
            prop_assert!(told.iter().filter(|told| told.starts_with(code)).count() <= 1, "{told:?}");
        }
        prop_assert_eq!(count(&html, "class=\"aw-cut\""), 1);
        prop_assert_eq!(count(&html, "<div"), count(&html, "</div>"));
        prop_assert_eq!(count(&html, "<p"), count(&html, "</p"));
        prop_assert!(html.ends_with("</article>"));
    }
}
