//! Inline text and blocks in one stream, as trees hold them: text between two blocks becomes a block.

use super::inline::{InlineBuilder, Style};
use crate::model::{Block, Heading, Inline};

/// What text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum Wrap {
    #[default]
    Paragraph,
    /// A heading of a level from 1 to 6.
    Heading(u8),
}

/// Blocks under construction.
#[derive(Debug, Default)]
pub(super) struct Flow {
    blocks: Vec<Block>,
    text: InlineBuilder,
    /// Line breaks that aren't in the text yet.
    breaks: usize,
    wrap: Wrap,
}

impl Flow {
    /// Whether text follows that belongs to the same paragraph.
    pub(super) fn is_inside(&self) -> bool {
        !self.text.is_blank()
    }

    pub(super) fn is_heading(&self) -> bool {
        self.wrap != Wrap::Paragraph
    }

    /// Adds text; two line breaks in a row end a paragraph.
    pub(super) fn push(&mut self, text: &str, style: &Style) {
        let mut lines = text.split('\n');
        if let Some(first) = lines.next() {
            self.piece(first, style);
        }
        for line in lines {
            self.line_break();
            self.piece(line.trim_end_matches('\r'), style);
        }
    }

    fn piece(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        if self.breaks > 0 && !text.trim().is_empty() {
            if self.breaks > 1 && self.wrap == Wrap::Paragraph {
                self.flush();
            } else if !self.text.is_blank() {
                self.text.push("\n", &Style::default());
            }
            self.breaks = 0;
        }
        self.text.push(text, style);
    }

    pub(super) fn line_break(&mut self) {
        self.breaks += 1;
    }

    /// Adds ready text.
    pub(super) fn add(&mut self, inline: &Inline, style: &Style) {
        let mut text = InlineBuilder::default();
        text.add(inline, style);
        for (piece, style) in text.into_pieces() {
            self.push(&piece, &style);
        }
    }

    /// Ends the paragraph or heading, if it has text.
    pub(super) fn flush(&mut self) {
        self.breaks = 0;
        let text = std::mem::take(&mut self.text);
        if text.is_blank() {
            return;
        }
        let text = text.finish();
        self.blocks.push(match self.wrap {
            Wrap::Paragraph => Block::paragraph(text),
            Wrap::Heading(level) => Heading::new(text).level(level).into(),
        });
    }

    /// Text becomes something else from here on; returns what it became so far.
    pub(super) fn wrap(&mut self, wrap: Wrap) -> Wrap {
        self.flush();
        std::mem::replace(&mut self.wrap, wrap)
    }

    pub(super) fn block(&mut self, block: Block) {
        self.flush();
        self.blocks.push(block);
    }

    pub(super) fn blocks(&mut self, blocks: impl IntoIterator<Item = Block>) {
        self.flush();
        self.blocks.extend(blocks);
    }

    pub(super) fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }
}
