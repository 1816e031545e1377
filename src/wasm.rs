//! The border to JavaScript: only strings, bytes, numbers and handles cross it, and nothing here throws through it.

use wasm_bindgen::prelude::*;
use web_sys::Element;

use crate::article::read;
use crate::draw::{Heading, Options, draw};
use crate::error::{ArticleError, Diagnostic, Notes};
use crate::json::quote;
use crate::page::Widget;
use crate::print::print;

/// An article in a page, as the shell holds it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Mounted(Widget);

#[wasm_bindgen]
impl Mounted {
    /// Reads and paints an article without touching the element; `options` is JSON text. Throws an error as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(host: &Element, json: &[u8], options: &str) -> Result<Mounted, JsValue> {
        let notes = Notes::default();
        let options = Options::read(options.as_bytes(), &notes);
        Widget::paint(host, json, &options, notes)
            .map(Mounted)
            .map_err(|error| error_json(&error))
    }

    /// Puts the article into the element and brings it to life. Throws an error as JSON text.
    pub fn show(&self) -> Result<(), JsValue> {
        self.0.show().map_err(|error| error_json(&error))
    }

    /// Takes the article away.
    pub fn destroy(&self) {
        self.0.destroy();
    }

    /// Opens or closes a section, or turns it over.
    pub fn toggle(&self, id: &str, open: Option<bool>) {
        self.0.toggle(id, open);
    }

    /// Opens or closes all sections.
    pub fn set_all(&self, open: bool) {
        self.0.set_all(open);
    }

    /// JSON text.
    pub fn outline(&self) -> String {
        outline_json(&self.0.outline())
    }

    /// JSON text.
    pub fn diagnostics(&self) -> String {
        diagnostics_json(self.0.diagnostics())
    }

    /// How many words the article has.
    pub fn words(&self) -> u32 {
        self.0.words()
    }

    /// How many minutes it takes to read.
    pub fn minutes(&self) -> u32 {
        self.0.minutes()
    }
}

/// An article as HTML text, and what else is known of it.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Printed {
    html: String,
    diagnostics: Vec<Diagnostic>,
    outline: Vec<Heading>,
    words: u32,
    minutes: u32,
}

#[wasm_bindgen]
impl Printed {
    /// Prints an article; `options` is JSON text. Throws an error as JSON text.
    #[wasm_bindgen(constructor)]
    pub fn new(json: &[u8], options: &str) -> Result<Printed, JsValue> {
        let notes = Notes::default();
        let options = Options::read(options.as_bytes(), &notes);
        let reading = read(json).map_err(|error| error_json(&error))?;
        let drawn = draw(&reading.article, &options, &|_| false);
        let mut diagnostics = notes.into_list();
        diagnostics.extend(reading.diagnostics);
        Ok(Self {
            html: print(&drawn.drawing),
            diagnostics,
            outline: drawn.outline,
            words: drawn.words,
            minutes: drawn.minutes,
        })
    }

    /// The HTML.
    pub fn html(&self) -> String {
        self.html.clone()
    }

    /// JSON text.
    pub fn diagnostics(&self) -> String {
        diagnostics_json(&self.diagnostics)
    }

    /// JSON text.
    pub fn outline(&self) -> String {
        outline_json(&self.outline)
    }

    /// How many words the article has.
    pub fn words(&self) -> u32 {
        self.words
    }

    /// How many minutes it takes to read.
    pub fn minutes(&self) -> u32 {
        self.minutes
    }
}

/// The version of the wasm file, so that the script can refuse another's.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn error_json(error: &ArticleError) -> JsValue {
    let mut json = String::from("{\"code\":");
    quote(error.code(), &mut json);
    json.push_str(",\"path\":");
    quote(error.path(), &mut json);
    json.push_str(",\"message\":");
    quote(error.message(), &mut json);
    json.push('}');
    JsValue::from_str(&json)
}

fn diagnostics_json(diagnostics: &[Diagnostic]) -> String {
    list_json(diagnostics, |diagnostic, json| {
        json.push_str("{\"severity\":");
        quote(diagnostic.severity.as_str(), json);
        json.push_str(",\"code\":");
        quote(diagnostic.code, json);
        json.push_str(",\"path\":");
        quote(&diagnostic.path, json);
        json.push_str(",\"message\":");
        quote(&diagnostic.message, json);
        json.push('}');
    })
}

fn outline_json(outline: &[Heading]) -> String {
    list_json(outline, |heading, json| {
        json.push_str("{\"id\":");
        quote(&heading.id, json);
        json.push_str(",\"text\":");
        quote(&heading.text, json);
        json.push_str(",\"level\":");
        json.push_str(&heading.level.to_string());
        json.push_str(if heading.open {
            ",\"open\":true}"
        } else {
            ",\"open\":false}"
        });
    })
}

fn list_json<T>(list: &[T], write: impl Fn(&T, &mut String)) -> String {
    let mut json = String::from("[");
    for (index, item) in list.iter().enumerate() {
        if index > 0 {
            json.push(',');
        }
        write(item, &mut json);
    }
    json.push(']');
    json
}
