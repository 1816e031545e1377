//! What an article is: plain data, borrowed from the JSON where it can be, each kind beside its reading.

mod block;
mod inline;
mod kept;
mod length;
mod media;
mod moment;
mod parts;

pub use block::{Block, Code, Embed, FactBox, Heading, Kind, LinkCard, Quote, Section};
pub use inline::{Inline, Mark, Marks, Span};
pub use kept::Kept;
pub(crate) use length::length;
pub use media::{Audio, Gallery, Image, Source, Track, Video, Width};
pub use moment::{Date, Moment};
pub use parts::{Item, List, Table};

use std::borrow::Cow;

use crate::address::Address;
use crate::error::{ArticleError, Diagnostic, Notes};
use crate::json::{Json, Kind as JsonKind, Reader};

/// Text of the author's, borrowed from the JSON where it needs no decoding.
pub type Text<'a> = Cow<'a, str>;

/// Which way a language is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// Left to right.
    Ltr,
    /// Right to left.
    Rtl,
}

impl Direction {
    /// The value of HTML's `dir`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ltr => "ltr",
            Self::Rtl => "rtl",
        }
    }
}

/// A news article, as the format describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Article<'a> {
    /// Stable key for remembered state and updates.
    pub id: Option<Text<'a>>,
    /// BCP 47 tag.
    pub lang: Option<Text<'a>>,
    /// Direction, where the language alone would give another.
    pub dir: Option<Direction>,
    /// Canonical address.
    pub url: Option<Address<'a>>,
    /// The label above the headline.
    pub kicker: Option<Inline<'a>>,
    /// The one thing that an article must have.
    pub headline: Inline<'a>,
    /// The summary below the headline.
    pub standfirst: Option<Inline<'a>>,
    /// Who wrote it.
    pub byline: Vec<Person<'a>>,
    /// Who publishes it.
    pub publisher: Option<Publisher<'a>>,
    /// When it was published.
    pub published: Option<Moment<'a>>,
    /// When it was last changed.
    pub updated: Option<Moment<'a>>,
    /// The lead picture.
    pub image: Option<Image<'a>>,
    /// Everything below the header; blocks before the first section are the lead.
    pub body: Vec<Block<'a>>,
    /// What was put right after publication.
    pub corrections: Vec<Correction<'a>>,
    /// A running story.
    pub live: bool,
    /// Subjects.
    pub tags: Vec<Tag<'a>>,
}

/// Somebody in the byline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person<'a> {
    /// Full name.
    pub name: Text<'a>,
    /// What they do, as in "Brussels correspondent".
    pub role: Option<Text<'a>>,
    /// Their own page.
    pub url: Option<Address<'a>>,
    /// Their portrait.
    pub image: Option<Address<'a>>,
}

/// The newspaper, agency or site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its front page.
    pub url: Option<Address<'a>>,
    /// Its logo.
    pub logo: Option<Address<'a>>,
}

/// Something that was put right after publication.
#[derive(Debug, Clone, PartialEq)]
pub struct Correction<'a> {
    /// When.
    pub date: Option<Moment<'a>>,
    /// What.
    pub text: Inline<'a>,
}

/// A subject.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag<'a> {
    /// Its name.
    pub name: Text<'a>,
    /// Its page.
    pub url: Option<Address<'a>>,
}

/// An article and what was found wrong with its JSON.
#[derive(Debug, Clone, PartialEq)]
pub struct Reading<'a> {
    /// The article, as much of it as could be read; no text is missing.
    pub article: Article<'a>,
    /// What is not as the format wants it, in the order found.
    pub diagnostics: Vec<Diagnostic>,
}

/// Larger inputs are refused: offsets are kept in 32 bits, and a tab would not survive the page anyway.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// Reads an article from JSON text, UTF-8 with or without a byte order mark.
///
/// # Errors
///
/// `too-large` above 32 MiB, `not-json`, `not-object`, and `no-headline` if `headline` is absent or has no text. All
/// else becomes a [`Diagnostic`].
pub fn read(json: &[u8]) -> Result<Reading<'_>, ArticleError> {
    if json.len() > MOST_BYTES {
        return Err(ArticleError::new(
            "too-large",
            "$",
            "The article is larger than 32 MiB of JSON.".to_owned(),
        ));
    }
    let tape = Json::parse(json).map_err(|fault| {
        let place = [
            "This is not JSON: at line ",
            &fault.line.to_string(),
            ", column ",
            &fault.column.to_string(),
            ", expected ",
            fault.expected,
            ".",
        ];
        ArticleError::new("not-json", "$", place.concat())
    })?;
    let notes = Notes::default();
    let article = read_article(&Reader::new(tape.root(), &notes))?;
    Ok(Reading {
        article,
        diagnostics: notes.into_list(),
    })
}

fn read_article<'a>(reader: &Reader<'_, '_, 'a>) -> Result<Article<'a>, ArticleError> {
    if reader.kind() != JsonKind::Object {
        return Err(ArticleError::new(
            "not-object",
            "$",
            [
                "An article is an object, and this is ",
                reader.kind().noun(),
                ".",
            ]
            .concat(),
        ));
    }
    let Some(headline) = Inline::field(reader, "headline") else {
        return Err(ArticleError::new(
            "no-headline",
            "$.headline",
            "An article needs a headline with text in it.".to_owned(),
        ));
    };
    let mut article = Article {
        id: reader.text("id"),
        lang: reader.lang(),
        dir: reader.dir(),
        url: reader.link("url"),
        kicker: Inline::field(reader, "kicker"),
        headline,
        standfirst: Inline::field(reader, "standfirst"),
        byline: Vec::new(),
        publisher: reader.field("publisher").and_then(|field| {
            Some(Publisher {
                name: field.name()?,
                url: field.link("url"),
                logo: field.media("logo"),
            })
        }),
        published: Moment::field(reader, "published"),
        updated: Moment::field(reader, "updated"),
        image: reader
            .field("image")
            .and_then(|field| Image::read_lead(&field)),
        body: Block::body(reader, "body", 0),
        corrections: Vec::new(),
        live: reader.flag("live"),
        tags: Vec::new(),
    };
    reader.each("byline", |item| {
        if let Some(name) = item.name() {
            article.byline.push(Person {
                name,
                role: item.text("role"),
                url: item.link("url"),
                image: item.media("image"),
            });
        }
    });
    reader.each("corrections", |item| {
        let text = if item.kind() == JsonKind::Object {
            Inline::field(item, "text")
        } else {
            Inline::read(item)
        };
        if let Some(text) = text {
            article.corrections.push(Correction {
                date: Moment::field(item, "date"),
                text,
            });
        }
    });
    reader.each("tags", |item| {
        if let Some(name) = item.name() {
            article.tags.push(Tag {
                name,
                url: item.link("url"),
            });
        }
    });
    Ok(article)
}

/// What fields of an article have in common, wherever they stand.
impl<'a> Reader<'_, '_, 'a> {
    /// A BCP 47 tag, checked for its form only.
    pub(crate) fn lang(&self) -> Option<Text<'a>> {
        let tag = self.text("lang")?;
        let well_formed = tag.split('-').enumerate().all(|(index, part)| {
            (1..=8).contains(&part.len())
                && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && (index > 0 || part.len() > 1 && part.bytes().all(|b| b.is_ascii_alphabetic()))
        });
        if !well_formed {
            self.field("lang")?.warn(
                "bad-language",
                &["Expected a language tag such as \"it\" or \"pt-BR\"."],
            );
        }
        well_formed.then_some(tag)
    }

    pub(crate) fn dir(&self) -> Option<Direction> {
        let field = self.field("dir")?;
        match field.value().text().as_deref() {
            Some("ltr") => Some(Direction::Ltr),
            Some("rtl") => Some(Direction::Rtl),
            _ => {
                field.warn("unknown-value", &["Expected \"ltr\" or \"rtl\"."]);
                None
            }
        }
    }

    fn checked(
        &self,
        key: &str,
        check: fn(Text<'a>) -> Option<Address<'a>>,
        expected: &str,
    ) -> Option<Address<'a>> {
        let field = self.field(key)?;
        let raw = field.as_text()?;
        let address = check(raw);
        if address.is_none() {
            field.warn("bad-address", &["Expected ", expected, "; it is left out."]);
        }
        address
    }

    /// The address to follow under `key`.
    pub(crate) fn link(&self, key: &str) -> Option<Address<'a>> {
        self.checked(
            key,
            Address::link,
            "an address by http, https, mailto or tel, without user name or password",
        )
    }

    /// The address to load from under `key`.
    pub(crate) fn media(&self, key: &str) -> Option<Address<'a>> {
        self.checked(
            key,
            Address::media,
            "an address by https, without user name or password",
        )
    }

    /// The name of a person, publisher or tag: the field `name`, or the whole value where it is mere text.
    fn name(&self) -> Option<Text<'a>> {
        if self.kind() != JsonKind::Object {
            self.wrong("an object with a name");
            return self.as_text().filter(|text| !text.trim().is_empty());
        }
        let name = self.text("name");
        if name.is_none() {
            self.missing("a name");
        }
        name
    }
}
