//! The body: the lead, then sections that open and close, derived from headings or given as such.

use super::ids::{slug, slug_of_id};
use super::{Attr, Class, El, Fixed, OutlineEntry, Pen, Sections};
use crate::json::Reader;
use crate::locale::Word;
use alloc::borrow::ToOwned;
use alloc::string::String;

/// Sections in sections are drawn as deep as this; deeper ones are shown flat (contract, "Sections").
const DEEPEST: u8 = 8;

/// The author's level of a heading, 2 to 6; none if the block is no heading.
pub(super) fn heading_level(block: Reader<'_>) -> Option<u8> {
    let heading = block.field("type")?.raw() == "heading" && block.said("text").is_some();
    heading.then(|| match block.field("level").and_then(Reader::number) {
        Some(level) if level < 2.0 => 2,
        Some(level) => level.min(6.0) as u8,
        None => 2,
    })
}

/// Says what is wrong with a heading's level.
pub(super) fn check_level(block: Reader<'_>) {
    let Some(field) = block.field("level") else {
        return;
    };
    if field.is_text() || !matches!(field.raw(), "2" | "3" | "4" | "5" | "6") {
        field.warn("out-of-range", &["Expected a whole number from 2 to 6."]);
    }
}

fn is_section(block: Reader<'_>) -> bool {
    block
        .field("type")
        .is_some_and(|name| name.raw() == "section")
}

impl Pen<'_> {
    /// The blocks below the header. A heading of the lowest level number among them starts a section that runs to the
    /// next one or to an explicit section.
    pub(super) fn body(&mut self, article: Reader<'_>) {
        let body = article.list("body");
        let lowest = match self.options.sections {
            Sections::None => None,
            _ => body.filter_map(heading_level).min(),
        };
        let mut rest = body;
        while let Some(block) = rest.next() {
            let level = heading_level(block);
            if level.is_none() || level != lowest {
                self.block(block, true);
                continue;
            }
            check_level(block);
            self.open_section(block, block.field("text"));
            while let Some(next) = rest.clone().next() {
                if is_section(next) || heading_level(next).is_some_and(|next| Some(next) <= lowest)
                {
                    break;
                }
                rest.next();
                self.block(next, true);
            }
            self.close_section();
        }
    }

    /// A section block of the author's; whether there is anything in it.
    pub(super) fn section(&mut self, block: Reader<'_>) -> bool {
        let heading = block.said("heading");
        block.lacks(heading, "text in \"heading\"");
        let body = block.field("body");
        if heading.is_none() && body.is_none() {
            return false;
        }
        block.lacks(body, "blocks in \"body\"");
        let flat = self.options.sections == Sections::None || self.section_depth >= DEEPEST;
        // A section stands beside the headings before it, not below them.
        self.deeper.clear();
        if !flat {
            self.open_section(block, heading);
        } else if let Some(heading) = heading {
            self.plain_heading(block, heading, 2);
            self.level += 1;
            self.deeper.clear();
        }
        if body.is_some() {
            for inner in block.list("body") {
                self.block(inner, true);
            }
        }
        if !flat {
            self.close_section();
        } else if heading.is_some() {
            self.level -= 1;
            self.deeper.clear();
        }
        true
    }

    fn open_section(&mut self, block: Reader<'_>, heading: Option<Reader<'_>>) {
        self.sections += 1;
        let open = block.flag("open").unwrap_or(match self.options.sections {
            Sections::Closed => false,
            Sections::First => self.sections == 1,
            _ => true,
        });
        let text = match heading {
            Some(heading) => heading.plain(),
            None => self.word(Word::Section).to_owned(),
        };
        let slug = slug_of(block, &text);
        let panel = [&slug, "--panel"].concat();
        let id = self.id(slug);
        let panel = self.id(panel);
        self.level += 1;
        self.section_depth += 1;

        if self.depth <= 1 {
            let here = self.mark();
            self.first_section.get_or_insert(here);
        }
        self.open(El::Section, Class::Section);
        self.attr(Attr::Id, &id);
        self.attr(Attr::DataBlock, "section");
        let key = id.get(self.options.id_prefix.len()..).unwrap_or(&id);
        let place = self.drawing.leave_key();
        self.drawing.set_key(place, key);
        self.tongue(block);
        self.heading(self.level, Class::SectionHeading);
        self.open(El::Button, Class::SectionButton);
        self.fixed(Fixed::Button);
        self.fixed(if open {
            Fixed::Expanded
        } else {
            Fixed::Collapsed
        });
        self.attr(Attr::AriaControls, &panel);
        self.open(El::Span, Class::SectionTitle);
        match heading {
            Some(heading) => self.runs(heading, false),
            None => self.say(&text),
        }
        self.close();
        self.open(El::Span, Class::SectionSign);
        self.fixed(Fixed::AriaHidden);
        self.close();
        self.close();
        self.close();

        self.open(El::Div, Class::Panel);
        self.attr(Attr::Id, &panel);
        if !open {
            self.fixed(Fixed::UntilFound);
        }
        self.open(El::Button, Class::Copy);
        self.fixed(Fixed::Button);
        // Without the heading: whoever looks for a button of that name means the section's own.
        self.attr(Attr::AriaLabel, self.word(Word::CopyLink));
        self.close();
        // A closed panel still paints its own padding: it goes on an inner box.
        self.open(El::Div, Class::PanelInner);
        if block.said("published").is_some() {
            self.date(block, "published", Class::UpdateTime);
        }
        self.deeper.clear();
        self.outline.push(OutlineEntry {
            id,
            text,
            level: self.level,
            open,
        });
    }

    fn close_section(&mut self) {
        self.section_depth -= 1;
        self.level -= 1;
        self.deeper.clear();
        for _ in 0..3 {
            self.close();
        }
    }

    /// A heading that closes nothing. Levels that the author skipped are not skipped on the page.
    pub(super) fn plain_heading(&mut self, block: Reader<'_>, text: Reader<'_>, level: u8) {
        while self.deeper.last().is_some_and(|above| *above >= level) {
            self.deeper.pop();
        }
        let own = self.below();
        self.deeper.push(level);
        self.heading(own, Class::Heading);
        if self.next.id.is_none() {
            let slug = slug_of(block, &text.plain());
            self.next.id = Some(self.id(slug));
        }
        self.marks(block);
        self.fill(text);
    }
}

/// From the author's id, else from the words, never from the place.
fn slug_of(block: Reader<'_>, text: &str) -> String {
    match block.text("id") {
        Some(id) => slug_of_id(id),
        None => slug(text),
    }
}
