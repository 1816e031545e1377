//! The card of a link that a post holds.

use super::super::block::shown;
use super::super::{Attr, Class, El, Pen};
use crate::json::{Name, Reader};

impl Pen<'_> {
    pub(super) fn post_card(&mut self, card: Reader<'_>, sensitive: bool) {
        let url = card.link(Name::Url);
        if url.is_none() || card.said(Name::Title).is_none() {
            card.missing("an address in \"url\" and a title in \"title\"");
            return self.plain_block(card);
        }
        self.link(Class::TweetCard, url.as_ref());
        // The one that a sensitive post shows of what it leads to goes: a link can't hold a button to ask for it.
        if let Some(image) = card.media(Name::Image).filter(|_| !sensitive) {
            self.open(El::Img, Class::TweetCardImage);
            self.attr(Attr::Alt, card.text(Name::ImageAlt).unwrap_or_default());
            let held = self.fetched(&image);
            self.hold(held);
            self.close();
        }
        let host = url.as_ref().map(shown).unwrap_or_default();
        self.leaf(
            El::Span,
            Class::LinkHost,
            card.text(Name::Domain).unwrap_or(&host),
        );
        for (key, class) in [
            ("title", Class::LinkTitle),
            ("description", Class::LinkDescription),
        ] {
            if let Some(text) = card.said(key) {
                self.open(El::Bdi, class);
                self.runs(text, false);
                self.close();
            }
        }
        self.close();
    }
}
