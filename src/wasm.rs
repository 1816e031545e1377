//! The border to JavaScript: bytes in, bytes out, and nothing that throws.
//!
//! A drawing comes out and is painted there; nothing of an article stays here, so a fault here can't harm one that is
//! shown.

use alloc::borrow::ToOwned;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::Cell;

use wasm_bindgen::prelude::*;

use crate::article::Document;
use crate::draw::{Length, Options, OutlineEntry, Page, Rewrite, Sketch, tables as names};
use crate::error::{ArticleError, Diagnostic};
use crate::json::{Builder, Json, Reader, digits, quote};
use crate::locale::{Locale, Tables, Word};
use crate::print::print;
use crate::scan::cut;

#[cfg(feature = "trap")]
#[panic_handler]
fn panic(_: &core::panic::PanicInfo<'_>) -> ! {
    core::arch::wasm32::unreachable()
}

#[global_allocator]
static ALLOCATOR: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();

/// An article, drawn piece by piece.
#[wasm_bindgen]
#[allow(missing_debug_implementations)]
pub struct Sheet {
    /// None if the article can't be shown.
    article: Result<Document<'static>, ArticleError>,
    options: Options,
    diagnostics: Vec<Diagnostic>,
    /// What the page's own functions were asked.
    asked: Rc<Cell<String>>,
    /// The words and formats of the article's language, parted by a zero.
    tables: String,
    taken: String,
    length: Length,
    /// Whether places in the JSON are places in the bytes that came.
    exact: bool,
    sketch: Option<Sketch>,
}

/// Reads an article; `options` is JSON text, `tables` the words and formats of its language, parted by a zero.
///
/// A page that rewrites addresses has the article drawn twice, so that nothing of the page's runs in here: first the
/// option `rewritten` is `"ask"`, and `asked` lists every address and what it is for, by turns; then it is the list of
/// each address and its answer, by turns.
#[wasm_bindgen]
pub fn read(json: Vec<u8>, options: &[u8], tables: &[u8]) -> Sheet {
    // Text that is no JSON, which the page never sends, chooses nothing.
    let chosen = Json::parse(options, "options");
    let chosen = chosen.unwrap_or_else(|_| Builder::new("options").finish());
    let root = Reader::root(&chosen);
    let mut options = Options::read(root);
    let asked = Rc::new(Cell::new(String::new()));
    options.rewrite_url = answers(root.field("rewritten"), &asked);
    options.local_time = options
        .rewrite_url
        .clone()
        .filter(|_| root.says_at("zoned") == "true");
    let (text, exact) = match String::from_utf8(json) {
        Ok(text) => (text, true),
        Err(bytes) => (
            String::from_utf8_lossy(bytes.as_bytes()).into_owned(),
            false,
        ),
    };
    let count = |key| root.whole(key, u32::MAX).unwrap_or_default();
    Sheet {
        article: Document::parse_text(text.into(), options.limits.bytes),
        options,
        diagnostics: chosen.notes(),
        asked,
        tables: String::from_utf8_lossy(tables).into_owned(),
        taken: root.says_at("taken").to_owned(),
        length: Length {
            parted: count("parted"),
            unparted: count("unparted"),
        },
        exact,
        sketch: None,
    }
}

#[wasm_bindgen]
impl Sheet {
    /// Draws on until there are `enough` operations, or all. For `html` it is one piece.
    ///
    /// What comes back is numbers of four bytes each, the lowest first: how many operations and numbers of places, and how
    /// many bytes of text, of keys and of JSON follow, in that order. Places are where the
    /// blocks of the body and of its sections stand: the byte at which each one's JSON starts, how many operations came before
    /// it, and in how many bodies it stands. The JSON comes with the first piece and the last: `{done, outline,
    /// diagnostics, words, parted, minutes, labels, lang, key,
    /// left, custom, asked}`, or `{code, path, message}` if the article can't be shown.
    /// As `html`, the text is HTML and there are no operations.
    pub fn draw(&mut self, enough: u32, html: bool) -> Vec<u8> {
        let article = match &self.article {
            Ok(article) => article,
            Err(error) => {
                let mut about = String::new();
                write_error(error, &mut about);
                return pack(&[], &[], "", "", &about);
            }
        };
        let options = &self.options;
        let (words, format) = cut(&self.tables, b"\0").unwrap_or_default();
        let page = Page {
            tables: Tables::new(words, format),
            taken: &self.taken,
            length: self.length,
        };
        let first = self.sketch.is_none();
        let mut sketch = match self.sketch.take() {
            Some(sketch) => sketch,
            None => Sketch::start(article, options, &page),
        };
        sketch.go_on(article, options, &page, enough as usize);
        if html {
            sketch.close();
        }
        let mut about = String::new();
        let (drawing, places) = sketch.take();
        if first || sketch.is_done() {
            self.diagnostics.append(&mut article.diagnostics());
            let locale = Locale::new(&sketch.lang, &page.tables, &options.labels);
            write_about(&mut sketch, &locale, &self.diagnostics, &mut about);
            about.extend([",\"asked\":[", &self.asked.take(), "]}"]);
        }
        self.sketch = Some(sketch);
        if html {
            return pack(&[], &[], &print(&drawing), "", &about);
        }
        let places = if self.exact {
            places.as_flattened()
        } else {
            &[]
        };
        pack(&drawing.ops, places, &drawing.text, &drawing.keys, &about)
    }
}

/// What is to be known of a drawing, but for the end.
fn write_about(
    sketch: &mut Sketch,
    locale: &Locale<'_>,
    diagnostics: &[Diagnostic],
    json: &mut String,
) {
    write_diagnostics(diagnostics, json);
    write_outline(&sketch.outline, json);
    json.extend([
        ",\"done\":",
        if sketch.is_done() { "true" } else { "false" },
        ",\"words\":",
        &digits(sketch.length.words()),
        ",\"parted\":",
        &digits(sketch.length.parted),
        ",\"minutes\":",
        &digits(sketch.length.minutes(&sketch.lang)),
        ",\"labels\":",
    ]);
    let labels = [
        ("loading", Word::Loading),
        ("failed", Word::Failed),
        ("back", Word::Back),
        ("showAll", Word::ShowAll),
        ("hideAll", Word::HideAll),
        ("copied", Word::Copied),
        ("close", Word::Close),
        ("previous", Word::Previous),
        ("next", Word::Next),
        ("news", Word::News),
        ("embedAsk", Word::EmbedAsk),
        ("embedSkip", Word::EmbedSkip),
        ("embedEnd", Word::EmbedEnd),
        ("embedFailed", Word::EmbedFailed),
    ]
    .map(|(name, word)| (name, locale.get(word)));
    write_object(&labels, json);
    for (name, value) in [(",\"lang\":", &sketch.lang), (",\"key\":", &sketch.key)] {
        json.push_str(name);
        quote(value, json);
    }
    // What is shown is changed piece by piece only as long as all of it is.
    if !sketch.is_cut() {
        let mut before = ",\"left\":{\"";
        for (name, left) in sketch.left.each() {
            json.extend([before, name, "\":", &digits(*left)]);
            before = ",\"";
        }
        json.push('}');
    }
    json.push_str(",\"custom\":[");
    let mut before = "";
    for text in &sketch.custom {
        json.push_str(before);
        quote(text, json);
        before = ",";
    }
    json.push(']');
}

/// The version of this file, and the names of all elements, attributes and classes, for the painter; a line each.
#[wasm_bindgen]
pub fn tables() -> Vec<u8> {
    [env!("CARGO_PKG_VERSION"), "\n", &names()]
        .concat()
        .into_bytes()
}

/// What stands for the page's own functions.
fn answers(rewritten: Option<Reader<'_>>, asked: &Rc<Cell<String>>) -> Option<Rewrite> {
    let rewritten = rewritten?;
    if !rewritten.is_list() {
        let asked = Rc::clone(asked);
        return Some(Rewrite::new(move |address, kind| {
            let mut list = asked.take();
            for text in [address, kind] {
                list.push_str(if list.is_empty() { "" } else { "," });
                quote(text, &mut list);
            }
            asked.set(list);
            Some(address.into())
        }));
    }
    let mut answers = Vec::new();
    let mut items = rewritten.items();
    while let (Some(address), Some(answer)) = (items.next(), items.next()) {
        let answer = Some(String::from(answer.raw())).filter(|_| answer.is_text());
        answers.push((String::from(address.raw()), answer));
    }
    // Drawn again, the article asks in the same order, though for less where an answer is that there is nothing.
    let next = Cell::new(0);
    Some(Rewrite::new(move |address, _| {
        let rest = answers.get(next.get()..).unwrap_or_default();
        let place = rest.iter().position(|(asked, _)| asked == address)?;
        next.set(next.get() + place + 1);
        rest.get(place)?.1.clone()
    }))
}

fn pack(ops: &[u32], places: &[u32], text: &str, keys: &str, about: &str) -> Vec<u8> {
    let numbers = [ops.len(), places.len(), text.len(), keys.len(), about.len()];
    let length =
        (numbers.len() + ops.len() + places.len()) * 4 + text.len() + keys.len() + about.len();
    let mut bytes = Vec::with_capacity(length);
    let numbers = numbers.map(|length| length as u32);
    for number in numbers.iter().chain(ops).chain(places) {
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
