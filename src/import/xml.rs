//! Reading XML by the tree of the importer of HTML.

use super::html::token::Syntax;
use super::html::tree::{Id, ROOT, Tree, collapse};

/// The tree of an XML document. Prefixes of namespaces stay in the names.
pub(crate) fn parse(text: &str) -> Tree<'_> {
    Tree::parse(text, Syntax::Xml)
}

/// The name without the prefix of its namespace.
pub(crate) fn local<'t>(tree: &'t Tree<'_>, id: Id) -> &'t str {
    let name = tree.name(id);
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The children of a name, whatever its prefix.
pub(crate) fn children<'t>(
    tree: &'t Tree<'_>,
    id: Id,
    name: &'t str,
) -> impl Iterator<Item = Id> + 't {
    tree.children(id)
        .filter(move |child| local(tree, *child) == name)
}

/// The first child of a name, whatever its prefix.
pub(crate) fn child(tree: &Tree<'_>, id: Id, name: &str) -> Option<Id> {
    tree.children(id).find(|child| local(tree, *child) == name)
}

/// The first element inside of a name, whatever its prefix.
pub(crate) fn find(tree: &Tree<'_>, id: Id, name: &str) -> Option<Id> {
    tree.find(id, |found| local(tree, found) == name)
}

/// The text of the child of a name, with white space collapsed; `None` if it is empty.
pub(crate) fn child_text(tree: &Tree<'_>, id: Id, name: &str) -> Option<String> {
    let text = collapse(&tree.text(child(tree, id, name)?));
    (!text.is_empty()).then_some(text)
}

/// The name of the root element, without the prefix of its namespace; empty if the text isn't XML.
pub(crate) fn root_name(text: &str) -> &str {
    let mut rest = text.trim_start().trim_start_matches('\u{feff}');
    loop {
        if let Some(comment) = rest.strip_prefix("<!--") {
            rest = comment
                .split_once("-->")
                .map_or("", |(_, rest)| rest)
                .trim_start();
        } else if let Some(subset) = rest.strip_prefix("<!DOCTYPE") {
            let end = match (subset.find('['), subset.find('>')) {
                (Some(open), Some(end)) if open < end => {
                    subset.split_once("]").map_or("", |(_, rest)| rest)
                }
                _ => subset,
            };
            rest = end
                .split_once('>')
                .map_or("", |(_, rest)| rest)
                .trim_start();
        } else if rest.starts_with("<?") {
            rest = rest
                .split_once("?>")
                .map_or("", |(_, rest)| rest)
                .trim_start();
        } else {
            break;
        }
    }
    let inside = rest.strip_prefix('<').unwrap_or_default();
    let end = inside
        .find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))
        .unwrap_or(0);
    let name = inside.get(..end).unwrap_or_default();
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// The root element.
pub(crate) fn root(tree: &Tree<'_>) -> Option<Id> {
    tree.children(ROOT)
        .find(|child| !tree.name(*child).is_empty())
}
