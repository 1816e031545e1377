//! What a host page may choose.

use crate::address::Address;
use crate::error::Notes;
use crate::json::{Json, Kind, Reader};

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
    /// Options from JSON text, as JavaScript names them; what can't be read is as if it had not been chosen.
    pub(crate) fn read(json: &[u8], notes: &Notes) -> Self {
        let mut options = Self::default();
        let Ok(tape) = Json::parse(json) else {
            return options;
        };
        let reader = Reader::new(tape.root(), notes);
        if let Some(level) = reader.whole("headingLevel", 6).filter(|level| *level > 0) {
            options.heading_level = level as u8;
        }
        if let Some(field) = reader.field("sections") {
            options.sections = match field.value().text().as_deref() {
                Some("open") => Sections::Open,
                Some("closed") => Sections::Closed,
                Some("first") => Sections::First,
                Some("narrow") => Sections::Narrow,
                Some("none") => Sections::None,
                _ => {
                    field.warn(
                        "unknown-value",
                        &["Expected open, closed, first, narrow or none."],
                    );
                    Sections::Open
                }
            };
        }
        if let Some(field) = reader.field("idPrefix").filter(|f| f.kind() == Kind::Text) {
            options.id_prefix = field.value().text().unwrap_or_default().into_owned();
        }
        if let Some(lang) = reader.lang() {
            options.lang = lang.into_owned();
        }
        options.base_url = reader
            .text("baseUrl")
            .and_then(|base| Address::link(base.into_owned()));
        options
    }
}
