//! Content of other sites: embed codes, frames, players.

use super::blocks::Walker;
use super::picture::pixels;
use super::tree::{Id, Tree};
use crate::import::picture::card;
use crate::model::{Audio, Block, Embed, PostBlock, Source, Track, Video};
use crate::post::is_post;
use crate::provider::find_player;
use crate::url::Address;

/// Whether a URL is that of a post, or of something that a player is known for.
pub(crate) fn is_embeddable(url: &str) -> bool {
    let web = url.starts_with("https://") || url.starts_with("http://");
    web && !url.contains(char::is_whitespace)
        && Address::link(url)
            .is_some_and(|address| is_post(&address) || find_player(&address).is_some())
}

/// Adds what an element embeds; `false` if it embeds nothing.
pub(super) fn element(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    match tree.name(id) {
        "blockquote" | "div" | "a" | "section" => {
            return posted(walker, id) || placeholder(walker, id);
        }
        "iframe" | "amp-iframe" => frame(walker, id),
        "video" | "amp-video" => video(walker, id),
        "audio" | "amp-audio" => audio(walker, id),
        "embed" => with_url(walker, id, tree.value(id, "src")),
        "object" => return object(walker, id),
        "oembed" => with_url(walker, id, tree.value(id, "url")),
        "script" => return script(walker, id),
        "figure" => return figure(walker, id),
        name => match custom(tree, id, name) {
            Some(url) => with_url(walker, id, Some(&url)),
            None => return false,
        },
    }
    true
}

/// The post or other content of a network's embed code.
fn posted(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let has = |class: &str| tree.has_class(id, class);
    if has("twitter-tweet") || has("twitter-video") {
        if let Some(block) = tweet(walker, id) {
            walker.push_from(id, block);
            return true;
        }
        return false;
    }
    if (has("twitter-tweet-lazy") || has("tweet"))
        && let Some(number) = tree
            .value(id, "data-tweet-id")
            .or(tree.value(id, "data-tweetid"))
    {
        let url = format!("https://x.com/i/web/status/{number}");
        with_url(walker, id, Some(&url));
        return true;
    }
    let attribute = |name: &str| tree.value(id, name).map(str::to_owned);
    let link_to = |parts: &[&str]| {
        tree.descendants(id)
            .filter_map(|found| tree.value(found, "href"))
            .filter(|href| parts.iter().all(|part| href.contains(part)))
            .last()
            .map(str::to_owned)
    };
    let url = if has("instagram-media") {
        attribute("data-instgrm-permalink").or_else(|| link_to(&["instagram.com/"]))
    } else if has("tiktok-embed") {
        attribute("cite").or_else(|| link_to(&["tiktok.com/", "/video/"]))
    } else if has("fb-post") || has("fb-video") || has("fb-comment-embed") {
        attribute("data-href").or_else(|| link_to(&["facebook.com/"]))
    } else if has("bluesky-embed") {
        link_to(&["bsky.app/profile/", "/post/"]).or_else(|| {
            let uri = attribute("data-bluesky-uri")?;
            let (who, post) = uri
                .strip_prefix("at://")?
                .split_once("/app.bsky.feed.post/")?;
            Some(format!("https://bsky.app/profile/{who}/post/{post}"))
        })
    } else if has("mastodon-embed") {
        attribute("data-embed-url")
            .map(|url| url.strip_suffix("/embed").unwrap_or(&url).to_owned())
            .or_else(|| link_to(&["/@"]))
    } else if has("text-post-media") {
        attribute("data-text-post-permalink").or_else(|| link_to(&["threads."]))
    } else if has("reddit-embed-bq") || has("reddit-card") || has("reddit-embed") {
        link_to(&["reddit.com/r/", "/comments/"])
    } else if has("imgur-embed-pub") {
        attribute("data-id").map(|name| format!("https://imgur.com/{name}"))
    } else if has("instagram-embed") || has("threads-embed") {
        link_to(&["https://"])
    } else if has("flourish-embed") {
        attribute("data-src").map(|name| format!("https://flo.uri.sh/{name}/embed"))
    } else if let Some(name) = attribute("id")
        .as_deref()
        .and_then(|id| id.strip_prefix("datawrapper-vis-"))
    {
        Some(format!("https://datawrapper.dwcdn.net/{name}/"))
    } else if has("infogram-embed") {
        attribute("data-id").map(|name| format!("https://infogram.com/{name}"))
    } else if has("typeform-widget") {
        attribute("data-url")
    } else if has("pinterest-embed")
        || attribute("data-pin-do").is_some_and(|what| what.starts_with("embed"))
    {
        attribute("href")
    } else if has("gfyitem") {
        attribute("data-id").map(|name| format!("https://gfycat.com/{name}"))
    } else {
        None
    };
    let Some(url) = url else { return false };
    let title = Some(tree.words(id)).filter(|words| !words.is_empty());
    let path = walker.path(id);
    let Some(mut block) = walker.cx.external(&url, title.clone(), &path) else {
        return false;
    };
    // The embed code of a post holds its words.
    if let Block::Post(post) = &mut block {
        post.html = title.map(|_| tree.outer(id).to_owned());
    }
    walker.push_from(id, block);
    true
}

/// A post with the embed code of its network.
fn tweet(walker: &mut Walker<'_, '_>, id: Id) -> Option<Block> {
    let tree = walker.tree;
    let path = walker.path(id);
    let url = tree
        .descendants(id)
        .filter_map(|found| tree.value(found, "href"))
        .filter(|href| Address::link(href).is_some_and(|address| is_post(&address)))
        .last()
        .map(str::to_owned);
    let url = url.and_then(|url| walker.cx.link(&url, &path));
    let mut block = PostBlock::new();
    // Without words of its own there is only the URL.
    if tree.words(id).is_empty() {
        block.url = Some(url?);
    } else {
        block = block.html(tree.outer(id));
    }
    Some(block.into())
}

/// An element that a script fills, with the URL in an attribute.
fn placeholder(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let url = ["data-oembed-url", "data-embed-url", "data-youtube-url"]
        .into_iter()
        .find_map(|name| tree.value(id, name))
        .map(str::to_owned)
        .or_else(|| substack(tree, id))
        .or_else(|| framed(tree, id));
    let Some(url) = url.filter(|url| url.starts_with("http")) else {
        return false;
    };
    with_url(walker, id, Some(&url));
    true
}

/// The address of the frame that a script makes out of HTML in an attribute.
fn framed(tree: &Tree<'_>, id: Id) -> Option<String> {
    let html = tree.value(id, "data-html")?;
    let (_, src) = html.split_once("<iframe")?.1.split_once("src=\"")?;
    let src = src.split('"').next()?;
    Some(if src.starts_with("//") {
        ["https:", src].concat()
    } else {
        src.to_owned()
    })
}

/// Substack keeps what it embeds as JSON in an attribute.
fn substack(tree: &Tree<'_>, id: Id) -> Option<String> {
    let attributes = tree.value(id, "data-attrs")?;
    let value: serde_json::Value = serde_json::from_str(attributes).ok()?;
    let text = |key: &str| value.get(key).and_then(serde_json::Value::as_str);
    if let Some(video) = text("videoId") {
        return Some(if tree.has_class(id, "vimeo-wrap") {
            format!("https://vimeo.com/{video}")
        } else {
            format!("https://www.youtube.com/watch?v={video}")
        });
    }
    let post = tree.has_class(id, "tweet")
        || tree.has_class(id, "embedded-post-wrap")
        || tree.has_class(id, "instagram")
        || tree.has_class(id, "spotify-wrap")
        || tree.has_class(id, "soundcloud-wrap");
    text("url").filter(|_| post).map(str::to_owned)
}

fn frame(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let src = ["data-src", "data-lazy-src", "data-litespeed-src", "src"]
        .into_iter()
        .filter_map(|name| tree.value(id, name))
        .find(|src| !src.starts_with("about:") && !src.starts_with("data:"));
    with_url(walker, id, src);
}

/// Adds what is at a URL, with the title and size of the element.
fn with_url(walker: &mut Walker<'_, '_>, id: Id, url: Option<&str>) {
    let tree = walker.tree;
    let Some(url) = url else {
        // A frame without one shows nothing.
        walker.left_out(id);
        return;
    };
    let path = walker.path(id);
    let url = original(url);
    let title = tree
        .value(id, "title")
        .or_else(|| tree.value(id, "aria-label"))
        .map(str::to_owned);
    let Some(mut block) = walker.cx.external(&url, title, &path) else {
        return;
    };
    if let Block::Embed(Embed { width, height, .. }) = &mut block {
        let size = |name| {
            tree.value(id, name)
                .and_then(pixels)
                .filter(|size| *size > 1)
        };
        if let (Some(wide), Some(high)) = (size("width"), size("height")) {
            *width = Some(wide);
            *height = Some(high);
        }
    }
    walker.push_from(id, block);
}

/// The URL of a post, of the frame that shows it.
fn original(url: &str) -> String {
    let query = |key: &str| {
        let (_, query) = url.split_once('?')?;
        query
            .split('&')
            .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='))
    };
    if url.contains("platform.twitter.com/embed")
        && let Some(number) = query("id")
    {
        return format!("https://x.com/i/web/status/{number}");
    }
    if url.contains("facebook.com/plugins/")
        && let Some(href) = query("href")
    {
        return crate::url::decoded(href);
    }
    if let Some((_, post)) = url.split_once("//embed.bsky.app/embed/")
        && let Some((who, post)) = post.split_once("/app.bsky.feed.post/")
    {
        return format!("https://bsky.app/profile/{who}/post/{post}");
    }
    // The frame of a post in the Fediverse.
    if let Some(post) = url.strip_suffix("/embed")
        && Address::link(post).is_some_and(|address| is_post(&address))
    {
        return post.to_owned();
    }
    url.to_owned()
}

/// The source files in a `video` or `audio` element.
fn sources(walker: &mut Walker<'_, '_>, id: Id) -> Vec<Source> {
    let tree = walker.tree;
    let path = walker.path(id);
    let mut found = Vec::new();
    for element in tree.descendants(id) {
        if element != id && tree.name(element) != "source" {
            continue;
        }
        let src = tree
            .value(element, "src")
            .or_else(|| tree.value(element, "data-src"))
            .filter(|src| !src.starts_with("blob:"));
        let Some(src) = src.and_then(|src| walker.cx.media(src, &path)) else {
            continue;
        };
        let mut source = Source::new(src);
        source.mime = tree
            .value(element, "type")
            .filter(|_| element != id)
            .map(str::to_owned);
        found.push(source);
    }
    found
}

fn video(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let sources = sources(walker, id);
    if sources.is_empty() {
        walker.children(id);
        return;
    }
    let path = walker.path(id);
    let mut video = Video::new(sources);
    video.poster = tree
        .value(id, "poster")
        .and_then(|poster| walker.cx.media(poster, &path));
    let size = |name| tree.value(id, name).and_then(pixels);
    if let (Some(width), Some(height)) = (size("width"), size("height")) {
        video = video.size(width, height);
    }
    video.title = label(tree, id);
    for track in tree
        .descendants(id)
        .filter(|found| tree.name(*found) == "track")
    {
        let kind = tree.attribute(track, "kind").unwrap_or("subtitles");
        let src = tree.value(track, "src");
        let Some(src) = src
            .filter(|_| matches!(kind, "subtitles" | "captions"))
            .and_then(|src| walker.cx.media(src, &path))
        else {
            continue;
        };
        video.tracks.push(Track {
            src,
            lang: tree.value(track, "srclang").map(str::to_owned),
            label: tree.value(track, "label").map(str::to_owned),
            ..Track::default()
        });
    }
    walker.push_from(id, video);
}

fn audio(walker: &mut Walker<'_, '_>, id: Id) {
    let sources = sources(walker, id);
    if sources.is_empty() {
        walker.children(id);
        return;
    }
    let mut audio = Audio::new(sources);
    audio.title = label(walker.tree, id);
    walker.push_from(id, audio);
}

fn label(tree: &Tree<'_>, id: Id) -> Option<String> {
    tree.value(id, "title")
        .or_else(|| tree.value(id, "aria-label"))
        .map(str::to_owned)
}

fn object(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let movie = tree
        .find(id, |found| {
            tree.name(found) == "param" && tree.attribute(found, "name") == Some("movie")
        })
        .and_then(|param| tree.value(param, "value"));
    let url = tree
        .value(id, "data")
        .or(movie)
        .filter(|url| is_embeddable(url));
    if url.is_none() {
        return false;
    }
    with_url(walker, id, url);
    true
}

/// Scripts that show something where they stand.
fn script(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let url = if let Some(post) = tree.value(id, "data-telegram-post") {
        Some(format!("https://t.me/{post}"))
    } else {
        tree.value(id, "src").and_then(|src| {
            let gist = src.split_once("gist.github.com/")?.1.split_once(".js")?.0;
            Some(format!("https://gist.github.com/{gist}"))
        })
    };
    let Some(url) = url else { return false };
    with_url(walker, id, Some(&url));
    true
}

/// WordPress saves the address that it embeds as text in a figure.
fn figure(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    if tree.has_class(id, "kg-bookmark-card") {
        return bookmark(walker, id);
    }
    let is_embed = tree.has_class(id, "wp-block-embed")
        || tree.has_class(id, "media") && tree.find_named(id, "oembed").is_some();
    if !is_embed {
        return false;
    }
    let Some(wrapper) = tree.find(id, |found| tree.has_class(found, "wp-block-embed__wrapper"))
    else {
        return false;
    };
    let words = tree.words(wrapper);
    if !words.starts_with("http") || words.contains(' ') {
        return false;
    }
    let caption = tree.find_named(id, "figcaption");
    let title = caption
        .map(|caption| tree.words(caption))
        .filter(|words| !words.is_empty());
    let path = walker.path(id);
    match walker.cx.external(&words, title.clone(), &path) {
        Some(block) => {
            let post = matches!(block, Block::Post(_));
            walker.push_from(id, block);
            if let Some(title) = title.filter(|_| post) {
                walker.push(Block::paragraph(title));
            }
            true
        }
        None => false,
    }
}

/// What the custom elements of AMP and of light players embed.
fn custom(tree: &Tree<'_>, id: Id, name: &str) -> Option<String> {
    let (attribute, start) = match name {
        "amp-twitter" => ("data-tweetid", "https://x.com/i/web/status/"),
        "amp-youtube" => ("data-videoid", "https://www.youtube.com/watch?v="),
        "lite-youtube" | "youtube-video" => ("videoid", "https://www.youtube.com/watch?v="),
        "amp-vimeo" => ("data-videoid", "https://vimeo.com/"),
        "lite-vimeo" => ("videoid", "https://vimeo.com/"),
        "amp-dailymotion" => ("data-videoid", "https://www.dailymotion.com/video/"),
        "amp-instagram" => ("data-shortcode", "https://www.instagram.com/p/"),
        "amp-tiktok" | "amp-facebook" => ("data-href", ""),
        "amp-soundcloud" => ("data-trackid", "https://api.soundcloud.com/tracks/"),
        "amp-reddit" | "amp-pinterest" => ("data-src", ""),
        "mux-player" => ("src", ""),
        _ => return None,
    };
    let value = tree
        .value(id, attribute)
        .or_else(|| tree.value(id, "data-src"))
        .or_else(|| tree.value(id, "data-url"))?;
    if value.starts_with("http") {
        return Some(value.to_owned());
    }
    (!start.is_empty()).then(|| format!("{start}{value}"))
}

/// A card that leads to another page, as Ghost prints it.
fn bookmark(walker: &mut Walker<'_, '_>, id: Id) -> bool {
    let tree = walker.tree;
    let part = |class: &str| tree.find(id, |found| tree.has_class(found, class));
    let words = |class: &str| {
        part(class)
            .map(|found| tree.words(found))
            .filter(|words| !words.is_empty())
    };
    let Some(url) = part("kg-bookmark-container").and_then(|link| tree.value(link, "href")) else {
        return false;
    };
    let source: Vec<String> = ["kg-bookmark-author", "kg-bookmark-publisher"]
        .into_iter()
        .filter_map(words)
        .collect();
    let thumbnail = part("kg-bookmark-thumbnail")
        .and_then(|outer| tree.find_named(outer, "img"))
        .and_then(|img| tree.value(img, "src"));
    let path = walker.path(id);
    let blocks = card(
        walker.cx,
        url,
        words("kg-bookmark-title"),
        words("kg-bookmark-description"),
        (!source.is_empty()).then(|| source.join(" · ")),
        thumbnail.map(str::to_owned),
        &path,
    );
    for block in blocks {
        walker.push(block);
    }
    if let Some(caption) = tree.find_named(id, "figcaption") {
        walker.block(caption);
    }
    true
}
