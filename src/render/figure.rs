//! Pictures, films and sound with their captions.

use super::budget::Over;
use super::{Attr, Class, El, Fixed, Pen};
use crate::article::{Use, fields};
use crate::json::{Name, Reader, digits};
use crate::locale::{Word, own_name};
use crate::scan::{cut, has};
use crate::url::Address;

/// No picture is wider or higher, in pixels.
pub(super) const MOST_PIXELS: u32 = 100_000;

impl Pen<'_> {
    /// A picture with its caption into the open figure; whether there is anything to be seen. One that can't be shown is
    /// its text, and a link to it where that is allowed.
    pub(super) fn picture(&mut self, image: Reader<'_>, lazy: bool) -> bool {
        let source = if image.is_object() {
            image.field(Name::Src)
        } else {
            image.wrong("an object with \"src\" and \"alt\"");
            Some(image).filter(|image| image.is_text() && looks_like_address(image.raw()))
        };
        let Some(source) = source.filter(|source| source.is_text()) else {
            return self.missing(image, "the address of a picture in \"src\"");
        };
        let alt = image.text(Name::Alt).unwrap_or_default();
        let href = image.link(Name::Href);
        let src = source.as_address(Use::Media);
        let Some(src) = src.filter(|_| self.room(Over::Pictures, image)) else {
            let elsewhere = href.or_else(|| Address::link(source.raw()));
            if elsewhere.is_none()
                && alt.is_empty()
                && image
                    .said(Name::Caption)
                    .or(image.said(Name::Credit))
                    .is_none()
            {
                return false;
            }
            if elsewhere.is_some() || !alt.is_empty() {
                self.open(El::P, Class::Paragraph);
                self.link(Class::Link, elsewhere.as_ref());
                let text = if alt.is_empty() {
                    self.word(Word::Picture)
                } else {
                    alt
                };
                self.sketch.drawing.fill(text);
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
                let label = image.said(Name::Caption).map(Reader::plain);
                self.attr(
                    Attr::AriaLabel,
                    label.as_deref().unwrap_or(self.locale.get(Word::Picture)),
                );
            }
        }
        self.open(El::Img, focus(image));
        let srcset = self.srcset(image);
        if !srcset.is_empty() {
            // Before src: a browser that saw src alone would begin to load it.
            self.attr(Attr::Srcset, &srcset);
            self.attr(Attr::Sizes, image.text(Name::Sizes).unwrap_or("100vw"));
        }
        self.attr(Attr::Alt, alt);
        self.size(image);
        if lazy {
            self.fixed(Fixed::Lazy);
        }
        self.fixed(Fixed::AsyncDecoding);
        self.address(Attr::Src, &src, "image");
        self.close();
        if href.is_some() {
            self.close();
        } else if self.options.lightbox && self.options.interactive {
            self.open(El::Button, Class::Enlarge);
            self.fixed(Fixed::Button);
            let colon = if alt.is_empty() { "" } else { ": " };
            let label = [self.word(Word::Enlarge), colon, alt].concat();
            self.attr(Attr::AriaLabel, &label);
            self.close();
        }
        self.caption(image);
        true
    }

    fn srcset(&self, image: Reader<'_>) -> String {
        let mut srcset = String::new();
        for item in image.list(Name::Srcset) {
            item.check_fields(fields::SRCSET, &[]);
            let (Some(src), Some(width)) =
                (item.media(Name::Src), item.whole(Name::Width, MOST_PIXELS))
            else {
                continue;
            };
            let (Some(src), _) = self.placed(&src, "image") else {
                continue;
            };
            let src = src.as_str();
            // More than anybody means would break off in the midst of an address.
            if srcset.len() + src.len() > 100_000 {
                break;
            }
            // A comma at either end of an address would break the attribute apart.
            if width > 0 && !src.starts_with(',') && !src.ends_with(',') {
                let comma = if srcset.is_empty() { "" } else { ", " };
                srcset.extend([comma, src, " ", &digits(width), "w"]);
            }
        }
        srcset
    }

    /// With both, nothing moves when the picture arrives.
    pub(super) fn size(&mut self, from: Reader<'_>) {
        let sizes = (
            from.whole(Name::Width, MOST_PIXELS),
            from.whole(Name::Height, MOST_PIXELS),
        );
        if let (Some(width @ 1..), Some(height @ 1..)) = sizes {
            self.sketch.drawing.number(Attr::Width, width);
            self.sketch.drawing.number(Attr::Height, height);
        }
    }

    /// Caption and credit.
    fn caption(&mut self, from: Reader<'_>) {
        let (caption, credit) = (from.said(Name::Caption), from.said(Name::Credit));
        if caption.or(credit).is_none() {
            return;
        }
        self.open(El::Figcaption, Class::Figcaption);
        self.part(from, "caption", El::Span, Class::Caption);
        if caption.is_some() {
            self.say(" ");
        }
        self.part(from, "credit", El::Span, Class::Credit);
        self.close();
    }

    pub(super) fn gallery(&mut self, block: Reader<'_>) -> bool {
        self.start(block, El::Figure, Class::Gallery);
        self.open(El::Ul, Class::GalleryItems);
        let empty = self.mark();
        for image in block.list(Name::Items) {
            if !self.runs_left(1, image) {
                break;
            }
            image.check_fields(fields::IMAGE, &[]);
            let mark = self.mark();
            self.open(El::Li, Class::GalleryItem);
            self.open(El::Figure, Class::Image);
            if !self.picture(image, true) {
                self.sketch.drawing.undo(mark);
                self.open(El::Li, Class::GalleryItem);
                self.open(El::Div, Class::Kept);
                let kept = self.mark();
                self.plain_block(image);
                if self.sketch.drawing.is_at(kept) {
                    self.sketch.drawing.undo(mark);
                    continue;
                }
            }
            self.close();
            self.close();
        }
        let any = !self.sketch.drawing.is_at(empty);
        self.close();
        self.caption(block);
        self.close();
        any || self.missing(block, "at least one picture in \"items\"")
    }

    /// A film, or sound alone.
    pub(super) fn film(&mut self, block: Reader<'_>, video: bool) -> bool {
        let (element, class, word) = if video {
            (El::Video, Class::Video, Word::Video)
        } else {
            (El::Audio, Class::Audio, Word::Audio)
        };
        self.start(block, El::Figure, class);
        self.part(block, "title", El::P, Class::MediaTitle);
        self.open(element, Class::Picture);
        self.attr(
            Attr::AriaLabel,
            block.text(Name::Title).unwrap_or(self.locale.get(word)),
        );
        self.fixed(Fixed::Controls);
        // Tracks of another origin are refused without it; with it, the film must come with CORS headers, too.
        let own = self.options.base_url.as_ref().and_then(Address::host);
        let elsewhere = block.any_list(Name::Tracks).any(|track| {
            let host = Address::media(track.says_at(Name::Src))
                .and_then(|src| self.placed(&src, "track").0?.host());
            host.is_some() && host != own
        });
        if elsewhere {
            self.fixed(Fixed::Anonymous);
        }
        let poster = block.media(Name::Poster).filter(|_| video);
        if video {
            self.fixed(Fixed::PlaysInline);
            self.size(block);
        }
        match &poster {
            Some(poster) => {
                self.address(Attr::Poster, poster, "image");
                self.fixed(Fixed::PreloadNone);
            }
            None => self.fixed(Fixed::PreloadMetadata),
        }
        let mut any = false;
        for item in block.list(Name::Sources) {
            if !self.runs_left(1, item) {
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
                self.open(El::Source, Class::None);
                self.address(Attr::Src, &src, if video { "video" } else { "audio" });
                if let Some(mime) = item.text(Name::Type) {
                    self.attr(Attr::Type, mime);
                }
                self.close();
            }
        }
        for track in block.list(Name::Tracks) {
            if !self.runs_left(1, track) {
                break;
            }
            track.check_fields(fields::TRACK, &[]);
            if let Some(src) = track.media(Name::Src) {
                self.open(El::Track, Class::None);
                self.fixed(Fixed::Subtitles);
                self.address(Attr::Src, &src, "track");
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
        any || self.missing(block, "at least one address in \"sources\"")
    }
}

/// A mere text where a picture belongs is its address or something to read.
fn looks_like_address(text: &str) -> bool {
    cut(text, b"/.").is_some() && !has(text, char::is_whitespace)
}

/// A strict content policy forbids style attributes: the focus is one of a few classes.
fn focus(image: Reader<'_>) -> Class {
    let Some(field) = image.field(Name::Focus) else {
        return Class::Picture;
    };
    let mut numbers = field.items().filter_map(Reader::number);
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
