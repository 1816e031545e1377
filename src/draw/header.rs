//! The header: kicker, headline, standfirst, byline, dates, lead picture.

use super::{Attr, Class, El, Fixed, Pen};
use crate::article::{Article, Moment};
use crate::locale::date;

impl Pen<'_> {
    pub(super) fn header(&mut self, article: &Article<'_>, headline: &str) {
        self.open(El::Header, Class::Header);
        if let Some(kicker) = &article.kicker {
            self.open(El::P, Class::Kicker);
            self.inline(kicker);
            self.close();
        }
        self.heading(self.level, Class::Headline);
        self.attr(Attr::Id, headline);
        self.inline(&article.headline);
        self.close();
        if let Some(standfirst) = &article.standfirst {
            self.open(El::P, Class::Standfirst);
            self.inline(standfirst);
            self.close();
        }
        self.byline(article);
        self.close();
        if let Some(image) = &article.image {
            self.open(El::Figure, Class::Lead);
            self.picture(image, false);
            self.figcaption(image.caption.as_ref(), image.credit.as_deref());
            self.close();
        }
    }

    fn byline(&mut self, article: &Article<'_>) {
        let dated = article.published.is_some() || article.updated.is_some();
        if article.byline.is_empty() && article.publisher.is_none() && !dated {
            return;
        }
        self.open(El::Div, Class::Meta);
        if !article.byline.is_empty() {
            self.open(El::P, Class::Byline);
            self.run(self.words.by);
            let last = article.byline.len() - 1;
            for (index, person) in article.byline.iter().enumerate() {
                match index {
                    0 => self.run(" "),
                    _ if index == last => {
                        self.run(" ");
                        self.run(self.words.and);
                        self.run(" ");
                    }
                    _ => self.run(", "),
                }
                if let Some(image) = &person.image {
                    self.open(El::Img, Class::Avatar);
                    self.address(Attr::Src, image);
                    self.attr(Attr::Alt, "");
                    self.size(Some(40), Some(40));
                    self.fixed(Fixed::Lazy);
                    self.close();
                }
                self.name(&person.name, person.url.as_ref(), Class::Person);
                if let Some(role) = &person.role {
                    self.run(", ");
                    self.leaf(El::Span, Class::Role, role);
                }
            }
            self.close();
        }
        if let Some(publisher) = &article.publisher {
            self.open(El::P, Class::Publisher);
            if let Some(logo) = &publisher.logo {
                self.open(El::Img, Class::Logo);
                self.address(Attr::Src, logo);
                self.attr(Attr::Alt, "");
                self.fixed(Fixed::Lazy);
                self.close();
            }
            self.name(&publisher.name, publisher.url.as_ref(), Class::Person);
            self.close();
        }
        if dated {
            self.open(El::P, Class::Dates);
            if let Some(published) = &article.published {
                self.moment(published, Class::Published);
            }
            if let Some(updated) = &article.updated {
                if article.published.is_some() {
                    self.run(" · ");
                }
                self.run(self.words.updated);
                self.run(" ");
                self.moment(updated, Class::Updated);
            }
            self.close();
        }
        self.close();
    }

    /// A point in time; what is no date is shown as the author wrote it.
    pub(super) fn moment(&mut self, moment: &Moment<'_>, class: Class) {
        match &moment.date {
            Some(read) => {
                self.open(El::Time, class);
                self.attr(Attr::Datetime, moment.text.trim());
                let text = date(read, self.words, self.lang);
                self.drawing.fill(&text);
            }
            None => self.leaf(El::Span, class, &moment.text),
        }
    }
}
