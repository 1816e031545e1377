//! Running text: marks, links, line breaks, other languages.

use super::{Attr, Class, El, Pen};
use crate::article::{Inline, Mark, Span};
use crate::locale::direction;

fn element(mark: Mark) -> El {
    match mark {
        Mark::Strong => El::Strong,
        Mark::Em => El::Em,
        Mark::Underline => El::U,
        Mark::Strike => El::S,
        Mark::Code => El::Code,
        Mark::Sub => El::Sub,
        Mark::Sup => El::Sup,
        Mark::Small => El::Small,
        Mark::Mark => El::Mark,
    }
}

impl Pen<'_> {
    /// Running text into the open element.
    pub(super) fn inline(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Plain(text) => self.drawing.text(text),
            Inline::Spans(spans) => self.spans(spans),
        }
    }

    /// Running text as all that the open element holds; closes it.
    pub(super) fn fill(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Plain(text) => self.drawing.fill(text),
            Inline::Spans(spans) => {
                self.spans(spans);
                self.close();
            }
        }
    }

    /// Running text where no link may stand: inside a button or another link.
    pub(super) fn inline_without_links(&mut self, inline: &Inline<'_>) {
        match inline {
            Inline::Plain(text) => self.drawing.text(text),
            Inline::Spans(spans) => spans.iter().for_each(|span| self.span(span)),
        }
    }

    fn spans(&mut self, spans: &[Span<'_>]) {
        let mut rest = spans;
        while let Some(first) = rest.first() {
            let Some(href) = &first.href else {
                self.span(first);
                rest = rest.get(1..).unwrap_or_default();
                continue;
            };
            // Neighbours that lead to the same place are one link, whatever their marks.
            let count = rest
                .iter()
                .take_while(|span| span.href.as_ref() == Some(href) && span.title == first.title)
                .count();
            self.open(El::A, Class::Link);
            self.address(Attr::Href, href);
            if let Some(title) = &first.title {
                self.attr(Attr::Title, title);
            }
            let (same, behind) = rest.split_at_checked(count).unwrap_or((rest, &[]));
            same.iter().for_each(|span| self.span(span));
            self.close();
            rest = behind;
        }
    }

    fn span(&mut self, span: &Span<'_>) {
        let own_title = span.title.as_ref().filter(|_| span.href.is_none());
        let foreign = span.lang.is_some() || span.dir.is_some() || own_title.is_some();
        if foreign {
            self.open(El::Span, Class::None);
            if let Some(lang) = &span.lang {
                self.attr(Attr::Lang, lang);
            }
            let dir = span.dir.or_else(|| {
                let own = direction(span.lang.as_deref()?);
                (own != self.dir).then_some(own)
            });
            if let Some(dir) = dir {
                self.attr(Attr::Dir, dir.as_str());
            }
            if let Some(title) = own_title {
                self.attr(Attr::Title, title);
            }
        }
        let marks = Mark::ALL
            .into_iter()
            .filter(|mark| span.marks.contains(*mark));
        for mark in marks.clone() {
            self.open(element(mark), Class::None);
        }
        self.drawing.text(&span.text);
        marks.for_each(|_| self.close());
        if foreign {
            self.close();
        }
    }
}
