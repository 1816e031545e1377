use super::Block;
use crate::json::{Cursor, Name};
use crate::render::{Attr, Class, Renderer, Tag};

/// A place for a child element of the host page.
pub(super) struct Slot<'j> {
    name: &'j str,
}

impl<'j> Block<'j> for Slot<'j> {
    const EXPECTED: &'static str = "a name in \"name\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let name = block.text(Name::Name)?;
        Some(Self { name })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::Slot);
        cx.attr(Attr::DataSlot, self.name);
        cx.close();
        true
    }
}
