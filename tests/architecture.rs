//! Imports go one way (see ARCHITECTURE.md).
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    clippy::string_slice,
    clippy::panic
)]
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

/// The modules, lowest first; those on one level may import each other.
const LEVELS: [&[&str]; 11] = [
    &["error", "scan", "allocator"],
    &["json"],
    &["article", "url", "locale"],
    &["provider"],
    &["post"],
    &["render", "posts"],
    &["html", "diff"],
    &["head", "structured_data"],
    &["reading", "model"],
    &["page", "render_page", "import"],
    &["js"],
];

fn level(module: &str) -> usize {
    LEVELS
        .iter()
        .position(|modules| modules.contains(&module))
        .unwrap_or_else(|| panic!("{module} has no level"))
}

fn files(folder: &Path, found: &mut Vec<std::path::PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn no_module_imports_one_above_it() {
    let mut sources = Vec::new();
    files(Path::new("src"), &mut sources);
    let mut checked = 0;
    for path in &sources {
        let own = path
            .strip_prefix("src")
            .unwrap()
            .iter()
            .next()
            .unwrap()
            .to_str()
            .unwrap();
        let own = own.trim_end_matches(".rs");
        if own == "lib" {
            continue;
        }
        for line in fs::read_to_string(path).unwrap().lines() {
            let code = line.split("//").next().unwrap();
            for (at, _) in code.match_indices("crate::") {
                let other: String = code[at + 7..]
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                if !other.is_empty() && other != own {
                    checked += 1;
                    assert!(level(&other) <= level(own), "{}: {line}", path.display());
                }
            }
        }
    }
    assert!(checked > 40, "{checked} imports");
}

/// Fails for each file of `folder` that contains a text, except those that may.
fn only(folder: &str, may: &[&str], texts: &[&str]) {
    let mut sources = Vec::new();
    files(Path::new(folder), &mut sources);
    assert!(!sources.is_empty(), "{folder}");
    for path in sources {
        let name = path.to_str().unwrap().replace('\\', "/");
        if may.iter().any(|may| name.contains(may)) {
            continue;
        }
        let source = fs::read_to_string(&path).unwrap();
        for line in source.lines() {
            let code = line.split("//").next().unwrap();
            for text in texts {
                assert!(!code.contains(text), "{name}: {text}");
            }
        }
    }
}

#[test]
fn only_the_exports_and_the_page_use_what_browsers_have() {
    only(
        "src",
        &["src/js.rs", "src/js/", "src/page/", "/tests/"],
        &["wasm_bindgen", "web_sys", "js_sys", "gloo"],
    );
}

#[test]
fn each_kind_of_change_to_a_page_is_made_in_one_file() {
    only(
        "src/page",
        &["page/events.rs"],
        &["dispatch_event", "CustomEvent"],
    );
    only(
        "src/page",
        &["page/sections.rs"],
        &["aria-expanded", "until-found"],
    );
    let scrolls = ["scroll_into_view", "scroll_by_with", "scroll_to_with"];
    only("src/page", &["page/scroll_anchor.rs"], &scrolls);
    only(
        "src/page",
        &["page/storage.rs"],
        &["session_storage", "local_storage"],
    );
    // A closure that is never dropped outlives its widget.
    only("src/page", &[], &[".forget()"]);
    // No part listens to a public event: a host page can stop it.
    let dispatched = [
        "\"article-consent\"",
        "\"article-ready\"",
        "\"article-update\"",
        "\"article-toggle\"",
        "\"article-progress\"",
    ];
    let mut sources = Vec::new();
    files(Path::new("src/page"), &mut sources);
    for path in sources {
        let source = fs::read_to_string(&path).unwrap();
        for (at, event) in dispatched
            .iter()
            .flat_map(|event| source.match_indices(event))
        {
            let before = &source[at.saturating_sub(100)..at];
            assert!(before.contains("dispatch("), "{}: {event}", path.display());
        }
    }
}

#[test]
fn features_of_the_page_know_neither_each_other_nor_their_widget() {
    let mut sources = Vec::new();
    files(Path::new("src/page/feature"), &mut sources);
    for path in sources.iter().filter(|path| !path.ends_with("mod.rs")) {
        for line in fs::read_to_string(path).unwrap().lines() {
            let imports = line.trim_start().strip_prefix("use ");
            let wrong = imports.is_some_and(|used| {
                used.starts_with("super::") && used != "super::Feature;"
                    || used.contains("page::widget")
            });
            assert!(!wrong, "{}: {line}", path.display());
        }
    }
}

#[test]
fn no_value_of_the_page_is_read_inside_the_webassembly() {
    let source = fs::read_to_string("src/js.rs").unwrap();
    // A getter that throws would cross the WebAssembly.
    for reading in ["from_value", "Deserialize", "js_sys", "Reflect"] {
        assert!(!source.contains(reading), "{reading}");
    }
}
