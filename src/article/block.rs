//! The blocks of a body, and how one is read: each on its own, so that a broken one breaks nothing else.

use super::kept::{Kept, gather};
use super::media::{Audio, Gallery, Image, Video};
use super::{Direction, Inline, List, Moment, Table, Text};
use crate::address::Address;
use crate::error::Severity;
use crate::json::{Kind as JsonKind, Reader};
use crate::post::Tweet;

/// Blocks in blocks are read as deep as this; deeper ones are searched for text, which is shown plain.
pub(crate) const DEEPEST: u8 = 64;

/// One block of a body.
#[derive(Debug, Clone, PartialEq)]
pub struct Block<'a> {
    /// Stable key.
    pub id: Option<Text<'a>>,
    /// Its language, if another than the article's.
    pub lang: Option<Text<'a>>,
    /// Its direction, if another than the article's.
    pub dir: Option<Direction>,
    /// When a live update was published.
    pub published: Option<Moment<'a>>,
    /// What it is.
    pub kind: Kind<'a>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind<'a> {
    /// A paragraph.
    Paragraph(Inline<'a>),
    /// A heading, which may start a section.
    Heading(Heading<'a>),
    /// A section with its own body.
    Section(Box<Section<'a>>),
    /// A list.
    List(List<'a>),
    /// A quotation.
    Quote(Box<Quote<'a>>),
    /// A sentence set large.
    Pullquote(Box<Quote<'a>>),
    /// A picture.
    Image(Box<Image<'a>>),
    /// Several pictures.
    Gallery(Gallery<'a>),
    /// A film.
    Video(Box<Video<'a>>),
    /// Sound.
    Audio(Box<Audio<'a>>),
    /// A table.
    Table(Box<Table<'a>>),
    /// A fact box.
    Box(FactBox<'a>),
    /// A card that leads to a related story.
    Link(Box<LinkCard<'a>>),
    /// Program text.
    Code(Code<'a>),
    /// A break between two parts.
    Divider,
    /// Something of another site's.
    Embed(Box<Embed<'a>>),
    /// A social post.
    Tweet(Box<Tweet<'a>>),
    /// A place for the host page's own child of that slot name.
    Slot(Text<'a>),
    /// A block that can't be read as what it claims to be: what it holds, plain.
    Kept(Box<Kept<'a>>),
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading<'a> {
    /// Its text.
    pub text: Inline<'a>,
    /// 2 to 6, as the author counts.
    pub level: u8,
}

/// A section with its own body.
#[derive(Debug, Clone, PartialEq)]
pub struct Section<'a> {
    /// Its heading; none if the author left it empty.
    pub heading: Option<Inline<'a>>,
    /// Whether it starts open, where the author says so.
    pub open: Option<bool>,
    /// What it holds.
    pub body: Vec<Block<'a>>,
}

/// A quotation.
#[derive(Debug, Clone, PartialEq)]
pub struct Quote<'a> {
    /// What is quoted.
    pub body: Vec<Block<'a>>,
    /// Who said or wrote it.
    pub cite: Option<Inline<'a>>,
    /// Where.
    pub url: Option<Address<'a>>,
}

/// A fact box.
#[derive(Debug, Clone, PartialEq)]
pub struct FactBox<'a> {
    /// Its heading.
    pub heading: Option<Inline<'a>>,
    /// What it holds.
    pub body: Vec<Block<'a>>,
}

/// A card that leads to a related story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkCard<'a> {
    /// Where it leads.
    pub url: Address<'a>,
    /// The story's headline.
    pub title: Text<'a>,
    /// The label above it.
    pub kicker: Option<Text<'a>>,
    /// The text below it.
    pub description: Option<Text<'a>>,
    /// Its picture.
    pub image: Option<Address<'a>>,
}

/// Program text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code<'a> {
    /// The text, with its line ends.
    pub text: Text<'a>,
    /// The programming language.
    pub language: Option<Text<'a>>,
}

/// Something of another site's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Embed<'a> {
    /// Where it is.
    pub url: Address<'a>,
    /// Its name.
    pub title: Option<Text<'a>>,
    /// The site's name.
    pub provider: Option<Text<'a>>,
    /// Its picture, of the publisher's own.
    pub image: Option<Address<'a>>,
}

impl<'a> Block<'a> {
    /// The blocks under `key`.
    pub(crate) fn body(reader: &Reader<'_, '_, 'a>, key: &str, depth: u8) -> Vec<Self> {
        match reader.field(key) {
            Some(field) => {
                if field.kind() != JsonKind::List {
                    field.wrong("a list of blocks");
                }
                Self::all(&field, depth)
            }
            None => Vec::new(),
        }
    }

    /// The blocks in this value, whether it is a list of them or a single one.
    pub(crate) fn all(reader: &Reader<'_, '_, 'a>, depth: u8) -> Vec<Self> {
        let mut blocks = Vec::new();
        if depth > DEEPEST {
            reader.note(Severity::Error, "too-deep", || {
                "Blocks are nested too deep here; their text is shown plain.".to_owned()
            });
            gather(reader, &mut blocks);
        } else if reader.kind() == JsonKind::List {
            blocks.reserve(reader.items().count());
            for item in reader.items() {
                if item.kind() == JsonKind::List {
                    item.wrong("a block");
                    blocks.append(&mut Self::all(&item, depth + 1));
                } else {
                    blocks.extend(Self::read(&item, depth));
                }
            }
        } else {
            blocks.extend(Self::read(reader, depth));
        }
        blocks
    }

    fn plain(kind: Kind<'a>) -> Self {
        Self {
            id: None,
            lang: None,
            dir: None,
            published: None,
            kind,
        }
    }

    /// A paragraph and nothing else.
    pub(crate) fn paragraph(text: Inline<'a>) -> Self {
        Self::plain(Kind::Paragraph(text))
    }

    fn read(reader: &Reader<'_, '_, 'a>, depth: u8) -> Option<Self> {
        if reader.kind() != JsonKind::Object {
            reader.note(Severity::Error, "not-a-block", || {
                [
                    "Expected a block, found ",
                    reader.kind().noun(),
                    "; text is shown as a paragraph.",
                ]
                .concat()
            });
            let text = matches!(reader.kind(), JsonKind::Text | JsonKind::Number);
            return text
                .then(|| reader.value().text())
                .flatten()
                .filter(|text| !text.trim().is_empty())
                .map(|text| Self::paragraph(Inline::Plain(text)));
        }
        let name = reader
            .field("type")
            .and_then(|field| field.value().text())
            .unwrap_or_default();
        let kind = match Kind::read(&name, reader, depth) {
            Known::Read(kind) => kind,
            Known::Broken => Kind::Kept(Box::new(Kept::read(reader, name, depth)?)),
            Known::No => {
                if name.is_empty() {
                    reader.missing("the block's kind in \"type\"");
                } else {
                    reader.note(Severity::Error, "unknown-block", || {
                        let name: String = name.chars().take(64).collect();
                        [
                            "No block is called \"",
                            &name,
                            "\"; what it holds is shown as plain content.",
                        ]
                        .concat()
                    });
                }
                Kind::Kept(Box::new(Kept::read(reader, name, depth)?))
            }
        };
        Some(Self {
            id: reader.text("id"),
            lang: reader.lang(),
            dir: reader.dir(),
            published: Moment::field(reader, "published"),
            kind,
        })
    }
}

enum Known<'a> {
    Read(Kind<'a>),
    /// The kind is known, and what makes it one is missing.
    Broken,
    /// No such kind.
    No,
}

impl<'a> Kind<'a> {
    fn read(name: &str, reader: &Reader<'_, '_, 'a>, depth: u8) -> Known<'a> {
        let kind = match name {
            "paragraph" => inline(reader, "text").map(Self::Paragraph),
            "heading" => inline(reader, "text").map(|text| {
                let level = reader.whole("level", 6).unwrap_or(2).max(2);
                Self::Heading(Heading {
                    text,
                    level: level as u8,
                })
            }),
            "section" => Some(Self::Section(Box::new(Section {
                heading: inline(reader, "heading"),
                open: reader.field("open").map(|_| reader.flag("open")),
                body: Block::body(reader, "body", depth + 1),
            }))),
            "list" => List::read(reader, depth).map(Self::List),
            "quote" => Quote::read(reader, depth).map(|quote| Self::Quote(Box::new(quote))),
            "pullquote" => Quote::read(reader, depth).map(|quote| Self::Pullquote(Box::new(quote))),
            "image" => Image::read(reader).map(|image| Self::Image(Box::new(image))),
            "gallery" => Gallery::read(reader).map(Self::Gallery),
            "video" => Video::read(reader).map(|video| Self::Video(Box::new(video))),
            "audio" => Audio::read(reader).map(|audio| Self::Audio(Box::new(audio))),
            "table" => Table::read(reader).map(|table| Self::Table(Box::new(table))),
            "box" => Some(Self::Box(FactBox {
                heading: Inline::field(reader, "heading"),
                body: Block::body(reader, "body", depth + 1),
            })),
            "link" => LinkCard::read(reader).map(|card| Self::Link(Box::new(card))),
            "code" => reader
                .field("text")
                .and_then(|field| field.as_text())
                .map(|text| {
                    Self::Code(Code {
                        text,
                        language: reader.text("language"),
                    })
                }),
            "divider" => Some(Self::Divider),
            "embed" => Embed::read(reader).map(|embed| Self::Embed(Box::new(embed))),
            "tweet" => Tweet::read(reader).map(|tweet| Self::Tweet(Box::new(tweet))),
            "slot" => reader.text("name").map(Self::Slot),
            _ => return Known::No,
        };
        match kind {
            Some(kind) => Known::Read(kind),
            None => Known::Broken,
        }
    }
}

/// The running text under `key`, with a diagnostic if there is none.
fn inline<'a>(reader: &Reader<'_, '_, 'a>, key: &str) -> Option<Inline<'a>> {
    let inline = Inline::field(reader, key);
    if inline.is_none() {
        reader.missing(match key {
            "heading" => "text in \"heading\"",
            _ => "text in \"text\"",
        });
    }
    inline
}

impl<'a> Quote<'a> {
    fn read(reader: &Reader<'_, '_, 'a>, depth: u8) -> Option<Self> {
        let mut body = Vec::new();
        body.extend(Inline::field(reader, "text").map(Block::paragraph));
        body.append(&mut Block::body(reader, "body", depth + 1));
        if body.is_empty() {
            reader.missing("the words quoted in \"text\" or \"body\"");
            return None;
        }
        Some(Self {
            body,
            cite: Inline::field(reader, "cite"),
            url: reader.link("url"),
        })
    }
}

impl<'a> LinkCard<'a> {
    fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let (url, title) = (reader.link("url"), reader.text("title"));
        if reader.field("url").is_none() || title.is_none() {
            reader.missing("an address in \"url\" and a headline in \"title\"");
        }
        Some(Self {
            url: url?,
            title: title?,
            kicker: reader.text("kicker"),
            description: reader.text("description"),
            image: reader.media("image"),
        })
    }
}

impl<'a> Embed<'a> {
    fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let url = reader.link("url");
        if reader.field("url").is_none() {
            reader.missing("an address in \"url\"");
        }
        Some(Self {
            url: url?,
            title: reader.text("title"),
            provider: reader.text("provider"),
            image: reader.media("image"),
        })
    }
}
