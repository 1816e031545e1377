//! Every word of a source is in the article, in order, and no other: the sources are read by parsers of other people, or by a walk over
//! the fields that hold text, letter by letter. What differs on purpose is listed in `exceptions.json`, with the reason.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

mod article;
mod html;
mod json;
mod letters;
mod markdown;
mod xml;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use article_widget::import::{Format, Options, import};
use letters::Letters;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Exceptions {
    /// Why they are.
    why: String,
    /// Texts of the source that stand elsewhere in the article.
    #[serde(default)]
    moved: Vec<String>,
    /// Texts of the source that aren't in the article.
    #[serde(default)]
    left_out: Vec<String>,
    /// Texts of the article that aren't in the source.
    #[serde(default)]
    added: Vec<String>,
    /// Texts of the head that are where the reader of the source doesn't look, such as in attributes.
    #[serde(default)]
    elsewhere: Vec<String>,
}

fn fixtures() -> Vec<(Format, PathBuf)> {
    let mut found = Vec::new();
    for format in Format::ALL {
        let folder = format!("tests/fixtures/import/{format}");
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.to_str().unwrap().contains(".in.") {
                found.push((*format, path));
            }
        }
    }
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found
}

fn source(format: Format, path: &Path) -> Letters {
    let text = fs::read_to_string(path).unwrap();
    let kind = path.extension().unwrap().to_str().unwrap();
    match (format, kind) {
        (_, "json") => json::text(format, &text),
        (_, "md") => markdown::text(&text),
        (_, "html") => html::text(&text),
        (Format::WordPress, "xml") => xml::text(
            &text,
            &["author_display_name"],
            &["title", "category", "encoded"],
        ),
        (Format::Nitf, "xml") => xml::text(
            &text,
            &["hedline", "byline", "dateline", "body.content", "body.end"],
            &[],
        ),
        (Format::NewsMl, "xml") => xml::text(
            &text,
            &[
                "headline",
                "by",
                "creditline",
                "HeadLine",
                "DateLine",
                "ByLine",
                "body",
                "body.content",
                "DataContent",
            ],
            &["inlineData"],
        ),
        _ => Letters::of(&text),
    }
}

#[test]
fn every_word_of_a_source_is_in_the_article_in_order_and_no_other() {
    let all = fs::read_to_string("tests/import_words/exceptions.json").unwrap();
    let mut all: BTreeMap<String, Exceptions> = serde_json::from_str(&all).unwrap();
    let mut faults = Vec::new();
    for (format, path) in fixtures() {
        let name = path
            .strip_prefix("tests/fixtures/import")
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        let result = import(&fs::read(&path).unwrap(), &Options::default()).unwrap();
        let article = serde_json::to_value(&result.article).unwrap();
        let mut source = source(format, &path);
        let mut body = article::body(&article);
        let mut fault = |text: String| faults.push(format!("{name}: {text}"));
        let exceptions = all.remove(&name);
        for text in article::head(&article) {
            let elsewhere = exceptions.iter().flat_map(|one| &one.elsewhere);
            if !source.take(&text)
                && !elsewhere
                    .into_iter()
                    .any(|known| Letters::of(known).difference(&text).is_none())
            {
                fault(format!(
                    "the head's text isn't in the source: {}",
                    Letters::default().difference(&text).unwrap()
                ));
            }
        }
        if let Some(exceptions) = &exceptions {
            assert!(exceptions.why.len() > 10, "{name}: why?");
            let (moved, left_out) = (&exceptions.moved, &exceptions.left_out);
            for text in left_out.iter().chain(moved) {
                if !source.take(&Letters::of(text)) {
                    fault(format!("the source has no {text:?}"));
                }
            }
            for text in moved.iter().chain(&exceptions.added) {
                if !body.take(&Letters::of(text)) {
                    fault(format!("the article has no {text:?}"));
                }
            }
        }
        if let Some(difference) = source.difference(&body) {
            fault(difference);
        }
    }
    faults.extend(all.keys().map(|name| format!("there is no {name}")));
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}
