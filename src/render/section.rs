//! The body: the lead, then sections that open and close, derived from headings or given as such.

use super::block::check_level;
use super::budget::LimitKind;
use super::plan::{
    LiveRange, is_flat, is_section, is_valid_section, outline_entry, slug_of, starts_section,
    time_of,
};
use super::{Attr, Class, OutlineEntry, Renderer, StaticAttr, Tag};
use crate::json::{Children, Cursor, Name, TokenRange};
use crate::locale::MessageId;

/// Stack of open bodies, outermost first. Rendering can pause only between blocks of these.
#[derive(Default)]
pub(super) struct BodyStack {
    frames: Vec<BodyFrame>,
    /// Whether a section started by a heading is open.
    in_heading_section: bool,
}

/// A body, or a section in it, with the blocks still to be rendered.
struct BodyFrame {
    rest: TokenRange,
    /// Ranges after `rest`, in reverse order.
    upcoming: Vec<LiveRange>,
    section: Option<SectionFrame>,
}

/// How a section block is rendered.
#[derive(Clone, Copy)]
pub(super) struct SectionFrame {
    /// As a plain heading followed by its blocks.
    flat: bool,
    headed: bool,
}

impl Renderer<'_> {
    /// Pushes blocks to be rendered next.
    pub(super) fn push_body(&mut self, blocks: Children<'_>, entered: Option<SectionFrame>) {
        let planned = self.state.plan.live_bodies.next();
        let mut upcoming = planned.unwrap_or_else(|| vec![blocks.range().into()]);
        upcoming.reverse();
        self.state.bodies.frames.push(BodyFrame {
            rest: TokenRange::default(),
            upcoming,
            section: entered,
        });
    }

    /// Renders blocks until the chunk has `max_ops` operations; whether these were the last.
    pub(super) fn render_until(&mut self, article: Cursor<'_>, max_ops: usize) -> bool {
        while let Some(frame) = self.state.bodies.frames.last_mut() {
            let mut rest = article.range(frame.rest);
            let Some(block) = rest.next() else {
                match frame.upcoming.pop() {
                    Some(next) => {
                        frame.rest = next.blocks;
                        if next.starts && self.state.bodies.frames.len() == 1 {
                            self.close_heading_section();
                        }
                    }
                    None => self.pop_body(),
                }
                continue;
            };
            frame.rest = rest.range();
            if !self.try_take(LimitKind::Blocks, block) {
                self.skip_rest();
                continue;
            }
            self.render_next(block);
            if self.state.buffer.list.ops.len() >= max_ops {
                return false;
            }
        }
        true
    }

    /// Skips all remaining blocks.
    fn skip_rest(&mut self) {
        for frame in &mut self.state.bodies.frames {
            frame.rest = TokenRange::default();
            frame.upcoming.clear();
        }
    }

    /// Pops the innermost body.
    fn pop_body(&mut self) {
        match self
            .state
            .bodies
            .frames
            .pop()
            .and_then(|frame| frame.section)
        {
            Some(entered) => {
                self.leave_section(entered);
                self.state.depth -= 1;
            }
            None => self.close_heading_section(),
        }
    }

    /// Closes the section started by a heading.
    fn close_heading_section(&mut self) {
        if std::mem::take(&mut self.state.bodies.in_heading_section) {
            self.close_section();
        }
    }

    fn render_next(&mut self, block: Cursor<'_>) {
        let ops = self.state.ops_taken + self.state.buffer.list.ops.len();
        let depth = self.state.bodies.frames.len();
        let place = [block.source_offset(), ops as u32, depth as u32];
        self.state.block_offsets.push(place);
        let section = is_section(block);
        if self.state.plan.awaits_updates && (section || time_of(block).is_some()) {
            self.state.plan.awaits_updates = false;
            self.live_tools();
        }
        if depth == 1 {
            // A heading of the lowest level starts a section, which ends at the next one or at a section block.
            let starts = starts_section(block, self.state.plan.section_level);
            if starts || section {
                self.close_heading_section();
            }
            if starts {
                block.check_block();
                check_level(block);
                self.open_section(block, block.field(Name::Text), true);
                self.state.bodies.in_heading_section = true;
                return;
            }
        }
        if section && !self.is_at_max_depth() && is_valid_section(block) {
            self.state.depth += 1;
            let entered = self.enter_section(block, true);
            self.push_body(block.list(Name::Body), Some(entered));
        } else {
            self.block(block, true);
        }
    }

    /// A section block nested in another block; whether it is valid.
    pub(super) fn section(&mut self, block: Cursor<'_>) -> bool {
        if !is_valid_section(block) {
            block.warn_if_missing(None, "text in \"heading\"");
            return false;
        }
        let entered = self.enter_section(block, false);
        if block.field(Name::Body).is_some() {
            self.blocks(block.list(Name::Body), true);
        }
        self.leave_section(entered);
        true
    }

    fn enter_section(&mut self, block: Cursor<'_>, listed: bool) -> SectionFrame {
        let heading = block.inline_field(Name::Heading);
        block.check_block();
        block.warn_if_missing(heading, "text in \"heading\"");
        block.warn_if_missing(block.field(Name::Body), "blocks in \"body\"");
        let flat = is_flat(self.options, self.state.section_depth);
        // A section is a sibling of the preceding headings, not nested in them.
        self.state.heading_stack.clear();
        match heading {
            _ if !flat => self.open_section(block, heading, listed),
            Some(heading) => {
                self.plain_heading(block, heading, 2);
                self.state.level += 1;
                self.state.heading_stack.clear();
            }
            None => {}
        }
        SectionFrame {
            flat,
            headed: heading.is_some(),
        }
    }

    fn leave_section(&mut self, entered: SectionFrame) {
        if !entered.flat {
            self.close_section();
        } else if entered.headed {
            self.state.level -= 1;
            self.state.heading_stack.clear();
        }
    }

    /// Opens a section. One that isn't `planned`, because it is in a block of another kind, is added to the outline now.
    fn open_section(&mut self, block: Cursor<'_>, heading: Option<Cursor<'_>>, planned: bool) {
        let place = self.state.sections;
        self.state.sections += 1;
        self.state.level += 1;
        self.state.section_depth += 1;
        self.state.heading_stack.clear();
        if !planned {
            let entry = outline_entry(
                block,
                heading,
                place,
                self.state.level,
                self.options,
                self.locale,
                &mut self.state.plan.ids,
            );
            let outline = &mut self.state.plan.outline;
            outline.insert(place.min(outline.len()), entry);
        } else if place == 0 {
            self.toolbar();
        }
        let entry = self.state.plan.outline.get(place);
        let Some(OutlineEntry { id, text, open, .. }) = entry.cloned() else {
            return;
        };
        // Slugs never contain two hyphens in a row, so a suffix with them can't clash with another id.
        let panel = [&id, "--panel"].concat();

        self.open(Tag::Section, Class::Section);
        self.attr(Attr::Id, &id);
        self.attr(Attr::DataBlock, "section");
        let place = self.state.buffer.reserve_key();
        self.state
            .buffer
            .write_key(place, self.state.plan.ids.without_prefix(&id));
        self.lang_attrs(block);
        self.heading(self.state.level, Class::SectionHeading);
        let interactive = self.options.interactive;
        if interactive {
            self.open(Tag::Button, Class::SectionButton);
            self.static_attr(StaticAttr::Button);
            self.static_attr(if open {
                StaticAttr::Expanded
            } else {
                StaticAttr::Collapsed
            });
            self.attr(Attr::AriaControls, &panel);
        } else {
            self.open(Tag::Span, Class::SectionButton);
        }
        self.open(Tag::Span, Class::SectionTitle);
        match heading {
            Some(heading) => self.inline_with(heading, false),
            None => self.push_text(&text),
        }
        self.close();
        if interactive {
            self.open(Tag::Span, Class::SectionSign);
            self.static_attr(StaticAttr::AriaHidden);
            self.close();
        }
        self.close();
        self.close();

        self.open(Tag::Div, Class::Panel);
        self.attr(Attr::Id, &panel);
        if !open {
            self.static_attr(StaticAttr::UntilFound);
        }
        if interactive {
            self.open(Tag::Button, Class::Copy);
            self.static_attr(StaticAttr::Button);
            let label = [self.message(MessageId::CopyLink), ": ", &text].concat();
            self.attr(Attr::AriaLabel, &label);
            self.close();
        }
        // A closed panel still paints its padding, so the padding is on an inner box.
        self.open(Tag::Div, Class::PanelInner);
        if block.inline_field(Name::Published).is_some() {
            self.date(block, "published", Class::UpdateTime);
        }
        if let Some(heading) = heading {
            self.heading_links(heading);
        }
    }

    /// The links in a section's heading, which a button can't hold, in a paragraph of their own.
    fn heading_links(&mut self, heading: Cursor<'_>) {
        let mut any = false;
        for span in heading.objects(|_| false) {
            let place = span.scalar_str(Name::Href);
            if place.is_empty()
                || !span.has_text()
                || span.link(Name::Href).is_none()
                || !self.try_take_inline(1, span)
            {
                continue;
            }
            if any {
                self.push_text(self.locale.comma());
            } else {
                self.open(Tag::P, Class::Paragraph);
            }
            any = true;
            self.inline(span);
        }
        if any {
            self.close();
        }
    }

    fn close_section(&mut self) {
        self.state.section_depth -= 1;
        self.state.level -= 1;
        self.state.heading_stack.clear();
        for _ in 0..3 {
            self.close();
        }
    }

    /// A heading that can't be collapsed. Levels skipped by the author are closed up.
    pub(super) fn plain_heading(&mut self, block: Cursor<'_>, text: Cursor<'_>, level: u8) {
        while self
            .state
            .heading_stack
            .last()
            .is_some_and(|above| *above >= level)
        {
            self.state.heading_stack.pop();
        }
        let own = self.child_heading_level();
        self.state.heading_stack.push(level);
        self.heading(own, Class::Heading);
        if self.pending.id.is_none() {
            let slug = slug_of(block, &text.to_plain_text());
            self.pending.id = Some(self.state.plan.ids.id_of(block, slug));
        }
        self.block_attrs(block);
        self.inline_and_close(text);
    }
}
