//! Finds the post in a response and imports it.
//!
//! A post comes in two forms: the view, made by a server for readers, and the record, which its author wrote and which
//! lacks names, numbers and URLs of media.

use super::super::field_lookup::{FieldLookup, field_table};
use super::super::network::{Network, Wanted};
use super::{Bluesky, embed, is_did, is_handle, labels, parts, text};
use crate::article::DateTime;
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::url::Address;

/// Maximum nesting of quoted posts; real ones are quoted once.
pub(super) const MAX_DEPTH: u8 = 20;

/// Maximum nesting of a response around a post.
const MAX_WRAPPERS: u8 = 8;

/// Keys that contain the post in a response, and those that contain others of its thread.
const WRAPPERS: [&str; 7] = [
    "thread", "posts", "post", "feed", "data", "records", "value",
];
const NEIGHBOURS: [&str; 4] = ["parent", "replies", "reply", "root"];

const METRICS: &str = field_table! {
    object metrics {
        number likes: "likeCount upvoteCount",
        number replies: "replyCount",
        number reposts: "repostCount",
        number quotes: "quoteCount",
    }
};

/// A post in a response, and what is around it: who reposted it, and what it replies to.
#[derive(Clone, Copy)]
struct Found<'j> {
    post: Cursor<'j>,
    around: Option<Cursor<'j>>,
}

/// Imports the post of a payload; of several, the wanted one. None if it is no response of Bluesky.
pub(super) fn import(payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
    let mut found = Vec::new();
    collect(payload, None, MAX_WRAPPERS, false, &mut found);
    let anchors = found.len();
    collect(payload, None, MAX_WRAPPERS, true, &mut found);
    let mut out = TapeBuilder::new("$");
    let meant = found.iter().find(|found| is_wanted(found.post, wanted));
    let named = !wanted.url.is_empty() || !wanted.id.is_empty();
    let chosen = match meant {
        Some(meant) => Some(*meant),
        // Another post of the thread must not be shown in its place.
        None if named && anchors > 1 => None,
        None => found.get(..anchors).and_then(<[_]>::first).copied(),
    };
    match chosen {
        Some(chosen) => write_post(&mut out, chosen, MAX_DEPTH),
        None => {
            let reason = if named && anchors > 0 {
                "unknown"
            } else {
                missing(payload)?
            };
            out.open(ValueKind::Object);
            out.field("network", Bluesky.id());
            out.field("gone", reason);
            out.close();
        }
    }
    Some(out.finish())
}

/// Why there is no post in a response; none if it is no response of Bluesky.
fn missing(payload: Cursor<'_>) -> Option<&'static str> {
    if let Some(posts) = payload.field("posts").filter(|posts| posts.is_list()) {
        return posts.items().next().is_none().then_some("unknown");
    }
    let error = payload.scalar_str("error");
    let pascal = error.starts_with(|letter: char| letter.is_ascii_uppercase())
        && error.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let known = pascal && payload.field("message").is_some() && payload.field("errors").is_none();
    known.then_some(match error {
        "AccountTakedown" | "RepoSuspended" => "suspended",
        "RepoTakendown" => "withheld",
        _ => "unknown",
    })
}

fn collect<'j>(
    value: Cursor<'j>,
    around: Option<Cursor<'j>>,
    depth: u8,
    neighbours: bool,
    found: &mut Vec<Found<'j>>,
) {
    if found.len() >= 500 {
        return;
    }
    if is_post(value) {
        if !found.iter().any(|other| other.post.is_same(value)) {
            found.push(Found {
                post: value,
                around,
            });
        }
        return;
    }
    if depth == 0 {
        return;
    }
    if value.is_list() {
        for item in value.items() {
            collect(item, None, depth - 1, neighbours, found);
        }
        return;
    }
    let mut entries = value.entries();
    while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
        let key = key.as_str();
        if WRAPPERS.contains(&key) || neighbours && NEIGHBOURS.contains(&key) {
            collect(field, Some(value), depth - 1, neighbours, found);
        }
    }
}

/// A view, a stored record, a bare record, or a notice in place of one.
fn is_post(value: Cursor<'_>) -> bool {
    let uri = value.scalar_str("uri");
    let kind = value.scalar_str("$type");
    let record = value.field("record");
    let written = record.is_some_and(|record| {
        record.scalar_str("$type") == "app.bsky.feed.post" || record.field("text").is_some()
    });
    let at_post = uri.starts_with("at://");
    (at_post
        && (value.field("record").is_some()
            || value
                .field("value")
                .is_some_and(|value| value.field("text").is_some())))
        || written && value.field("author").is_some()
        || kind == "app.bsky.feed.post"
        || is_notice(value)
}

fn is_notice(value: Cursor<'_>) -> bool {
    let is_true = |key: &str| value.scalar_str(key) == "true";
    value.scalar_str("uri").starts_with("at://")
        && (is_true("notFound") || is_true("blocked") || is_true("detached"))
        || value
            .scalar_str("$type")
            .ends_with("#threadItemNoUnauthenticated")
}

fn is_wanted(post: Cursor<'_>, wanted: Wanted<'_>) -> bool {
    let uri = post.scalar_str("uri");
    let (author, key) = parts(uri).unwrap_or_default();
    match parts(wanted.url) {
        Some((who, id)) => {
            let handle = post
                .field("author")
                .map_or("", |author| author.scalar_str("handle"));
            id == key
                && (who == author
                    || who.eq_ignore_ascii_case(handle)
                    || !is_did(who) && handle.is_empty())
        }
        None => !wanted.id.is_empty() && (wanted.id == key || wanted.id == uri),
    }
}

/// Why a quoted or single post isn't there; none if it is.
pub(super) fn gone(value: Cursor<'_>) -> Option<&'static str> {
    let is_true = |key: &str| value.scalar_str(key) == "true";
    if is_true("detached") {
        Some("detached")
    } else if is_true("blocked") {
        Some("restricted")
    } else if is_true("notFound") {
        Some("unknown")
    } else if is_notice(value) {
        Some("signed-in")
    } else {
        None
    }
}

fn write_post(out: &mut TapeBuilder, found: Found<'_>, depth: u8) {
    out.open(ValueKind::Object);
    out.field("network", Bluesky.id());
    write_fields(out, found.post, found.around, depth);
    out.close();
}

/// Writes the fields of a post into the open object.
pub(super) fn write_fields(
    out: &mut TapeBuilder,
    post: Cursor<'_>,
    around: Option<Cursor<'_>>,
    depth: u8,
) {
    let author = post.field("author");
    let uri = post.scalar_str("uri");
    let (did, key) = parts(uri).unwrap_or_default();
    out.field("id", key);
    let url = Bluesky.permalink(did, key);
    out.field("url", url.as_ref().map_or("", |url| url.as_str()));
    if let Some(reason) = gone(post) {
        return out.field("gone", reason);
    }
    let record = post
        .field("record")
        .or_else(|| post.field("value"))
        .unwrap_or(post);
    let asked = labels::read(post, Some(record), author);
    if asked.signed_in {
        return out.field("gone", "signed-in");
    }
    if asked.hidden {
        return out.field("gone", "withheld");
    }
    write_author(out, "author", author, did, asked.bot);
    if let Some(reason) = around.and_then(|around| around.field("reason")?.field("by")) {
        write_author(
            out,
            "repostedBy",
            Some(reason),
            reason.scalar_str("did"),
            false,
        );
    }
    let langs = record.field("langs").and_then(|langs| langs.items().next());
    out.field("lang", langs.map_or("", Cursor::as_str));
    out.field("created", created(record, post));
    if asked.warned {
        out.scalar("warning", ValueKind::True, "true");
    }
    if asked.sensitive {
        out.scalar("sensitive", ValueKind::True, "true");
    }
    text::write(out, record);
    write_reply(out, around);
    let shown = post
        .field("embed")
        .or_else(|| post.field("embeds")?.items().next());
    match (shown, record.field("embed")) {
        (Some(view), _) => embed::write_view(out, view, depth),
        (None, Some(embed)) => embed::write_record(out, embed),
        (None, None) => {}
    }
    FieldLookup::single(Some(post)).write_fields(out, METRICS);
}

/// Authors write the time themselves; a post can't be newer than its arrival.
fn created<'j>(record: Cursor<'j>, post: Cursor<'j>) -> &'j str {
    let written = record.scalar_str("createdAt");
    let arrived = post.scalar_str("indexedAt");
    let moment = |text: &str| DateTime::parse(text).map(|date| date.sort_key());
    match (moment(written), moment(arrived)) {
        (Some(written_at), Some(arrived_at)) if written_at > arrived_at => arrived,
        (Some(_), _) => written,
        _ => arrived,
    }
}

/// Whether a name has something to see: some are of marks and spaces only.
fn is_visible(name: &str) -> bool {
    name.chars().any(|letter| {
        !letter.is_whitespace()
            && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{ad}' | '\u{3164}' | '\u{2800}')
    })
}

pub(super) fn write_author(
    out: &mut TapeBuilder,
    key: &str,
    author: Option<Cursor<'_>>,
    did: &str,
    bot: bool,
) {
    let Some(author) = author else { return };
    let handle = author.scalar_str("handle");
    let handle = if is_handle(handle) { handle } else { "" };
    let name = author.scalar_str("displayName");
    out.key(key);
    out.open(ValueKind::Object);
    out.field(
        "name",
        match () {
            () if is_visible(name) => name,
            () if handle.is_empty() => did,
            () => handle,
        },
    );
    out.field("handle", handle);
    let url = Bluesky.profile(did, None);
    out.field("url", url.as_ref().map_or("", |url| url.as_str()));
    let avatar = Address::media(author.scalar_str("avatar"));
    out.field("avatar", avatar.as_ref().map_or("", |url| url.as_str()));
    if let Some(verification) = author.field("verification") {
        let valid = |key: &str| verification.scalar_str(key) == "valid";
        if valid("trustedVerifierStatus") {
            out.field("verified", "trusted");
        } else if valid("verifiedStatus") {
            out.field("verified", "blue");
        }
    }
    if bot {
        out.scalar("bot", ValueKind::True, "true");
    }
    out.close();
}

/// The author of the post that this one replies to, where the response has it.
fn write_reply(out: &mut TapeBuilder, around: Option<Cursor<'_>>) {
    let Some(around) = around else { return };
    let parent = around
        .field("reply")
        .and_then(|reply| reply.field("parent"))
        .or_else(|| around.field("parent")?.field("post"));
    let Some(author) = parent.and_then(|parent| parent.field("author")) else {
        return;
    };
    let handle = author.scalar_str("handle");
    if is_handle(handle) {
        out.key("replyTo");
        out.open(ValueKind::List);
        out.open(ValueKind::Object);
        out.field("handle", handle);
        let url = Bluesky.profile(author.scalar_str("did"), None);
        out.field("url", url.as_ref().map_or("", |url| url.as_str()));
        out.close();
        out.close();
    }
}
