//! Polls.

use super::super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, Name};
use crate::locale::MessageId;

impl Renderer<'_> {
    pub(super) fn poll(&mut self, poll: Cursor<'_>) {
        let options: Vec<_> = poll
            .list(Name::Options)
            .map(|option| (option, option.uint(Name::Votes, u32::MAX)))
            .collect();
        if options.is_empty() {
            poll.warn_if_missing(None, "a list of labels and votes in \"options\"");
            return self.flatten_text(poll);
        }
        let counted = options.iter().any(|(_, votes)| votes.is_some());
        let counts = || options.iter().map(|(_, votes)| votes.unwrap_or(0));
        let total: f64 = counts().map(f64::from).sum();
        let most = counts().max().unwrap_or(0);
        let over = poll.bool(Name::Final) == Some(true);
        let multiple = poll.bool(Name::Multiple) == Some(true);
        // Who chooses several counts once.
        let voters = poll.uint(Name::Voters, u32::MAX).map(f64::from);
        let whole = voters.filter(|_| multiple).unwrap_or(total);
        self.open(Tag::Ul, Class::Poll);
        for (option, votes) in options {
            if !self.try_take_inline(1, option) {
                break;
            }
            let votes = votes.unwrap_or(0);
            let share = if whole > 0.0 {
                (f64::from(votes) / whole).min(1.0)
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
            if counted {
                self.push_text(" ");
                self.text_element(Tag::Span, Class::PollShare, &self.locale.percent(share));
                self.open(Tag::Progress, Class::PollBar);
                self.attr(Attr::Max, "100");
                self.state.buffer.number_attr(Attr::Value, share);
                self.static_attr(StaticAttr::AriaHidden);
                self.close();
            }
            self.close();
        }
        self.close();
        self.open(Tag::P, Class::TweetNote);
        let votes = self.locale.count(total as u32, MessageId::Votes);
        self.ui_text(&votes);
        if multiple {
            self.push_text(" · ");
            self.ui_text(self.message(MessageId::Multiple));
        }
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
