//! How much of an article is drawn, so that no article can be too much for the page that shows it.
//!
//! Whatever an article may have any number of is counted by one of these, so together they limit the whole drawing.

use serde::Serialize;

use super::{Attr, Class, El, Fixed, Pen};
use crate::error::Severity;
use crate::json::{Name, Reader, digits};
use crate::locale::Word;

/// How much of an article is read and drawn. What goes beyond is told in [`Diagnostic`](crate::Diagnostic)s, and by a
/// notice at the article's foot.
///
/// All of it is in `docs/limits.md`: what counts as what, what becomes of the rest, and the measurements behind the numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Bytes of JSON; an article with more is refused, as `too-large`.
    pub bytes: u32,
    /// Blocks of the body and of its sections, and as many again inside other blocks.
    pub blocks: u32,
    /// How deep blocks may stand in blocks.
    pub depth: u32,
    /// Spans, marks, links and line breaks in running text, items of lists, cells of tables, and whatever else a block may
    /// have any number of.
    pub runs: u32,
    /// Bytes of UTF-8 in one text.
    pub text: u32,
    /// Social posts; one and what it quotes count once.
    pub posts: u32,
    /// Pictures.
    pub pictures: u32,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 32 << 20,
            blocks: 50_000,
            depth: 64,
            runs: 200_000,
            text: 1_000_000,
            posts: 5000,
            pictures: 20_000,
        }
    }
}

impl Limits {
    /// The highest there are: numbers above these count as these.
    pub const MOST: Self = Self {
        bytes: 64 << 20,
        blocks: 200_000,
        depth: 64,
        runs: 500_000,
        text: 10_000_000,
        posts: 10_000,
        pictures: 50_000,
    };

    /// Each with its name outside.
    #[inline(never)]
    pub(crate) fn each(&mut self) -> [(&'static str, &mut u32); 7] {
        [
            ("bytes", &mut self.bytes),
            ("blocks", &mut self.blocks),
            ("depth", &mut self.depth),
            ("runs", &mut self.runs),
            ("text", &mut self.text),
            ("posts", &mut self.posts),
            ("pictures", &mut self.pictures),
        ]
    }

    /// None of them above the highest.
    #[inline(never)]
    pub(crate) fn capped(mut self) -> Self {
        let mut most = Self::MOST;
        for ((_, own), (_, most)) in self.each().into_iter().zip(most.each()) {
            *own = (*own).min(*most);
        }
        self
    }

    /// Limits as JavaScript has them. What can't be one is noted, and as if it had not been chosen.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn read(chosen: Reader<'_>) -> Self {
        let (mut limits, mut most) = (Self::default(), Self::MOST);
        if !chosen.is_object() {
            chosen.wrong("an object with numbers");
        }
        for ((name, own), (_, most)) in limits.each().into_iter().zip(most.each()) {
            let Some(field) = chosen.field(name) else {
                continue;
            };
            let number = field.number().filter(|number| *number >= 0.0);
            if let Some(number) = number {
                *own = number.min(f64::from(*most)) as u32;
            }
            if number.is_none_or(|number| number > f64::from(*most)) {
                let message = ["Expected a number from 0 to ", &digits(*most), "."];
                field.warn("out-of-range", &message);
            }
        }
        limits
    }
}

/// Of what there is more than is drawn.
#[derive(Clone, Copy)]
pub(super) enum Over {
    Blocks,
    /// Blocks inside others: which sections there are is listed before those are drawn, so they can't decide it.
    Inner,
    Runs,
    Text,
    Posts,
    Pictures,
}

impl Pen<'_> {
    /// Whether there is room for one more, which takes it.
    #[inline(never)]
    pub(super) fn room(&mut self, what: Over, at: Reader<'_>) -> bool {
        let sketch = &mut *self.sketch;
        let room = match what {
            Over::Inner => &mut sketch.inner,
            Over::Posts => &mut sketch.left.posts,
            Over::Pictures => &mut sketch.left.pictures,
            _ => &mut sketch.left.blocks,
        };
        let less = room.checked_sub(1);
        match less {
            Some(less) => *room = less,
            None => self.over(what, at),
        }
        less.is_some()
    }

    /// The same for so many of what a block may have any number of.
    #[inline(never)]
    pub(super) fn runs_left(&mut self, count: u32, at: Reader<'_>) -> bool {
        let any = self.sketch.drawing.take_room(count);
        if !any {
            self.over(Over::Runs, at);
        }
        any
    }

    /// The lines of a text are counted where they are drawn.
    #[inline(never)]
    pub(super) fn check_lines(&mut self, text: Reader<'_>) {
        if self.sketch.drawing.is_full() {
            self.over(Over::Runs, text);
        }
    }

    /// Tells once of each that there is more than is drawn.
    #[inline(never)]
    pub(super) fn over(&mut self, what: Over, at: Reader<'_>) {
        let limits = self.options.limits.capped();
        let (bit, code, most, of) = match what {
            Over::Blocks => (1, "too-many-blocks", limits.blocks, "blocks"),
            Over::Inner => (1, "too-many-blocks", limits.blocks, "blocks inside others"),
            Over::Runs => (2, "too-many-runs", limits.runs, "spans, items and cells"),
            Over::Posts => (4, "too-many-posts", limits.posts, "posts"),
            Over::Pictures => (8, "too-many-pictures", limits.pictures, "pictures"),
            // Each of these is told.
            Over::Text => (0, "text-too-long", limits.text, "bytes in this text"),
        };
        if self.sketch.way.is_listing() || self.sketch.over & bit != 0 {
            return;
        }
        self.sketch.over |= bit | 16;
        let message = [
            "There are more than ",
            &digits(most),
            " ",
            of,
            "; the article is shown up to here.",
        ];
        at.note(Severity::Error, code, &message);
    }

    /// As much of a text as is shown, and what stands behind it if that isn't all.
    #[inline(never)]
    pub(super) fn shortened<'j>(&mut self, text: Reader<'j>) -> (&'j str, &'static str) {
        let (all, most) = (text.raw(), self.sketch.left.text as usize);
        if all.len() <= most {
            return (all, "");
        }
        self.over(Over::Text, text);
        let end = all.floor_char_boundary(most);
        (all.get(..end).unwrap_or_default(), "…")
    }

    /// Says, once, that this isn't all of the article, and where that may be.
    pub(super) fn cut_notice(&mut self, article: Reader<'_>) {
        self.check_lines(article);
        if self.sketch.over == 0 || self.sketch.over & 32 != 0 {
            return;
        }
        self.sketch.over |= 32;
        self.open(El::P, Class::Cut);
        self.fixed(Fixed::Note);
        self.say_word(self.word(Word::Cut));
        let url = article.link(Name::Url);
        if let Some(url) = url.and_then(|url| Some(self.placed(&url, "link").0?.into_owned())) {
            self.say(" ");
            self.open(El::A, Class::Link);
            self.sketch.drawing.address(Attr::Href, &url);
            self.fill_word(Word::Whole);
        }
        self.close();
    }
}
