//! The footer: corrections and subjects.

use super::{Class, El, Pen};
use crate::article::fields;
use crate::json::{Name, Reader};
use crate::locale::Word;

impl Pen<'_> {
    pub(super) fn footer(&mut self, article: Reader<'_>) {
        let mark = self.mark();
        self.open(El::Footer, Class::Footer);
        let empty = self.mark();
        let (corrections, tags) = (article.list(Name::Corrections), article.list(Name::Tags));
        if corrections.clone().next().is_some() {
            self.open(El::Div, Class::Corrections);
            self.footer_heading(Word::Corrections);
            for correction in corrections {
                if !self.runs_left(1, correction) {
                    break;
                }
                correction.check_fields(fields::CORRECTION, &[]);
                self.open(El::P, Class::Correction);
                if correction.said(Name::Date).is_some() {
                    self.date(correction, "date", Class::Updated);
                    self.say(" – ");
                }
                match correction.said(Name::Text) {
                    Some(text) => self.inline(text),
                    None => {
                        for text in correction.texts(|key| key == "date") {
                            self.plain(text);
                        }
                    }
                }
                self.close();
            }
            self.close();
        }
        if tags.clone().next().is_some() {
            self.footer_heading(Word::Topics);
            self.open(El::Ul, Class::Tags);
            for tag in tags {
                if !self.runs_left(1, tag) {
                    break;
                }
                tag.check_fields(fields::TAG, &[]);
                self.open(El::Li, Class::Item);
                self.name(tag, Class::Tag);
                self.close();
            }
            self.close();
        }
        if self.sketch.drawing.is_at(empty) {
            self.sketch.drawing.undo(mark);
        } else {
            self.close();
        }
    }

    fn footer_heading(&mut self, word: Word) {
        self.heading(self.sketch.level + 1, Class::FooterHeading);
        self.fill_word(word);
    }
}
