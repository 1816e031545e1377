//! The buttons that load media or the original post from the platform.

use super::super::{Attr, Class, Renderer, StaticAttr, Tag, Tweets};
use crate::locale::MessageId;

/// Whether the current card has media that isn't loaded before a click.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::render) enum MediaGate {
    None,
    Pending,
    /// The button that loads it is rendered.
    ButtonShown,
}

impl Renderer<'_> {
    /// What loads media or the original post from the platform: a button, and a menu.
    pub(super) fn consent_buttons(&mut self, id: &str, gone: bool) {
        let has_original = self.origin.as_ref().is_some_and(|origin| {
            origin.network.has_original() && origin.network.permalink("", id).is_some()
        });
        let original = self.options.tweets != Tweets::Static && !gone && has_original;
        if !self.options.interactive {
            return;
        }
        if self.media_gate == MediaGate::Pending {
            self.open(Tag::P, Class::TweetAsk);
            self.load_media_button(Class::None);
            self.close();
        }
        if !original {
            return;
        }
        self.open(Tag::Details, Class::TweetMenu);
        self.open(Tag::Summary, Class::TweetMore);
        self.attr(Attr::AriaLabel, self.message(MessageId::MoreOptions));
        self.icon(Class::Dots);
        self.close();
        self.open(Tag::P, Class::TweetAsk);
        self.open(Tag::Button, Class::TweetButton);
        self.static_attr(StaticAttr::Button);
        self.static_attr(StaticAttr::AskOriginal);
        self.attr(Attr::DataPost, id);
        self.network_message_and_close(MessageId::ShowOriginal);
        if self.options.tweets == Tweets::Click {
            let name = self.message_of_network(MessageId::EmbedAlways);
            self.open(Tag::Button, Class::TweetButton);
            self.static_attr(StaticAttr::Button);
            self.static_attr(StaticAttr::AskAlways);
            self.ui_lang_attrs();
            self.state.buffer.text_and_close(&name);
        }
        self.open(Tag::Span, Class::TweetStatus);
        self.static_attr(StaticAttr::Status);
        self.close();
        self.close();
        self.close();
    }

    /// The card's button to load its media, if any is deferred and the button isn't rendered yet.
    pub(super) fn load_media_button(&mut self, icon: Class) {
        if self.media_gate == MediaGate::Pending && self.options.interactive {
            self.media_gate = MediaGate::ButtonShown;
            self.consent_button(StaticAttr::AskMedia, icon, MessageId::ShowMedia);
        }
    }

    pub(super) fn gate_media(&mut self, held: bool) {
        if held && self.media_gate == MediaGate::None {
            self.media_gate = MediaGate::Pending;
        }
    }

    pub(super) fn consent_button(&mut self, what: StaticAttr, icon: Class, word: MessageId) {
        if !self.options.interactive {
            return;
        }
        self.open(Tag::Button, Class::TweetButton);
        self.static_attr(StaticAttr::Button);
        self.static_attr(what);
        self.ui_lang_attrs();
        self.icon(icon);
        let message = self.message_of_network(word);
        self.push_text(&message);
        self.close();
    }
}
