//! What every import goes through at the end: empty blocks go, levels of headings fit, invisible characters go.

use super::inline_text::{is_blank, visit_inlines};
use crate::model::{Article, Block, Inline, Item, Run};

pub(super) fn clean_up(article: &mut Article) {
    for text in [&mut article.kicker, &mut article.standfirst] {
        if text.as_ref().is_some_and(is_blank) {
            *text = None;
        }
    }
    let heads = [&mut article.kicker, &mut article.standfirst];
    for text in heads.into_iter().flatten().chain([&mut article.headline]) {
        clean_inline(text);
    }
    if let Some(image) = &mut article.image {
        image.caption.iter_mut().for_each(clean_inline);
    }
    visit_inlines(&mut article.body, &mut clean_inline);
    drop_empty(&mut article.body);
    level_headings(&mut article.body);
    article
        .byline
        .retain(|person| !person.name.trim().is_empty());
    article.tags.retain(|tag| !tag.name.trim().is_empty());
}

fn clean_inline(text: &mut Inline) {
    match text {
        Inline::Text(text) => clean_text(text),
        Inline::Span(span) => clean_text(&mut span.text),
        Inline::Runs(runs) => {
            for run in runs.iter_mut() {
                match run {
                    Run::Text(text) => clean_text(text),
                    Run::Span(span) => clean_text(&mut span.text),
                }
            }
            runs.retain(|run| !run.text().is_empty());
        }
    }
}

/// Takes out control characters, marks of byte order, and runs of invisible characters, which carry data and no text. Single ones
/// belong to scripts and emoji.
pub(crate) fn clean_text(text: &mut String) {
    let suspicious =
        |c: char| c < ' ' && !matches!(c, '\n' | '\t') || is_invisible(c) || c == '\u{7f}';
    if !text.contains(suspicious) {
        return;
    }
    let mut clean = String::with_capacity(text.len());
    let mut run = String::new();
    let mut length = 0;
    for c in text.chars() {
        if is_invisible(c) {
            run.push(c);
            length += 1;
            continue;
        }
        keep_run(&mut clean, &mut run, &mut length);
        match c {
            // Editors write them for line ends.
            '\u{b}' | '\u{c}' => clean.push(' '),
            _ if suspicious(c) => {}
            _ => clean.push(c),
        }
    }
    keep_run(&mut clean, &mut run, &mut length);
    *text = clean;
}

fn keep_run(clean: &mut String, run: &mut String, length: &mut usize) {
    if *length < 4 {
        clean.extend(run.chars().filter(|c| *c != '\u{feff}'));
    }
    run.clear();
    *length = 0;
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{180e}')
}

fn drop_empty(blocks: &mut Vec<Block>) {
    for block in blocks.iter_mut() {
        if let Some(words) = words_left(block) {
            *block = Block::paragraph(words);
        }
    }
    blocks.retain_mut(|block| match block {
        Block::Paragraph(block) => !is_blank(&block.text),
        Block::Heading(block) => !is_blank(&block.text),
        Block::Section(block) => {
            drop_empty(&mut block.body);
            !is_blank(&block.heading) || !block.body.is_empty()
        }
        Block::Box(block) => {
            drop_empty(&mut block.body);
            !block.body.is_empty() || block.heading.as_ref().is_some_and(|text| !is_blank(text))
        }
        Block::List(block) => {
            block.items.retain_mut(|item| match item {
                Item::Text(text) => !is_blank(text),
                Item::Blocks(blocks) => {
                    drop_empty(blocks);
                    !blocks.is_empty()
                }
            });
            !block.items.is_empty()
        }
        Block::Quote(block) => {
            drop_empty(&mut block.body);
            if block.text.as_ref().is_some_and(is_blank) {
                block.text = None;
            }
            if block.cite.as_ref().is_some_and(is_blank) {
                block.cite = None;
            }
            block.text.is_some() || !block.body.is_empty() || block.cite.is_some()
        }
        Block::Pullquote(block) => !is_blank(&block.text) || block.cite.is_some(),
        Block::Code(block) => !block.text.trim().is_empty(),
        _ => true,
    });
}

/// The words of a block that lacks what it is made of: a quotation without its text, a box without its content.
fn words_left(block: &Block) -> Option<Inline> {
    let blank = |text: &Option<Inline>| text.as_ref().is_none_or(is_blank);
    match block {
        Block::Quote(block) if blank(&block.text) && block.body.is_empty() => block.cite.clone(),
        Block::Pullquote(block) if is_blank(&block.text) => block.cite.clone(),
        Block::Box(block) if block.body.is_empty() => block.heading.clone(),
        Block::Gallery(block) if block.items.is_empty() => block.caption.clone(),
        _ => None,
    }
}

/// Levels from 2 to 6. If the body has several of level 1, all move down by one.
fn level_headings(blocks: &mut [Block]) {
    let mut first = 0;
    each_level(blocks, &mut |level| first += usize::from(*level <= 1));
    let shift = u8::from(first > 1);
    each_level(blocks, &mut |level| *level = (*level + shift).clamp(2, 6));
}

fn each_level(blocks: &mut [Block], visit: &mut dyn FnMut(&mut u8)) {
    for block in blocks {
        match block {
            Block::Heading(block) => block.level.iter_mut().for_each(&mut *visit),
            Block::Section(block) => each_level(&mut block.body, visit),
            Block::Box(block) => each_level(&mut block.body, visit),
            Block::Quote(block) => each_level(&mut block.body, visit),
            Block::List(block) => {
                for item in &mut block.items {
                    if let Item::Blocks(blocks) = item {
                        each_level(blocks, visit);
                    }
                }
            }
            _ => {}
        }
    }
}
