//! WordPress: content of the block editor and of the classic one, and exports.

use super::html::blocks::Rules;
use super::{Context, Format, Importer, Source, html};
use crate::error::ArticleError;
use crate::model::{Article, Block};

pub(super) struct WordPress;

impl Importer for WordPress {
    fn format(&self) -> Format {
        Format::WordPress
    }

    fn detect(&self, source: &Source<'_>) -> Option<String> {
        let blocks = source.json.is_none() && source.text.contains("<!-- wp:");
        blocks.then(|| "$".to_owned())
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        Ok(html::article(cx, &source.text, RULES))
    }
}

const RULES: Rules = Rules { bare_urls: true };

/// The blocks of a post's content that is a value at this path.
pub(crate) fn content(cx: &mut Context<'_>, content: &str, path: &str) -> Vec<Block> {
    html::blocks_by(cx, content, path, RULES)
}
