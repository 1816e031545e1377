//! The public functions: parse an article and report diagnostics, and render it to HTML.

use crate::article::Document;
use crate::error::{ArticleError, Diagnostic};
use crate::html::serialize;
use crate::render::{Options, OutlineEntry, RenderState, render};

/// A parsed article, its diagnostics and its rendering.
pub struct Reading<'a> {
    /// The article; invalid parts are kept, so no text is lost.
    pub article: Document<'a>,
    /// Problems in the JSON, in the order found.
    pub diagnostics: Vec<Diagnostic>,
    rendered: RenderState,
}

impl Reading<'_> {
    /// The article as HTML, rendered with the options it was read with: the same elements, attributes and text as in a
    /// browser.
    ///
    /// ```
    /// use article_widget::{Options, read_with};
    ///
    /// let options = Options { heading_level: 1, ..Options::default() };
    /// let reading = read_with(br#"{ "headline": "Good news" }"#, &options)?;
    /// assert!(reading.to_html().contains(">Good news</h1>"));
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn to_html(&self) -> String {
        serialize(&self.rendered.buffer.list)
    }

    /// The sections, in order.
    #[must_use]
    pub fn outline(&self) -> &[OutlineEntry] {
        self.rendered.outline()
    }

    /// The number of words to read; in scripts without spaces between words, of characters.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.rendered.word_count.total()
    }

    /// Its language as rendered, and what distinguishes it from other articles.
    #[cfg(not(target_arch = "wasm32"))]
    pub(crate) fn identity(&self) -> (&str, &str) {
        (&self.rendered.lang, &self.rendered.article_key)
    }

    /// The reading time in minutes, at least 1, at the usual pace of the article's language.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.rendered.word_count.minutes(&self.rendered.lang)
    }
}

impl std::fmt::Debug for Reading<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Reading")
            .field("article", &self.article)
            .field("diagnostics", &self.diagnostics)
            .finish_non_exhaustive()
    }
}

/// Parses an article from JSON text, UTF-8 with or without a byte order mark.
///
/// # Errors
///
/// `too-large` above 32 MiB ([`Limits::bytes`](crate::Limits::bytes)), `not-json`, `not-object`, and `no-headline` if `headline` is absent or has no text. All
/// else becomes a [`Diagnostic`].
pub fn read(json: &[u8]) -> Result<Reading<'_>, ArticleError> {
    read_with(json, &Options::default())
}

/// Like [`read`], with these options: [`Reading::to_html`] is what they make of the article.
///
/// # Errors
///
/// As [`read`].
pub fn read_with<'a>(json: &'a [u8], options: &Options) -> Result<Reading<'a>, ArticleError> {
    let article = Document::parse(json, options.limits.clamped().bytes)?;
    // Problems in blocks are found while rendering.
    let rendered = render(&article, options);
    let diagnostics = article.diagnostics();
    Ok(Reading {
        article,
        diagnostics,
        rendered,
    })
}

/// Renders an article to HTML: the same elements, attributes and text as in a browser. One that was just read is
/// rendered already: see [`Reading::to_html`].
#[must_use]
pub fn to_html(article: &Document<'_>, options: &Options) -> String {
    serialize(&article.rendered(options).buffer.list)
}

impl Document<'_> {
    /// The sections of the article as it is rendered with these options, in order. Costs as much as rendering;
    /// [`Reading::outline`] doesn't.
    ///
    /// ```
    /// use article_widget::{Options, read};
    ///
    /// let reading = read(br#"{ "headline": "Good news", "body": [{ "type": "heading", "text": "Fares" }] }"#)?;
    /// let outline = reading.article.outline(&Options::default());
    /// assert_eq!((outline[0].id.as_str(), outline[0].level), ("article-fares", 3));
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn outline(&self, options: &Options) -> Vec<OutlineEntry> {
        self.rendered(options).outline().to_vec()
    }

    /// The number of words to read; in scripts without spaces between words, of characters. It is what the widget
    /// reports in `article-ready`. Costs as much as rendering, because only what is rendered is counted.
    ///
    /// ```
    /// let reading = article_widget::read(br#"{ "headline": "Good news", "standfirst": "The boat is back." }"#)?;
    /// assert_eq!(reading.article.words(), 6);
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn words(&self) -> u32 {
        self.rendered(&Options::default()).word_count.total()
    }

    /// The reading time in minutes, at least 1, at the usual pace of the article's language. Costs as much as rendering.
    ///
    /// ```
    /// let reading = article_widget::read(br#"{ "headline": "Good news" }"#)?;
    /// assert_eq!(reading.article.minutes(), 1);
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn minutes(&self) -> u32 {
        let rendered = self.rendered(&Options::default());
        rendered.word_count.minutes(&rendered.lang)
    }

    /// Renders without reporting diagnostics: they were reported when the document was read.
    fn rendered(&self, options: &Options) -> RenderState {
        let rendered = render(self, options);
        drop(self.diagnostics());
        rendered
    }
}
