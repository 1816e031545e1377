//! Parts that open and close, and boxes.

use super::blocks::Walker;
use super::tree::Id;
use crate::import::inline_text::is_blank;
use crate::import::picture::card;
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
            .find(|child| tree.name(*child) == "summary")
            .or_else(|| tree.find(id, |found| tree.has_class(found, "kg-toggle-heading-text")));
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
        let is_open = tree.attribute(id, "open").is_some()
            || tree.value(id, "data-kg-toggle-state") == Some("open");
        section.open = Some(is_open);
        self.push_from(id, section);
    }

    /// A card of Ghost that leads to another page, or `false`.
    pub(super) fn bookmark(&mut self, id: Id) -> bool {
        let tree = self.tree;
        let part = |name: &str| {
            let class = format!("kg-bookmark-{name}");
            tree.find(id, |found| tree.has_class(found, &class))
        };
        let words = |name: &str| Some(tree.words(part(name)?)).filter(|words| !words.is_empty());
        let Some(url) = part("container").and_then(|link| tree.value(link, "href")) else {
            return false;
        };
        let source: Vec<_> = ["publisher", "author"]
            .into_iter()
            .filter_map(words)
            .collect();
        let picture = part("thumbnail").and_then(|part| tree.find_named(part, "img"));
        let picture = picture.and_then(|img| tree.value(img, "src"));
        let path = self.path(id);
        let card = card(
            self.cx,
            url,
            words("title"),
            words("description"),
            (!source.is_empty()).then(|| source.join(" · ")),
            picture.map(str::to_owned),
            &path,
        );
        let caption = tree.find_named(id, "figcaption");
        card.into_iter().for_each(|block| self.push_from(id, block));
        if let Some(caption) = caption {
            self.block(caption);
        }
        true
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
