//! What a social post is, and one file for each thing that tells of it. Every form is told in our own (contract, "Post"),
//! and that one is drawn. Beside what the contract has, ours knows `repostedBy` (an author), `place` and `note` (what
//! readers added, as text), `notice` (why the post is gone, as text), and `replyTo` as a list.

mod autolink;
mod card;
mod embed_code;
mod entities;
mod field_lookup;
mod media;
mod payload;
mod permalink;
mod snowflake;

use crate::json::{Builder, Json, Kind, Reader};

pub(crate) use autolink::{entities, target};
pub(crate) use permalink::{is_post, number_of, permalink, profile};
pub(crate) use snowflake::posted;

/// The post in this block.
pub(crate) struct Told<'j> {
    /// In our own form: as it stands in the block.
    pub(crate) own: Option<Reader<'j>>,
    /// Retold; it counts instead of `own`.
    pub(crate) retold: Option<Json<'static>>,
    /// The field that most of what was retold is from.
    pub(crate) source: Option<Reader<'j>>,
    /// Fields that can't be read.
    pub(crate) unread: Vec<Reader<'j>>,
}

/// All fields of our own form, but the author's.
const FIELDS: [&str; 19] = [
    "repostedBy",
    "gone",
    "notice",
    "id",
    "url",
    "lang",
    "text",
    "created",
    "media",
    "quoted",
    "replyTo",
    "card",
    "poll",
    "metrics",
    "sensitive",
    "edited",
    "place",
    "note",
    "type",
];

const AUTHOR: [&str; 4] = ["name", "handle", "avatar", "verified"];

/// The post in this block, from all forms of it that can be read: what one doesn't tell, the next does.
pub(crate) fn told(block: Reader<'_>) -> Told<'_> {
    let own = block.field("post");
    let mut told = Told {
        own,
        retold: None,
        source: None,
        unread: Vec::new(),
    };
    let wanted = number_of(block);
    let mut retold = Vec::new();
    for (index, form) in ["data", "oembed", "html"].into_iter().enumerate() {
        let Some(field) = block.field(form) else {
            continue;
        };
        let code = if index == 1 {
            field.field("html")
        } else {
            Some(field)
        };
        if let Some(code) = code.filter(|code| index > 0 && !code.is_text()) {
            code.wrong("embed code as text");
        }
        let frame = if index == 1 {
            embed_code::retell_frame(field)
        } else {
            None
        };
        let post = match code {
            Some(code) if index == 0 => payload::retell(code, wanted),
            Some(code) => embed_code::retell(code.raw()),
            None => None,
        };
        if post.is_none() && frame.is_none() {
            told.unread.push(field);
        } else {
            told.source = told.source.or(code).or(Some(field));
        }
        retold.extend(post);
        retold.extend(frame);
    }
    let whole = own.filter(|own| own.is_object());
    if own.is_some() && whole.is_none() && !retold.is_empty() {
        told.unread.extend(own);
        told.own = None;
    }
    let sources: Vec<_> = whole
        .into_iter()
        .chain(retold.iter().map(Reader::root))
        .collect();
    match sources.len() {
        0 => {}
        1 => told.retold = retold.pop(),
        _ => told.retold = Some(merge(&sources)),
    }
    told
}

/// Everything that any of these tells, the first that tells it being believed.
fn merge(sources: &[Reader<'_>]) -> Json<'static> {
    let mut out = Builder::new("$");
    let take = |out: &mut Builder, key: &str, from: fn(Reader<'_>) -> Option<Reader<'_>>| {
        let found = sources
            .iter()
            .find_map(|source| from(*source)?.field(key).filter(|value| says(*value)));
        if let Some(found) = found {
            out.key(key);
            out.copy(found);
        }
    };
    out.open(Kind::Object);
    for key in FIELDS {
        take(&mut out, key, |source| Some(source));
    }
    out.key("author");
    out.open(Kind::Object);
    for key in AUTHOR {
        take(&mut out, key, |source| source.field("author"));
    }
    out.close();
    out.close();
    out.finish()
}

/// Whether a value is more than blank.
fn says(value: Reader<'_>) -> bool {
    match value.kind() {
        Kind::Text => !value.raw().trim().is_empty(),
        Kind::Object | Kind::List => value.entries().chain(value.items()).next().is_some(),
        _ => true,
    }
}
