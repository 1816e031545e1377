//! Reading time, table of contents, and the button that opens or closes all sections.

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::locale::MessageId;
use crate::url::Address;

/// Number of sections from which the button is shown by default (contract, "Options").
const MIN_SECTIONS_FOR_CONTROLS: usize = 3;

/// Reading time is omitted for articles with fewer words.
const MIN_WORDS_FOR_READING_TIME: u32 = 100;

impl Renderer<'_> {
    /// Rendered after the article; moved next to the date.
    pub(super) fn reading_time(&mut self) {
        if self.state.deferred_slot.is_none()
            || self.state.word_count.total() < MIN_WORDS_FOR_READING_TIME
        {
            return;
        }
        let minutes = self.state.word_count.minutes(self.lang);
        let text = self.locale.count(minutes, MessageId::Minutes);
        self.push_text(" · ");
        self.ui_element(Tag::Span, Class::Minutes, &text);
    }

    /// Before the first section.
    pub(super) fn toolbar(&mut self) {
        let outline = &self.state.plan.outline;
        let many = outline.len() >= MIN_SECTIONS_FOR_CONTROLS;
        let all = outline.iter().all(|section| section.open);
        let controls = self.options.interactive && self.options.controls.unwrap_or(many);
        if !controls && !self.options.toc {
            return;
        }
        self.open(Tag::Div, Class::Tools);
        if self.options.toc {
            self.toc();
        }
        if controls {
            self.open(Tag::Button, Class::All);
            self.static_attr(StaticAttr::Button);
            self.message_and_close(if all {
                MessageId::HideAll
            } else {
                MessageId::ShowAll
            });
        }
        self.close();
    }

    /// Two levels of sections, as links.
    fn toc(&mut self) {
        let outline = std::mem::take(&mut self.state.plan.outline);
        let title = self.state.plan.ids.id("-contents");
        let top = outline.iter().map(|section| section.level).min();
        self.open(Tag::Nav, Class::Toc);
        self.attr(Attr::AriaLabelledby, &title);
        self.open(Tag::P, Class::TocTitle);
        self.attr(Attr::Id, &title);
        self.message_and_close(MessageId::Contents);
        self.open(Tag::Ol, Class::TocList);
        let (mut inner, mut item) = (false, false);
        for section in &outline {
            let below = Some(section.level) > top;
            if section.level > top.unwrap_or_default() + 1 {
                continue;
            }
            if below && !inner {
                self.open(Tag::Ol, Class::TocList);
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
            self.open(Tag::Li, Class::Item);
            self.open(Tag::A, Class::TocLink);
            if let Some(address) = Address::link(&["#", &section.id].concat()) {
                self.state.buffer.url_attr(Attr::Href, &address);
            }
            self.state.buffer.text_and_close(&section.text);
        }
        for _ in 0..1 + usize::from(item) + 2 * usize::from(inner) {
            self.close();
        }
        self.close();
        self.state.plan.outline = outline;
    }
}
