//! The article as an ordinary Rust application would have it: owned, derived.

use serde::Deserialize;

use crate::text::words;

#[derive(Deserialize)]
pub struct Article {
    pub lang: String,
    pub kicker: Inline,
    pub headline: Inline,
    pub standfirst: Inline,
    pub byline: Vec<Person>,
    pub published: String,
    pub updated: String,
    pub body: Vec<Block>,
}

#[derive(Deserialize)]
pub struct Person {
    pub name: String,
    pub url: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Inline {
    Text(String),
    Pieces(Vec<Piece>),
}

#[derive(Deserialize)]
#[serde(untagged)]
pub enum Piece {
    Text(String),
    Span(Span),
}

impl Inline {
    pub fn words(&self) -> u32 {
        match self {
            Inline::Text(text) => words(text),
            Inline::Pieces(pieces) => {
                let texts = pieces.iter().map(|piece| match piece {
                    Piece::Text(text) => text,
                    Piece::Span(span) => &span.text,
                });
                texts.map(|text| words(text)).sum()
            }
        }
    }
}

impl Block {
    pub fn words(&self) -> u32 {
        match self {
            Block::Paragraph { text, .. } => text.words(),
            Block::Heading { text, .. } => words(text),
            Block::List { items, .. } => items.iter().map(Inline::words).sum(),
            Block::Quote { text, cite } => text.words() + cite.words(),
            Block::Image {
                caption, credit, ..
            } => caption.words() + words(credit),
            Block::Table(Table {
                caption,
                head,
                rows,
                ..
            }) => {
                let cells = head.iter().chain(rows.iter().flatten());
                words(caption) + cells.map(|cell| words(cell)).sum::<u32>()
            }
            Block::Tweet { post } => words(&post.author.name) + words(&post.text),
        }
    }
}

#[derive(Deserialize)]
pub struct Span {
    pub text: String,
    #[serde(default)]
    pub marks: Vec<Mark>,
    pub href: Option<String>,
}

#[derive(Deserialize, Clone, Copy)]
#[serde(rename_all = "lowercase")]
pub enum Mark {
    Strong,
    Em,
}

#[derive(Deserialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum Block {
    Paragraph {
        lang: Option<String>,
        dir: Option<String>,
        text: Inline,
    },
    Heading {
        id: String,
        text: String,
    },
    List {
        #[serde(default)]
        style: String,
        items: Vec<Inline>,
    },
    Quote {
        text: Inline,
        cite: Inline,
    },
    Image {
        src: String,
        alt: String,
        width: u32,
        height: u32,
        caption: Inline,
        credit: String,
    },
    Table(Table),
    Tweet {
        post: Post,
    },
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    pub caption: String,
    pub head: Vec<String>,
    pub rows: Vec<Vec<String>>,
    pub row_headers: bool,
}

#[derive(Deserialize)]
pub struct Post {
    pub id: String,
    pub lang: String,
    pub text: String,
    pub author: Author,
    pub created: String,
    pub metrics: Metrics,
}

#[derive(Deserialize)]
pub struct Author {
    pub name: String,
    pub handle: String,
}

#[derive(Deserialize)]
pub struct Metrics {
    pub likes: u32,
    pub replies: u32,
}
