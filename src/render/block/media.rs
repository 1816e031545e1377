use super::Block;
use super::caption::Caption;
use crate::article::{Use, fields};
use crate::json::{Children, Cursor, Name};
use crate::locale::{MessageId, own_name};
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::url::Address;

/// Video or audio.
pub(super) struct Media<'j> {
    video: bool,
    title: Option<Cursor<'j>>,
    /// Only of a video.
    poster: Option<Address<'j>>,
    sources: Children<'j>,
    tracks: Children<'j>,
    caption: Caption<'j>,
}

impl<'j> Block<'j> for Media<'j> {
    const EXPECTED: &'static str = "at least one address in \"sources\"";

    #[inline(always)]
    fn read(block: Cursor<'j>) -> Option<Self> {
        let video = block.scalar_str(Name::Type) == "video";
        Some(Self {
            video,
            title: block.inline_field(Name::Title),
            poster: block.media(Name::Poster).filter(|_| video),
            sources: block.list(Name::Sources),
            tracks: block.list(Name::Tracks),
            caption: Caption::read(block),
        })
    }

    fn render(self, block: Cursor<'j>, cx: &mut Renderer<'_>) -> bool {
        let (element, class, word) = if self.video {
            (Tag::Video, Class::Video, MessageId::Video)
        } else {
            (Tag::Audio, Class::Audio, MessageId::Audio)
        };
        cx.open_block(block, Tag::Figure, class);
        cx.text_part(self.title, Tag::P, Class::MediaTitle);
        cx.open(element, Class::Picture);
        cx.attr(
            Attr::AriaLabel,
            block.text(Name::Title).unwrap_or(cx.locale.get(word)),
        );
        cx.static_attr(StaticAttr::Controls);
        // Tracks of another origin are refused without it; with it, the video must come with CORS headers, too.
        let own = cx.options.base_url.as_ref().and_then(Address::host);
        let mut tracks = self.tracks;
        let elsewhere = tracks.any(|track| {
            let host = Address::media(track.scalar_str(Name::Src))
                .and_then(|src| cx.resolve_url(&src, "track").0?.host());
            host.is_some() && host != own
        });
        if elsewhere {
            cx.static_attr(StaticAttr::Anonymous);
        }
        if self.video {
            cx.static_attr(StaticAttr::PlaysInline);
            cx.dimensions(block);
        }
        match &self.poster {
            Some(poster) => {
                cx.url_attr(Attr::Poster, poster, "image");
                cx.static_attr(StaticAttr::PreloadNone);
            }
            None => cx.static_attr(StaticAttr::PreloadMetadata),
        }
        let mut any = false;
        for item in self.sources {
            if !cx.try_take_inline(1, item) {
                break;
            }
            item.check_fields(fields::SOURCE, &[]);
            let src = if item.is_object() {
                item.media(Name::Src)
            } else {
                item.as_address(Use::Media)
            };
            if let Some(src) = src {
                any = true;
                cx.open(Tag::Source, Class::None);
                cx.url_attr(Attr::Src, &src, if self.video { "video" } else { "audio" });
                if let Some(mime) = item.text(Name::Type) {
                    cx.attr(Attr::Type, mime);
                }
                cx.close();
            }
        }
        for track in self.tracks {
            if !cx.try_take_inline(1, track) {
                break;
            }
            track.check_fields(fields::TRACK, &[]);
            if let Some(src) = track.media(Name::Src) {
                cx.open(Tag::Track, Class::None);
                cx.static_attr(StaticAttr::Subtitles);
                cx.url_attr(Attr::Src, &src, "track");
                let lang = track.lang();
                if let Some(lang) = &lang {
                    cx.attr(Attr::Srclang, lang);
                }
                // Menus of browsers show no more than this.
                let own = lang.as_deref().map(own_name);
                if let Some(label) = track.text(Name::Label).or(own.as_deref()) {
                    cx.attr(Attr::Label, label);
                }
                cx.close();
            }
        }
        cx.close();
        self.caption.render(cx);
        cx.close();
        any
    }
}
