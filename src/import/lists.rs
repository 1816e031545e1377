//! Lists, nested from flat items or from trees.

use super::inline::{InlineBuilder, Style};
use crate::model::{Block, Inline, Item, List, Paragraph};

/// Deeper items stay at this level.
const MAX_LEVELS: usize = 24;

/// An item in a format that gives its level instead of nesting it.
#[derive(Debug, Default)]
pub(super) struct FlatItem {
    /// 0 is the outermost; levels may be skipped.
    pub(super) level: usize,
    pub(super) numbered: bool,
    /// The number of the item, if it starts a list.
    pub(super) start: Option<i32>,
    pub(super) checked: Option<bool>,
    pub(super) blocks: Vec<Block>,
}

#[derive(Debug)]
struct Open {
    level: usize,
    numbered: bool,
    has_checkboxes: bool,
    start: Option<i32>,
    items: Vec<Vec<Block>>,
}

/// Nests flat items; what isn't an item ends all lists.
#[derive(Debug, Default)]
pub(super) struct Lists {
    done: Vec<Block>,
    open: Vec<Open>,
}

impl Lists {
    pub(super) fn item(&mut self, item: FlatItem) {
        while self.open.last().is_some_and(|open| {
            let other =
                open.numbered != item.numbered || open.has_checkboxes != item.checked.is_some();
            open.level > item.level || open.level == item.level && other
        }) {
            self.close();
        }
        let deeper = self.open.last().is_none_or(|open| open.level < item.level);
        if deeper && self.open.len() < MAX_LEVELS {
            self.open.push(Open {
                level: item.level,
                numbered: item.numbered,
                has_checkboxes: item.checked.is_some(),
                start: item.start.filter(|start| *start != 1),
                items: Vec::new(),
            });
        }
        if let Some(open) = self.open.last_mut() {
            open.items.push(checked(item.blocks, item.checked));
        }
    }

    /// Adds to the last item that is open; to what is outside of lists if none is.
    pub(super) fn in_item(&mut self, block: Block) {
        match self.open.last_mut().and_then(|open| open.items.last_mut()) {
            Some(item) => item.push(block),
            None => self.done.push(block),
        }
    }

    pub(super) fn blocks(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.close_all();
        self.done.extend(blocks);
    }

    /// The same, if there are any.
    pub(super) fn blocks_if(&mut self, blocks: Vec<Block>) {
        if !blocks.is_empty() {
            self.blocks(blocks);
        }
    }

    pub(super) fn close_all(&mut self) {
        while !self.open.is_empty() {
            self.close();
        }
    }

    fn close(&mut self) {
        if let Some(open) = self.open.pop()
            && let Some(block) = list(open.numbered, open.start, open.items)
        {
            self.in_item(block);
        }
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.close_all();
        self.done
    }
}

/// A list of items; `None` if all of them are empty.
pub(super) fn list(numbered: bool, start: Option<i32>, items: Vec<Vec<Block>>) -> Option<Block> {
    let items: Vec<Item> = items
        .into_iter()
        .filter(|blocks| !blocks.is_empty())
        .map(item)
        .collect();
    if items.is_empty() {
        return None;
    }
    let mut list = List::new(items);
    if numbered {
        list = list.numbered();
        list.start = start.filter(|start| *start != 1);
    }
    Some(list.into())
}

fn item(mut blocks: Vec<Block>) -> Item {
    match (blocks.len(), blocks.pop()) {
        (1, Some(Block::Paragraph(Paragraph { text, .. }))) => Item::Text(text),
        (_, last) => {
            blocks.extend(last);
            Item::Blocks(blocks)
        }
    }
}

/// The blocks of an item with its checkbox in front.
pub(super) fn checked(mut blocks: Vec<Block>, checked: Option<bool>) -> Vec<Block> {
    let Some(checked) = checked else {
        return blocks;
    };
    let sign = if checked { "☑" } else { "☐" };
    match blocks.first_mut() {
        Some(Block::Paragraph(paragraph)) => {
            let mut text = InlineBuilder::default();
            text.push(&format!("{sign} "), &Style::default());
            text.add(&paragraph.text, &Style::default());
            paragraph.text = text.finish();
        }
        _ => blocks.insert(0, Block::paragraph(Inline::from(sign))),
    }
    blocks
}
