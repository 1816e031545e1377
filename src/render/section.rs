//! The body: the lead, then sections that open and close, derived from headings or given as such.

use super::budget::LimitKind;
use super::ids::{slug, slug_of_id};
use super::{Attr, Class, OutlineEntry, Renderer, Sections, StaticAttr, Tag};
use crate::article::DateTime;
use crate::json::{Children, Cursor, Name, TokenRange};
use crate::locale::MessageId;

/// Maximum nesting of sections; deeper ones are rendered flat (contract, "Sections").
const MAX_SECTION_DEPTH: u8 = 8;

/// The author's level of a heading, 2 to 6; none if the block is no heading.
pub(super) fn heading_level(block: Cursor<'_>) -> Option<u8> {
    let heading =
        block.field(Name::Type)?.as_str() == "heading" && block.inline_field(Name::Text).is_some();
    heading.then(|| match block.field(Name::Level).and_then(Cursor::number) {
        Some(level) if level < 2.0 => 2,
        Some(level) => level.min(6.0) as u8,
        None => 2,
    })
}

/// Reports an invalid heading level.
pub(super) fn check_level(block: Cursor<'_>) {
    let Some(field) = block.field(Name::Level) else {
        return;
    };
    if field.is_text() || !matches!(field.as_str(), "2" | "3" | "4" | "5" | "6") {
        field.warn("out-of-range", &["Expected a whole number from 2 to 6."]);
    }
}

/// Whether a section has a heading or a body.
fn is_valid_section(section: Cursor<'_>) -> bool {
    section.inline_field(Name::Heading).is_some() || section.field(Name::Body).is_some()
}

fn is_section(block: Cursor<'_>) -> bool {
    block
        .field(Name::Type)
        .is_some_and(|name| name.as_str() == "section")
}

/// Stack of open bodies, outermost first. Rendering can pause only between blocks of these.
#[derive(Default)]
pub(super) struct BodyStack {
    frames: Vec<BodyFrame>,
    /// The level of headings that start a section: the lowest level number among the body's own.
    section_level: Option<u8>,
    /// Whether a section started by a heading is open.
    in_heading_section: bool,
    /// Whether this is the planning pass, which only lists sections.
    planning: bool,
    /// Whether the article is live.
    live: bool,
}

impl BodyStack {
    /// Whether this is the planning pass, which only lists sections.
    pub(super) fn is_planning(&self) -> bool {
        self.planning
    }
}

/// A body, or a section in it, with the blocks still to be rendered.
struct BodyFrame {
    rest: TokenRange,
    /// Ranges after `rest`, in reverse order.
    upcoming: Vec<TokenRange>,
    section: Option<SectionFrame>,
}

/// Orders blocks by time, newest first; blocks without a time keep their index. A heading of the `lowest` level and the
/// blocks after it form one entry, which is ordered inside, too.
fn order_live_entries(blocks: Children<'_>, lowest: Option<u8>) -> Vec<TokenRange> {
    let mut updates: Vec<LiveEntry> = Vec::new();
    let mut rest = blocks;
    let mut from = rest;
    while let Some(block) = rest.next() {
        let span = from.since(&rest);
        from = rest;
        let level = heading_level(block);
        let kind = match is_section(block) {
            true => 2,
            false => u8::from(level.is_some() && level == lowest),
        };
        match updates.last_mut() {
            Some(headed) if headed.kind == 1 && kind == 0 => {
                headed.rest.extend(span);
                if headed.time.is_none()
                    && DateTime::parse(block.scalar_str(Name::Published).trim()).is_some()
                {
                    block.warn(
                        "update-in-section",
                        &["Expected an update outside the section of the heading before it, which has no time; it is ordered within that section only."],
                    );
                }
            }
            _ => {
                let date = block.field(Name::Published).map_or("", Cursor::as_str);
                let time = DateTime::parse(date.trim()).map(DateTime::sort_key);
                let rest = from.since(&from);
                updates.push(LiveEntry {
                    kind,
                    time,
                    first: span,
                    rest,
                });
            }
        }
    }
    let mut order: Vec<_> = (0..updates.len()).collect();
    // Each kind is ordered among its own indices; otherwise a block could move under another heading.
    for kind in 0..=2 {
        let mut places = Vec::new();
        let mut dated: Vec<(i32, usize)> = Vec::new();
        for (index, update) in updates.iter().enumerate() {
            let Some(time) = update.time.filter(|_| update.kind == kind) else {
                continue;
            };
            places.push(index);
            dated.push((time, index));
        }
        sort_newest_first(&mut dated);
        for (place, (_, index)) in places.into_iter().zip(dated) {
            if let Some(slot) = order.get_mut(place) {
                *slot = index;
            }
        }
    }
    let mut spans = Vec::new();
    for update in order.into_iter().filter_map(|index| updates.get(index)) {
        spans.push(update.first);
        if !update.rest.is_empty() {
            spans.extend(order_live_entries(blocks.slice(update.rest), None));
        }
    }
    spans
}

/// Stable, highest first. The standard library's sort would add 3 kB.
fn sort_newest_first(dated: &mut Vec<(i32, usize)>) {
    let mut merged = Vec::with_capacity(dated.len());
    let mut width = 1;
    while width < dated.len() {
        for pair in dated.chunks(width * 2) {
            let (mut left, mut right) = pair.split_at(width.min(pair.len()));
            loop {
                let from = match (left.first(), right.first()) {
                    (Some(one), other) if other.is_none_or(|other| one.0 >= other.0) => &mut left,
                    (_, Some(_)) => &mut right,
                    _ => break,
                };
                if let Some((first, rest)) = from.split_first() {
                    merged.push(*first);
                    *from = rest;
                }
            }
        }
        std::mem::swap(dated, &mut merged);
        merged.clear();
        width *= 2;
    }
}

/// An entry of a live article: a block, or a heading with the blocks after it.
struct LiveEntry {
    /// 0: a block; 1: a heading; 2: a section.
    kind: u8,
    time: Option<i32>,
    first: TokenRange,
    rest: TokenRange,
}

/// How a section block is rendered.
#[derive(Clone, Copy)]
struct SectionFrame {
    /// As a plain heading followed by its blocks.
    flat: bool,
    headed: bool,
}

impl Renderer<'_> {
    /// Lists all sections and their ids, because the table of contents comes before them.
    pub(super) fn plan_outline(&mut self, article: Cursor<'_>) {
        let level = self.state.level;
        let body = article.list(Name::Body);
        let lowest = match self.options.sections {
            Sections::None => None,
            _ => body.filter_map(heading_level).min(),
        };
        self.state.bodies = BodyStack {
            frames: Vec::new(),
            section_level: lowest,
            in_heading_section: false,
            planning: true,
            live: article.bool(Name::Live) == Some(true),
        };
        for listing in [true, false] {
            self.state.bodies.planning = listing;
            self.push_body(body, lowest, None);
            if listing {
                self.render_until(article, usize::MAX);
                self.state.budget.blocks = self.options.limits.clamped().blocks;
            }
        }
        self.state.sections = 0;
        self.state.level = level;
    }

    /// Pushes blocks to be rendered next; in a live article, newest first.
    fn push_body(
        &mut self,
        blocks: Children<'_>,
        lowest: Option<u8>,
        entered: Option<SectionFrame>,
    ) {
        let (rest, mut then) = if self.state.bodies.live {
            (blocks.since(&blocks), order_live_entries(blocks, lowest))
        } else {
            (blocks.range(), Vec::new())
        };
        then.reverse();
        self.state.bodies.frames.push(BodyFrame {
            rest,
            upcoming: then,
            section: entered,
        });
    }

    /// Renders blocks until the chunk has `max_ops` operations; whether these were the last.
    pub(super) fn render_until(&mut self, article: Cursor<'_>, max_ops: usize) -> bool {
        while let Some(frame) = self.state.bodies.frames.last_mut() {
            let mut rest = article.range(frame.rest);
            let Some(block) = rest.next() else {
                match frame.upcoming.pop() {
                    Some(next) => frame.rest = next,
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
        if !self.state.bodies.planning {
            let ops = self.state.ops_taken + self.state.buffer.list.ops.len();
            let depth = self.state.bodies.frames.len();
            let place = [block.source_offset(), ops as u32, depth as u32];
            self.state.block_offsets.push(place);
        }
        let level = heading_level(block);
        let section = is_section(block);
        if self.state.bodies.frames.len() == 1 {
            // A heading of the lowest level starts a section, which ends at the next one or at a section block.
            let starts = level.is_some() && level == self.state.bodies.section_level;
            if starts || section {
                self.close_heading_section();
            }
            if starts {
                if !self.state.bodies.planning {
                    block.check_block();
                    check_level(block);
                }
                self.open_section(block, block.field(Name::Text), true);
                self.state.bodies.in_heading_section = true;
                return;
            }
        }
        if section && !self.is_at_max_depth() && is_valid_section(block) {
            self.state.depth += 1;
            let entered = self.enter_section(block, true);
            let rest = if self.state.bodies.planning {
                block.list_silent(Name::Body)
            } else {
                block.list(Name::Body)
            };
            self.push_body(rest, None, Some(entered));
        } else if !self.state.bodies.planning {
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
        if !self.state.bodies.planning {
            block.check_block();
            block.warn_if_missing(heading, "text in \"heading\"");
            block.warn_if_missing(block.field(Name::Body), "blocks in \"body\"");
        }
        let flat = self.options.sections == Sections::None
            || self.state.section_depth >= MAX_SECTION_DEPTH;
        // A section is a sibling of the preceding headings, not nested in them.
        self.state.heading_stack.clear();
        match heading {
            _ if !flat => self.open_section(block, heading, listed),
            Some(heading) => {
                if !self.state.bodies.planning {
                    self.plain_heading(block, heading, 2);
                }
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

    /// Adds a section to the outline, at its index.
    fn add_to_outline(&mut self, block: Cursor<'_>, heading: Option<Cursor<'_>>) {
        let place = self.state.sections;
        let mut text = match heading {
            Some(heading) => heading.to_plain_text(),
            None => self.message(MessageId::Section).to_owned(),
        };
        text.truncate(text.floor_char_boundary(self.state.budget.text as usize));
        let chosen = || match self.options.sections {
            Sections::Closed => false,
            Sections::First => place == 0,
            _ => true,
        };
        let open = !self.options.interactive || block.bool(Name::Open).unwrap_or_else(chosen);
        let id = self.id_of(block, slug_of(block, &text));
        // Reserves it as a key, too.
        let key = self.without_prefix(&id).to_owned();
        self.state.keys.unique(key);
        let entry = OutlineEntry {
            id,
            text,
            level: self.state.level + 1,
            open,
        };
        self.state
            .outline
            .insert(place.min(self.state.outline.len()), entry);
    }

    fn without_prefix<'i>(&self, id: &'i str) -> &'i str {
        id.get(self.options.id_prefix.len()..).unwrap_or(id)
    }

    /// Opens a section. One that wasn't `listed` by the planning pass is added to the outline now.
    fn open_section(&mut self, block: Cursor<'_>, heading: Option<Cursor<'_>>, listed: bool) {
        let listing = self.state.bodies.planning;
        if listing || !listed {
            self.add_to_outline(block, heading);
        }
        let place = self.state.sections;
        self.state.sections += 1;
        self.state.level += 1;
        self.state.section_depth += 1;
        self.state.heading_stack.clear();
        if listing {
            return;
        }
        if place == 0 && listed {
            self.toolbar();
        }
        let entry = self.state.outline.get(place);
        let Some(OutlineEntry { id, text, open, .. }) = entry.cloned() else {
            return;
        };
        // Slugs never contain two hyphens in a row, so a suffix with them can't clash with another id.
        let panel = [&id, "--panel"].concat();

        self.open(Tag::Section, Class::Section);
        self.attr(Attr::Id, &id);
        self.attr(Attr::DataBlock, "section");
        let place = self.state.buffer.reserve_key();
        let key = self.without_prefix(&id).to_owned();
        self.state.buffer.write_key(place, &key);
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
        if !self.state.bodies.planning {
            for _ in 0..3 {
                self.close();
            }
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
            self.pending.id = Some(self.id_of(block, slug));
        }
        self.block_attrs(block);
        self.inline_and_close(text);
    }
}

/// Slug from the author's id, otherwise from the text; never from the index.
fn slug_of(block: Cursor<'_>, text: &str) -> String {
    match block.text(Name::Id) {
        Some(id) => slug_of_id(id),
        None => slug(text),
    }
}
