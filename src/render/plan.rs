//! What is decided before the first operation: the sections and their order, and the ids that something earlier in the
//! article leads to. The table of contents precedes the sections, and a link may precede its target.

use std::vec::IntoIter;

use super::fallback::is_metadata_key;
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
    pub(super) live_bodies: IntoIter<Vec<LiveRange>>,
    /// Whether the story is running.
    pub(super) is_running: bool,
    /// Whether a live article has updates above which nothing was rendered yet.
    pub(super) awaits_updates: bool,
    pub(super) key_events: Vec<KeyEvent>,
}

/// An update that is listed above the updates.
pub(super) struct KeyEvent {
    /// The position of its block.
    block: u32,
    pub(super) id: String,
    pub(super) published: String,
    pub(super) text: String,
}

/// A longer text of a key event is truncated, in bytes.
const MAX_KEY_EVENT_BYTES: usize = 140;

/// More key events aren't listed: nobody reads them, and each block is looked for among them.
const MAX_KEY_EVENTS: usize = 100;

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
            is_running: false,
            awaits_updates: false,
            key_events: Vec::new(),
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
        let ended = article.date(Name::Ended).is_some();
        let live = article.bool(Name::Live) == Some(true);
        self.is_running = live && !ended;
        let mut planner = Planner {
            options,
            locale,
            live: live || ended,
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

    /// The id that a key event has in the list above the updates.
    pub(super) fn key_event_id(&self, block: Cursor<'_>) -> Option<String> {
        let mut events = self.key_events.iter();
        let event = events.find(|event| event.block == block.index());
        event.map(|event| event.id.clone())
    }
}

/// Visits the blocks that can be a section of the outline: those of the body and of its sections.
struct Planner<'p> {
    plan: &'p mut Plan,
    options: &'p Options,
    locale: &'p Locale<'p>,
    live: bool,
    live_bodies: Vec<Vec<LiveRange>>,
    /// Remaining budget.
    blocks: u32,
    /// How many more blocks may be nested here.
    depth: u32,
    section_depth: u8,
    level: u8,
}

impl Planner<'_> {
    fn body(&mut self, blocks: Children<'_>, section_level: Option<u8>) {
        let mut order = vec![blocks.range().into()];
        if self.live {
            order = order_live_entries(blocks, section_level);
            self.live_bodies.push(order.clone());
        }
        let mut in_heading_section = false;
        for LiveRange {
            blocks: range,
            starts,
        } in order
        {
            if starts && std::mem::take(&mut in_heading_section) {
                self.leave();
            }
            for block in blocks.slice(range) {
                let Some(rest) = self.blocks.checked_sub(1) else {
                    break;
                };
                self.blocks = rest;
                let listed = self.plan.outline.len();
                // Looked up once: this is what each of thousands of blocks costs before the first is rendered.
                let kind = block.scalar_str(Name::Type);
                let starts = kind == "heading" && starts_section(block, section_level);
                let section = kind == "section";
                if (starts || section) && std::mem::take(&mut in_heading_section) {
                    self.leave();
                }
                if starts {
                    self.enter(block, block.field(Name::Text));
                    in_heading_section = true;
                } else if section && self.depth > 0 && is_valid_section(block) {
                    self.section(block);
                }
                if self.live {
                    self.update(block, listed);
                }
            }
        }
        if in_heading_section {
            self.leave();
        }
    }

    /// Takes note of an update, and lists it if it is a key event.
    fn update(&mut self, block: Cursor<'_>, place: usize) {
        if time_of(block).is_none() {
            return;
        }
        self.plan.awaits_updates = true;
        let key_event = matches!(block.scalar_str(Name::KeyEvent), "true" | "1");
        if !key_event || self.plan.key_events.len() >= MAX_KEY_EVENTS {
            return;
        }
        let mut text = text_of(block);
        let id = match self.plan.outline.get(place) {
            Some(section) => section.id.clone(),
            None => self.plan.ids.id_of(block, slug_of(block, &text)),
        };
        if text.len() > MAX_KEY_EVENT_BYTES {
            text.truncate(text.floor_char_boundary(MAX_KEY_EVENT_BYTES));
            text.push('…');
        }
        self.plan.key_events.push(KeyEvent {
            block: block.index(),
            id,
            published: block.scalar_str(Name::Published).trim().to_owned(),
            text,
        });
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

/// What names an update where it is listed: its heading or text, otherwise the first text in it.
fn text_of(block: Cursor<'_>) -> String {
    let block = block.field(Name::Post).unwrap_or(block);
    let own = [Name::Text, Name::Heading, Name::Caption];
    match own.into_iter().find_map(|name| block.inline_field(name)) {
        Some(text) => text.to_plain_text(),
        None => {
            let first = block.text_nodes(|key| is_metadata_key(key.as_str())).next();
            first.map_or("", Cursor::as_str).to_owned()
        }
    }
}

/// The author's level of a heading, 2 to 6; none if the block is no heading.
pub(super) fn heading_level(block: Cursor<'_>) -> Option<u8> {
    let heading =
        block.scalar_str(Name::Type) == "heading" && block.inline_field(Name::Text).is_some();
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
    block.scalar_str(Name::Type) == "section"
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
/// blocks without a time after it form one entry. A block with a time is an entry of its own wherever it is.
fn order_live_entries(blocks: Children<'_>, lowest: Option<u8>) -> Vec<LiveRange> {
    let mut runs: Vec<Run> = Vec::new();
    // The first run of each entry.
    let mut order = Vec::new();
    let mut dated = Vec::new();
    // The last run of the heading whose section this is.
    let mut headed = None;
    let mut rest = blocks;
    let mut from = rest;
    while let Some(block) = rest.next() {
        let blocks = from.since(&rest);
        from = rest;
        let starts = starts_section(block, lowest);
        let time = time_of(block);
        let index = runs.len();
        if starts || is_section(block) {
            headed = starts.then_some(index);
        } else if time.is_none()
            && let Some(last) = headed.and_then(|last| runs.get_mut(last))
        {
            if !last.blocks.extend(blocks) {
                last.next = index;
                headed = Some(index);
                runs.push(Run { blocks, next: 0 });
            }
            continue;
        }
        if let Some(time) = time {
            dated.push((time.sort_key(), order.len()));
        }
        order.push(index);
        runs.push(Run { blocks, next: 0 });
    }
    let sorted = sorted_newest_first(&dated);
    let entries = order.clone();
    for ((_, place), (_, entry)) in dated.into_iter().zip(sorted) {
        if let (Some(place), Some(entry)) = (order.get_mut(place), entries.get(entry)) {
            *place = *entry;
        }
    }
    let mut ranges = Vec::with_capacity(runs.len());
    for mut next in order {
        let mut starts = true;
        while let Some(run) = runs.get(next) {
            ranges.push(LiveRange {
                blocks: run.blocks,
                starts,
            });
            if run.next == 0 {
                break;
            }
            (next, starts) = (run.next, false);
        }
    }
    ranges
}

/// Adjacent blocks of an entry, and the index of the entry's next ones; 0 if these are the last.
struct Run {
    blocks: TokenRange,
    next: usize,
}

/// The time of an update.
pub(super) fn time_of(block: Cursor<'_>) -> Option<DateTime> {
    DateTime::parse(block.scalar_str(Name::Published).trim())
}

/// Stable, highest first. The standard library's sort would add 3 kB.
fn sorted_newest_first(dated: &[(i64, usize)]) -> Vec<(i64, usize)> {
    let mut sorted = dated.to_vec();
    let mut merged = Vec::with_capacity(dated.len());
    let mut width = 1;
    while width < dated.len() {
        for pair in sorted.chunks(width * 2) {
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
        std::mem::swap(&mut sorted, &mut merged);
        merged.clear();
        width *= 2;
    }
    sorted
}

/// Blocks of a body that are rendered one after another.
#[derive(Clone, Copy)]
pub(super) struct LiveRange {
    pub(super) blocks: TokenRange,
    /// Whether an entry begins here, outside the section of the heading before it.
    pub(super) starts: bool,
}

impl From<TokenRange> for LiveRange {
    fn from(blocks: TokenRange) -> Self {
        Self {
            blocks,
            starts: true,
        }
    }
}
