//! The footer: corrections and subjects.

use super::{Class, El, Pen};
use crate::json::Reader;
use crate::locale::Word;

impl Pen<'_> {
    pub(super) fn footer(&mut self, article: Reader<'_>) {
        let mark = self.mark();
        self.open(El::Footer, Class::Footer);
        let empty = self.mark();
        if article.list("corrections").next().is_some() {
            self.open(El::Div, Class::Corrections);
            self.footer_heading(Word::Corrections);
            for correction in article.list("corrections") {
                self.open(El::P, Class::Correction);
                if correction.said("date").is_some() {
                    self.date(correction, "date", Class::Updated);
                    self.say(" – ");
                }
                self.inline(correction.field("text").unwrap_or(correction));
                self.close();
            }
            self.close();
        }
        if article.list("tags").next().is_some() {
            self.footer_heading(Word::Topics);
            self.open(El::Ul, Class::Tags);
            for tag in article.list("tags") {
                self.open(El::Li, Class::Item);
                self.name(tag, Class::Tag);
                self.close();
            }
            self.close();
        }
        if self.drawing.is_at(empty) {
            self.drawing.undo(mark);
        } else {
            self.close();
        }
    }

    fn footer_heading(&mut self, word: Word) {
        self.heading(self.level + 1, Class::FooterHeading);
        self.drawing.fill(self.words.get(word));
    }
}
