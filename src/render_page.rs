//! A whole HTML page around an article, which the page's script hydrates without rendering.

use serde::Serialize;

use crate::error::{ArticleError, Diagnostic};
use crate::head::{HeadOptions, escape, escape_json, head_tags};
use crate::locale::{Labels, Locale, LocaleData, direction};
use crate::reading::{Reading, read_with};
use crate::render::{Limits, Media, Options, OutlineEntry, Sections, Theme, Tweets};
use crate::scan::lossy;

/// What a page needs beside its article.
#[derive(Debug, Clone)]
pub struct RenderPageOptions {
    /// How the article is rendered; the headline is the page's `<h1>` by default.
    pub article: Options,
    /// What the page knows of itself, and its stylesheet.
    pub head: HeadOptions,
    /// Address of `resume.js`, `define.js` or the classic script. With it, the article is interactive; without, nothing in
    /// the page needs a script: sections are open, and there are no buttons.
    pub script: Option<String>,
    /// Style rules to put into the page, in place of a linked stylesheet.
    pub styles: Option<String>,
}

impl Default for RenderPageOptions {
    fn default() -> Self {
        Self {
            article: Options {
                heading_level: 1,
                ..Options::default()
            },
            head: HeadOptions::default(),
            script: None,
            styles: None,
        }
    }
}

/// A page, and what is wrong with its article.
#[derive(Debug)]
pub struct RenderedPage {
    /// The page's HTML.
    pub html: String,
    /// Problems in the JSON, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Without scripts there is no stylesheet either, if it comes with the script: everything can be read all the same.
const UNSTYLED: &str = "<noscript><style>.aw-panel[hidden]{display:block!important;content-visibility:visible!important}.aw-section-button{visibility:hidden}.aw-section-title{visibility:visible}.aw-copy,.aw-all,.aw-enlarge,.aw-share,.aw-tweet-button{display:none}</style></noscript>";

/// Renders a whole page with the article of this JSON in it.
///
/// The page contains the article as HTML, its JSON, and what the script has to know to bring the HTML to life as it is:
/// nothing is rendered again, and the WebAssembly is loaded when an update needs it.
///
/// ```
/// use article_widget::{RenderPageOptions, render_page};
///
/// let options = RenderPageOptions {
///     script: Some("/widget/define.js".to_owned()),
///     ..RenderPageOptions::default()
/// };
/// let page = render_page(br#"{ "headline": "Good news" }"#, &options)?;
/// assert!(page.html.contains("<title>Good news</title>"));
/// assert!(page.html.contains(">Good news</h1>"));
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
///
/// # Errors
///
/// As [`read`](crate::read).
pub fn render_page(json: &[u8], options: &RenderPageOptions) -> Result<RenderedPage, ArticleError> {
    let json = embedded(&lossy(json));
    let mut article = options.article.clone();
    // Without a script, a button would do nothing.
    article.interactive &= options.script.is_some();
    let reading = read_with(json.as_bytes(), &article)?;
    let html = reading.to_html();
    let lang = reading.article.language();
    let lang = lang.as_deref().unwrap_or(&article.lang);
    let mut page = Page(String::with_capacity(html.len() + json.len() + 4096));
    page.line(&["<!doctype html>"]);
    let dir = direction(lang).as_str();
    page.line(&["<html lang=\"", &escape(lang), "\" dir=\"", dir, "\">"]);
    page.line(&["<head>\n<meta charset=\"utf-8\">"]);
    page.line(&["<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">"]);
    page.line(&[head_tags(&reading.article, &options.head).trim_end()]);
    if let Some(styles) = &options.styles {
        page.line(&["<style>", &styles.replace("</", "<\\/"), "</style>"]);
    }
    if let Some(script) = &options.script {
        if options.styles.is_none() && options.head.stylesheet.is_none() {
            page.line(&[UNSTYLED]);
        }
        let file = script.rsplit('/').next().unwrap_or_default();
        let kind = if file.contains("classic") {
            "defer"
        } else {
            "type=\"module\""
        };
        page.line(&["<script ", kind, " src=\"", &escape(script), "\"></script>"]);
    }
    page.line(&["</head>\n<body>"]);
    page.push(&["<article-widget"]);
    for (name, value) in Choice::new(&article).attributes() {
        page.push(&[" ", &name, "=\"", &escape(&value), "\""]);
    }
    page.push(&[">", &html]);
    if options.script.is_some() {
        page.push(&["<script type=\"application/json\">", &json, "</script>"]);
        page.push(&[&imprint(&json, &reading, &article, &html)]);
    }
    page.line(&["</article-widget>\n</body>\n</html>"]);
    Ok(RenderedPage {
        html: page.0,
        diagnostics: reading.diagnostics,
    })
}

/// The article and what a script has to know of its HTML, to put behind the HTML inside `<article-widget>`.
///
/// With it, the element brings the HTML to life without rendering it. The options must be those that `reading` was read
/// with, and the element must have the same ones as attributes.
///
/// ```
/// use article_widget::{Options, article_script, read};
///
/// let json = br#"{ "headline": "Good news" }"#;
/// let reading = read(json)?;
/// let inside = reading.to_html() + &article_script(json, &reading, &Options::default());
/// assert!(inside.contains("<script type=\"application/json\">"));
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
#[must_use]
pub fn article_script(json: &[u8], reading: &Reading<'_>, options: &Options) -> String {
    let json = embedded(&lossy(json));
    let data = ["<script type=\"application/json\">", &json, "</script>"].concat();
    data + &imprint(&json, reading, options, &reading.to_html())
}

/// JSON as a page reads it from a script in its markup.
fn embedded(json: &str) -> String {
    let json = json.strip_prefix('\u{feff}').unwrap_or(json);
    escape_json(json).replace("\r\n", "\n").replace('\r', "\n")
}

struct Page(String);

impl Page {
    fn push(&mut self, parts: &[&str]) {
        for part in parts {
            self.0.push_str(part);
        }
    }

    fn line(&mut self, parts: &[&str]) {
        self.push(parts);
        self.0.push('\n');
    }
}

/// The options that differ from the defaults, named and ordered as in JavaScript: what a script compares the page's
/// options with.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Choice<'o> {
    #[serde(skip_serializing_if = "Option::is_none")]
    heading_level: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sections: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    id_prefix: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'o str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tweets: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    media: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    controls: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    toc: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    theme: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    print_open: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    lightbox: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<bool>,
}

impl<'o> Choice<'o> {
    fn new(options: &'o Options) -> Self {
        let default = Options::default();
        let level = options.heading_level;
        Self {
            heading_level: (level != default.heading_level).then_some(level),
            sections: match options.sections {
                Sections::Open => None,
                Sections::Closed => Some("closed"),
                Sections::First => Some("first"),
                Sections::Narrow => Some("narrow"),
                Sections::None => Some("none"),
            },
            id_prefix: (options.id_prefix != default.id_prefix).then_some(&options.id_prefix),
            base_url: options.base_url.as_ref().map(|base| base.as_str()),
            tweets: match options.tweets {
                Tweets::Static => None,
                Tweets::Click => Some("click"),
                Tweets::Live => Some("live"),
            },
            media: match options.media {
                Media::Click => None,
                Media::Load => Some("load"),
            },
            controls: options.controls,
            toc: options.toc.then_some(true),
            theme: match options.theme {
                Theme::Auto => None,
                Theme::System => Some("system"),
                Theme::Light => Some("light"),
                Theme::Dark => Some("dark"),
            },
            print_open: (!options.print_open).then_some(false),
            lightbox: (!options.lightbox).then_some(false),
            share: options.share.then_some(true),
        }
    }

    /// The same as attributes of the element.
    fn attributes(&self) -> Vec<(String, String)> {
        let Ok(serde_json::Value::Object(mut fields)) = serde_json::to_value(self) else {
            return Vec::new();
        };
        let attribute = |(name, value): (String, serde_json::Value)| {
            let mut kebab = String::new();
            for letter in name.chars() {
                if letter.is_ascii_uppercase() {
                    kebab.push('-');
                }
                kebab.push(letter.to_ascii_lowercase());
            }
            let value = match value {
                serde_json::Value::String(text) => text,
                other => other.to_string(),
            };
            (kebab, value)
        };
        let ordered = ATTRIBUTES
            .iter()
            .filter_map(|name| fields.remove_entry(*name));
        ordered.map(attribute).collect()
    }
}

/// In the order of `www/src/attributes.ts`.
const ATTRIBUTES: [&str; 12] = [
    "headingLevel",
    "sections",
    "controls",
    "toc",
    "printOpen",
    "lightbox",
    "share",
    "theme",
    "tweets",
    "media",
    "idPrefix",
    "baseUrl",
];

/// Whether attributes of the element can express these options.
fn are_attributes(options: &Options) -> bool {
    options.interactive
        && options.labels.is_empty()
        && options.custom.is_empty()
        && options.limits == Limits::default()
        && options.rewrite_url.is_none()
        && options.local_time.is_none()
}

/// All of an article that a script has to know, except how it looks.
#[derive(Serialize)]
struct Imprint<'i> {
    outline: &'i [OutlineEntry],
    diagnostics: &'i [Diagnostic],
    words: u32,
    minutes: u32,
    fingerprint: String,
    labels: Labels<'i>,
    lang: &'i str,
    /// Whether the article itself says its language.
    spoken: bool,
    key: &'i str,
    custom: [&'i str; 0],
    /// How many elements the HTML has.
    elements: usize,
}

/// The imprint as a script in the markup; empty where the page could not have the same options.
fn imprint(json: &str, reading: &Reading<'_>, options: &Options, html: &str) -> String {
    if !are_attributes(options) {
        return String::new();
    }
    let (lang, key) = reading.identity();
    let data = LocaleData::for_lang(lang);
    let imprint = Imprint {
        outline: reading.outline(),
        diagnostics: &reading.diagnostics,
        words: reading.words(),
        minutes: reading.minutes(),
        fingerprint: fingerprint(json, options),
        labels: Labels::new(&Locale::new(lang, &data, &options.labels)),
        lang,
        spoken: reading.article.language().as_deref() == Some(lang),
        key,
        custom: [],
        // Text and attributes have no "<".
        elements: html.matches('<').count() - html.matches("</").count(),
    };
    let imprint = serde_json::to_string(&imprint).unwrap_or_default();
    let imprint = escape_json(&imprint);
    [
        "<script type=\"application/json\" data-imprint>",
        &imprint,
        "</script>",
    ]
    .concat()
}

/// A number for what was rendered: the bytes of the article, and the options that change its rendering. Languages are
/// compared apart, because a page has one where a server has none. It is that of `www/src/imprint.ts`.
fn fingerprint(json: &str, options: &Options) -> String {
    let chosen = (
        env!("CARGO_PKG_VERSION"),
        json.len(),
        Choice::new(options),
        (),
    );
    let mut bytes = serde_json::to_vec(&chosen).unwrap_or_default();
    bytes.extend_from_slice(json.as_bytes());
    bytes.resize(bytes.len().next_multiple_of(8), 0);
    let (mut one, mut other) = (0_u32, 0_u32);
    for eight in bytes.as_chunks::<8>().0 {
        let [a, b, c, d, e, f, g, h] = *eight;
        let (low, high) = (
            u32::from_le_bytes([a, b, c, d]),
            u32::from_le_bytes([e, f, g, h]),
        );
        one = (one.rotate_left(5) ^ low).wrapping_mul(0x9e37_79b1);
        other = (other.rotate_left(7) ^ high).wrapping_mul(0x85eb_ca6b);
    }
    [base36(one), base36(other)].join("-")
}

fn base36(mut number: u32) -> String {
    let mut digits = Vec::new();
    loop {
        digits.extend(char::from_digit(number % 36, 36));
        number /= 36;
        if number == 0 {
            return digits.into_iter().rev().collect();
        }
    }
}
