//! Embed codes, of the app and of the oEmbed server: a blockquote with the text, then a dash, the author and a link.

use super::super::html::{HtmlToken, attribute, decode, is, next_token};
use super::super::network::Network;
use super::super::spans::Spans;
use super::{Bluesky, is_handle, parts};
use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::scan::{rsplit_once, trim_start, up_to};

/// The post in an embed code; none if it is another's.
pub(super) fn import(html: &str) -> Option<Tape<'static>> {
    let mut uri = String::new();
    let mut lang = String::new();
    let mut spans = Spans::default();
    // The author's line, and the last link in it with its label.
    let (mut line, mut page, mut label) = (String::new(), String::new(), String::new());
    let (mut quoting, mut paragraph, mut linked) = (false, false, false);
    let mut rest = html;
    while let Some(token) = next_token(&mut rest) {
        match token {
            HtmlToken::Tag(name, attributes) if is(name, "blockquote") => {
                uri = attribute(attributes, "data-bluesky-uri");
                quoting = !uri.is_empty();
            }
            HtmlToken::Tag(name, _) if is(name, "/blockquote") => quoting = false,
            _ if !quoting => {}
            HtmlToken::Tag(name, attributes) if is(name, "p") => {
                if spans.is_empty() {
                    lang = attribute(attributes, "lang");
                } else {
                    spans.push_link("\n", "");
                }
                paragraph = true;
            }
            HtmlToken::Tag(name, _) if is(name, "/p") => paragraph = false,
            HtmlToken::Tag(name, _) if is(name, "br") && paragraph => spans.push_link("\n", ""),
            HtmlToken::Tag(name, attributes) if is(name, "a") => {
                linked = true;
                if !paragraph {
                    page = attribute(attributes, "href");
                    label.clear();
                }
            }
            HtmlToken::Tag(name, _) if is(name, "/a") => linked = false,
            HtmlToken::Tag(..) => {}
            HtmlToken::Text(text) if paragraph => {
                let mut words = String::new();
                decode(text, &mut words);
                // Where the post has pictures, a link that says so.
                let placeholder = linked && words.starts_with('[') && words.ends_with(']');
                if !placeholder {
                    spans.push_link(&words.replace("\r\n", "\n"), "");
                }
            }
            HtmlToken::Text(text) => {
                let mut words = String::new();
                decode(text, &mut words);
                if linked {
                    label.push_str(&words);
                }
                line.push_str(&words);
            }
        }
    }
    let (did, key) = parts(&uri)?;
    let line = line.strip_suffix(label.as_str()).unwrap_or(&line);
    let line = trim_start(line.trim(), |letter| {
        matches!(letter, '—' | '–' | '-' | ' ')
    });
    let (name, handle) = rsplit_once(line, b'(').unwrap_or((line, ""));
    let handle = up_to(
        trim_start(handle, |letter| matches!(letter, '@' | ' ')),
        b") ",
    );
    let mut post = TapeBuilder::new("$");
    post.open(ValueKind::Object);
    post.field("network", Bluesky.id());
    post.field("id", key);
    let url = Bluesky.permalink(did, key);
    post.field("url", url.as_ref().map_or(&page, |url| url.as_str()));
    post.field("lang", &lang);
    spans.write(&mut post);
    post.field("created", label.trim());
    write_author(&mut post, name.trim(), handle, did);
    post.close();
    Some(post.finish())
}

fn write_author(post: &mut TapeBuilder, name: &str, handle: &str, did: &str) {
    let handle = if is_handle(handle) { handle } else { "" };
    post.key("author");
    post.open(ValueKind::Object);
    post.field("name", if name.is_empty() { handle } else { name });
    post.field("handle", handle);
    let url = Bluesky.profile(did, None);
    post.field("url", url.as_ref().map_or("", |url| url.as_str()));
    post.close();
}

/// What an oEmbed response says beside its embed code; none if it is another's.
pub(super) fn import_oembed(oembed: Cursor<'_>) -> Option<Tape<'static>> {
    let provider = oembed.scalar_str("provider_name");
    if !provider.starts_with("Bluesky") {
        return None;
    }
    // "Name (@handle)", or the handle alone.
    let named = oembed.scalar_str("author_name");
    let (name, handle) = rsplit_once(named, b'(').unwrap_or(("", named));
    let handle = up_to(
        trim_start(handle, |letter| matches!(letter, '@' | ' ')),
        b") ",
    );
    let mut post = TapeBuilder::new("$");
    post.open(ValueKind::Object);
    post.field("network", Bluesky.id());
    write_author(&mut post, name.trim(), handle, "");
    post.close();
    Some(post.finish())
}
