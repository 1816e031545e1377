//! The article, and accessors for fields that occur in many objects.

use std::borrow::Cow;

mod date;
pub(crate) mod fields;

use crate::error::{ArticleError, Diagnostic};
use crate::json::{Children, Cursor, FieldKey, Name, Tape, digits};
use crate::scan::{
    lossy, replaced, split, split_at_str, split_once, starts_with_ignore_ascii_case, up_to,
};
use crate::url::Address;

pub(crate) use date::DateTime;

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

/// Whether a document is not an article but the block of a post.
pub(crate) fn is_lone_post(root: Cursor<'_>) -> bool {
    matches!(root.scalar_str(Name::Type), "post" | "tweet")
        && root.inline_field(Name::Headline).is_none()
}

/// The blocks at the top of a document.
pub(crate) fn body_of(root: Cursor<'_>) -> Children<'_> {
    if is_lone_post(root) {
        root.once()
    } else {
        root.list(Name::Body)
    }
}

/// A parsed article, to be rendered: it has a headline. Or a post alone, a block of type `post` in place of an article.
///
/// It keeps its JSON as a tape, from which it is rendered directly: a second copy as structures would double the
/// memory and the time. For an article as structures, see [`model`](crate::model).
#[derive(Debug)]
pub struct Document<'a>(Tape<'a>);

impl<'a> Document<'a> {
    /// Reads an article of at most so many bytes as [`crate::read`] does, all but the diagnostics.
    pub(crate) fn parse(json: &'a [u8], most: u32) -> Result<Self, ArticleError> {
        Self::parse_text(lossy(json), most)
    }

    /// Owns the text, so that the article can outlive its input.
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
        let json = match Tape::parse_text(json, "$") {
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
        let root = Cursor::root(&json);
        if !root.is_object() {
            return error(
                "not-object",
                "$",
                &["Expected an article as an object, found something else."],
            );
        }
        if root.inline_field(Name::Headline).is_none() && !is_lone_post(root) {
            return error(
                "no-headline",
                "$.headline",
                &["Expected a headline with text in it."],
            );
        }
        Ok(Self(json))
    }

    /// The document of JSON that was written from the model.
    pub(crate) fn of_written(json: String) -> Document<'static> {
        let json = Tape::parse_text(json.into(), "$");
        Document(json.unwrap_or_else(|_| crate::json::TapeBuilder::new("$").finish()))
    }

    pub(crate) fn root(&self) -> Cursor<'_> {
        Cursor::root(&self.0)
    }

    /// The JSON that it was read from.
    #[cfg(all(target_arch = "wasm32", feature = "page"))]
    pub(crate) fn source(&self) -> &str {
        self.0.source()
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
        let headline = self.root().field(Name::Headline);
        headline.map(Cursor::to_plain_text).unwrap_or_default()
    }

    /// The language as a BCP 47 tag, if the article has one: `it_IT` is read as `it-IT`.
    ///
    /// ```
    /// let reading = article_widget::read(r#"{ "headline": "Buone notizie", "lang": "it" }"#.as_bytes())?;
    /// assert_eq!(reading.article.language().as_deref(), Some("it"));
    /// # Ok::<(), article_widget::ArticleError>(())
    /// ```
    #[must_use]
    pub fn language(&self) -> Option<Cow<'_, str>> {
        self.quietly(Cursor::lang)
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
            Some(root.field(key)?.as_str().trim())
        })
    }

    /// Reads without reporting diagnostics: they were reported when the document was read.
    fn quietly<'d, T>(&'d self, read: impl FnOnce(Cursor<'d>) -> T) -> T {
        let value = read(self.root());
        drop(self.0.take_diagnostics());
        value
    }

    /// Takes the diagnostics reported since the last call.
    pub(crate) fn diagnostics(&self) -> Vec<Diagnostic> {
        self.0.take_diagnostics()
    }
}

impl<'j> Cursor<'j> {
    /// A BCP 47 tag, checked for its form only. The names of locales that POSIX and Java have, as in `it_IT.UTF-8`, are
    /// mended.
    pub(crate) fn lang(self) -> Option<Cow<'j, str>> {
        let tag = self.text(Name::Lang)?;
        let bare = up_to(tag.trim(), b".@");
        let mended: Cow<'j, str> = if bare.contains('_') {
            replaced(bare, b'_', "-").into()
        } else {
            bare.into()
        };
        let well_formed = split(&mended, b"-")
            .iter()
            .enumerate()
            .all(|(index, part)| {
                (1..=8).contains(&part.len())
                    && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                    && (index > 0
                        || part.len() > 1 && !part.bytes().any(|byte| byte.is_ascii_digit()))
            });
        if !well_formed || *mended != *tag {
            let (read, end) = if well_formed {
                (", read as \"", "\".")
            } else {
                (".", "")
            };
            let message = [
                "Expected a language tag such as \"it\" or \"pt-BR\"",
                read,
                if well_formed { &mended } else { "" },
                end,
            ];
            self.field(Name::Lang)?.warn("bad-language", &message);
        }
        well_formed.then_some(mended)
    }

    pub(crate) fn dir(self) -> Option<Direction> {
        let field = self.field(Name::Dir)?;
        match field.as_str() {
            "ltr" => Some(Direction::Ltr),
            "rtl" => Some(Direction::Rtl),
            _ => {
                field.report_unknown_value("ltr or rtl");
                None
            }
        }
    }

    /// Reports a value that isn't one of the known ones.
    pub(crate) fn report_unknown_value(self, expected: &str) {
        self.warn("unknown-value", &["Expected ", expected, "."]);
    }

    /// The address to follow under `key`.
    pub(crate) fn link<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<Address<'j>> {
        self.field(key)?.as_address(Use::Link)
    }

    /// The address to load from under `key`.
    pub(crate) fn media<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<Address<'j>> {
        self.field(key)?.as_address(Use::Media)
    }

    /// The address under `key` of something on another site, which a host without a scheme is taken for.
    pub(crate) fn site(self, key: &str) -> Option<Address<'j>> {
        self.field(key)?.as_address(Use::Site)
    }

    /// This value as an address.
    pub(crate) fn as_address(self, wanted: Use) -> Option<Address<'j>> {
        let text = if self.is_text() { self.as_str() } else { "" };
        let bare = text.trim();
        let start = missing_scheme(bare, wanted == Use::Site);
        if !start.is_empty()
            && let Some(address) = wanted.check(&[start, bare].concat())
        {
            let message = [
                "Expected an address with its scheme, found none; read with \"",
                start,
                "\" before it.",
            ];
            self.warn("mended-address", &message);
            return Some(address.into_owned());
        }
        let address = wanted.check(text);
        if address.is_none() {
            self.warn(
                "bad-address",
                &["Expected an address that may stand here: https, for links also http, mailto and tel."],
            );
        }
        address
    }

    /// The date under `key`, if it can be read as one.
    pub(crate) fn date<'k>(self, key: impl Into<FieldKey<'k>>) -> Option<DateTime> {
        let field = self.field(key)?;
        let date = DateTime::parse(field.as_str().trim());
        if date.is_none() {
            field.warn(
                "bad-date",
                &["Expected a date such as \"2025-04-02\" or \"2025-04-02T09:30:00+02:00\"."],
            );
        }
        date
    }
}

/// What an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Use {
    /// To be followed.
    Link,
    /// The same, to something on another site: a host needs no scheme.
    Site,
    /// To be loaded from.
    Media,
}

impl Use {
    fn check(self, text: &str) -> Option<Address<'_>> {
        match self {
            Self::Media => Address::media(text),
            _ => Address::link(text),
        }
    }
}

/// Domains that are taken for the end of a host's name without more.
const DOMAINS: [&str; 4] = [".com", ".org", ".net", "youtu.be"];

/// What looks like a domain and ends the name of a file.
const FILES: &str = " html htm php asp aspx js css xml json txt md pdf zip png jpg jpeg gif webp avif svg mp3 mp4 webm ";

/// What an author left out before the address of a site or a mailbox; empty if that would be a guess.
fn missing_scheme(text: &str, elsewhere: bool) -> &'static str {
    let named = up_to(text, b"/?#");
    let (host, port) = split_once(named, b":").unwrap_or((named, ""));
    let www = starts_with_ignore_ascii_case(host, "www.") && host.get(4..).is_some_and(is_domain);
    if www && port.bytes().all(|byte| byte.is_ascii_digit()) {
        return "https://";
    }
    if let Some((name, domain)) = split_once(named, b"@") {
        let plain = |byte: u8| byte > b' ' && !b"\"(),:;<>@[\\]".contains(&byte);
        let mailbox = !name.is_empty() && name.bytes().all(plain) && is_domain(domain);
        // No path may follow, but a subject may.
        let rest = text.get(named.len()..).unwrap_or_default();
        return if mailbox && !rest.starts_with('/') {
            "mailto:"
        } else {
            ""
        };
    }
    let known = DOMAINS.iter().any(|end| {
        let at = host.len().checked_sub(end.len());
        at.and_then(|at| host.get(at..))
            .is_some_and(|own| own.eq_ignore_ascii_case(end))
    });
    let path = text.len() > named.len()
        && !text
            .get(named.len()..)
            .is_some_and(|rest| rest.starts_with('#'));
    if (known || elsewhere && path) && is_domain(named) {
        "https://"
    } else {
        ""
    }
}

/// Whether a name has the form of a domain and isn't that of a file.
fn is_domain(name: &str) -> bool {
    let labels = split(name, b".");
    let sound = |label: &&str| {
        !label.is_empty()
            && label
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte > 0x7f)
    };
    let last = labels.last().copied().unwrap_or_default();
    let top = last.len() > 1
        && last
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte > 0x7f);
    let file = split_at_str(FILES, &[" ", &last.to_ascii_lowercase(), " "].concat()).is_some();
    labels.len() > 1 && labels.iter().all(sound) && top && !file
}
