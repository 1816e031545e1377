//! The footer: corrections, topics and notes.

use super::{Class, Renderer, Tag};
use crate::article::fields;
use crate::json::{Cursor, Name};
use crate::locale::MessageId;

impl Renderer<'_> {
    pub(super) fn footer(&mut self, article: Cursor<'_>) {
        let mark = self.checkpoint();
        self.open(Tag::Footer, Class::Footer);
        let empty = self.checkpoint();
        let (corrections, tags) = (article.list(Name::Corrections), article.list(Name::Tags));
        if corrections.clone().next().is_some() {
            self.open(Tag::Div, Class::Corrections);
            self.footer_heading(MessageId::Corrections);
            for correction in corrections {
                if !self.try_take_inline(1, correction) {
                    break;
                }
                correction.check_fields(fields::CORRECTION, &[]);
                self.open(Tag::P, Class::Correction);
                if correction.inline_field(Name::Date).is_some() {
                    self.date(correction, "date", Class::Updated);
                    self.push_text(" – ");
                }
                match correction.inline_field(Name::Text) {
                    Some(text) => self.inline(text),
                    None => {
                        for text in correction.text_nodes(|key| key.name() == Some(Name::Date)) {
                            self.text(text);
                        }
                    }
                }
                self.close();
            }
            self.close();
        }
        if tags.clone().next().is_some() {
            self.footer_heading(MessageId::Topics);
            self.open(Tag::Ul, Class::Tags);
            for tag in tags {
                if !self.try_take_inline(1, tag) {
                    break;
                }
                tag.check_fields(fields::TAG, &[]);
                self.open(Tag::Li, Class::Item);
                self.name_link(tag, Class::Tag);
                self.close();
            }
            self.close();
        }
        // Last: what is above may have notes.
        self.notes(article);
        if self.state.buffer.is_unchanged_since(empty) {
            self.state.buffer.rollback(mark);
        } else {
            self.close();
        }
    }

    pub(super) fn footer_heading(&mut self, word: MessageId) {
        self.heading(self.state.level + 1, Class::FooterHeading);
        self.message_and_close(word);
    }
}
