//! Parts that open and close, and boxes.

use super::blocks::Walker;
use super::tree::Id;
use crate::import::inline_text::is_blank;
use crate::model::{Block, FactBox, Inline, Section};

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
        let mut fact_box = FactBox::new(body);
        fact_box.heading = heading;
        self.push_from(id, fact_box);
    }
}
