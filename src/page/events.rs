//! What the host hears.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::json::quote;

#[wasm_bindgen(module = "/src/page/paint.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn emit(host: &Element, name: &str, detail: &str) -> Result<(), JsValue>;
}

/// Why a section opened or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reason {
    User,
    Find,
    Hash,
    All,
    Api,
}

impl Reason {
    fn as_str(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Find => "find",
            Self::Hash => "hash",
            Self::All => "all",
            Self::Api => "api",
        }
    }
}

/// Says that a section opened or closed. No borrow may be held here: a handler may call anything.
pub(super) fn toggled(host: &Element, id: &str, open: bool, reason: Reason) {
    let mut detail = String::from("{\"id\":");
    quote(id, &mut detail);
    detail.push_str(if open {
        ",\"open\":true,\"reason\":\""
    } else {
        ",\"open\":false,\"reason\":\""
    });
    detail.push_str(reason.as_str());
    detail.push_str("\"}");
    // A page that broke its own dispatchEvent hears nothing; its article still works.
    let _ = emit(host, "article-toggle", &detail);
}
