//! Parts that open and close, and boxes.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline_text::{flatten_all, is_blank};
use crate::model::{Block, FactBox, Inline, Pullquote, Quote, Section};

impl Walker<'_, '_> {
    pub(super) fn details(&mut self, id: Id) {
        let tree = self.tree;
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let summary = tree
            .children(id)
            .find(|child| tree.name(*child) == "summary");
        let (heading, mut first) = match summary {
            Some(summary) => {
                let found = self.inline_and_rest(summary);
                self.skip([summary]);
                found
            }
            None => (Inline::default(), Vec::new()),
        };
        let body = self.collect(id);
        first.extend(body);
        if is_blank(&heading) {
            self.blocks.extend(first);
            return;
        }
        let mut section = Section::new(heading).body(first);
        section.open = Some(tree.attribute(id, "open").is_some());
        self.push_from(id, section);
    }

    /// What opens and closes by a script: a heading, and what is behind it.
    pub(super) fn collapsible(&mut self, id: Id) {
        let mut body = self.collect(id);
        match body.first_mut() {
            Some(Block::Heading(heading)) if self.depth < super::blocks::MAX_DEPTH => {
                let mut section = Section::new(std::mem::take(&mut heading.text));
                body.remove(0);
                section.body = body;
                section.open =
                    Some(self.tree.attribute(id, "data-kg-toggle-state") == Some("open"));
                self.push_from(id, section);
            }
            _ => self.blocks.extend(body),
        }
    }

    pub(super) fn aside(&mut self, id: Id) {
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        let mut body = self.collect(id);
        if body.is_empty() {
            return;
        }
        let heading = match body.first() {
            Some(Block::Heading(heading)) if body.len() > 1 => Some(heading.text.clone()),
            _ => None,
        };
        if heading.is_some() {
            body.remove(0);
        }
        if heading.is_none()
            && let Some(quote) = pulled(&body)
        {
            self.push_from(id, quote);
            return;
        }
        let mut fact_box = FactBox::new(body);
        fact_box.heading = heading;
        self.push_from(id, fact_box);
    }
}

/// The quotation that is all of an aside, perhaps with a line that says whose it is: it stands beside the text that it is from.
fn pulled(body: &[Block]) -> Option<Pullquote> {
    let (Block::Quote(quote), rest) = body.split_first()? else {
        return None;
    };
    let cite = match (quote, rest) {
        (quote, []) => quote.cite.clone(),
        (Quote { cite: None, .. }, [Block::Paragraph(cite)]) => {
            let words = cite.text.to_plain_text();
            if words.len() > 80 || words.ends_with('.') {
                return None;
            }
            Some(cite.text.clone())
        }
        _ => return None,
    };
    let is_paragraph = |block: &Block| matches!(block, Block::Paragraph(_));
    if quote.url.is_some() || !quote.body.iter().all(is_paragraph) {
        return None;
    }
    let text = quote.text.clone();
    let mut pulled = Pullquote::new(text.unwrap_or_else(|| flatten_all(&quote.body)));
    pulled.cite = cite;
    (!is_blank(&pulled.text)).then_some(pulled)
}

/// Whether an element is one that a script opens and closes.
pub(super) fn is_collapsible(tree: &Tree<'_>, id: Id) -> bool {
    ["kg-toggle-card", "wp-block-accordion-item"]
        .iter()
        .any(|class| tree.has_class(id, class))
}
