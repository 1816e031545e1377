//! Imports articles from other formats: text as copied from a page, HTML, Markdown, and what content management systems export.
//!
//! ```
//! use article_widget::import::{Format, Options, import};
//!
//! let result = import(b"<h1>Good news</h1><p>The ferry is back.</p>", &Options::default())?;
//! assert_eq!(result.format, Format::Html);
//! assert_eq!(result.article.headline.to_plain_text(), "Good news");
//! assert_eq!(result.article.body.len(), 1);
//! # Ok::<(), article_widget::ArticleError>(())
//! ```
//!
//! No text gets lost: what has no counterpart in the format becomes plain content and a [`Diagnostic`] with its place in
//! the source. What an option leaves out is counted in a diagnostic with the code `left-out`.

mod ans;
mod apple_news;
mod bbc;
mod cleanup;
mod component;
mod contentful;
mod context;
mod date;
mod dato;
mod decode;
mod dev;
mod draft;
mod editor_js;
mod entry;
mod external;
mod flow;
mod format;
mod ghost;
mod guardian;
mod html;
mod inline;
mod inline_text;
mod json;
mod json_api;
mod json_format;
mod lead;
mod lexical;
mod lists;
pub(crate) mod markdown;
mod mobiledoc;
mod names;
mod newsml;
mod ninjs;
mod nitf;
mod node;
mod notion;
mod own;
mod picture;
mod portable_text;
mod prismic;
mod prosemirror;
mod quill;
mod ranges;
mod registry;
mod slate;
mod table;
mod text;
mod tree;
mod unknown;
mod wordpress;
mod wordpress_json;
mod xml;

use serde::Serialize;

use crate::error::{ArticleError, Diagnostic};
use crate::model::{Article, Block, Image};

pub(crate) use context::Context;
pub use format::Format;

/// How to import.
///
/// ```
/// use article_widget::import::{Format, Guess, Options};
///
/// let options = Options { from: Some(Format::Text), guess: Guess::None, ..Options::default() };
/// assert!(options.upgrade);
/// ```
#[derive(Debug, Clone)]
pub struct Options {
    /// The format of the input. `None`: it is detected.
    pub from: Option<Format>,
    /// The headline, instead of the one in the input.
    pub headline: Option<String>,
    /// The article's language as a BCP 47 tag, for an input that doesn't name one.
    pub lang: Option<String>,
    /// The absolute URL that relative ones are resolved against, for an input that doesn't name one.
    pub base_url: Option<String>,
    /// What may be guessed where the format doesn't say it, as a heading in plain text.
    pub guess: Guess,
    /// What happens to the parts of a page around its article.
    pub chrome: Chrome,
    /// Names of adverts, forms and other components that become a [`Slot`](crate::model::Slot); all others are left out.
    pub slots: Vec<String>,
    /// Whether URLs of pictures and other media that begin with `http:` become `https:`, which is all that the format takes.
    pub upgrade: bool,
    /// Which article of an input that holds several, from 0. `None`: the first, with the diagnostic `more-than-one`.
    pub pick: Option<usize>,
    /// What the references of an earlier [`Import`] lead to, by their `id`.
    pub resolve: Vec<(String, Resolved)>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            from: None,
            headline: None,
            lang: None,
            base_url: None,
            guess: Guess::Careful,
            chrome: Chrome::Keep,
            slots: Vec::new(),
            upgrade: true,
            pick: None,
            resolve: Vec::new(),
        }
    }
}

/// What may be guessed. Each guess is reported by a diagnostic with a code that begins with `guessed-`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Guess {
    /// Nothing: text stays paragraphs.
    None,
    /// What is right in nearly all articles.
    #[default]
    Careful,
    /// What is right in most articles.
    Eager,
}

/// What happens to menus, forms, footers and the like in a page's article.
///
/// Of a whole page, only the element that contains the article is imported, in either case; the words around it are counted in the
/// diagnostic `left-out`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chrome {
    /// They stay, as plain content.
    #[default]
    Keep,
    /// They are left out, and their words are counted in a diagnostic.
    Drop,
}

/// What a reference leads to.
#[derive(Debug, PartialEq)]
pub enum Resolved {
    /// A picture.
    Image(Box<Image>),
    /// A URL.
    Link(String),
    /// Any block.
    Block(Box<Block>),
}

impl Clone for Resolved {
    fn clone(&self) -> Self {
        match self {
            Self::Image(image) => Self::Image(image.clone()),
            Self::Link(url) => Self::Link(url.clone()),
            Self::Block(block) => Self::Block(Box::new(copied(block))),
        }
    }
}

/// A copy of a block that a reference leads to. JavaScript gives it as JSON, so what copies all other kinds isn't compiled for it.
pub(crate) fn copied(block: &Block) -> Block {
    match block {
        Block::Other(json) => Block::Other(json.clone()),
        block if cfg!(feature = "import") => block.clone(),
        _ => Block::Other(serde_json::Value::Null),
    }
}

/// An imported article.
#[derive(Debug, Clone, PartialEq)]
pub struct Import {
    /// The article.
    pub article: Article,
    /// The format of the input.
    pub format: Format,
    /// What was mended, guessed or left out. `path` is the place in the source: `$.blocks[2]` in JSON, `12:5` (line and column,
    /// from 1) in text, HTML, Markdown and XML.
    pub diagnostics: Vec<Diagnostic>,
    /// What the input refers to and doesn't hold: import again with [`Options::resolve`] to have it in the article.
    pub references: Vec<Reference>,
}

/// Something that the input refers to and doesn't hold, such as an asset of a content management system.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reference {
    /// Where in the source; see [`Import::diagnostics`].
    pub path: String,
    /// What it is, in the words of the format, such as `Asset`.
    pub kind: String,
    /// The id that the source gives it.
    pub id: String,
}

/// Inputs with more bytes are refused, as `too-large`.
pub const MAX_BYTES: usize = 64 << 20;

/// Finds out which format an input has.
///
/// ```
/// use article_widget::import::{Format, detect};
///
/// assert_eq!(detect(b"<p>The ferry is back.</p>").map(|found| found.format), Some(Format::Html));
/// assert_eq!(detect(b""), None);
/// ```
#[must_use]
pub fn detect(input: &[u8]) -> Option<Found> {
    let options = Options::default();
    let mut cx = Context::new(&options);
    let source = Source::read(input, &mut cx).ok()?;
    find(&source)
}

/// Imports an article from bytes in any of the formats.
///
/// The bytes are UTF-8, UTF-16 with a byte order mark, or Latin-1 or Windows-1252 where the input declares it.
///
/// # Errors
///
/// With the code `empty` if there is no text, `too-large` above [`MAX_BYTES`] or, in plain text, two million lines, `unknown-format` if
/// the format isn't recognised or the input is no text, `not-this-format` if the input can't be read as what [`Options::from`] says,
/// `no-headline` if nothing in it can be a headline.
///
/// ```
/// use article_widget::import::{Options, import};
///
/// let error = import(b" ", &Options::default()).unwrap_err();
/// assert_eq!(error.code(), "empty");
/// ```
pub fn import(input: &[u8], options: &Options) -> Result<Import, ArticleError> {
    import_with(input, &mut Context::new(options))
}

/// The same with a context that the caller has.
pub(crate) fn import_with(input: &[u8], cx: &mut Context<'_>) -> Result<Import, ArticleError> {
    let source = Source::read(input, cx)?;
    let format = format_of(&source, cx)?;
    let root = source.json.as_ref().map(json_format::whole);
    import_source(&source, root.as_ref(), format, cx)
}

/// Imports all articles of an input that holds several, such as an export of WordPress or the list that an API answers with; of any
/// other input the one. What makes one of them fail doesn't keep the others.
///
/// # Errors
///
/// As in [`import()`], if the input as a whole can't be read.
///
/// ```
/// use article_widget::import::{Options, import_all};
///
/// let export = r#"<rss><channel>
///   <item><title>One</title><content:encoded>First.</content:encoded></item>
///   <item><title>Two</title><content:encoded>Second.</content:encoded></item>
/// </channel></rss>"#;
/// let results = import_all(export.as_bytes(), &Options::default())?;
/// assert_eq!(results.len(), 2);
/// assert_eq!(results[1].as_ref().unwrap().article.headline.to_plain_text(), "Two");
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
pub fn import_all(
    input: &[u8],
    options: &Options,
) -> Result<Vec<Result<Import, ArticleError>>, ArticleError> {
    let mut results = Vec::new();
    import_each(input, options, &[], &mut |result, _| results.push(result))?;
    Ok(results)
}

/// Calls `each` with each article of an input and what was collected with it.
pub(crate) fn import_each(
    input: &[u8],
    options: &Options,
    printed: &[(String, markdown::Printed)],
    each: &mut dyn FnMut(Result<Import, ArticleError>, &Context<'_>),
) -> Result<(), ArticleError> {
    let mut cx = Context::new(options);
    let source = Source::read(input, &mut cx)?;
    let format = format_of(&source, &mut cx)?;
    // What is wrong with the input is so with each of its articles.
    let (of_input, _) = cx.finish();
    let each = &mut |result: Result<Import, ArticleError>, cx: &Context<'_>| {
        let result = result.map(|mut import| {
            import.diagnostics.splice(0..0, of_input.iter().cloned());
            import
        });
        each(result, cx);
    };
    if format == Format::WordPress && wordpress::export::is_export(&source.text) {
        let export = wordpress::export::Export::parse(&source.text)?;
        for post in &export.posts {
            let mut cx = Context::new(options);
            let article = export.article(*post, &mut cx);
            each(finished(article, format, &mut cx), &cx);
        }
        return Ok(());
    }
    let root = source.json.as_ref().map(json_format::whole);
    let mut done = 0;
    loop {
        let options = Options {
            pick: Some(done),
            ..options.clone()
        };
        let mut cx = Context::with_printed(&options, printed);
        let result = import_source(&source, root.as_ref(), format, &mut cx);
        each(result, &cx);
        done += 1;
        if done >= cx.count.min(MAX_ARTICLES) {
            return Ok(());
        }
    }
}

/// No more articles than these are read from one input.
const MAX_ARTICLES: usize = 100_000;

/// The format that the caller names, or the one that is found.
fn format_of(source: &Source<'_>, cx: &mut Context<'_>) -> Result<Format, ArticleError> {
    if let Some(format) = cx.options.from {
        return Ok(format);
    }
    let found = find(source).ok_or_else(|| {
        let message = "The format of the input isn't recognised; say which it is.";
        ArticleError::new("unknown-format", "$", message.to_owned())
    })?;
    if found.path != "$" {
        let message = format!(
            "The article in the format \"{}\" is inside other data.",
            found.format
        );
        cx.warn("found-inside", &found.path, message);
    }
    Ok(found.format)
}

fn import_source(
    source: &Source<'_>,
    root: Option<&node::Root<'_>>,
    format: Format,
    cx: &mut Context<'_>,
) -> Result<Import, ArticleError> {
    let json = registry::JSON.iter().find(|one| one.format() == format);
    let text = registry::TEXT.iter().find(|one| one.format() == format);
    let article = match (json, text) {
        (Some(json), None) => json_format::import(*json, source, root, cx)?,
        (Some(json), Some(_)) if source.json.is_some() => {
            json_format::import(*json, source, root, cx)?
        }
        (_, Some(text)) => text.import(source, cx)?,
        (None, None) => return Err(not_this_format(format, "no importer reads it.")),
    };
    finished(article, format, cx)
}

/// The import of an article as its format gives it.
fn finished(
    mut article: Article,
    format: Format,
    cx: &mut Context<'_>,
) -> Result<Import, ArticleError> {
    // Our own format is taken as it is.
    if format != Format::Article {
        lead::complete(&mut article, cx);
        cleanup::clean_up(&mut article);
    }
    if inline_text::is_blank(&article.headline) {
        let message = "Nothing in the input is a headline; give one as `headline`.";
        return Err(ArticleError::new(
            "no-headline",
            "$.headline",
            message.to_owned(),
        ));
    }
    let (diagnostics, references) = cx.finish();
    Ok(Import {
        article,
        format,
        diagnostics,
        references,
    })
}

/// Imports plain text. Errors as in [`import()`].
///
/// ```
/// use article_widget::import::{Options, from_text};
///
/// let result = from_text("The night boat is back\n\nIt left at ten past ten.", &Options::default())?;
/// assert_eq!(result.article.headline.to_plain_text(), "The night boat is back");
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
pub fn from_text(text: &str, options: &Options) -> Result<Import, ArticleError> {
    from(Format::Text, text, options)
}

/// Imports HTML: a fragment or a whole page. Errors as in [`import()`].
///
/// ```
/// use article_widget::import::{Options, from_html};
///
/// let result = from_html("<h1>The night boat</h1><p>It left <em>on time</em>.</p>", &Options::default())?;
/// assert_eq!(result.article.body[0].kind(), "paragraph");
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
pub fn from_html(html: &str, options: &Options) -> Result<Import, ArticleError> {
    from(Format::Html, html, options)
}

/// Imports Markdown. Errors as in [`import()`].
///
/// ```
/// use article_widget::import::{Options, from_markdown};
///
/// let result = from_markdown("# The night boat\n\nIt left *on time*.", &Options::default())?;
/// assert_eq!(result.article.headline.to_plain_text(), "The night boat");
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
pub fn from_markdown(markdown: &str, options: &Options) -> Result<Import, ArticleError> {
    from(Format::Markdown, markdown, options)
}

/// Imports JSON in one of the formats that are JSON. Errors as in [`import()`].
///
/// ```
/// use article_widget::import::{Format, Options, from_json};
///
/// let error = from_json(Format::EditorJs, "no JSON", &Options::default()).unwrap_err();
/// assert!(["not-this-format", "unknown-format"].contains(&error.code()));
/// ```
pub fn from_json(format: Format, json: &str, options: &Options) -> Result<Import, ArticleError> {
    from(format, json, options)
}

fn from(format: Format, input: &str, options: &Options) -> Result<Import, ArticleError> {
    let options = Options {
        from: Some(format),
        ..options.clone()
    };
    import(input.as_bytes(), &options)
}

/// The format of a source and where the article is in it.
fn find(source: &Source<'_>) -> Option<Found> {
    if let Some(json) = &source.json {
        return json_format::locate(json);
    }
    let found = registry::TEXT.iter().find(|one| one.detect(&source.text))?;
    Some(Found {
        format: found.format(),
        path: "$".to_owned(),
    })
}

impl<'a> Source<'a> {
    fn read(input: &'a [u8], cx: &mut Context<'_>) -> Result<Self, ArticleError> {
        let error = |code, message: &str| Err(ArticleError::new(code, "$", message.to_owned()));
        if input.len() > MAX_BYTES {
            return error("too-large", "The input has more than 64 MiB.");
        }
        let text = decode::decode(input, cx);
        if text.trim().is_empty() {
            return error("empty", "The input has no text.");
        }
        let start = || text.chars().take(4096);
        let control = |c: &char| c.is_control() && !c.is_ascii_whitespace();
        if start().filter(control).count() * 20 > start().count() {
            return error("unknown-format", "The input is binary data, not text.");
        }
        let (json, too_deep) = json::parse(&text).unzip();
        Ok(Self {
            text,
            json,
            too_deep: too_deep.flatten(),
        })
    }
}

/// That the input can't be read as the format that the caller says it has.
pub(crate) fn not_this_format(format: Format, message: &str) -> ArticleError {
    ArticleError::new(
        "not-this-format",
        "$",
        format!("The input isn't \"{format}\": {message}"),
    )
}

/// Which format an input has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The format.
    pub format: Format,
    /// Where the article is in the input: `$`, or a path such as `$.data.body` if it is inside something else.
    pub path: String,
}

/// The text to import, decoded once, and its JSON if it is JSON.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    /// The whole input.
    pub(crate) text: std::borrow::Cow<'a, str>,
    /// What it is as JSON; `None` if it isn't any.
    pub(crate) json: Option<serde_json::Value>,
    /// Where the JSON was nested too deep and was flattened.
    pub(crate) too_deep: Option<String>,
}

/// A format that is text: one file, one line in `registry.rs`.
pub(crate) trait Importer: Sync {
    fn format(&self) -> Format;

    /// Whether a text has this format.
    fn detect(&self, text: &str) -> bool;

    /// Imports a source that `detect` accepted, or that the caller says to be of this format. Fails with `not-this-format` if it
    /// can't be read as such at all.
    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError>;
}
