//! Our own markup, as `to_html` prints it.

use super::blocks::Walker;
use super::tree::{Id, ROOT, Tree};
use crate::model::Article;

/// The element of an article that this crate rendered.
pub(super) fn article(tree: &Tree<'_>) -> Option<Id> {
    tree.find(ROOT, |id| {
        tree.name(id) == "article" && tree.has_class(id, "aw")
    })
}

/// Reads such an article.
pub(super) fn read(walker: &mut Walker<'_, '_>, id: Id) -> Article {
    Article {
        body: walker.run(id),
        ..Article::default()
    }
}

/// Adds the block of an element of ours; `false` if it isn't one.
pub(super) fn element(_walker: &mut Walker<'_, '_>, _id: Id) -> bool {
    false
}
