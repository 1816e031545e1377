//! WordPress: content of the block editor and of the classic one, and exports (WXR).

mod classic;
pub(crate) mod export;
mod shortcode;

use export::Export;

use super::html::blocks::{Rules, Walker};
use super::html::place::{Lines, Place};
use super::html::tree::Id;
use super::html::{self, Origin};
use super::{Context, Format, Importer, Resolved, Source, copied};
use crate::error::ArticleError;
use crate::model::{Article, Block, Gallery, Image};

pub(super) struct WordPress;

impl Importer for WordPress {
    fn format(&self) -> Format {
        Format::WordPress
    }

    fn detect(&self, text: &str) -> bool {
        text.contains("<!-- wp:")
            || export::is_export(text)
            || text.contains("[caption ") && text.contains("[/caption]")
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        if export::is_export(&source.text) {
            return Export::parse(&source.text)?.picked(cx);
        }
        let lines = Lines::new(&source.text);
        let prepared = prepare(cx, &source.text, Place::Lines(&lines));
        let origins = [(0, 0)];
        Ok(match &prepared {
            Some(html) => {
                let origin = Origin::Printed(&source.text, &origins);
                html::fragment(cx, html, RULES, origin, Article::default())
            }
            None => html::article(cx, &source.text, RULES),
        })
    }
}

const RULES: Rules = Rules {
    bare_urls: true,
    wordpress: true,
    nitf: false,
};

/// The blocks of a post's content that is a value at this path.
pub(crate) fn content(cx: &mut Context<'_>, content: &str, path: &str) -> Vec<Block> {
    let prepared = prepare(cx, content, Place::Path(path));
    html::blocks_by(cx, prepared.as_deref().unwrap_or(content), path, RULES)
}

/// The content with what isn't HTML in it made so; `None` if all of it is.
fn prepare(cx: &mut Context<'_>, content: &str, place: Place<'_>) -> Option<String> {
    let expanded = shortcode::expand(cx, content, place);
    let text = expanded.as_deref().unwrap_or(content);
    if classic::is_classic(content) {
        return Some(classic::paragraphs(text));
    }
    expanded
}

/// Adds what a comment of the block editor stands for, if that isn't in the HTML behind it.
pub(super) fn comment(walker: &mut Walker<'_, '_>, id: Id, comment: &str) {
    let Some(block) = comment.trim().strip_prefix("wp:") else {
        return;
    };
    let (name, rest) = block.split_once(char::is_whitespace).unwrap_or((block, ""));
    let Some(rest) = rest.trim().strip_suffix('/') else {
        return;
    };
    let attributes: serde_json::Value = serde_json::from_str(rest.trim()).unwrap_or_default();
    let path = walker.path(id);
    match name {
        "block" => {
            if let Some(reference) = attributes.get("ref") {
                let reference = serde_json::to_string(reference).unwrap_or_default();
                if let Some(resolved) = walker.cx.resolve("block", reference.trim_matches('"'), &path) {
                    let block = resolved_block(resolved);
                    walker.push(block);
                }
            }
        }
        "embed" | "core/embed" | "core-embed/twitter" | "core-embed/youtube" => {
            let url = attributes.get("url").and_then(serde_json::Value::as_str);
            let block = url.and_then(|url| walker.cx.external(url, None, &path));
            if let Some(block) = block {
                walker.push(block);
            }
        }
        "more" | "nextpage" | "spacer" | "separator" | "group" | "column" | "columns" | "paragraph" => {}
        _ => walker.cx.warn_once(
            "unknown-node",
            name,
            &path,
            format!("The block \"{name}\" is filled by WordPress when a page is shown; it holds nothing here."),
        ),
    }
}

/// The block for something that the caller resolved.
fn resolved_block(resolved: &Resolved) -> Block {
    match resolved {
        Resolved::Image(image) => Image::clone(image).into(),
        Resolved::Link(url) => crate::model::Story::new(url.as_str(), url.as_str()).into(),
        Resolved::Block(block) => copied(block),
    }
}

/// Adds the pictures that a shortcode names by their numbers.
pub(super) fn media(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    let path = walker.path(id);
    let mut images = Vec::new();
    for number in tree.attribute(id, "ids").unwrap_or_default().split(',') {
        let number = number.trim();
        if number.is_empty() {
            continue;
        }
        let known = &walker.cx.pictures;
        if let Some((_, image)) = known.iter().find(|(known, _)| known == number) {
            images.push(image.clone());
            continue;
        }
        match walker.cx.resolve("media", number, &path) {
            Some(Resolved::Image(image)) => images.push(Image::clone(image)),
            Some(other) => {
                let block = resolved_block(other);
                walker.push(block);
            }
            None => {}
        }
    }
    match images.len() {
        0 => {}
        1 => images.into_iter().for_each(|image| walker.push(image)),
        _ => walker.push(Gallery::new(images)),
    }
}
