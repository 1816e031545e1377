//! What is above the updates of a live article: its key events, and the controls that a script shows.

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::locale::MessageId;
use crate::url::Address;

impl Renderer<'_> {
    /// Before the first update.
    pub(super) fn live_tools(&mut self) {
        let key_events = !self.state.plan.key_events.is_empty();
        if key_events {
            self.key_events();
        }
        if !self.options.interactive {
            return;
        }
        // `src/page/on_demand/live.js` shows it and knows the buttons by their order.
        self.open(Tag::Div, Class::LiveTools);
        self.static_attr(StaticAttr::Hidden);
        self.attr(Attr::DataMore, self.message(MessageId::MoreUpdates));
        for (message, pressed) in [
            (MessageId::NewestFirst, StaticAttr::Pressed),
            (MessageId::OldestFirst, StaticAttr::Unpressed),
            (MessageId::KeyEventsOnly, StaticAttr::Unpressed),
        ] {
            if key_events || !matches!(message, MessageId::KeyEventsOnly) {
                self.open(Tag::Button, Class::Choice);
                self.static_attr(StaticAttr::Button);
                self.static_attr(pressed);
                self.message_and_close(message);
            }
        }
        self.close();
    }

    /// A list of links to the key events, in the order of the updates.
    fn key_events(&mut self) {
        let title = self.state.plan.ids.id("-key-events");
        self.open(Tag::Section, Class::KeyEvents);
        self.attr(Attr::AriaLabelledby, &title);
        self.open(Tag::P, Class::TocTitle);
        self.attr(Attr::Id, &title);
        self.message_and_close(MessageId::KeyEvents);
        self.open(Tag::Ul, Class::TocList);
        let events = std::mem::take(&mut self.state.plan.key_events);
        for event in &events {
            self.open(Tag::Li, Class::Item);
            self.time_element(&event.published, Class::KeyEventTime);
            self.push_text(" ");
            self.open(Tag::A, Class::KeyEventLink);
            if let Some(address) = Address::link(&["#", &event.id].concat()) {
                self.state.buffer.url_attr(Attr::Href, &address);
            }
            self.state.buffer.text_and_close(&event.text);
            self.close();
        }
        self.state.plan.key_events = events;
        self.close();
        self.close();
    }
}
