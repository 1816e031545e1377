//! The header: kicker, headline, standfirst, byline, dates, lead picture, key points.

use super::block::display_host;
use super::budget::LimitKind;
use super::fallback::{is_metadata_key, is_url_key};
use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::article::{DateTime, fields};
use crate::json::{Cursor, Name};
use crate::locale::MessageId;

impl Renderer<'_> {
    pub(super) fn header(&mut self, article: Cursor<'_>, headline: &str, badge: Option<&str>) {
        self.open(Tag::Header, Class::Header);
        if let Some(id) = badge {
            self.open(Tag::P, Class::Live);
            self.attr(Attr::Id, id);
            self.message_and_close(MessageId::Live);
        }
        self.inline_element(article, "kicker", Tag::P, Class::Kicker);
        self.heading(self.state.level, Class::Headline);
        self.attr(Attr::Id, headline);
        if let Some(text) = article.field(Name::Headline) {
            self.inline(text);
        }
        self.close();
        self.inline_element(article, "standfirst", Tag::P, Class::Standfirst);
        let mark = self.checkpoint();
        self.open(Tag::Div, Class::Meta);
        let empty = self.checkpoint();
        self.byline(article);
        if let Some(publisher) = article.field(Name::Publisher) {
            publisher.check_fields(fields::PUBLISHER, &[]);
            self.open(Tag::P, Class::Publisher);
            self.avatar_image(publisher, "logo", Class::Logo);
            self.name_link(publisher, Class::Person);
            self.close();
        }
        self.dates(article);
        self.share_row(article);
        if self.state.buffer.is_unchanged_since(empty) {
            self.state.buffer.rollback(mark);
        } else {
            self.close();
        }
        self.close();
        if let Some(image) = article.field(Name::Image) {
            image.check_fields(fields::IMAGE, &[]);
            let mark = self.checkpoint();
            self.open(Tag::Figure, Class::Lead);
            if self.image(image, false) {
                self.close();
            } else {
                self.state.buffer.rollback(mark);
                self.fallback_scalar(image);
            }
        }
    }

    /// What the article says in short, in a box above it.
    pub(super) fn key_points(&mut self, article: Cursor<'_>) {
        let points = article
            .list(Name::KeyPoints)
            .filter(|point| point.has_text());
        if points.clone().next().is_none() {
            return;
        }
        let id = self.state.plan.ids.id("-key-points");
        self.open(Tag::Div, Class::KeyPoints);
        self.static_attr(StaticAttr::Group);
        self.attr(Attr::AriaLabelledby, &id);
        self.heading(self.state.level + 1, Class::BoxHeading);
        self.attr(Attr::Id, &id);
        self.message_and_close(MessageId::KeyPoints);
        self.open(Tag::Ul, Class::List);
        for point in points {
            if !self.try_take_inline(1, point) {
                break;
            }
            self.open(Tag::Li, Class::Item);
            self.inline_and_close(point);
        }
        self.close();
        self.close();
    }

    fn byline(&mut self, article: Cursor<'_>) {
        let people = article
            .list(Name::Byline)
            .filter(|person| person.has_text());
        let count = people.clone().count();
        if count == 0 {
            return;
        }
        let renamed = self.options.labels.iter().any(|(name, _)| name == "and");
        // Reader views look for a byline, but not in the only paragraph of a box.
        self.open(Tag::Div, Class::Byline);
        self.ui_text(self.message(MessageId::By));
        for (index, person) in people.enumerate() {
            if !self.try_take_inline(1, person) {
                break;
            }
            match index {
                0 => self.push_text(" "),
                _ if index + 1 == count => match self.locale.joint().filter(|_| !renamed) {
                    Some(joint) => self.push_text(joint),
                    None => {
                        self.push_text(" ");
                        self.ui_text(self.message(MessageId::And));
                        self.push_text(" ");
                    }
                },
                _ => self.push_text(self.locale.comma()),
            }
            person.check_fields(fields::PERSON, &[]);
            self.avatar_image(person, "image", Class::Avatar);
            self.name_link(person, Class::Person);
            if let Some(role) = person.inline_field(Name::Role) {
                self.push_text(self.locale.comma());
                self.open(Tag::Span, Class::Role);
                self.static_attr(StaticAttr::DirAuto);
                self.inline_and_close(role);
            }
        }
        self.close();
    }

    fn avatar_image(&mut self, from: Cursor<'_>, key: &str, class: Class) {
        let image = from.media(key);
        if let Some(image) = image.filter(|_| self.try_take(LimitKind::Pictures, from)) {
            self.open(Tag::Img, class);
            self.url_attr(Attr::Src, &image, "image");
            self.attr(Attr::Alt, "");
            self.static_attr(StaticAttr::Lazy);
            self.close();
        }
    }

    /// The name of a person, publisher or tag, with a link to its page.
    pub(super) fn name_link(&mut self, from: Cursor<'_>, class: Class) {
        let url = from.link(Name::Url);
        self.link(class, url.as_ref());
        // Isolates it: names of another direction than the text around them keep their places.
        self.static_attr(StaticAttr::DirAuto);
        if !from.is_object() {
            from.report_type("an object with a name");
            self.inline_and_close(from);
        } else if let Some(name) = from.inline_field(Name::Name) {
            self.inline_with(name, url.is_none());
            self.close();
        } else {
            from.report_missing("a name");
            let empty = self.checkpoint();
            for text in
                from.text_nodes(|key| is_metadata_key(key.as_str()) || is_url_key(key.as_str()))
            {
                self.text(text);
            }
            if self.state.buffer.is_unchanged_since(empty) {
                let host = url.as_ref().map(display_host);
                self.push_text(host.as_deref().unwrap_or_default());
            }
            self.close();
        }
    }

    fn dates(&mut self, article: Cursor<'_>) {
        let (published, mut updated) = (
            article.inline_field(Name::Published),
            article.inline_field(Name::Updated),
        );
        // A reader would look for the difference.
        let moment = |field: Option<Cursor<'_>>| DateTime::parse(field?.as_str().trim());
        if let (Some(first), Some(second)) = (moment(published), moment(updated))
            && first.sort_key() == second.sort_key()
            && first.time.is_some() == second.time.is_some()
        {
            updated = None;
        }
        if published.or(updated).is_none() {
            return;
        }
        self.open(Tag::P, Class::Dates);
        if published.is_some() {
            self.date(article, "published", Class::Published);
        }
        if updated.is_some() {
            if published.is_some() {
                self.push_text(" · ");
            }
            self.ui_text(self.message(MessageId::Updated));
            self.push_text(" ");
            self.date(article, "updated", Class::Updated);
        }
        self.state.deferred_slot = Some(self.checkpoint());
        self.state.buffer.reserve_slot();
        self.close();
    }

    /// The date under `key`; an invalid date is rendered as written.
    pub(super) fn date(&mut self, from: Cursor<'_>, key: &str, class: Class) {
        let Some(field) = from.inline_field(key) else {
            return;
        };
        if from.date(key).is_some() {
            self.time_element(field.as_str().trim(), class);
        } else {
            // It may be inside a link.
            self.open(Tag::Span, class);
            self.inline_with(field, false);
            self.close();
        }
    }

    /// A date in RFC 3339 format.
    pub(super) fn time_element(&mut self, moment: &str, class: Class) {
        let local = self.options.local_time.as_ref();
        let local = local.and_then(|local| local.call(moment, "time"));
        if let Some(read) = local
            .as_deref()
            .map_or_else(|| DateTime::parse(moment), DateTime::parse)
        {
            self.open(Tag::Time, class);
            self.attr(Attr::Datetime, moment);
            let zone = self.state.zone;
            let mut text = self
                .locale
                .date(zone.map_or(read, |zone| read.in_zone(zone)));
            // Beside an article that says no zone it could be taken for the reader's own.
            if zone.is_none() && read.zone == Some(0) {
                text.push_str("\u{a0}UTC");
            }
            self.state.buffer.text_and_close(&text);
        }
    }
}
