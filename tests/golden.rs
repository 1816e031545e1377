//! The HTML and the diagnostics of every fixture, and the sentence of every kind of JSON fault, against files that are
//! committed. After a change that is wanted: `make golden`, and read the difference.
#![allow(clippy::unwrap_used)]
#![cfg(not(target_arch = "wasm32"))]

use std::env;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use article_widget::{Options, Sections, Tweets, read, read_with, to_html};

const UPDATE: &str = "UPDATE_GOLDEN";

fn json_files(folder: &str) -> Vec<PathBuf> {
    let mut paths: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|kind| kind == "json"))
        .collect();
    paths.sort();
    paths
}

/// The first line that differs; none if the file is the same.
fn difference(path: &Path, actual: &str) -> Option<String> {
    if env::var_os(UPDATE).is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, actual).unwrap();
        return None;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    if expected == actual {
        return None;
    }
    let same = expected
        .lines()
        .zip(actual.lines())
        .take_while(|(expected, actual)| expected == actual)
        .count();
    Some(format!(
        "{}:{}: expected {:?}, found {:?}",
        path.display(),
        same + 1,
        expected.lines().nth(same),
        actual.lines().nth(same)
    ))
}

fn check(results: impl IntoIterator<Item = (PathBuf, String)>) {
    let differences: Vec<_> = results
        .into_iter()
        .filter_map(|(path, actual)| difference(&path, &actual))
        .collect();
    assert!(
        differences.is_empty(),
        "{}\nIf this is wanted, run: make golden",
        differences.join("\n")
    );
}

/// The diagnostics, a line each, then the HTML with its default options and, if `all`, with all that can be added to an
/// article. Each start tag is on a line of its own, so that a difference can be read.
fn golden(json: &[u8], all: bool) -> String {
    let reading = read(json).unwrap();
    let mut text = String::new();
    for found in &reading.diagnostics {
        let severity = found.severity.as_str();
        writeln!(
            text,
            "{severity}[{}] {}: {}",
            found.code, found.path, found.message
        )
        .unwrap();
    }
    let options = Options {
        sections: Sections::First,
        controls: Some(true),
        toc: true,
        tweets: Tweets::Click,
        heading_level: 1,
        id_prefix: "a-".to_owned(),
        ..Options::default()
    };
    for options in [Options::default(), options]
        .iter()
        .take(1 + usize::from(all))
    {
        let html = to_html(&reading.article, options);
        assert_eq!(read_with(json, options).unwrap().to_html(), html);
        // No text has a "<": nothing is lost by a line end in front of each start tag.
        let html = html.replace('<', "\n<").replace("\n</", "</");
        text.push_str(&html);
        text.push('\n');
    }
    text
}

#[test]
fn every_fixture_gives_the_html_and_the_diagnostics_that_are_committed() {
    let results: Vec<_> = json_files("tests/fixtures")
        .into_iter()
        .map(|path| {
            let golden = golden(&fs::read(&path).unwrap(), true);
            let name = path.file_stem().unwrap().to_string_lossy();
            (PathBuf::from(format!("tests/golden/{name}.html")), golden)
        })
        .collect();
    assert!(results.len() >= 10, "{} fixtures", results.len());
    check(results);
}

#[test]
fn every_payload_of_a_post_gives_the_html_and_the_diagnostics_that_are_committed() {
    let results: Vec<_> = json_files("tests/fixtures/payloads")
        .into_iter()
        .map(|path| {
            let name = path.file_stem().unwrap().to_string_lossy();
            let field = match &*name {
                "oembed" => "oembed",
                "embed-code" => "html",
                _ => "data",
            };
            let payload = fs::read_to_string(&path).unwrap();
            let json =
                format!(r#"{{"headline":"H","body":[{{"type":"tweet","{field}":{payload}}}]}}"#);
            let golden = golden(json.as_bytes(), false);
            (
                PathBuf::from(format!("tests/golden/payloads/{name}.html")),
                golden,
            )
        })
        .collect();
    assert!(results.len() >= 15, "{} payloads", results.len());
    check(results);
}

/// JSON with every kind of token in it.
const SAMPLE: &str = concat!(
    "{\"a\": [1, -20.5, 0, 3e+2],\n",
    " \"b\\n\\u00e9\": {\"c\": \"\\\"\\\\ \u{e9}\", \"e\": {}},\n",
    " \"f\": [true, null, [], [[]], \"\"], \"\\ud83d\\ude00\": 0}\n"
);

/// Deeper than a parser may go by calling itself.
const DEEP: usize = 150;

/// Texts that are nearly JSON, each with what was done to the sample at which byte: cut off there, a letter left out,
/// replaced or put in.
fn nearly_json() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for (at, letter) in SAMPLE.char_indices() {
        let (before, rest) = SAMPLE.split_at(at);
        let after = rest.strip_prefix(letter).unwrap();
        texts.push((format!("{at} cut"), before.to_owned()));
        texts.push((format!("{at} -"), format!("{before}{after}")));
        for other in ["\"", ",", ":", "}", "]", "[", "x", "5", ".", "\\", "\n"] {
            texts.push((
                format!("{at} ={other:?}"),
                format!("{before}{other}{after}"),
            ));
            texts.push((format!("{at} +{other:?}"), format!("{before}{other}{rest}")));
        }
    }
    texts
}

/// The line, the column and what was expected there; none if it is JSON.
fn fault(json: &str) -> Option<(u32, usize, String)> {
    let message = read(json.as_bytes()).err()?.message().to_owned();
    let fault = message.strip_prefix("This is not JSON: at line ")?;
    let (line, fault) = fault.split_once(", column ").unwrap();
    let (column, expected) = fault.split_once(", expected ").unwrap();
    Some((
        line.parse().unwrap(),
        column.parse().unwrap(),
        expected.to_owned(),
    ))
}

#[test]
fn every_fault_in_json_is_described_as_committed_however_deep_it_is() {
    let mut text = String::new();
    for (change, json) in nearly_json() {
        let plain = fault(&json);
        let mut deep = fault(&format!("{}{json}", "[".repeat(DEEP)));
        if let Some((1, column, _)) = &mut deep {
            *column -= DEEP;
        }
        if let Some((line, column, expected)) = &plain {
            writeln!(text, "{change}\t{line}:{column} {expected}").unwrap();
        }
        if let Some((line, column, expected)) = deep.filter(|deep| plain.as_ref() != Some(deep)) {
            writeln!(text, "{change}\tin lists {line}:{column} {expected}").unwrap();
        }
    }
    check([(PathBuf::from("tests/golden/faults.txt"), text)]);
}
