//! Articles that are printed as plain text or Markdown come back from it, as far as that can say them.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

use std::fmt::Write;
use std::fs;

use article_widget::import::{Options, from_html, from_markdown, from_text};
use article_widget::model::Article;
use serde_json::{Value, json};

fn value(article: &Article) -> Value {
    serde_json::to_value(article).unwrap()
}

/// Inline text without its marks.
fn plain(text: &Value) -> String {
    match text {
        Value::Array(runs) => runs.iter().map(plain).collect(),
        Value::Object(span) => span["text"].as_str().unwrap().to_owned(),
        text => text.as_str().unwrap_or_default().to_owned(),
    }
}

fn items(block: &Value) -> Vec<String> {
    block["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(plain)
        .collect()
}

fn rows(block: &Value) -> Vec<Vec<String>> {
    let rows = block["rows"].as_array().unwrap();
    rows.iter()
        .map(|row| row.as_array().unwrap().iter().map(plain).collect())
        .collect()
}

/// An article as text that was copied from a page: a blank line after each block, but none after a heading.
fn as_text(article: &Value) -> String {
    let mut text = plain(&article["headline"]);
    if article["standfirst"].is_string() {
        write!(text, "\n{}", plain(&article["standfirst"])).unwrap();
    }
    let names: Vec<String> = article["byline"]
        .as_array()
        .into_iter()
        .flatten()
        .map(|person| plain(&person["name"]))
        .collect();
    if !names.is_empty() {
        write!(text, "\n\nBy {}", names.join(" and ")).unwrap();
    }
    for (key, word) in [("published", "\n\nPublished"), ("updated", "\nUpdated")] {
        if let Some(date) = article[key].as_str() {
            write!(text, "{word} {}", date.replace('T', " ")).unwrap();
        }
    }
    text.push_str("\n\n");
    for block in article["body"].as_array().unwrap() {
        let words = plain(&block["text"]);
        let block = match block["type"].as_str().unwrap() {
            "paragraph" => words,
            "heading" => {
                text.push_str(&words);
                text.push('\n');
                continue;
            }
            "list" if block["style"] == "number" => items(block)
                .iter()
                .enumerate()
                .map(|(at, item)| format!("{}. {item}", at + 1))
                .collect::<Vec<_>>()
                .join("\n"),
            "list" => items(block)
                .iter()
                .map(|item| format!("• {item}"))
                .collect::<Vec<_>>()
                .join("\n"),
            "quote" => format!("{words}\n— {}", plain(&block["cite"])),
            "table" => rows(block)
                .iter()
                .map(|row| row.join("\t"))
                .collect::<Vec<_>>()
                .join("\n"),
            "embed" => plain(&block["url"]),
            "tweet" => {
                let post = &block["post"];
                let (author, date) = (&post["author"], plain(&post["created"]));
                let (name, handle) = (plain(&author["name"]), plain(&author["handle"]));
                format!("{}\n\n— {name} (@{handle}) {date}", plain(&post["text"]))
            }
            kind => panic!("text can't say a {kind}"),
        };
        text.push_str(&block);
        text.push_str("\n\n");
    }
    text
}

#[test]
fn an_article_comes_back_from_plain_text() {
    for name in ["blank-lines", "dense-italian", "japanese", "wire", "word"] {
        let text = fs::read_to_string(format!("tests/fixtures/import/text/{name}.in.txt")).unwrap();
        let article = value(&from_text(&text, &Options::default()).unwrap().article);
        let printed = as_text(&article);
        let again = value(&from_text(&printed, &Options::default()).unwrap().article);
        assert_eq!(again, article, "{name}\n{printed}");
    }
}

/// Inline text as Markdown.
fn marked(text: &Value) -> String {
    match text {
        Value::Array(runs) => runs.iter().map(marked).collect(),
        Value::Object(span) => {
            let words = span["text"].as_str().unwrap();
            let mut marks: Vec<&str> = span
                .get("marks")
                .and_then(Value::as_array)
                .into_iter()
                .flatten()
                .map(|mark| mark.as_str().unwrap())
                .collect();
            // The innermost first.
            marks.reverse();
            let mut words = if marks.contains(&"code") {
                words.to_owned()
            } else {
                escaped(words)
            };
            for mark in marks {
                words = match mark {
                    "strong" => format!("**{words}**"),
                    "em" => format!("*{words}*"),
                    "strike" => format!("~~{words}~~"),
                    "code" => format!("`{words}`"),
                    mark => format!("<{mark}>{words}</{mark}>"),
                };
            }
            match span.get("href").and_then(Value::as_str) {
                Some(href) => format!("[{words}]({href})"),
                None => words,
            }
        }
        text => escaped(text.as_str().unwrap_or_default()),
    }
}

/// Text in which nothing is a sign of Markdown.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() || c == '\n' {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    escaped
}

fn indented(text: &str, by: &str) -> String {
    text.trim_end().replace('\n', &format!("\n{by}"))
}

fn row(cells: &Value) -> String {
    let cells: Vec<String> = cells.as_array().unwrap().iter().map(marked).collect();
    format!("| {} |\n", cells.join(" | "))
}

fn as_markdown(blocks: &Value) -> String {
    let mut text = String::new();
    for block in blocks.as_array().unwrap() {
        let words = marked(&block["text"]);
        match block["type"].as_str().unwrap() {
            "paragraph" => text.push_str(&words),
            "heading" => {
                let level = block["level"].as_u64().unwrap_or(2) as usize;
                write!(text, "{} {words}", "#".repeat(level)).unwrap();
            }
            "list" => {
                for (at, item) in block["items"].as_array().unwrap().iter().enumerate() {
                    let sign = match block["style"].as_str() {
                        Some("number") => {
                            format!("{}. ", at as u64 + block["start"].as_u64().unwrap_or(1))
                        }
                        _ => "- ".to_owned(),
                    };
                    let is_blocks = item
                        .as_array()
                        .is_some_and(|inner| inner[0].get("type").is_some());
                    let inner = if is_blocks {
                        as_markdown(item)
                    } else {
                        marked(item)
                    };
                    writeln!(text, "{sign}{}", indented(&inner, "   ")).unwrap();
                }
                // What parts two lists.
                text.push_str("\n<!-- -->");
            }
            "quote" => {
                let inner = if block["body"].is_array() {
                    as_markdown(&block["body"])
                } else {
                    words
                };
                write!(text, "> {}", indented(&inner, "> ")).unwrap();
            }
            "code" => {
                let (code, language) = (plain(&block["text"]), plain(&block["language"]));
                write!(text, "```{language}\n{code}\n```").unwrap();
            }
            "divider" => text.push_str("---"),
            "table" => {
                let head = &block["head"];
                text.push_str(&row(head));
                text.push_str(&"|---".repeat(head.as_array().unwrap().len()));
                text.push_str("|\n");
                block["rows"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .for_each(|cells| text.push_str(&row(cells)));
            }
            "image" => {
                let (src, alt) = (plain(&block["src"]), plain(&block["alt"]));
                write!(text, "![{alt}]({src}").unwrap();
                if block["caption"].is_string() {
                    write!(text, " \"{}\"", plain(&block["caption"])).unwrap();
                }
                text.push(')');
            }
            kind => panic!("Markdown can't say a {kind}"),
        }
        text.push_str("\n\n");
    }
    text
}

/// An article of everything that Markdown can say.
fn sayable() -> Value {
    json!({
        "headline": ["The ", { "text": "night", "marks": ["em"] }, " boat"],
        "body": [
            { "type": "paragraph", "text": ["It left at ", { "text": "ten past", "marks": ["strong"] }, " ", { "text": "ten", "marks": ["em", "strong"] },
                ", with ", { "text": "seven aboard", "href": "https://example.org/crew" }, ".\nNobody ", { "text": "waved", "marks": ["strike"] }, "."] },
            { "type": "heading", "text": ["Fares & ", { "text": "times", "marks": ["code"] }], "level": 2 },
            { "type": "list", "items": ["Adults: 4 €", [
                { "type": "paragraph", "text": "Children" },
                { "type": "list", "style": "number", "items": ["under six", "others"] },
            ]] },
            { "type": "list", "style": "number", "start": 3, "items": ["Cast off", ["Sound the ", { "text": "horn", "marks": ["em"] }]] },
            { "type": "heading", "text": "On deck", "level": 3 },
            { "type": "quote", "text": "I would rather be late." },
            { "type": "quote", "body": [
                { "type": "paragraph", "text": "One." },
                { "type": "list", "items": ["two", "three"] },
            ] },
            { "type": "divider" },
            { "type": "code", "text": "fn main() {\n    println!(\"<ferry>\");\n}", "language": "rust" },
            { "type": "table", "head": ["Day", "Time"], "rows": [["Mon", "7:00"], ["Fri", { "text": "9:00", "marks": ["strong"] }]] },
            { "type": "image", "src": "https://example.org/boat.jpg", "alt": "A boat", "caption": "At the quay" },
            { "type": "paragraph", "text": ["H", { "text": "2", "marks": ["sub"] }, "O, and more of it."] },
        ]
    })
}

#[test]
fn an_article_comes_back_from_markdown() {
    let article = sayable();
    let printed = format!(
        "# {}\n\n{}",
        marked(&article["headline"]),
        as_markdown(&article["body"])
    );
    let result = from_markdown(&printed, &Options::default()).unwrap();
    let again = value(&result.article);
    for (one, other) in [(&again["headline"], &article["headline"])]
        .into_iter()
        .chain(
            again["body"]
                .as_array()
                .unwrap()
                .iter()
                .zip(article["body"].as_array().unwrap()),
        )
    {
        assert_eq!(one, other, "{printed}");
    }
    assert_eq!(again, article, "{printed}");
    assert_eq!(result.diagnostics, [], "{printed}");
}

/// Whether Markdown can say a block of an article: its kind, all its fields, and text whose ends and letters stay.
fn is_sayable(block: &Value) -> bool {
    let fields: &[&str] = match block["type"].as_str().unwrap() {
        "paragraph" => &["text"],
        "heading" => &["text", "level"],
        "quote" => &["text"],
        "list" => &["items", "style", "start"],
        "code" => &["text", "language"],
        "divider" => &[],
        _ => return false,
    };
    let known = |key: &String| key == "type" || fields.contains(&key.as_str());
    block.as_object().unwrap().keys().all(known)
        && block["items"].as_array().into_iter().flatten().all(|item| {
            item.as_array()
                .is_none_or(|inner| inner[0].get("type").is_none())
                && is_sayable_text(item)
        })
        && match block["type"].as_str() {
            // A fence ends the last line.
            Some("code") => !plain(&block["text"]).ends_with('\n'),
            Some("divider" | "list") => true,
            _ => is_sayable_text(&block["text"]),
        }
        && !(block["type"] == "heading" && block["text"].to_string().contains("\\n"))
}

fn is_sayable_text(text: &Value) -> bool {
    let runs = text
        .as_array()
        .map_or(std::slice::from_ref(text), Vec::as_slice);
    let whole = plain(text);
    let lines_fit = whole
        .split('\n')
        .all(|line| !line.is_empty() && line.trim() == line && !line.contains("  "));
    // A mark stands at words, and marks that touch are one.
    lines_fit
        && !whole
            .contains(|c: char| c.is_control() && c != '\n' || matches!(c, '\u{fe00}'..='\u{ffff}'))
        && !["www.", "://"].iter().any(|sign| whole.contains(sign))
        && runs.iter().all(|run| match run {
            Value::Object(span) => span.keys().all(|key| key == "text"),
            _ => true,
        })
}

fn sayable_blocks(blocks: &Value, found: &mut Vec<Value>) {
    for block in blocks.as_array().unwrap() {
        if block["type"] == "section" {
            sayable_blocks(&block["body"], found);
        } else if is_sayable(block) {
            found.push(block.clone());
        }
    }
}

#[test]
fn what_markdown_can_say_of_our_articles_comes_back_from_it() {
    let mut count = 0;
    for name in FIXTURES {
        let json = fs::read(format!("tests/fixtures/{name}.json")).unwrap();
        let first = value(&serde_json::from_slice::<Article>(&json).unwrap());
        let mut blocks = Vec::new();
        if first["body"].is_array() {
            sayable_blocks(&first["body"], &mut blocks);
        }
        count += blocks.len();
        let body = Value::Array(blocks);
        let printed = format!("# {name}\n\n{}", as_markdown(&body));
        let again = value(
            &from_markdown(&printed, &Options::default())
                .unwrap()
                .article,
        );
        let again = comparable(&again["body"], 2);
        let body = comparable(&body, 2);
        let (body, again) = (body.as_array().unwrap(), again.as_array());
        for (one, other) in body.iter().zip(again.into_iter().flatten()) {
            let mut found = Vec::new();
            differences("$", one, other, &mut found);
            // Bullets and the number 1 are the defaults.
            found.retain(|(path, _, other)| {
                !(["$.style", "$.start"].contains(&path.as_str()) && other.is_null())
            });
            assert!(found.is_empty(), "{name}: {found:?}");
        }
        assert_eq!(again.map_or(0, Vec::len), body.len(), "{name}");
    }
    assert!(count > 100, "{count}");
}

#[test]
fn an_article_from_markdown_comes_back_from_our_html() {
    let article = sayable();
    let json = serde_json::to_vec(&article).unwrap();
    let html = article_widget::read(&json).unwrap().to_html();
    let again = from_html(&html, &Options::default()).unwrap().article;
    let document = article_widget::Document::from(&again);
    assert_eq!(
        article_widget::to_html(&document, &article_widget::Options::default()),
        html
    );
}

/// Runs as an article that is read holds them: neighbours without marks are one.
fn joined(runs: &[Value]) -> Value {
    let mut joined: Vec<Value> = Vec::new();
    for run in runs {
        let alone = run.as_object().is_some_and(|span| span.len() == 1);
        let run = if alone { &run["text"] } else { run };
        match (joined.last_mut(), run) {
            (Some(Value::String(last)), Value::String(text)) => last.push_str(text),
            (_, run) => joined.push(run.clone()),
        }
    }
    if joined.len() == 1 {
        joined.remove(0)
    } else {
        Value::Array(joined)
    }
}

/// An article with what looks alike in one form: sections are headings, whose highest level is that of sections.
fn comparable(value: &Value, depth: u64) -> Value {
    let is_block = |one: &Value| one["type"].is_string();
    let is_run = |one: &Value| one.is_string() || one["text"].is_string();
    match value {
        Value::Array(blocks) if blocks.iter().any(is_block) => {
            let level = |block: &Value| block["level"].as_u64().unwrap_or(2);
            let headings = blocks.iter().filter(|block| block["type"] == "heading");
            let top = headings.map(level).min().unwrap_or(2);
            let mut flat = Vec::new();
            let mut inside = depth;
            for block in blocks {
                let open = block["open"] != false && block["published"].is_null();
                if block["type"] == "section" && open {
                    let heading = json!({ "type": "heading", "level": depth, "text": block["heading"], "id": block["id"], "lang": block["lang"] });
                    flat.push(comparable(&heading, depth));
                    if let Value::Array(inner) = comparable(&block["body"], depth + 1) {
                        flat.extend(inner);
                    }
                    inside = depth + 1;
                    continue;
                }
                let mut block = comparable(block, inside);
                if block["type"] != "heading" {
                    flat.push(block);
                    continue;
                }
                block["level"] = (level(&block) - top + depth).into();
                // An empty heading isn't shown, and a button holds no links: they follow it.
                let mut links = Vec::new();
                for run in block["text"].as_array_mut().into_iter().flatten() {
                    if run["href"].is_string() {
                        links.push(json!({ "type": "paragraph", "text": run }));
                        *run = run["text"].clone();
                    }
                }
                if let Value::Array(runs) = &block["text"] {
                    block["text"] = joined(runs);
                }
                if !plain(&block["text"]).trim().is_empty() {
                    flat.push(block);
                }
                flat.extend(links);
            }
            Value::Array(flat)
        }
        Value::Array(runs) if runs.iter().all(is_run) && runs.iter().any(Value::is_object) => {
            joined(runs)
        }
        Value::Array(list) => list.iter().map(|one| comparable(one, depth)).collect(),
        Value::Object(fields) => {
            let one = |(key, value): (&String, &Value)| {
                let list = ["rows", "items", "keyPoints"].contains(&key.as_str());
                let value = match value {
                    Value::Array(cells) if list => cells
                        .iter()
                        .map(|cell| match cell {
                            Value::Array(cells) if key == "rows" => cells.clone().into(),
                            cell => comparable(cell, depth),
                        })
                        .collect(),
                    value => comparable(value, depth),
                };
                (key.clone(), value)
            };
            let said = |(_, value): &(&String, &Value)| **value != "";
            fields.iter().filter(said).map(one).collect()
        }
        value => value.clone(),
    }
}

/// The fields that differ, as paths without indices, and both values.
fn differences(path: &str, one: &Value, other: &Value, found: &mut Vec<(String, Value, Value)>) {
    match (one, other) {
        (Value::Object(fields), Value::Object(others)) => {
            let added = others.keys().filter(|key| !fields.contains_key(*key));
            for key in fields.keys().chain(added) {
                differences(&format!("{path}.{key}"), &one[key], &other[key], found);
            }
        }
        (Value::Array(list), Value::Array(others)) if list.len() == others.len() => {
            for (one, other) in list.iter().zip(others) {
                differences(path, one, other, found);
            }
        }
        _ if one == other => {}
        _ => found.push((path.to_owned(), one.clone(), other.clone())),
    }
}

/// What our markup can't say, or says in another form that looks the same: in which fixture ("" for any), the end of the path, and why.
const UNSAID: [(&str, &str, &str); 43] = [
    ("", "$.id", "it stands in the page's head"),
    ("", "$.url", "it stands in the page's head"),
    (
        "minimal",
        "$.lang",
        "without one, markup has that of its words",
    ),
    ("", ".dir", "it is that of the language"),
    ("everything", ".focus", "only the nearest edge is shown"),
    (
        "everything",
        ".text.href",
        "a link inside the article loses the prefix of ids",
    ),
    ("typography", ".href", "spaces in a URL are escaped"),
    ("typography", "$.tags.url", "spaces in a URL are escaped"),
    (
        "everything",
        "$.body.id",
        "it is the heading's words, or in the post's URL",
    ),
    ("everything", ".body.body.id", "it is the heading's words"),
    ("networks", "$.body.id", "it is the heading's words"),
    ("posts", "$.body.id", "it is in the post's URL"),
    (
        "sections-from-headings",
        "$.body.id",
        "another heading has it already",
    ),
    ("everything", ".style", "bullets are the default"),
    ("everything", ".cite", "a link in a link can't be"),
    (
        "everything",
        ".tracks.label",
        "without one, the language's name is shown",
    ),
    (
        "everything",
        ".rows",
        "numbers are written in the article's language",
    ),
    (
        "everything",
        ".foot",
        "numbers are written in the article's language",
    ),
    (
        "everything",
        "$.body.width",
        "a link without a player has no size",
    ),
    (
        "everything",
        "$.body.height",
        "a link without a player has no size",
    ),
    (
        "nested-sections",
        ".level",
        "there are no headings below the eighth level",
    ),
    (
        "sections-from-headings",
        ".level",
        "skipped levels are closed up",
    ),
    (
        "typography",
        "$.body.text",
        "spaces at the ends, kinds of line ends and control characters aren't shown",
    ),
    ("", "$.body.url", "it is the post's own"),
    ("", ".post.url", "it is the block's own"),
    ("", ".post.created", "it is in the number of the post"),
    ("", ".post.id", "it is in the post's URL"),
    ("", ".quoted.id", "it is in the post's URL"),
    ("", ".verified", "its kind is a word of the language"),
    (
        "",
        ".metrics",
        "numbers are rounded, in words of the language",
    ),
    (
        "",
        ".poll",
        "shares are rounded, and votes are in words of the language",
    ),
    (
        "",
        ".gone",
        "the notice states why, in words of the language",
    ),
    (
        "",
        ".notice",
        "the notice that the language has for it is one then",
    ),
    ("", ".quoted.author", "it has no name"),
    ("posts", ".post.author", "it has no name"),
    (
        "posts",
        ".card.domain",
        "without one, that of the link is shown",
    ),
    ("", ".bitrate", "it only orders the files"),
    ("", ".duration", "whole seconds are shown"),
    ("", ".media.src", "the one file is in the list of files"),
    ("", ".media.sources", "the one file is in the list of files"),
    (
        "everything",
        ".card.image",
        "beside other media a card has no picture",
    ),
    (
        "everything",
        ".card.imageAlt",
        "beside other media a card has no picture",
    ),
    ("posts", ".author.avatar", "the larger file is shown"),
];

/// What a network gives is a post of ours in markup.
const PAYLOADS: [&str; 4] = ["$.body.html", "$.body.oembed", "$.body.data", "$.body.post"];

#[test]
fn an_article_comes_back_from_our_html_field_by_field() {
    let mut unused: Vec<_> = UNSAID.iter().collect();
    let mut lost = Vec::new();
    for name in FIXTURES {
        let json = fs::read(format!("tests/fixtures/{name}.json")).unwrap();
        let html = article_widget::read(&json).unwrap().to_html();
        let again = from_html(&html, &Options::default()).unwrap().article;
        let first: Article = serde_json::from_slice(&json).unwrap();
        let mut found = Vec::new();
        let (first, again) = (comparable(&value(&first), 2), comparable(&value(&again), 2));
        differences("$", &first, &again, &mut found);
        for (path, one, other) in found {
            let fits = |(fixture, end, _): &(&str, &str, &str)| {
                (fixture.is_empty() || *fixture == name) && path.ends_with(end)
            };
            unused.retain(|known| !fits(known));
            let payload = PAYLOADS.contains(&path.as_str()) && (one.is_null() || other.is_null());
            if !payload && !UNSAID.iter().any(fits) {
                lost.push(format!("{name} {path}: {one} -> {other}"));
            }
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
    assert!(unused.is_empty(), "markup says these: {unused:?}");
}

/// All but `broken`, which is no article of the model.
const FIXTURES: [&str; 10] = [
    "everything",
    "italian",
    "japanese",
    "minimal",
    "nested-sections",
    "networks",
    "posts",
    "rtl",
    "sections-from-headings",
    "typography",
];
