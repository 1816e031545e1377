use super::{Block, display_host};
use crate::json::{Cursor, Name};
use crate::render::{Attr, Class, Renderer, Tag};
use crate::url::Address;

/// Words of somebody else, or the article's own, set off.
pub(super) struct Quote<'j> {
    pulled: bool,
    text: Option<Cursor<'j>>,
    body: Option<Cursor<'j>>,
    cite: Option<Cursor<'j>>,
    url: Option<Address<'j>>,
}

impl<'j> Block<'j> for Quote<'j> {
    const EXPECTED: &'static str = "the words quoted in \"text\" or \"body\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let text = block.inline_field(Name::Text);
        let url = block.link(Name::Url);
        let body = block.field(Name::Body);
        text.or(body)?;
        Some(Self {
            pulled: block.scalar_str(Name::Type) == "pullquote",
            text,
            body,
            cite: block.inline_field(Name::Cite),
            url,
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        let (class, text_class) = if self.pulled {
            (Class::Pullquote, Class::PullquoteText)
        } else {
            (Class::Quote, Class::QuoteText)
        };
        cx.open_block(block, Tag::Figure, class);
        cx.open(Tag::Blockquote, text_class);
        if let Some(url) = &self.url {
            cx.url_attr(Attr::Cite, url, "link");
        }
        if let Some(text) = self.text {
            cx.open(Tag::P, Class::Paragraph);
            cx.inline_and_close(text);
        }
        cx.body(self.body);
        cx.close();
        if self.cite.is_some() || self.url.is_some() {
            cx.open(Tag::Figcaption, Class::Cite);
            cx.link(Class::Link, self.url.as_ref());
            match (self.cite, &self.url) {
                (Some(cite), Some(_)) => cx.inline_with(cite, false),
                (Some(cite), None) => cx.inline(cite),
                (None, url) => {
                    let host = url.as_ref().map(display_host);
                    cx.push_text(host.as_deref().unwrap_or_default());
                }
            }
            cx.close();
            cx.close();
        }
        cx.close();
        true
    }
}
