//! What lines are by their form: headings, lists, quotations, tables, verses.

use super::{Line, Reader, ends_sentence, width};
use crate::import::Guess;
use crate::model::{Block, Cell, Item, List, Quote, Table};
use crate::scan::lowercase;

/// Beginnings of lines that are short and no headings, in the languages of the interface.
const NO_HEADINGS: [&str; 34] = [
    "related",
    "read more",
    "read also",
    "read:",
    "[read",
    "see also",
    "sign up",
    "subscribe",
    "advertisement",
    "photo",
    "©",
    "getty",
    "lire aussi",
    "à lire",
    "leggi anche",
    "foto",
    "lesen sie",
    "mehr zum thema",
    "anzeige",
    "lea también",
    "lee también",
    "te puede interesar",
    "leia também",
    "leia mais",
    "lees ook",
    "czytaj także",
    "zobacz też",
    "اقرأ أيضا",
    "همچنین بخوانید",
    "קראו גם",
    "関連",
    "写真",
    "相关阅读",
    "图注",
];

/// With more cells, lines with tabs stay lines: a log isn't a table of an article.
const MAX_CELLS: usize = 200_000;

impl Reader<'_, '_, '_> {
    pub(super) fn is_heading(&self, at: usize, end: usize, before: Option<&Block>) -> bool {
        let (Some(line), Some(next)) = (self.lines.get(at), self.lines.get(at + 1)) else {
            return false;
        };
        let length = width(line.text);
        let previous = at
            .checked_sub(1)
            .and_then(|above| self.lines.get(above))
            .is_none_or(|above| ends_sentence(above.text));
        let after_other = matches!(
            before,
            None | Some(
                Block::Post(_)
                    | Block::List(_)
                    | Block::Table(_)
                    | Block::Quote(_)
                    | Block::Embed(_)
            )
        );
        let glued = !next.after_blank;
        // A blank line ends what is above it as well, be it a caption or a line of links.
        let apart = line.after_blank && !self.dense && glued;
        (3..=110).contains(&length)
            && at + 1 < end
            && !line.text.ends_with(['.', '…', ':', ';', ','])
            && !line
                .text
                .starts_with(['"', '“', '«', '—', '–', '-', '•', '>'])
            && !is_caption(line.text)
            && line.text.chars().any(char::is_alphabetic)
            && width(next.text) >= 80
            && ends_sentence(next.text)
            && (previous || after_other || apart)
            && !matches!(before, Some(Block::Heading(_)))
            && (glued || self.dense || self.cx.options.guess == Guess::Eager)
    }

    pub(super) fn list(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
        let first = self.lines.get(at)?;
        let (sign, _) = sign(first.text)?;
        let mut items = Vec::new();
        let mut next = at;
        while next < end {
            let line = self.lines.get(next)?;
            match self::sign(line.text) {
                Some((own, rest)) if own == sign => items.push(rest),
                _ => break,
            }
            next += 1;
        }
        // Lines that begin with a dash are speech in some languages.
        let speech = sign == Sign::Dash && items.iter().any(|item| ends_sentence(item));
        if items.len() < 2 || speech {
            return None;
        }
        let number = first.number;
        let start = match sign {
            Sign::Number => first.text.split(['.', ')']).next()?.parse::<i32>().ok(),
            _ => None,
        };
        let mut list = List::new(items.into_iter().map(Item::from));
        if sign == Sign::Number {
            list = list.numbered();
            list.start = start.filter(|start| *start != 1);
        }
        self.guessed("guessed-list", number, "the first of a list");
        Some((list.into(), next))
    }

    pub(super) fn quote(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
        let line = self.lines.get(at)?;
        let pairs = [('"', '"'), ('“', '”'), ('«', '»'), ('„', '“'), ('「', '」')];
        let quoted = pairs.iter().any(|(open, close)| {
            line.text.starts_with(*open)
                && line.text.ends_with(*close)
                && line
                    .text
                    .chars()
                    .filter(|c| c == open || c == close)
                    .count()
                    == 2
        });
        let next = self.lines.get(at + 1).filter(|_| quoted && at + 1 < end)?;
        let cite = ["— ", "– ", "-- "]
            .into_iter()
            .find_map(|dash| next.text.strip_prefix(dash))?
            .trim();
        if cite.is_empty() || width(cite) > 80 || cite.contains('@') || ends_sentence(cite) {
            return None;
        }
        let (text, cite, number) = (line.text.to_owned(), cite.to_owned(), line.number);
        self.guessed("guessed-quote", number, "a quotation");
        Some((Quote::new(text).cite(cite).into(), at + 2))
    }

    pub(super) fn table(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
        let tabs = |line: &Line<'_>| line.text.matches('\t').count();
        let first = self.lines.get(at)?;
        let count = tabs(first);
        if count == 0 || sign(first.text).is_some() || self.cells > MAX_CELLS {
            return None;
        }
        let rows: Vec<&Line<'_>> = self
            .lines
            .get(at..end)?
            .iter()
            .take_while(|line| tabs(line) == count)
            .take(MAX_CELLS)
            .collect();
        if rows.len() < 2 {
            return None;
        }
        self.cells += rows.len() * (count + 1);
        let cells = |line: &&Line<'_>| -> Vec<Cell> {
            line.text
                .split('\t')
                .map(|cell| Cell::from(cell.trim()))
                .collect()
        };
        let table = Table::new(rows.iter().map(cells));
        let (next, number) = (at + rows.len(), first.number);
        self.guessed("guessed-table", number, "the first row of a table");
        Some((table.into(), next))
    }

    /// The end of a group of short lines, such as a verse or an address.
    pub(super) fn verse(&self, at: usize, end: usize) -> Option<usize> {
        let first = self.lines.get(at)?;
        if self.dense || !first.after_blank {
            return None;
        }
        let length = self
            .lines
            .get(at + 1..end)?
            .iter()
            .take_while(|line| !line.after_blank)
            .count();
        let next = at + 1 + length;
        let short = self
            .lines
            .get(at..next)?
            .iter()
            .all(|line| width(line.text) <= 60);
        (length > 0 && short).then_some(next)
    }
}

pub(super) fn is_caption(text: &str) -> bool {
    let lower = lowercase(text);
    NO_HEADINGS.iter().any(|start| lower.starts_with(start))
        || lower.contains('©')
        || lower.contains("getty")
        || lower.contains("http")
        || lower.contains('@')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    Bullet(char),
    Dash,
    Number,
    Letter,
}

/// The sign that a line of a list begins with, and the rest of the line.
pub(super) fn sign(line: &str) -> Option<(Sign, &str)> {
    let first = line.chars().next()?;
    let rest = line.get(first.len_utf8()..)?;
    match first {
        '•' | '‣' | '◦' | '▪' | '●' | '·' => {
            return Some((Sign::Bullet(first), rest.trim_start()));
        }
        '*' => {
            return Some((
                Sign::Bullet('*'),
                rest.strip_prefix([' ', '\t'])?.trim_start(),
            ));
        }
        '-' | '–' | '—' => {
            return Some((Sign::Dash, rest.strip_prefix([' ', '\t'])?.trim_start()));
        }
        _ => {}
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if (1..=3).contains(&digits) {
        let rest = line.get(digits..)?.strip_prefix(['.', ')'])?;
        return Some((Sign::Number, rest.strip_prefix([' ', '\t'])?.trim_start()));
    }
    if first.is_ascii_lowercase() {
        let rest = rest.strip_prefix(')')?;
        return Some((Sign::Letter, rest.strip_prefix([' ', '\t'])?.trim_start()));
    }
    None
}
