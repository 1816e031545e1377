use super::Block;
use crate::json::{Cursor, Name};
use crate::render::Renderer;
use crate::render::plan::heading_level;

/// A heading that starts no section.
pub(super) struct Heading<'j> {
    text: Cursor<'j>,
    level: u8,
}

impl<'j> Block<'j> for Heading<'j> {
    const EXPECTED: &'static str = "text in \"text\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let level = heading_level(block)?;
        let text = block.field(Name::Text)?;
        check_level(block);
        Some(Self { text, level })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.plain_heading(block, self.text, self.level);
        true
    }
}

/// Reports an invalid heading level.
pub(in crate::render) fn check_level(block: Cursor<'_>) {
    let Some(field) = block.field(Name::Level) else {
        return;
    };
    if field.is_text() || !matches!(field.as_str(), "2" | "3" | "4" | "5" | "6") {
        field.warn("out-of-range", &["Expected a whole number from 2 to 6."]);
    }
}
