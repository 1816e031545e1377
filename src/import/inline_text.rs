//! Text of blocks: visited in place, or flattened into inline text.

use crate::model::{Block, Cell, Inline, Item, Mark, Run, Span};

/// Inline texts one after the other, with a text between them.
pub(crate) fn join(parts: Vec<Inline>, between: &str) -> Inline {
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
    let mut lines = Vec::new();
    add_lines(block, &mut lines);
    join(lines, "\n")
}

pub(crate) fn flatten_all(blocks: &[Block]) -> Inline {
    join(blocks.iter().map(flatten).collect(), "\n")
}

fn add_lines(block: &Block, lines: &mut Vec<Inline>) {
    let mut add = |text: &Inline| lines.push(text.clone());
    match block {
        Block::Paragraph(block) => add(&block.text),
        Block::Heading(block) => add(&block.text),
        Block::Section(block) => {
            add(&block.heading);
            add(&flatten_all(&block.body));
        }
        Block::List(block) => {
            for item in &block.items {
                match item {
                    Item::Text(text) => add(text),
                    Item::Blocks(blocks) => add(&flatten_all(blocks)),
                }
            }
        }
        Block::Quote(block) => {
            block.text.iter().for_each(&mut add);
            add(&flatten_all(&block.body));
            block.cite.iter().for_each(add);
        }
        Block::Pullquote(block) => {
            add(&block.text);
            block.cite.iter().for_each(add);
        }
        Block::Image(block) => {
            let image = &block.image;
            add_media(&image.alt, &image.caption, &image.credit, lines);
        }
        Block::Gallery(block) => {
            let captions = block
                .items
                .iter()
                .filter_map(|image| image.caption.as_ref());
            captions.chain(&block.caption).for_each(add);
        }
        Block::Video(block) => add_media(&block.title, &block.caption, &block.credit, lines),
        Block::Audio(block) => add_media(&block.title, &block.caption, &block.credit, lines),
        Block::Table(block) => {
            block.caption.iter().for_each(&mut add);
            for row in [&block.head]
                .into_iter()
                .chain(&block.rows)
                .chain([&block.foot])
            {
                add(&join(row.iter().map(cell_text).collect(), " "));
            }
        }
        Block::Box(block) => {
            block.heading.iter().for_each(&mut add);
            add(&flatten_all(&block.body));
        }
        Block::Related(block) => {
            block.heading.iter().for_each(add);
            for story in &block.items {
                add_link(&story.title, &story.url, lines);
            }
        }
        Block::Link(block) => add_link(&block.story.title, &block.story.url, lines),
        Block::Code(block) => lines.push(Span::new(&*block.text).mark(Mark::Code).into()),
        Block::Math(block) => {
            let alt = block.alt.clone().unwrap_or_default();
            lines.push(Span::formula(&*block.mathml, alt).into());
        }
        Block::Embed(block) => {
            let title = block.title.as_ref().unwrap_or(&block.url);
            add_link(title, &block.url, lines);
        }
        Block::Post(block) => match (&block.url, &block.post) {
            (Some(url), _) => add_link(url, url, lines),
            (None, Some(post)) => post.text.iter().for_each(add),
            (None, None) => {}
        },
        Block::Divider(_) | Block::Slot(_) | Block::Other(_) => {}
    }
}

fn add_media(
    title: &Option<String>,
    caption: &Option<Inline>,
    credit: &Option<String>,
    lines: &mut Vec<Inline>,
) {
    lines.extend(title.clone().map(Inline::from));
    lines.extend(caption.clone());
    lines.extend(credit.clone().map(Inline::from));
}

fn add_link(title: &str, url: &str, lines: &mut Vec<Inline>) {
    lines.push(Span::link(title, url).into());
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
