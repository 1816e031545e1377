//! Pictures: lazy ones, sources in several sizes, twins for browsers without scripts.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::model::{Block, Image, ImageSource};

/// Adds the picture of an `img` or `picture` element.
pub(super) fn element(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let img = if tree.name(id) == "picture" {
        let Some(img) = tree.find(id, |found| matches!(tree.name(found), "img" | "amp-img")) else {
            return;
        };
        img
    } else {
        id
    };
    if is_emoji(tree, img) {
        let alt = tree.attribute(img, "alt").unwrap_or_default();
        walker.push_text(alt);
        return;
    }
    if let Some(mut image) = read(walker, id, img) {
        image.href = walker.link();
        walker.push_from(img, image);
    }
}

/// The picture of an `img` element; `None` if it is a tracking pixel, a placeholder, or has no usable URL.
pub(super) fn read(walker: &mut Walker<'_, '_>, outer: Id, img: Id) -> Option<Image> {
    let tree = walker.tree;
    let width = tree.value(img, "width").and_then(pixels);
    let height = tree.value(img, "height").and_then(pixels);
    if width.is_some_and(|width| width <= 1) && height.is_some_and(|height| height <= 1) {
        return None;
    }
    let path = walker.path(img);
    let set = ["data-srcset", "data-lazy-srcset", "srcset"]
        .into_iter()
        .find_map(|name| tree.value(img, name))
        .or_else(|| {
            (outer != img)
                .then(|| {
                    tree.find(outer, |found| {
                        tree.name(found) == "source"
                            && (tree.value(found, "srcset").is_some()
                                || tree.value(found, "data-srcset").is_some())
                    })
                })
                .flatten()
                .and_then(|source| {
                    tree.value(source, "data-srcset")
                        .or_else(|| tree.value(source, "srcset"))
                })
        });
    let sources = set.map(source_set).unwrap_or_default();
    let src = [
        "data-src",
        "data-lazy-src",
        "data-original",
        "data-orig-file",
        "data-hi-res-src",
        "src",
    ]
    .into_iter()
    .filter_map(|name| tree.value(img, name))
    .find(|src| !is_placeholder(src))
    .map(str::to_owned)
    .or_else(|| {
        sources
            .iter()
            .max_by_key(|(_, width)| width.unwrap_or_default())
            .map(|(src, _)| src.clone())
    })?;
    let src = walker.cx.media(&src, &path)?;
    let mut image = Image::new(src, "");
    match tree.attribute(img, "alt") {
        Some(alt) => image.alt = Some(alt.trim().to_owned()),
        None => walker.cx.warn_once(
            "missing-alt",
            "",
            &path,
            "A picture has no text alternative; the empty one means that it is decoration.",
        ),
    }
    if let (Some(width), Some(height)) = (width, height) {
        image = image.size(width, height);
    }
    image.srcset = sources
        .into_iter()
        .filter_map(|(src, width)| Some(ImageSource::new(walker.cx.media(&src, &path)?, width?)))
        .collect();
    if !image.srcset.is_empty() {
        image.sizes = tree
            .value(img, "sizes")
            .filter(|sizes| !sizes.starts_with("auto"))
            .map(str::to_owned);
    }
    Some(image)
}

/// What browsers without scripts show: the pictures and players of it, unless they were just there.
pub(super) fn noscript(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let has_media = tree.find(id, |found| {
        matches!(
            tree.name(found),
            "img" | "iframe" | "video" | "audio" | "picture"
        )
    });
    if has_media.is_none() {
        walker.left_out(id);
        return;
    }
    let twin = |block: &Block| match block {
        Block::Image(block) => Some(block.image.src.clone()),
        Block::Embed(block) => Some(block.url.clone()),
        _ => None,
    };
    let last: Vec<String> = walker
        .blocks
        .iter()
        .rev()
        .take(1)
        .filter_map(twin)
        .collect();
    for block in walker.collect(id) {
        let known =
            twin(&block).is_some_and(|url| last.iter().any(|last| same_picture(last, &url)));
        if !known {
            walker.push(block);
        }
    }
}

/// Whether two URLs are of one picture: the same file name, but for a size.
pub(crate) fn same_picture(one: &str, other: &str) -> bool {
    let one = file_name(one);
    !one.is_empty() && one == file_name(other)
}

/// The file name without query, size suffix and extension, such as `ferry` of `…/ferry-300x200.jpg?w=1`.
fn file_name(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = stem.strip_suffix("-scaled").unwrap_or(stem);
    match stem.rsplit_once('-') {
        Some((base, size))
            if size.split_once('x').is_some_and(|(width, height)| {
                [width, height].iter().all(|number| {
                    !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
                })
            }) =>
        {
            base
        }
        _ => stem,
    }
}

/// A length in pixels, as `600`, `600px` or `600.5`; none of a percentage.
pub(crate) fn pixels(text: &str) -> Option<u32> {
    let digits = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (number, unit) = text.split_at_checked(digits)?;
    (!unit.starts_with('%')).then(|| number.parse().ok())?
}

/// The URLs and widths of a `srcset`.
fn source_set(set: &str) -> Vec<(String, Option<u32>)> {
    let mut sources = Vec::new();
    let mut rest = set;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        let end = rest
            .find(|c: char| c.is_ascii_whitespace())
            .unwrap_or(rest.len());
        let Some((url, behind)) = rest.split_at_checked(end) else {
            return sources;
        };
        if url.is_empty() {
            return sources;
        }
        let bare = url.trim_end_matches(',');
        let (descriptor, behind) = if bare.len() < url.len() {
            ("", behind)
        } else {
            behind.split_once(',').unwrap_or((behind, ""))
        };
        if !is_placeholder(bare) {
            let width = descriptor.trim().strip_suffix('w').and_then(pixels);
            sources.push((bare.to_owned(), width));
        }
        rest = behind;
    }
}

fn is_placeholder(src: &str) -> bool {
    src.starts_with("data:")
        || src.starts_with("about:")
        || file_name(src).ends_with("placeholder")
        || matches!(
            file_name(src),
            "blank" | "spacer" | "1x1" | "pixel" | "transparent"
        )
}

fn is_emoji(tree: &Tree<'_>, img: Id) -> bool {
    tree.attribute(img, "alt")
        .is_some_and(|alt| !alt.is_empty())
        && ["emoji", "wp-smiley", "twemoji", "Emoji"]
            .iter()
            .any(|class| tree.has_class(img, class))
}
