//! The border to JavaScript: bytes in, bytes out, and nothing that throws.
//!
//! A drawing comes out and is painted there; nothing of an article stays here, so a fault here can't harm one that is
//! shown.

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

/// Reads and draws an article; `options` is JSON text.
///
/// What comes back is four numbers of four bytes each, the lowest first: how many operations, and how many bytes of
/// text, of keys and of JSON follow, in that order. The JSON is `{outline, diagnostics, words, minutes}`, or
/// `{code, path, message}` if the article can't be shown. As `html`, the text is HTML and there are no operations.
#[wasm_bindgen]
pub fn render(json: &[u8], options: &[u8], html: bool) -> Vec<u8> {
    let mut about = String::new();
    let (options, taken, mut diagnostics) = Options::read(options);
    let drawing = match Article::parse(json) {
        Ok(article) => {
            let drawn = draw(&article, &options, &taken);
            diagnostics.append(&mut article.diagnostics());
            write_diagnostics(&diagnostics, &mut about);
            write_outline(&drawn.outline, &mut about);
            about.extend([
                ",\"words\":",
                &digits(drawn.length.words()),
                ",\"minutes\":",
                &digits(drawn.length.minutes()),
                "}",
            ]);
            drawn.drawing
        }
        Err(error) => {
            write_error(&error, &mut about);
            Drawing::default()
        }
    };
    if html {
        pack(&[], &print(&drawing), "", &about)
    } else {
        pack(&drawing.ops, &drawing.text, &drawing.keys, &about)
    }
}

/// The version of this file, and the names of all elements, attributes and classes, for the painter; a line each.
#[wasm_bindgen]
pub fn tables() -> Vec<u8> {
    [env!("CARGO_PKG_VERSION"), "\n", &names()]
        .concat()
        .into_bytes()
}

fn pack(ops: &[u32], text: &str, keys: &str, about: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(16 + ops.len() * 4 + text.len() + keys.len() + about.len());
    let lengths = [ops.len(), text.len(), keys.len(), about.len()].map(|length| length as u32);
    for number in lengths.iter().chain(ops) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    for text in [text, keys, about] {
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}

fn write_error(error: &ArticleError, json: &mut String) {
    let fields = [
        ("code", error.code()),
        ("path", error.path()),
        ("message", error.message()),
    ];
    write_object(&fields, json);
}

fn write_diagnostics(diagnostics: &[Diagnostic], json: &mut String) {
    let mut before = "{\"diagnostics\":[";
    for diagnostic in diagnostics {
        json.push_str(before);
        before = ",";
        let fields = [
            ("severity", diagnostic.severity.as_str()),
            ("code", diagnostic.code),
            ("path", &diagnostic.path),
            ("message", &diagnostic.message),
        ];
        write_object(&fields, json);
    }
    if diagnostics.is_empty() {
        json.push_str(before);
    }
    json.push(']');
}

fn write_outline(outline: &[OutlineEntry], json: &mut String) {
    json.push_str(",\"outline\":[");
    for (index, entry) in outline.iter().enumerate() {
        json.push_str(if index > 0 { "," } else { "" });
        write_object(&[("id", &entry.id), ("text", &entry.text)], json);
        // Into the object just written.
        json.pop();
        let open = if entry.open { "true" } else { "false" };
        json.extend([
            ",\"level\":",
            &digits(u32::from(entry.level)),
            ",\"open\":",
            open,
            "}",
        ]);
    }
    json.push(']');
}

fn write_object(fields: &[(&str, &str)], json: &mut String) {
    let mut before = "{\"";
    for (name, value) in fields {
        json.extend([before, name, "\":"]);
        quote(value, json);
        before = ",\"";
    }
    json.push('}');
}
