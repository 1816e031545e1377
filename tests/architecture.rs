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
const LEVELS: [&[&str]; 9] = [
    &["error", "scan"],
    &["json"],
    &["article", "url", "locale"],
    &["provider"],
    &["post"],
    &["render"],
    &["html", "diff"],
    &["head", "structured_data"],
    &["reading", "js", "model"],
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

#[test]
fn only_the_exports_use_wasm_bindgen() {
    let mut sources = Vec::new();
    files(Path::new("src"), &mut sources);
    let is_test = |path: &Path| path.iter().any(|part| part == "tests");
    for path in sources
        .iter()
        .filter(|path| !path.ends_with("js.rs") && !is_test(path))
    {
        let source = fs::read_to_string(path).unwrap();
        assert!(!source.contains("wasm_bindgen"), "{}", path.display());
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
