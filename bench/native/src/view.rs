//! What both templates need of an article: its sections, the ids of its tables, its reading time.

use crate::article::{Article, Block, Table};
use crate::text::{Minter, is_number, minutes, words};

/// An article, parted.
pub struct View {
    pub story: Article,
    pub lead: Vec<usize>,
    pub sections: Vec<Section>,
    /// By the blocks' numbers; empty where a block is no table.
    pub table_ids: Vec<String>,
    pub minutes: Option<String>,
}

pub struct Section {
    pub id: String,
    pub title: String,
    pub blocks: Vec<usize>,
}

impl View {
    pub fn new(story: Article) -> Self {
        let mut minter = Minter::default();
        let (mut lead, mut sections) = (Vec::new(), Vec::<Section>::new());
        let mut table_ids = Vec::new();
        for (index, block) in story.body.iter().enumerate() {
            table_ids.push(match block {
                Block::Table(table) => minter.mint(&table.caption),
                _ => String::new(),
            });
            match block {
                Block::Heading { id, text } => sections.push(Section {
                    id: format!("article-{id}"),
                    title: text.clone(),
                    blocks: Vec::new(),
                }),
                _ => sections
                    .last_mut()
                    .map_or(&mut lead, |section| &mut section.blocks)
                    .push(index),
            }
        }
        let above = story.kicker.words() + story.headline.words() + story.standfirst.words();
        let names: u32 = story.byline.iter().map(|person| words(&person.name)).sum();
        let below: u32 = story.body.iter().map(Block::words).sum();
        Self {
            minutes: minutes(above + names + below),
            story,
            lead,
            sections,
            table_ids,
        }
    }
}

/// Which columns of a table hold numbers alone.
pub fn number_columns(table: &Table) -> Vec<bool> {
    let holds = |column: usize| {
        let mut cells = table.rows.iter().map(|row| row.get(column));
        column > 0 && cells.all(|cell| cell.is_some_and(|cell| is_number(cell)))
    };
    (0..table.head.len()).map(holds).collect()
}
