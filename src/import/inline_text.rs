//! Text of blocks: visited in place, or flattened into inline text.

use crate::model::{Block, Cell, Inline, Item, Mark, Run, Span};

/// Inline texts one after the other, with a text between them.
pub(crate) fn join(parts: impl IntoIterator<Item = Inline>, between: &str) -> Inline {
    let mut runs: Vec<Run> = Vec::new();
    for part in parts {
        let mut part = part.runs();
        if part.iter().all(|run| run.text().is_empty()) {
            continue;
        }
        if !runs.is_empty() {
            push(&mut runs, Run::from(between));
        }
        for run in part.drain(..) {
            push(&mut runs, run);
        }
    }
    match (runs.len(), runs.pop()) {
        (1, Some(Run::Text(text))) => Inline::Text(text),
        (1, Some(Run::Span(span))) => Inline::Span(span),
        (_, Some(last)) => {
            runs.push(last);
            Inline::Runs(runs)
        }
        (_, None) => Inline::default(),
    }
}

fn push(runs: &mut Vec<Run>, run: Run) {
    match (runs.last_mut(), run) {
        (Some(Run::Text(last)), Run::Text(text)) => last.push_str(&text),
        (_, run) => runs.push(run),
    }
}

/// Whether it has no text but white space; a no-break space is white space.
pub(crate) fn is_blank(text: &Inline) -> bool {
    match text {
        Inline::Text(text) => text.trim().is_empty(),
        Inline::Span(span) => span.text.trim().is_empty(),
        Inline::Runs(runs) => runs.iter().all(|run| run.text().trim().is_empty()),
    }
}

/// The words of a block as inline text, its lines one below the other. What else it holds, such as the URL of a picture, isn't in it.
pub(crate) fn flatten(block: &Block) -> Inline {
    let text = |text: &Option<String>| Inline::from(text.clone().unwrap_or_default());
    match block {
        Block::Paragraph(block) => block.text.clone(),
        Block::Heading(block) => block.text.clone(),
        Block::Section(block) => join([block.heading.clone(), flatten_all(&block.body)], "\n"),
        Block::List(block) => join(
            block.items.iter().map(|item| match item {
                Item::Text(text) => text.clone(),
                Item::Blocks(blocks) => flatten_all(blocks),
            }),
            "\n",
        ),
        Block::Quote(block) => join(
            [
                block.text.clone().unwrap_or_default(),
                flatten_all(&block.body),
                block.cite.clone().unwrap_or_default(),
            ],
            "\n",
        ),
        Block::Pullquote(block) => join(
            [block.text.clone(), block.cite.clone().unwrap_or_default()],
            "\n",
        ),
        Block::Image(block) => join(
            [
                text(&block.image.alt),
                block.image.caption.clone().unwrap_or_default(),
                text(&block.image.credit),
            ],
            "\n",
        ),
        Block::Gallery(block) => join(
            block
                .items
                .iter()
                .map(|image| image.caption.clone().unwrap_or_default())
                .chain(block.caption.clone()),
            "\n",
        ),
        Block::Video(block) => join(
            [
                text(&block.title),
                block.caption.clone().unwrap_or_default(),
                text(&block.credit),
            ],
            "\n",
        ),
        Block::Audio(block) => join(
            [
                text(&block.title),
                block.caption.clone().unwrap_or_default(),
                text(&block.credit),
            ],
            "\n",
        ),
        Block::Table(block) => {
            let row = |cells: &Vec<Cell>| join(cells.iter().map(cell_text), " ");
            join(
                block
                    .caption
                    .clone()
                    .into_iter()
                    .chain([row(&block.head)])
                    .chain(block.rows.iter().map(row))
                    .chain([row(&block.foot)]),
                "\n",
            )
        }
        Block::Box(block) => join(
            [
                block.heading.clone().unwrap_or_default(),
                flatten_all(&block.body),
            ],
            "\n",
        ),
        Block::Related(block) => join(
            block.heading.clone().into_iter().chain(
                block
                    .items
                    .iter()
                    .map(|story| Span::link(story.title.clone(), story.url.clone()).into()),
            ),
            "\n",
        ),
        Block::Link(block) => Inline::Span(Span::link(block.title.clone(), block.url.clone())),
        Block::Code(block) => Inline::Span(Span::new(block.text.clone()).mark(Mark::Code)),
        Block::Embed(block) => {
            let title = block.title.clone().unwrap_or_else(|| block.url.clone());
            Inline::Span(Span::link(title, block.url.clone()))
        }
        Block::Post(block) => match &block.url {
            Some(url) => Inline::Span(Span::link(url.clone(), url.clone())),
            None => block
                .post
                .as_ref()
                .and_then(|post| post.text.clone())
                .unwrap_or_default(),
        },
        Block::Divider(_) | Block::Slot(_) | Block::Other(_) => Inline::default(),
    }
}

pub(crate) fn flatten_all(blocks: &[Block]) -> Inline {
    join(blocks.iter().map(flatten), "\n")
}

fn cell_text(cell: &Cell) -> Inline {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Number(number) => number.to_string().into(),
        Cell::Cell(cell) => cell.text.clone(),
    }
}

/// Calls `visit` with each inline text in the blocks.
pub(crate) fn visit_inlines(blocks: &mut [Block], visit: &mut dyn FnMut(&mut Inline)) {
    for block in blocks {
        match block {
            Block::Paragraph(block) => visit(&mut block.text),
            Block::Heading(block) => visit(&mut block.text),
            Block::Section(block) => {
                visit(&mut block.heading);
                visit_inlines(&mut block.body, visit);
            }
            Block::List(block) => {
                for item in &mut block.items {
                    match item {
                        Item::Text(text) => visit(text),
                        Item::Blocks(blocks) => visit_inlines(blocks, visit),
                    }
                }
            }
            Block::Quote(block) => {
                block.text.iter_mut().for_each(&mut *visit);
                visit_inlines(&mut block.body, visit);
                block.cite.iter_mut().for_each(&mut *visit);
            }
            Block::Pullquote(block) => {
                visit(&mut block.text);
                block.cite.iter_mut().for_each(&mut *visit);
            }
            Block::Image(block) => block.image.caption.iter_mut().for_each(&mut *visit),
            Block::Gallery(block) => {
                for image in &mut block.items {
                    image.caption.iter_mut().for_each(&mut *visit);
                }
                block.caption.iter_mut().for_each(&mut *visit);
            }
            Block::Video(block) => block.caption.iter_mut().for_each(&mut *visit),
            Block::Audio(block) => block.caption.iter_mut().for_each(&mut *visit),
            Block::Table(block) => {
                block.caption.iter_mut().for_each(&mut *visit);
                let rows = block.rows.iter_mut().flatten();
                for cell in block.head.iter_mut().chain(rows).chain(&mut block.foot) {
                    match cell {
                        Cell::Text(text) => visit(text),
                        Cell::Cell(cell) => visit(&mut cell.text),
                        Cell::Number(_) => {}
                    }
                }
            }
            Block::Box(block) => {
                block.heading.iter_mut().for_each(&mut *visit);
                visit_inlines(&mut block.body, visit);
            }
            Block::Related(block) => block.heading.iter_mut().for_each(&mut *visit),
            _ => {}
        }
    }
}
