//! Every code in the source has an entry in `docs/diagnostics.md`, and the examples there do what they say.
#![allow(clippy::unwrap_used, clippy::panic, clippy::string_slice)]
#![cfg(not(target_arch = "wasm32"))]

use std::collections::BTreeSet;
use std::path::Path;

use article_widget::{Options, read_with};

/// An entry of the reference: its code, its text, and the JSON before and after.
struct Entry<'t> {
    code: &'t str,
    text: &'t str,
    examples: Vec<(&'t str, &'t str)>,
}

fn entries(guide: &str) -> Vec<Entry<'_>> {
    let entries = guide.split("\n### `").skip(1);
    let entry = |part| {
        let (code, text) = str::split_once(part, "`\n").unwrap();
        let blocks = text.split("\n```json ").skip(1);
        let examples = blocks.map(|block| {
            block
                .split("\n```")
                .next()
                .unwrap()
                .split_once('\n')
                .unwrap()
        });
        Entry {
            code,
            text,
            examples: examples.collect(),
        }
    };
    entries.map(entry).collect()
}

/// The options of an entry's examples, which name a limit as in "`limits: { blocks: 2 }`".
fn options(entry: &Entry<'_>) -> Options {
    let mut options = Options::default();
    if let Some((_, rest)) = entry.text.split_once("`limits: { ") {
        let (name, rest) = rest.split_once(": ").unwrap();
        let most = rest.split(' ').next().unwrap().parse().unwrap();
        let limits = &mut options.limits;
        *match name {
            "bytes" => &mut limits.bytes,
            "blocks" => &mut limits.blocks,
            "depth" => &mut limits.depth,
            "runs" => &mut limits.runs,
            "text" => &mut limits.text,
            "posts" => &mut limits.posts,
            "pictures" => &mut limits.pictures,
            _ => panic!("no such limit: {name}"),
        } = most;
    }
    options
}

/// The codes that reading the JSON gives, of an error or of diagnostics.
fn codes(json: &str, options: &Options) -> Vec<&'static str> {
    match read_with(json.as_bytes(), options) {
        Ok(reading) => reading.diagnostics.iter().map(|found| found.code).collect(),
        Err(error) => vec![error.code()],
    }
}

#[test]
fn an_example_has_its_problem_before_and_none_after() {
    let guide = std::fs::read_to_string("docs/diagnostics.md").unwrap();
    let mut count = 0;
    for entry in entries(&guide) {
        let options = options(&entry);
        let ways: Vec<_> = entry.examples.iter().map(|(way, _)| *way).collect();
        assert!(
            matches!(*ways, [] | ["before", "after"]),
            "{}: {ways:?}",
            entry.code
        );
        for (way, json) in entry.examples {
            let found = codes(json, &options);
            match way {
                "before" => assert_eq!(found, [entry.code], "{json}"),
                _ => assert!(found.is_empty(), "{}: {found:?} in {json}", entry.code),
            }
            count += 1;
        }
    }
    assert!(count >= 56, "{count} examples");
}

/// What comes before a code in the source.
const BEFORE: &[&str] = &[
    "warn(",
    "report_unknown(",
    "Severity::Error,",
    "Severity::Warning,",
    "return error(",
    "ArticleError::new(",
    "code: ",
    "new ArticleError(",
    "new ArticleError(busy ? ",
    "new ArticleError(busy ? \"http-busy\" : ",
    "(0, ",
    "(1, ",
    "(2, ",
    "(4, ",
    "(8, ",
];

fn collect(folder: &Path, codes: &mut BTreeSet<String>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        // Importers have codes of their own, in docs/import.md.
        if name.starts_with("import") {
            continue;
        }
        if path.is_dir() {
            collect(&path, codes);
        } else if [".rs", ".ts"].iter().any(|end| name.ends_with(end)) {
            let text = std::fs::read_to_string(&path).unwrap();
            let source = text.split("#[cfg(test)]").next().unwrap();
            for (at, _) in source.match_indices('"') {
                let before = source[..at].trim_end();
                let quoted = source[at + 1..].split('"').next().unwrap_or_default();
                let kebab = |byte: u8| byte.is_ascii_lowercase() || byte == b'-';
                let is_code = BEFORE
                    .iter()
                    .any(|start| before.ends_with(start.trim_end()));
                if is_code && !quoted.is_empty() && quoted.bytes().all(kebab) {
                    codes.insert(quoted.to_owned());
                }
            }
        }
    }
}

#[test]
fn every_code_has_an_entry_and_every_entry_a_code() {
    let mut codes = BTreeSet::new();
    collect(Path::new("src"), &mut codes);
    collect(Path::new("www/src"), &mut codes);
    let guide = std::fs::read_to_string("docs/diagnostics.md").unwrap();
    let documented: Vec<_> = entries(&guide)
        .iter()
        .map(|entry| entry.code.to_owned())
        .collect();
    assert_eq!(
        documented.iter().collect::<BTreeSet<_>>().len(),
        documented.len()
    );
    assert_eq!(documented.iter().cloned().collect::<BTreeSet<_>>(), codes);
    for code in &documented {
        assert!(
            guide.contains(&format!("| [`{code}`](#{code}) |")),
            "{code}"
        );
    }
}
