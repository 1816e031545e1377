//! Limits on how much of an article is rendered, so that no article can overload the page.
//!
//! Everything that can repeat counts against one of these limits, so together they bound the output.

use serde::Serialize;

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::error::Severity;
use crate::json::{Cursor, Name, digits};
use crate::locale::MessageId;

/// Limits on how much of an article is parsed and rendered. Exceeding one is reported as a
/// [`Diagnostic`](crate::Diagnostic) and with a notice after the article.
///
/// See `docs/limits.md` for what counts against each limit, how the rest is handled, and the measurements behind the
/// numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Limits {
    /// Bytes of JSON; an article with more is refused, as `too-large`.
    pub bytes: u32,
    /// Blocks of the body and of its sections, and as many again inside other blocks.
    pub blocks: u32,
    /// Maximum nesting depth of blocks.
    pub depth: u32,
    /// Spans, marks, links and line breaks in inline text, list items, table cells, and everything else that can repeat
    /// in a block.
    pub runs: u32,
    /// Bytes of UTF-8 in one text.
    pub text: u32,
    /// Social posts; a post and the posts it quotes count once.
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
    /// Upper bounds: higher values are clamped to these.
    pub const MAX: Self = Self {
        bytes: 64 << 20,
        blocks: 200_000,
        depth: 64,
        runs: 500_000,
        text: 10_000_000,
        posts: 10_000,
        pictures: 50_000,
    };

    /// Each limit with its option name.
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

    /// Clamped to [`Self::MAX`].
    #[inline(never)]
    pub(crate) fn clamped(mut self) -> Self {
        let mut most = Self::MAX;
        for ((_, own), (_, most)) in self.fields_mut().into_iter().zip(most.fields_mut()) {
            *own = (*own).min(*most);
        }
        self
    }

    /// Limits from JavaScript. An invalid value is reported and ignored.
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

/// Which limit was exceeded.
#[derive(Clone, Copy)]
pub(super) enum LimitKind {
    Blocks,
    /// Blocks nested in other blocks. They have a budget of their own, because the plan doesn't visit them.
    Nested,
    Runs,
    Text,
    Posts,
    Pictures,
}

impl Renderer<'_> {
    /// Takes one from the budget; whether any remained.
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

    /// The same for `count` inline runs.
    #[inline(never)]
    pub(super) fn try_take_inline(&mut self, count: u32, at: Cursor<'_>) -> bool {
        let any = self.state.buffer.try_reserve(count);
        if !any {
            self.report_exceeded(LimitKind::Runs, at);
        }
        any
    }

    /// Reports the limit if line breaks of this text used up the budget.
    #[inline(never)]
    pub(super) fn check_line_budget(&mut self, text: Cursor<'_>) {
        if self.state.buffer.is_exhausted() {
            self.report_exceeded(LimitKind::Runs, text);
        }
    }

    /// Reports an exceeded limit, once for each limit.
    #[inline(never)]
    pub(super) fn report_exceeded(&mut self, what: LimitKind, at: Cursor<'_>) {
        let limits = self.options.limits.clamped();
        let (bit, code, most, of) = match what {
            LimitKind::Blocks => (1, "too-many-blocks", limits.blocks, "blocks"),
            LimitKind::Nested => (1, "too-many-blocks", limits.blocks, "blocks inside others"),
            LimitKind::Runs => (2, "too-many-runs", limits.runs, "spans, items and cells"),
            LimitKind::Posts => (4, "too-many-posts", limits.posts, "posts"),
            LimitKind::Pictures => (8, "too-many-pictures", limits.pictures, "pictures"),
            // Reported for every text.
            LimitKind::Text => (0, "text-too-long", limits.text, "bytes in this text"),
        };
        if self.state.exceeded & bit != 0 {
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

    /// The text up to the limit, and an ellipsis if it was truncated.
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

    /// Renders the truncation notice, once, with a link to the full article.
    pub(super) fn truncation_notice(&mut self, article: Cursor<'_>) {
        self.check_line_budget(article);
        if self.state.exceeded == 0 || self.state.exceeded & 32 != 0 {
            return;
        }
        self.state.exceeded |= 32;
        self.open(Tag::P, Class::Cut);
        self.static_attr(StaticAttr::Note);
        self.ui_text(self.message(MessageId::Cut));
        let url = article.link(Name::Url);
        if let Some(url) = url.and_then(|url| Some(self.resolve_url(&url, "link").0?.into_owned()))
        {
            self.push_text(" ");
            self.open(Tag::A, Class::Link);
            self.state.buffer.url_attr(Attr::Href, &url);
            self.message_and_close(MessageId::Whole);
        }
        self.close();
    }
}
