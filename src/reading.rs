//! Reading an article, for those who keep it: with all that is wrong with it.

use alloc::vec::Vec;

use crate::article::Article;
use crate::draw::{Options, draw};
use crate::error::{ArticleError, Diagnostic};

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
/// `too-large` above 32 MiB, `not-json`, `not-object`, and `no-headline` if `headline` is absent or has no text. All
/// else becomes a [`Diagnostic`].
pub fn read(json: &[u8]) -> Result<Reading<'_>, ArticleError> {
    let article = Article::parse(json)?;
    // What is wrong with a block shows when it is drawn.
    let _ = draw(&article, &Options::default(), "");
    let diagnostics = article.diagnostics();
    Ok(Reading {
        article,
        diagnostics,
    })
}
