//! The export of the WebAssembly that reads posts in the formats of networks.

use wasm_bindgen::prelude::*;

/// The article with its posts in the format of this library; empty if there is nothing to convert.
#[wasm_bindgen]
#[must_use]
pub fn convert(json: &[u8]) -> Vec<u8> {
    crate::posts::convert_posts(json).unwrap_or_default()
}
