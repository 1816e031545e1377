//! HTML: fragments and whole pages.

pub(crate) mod blocks;
mod builder;
mod chrome;
mod code;
pub(crate) mod embed;
mod entities;
pub(crate) mod figure;
mod flow;
mod formatting;
mod json_ld;
mod list;
mod own;
mod own_post;
mod page;
pub(crate) mod picture;
pub(crate) mod place;
mod quote;
mod rules;
mod section;
mod table;
pub(crate) mod token;
pub(crate) mod tree;
mod word;

pub(crate) use entities::decode;
pub(crate) use page::{Origin, article, fragment};

use super::inline_text::flatten_all;
use super::{Context, Format, Importer, Source};
use crate::error::ArticleError;
use crate::model::{Article, Block, Inline};
use blocks::{Rules, Walker};
use place::Place;
use token::Syntax;
use tree::{ROOT, Tree};

pub(super) struct Html;

impl Importer for Html {
    fn format(&self) -> Format {
        Format::Html
    }

    fn detect(&self, text: &str) -> bool {
        is_html(text)
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        Ok(article(cx, &source.text, Rules::default()))
    }
}

/// Whether a text is HTML: it starts with a tag, or has two end tags of known elements.
pub(crate) fn is_html(text: &str) -> bool {
    let text = text.trim_start();
    let mut start = text.chars();
    if start.next() == Some('<')
        && start
            .next()
            .is_some_and(|c| c.is_ascii_alphabetic() || c == '!')
    {
        return text.contains('>');
    }
    let known = |rest: &str| {
        [
            "p>",
            "b>",
            "i>",
            "a>",
            "em>",
            "strong>",
            "div>",
            "span>",
            "h1>",
            "h2>",
            "h3>",
            "li>",
            "ul>",
            "ol>",
            "blockquote>",
            "figure>",
        ]
        .iter()
        .any(|tag| rest.starts_with(tag))
    };
    text.match_indices("</")
        .filter(|(at, _)| text.get(at + 2..).is_some_and(known))
        .nth(1)
        .is_some()
}

/// The blocks of HTML that is a value at this path.
pub(crate) fn blocks(cx: &mut Context<'_>, html: &str, path: &str) -> Vec<Block> {
    blocks_by(cx, html, path, Rules::default())
}

/// The same by the rules of a format.
pub(crate) fn blocks_by(cx: &mut Context<'_>, html: &str, path: &str, rules: Rules) -> Vec<Block> {
    let tree = Tree::parse(html, Syntax::Html);
    let mut walker = Walker::new(cx, &tree, Place::Path(path), rules);
    let mut blocks = walker.run(ROOT);
    walker.finish(&mut blocks);
    blocks
}

/// The text of HTML that is a value at this path, in one piece.
pub(crate) fn inline(cx: &mut Context<'_>, html: &str, path: &str) -> Inline {
    if !html.contains(['<', '&']) {
        return tree::collapse(html).into();
    }
    flatten_all(&blocks(cx, html, path))
}
