//! Posts as servers of the Fediverse exchange them: objects of ActivityPub.

use super::super::field_lookup::FieldLookup;
use super::super::spans::Spans;
use super::{content, full_handle, host_of, network_for};
use crate::article::DateTime;
use crate::json::{Cursor, TapeBuilder, ValueKind};
use crate::scan::{split_at_str, up_to};
use crate::url::Address;

const OBJECTS: [&str; 8] = [
    "Note", "Question", "Article", "Page", "Image", "Audio", "Video", "Event",
];
const ACTIVITIES: [&str; 3] = ["Create", "Update", "Announce"];

const PUBLIC: [&str; 3] = [
    "https://www.w3.org/ns/activitystreams#Public",
    "as:Public",
    "Public",
];

pub(super) fn is_activity(value: Cursor<'_>) -> bool {
    let kind = value.scalar_str("type");
    let named = OBJECTS.contains(&kind) || ACTIVITIES.contains(&kind) || kind == "Tombstone";
    named
        && ["@context", "attributedTo", "actor", "formerType"]
            .iter()
            .any(|key| value.field(*key).is_some())
}

/// A value, or the items of a list: of a single one, the list is left out in many responses.
fn each<'j>(value: Option<Cursor<'j>>) -> Vec<Cursor<'j>> {
    match value {
        Some(value) if value.is_list() => value.items().take(100).collect(),
        Some(value) => vec![value],
        None => Vec::new(),
    }
}

/// The address that a value is or has.
fn address_of<'j>(value: Cursor<'j>) -> &'j str {
    if value.is_object() {
        FieldLookup::single(Some(value)).text("href id url")
    } else {
        value.as_str()
    }
}

/// Writes the fields of a post into the open object.
pub(super) fn write(out: &mut TapeBuilder, activity: Cursor<'_>) {
    let kind = activity.scalar_str("type");
    let inner = activity.field("object");
    match inner.filter(|inner| inner.is_object() && ACTIVITIES.contains(&kind)) {
        Some(object) => {
            if kind == "Announce" {
                write_actor(out, "repostedBy", activity.field("actor"), "");
            }
            write_object(out, object);
        }
        None => write_object(out, activity),
    }
}

fn write_object(out: &mut TapeBuilder, object: Cursor<'_>) {
    let links = each(object.field("url"));
    let html = links
        .iter()
        .find(|link| matches!(link.scalar_str("mediaType"), "text/html"));
    let page = html
        .or_else(|| {
            links
                .iter()
                .find(|link| address_of(**link).starts_with("http"))
        })
        .map(|link| address_of(*link))
        .filter(|url| Address::link(url).is_some());
    let id = object.scalar_str("id");
    let url = page.unwrap_or(if id.starts_with("http") { id } else { "" });
    out.field("network", network_for(url));
    out.field("url", url);
    if object.scalar_str("type") == "Tombstone" {
        return out.field("gone", "deleted");
    }
    let mut audience = each(object.field("to"));
    audience.extend(each(object.field("cc")));
    let public = audience.is_empty() || audience.iter().any(|to| PUBLIC.contains(&address_of(*to)));
    if !public {
        return out.field("gone", "protected");
    }
    write_actor(out, "author", object.field("attributedTo"), url);
    let published = object.scalar_str("published");
    out.field("created", published);
    let moment = |text| DateTime::parse(text).map(DateTime::sort_key);
    let updated = object.scalar_str("updated");
    if moment(updated)
        .is_some_and(|updated| moment(published).is_none_or(|published| updated > published))
    {
        out.scalar("edited", ValueKind::True, "true");
    }
    let kind = object.scalar_str("type");
    let note = matches!(kind, "Note" | "Question");
    let (lang, html) = content_of(object);
    out.field("lang", lang);
    if note {
        out.field("warning", object.scalar_str("summary"));
    }
    if object.scalar_str("sensitive") == "true" {
        out.scalar("sensitive", ValueKind::True, "true");
    }
    let mut spans = Spans::default();
    // Of pages and videos, a title of their own.
    let name = object.scalar_str("name");
    if !note && !name.is_empty() {
        spans.push_link(name, "");
        spans.push_link("\n\n", "");
    }
    if object.scalar_str("mediaType") == "text/markdown" {
        spans.push_link(html, "");
    } else {
        spans.append(content::read(html, false));
    }
    let quoted = FieldLookup::single(Some(object)).text("quote quoteUrl quoteUri _misskey_quote");
    let quoted = Some(quoted).filter(|url| Address::link(url).is_some() && !spans.leads_to(url));
    spans.write(out);
    if let Some(quoted) = quoted {
        out.key("card");
        out.open(ValueKind::Object);
        out.field("url", quoted);
        out.field("title", quoted);
        out.close();
    }
    write_attachments(out, object);
    write_poll(out, object);
    write_emojis(out, object);
    let place = object.field("location");
    out.field("place", place.map_or("", |place| place.scalar_str("name")));
    let count = |key: &str| {
        object
            .field(key)
            .map_or("", |list| list.scalar_str("totalItems"))
    };
    out.key("metrics");
    out.open(ValueKind::Object);
    for (name, key) in [
        ("likes", "likes"),
        ("reposts", "shares"),
        ("replies", "replies"),
    ] {
        let number = count(key);
        if !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()) {
            out.scalar(name, ValueKind::Number, number);
        }
    }
    out.close();
}

/// The language and the HTML of a post. Of several languages, that of `content`, else the first.
fn content_of<'j>(object: Cursor<'j>) -> (&'j str, &'j str) {
    let own = object.scalar_str("content");
    let (mut first, mut only) = (("", ""), true);
    if let Some(map) = object.field("contentMap") {
        let mut entries = map.entries();
        while let (Some(lang), Some(text)) = (entries.next(), entries.next()) {
            if !own.is_empty() && text.as_str() == own {
                return (lang.as_str(), own);
            }
            if first.0.is_empty() {
                first = (lang.as_str(), text.as_str());
            } else {
                only = false;
            }
        }
    }
    match own {
        "" => first,
        _ if only => (first.0, own),
        _ => ("", own),
    }
}

fn write_actor(out: &mut TapeBuilder, key: &str, actor: Option<Cursor<'_>>, page: &str) {
    let Some(actor) = each(actor).into_iter().next() else {
        return;
    };
    let id = address_of(actor);
    let host = host_of(id).unwrap_or_default();
    let at = FieldLookup::single(Some(actor).filter(|actor| actor.is_object()));
    let named = at.text("preferredUsername");
    let user = if named.is_empty() {
        user_in(id).or_else(|| user_in(page)).unwrap_or_default()
    } else {
        named
    };
    let name = at.text("name");
    out.key(key);
    out.open(ValueKind::Object);
    out.field(
        "name",
        match () {
            () if !name.is_empty() => name,
            () if !user.is_empty() => user,
            () => &host,
        },
    );
    out.field("handle", &full_handle(user, &host));
    let url = at.text("url");
    out.field("url", if url.is_empty() { id } else { url });
    let avatar = at.text("icon.url");
    if Address::media(avatar).is_some() {
        out.field("avatar", avatar);
    }
    if matches!(at.text("type"), "Service" | "Application") {
        out.scalar("bot", ValueKind::True, "true");
    }
    out.close();
}

/// The user's name in an address, where its server writes it there and no number in its place.
fn user_in(url: &str) -> Option<&str> {
    let path = up_to(url, b"?#");
    let rest = ["/users/", "/@", "/author/", "/p/", "/accounts/"]
        .iter()
        .find_map(|start| split_at_str(path, start))?
        .1;
    let name = up_to(rest, b"/");
    let letters = name.bytes().any(|byte| byte.is_ascii_alphabetic());
    // Numbers and keys of servers that don't name users.
    (letters && name.len() < 30 && super::is_user(name)).then_some(name)
}

fn write_attachments(out: &mut TapeBuilder, object: Cursor<'_>) {
    let attachments: Vec<_> = each(object.field("attachment"))
        .into_iter()
        .filter_map(|item| {
            let kind = item.scalar_str("mediaType");
            let kind = up_to(kind, b"/");
            let kind = match (kind, item.scalar_str("type")) {
                ("image", _) | ("", "Image") => "photo",
                ("video", _) | ("", "Video") => "video",
                ("audio", _) | ("", "Audio") => "audio",
                _ => return None,
            };
            Some((kind, item))
        })
        .collect();
    if attachments.is_empty() {
        return;
    }
    out.key("media");
    out.open(ValueKind::List);
    for (kind, item) in attachments {
        let url = each(item.field("url").or_else(|| item.field("href")))
            .into_iter()
            .map(address_of)
            .find(|url| Address::media(url).is_some());
        out.open(ValueKind::Object);
        out.field("kind", kind);
        out.field("src", url.unwrap_or_default());
        let alt = FieldLookup::single(Some(item)).text("name summary");
        out.field("alt", alt);
        for key in ["width", "height"] {
            let size = item.scalar_str(key);
            if !size.is_empty() && size.len() < 7 && size.bytes().all(|byte| byte.is_ascii_digit())
            {
                out.scalar(key, ValueKind::Number, size);
            }
        }
        out.close();
    }
    out.close();
}

fn write_poll(out: &mut TapeBuilder, object: Cursor<'_>) {
    let several = object.field("anyOf");
    let Some(options) = object.field("oneOf").or(several) else {
        return;
    };
    out.key("poll");
    out.open(ValueKind::Object);
    let ended = object.scalar_str("closed");
    let ends = object.scalar_str("endTime");
    out.field("ends", if ends.is_empty() { ended } else { ends });
    if !matches!(ended, "" | "false" | "null") {
        out.scalar("final", ValueKind::True, "true");
    }
    if several.is_some() {
        out.scalar("multiple", ValueKind::True, "true");
    }
    let voters = object.scalar_str("votersCount");
    if !voters.is_empty() && voters.bytes().all(|byte| byte.is_ascii_digit()) {
        out.scalar("voters", ValueKind::Number, voters);
    }
    out.key("options");
    out.open(ValueKind::List);
    for option in each(Some(options)) {
        out.open(ValueKind::Object);
        out.field("label", option.scalar_str("name"));
        let votes = option
            .field("replies")
            .map_or("", |replies| replies.scalar_str("totalItems"));
        if !votes.is_empty() && votes.bytes().all(|byte| byte.is_ascii_digit()) {
            out.scalar("votes", ValueKind::Number, votes);
        }
        out.close();
    }
    out.close();
    out.close();
}

fn write_emojis(out: &mut TapeBuilder, object: Cursor<'_>) {
    let emojis: Vec<_> = each(object.field("tag"))
        .into_iter()
        .filter(|tag| tag.scalar_str("type") == "Emoji")
        .filter_map(|tag| {
            let src = FieldLookup::single(Some(tag)).text("icon.url icon");
            let code = tag.scalar_str("name").trim_matches(':');
            (!code.is_empty() && Address::media(src).is_some()).then_some((code, src))
        })
        .collect();
    if emojis.is_empty() {
        return;
    }
    out.key("emojis");
    out.open(ValueKind::List);
    for (code, src) in emojis {
        out.open(ValueKind::Object);
        out.field("shortcode", code);
        out.field("src", src);
        out.close();
    }
    out.close();
}
