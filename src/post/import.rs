//! Imports the post of a block from the formats that networks hand out.

use super::embed_codes::import_embed_code;
use super::network::{Wanted, networks};
use super::{ImportedPost, post_id};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::starts_with_ignore_ascii_case;

/// All fields of the canonical format except the author's.
const FIELDS: [&str; 24] = [
    "network",
    "warning",
    "emojis",
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
    "thread",
    "withheldIn",
    "type",
];

const AUTHOR: [&str; 6] = ["name", "handle", "url", "avatar", "verified", "bot"];

/// The post in this block, merged from all formats that can be parsed; a later one fills the gaps of an earlier one.
pub(crate) fn import_post(block: Cursor<'_>) -> ImportedPost<'_> {
    let own = block.field("post");
    let mut imported = ImportedPost {
        canonical: own,
        converted: None,
        source: None,
        unrecognised: Vec::new(),
    };
    let wanted = Wanted {
        url: block.scalar_str("url"),
        id: post_id(block),
    };
    let mut converted = Vec::new();
    if let Some(data) = block.field("data") {
        match import_data(data, wanted) {
            Some(post) => {
                imported.source = Some(data);
                converted.push(post);
            }
            None => imported.unrecognised.push(data),
        }
    }
    if let Some(oembed) = block.field("oembed") {
        let code = oembed.field("html");
        let posts = import_oembed(oembed);
        if posts.is_empty() {
            imported.unrecognised.push(oembed);
        } else {
            imported.source = imported.source.or(code).or(Some(oembed));
        }
        converted.extend(posts);
    }
    if let Some(code) = block.field("html") {
        match read_embed_code(code) {
            Some(post) => {
                imported.source = imported.source.or(Some(code));
                converted.push(post);
            }
            None => imported.unrecognised.push(code),
        }
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

/// The post in a payload.
fn import_data(data: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
    if data.is_text() {
        let text = data.as_str().trim_start();
        // A response as text.
        if let Ok(json) = Tape::parse(text.as_bytes(), "$")
            && (Cursor::root(&json).is_object() || Cursor::root(&json).is_list())
        {
            return import_data(Cursor::root(&json), wanted);
        }
        if starts_with_ignore_ascii_case(text, "<blockquote") {
            return import_embed_code(text);
        }
    } else if data.field("provider_name").is_some() && data.field("html").is_some() {
        return import_oembed(data).into_iter().next();
    }
    networks().find_map(|network| network.import(data, wanted))
}

/// What an oEmbed response says of its post: the post in its embed code, and the rest.
fn import_oembed(oembed: Cursor<'_>) -> Vec<Tape<'static>> {
    let code = oembed.field("html").and_then(read_embed_code);
    let frame = networks().find_map(|network| network.import_oembed(oembed));
    code.into_iter().chain(frame).collect()
}

fn read_embed_code(code: Cursor<'_>) -> Option<Tape<'static>> {
    if !code.is_text() {
        code.report_type("embed code as text");
        return None;
    }
    import_embed_code(code.as_str())
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
