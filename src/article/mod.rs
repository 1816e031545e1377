//! What an article is, and what its fields have in common wherever they stand.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

mod date;

use crate::address::Address;
use crate::error::{ArticleError, Diagnostic};
use crate::json::{Json, Reader, digits};
use crate::scan::pieces;

pub(crate) use date::Date;

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Ltr,
    Rtl,
}

impl Direction {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A parsed article, to be rendered; it has a headline.
///
/// It keeps its JSON as a tape, from which it is rendered directly: a second copy as structures would double the
/// memory and the time. For an article as structures, see [`model`](crate::model).
#[derive(Debug)]
pub struct Document<'a>(Json<'a>);

impl<'a> Document<'a> {
    /// Reads an article of at most so many bytes as [`crate::read`] does, all but the diagnostics.
    pub(crate) fn parse(json: &'a [u8], most: u32) -> Result<Self, ArticleError> {
        Self::parse_text(String::from_utf8_lossy(json), most)
    }

    /// Keeps the text, so that the article may outlive what it came in.
    pub(crate) fn parse_text(json: Cow<'a, str>, most: u32) -> Result<Self, ArticleError> {
        let error =
            |code, path, message: &[&str]| Err(ArticleError::new(code, path, message.concat()));
        if json.len() > most as usize {
            let message = [
                "The article has more than ",
                &digits(most),
                " bytes of JSON.",
            ];
            return error("too-large", "$", &message);
        }
        let json = match Json::parse_text(json, "$") {
            Ok(json) => json,
            Err(fault) => {
                let message = [
                    "This is not JSON: at line ",
                    &digits(fault.line),
                    ", column ",
                    &digits(fault.column),
                    ", expected ",
                    fault.expected,
                    ".",
                ];
                return error("not-json", "$", &message);
            }
        };
        let root = Reader::root(&json);
        if !root.is_object() {
            return error(
                "not-object",
                "$",
                &["Expected an article as an object, found something else."],
            );
        }
        if root.said("headline").is_none() {
            return error(
                "no-headline",
                "$.headline",
                &["Expected a headline with text in it."],
            );
        }
        Ok(Self(json))
    }

    /// The document of JSON that was written from the model.
    #[cfg(not(feature = "trap"))]
    pub(crate) fn of_written(json: String) -> Document<'static> {
        let json = Json::parse_text(json.into(), "$");
        Document(json.unwrap_or_else(|_| crate::json::Builder::new("$").finish()))
    }

    pub(crate) fn root(&self) -> Reader<'_> {
        Reader::root(&self.0)
    }

    /// The headline as plain text.
    ///
    /// ```
    /// let reading = article_widget::read(br#"{ "headline": ["Good ", { "text": "news", "marks": ["em"] }] }"#)?;
    /// assert_eq!(reading.article.title(), "Good news");
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn title(&self) -> String {
        let headline = self.root().field("headline");
        headline.map(Reader::plain).unwrap_or_default()
    }

    /// The language, if the article has a valid language tag.
    ///
    /// ```
    /// let reading = article_widget::read(r#"{ "headline": "Buone notizie", "lang": "it" }"#.as_bytes())?;
    /// assert_eq!(reading.article.language(), Some("it"));
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.quietly(Reader::lang)
    }

    /// The date of publication as it was written, if it is a valid date.
    ///
    /// ```
    /// let reading = article_widget::read(br#"{ "headline": "Good news", "published": "2025-06-01" }"#)?;
    /// assert_eq!(reading.article.published(), Some("2025-06-01"));
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn published(&self) -> Option<&str> {
        self.valid_date("published")
    }

    /// The date of the last change as it was written, if it is a valid date.
    ///
    /// ```
    /// let reading = article_widget::read(br#"{ "headline": "Good news", "updated": "yesterday" }"#)?;
    /// assert_eq!(reading.article.updated(), None);
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn updated(&self) -> Option<&str> {
        self.valid_date("updated")
    }

    fn valid_date(&self, key: &str) -> Option<&str> {
        self.quietly(|root| {
            root.date(key)?;
            Some(root.field(key)?.raw().trim())
        })
    }

    /// Reads without reporting diagnostics: they were reported when the document was read.
    fn quietly<'d, T>(&'d self, read: impl FnOnce(Reader<'d>) -> T) -> T {
        let value = read(self.root());
        drop(self.0.notes());
        value
    }

    /// What was found wrong since this was asked last.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        self.0.notes()
    }
}

impl<'j> Reader<'j> {
    /// A BCP 47 tag, checked for its form only.
    pub(crate) fn lang(self) -> Option<&'j str> {
        let tag = self.text("lang")?;
        let well_formed = pieces(tag, b"-").iter().enumerate().all(|(index, part)| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && (index > 0 || part.len() > 1 && !part.bytes().any(|byte| byte.is_ascii_digit()))
        });
        if !well_formed {
            self.field("lang")?.warn(
                "bad-language",
                &["Expected a language tag such as \"it\" or \"pt-BR\"."],
            );
        }
        well_formed.then_some(tag)
    }

    pub(crate) fn dir(self) -> Option<Direction> {
        let field = self.field("dir")?;
        match field.raw() {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            _ => {
                field.unknown("ltr or rtl");
                None
            }
        }
    }

    /// Says that the value is none of those that exist.
    pub(crate) fn unknown(self, expected: &str) {
        self.warn("unknown-value", &["Expected ", expected, "."]);
    }

    /// The address to follow under `key`.
    pub(crate) fn link(self, key: &str) -> Option<Address<'j>> {
        self.address(key, Address::link)
    }

    /// The address to load from under `key`.
    pub(crate) fn media(self, key: &str) -> Option<Address<'j>> {
        self.address(key, Address::media)
    }

    fn address(self, key: &str, check: fn(&'j str) -> Option<Address<'j>>) -> Option<Address<'j>> {
        self.field(key)?.as_address(check)
    }

    /// This value as an address.
    pub(crate) fn as_address(
        self,
        check: fn(&'j str) -> Option<Address<'j>>,
    ) -> Option<Address<'j>> {
        let address = check(if self.is_text() { self.raw() } else { "" });
        if address.is_none() {
            self.warn(
                "bad-address",
                &["Expected an address that may stand here: https, for links also http, mailto and tel."],
            );
        }
        address
    }

    /// The date under `key`, if it can be read as one.
    pub(crate) fn date(self, key: &str) -> Option<Date> {
        let field = self.field(key)?;
        let date = Date::parse(field.raw().trim());
        if date.is_none() {
            field.warn(
                "bad-date",
                &["Expected a date such as \"2025-04-02\" or \"2025-04-02T09:30:00+02:00\"."],
            );
        }
        date
    }
}
