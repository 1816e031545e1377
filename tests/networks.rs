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
    text(node, &|_| false, &mut out);
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
