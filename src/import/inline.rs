//! Builds inline text from pieces with marks and links.

use crate::model::{Direction, Inline, Mark, Run, Span};

/// How a piece of text looks and where it leads.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Style {
    pub(crate) marks: Vec<Mark>,
    pub(crate) href: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) dir: Option<Direction>,
    pub(crate) note: Option<Box<Inline>>,
    pub(crate) mathml: Option<String>,
}

impl Style {
    /// The same with one more mark.
    pub(crate) fn with(&self, mark: Mark) -> Self {
        let mut style = self.clone();
        if !style.marks.contains(&mark) {
            style.marks.push(mark);
        }
        style
    }

    /// The style of a span inside text of this style.
    fn of(&self, span: &Span) -> Self {
        self.merged(Self {
            marks: span.marks.clone(),
            href: span.href.clone(),
            title: span.title.clone(),
            lang: span.lang.clone(),
            dir: span.dir,
            note: span.note.clone(),
            mathml: span.mathml.clone(),
        })
    }

    /// A style inside this one.
    pub(crate) fn merged(&self, inner: Self) -> Self {
        let mut style = self.linked(inner.href);
        for mark in inner.marks {
            style = style.with(mark);
        }
        style.title = inner.title.or(style.title);
        style.lang = inner.lang.or(style.lang);
        style.dir = inner.dir.or(style.dir);
        style.note = inner.note.or(style.note);
        style.mathml = inner.mathml.or(style.mathml);
        style
    }

    /// The same as part of a link.
    pub(crate) fn linked(&self, href: Option<String>) -> Self {
        Self {
            href: href.or_else(|| self.href.clone()),
            ..self.clone()
        }
    }
}

/// Inline text under construction: neighbours of one style become one run.
#[derive(Debug, Default)]
pub(crate) struct InlineBuilder {
    runs: Vec<(String, Style)>,
}

impl InlineBuilder {
    /// Adds text as it is.
    pub(crate) fn push(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        match self.runs.last_mut() {
            // Each formula is one of its own.
            Some((last, known)) if known == style && style.mathml.is_none() => last.push_str(text),
            _ => self.runs.push((text.to_owned(), style.clone())),
        }
    }

    /// Adds a note to what is there: to the last word of plain text, or to the last piece with a style.
    pub(crate) fn annotate(&mut self, note: Inline) {
        let (mut text, mut style) = self.runs.pop().unwrap_or_default();
        if style == Style::default() {
            let before = text.trim_end_matches(|c: char| !c.is_whitespace()).len();
            let word = text.split_off(before);
            if !text.is_empty() {
                self.runs.push((text, Style::default()));
            }
            text = word;
        }
        style.note = Some(Box::new(note));
        self.runs.push((text, style));
    }

    /// Takes the spaces off the end.
    pub(crate) fn trim_end(&mut self) {
        while let Some((text, _)) = self.runs.last_mut() {
            text.truncate(text.trim_end_matches(' ').len());
            if !text.is_empty() {
                break;
            }
            self.runs.pop();
        }
    }

    /// Adds inline text, with its own marks and links besides those of a style.
    pub(crate) fn add(&mut self, inline: &Inline, style: &Style) {
        match inline {
            Inline::Text(text) => self.push(text, style),
            Inline::Span(span) => self.push(&span.text, &style.of(span)),
            Inline::Runs(runs) => {
                for run in runs {
                    match run {
                        Run::Text(text) => self.push(text, style),
                        Run::Span(span) => self.push(&span.text, &style.of(span)),
                    }
                }
            }
        }
    }

    pub(crate) fn is_blank(&self) -> bool {
        self.runs.iter().all(|(text, _)| text.trim().is_empty())
    }

    /// The pieces with their styles.
    pub(crate) fn into_pieces(self) -> Vec<(String, Style)> {
        self.runs
    }

    /// The text so far without marks.
    pub(crate) fn to_plain_text(&self) -> String {
        self.runs.iter().map(|(text, _)| text.as_str()).collect()
    }

    /// The text, without white space and line breaks at its ends: a string if it has no marks, a span if it has one style.
    pub(crate) fn finish(mut self) -> Inline {
        let white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\u{c}');
        let blank = self
            .runs
            .iter()
            .take_while(|(text, _)| text.chars().all(white));
        self.runs.drain(..blank.count());
        if let Some((text, _)) = self.runs.first_mut() {
            *text = text.trim_start_matches(white).to_owned();
        }
        while let Some((text, _)) = self.runs.last_mut() {
            text.truncate(text.trim_end_matches(white).len());
            if !text.is_empty() {
                break;
            }
            self.runs.pop();
        }
        let mut runs: Vec<Run> = self.runs.into_iter().map(run).collect();
        match (runs.len(), runs.pop()) {
            (1, Some(Run::Text(text))) => Inline::Text(text),
            (1, Some(Run::Span(span))) => Inline::Span(span),
            (_, Some(last)) => {
                runs.push(last);
                Inline::Runs(runs)
            }
            (_, None) => Inline::default(),
        }
    }
}

fn run((text, style): (String, Style)) -> Run {
    if style == Style::default() {
        return Run::Text(text);
    }
    Run::Span(Span {
        text,
        marks: style.marks,
        href: style.href,
        title: style.title,
        lang: style.lang,
        dir: style.dir,
        note: style.note,
        mathml: style.mathml,
        ..Span::default()
    })
}
