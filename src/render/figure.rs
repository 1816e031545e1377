//! Images, galleries, video and audio with their captions.

use super::budget::LimitKind;
use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::article::{Use, fields};
use crate::json::{Cursor, Name, digits};
use crate::locale::{MessageId, own_name};
use crate::scan::{contains, split_once};
use crate::url::Address;

/// Maximum width and height of an image, in pixels.
pub(super) const MAX_PIXELS: u32 = 100_000;

impl Renderer<'_> {
    /// An image with its caption into the open figure; whether anything was rendered. An image that can't be shown is
    /// replaced by its alternative text, linked to it where allowed.
    pub(super) fn image(&mut self, image: Cursor<'_>, lazy: bool) -> bool {
        let source = if image.is_object() {
            image.field(Name::Src)
        } else {
            image.report_type("an object with \"src\" and \"alt\"");
            Some(image).filter(|image| image.is_text() && looks_like_url(image.as_str()))
        };
        let Some(source) = source.filter(|source| source.is_text()) else {
            return self.report_missing(image, "the address of a picture in \"src\"");
        };
        let alt = image.text(Name::Alt).unwrap_or_default();
        let href = image.link(Name::Href);
        let src = source.as_address(Use::Media);
        let Some(src) = src.filter(|_| self.try_take(LimitKind::Pictures, image)) else {
            let elsewhere = href.or_else(|| Address::link(source.as_str()));
            if elsewhere.is_none()
                && alt.is_empty()
                && image
                    .inline_field(Name::Caption)
                    .or(image.inline_field(Name::Credit))
                    .is_none()
            {
                return false;
            }
            if elsewhere.is_some() || !alt.is_empty() {
                self.open(Tag::P, Class::Paragraph);
                self.link(Class::Link, elsewhere.as_ref());
                let text = if alt.is_empty() {
                    self.message(MessageId::Picture)
                } else {
                    alt
                };
                self.state.buffer.text_and_close(text);
                self.close();
            }
            self.caption(image);
            return true;
        };
        if image.field(Name::Alt).is_none() {
            image.warn(
                "missing-alt",
                &["Expected \"alt\" to say what the picture shows, or \"\" for mere decoration."],
            );
        }
        if let Some(href) = &href {
            self.link(Class::Link, Some(href));
            if alt.is_empty() {
                let label = image.inline_field(Name::Caption).map(Cursor::to_plain_text);
                self.attr(
                    Attr::AriaLabel,
                    label
                        .as_deref()
                        .unwrap_or(self.locale.get(MessageId::Picture)),
                );
            }
        }
        self.open(Tag::Img, focal_point_class(image));
        let srcset = self.srcset(image);
        if !srcset.is_empty() {
            // Before `src`, which a browser would start to load at once.
            self.attr(Attr::Srcset, &srcset);
            self.attr(Attr::Sizes, image.text(Name::Sizes).unwrap_or("100vw"));
        }
        self.attr(Attr::Alt, alt);
        self.dimensions(image);
        if lazy {
            self.static_attr(StaticAttr::Lazy);
        }
        self.static_attr(StaticAttr::AsyncDecoding);
        self.url_attr(Attr::Src, &src, "image");
        self.close();
        if href.is_some() {
            self.close();
        } else if self.options.lightbox && self.options.interactive {
            self.open(Tag::Button, Class::Enlarge);
            self.static_attr(StaticAttr::Button);
            let colon = if alt.is_empty() { "" } else { ": " };
            let label = [self.message(MessageId::Enlarge), colon, alt].concat();
            self.attr(Attr::AriaLabel, &label);
            self.close();
        }
        self.caption(image);
        true
    }

    fn srcset(&self, image: Cursor<'_>) -> String {
        let mut srcset = String::new();
        for item in image.list(Name::Srcset) {
            item.check_fields(fields::SRCSET, &[]);
            let (Some(src), Some(width)) =
                (item.media(Name::Src), item.uint(Name::Width, MAX_PIXELS))
            else {
                continue;
            };
            let (Some(src), _) = self.resolve_url(&src, "image") else {
                continue;
            };
            let src = src.as_str();
            // A longer attribute would be truncated in the middle of a URL.
            if srcset.len() + src.len() > 100_000 {
                break;
            }
            // A comma at either end of a URL would be parsed as a separator.
            if width > 0 && !src.starts_with(',') && !src.ends_with(',') {
                let comma = if srcset.is_empty() { "" } else { ", " };
                srcset.extend([comma, src, " ", &digits(width), "w"]);
            }
        }
        srcset
    }

    /// With both, nothing shifts when the image loads.
    pub(super) fn dimensions(&mut self, from: Cursor<'_>) {
        let sizes = (
            from.uint(Name::Width, MAX_PIXELS),
            from.uint(Name::Height, MAX_PIXELS),
        );
        if let (Some(width @ 1..), Some(height @ 1..)) = sizes {
            self.state.buffer.number_attr(Attr::Width, width);
            self.state.buffer.number_attr(Attr::Height, height);
        }
    }

    /// Caption and credit.
    fn caption(&mut self, from: Cursor<'_>) {
        let (caption, credit) = (
            from.inline_field(Name::Caption),
            from.inline_field(Name::Credit),
        );
        if caption.or(credit).is_none() {
            return;
        }
        self.open(Tag::Figcaption, Class::Figcaption);
        self.inline_element(from, "caption", Tag::Span, Class::Caption);
        if caption.is_some() {
            self.push_text(" ");
        }
        self.inline_element(from, "credit", Tag::Span, Class::Credit);
        self.close();
    }

    pub(super) fn gallery(&mut self, block: Cursor<'_>) -> bool {
        self.open_block(block, Tag::Figure, Class::Gallery);
        self.open(Tag::Ul, Class::GalleryItems);
        let empty = self.checkpoint();
        for image in block.list(Name::Items) {
            if !self.try_take_inline(1, image) {
                break;
            }
            image.check_fields(fields::IMAGE, &[]);
            let mark = self.checkpoint();
            self.open(Tag::Li, Class::GalleryItem);
            self.open(Tag::Figure, Class::Image);
            if !self.image(image, true) {
                self.state.buffer.rollback(mark);
                self.open(Tag::Li, Class::GalleryItem);
                self.open(Tag::Div, Class::Kept);
                let kept = self.checkpoint();
                self.fallback_scalar(image);
                if self.state.buffer.is_unchanged_since(kept) {
                    self.state.buffer.rollback(mark);
                    continue;
                }
            }
            self.close();
            self.close();
        }
        let any = !self.state.buffer.is_unchanged_since(empty);
        self.close();
        self.caption(block);
        self.close();
        any || self.report_missing(block, "at least one picture in \"items\"")
    }

    /// Video or audio.
    pub(super) fn video_or_audio(&mut self, block: Cursor<'_>, video: bool) -> bool {
        let (element, class, word) = if video {
            (Tag::Video, Class::Video, MessageId::Video)
        } else {
            (Tag::Audio, Class::Audio, MessageId::Audio)
        };
        self.open_block(block, Tag::Figure, class);
        self.inline_element(block, "title", Tag::P, Class::MediaTitle);
        self.open(element, Class::Picture);
        self.attr(
            Attr::AriaLabel,
            block.text(Name::Title).unwrap_or(self.locale.get(word)),
        );
        self.static_attr(StaticAttr::Controls);
        // Tracks of another origin are refused without it; with it, the video must come with CORS headers, too.
        let own = self.options.base_url.as_ref().and_then(Address::host);
        let elsewhere = block.list_silent(Name::Tracks).any(|track| {
            let host = Address::media(track.scalar_str(Name::Src))
                .and_then(|src| self.resolve_url(&src, "track").0?.host());
            host.is_some() && host != own
        });
        if elsewhere {
            self.static_attr(StaticAttr::Anonymous);
        }
        let poster = block.media(Name::Poster).filter(|_| video);
        if video {
            self.static_attr(StaticAttr::PlaysInline);
            self.dimensions(block);
        }
        match &poster {
            Some(poster) => {
                self.url_attr(Attr::Poster, poster, "image");
                self.static_attr(StaticAttr::PreloadNone);
            }
            None => self.static_attr(StaticAttr::PreloadMetadata),
        }
        let mut any = false;
        for item in block.list(Name::Sources) {
            if !self.try_take_inline(1, item) {
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
                self.open(Tag::Source, Class::None);
                self.url_attr(Attr::Src, &src, if video { "video" } else { "audio" });
                if let Some(mime) = item.text(Name::Type) {
                    self.attr(Attr::Type, mime);
                }
                self.close();
            }
        }
        for track in block.list(Name::Tracks) {
            if !self.try_take_inline(1, track) {
                break;
            }
            track.check_fields(fields::TRACK, &[]);
            if let Some(src) = track.media(Name::Src) {
                self.open(Tag::Track, Class::None);
                self.static_attr(StaticAttr::Subtitles);
                self.url_attr(Attr::Src, &src, "track");
                let lang = track.lang();
                if let Some(lang) = &lang {
                    self.attr(Attr::Srclang, lang);
                }
                // Menus of browsers show no more than this.
                let own = lang.as_deref().map(own_name);
                if let Some(label) = track.text(Name::Label).or(own.as_deref()) {
                    self.attr(Attr::Label, label);
                }
                self.close();
            }
        }
        self.close();
        self.caption(block);
        self.close();
        any || self.report_missing(block, "at least one address in \"sources\"")
    }
}

/// A string in place of an image is either its URL or text.
fn looks_like_url(text: &str) -> bool {
    split_once(text, b"/.").is_some() && !contains(text, char::is_whitespace)
}

/// A strict Content-Security-Policy forbids style attributes, so the focal point is one of a few classes.
fn focal_point_class(image: Cursor<'_>) -> Class {
    let Some(field) = image.field(Name::Focus) else {
        return Class::Picture;
    };
    let mut numbers = field.items().filter_map(Cursor::number);
    let (Some(x @ 0.0..=1.0), Some(y @ 0.0..=1.0)) = (numbers.next(), numbers.next()) else {
        field.warn("out-of-range", &["Expected two numbers from 0 to 1."]);
        return Class::Picture;
    };
    let sideways = (x - 0.5).abs() >= (y - 0.5).abs();
    match if sideways { x } else { y } {
        near if near < 0.4 && sideways => Class::FocusLeft,
        near if near < 0.4 => Class::FocusTop,
        far if far > 0.6 && sideways => Class::FocusRight,
        far if far > 0.6 => Class::FocusBottom,
        _ => Class::Picture,
    }
}
