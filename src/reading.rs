//! What the crate is to Rust: reading an article with all that is wrong with it, and printing it.

use crate::article::Article;
use crate::draw::{Options, draw};
use crate::error::{ArticleError, Diagnostic};
use crate::print::print;

/// An article and what was found wrong with its JSON.
#[derive(Debug)]
pub struct Reading<'a> {
    /// The article, as much of it as could be read; no text is missing.
    pub article: Article<'a>,
    /// What is not as the format wants it, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads an article from JSON text, UTF-8 with or without a byte order mark.
///
/// # Errors
///
/// `too-large` above 32 MiB ([`Limits::bytes`](crate::Limits::bytes)), `not-json`, `not-object`, and `no-headline` if `headline` is absent or has no text. All
/// else becomes a [`Diagnostic`].
pub fn read(json: &[u8]) -> Result<Reading<'_>, ArticleError> {
    read_with(json, &Options::default())
}

/// The same as the article will be drawn with these options: their limits decide what is too large, and what is told.
///
/// # Errors
///
/// As [`read`].
pub fn read_with<'a>(json: &'a [u8], options: &Options) -> Result<Reading<'a>, ArticleError> {
    let article = Article::parse(json, options.limits.capped().bytes)?;
    // What is wrong with a block shows when it is drawn.
    drop(draw(&article, options));
    let diagnostics = article.diagnostics();
    Ok(Reading {
        article,
        diagnostics,
    })
}

/// The article as HTML, the same elements, attributes and text that a browser would be given.
#[must_use]
pub fn to_html(article: &Article<'_>, options: &Options) -> String {
    let drawing = draw(article, options);
    // They were told when the article was read.
    drop(article.diagnostics());
    print(&drawing)
}
