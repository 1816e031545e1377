//! JSON of an input, and JSON in its strings.

use serde_json::Value;

use super::node;

/// The JSON of a text, and where it was nested too deep and was flattened; a string that holds JSON is read again. `None` if it isn't
/// JSON.
pub(crate) fn parse(text: &str) -> Option<(Value, Option<String>)> {
    let mut parsed = text
        .trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t'])
        .starts_with(['{', '[', '"'])
        .then(|| node::parse(text))??;
    // Some exports quote twice.
    for _ in 0..3 {
        match nested(&parsed.0) {
            Some(inner) => parsed = inner,
            None => break,
        }
    }
    (!parsed.0.is_string()).then_some(parsed)
}

fn nested(value: &Value) -> Option<(Value, Option<String>)> {
    let text = value.as_str()?.trim();
    text.starts_with(['{', '[', '"'])
        .then(|| node::parse(text))?
}
