//! Articles from JSON of other systems: which format is which, references, slots; bad input; the examples in the documentation.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

mod bad_input;
mod documentation;
mod shapes;

use std::fs;
use std::path::PathBuf;

use article_widget::import::{Format, Import, Options, Resolved, detect, import};
use article_widget::model::{Article, Block, Image};
use article_widget::{Severity, read};
use serde_json::{Value, json};

/// The formats that are JSON.
const FORMATS: &[Format] = &[
    Format::Article,
    Format::WordPress,
    Format::PortableText,
    Format::ProseMirror,
    Format::Lexical,
    Format::Mobiledoc,
    Format::Contentful,
    Format::EditorJs,
    Format::Ans,
    Format::Guardian,
    Format::Bbc,
    Format::Ninjs,
    Format::Slate,
    Format::Notion,
    Format::Draft,
    Format::Quill,
    Format::Prismic,
    Format::Dato,
    Format::AppleNews,
    Format::JsonApi,
    Format::Dev,
];

/// All fixtures that are JSON, with their formats.
fn fixtures() -> Vec<(Format, PathBuf, String)> {
    let mut found = Vec::new();
    for format in FORMATS {
        let folder = format!("tests/fixtures/import/{format}");
        let mut count = 0;
        for file in fs::read_dir(&folder).unwrap() {
            let path = file.unwrap().path();
            if path.to_str().unwrap().ends_with(".in.json") {
                found.push((*format, path.clone(), fs::read_to_string(&path).unwrap()));
                count += 1;
            }
        }
        assert!(count > 0, "{folder} has no fixture");
    }
    found.sort_by(|one, other| one.1.cmp(&other.1));
    found
}

fn imported(json: &str) -> Import {
    import(json.as_bytes(), &Options::default()).unwrap_or_else(|error| panic!("{error}\n{json}"))
}

/// What is imported is an article without an error in it.
fn check(result: &Import, about: &str) {
    let json = serde_json::to_vec(&result.article).unwrap();
    let reading = read(&json).unwrap_or_else(|error| panic!("{about}: {error}"));
    // Our own blocks stay as they are, whatever they are.
    if result.format != Format::Article {
        let errors: Vec<_> = reading
            .diagnostics
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        assert!(
            errors.is_empty(),
            "{about}: {errors:?}\n{}",
            String::from_utf8_lossy(&json)
        );
    }
}

#[test]
fn each_fixture_is_recognised_as_its_format_alone_and_inside_other_data() {
    for (format, path, json) in fixtures() {
        let name = path.display();
        let found = detect(json.as_bytes()).unwrap_or_else(|| panic!("{name} isn't recognised"));
        assert_eq!(found.format, format, "{name}");
        let value: Value = serde_json::from_str(&json).unwrap();
        let inner = found.path.strip_prefix('$').unwrap();
        let wrapped =
            json!({ "status": "ok", "input": { "items": [{ "kind": 7 }], "it em": value } });
        let found = detect(wrapped.to_string().as_bytes()).unwrap();
        assert_eq!(found.format, format, "{name}, wrapped");
        assert_eq!(
            found.path,
            format!("$.input[\"it em\"]{inner}"),
            "{name}, wrapped"
        );
        // As text in a column of a database.
        let row = json!({ "id": 9, "column": json }).to_string();
        let result = imported(&row);
        assert_eq!(result.format, format, "{name}, as text");
        let plain = imported(&json);
        assert_eq!(result.article, plain.article, "{name}, as text");
        assert!(
            result
                .diagnostics
                .iter()
                .any(|one| one.code == "found-inside" && one.path.starts_with("$.column")),
            "{name}"
        );
        // Quoted as a whole.
        let quoted = Value::String(json.clone()).to_string();
        assert_eq!(imported(&quoted).article, plain.article, "{name}, quoted");
    }
}

#[test]
fn posts_of_networks_are_no_articles() {
    let mut files = Vec::new();
    let mut folders = vec![PathBuf::from("tests/fixtures/payloads")];
    for corpus in ["../shared/corpora/posts", "../shared/corpora/tweets"].map(PathBuf::from) {
        match corpus.is_dir() {
            true => folders.push(corpus),
            false => println!("skipped: {} is absent", corpus.display()),
        }
    }
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            match path.is_dir() {
                true => folders.push(path),
                false => files.push(path),
            }
        }
    }
    let mut count = 0;
    for path in files {
        let json = fs::read(&path).unwrap();
        let value = serde_json::from_slice::<Value>(&json);
        // Embed code is HTML.
        if value.is_ok_and(|value| !value.is_string()) {
            assert_eq!(detect(&json), None, "{}", path.display());
            count += 1;
        }
    }
    assert!(count >= 15, "{count} payloads");
}

#[test]
fn our_own_articles_stay_as_they_are() {
    for file in fs::read_dir("tests/fixtures").unwrap() {
        let path = file.unwrap().path();
        // It is broken on purpose, in ways that the typed model can't hold.
        if path.extension().is_none_or(|kind| kind != "json") || path.ends_with("broken.json") {
            continue;
        }
        let json = fs::read_to_string(&path).unwrap();
        let result = imported(&json);
        assert_eq!(result.format, Format::Article, "{}", path.display());
        let reading = read(json.as_bytes()).unwrap();
        let once = Article::try_from(&reading.article).unwrap();
        assert_eq!(result.article, once, "{}", path.display());
        assert_eq!(result.diagnostics, [], "{}", path.display());
    }
}

#[test]
fn what_is_wrong_in_the_head_of_our_own_article_keeps_its_words() {
    let result = imported(
        r#"{"headline":"H","standfirst":7,"byline":"Ada Fenn wrote this","body":[{"type":"paragraph","text":"P"}]}"#,
    );
    assert_eq!(result.article.standfirst, Some("7".into()));
    assert_eq!(result.article.body.len(), 2);
    let codes: Vec<_> = result
        .diagnostics
        .iter()
        .map(|one| (one.code, one.path.as_str()))
        .collect();
    assert_eq!(
        codes,
        [("wrong-type", "$.standfirst"), ("wrong-type", "$.byline")]
    );
}

// References.

#[test]
fn references_are_resolved_by_data_in_a_second_call() {
    for (_, path, json) in fixtures() {
        let first = imported(&json);
        let with = |resolved: &Resolved| {
            let resolve = first
                .references
                .iter()
                .map(|one| (one.id.clone(), resolved.clone()));
            let options = Options {
                resolve: resolve.collect(),
                ..Options::default()
            };
            let second = import(json.as_bytes(), &options).unwrap();
            check(&second, &path.display().to_string());
            assert_eq!(second.references, [], "{}", path.display());
            assert!(
                second
                    .diagnostics
                    .iter()
                    .all(|one| one.code != "unresolved-reference")
            );
            second.article
        };
        let resolved = [
            Resolved::Image(Box::new(Image::new(
                "https://pictures.example/found.jpg",
                "Found",
            ))),
            Resolved::Link("https://links.example/found".to_owned()),
            Resolved::Block(Box::new(Block::paragraph("Found elsewhere"))),
        ];
        let changed = resolved
            .iter()
            .any(|resolved| with(resolved) != first.article);
        assert_eq!(changed, !first.references.is_empty(), "{}", path.display());
    }
}

#[test]
fn a_picture_that_is_resolved_keeps_what_its_reference_says() {
    let json = fs::read_to_string("tests/fixtures/import/portable-text/blocks.in.json").unwrap();
    let options = Options {
        resolve: vec![(
            "image-5c1d9a0e-1600x900-jpg".to_owned(),
            Resolved::Image(Box::new(Image::new(
                "https://cdn.example.org/tower.jpg",
                "?",
            ))),
        )],
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    let image = result.article.body.iter().find_map(|block| match block {
        Block::Image(block) if block.image.src.ends_with("tower.jpg") => Some(&block.image),
        _ => None,
    });
    let image = image.unwrap();
    assert_eq!(
        (image.width, image.height, image.focus),
        (Some(1600), Some(900), Some([0.4, 0.25]))
    );
    assert_eq!(image.alt.as_deref(), Some("A dark lighthouse"));
}

#[test]
fn a_slot_takes_the_place_of_a_component_that_is_wanted() {
    let json = fs::read_to_string("tests/fixtures/import/prosemirror/storyblok.in.json").unwrap();
    let options = Options {
        slots: vec!["newsletter".to_owned()],
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    assert!(result.article.body.contains(&Block::slot("newsletter")));
    assert!(result.diagnostics.iter().all(|one| one.code != "left-out"));
}

#[test]
fn one_of_several_articles_is_picked() {
    let post = |title: &str| json!({ "title": { "rendered": title }, "content": { "rendered": "<p>x</p>" }, "link": "https://a.example/" });
    let json = json!([post("One"), post("Two")]).to_string();
    assert!(
        imported(&json)
            .diagnostics
            .iter()
            .any(|one| one.code == "more-than-one")
    );
    let pick = |index| Options {
        pick: Some(index),
        ..Options::default()
    };
    let result = import(json.as_bytes(), &pick(1)).unwrap();
    assert_eq!(result.article.headline.to_plain_text(), "Two");
}

#[test]
fn a_value_in_several_languages_is_read_in_the_one_that_is_asked_for() {
    let json = fs::read_to_string("tests/fixtures/import/contentful/localised.in.json").unwrap();
    let options = Options {
        lang: Some("de".to_owned()),
        ..Options::default()
    };
    let result = import(json.as_bytes(), &options).unwrap();
    assert_eq!(result.article.headline.to_plain_text(), "Treppen");
}

// Bad input.
