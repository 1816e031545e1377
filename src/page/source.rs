//! What an article can be mounted from.

use std::borrow::Cow;

use crate::article::Document;
use crate::error::ArticleError;
use crate::model::Article;
use crate::scan::lossy;

/// An article: JSON text or its bytes, a [`Document`], or an [`Article`] of the model.
pub trait Source {
    /// The article as a document of its own, of at most `max_bytes` bytes of JSON.
    ///
    /// # Errors
    ///
    /// As [`read`](crate::read).
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError>;
}

impl Source for str {
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        Document::parse_text(Cow::Owned(self.to_owned()), max_bytes)
    }
}

impl Source for String {
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        self.as_str().to_document(max_bytes)
    }
}

impl Source for [u8] {
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        Document::parse_text(Cow::Owned(lossy(self).into_owned()), max_bytes)
    }
}

impl Source for Vec<u8> {
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        self.as_slice().to_document(max_bytes)
    }
}

impl Source for Document<'_> {
    fn to_document(&self, max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        self.source().to_document(max_bytes)
    }
}

impl Source for Article {
    fn to_document(&self, _max_bytes: u32) -> Result<Document<'static>, ArticleError> {
        Ok(Document::from(self))
    }
}
