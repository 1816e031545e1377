//! The header: kicker, headline, standfirst, byline, dates, lead picture.

use super::block::shown;
use super::budget::Over;
use super::fallback::{is_address, is_technical};
use super::{Attr, Class, El, Fixed, Pen};
use crate::article::{Date, fields};
use crate::json::{Name, Reader};
use crate::locale::Word;

impl Pen<'_> {
    pub(super) fn header(&mut self, article: Reader<'_>, headline: &str) {
        self.open(El::Header, Class::Header);
        self.part(article, "kicker", El::P, Class::Kicker);
        self.heading(self.sketch.level, Class::Headline);
        self.attr(Attr::Id, headline);
        if let Some(text) = article.field(Name::Headline) {
            self.inline(text);
        }
        self.close();
        self.part(article, "standfirst", El::P, Class::Standfirst);
        let mark = self.mark();
        self.open(El::Div, Class::Meta);
        let empty = self.mark();
        self.byline(article);
        if let Some(publisher) = article.field(Name::Publisher) {
            publisher.check_fields(fields::PUBLISHER, &[]);
            self.open(El::P, Class::Publisher);
            self.portrait(publisher, "logo", Class::Logo);
            self.name(publisher, Class::Person);
            self.close();
        }
        self.dates(article);
        if self.sketch.drawing.is_at(empty) {
            self.sketch.drawing.undo(mark);
        } else {
            self.close();
        }
        self.close();
        if let Some(image) = article.field(Name::Image) {
            image.check_fields(fields::IMAGE, &[]);
            let mark = self.mark();
            self.open(El::Figure, Class::Lead);
            if self.picture(image, false) {
                self.close();
            } else {
                self.sketch.drawing.undo(mark);
                self.plain_block(image);
            }
        }
    }

    fn byline(&mut self, article: Reader<'_>) {
        let people = article.list(Name::Byline).filter(|person| person.says());
        let count = people.clone().count();
        if count == 0 {
            return;
        }
        let renamed = self.options.labels.iter().any(|(name, _)| name == "and");
        // Reader views look for a byline, but not in the only paragraph of a box.
        self.open(El::Div, Class::Byline);
        self.say_word(self.word(Word::By));
        for (index, person) in people.enumerate() {
            if !self.runs_left(1, person) {
                break;
            }
            match index {
                0 => self.say(" "),
                _ if index + 1 == count => match self.locale.joint().filter(|_| !renamed) {
                    Some(joint) => self.say(joint),
                    None => {
                        self.say(" ");
                        self.say_word(self.word(Word::And));
                        self.say(" ");
                    }
                },
                _ => self.say(self.locale.comma()),
            }
            person.check_fields(fields::PERSON, &[]);
            self.portrait(person, "image", Class::Avatar);
            self.name(person, Class::Person);
            if let Some(role) = person.said(Name::Role) {
                self.say(self.locale.comma());
                self.open(El::Span, Class::Role);
                self.fixed(Fixed::DirAuto);
                self.fill(role);
            }
        }
        self.close();
    }

    fn portrait(&mut self, from: Reader<'_>, key: &str, class: Class) {
        let image = from.media(key);
        if let Some(image) = image.filter(|_| self.room(Over::Pictures, from)) {
            self.open(El::Img, class);
            self.address(Attr::Src, &image, "image");
            self.attr(Attr::Alt, "");
            self.fixed(Fixed::Lazy);
            self.close();
        }
    }

    /// The name of a person, publisher or tag, with a link to its page.
    pub(super) fn name(&mut self, from: Reader<'_>, class: Class) {
        let url = from.link(Name::Url);
        self.link(class, url.as_ref());
        // Isolates it: names of another direction than the text around them keep their places.
        self.fixed(Fixed::DirAuto);
        if !from.is_object() {
            from.wrong("an object with a name");
            self.fill(from);
        } else if let Some(name) = from.said(Name::Name) {
            self.runs(name, url.is_none());
            self.close();
        } else {
            from.missing("a name");
            let empty = self.mark();
            for text in from.texts(|key| is_technical(key) || is_address(key)) {
                self.plain(text);
            }
            if self.sketch.drawing.is_at(empty) {
                let host = url.as_ref().map(shown);
                self.say(host.as_deref().unwrap_or_default());
            }
            self.close();
        }
    }

    fn dates(&mut self, article: Reader<'_>) {
        let (published, mut updated) = (article.said(Name::Published), article.said(Name::Updated));
        // A reader would look for the difference.
        let moment = |field: Option<Reader<'_>>| Date::parse(field?.raw().trim());
        if let (Some(first), Some(second)) = (moment(published), moment(updated))
            && first.order() == second.order()
            && first.time.is_some() == second.time.is_some()
        {
            updated = None;
        }
        if published.or(updated).is_none() {
            return;
        }
        self.open(El::P, Class::Dates);
        if published.is_some() {
            self.date(article, "published", Class::Published);
        }
        if updated.is_some() {
            if published.is_some() {
                self.say(" · ");
            }
            self.say_word(self.word(Word::Updated));
            self.say(" ");
            self.date(article, "updated", Class::Updated);
        }
        self.sketch.dated = Some(self.mark());
        self.sketch.drawing.late();
        self.close();
    }

    /// The date under `key`; what is no date is shown as the author wrote it.
    pub(super) fn date(&mut self, from: Reader<'_>, key: &str, class: Class) {
        let Some(field) = from.said(key) else { return };
        if from.date(key).is_some() {
            self.moment(field.raw().trim(), class);
        } else {
            // It may stand in a link.
            self.open(El::Span, class);
            self.runs(field, false);
            self.close();
        }
    }

    /// A date as RFC 3339 writes it.
    pub(super) fn moment(&mut self, moment: &str, class: Class) {
        let local = self.options.local_time.as_ref();
        let local = local.and_then(|local| local.call(moment, "time"));
        if let Some(read) = local
            .as_deref()
            .map_or_else(|| Date::parse(moment), Date::parse)
        {
            self.open(El::Time, class);
            self.attr(Attr::Datetime, moment);
            let zone = self.sketch.zone;
            let mut text = self
                .locale
                .date(zone.map_or(read, |zone| read.in_zone(zone)));
            // Beside an article that says no zone it could be taken for the reader's own.
            if zone.is_none() && read.zone == Some(0) {
                text.push_str("\u{a0}UTC");
            }
            self.sketch.drawing.fill(&text);
        }
    }
}
