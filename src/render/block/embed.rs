use super::{Block, LinkText, MAX_PIXELS};
use crate::error::Severity;
use crate::json::{Cursor, Name, digits};
use crate::locale::MessageId;
use crate::provider::{PlayerFrame, find_player, is_provider_host};
use crate::render::budget::LimitKind;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::scan::replaced;
use crate::url::Address;
use std::borrow::Cow;

/// Content of another site. Nothing is requested from its provider before the reader consents: a facade is rendered if
/// the provider is known, otherwise a link card.
pub(super) struct Embed<'j> {
    text: LinkText<'j>,
    /// The publisher's own.
    image: Option<Address<'j>>,
    /// Width and height.
    sizes: [Option<u32>; 2],
}

impl<'j> Block<'j> for Embed<'j> {
    const EXPECTED: &'static str = "an address in \"url\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let text = LinkText::read(block, "provider")?;
        let image = block.media(Name::Image).filter(|image| {
            let silent = !is_provider_host(image, &text.url);
            if !silent && let Some(field) = block.field(Name::Image) {
                field.report(
                    Severity::Warning,
                    "provider-image",
                    &["The picture is the provider's own, which is asked for nothing before the reader agrees."],
                );
            }
            silent
        });
        Some(Self {
            text,
            image,
            sizes: ["width", "height"].map(|side| block.uint(side, MAX_PIXELS)),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        let Self { text, image, sizes } = self;
        let image = image.filter(|_| cx.try_take(LimitKind::Pictures, block));
        let player = find_player(&text.url);
        cx.open_block(block, Tag::Div, Class::Embed);
        let Some(player) = player else {
            text.render(Some(""), image.as_ref(), cx);
            cx.close();
            return true;
        };
        cx.attr(Attr::DataProvider, player.id);
        cx.attr(Attr::DataName, player.name);
        cx.attr(Attr::DataShape, &aspect_or_height(sizes, &player));
        cx.state.buffer.url_attr(Attr::DataPlayer, &player.url);
        cx.open(Tag::Div, Class::EmbedFacade);
        if let Some(image) = &image {
            cx.card_image(Class::EmbedImage, image);
        }
        text.render(Some(player.name), None, cx);
        if !cx.options.interactive {
            cx.close();
            cx.close();
            return true;
        }
        let host = player.url.host().unwrap_or_default();
        let notice = replaced(
            &cx.message_for(MessageId::EmbedNotice, player.name),
            b'@',
            &host,
        );
        cx.ui_element(Tag::P, Class::EmbedNotice, &notice);
        cx.open(Tag::P, Class::EmbedAsk);
        for (ask, word) in [
            (StaticAttr::AskEmbed, MessageId::EmbedShow),
            (StaticAttr::AskAlways, MessageId::EmbedAlways),
        ] {
            cx.provider_consent_button(ask, word, player.name);
        }
        cx.open(Tag::Span, Class::EmbedStatus);
        cx.static_attr(StaticAttr::Status);
        cx.close();
        cx.close();
        cx.close();
        cx.close();
        true
    }
}

impl Renderer<'_> {
    /// A consent button for a provider.
    pub(in crate::render) fn provider_consent_button(
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
