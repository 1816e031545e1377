//! What is attached to a post: pictures, a video, a link's preview, a quoted post.

use super::super::field_lookup::media_url;
use super::super::network::Network;
use super::payload::{gone, write_fields};
use super::{Bluesky, parts};
use crate::json::{Cursor, TapeBuilder, ValueKind};
use crate::scan::split_at_str;
use crate::url::Address;

/// Maximum number of pictures; the platform allows 20.
const MAX_PICTURES: usize = 50;

/// Writes an embed as a server shows it. It is known by its fields: `$type` is missing in some responses.
pub(super) fn write_view(out: &mut TapeBuilder, embed: Cursor<'_>, depth: u8) {
    let media = embed.field("media").unwrap_or(embed);
    write_media(out, media);
    if let Some(external) = media.field("external") {
        write_external(out, external);
    }
    let Some(record) = embed.field("record") else {
        return;
    };
    // With media beside it, the quoted post is one level deeper.
    let quoted = match record.field("record") {
        Some(inner) if inner.field("uri").or(inner.field("value")).is_some() => inner,
        _ => record,
    };
    write_quoted(out, quoted, depth);
}

fn write_media(out: &mut TapeBuilder, media: Cursor<'_>) {
    let pictures = media.field("images").or_else(|| media.field("items"));
    let playlist = media.scalar_str("playlist");
    let has_pictures = pictures.is_some_and(|pictures| pictures.items().next().is_some());
    if !has_pictures && playlist.is_empty() {
        return;
    }
    out.key("media");
    out.open(ValueKind::List);
    for picture in pictures
        .into_iter()
        .flat_map(Cursor::items)
        .take(MAX_PICTURES)
    {
        out.open(ValueKind::Object);
        out.field("kind", "photo");
        let src = media_url(picture, &["fullsize", "thumb", "thumbnail"]);
        out.field("src", src);
        write_size(out, picture);
        out.close();
    }
    if !playlist.is_empty() {
        out.open(ValueKind::Object);
        let gif = media.scalar_str("presentation") == "gif";
        out.field("kind", if gif { "gif" } else { "video" });
        out.field("poster", media_url(media, &["thumbnail"]));
        write_size(out, media);
        out.key("sources");
        out.open(ValueKind::List);
        out.open(ValueKind::Object);
        out.field("src", media_url(media, &["playlist"]));
        out.field("type", "application/vnd.apple.mpegurl");
        out.close();
        out.close();
        out.close();
    }
    out.close();
}

fn write_size(out: &mut TapeBuilder, media: Cursor<'_>) {
    out.field("alt", media.scalar_str("alt"));
    if let Some(ratio) = media.field("aspectRatio") {
        for key in ["width", "height"] {
            let size = ratio.scalar_str(key);
            if !size.is_empty() && size.len() < 7 && size.bytes().all(|byte| byte.is_ascii_digit())
            {
                out.scalar(key, ValueKind::Number, size);
            }
        }
    }
}

fn write_external(out: &mut TapeBuilder, external: Cursor<'_>) {
    let url = external.scalar_str("uri");
    let title = external.scalar_str("title").trim();
    // Pictures of a service that plays GIFs say what they show in place of a description.
    let description = external.scalar_str("description");
    out.key("card");
    out.open(ValueKind::Object);
    out.field("url", url);
    out.field("title", if title.is_empty() { url } else { title });
    out.field("description", description);
    out.field("image", media_url(external, &["thumb"]));
    out.close();
}

fn write_quoted(out: &mut TapeBuilder, quoted: Cursor<'_>, depth: u8) {
    let post = quoted.field("value").is_some();
    if gone(quoted).is_some() || post {
        out.key("quoted");
        out.open(ValueKind::Object);
        out.field("network", Bluesky.id());
        match depth.checked_sub(1) {
            Some(depth) => write_fields(out, quoted, None, depth),
            None => out.field("gone", "unknown"),
        }
        out.close();
        return;
    }
    // A feed, a list, a labeler or a starter pack.
    let record = quoted.field("record");
    let creator = quoted.field("creator");
    let said = |key: &str| {
        let own = quoted.scalar_str(key);
        if own.is_empty() {
            record.map_or("", |record| record.scalar_str(key))
        } else {
            own
        }
    };
    let title = [said("displayName"), said("name")]
        .into_iter()
        .find(|title| !title.is_empty());
    let title = title.or_else(|| creator.map(|creator| creator.scalar_str("displayName")));
    let uri = quoted.scalar_str("uri");
    let Some(url) = page(uri) else { return };
    out.key("card");
    out.open(ValueKind::Object);
    out.field("url", url.as_str());
    out.field(
        "title",
        title
            .filter(|title| !title.is_empty())
            .unwrap_or(url.as_str()),
    );
    out.field("description", said("description"));
    out.field("image", media_url(quoted, &["avatar"]));
    out.close();
}

/// The page that shows what an `at://` URI names.
fn page(uri: &str) -> Option<Address<'static>> {
    if let Some((did, key)) = parts(uri) {
        return Bluesky.permalink(did, key);
    }
    let rest = uri.strip_prefix("at://")?;
    for (collection, kind) in [
        ("/app.bsky.feed.generator/", "/feed/"),
        ("/app.bsky.graph.list/", "/lists/"),
    ] {
        if let Some((did, key)) = split_at_str(rest, collection) {
            return super::site(&["profile/", did, kind, key]);
        }
    }
    if let Some((did, key)) = split_at_str(rest, "/app.bsky.graph.starterpack/") {
        return super::site(&["starter-pack/", did, "/", key]);
    }
    let (did, _) = split_at_str(rest, "/")?;
    super::site(&["profile/", did])
}

/// Writes an embed as its author wrote it: numbers of pictures and their descriptions, but no URL to load them from.
pub(super) fn write_record(out: &mut TapeBuilder, embed: Cursor<'_>) {
    let media = embed.field("media").unwrap_or(embed);
    let pictures = media.field("images").or_else(|| media.field("items"));
    let video = media.field("video");
    if pictures.is_some() || video.is_some() {
        out.key("media");
        out.open(ValueKind::List);
        for picture in pictures
            .into_iter()
            .flat_map(Cursor::items)
            .take(MAX_PICTURES)
        {
            out.open(ValueKind::Object);
            out.field("kind", "photo");
            write_size(out, picture);
            out.close();
        }
        if video.is_some() {
            out.open(ValueKind::Object);
            out.field("kind", "video");
            write_size(out, media);
            out.close();
        }
        out.close();
    }
    if let Some(external) = media.field("external") {
        write_external(out, external);
    } else if let Some(record) = embed.field("record") {
        let uri = record.field("record").unwrap_or(record).scalar_str("uri");
        if let Some(url) = page(uri) {
            out.key("card");
            out.open(ValueKind::Object);
            out.field("url", url.as_str());
            out.field("title", url.as_str());
            out.close();
        }
    }
}
