//! JSON text becomes one flat tape of tokens; a [`Reader`] walks it and knows its path.
//!
//! An own parser, because the usual one refuses what real pages hold (a BOM, lone surrogates, deep nesting), fails
//! the whole article for one bad byte, and costs more time and bytes than all the rest of reading.

mod reader;
mod tape;

pub(crate) use reader::Reader;
pub(crate) use tape::{Json, Kind, Value};

/// Writes text as a JSON string.
#[cfg(target_arch = "wasm32")]
pub(crate) fn quote(text: &str, json: &mut String) {
    json.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                json.push('\\');
                json.push(letter);
            }
            '\n' => json.push_str("\\n"),
            '\t' => json.push_str("\\t"),
            // Other control characters say nothing that a message or a heading would need.
            '\0'..='\u{1f}' => json.push(' '),
            _ => json.push(letter),
        }
    }
    json.push('"');
}
