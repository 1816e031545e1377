use super::caption::Caption;
use crate::article::{Use, fields};
use crate::json::{Children, Cursor, Name, digits};
use crate::locale::MessageId;
use crate::render::budget::LimitKind;
use crate::render::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::scan::{contains, split_once};
use crate::url::Address;

/// Maximum width and height of an image, in pixels.
pub(super) const MAX_PIXELS: u32 = 100_000;

/// An image with its caption. It is a block, an item of a gallery, or the article's own.
struct Image<'j> {
    image: Cursor<'j>,
    source: Cursor<'j>,
    /// The source as an address; none if it can't be shown.
    src: Option<Address<'j>>,
    alt: &'j str,
    href: Option<Address<'j>>,
    caption: Caption<'j>,
}

impl<'j> Image<'j> {
    fn read(image: Cursor<'j>) -> Option<Self> {
        let source = if image.is_object() {
            image.field(Name::Src)
        } else {
            image.report_type("an object with \"src\" and \"alt\"");
            Some(image).filter(|image| image.is_text() && looks_like_url(image.as_str()))
        };
        let source = source.filter(|source| source.is_text())?;
        let alt = image.text(Name::Alt).unwrap_or_default();
        let href = image.link(Name::Href);
        let src = source.as_address(Use::Media);
        if src.is_some() && image.field(Name::Alt).is_none() {
            image.warn(
                "missing-alt",
                &["Expected \"alt\" to say what the picture shows, or \"\" for mere decoration."],
            );
        }
        Some(Self {
            image,
            source,
            src,
            alt,
            href,
            caption: Caption::read(image),
        })
    }

    /// An image that can't be shown is replaced by its alternative text, linked to it where allowed.
    fn render_text(self, cx: &mut Renderer<'_>) -> bool {
        let elsewhere = self.href.or_else(|| Address::link(self.source.as_str()));
        let any = elsewhere.is_some() || !self.alt.is_empty();
        if any {
            cx.open(Tag::P, Class::Paragraph);
            cx.link(Class::Link, elsewhere.as_ref());
            let text = if self.alt.is_empty() {
                cx.message(MessageId::Picture)
            } else {
                self.alt
            };
            cx.state.buffer.text_and_close(text);
            cx.close();
        }
        self.caption.render(cx) || any
    }

    fn render(self, lazy: bool, cx: &mut Renderer<'_>) -> bool {
        let Self { image, alt, .. } = self;
        let src = self.src.as_ref();
        let Some(src) = src.filter(|_| cx.try_take(LimitKind::Pictures, image)) else {
            return self.render_text(cx);
        };
        if let Some(href) = &self.href {
            cx.link(Class::Link, Some(href));
            if alt.is_empty() {
                let label = self.caption.to_plain_text();
                let label = label.as_deref();
                cx.attr(
                    Attr::AriaLabel,
                    label.unwrap_or(cx.message(MessageId::Picture)),
                );
            }
        }
        cx.open(Tag::Img, focal_point_class(image));
        let srcset = cx.srcset(image.list(Name::Srcset));
        if !srcset.is_empty() {
            // Before `src`, which a browser would start to load at once.
            cx.attr(Attr::Srcset, &srcset);
            cx.attr(Attr::Sizes, image.text(Name::Sizes).unwrap_or("100vw"));
        }
        cx.attr(Attr::Alt, alt);
        cx.dimensions(image);
        if lazy {
            cx.static_attr(StaticAttr::Lazy);
        }
        cx.static_attr(StaticAttr::AsyncDecoding);
        cx.url_attr(Attr::Src, src, "image");
        cx.close();
        if self.href.is_some() {
            cx.close();
        } else if cx.options.lightbox && cx.options.interactive {
            cx.open(Tag::Button, Class::Enlarge);
            cx.static_attr(StaticAttr::Button);
            let colon = if alt.is_empty() { "" } else { ": " };
            let label = [cx.message(MessageId::Enlarge), colon, alt].concat();
            cx.attr(Attr::AriaLabel, &label);
            cx.close();
        }
        self.caption.render(cx);
        true
    }
}

impl Renderer<'_> {
    /// An image with its caption into the open figure; whether anything was rendered.
    pub(in crate::render) fn image(&mut self, image: Cursor<'_>, lazy: bool) -> bool {
        match Image::read(image) {
            Some(image) => image.render(lazy, self),
            None => self.report_missing(image, "the address of a picture in \"src\""),
        }
    }

    fn srcset(&self, images: Children<'_>) -> String {
        let mut srcset = String::new();
        for item in images {
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
    pub(in crate::render) fn dimensions(&mut self, from: Cursor<'_>) {
        let sizes = (
            from.uint(Name::Width, MAX_PIXELS),
            from.uint(Name::Height, MAX_PIXELS),
        );
        if let (Some(width @ 1..), Some(height @ 1..)) = sizes {
            self.state.buffer.number_attr(Attr::Width, width);
            self.state.buffer.number_attr(Attr::Height, height);
        }
    }
}

/// A string in place of an image is either its URL or text.
fn looks_like_url(text: &str) -> bool {
    split_once(text, b"/.").is_some() && !contains(text, char::is_whitespace)
}

/// How wide an image is, as its author wants it.
pub(super) fn image_class(image: Cursor<'_>) -> Class {
    let layout = image.field(Name::Layout);
    match layout.map_or("wide", Cursor::as_str) {
        "wide" => Class::Image,
        "text" => Class::ImageText,
        "full" => Class::ImageFull,
        _ => {
            layout
                .into_iter()
                .for_each(|layout| layout.report_unknown_value("text, wide or full"));
            Class::Image
        }
    }
}

/// A strict Content-Security-Policy forbids style attributes, so the focal point is one of a few classes.
pub(in crate::render) fn focal_point_class(image: Cursor<'_>) -> Class {
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
