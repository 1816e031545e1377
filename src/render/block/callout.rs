use super::Block;
use crate::json::{Cursor, Name};
use crate::render::ids::slug;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};

/// A box beside the article's course, with blocks of its own.
pub(super) struct Callout<'j> {
    heading: Option<Cursor<'j>>,
    body: Option<Cursor<'j>>,
}

impl<'j> Block<'j> for Callout<'j> {
    const EXPECTED: &'static str = "blocks in \"body\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let heading = block.inline_field(Name::Heading);
        let body = block.field(Name::Body);
        heading.or(body)?;
        block.warn_if_missing(body, Self::EXPECTED);
        Some(Self { heading, body })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::Box);
        cx.static_attr(StaticAttr::Group);
        let outer = cx.state.heading_stack.clone();
        if let Some(heading) = self.heading {
            let slug = [&slug(&heading.to_plain_text()), "--box"].concat();
            let id = cx.state.plan.ids.id(&slug);
            cx.attr(Attr::AriaLabelledby, &id);
            cx.heading(cx.child_heading_level(), Class::BoxHeading);
            cx.attr(Attr::Id, &id);
            cx.inline_and_close(heading);
            cx.state.heading_stack.push(1);
        }
        cx.body(self.body);
        cx.state.heading_stack = outer;
        cx.close();
        true
    }
}
