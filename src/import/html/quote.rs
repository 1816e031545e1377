//! Quotations.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline_text::{flatten_all, is_blank};
use crate::model::{Inline, Item, Pullquote, Quote};

/// Whether a class says that an element repeats words of the text.
pub(super) fn is_pullquote(tree: &Tree<'_>, id: Id) -> bool {
    [
        "pullquote",
        "pull-quote",
        "wp-block-pullquote",
        "graf--pullquote",
    ]
    .iter()
    .any(|class| tree.has_class(id, class))
}

impl Walker<'_, '_> {
    pub(super) fn quote(&mut self, id: Id) {
        let tree = self.tree;
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let pull = is_pullquote(tree, id)
            || tree
                .ancestors(id)
                .take(2)
                .any(|outer| is_pullquote(tree, outer));
        let cite = self.cite_in(id);
        let blocks = self.collect(id);
        let url = tree.value(id, "cite").and_then(|url| {
            let path = self.path(id);
            self.cx.link(url, &path)
        });
        if blocks.is_empty() && cite.is_none() {
            return;
        }
        if pull {
            let mut quote = Pullquote::new(flatten_all(&blocks));
            quote.cite = cite;
            self.push_from(id, quote);
            return;
        }
        let mut quote = Quote {
            cite,
            url,
            ..Quote::default()
        };
        match Self::item(blocks) {
            Item::Text(text) => quote.text = Some(text),
            Item::Blocks(blocks) => quote.body = blocks,
        }
        self.push_from(id, quote);
    }

    /// The source that a quotation names at its end, which is then not part of the quotation.
    pub(super) fn cite_in(&mut self, id: Id) -> Option<Inline> {
        let tree = self.tree;
        let last = tree
            .children(id)
            .filter(|child| !tree.name(*child).is_empty() || !tree.text(*child).trim().is_empty());
        let mut last = last.last()?;
        // `<p><cite>…</cite></p>`, or the cite at the end of the last paragraph's own line.
        if tree.name(last) == "p" {
            let inner: Vec<Id> = tree
                .children(last)
                .filter(|child| {
                    !tree.name(*child).is_empty() || !tree.text(*child).trim().is_empty()
                })
                .collect();
            match inner.as_slice() {
                [only] if tree.name(*only) == "cite" => last = *only,
                _ => return None,
            }
        }
        if !matches!(tree.name(last), "cite" | "footer") {
            return None;
        }
        // All of it is the name of a source; that isn't emphasis.
        let cite = self.line(last);
        self.skip([last]);
        (!is_blank(&cite)).then_some(cite)
    }

    pub(super) fn quoted(&mut self, id: Id) {
        let inner = self
            .tree
            .ancestors(id)
            .any(|outer| self.tree.name(outer) == "q");
        let (open, close) = if inner {
            ("‘", "’")
        } else {
            ("“", "”")
        };
        let style = self.style.clone();
        self.flow.push(open, &style);
        self.children(id);
        self.flow.push(close, &style);
    }
}
