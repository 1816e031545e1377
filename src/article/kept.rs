//! Nothing is lost: what a block holds that can't be read as what it claims to be.

use super::{Block, Inline, Span, Text};
use crate::address::Address;
use crate::json::{Kind, Reader};

/// The texts, children and addresses of a block that could not be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Kept<'a> {
    /// What it claims to be.
    pub name: Text<'a>,
    /// What it holds.
    pub body: Vec<Block<'a>>,
}

/// Keys whose values steer a machine and say nothing to a reader.
fn is_technical(key: &str) -> bool {
    key.starts_with('_')
        || matches!(
            key,
            "type"
                | "id"
                | "key"
                | "lang"
                | "dir"
                | "class"
                | "className"
                | "style"
                | "align"
                | "alignment"
                | "layout"
                | "role"
                | "variant"
                | "format"
                | "color"
                | "colour"
                | "level"
                | "open"
                | "marks"
                | "mime"
                | "encoding"
                | "sizes"
                | "published"
                | "target"
                | "rel"
                | "width"
                | "height"
        )
}

impl<'a> Kept<'a> {
    /// None if there is nothing to show.
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>, name: Text<'a>, depth: u8) -> Option<Self> {
        let mut body = Vec::new();
        fields(reader, &mut body, depth + 1);
        (!body.is_empty()).then_some(Self { name, body })
    }
}

fn fields<'a>(reader: &Reader<'_, '_, 'a>, body: &mut Vec<Block<'a>>, depth: u8) {
    reader.each_field(|key, value| {
        if is_address(key) && value.kind() == Kind::Text {
            body.extend(value.value().text().and_then(link));
        } else if !is_technical(key) {
            keep(value, body, depth);
        }
    });
}

/// Keys that hold an address and nothing to read.
fn is_address(key: &str) -> bool {
    matches!(
        key,
        "url" | "href" | "src" | "image" | "poster" | "logo" | "avatar" | "permalink"
    )
}

fn keep<'a>(reader: &Reader<'_, '_, 'a>, body: &mut Vec<Block<'a>>, depth: u8) {
    // A level of unknown nesting may be two of the reader's: half as deep is as far.
    if depth > super::block::DEEPEST / 2 {
        return gather(reader, body);
    }
    match reader.kind() {
        Kind::Null | Kind::True | Kind::False | Kind::Number => {}
        Kind::Text => body.extend(reader.as_text().and_then(text_or_link)),
        Kind::Object if reader.field("type").is_some() => {
            body.append(&mut Block::all(reader, depth));
        }
        Kind::Object if reader.field("text").is_some() => {
            body.extend(Inline::read(reader).map(Block::paragraph));
        }
        Kind::Object => fields(reader, body, depth + 1),
        Kind::List => {
            let running = reader
                .items()
                .all(|item| item.kind() == Kind::Text || item.field("marks").is_some());
            if running && reader.items().any(|item| item.kind() != Kind::Text) {
                body.extend(Inline::read(reader).map(Block::paragraph));
                return;
            }
            for item in reader.items() {
                if item.kind() == Kind::Number {
                    body.extend(item.value().text().and_then(text_or_link));
                } else {
                    keep(&item, body, depth + 1);
                }
            }
        }
    }
}

/// All text in a value that is nested too deep to be walked.
pub(super) fn gather<'a>(reader: &Reader<'_, '_, 'a>, body: &mut Vec<Block<'a>>) {
    let texts = reader.value().texts(is_technical);
    body.extend(texts.into_iter().filter_map(text_or_link));
}

fn text_or_link(text: Text<'_>) -> Option<Block<'_>> {
    let web = ["https://", "http://"]
        .iter()
        .any(|scheme| text.starts_with(scheme));
    if web && !text.contains(char::is_whitespace) {
        return link(text);
    }
    (!text.trim().is_empty()).then(|| Block::paragraph(Inline::Plain(text)))
}

/// An address as a link that reads as itself; none if it is not allowed.
fn link(text: Text<'_>) -> Option<Block<'_>> {
    let address = Address::link(text.clone())?;
    Some(Block::paragraph(Inline::Spans(vec![Span {
        text,
        href: Some(address),
        ..Span::default()
    }])))
}
