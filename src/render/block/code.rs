use super::Block;
use crate::json::{Cursor, Name};
use crate::locale::MessageId;
use crate::render::{Class, Renderer, StaticAttr, Tag};

/// Program text.
pub(super) struct Code<'j> {
    text: Cursor<'j>,
    language: Option<Cursor<'j>>,
}

impl<'j> Block<'j> for Code<'j> {
    const EXPECTED: &'static str = "program text in \"text\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        Some(Self {
            text: block.field(Name::Text)?,
            language: block.inline_field("language"),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::Code);
        cx.text_part(self.language, Tag::P, Class::MediaTitle);
        cx.scroll_region(MessageId::Code, None);
        cx.open(Tag::Pre, Class::CodeText);
        cx.static_attr(StaticAttr::DirLtr);
        if self.text.is_text() {
            let (shown, dots) = cx.truncated(self.text);
            cx.state.buffer.text(shown);
            cx.push_text(dots);
        } else {
            self.text.report_type("text");
            for line in self.text.text_nodes(|_| false) {
                cx.state.buffer.text(line.as_str());
                cx.state.buffer.text("\n");
            }
        }
        cx.close();
        cx.close();
        cx.close();
        true
    }
}
