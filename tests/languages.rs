//! What the article's language decides, and how its times and names are shown.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use article_widget::{Options, Rewrite, read_with, to_html};

fn with(json: &str, options: &Options) -> (String, Vec<String>) {
    let reading = read_with(json.as_bytes(), options).unwrap();
    let found = reading
        .diagnostics
        .iter()
        .map(|found| format!("{} {}", found.code, found.path));
    (to_html(&reading.article, options), found.collect())
}

fn drawn(fields: &str) -> (String, Vec<String>) {
    with(
        &format!(r#"{{"headline":"H",{fields}}}"#),
        &Options::default(),
    )
}

/// The text of an element with that class.
fn text(html: &str, class: &str) -> String {
    let start = html.find(&format!("class=\"{class}\"")).unwrap();
    let html = &html[start + html[start..].find('>').unwrap() + 1..];
    let end = html
        .find("</div>")
        .or(html.find("</p>"))
        .or(html.find("</time>"))
        .unwrap();
    let (mut shown, mut tag) = (String::new(), false);
    for letter in html[..end].chars() {
        match letter {
            '<' => tag = true,
            '>' => tag = false,
            _ if tag => {}
            _ => shown.push(letter),
        }
    }
    shown
}

/// All times, as they are shown.
fn times(html: &str) -> Vec<&str> {
    html.split("<time")
        .skip(1)
        .map(|rest| rest.split('>').nth(1).unwrap().split('<').next().unwrap())
        .collect()
}

#[test]
fn a_language_as_other_systems_write_it_is_mended_and_reported_once() {
    for (written, tag, and) in [
        ("it_IT", "it-IT", "e"),
        ("it_IT.UTF-8", "it-IT", "e"),
        ("de_DE@euro", "de-DE", "und"),
        ("zh_Hant_TW", "zh-Hant-TW", "和"),
        (" it ", "it", "e"),
    ] {
        let (html, found) = drawn(&format!(
            r#""lang":"{written}","byline":[{{"name":"Ada"}},{{"name":"Bo"}}],"body":[{{"type":"paragraph","text":"x"}}]"#
        ));
        assert!(
            html.starts_with(&format!("<article class=\"aw\" lang=\"{tag}\" dir=\"ltr\"")),
            "{html}"
        );
        assert!(text(&html, "aw-byline").contains(and), "{html}");
        assert_eq!(found, ["bad-language $.lang"], "{written}");
    }
    for bad in ["C", "it__IT", "_it", "italiano!", "1t"] {
        let (html, found) = drawn(&format!(r#""lang":"{bad}","dir":"up","body":[]"#));
        assert!(html.contains("lang=\"en\""), "{html}");
        assert_eq!(
            found,
            ["bad-language $.lang", "unknown-value $.dir"],
            "{bad}"
        );
    }
    let (html, found) = drawn(
        r#""body":[{"type":"paragraph","lang":"he_IL","text":"x"},{"type":"video","sources":[{"src":"v.mp4"}],"tracks":[{"src":"t.vtt","lang":"pt_BR"}]}]"#,
    );
    assert!(
        html.contains("lang=\"he-IL\" dir=\"rtl\"") && html.contains("srclang=\"pt-BR\""),
        "{html}"
    );
    assert_eq!(
        found,
        [
            "bad-language $.body[0].lang",
            "bad-language $.body[1].tracks[0].lang"
        ]
    );
}

#[test]
fn names_are_parted_as_the_language_parts_a_list() {
    for (lang, line) in [
        ("en", "By א, ב and ג"),
        ("it", "Di א, ב e ג"),
        ("ar", "א، ב وג"),
        ("he", "א, ב וג"),
        ("fa", "א،\u{200f} ב و ג"),
        ("ja", "א、ב、ג"),
        ("zh", "א、ב和ג"),
        ("zh-TW", "א、ב和ג"),
    ] {
        let (html, _) = drawn(&format!(
            r#""lang":"{lang}","byline":[{{"name":"א"}},{{"name":"ב"}},{{"name":"ג"}}]"#
        ));
        let byline = text(&html, "aw-byline");
        assert!(byline.ends_with(line), "{lang} {byline}");
    }
    let (html, _) = drawn(r#""lang":"ar","byline":[{"name":"א","role":"ר"},{"name":"ב"}]"#);
    assert!(text(&html, "aw-byline").ends_with("א، ר وב"), "{html}");
    let options = Options {
        labels: vec![("and".to_owned(), "&".to_owned())],
        ..Options::default()
    };
    let (html, _) = with(
        r#"{"headline":"H","byline":[{"name":"A"},{"name":"B"}]}"#,
        &options,
    );
    assert_eq!(text(&html, "aw-byline"), "By A &amp; B");
}

#[test]
fn names_and_roles_turn_nothing_around_them() {
    let (html, _) = drawn(
        r#""byline":[{"name":"אבא","role":"עורך"},{"name":"גדה","url":"/g"}],"publisher":{"name":"P"}"#,
    );
    for element in [
        "<span class=\"aw-person\" dir=\"auto\">אבא",
        "<span class=\"aw-role\" dir=\"auto\">עורך",
        "<a class=\"aw-person\" href=\"/g\" dir=\"auto\">גדה",
        "<span class=\"aw-person\" dir=\"auto\">P",
    ] {
        assert!(html.contains(element), "{html}");
    }
}

#[test]
fn chinese_in_traditional_characters_has_its_own_words() {
    let body = r#""body":[{"type":"heading","text":"一"},{"type":"heading","text":"二"},{"type":"heading","text":"三"}]"#;
    for (lang, label) in [
        ("zh-Hant", "收合所有章節"),
        ("zh-hant-hk", "收合所有章節"),
        ("zh-TW", "收合所有章節"),
        ("zh-HK", "收合所有章節"),
        ("zh-MO", "收合所有章節"),
        ("zh", "收起所有章节"),
        ("zh-CN", "收起所有章节"),
        ("zh-SG", "收起所有章节"),
        ("zh-Hans-HK", "收起所有章节"),
    ] {
        let (html, _) = drawn(&format!(r#""lang":"{lang}",{body}"#));
        assert!(html.contains(label), "{lang} {html}");
        assert!(!html.contains("lang=\"en\""), "{lang}");
    }
}

#[test]
fn an_update_of_the_minute_of_publication_is_not_shown() {
    for (published, updated, count) in [
        ("2025-04-02T10:00:00+02:00", "2025-04-02T10:00:00+02:00", 1),
        ("2025-04-02T10:00:10+02:00", "2025-04-02T08:00:50Z", 1),
        ("2025-04-02", "2025-04-02", 1),
        ("2025-04-02T10:00:00+02:00", "2025-04-02T10:01:00+02:00", 2),
        ("2025-04-02", "2025-04-02T00:00:00Z", 2),
        ("2025-04-02", "2025-04-03", 2),
    ] {
        let (html, _) = drawn(&format!(
            r#""published":"{published}","updated":"{updated}""#
        ));
        assert_eq!(times(&html).len(), count, "{published} {updated}");
        assert_eq!(html.contains("Updated"), count == 2, "{html}");
    }
}

#[test]
fn all_times_are_shown_in_the_zone_of_publication() {
    let (html, _) = drawn(
        r#""lang":"en-GB","published":"2025-03-01T00:30:00+02:00","updated":"2025-02-28T22:45:00Z","body":[
        {"type":"tweet","post":{"text":"x","author":{"name":"N","handle":"n"},"created":"2025-02-28T21:59:00Z"}},
        {"type":"paragraph","published":"2025-02-28T23:00:00Z","text":"x"},
        {"type":"paragraph","published":"2025-02-28T23:00:00","text":"x"}]"#,
    );
    assert_eq!(
        times(&html),
        [
            "1 March 2025 at 00:30",
            "1 March 2025 at 00:45",
            "28 February 2025 at 23:59",
            "1 March 2025 at 01:00",
            "28 February 2025 at 23:00",
        ]
    );
    assert!(html.contains("datetime=\"2025-02-28T22:45:00Z\""), "{html}");
    for (published, zone, shown) in [
        (
            "2025-01-01T00:10:00Z",
            "-03:30",
            "31 December 2024 at 20:40",
        ),
        ("2024-12-31T23:50:00Z", "+05:45", "1 January 2025 at 05:35"),
        (
            "2024-03-01T00:00:00+14:00",
            "-12:00",
            "28 February 2024 at 22:00",
        ),
        ("2024-02-29T23:00:00Z", "+01:00", "1 March 2024 at 00:00"),
    ] {
        let (html, _) = drawn(&format!(
            r#""lang":"en-GB","published":"2025-06-01T12:00:00{zone}","updated":"{published}""#
        ));
        assert_eq!(times(&html)[1], shown);
    }
}

#[test]
fn where_no_zone_is_known_a_time_in_utc_says_so() {
    let post = r#""body":[{"type":"tweet","post":{"text":"x","author":{"name":"N","handle":"n"},"created":"2025-04-02T10:39:00Z"}},
        {"type":"tweet","id":"1481982104484745648"}]"#;
    for head in [
        "",
        r#""published":"2025-04-02","#,
        r#""published":"2025-04-02T09:00:00","#,
    ] {
        let (html, _) = drawn(&format!(r#""lang":"en-GB",{head}{post}"#));
        let times = times(&html);
        let posts = &times[times.len() - 2..];
        assert_eq!(
            posts,
            [
                "2 April 2025 at 10:39\u{a0}UTC",
                "14 January 2022 at 13:30\u{a0}UTC"
            ]
        );
    }
    let options = Options {
        local_time: Some(Rewrite::new(|_, _| Some("2025-04-02T12:39".to_owned()))),
        ..Options::default()
    };
    let (html, _) = with(
        &format!(r#"{{"headline":"H","lang":"en-GB",{post}}}"#),
        &options,
    );
    assert_eq!(times(&html)[0], "2 April 2025 at 12:39");
}

#[test]
fn a_track_without_a_label_is_called_as_its_language_calls_itself() {
    for (track, label) in [
        (r#""lang":"it""#, "Italiano"),
        (r#""lang":"pt-BR""#, "Português (BR)"),
        (r#""lang":"zh-Hant""#, "中文 (Hant)"),
        (r#""lang":"JA""#, "日本語"),
        (r#""lang":"tlh""#, "tlh"),
        (r#""lang":"it","label":"Sottotitoli""#, "Sottotitoli"),
    ] {
        let (html, _) = drawn(&format!(
            r#""body":[{{"type":"video","sources":[{{"src":"v.mp4"}}],"tracks":[{{"src":"t.vtt",{track}}}]}}]"#
        ));
        assert!(html.contains(&format!(" label=\"{label}\"")), "{html}");
    }
}

#[test]
fn the_guide_lists_every_message_with_its_english_text() {
    let data = std::fs::read_to_string("src/locale/data/en.json").unwrap();
    let data: serde_json::Value = serde_json::from_str(&data).unwrap();
    let guide = std::fs::read_to_string("docs/languages.md").unwrap();
    let messages = data["messages"].as_object().unwrap();
    for (name, message) in messages {
        let text = match message.as_object() {
            Some(forms) => {
                let forms: Vec<_> = ["one", "other"]
                    .map(|form| forms[form].as_str().unwrap())
                    .into();
                forms.join(" \\| ").replace('\u{a0}', " ")
            }
            None => message.as_str().unwrap().to_owned(),
        };
        let row = format!("| `{name}` | {text} |");
        assert!(guide.replace('\u{a0}', " ").contains(&row), "{row}");
    }
    assert_eq!(guide.matches("\n| `").count(), messages.len());
}
