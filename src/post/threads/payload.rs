//! Media objects of the Graph API, which publishers have of their own posts, and the embed code.

use super::super::html::{HtmlToken, attribute, is, next_token};
use super::super::network::{Network, Wanted};
use super::super::spans::{SpanStyle, Spans};
use super::{Threads, parts};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::url::Address;

/// Maximum number of pictures in a post; the platform allows 20.
const MAX_MEDIA: usize = 50;

fn is_media_object(value: Cursor<'_>) -> bool {
    value.scalar_str("media_product_type") == "THREADS"
}

/// Imports the post of a payload; none if it is no response of the API.
pub(super) fn import(payload: Cursor<'_>, wanted: Wanted<'_>) -> Option<Tape<'static>> {
    let listed = payload.field("data").unwrap_or(payload);
    let found: Vec<Cursor<'_>> = std::iter::once(payload)
        .chain(std::iter::once(listed))
        .chain(listed.items())
        .filter(|value| is_media_object(*value))
        .take(500)
        .collect();
    let is_wanted = |post: &&Cursor<'_>| {
        let same = |key: &str, text: &str| !text.is_empty() && post.scalar_str(key) == text;
        same("id", wanted.id)
            || same("permalink", wanted.url)
            || parts(wanted.url).is_some_and(|(_, code)| same("shortcode", code))
    };
    let post = found.iter().find(is_wanted).or_else(|| found.first())?;
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    write(&mut out, *post);
    out.close();
    Some(out.finish())
}

fn write(out: &mut TapeBuilder, post: Cursor<'_>) {
    let url = post.scalar_str("permalink");
    let user = post.scalar_str("username");
    out.field("network", Threads.id());
    out.field("id", post.scalar_str("shortcode"));
    if Address::link(url).is_some() {
        out.field("url", url);
    }
    // There is no display name in the response.
    out.key("author");
    out.open(ValueKind::Object);
    out.field("name", user);
    out.field("handle", user);
    let avatar = Address::media(post.scalar_str("profile_picture_url"));
    out.field("avatar", avatar.as_ref().map_or("", Address::as_str));
    if post.scalar_str("is_verified") == "true" {
        out.field("verified", "blue");
    }
    out.close();
    out.field("created", post.scalar_str("timestamp"));
    let spoiler = post
        .field("text_entities")
        .into_iter()
        .flat_map(Cursor::items)
        .any(|entity| {
            entity
                .scalar_str("entity_type")
                .eq_ignore_ascii_case("SPOILER")
        });
    if spoiler {
        // Which words are meant isn't certain: the unit of the offsets isn't documented.
        out.scalar("warning", ValueKind::True, "true");
    }
    if post.scalar_str("is_spoiler_media") == "true" {
        out.scalar("sensitive", ValueKind::True, "true");
    }
    write_text(out, post.scalar_str("text"));
    write_media(out, post);
    let link = post.scalar_str("link_attachment_url");
    if Address::link(link).is_some() {
        out.key("card");
        out.open(ValueKind::Object);
        out.field("url", link);
        out.field("title", link);
        out.close();
    }
    write_poll(out, post);
    let location = post.field("location");
    out.field(
        "place",
        location.map_or("", |place| place.scalar_str("name")),
    );
}

/// The text comes without positions of its links.
fn write_text(out: &mut TapeBuilder, text: &str) {
    let mut spans = Spans::default();
    let mut done = 0;
    for (start, end, kind) in super::super::autolink::entities(&Threads, text) {
        let piece = text.get(start..end).unwrap_or_default();
        let Some(href) = super::super::autolink::entity_url(&Threads, kind, piece, None) else {
            continue;
        };
        spans.push(
            text.get(done..start).unwrap_or_default(),
            &SpanStyle::default(),
        );
        spans.push_link(piece, href.as_str());
        done = end;
    }
    spans.push(text.get(done..).unwrap_or_default(), &SpanStyle::default());
    spans.write(out);
}

fn write_media(out: &mut TapeBuilder, post: Cursor<'_>) {
    let children = post
        .field("children")
        .map(|children| children.field("data").unwrap_or(children));
    let mut items: Vec<Cursor<'_>> = children
        .into_iter()
        .flat_map(Cursor::items)
        .take(MAX_MEDIA)
        .collect();
    if items.is_empty() {
        items.push(post);
    }
    items.retain(|item| {
        !item.scalar_str("media_url").is_empty() || !item.scalar_str("gif_url").is_empty()
    });
    if items.is_empty() {
        return;
    }
    out.key("media");
    out.open(ValueKind::List);
    for item in items {
        let gif = item.scalar_str("gif_url");
        let kind = match item.scalar_str("media_type") {
            "VIDEO" => "video",
            "AUDIO" => "audio",
            _ => "photo",
        };
        out.open(ValueKind::Object);
        out.field("kind", kind);
        let url = if gif.is_empty() {
            item.scalar_str("media_url")
        } else {
            gif
        };
        out.field(
            "src",
            Address::media(url).as_ref().map_or("", Address::as_str),
        );
        if kind != "photo" {
            let poster = Address::media(item.scalar_str("thumbnail_url"));
            out.field("poster", poster.as_ref().map_or("", Address::as_str));
        }
        out.field("alt", item.scalar_str("alt_text"));
        out.close();
    }
    out.close();
}

fn write_poll(out: &mut TapeBuilder, post: Cursor<'_>) {
    let Some(poll) = post
        .field("poll_attachment")
        .filter(|poll| poll.is_object())
    else {
        return;
    };
    out.key("poll");
    out.open(ValueKind::Object);
    out.field("ends", poll.scalar_str("expiration_timestamp"));
    out.key("options");
    out.open(ValueKind::List);
    for letter in ["a", "b", "c", "d"] {
        let label = poll.scalar_str(["option_", letter].concat().as_str());
        if label.is_empty() {
            continue;
        }
        out.open(ValueKind::Object);
        out.field("label", label);
        out.close();
    }
    out.close();
    out.close();
}

/// The post in an embed code, which gives its URL and its author's handle; none if it is another's.
pub(super) fn import_embed_code(html: &str) -> Option<Tape<'static>> {
    let mut rest = html;
    let mut page = String::new();
    while page.is_empty()
        && let Some(token) = next_token(&mut rest)
    {
        if let HtmlToken::Tag(name, attributes) = token
            && is(name, "blockquote")
        {
            page = attribute(attributes, "data-text-post-permalink");
        }
    }
    let (user, code) = parts(&page)?;
    Address::link(&page)?;
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    out.field("network", Threads.id());
    out.field("id", code);
    out.field("url", &page);
    out.key("author");
    out.open(ValueKind::Object);
    out.field("name", user);
    out.field("handle", user);
    out.close();
    out.close();
    Some(out.finish())
}
