//! The export of the WebAssembly that prints Markdown for the importers.

use serde_json::json;
use wasm_bindgen::prelude::wasm_bindgen;

use crate::import::markdown::print::html;

/// Markdown as HTML, as JSON that `import_article` takes.
#[wasm_bindgen]
#[must_use]
pub fn print_markdown(markdown: &str) -> Vec<u8> {
    let printed = html(markdown);
    let value = json!({
        "text": markdown,
        "html": printed.html,
        "origins": printed.origins,
        "templateTags": printed.template_tags,
    });
    value.to_string().into_bytes()
}
