//! Errors that prevent rendering, and diagnostics that don't.

use std::fmt;

use serde::Serialize;

/// Why an article as a whole can't be shown.
///
/// Problems in single blocks never cause one: they are reported as [`Diagnostic`]s and rendered as a fallback.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ArticleError {
    code: &'static str,
    path: String,
    message: String,
}

impl ArticleError {
    pub(crate) fn new(code: &'static str, path: &str, message: String) -> Self {
        Self {
            code,
            path: path.to_owned(),
            message,
        }
    }

    /// A stable kebab-case name: `not-json`, `not-object`, `no-headline` or `too-large`; of an article in a page, `no-page`; of a document that the
    /// [`model`](crate::model) can't hold, `wrong-type`.
    #[must_use]
    pub fn code(&self) -> &'static str {
        self.code
    }

    /// Where in the JSON, as in `$.headline`.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// One plain English sentence: what was found and what was expected.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }
}

impl fmt::Display for ArticleError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({} at {})", self.message, self.code, self.path)
    }
}

impl std::error::Error for ArticleError {}

/// How bad a [`Diagnostic`] is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Something could not be rendered as its declared type.
    Error,
    /// Something was mended or left out, and nothing of the text is missing.
    Warning,
}

impl Severity {
    /// The name used outside: `error` or `warning`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
        }
    }
}

/// Something in the JSON that is not as the format wants it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable kebab-case name; all of them are listed in `docs/diagnostics.md`.
    pub code: &'static str,
    /// Where in the JSON, as in `$.body[3].items[0].href`.
    pub path: String,
    /// One plain English sentence: what was found and what was expected.
    pub message: String,
}
