//! Plain text, as copied from a page.

use super::{Context, Format, Importer, Source};
use crate::error::ArticleError;
use crate::model::{Article, Block};

pub(super) struct Text;

impl Importer for Text {
    fn format(&self) -> Format {
        Format::Text
    }

    fn detect(&self, source: &Source<'_>) -> Option<String> {
        source.json.is_none().then(|| "$".to_owned())
    }

    fn import(&self, source: &Source<'_>, _cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let mut paragraphs = source.text.split("\n\n").map(str::trim);
        let mut article = Article::new(paragraphs.next().unwrap_or_default());
        article.body = paragraphs.map(Block::paragraph).collect();
        Ok(article)
    }
}
