use super::Block;
use crate::json::{Cursor, Name};
use crate::render::budget::LimitKind;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::url::Address;

/// A card that links to a related article.
pub(super) struct LinkCard<'j> {
    text: LinkText<'j>,
    image: Option<Address<'j>>,
}

impl<'j> Block<'j> for LinkCard<'j> {
    const EXPECTED: &'static str = "an address in \"url\" and a headline in \"title\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let text = LinkText::read(block, "kicker")?;
        text.title?;
        Some(Self {
            text,
            image: block.media(Name::Image),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        cx.open_block(block, Tag::Div, Class::LinkCard);
        self.render_content(block, cx);
        cx.close();
        true
    }
}

impl LinkCard<'_> {
    /// What is in the card's element.
    pub(super) fn render_content(self, card: Cursor<'_>, cx: &mut Renderer<'_>) {
        let image = self.image;
        let image = image.filter(|_| cx.try_take(LimitKind::Pictures, card));
        self.text.render(None, image.as_ref(), cx);
    }
}

/// What a card says of the page that it leads to.
pub(super) struct LinkText<'j> {
    pub(super) url: Address<'j>,
    kicker: Option<Cursor<'j>>,
    title: Option<Cursor<'j>>,
    description: Option<Cursor<'j>>,
}

impl<'j> LinkText<'j> {
    /// `kicker` is the field of what is above the title.
    pub(super) fn read(block: Cursor<'j>, kicker: &str) -> Option<Self> {
        Some(Self {
            url: block.site("url")?,
            kicker: block.inline_field(kicker),
            title: block.inline_field(Name::Title),
            description: block.inline_field("description"),
        })
    }

    /// Renders it as a link with an image. For another site, its host is shown, and its provider unless it is empty.
    pub(super) fn render(
        &self,
        provider: Option<&str>,
        image: Option<&Address<'_>>,
        cx: &mut Renderer<'_>,
    ) {
        cx.link(Class::LinkText, Some(&self.url));
        if let Some(name) = provider.filter(|name| !name.is_empty() && self.kicker.is_none()) {
            cx.text_element(Tag::Span, Class::LinkKicker, name);
        }
        for (text, class) in [
            (self.kicker, Class::LinkKicker),
            (self.title, Class::LinkTitle),
            (self.description, Class::LinkDescription),
        ] {
            if let Some(text) = text {
                cx.open(Tag::Span, class);
                cx.inline_with(text, false);
                cx.close();
            }
        }
        if provider.is_some() {
            cx.text_element(Tag::Span, Class::LinkHost, &display_host(&self.url));
        }
        if let Some(image) = image {
            cx.card_image(Class::LinkImage, image);
        }
        cx.close();
    }
}

impl Renderer<'_> {
    /// A decorative image: its content is in the text beside it.
    pub(super) fn card_image(&mut self, class: Class, image: &Address<'_>) {
        self.open(Tag::Img, class);
        self.url_attr(Attr::Src, image, "image");
        self.attr(Attr::Alt, "");
        self.static_attr(StaticAttr::Lazy);
        self.close();
    }
}

/// The host to display for a URL, without `www.`.
pub(in crate::render) fn display_host(address: &Address<'_>) -> String {
    match address.host() {
        Some(host) => host.strip_prefix("www.").unwrap_or(&host).to_owned(),
        None => address.as_str().to_owned(),
    }
}
