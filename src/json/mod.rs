//! JSON text becomes one flat tape of tokens; a [`Reader`] is a place on it, and knows the way there.
//!
//! An own parser, because the usual one refuses what real pages hold (a BOM, lone surrogates, deep nesting), fails
//! the whole article for one bad byte, and costs more time and bytes than all the rest of reading.

#[cfg(target_arch = "wasm32")]
use alloc::string::String;

mod builder;
mod number;
mod reader;
mod tape;

pub(crate) use builder::Builder;
pub(crate) use number::digits;
pub(crate) use reader::{Items, Reader, Span};
pub(crate) use tape::{Json, Kind};

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
            // Other control characters say nothing that a message or a heading would need.
            '\0'..='\u{1f}' => json.push(' '),
            _ => json.push(letter),
        }
    }
    json.push('"');
}
