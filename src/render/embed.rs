//! Third-party embeds: nothing is requested from the provider before the reader consents.

use super::block::{LinkText, MAX_PIXELS};
use super::budget::LimitKind;
use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::error::Severity;
use crate::json::{Cursor, Name, digits};
use crate::locale::MessageId;
use crate::provider::{PlayerFrame, find_player, is_provider_host};
use crate::scan::replaced;
use std::borrow::Cow;

impl Renderer<'_> {
    /// A facade if the provider is known, otherwise a link card.
    pub(super) fn embed(&mut self, block: Cursor<'_>) -> bool {
        let Some(text) = LinkText::read(block, "provider") else {
            return self.report_missing(block, "an address in \"url\"");
        };
        let url = &text.url;
        let image = block.media(Name::Image).filter(|image| {
            let silent = !is_provider_host(image, url);
            if !silent && let Some(field) = block.field(Name::Image) {
                field.report(
                    Severity::Warning,
                    "provider-image",
                    &["The picture is the provider's own, which is asked for nothing before the reader agrees."],
                );
            }
            silent
        });
        let image = image.filter(|_| self.try_take(LimitKind::Pictures, block));
        let sizes = ["width", "height"].map(|side| block.uint(side, MAX_PIXELS));
        let player = find_player(url);
        self.open_block(block, Tag::Div, Class::Embed);
        let Some(player) = player else {
            text.render(Some(""), image.as_ref(), self);
            self.close();
            return true;
        };
        self.attr(Attr::DataProvider, player.id);
        self.attr(Attr::DataName, player.name);
        self.attr(Attr::DataShape, &aspect_or_height(sizes, &player));
        self.state.buffer.url_attr(Attr::DataPlayer, &player.url);
        self.open(Tag::Div, Class::EmbedFacade);
        if let Some(image) = &image {
            self.card_image(Class::EmbedImage, image);
        }
        text.render(Some(player.name), None, self);
        if !self.options.interactive {
            self.close();
            self.close();
            return true;
        }
        let host = player.url.host().unwrap_or_default();
        let notice = replaced(
            &self.message_for(MessageId::EmbedNotice, player.name),
            b'@',
            &host,
        );
        self.ui_element(Tag::P, Class::EmbedNotice, &notice);
        self.open(Tag::P, Class::EmbedAsk);
        for (ask, word) in [
            (StaticAttr::AskEmbed, MessageId::EmbedShow),
            (StaticAttr::AskAlways, MessageId::EmbedAlways),
        ] {
            self.provider_consent_button(ask, word, player.name);
        }
        self.open(Tag::Span, Class::EmbedStatus);
        self.static_attr(StaticAttr::Status);
        self.close();
        self.close();
        self.close();
        self.close();
        true
    }

    /// A consent button for a provider.
    pub(super) fn provider_consent_button(
        &mut self,
        ask: StaticAttr,
        word: MessageId,
        provider: &str,
    ) {
        let label = self.message_for(word, provider);
        self.open(Tag::Button, Class::TweetButton);
        self.static_attr(StaticAttr::Button);
        self.static_attr(ask);
        self.ui_lang_attrs();
        self.state.buffer.text_and_close(&label);
    }

    fn message_for(&self, word: MessageId, provider: &str) -> String {
        replaced(self.message(word), b'#', provider)
    }
}

/// Size of the frame: the author's, otherwise the provider's default.
fn aspect_or_height(sizes: [Option<u32>; 2], player: &PlayerFrame) -> Cow<'static, str> {
    let high = player.shape.starts_with('x');
    match sizes {
        [_, Some(height @ 50..)] if high => ["x", &digits(height)].concat().into(),
        [Some(width @ 1..), Some(height @ 1..)] if !high => {
            [&digits(width), "x", &digits(height)].concat().into()
        }
        _ => player.shape.into(),
    }
}
