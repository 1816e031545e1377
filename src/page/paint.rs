//! Drawing → nodes, by way of the painter in `paint.js`: two crossings for a whole article.

use std::cell::Cell;

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::draw::{Drawing, tables};

#[wasm_bindgen(module = "/src/page/paint.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn prepare(tables: &str) -> Result<(), JsValue>;

    #[wasm_bindgen(catch, js_name = paint)]
    fn paint_nodes(ops: &[u32], text: &str, keys: &str) -> Result<Element, JsValue>;
}

thread_local! {
    static PREPARED: Cell<bool> = const { Cell::new(false) };
}

/// The drawing's nodes, not yet in the page.
pub(super) fn paint(drawing: &Drawing) -> Result<Element, JsValue> {
    if !PREPARED.replace(true) {
        prepare(&tables())?;
    }
    paint_nodes(&drawing.ops, &drawing.text, &drawing.keys)
}
