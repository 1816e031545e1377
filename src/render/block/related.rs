use super::Block;
use super::link::LinkCard;
use crate::article::fields;
use crate::json::{Children, Cursor, Name};
use crate::locale::MessageId;
use crate::render::ids::slug;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};

/// Cards of several related stories, under one heading.
pub(super) struct Related<'j> {
    heading: Option<Cursor<'j>>,
    items: Children<'j>,
}

impl<'j> Block<'j> for Related<'j> {
    const EXPECTED: &'static str = "at least one story in \"items\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        Some(Self {
            heading: block.inline_field(Name::Heading),
            items: block.list(Name::Items),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::Related);
        cx.static_attr(StaticAttr::Group);
        let name = self.heading.map(Cursor::to_plain_text).unwrap_or_default();
        let id = cx.state.plan.ids.id(&[&slug(&name), "--related"].concat());
        cx.attr(Attr::AriaLabelledby, &id);
        cx.heading(cx.child_heading_level(), Class::BoxHeading);
        cx.attr(Attr::Id, &id);
        match self.heading {
            Some(heading) => cx.inline_and_close(heading),
            None => cx.message_and_close(MessageId::Related),
        }
        cx.open(Tag::Ul, Class::RelatedItems);
        let empty = cx.checkpoint();
        for story in self.items {
            if !cx.try_take_inline(1, story) {
                break;
            }
            story.check_fields(fields::LINK_CARD, &[]);
            match LinkCard::read(story) {
                Some(card) => {
                    cx.open(Tag::Li, Class::LinkCard);
                    card.render_content(story, cx);
                }
                None => {
                    story.report_missing(LinkCard::EXPECTED);
                    cx.open(Tag::Li, Class::Kept);
                    cx.fallback_value(story);
                }
            }
            cx.close();
        }
        let any = !cx.state.buffer.is_unchanged_since(empty);
        cx.close();
        cx.close();
        any
    }
}
