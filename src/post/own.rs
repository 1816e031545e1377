//! Our own form of a post.

use super::autolink::autolink;
use super::{
    Author, Card, Gone, Media, MediaKind, MediaSource, Metrics, Poll, Post, ReplyTo, Verified,
    permalink,
};
use crate::article::{Inline, Moment};
use crate::json::{Kind, Reader};

/// Posts that quote posts are read as deep as this.
pub(super) const QUOTES_DEEP: u8 = 4;

const MOST: u32 = u32::MAX;

/// A post in our own form; none if there is nothing in it to show.
pub(super) fn post<'a>(reader: &Reader<'_, '_, 'a>, quotes: u8) -> Option<Post<'a>> {
    if reader.kind() != Kind::Object {
        reader.wrong("an object");
        let text = reader.as_text()?;
        return Some(Post {
            text: Some(autolink(text)),
            ..Post::default()
        });
    }
    let author = author(reader);
    let text = match Inline::field(reader, "text") {
        Some(Inline::Plain(text)) => Some(autolink(text)),
        other => other,
    };
    let id = reader.text("id");
    let gone = gone(reader);
    let mut post = Post {
        url: reader
            .link("url")
            .or_else(|| permalink(&author.handle, id.as_deref()?)),
        id,
        lang: reader.lang(),
        text,
        author,
        created: Moment::field(reader, "created"),
        media: Vec::new(),
        quoted: None,
        reply_to: reader.field("replyTo").and_then(|field| {
            Some(ReplyTo {
                handle: bare_handle(field.text("handle")?),
                url: field.link("url"),
            })
        }),
        card: reader.field("card").and_then(|field| card(&field)),
        poll: reader.field("poll").and_then(|field| poll(&field)),
        metrics: reader
            .field("metrics")
            .map(|field| Metrics {
                likes: field.whole("likes", MOST),
                replies: field.whole("replies", MOST),
                reposts: field.whole("reposts", MOST),
                quotes: field.whole("quotes", MOST),
                views: field.whole("views", MOST),
            })
            .unwrap_or_default(),
        sensitive: reader.flag("sensitive"),
        edited: reader.flag("edited"),
        gone,
    };
    reader.each("media", |item| post.media.extend(media(item)));
    if let Some(quoted) = reader.field("quoted") {
        if quotes > 0 {
            post.quoted = self::post(&quoted, quotes - 1).map(Box::new);
        } else {
            quoted.warn(
                "too-deep",
                &["Posts that quote posts are shown four levels deep."],
            );
        }
    }
    let something = post.text.is_some()
        || post.gone.is_some()
        || !post.media.is_empty()
        || post.poll.is_some()
        || post.quoted.is_some()
        || post.url.is_some();
    if !something {
        reader.missing("the post's words in \"text\"");
    }
    something.then_some(post)
}

fn bare_handle(handle: crate::article::Text<'_>) -> crate::article::Text<'_> {
    match handle.trim_start_matches(['@', '＠']) {
        bare if bare.len() == handle.len() => handle,
        bare => bare.to_owned().into(),
    }
}

fn author<'a>(reader: &Reader<'_, '_, 'a>) -> Author<'a> {
    let Some(field) = reader.field("author") else {
        reader.missing("who wrote the post in \"author\"");
        return Author::default();
    };
    if field.kind() != Kind::Object {
        field.wrong("an object with a name and a handle");
        return Author {
            name: field.as_text().unwrap_or_default(),
            ..Author::default()
        };
    }
    let verified = field.text("verified");
    Author {
        name: field.text("name").unwrap_or_default(),
        handle: field.text("handle").map(bare_handle).unwrap_or_default(),
        avatar: field.media("avatar"),
        verified: match verified.as_deref() {
            Some("blue" | "true") => Some(Verified::Blue),
            Some("business") => Some(Verified::Business),
            Some("government") => Some(Verified::Government),
            _ => None,
        },
    }
}

fn gone(reader: &Reader<'_, '_, '_>) -> Option<Gone> {
    let field = reader.field("gone")?;
    if field.kind() == Kind::False {
        return None;
    }
    Some(match field.value().text().as_deref() {
        Some("deleted") => Gone::Deleted,
        Some("suspended") => Gone::Suspended,
        Some("protected") => Gone::Protected,
        Some("withheld") => Gone::Withheld,
        Some("restricted") => Gone::Restricted,
        Some("unknown") => Gone::Unknown,
        _ => {
            field.warn(
                "unknown-value",
                &["Expected deleted, suspended, protected, withheld, restricted or unknown."],
            );
            Gone::Unknown
        }
    })
}

fn media<'a>(reader: &Reader<'_, '_, 'a>) -> Option<Media<'a>> {
    let kind = match reader.text("kind").as_deref() {
        Some("video") => MediaKind::Video,
        Some("gif") => MediaKind::Gif,
        Some("photo") => MediaKind::Photo,
        _ => {
            reader.warn("unknown-value", &["Expected the kind photo, video or gif."]);
            MediaKind::Photo
        }
    };
    let mut media = Media {
        kind,
        src: reader.media("src"),
        alt: reader.text("alt"),
        width: reader.whole("width", 100_000),
        height: reader.whole("height", 100_000),
        poster: reader.media("poster"),
        sources: Vec::new(),
        duration: reader.whole("duration", MOST),
    };
    reader.each("sources", |item| {
        if let Some(src) = item.media("src") {
            media.sources.push(MediaSource {
                src,
                mime: item.text("type"),
                bitrate: item.whole("bitrate", MOST),
            });
        }
    });
    let something = media.src.is_some()
        || media.alt.is_some()
        || media.poster.is_some()
        || !media.sources.is_empty();
    something.then_some(media)
}

fn card<'a>(reader: &Reader<'_, '_, 'a>) -> Option<Card<'a>> {
    Some(Card {
        url: reader.link("url")?,
        title: reader.text("title")?,
        description: reader.text("description"),
        domain: reader.text("domain"),
        image: reader.media("image"),
        image_alt: reader.text("imageAlt"),
    })
}

fn poll<'a>(reader: &Reader<'_, '_, 'a>) -> Option<Poll<'a>> {
    let mut options = Vec::new();
    reader.each("options", |item| {
        let label = if item.kind() == Kind::Object {
            item.text("label")
        } else {
            item.as_text()
        };
        if let Some(label) = label {
            options.push((label, item.whole("votes", MOST).unwrap_or(0)));
        }
    });
    if options.is_empty() {
        reader.missing("at least one choice in \"options\"");
    }
    (!options.is_empty()).then(|| Poll {
        options,
        ends: Moment::field(reader, "ends"),
        closed: reader.field("final").map(|_| reader.flag("final")),
    })
}
