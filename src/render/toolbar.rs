//! What helps to find one's way: reading time, table of contents, the button that shows or hides all sections.

use super::{Attr, Class, El, Fixed, Pen};
use crate::locale::Word;
use crate::url::Address;

/// Without a wish of the page's, the button is there from this many sections on (contract, "Options").
const MANY_SECTIONS: usize = 3;

/// Shorter articles, in words, are read before one has thought about how long it takes.
const FEW_WORDS: u32 = 100;

impl Pen<'_> {
    /// Behind the article's end, to be brought beside the date.
    pub(super) fn reading_time(&mut self) {
        if self.sketch.dated.is_none() || self.sketch.length.words() < FEW_WORDS {
            return;
        }
        let minutes = self.sketch.length.minutes(self.lang);
        let text = self.locale.count(minutes, Word::Minutes, 0);
        self.say(" · ");
        self.leaf_word(El::Span, Class::Minutes, &text);
    }

    /// Before the first section.
    pub(super) fn tools(&mut self) {
        let outline = &self.sketch.outline;
        let many = outline.len() >= MANY_SECTIONS;
        let all = outline.iter().all(|section| section.open);
        let controls = self.options.interactive && self.options.controls.unwrap_or(many);
        if !controls && !self.options.toc {
            return;
        }
        self.open(El::Div, Class::Tools);
        if self.options.toc {
            self.contents();
        }
        if controls {
            self.open(El::Button, Class::All);
            self.fixed(Fixed::Button);
            self.fill_word(if all { Word::HideAll } else { Word::ShowAll });
        }
        self.close();
    }

    /// Two levels of sections, as links.
    fn contents(&mut self) {
        let outline = std::mem::take(&mut self.sketch.outline);
        let title = self.id("-contents".to_owned());
        let top = outline.iter().map(|section| section.level).min();
        self.open(El::Nav, Class::Toc);
        self.attr(Attr::AriaLabelledby, &title);
        self.open(El::P, Class::TocTitle);
        self.attr(Attr::Id, &title);
        self.fill_word(Word::Contents);
        self.open(El::Ol, Class::TocList);
        let (mut inner, mut item) = (false, false);
        for section in &outline {
            let below = Some(section.level) > top;
            if section.level > top.unwrap_or_default() + 1 {
                continue;
            }
            if below && !inner {
                self.open(El::Ol, Class::TocList);
            } else {
                if !below && inner {
                    self.close();
                    self.close();
                }
                if item {
                    self.close();
                }
            }
            (inner, item) = (below, true);
            self.open(El::Li, Class::Item);
            self.open(El::A, Class::TocLink);
            if let Some(address) = Address::link(&["#", &section.id].concat()) {
                self.sketch.drawing.address(Attr::Href, &address);
            }
            self.sketch.drawing.fill(&section.text);
        }
        for _ in 0..1 + usize::from(item) + 2 * usize::from(inner) {
            self.close();
        }
        self.close();
        self.sketch.outline = outline;
    }
}
