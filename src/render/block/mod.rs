//! Blocks, a file for each kind. Each is rendered independently, so an invalid one doesn't affect the others.

mod callout;
mod caption;
mod code;
mod embed;
mod gallery;
mod heading;
mod image;
mod link;
mod list;
mod math;
mod media;
mod paragraph;
mod quote;
mod related;
mod slot;
mod table;

use super::budget::LimitKind;
use super::ids::{base32, slug_of_id};
use super::{Attr, BlockAttrs, Class, Renderer, StaticAttr, Tag};
use crate::error::Severity;
use crate::json::{Children, Cursor, Name, digits};
use crate::locale::MessageId;
use callout::Callout;
use code::Code;
use embed::Embed;
use gallery::Gallery;
use heading::Heading;
pub(super) use heading::check_level;
pub(super) use image::focal_point_class;
use image::{MAX_PIXELS, image_class};
use link::LinkCard;
use link::LinkText;
pub(super) use link::display_host;
use list::List;
use math::Math;
use media::Media;
use paragraph::Paragraph;
use quote::Quote;
use related::Related;
use slot::Slot;
use table::Table;

/// A kind of block. It is read first, which reports what is wrong with its fields, and then rendered. It borrows them:
/// nothing is collected, so inline text and the items of lists are read one by one while they are rendered.
trait Block<'j>: Sized {
    /// What is reported as missing where it can't be read, or nothing of it can be rendered.
    const EXPECTED: &'static str;

    /// Always inlined: otherwise the struct is written to memory and read again.
    fn read(block: Cursor<'j>) -> Option<Self>;

    /// Whether there was anything to render. If not, its operations are rolled back.
    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool;
}

impl Renderer<'_> {
    /// Blocks inside a block.
    pub(super) fn blocks(&mut self, blocks: Children<'_>, top_level: bool) {
        for block in blocks {
            if !self.try_take(LimitKind::Nested, block) {
                return;
            }
            self.block(block, top_level);
        }
    }

    /// The blocks of a block's body.
    fn body(&mut self, body: Option<Cursor<'_>>) {
        if let Some(body) = body {
            self.blocks(body.as_list("a list"), false);
        }
    }

    /// A block. Those of the lead and of sections are `top_level`: they carry `data-block` and `data-key`.
    pub(super) fn block(&mut self, block: Cursor<'_>, top_level: bool) {
        if block.is_list() {
            block.report_type("a block");
            for inner in block.items() {
                if !self.try_take(LimitKind::Nested, inner) {
                    return;
                }
                self.nested_block(inner, top_level);
            }
        } else if block.is_object() {
            self.nested_block(block, top_level);
        } else {
            block.report(
                Severity::Error,
                "not-a-block",
                &["Expected a block; text is shown as a paragraph."],
            );
            self.fallback_scalar(block);
        }
    }

    fn nested_block(&mut self, block: Cursor<'_>, top_level: bool) {
        if self.is_at_max_depth() {
            block.report(
                Severity::Error,
                "too-deep",
                &["Blocks are nested too deep here; their text is shown plain."],
            );
            return self.flatten_text(block);
        }
        self.state.depth += 1;
        let outer = std::mem::take(&mut self.pending);
        if block.is_object() {
            self.render_block(block, top_level);
        } else {
            self.block(block, top_level);
        }
        self.pending = outer;
        self.state.depth -= 1;
    }

    /// Whether the maximum depth is reached; deeper blocks are rendered as plain text.
    pub(super) fn is_at_max_depth(&self) -> bool {
        u32::from(self.state.depth) >= self.state.budget.depth
    }

    fn render_block(&mut self, block: Cursor<'_>, top_level: bool) {
        let name = block.field(Name::Type).map_or("", Cursor::as_str);
        let mark = self.checkpoint();
        let custom = self.options.custom.iter().any(|own| own == name);
        if !custom {
            block.check_block();
        }
        if name == "section" {
            if self.section(block) {
                return;
            }
            self.state.buffer.rollback(mark);
        }
        // A post's id is the platform's; on the page it is one only where a link leads to it.
        let id = block.text(Name::Id);
        let own_id = id.filter(|_| name != "section").map(slug_of_id);
        let own_id = own_id.filter(|slug| {
            !matches!(name, "post" | "tweet") || self.state.plan.ids.is_target(block, slug)
        });
        let own_id = match self.state.plan.key_event_id(block) {
            Some(id) => Some(id),
            None => own_id.map(|slug| self.state.plan.ids.id_of(block, slug)),
        };
        let timed = name != "section" && block.inline_field(Name::Published).is_some();
        if timed {
            self.pending.top_level = top_level;
            self.open(Tag::Div, Class::Update);
            self.block_key(block);
            self.date(block, "published", Class::UpdateTime);
        }
        let inner = self.checkpoint();
        let notes = self.state.notes.len();
        for known in [true, false] {
            self.pending = BlockAttrs {
                top_level: top_level && !timed,
                key: self.pending.key.filter(|_| timed),
                id: own_id.clone(),
            };
            let drawn = if custom {
                // The page matches them by their order.
                self.state.custom_blocks.push(block.path());
                self.state.custom_offsets.push(block.source_offset());
                self.open_block(block, Tag::Div, Class::Custom);
                self.fallback_value(block);
                self.close();
                true
            } else if known {
                self.render_known(block, name)
            } else {
                self.fallback_block(block)
            };
            if drawn {
                break;
            }
            self.state.buffer.rollback(inner);
            self.state.notes.truncate(notes);
        }
        if timed {
            self.close();
        } else if self.state.buffer.is_unchanged_since(mark) {
            if let Some(id) = id {
                self.state.plan.ids.drop_target(block, id);
            }
            return;
        }
        if let Some(place) = self.pending.key.take() {
            let wanted = match id {
                Some(id) => id.to_owned(),
                None => base32(self.state.buffer.hash_since(mark)),
            };
            let key = self.state.plan.ids.unique_key(wanted);
            self.state.buffer.write_key(place, &key);
        }
    }

    /// Renders a block by its declared type; whether it was valid.
    fn render_known(&mut self, block: Cursor<'_>, name: &str) -> bool {
        match name {
            "paragraph" => self.render_kind::<Paragraph>(block),
            "heading" => self.render_kind::<Heading>(block),
            "list" => self.render_kind::<List>(block),
            "quote" | "pullquote" => self.render_kind::<Quote>(block),
            "image" => {
                self.open_block(block, Tag::Figure, image_class(block));
                let drawn = self.image(block, true);
                self.close();
                drawn
            }
            "gallery" => self.render_kind::<Gallery>(block),
            "video" | "audio" => self.render_kind::<Media>(block),
            "table" => self.render_kind::<Table>(block),
            "box" => self.render_kind::<Callout>(block),
            "link" => self.render_kind::<LinkCard>(block),
            "related" => self.render_kind::<Related>(block),
            "code" => self.render_kind::<Code>(block),
            "math" => self.render_kind::<Math>(block),
            "divider" => {
                self.open_block(block, Tag::Hr, Class::Divider);
                self.close();
                true
            }
            "embed" => self.render_kind::<Embed>(block),
            "post" | "tweet" => self.try_take(LimitKind::Posts, block) && self.post_block(block),
            "slot" => self.render_kind::<Slot>(block),
            "section" => false,
            "" => self.report_missing(block, "the block's kind in \"type\""),
            _ => {
                block.report(
                    Severity::Error,
                    "unknown-block",
                    &["There is no such kind of block; what it holds is shown as plain content."],
                );
                false
            }
        }
    }

    fn render_kind<'j, B: Block<'j>>(&mut self, block: Cursor<'j>) -> bool {
        let read = B::read(block);
        read.is_some_and(|read| read.render(block, self)) || self.report_missing(block, B::EXPECTED)
    }

    pub(super) fn report_missing(&self, block: Cursor<'_>, expected: &str) -> bool {
        // If a limit is reached, the field may exist but was not rendered, so it isn't reported as missing.
        if !self.state.buffer.is_exhausted() {
            block.report_missing(expected);
        }
        false
    }

    /// Opens a block's element with its common attributes.
    pub(super) fn open_block(&mut self, block: Cursor<'_>, element: Tag, class: Class) {
        self.open(element, class);
        self.block_attrs(block);
    }

    /// Attributes common to all blocks.
    pub(super) fn block_attrs(&mut self, block: Cursor<'_>) {
        self.block_key(block);
        if let Some(id) = self.pending.id.take() {
            self.attr(Attr::Id, &id);
        }
        self.lang_attrs(block);
    }

    fn block_key(&mut self, block: Cursor<'_>) {
        if std::mem::take(&mut self.pending.top_level) {
            let name = block.scalar_str(Name::Type);
            // The other name of the same kind, for styles and scripts of the page.
            let alias = name == "post" && !self.options.custom.iter().any(|own| own == name);
            let name = if alias { "tweet" } else { name };
            if !name.is_empty() {
                self.attr(Attr::DataBlock, name);
            }
            self.pending.key = Some(self.state.buffer.reserve_key());
        }
    }

    /// Opens a scroll region. It must be focusable, and so needs a unique accessible name.
    pub(super) fn scroll_region(&mut self, word: MessageId, name: Option<&str>) {
        self.open(Tag::Div, Class::Scroll);
        self.static_attr(StaticAttr::Group);
        self.static_attr(StaticAttr::TabStop);
        match name {
            Some(id) => self.attr(Attr::AriaLabelledby, id),
            None => {
                self.state.scroll_region_count += 1;
                let number = digits(self.state.scroll_region_count);
                let label = [self.message(word), " ", &number].concat();
                self.attr(Attr::AriaLabel, &label);
            }
        }
    }
}
