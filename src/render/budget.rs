//! How much of an article is drawn, so that no article can be too much for the page that shows it.
//!
//! Whatever an article may have any number of is counted by one of these, so together they limit the whole drawing.

use serde::Serialize;

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::error::Severity;
use crate::json::{Cursor, Name, digits};
use crate::locale::MessageId;

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
    pub const MAX: Self = Self {
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
    pub(crate) fn fields_mut(&mut self) -> [(&'static str, &mut u32); 7] {
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
    pub(crate) fn clamped(mut self) -> Self {
        let mut most = Self::MAX;
        for ((_, own), (_, most)) in self.fields_mut().into_iter().zip(most.fields_mut()) {
            *own = (*own).min(*most);
        }
        self
    }

    /// Limits as JavaScript has them. What can't be one is noted, and as if it had not been chosen.
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn read(chosen: Cursor<'_>) -> Self {
        let (mut limits, mut most) = (Self::default(), Self::MAX);
        if !chosen.is_object() {
            chosen.report_type("an object with numbers");
        }
        for ((name, own), (_, most)) in limits.fields_mut().into_iter().zip(most.fields_mut()) {
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
pub(super) enum LimitKind {
    Blocks,
    /// Blocks inside others: which sections there are is listed before those are drawn, so they can't decide it.
    Nested,
    Runs,
    Text,
    Posts,
    Pictures,
}

impl Renderer<'_> {
    /// Whether there is room for one more, which takes it.
    #[inline(never)]
    pub(super) fn try_take(&mut self, what: LimitKind, at: Cursor<'_>) -> bool {
        let state = &mut *self.state;
        let room = match what {
            LimitKind::Nested => &mut state.nested_block_budget,
            LimitKind::Posts => &mut state.budget.posts,
            LimitKind::Pictures => &mut state.budget.pictures,
            _ => &mut state.budget.blocks,
        };
        let less = room.checked_sub(1);
        match less {
            Some(less) => *room = less,
            None => self.report_exceeded(what, at),
        }
        less.is_some()
    }

    /// The same for so many of what a block may have any number of.
    #[inline(never)]
    pub(super) fn try_take_inline(&mut self, count: u32, at: Cursor<'_>) -> bool {
        let any = self.state.buffer.try_reserve(count);
        if !any {
            self.report_exceeded(LimitKind::Runs, at);
        }
        any
    }

    /// The lines of a text are counted where they are drawn.
    #[inline(never)]
    pub(super) fn check_line_budget(&mut self, text: Cursor<'_>) {
        if self.state.buffer.is_exhausted() {
            self.report_exceeded(LimitKind::Runs, text);
        }
    }

    /// Tells once of each that there is more than is drawn.
    #[inline(never)]
    pub(super) fn report_exceeded(&mut self, what: LimitKind, at: Cursor<'_>) {
        let limits = self.options.limits.clamped();
        let (bit, code, most, of) = match what {
            LimitKind::Blocks => (1, "too-many-blocks", limits.blocks, "blocks"),
            LimitKind::Nested => (1, "too-many-blocks", limits.blocks, "blocks inside others"),
            LimitKind::Runs => (2, "too-many-runs", limits.runs, "spans, items and cells"),
            LimitKind::Posts => (4, "too-many-posts", limits.posts, "posts"),
            LimitKind::Pictures => (8, "too-many-pictures", limits.pictures, "pictures"),
            // Each of these is told.
            LimitKind::Text => (0, "text-too-long", limits.text, "bytes in this text"),
        };
        if self.state.bodies.is_planning() || self.state.exceeded & bit != 0 {
            return;
        }
        self.state.exceeded |= bit | 16;
        let message = [
            "There are more than ",
            &digits(most),
            " ",
            of,
            "; the article is shown up to here.",
        ];
        at.report(Severity::Error, code, &message);
    }

    /// As much of a text as is shown, and what stands behind it if that isn't all.
    #[inline(never)]
    pub(super) fn truncated<'j>(&mut self, text: Cursor<'j>) -> (&'j str, &'static str) {
        let (all, most) = (text.as_str(), self.state.budget.text as usize);
        if all.len() <= most {
            return (all, "");
        }
        self.report_exceeded(LimitKind::Text, text);
        let end = all.floor_char_boundary(most);
        (all.get(..end).unwrap_or_default(), "…")
    }

    /// Says, once, that this isn't all of the article, and where that may be.
    pub(super) fn truncation_notice(&mut self, article: Cursor<'_>) {
        self.check_line_budget(article);
        if self.state.exceeded == 0 || self.state.exceeded & 32 != 0 {
            return;
        }
        self.state.exceeded |= 32;
        self.open(Tag::P, Class::Cut);
        self.static_attr(StaticAttr::Note);
        self.ui_text(self.message(MessageId::Truncated));
        let url = article.link(Name::Url);
        if let Some(url) = url.and_then(|url| Some(self.resolve_url(&url, "link").0?.into_owned()))
        {
            self.push_text(" ");
            self.open(Tag::A, Class::Link);
            self.state.buffer.url_attr(Attr::Href, &url);
            self.message_and_close(MessageId::ReadFull);
        }
        self.close();
    }
}
