//! Payloads of posts, spoiled in every way: nothing breaks, nothing is lost, nothing gets through. The payloads are our own
//! (`tests/fixtures/payloads/`); what must hold is in `tests/invariants/posts.rs`, which the fuzzer shares.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(not(target_arch = "wasm32"))]

#[path = "invariants/posts.rs"]
mod posts;

use posts::{BASES, Base, WAYS, again, block, check, places, spoil, words};
use proptest::prelude::*;
use serde_json::{Value, json};

fn base(name: &str) -> &'static Base {
    BASES.iter().find(|base| base.name == name).unwrap()
}

fn drawn(payload: &Value) -> posts::Drawn {
    check(&block("data", payload)).unwrap_or_else(|wrong| panic!("{wrong}"))
}

/// The HTML of every element of that class, without what is in it behind an equal end tag.
fn parts<'h>(html: &'h str, class: &str) -> Vec<&'h str> {
    let mark = format!(" class=\"{class}\"");
    html.match_indices(&mark)
        .map(|(at, _)| {
            let name = &html[html[..at].rfind('<').unwrap() + 1..at];
            let start = at + html[at..].find('>').unwrap() + 1;
            let end = html[start..].find(&format!("</{name}>")).unwrap();
            &html[start..start + end]
        })
        .collect()
}

fn read(html: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for letter in html.replace("<br>", "\n").chars() {
        match letter {
            '<' => inside = true,
            '>' => inside = false,
            _ if inside => {}
            _ => text.push(letter),
        }
    }
    unescaped(&text)
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

/// What a reader should find in a payload that nobody spoiled.
struct Expected {
    base: &'static str,
    author: &'static str,
    handle: &'static str,
    verified: &'static str,
    text: &'static str,
    media: usize,
    shares: &'static [&'static str],
    time: &'static str,
    quoted: &'static str,
    /// Other things that are there.
    holds: &'static [&'static str],
}

const EXPECTED: &[Expected] = &[
    Expected {
        base: "syndication-2023",
        author: "Marta Fährmann 🛟",
        handle: "@ferry_marta",
        verified: "Verified account",
        text: "🌊🚢 Fog & drizzle over the mole\nSecond line <quiet> #Hafenfest with @pilot_ann, $HULL and ferry.example/times",
        media: 4,
        shares: &[],
        time: "2023-04-11T16:20:05.000Z",
        quoted: "",
        holds: &[
            "href=\"https://ferry.example/times?day=2&amp;from=mole\"",
            "dir=\"ltr\">@tidewatch_no</a>",
            "dir=\"ltr\">@mole_keeper</a>",
            "alt=\"A lamp in the fog &amp; a rope\"",
            "data-ask=\"sensitive\"",
            "aw-media-4",
            ">Edited<",
            ">1,204\u{a0}likes<",
            ">38\u{a0}replies<",
        ],
    },
    Expected {
        base: "syndication-2026",
        author: "Inselblatt",
        handle: "@inselblatt_x",
        verified: "Verified organisation",
        text: "Überfahrt verschoben 🧭🧭 & Neues dazu: inselblatt.example/faehre",
        media: 1,
        shares: &[],
        time: "2026-07-02T05:09:30.000Z",
        quoted: "Nachtboot",
        holds: &[
            "class=\"aw-tweet-card\" href=\"https://inselblatt.example/faehre\"",
            ">Die Fähre fährt später &amp; länger<",
            ">Was Pendler wissen müssen<",
            ">Nachtfahrt im Nebel 🌫️ mit Ton</p>",
            "pl/invented.m3u8?tag=12\" type=\"application/x-mpegURL\"><source data-src=\"https://video.twimg.com/ext_tw_video/2051/vid/1280x720/b.mp4",
            "Video, 1:23",
        ],
    },
    Expected {
        base: "syndication-poll",
        author: "Harbour Kitchen",
        handle: "@harbour_kitchen",
        verified: "Government account",
        text: "Which 🐟 for the festival?\nVote below",
        media: 0,
        shares: &["50%", "30%", "20%"],
        time: "2026-09-14T10:00:00.000Z",
        quoted: "",
        holds: &[
            ">Herring &amp; chips<",
            "100\u{a0}votes",
            "datetime=\"2026-09-15T10:00:00Z\"",
        ],
    },
    Expected {
        base: "graphql-note",
        author: "Night Watch",
        handle: "@night_watch_8",
        verified: "Verified account",
        text: "Log of the long night 🌌 first watch & second watch, then 🐋🐋 the whale beside #Boje7 told to @radar_olga\n\nthird watch: log.example/whale and dawn $FOG",
        media: 0,
        shares: &[],
        time: "2025-02-10T03:25:00Z",
        quoted: "Walwacht",
        holds: &[
            ">Whale seen at the buoy<",
            ">log.example<",
            "The buoy is number 8, not 7.",
            ">123K\u{a0}views<",
            ">12.3K\u{a0}likes<",
        ],
    },
    Expected {
        base: "graphql-visibility",
        author: "Rope & Sons",
        handle: "@rope_and_sons",
        verified: "Verified organisation",
        text: "🎬 Rope > wind",
        media: 1,
        shares: &[],
        time: "2025-11-16T12:01:02Z",
        quoted: "",
        holds: &[
            "dir=\"ltr\">@harbour_dog</a>",
            "aria-label=\"A rope is pulled tight\"",
            ">Edited<",
        ],
    },
    Expected {
        base: "rest-classic",
        author: "Crab Market",
        handle: "@crab_market",
        verified: "Verified account",
        text: "Market opens 🦀🦞 early\nBring coins & bags, says @stall_four",
        media: 0,
        shares: &[],
        time: "2019-11-30T06:15:00Z",
        quoted: "Ilse Wetter",
        holds: &[
            ">Mole End, Fogland<",
            ">22\u{a0}likes<",
            "status/1200700000000000011\"",
        ],
    },
    Expected {
        base: "rest-extended",
        author: "مرسى القضاعة",
        handle: "@otter_cam",
        verified: "",
        text: "Otter 🦦 & keel #Spiel",
        media: 1,
        shares: &[],
        time: "2020-02-29T23:59:59Z",
        quoted: "",
        holds: &[
            "GIF",
            "loop=\"\" muted=\"\"",
            "class=\"aw-tweet-text\" dir=\"auto\"",
        ],
    },
    Expected {
        base: "rest-compat",
        author: "Kanalamt",
        handle: "@kanal_amt",
        verified: "",
        text: "🛶 Die Schleuse bleibt bis Dienstag geschlossen, weil das Tor klemmt und niemand den Schlüssel & das Fett findet. Umleitung über den Altkanal kanal.example/umleitung",
        media: 2,
        shares: &[],
        time: "2019-08-06T09:08:07Z",
        quoted: "",
        holds: &[
            "dir=\"ltr\">@lock_jan</a>",
            "data-ask=\"sensitive\"",
            "aw-media-2",
        ],
    },
    Expected {
        base: "rest-repost",
        author: "Lifeboat Crew",
        handle: "@lifeboat_crew",
        verified: "",
        text: "Lifeboat drill 🚤 at nine & noon: crew.example/drill#nine",
        media: 0,
        shares: &[],
        time: "2022-01-05T08:00:00Z",
        quoted: "",
        holds: &["Reposted by <bdi>Quay Radio</bdi>", ">50\u{a0}likes<"],
    },
    Expected {
        base: "v2-note",
        author: "Chart Room",
        handle: "@chart_room",
        verified: "Verified account",
        text: "Chart 🗺️🧿 corrected & printed for #Seekarte, thanks @plot_ines $MAP\nSoundings from March, buoys from April: charts.example/april",
        media: 2,
        shares: &[],
        time: "2024-04-07T14:15:16.000Z",
        quoted: "Inés Plot",
        holds: &[
            ">Fogland East<",
            ">Edited<",
            ">2,048\u{a0}views<",
            ">Peilung stimmt 📐 &amp; passt</p>",
            "Video, 0:12",
        ],
    },
    Expected {
        base: "v2-poll",
        author: "Crane Crew",
        handle: "@crane_crew",
        verified: "Government account",
        text: "@berth_nine Paint the crane 🏗️ again?",
        media: 0,
        shares: &["75%", "25%"],
        time: "2022-12-06T06:00:00.000Z",
        quoted: "",
        holds: &[">Yellow &amp; black<", "Sensitive content"],
    },
    Expected {
        base: "v2-repost",
        author: "Sand Guide",
        handle: "@sand_guide",
        verified: "Verified organisation",
        text: "Ebb tide 🌒 at four & flood at ten, bring lamps and boots and a rope of forty fathoms for the long walk to the lighthouse across the sands tonight sands.example/walk",
        media: 0,
        shares: &[],
        time: "2022-08-01T07:50:00.000Z",
        quoted: "",
        holds: &["Reposted by <bdi>Lamp Shop</bdi>", ">Over the sands<"],
    },
    Expected {
        base: "oembed",
        author: "Gate \"Two\" Office",
        handle: "@gate_office",
        verified: "",
        text: "Gate two 🚧 is open & dry again\n\nAsk @gate_two #Tor2 https://t.co/Gat0000001",
        media: 0,
        shares: &[],
        time: "2025-12-08T12:01Z",
        quoted: "",
        holds: &["href=\"https://x.com/gate_office/status/1998000000000000222\""],
    },
    Expected {
        base: "embed-code",
        author: "Gate \"Two\" Office",
        handle: "@gate_office",
        verified: "",
        text: "Gate two 🚧 is open & dry again\n\nAsk @gate_two #Tor2 https://t.co/Gat0000001",
        media: 0,
        shares: &[],
        time: "2012-11-07T22:04Z",
        quoted: "",
        holds: &["href=\"https://t.co/Gat0000001\""],
    },
];

#[test]
fn every_form_is_told_whole() {
    // Of a tombstone there is nothing to read; those of other networks are in tests/networks.rs.
    assert_eq!(EXPECTED.len() + 1, payloads_of("x").len());
    for expected in EXPECTED {
        let base = base(expected.base);
        let drawn = base.check(&base.payload(), &[]).unwrap();
        assert_eq!(again(&block(base.field, &base.payload()), &drawn), Ok(()));
        let html = drawn.html;
        let name = expected.base;
        let authors = parts(&html, "aw-tweet-author");
        assert_eq!(read(authors[0]), expected.author, "{name}");
        let quoted = authors.get(1).copied().unwrap_or_default();
        assert_eq!(read(quoted), expected.quoted, "{name}");
        let handle = html.split("aw-tweet-who").nth(1).unwrap();
        assert_eq!(
            parts(handle, "aw-tweet-handle")[0],
            expected.handle,
            "{name}"
        );
        let own = html.split("</header>").nth(1).unwrap();
        let verified = own.split("class=\"aw-verified\" role=\"img\" aria-label=\"");
        let verified = verified.last().filter(|_| own.contains("aw-verified"));
        let verified = verified.and_then(|rest| rest.split('"').next());
        assert_eq!(verified.unwrap_or_default(), expected.verified, "{name}");
        let text = read(parts(&html, "aw-tweet-text")[0]);
        assert_eq!(text, expected.text, "{name}");
        assert_eq!(
            html.matches("aw-media-item").count(),
            expected.media,
            "{name}"
        );
        assert_eq!(parts(&html, "aw-poll-share"), expected.shares, "{name}");
        let time = html.rsplit_once("<time datetime=\"").unwrap().1;
        assert_eq!(time.split('"').next(), Some(expected.time), "{name}");
        assert!(!html.contains("aw-tweet-gone"), "{name}");
        for part in expected.holds {
            assert!(html.contains(part), "{name} lacks {part}: {html}");
        }
    }
}

#[test]
fn what_is_gone_says_why() {
    let html = drawn(&base("syndication-tombstone").payload()).html;
    assert!(html.contains("<article class=\"aw-tweet aw-tweet-gone\" data-block"));
    assert!(
        html.contains("This post was deleted by its author."),
        "{html}"
    );
}

/// Spoils every place in every payload of a form, each in some of the ways; all of them take minutes.
fn spoil_all(form: &str) {
    const SOME: usize = 17;
    let mut wrong = Vec::new();
    for base in BASES.iter().filter(|base| base.name.starts_with(form)) {
        let payload = base.payload();
        for (nth, place) in places(&payload).into_iter().enumerate() {
            for way in (0..WAYS).filter(|way| (way + nth) % SOME == 0 || place.len() < 6) {
                let mut spoiled = payload.clone();
                if spoil(&mut spoiled, &place, way)
                    && let Err(what) = base.check(&spoiled, std::slice::from_ref(&place))
                {
                    wrong.push(format!("{} {place} {way}: {what}", base.name));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn whatever_stands_anywhere_in_a_syndicated_payload_its_words_are_shown() {
    spoil_all("syndication");
}

#[test]
fn whatever_stands_anywhere_in_a_graphql_payload_its_words_are_shown() {
    spoil_all("graphql");
}

#[test]
fn whatever_stands_anywhere_in_a_rest_payload_its_words_are_shown() {
    spoil_all("rest");
}

#[test]
fn whatever_stands_anywhere_in_a_v2_payload_its_words_are_shown() {
    spoil_all("v2");
}

#[test]
fn whatever_stands_anywhere_in_an_oembed_answer_its_words_are_shown() {
    spoil_all("oembed");
    spoil_all("embed-code");
}

#[test]
fn whatever_is_anywhere_in_a_post_of_another_network_its_words_are_shown() {
    for network in ["bluesky", "mastodon", "activity", "threads"] {
        spoil_all(network);
    }
}

/// The network whose posts come in the format with that name.
fn network(name: &str) -> &'static str {
    let marks = [
        ("bluesky", "bluesky"),
        ("mastodon", "mastodon"),
        ("activity", "mastodon"),
        ("threads", "threads"),
    ];
    let known = marks.iter().find(|(mark, _)| name.contains(mark));
    known.map_or("x", |(_, network)| network)
}

/// The names of all payloads of a network.
fn payloads_of(wanted: &str) -> Vec<&'static str> {
    let names = BASES.iter().map(|base| base.name);
    names.filter(|name| network(name) == wanted).collect()
}

/// What the property below is tested with: the payloads of all networks, or of the one that `POST_NETWORK` names.
fn chosen_payloads() -> Vec<&'static str> {
    let Ok(wanted) = std::env::var("POST_NETWORK") else {
        return BASES.iter().map(|base| base.name).collect();
    };
    let names = payloads_of(&wanted);
    assert!(!names.is_empty(), "POST_NETWORK names no network: {wanted}");
    names
}

/// Few enough for each build, or as many as `PROPTEST_CASES` says (`make properties`).
fn cases() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").map_or(200, |cases| cases.parse().unwrap());
    ProptestConfig::with_cases(cases)
}

proptest! {
    #![proptest_config(cases())]

    #[test]
    fn payloads_spoiled_in_several_places_keep_the_words_that_are_left(
        name in prop::sample::select(chosen_payloads()),
        steps in prop::collection::vec((any::<prop::sample::Index>(), 0..WAYS), 2..9),
    ) {
        let base = base(name);
        let mut payload = base.payload();
        let mut touched = Vec::new();
        for (place, way) in steps {
            let places = places(&payload);
            let place = place.get(&places);
            if spoil(&mut payload, place, way) {
                touched.push(place.clone());
            }
        }
        let checked = base
            .check(&payload, &touched)
            .and_then(|drawn| again(&block(base.field, &payload), &drawn));
        prop_assert!(checked.is_ok(), "{}: {payload}", checked.err().unwrap_or_default());
    }

    #[test]
    fn embed_code_with_anything_in_it_stays_sound(
        at in any::<prop::sample::Index>(),
        length in 0usize..30,
        piece in "[<>\"'&;=/!a-pA-P\\-# \\r\\n\u{0}\u{202e}é🦀-🦊]{0,8}|<script>|</p>|<!--|<p |</blockquote>|&#0;|&#xd800;|href=",
    ) {
        let code = base("embed-code").payload();
        let code = code.as_str().unwrap();
        let letters: Vec<char> = code.chars().collect();
        let at = at.index(letters.len());
        let end = (at + length).min(letters.len());
        let spoiled: String = letters[..at].iter().copied().chain(piece.chars()).chain(letters[end..].iter().copied()).collect();
        for block in [block("html", &json!(spoiled)), block("oembed", &json!({ "html": spoiled })), block("data", &json!(spoiled))] {
            let checked = check(&block).and_then(|drawn| again(&block, &drawn));
            prop_assert!(checked.is_ok(), "{}: {spoiled}", checked.err().unwrap_or_default());
        }
    }
}

#[test]
fn wherever_embed_code_breaks_off_the_words_before_are_shown() {
    let code = base("embed-code").payload();
    let code = code.as_str().unwrap();
    let start = code.find("Gate").unwrap();
    for (at, _) in code.char_indices().filter(|(at, _)| *at > start) {
        let drawn = check(&block("html", &json!(code[..at]))).unwrap();
        let end = at.min(code.find("</p>").unwrap());
        let said = read(&code[start..end]);
        let mut said = words(&said);
        // The last one may be cut.
        said.pop();
        for word in said {
            assert!(drawn.text.contains(&word), "{at}: {word}: {}", drawn.html);
        }
    }
}

#[test]
fn offsets_that_lie_take_no_words_away() {
    let pairs = [
        json!([-5, -1]),
        json!([20, 3]),
        json!([0, 0]),
        json!([1, 25]),
        json!([2, 3]),
        json!([0, 100_000]),
        json!([4_294_967_296u64, 18_446_744_073_709_551_615u64]),
        json!([1e300, 1e308]),
        json!([2.7, 9.9]),
        json!(["3", "20"]),
        json!([14]),
        json!([28, 29]),
        json!([null, true]),
        json!({}),
        json!("10-20"),
        json!([[1, 2], [3, 4]]),
        json!([13, 140]),
    ];
    for base in BASES {
        let payload = base.payload();
        let offsets: Vec<_> = places(&payload)
            .into_iter()
            .filter(|place| {
                ["/indices", "/display_text_range", "/start", "/end"]
                    .iter()
                    .any(|end| place.ends_with(end))
            })
            .collect();
        for (turn, pair) in pairs.iter().enumerate() {
            let mut all = payload.clone();
            for (nth, place) in offsets.iter().enumerate() {
                let single = place.ends_with("/start") || place.ends_with("/end");
                let side = usize::from(place.ends_with("/end"));
                let lie = pair.get(side).filter(|_| single).unwrap_or(pair);
                let mut one = payload.clone();
                one.pointer_mut(place).unwrap().clone_from(lie);
                all.pointer_mut(place).unwrap().clone_from(lie);
                // Each alone, in some of the turns.
                if (turn + nth).is_multiple_of(5)
                    && let Err(wrong) = base.check(&one, &[])
                {
                    panic!("{} {place} {lie}: {wrong}", base.name);
                }
            }
            if let Err(wrong) = base.check(&all, &[]) {
                panic!("{} {pair}: {wrong}", base.name);
            }
        }
    }
}

#[test]
fn every_start_of_the_visible_text_leaves_all_words_readable() {
    for (text, names) in [
        (
            "@tidewatch_no @mole_keeper and fog",
            ["@tidewatch_no", "@mole_keeper"],
        ),
        (
            "@tidewatch_no\nfog @mole_keeper rain",
            ["@tidewatch_no", "@mole_keeper"],
        ),
        ("@tidewatch_no,@mole_keeper: fog", ["@tidewatch_no", "fog"]),
    ] {
        for start in 0..=text.len() + 1 {
            let payload =
                json!({ "id_str": "1", "text": text, "display_text_range": [start, text.len()] });
            let drawn = drawn(&payload);
            for word in words(text).iter().map(String::as_str).chain(names) {
                assert!(drawn.text.contains(word), "{start}: {word}: {}", drawn.html);
            }
            // What isn't a name is no one that the post answers.
            let answers = parts(&drawn.html, "aw-tweet-note").concat();
            assert!(
                !answers.contains("fog"),
                "{start}: {answers} {}",
                drawn.html
            );
        }
    }
}

#[test]
fn four_thousand_links_are_told() {
    let tags: Vec<_> = (0..4000).map(|nth| format!("#Tag{nth}")).collect();
    let text = tags.join(" 🦀");
    let mut at = 0;
    let right: Vec<_> = tags
        .iter()
        .map(|tag| {
            let start = at;
            at += tag.len() + 2;
            json!({ "text": tag[1..], "indices": [start, start + tag.len()] })
        })
        .collect();
    let lies: Vec<_> = tags
        .iter()
        .map(|tag| json!({ "text": tag[1..], "indices": [7, 3] }))
        .collect();
    let same: Vec<_> = (0..4000)
        .map(|_| json!({ "url": "https://t.co/Sam0000001", "indices": [1, 2] }))
        .collect();
    for (hashtags, urls) in [(&right, &lies), (&lies, &same)] {
        let payload = json!({ "id_str": "1", "text": text, "entities": { "hashtags": hashtags, "urls": urls } });
        let drawn = drawn(&payload);
        let found = drawn.html.matches("<a class=\"aw-link\"").count();
        assert_eq!(found, 4000);
        for tag in [&tags[0], &tags[3999]] {
            assert!(drawn.text.contains(tag.as_str()));
        }
    }
}

#[test]
fn posts_quoted_seventy_deep_are_all_read_and_nothing_is_fetched() {
    let wrap: [fn(usize, Value) -> Value; 3] = [
        |nth, inner| json!({ "id_str": format!("9{nth}"), "text": format!("syndicated{nth}"), "quoted_tweet": inner }),
        |nth, inner| json!({ "id_str": format!("9{nth}"), "full_text": format!("rested{nth}"), "quoted_status": inner }),
        |nth, inner| json!({ "rest_id": format!("9{nth}"), "legacy": { "full_text": format!("legacy{nth}") }, "quoted_status_result": { "result": inner } }),
    ];
    for wrap in wrap {
        let film = json!({ "id_str": "1", "text": "innermost", "mediaDetails": [
            { "type": "video", "src": "https://video.twimg.com/v.mp4", "poster": "https://pbs.twimg.com/p.jpg" }
        ] });
        let payload = (0..70).rev().fold(film, |inner, nth| wrap(nth, inner));
        let drawn = drawn(&payload);
        assert!(drawn.text.contains("innermost"));
        let said = payload.to_string();
        let said: Vec<_> = said
            .split('"')
            .filter(|word| word.ends_with(|last: char| last.is_ascii_digit()))
            .filter(|word| word.starts_with(['s', 'r', 'l']))
            .collect();
        assert_eq!(said.len(), 70);
        for word in said {
            assert!(drawn.text.contains(word), "{word}");
        }
        assert_eq!(drawn.html.matches("<article class=\"aw-tweet\"").count(), 5);
    }
}

#[test]
fn references_that_lead_in_a_circle_end() {
    for way in ["quoted", "retweeted"] {
        let post = |id: &str, other: &str| {
            json!({ "id": id, "text": format!("words{id}"), "author_id": "7",
                "referenced_tweets": [{ "type": way, "id": other }, { "type": "quoted", "id": other }] })
        };
        for (data, tweets) in [
            (post("1", "1"), json!([post("1", "1")])),
            (
                post("1", "2"),
                json!([post("1", "2"), post("2", "3"), post("3", "1")]),
            ),
        ] {
            let first = data["referenced_tweets"][0]["id"].clone();
            let payload = json!({ "data": data, "includes": { "tweets": tweets } });
            let drawn = drawn(&payload);
            let word = format!("words{}", first.as_str().unwrap());
            assert!(drawn.text.contains(&word), "{}", drawn.html);
        }
    }
}

#[test]
fn a_payload_that_is_no_object_is_shown_as_far_as_it_can_be_and_is_no_error() {
    for (payload, shown) in [
        (json!("plain words"), "plain words"),
        (
            json!("<html><title>Not found</title></html>"),
            "This post is no longer available.",
        ),
        (
            json!("{\"id_str\":\"1\",\"text\":\"inner words\"}"),
            "inner words",
        ),
        (json!([{ "id_str": "1", "text": "in a list" }]), "in a list"),
        (json!(["words in a list"]), "words in a list"),
        (json!([]), ""),
        (json!({}), ""),
        (json!(true), ""),
        (json!(-1.5e300), ""),
        (json!(""), ""),
        (json!(null), ""),
    ] {
        for field in ["data", "html", "oembed"] {
            let checked = check(&block(field, &payload));
            let drawn = checked.unwrap_or_else(|wrong| panic!("{field} {payload}: {wrong}"));
            if field == "data" {
                assert!(drawn.text.contains(shown), "{payload}: {}", drawn.html);
            }
        }
    }
}

// Faults that the above has found.

#[test]
fn the_text_of_a_note_is_shown_instead_of_the_short_one_in_both_forms() {
    let base = base("graphql-note");
    let note = "/data/tweetResult/result/note_tweet";
    let mut payload = base.payload();
    *payload.pointer_mut(note).unwrap() = json!({ "text": "Log of the whale" });
    let drawn = base.check(&payload, &[note.to_owned()]).unwrap();
    assert!(
        drawn.html.contains(">Log of the whale</p>"),
        "{}",
        drawn.html
    );
}

#[test]
fn the_original_of_a_repost_is_shown_if_it_was_wrapped_in_a_result() {
    let base = base("rest-repost");
    let mut payload = base.payload();
    let original = payload.pointer_mut("/retweeted_status").unwrap();
    original["full_text"] = json!("Drill at ten");
    *original = json!({ "result": original.take() });
    let touched = "/retweeted_status".to_owned();
    let drawn = base.check(&payload, &[touched]).unwrap();
    assert!(drawn.html.contains(">Drill at ten</p>"), "{}", drawn.html);
}

#[test]
fn a_repost_that_has_neither_text_nor_author_leads_to_the_original() {
    let base = base("v2-repost");
    let mut payload = base.payload();
    let repost = payload["data"].as_object_mut().unwrap();
    repost.remove("author_id");
    repost["text"] = json!([["RT"]]);
    let touched = ["/data/author_id", "/data/text"].map(str::to_owned);
    let drawn = base.check(&payload, &touched);
    assert!(drawn.is_ok(), "{:?}", drawn.err());
}

#[test]
fn a_link_whose_address_is_a_word_takes_no_word_out_of_the_text() {
    for list in ["urls", "media"] {
        let payload = json!({
            "id_str": "1", "text": "Otters keep to the quay", "photos": [{ "url": "https://pbs.twimg.com/a.jpg" }],
            "entities": { list: [{ "url": "keep", "display_url": "pic.x.com/a", "indices": [7, 11] }, { "url": "e" }] }
        });
        let html = drawn(&payload).html;
        assert!(html.contains(">Otters keep to the quay</p>"), "{html}");
    }
}

#[test]
fn what_can_t_be_read_in_one_place_is_read_in_the_next() {
    for broken in [json!({}), json!([]), json!([["x"]]), json!(" ")] {
        let payload = json!({
            "id_str": "1", "text": "Short words", "favorite_count": broken, "conversation_count": broken, "reply_count": 3,
            "extended_tweet": { "full_text": broken }
        });
        let drawn = drawn(&payload);
        assert!(drawn.text.contains("Short words"), "{}", drawn.html);
        assert!(drawn.text.contains("3\u{a0}replies"), "{}", drawn.html);
    }
}

#[test]
fn a_repost_of_nothing_keeps_its_own_words() {
    for (key, original) in [
        ("retweeted_status", json!({})),
        ("retweeted_status", json!({ "id_str": "2" })),
        (
            "retweeted_status_result",
            json!({ "result": { "__typename": "TweetTombstone" } }),
        ),
    ] {
        let payload = json!({ "id_str": "1", "full_text": "RT @quay: rain", key: original });
        let drawn = drawn(&payload);
        assert!(drawn.text.contains("RT @quay: rain"), "{}", drawn.html);
    }
}

#[test]
fn a_quotation_of_nothing_is_none() {
    let html = drawn(&json!({ "id_str": "1", "text": "x", "quoted_tweet": {} })).html;
    assert_eq!(html.matches("class=\"aw-tweet\"").count(), 1, "{html}");
}

#[test]
fn a_long_post_without_the_short_text_is_a_post() {
    for payload in [
        json!({ "data": { "id": "1", "note_tweet": { "text": "All of it" } } }),
        json!({ "data": { "tweetResult": { "result": { "note_tweet": { "note_tweet_results": { "result": { "text": "All of it" } } } } } } }),
    ] {
        let drawn = drawn(&payload);
        assert!(drawn.text.contains("All of it"), "{}", drawn.html);
        assert!(!drawn.html.contains("aw-tweet-gone"), "{}", drawn.html);
    }
}

#[test]
fn a_payload_that_can_t_be_read_is_its_words_and_no_blocks() {
    for kind in ["image", "video", "section", "hologram", "tweet"] {
        let payload = json!({ "kept": { "type": kind, "src": "https://pbs.twimg.com/a.jpg", "heading": "Some words" } });
        let drawn = drawn(&payload);
        assert!(drawn.text.contains("Some words"), "{}", drawn.html);
    }
}

#[test]
fn an_id_that_is_no_number_tells_no_time() {
    for id in ["not a number", "1481982104484745648x", "１４８１９８２"] {
        for payload in [
            json!({ "type": "tweet", "url": "https://x.com/quay/status/1", "post": { "text": "x", "id": id } }),
            json!({ "type": "tweet", "url": "https://a.example/", "id": id }),
        ] {
            let html = check(&payload).unwrap().html;
            assert!(!html.contains("<time"), "{id}: {html}");
        }
    }
}

#[test]
fn of_several_posts_nobody_else_speaks_for_the_one_that_is_asked_for() {
    let entry = |post: Value| json!({ "content": { "itemContent": { "tweet_results": { "result": post } } } });
    let other =
        json!({ "rest_id": "2", "legacy": { "full_text": "Restricted view from pier two" } });
    let tombstone = json!({
        "__typename": "TweetTombstone", "tombstone": { "text": { "text": "This Post was deleted by the Post author." } }
    });
    let thread = |posts: [Value; 2]| {
        let entries = posts.map(entry);
        json!({ "data": { "threaded_conversation_with_injections_v2": { "instructions": [{ "entries": entries }] } } })
    };
    let error = json!([{ "title": "Forbidden", "detail": "User has been suspended: [1]." }]);
    let posts = json!([{ "id": "2", "text": "Pier two" }, { "id": "3", "text": "Pier three" }]);
    for (payload, shown) in [
        (thread([tombstone, other.clone()]), "deleted by its author"),
        (thread([other.clone(), other]), "no longer available"),
        (
            json!({ "data": posts, "errors": error }),
            "suspended account",
        ),
        (posts.clone(), "no longer available"),
    ] {
        let block =
            json!({ "type": "tweet", "url": "https://x.com/quay/status/1", "data": payload });
        let drawn = check(&block).unwrap_or_else(|wrong| panic!("{wrong}"));
        assert!(drawn.text.contains(shown), "{}", drawn.html);
        assert!(
            !drawn.html.to_lowercase().contains("pier"),
            "{}",
            drawn.html
        );
    }
    // Alone it is the one, whatever its number: of a repost the platform hands out the original.
    let block =
        json!({ "type": "tweet", "id": "1", "data": { "id_str": "2", "text": "Pier two" } });
    assert!(check(&block).unwrap().text.contains("Pier two"));
}

#[test]
fn pictures_are_looked_for_behind_lists_that_are_empty_or_hold_only_links() {
    let real = "https://pbs.twimg.com/media/quay.jpg";
    let link = json!({ "url": "https://t.co/m", "display_url": "pic.x.com/m", "indices": [5, 19] });
    let mut whole = link.clone();
    whole["media_url_https"] = json!(real);
    for payload in [
        json!({ "mediaDetails": [], "photos": [{ "url": real }] }),
        json!({ "mediaDetails": "none", "photos": [{ "url": real }] }),
        json!({ "entities": { "media": [link] }, "photos": [{ "url": real }] }),
        json!({ "extended_entities": { "media": [] }, "entities": { "media": [whole] } }),
        json!({ "extended_tweet": { "extended_entities": {}, "entities": {} }, "entities": { "media": [whole] } }),
    ] {
        let mut payload = payload;
        payload["id_str"] = json!("1");
        payload["text"] = json!("Quay https://t.co/m");
        let html = drawn(&payload).html;
        assert!(html.contains(&format!("data-src=\"{real}\"")), "{html}");
        assert!(!html.contains("data-src=\"https://t.co"), "{html}");
    }
    let bare =
        json!({ "id_str": "1", "text": "Quay https://t.co/m", "entities": { "media": [link] } });
    let html = drawn(&bare).html;
    assert!(
        html.contains("href=\"https://t.co/m\">pic.x.com/m</a>"),
        "{html}"
    );
    assert!(!html.contains("aw-media"), "{html}");
}

#[test]
fn a_short_address_of_which_it_is_not_known_where_it_leads_is_a_link() {
    for link in [
        json!({ "url": "https://t.co/m", "expanded_url": null, "display_url": null, "indices": [5, 19] }),
        json!({ "url": "https://t.co/m", "indices": [5, 19] }),
    ] {
        let payload =
            json!({ "id_str": "1", "text": "Quay https://t.co/m", "entities": { "urls": [link] } });
        let html = drawn(&payload).html;
        assert!(
            html.contains("href=\"https://t.co/m\">https://t.co/m</a>"),
            "{html}"
        );
    }
}

#[test]
fn a_picture_that_is_referred_to_again_and_again_is_one_picture() {
    let words = "An otter on the quay. ".repeat(5_000);
    let payload = json!({
        "data": { "id": "1", "text": "Quay", "attachments": { "media_keys": vec!["3_1"; 2_000] } },
        "includes": { "media": [{ "media_key": "3_1", "type": "photo", "url": "https://pbs.twimg.com/a.jpg", "alt_text": words }] }
    });
    let html = drawn(&payload).html;
    assert_eq!(html.matches("<img").count(), 1);
}

#[test]
fn a_post_whose_author_isn_t_told_leads_to_its_page_all_the_same() {
    let payload =
        json!({ "data": { "id": "1481982104484745648", "text": "Quay", "author_id": "9" } });
    let html = drawn(&payload).html;
    assert!(
        html.contains("href=\"https://x.com/i/web/status/1481982104484745648\"><time"),
        "{html}"
    );
}

#[test]
fn a_poll_that_holds_no_list_of_answers_keeps_its_words() {
    for poll in [
        json!("Which pier?"),
        json!({ "question": "Which pier?" }),
        json!({ "options": "Which pier?" }),
    ] {
        let block = json!({
            "type": "tweet", "post": { "text": "x", "author": { "name": "A", "handle": "a" }, "poll": poll }
        });
        let drawn = check(&block).unwrap();
        assert!(drawn.text.contains("Which pier?"), "{}", drawn.html);
    }
}

#[test]
fn a_card_leads_where_the_platform_says_even_if_its_values_don_t() {
    let payload = json!({
        "id_str": "1", "text": "Quay https://t.co/u",
        "entities": { "urls": [{ "url": "https://t.co/u", "expanded_url": "https://quay.example/a", "indices": [5, 19] }] },
        "card": { "name": "summary", "url": "https://t.co/u", "binding_values": { "title": { "string_value": "Tides" } } }
    });
    let html = drawn(&payload).html;
    assert!(
        html.contains("aw-tweet-card\" href=\"https://quay.example/a\""),
        "{html}"
    );
}

#[test]
fn an_answer_without_data_says_that_the_post_is_gone() {
    let html = drawn(&json!({ "data": null })).html;
    assert!(html.contains("aw-tweet-gone"), "{html}");
}

#[test]
fn an_address_that_names_nobody_is_nobody_s() {
    for way in ["i/status", "i/web/status", "i/web/statuses"] {
        let code = format!("<blockquote><a href=\"https://x.com/{way}/20\">Quay</a></blockquote>");
        let html = check(&block("html", &json!(code))).unwrap().html;
        assert!(!html.contains("aw-tweet-handle"), "{html}");
    }
}

#[test]
fn what_a_sensitive_post_leads_to_is_not_shown_as_a_picture() {
    for (sensitive, images) in [(false, 1), (true, 0)] {
        let payload = json!({
            "id_str": "1", "text": "Quay", "possibly_sensitive": sensitive,
            "card": { "name": "summary", "url": "https://quay.example/a", "binding_values": {
                "title": { "string_value": "Tides" },
                "thumbnail_image": { "image_value": { "url": "https://pbs.twimg.com/a.jpg" } }
            } }
        });
        let html = drawn(&payload).html;
        assert_eq!(html.matches("<img").count(), images, "{html}");
        assert!(html.contains("aw-tweet-card"), "{html}");
    }
}
