//! What is exported to JavaScript: bytes go in, bytes and plain values come out, and nothing throws.
//!
//! Operations go out and are applied to the DOM in JavaScript; no state of a displayed article is kept here, so a fault
//! can't damage it.

#[cfg(feature = "page")]
mod page;

use std::cell::Cell;
use std::rc::Rc;

use serde::Serialize;
use wasm_bindgen::prelude::*;

use crate::article::Document;
use crate::error::{ArticleError, Diagnostic};
#[cfg(feature = "html")]
use crate::html::serialize;
use crate::json::{Cursor, Name, Tape, TapeBuilder, digits, quote};
use crate::locale::{Labels, Locale, LocaleData};
use crate::render::{
    HostContext, Limits, Options, OutlineEntry, RenderState, Rewrite, WordCount, article_lang,
    vocabulary as names,
};
use crate::scan::{lossy, split_once};

/// An article that is parsed once, and rendered in chunks.
#[wasm_bindgen]
#[allow(missing_debug_implementations)]
pub struct RenderSession {
    /// The error if the article can't be rendered.
    article: Result<Document<'static>, ArticleError>,
    /// Whether offsets in the JSON are valid for the input bytes.
    offsets_valid: bool,
    rendering: Option<Rendering>,
}

/// A rendering with its options.
struct Rendering {
    options: Options,
    diagnostics: Vec<Diagnostic>,
    /// JSON list of the (URL, kind) pairs collected for `rewriteUrl`.
    requested_urls: Rc<Cell<Vec<String>>>,
    /// Messages and formats of the article's language, separated by a NUL.
    locale_data: String,
    reserved_ids: String,
    word_count: WordCount,
    state: Option<RenderState>,
}

/// Parses an article of at most so many bytes; a negative number stands for the default.
#[wasm_bindgen]
pub fn read(json: Vec<u8>, max_bytes: f64) -> RenderSession {
    let mut limits = Limits::default();
    if max_bytes >= 0.0 {
        limits.bytes = max_bytes as u32;
    }
    let text = String::from_utf8(json);
    let offsets_valid = text.is_ok();
    let text = text.unwrap_or_else(|error| lossy(error.as_bytes()).into_owned());
    RenderSession {
        article: Document::parse_text(text.into(), limits.clamped().bytes),
        offsets_valid,
        rendering: None,
    }
}

#[wasm_bindgen]
impl RenderSession {
    /// Starts a rendering with these options, from the beginning. Returns the article's language, so that
    /// [`Self::set_locale`] can be called with the words of it before anything is rendered.
    ///
    /// The page's own functions don't run in here. If there are any, the article is rendered twice: first the option
    /// `rewritten` is `"ask"`, and `asked` lists every address and what it is for, by turns; then it is the list of each
    /// address and its answer, by turns.
    pub fn start(&mut self, options: &[u8]) -> Vec<u8> {
        let Ok(article) = &self.article else {
            return Vec::new();
        };
        let chosen = parse_options(options);
        let root = Cursor::root(&chosen);
        let mut options = Options::read(root);
        let requested_urls = Rc::default();
        options.rewrite_url = url_rewriter_from(root.field(Name::Rewritten), &requested_urls);
        options.local_time = options
            .rewrite_url
            .clone()
            .filter(|_| root.scalar_str(Name::Zoned) == "true");
        let lang = article_lang(article, &options);
        // Those of an earlier rendering.
        drop(article.diagnostics());
        let count = |key| root.uint(key, u32::MAX).unwrap_or_default();
        self.rendering = Some(Rendering {
            options,
            diagnostics: chosen.take_diagnostics(),
            requested_urls,
            locale_data: String::new(),
            reserved_ids: root.scalar_str(Name::Taken).to_owned(),
            word_count: WordCount {
                words: count("parted"),
                characters: count("unparted"),
            },
            state: None,
        });
        lang.into_bytes()
    }

    /// Sets the messages and formats of the article's language, separated by a NUL.
    pub fn set_locale(&mut self, tables: &[u8]) {
        if let Some(rendering) = &mut self.rendering {
            rendering.locale_data = lossy(tables).into_owned();
        }
    }

    /// Renders on until there are `enough` operations, or all. For `html` it is one piece.
    ///
    /// What comes back is numbers of four bytes each, the lowest first: how many operations, how many numbers of places,
    /// how many bytes of text and how many of keys follow, in that order, and 1 if there is something new to know, which
    /// [`Self::about`] has. Places are where the blocks of the body and of its sections are: the byte at which each one's
    /// JSON starts, how many operations came before it, and in how many bodies it is.
    /// As `html`, the text is HTML and there are no operations, if this is built with the feature of that name; without
    /// it, the operations are in the order in which HTML has them.
    pub fn draw(&mut self, enough: u32, html: bool) -> Vec<u8> {
        let (Ok(article), Some(rendering)) = (&self.article, &mut self.rendering) else {
            return encode_chunk(&[], &[], "", "", true);
        };
        let options = &rendering.options;
        let page = HostContext {
            locale_data: locale_data_in(&rendering.locale_data),
            reserved_ids: &rendering.reserved_ids,
            word_count: rendering.word_count,
        };
        let first = rendering.state.is_none();
        let state = rendering
            .state
            .get_or_insert_with(|| RenderState::new(article, options, &page));
        state.render_chunk(article, options, &page, enough as usize);
        if html {
            state.finish();
        }
        let (list, places) = state.take_chunk();
        let news = first || state.is_done();
        #[cfg(feature = "html")]
        if html {
            return encode_chunk(&[], &[], &serialize(&list), "", news);
        }
        let places = if self.offsets_valid {
            places.as_flattened()
        } else {
            &[]
        };
        encode_chunk(&list.ops, places, &list.text, &list.keys, news)
    }

    /// What is known of the article as far as it is rendered: an `About`, or an [`ArticleError`] if it can't be shown.
    pub fn about(&mut self) -> JsValue {
        let article = match &self.article {
            Ok(article) => article,
            Err(error) => return to_js(error),
        };
        let Some(rendering) = &mut self.rendering else {
            return JsValue::UNDEFINED;
        };
        let Some(state) = &rendering.state else {
            return JsValue::UNDEFINED;
        };
        rendering.diagnostics.append(&mut article.diagnostics());
        let tables = locale_data_in(&rendering.locale_data);
        let locale = Locale::new(&state.lang, &tables, &rendering.options.labels);
        to_js(&About {
            done: state.is_done(),
            outline: outline_as_json(state.outline()),
            diagnostics: &rendering.diagnostics,
            words: state.word_count.total(),
            parted: state.word_count.words,
            minutes: state.word_count.minutes(&state.lang),
            labels: Labels::new(&locale),
            lang: &state.lang,
            key: &state.article_key,
            left: (!state.is_truncated()).then_some(state.budget),
            custom: &state.custom_blocks,
            pending: state.pending_posts,
            asked: &rendering.requested_urls.take(),
        })
    }
}

/// Invalid JSON, which the page never sends, means default options.
fn parse_options(options: &[u8]) -> Tape<'_> {
    Tape::parse(options, "options").unwrap_or_else(|_| TapeBuilder::new("options").finish())
}

fn locale_data_in(tables: &str) -> LocaleData<'_> {
    let (words, format) = split_once(tables, b"\0").unwrap_or_default();
    LocaleData::new(words, format)
}

/// Structs of numbers and texts always become plain objects.
fn to_js(value: &impl Serialize) -> JsValue {
    serde_wasm_bindgen::to_value(value).unwrap_or_default()
}

fn outline_as_json(entries: &[OutlineEntry]) -> String {
    let mut json = String::from("[");
    for entry in entries {
        json.push_str(if json.len() > 1 {
            ",{\"id\":"
        } else {
            "{\"id\":"
        });
        quote(&entry.id, &mut json);
        json.push_str(",\"text\":");
        quote(&entry.text, &mut json);
        json.push_str(",\"level\":");
        json.push_str(&digits(entry.level.into()));
        json.push_str(if entry.open {
            ",\"open\":true}"
        } else {
            ",\"open\":false}"
        });
    }
    json.push(']');
    json
}

/// What is known of a rendering.
#[derive(Serialize)]
struct About<'s> {
    done: bool,
    /// A JSON list of [`OutlineEntry`]: as objects, thousands of sections would take longer than the first screen.
    outline: String,
    diagnostics: &'s [Diagnostic],
    words: u32,
    parted: u32,
    minutes: u32,
    labels: Labels<'s>,
    lang: &'s str,
    key: &'s str,
    /// Only a complete rendering can be patched.
    left: Option<Limits>,
    custom: &'s [String],
    /// How many posts wait for what reads the formats of networks.
    pending: u32,
    asked: &'s [String],
}

/// The version of this file, and the names of all elements, attributes and classes, for the painter; a line each.
#[wasm_bindgen]
pub fn tables() -> Vec<u8> {
    [env!("CARGO_PKG_VERSION"), "\n", &names()]
        .concat()
        .into_bytes()
}

/// The stand-in for the host's `rewriteUrl` callback.
fn url_rewriter_from(
    rewritten: Option<Cursor<'_>>,
    asked: &Rc<Cell<Vec<String>>>,
) -> Option<Rewrite> {
    let rewritten = rewritten?;
    if !rewritten.is_list() {
        let asked = Rc::clone(asked);
        return Some(Rewrite::new(move |address, kind| {
            let mut list = asked.take();
            list.extend([address, kind].map(String::from));
            asked.set(list);
            Some(address.into())
        }));
    }
    let mut answers = Vec::new();
    let mut items = rewritten.items();
    while let (Some(address), Some(answer)) = (items.next(), items.next()) {
        let answer = Some(String::from(answer.as_str())).filter(|_| answer.is_text());
        answers.push((String::from(address.as_str()), answer));
    }
    // The second pass requests the same URLs in the same order; some are skipped when an earlier answer was null.
    let next = Cell::new(0);
    Some(Rewrite::new(move |address, _| {
        let rest = answers.get(next.get()..).unwrap_or_default();
        let place = rest.iter().position(|(asked, _)| asked == address)?;
        next.set(next.get() + place + 1);
        rest.get(place)?.1.clone()
    }))
}

fn encode_chunk(ops: &[u32], places: &[u32], text: &str, keys: &str, news: bool) -> Vec<u8> {
    let [op_count, place_count] = [ops.len(), places.len()];
    let numbers = [op_count, place_count, text.len(), keys.len(), news.into()];
    let length = (numbers.len() + op_count + place_count) * 4 + text.len() + keys.len();
    let mut bytes = Vec::with_capacity(length);
    let numbers = numbers.map(|number| number as u32);
    for number in numbers.iter().chain(ops).chain(places) {
        bytes.extend_from_slice(&number.to_le_bytes());
    }
    for text in [text, keys] {
        bytes.extend_from_slice(text.as_bytes());
    }
    bytes
}
