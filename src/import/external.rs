//! Content of other sites, by its URL.

use super::Context;
use crate::model::{Block, Embed, PostBlock};
use crate::post::is_post;
use crate::url::Address;

impl Context<'_> {
    /// The block for content of another site at a URL: a post, or an embed. `None` with a diagnostic if the URL can't be one.
    pub(crate) fn external(
        &mut self,
        url: &str,
        title: Option<String>,
        path: &str,
    ) -> Option<Block> {
        let url = self.link(url, path)?;
        if Address::link(&url).is_some_and(|address| is_post(&address)) {
            return Some(PostBlock::new().url(url).into());
        }
        let mut embed = Embed::new(url);
        embed.title = title;
        Some(embed.into())
    }
}
