//! Options of the host page.

use super::Limits;
#[cfg(all(target_arch = "wasm32", feature = "js"))]
use crate::json::{Name, ValueKind};
use crate::url::Address;
use std::rc::Rc;

/// Initial state of the sections.
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

/// Whether a post's original can be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tweets {
    /// Our card is all there is.
    #[default]
    Static,
    /// The reader may ask for the original, which the platform's own script renders.
    Click,
    /// It comes by itself near the viewport, unless the page's `consent` says no.
    Live,
}

/// When pictures and videos of posts are fetched from the platform.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Media {
    /// When the reader asks.
    #[default]
    Click,
    /// At once, as they come near the viewport.
    Load,
}

/// Which shade an article has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Theme {
    /// The `color-scheme` in force around the article.
    #[default]
    Auto,
    /// The reader's system decides, whatever the page does.
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// Replaces a URL, or omits it if the result is `None`. The second argument is its kind: `link`, `image`, `video`,
/// `audio` or `track`.
#[derive(Clone)]
pub struct Rewrite(Rc<RewriteFn>);

type RewriteFn = dyn Fn(&str, &str) -> Option<String>;

impl Rewrite {
    /// The returned URL is validated like any other.
    pub fn new(rewrite: impl Fn(&str, &str) -> Option<String> + 'static) -> Self {
        Self(Rc::new(rewrite))
    }

    pub(crate) fn call(&self, address: &str, kind: &str) -> Option<String> {
        (self.0)(address, kind)
    }
}

impl std::fmt::Debug for Rewrite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Rewrite")
    }
}

/// Options of the host page.
#[derive(Debug, Clone)]
pub struct Options {
    /// The headline's level, 1 to 6; all other headings follow it.
    pub heading_level: u8,
    /// Initial state of the sections.
    pub sections: Sections,
    /// A button that shows or hides all sections; none: from three sections on.
    pub controls: Option<bool>,
    /// A table of contents.
    pub toc: bool,
    /// Which shade the article has.
    pub theme: Theme,
    /// Closed sections are open in print.
    pub print_open: bool,
    /// Buttons that show pictures in full size.
    pub lightbox: bool,
    /// Buttons that share the article, by what the reader's system offers.
    pub share: bool,
    /// Controls that need the script: without them sections are open, and there are no buttons.
    pub interactive: bool,
    /// Whether posts in the formats of networks have been converted as far as they can be; until then, such posts wait.
    pub posts_converted: bool,
    /// Prefix of every id.
    pub id_prefix: String,
    /// Base of relative URLs; `None` leaves them unchanged.
    pub base_url: Option<Address<'static>>,
    /// Language of articles without `lang`.
    pub lang: String,
    /// Overridden interface texts, by name; the names are listed in `docs/languages.md`.
    pub labels: Vec<(String, String)>,
    /// Whether a post's original can be asked for.
    pub tweets: Tweets,
    /// When pictures and videos of posts are fetched.
    pub media: Media,
    /// Block types rendered by the host page.
    pub custom: Vec<String>,
    /// How much is rendered.
    pub limits: Limits,
    /// Mirrors and tracking links; pictures and videos of posts that it leads elsewhere are fetched without asking.
    pub rewrite_url: Option<Rewrite>,
    /// Gives the local time for a timestamp, as RFC 3339 has it without the offset; asked for the kind `time`.
    pub local_time: Option<Rewrite>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            heading_level: 2,
            sections: Sections::Open,
            controls: None,
            toc: false,
            theme: Theme::Auto,
            print_open: true,
            lightbox: true,
            share: false,
            interactive: true,
            posts_converted: false,
            id_prefix: "article-".to_owned(),
            base_url: None,
            lang: "en".to_owned(),
            labels: Vec::new(),
            tweets: Tweets::Static,
            media: Media::Click,
            custom: Vec::new(),
            limits: Limits::default(),
            rewrite_url: None,
            local_time: None,
        }
    }
}

/// All options, as JavaScript names them.
#[cfg(all(target_arch = "wasm32", feature = "js"))]
const NAMES: &[&str] = &[
    "baseUrl",
    "consent",
    "controls",
    "exclusive",
    "headingLevel",
    "idPrefix",
    "interactive",
    "isolate",
    "labels",
    "lang",
    "lightbox",
    "limits",
    "media",
    "printOpen",
    "progress",
    "remember",
    "renderers",
    "rewriteUrl",
    "scriptUrl",
    "sections",
    "share",
    "theme",
    "timeZone",
    "toc",
    "tweets",
];

impl Options {
    /// Options as JavaScript names them. One without a value is unknown there; it is reported, and so is what can't be read.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn read(reader: crate::json::Cursor<'_>) -> Self {
        let mut options = Self::default();
        let mut entries = reader.entries();
        while let (Some(key), Some(value)) = (entries.next(), entries.next()) {
            if value.kind() == ValueKind::Null {
                let names = NAMES.iter().copied();
                value.report_unknown("unknown-option", "option", key.as_str(), names);
            }
        }
        if let Some(level) = reader.uint(Name::HeadingLevel, 6) {
            options.heading_level = level.max(1) as u8;
        }
        if let Some(field) = reader.field(Name::Sections) {
            options.sections = match field.as_str() {
                "open" => Sections::Open,
                "closed" => Sections::Closed,
                "first" => Sections::First,
                "narrow" => Sections::Narrow,
                "none" => Sections::None,
                _ => {
                    field.report_unknown_value("open, closed, first, narrow or none");
                    Sections::Open
                }
            };
        }
        if let Some(field) = reader.field(Name::Theme) {
            options.theme = match field.as_str() {
                "auto" => Theme::Auto,
                "system" => Theme::System,
                "light" => Theme::Light,
                "dark" => Theme::Dark,
                _ => {
                    field.report_unknown_value("auto, system, light or dark");
                    Theme::Auto
                }
            };
        }
        options.controls = reader.bool(Name::Controls);
        options.toc = reader.bool(Name::Toc) == Some(true);
        options.print_open = reader.bool(Name::PrintOpen) != Some(false);
        options.lightbox = reader.bool(Name::Lightbox) != Some(false);
        options.share = reader.bool(Name::Share) == Some(true);
        options.interactive = reader.bool("interactive") != Some(false);
        if let Some(field) = reader.field(Name::Tweets) {
            options.tweets = match field.as_str() {
                "static" => Tweets::Static,
                "click" => Tweets::Click,
                "live" => Tweets::Live,
                _ => {
                    field.report_unknown_value("static, click or live");
                    Tweets::Static
                }
            };
        }
        if let Some(field) = reader.field(Name::Media) {
            options.media = match field.as_str() {
                "click" => Media::Click,
                "load" => Media::Load,
                _ => {
                    field.report_unknown_value("click or load");
                    Media::Click
                }
            };
        }
        if let Some(field) = reader.field(Name::IdPrefix) {
            if field.is_text() {
                field.as_str().clone_into(&mut options.id_prefix);
            } else {
                field.report_type("text");
            }
        }
        if let Some(lang) = reader.lang() {
            options.lang = lang.into_owned();
        }
        if let Some(labels) = reader.field(Name::Labels) {
            let mut entries = labels.entries();
            while let (Some(name), Some(label)) = (entries.next(), entries.next()) {
                match label.as_text() {
                    Some(text) => options
                        .labels
                        .push((name.as_str().to_owned(), text.to_owned())),
                    None => label.report_type("text"),
                }
            }
            if !labels.is_object() {
                labels.report_type("an object with texts");
            }
        }
        options.posts_converted = reader.bool("postsConverted") == Some(true);
        let custom = reader.list_silent(Name::Custom);
        options.custom = custom.map(|name| name.as_str().to_owned()).collect();
        if let Some(limits) = reader.field(Name::Limits) {
            options.limits = Limits::read(limits);
        }
        options.base_url = reader.link(Name::BaseUrl).map(Address::into_owned);
        options
    }
}
