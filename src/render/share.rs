//! The row that shares the article: by the system's own menu, as a link, by e-mail, on paper. No other site is asked.

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::Cursor;
use crate::locale::MessageId;

/// The buttons, in their order.
const BUTTONS: [(StaticAttr, MessageId); 4] = [
    (StaticAttr::AskShare, MessageId::Share),
    (StaticAttr::AskCopy, MessageId::CopyLink),
    (StaticAttr::AskMail, MessageId::ShareByMail),
    (StaticAttr::AskPrint, MessageId::Print),
];

impl Renderer<'_> {
    pub(super) fn share_row(&mut self, article: Cursor<'_>) {
        if !self.options.share || !self.options.interactive {
            return;
        }
        self.open(Tag::Div, Class::Share);
        self.static_attr(StaticAttr::Group);
        self.attr(Attr::AriaLabel, self.message(MessageId::Share));
        let url = article.site("url");
        if let Some(url) = url.as_ref().and_then(|url| self.resolve_url(url, "link").0) {
            self.state.buffer.url_attr(Attr::DataUrl, &url);
        }
        for (action, label) in BUTTONS {
            self.open(Tag::Button, Class::ShareButton);
            self.static_attr(StaticAttr::Button);
            self.static_attr(action);
            self.message_and_close(label);
        }
        self.close();
    }
}
