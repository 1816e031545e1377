//! Real payloads of the platform, in every form that it hands out. They are not ours and not part of this repository.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::print_stdout
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::{Path, PathBuf};

use article_widget::{Options, Severity, read, to_html};
use serde_json::{Value, json};

const CORPUS: &str = "../shared/corpora/tweets";

fn files(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<_> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "json") {
            found.push(path);
        }
    }
}

/// All payloads of the corpus with their forms; none if it isn't there.
fn payloads() -> Vec<(PathBuf, &'static str, Value)> {
    let mut found = Vec::new();
    files(Path::new(CORPUS), &mut found);
    if found.is_empty() {
        println!("skipped: there is no corpus at {CORPUS}");
    }
    found
        .into_iter()
        .map(|path| {
            let name = path.to_string_lossy();
            let form = ["syndication", "graphql", "v1.1", "v2", "oembed"]
                .into_iter()
                .find(|form| name[CORPUS.len()..].starts_with(&format!("/{form}")))
                .unwrap_or("?");
            let json = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
            (path, form, json)
        })
        .collect()
}

fn drawn(block: &Value) -> (String, Vec<String>) {
    let article = json!({ "headline": "H", "body": [block] }).to_string();
    let reading = read(article.as_bytes()).unwrap();
    let errors = reading
        .diagnostics
        .iter()
        .filter(|found| found.severity == Severity::Error)
        .map(|found| format!("{} {} {}", found.code, found.path, found.message));
    (
        to_html(&reading.article, &Options::default()),
        errors.collect(),
    )
}

fn block(form: &str, payload: &Value) -> Value {
    let field = if form == "oembed" { "oembed" } else { "data" };
    json!({ "type": "tweet", field: payload })
}

/// The text in the first element of that class, with line breaks.
fn text_of(html: &str, class: &str) -> Option<String> {
    let at = html.find(&format!("class=\"{class}\""))?;
    let start = at + html[at..].find('>')? + 1;
    let tag = html[..at].rfind('<')?;
    let name = html[tag + 1..].split(' ').next()?;
    let end = start + html[start..].find(&format!("</{name}>"))?;
    let mut text = String::new();
    let mut inside = false;
    for letter in html[start..end].replace("<br>", "\n").chars() {
        match letter {
            '<' => inside = true,
            '>' if inside => inside = false,
            _ if inside => {}
            _ => text.push(letter),
        }
    }
    Some(unescaped(&text))
}

fn unescaped(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The post inside a payload, as each form has it.
fn post(payload: &Value) -> &Value {
    // Of a conversation the first post that is there.
    let thread = "/data/threaded_conversation_with_injections_v2/instructions/0/entries";
    for entry in payload
        .pointer(thread)
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
    {
        let post = entry.pointer("/content/itemContent/tweet_results/result");
        if let Some(post) = post.filter(|post| post.get("legacy").is_some()) {
            return post;
        }
    }
    for pointer in ["/data/tweetResult/result", "/data/0", "/data"] {
        if let Some(post) = payload.pointer(pointer) {
            return post.get("tweet").unwrap_or(post);
        }
    }
    payload
}

/// What a reader should see of a payload's text, found another way than the crate does: by replacing short addresses
/// wherever they stand.
fn expected(payload: &Value) -> String {
    let mut post = post(payload);
    let mut legacy = post.get("legacy").unwrap_or(post);
    if let Some(original) = legacy.get("retweeted_status").filter(|it| it.is_object()) {
        (post, legacy) = (original, original);
    }
    let referenced = |way: &str| {
        let references = post.get("referenced_tweets")?.as_array()?;
        let id = &references.iter().find(|it| it["type"] == way)?["id"];
        let posts = payload.pointer("/includes/tweets")?.as_array()?;
        posts.iter().find(|it| it["id"] == *id)
    };
    if let Some(original) = referenced("retweeted") {
        legacy = original;
    }
    let text_in = |value: &Value| {
        let text = value.get("full_text").or(value.get("text"));
        text.and_then(Value::as_str).map(str::to_owned)
    };
    let extended = legacy.get("extended_tweet").unwrap_or(legacy);
    let note = post
        .pointer("/note_tweet/note_tweet_results/result")
        .or(post
            .pointer("/note_tweet")
            .filter(|note| note.get("text").is_some()));
    let whole = note.unwrap_or(extended);
    let mut text = text_in(whole).unwrap_or_default();
    let entities = whole.get("entity_set").or(whole.get("entities"));
    let hidden = extended
        .pointer("/display_text_range/0")
        .and_then(Value::as_u64);
    if note.is_none()
        && let Some(hidden) = hidden
    {
        text = text.chars().skip(hidden as usize).collect();
    }
    let quoted = [
        legacy.pointer("/quoted_tweet/id_str"),
        legacy.pointer("/quoted_status/id_str"),
        post.pointer("/quoted_status_result/result/rest_id"),
        referenced("quoted").and_then(|it| it.get("id")),
    ];
    let quoted = quoted.into_iter().flatten().find_map(Value::as_str);
    let media = legacy
        .pointer("/extended_entities/media")
        .or(legacy.get("mediaDetails"))
        .or(extended.pointer("/entities/media"))
        .or(post
            .pointer("/attachments/media_keys")
            .filter(|_| payload.pointer("/includes/media").is_some()));
    let links = |list: &str| {
        let list = entities.and_then(|entities| entities.get(list));
        list.and_then(Value::as_array).cloned().unwrap_or_default()
    };
    for link in links("media") {
        text = text.replace(link["url"].as_str().unwrap_or("\0"), "");
    }
    for link in links("urls").into_iter().rev() {
        let (short, long) = (link["url"].as_str().unwrap(), link["expanded_url"].as_str());
        let shown = link["display_url"].as_str().unwrap_or(short);
        let at_end = text.trim_end().ends_with(short);
        let is_quote = quoted.is_some_and(|id| long.is_some_and(|long| long.contains(id)));
        let is_media = media.is_some() && shown.starts_with("pic.");
        let shown = if is_media || (is_quote && at_end) {
            ""
        } else {
            shown
        };
        text = text.replace(short, shown);
    }
    let text = unescaped(&text).replace("\r\n", "\n").replace('\r', "\n");
    text.trim_end().to_owned()
}

#[test]
fn every_payload_is_drawn_with_its_own_words_and_without_an_error() {
    let mut wrong = Vec::new();
    for (path, form, payload) in payloads() {
        let (html, errors) = drawn(&block(form, &payload));
        let name = path.strip_prefix(CORPUS).unwrap().display().to_string();
        let author = text_of(&html, "aw-tweet-handle").unwrap_or_default();
        let text = text_of(&html, "aw-tweet-text").unwrap_or_default();
        let gone = html.contains("<article class=\"aw-tweet aw-tweet-gone\" data-block");
        println!(
            "{name:80} {form:11} {author:16} {:4} letters {:2} links {:2} media {}",
            text.chars().count(),
            html.matches("class=\"aw-link\"").count(),
            html.matches("aw-media-item").count(),
            if gone { "gone" } else { "" },
        );
        if !errors.is_empty() {
            wrong.push(format!("{name}: {errors:?}"));
        }
        if name.contains("failures") {
            if !gone {
                wrong.push(format!("{name}: not gone: {html}"));
            }
            continue;
        }
        if author.len() < 2 {
            wrong.push(format!("{name}: nobody wrote it: {html}"));
        }
        if form != "oembed" && text != expected(&payload) {
            wrong.push(format!("{name}:\n  {text:?}\n  {:?}", expected(&payload)));
        }
        if form == "oembed" {
            let code = payload["html"].as_str().unwrap();
            let start = code.find("<p").unwrap();
            let paragraph =
                &code[start + code[start..].find('>').unwrap() + 1..code.find("</p>").unwrap()];
            let words = text_of(&format!("<p class=\"x\">{paragraph}</p>"), "x").unwrap();
            if text != words {
                wrong.push(format!("{name}:\n  {text:?}\n  {words:?}"));
            }
        }
        if gone {
            wrong.push(format!("{name}: gone"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
