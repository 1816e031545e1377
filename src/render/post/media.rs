//! Pictures and films of a post. What is the platform's is held back until the reader asks: its address stands where a
//! browser doesn't look for it, and the page's part puts it in its place.

use super::super::budget::Over;
use super::super::{Attr, Class, El, Fixed, Media, Pen};
use crate::json::{Name, Reader, digits};
use crate::locale::Word;
use crate::post;
use crate::url::Address;

/// A single picture is at most this much taller than wide, in quarters.
const TALLEST: u32 = 5;

impl Pen<'_> {
    pub(super) fn post_media(&mut self, post: Reader<'_>, page: Option<&Address<'_>>) {
        let sensitive = post.flag(Name::Sensitive) == Some(true);
        let count = post.list(Name::Media).count();
        if count == 0 {
            if sensitive {
                self.leaf_word(El::P, Class::TweetNote, self.word(Word::Sensitive));
            }
            return;
        }
        if sensitive {
            self.open(El::Div, Class::Sensitive);
            self.open(El::P, Class::TweetNote);
            self.say_word(self.word(Word::Sensitive));
            self.say(" ");
            self.ask(Fixed::AskSensitive, Word::Show);
            self.close();
        }
        let outer = std::mem::replace(&mut self.sensitive, sensitive);
        self.open(
            El::Div,
            match count {
                1 => Class::Media1,
                2 => Class::Media2,
                3 => Class::Media3,
                _ => Class::Media4,
            },
        );
        for media in post.list(Name::Media) {
            if !self.runs_left(1, media) {
                break;
            }
            self.open(El::Div, Class::MediaItem);
            self.one(media, page, count == 1);
            self.close();
        }
        self.ask_media();
        self.close();
        self.sensitive = outer;
        if sensitive {
            self.close();
        }
    }

    fn one(&mut self, media: Reader<'_>, page: Option<&Address<'_>>, single: bool) {
        let kind = media.field(Name::Kind).map_or("", Reader::raw);
        let film = matches!(kind, "video" | "gif");
        if !film && kind != "photo" {
            media.unknown("photo, video or gif in \"kind\"");
        }
        let alt = if media.is_object() {
            media.text(Name::Alt)
        } else {
            media.as_text()
        };
        let src = media.media(Name::Src);
        let sources: std::vec::Vec<_> = media
            .list(Name::Sources)
            .take_while(|source| self.runs_left(1, *source))
            .filter_map(|source| Some((source, source.media(Name::Src)?)))
            .collect();
        let poster = media.media(Name::Poster);
        if film && (src.is_some() || !sources.is_empty()) {
            self.post_film(media, alt, src.as_ref(), &sources, poster.as_ref(), single);
        } else if let Some(src) =
            (src.as_ref().or(poster.as_ref())).filter(|_| self.room(Over::Pictures, media))
        {
            self.post_picture(media, alt, src, single);
        } else {
            self.open(El::P, Class::TweetMediaText);
            self.say_word(self.word(if film { Word::Video } else { Word::Picture }));
            if let Some(alt) = alt {
                self.say(" – ");
                self.leaf(El::Bdi, Class::None, alt);
            }
            self.close();
        }
        if film {
            self.film_line(
                media,
                kind,
                page,
                sources.first().map(|(_, src)| src).or(src.as_ref()),
            );
        }
    }

    fn post_picture(
        &mut self,
        media: Reader<'_>,
        alt: Option<&str>,
        src: &Address<'_>,
        single: bool,
    ) {
        let name = alt.unwrap_or(self.locale.get(Word::Picture));
        self.link(Class::MediaLink, Some(src));
        let class = self.shape(media, single);
        self.open(El::Img, class);
        self.attr(Attr::Alt, name);
        self.size(media);
        let held = self.fetched(src);
        self.hold(held);
        self.close();
        if held {
            // Seen until the picture is.
            self.leaf(El::Span, Class::MediaWords, name);
        }
        self.close();
        if let Some(alt) = alt {
            self.open(El::Details, Class::Alt);
            self.leaf(El::Summary, Class::AltBadge, "ALT");
            self.open(El::P, Class::AltText);
            self.fixed(Fixed::DirAuto);
            self.sketch.drawing.fill(alt);
            self.close();
        }
    }

    fn post_film(
        &mut self,
        media: Reader<'_>,
        alt: Option<&str>,
        src: Option<&Address<'_>>,
        sources: &[(Reader<'_>, Address<'_>)],
        poster: Option<&Address<'_>>,
        single: bool,
    ) {
        let class = self.shape(media, single);
        self.open(El::Video, class);
        self.attr(Attr::AriaLabel, alt.unwrap_or(self.locale.get(Word::Video)));
        self.fixed(Fixed::Controls);
        self.fixed(Fixed::PlaysInline);
        self.fixed(Fixed::PreloadNone);
        if media.field(Name::Kind).map_or("", Reader::raw) == "gif" {
            self.fixed(Fixed::Loop);
            self.fixed(Fixed::Muted);
        }
        self.size(media);
        if let Some(poster) = poster {
            let held = self.platforms(poster, "image", Attr::Poster, Attr::DataPoster);
            self.hold(held);
        }
        for (source, src) in sources {
            self.source(src, source.text(Name::Type));
        }
        if let Some(src) = src.filter(|_| sources.is_empty()) {
            self.source(src, None);
        }
        self.close();
    }

    fn source(&mut self, src: &Address<'_>, mime: Option<&str>) {
        self.open(El::Source, Class::None);
        let held = self.platforms(src, "video", Attr::Src, Attr::DataSrc);
        self.hold(held);
        if let Some(mime) = mime {
            self.attr(Attr::Type, mime);
        }
        self.close();
    }

    /// What a film is, how long, and where else it can be seen.
    fn film_line(
        &mut self,
        media: Reader<'_>,
        kind: &str,
        page: Option<&Address<'_>>,
        src: Option<&Address<'_>>,
    ) {
        self.open(El::P, Class::FilmLine);
        let gif = kind == "gif";
        if gif {
            self.say("GIF");
        } else {
            self.say_word(self.word(Word::Video));
        }
        if let Some(seconds @ 1..) = media.whole(Name::Duration, 360_000) {
            self.say(", ");
            self.say(&clock(seconds));
        }
        let page = page.filter(|page| post::is_post(page)).and_then(|page| {
            Address::link(&[page.as_str(), "/video/1"].concat()).map(Address::into_owned)
        });
        if let Some(url) = page.as_ref().or(src) {
            self.say(" · ");
            self.link(Class::Link, Some(url));
            let word = if page.is_some() {
                Word::OnX
            } else {
                Word::Open
            };
            self.fill_word(word);
        }
        self.close();
    }

    /// The class of a picture's or film's box. In a grid all are alike.
    fn shape(&self, media: Reader<'_>, single: bool) -> Class {
        let size = |key: &str| media.field(key).and_then(Reader::number).unwrap_or(0.0);
        match (size("width"), size("height")) {
            _ if !single => Class::MediaPicture,
            (width, height) if width <= 0.0 || height <= 0.0 => Class::MediaWide,
            (width, height) if height * 4.0 > width * f64::from(TALLEST) => Class::MediaTall,
            _ => Class::MediaPicture,
        }
    }

    /// The source of the open picture; whether it is held back for the one button of the card.
    pub(super) fn fetched(&mut self, src: &Address<'_>) -> bool {
        self.fixed(Fixed::NoReferrer);
        self.fixed(Fixed::Lazy);
        self.fixed(Fixed::AsyncDecoding);
        self.platforms(src, "image", Attr::Src, Attr::DataSrc)
    }

    fn platforms(&mut self, address: &Address<'_>, kind: &str, shown: Attr, held: Attr) -> bool {
        let (address, mirrored) = self.placed(address, kind);
        let asks = self.options.media == Media::Click && !mirrored;
        let Some(address) = address else { return false };
        let hidden = asks || self.sensitive;
        self.sketch
            .drawing
            .address(if hidden { held } else { shown }, &address);
        hidden && !self.sensitive
    }
}

/// Seconds as a player shows them.
fn clock(seconds: u32) -> String {
    let two = |number: u32| [if number < 10 { "0" } else { "" }, &digits(number)].concat();
    let (minutes, rest) = (seconds / 60, two(seconds % 60));
    if minutes < 60 {
        [&digits(minutes), ":", &rest].concat()
    } else {
        [&digits(minutes / 60), ":", &two(minutes % 60), ":", &rest].concat()
    }
}
