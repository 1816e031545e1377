//! The border to JavaScript: only strings, bytes and numbers cross it, and nothing here throws through it.
//!
//! A drawing comes out and is painted there; nothing of an article stays here, so a fault here can't harm one that is
//! shown.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use wasm_bindgen::prelude::*;

use crate::article::Article;
use crate::draw::{Drawing, Options, OutlineEntry, draw, tables as names};
use crate::error::{ArticleError, Diagnostic};
use crate::json::{digits, quote};
use crate::print::print;

#[cfg(feature = "trap")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// An article, drawn.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Drawn {
    drawing: Drawing,
    diagnostics: Vec<Diagnostic>,
    outline: Vec<OutlineEntry>,
    words: u32,
    minutes: u32,
}

#[wasm_bindgen]
impl Drawn {
    /// Reads and draws an article. `options` is JSON text, `taken` the ids that stand on the page already, a line each.
    /// Throws an error as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &[u8], options: &str, taken: &str) -> Result<Drawn, JsValue> {
        let (options, mut diagnostics) = Options::read(options);
        let article = Article::parse(json).map_err(|error| error_json(&error))?;
        let drawn = draw(&article, &options, taken);
        diagnostics.append(&mut article.diagnostics());
        Ok(Self {
            drawing: drawn.drawing,
            diagnostics,
            outline: drawn.outline,
            words: drawn.length.words(),
            minutes: drawn.length.minutes(),
        })
    }

    /// The operations of the drawing.
    pub fn ops(&self) -> Vec<u32> {
        self.drawing.ops.clone()
    }

    /// The text of the drawing.
    pub fn text(&self) -> String {
        self.drawing.text.clone()
    }

    /// The keys of its blocks.
    pub fn keys(&self) -> String {
        self.drawing.keys.clone()
    }

    /// The drawing as HTML.
    pub fn html(&self) -> String {
        print(&self.drawing)
    }

    /// What is wrong with the article, as JSON text.
    pub fn diagnostics(&self) -> String {
        diagnostics_json(&self.diagnostics)
    }

    /// Its sections, as JSON text.
    pub fn outline(&self) -> String {
        outline_json(&self.outline)
    }

    /// How many words it has.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// How many minutes it takes to read.
    pub fn minutes(&self) -> u32 {
        self.minutes
    }
}

/// The names of all elements, attributes and classes, for the painter.
#[wasm_bindgen]
pub fn tables() -> String {
    names()
}

/// The version of the wasm file, so that the script can refuse another's.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn error_json(error: &ArticleError) -> JsValue {
    let mut json = String::new();
    object(
        &[
            ("code", error.code()),
            ("path", error.path()),
            ("message", error.message()),
        ],
        &mut json,
    );
    JsValue::from_str(&json)
}

fn diagnostics_json(diagnostics: &[Diagnostic]) -> String {
    let mut json = String::from("[");
    for diagnostic in diagnostics {
        object(
            &[
                ("severity", diagnostic.severity.as_str()),
                ("code", diagnostic.code),
                ("path", &diagnostic.path),
                ("message", &diagnostic.message),
            ],
            &mut json,
        );
        json.push(',');
    }
    end_list(json)
}

fn outline_json(outline: &[OutlineEntry]) -> String {
    let mut json = String::from("[");
    for entry in outline {
        object(&[("id", &entry.id), ("text", &entry.text)], &mut json);
        json.pop();
        let open = if entry.open { "true" } else { "false" };
        json.extend([
            ",\"level\":",
            &digits(u32::from(entry.level)),
            ",\"open\":",
            open,
            "},",
        ]);
    }
    end_list(json)
}

fn object(fields: &[(&str, &str)], json: &mut String) {
    let mut before = "{\"";
    for (name, value) in fields {
        json.extend([before, name, "\":"]);
        quote(value, json);
        before = ",\"";
    }
    json.push('}');
}

fn end_list(mut json: String) -> String {
    if json.ends_with(',') {
        json.pop();
    }
    json.push(']');
    json
}
