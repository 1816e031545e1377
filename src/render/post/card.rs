//! Link card of a post.

use super::super::block::display_host;
use super::super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};

impl Renderer<'_> {
    pub(super) fn post_card(&mut self, card: Cursor<'_>, sensitive: bool) {
        let url = card.link(Name::Url);
        if url.is_none() || card.inline_field(Name::Title).is_none() {
            card.report_missing("an address in \"url\" and a title in \"title\"");
            return self.fallback_scalar(card);
        }
        self.link(Class::TweetCard, url.as_ref());
        // Omitted for a sensitive post, because a link can't contain the button to reveal it.
        if let Some(image) = card.media(Name::Image).filter(|_| !sensitive) {
            self.open(Tag::Img, Class::TweetCardImage);
            self.attr(Attr::Alt, card.text(Name::ImageAlt).unwrap_or_default());
            let held = self.gated_image_src(&image);
            self.gate_media(held);
            self.close();
        }
        let host = url.as_ref().map(display_host).unwrap_or_default();
        self.text_element(
            Tag::Span,
            Class::LinkHost,
            card.text(Name::Domain).unwrap_or(&host),
        );
        for (key, class) in [
            ("title", Class::LinkTitle),
            ("description", Class::LinkDescription),
        ] {
            if let Some(text) = card.inline_field(key) {
                self.open(Tag::Bdi, class);
                self.inline_with(text, false);
                self.close();
            }
        }
        self.close();
        self.card_text(card);
    }

    /// The text of what a card leads to, folded away: that of an article on the network.
    fn card_text(&mut self, card: Cursor<'_>) {
        let (Some(title), Some(text)) = (
            card.inline_field(Name::Title),
            card.inline_field(Name::Text),
        ) else {
            return;
        };
        self.open(Tag::Details, Class::TweetWarning);
        self.open(Tag::Summary, Class::TweetWarningTitle);
        self.open(Tag::Bdi, Class::None);
        self.inline_with(title, false);
        self.close();
        self.close();
        self.open(Tag::P, Class::None);
        self.static_attr(StaticAttr::DirAuto);
        self.inline_and_close(text);
        self.close();
    }
}
