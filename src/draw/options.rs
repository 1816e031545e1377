//! What a host page may choose.

use crate::address::Address;
use alloc::borrow::ToOwned;
use alloc::string::String;
#[cfg(target_arch = "wasm32")]
use alloc::vec::Vec;

/// How sections stand at first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sections {
    /// All open.
    #[default]
    Open,
    /// All closed.
    Closed,
    /// The first open, the others closed.
    First,
    /// Closed where the widget is narrower than 640 px, open elsewhere. Without a page to measure: open.
    Narrow,
    /// Plain headings; nothing closes.
    None,
}

/// What a host page may choose. `Options::default()` is what it gets without choosing.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The headline's level, 1 to 6; all other headings follow it.
    pub heading_level: u8,
    /// How sections stand at first.
    pub sections: Sections,
    /// What every id on the page starts with.
    pub id_prefix: String,
    /// What relative addresses start from; none leaves them as they are.
    pub base_url: Option<Address<'static>>,
    /// The language of an article that doesn't say.
    pub lang: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            heading_level: 2,
            sections: Sections::Open,
            id_prefix: "article-".to_owned(),
            base_url: None,
            lang: "en".to_owned(),
        }
    }
}

impl Options {
    /// Options from JSON text, as JavaScript names them; the ids that are taken on the page, a line each; and what is
    /// wrong with the options. What can't be read is as if it had not been chosen.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn read(json: &[u8]) -> (Self, String, Vec<crate::error::Diagnostic>) {
        use crate::json::{Json, Reader};

        let mut options = Self::default();
        let Ok(json) = Json::parse(json, "options") else {
            return (options, String::new(), Vec::new());
        };
        let reader = Reader::root(&json);
        if let Some(level) = reader.whole("headingLevel", 6) {
            options.heading_level = level.max(1) as u8;
        }
        if let Some(field) = reader.field("sections") {
            options.sections = match field.raw() {
                "open" => Sections::Open,
                "closed" => Sections::Closed,
                "first" => Sections::First,
                "narrow" => Sections::Narrow,
                "none" => Sections::None,
                _ => {
                    field.unknown("open, closed, first, narrow or none");
                    Sections::Open
                }
            };
        }
        if let Some(field) = reader.field("idPrefix") {
            if field.is_text() {
                field.raw().clone_into(&mut options.id_prefix);
            } else {
                field.wrong("text");
            }
        }
        if let Some(lang) = reader.lang() {
            lang.clone_into(&mut options.lang);
        }
        options.base_url = reader.link("baseUrl").map(Address::into_owned);
        let taken = reader.field("taken").map_or("", Reader::raw).to_owned();
        (options, taken, json.notes())
    }
}
