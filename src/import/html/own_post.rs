//! Posts in our own markup.

use super::blocks::Walker;
use super::own::part;
use super::picture::pixels;
use super::tree::{Id, Tree};
use crate::import::inline_text::is_blank;
use crate::model::{
    Author, Card, Emoji, Gone, Inline, Media, MediaKind, Post, PostBlock, PostSource, ReplyTo, Run,
    Warning,
};
use crate::post::{DEFAULT_NETWORK, Network, entities, entity_url, is_post, network_named};
use crate::url::Address;

/// Reads a post. What is shown of it in words only, such as its numbers of reactions, is left out and counted.
pub(super) fn read(walker: &mut Walker<'_, '_>, id: Id) -> PostBlock {
    let tree = walker.tree;
    let post = post(walker, id);
    if post.author.is_none() && post.text.is_none() && post.media.is_empty() && post.gone.is_none()
    {
        // Nothing but an address.
        let mut block = PostBlock::new();
        block.url.clone_from(&post.url);
        if block.url.is_some() {
            return block;
        }
    }
    let mut block = PostBlock::from(post);
    // Of a post with an id, the block's key is that id.
    let key = tree
        .value(id, "data-key")
        .filter(|key| key.len() > 12 && key.bytes().all(|byte| byte.is_ascii_digit()));
    if let (Some(key), Some(post)) = (key, &mut block.post)
        && post.url.as_ref().is_none_or(|url| !url.contains(key))
    {
        post.id = Some(key.to_owned());
    }
    block
}

/// The first element of a class that belongs to this post and not to one that it quotes.
fn own_part(tree: &Tree<'_>, id: Id, class: &str) -> Option<Id> {
    tree.find(id, |found| {
        tree.has_class(found, class)
            && tree
                .ancestors(found)
                .find(|outer| tree.has_class(*outer, "aw-tweet"))
                == Some(id)
    })
}

fn post(walker: &mut Walker<'_, '_>, id: Id) -> Post {
    let tree = walker.tree;
    let path = walker.path(id);
    let words = |class: &str| {
        own_part(tree, id, class)
            .map(|found| tree.words(found))
            .filter(|words| !words.is_empty())
    };
    let mut post = Post::default();
    let named = tree.value(id, "data-network").unwrap_or_default();
    let network = network_named(named);
    if network.id() == named && named != DEFAULT_NETWORK.id() {
        post.network = Some(named.to_owned());
    }
    if let Some(head) = own_part(tree, id, "aw-tweet-head") {
        let mut author = Author {
            name: words("aw-tweet-author"),
            handle: part(tree, head, "aw-tweet-handle")
                .map(|handle| tree.words(handle).trim_start_matches('@').to_owned()),
            ..Author::default()
        };
        author.avatar = part(tree, head, "aw-tweet-avatar")
            .and_then(|avatar| {
                tree.value(avatar, "data-src")
                    .or_else(|| tree.value(avatar, "src"))
            })
            .and_then(|src| walker.cx.media(src, &path));
        let profile = part(tree, head, "aw-tweet-handle").and_then(|link| tree.value(link, "href"));
        let handle = author.handle.as_deref().unwrap_or_default();
        let usual = network.profile(handle, None);
        author.url = profile
            .filter(|url| usual.as_ref().is_none_or(|usual| usual.as_str() != *url))
            .and_then(|url| walker.cx.link(url, &path));
        post.author = Some(author);
        if let Some(sign) = part(tree, head, "aw-verified") {
            walker.left_out(sign);
        }
    }
    for note in tree
        .children(id)
        .filter(|child| tree.has_class(*child, "aw-tweet-note"))
    {
        let replies = tree
            .children(note)
            .filter(|child| tree.has_class(*child, "aw-tweet-handle"))
            .map(|handle| {
                let mut reply = ReplyTo::new(tree.words(handle).trim_start_matches('@'));
                reply.url = tree
                    .value(handle, "href")
                    .filter(|url| Address::link(url).is_some_and(|url| is_post(&url)))
                    .map(str::to_owned);
                reply
            });
        post.reply_to.extend(replies);
        if tree.has_class(id, "aw-tweet-gone") && post.reply_to.is_empty() {
            post.gone = Some(Gone::Unknown);
            post.notice = Some(tree.words(note));
        } else if post.reply_to.is_empty() {
            walker.left_out(note);
        }
    }
    if let Some(text) = own_part(tree, id, "aw-tweet-text") {
        post.lang = tree.value(text, "lang").map(str::to_owned);
        let words = walker.line(text);
        let page = own_part(tree, id, "aw-tweet-link").and_then(|link| tree.value(link, "href"));
        let text = unlinked(words, network, page.and_then(Address::link).as_ref());
        post.text = Some(text).filter(|text| !is_blank(text));
    }
    if let Some(summary) = own_part(tree, id, "aw-tweet-warning-title") {
        post.warning = Some(match tree.find_named(summary, "bdi") {
            Some(words) => Warning::from(tree.words(words).as_str()),
            None => Warning::Given(true),
        });
    }
    for emoji in tree
        .descendants(id)
        .filter(|found| tree.has_class(*found, "aw-emoji"))
    {
        let code = tree.value(emoji, "alt").map(|alt| alt.trim_matches(':'));
        let src = tree
            .value(emoji, "data-src")
            .or_else(|| tree.value(emoji, "src"));
        if let (Some(code), Some(src)) = (code, src)
            && !post.emojis.iter().any(|known| known.shortcode == code)
            && let Some(src) = walker.cx.media(src, &path)
        {
            post.emojis.push(Emoji::new(code, src));
        }
    }
    let media: Vec<Id> = tree
        .descendants(id)
        .filter(|found| {
            tree.has_class(*found, "aw-media-picture")
                && tree
                    .ancestors(*found)
                    .find(|outer| tree.has_class(*outer, "aw-tweet"))
                    == Some(id)
        })
        .collect();
    post.media = media
        .into_iter()
        .filter_map(|found| medium(walker, found))
        .collect();
    if own_part(tree, id, "aw-sensitive").is_some() {
        post.sensitive = Some(true);
    }
    if let Some(poll) = own_part(tree, id, "aw-poll") {
        walker.left_out(poll);
    }
    if let Some(card) = own_part(tree, id, "aw-tweet-card") {
        post.card.extend(read_card(walker, card));
    }
    let quoted: Vec<_> = tree
        .children(id)
        .filter(|child| tree.has_class(*child, "aw-tweet"))
        .collect();
    for quoted in quoted {
        post.quoted.push(self::post(walker, quoted));
    }
    if let Some(context) = own_part(tree, id, "aw-tweet-context") {
        let note = tree
            .children(context)
            .filter(|child| tree.name(*child) == "p")
            .last();
        post.note = note.map(|note| walker.line(note));
    }
    if let Some(foot) = own_part(tree, id, "aw-tweet-foot") {
        if let Some(link) = part(tree, foot, "aw-tweet-link") {
            post.url = tree
                .value(link, "href")
                .and_then(|url| walker.cx.link(url, &path));
            post.created = tree
                .find_named(link, "time")
                .and_then(|time| tree.value(time, "datetime"))
                .map(str::to_owned)
                // A date in words.
                .or_else(|| tree.find_named(link, "span").map(|date| tree.words(date)));
        }
        for metric in tree
            .children(foot)
            .filter(|child| tree.has_class(*child, "aw-tweet-metric"))
        {
            // All others have a number, which is in the words of a language and may be rounded.
            if tree.words(metric).contains(char::is_numeric) {
                walker.left_out(metric);
            } else {
                post.edited = Some(true);
            }
        }
    }
    post
}

fn medium(walker: &mut Walker<'_, '_>, id: Id) -> Option<Media> {
    let tree = walker.tree;
    let path = walker.path(id);
    let value = |name: &str| {
        tree.value(id, &format!("data-{name}"))
            .or_else(|| tree.value(id, name))
    };
    let size = |name: &str| tree.value(id, name).and_then(pixels);
    let mut media = if tree.name(id) == "video" {
        let mut sources = Vec::new();
        for source in tree
            .descendants(id)
            .filter(|found| tree.name(*found) == "source")
        {
            let src = tree
                .value(source, "data-src")
                .or_else(|| tree.value(source, "src"))
                .and_then(|src| walker.cx.media(src, &path));
            let Some(src) = src else { continue };
            let mut found = PostSource::new(src);
            found.mime = tree.value(source, "type").map(str::to_owned);
            sources.push(found);
        }
        let looped = tree.attribute(id, "loop").is_some();
        let mut video = Media::video(sources);
        if looped {
            video.kind = Some(MediaKind::Gif);
        }
        video.poster = value("poster").and_then(|src| walker.cx.media(src, &path));
        let line = part(tree, tree.parent(id), "aw-film-line").map(|line| tree.words(line));
        video.duration = line.as_deref().and_then(duration);
        // Without one, the label is the kind that the line below begins with.
        video.alt = tree
            .value(id, "aria-label")
            .filter(|label| !line.as_ref().is_some_and(|line| line.starts_with(label)))
            .map(str::to_owned);
        video
    } else {
        let src = value("src").and_then(|src| walker.cx.media(src, &path))?;
        let item = tree
            .ancestors(id)
            .find(|outer| tree.has_class(*outer, "aw-media-item"));
        let mut media = Media::photo(src, "");
        // Without an alternative, the picture is labelled as one.
        media.alt = item
            .and_then(|item| part(tree, item, "aw-alt-text"))
            .map(|text| tree.words(text));
        // A video without files is its poster.
        if let Some(line) = item.and_then(|item| part(tree, item, "aw-film-line")) {
            media.kind = Some(MediaKind::Video);
            media.poster = media.src.take();
            media.duration = duration(&tree.words(line));
        }
        media
    };
    (media.width, media.height) = (size("width"), size("height"));
    Some(media)
}

/// The seconds in a line such as `Video, 1:02:03 · View on X`.
fn duration(line: &str) -> Option<f64> {
    let time = line.split([' ', ',', '·', '、']).find(|part| {
        part.contains(':')
            && part
                .bytes()
                .all(|byte| byte.is_ascii_digit() || byte == b':')
    })?;
    time.split(':').try_fold(0.0, |sum, part| {
        Some(sum * 60.0 + f64::from(part.parse::<u32>().ok()?))
    })
}

fn read_card(walker: &mut Walker<'_, '_>, id: Id) -> Option<Card> {
    let tree = walker.tree;
    let path = walker.path(id);
    let words = |class: &str| part(tree, id, class).map(|found| tree.words(found));
    let url = tree
        .value(id, "href")
        .and_then(|url| walker.cx.link(url, &path));
    let mut card = Card::new(url?, words("aw-link-title")?);
    card.description = words("aw-link-description");
    card.domain = words("aw-link-host");
    if let Some(img) = part(tree, id, "aw-tweet-card-image") {
        card.image = tree
            .value(img, "data-src")
            .or_else(|| tree.value(img, "src"))
            .and_then(|src| walker.cx.media(src, &path));
        card.image_alt = tree.value(img, "alt").map(str::to_owned);
    }
    Some(card)
}

/// The text without the links that rendering gives to mentions, tags and URLs in plain text; as it is if there are others.
fn unlinked(text: Inline, network: &dyn Network, page: Option<&Address<'_>>) -> Inline {
    let plain = text.to_plain_text();
    let found: Vec<String> = entities(network, &plain)
        .into_iter()
        .filter_map(|(start, end, kind)| {
            let piece = plain.get(start..end)?;
            Some(entity_url(network, kind, piece, page)?.as_str().to_owned())
        })
        .collect();
    let runs = text.runs();
    let links: Vec<&String> = runs
        .iter()
        .filter_map(|run| match run {
            Run::Span(span) => span.href.as_ref(),
            Run::Text(_) => None,
        })
        .collect();
    let natural =
        links.len() == found.len() && links.iter().zip(&found).all(|(link, found)| *link == found);
    if natural { plain.into() } else { text }
}
