//! The parts of a page around its article.

use super::tree::{Id, Tree};

/// Whether an element is a part of a page around its article.
pub(super) fn is_chrome(tree: &Tree<'_>, id: Id) -> bool {
    let name = tree.name(id);
    if matches!(
        name,
        "nav" | "aside" | "footer" | "form" | "button" | "dialog"
    ) {
        // The source of a quotation is one, too.
        return !(name == "footer"
            && tree
                .ancestors(id)
                .any(|outer| tree.name(outer) == "blockquote"));
    }
    if tree
        .attribute(id, "hidden")
        .is_some_and(|hidden| hidden != "until-found")
        || tree.attribute(id, "aria-hidden") == Some("true") && name != "img"
    {
        return true;
    }
    tree.attribute(id, "class").is_some_and(|class| {
        class.split_ascii_whitespace().any(|class| {
            let class = class.to_ascii_lowercase();
            [
                "share",
                "sharing",
                "related",
                "newsletter",
                "social",
                "promo",
                "advert",
                "comments",
                "breadcrumb",
                "subscribe",
                "cookie",
            ]
            .iter()
            .any(|word| class.split(['-', '_']).any(|part| part == *word))
        })
    }) && !matches!(
        name,
        "article" | "main" | "body" | "blockquote" | "iframe" | "img"
    )
}
