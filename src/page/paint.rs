//! Display list → nodes, by JavaScript: bulk work on the DOM does not cross the border of the WebAssembly node by node.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::render::{OpBuffer, vocabulary};

#[wasm_bindgen(module = "/www/src/paint.js")]
extern "C" {
    /// Takes the names of all elements, attributes, classes and fixed attributes, a line each.
    #[wasm_bindgen(js_name = prepare)]
    fn prepare(tables: Vec<String>);

    /// Makes nodes of a display list, piece by piece.
    pub(super) type Painter;

    #[wasm_bindgen(constructor)]
    fn new(drawn: JsValue, patience: &str) -> Painter;

    #[wasm_bindgen(method)]
    fn add(this: &Painter, piece: JsValue);

    /// Puts what was painted since into the page.
    #[wasm_bindgen(method)]
    pub(super) fn show(this: &Painter);

    /// Paints a part of what was put off; returns whether there is more.
    #[wasm_bindgen(method, js_name = catchUp)]
    pub(super) fn catch_up(this: &Painter, first: Option<&Element>) -> bool;

    #[wasm_bindgen(method, getter)]
    pub(super) fn root(this: &Painter) -> Option<HtmlElement>;

    #[wasm_bindgen(method, setter, js_name = patience)]
    pub(super) fn set_patience(this: &Painter, patience: &str);
}

/// Which content is put off until [`Painter::catch_up`].
#[derive(Clone, Copy)]
pub(super) enum Defer {
    Nothing,
    /// The content of closed sections.
    Closed,
    /// The content of all sections.
    Sections,
}

impl Defer {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Nothing => "none",
            Self::Closed => "closed",
            Self::Sections => "all",
        }
    }
}

thread_local! {
    static PREPARED: () = prepare(vocabulary().split('\n').map(str::to_owned).collect());
}

impl Painter {
    pub(super) fn with_defer(defer: Defer) -> Self {
        PREPARED.with(|()| ());
        Self::new(JsValue::NULL, defer.as_str())
    }

    pub(super) fn paint(&self, list: &OpBuffer) {
        let piece = super::dom::object(&[
            ("ops", js_sys::Uint32Array::from(list.ops.as_slice()).into()),
            ("text", JsValue::from_str(&list.text)),
            ("keys", JsValue::from_str(&list.keys)),
            ("op", 0.into()),
            ("at", 0.into()),
        ]);
        self.add(piece);
    }
}
