use crate::json::{Cursor, Name};
use crate::render::{Class, Renderer, Tag};

/// Caption and credit of a figure.
pub(super) struct Caption<'j> {
    caption: Option<Cursor<'j>>,
    credit: Option<Cursor<'j>>,
}

impl<'j> Caption<'j> {
    pub(super) fn read(from: Cursor<'j>) -> Self {
        Self {
            caption: from.inline_field(Name::Caption),
            credit: from.inline_field(Name::Credit),
        }
    }

    /// The caption alone.
    pub(super) fn to_plain_text(&self) -> Option<String> {
        self.caption.map(Cursor::to_plain_text)
    }

    /// Whether there was anything to render.
    pub(super) fn render(&self, cx: &mut Renderer<'_>) -> bool {
        let any = self.caption.or(self.credit).is_some();
        if any {
            cx.open(Tag::Figcaption, Class::Figcaption);
            cx.text_part(self.caption, Tag::Span, Class::Caption);
            if self.caption.is_some() {
                cx.push_text(" ");
            }
            cx.text_part(self.credit, Tag::Span, Class::Credit);
            cx.close();
        }
        any
    }
}
