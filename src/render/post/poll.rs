//! Polls.

use super::super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};
use crate::locale::MessageId;

impl Renderer<'_> {
    pub(super) fn poll(&mut self, poll: Cursor<'_>) {
        let options: Vec<_> = poll
            .list(Name::Options)
            .map(|option| (option, option.uint(Name::Votes, u32::MAX).unwrap_or(0)))
            .collect();
        if options.is_empty() {
            poll.warn_if_missing(None, "a list of labels and votes in \"options\"");
            return self.flatten_text(poll);
        }
        let total: f64 = options.iter().map(|(_, votes)| f64::from(*votes)).sum();
        let most = options.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
        let over = poll.bool(Name::Final) == Some(true);
        self.open(Tag::Ul, Class::Poll);
        for (option, votes) in options {
            if !self.try_take_inline(1, option) {
                break;
            }
            let share = if total > 0.0 {
                f64::from(votes) / total
            } else {
                0.0
            };
            let share = (share * 100.0 + 0.5) as u32;
            let won = over && votes == most && votes > 0;
            self.open(
                Tag::Li,
                if won {
                    Class::PollWinner
                } else {
                    Class::PollOption
                },
            );
            self.open(Tag::Bdi, Class::PollLabel);
            self.inline_with(option.field(Name::Label).unwrap_or(option), false);
            self.close();
            self.push_text(" ");
            self.text_element(Tag::Span, Class::PollShare, &self.locale.percent(share));
            self.open(Tag::Progress, Class::PollBar);
            self.attr(Attr::Max, "100");
            self.state.buffer.number_attr(Attr::Value, share);
            self.static_attr(StaticAttr::AriaHidden);
            self.close();
            self.close();
        }
        self.close();
        self.open(Tag::P, Class::TweetNote);
        let votes = self.locale.count(total as u32, MessageId::Votes);
        self.ui_text(&votes);
        if over {
            self.push_text(" · ");
            self.ui_text(self.message(MessageId::FinalResult));
        }
        if poll.inline_field(Name::Ends).is_some() {
            self.push_text(" · ");
            self.ui_text(self.message(if over {
                MessageId::Ended
            } else {
                MessageId::Ends
            }));
            self.push_text(" ");
            self.date(poll, "ends", Class::None);
        }
        self.close();
    }
}
