//! Notes to the text: a number where the span is, the note itself in the footer.

use super::{Attr, Class, Renderer, Tag};
use crate::json::{Cursor, Name, TokenRange, digits};
use crate::locale::MessageId;
use crate::url::Address;

/// A note whose number has been rendered.
#[derive(Clone)]
pub(super) struct NoteEntry {
    /// Its text in the article.
    text: TokenRange,
    /// Id of the note in the footer.
    id: String,
    /// Id of its number; none where there can't be a link.
    origin: Option<String>,
}

impl Renderer<'_> {
    /// The number of a span's note, after its text.
    pub(super) fn note_number(&mut self, span: Cursor<'_>, links: bool) {
        // The note of a post belongs to the post.
        let note = span
            .inline_field(Name::Note)
            .filter(|_| self.origin.is_none());
        let Some(note) = note.filter(|note| self.try_take_inline(4, *note)) else {
            return;
        };
        let number = digits(self.state.notes.len() as u32 + 1);
        let ids = &mut self.state.plan.ids;
        let id = ids.id(&["-note-", &number].concat());
        let origin = links.then(|| ids.id(&["-note-", &number, "-origin"].concat()));
        self.open(Tag::Sup, Class::NoteRef);
        if let Some(origin) = &origin {
            self.fragment_link(&id);
            self.attr(Attr::Id, origin);
            let label = [self.message(MessageId::Note), " ", &number].concat();
            self.attr(Attr::AriaLabel, &label);
        }
        self.push_text(&number);
        if origin.is_some() {
            self.close();
        }
        self.close();
        self.state.notes.push(NoteEntry {
            text: note.once().range(),
            id,
            origin,
        });
    }

    /// The notes, in the footer.
    pub(super) fn notes(&mut self, article: Cursor<'_>) {
        if self.state.notes.is_empty() {
            return;
        }
        self.open(Tag::Div, Class::Notes);
        self.footer_heading(MessageId::Notes);
        self.open(Tag::Ol, Class::List);
        let mut next = 0;
        // A note may have notes.
        while let Some(NoteEntry { text, id, origin }) = self.state.notes.get(next).cloned() {
            next += 1;
            self.open(Tag::Li, Class::Item);
            self.attr(Attr::Id, &id);
            for text in article.range(text) {
                self.inline(text);
            }
            if let Some(origin) = origin {
                self.push_text(" ");
                self.fragment_link(&origin);
                self.ui_lang_attrs();
                self.attr(Attr::AriaLabel, self.message(MessageId::BackToText));
                self.push_text("↩\u{fe0e}");
                self.close();
            }
            self.close();
        }
        self.close();
        self.close();
    }

    /// Opens a link to an id of this article.
    fn fragment_link(&mut self, id: &str) {
        self.open(Tag::A, Class::Link);
        if let Some(address) = Address::link(&["#", id].concat()) {
            self.state.buffer.url_attr(Attr::Href, &address);
        }
    }
}
