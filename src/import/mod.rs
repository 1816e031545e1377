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

mod context;
mod external;
mod format;
mod inline;
mod registry;

use crate::error::{ArticleError, Diagnostic};
use crate::model::{Article, Block, Image};

use context::Context;
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

/// What happens to menus, forms, footers and the like around an article in a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Chrome {
    /// They stay, as plain content.
    #[default]
    Keep,
    /// They are left out, and their words are counted in a diagnostic.
    Drop,
}

/// What a reference leads to.
#[derive(Debug, Clone, PartialEq)]
pub enum Resolved {
    /// A picture.
    Image(Box<Image>),
    /// A URL.
    Link(String),
    /// Any block.
    Block(Box<Block>),
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// Where in the source; see [`Import::diagnostics`].
    pub path: String,
    /// What it is, in the words of the format, such as `Asset`.
    pub kind: String,
    /// The id that the source gives it.
    pub id: String,
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
}

/// A format: one file, one line in `registry.rs`.
pub(crate) trait Importer: Sync {
    fn format(&self) -> Format;

    /// The path of the article in the source, if the source has this format.
    fn detect(&self, source: &Source<'_>) -> Option<String>;

    /// Imports a source that `detect` accepted, or that the caller says to be of this format. Fails with `not-this-format` if it
    /// can't be read as such at all.
    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError>;
}
