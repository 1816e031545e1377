use super::Block;
use crate::json::{Cursor, Name};
use crate::locale::MessageId;
use crate::render::{Class, Renderer, Tag};

/// A formula on a line of its own.
pub(super) struct Math<'j> {
    mathml: Cursor<'j>,
    alt: &'j str,
}

impl<'j> Block<'j> for Math<'j> {
    const EXPECTED: &'static str = "a formula in \"mathml\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        Some(Self {
            mathml: block.field(Name::Mathml)?,
            alt: block.text(Name::Alt).unwrap_or_default(),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::Math);
        cx.scroll_region(MessageId::Formula, None);
        let drawn = cx.formula(self.mathml, self.alt, true);
        cx.close();
        cx.close();
        drawn
    }
}
