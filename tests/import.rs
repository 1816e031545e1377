//! Articles from other formats: the fixtures, and that no word is lost.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(all(not(target_arch = "wasm32"), feature = "import"))]

use std::fs;
use std::path::{Path, PathBuf};

use article_widget::import::{Import, Options, import};
use serde_json::{Value, json};

/// The inputs of a format, or of all formats.
fn inputs(format: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for folder in fs::read_dir("tests/fixtures/import").unwrap() {
        let folder = folder.unwrap().path();
        if !folder.is_dir() || !format.is_empty() && !folder.ends_with(format) {
            continue;
        }
        for file in fs::read_dir(folder).unwrap() {
            let file = file.unwrap().path();
            if file.to_str().unwrap().contains(".in.") {
                found.push(file);
            }
        }
    }
    found.sort();
    found
}

fn printed(result: &Import) -> String {
    let diagnostics: Vec<Value> = result
        .diagnostics
        .iter()
        .map(|one| {
            json!(format!(
                "{} {} {}: {}",
                one.severity.as_str(),
                one.code,
                one.path,
                one.message
            ))
        })
        .collect();
    let references: Vec<Value> = result
        .references
        .iter()
        .map(|one| json!({ "path": one.path, "kind": one.kind, "id": one.id }))
        .collect();
    let whole = json!({
        "format": result.format.as_str(),
        "article": result.article,
        "diagnostics": diagnostics,
        "references": references,
    });
    format!("{}\n", serde_json::to_string_pretty(&whole).unwrap())
}

fn expected(input: &Path) -> PathBuf {
    let name = input.to_str().unwrap();
    let (stem, _) = name.split_once(".in.").unwrap();
    format!("{stem}.out.json").into()
}

#[test]
fn each_fixture_gives_the_committed_article_and_diagnostics() {
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let all = inputs("");
    assert!(!all.is_empty());
    for input in all {
        let result = import(&fs::read(&input).unwrap(), &Options::default())
            .unwrap_or_else(|error| panic!("{}: {error}", input.display()));
        assert!(
            input.parent().unwrap().ends_with(result.format.as_str()),
            "{} was taken for {}",
            input.display(),
            result.format
        );
        let found = printed(&result);
        let expected = expected(&input);
        if update {
            fs::write(&expected, &found).unwrap();
            continue;
        }
        let wanted = fs::read_to_string(&expected).unwrap_or_default();
        assert!(
            wanted == found,
            "{} is not what is committed; after a change that is wanted, UPDATE_GOLDEN=1 writes it.\n{found}",
            expected.display()
        );
    }
}

#[test]
fn what_is_imported_has_no_error_when_it_is_read() {
    for input in inputs("") {
        let result = import(&fs::read(&input).unwrap(), &Options::default()).unwrap();
        let json = serde_json::to_vec(&result.article).unwrap();
        let reading = article_widget::read(&json).unwrap();
        for diagnostic in &reading.diagnostics {
            assert_ne!(
                diagnostic.severity,
                article_widget::Severity::Error,
                "{}: {diagnostic:?}",
                input.display()
            );
        }
    }
}
