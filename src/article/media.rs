//! Pictures, films and sound of the publisher's own.

use super::{Inline, Text};
use crate::address::Address;
use crate::json::{Kind, Reader};

/// No picture is wider or higher, in pixels.
const MOST_PIXELS: u32 = 100_000;

/// A picture with its texts.
#[derive(Debug, Clone, PartialEq)]
pub struct Image<'a> {
    /// Where it is; none if the address was refused, and then only its texts are shown.
    pub src: Option<Address<'a>>,
    /// Where a reader may look for it, if it can't be shown in place.
    pub link: Option<Address<'a>>,
    /// What it shows, for those who don't see it. Empty for decoration.
    pub alt: Text<'a>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// The same picture in other widths.
    pub srcset: Vec<Width<'a>>,
    /// HTML's `sizes`: how wide it will stand.
    pub sizes: Option<Text<'a>>,
    /// The text below it.
    pub caption: Option<Inline<'a>>,
    /// Whose it is.
    pub credit: Option<Text<'a>>,
    /// Where a click on it leads.
    pub href: Option<Address<'a>>,
    /// The point to keep in sight when it is cropped, from the left and from the top, 0 to 1.
    pub focus: Option<(f64, f64)>,
}

/// One width of a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Width<'a> {
    /// Where it is.
    pub src: Address<'a>,
    /// Its width in pixels.
    pub width: u32,
}

/// Several pictures that belong together.
#[derive(Debug, Clone, PartialEq)]
pub struct Gallery<'a> {
    /// The pictures.
    pub items: Vec<Image<'a>>,
    /// The text below all of them.
    pub caption: Option<Inline<'a>>,
}

/// A film.
#[derive(Debug, Clone, PartialEq)]
pub struct Video<'a> {
    /// The same film in several encodings.
    pub sources: Vec<Source<'a>>,
    /// The picture shown before it plays.
    pub poster: Option<Address<'a>>,
    /// Width in pixels.
    pub width: Option<u32>,
    /// Height in pixels.
    pub height: Option<u32>,
    /// Subtitles.
    pub tracks: Vec<Track<'a>>,
    /// Its name.
    pub title: Option<Text<'a>>,
    /// The text below it.
    pub caption: Option<Inline<'a>>,
    /// Whose it is.
    pub credit: Option<Text<'a>>,
}

/// Sound.
#[derive(Debug, Clone, PartialEq)]
pub struct Audio<'a> {
    /// The same sound in several encodings.
    pub sources: Vec<Source<'a>>,
    /// Its name.
    pub title: Option<Text<'a>>,
    /// The text below it.
    pub caption: Option<Inline<'a>>,
    /// Whose it is.
    pub credit: Option<Text<'a>>,
}

/// One encoding of a film or sound.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source<'a> {
    /// Where it is.
    pub src: Address<'a>,
    /// Its MIME type.
    pub mime: Option<Text<'a>>,
}

/// Subtitles in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Track<'a> {
    /// Where they are, as WebVTT.
    pub src: Address<'a>,
    /// Their language.
    pub lang: Option<Text<'a>>,
    /// Their name in the player's menu.
    pub label: Option<Text<'a>>,
}

impl<'a> Image<'a> {
    /// An image; none if there is nothing to be seen or read.
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let field = reader.field("src");
        if field.is_none() {
            reader.missing("the address of a picture in \"src\"");
        }
        let src = reader.media("src");
        let mut image = Self {
            link: match (&src, field) {
                (None, Some(field)) => field.value().text().and_then(Address::link),
                _ => None,
            },
            src,
            alt: reader.text("alt").unwrap_or_default(),
            width: reader.whole("width", MOST_PIXELS),
            height: reader.whole("height", MOST_PIXELS),
            srcset: Vec::new(),
            sizes: reader.text("sizes"),
            caption: Inline::field(reader, "caption"),
            credit: reader.text("credit"),
            href: reader.link("href"),
            focus: focus(reader),
        };
        if image.src.is_some() && reader.field("alt").is_none() {
            reader.warn(
                "missing-alt",
                &["Expected \"alt\" to say what the picture shows, or \"\" for mere decoration."],
            );
        }
        reader.each("srcset", |item| {
            if let (Some(src), Some(width)) = (item.media("src"), item.whole("width", MOST_PIXELS))
            {
                // A comma or space at either end of an address would break the attribute apart.
                if width > 0 && !src.as_str().starts_with(',') && !src.as_str().ends_with(',') {
                    image.srcset.push(Width { src, width });
                }
            }
        });
        let something = image.src.is_some()
            || !image.alt.is_empty()
            || image.caption.is_some()
            || image.credit.is_some();
        something.then_some(image)
    }

    /// The lead picture, which may be given as its mere address.
    pub(crate) fn read_lead(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        if reader.kind() == Kind::Object {
            return Self::read(reader);
        }
        reader.wrong("an object with \"src\" and \"alt\"");
        Some(Self {
            src: Some(Address::media(reader.value().text()?)?),
            link: None,
            alt: Text::default(),
            width: None,
            height: None,
            srcset: Vec::new(),
            sizes: None,
            caption: None,
            credit: None,
            href: None,
            focus: None,
        })
    }
}

fn focus(reader: &Reader<'_, '_, '_>) -> Option<(f64, f64)> {
    let field = reader.field("focus")?;
    let mut numbers = field.items().filter_map(|item| item.value().number());
    let point = numbers.next().zip(numbers.next());
    let inside = |(x, y): &(f64, f64)| (0.0..=1.0).contains(x) && (0.0..=1.0).contains(y);
    let point = point.filter(inside);
    if point.is_none() {
        field.warn("out-of-range", &["Expected two numbers from 0 to 1."]);
    }
    point
}

impl<'a> Gallery<'a> {
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let mut items = Vec::new();
        reader.each("items", |item| items.extend(Image::read_lead(item)));
        let caption = Inline::field(reader, "caption");
        if items.is_empty() {
            reader.missing("at least one picture in \"items\"");
        }
        (!items.is_empty()).then_some(Self { items, caption })
    }
}

fn sources<'a>(reader: &Reader<'_, '_, 'a>) -> Vec<Source<'a>> {
    let mut sources = Vec::new();
    reader.each("sources", |item| {
        let (src, mime) = if item.kind() == Kind::Object {
            (item.media("src"), item.text("type"))
        } else {
            (item.value().text().and_then(Address::media), None)
        };
        sources.extend(src.map(|src| Source { src, mime }));
    });
    if sources.is_empty() {
        reader.missing("at least one address in \"sources\"");
    }
    sources
}

impl<'a> Video<'a> {
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let mut tracks = Vec::new();
        reader.each("tracks", |item| {
            if let Some(src) = item.media("src") {
                tracks.push(Track {
                    src,
                    lang: item.lang(),
                    label: item.text("label"),
                });
            }
        });
        let video = Self {
            sources: sources(reader),
            poster: reader.media("poster"),
            width: reader.whole("width", MOST_PIXELS),
            height: reader.whole("height", MOST_PIXELS),
            tracks,
            title: reader.text("title"),
            caption: Inline::field(reader, "caption"),
            credit: reader.text("credit"),
        };
        (!video.sources.is_empty()).then_some(video)
    }
}

impl<'a> Audio<'a> {
    pub(crate) fn read(reader: &Reader<'_, '_, 'a>) -> Option<Self> {
        let audio = Self {
            sources: sources(reader),
            title: reader.text("title"),
            caption: Inline::field(reader, "caption"),
            credit: reader.text("credit"),
        };
        (!audio.sources.is_empty()).then_some(audio)
    }
}
