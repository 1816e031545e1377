//! The export of the WebAssembly that prints Markdown for the importers.

use std::fmt::Write;

use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::import::markdown::print::html;

/// Markdown as HTML, as JSON that `import_article` takes.
#[wasm_bindgen]
#[must_use]
pub fn print_markdown(markdown: &str) -> Vec<u8> {
    let printed = html(markdown);
    // What they grow by, as one text: as numbers in lists, those of a long text fill the memory.
    let mut origins = String::new();
    let (mut last_at, mut last_origin) = (0, 0);
    for (at, origin) in printed.origins {
        let (at_by, origin_by) = (at.wrapping_sub(last_at), origin.wrapping_sub(last_origin));
        let _ = write!(origins, "{at_by} {origin_by} ");
        (last_at, last_origin) = (at, origin);
    }
    let value = json!({
        "text": markdown,
        "html": printed.html,
        "origins": origins,
        "templateTags": printed.template_tags,
    });
    value.to_string().into_bytes()
}
