//! Social posts: one file for each source format. Every format is converted to the canonical one (contract, "Post"),
//! which is rendered. Beyond the contract, it has `repostedBy` (an author), `place` and `note` (a readers' note, as
//! text), `notice` (why the post is unavailable, as text), and `replyTo` as a list.

mod autolink;
mod card;
mod embed_code;
mod entities;
mod field_lookup;
mod media;
mod payload;
mod permalink;
mod snowflake;

use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};

pub(crate) use autolink::{entities, entity_url};
pub(crate) use permalink::{is_post, permalink, post_id, profile};
pub(crate) use snowflake::snowflake_time;

/// The post of a block, imported.
pub(crate) struct ImportedPost<'j> {
    /// The canonical post that the block contains.
    pub(crate) canonical: Option<Cursor<'j>>,
    /// The post converted from another format; it takes precedence.
    pub(crate) converted: Option<Tape<'static>>,
    /// The field that was converted.
    pub(crate) source: Option<Cursor<'j>>,
    /// Fields whose format isn't recognised.
    pub(crate) unrecognised: Vec<Cursor<'j>>,
}

/// All fields of the canonical format except the author's.
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

/// The post in this block, merged from all formats that can be parsed; a later one fills the gaps of an earlier one.
pub(crate) fn import_post(block: Cursor<'_>) -> ImportedPost<'_> {
    let own = block.field("post");
    let mut imported = ImportedPost {
        canonical: own,
        converted: None,
        source: None,
        unrecognised: Vec::new(),
    };
    let wanted = post_id(block);
    let mut converted = Vec::new();
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
            code.report_type("embed code as text");
        }
        let frame = if index == 1 {
            embed_code::import_oembed(field)
        } else {
            None
        };
        let post = match code {
            Some(code) if index == 0 => payload::import(code, wanted),
            Some(code) => embed_code::import(code.as_str()),
            None => None,
        };
        if post.is_none() && frame.is_none() {
            imported.unrecognised.push(field);
        } else {
            imported.source = imported.source.or(code).or(Some(field));
        }
        converted.extend(post);
        converted.extend(frame);
    }
    let whole = own.filter(|own| own.is_object());
    if own.is_some() && whole.is_none() && !converted.is_empty() {
        imported.unrecognised.extend(own);
        imported.canonical = None;
    }
    let sources: Vec<_> = whole
        .into_iter()
        .chain(converted.iter().map(Cursor::root))
        .collect();
    match sources.len() {
        0 => {}
        1 => imported.converted = converted.pop(),
        _ => imported.converted = Some(merge(&sources)),
    }
    imported
}

/// Merges the sources field by field; earlier sources win.
fn merge(sources: &[Cursor<'_>]) -> Tape<'static> {
    let mut out = TapeBuilder::new("$");
    let take = |out: &mut TapeBuilder, key: &str, from: fn(Cursor<'_>) -> Option<Cursor<'_>>| {
        let found = sources
            .iter()
            .find_map(|source| from(*source)?.field(key).filter(|value| is_present(*value)));
        if let Some(found) = found {
            out.key(key);
            out.copy(found);
        }
    };
    out.open(ValueKind::Object);
    for key in FIELDS {
        take(&mut out, key, |source| Some(source));
    }
    out.key("author");
    out.open(ValueKind::Object);
    for key in AUTHOR {
        take(&mut out, key, |source| source.field("author"));
    }
    out.close();
    out.close();
    out.finish()
}

/// Whether a value isn't empty or blank.
fn is_present(value: Cursor<'_>) -> bool {
    match value.kind() {
        ValueKind::Text => !value.as_str().trim().is_empty(),
        ValueKind::Object | ValueKind::List => {
            value.entries().chain(value.items()).next().is_some()
        }
        _ => true,
    }
}
