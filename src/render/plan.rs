//! What is decided before the first operation: the sections and their order, and the ids that something earlier in the
//! article leads to. The table of contents stands before the sections, and a link may stand before its target.

use std::vec::IntoIter;

use super::ids::{PageIds, slug, slug_of_id};
use super::{Options, OutlineEntry, Sections};
use crate::article::{DateTime, body_of};
use crate::json::{Children, Cursor, Name, TokenRange};
use crate::locale::{Locale, MessageId};

/// Maximum nesting of sections; deeper ones are rendered flat (contract, "Sections").
const MAX_SECTION_DEPTH: u8 = 8;

/// What is known of an article before its first operation. Rendering adds the sections that are in other blocks.
pub(super) struct Plan {
    pub(super) outline: Vec<OutlineEntry>,
    pub(super) ids: PageIds,
    /// The level of headings that start a section: the lowest level number among the body's own.
    pub(super) section_level: Option<u8>,
    /// Of a live article, the order of each body's blocks; in the order in which bodies are entered.
    pub(super) live_bodies: IntoIter<Vec<TokenRange>>,
}

impl Plan {
    pub(super) fn new(article: Cursor<'_>, options: &Options, reserved_ids: &str) -> Self {
        let mut ids = PageIds::new(&options.id_prefix, reserved_ids);
        ids.find_targets(article);
        let section_level = match options.sections {
            Sections::None => None,
            _ => body_of(article).filter_map(heading_level).min(),
        };
        Self {
            outline: Vec::new(),
            ids,
            section_level,
            live_bodies: IntoIter::default(),
        }
    }

    /// Lists the sections. One without a heading has a name in the article's language.
    pub(super) fn list_sections(
        &mut self,
        article: Cursor<'_>,
        options: &Options,
        locale: &Locale<'_>,
    ) {
        let limits = options.limits.clamped();
        let mut planner = Planner {
            options,
            locale,
            live: article.bool(Name::Live) == Some(true),
            live_bodies: Vec::new(),
            blocks: limits.blocks,
            depth: limits.depth,
            section_depth: 0,
            level: options.heading_level.clamp(1, 6),
            plan: self,
        };
        planner.body(body_of(article), planner.plan.section_level);
        let live_bodies = planner.live_bodies;
        self.live_bodies = live_bodies.into_iter();
        self.ids.name_targets(&self.outline);
    }
}

/// Visits the blocks that can be a section of the outline: those of the body and of its sections.
struct Planner<'p> {
    plan: &'p mut Plan,
    options: &'p Options,
    locale: &'p Locale<'p>,
    live: bool,
    live_bodies: Vec<Vec<TokenRange>>,
    /// Remaining budget.
    blocks: u32,
    /// How many more blocks may be nested here.
    depth: u32,
    section_depth: u8,
    level: u8,
}

impl Planner<'_> {
    fn body(&mut self, blocks: Children<'_>, section_level: Option<u8>) {
        let mut order = vec![blocks.range()];
        if self.live {
            order = order_live_entries(blocks, section_level);
            self.live_bodies.push(order.clone());
        }
        let mut in_heading_section = false;
        for range in order {
            for block in blocks.slice(range) {
                let Some(rest) = self.blocks.checked_sub(1) else {
                    break;
                };
                self.blocks = rest;
                let starts = starts_section(block, section_level);
                let section = is_section(block);
                if (starts || section) && std::mem::take(&mut in_heading_section) {
                    self.leave();
                }
                if starts {
                    self.enter(block, block.field(Name::Text));
                    in_heading_section = true;
                } else if section && self.depth > 0 && is_valid_section(block) {
                    self.section(block);
                }
            }
        }
        if in_heading_section {
            self.leave();
        }
    }

    fn section(&mut self, block: Cursor<'_>) {
        let heading = block.inline_field(Name::Heading);
        let flat = is_flat(self.options, self.section_depth);
        if !flat {
            self.enter(block, heading);
        } else if heading.is_some() {
            self.level += 1;
        }
        self.depth -= 1;
        self.body(block.list_silent(Name::Body), None);
        self.depth += 1;
        if !flat {
            self.leave();
        } else if heading.is_some() {
            self.level -= 1;
        }
    }

    fn enter(&mut self, block: Cursor<'_>, heading: Option<Cursor<'_>>) {
        self.level += 1;
        self.section_depth += 1;
        let entry = outline_entry(
            block,
            heading,
            self.plan.outline.len(),
            self.level,
            self.options,
            self.locale,
            &mut self.plan.ids,
        );
        self.plan.outline.push(entry);
    }

    fn leave(&mut self) {
        self.level -= 1;
        self.section_depth -= 1;
    }
}

/// A section as the outline lists it, at its place there; it gets its id.
pub(super) fn outline_entry(
    block: Cursor<'_>,
    heading: Option<Cursor<'_>>,
    place: usize,
    level: u8,
    options: &Options,
    locale: &Locale<'_>,
    ids: &mut PageIds,
) -> OutlineEntry {
    let mut text = match heading {
        Some(heading) => heading.to_plain_text(),
        None => locale.get(MessageId::Section).to_owned(),
    };
    text.truncate(text.floor_char_boundary(options.limits.clamped().text as usize));
    let chosen = || match options.sections {
        Sections::Closed => false,
        Sections::First => place == 0,
        _ => true,
    };
    let open = !options.interactive || block.bool(Name::Open).unwrap_or_else(chosen);
    let id = ids.id_of(block, slug_of(block, &text));
    // Reserves it as a key, too.
    let key = ids.without_prefix(&id).to_owned();
    ids.unique_key(key);
    OutlineEntry {
        id,
        text,
        level,
        open,
    }
}

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

/// Whether a section has a heading or a body.
pub(super) fn is_valid_section(section: Cursor<'_>) -> bool {
    section.inline_field(Name::Heading).is_some() || section.field(Name::Body).is_some()
}

pub(super) fn is_section(block: Cursor<'_>) -> bool {
    block
        .field(Name::Type)
        .is_some_and(|name| name.as_str() == "section")
}

/// Whether a section so deep is rendered as a plain heading followed by its blocks.
pub(super) fn is_flat(options: &Options, section_depth: u8) -> bool {
    options.sections == Sections::None || section_depth >= MAX_SECTION_DEPTH
}

/// Whether a block is a heading that starts a section. Only the body's own can: elsewhere there is no such level.
pub(super) fn starts_section(block: Cursor<'_>, section_level: Option<u8>) -> bool {
    section_level.is_some() && heading_level(block) == section_level
}

/// Slug from the author's id, otherwise from the text; never from the index.
pub(super) fn slug_of(block: Cursor<'_>, text: &str) -> String {
    match block.text(Name::Id) {
        Some(id) => slug_of_id(id),
        None => slug(text),
    }
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
        let mut dated: Vec<(i64, usize)> = Vec::new();
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
fn sort_newest_first(dated: &mut Vec<(i64, usize)>) {
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
    time: Option<i64>,
    first: TokenRange,
    rest: TokenRange,
}
