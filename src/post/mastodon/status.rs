//! Posts of the Mastodon API, which other servers of the Fediverse have, too.

use super::super::field_lookup::{FieldLookup, field_table, media_url};
use super::super::network::{Network, Wanted, network_at};
use super::{activity, content, full_handle, host_of, is_public, network_for};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind, digits};
use crate::url::Address;

/// Maximum nesting of quoted posts; real ones are quoted once.
const MAX_DEPTH: u8 = 20;

/// Maximum number of media; some servers have no limit of their own.
const MAX_MEDIA: usize = 50;

/// Keys that contain the post in a response.
const WRAPPERS: [&str; 3] = ["data", "status", "statuses"];

const METRICS: &str = field_table! {
    object metrics {
        number likes: "favourites_count",
        number replies: "replies_count",
        number reposts: "reblogs_count",
        number quotes: "quotes_count",
    }
};

const POLL: &str = field_table! {
    text ends: "expires_at",
    boolean final: "expired",
    boolean multiple: "multiple",
    number voters: "voters_count",
};

const OPTION: &str = field_table! { text label: "title", number votes: "votes_count", };

/// Why a quoted post isn't shown.
const STATES: [(&str, &str); 9] = [
    ("pending", "unknown"),
    ("rejected", "withheld"),
    ("revoked", "withheld"),
    ("deleted", "deleted"),
    ("unauthorized", "protected"),
    ("blocked_account", "restricted"),
    ("blocked_domain", "restricted"),
    ("muted_account", "restricted"),
    ("accepted", "unknown"),
];

/// Imports the post of a payload; of several, the wanted one. None if it is no response of such a server.
pub(super) fn import(payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
    let mut found = Vec::new();
    collect(payload, 6, &mut found);
    let named = !wanted.url.is_empty() || !wanted.id.is_empty();
    let meant = found.iter().find(|post| is_wanted(**post, wanted)).copied();
    let first = found
        .first()
        .copied()
        .filter(|_| !named || found.len() == 1);
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    match meant.or(first) {
        Some(post) if activity::is_activity(post) => activity::write(&mut out, post),
        Some(post) => write(&mut out, post, MAX_DEPTH),
        None => {
            let reason = if found.is_empty() {
                error(payload, wanted)?
            } else {
                "unknown"
            };
            out.field("network", super::Mastodon.id());
            out.field("gone", reason);
        }
    }
    out.close();
    Some(out.finish())
}

/// The reason in an error response; none if it is none of such a server.
fn error(payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<&'static str> {
    let asked = Address::link(wanted.url).and_then(|url| network_at(&url));
    if asked.is_some_and(|asked| asked.id() != super::Mastodon.id()) {
        return None;
    }
    let entries = payload.entries().count();
    let text = payload
        .field("error")
        .filter(|error| error.is_text())?
        .as_str();
    if entries > 2 || payload.field("errors").is_some() {
        return None;
    }
    let lower = text.to_ascii_lowercase();
    Some(match () {
        () if lower.contains("authenticated") || lower.contains("authoriz") => "protected",
        () if lower.contains("gone") => "deleted",
        () => "unknown",
    })
}

fn collect<'j>(value: Cursor<'j>, depth: u8, found: &mut Vec<Cursor<'j>>) {
    if found.len() >= 500 {
        return;
    }
    if is_status(value) || activity::is_activity(value) {
        found.push(value);
    } else if depth > 0 {
        for item in value.items() {
            collect(item, depth - 1, found);
        }
        for key in WRAPPERS {
            if let Some(field) = value.field(key) {
                collect(field, depth - 1, found);
            }
        }
    }
}

fn is_status(value: Cursor<'_>) -> bool {
    let account = value.field("account").is_some_and(|account| {
        account.field("acct").is_some() || account.field("username").is_some()
    });
    account
        && ["content", "reblog", "spoiler_text", "media_attachments"]
            .iter()
            .any(|key| value.field(*key).is_some())
}

fn is_wanted(post: Cursor<'_>, wanted: Wanted<'_>) -> bool {
    let same = |key: &str, text: &str| !text.is_empty() && post.scalar_str(key) == text;
    let url = wanted.url.trim_end_matches('/');
    same("url", url) || same("uri", url) || same("id", url) || same("id", wanted.id) || {
        let id = super::post_id(url);
        same("id", id)
    }
}

/// Writes the fields of a post into the open object.
fn write(out: &mut TapeBuilder, status: Cursor<'_>, depth: u8) {
    let reblog = status.field("reblog").filter(|reblog| is_status(*reblog));
    let Some(original) = reblog else {
        return write_fields(out, status, depth);
    };
    write_account(out, "repostedBy", status);
    write_fields(out, original, depth);
}

fn write_fields(out: &mut TapeBuilder, status: Cursor<'_>, depth: u8) {
    let url = page(status);
    out.field("network", network_for(url));
    out.field("id", status.scalar_str("id"));
    out.field("url", url);
    let visibility = status.scalar_str("visibility");
    if !is_public(visibility) {
        return out.field("gone", "protected");
    }
    if status
        .field("tombstone")
        .is_some_and(|tombstone| tombstone.is_object())
    {
        return out.field("gone", "deleted");
    }
    let account = status.field("account");
    if account.is_some_and(|account| account.scalar_str("suspended") == "true") {
        return out.field("gone", "suspended");
    }
    write_account(out, "author", status);
    let at = FieldLookup::single(Some(status));
    out.field("lang", status.scalar_str("language"));
    out.field("created", status.scalar_str("created_at"));
    if !status.scalar_str("edited_at").is_empty()
        && !matches!(status.scalar_str("edited_at"), "null" | "false")
    {
        out.scalar("edited", ValueKind::True, "true");
    }
    let warning = status.scalar_str("spoiler_text");
    out.field("warning", warning);
    if status.scalar_str("sensitive") == "true" {
        out.scalar("sensitive", ValueKind::True, "true");
    }
    let quoted = Quoted::of(status);
    content::read(status.scalar_str("content"), quoted.is_some()).write(out);
    write_reply(out, status);
    write_media(out, status);
    let poll = status.field("poll").filter(|poll| poll.is_object());
    if let Some(poll) = poll {
        write_poll(out, poll);
    }
    let card = status.field("card").filter(|card| card.is_object());
    if let Some(card) = card {
        write_card(out, card);
    }
    write_emojis(out, &[Some(status), account, poll]);
    if let Some(quoted) = quoted {
        quoted.write(out, depth);
    }
    at.write_fields(out, METRICS);
    out.field("place", at.text("place.name"));
}

/// The page of a post, which some servers don't give.
fn page<'j>(status: Cursor<'j>) -> &'j str {
    ["url", "uri"]
        .into_iter()
        .map(|key| status.scalar_str(key))
        .find(|url| url.starts_with("http") && Address::link(url).is_some())
        .unwrap_or_default()
}

fn write_account(out: &mut TapeBuilder, key: &str, status: Cursor<'_>) {
    let Some(account) = status.field("account") else {
        return;
    };
    let at = FieldLookup::single(Some(account));
    let name = account.scalar_str("display_name").trim();
    let acct = at.text("acct username");
    // Where web pages have a host of their own, the post's id has that of the handle.
    let host = host_of(status.scalar_str("uri"))
        .or_else(|| host_of(account.scalar_str("url")))
        .unwrap_or_default();
    out.key(key);
    out.open(ValueKind::Object);
    out.field(
        "name",
        if name.is_empty() {
            at.text("username acct")
        } else {
            name
        },
    );
    out.field("handle", &full_handle(acct, &host));
    out.field("url", account.scalar_str("url"));
    let avatar = ["avatar_static", "avatar"]
        .into_iter()
        .map(|key| account.scalar_str(key))
        .find(|url| Address::media(url).is_some());
    out.field("avatar", avatar.unwrap_or_default());
    if account.scalar_str("bot") == "true" {
        out.scalar("bot", ValueKind::True, "true");
    }
    out.close();
}

/// Whom the post replies to: the response has only the account's number, and the names of those mentioned.
fn write_reply(out: &mut TapeBuilder, status: Cursor<'_>) {
    let to = status.scalar_str("in_reply_to_account_id");
    let account = status.field("account");
    let host = host_of(status.scalar_str("uri")).unwrap_or_default();
    // A name without its server is one of the server that answered.
    let named = |of: Cursor<'_>| {
        let own = host_of(of.scalar_str("url")).unwrap_or_default();
        full_handle(of.scalar_str("acct"), &own)
    };
    let mentions = status.field("mentions").into_iter().flat_map(Cursor::items);
    let own = account.filter(|account| account.scalar_str("id") == to);
    let found = own.or_else(|| {
        mentions
            .into_iter()
            .find(|mention| mention.scalar_str("id") == to)
    });
    let direct = FieldLookup::single(Some(status)).text("pleroma.in_reply_to_account_acct");
    let (handle, url) = match found.filter(|_| !to.is_empty()) {
        Some(found) => (named(found), found.scalar_str("url")),
        None => (full_handle(direct, &host), ""),
    };
    if !handle.is_empty() {
        out.key("replyTo");
        out.open(ValueKind::List);
        out.open(ValueKind::Object);
        out.field("handle", &handle);
        out.field("url", url);
        out.close();
        out.close();
    }
}

fn write_media(out: &mut TapeBuilder, status: Cursor<'_>) {
    let media: Vec<_> = status
        .field("media_attachments")
        .into_iter()
        .flat_map(Cursor::items)
        .filter(|media| media.is_object())
        .take(MAX_MEDIA)
        .collect();
    if media.is_empty() {
        return;
    }
    out.key("media");
    out.open(ValueKind::List);
    for item in media {
        let at = FieldLookup::single(Some(item));
        let kind = match item.scalar_str("type") {
            "video" => "video",
            "gifv" => "gif",
            "audio" => "audio",
            _ => "photo",
        };
        out.open(ValueKind::Object);
        out.field("kind", kind);
        out.field("alt", item.scalar_str("description"));
        let src = media_url(item, &["url", "remote_url"]);
        out.field("src", src);
        if kind != "photo" {
            out.field(
                "poster",
                media_url(item, &["preview_url", "preview_remote_url"]),
            );
        }
        at.write_fields(
            out,
            field_table! {
                number width: "meta.original.width meta.width",
                number height: "meta.original.height meta.height",
            },
        );
        let length = at
            .get("meta.original.duration meta.duration")
            .and_then(Cursor::number);
        if let Some(seconds) = length.filter(|seconds| (0.5..1e6).contains(seconds)) {
            out.scalar(
                "duration",
                ValueKind::Number,
                &digits((seconds + 0.5) as u32),
            );
        }
        write_focus(out, &at);
        out.close();
    }
    out.close();
}

/// The focal point in parts of width and height, from one between -1 and 1 with y upwards.
fn write_focus(out: &mut TapeBuilder, at: &FieldLookup<'_>) {
    let part = |path: &str| at.get(path).and_then(Cursor::number);
    let (Some(x), Some(y)) = (part("meta.focus.x"), part("meta.focus.y")) else {
        return;
    };
    if x == 0.0 && y == 0.0 {
        return;
    }
    out.key("focus");
    out.open(ValueKind::List);
    for share in [(x + 1.0) / 2.0, (1.0 - y) / 2.0] {
        // Three digits after the point; formatting of numbers is left out of the build.
        let thousandths = (share.clamp(0.0, 1.0) * 1000.0 + 0.5) as u32;
        let fraction = digits(thousandths % 1000 + 1000);
        let text = [
            digits(thousandths / 1000).as_str(),
            ".",
            fraction.get(1..).unwrap_or_default(),
        ]
        .concat();
        out.number(&text);
    }
    out.close();
}

fn write_poll(out: &mut TapeBuilder, poll: Cursor<'_>) {
    out.key("poll");
    out.open(ValueKind::Object);
    FieldLookup::single(Some(poll)).write_fields(out, POLL);
    out.key("options");
    out.open(ValueKind::List);
    for option in poll
        .field("options")
        .into_iter()
        .flat_map(Cursor::items)
        .take(MAX_MEDIA)
    {
        out.open(ValueKind::Object);
        FieldLookup::single(Some(option)).write_fields(out, OPTION);
        out.close();
    }
    out.close();
    out.close();
}

fn write_card(out: &mut TapeBuilder, card: Cursor<'_>) {
    let at = FieldLookup::single(Some(card));
    let url = card.scalar_str("url");
    out.key("card");
    out.open(ValueKind::Object);
    out.field("url", url);
    let title = card.scalar_str("title").trim();
    out.field("title", if title.is_empty() { url } else { title });
    out.field("description", card.scalar_str("description"));
    // Of a picture's page, the picture itself.
    let image = if card.scalar_str("type") == "photo" {
        media_url(card, &["image", "embed_url"])
    } else {
        media_url(card, &["image"])
    };
    out.field("image", image);
    out.field("imageAlt", card.scalar_str("image_description"));
    out.field("domain", at.text("provider_name"));
    out.close();
}

/// Pictures that stand for `:shortcodes:` in the texts.
fn write_emojis(out: &mut TapeBuilder, from: &[Option<Cursor<'_>>]) {
    let mut known: Vec<&str> = Vec::new();
    for emoji in from
        .iter()
        .flatten()
        .filter_map(|owner| owner.field("emojis"))
        .flat_map(Cursor::items)
        .take(500)
    {
        let code = emoji.scalar_str("shortcode");
        let src = media_url(emoji, &["static_url", "url"]);
        if code.is_empty() || src.is_empty() || known.contains(&code) {
            continue;
        }
        if known.is_empty() {
            out.key("emojis");
            out.open(ValueKind::List);
        }
        known.push(code);
        out.open(ValueKind::Object);
        out.field("shortcode", code);
        out.field("src", src);
        out.close();
    }
    if !known.is_empty() {
        out.close();
    }
}

/// A quoted post, or why it isn't there.
enum Quoted<'j> {
    Post(Cursor<'j>),
    Gone(&'static str),
}

impl<'j> Quoted<'j> {
    fn of(status: Cursor<'j>) -> Option<Self> {
        let pleroma = status
            .field("pleroma")
            .and_then(|pleroma| pleroma.field("quote"));
        let quote = status
            .field("quote")
            .or(pleroma)
            .filter(|quote| quote.is_object())?;
        let state = quote.scalar_str("state");
        let post = quote.field("quoted_status").unwrap_or(quote);
        let is_post = is_status(post) || post.field("content").is_some();
        if is_post && matches!(state, "" | "accepted") {
            return Some(Self::Post(post));
        }
        let reason = STATES.iter().find(|(known, _)| *known == state);
        // Without its text there is at least the link in the content.
        (!state.is_empty() && state != "accepted")
            .then(|| Self::Gone(reason.map_or("protected", |(_, reason)| reason)))
    }

    fn write(self, out: &mut TapeBuilder, depth: u8) {
        out.key("quoted");
        out.open(ValueKind::Object);
        match self {
            Self::Post(post) if depth > 0 => write(out, post, depth - 1),
            Self::Post(_) => out.field("gone", "unknown"),
            Self::Gone(reason) => out.field("gone", reason),
        }
        out.close();
    }
}
