//! Images and videos of a post. Media hosted by the platform is deferred until the reader asks for it: its URL is in a
//! data attribute, from which the script in the page moves it.

use super::super::block::focal_point_class;
use super::super::budget::LimitKind;
use super::super::{Attr, Class, Media, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name, digits};
use crate::locale::MessageId;
use crate::url::Address;

/// Maximum ratio of height to width of a single image, in quarters.
const MAX_ASPECT_QUARTERS: u32 = 5;

impl Renderer<'_> {
    pub(super) fn post_media(
        &mut self,
        post: Cursor<'_>,
        page: Option<&Address<'_>>,
        sensitive: bool,
    ) {
        let count = post.list(Name::Media).count();
        if count == 0 {
            if sensitive {
                self.ui_element(Tag::P, Class::TweetNote, self.message(MessageId::Sensitive));
            }
            return;
        }
        if sensitive {
            self.open(Tag::Div, Class::Sensitive);
            self.open(Tag::P, Class::TweetNote);
            self.ui_text(self.message(MessageId::Sensitive));
            self.push_text(" ");
            self.consent_button(StaticAttr::AskSensitive, Class::None, MessageId::Show);
            self.close();
        }
        let outer = std::mem::replace(&mut self.sensitive, sensitive);
        self.open(
            Tag::Div,
            match count {
                1 => Class::Media1,
                2 => Class::Media2,
                3 => Class::Media3,
                _ => Class::Media4,
            },
        );
        for media in post.list(Name::Media) {
            if !self.try_take_inline(1, media) {
                break;
            }
            self.open(Tag::Div, Class::MediaItem);
            self.media_item(media, page, count == 1);
            self.close();
        }
        self.load_media_button(Class::MediaIcon);
        self.close();
        self.sensitive = outer;
        if sensitive {
            self.close();
        }
    }

    fn media_item(&mut self, media: Cursor<'_>, page: Option<&Address<'_>>, single: bool) {
        let kind = media.field(Name::Kind).map_or("", Cursor::as_str);
        let film = matches!(kind, "video" | "gif");
        let audio = kind == "audio";
        if !film && !audio && kind != "photo" {
            media.report_unknown_value("photo, video, gif or audio in \"kind\"");
        }
        let alt = if media.is_object() {
            media.text(Name::Alt)
        } else {
            media.as_text()
        };
        let gone = super::gone(media).map(super::gone_message).is_some();
        let present = |key| media.media(key).filter(|_| !gone);
        let src = present(Name::Src);
        let sources: std::vec::Vec<_> = media
            .list(Name::Sources)
            .take_while(|source| !gone && self.try_take_inline(1, *source))
            .filter_map(|source| Some((source, source.media(Name::Src)?)))
            .collect();
        let poster = present(Name::Poster);
        let playable = src.is_some() || !sources.is_empty();
        if film && playable {
            self.post_video(media, alt, src.as_ref(), &sources, poster.as_ref(), single);
        } else if audio && playable {
            self.open(Tag::Audio, Class::Audio);
            self.attr(
                Attr::AriaLabel,
                alt.unwrap_or(self.locale.get(MessageId::Audio)),
            );
            self.static_attr(StaticAttr::Controls);
            self.static_attr(StaticAttr::PreloadNone);
            self.sources(src.as_ref(), &sources);
            self.close();
        } else if let Some(src) = (src.as_ref().or(poster.as_ref()))
            .filter(|_| !audio && self.try_take(LimitKind::Pictures, media))
        {
            self.post_image(media, alt, src, single);
        } else {
            self.open(Tag::P, Class::TweetMediaText);
            self.ui_text(self.message(match () {
                () if film => MessageId::Video,
                () if audio => MessageId::Audio,
                () => MessageId::Picture,
            }));
            if gone {
                self.push_text(" · ");
                self.ui_text(self.message(MessageId::MediaGone));
            }
            if let Some(alt) = alt {
                self.push_text(" – ");
                self.text_element(Tag::Bdi, Class::None, alt);
            }
            self.close();
        }
        if film || audio && playable {
            self.video_caption(
                media,
                kind,
                page,
                sources.first().map(|(_, src)| src).or(src.as_ref()),
            );
        }
    }

    fn post_image(
        &mut self,
        media: Cursor<'_>,
        alt: Option<&str>,
        src: &Address<'_>,
        single: bool,
    ) {
        let name = alt.unwrap_or(self.locale.get(MessageId::Picture));
        self.link(Class::MediaLink, Some(src));
        let class = self.aspect_class(media, single);
        self.open(Tag::Img, class);
        self.attr(Attr::Alt, name);
        self.dimensions(media);
        let held = self.gated_image_src(src);
        self.gate_media(held);
        self.close();
        if held {
            self.media_words(name);
        }
        self.close();
        if let Some(alt) = alt {
            self.open(Tag::Details, Class::Alt);
            self.text_element(Tag::Summary, Class::AltBadge, "ALT");
            self.open(Tag::P, Class::AltText);
            self.static_attr(StaticAttr::DirAuto);
            self.state.buffer.text_and_close(alt);
            self.close();
        }
    }

    fn post_video(
        &mut self,
        media: Cursor<'_>,
        alt: Option<&str>,
        src: Option<&Address<'_>>,
        sources: &[(Cursor<'_>, Address<'_>)],
        poster: Option<&Address<'_>>,
        single: bool,
    ) {
        let class = self.aspect_class(media, single);
        self.open(Tag::Video, class);
        self.attr(
            Attr::AriaLabel,
            alt.unwrap_or(self.locale.get(MessageId::Video)),
        );
        self.static_attr(StaticAttr::Controls);
        self.static_attr(StaticAttr::PlaysInline);
        self.static_attr(StaticAttr::PreloadNone);
        if media.field(Name::Kind).map_or("", Cursor::as_str) == "gif" {
            self.static_attr(StaticAttr::Loop);
            self.static_attr(StaticAttr::Muted);
        }
        self.dimensions(media);
        if let Some(poster) = poster {
            let held = self.gated_url_attr(poster, "image", Attr::Poster, Attr::DataPoster);
            self.gate_media(held);
        }
        let held = self.sources(src, sources);
        self.close();
        if held {
            self.media_words(alt.unwrap_or(self.locale.get(MessageId::Video)));
        }
    }

    /// What a picture or video shows, for as long as it isn't loaded.
    fn media_words(&mut self, words: &str) {
        self.text_element(Tag::Span, Class::MediaWords, words);
    }

    /// Whether any is deferred.
    fn sources(
        &mut self,
        src: Option<&Address<'_>>,
        sources: &[(Cursor<'_>, Address<'_>)],
    ) -> bool {
        let mut held = false;
        for (source, src) in sources {
            held |= self.source(src, source.text(Name::Type));
        }
        if let Some(src) = src.filter(|_| sources.is_empty()) {
            held |= self.source(src, None);
        }
        held
    }

    fn source(&mut self, src: &Address<'_>, mime: Option<&str>) -> bool {
        self.open(Tag::Source, Class::None);
        let held = self.gated_url_attr(src, "video", Attr::Src, Attr::DataSrc);
        self.gate_media(held);
        if let Some(mime) = mime {
            self.attr(Attr::Type, mime);
        }
        self.close();
        held
    }

    /// Caption of a video: its kind, its duration and a link.
    fn video_caption(
        &mut self,
        media: Cursor<'_>,
        kind: &str,
        page: Option<&Address<'_>>,
        src: Option<&Address<'_>>,
    ) {
        self.open(Tag::P, Class::FilmLine);
        match kind {
            "gif" => self.push_text("GIF"),
            "audio" => self.ui_text(self.message(MessageId::Audio)),
            _ => self.ui_text(self.message(MessageId::Video)),
        }
        if let Some(seconds @ 1..) = media.uint(Name::Duration, 360_000) {
            self.push_text(", ");
            self.push_text(&format_duration(seconds));
        }
        let network = self.origin.as_ref().map(|origin| origin.network);
        let page = page.filter(|page| network.is_some_and(|network| network.is_post(page)));
        let video = page.and_then(|page| network?.video(page));
        if let Some(url) = video.as_ref().or(page).or(src) {
            self.push_text(" · ");
            self.link(Class::Link, Some(url));
            if page.is_some() {
                self.network_message_and_close(MessageId::OnNetwork);
            } else {
                self.message_and_close(MessageId::Open);
            }
        }
        self.close();
    }

    /// Class of the box of an image or video. In a grid, all have the same shape.
    fn aspect_class(&self, media: Cursor<'_>, single: bool) -> Class {
        let size = |key: &str| media.field(key).and_then(Cursor::number).unwrap_or(0.0);
        match (size("width"), size("height")) {
            _ if !single => Self::media_focus(media),
            (width, height) if width <= 0.0 || height <= 0.0 => Class::MediaWide,
            (width, height) if height * 4.0 > width * f64::from(MAX_ASPECT_QUARTERS) => {
                Class::MediaTall
            }
            _ => Class::MediaPicture,
        }
    }

    /// Class of a picture that is cropped to the shape of its grid.
    fn media_focus(media: Cursor<'_>) -> Class {
        match focal_point_class(media) {
            Class::FocusLeft => Class::MediaFocusLeft,
            Class::FocusRight => Class::MediaFocusRight,
            Class::FocusTop => Class::MediaFocusTop,
            Class::FocusBottom => Class::MediaFocusBottom,
            _ => Class::MediaPicture,
        }
    }

    /// Sets the source of the open image; whether it is deferred until the card's button is clicked.
    pub(super) fn gated_image_src(&mut self, src: &Address<'_>) -> bool {
        self.static_attr(StaticAttr::NoReferrer);
        self.static_attr(StaticAttr::Lazy);
        self.static_attr(StaticAttr::AsyncDecoding);
        self.gated_url_attr(src, "image", Attr::Src, Attr::DataSrc)
    }

    fn gated_url_attr(
        &mut self,
        address: &Address<'_>,
        kind: &str,
        shown: Attr,
        held: Attr,
    ) -> bool {
        let (address, mirrored) = self.resolve_url(address, kind);
        let asks = self.options.media == Media::Click && !mirrored;
        let Some(address) = address else { return false };
        let hidden = asks || self.sensitive;
        self.state
            .buffer
            .url_attr(if hidden { held } else { shown }, &address);
        hidden && !self.sensitive
    }
}

/// Seconds as `m:ss` or `h:mm:ss`.
fn format_duration(seconds: u32) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &digits(number)].concat();
    let (minutes, rest) = (seconds / 60, two(seconds % 60));
    if minutes < 60 {
        [&digits(minutes), ":", &rest].concat()
    } else {
        [&digits(minutes / 60), ":", &two(minutes % 60), ":", &rest].concat()
    }
}
