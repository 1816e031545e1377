//! The typed model: building articles in code, and what becomes of an article on its way through the model.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)]
#![cfg(not(target_arch = "wasm32"))]
#![recursion_limit = "256"]

use std::path::PathBuf;

use article_widget::model::{
    Article, Audio, Author, Block, Card, Cell, Code, Correction, Embed, FactBox, Gallery, Gone,
    Heading, Image, ImageBlock, ImageSource, Inline, Item, List, Mark, Media, Metrics, Person,
    Poll, PollOption, Post, PostBlock, PostSource, Publisher, Pullquote, Quote, ReplyTo, Section,
    Slot, Source, Span, Story, Table, TableCell, Tag, Track, Verified, Video,
};
use article_widget::{Diagnostic, Document, Options, read, to_html};
use serde_json::{Value, json};

/// What a server would send, and what is wrong.
fn rendered(json: &[u8]) -> (String, Vec<Diagnostic>) {
    let reading = read(json).unwrap();
    let html = to_html(&reading.article, &Options::default());
    (html, reading.diagnostics)
}

fn fixtures() -> Vec<(String, Vec<u8>)> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir("tests/fixtures")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    let seed = PathBuf::from("../shared/seed/article.json");
    if seed.exists() {
        paths.push(seed);
    } else {
        eprintln!("skipped: {} doesn't exist", seed.display());
    }
    paths.sort();
    let named = |path: PathBuf| (path.display().to_string(), std::fs::read(&path).unwrap());
    paths.into_iter().map(named).collect()
}

fn is_broken(name: &str) -> bool {
    name.ends_with("broken.json")
}

fn other_blocks(blocks: &[Block]) -> usize {
    let count = |block: &Block| match block {
        Block::Other(_) => 1,
        Block::Section(section) => other_blocks(&section.body),
        Block::Box(inner) => other_blocks(&inner.body),
        Block::Quote(quote) => other_blocks(&quote.body),
        Block::List(list) => list
            .items
            .iter()
            .map(|item| match item {
                Item::Blocks(blocks) => other_blocks(blocks),
                Item::Text(_) => 0,
            })
            .sum(),
        _ => 0,
    };
    blocks.iter().map(count).sum()
}

#[test]
fn an_article_built_in_code_renders_as_the_same_json_does() {
    let (article, json) = (everything(), everything_as_json());
    assert_eq!(serde_json::to_value(&article).unwrap(), json);
    let text = serde_json::to_vec(&json).unwrap();
    let (html, diagnostics) = rendered(&text);
    let codes: Vec<_> = diagnostics.iter().map(|found| found.code).collect();
    assert_eq!(codes, ["post-without-data"]);
    let document = Document::from(&article);
    assert_eq!(to_html(&document, &Options::default()), html);
    assert_eq!(Article::try_from(&document).unwrap(), article);
}

#[test]
fn every_fixture_goes_through_the_model_and_renders_the_same() {
    let mut count = 0;
    for (name, json) in fixtures() {
        if is_broken(&name) {
            continue;
        }
        let reading = read(&json).unwrap();
        let from_document = Article::try_from(&reading.article).unwrap();
        let from_text: Article = serde_json::from_slice(&json).unwrap();
        for article in [&from_document, &from_text] {
            assert_eq!(other_blocks(&article.body), 0, "{name}");
            let written = serde_json::to_vec(article).unwrap();
            assert_eq!(rendered(&written), rendered(&json), "{name}");
        }
        let document = Document::from(&from_text);
        let html = to_html(&document, &Options::default());
        assert_eq!(html, rendered(&json).0, "{name}");
        count += 1;
    }
    assert!(count >= 9, "{count} fixtures");
}

#[test]
fn every_value_of_a_fixture_is_in_the_model() {
    for (name, json) in fixtures() {
        if is_broken(&name) {
            continue;
        }
        let before: Value = serde_json::from_slice(&json).unwrap();
        let article: Article = serde_json::from_slice(&json).unwrap();
        let after = serde_json::to_value(&article).unwrap();
        assert_eq!(lasting(before), lasting(after), "{name}");
    }
}

/// Without what the model leaves out because it means the same as an absent field, and with every number as a float.
fn lasting(value: Value) -> Value {
    match value {
        Value::Object(fields) => {
            let absent =
                |value: &Value| value.is_null() || value == &json!(false) || value == &json!([]);
            let kept = fields.into_iter().filter(|(_, value)| !absent(value));
            kept.map(|(key, value)| (key, lasting(value))).collect()
        }
        Value::Array(items) => items.into_iter().map(lasting).collect(),
        Value::Number(number) => json!(number.as_f64()),
        other => other,
    }
}

#[test]
fn a_broken_article_is_refused_for_its_own_fields_and_keeps_its_blocks() {
    let json = std::fs::read("tests/fixtures/broken.json").unwrap();
    let reading = read(&json).unwrap();
    let error = Article::try_from(&reading.article).unwrap_err();
    assert_eq!((error.code(), error.path()), ("wrong-type", "$.id"));
    assert!(error.message().contains("invalid type"), "{error}");

    let broken: Value = serde_json::from_slice(&json).unwrap();
    let only_blocks = json!({ "headline": "Broken", "body": broken["body"] });
    let text = serde_json::to_vec(&only_blocks).unwrap();
    let reading = read(&text).unwrap();
    let article = Article::try_from(&reading.article).unwrap();
    assert!(other_blocks(&article.body) > 50);
    let written = serde_json::to_vec(&article).unwrap();
    assert_eq!(rendered(&written), rendered(&text));
}

#[test]
fn each_field_of_the_article_that_does_not_match_is_named() {
    for (key, value) in [
        ("byline", json!("Ada")),
        ("kicker", json!({ "label": "Harbour" })),
        ("image", json!({ "alt": "A ferry" })),
        ("tags", json!([{ "url": "/ferries" }])),
        ("corrections", json!("none")),
        ("live", json!("perhaps")),
        ("body", json!({ "type": "divider" })),
    ] {
        let text = json!({ "headline": "Good news", key: value }).to_string();
        let reading = read(text.as_bytes()).unwrap();
        let error = Article::try_from(&reading.article).unwrap_err();
        assert_eq!(error.path(), format!("$.{key}"));
        assert!(serde_json::from_str::<Article>(&text).is_err());
    }
}

#[test]
fn unknown_fields_and_types_come_back_in_their_order() {
    let text = r#"{"headline":"Good news","body":[{"type":"quiz","question":"How many decks?","answers":["Two"],"correct":0},{"type":"paragraph","text":[{"text":"Away","zoom":2}],"tone":"calm","align":"end"}],"standfrst":"Misspelt"}"#;
    let article: Article = serde_json::from_str(text).unwrap();
    assert_eq!(article.extra["standfrst"], "Misspelt");
    assert_eq!(serde_json::to_string(&article).unwrap(), text);
}

#[test]
fn null_is_the_same_as_an_absent_field() {
    let article: Article = serde_json::from_value(json!({
        "headline": ["Good ", null, "news"], "id": null, "byline": null, "live": null, "tags": null, "body": [
            { "type": "list", "style": null, "start": null, "items": ["Rope"] },
            { "type": "table", "head": null, "rows": [[null, 7]], "rowHeaders": null },
        ],
    }))
    .unwrap();
    let expected = Article::new(["Good ", "news"])
        .block(List::new(["Rope"]))
        .block(Table::new([[Cell::default(), Cell::from(7)]]));
    assert_eq!(article, expected);
}

#[test]
fn what_the_reader_repairs_is_repaired_in_the_model() {
    let text = b"\xef\xbb\xbf{\"headline\":\"Lone \\ud800 surrogate\",\"body\":[{\"type\":\"image\",\"src\":\"a.jpg\",\"alt\":\"\",\"width\":1200.9,\"height\":675}]}";
    let reading = read(text).unwrap();
    let article = Article::try_from(&reading.article).unwrap();
    assert_eq!(article.headline.to_plain_text(), "Lone \u{fffd} surrogate");
    let Block::Image(block) = &article.body[0] else {
        panic!("{:?}", article.body);
    };
    assert_eq!(block.image.width, Some(1200));
    assert_eq!(
        rendered(&serde_json::to_vec(&article).unwrap()).0,
        rendered(text).0
    );
}

#[test]
fn nesting_as_deep_as_is_rendered_is_converted_and_deeper_is_an_error() {
    let nested = |depth: usize| {
        let open = r#"{"type":"list","items":[[{"type":"divider"},"#;
        let text = format!(
            r#"{{"headline":"Deep","body":[{}{}{}]}}"#,
            open.repeat(depth),
            r#"{"type":"divider"}"#,
            "]]}".repeat(depth)
        );
        let reading = read(text.as_bytes()).unwrap();
        Article::try_from(&reading.article).map(|article| {
            let written = Document::from(&article);
            let html = to_html(&written, &Options::default());
            assert_eq!(html, to_html(&reading.article, &Options::default()));
        })
    };
    // A server's threads have 2 MB of stack, as this one.
    nested(63).unwrap();
    for depth in [100, 30_000] {
        let error = nested(depth).unwrap_err();
        assert_eq!((error.code(), error.path()), ("wrong-type", "$"));
    }
}

#[test]
fn a_document_without_a_headline_still_renders() {
    let document = Document::from(&Article::new(""));
    assert_eq!(document.title(), "");
    assert!(to_html(&document, &Options::default()).starts_with("<article"));
}

#[test]
fn a_document_knows_its_title_language_dates_outline_and_length() {
    let json = std::fs::read("tests/fixtures/everything.json").unwrap();
    let reading = read(&json).unwrap();
    let document = &reading.article;
    assert_eq!(
        document.title(),
        "The island ferry sails again, all decks open"
    );
    assert_eq!(document.language().as_deref(), Some("en"));
    assert_eq!(document.published(), Some("2025-06-01T07:30:00+02:00"));
    assert_eq!(document.updated(), Some("2025-06-01T11:45:30.250+02:00"));
    let options = Options {
        heading_level: 1,
        id_prefix: "story-".into(),
        ..Options::default()
    };
    let html = to_html(document, &options);
    let outline = document.outline(&options);
    assert!(outline.len() > 5);
    assert!(
        outline
            .iter()
            .all(|section| section.id.starts_with("story-") && section.level > 1)
    );
    for section in &outline {
        assert!(
            html.contains(&format!("id=\"{}\"", section.id)),
            "{section:?}"
        );
    }
    assert!(
        document.words() > 300 && document.minutes() >= 2,
        "{}",
        document.words()
    );

    let broken = std::fs::read("tests/fixtures/broken.json").unwrap();
    let broken = read(&broken).unwrap().article;
    assert_eq!(
        (
            broken.language().as_deref(),
            broken.published(),
            broken.updated()
        ),
        (None, None, None)
    );
    assert!(broken.words() > 0);
}

#[test]
fn words_are_counted_where_the_reader_sees_them() {
    let article = Article::new("One two")
        .lang("de")
        .block(Block::paragraph(["three ".repeat(358).as_str(), "four"]))
        .block(Section::new("five").block(Block::image("six.jpg", "six")));
    let document = Document::from(&article);
    assert_eq!(document.words(), 2 + 358 + 1 + 1);
    // German is read at 179 words a minute.
    assert_eq!(document.minutes(), 2);
}

/// Every kind of block, and every field.
fn everything() -> Article {
    let image = || {
        Image::new("ferry-1200.jpg", "A white ferry")
            .size(1200, 675)
            .srcset([ImageSource::new("ferry-600.jpg", 600)])
            .sizes("100vw")
            .caption(Inline::from("The ").then(Span::new("Marigold").em()))
            .credit("Otto Lind")
            .href("https://example.org/ferry")
            .focus([0.25, 0.5])
    };
    let post = Post::new(
        Author::new("Island Ferry", "island_ferry")
            .avatar("https://example.org/a.jpg")
            .verified(Verified::Business),
    )
    .id("1929080000000000000")
    .url("https://x.com/island_ferry/status/1929080000000000000")
    .lang("en")
    .text("Away! #nightboat")
    .created("2025-06-01T07:03:00+02:00")
    .media([
        Media::photo("deck.jpg", "A crowded deck").size(1200, 800),
        Media::video([PostSource::new("wake.mp4")
            .mime("video/mp4")
            .bitrate(832_000)])
        .poster("wake.jpg")
        .duration(12.5),
    ])
    .quoted(
        Post::new(Author::new("Harbour", "harbour"))
            .gone(Gone::Deleted)
            .notice("Removed."),
    )
    .reply_to([ReplyTo::new("harbour").url("https://x.com/harbour")])
    .reposted_by(Author::new("Port", "port"))
    .place("The quay")
    .note("The boat left at 07:02.")
    .card(
        Card::new("https://example.org/fares", "Fares")
            .description("What it costs")
            .domain("example.org")
            .image("https://example.org/fares.jpg")
            .image_alt("A ticket"),
    )
    .poll(
        Poll::new([PollOption::new("Day", 12), PollOption::new("Night", 30)])
            .ends("2025-06-02")
            .closed(true),
    )
    .metrics(Metrics {
        likes: Some(218),
        views: Some(9000),
        ..Metrics::default()
    })
    .sensitive(true)
    .edited(true);
    Article::new(Inline::from("The night boat is ").then(Span::new("back").mark(Mark::Underline)))
        .id("night-boat")
        .lang("en")
        .dir(article_widget::model::Direction::Ltr)
        .url("https://example.org/night-boat")
        .kicker("Harbour")
        .standfirst("It left at ten past ten.")
        .byline([
            Person::new("Ada Brinewater")
                .role("Coast editor")
                .url("https://example.org/ada")
                .image("ada.jpg"),
            "Piers Holloway".into(),
        ])
        .publisher(
            Publisher::new("The Quayside Post")
                .url("https://example.org/")
                .logo("logo.svg"),
        )
        .published("2025-06-01T07:30:00+02:00")
        .updated("2025-06-01T11:45:00+02:00")
        .image(image())
        .corrections([Correction::new("Two decks, not three.").date("2025-06-02")])
        .tags([
            Tag::new("Ferries").url("https://example.org/ferries"),
            "Coast".into(),
        ])
        .block(
            Block::paragraph([
                "See ".into(),
                article_widget::model::Run::from(
                    Span::link("fares", "#fares").title("Fares").lang("en"),
                ),
            ])
            .id("opening")
            .lang("en"),
        )
        .block(Heading::new("Fares").level(2))
        .block(
            Section::new("Aboard").id("aboard").open(false).block(
                List::new([
                    Item::from("Cast off"),
                    Item::from(vec![Block::paragraph("Sound the horn")]),
                ])
                .numbered()
                .start(7),
            ),
        )
        .block(
            Quote::new("The sea is the same at night.")
                .cite("A deckhand")
                .url("https://example.org/deckhand"),
        )
        .block(Quote::default().body([Block::paragraph("So it is.")]))
        .block(Pullquote::new("Nine winters, one rope").cite("A deckhand"))
        .block(ImageBlock::from(image()).id("ferry"))
        .block(
            Gallery::new([
                Image::new("bow.jpg", "The bow"),
                Image::new("stern.jpg", ""),
            ])
            .caption("One boat, twice"),
        )
        .block(
            Video::new([Source::new("crossing.mp4").mime("video/mp4")])
                .poster("crossing.jpg")
                .size(1920, 1080)
                .tracks([Track::new("it.vtt", "it").label("Italiano")])
                .title("The crossing")
                .caption("In a minute")
                .credit("Otto Lind"),
        )
        .block(
            Audio::new(["horn.mp3"])
                .title("The horn")
                .caption("Two long")
                .credit("Otto Lind"),
        )
        .block(
            Table::new([
                [Cell::from("Adults"), Cell::from(4.5)],
                [Cell::from("Dogs"), Cell::from(0)],
            ])
            .caption("Fares")
            .head(["", "Day"])
            .row_headers(true),
        )
        .block(FactBox::new([Block::paragraph("Two crossings a day.")]).heading("In brief"))
        .block(
            Story::new("https://example.org/slipway", "Nine winters on the slipway")
                .kicker("Feature")
                .description("A boat")
                .image("slipway.jpg"),
        )
        .block(Code::new("fare = 4.5\n").language("python"))
        .block(Block::divider())
        .block(
            Embed::new("https://www.youtube.com/watch?v=dQ0aBcDeFgH")
                .title("The lamp")
                .provider("YouTube")
                .size(1280, 720)
                .image("lamp.jpg"),
        )
        .block(PostBlock::from(post).id("1929080000000000000"))
        .block(PostBlock::new().url("https://x.com/island_ferry/status/1929080000000000000"))
        .block(Slot::new("newsletter"))
}

fn everything_as_json() -> Value {
    let image = json!({
        "src": "ferry-1200.jpg", "alt": "A white ferry", "width": 1200, "height": 675,
        "srcset": [{ "src": "ferry-600.jpg", "width": 600 }], "sizes": "100vw",
        "caption": ["The ", { "text": "Marigold", "marks": ["em"] }], "credit": "Otto Lind",
        "href": "https://example.org/ferry", "focus": [0.25, 0.5],
    });
    let mut image_block = json!({ "type": "image", "id": "ferry" });
    image_block
        .as_object_mut()
        .unwrap()
        .extend(image.as_object().unwrap().clone());
    json!({
        "headline": ["The night boat is ", { "text": "back", "marks": ["underline"] }],
        "id": "night-boat", "lang": "en", "dir": "ltr", "url": "https://example.org/night-boat",
        "kicker": "Harbour", "standfirst": "It left at ten past ten.",
        "byline": [
            { "name": "Ada Brinewater", "role": "Coast editor", "url": "https://example.org/ada", "image": "ada.jpg" },
            { "name": "Piers Holloway" },
        ],
        "publisher": { "name": "The Quayside Post", "url": "https://example.org/", "logo": "logo.svg" },
        "published": "2025-06-01T07:30:00+02:00", "updated": "2025-06-01T11:45:00+02:00",
        "image": image,
        "corrections": [{ "text": "Two decks, not three.", "date": "2025-06-02" }],
        "tags": [{ "name": "Ferries", "url": "https://example.org/ferries" }, { "name": "Coast" }],
        "body": [
            { "type": "paragraph", "id": "opening", "lang": "en",
              "text": ["See ", { "text": "fares", "href": "#fares", "title": "Fares", "lang": "en" }] },
            { "type": "heading", "text": "Fares", "level": 2 },
            { "type": "section", "id": "aboard", "heading": "Aboard", "open": false, "body": [
                { "type": "list", "style": "number", "start": 7,
                  "items": ["Cast off", [{ "type": "paragraph", "text": "Sound the horn" }]] },
            ] },
            { "type": "quote", "text": "The sea is the same at night.", "cite": "A deckhand", "url": "https://example.org/deckhand" },
            { "type": "quote", "body": [{ "type": "paragraph", "text": "So it is." }] },
            { "type": "pullquote", "text": "Nine winters, one rope", "cite": "A deckhand" },
            image_block,
            { "type": "gallery", "items": [{ "src": "bow.jpg", "alt": "The bow" }, { "src": "stern.jpg", "alt": "" }], "caption": "One boat, twice" },
            { "type": "video", "sources": [{ "src": "crossing.mp4", "type": "video/mp4" }], "poster": "crossing.jpg",
              "width": 1920, "height": 1080, "tracks": [{ "src": "it.vtt", "lang": "it", "label": "Italiano" }],
              "title": "The crossing", "caption": "In a minute", "credit": "Otto Lind" },
            { "type": "audio", "sources": [{ "src": "horn.mp3" }], "title": "The horn", "caption": "Two long", "credit": "Otto Lind" },
            { "type": "table", "caption": "Fares", "head": ["", "Day"], "rows": [["Adults", 4.5], ["Dogs", 0]], "rowHeaders": true },
            { "type": "box", "heading": "In brief", "body": [{ "type": "paragraph", "text": "Two crossings a day." }] },
            { "type": "link", "url": "https://example.org/slipway", "title": "Nine winters on the slipway", "kicker": "Feature",
              "description": "A boat", "image": "slipway.jpg" },
            { "type": "code", "text": "fare = 4.5\n", "language": "python" },
            { "type": "divider" },
            { "type": "embed", "url": "https://www.youtube.com/watch?v=dQ0aBcDeFgH", "title": "The lamp", "provider": "YouTube",
              "width": 1280, "height": 720, "image": "lamp.jpg" },
            { "type": "tweet", "id": "1929080000000000000", "post": {
                "id": "1929080000000000000", "url": "https://x.com/island_ferry/status/1929080000000000000", "lang": "en",
                "text": "Away! #nightboat",
                "author": { "name": "Island Ferry", "handle": "island_ferry", "avatar": "https://example.org/a.jpg", "verified": "business" },
                "created": "2025-06-01T07:03:00+02:00",
                "media": [
                    { "kind": "photo", "src": "deck.jpg", "alt": "A crowded deck", "width": 1200, "height": 800 },
                    { "kind": "video", "poster": "wake.jpg", "duration": 12.5,
                      "sources": [{ "src": "wake.mp4", "type": "video/mp4", "bitrate": 832_000 }] },
                ],
                "quoted": { "author": { "name": "Harbour", "handle": "harbour" }, "gone": "deleted", "notice": "Removed." },
                "replyTo": { "handle": "harbour", "url": "https://x.com/harbour" },
                "repostedBy": { "name": "Port", "handle": "port" },
                "place": "The quay", "note": "The boat left at 07:02.",
                "card": { "url": "https://example.org/fares", "title": "Fares", "description": "What it costs",
                          "domain": "example.org", "image": "https://example.org/fares.jpg", "imageAlt": "A ticket" },
                "poll": { "options": [{ "label": "Day", "votes": 12 }, { "label": "Night", "votes": 30 }], "ends": "2025-06-02", "final": true },
                "metrics": { "likes": 218, "views": 9000 },
                "sensitive": true, "edited": true,
            } },
            { "type": "tweet", "url": "https://x.com/island_ferry/status/1929080000000000000" },
            { "type": "slot", "name": "newsletter" },
        ],
    })
}

#[test]
fn cells_with_attributes_and_a_last_row_are_kept() {
    let table = json!({
        "type": "table",
        "rows": [[{ "text": "Adults", "header": true }, 4.5]],
        "foot": [{ "text": ["Cash ", { "text": "only", "marks": ["strong"] }], "colspan": 2, "rowspan": 1 }],
    });
    let block: Block = serde_json::from_value(table.clone()).unwrap();
    let expected = Table::new([[
        Cell::from(TableCell::new("Adults").header(true)),
        Cell::from(4.5),
    ]])
    .foot([
        TableCell::new(Inline::from("Cash ").then(Span::new("only").strong()))
            .colspan(2)
            .rowspan(1),
    ]);
    assert_eq!(block, expected.into());
    assert_eq!(serde_json::to_value(&block).unwrap(), table);
}
