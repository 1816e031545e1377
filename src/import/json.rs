//! JSON of an input, and JSON in its strings.

use serde_json::Value;

/// The JSON of a text; a string that holds JSON is read again. `None` if it isn't JSON.
pub(crate) fn parse(text: &str) -> Option<Value> {
    let mut value: Value = text
        .trim_start()
        .starts_with(['{', '[', '"'])
        .then(|| serde_json::from_str(text).ok())??;
    // Some exports quote twice.
    for _ in 0..3 {
        match nested(&value) {
            Some(inner) => value = inner,
            None => break,
        }
    }
    (!value.is_string()).then_some(value)
}

/// The JSON in a string value, if it holds an object or a list.
pub(crate) fn nested(value: &Value) -> Option<Value> {
    let text = value.as_str()?.trim();
    text.starts_with(['{', '[', '"'])
        .then(|| serde_json::from_str(text).ok())?
}
