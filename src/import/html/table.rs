//! Tables.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline_text::{flatten, is_blank, join};
use crate::model::{Block, Cell, Inline, Table, TableCell};

struct ReadCell {
    text: Inline,
    header: bool,
    colspan: Option<u32>,
    rowspan: Option<u32>,
}

/// Adds a table, and what its cells hold beside text after it.
pub(super) fn element(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    if is_layout(tree, id) {
        dissolve(walker, id);
        return;
    }
    let (mut head, mut body, mut foot) = (Vec::new(), Vec::new(), Vec::new());
    let mut caption = None;
    let mut rest = Vec::new();
    walker.flush();
    for child in tree.children(id) {
        match tree.name(child) {
            "caption" => {
                let (text, more) = walker.inline_and_rest(child);
                caption = Some(text).filter(|text| !is_blank(text));
                rest.extend(more);
            }
            "thead" => rows(walker, child, &mut head, &mut rest),
            "tfoot" => rows(walker, child, &mut foot, &mut rest),
            "tbody" => rows(walker, child, &mut body, &mut rest),
            "tr" => row(walker, child, &mut body, &mut rest),
            "colgroup" | "col" => {}
            // What is in a table outside its cells is shown before it.
            _ => walker.stray(child),
        }
    }
    walker.flush();
    if head.is_empty()
        && body
            .first()
            .is_some_and(|row: &Vec<ReadCell>| row.iter().all(|cell| cell.header))
        && body.len() > 1
    {
        head.push(body.remove(0));
    }
    // Only one row of each is special; the others are rows, with their header cells.
    let mut rows: Vec<Vec<ReadCell>> = Vec::new();
    let mut heads = head.into_iter();
    let mut head = heads.next();
    rows.extend(heads);
    rows.extend(body);
    let mut last = foot.pop();
    rows.extend(foot);
    if rows.is_empty() {
        // A table has rows; what it has are its header cells then.
        rows.extend(head.take().into_iter().chain(last.take()));
    }
    if rows.is_empty() {
        walker.blocks.extend(rest);
        return;
    }
    let row_headers = !rows.is_empty()
        && rows.iter().all(|row| {
            row.first().is_some_and(|first| first.header)
                && row.iter().skip(1).all(|cell| !cell.header)
        });
    let head = head
        .into_iter()
        .flatten()
        .map(|cell| finished(cell, true))
        .collect();
    let rows = rows
        .into_iter()
        .map(|row| {
            row.into_iter()
                .enumerate()
                .map(|(at, cell)| finished(cell, row_headers && at == 0))
                .collect()
        })
        .collect();
    let foot = last
        .into_iter()
        .flatten()
        .map(|cell| finished(cell, false))
        .collect();
    let table = Table {
        caption,
        head,
        rows,
        foot,
        row_headers,
        ..Table::default()
    };
    walker.push_from(id, table);
    walker.blocks.extend(rest);
}

/// A cell; a header cell is marked as such unless its place makes it one.
fn finished(cell: ReadCell, header: bool) -> Cell {
    if cell.colspan.is_none() && cell.rowspan.is_none() && (header || !cell.header) {
        return Cell::Text(cell.text);
    }
    let mut whole = TableCell::new(cell.text);
    whole.colspan = cell.colspan;
    whole.rowspan = cell.rowspan;
    if cell.header && !header {
        whole.header = Some(true);
    }
    whole.into()
}

fn rows(
    walker: &mut Walker<'_, '_>,
    id: Id,
    found: &mut Vec<Vec<ReadCell>>,
    rest: &mut Vec<Block>,
) {
    let tree = walker.tree;
    for child in tree.children(id) {
        match tree.name(child) {
            "tr" => row(walker, child, found, rest),
            _ => walker.stray(child),
        }
    }
}

fn row(walker: &mut Walker<'_, '_>, id: Id, found: &mut Vec<Vec<ReadCell>>, rest: &mut Vec<Block>) {
    let tree = walker.tree;
    let mut cells = Vec::new();
    for child in tree.children(id) {
        if !matches!(tree.name(child), "td" | "th") {
            walker.stray(child);
            continue;
        }
        let mut parts = Vec::new();
        for block in walker.collect(child) {
            match block {
                Block::Table(_) => {
                    let path = walker.path(child);
                    walker.cx.warn_once(
                        "nested-table",
                        "",
                        &path,
                        "A table in a cell follows the table around it.",
                    );
                    rest.push(block);
                }
                Block::Image(_)
                | Block::Gallery(_)
                | Block::Video(_)
                | Block::Audio(_)
                | Block::Embed(_)
                | Block::Post(_) => {
                    let path = walker.path(child);
                    walker.cx.warn_once(
                        "media-in-cell",
                        block.kind(),
                        &path,
                        "Media in a cell follow the table.",
                    );
                    rest.push(block);
                }
                _ => parts.push(flatten(&block)),
            }
        }
        let span = |name: &str| {
            tree.value(child, name)
                .and_then(|span| span.parse().ok())
                .filter(|span| (2..=1000).contains(span))
        };
        cells.push(ReadCell {
            text: join(parts, "\n"),
            header: tree.name(child) == "th",
            colspan: span("colspan"),
            rowspan: span("rowspan"),
        });
    }
    if !cells.is_empty() && cells.iter().any(|cell| !is_blank(&cell.text)) {
        found.push(cells);
    }
}

/// Whether a table is only there to arrange its content.
fn is_layout(tree: &Tree<'_>, id: Id) -> bool {
    if matches!(tree.attribute(id, "role"), Some("presentation" | "none")) {
        return true;
    }
    let is_cell = |found: &Id| matches!(tree.name(*found), "td" | "th");
    let own = |found: &Id| {
        tree.ancestors(*found)
            .find(|outer| tree.name(*outer) == "table")
            == Some(id)
    };
    let cells: Vec<Id> = tree
        .descendants(id)
        .filter(is_cell)
        .filter(own)
        .take(2)
        .collect();
    cells.len() == 1
}

/// The content of the cells, one after the other.
fn dissolve(walker: &mut Walker<'_, '_>, id: Id) {
    let tree = walker.tree;
    walker.flush();
    for child in tree.children(id) {
        walker.stray(child);
        walker.flush();
    }
}
