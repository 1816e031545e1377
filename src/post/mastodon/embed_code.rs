//! Embed codes and oEmbed responses. Neither contains a word of the post: they give its URL and its author's handle.

use super::super::html::{HtmlToken, attribute, is, next_token};
use super::super::network::Network;
use super::{Mastodon, full_handle, host_of, post_id};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::{split_at_str, up_to};
use crate::url::Address;

/// The post in an embed code; none if it is another's.
pub(super) fn import(html: &str) -> Option<Tape<'static>> {
    let mut rest = html;
    while let Some(token) = next_token(&mut rest) {
        let HtmlToken::Tag(name, attributes) = token else {
            continue;
        };
        let address = match () {
            () if is(name, "blockquote") => attribute(attributes, "data-embed-url"),
            () if is(name, "iframe") => attribute(attributes, "src"),
            () => continue,
        };
        let class = attribute(attributes, "class");
        if split_at_str(&class, "mastodon-embed").is_some()
            && let Some(page) = up_to(&address, b"?#").strip_suffix("/embed")
        {
            return write(page);
        }
    }
    None
}

fn write(page: &str) -> Option<Tape<'static>> {
    Address::link(page)?;
    let id = post_id(page);
    let host = host_of(page)?;
    let user = split_at_str(page, "/@").map_or("", |(_, rest)| up_to(rest, b"/"));
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    out.field("network", super::network_for(page));
    out.field("id", id);
    out.field("url", page);
    write_author(&mut out, user, &full_handle(user, &host), "");
    out.close();
    Some(out.finish())
}

fn write_author(out: &mut TapeBuilder, name: &str, handle: &str, url: &str) {
    out.key("author");
    out.open(ValueKind::Object);
    out.field("name", name);
    out.field("handle", handle);
    out.field("url", url);
    out.close();
}

/// What an oEmbed response says beside its embed code; none if it is another's.
pub(super) fn import_oembed(oembed: Cursor<'_>) -> Option<Tape<'static>> {
    let html = oembed.scalar_str("html");
    split_at_str(html, "mastodon-embed")?;
    let url = oembed.scalar_str("author_url");
    let host = host_of(url).unwrap_or_default();
    let user = split_at_str(url, "/@").map_or("", |(_, rest)| up_to(rest, b"/?#"));
    let mut out = TapeBuilder::new("$");
    out.open(ValueKind::Object);
    out.field("network", Mastodon.id());
    write_author(
        &mut out,
        oembed.scalar_str("author_name"),
        &full_handle(user, &host),
        url,
    );
    out.close();
    Some(out.finish())
}
