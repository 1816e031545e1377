//! The body: the lead, then sections that open and close, derived from headings or given as such.

use super::budget::Over;
use super::ids::{slug, slug_of_id};
use super::{Attr, Class, El, Fixed, OutlineEntry, Pen, Sections};
use crate::article::Date;
use crate::json::{Items, Name, Reader, Span};
use crate::locale::Word;

/// Sections in sections are drawn as deep as this; deeper ones are shown flat (contract, "Sections").
const DEEPEST: u8 = 8;

/// The author's level of a heading, 2 to 6; none if the block is no heading.
pub(super) fn heading_level(block: Reader<'_>) -> Option<u8> {
    let heading = block.field(Name::Type)?.raw() == "heading" && block.said(Name::Text).is_some();
    heading.then(|| match block.field(Name::Level).and_then(Reader::number) {
        Some(level) if level < 2.0 => 2,
        Some(level) => level.min(6.0) as u8,
        None => 2,
    })
}

/// Says what is wrong with a heading's level.
pub(super) fn check_level(block: Reader<'_>) {
    let Some(field) = block.field(Name::Level) else {
        return;
    };
    if field.is_text() || !matches!(field.raw(), "2" | "3" | "4" | "5" | "6") {
        field.warn("out-of-range", &["Expected a whole number from 2 to 6."]);
    }
}

/// Whether a section has anything that makes it one.
fn has_any(section: Reader<'_>) -> bool {
    section.said(Name::Heading).is_some() || section.field(Name::Body).is_some()
}

fn is_section(block: Reader<'_>) -> bool {
    block
        .field(Name::Type)
        .is_some_and(|name| name.raw() == "section")
}

/// What the place that a drawing has come to stands in, from the body inwards. Only sections can be that long that one
/// may want to rest inside them.
#[derive(Default)]
pub(super) struct Way {
    rooms: Vec<Room>,
    /// The level of headings that start a section: the lowest level number among the body's own.
    lowest: Option<u8>,
    /// Whether such a section is open.
    headed: bool,
    /// Whether sections are only listed, not drawn.
    listing: bool,
    /// Whether the story is running.
    live: bool,
}

impl Way {
    /// Whether sections are only listed, not drawn.
    pub(super) fn is_listing(&self) -> bool {
        self.listing
    }
}

/// A body, or a section in it, and what of it is still to be drawn.
struct Room {
    rest: Span,
    /// What comes behind the rest, the last first.
    then: Vec<Span>,
    entered: Option<Entered>,
}

/// Blocks by the time of each, the newest first; what has no time stays at its place. A heading of the `lowest` level and
/// what follows it are one update, and have updates in it.
fn newest_first(blocks: Items<'_>, lowest: Option<u8>) -> Vec<Span> {
    let mut updates: Vec<Update> = Vec::new();
    let mut rest = blocks;
    let mut from = rest;
    while let Some(block) = rest.next() {
        let span = from.until(&rest);
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
                    && Date::parse(block.says_at(Name::Published).trim()).is_some()
                {
                    block.warn(
                        "update-in-section",
                        &["Expected an update outside the section of the heading before it, which has no time; it is ordered within that section only."],
                    );
                }
            }
            _ => {
                let date = block.field(Name::Published).map_or("", Reader::raw);
                let time = Date::parse(date.trim()).map(Date::order);
                let rest = from.until(&from);
                updates.push(Update {
                    kind,
                    time,
                    first: span,
                    rest,
                });
            }
        }
    }
    let mut order: Vec<_> = (0..updates.len()).collect();
    // Each kind at the places of its own: else a block could come to stand under a heading that isn't its.
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
        sort(&mut dated);
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
            spans.extend(newest_first(blocks.part(update.rest), None));
        }
    }
    spans
}

/// The highest first, and of equal ones the first. The library's sorting is 3 kB.
fn sort(dated: &mut Vec<(i32, usize)>) {
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

/// A block of a running story, or a heading and what follows it.
struct Update {
    /// 0: a block; 1: a heading; 2: a section.
    kind: u8,
    time: Option<i32>,
    first: Span,
    rest: Span,
}

/// How an author's section is shown.
#[derive(Clone, Copy)]
struct Entered {
    /// As a plain heading and what follows.
    flat: bool,
    headed: bool,
}

impl Pen<'_> {
    /// Finds all sections and their ids: what leads to them stands before them.
    pub(super) fn list_sections(&mut self, article: Reader<'_>) {
        let level = self.sketch.level;
        let body = article.list(Name::Body);
        let lowest = match self.options.sections {
            Sections::None => None,
            _ => body.filter_map(heading_level).min(),
        };
        self.sketch.way = Way {
            rooms: Vec::new(),
            lowest,
            headed: false,
            listing: true,
            live: article.flag(Name::Live) == Some(true),
        };
        for listing in [true, false] {
            self.sketch.way.listing = listing;
            self.enter(body, lowest, None);
            if listing {
                self.walk(article, usize::MAX);
                self.sketch.left.blocks = self.options.limits.capped().blocks;
            }
        }
        self.sketch.sections = 0;
        self.sketch.level = level;
    }

    /// Comes to blocks that are drawn before all else; in a running story the newest first.
    fn enter(&mut self, blocks: Items<'_>, lowest: Option<u8>, entered: Option<Entered>) {
        let (rest, mut then) = if self.sketch.way.live {
            (blocks.until(&blocks), newest_first(blocks, lowest))
        } else {
            (blocks.span(), Vec::new())
        };
        then.reverse();
        self.sketch.way.rooms.push(Room {
            rest,
            then,
            entered,
        });
    }

    /// Draws the blocks below the header, until there are that many operations; whether that was all of them.
    pub(super) fn walk(&mut self, article: Reader<'_>, enough: usize) -> bool {
        while let Some(room) = self.sketch.way.rooms.last_mut() {
            let mut rest = article.within(room.rest);
            let Some(block) = rest.next() else {
                match room.then.pop() {
                    Some(next) => room.rest = next,
                    None => self.leave(),
                }
                continue;
            };
            room.rest = rest.span();
            if !self.room(Over::Blocks, block) {
                self.pass_rest();
                continue;
            }
            self.step(block);
            if self.sketch.drawing.ops.len() >= enough {
                return false;
            }
        }
        true
    }

    /// Passes what would still be to be drawn.
    fn pass_rest(&mut self) {
        for room in &mut self.sketch.way.rooms {
            room.rest = Span::default();
            room.then.clear();
        }
    }

    /// Leaves the innermost room.
    fn leave(&mut self) {
        match self.sketch.way.rooms.pop().and_then(|room| room.entered) {
            Some(entered) => {
                self.leave_section(entered);
                self.sketch.depth -= 1;
            }
            None => self.end_headed(),
        }
    }

    /// Ends the section that a heading has started.
    fn end_headed(&mut self) {
        if std::mem::take(&mut self.sketch.way.headed) {
            self.close_section();
        }
    }

    fn step(&mut self, block: Reader<'_>) {
        if !self.sketch.way.listing {
            let ops = self.sketch.before + self.sketch.drawing.ops.len();
            let depth = self.sketch.way.rooms.len();
            let place = [block.start(), ops as u32, depth as u32];
            self.sketch.places.push(place);
        }
        let level = heading_level(block);
        let section = is_section(block);
        if self.sketch.way.rooms.len() == 1 {
            // A heading of the lowest level starts a section that runs to the next one or to a section of the author's.
            let starts = level.is_some() && level == self.sketch.way.lowest;
            if starts || section {
                self.end_headed();
            }
            if starts {
                if !self.sketch.way.listing {
                    block.check_block();
                    check_level(block);
                }
                self.open_section(block, block.field(Name::Text), true);
                self.sketch.way.headed = true;
                return;
            }
        }
        if section && !self.is_deepest() && has_any(block) {
            self.sketch.depth += 1;
            let entered = self.enter_section(block, true);
            let rest = if self.sketch.way.listing {
                block.any_list(Name::Body)
            } else {
                block.list(Name::Body)
            };
            self.enter(rest, None, Some(entered));
        } else if !self.sketch.way.listing {
            self.block(block, true);
        }
    }

    /// A section block of the author's in something else than a section; whether there is anything in it.
    pub(super) fn section(&mut self, block: Reader<'_>) -> bool {
        if !has_any(block) {
            block.lacks(None, "text in \"heading\"");
            return false;
        }
        let entered = self.enter_section(block, false);
        if block.field(Name::Body).is_some() {
            self.blocks(block.list(Name::Body), true);
        }
        self.leave_section(entered);
        true
    }

    fn enter_section(&mut self, block: Reader<'_>, listed: bool) -> Entered {
        let heading = block.said(Name::Heading);
        if !self.sketch.way.listing {
            block.check_block();
            block.lacks(heading, "text in \"heading\"");
            block.lacks(block.field(Name::Body), "blocks in \"body\"");
        }
        let flat = self.options.sections == Sections::None || self.sketch.section_depth >= DEEPEST;
        // A section stands beside the headings before it, not below them.
        self.sketch.deeper.clear();
        match heading {
            _ if !flat => self.open_section(block, heading, listed),
            Some(heading) => {
                if !self.sketch.way.listing {
                    self.plain_heading(block, heading, 2);
                }
                self.sketch.level += 1;
                self.sketch.deeper.clear();
            }
            None => {}
        }
        Entered {
            flat,
            headed: heading.is_some(),
        }
    }

    fn leave_section(&mut self, entered: Entered) {
        if !entered.flat {
            self.close_section();
        } else if entered.headed {
            self.sketch.level -= 1;
            self.sketch.deeper.clear();
        }
    }

    /// Lists a section, at its place among all.
    fn list_section(&mut self, block: Reader<'_>, heading: Option<Reader<'_>>) {
        let place = self.sketch.sections;
        let mut text = match heading {
            Some(heading) => heading.plain(),
            None => self.word(Word::Section).to_owned(),
        };
        text.truncate(text.floor_char_boundary(self.sketch.left.text as usize));
        let chosen = || match self.options.sections {
            Sections::Closed => false,
            Sections::First => place == 0,
            _ => true,
        };
        let open = !self.options.interactive || block.flag(Name::Open).unwrap_or_else(chosen);
        let id = self.id_of(block, slug_of(block, &text));
        // Its key, too: nobody else's from now on.
        let key = self.without_prefix(&id).to_owned();
        self.sketch.keys.mint(key);
        let entry = OutlineEntry {
            id,
            text,
            level: self.sketch.level + 1,
            open,
        };
        self.sketch
            .outline
            .insert(place.min(self.sketch.outline.len()), entry);
    }

    fn without_prefix<'i>(&self, id: &'i str) -> &'i str {
        id.get(self.options.id_prefix.len()..).unwrap_or(id)
    }

    /// Opens a section. One that is not among those `listed` before is listed now.
    fn open_section(&mut self, block: Reader<'_>, heading: Option<Reader<'_>>, listed: bool) {
        let listing = self.sketch.way.listing;
        if listing || !listed {
            self.list_section(block, heading);
        }
        let place = self.sketch.sections;
        self.sketch.sections += 1;
        self.sketch.level += 1;
        self.sketch.section_depth += 1;
        self.sketch.deeper.clear();
        if listing {
            return;
        }
        if place == 0 && listed {
            self.tools();
        }
        let entry = self.sketch.outline.get(place);
        let Some(OutlineEntry { id, text, open, .. }) = entry.cloned() else {
            return;
        };
        // No id has two hyphens in it: what is made of one with them is nobody else's.
        let panel = [&id, "--panel"].concat();

        self.open(El::Section, Class::Section);
        self.attr(Attr::Id, &id);
        self.attr(Attr::DataBlock, "section");
        let place = self.sketch.drawing.leave_key();
        let key = self.without_prefix(&id).to_owned();
        self.sketch.drawing.set_key(place, &key);
        self.tongue(block);
        self.heading(self.sketch.level, Class::SectionHeading);
        let interactive = self.options.interactive;
        if interactive {
            self.open(El::Button, Class::SectionButton);
            self.fixed(Fixed::Button);
            self.fixed(if open {
                Fixed::Expanded
            } else {
                Fixed::Collapsed
            });
            self.attr(Attr::AriaControls, &panel);
        } else {
            self.open(El::Span, Class::SectionButton);
        }
        self.open(El::Span, Class::SectionTitle);
        match heading {
            Some(heading) => self.runs(heading, false),
            None => self.say(&text),
        }
        self.close();
        if interactive {
            self.open(El::Span, Class::SectionSign);
            self.fixed(Fixed::AriaHidden);
            self.close();
        }
        self.close();
        self.close();

        self.open(El::Div, Class::Panel);
        self.attr(Attr::Id, &panel);
        if !open {
            self.fixed(Fixed::UntilFound);
        }
        if interactive {
            self.open(El::Button, Class::Copy);
            self.fixed(Fixed::Button);
            let label = [self.word(Word::CopyLink), ": ", &text].concat();
            self.attr(Attr::AriaLabel, &label);
            self.close();
        }
        // A closed panel still paints its own padding: it goes on an inner box.
        self.open(El::Div, Class::PanelInner);
        if block.said(Name::Published).is_some() {
            self.date(block, "published", Class::UpdateTime);
        }
        if let Some(heading) = heading {
            self.heading_links(heading);
        }
    }

    /// The links in a section's heading, which a button can't hold, in a paragraph of their own.
    fn heading_links(&mut self, heading: Reader<'_>) {
        let mut any = false;
        for span in heading.objects(|_| false) {
            let place = span.says_at(Name::Href);
            if place.is_empty()
                || !span.says()
                || span.link(Name::Href).is_none()
                || !self.runs_left(1, span)
            {
                continue;
            }
            if any {
                self.say(self.locale.comma());
            } else {
                self.open(El::P, Class::Paragraph);
            }
            any = true;
            self.inline(span);
        }
        if any {
            self.close();
        }
    }

    fn close_section(&mut self) {
        self.sketch.section_depth -= 1;
        self.sketch.level -= 1;
        self.sketch.deeper.clear();
        if !self.sketch.way.listing {
            for _ in 0..3 {
                self.close();
            }
        }
    }

    /// A heading that closes nothing. Levels that the author skipped are not skipped on the page.
    pub(super) fn plain_heading(&mut self, block: Reader<'_>, text: Reader<'_>, level: u8) {
        while self
            .sketch
            .deeper
            .last()
            .is_some_and(|above| *above >= level)
        {
            self.sketch.deeper.pop();
        }
        let own = self.below();
        self.sketch.deeper.push(level);
        self.heading(own, Class::Heading);
        if self.next.id.is_none() {
            let slug = slug_of(block, &text.plain());
            self.next.id = Some(self.id_of(block, slug));
        }
        self.marks(block);
        self.fill(text);
    }
}

/// From the author's id, else from the words, never from the place.
fn slug_of(block: Reader<'_>, text: &str) -> String {
    match block.text(Name::Id) {
        Some(id) => slug_of_id(id),
        None => slug(text),
    }
}
