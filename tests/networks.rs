//! Posts of Bluesky, the Fediverse and Threads, in the forms in which publishers have them. Those of the corpus are not ours
//! and not part of this repository; a table shows what is made of each.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic,
    clippy::print_stdout
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use article_widget::{Options, Severity, read, to_html};
use html5ever::tendril::TendrilSink;
use markup5ever_rcdom::{Handle, NodeData, RcDom};
use serde_json::{Value, json};

const CORPUS: &str = "../shared/corpora/posts";

struct Rendered {
    html: String,
    errors: Vec<String>,
}

fn render(block: &Value) -> Rendered {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).unwrap();
    let errors = reading
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| format!("{} {} {}", found.code, found.path, found.message));
    Rendered {
        html: to_html(&reading.article, &Options::default()),
        errors: errors.collect(),
    }
}

fn parse(html: &str) -> Handle {
    html5ever::parse_document(RcDom::default(), Default::default())
        .one(html)
        .document
}

fn attribute(node: &Handle, name: &str) -> Option<String> {
    let NodeData::Element { attrs, .. } = &node.data else {
        return None;
    };
    let attrs = attrs.borrow();
    let found = attrs.iter().find(|attr| &*attr.name.local == name)?;
    Some(found.value.to_string())
}

fn has_class(node: &Handle, class: &str) -> bool {
    attribute(node, "class").is_some_and(|classes| classes.split(' ').any(|one| one == class))
}

fn tag(node: &Handle) -> String {
    match &node.data {
        NodeData::Element { name, .. } => name.local.to_string(),
        _ => String::new(),
    }
}

/// All elements with a class, outermost first; `deep` also inside such elements.
fn with_class(node: &Handle, class: &str, found: &mut Vec<Handle>) {
    if has_class(node, class) {
        found.push(node.clone());
    }
    for child in node.children.borrow().iter() {
        with_class(child, class, found);
    }
}

/// The text of an element, pictures by their descriptions.
fn text(node: &Handle, skip: &dyn Fn(&Handle) -> bool, out: &mut String) {
    match &node.data {
        NodeData::Text { contents } => out.push_str(&contents.borrow()),
        NodeData::Element { .. } if skip(node) => {}
        _ => {
            match tag(node).as_str() {
                "br" => out.push('\n'),
                "img" => out.push_str(&attribute(node, "alt").unwrap_or_default()),
                "p" | "div" | "li" | "blockquote" | "pre" | "ul" | "ol" | "h1" | "h2" | "h3"
                | "h4" => out.push('\n'),
                _ => {}
            }
            for child in node.children.borrow().iter() {
                text(child, skip, out);
            }
            if has_class(node, "ellipsis") {
                out.push('…');
            }
            if matches!(
                tag(node).as_str(),
                "p" | "div" | "li" | "blockquote" | "pre"
            ) {
                out.push('\n');
            }
        }
    }
}

fn text_of(node: &Handle) -> String {
    let mut out = String::new();
    // Emoji have their codes beside them until they are loaded.
    text(node, &|node| has_class(node, "aw-emoji-code"), &mut out);
    out
}

/// The card of the post itself, and what it has of a class outside quoted posts.
struct Card {
    root: Handle,
    /// A node that is dropped takes all below it along.
    _document: Handle,
}

impl Card {
    fn of(html: &str) -> Self {
        let mut found = Vec::new();
        let document = parse(html);
        with_class(&document, "aw-tweet", &mut found);
        Self {
            root: found.into_iter().next().expect("a card"),
            _document: document,
        }
    }

    fn parts(&self, class: &str) -> Vec<Handle> {
        let mut inner = Vec::new();
        for child in self.root.children.borrow().iter() {
            if !has_class(child, "aw-tweet") {
                collect_outside_quotes(child, class, &mut inner);
            }
        }
        inner
    }

    fn text(&self, class: &str) -> String {
        let texts: Vec<_> = self.parts(class).iter().map(text_of).collect();
        texts.join(" ").trim().to_owned()
    }

    fn quotes(&self) -> usize {
        let mut found = Vec::new();
        with_class(&self.root, "aw-tweet", &mut found);
        found.len() - 1
    }

    fn is_gone(&self) -> bool {
        has_class(&self.root, "aw-tweet-gone")
    }
}

fn collect_outside_quotes(node: &Handle, class: &str, found: &mut Vec<Handle>) {
    if has_class(node, "aw-tweet") {
        return;
    }
    if has_class(node, class) {
        found.push(node.clone());
    }
    for child in node.children.borrow().iter() {
        collect_outside_quotes(child, class, found);
    }
}

/// White space as a reader sees it, and without the signs that stand for lists and quotations.
fn words(text: &str) -> Vec<String> {
    text.split_whitespace()
        .filter(|word| {
            !matches!(*word, "•" | ">")
                && word
                    .strip_suffix('.')
                    .is_none_or(|number| number.parse::<u8>().is_err())
        })
        .map(str::to_owned)
        .collect()
}

/// The text of a Bluesky post, found by its place alone.
fn bluesky_text(payload: &Value) -> Option<String> {
    let places = [
        "/thread/post/record",
        "/post/record",
        "/posts/0/record",
        "/feed/0/post/record",
        "/data/record",
        "/0/record",
        "/records/0/value",
        "/record",
        "/value",
        "",
    ];
    let record = places
        .iter()
        .find_map(|place| payload.pointer(place).filter(|it| it["text"].is_string()))?;
    Some(record["text"].as_str()?.replace("\r\n", "\n"))
}

/// The text of a status or an ActivityPub object, by a parser of HTML that isn't ours.
fn fediverse_text(payload: &Value) -> Option<String> {
    let payload = payload
        .get("object")
        .filter(|it| it.is_object())
        .unwrap_or(payload);
    let payload = payload
        .get("reblog")
        .filter(|it| it.is_object())
        .unwrap_or(payload);
    let content = payload["content"].as_str().or_else(|| {
        let (_, text) = payload["contentMap"].as_object()?.iter().next()?;
        text.as_str()
    })?;
    let quote = payload.get("quote").or(payload.pointer("/pleroma/quote"));
    let quoting = quote.is_some_and(|quote| {
        let state = quote["state"].as_str().unwrap_or("accepted");
        state != "accepted" || quote["quoted_status"].is_object() || quote["content"].is_string()
    });
    let skipped = [
        "script", "style", "iframe", "object", "svg", "math", "template", "form",
    ];
    let skip = |node: &Handle| {
        skipped.contains(&tag(node).as_str())
            || has_class(node, "invisible")
            || quoting && has_class(node, "quote-inline")
    };
    let mut out = String::new();
    text(&parse(content), &skip, &mut out);
    Some(out)
}

fn files() -> Vec<(&'static str, PathBuf)> {
    let mut found = Vec::new();
    for network in ["bluesky", "mastodon", "threads"] {
        let folder = Path::new(CORPUS).join(network);
        let mut entries: Vec<_> = fs::read_dir(folder)
            .into_iter()
            .flatten()
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|kind| kind != "tsv"))
            .collect();
        entries.sort();
        found.extend(entries.into_iter().map(|path| (network, path)));
    }
    if found.is_empty() {
        println!("skipped: there is no corpus at {CORPUS}");
    }
    found
}

#[test]
fn every_stored_post_is_rendered_with_its_own_words_and_without_an_error() {
    let mut wrong = Vec::new();
    println!(
        "| file | network | form | author | handle | letters | links | media | quotes | gone |"
    );
    println!("| --- | --- | --- | --- | --- | --: | --: | --: | --: | --- |");
    for (network, path) in files() {
        let name = format!("{network}/{}", path.file_name().unwrap().to_string_lossy());
        let source = fs::read_to_string(&path).unwrap();
        let json: Option<Value> = serde_json::from_str(&source).ok();
        let (form, value) = match &json {
            None => ("html", Value::from(source.clone())),
            Some(json) if json.get("provider_name").is_some() && json.get("html").is_some() => {
                ("oembed", json.clone())
            }
            Some(json) => ("data", json.clone()),
        };
        let Rendered { html, errors } = render(&json!({ "type": "post", form: value }));
        let card = Card::of(&html);
        println!(
            "| {name} | {} | {form} | {} | {} | {} | {} | {} | {} | {} |",
            attribute(&card.root, "data-network").unwrap_or_default(),
            card.text("aw-tweet-author"),
            card.text("aw-tweet-handle"),
            card.text("aw-tweet-text").chars().count(),
            card.parts("aw-link").len(),
            card.parts("aw-media-item").len(),
            card.quotes(),
            if card.is_gone() {
                card.text("aw-tweet-note")
            } else {
                String::new()
            },
        );
        if !errors.is_empty() {
            wrong.push(format!("{name}: {errors:?}"));
        }
        if html.contains("aw-kept") || html.contains("aw-paragraph") {
            wrong.push(format!("{name}: not recognised: {html}"));
        }
        if card.is_gone() {
            let spoken = card.text("aw-tweet-text");
            if !spoken.is_empty() {
                wrong.push(format!("{name}: gone, and yet it says {spoken:?}"));
            }
            continue;
        }
        let expected = match (network, &json) {
            ("bluesky", Some(json)) if form == "data" => bluesky_text(json),
            ("mastodon", Some(json)) if form == "data" => fediverse_text(json),
            _ => None,
        };
        if let Some(expected) = expected {
            let shown = card.text("aw-tweet-text");
            if words(&shown) != words(&expected) {
                wrong.push(format!("{name}:\n  {shown:?}\n  {expected:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The article's posts of a fixture of ours, by the headings above them.
fn fixture() -> Vec<Value> {
    let source = fs::read("tests/fixtures/networks.json").unwrap();
    let article: Value = serde_json::from_slice(&source).unwrap();
    let blocks = article["body"].as_array().unwrap().iter();
    blocks
        .filter(|block| block["type"] == "tweet")
        .cloned()
        .collect()
}

/// The first post of the fixture of a network.
fn sample(network: &str) -> Value {
    let posts = fixture();
    let place = match network {
        "bluesky" => 0,
        "mastodon" => 4,
        _ => 8,
    };
    posts[place]["data"].clone()
}

fn card(block: Value) -> (Card, String) {
    let html = render(&block).html;
    (Card::of(&html), html)
}

#[test]
fn post_and_tweet_are_two_names_of_one_block() {
    for block in fixture() {
        let mut other = block.clone();
        other["type"] = "post".into();
        assert_eq!(render(&block).html, render(&other).html);
    }
}

#[test]
fn a_card_links_to_profiles_hashtags_and_the_post_on_its_own_network() {
    let hrefs = |network: &str| -> Vec<String> {
        let (_, html) = card(json!({ "type": "post", "data": sample(network) }));
        let pieces = html.split("href=\"").skip(1);
        pieces
            .map(|rest| rest.split('"').next().unwrap().to_owned())
            .collect()
    };
    let bluesky = hrefs("bluesky");
    for href in [
        "https://bsky.app/profile/did:plc:ferrypilot0000000000000a",
        "https://harbour.example/night-boat",
        "https://bsky.app/profile/did:plc:harbour00000000000000000",
        "https://bsky.app/hashtag/nightboat",
        "https://bsky.app/profile/did:plc:ferrypilot0000000000000a/post/3kabcdefgh001",
    ] {
        assert!(
            bluesky.iter().any(|found| found == href),
            "{href} in {bluesky:?}"
        );
    }
    let mastodon = hrefs("mastodon");
    for href in [
        "https://social.example/@ada",
        "https://social.example/tags/harbour",
        "https://harbour.example/berths/and/tides",
        "https://social.example/@ada/113000000000000001",
    ] {
        assert!(
            mastodon.iter().any(|found| found == href),
            "{href} in {mastodon:?}"
        );
    }
    let threads = hrefs("threads");
    for href in [
        "https://www.threads.com/@harbour.works",
        "https://www.threads.com/@nadia.brook",
        "https://www.threads.com/@harbour.works/post/C0ffee12345",
    ] {
        assert!(
            threads.iter().any(|found| found == href),
            "{href} in {threads:?}"
        );
    }
}

#[test]
fn a_post_in_our_own_form_links_on_the_network_that_it_names() {
    let post = |network: &str, handle: &str| {
        let post = json!({ "network": network, "text": "Ask @x.example or @ann@social.example #tide", "author": { "name": "N", "handle": handle },
            "url": "https://social.example/@n/1" });
        render(&json!({ "type": "post", "post": post })).html
    };
    let bluesky = post("bluesky", "n.example");
    assert!(
        bluesky.contains("href=\"https://bsky.app/profile/n.example\""),
        "{bluesky}"
    );
    assert!(
        bluesky.contains("href=\"https://bsky.app/profile/x.example\""),
        "{bluesky}"
    );
    let mastodon = post("mastodon", "n@social.example");
    assert!(
        mastodon.contains("href=\"https://social.example/@ann\""),
        "{mastodon}"
    );
    assert!(
        mastodon.contains("href=\"https://social.example/tags/tide\""),
        "{mastodon}"
    );
    let unknown = post("Harbour Talk", "n");
    assert!(!unknown.contains("x.com"), "{unknown}");
    assert!(unknown.contains("aria-label=\"Harbour Talk\""), "{unknown}");
}

#[test]
fn an_author_who_shows_posts_to_signed_in_readers_only_is_not_quoted_by_a_word() {
    let mut post = sample("bluesky");
    let words = post["record"]["text"].as_str().unwrap().to_owned();
    post["author"]["labels"] = json!([{ "src": "did:plc:x", "uri": "at://did:plc:x/app.bsky.actor.profile/self", "val": "!no-unauthenticated" }]);
    let (card, html) = card(json!({ "type": "post", "data": post }));
    assert!(card.is_gone());
    assert!(
        !html.contains(&words[..12]) && !html.contains("Nadia"),
        "{html}"
    );
    assert_eq!(
        card.text("aw-tweet-note"),
        "Its author shows this post to signed-in readers only."
    );
}

#[test]
fn private_posts_are_not_shown() {
    for visibility in ["private", "direct", "local", "list"] {
        let mut post = sample("mastodon");
        post["visibility"] = visibility.into();
        let (card, html) = card(json!({ "type": "post", "data": post }));
        assert!(
            card.is_gone() && !html.contains("Three boats"),
            "{visibility}: {html}"
        );
    }
}

#[test]
fn of_a_thread_the_post_is_shown_that_the_block_names() {
    let mut other = sample("bluesky");
    other["uri"] = "at://did:plc:other/app.bsky.feed.post/3kother".into();
    other["record"] = json!({ "$type": "app.bsky.feed.post", "text": "Another one" });
    let thread = json!({ "thread": { "post": sample("bluesky"), "replies": [{ "post": other }] } });
    let shown = |block: Value| card(block).0.text("aw-tweet-text");
    assert!(shown(json!({ "type": "post", "data": thread })).starts_with("Grüße"));
    let url = "https://bsky.app/profile/did:plc:other/post/3kother";
    assert_eq!(
        shown(json!({ "type": "post", "url": url, "data": thread })),
        "Another one"
    );
    let statuses = json!([sample("mastodon"), { "id": "9", "url": "https://social.example/@ada/9", "account": { "acct": "ada" }, "content": "<p>Nine</p>" }]);
    assert_eq!(
        shown(json!({ "type": "post", "id": "9", "data": statuses })),
        "Nine"
    );
}

#[test]
fn a_post_by_its_url_alone_is_named_after_its_network() {
    for (url, network, label) in [
        (
            "https://bsky.app/profile/n.example/post/3kabc?ref_src=embed",
            "bluesky",
            "View on Bluesky",
        ),
        (
            "https://social.example/@ann/113000000000000001",
            "mastodon",
            "View on social.example",
        ),
        (
            "https://social.example/users/ann/statuses/113000000000000001",
            "mastodon",
            "View on social.example",
        ),
        (
            "https://www.threads.net/@ann/post/C0ffee",
            "threads",
            "View on Threads",
        ),
        ("https://x.com/ann/status/20", "x", "View on X"),
    ] {
        let (card, html) = card(json!({ "type": "post", "url": url }));
        assert_eq!(
            attribute(&card.root, "data-network").unwrap(),
            network,
            "{url}"
        );
        assert!(html.contains(label), "{label}: {html}");
        let article =
            json!({ "headline": "H", "body": [{ "type": "post", "url": url }] }).to_string();
        let found = read(article.as_bytes()).unwrap().diagnostics;
        assert!(
            found.iter().any(|found| found.code == "post-without-data"),
            "{url}: {found:?}"
        );
    }
}

#[test]
fn converted_posts_render_as_those_they_were_made_of() {
    let article = fs::read("tests/fixtures/networks.json").unwrap();
    let converted = article_widget::convert_posts(&article).unwrap();
    let rendered = |json: &[u8]| {
        let reading = read(json).unwrap();
        assert_eq!(reading.diagnostics, []);
        to_html(&reading.article, &Options::default())
    };
    assert_eq!(rendered(&converted), rendered(&article));
    assert_eq!(article_widget::convert_posts(&converted), None);
    assert_eq!(article_widget::convert_posts(b"{"), None);
    let value: Value = serde_json::from_slice(&converted).unwrap();
    let posts = value["body"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|block| block["type"] == "tweet");
    assert!(posts.clone().count() > 8);
    for post in posts {
        assert!(
            post["post"].is_object() && post.get("data").is_none() && post.get("html").is_none(),
            "{post}"
        );
    }
}

#[test]
fn what_is_no_post_comes_through_the_conversion_as_it_was() {
    let odd = json!({ "headline": "\u{1}\"\\\n😀", "n": 1.5e300, "deep": [[[{}]], null, true],
        "body": [{ "type": "post", "data": sample("mastodon") }, { "type": "post", "data": { "weather": "fine" }, "url": "https://x.com/a/status/1" }] });
    let converted = article_widget::convert_posts(odd.to_string().as_bytes()).unwrap();
    let value: Value = serde_json::from_slice(&converted).unwrap();
    for key in ["headline", "n", "deep"] {
        assert_eq!(value[key], odd[key]);
    }
    assert_eq!(value["body"][1], odd["body"][1]);
}

#[test]
fn media_wait_for_each_server_by_itself() {
    let mut post = fixture()[5]["data"].clone();
    post["spoiler_text"] = "".into();
    post["sensitive"] = false.into();
    let (card, html) = card(json!({ "type": "post", "data": post }));
    assert_eq!(
        attribute(&card.root, "data-provider").unwrap(),
        "social.example"
    );
    assert!(
        html.contains("Show media from social.example") && !html.contains(" src="),
        "{html}"
    );
}

#[test]
fn custom_emoji_are_pictures_that_wait_and_their_codes_are_read_until_then() {
    let (_, html) = card(json!({ "type": "post", "data": sample("mastodon") }));
    assert!(
        html.contains("<img class=\"aw-emoji\" alt=\":lighthouse:\" title=\":lighthouse:\""),
        "{html}"
    );
    assert!(
        html.contains("data-src=\"favicon.svg\"")
            && html.contains("<span class=\"aw-emoji-code\">:lighthouse:</span>"),
        "{html}"
    );
}

#[test]
fn a_content_warning_folds_words_media_and_card_away() {
    let (card, html) = card(fixture()[5].clone());
    let warning = &card.parts("aw-tweet-warning")[0];
    assert_eq!(tag(warning), "details");
    assert!(text_of(warning).contains("How “The night boat” ends"));
    assert!(text_of(warning).contains("The captain did it"), "{html}");
    assert_eq!(card.parts("aw-media-item").len(), 1);
}

#[test]
fn text_outside_a_facet_is_never_a_link_and_bad_facets_cost_no_letter() {
    let text = "Ü see the map at example.org/map and #maps";
    let record = |facets: Value| {
        json!({ "uri": "at://did:plc:a/app.bsky.feed.post/3k", "author": { "did": "did:plc:a", "handle": "a.example" },
        "record": { "$type": "app.bsky.feed.post", "text": text, "facets": facets } })
    };
    let link = |start: i64, end: i64| json!({ "index": { "byteStart": start, "byteEnd": end }, "features": [{ "uri": "https://example.org/" }] });
    for facets in [
        json!([]),
        json!([link(1, 5)]),
        json!([link(9, 3)]),
        json!([link(-4, 3)]),
        json!([link(3, 900_000)]),
        json!([link(3, 9), link(5, 12)]),
        json!([null, {}, "x", { "index": null }, { "index": {}, "features": {} }]),
        json!({ "a": 1 }),
        json!("text"),
    ] {
        let (card, _) = card(json!({ "type": "post", "data": record(facets.clone()) }));
        assert_eq!(card.text("aw-tweet-text"), text, "{facets}");
    }
}

#[test]
fn nothing_that_a_field_can_be_breaks_a_post() {
    fn places(value: &Value, path: String, found: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                for (key, inner) in fields {
                    let key = key.replace('~', "~0").replace('/', "~1");
                    places(inner, format!("{path}/{key}"), found);
                }
            }
            Value::Array(items) => {
                for (index, inner) in items.iter().enumerate() {
                    places(inner, format!("{path}/{index}"), found);
                }
            }
            _ => {}
        }
        found.push(path);
    }
    let odd = [
        json!(null),
        json!({}),
        json!([]),
        json!("\u{202e}<b>\u{0}"),
        json!(-1.5e300),
        json!(true),
        json!([null, [], {}]),
    ];
    let mut rendered = 0;
    for block in fixture() {
        let mut found = Vec::new();
        places(&block, String::new(), &mut found);
        for path in found.iter().filter(|path| path.len() > "/data".len()) {
            for value in &odd {
                let mut block = block.clone();
                *block.pointer_mut(path).unwrap() = value.clone();
                let html = render(&block).html;
                assert!(!html.contains("<b>"), "{path}: {html}");
                rendered += 1;
            }
        }
    }
    assert!(rendered > 2000, "{rendered}");
}

#[test]
fn a_post_that_quotes_itself_again_and_again_ends() {
    let mut post = fixture()[1]["data"].clone();
    for _ in 0..60 {
        let inner = post.clone();
        post["embed"]["record"]["value"] = json!({ "text": "again" });
        post["embed"]["record"]["embeds"] = json!([{ "record": { "uri": "at://did:plc:a/app.bsky.feed.post/3k", "value": { "text": "deep" }, "embeds": [inner["embed"]] } }]);
    }
    let (card, _) = card(json!({ "type": "post", "data": post }));
    assert!(card.quotes() <= 5, "{}", card.quotes());
}

#[test]
fn five_hundred_emoji_and_a_poll_without_options_are_a_post() {
    let mut post = sample("mastodon");
    let emojis: Vec<Value> = (0..900)
        .map(|nth| json!({ "shortcode": format!("e{nth}"), "url": "https://a.example/e.png" }))
        .collect();
    post["emojis"] = emojis.into();
    let codes: String = (0..900).map(|nth| format!(":e{nth}:")).collect();
    post["content"] = format!("<p>{codes}</p>").into();
    post["poll"] = json!({ "options": [] });
    let (card, _) = card(json!({ "type": "post", "data": post }));
    assert_eq!(
        card.text("aw-tweet-text").replace(char::is_whitespace, ""),
        codes
    );
}

#[test]
fn html_of_a_hostile_server_is_words_and_checked_links() {
    let hostile = "<p onclick=x>a<script>b</script><a href=\"javascript:c\">d</a><a href='https://e.example/?f=1&amp;g'>h</a><img src=x onerror=i alt=j>\
        <iframe src=k>l</iframe><svg><a xlink:href=m>n</a></svg><math><mtext>o</math>p</p>q<plaintext>r</p><!--s--><p class=\"invisible\">t</p>";
    let mut post = sample("mastodon");
    post["content"] = hostile.into();
    let (card, html) = card(json!({ "type": "post", "data": post }));
    assert_eq!(words(&card.text("aw-tweet-text")).concat(), "adhjpqr");
    assert!(
        html.contains("href=\"https://e.example/?f=1&amp;g\"") && !html.contains("javascript"),
        "{html}"
    );
    let nested = format!(
        "{}x{}",
        "<blockquote><b>".repeat(20_000),
        "</b></blockquote>".repeat(20_000)
    );
    post["content"] = nested.into();
    let nested = Card::of(&render(&json!({ "type": "post", "data": post })).html);
    assert!(nested.text("aw-tweet-text").ends_with('x'));
}

#[test]
fn a_quoted_post_of_bluesky_without_a_uri_keeps_its_words() {
    let quoted = json!({ "$type": "app.bsky.embed.record#viewRecord", "author": { "handle": "ada.example" }, "value": { "text": "Quoted words" } });
    let data = json!({
        "uri": "at://did:plc:x/app.bsky.feed.post/3k",
        "author": { "handle": "ben.example", "displayName": "Ben" },
        "record": { "text": "Look at this" },
        "embed": { "$type": "app.bsky.embed.record#view", "record": quoted },
    });
    let (_, html) = card(json!({ "type": "post", "data": data }));
    assert!(
        html.contains("Look at this") && html.contains("Quoted words"),
        "{html}"
    );
}

#[test]
fn an_object_whose_text_is_no_text_is_no_post_of_x() {
    let data = json!({ "text": [], "account": { "acct": "ada", "url": "https://social.example/@ada" }, "content": "<p>Away!</p>" });
    let (_, html) = card(json!({ "type": "post", "data": data }));
    assert!(
        html.contains("Away!") && html.contains(r#"data-network="mastodon""#),
        "{html}"
    );
}

#[test]
fn the_content_of_another_network_is_not_taken_for_a_post_of_x() {
    let mut status = sample("mastodon");
    status["account"] = Value::Null;
    status["content"] = json!({ "text": "", "id_str": null });
    status["quote"] = json!({ "state": "accepted", "quoted_status": {
        "url": "https://other.example/@quay/9",
        "account": { "acct": "quay@other.example", "url": "https://other.example/@quay" },
        "content": "Deliveries come on Tuesday",
    } });
    let (_, html) = card(json!({ "type": "post", "data": status }));
    assert!(html.contains("Deliveries come on Tuesday"), "{html}");
}
