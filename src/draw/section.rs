//! The body: the lead, then sections that open and close, derived from headings or given as such.

use super::ids::{slug, slug_of_id};
use super::{Attr, Class, El, Fixed, Heading, Pen, Sections};
use crate::article::{Block, Heading as BlockHeading, Inline, Kind};

/// Sections in sections are drawn as deep as this; deeper ones are shown flat (contract, "Sections").
const DEEPEST: u8 = 8;

/// What a section is drawn from, whether the author wrote it as one or it begins at a heading.
struct Parts<'p, 'a> {
    block: &'p Block<'a>,
    heading: Option<&'p Inline<'a>>,
    open: Option<bool>,
    body: &'p [Block<'a>],
}

impl Pen<'_> {
    /// The blocks below the header. A heading of the lowest level number among them starts a section that runs to the
    /// next one or to an explicit section.
    pub(super) fn body(&mut self, blocks: &[Block<'_>]) {
        let lowest = match self.options.sections {
            Sections::None => None,
            _ => blocks
                .iter()
                .filter_map(|block| level(block).map(|(level, _)| level))
                .min(),
        };
        let mut rest = blocks;
        while let Some((block, behind)) = rest.split_first() {
            rest = behind;
            match level(block) {
                Some((own, heading)) if Some(own) == lowest => {
                    let length = behind
                        .iter()
                        .position(|next| {
                            matches!(next.kind, Kind::Section(_))
                                || level(next).is_some_and(|(next, _)| next <= own)
                        })
                        .unwrap_or(behind.len());
                    let (body, after) = behind.split_at_checked(length).unwrap_or((behind, &[]));
                    rest = after;
                    self.section(&Parts {
                        block,
                        heading: Some(&heading.text),
                        open: None,
                        body,
                    });
                }
                _ => self.block(block, true),
            }
        }
    }

    /// A section block of the author's.
    pub(super) fn section_block(
        &mut self,
        block: &Block<'_>,
        section: &crate::article::Section<'_>,
    ) {
        let parts = Parts {
            block,
            heading: section.heading.as_ref(),
            open: section.open,
            body: &section.body,
        };
        if self.options.sections == Sections::None || self.section_depth >= DEEPEST {
            self.flat(&parts);
        } else {
            self.section(&parts);
        }
    }

    /// A plain heading and the blocks below it.
    fn flat(&mut self, section: &Parts<'_, '_>) {
        if let Some(heading) = section.heading {
            self.plain_heading(section.block, heading, self.deeper.len() as u8 + 2, true);
        }
        let outer = self.deeper.clone();
        self.deeper.push(outer.len() as u8 + 2);
        section
            .body
            .iter()
            .for_each(|block| self.block(block, true));
        self.deeper = outer;
    }

    fn section(&mut self, section: &Parts<'_, '_>) {
        self.sections += 1;
        let open = section.open.unwrap_or(match self.options.sections {
            Sections::Closed => false,
            Sections::First => self.sections == 1,
            _ => true,
        });
        let text = match section.heading {
            Some(heading) => heading.to_plain(),
            None => self.words.section.to_owned(),
        };
        let slug = match &section.block.id {
            Some(id) => slug_of_id(id),
            None => slug(&text),
        };
        let id = self.id(&slug);
        let panel = self.id(&[&slug, "--panel"].concat());
        let level = self.level + 1;
        self.outline.push(Heading {
            id: id.clone(),
            text,
            level,
            open,
        });

        self.open(El::Section, Class::Section);
        self.attr(Attr::Id, &id);
        self.fixed(Fixed::BlockSection);
        let key = id
            .strip_prefix(self.options.id_prefix.as_str())
            .unwrap_or(&id);
        let place = self.drawing.leave_key();
        self.drawing.set_key(place, key);
        self.tongue(section.block);
        self.heading(level, Class::SectionHeading);
        self.open(El::Button, Class::SectionButton);
        self.fixed(Fixed::Button);
        self.fixed(if open {
            Fixed::Expanded
        } else {
            Fixed::Collapsed
        });
        self.attr(Attr::AriaControls, &panel);
        self.open(El::Span, Class::SectionTitle);
        match section.heading {
            Some(heading) => self.inline_without_links(heading),
            None => self.run(self.words.section),
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
        // A closed panel still paints its own padding: it goes on an inner box.
        self.open(El::Div, Class::PanelInner);
        let outer = std::mem::take(&mut self.deeper);
        self.level += 1;
        self.section_depth += 1;
        section
            .body
            .iter()
            .for_each(|block| self.block(block, true));
        self.section_depth -= 1;
        self.level -= 1;
        self.deeper = outer;
        self.close();
        self.close();
        self.close();
    }

    /// A heading that closes nothing. Levels that the author skipped are not skipped on the page.
    pub(super) fn plain_heading(
        &mut self,
        block: &Block<'_>,
        text: &Inline<'_>,
        level: u8,
        keyed: bool,
    ) {
        while self.deeper.last().is_some_and(|above| *above >= level) {
            self.deeper.pop();
        }
        self.deeper.push(level);
        let mark = self.drawing.mark();
        self.heading(self.level + self.deeper.len() as u8, Class::Heading);
        let slug = match &block.id {
            Some(id) => slug_of_id(id),
            None => slug(&text.to_plain()),
        };
        let id = self.id(&slug);
        self.attr(Attr::Id, &id);
        let place = self.marks(block, keyed);
        self.fill(text);
        self.set_key(block, mark, place);
    }
}

fn level<'p, 'a>(block: &'p Block<'a>) -> Option<(u8, &'p BlockHeading<'a>)> {
    match &block.kind {
        Kind::Heading(heading) => Some((heading.level, heading)),
        _ => None,
    }
}
