//! Display list → nodes, by JavaScript: bulk work on the DOM does not cross the border of the WebAssembly node by node.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

use crate::diff::Patch;
use crate::render::{DisplayList, vocabulary};

#[wasm_bindgen(module = "/src/page/paint.js")]
extern "C" {
    /// Takes the names of all elements, attributes, classes and fixed attributes.
    #[wasm_bindgen(js_name = prepare)]
    fn prepare(tables: Vec<String>);

    /// Makes nodes of a display list, chunk by chunk.
    pub(super) type Painter;

    #[wasm_bindgen(constructor)]
    fn new(patience: &str) -> Painter;

    /// The operations are a view on the memory, so they are copied where they are put off.
    #[wasm_bindgen(method)]
    fn add(this: &Painter, ops: &[u32], text: &str, keys: &str);

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

    /// Changes the article that is shown; `false` if it isn't what the patch expects, and then nothing is touched.
    #[wasm_bindgen(js_name = patch)]
    fn apply(root: &Element, ops: &[u32], text: &str, keys: &str) -> JsValue;
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
        Self::new(defer.as_str())
    }

    pub(super) fn paint(&self, list: &DisplayList) {
        self.add(&list.ops, &list.text, &list.keys);
    }
}

/// Changes the article that is shown; returns whether it could be.
pub(super) fn patch(root: &Element, patch: &Patch) -> bool {
    PREPARED.with(|()| ());
    apply(root, &patch.ops, &patch.text, &patch.keys).is_truthy()
}
