use super::Block;
use crate::json::{Cursor, Name};
use crate::render::{Class, Renderer, Tag};

/// A paragraph.
pub(super) struct Paragraph<'j> {
    text: Cursor<'j>,
}

impl<'j> Block<'j> for Paragraph<'j> {
    const EXPECTED: &'static str = "text in \"text\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let text = block.inline_field(Name::Text)?;
        Some(Self { text })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::P, Class::Paragraph);
        cx.inline_and_close(self.text);
        true
    }
}
