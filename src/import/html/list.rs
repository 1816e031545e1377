//! Lists and definitions.

use super::blocks::Walker;
use super::figure::is_gallery;
use super::formatting::Format;
use super::tree::Id;
use crate::model::{Block, Common, Item, List, Mark};

impl Walker<'_, '_> {
    /// The blocks as the content of a list item or the like: inline text if they are one paragraph.
    pub(super) fn item(blocks: Vec<Block>) -> Item {
        match blocks.as_slice() {
            [Block::Paragraph(paragraph)] if paragraph.common == Common::default() => {
                Item::Text(paragraph.text.clone())
            }
            _ => Item::Blocks(blocks),
        }
    }

    pub(crate) fn list(&mut self, id: Id) {
        let tree = self.tree;
        if is_gallery(tree, id) && self.gallery_items(id) {
            return;
        }
        if !self.may_nest(id) {
            self.block(id);
            return;
        }
        self.flush();
        let common = self.common_of(id);
        let mut items: Vec<Item> = Vec::new();
        for child in tree.children(id) {
            let nested = matches!(tree.name(child), "ul" | "ol" | "menu" | "dir");
            if tree.name(child) == "li" {
                let blocks = self.collect(child);
                // Our own markup has a paragraph only where there are blocks.
                let whole = self.own_prefix().is_some()
                    && tree
                        .children(child)
                        .any(|inner| tree.has_class(inner, "aw-paragraph"));
                if whole {
                    items.push(Item::Blocks(blocks));
                } else if !blocks.is_empty() {
                    items.push(Self::item(blocks));
                }
                continue;
            }
            // What is beside the items, such as a list in a list: it belongs to the item before it.
            let outside = std::mem::take(&mut self.blocks);
            self.depth += 1;
            self.node(child);
            self.flush();
            self.depth -= 1;
            let blocks = std::mem::replace(&mut self.blocks, outside);
            if blocks.is_empty() {
                continue;
            }
            match items.last_mut().filter(|_| nested) {
                Some(Item::Blocks(last)) => last.extend(blocks),
                Some(last) => {
                    if let Item::Text(text) = last {
                        let paragraph = Block::paragraph(std::mem::take(text));
                        let mut whole = vec![paragraph];
                        whole.extend(blocks);
                        *last = Item::Blocks(whole);
                    }
                }
                None if nested && blocks.len() == 1 => {
                    // A list with nothing but a list in it.
                    if let Some(Block::List(list)) = blocks.into_iter().next() {
                        items.extend(list.items);
                    }
                }
                None => items.push(Self::item(blocks)),
            }
        }
        if items.is_empty() {
            return;
        }
        let mut list = List::new(items);
        if tree.name(id) == "ol" {
            list = list.numbered();
            list.start = tree
                .value(id, "start")
                .and_then(|start| start.parse().ok())
                .filter(|start| *start != 1);
        }
        list.common = common;
        self.push(list);
    }

    pub(super) fn definitions(&mut self, id: Id) {
        let tree = self.tree;
        self.flush();
        for child in tree.descendants(id).skip(1) {
            // `div`s may group them.
            let parent = tree.parent(child);
            if parent != id && !(tree.name(parent) == "div" && tree.parent(parent) == id) {
                continue;
            }
            match tree.name(child) {
                "div" => {}
                "dt" => {
                    self.flush();
                    self.formatted(child, vec![Format::Mark(Mark::Strong)]);
                    self.flush();
                }
                "" => self.node(child),
                "dd" => self.block(child),
                _ => self.node(child),
            }
        }
        self.flush();
    }
}
