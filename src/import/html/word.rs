//! Lists as Word copies them: paragraphs whose bullet is text, with the level in their style.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline_text::is_blank;
use crate::model::{Block, Inline, Item, List};

/// Deeper levels count as this one.
const MAX_LEVEL: usize = 9;

pub(super) fn is_item(tree: &Tree<'_>, id: Id) -> bool {
    tree.name(id) == "p"
        && (tree
            .attribute(id, "class")
            .is_some_and(|class| class.starts_with("MsoListParagraph"))
            || tree
                .attribute(id, "style")
                .is_some_and(|style| style.contains("mso-list:")))
        && marker(tree, id).is_some()
}

/// The element that holds the bullet or number.
fn marker(tree: &Tree<'_>, id: Id) -> Option<Id> {
    tree.find(id, |found| {
        tree.attribute(found, "style").is_some_and(|style| {
            let style = style.to_ascii_lowercase().replace(' ', "");
            style.contains("mso-list:ignore")
        })
    })
}

/// The level of an item, from 1.
fn level(tree: &Tree<'_>, id: Id) -> usize {
    tree.attribute(id, "style")
        .and_then(|style| style.split_once("level"))
        .and_then(|(_, rest)| rest.get(..1)?.parse().ok())
        .unwrap_or(1)
        .clamp(1, MAX_LEVEL)
}

/// An open list: its level, whether it has numbers, and its items.
struct Open {
    level: usize,
    numbered: bool,
    start: Option<i32>,
    items: Vec<(Inline, Vec<Block>)>,
}

/// Adds the list that begins with an item, and marks its other items as handled.
pub(super) fn list(walker: &mut Walker<'_, '_>, first: Id) {
    let tree = walker.tree;
    let mut lists: Vec<Open> = Vec::new();
    let siblings = tree.children(tree.parent(first));
    for id in siblings.skip_while(|id| *id != first) {
        if !is_item(tree, id) {
            let text = tree.name(id).is_empty() && tree.text(id).trim().is_empty();
            if text {
                continue;
            }
            break;
        }
        let level = level(tree, id);
        let (mut numbered, mut start) = (false, None);
        if let Some(marker) = marker(tree, id) {
            // Spaces that don't break fill it up.
            let words = tree.words(marker);
            let sign = words.trim().strip_suffix(['.', ')']);
            numbered = sign.is_some();
            start = sign.and_then(|number| number.parse().ok());
            walker.skip([marker]);
        }
        let text = walker.line(id);
        walker.skip([id]);
        while lists.last().is_some_and(|open| open.level > level) && lists.len() > 1 {
            close(&mut lists);
        }
        // Numbers behind bullets are another list.
        let is_other = |open: &Open| open.level == level && open.numbered != numbered;
        if lists.last().is_some_and(is_other) {
            if lists.len() > 1 {
                close(&mut lists);
            } else if let Some(open) = lists.pop() {
                walker.push(finished(open));
            }
        }
        if lists.last().is_none_or(|open| open.level < level) {
            lists.push(Open {
                level,
                numbered,
                start,
                items: Vec::new(),
            });
        }
        if let Some(open) = lists.last_mut().filter(|_| !is_blank(&text)) {
            open.items.push((text, Vec::new()));
        }
    }
    while lists.len() > 1 {
        close(&mut lists);
    }
    if let Some(open) = lists.pop() {
        walker.push(finished(open));
    }
}

/// Puts the innermost list into the last item of the one around it.
fn close(lists: &mut Vec<Open>) {
    let Some(inner) = lists.pop() else { return };
    let list = finished(inner);
    if let Some(outer) = lists.last_mut() {
        match outer.items.last_mut() {
            Some((_, blocks)) => blocks.push(list),
            None => outer.items.push((Inline::default(), vec![list])),
        }
    }
}

fn finished(open: Open) -> Block {
    let items = open.items.into_iter().map(|(text, blocks)| {
        if blocks.is_empty() {
            return Item::Text(text);
        }
        let mut whole = Vec::new();
        if !is_blank(&text) {
            whole.push(Block::paragraph(text));
        }
        whole.extend(blocks);
        Item::Blocks(whole)
    });
    let mut list = List::default().items(items);
    if open.numbered {
        list = list.numbered();
        list.start = open.start.filter(|start| *start != 1);
    }
    list.into()
}
