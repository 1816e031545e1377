//! The footer: corrections and subjects.

use super::{Class, El, Pen};
use crate::article::Article;

impl Pen<'_> {
    pub(super) fn footer(&mut self, article: &Article<'_>) {
        if article.corrections.is_empty() && article.tags.is_empty() {
            return;
        }
        self.open(El::Footer, Class::Footer);
        if !article.corrections.is_empty() {
            self.open(El::Div, Class::Corrections);
            self.heading(self.level + 1, Class::FooterHeading);
            self.drawing.fill(self.words.corrections);
            for correction in &article.corrections {
                self.open(El::P, Class::Correction);
                if let Some(date) = &correction.date {
                    self.moment(date, Class::Updated);
                    self.run(" – ");
                }
                self.inline(&correction.text);
                self.close();
            }
            self.close();
        }
        if !article.tags.is_empty() {
            self.heading(self.level + 1, Class::FooterHeading);
            self.drawing.fill(self.words.tags);
            self.open(El::Ul, Class::Tags);
            for tag in &article.tags {
                self.open(El::Li, Class::Item);
                self.name(&tag.name, tag.url.as_ref(), Class::Tag);
                self.close();
            }
            self.close();
        }
        self.close();
    }
}
