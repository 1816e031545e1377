//! Polls.

use super::super::{Attr, Class, El, Fixed, Pen};
use crate::json::{Name, Reader};
use crate::locale::Word;

impl Pen<'_> {
    pub(super) fn poll(&mut self, poll: Reader<'_>) {
        let options: Vec<_> = poll
            .list(Name::Options)
            .map(|option| (option, option.whole(Name::Votes, u32::MAX).unwrap_or(0)))
            .collect();
        if options.is_empty() {
            poll.lacks(None, "a list of labels and votes in \"options\"");
            return self.gather(poll);
        }
        let total: f64 = options.iter().map(|(_, votes)| f64::from(*votes)).sum();
        let most = options.iter().map(|(_, votes)| *votes).max().unwrap_or(0);
        let over = poll.flag(Name::Final) == Some(true);
        self.open(El::Ul, Class::Poll);
        for (option, votes) in options {
            if !self.runs_left(1, option) {
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
                El::Li,
                if won {
                    Class::PollWinner
                } else {
                    Class::PollOption
                },
            );
            self.open(El::Bdi, Class::PollLabel);
            self.runs(option.field(Name::Label).unwrap_or(option), false);
            self.close();
            self.say(" ");
            self.leaf(El::Span, Class::PollShare, &self.locale.percent(share));
            self.open(El::Progress, Class::PollBar);
            self.attr(Attr::Max, "100");
            self.sketch.drawing.number(Attr::Value, share);
            self.fixed(Fixed::AriaHidden);
            self.close();
            self.close();
        }
        self.close();
        self.open(El::P, Class::TweetNote);
        let votes = self.locale.count(total as u32, Word::Votes, 0);
        self.say_word(&votes);
        if over {
            self.say(" · ");
            self.say_word(self.word(Word::FinalResult));
        }
        if poll.said(Name::Ends).is_some() {
            self.say(" · ");
            self.say_word(self.word(if over { Word::Ended } else { Word::Ends }));
            self.say(" ");
            self.date(poll, "ends", Class::None);
        }
        self.close();
    }
}
