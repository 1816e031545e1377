//! Pictures, films and sound with their captions.

use super::{Attr, Class, El, Fixed, Pen};
use crate::address::Address;
use crate::article::{Audio, Gallery, Image, Inline, Source, Video};

impl Pen<'_> {
    /// A picture, inside a link if it leads somewhere. One that can't be shown is its text.
    pub(super) fn picture(&mut self, image: &Image<'_>, lazy: bool) {
        let Some(src) = &image.src else {
            let text = match image.alt.as_ref() {
                "" => self.words.picture,
                alt => alt,
            };
            if image.link.is_some() || !image.alt.is_empty() {
                self.open(El::P, Class::Paragraph);
                let leads_to = image.href.as_ref().or(image.link.as_ref());
                self.name(text, leads_to, Class::Link);
                self.close();
            }
            return;
        };
        if let Some(href) = &image.href {
            self.open(El::A, Class::Link);
            self.address(Attr::Href, href);
            if image.alt.is_empty() {
                let label = match &image.caption {
                    Some(caption) => caption.to_plain(),
                    None => self.words.picture.to_owned(),
                };
                self.attr(Attr::AriaLabel, &label);
            }
        }
        self.open(El::Img, picture_class(image.focus));
        self.address(Attr::Src, src);
        if !image.srcset.is_empty() {
            let mut srcset = String::new();
            for width in &image.srcset {
                if !srcset.is_empty() {
                    srcset.push_str(", ");
                }
                let resolved = self
                    .options
                    .base_url
                    .as_ref()
                    .map(|base| width.src.resolved(base));
                srcset.push_str(resolved.as_ref().unwrap_or(&width.src).as_str());
                srcset.push(' ');
                srcset.push_str(&width.width.to_string());
                srcset.push('w');
            }
            self.attr(Attr::Srcset, &srcset);
            self.attr(Attr::Sizes, image.sizes.as_deref().unwrap_or("100vw"));
        }
        self.attr(Attr::Alt, &image.alt);
        self.size(image.width, image.height);
        if lazy {
            self.fixed(Fixed::Lazy);
        }
        self.fixed(Fixed::AsyncDecoding);
        self.close();
        if image.href.is_some() {
            self.close();
        }
    }

    /// Caption and credit.
    pub(super) fn figcaption(&mut self, caption: Option<&Inline<'_>>, credit: Option<&str>) {
        if caption.is_none() && credit.is_none() {
            return;
        }
        self.open(El::Figcaption, Class::Figcaption);
        if let Some(caption) = caption {
            self.open(El::Span, Class::Caption);
            self.fill(caption);
        }
        if let Some(credit) = credit {
            if caption.is_some() {
                self.run(" ");
            }
            self.leaf(El::Span, Class::Credit, credit);
        }
        self.close();
    }

    pub(super) fn gallery(&mut self, gallery: &Gallery<'_>) {
        self.open(El::Ul, Class::GalleryItems);
        for image in &gallery.items {
            self.open(El::Li, Class::GalleryItem);
            self.open(El::Figure, Class::Image);
            self.picture(image, true);
            self.figcaption(image.caption.as_ref(), image.credit.as_deref());
            self.close();
            self.close();
        }
        self.close();
        self.figcaption(gallery.caption.as_ref(), None);
        self.close();
    }

    pub(super) fn video(&mut self, video: &Video<'_>) {
        self.media_title(video.title.as_deref());
        self.open(El::Video, Class::Picture);
        self.attr(
            Attr::AriaLabel,
            video.title.as_deref().unwrap_or(self.words.video),
        );
        self.fixed(Fixed::Controls);
        self.fixed(Fixed::PlaysInline);
        self.size(video.width, video.height);
        match &video.poster {
            Some(poster) => {
                self.address(Attr::Poster, poster);
                self.fixed(Fixed::PreloadNone);
            }
            None => self.fixed(Fixed::PreloadMetadata),
        }
        self.sources(&video.sources);
        for track in &video.tracks {
            self.open(El::Track, Class::None);
            self.fixed(Fixed::Subtitles);
            self.address(Attr::Src, &track.src);
            if let Some(lang) = &track.lang {
                self.attr(Attr::Srclang, lang);
            }
            if let Some(label) = track.label.as_ref().or(track.lang.as_ref()) {
                self.attr(Attr::Label, label);
            }
            self.close();
        }
        self.close();
        self.figcaption(video.caption.as_ref(), video.credit.as_deref());
        self.close();
    }

    pub(super) fn audio(&mut self, audio: &Audio<'_>) {
        self.media_title(audio.title.as_deref());
        self.open(El::Audio, Class::None);
        self.attr(
            Attr::AriaLabel,
            audio.title.as_deref().unwrap_or(self.words.audio),
        );
        self.fixed(Fixed::Controls);
        self.fixed(Fixed::PreloadMetadata);
        self.sources(&audio.sources);
        self.close();
        self.figcaption(audio.caption.as_ref(), audio.credit.as_deref());
        self.close();
    }

    fn media_title(&mut self, title: Option<&str>) {
        if let Some(title) = title {
            self.leaf(El::P, Class::MediaTitle, title);
        }
    }

    fn sources(&mut self, sources: &[Source<'_>]) {
        for source in sources {
            self.source(&source.src, source.mime.as_deref());
        }
    }

    pub(super) fn source(&mut self, src: &Address<'_>, mime: Option<&str>) {
        self.open(El::Source, Class::None);
        self.address(Attr::Src, src);
        if let Some(mime) = mime {
            self.attr(Attr::Type, mime);
        }
        self.close();
    }
}

/// A strict content policy forbids style attributes: the focus is one of a few classes.
fn picture_class(focus: Option<(f64, f64)>) -> Class {
    match focus {
        Some((x, y)) if (x - 0.5).abs() >= (y - 0.5).abs() && x < 0.4 => Class::FocusX0,
        Some((x, y)) if (x - 0.5).abs() >= (y - 0.5).abs() && x > 0.6 => Class::FocusX2,
        Some((_, y)) if y < 0.4 => Class::FocusY0,
        Some((_, y)) if y > 0.6 => Class::FocusY2,
        _ => Class::Picture,
    }
}
