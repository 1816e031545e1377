//! Plain text, as copied from a page.
//!
//! What a browser copies has lost its markup: a heading is a short line, a post is its words and a signature. The rules here were
//! measured on pages of newspapers; each thing that they guess is reported.

mod date;
mod language;
mod post;

use super::html::embed;
use super::{Context, Format, Guess, Importer, Source};
use crate::error::ArticleError;
use crate::model::{Article, Block, Cell, Inline, Item, List, Person, Quote, Span, Table};

pub(super) struct Text;

impl Importer for Text {
    fn format(&self) -> Format {
        Format::Text
    }

    fn detect(&self, _: &str) -> bool {
        true
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let unwrapped = unwrapped(&source.text);
        let text = unwrapped.as_deref().unwrap_or(&source.text);
        Ok(Reader::new(cx, text).article())
    }
}

/// A line with text.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    /// From 1.
    number: usize,
    /// Whether the line before it is blank, or there is none.
    after_blank: bool,
}

fn lines(text: &str) -> Vec<Line<'_>> {
    let mut found = Vec::new();
    let mut after_blank = true;
    for (at, line) in text.lines().enumerate() {
        let line = line.trim_matches(|c: char| c.is_whitespace() && c != '\t' || c == '\u{feff}');
        if line.trim().is_empty() {
            after_blank = true;
            continue;
        }
        found.push(Line {
            text: line.trim(),
            number: at + 1,
            after_blank,
        });
        after_blank = false;
    }
    found
}

/// Text with the line ends of mail or a wire taken out of its paragraphs; `None` if it has none.
fn unwrapped(text: &str) -> Option<String> {
    let all: Vec<&str> = text.lines().collect();
    let inner = |pair: &[&str]| match pair {
        [line, next] if !line.trim().is_empty() && !next.trim().is_empty() => {
            Some(line.trim_end().chars().count())
        }
        _ => None,
    };
    let widths: Vec<usize> = all.windows(2).filter_map(inner).collect();
    let full = widths
        .iter()
        .filter(|width| (50..=80).contains(*width))
        .count();
    if widths.len() < 8 || full * 5 < widths.len() * 4 {
        return None;
    }
    let mut joined = String::with_capacity(text.len());
    let mut glued = false;
    for line in all {
        let indented = line.starts_with("  ") || line.starts_with('\t');
        let bare = line.trim();
        if bare.is_empty() {
            joined.push_str("\n\n");
            glued = false;
            continue;
        }
        if glued {
            joined.push_str(if indented { "\n\n" } else { " " });
        }
        joined.push_str(bare);
        glued = true;
    }
    Some(joined)
}

/// Whether a line is the end of a sentence.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '\'', '”', '’', '»', ')', ']', '』', '」'])
        .ends_with(['.', '!', '?', '…', '。', '！', '？', '؟', '।'])
}

/// The length of a text; letters of Chinese, Japanese and Korean count twice.
fn width(text: &str) -> usize {
    text.chars()
        .map(|c| {
            if ('\u{2e80}'..='\u{ffdc}').contains(&c) {
                2
            } else {
                1
            }
        })
        .sum()
}

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

const BYLINES: [&str; 13] = [
    "by ",
    "von ",
    "par ",
    "di ",
    "por ",
    "de ",
    "door ",
    "przez ",
    "text: ",
    "作者",
    "文：",
    "بقلم ",
    "מאת ",
];

struct Reader<'r, 'o, 't> {
    cx: &'r mut Context<'o>,
    lines: Vec<Line<'t>>,
    /// Whether paragraphs follow each other without blank lines.
    dense: bool,
    article: Article,
}

impl<'r, 'o, 't> Reader<'r, 'o, 't> {
    fn new(cx: &'r mut Context<'o>, text: &'t str) -> Self {
        let lines = lines(text);
        let blanks = lines.iter().skip(1).filter(|line| line.after_blank).count();
        let article = Article {
            lang: cx
                .options
                .lang
                .clone()
                .or_else(|| language::detect(text).map(str::to_owned)),
            ..Article::default()
        };
        Self {
            cx,
            dense: blanks * 2 < lines.len(),
            lines,
            article,
        }
    }

    fn guesses(&self) -> bool {
        self.cx.options.guess != Guess::None
    }

    fn guessed(&mut self, code: &'static str, line: usize, what: &str) {
        let path = format!("{line}:1");
        self.cx
            .warn(code, &path, format!("This line seems to be {what}."));
    }

    fn article(mut self) -> Article {
        let mut start = self.header();
        let lang = self.article.lang.clone();
        let mut posts = if self.guesses() {
            post::find(&self.lines, start, lang.as_deref())
        } else {
            Vec::new()
        }
        .into_iter()
        .peekable();
        let mut blocks = Vec::new();
        while start < self.lines.len() {
            if let Some(found) = posts.next_if(|post| post.first <= start) {
                let line = self.lines.get(found.first).map_or(1, |line| line.number);
                self.guessed("guessed-post", line, "the first of a post");
                blocks.push(found.post.into());
                start = found.last + 1;
                continue;
            }
            let end = posts.peek().map_or(self.lines.len(), |post| post.first);
            start = self.block(start, end, &mut blocks);
        }
        self.article.body = blocks;
        self.article
    }

    /// Reads what is above the text, and gives the index of the first line of the text.
    fn header(&mut self) -> usize {
        let lines = self.lines.clone();
        let Some(first) = lines.first() else { return 0 };
        let second = lines.get(1);
        // A text that begins with a long paragraph has no headline.
        if width(first.text) > 200 && ends_sentence(first.text) {
            return 0;
        }
        let mut at = 0;
        let capitals = !first.text.chars().any(char::is_lowercase)
            && first.text.chars().any(char::is_uppercase);
        if self.guesses()
            && capitals
            && width(first.text) <= 30
            && second.is_some_and(|second| width(second.text) > 30 && !ends_sentence(second.text))
        {
            self.guessed(
                "guessed-kicker",
                first.number,
                "the label above the headline",
            );
            self.article.kicker = Some(first.text.into());
            at = 1;
        }
        let Some(headline) = lines.get(at) else {
            return at;
        };
        self.article.headline = headline.text.into();
        at += 1;
        if !self.guesses() {
            return at;
        }
        // Up to eight lines of header, as long as they are recognised.
        while at < 8 {
            let Some(line) = lines.get(at) else { break };
            if self.byline(line) || self.dates(line) {
                at += 1;
                continue;
            }
            if self.article.standfirst.is_none() && self.is_standfirst(&lines, at) {
                self.guessed(
                    "guessed-standfirst",
                    line.number,
                    "the summary below the headline",
                );
                self.article.standfirst = Some(line.text.into());
                at += 1;
                continue;
            }
            break;
        }
        // Authors and dates may stand below something that isn't recognised.
        let mut below = at;
        for line in lines.get(at..lines.len().min(8)).unwrap_or_default() {
            if width(line.text) >= 150 {
                break;
            }
            if self.byline(line) || self.dates(line) {
                self.lines.remove(below);
            } else {
                below += 1;
            }
        }
        at
    }

    fn is_standfirst(&self, lines: &[Line<'_>], at: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let length = width(line.text);
        let sign =
            line.text.starts_with(['—', '–', '-', '•', '*']) || line.text.starts_with("http");
        if sign || is_caption(line.text) || line.text.ends_with(':') {
            return false;
        }
        let open = (40..=400).contains(&length) && !ends_sentence(line.text);
        let short = (40..=220).contains(&length)
            && !line.after_blank
            && next.after_blank
            && lines
                .get(at + 1..)
                .is_some_and(|rest| rest.iter().take(4).any(|next| width(next.text) > length));
        // A heading of the first section is followed by its text at once.
        let heading = at > 1 && length <= 110 && !next.after_blank && !self.dense;
        (open && !heading) || short
    }

    fn byline(&mut self, line: &Line<'_>) -> bool {
        if !self.article.byline.is_empty()
            || width(line.text) > 100
            || line.text.ends_with(['.', ':', '?', '!'])
        {
            return false;
        }
        let lower = line.text.to_lowercase();
        let Some(start) = BYLINES.iter().find(|start| lower.starts_with(**start)) else {
            return false;
        };
        let names = line
            .text
            .char_indices()
            .nth(start.chars().count())
            .and_then(|(at, _)| line.text.get(at..))
            .unwrap_or_default();
        let mut names = names.trim_start_matches([':', '：', ' ']).to_owned();
        for word in [
            " and ", " und ", " et ", " e ", " y ", " en ", " i ", " & ", "、", " و ", " ו",
        ] {
            names = names.replace(word, ",");
        }
        let people: Vec<&str> = names
            .split([',', '，'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let particle = |word: &str| {
            matches!(
                word,
                "de" | "da"
                    | "di"
                    | "del"
                    | "della"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "la"
                    | "le"
                    | "al"
                    | "bin"
            )
        };
        let is_name = |name: &&str| {
            let words: Vec<&str> = name.split_whitespace().collect();
            !words.is_empty()
                && words.len() <= 5
                && words.iter().all(|word| {
                    particle(word)
                        || word
                            .chars()
                            .next()
                            .is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
                })
                && words.iter().any(|word| !particle(word))
        };
        // "De" and "Di" begin sentences as well: one name alone has to have a surname.
        let sure = people.iter().any(|name| name.contains(' ')) || start.len() > 4;
        if people.is_empty() || people.len() > 6 || !people.iter().all(is_name) || !sure {
            return false;
        }
        self.guessed("guessed-byline", line.number, "the line of the authors");
        self.article.byline = people.into_iter().map(Person::new).collect();
        true
    }

    fn dates(&mut self, line: &Line<'_>) -> bool {
        if width(line.text) > 60 {
            return false;
        }
        let Some(found) = date::find(line.text) else {
            return false;
        };
        let lower = line.text.to_lowercase();
        let updated = [
            "updated",
            "last modified",
            "aktualisiert",
            "mis à jour",
            "aggiornato",
            "actualizado",
            "atualizado",
            "bijgewerkt",
            "aktualizacja",
            "更新",
            "تحديث",
            "עודכן",
        ]
        .iter()
        .any(|word| lower.contains(word));
        // A few words such as "Published on Monday" may stand with it.
        let place = if updated {
            &mut self.article.updated
        } else {
            &mut self.article.published
        };
        if found.other_words > 3 || place.is_some() {
            return false;
        }
        *place = Some(found.date);
        self.guessed("guessed-date", line.number, "the date of the article");
        true
    }

    /// Reads the block that starts in a line, and gives the index of the line behind it.
    fn block(&mut self, at: usize, end: usize, blocks: &mut Vec<Block>) -> usize {
        let Some(line) = self.lines.get(at).copied() else {
            return at + 1;
        };
        let path = format!("{}:1", line.number);
        if line.text.starts_with("http") && !line.text.contains(char::is_whitespace) {
            if embed::is_embeddable(line.text) {
                blocks.extend(self.cx.external(line.text, None, &path));
            } else {
                let text = match self.cx.link(line.text, &path) {
                    Some(href) => Inline::Span(Span::link(line.text, href)),
                    None => line.text.into(),
                };
                blocks.push(Block::paragraph(text));
            }
            return at + 1;
        }
        if self.guesses() {
            let lists = [Self::table, Self::list, Self::quote];
            for read in lists {
                if let Some((block, next)) = read(self, at, end) {
                    blocks.push(block);
                    return next;
                }
            }
            if self.is_heading(at, end, blocks.last()) {
                self.guessed("guessed-heading", line.number, "a heading");
                blocks.push(Block::heading(line.text));
                return at + 1;
            }
            if let Some(next) = self.verse(at, end) {
                let text: Vec<&str> = self
                    .lines
                    .get(at..next)
                    .unwrap_or_default()
                    .iter()
                    .map(|line| line.text)
                    .collect();
                blocks.push(Block::paragraph(text.join("\n")));
                return next;
            }
        }
        blocks.push(Block::paragraph(line.text));
        at + 1
    }

    fn is_heading(&self, at: usize, end: usize, before: Option<&Block>) -> bool {
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
        (3..=110).contains(&length)
            && at + 1 < end
            && !line.text.ends_with(['.', '…', ':', ';', ','])
            && !line.text.starts_with(['"', '“', '«', '—', '–', '-', '•'])
            && !is_caption(line.text)
            && line.text.chars().any(char::is_alphabetic)
            && width(next.text) >= 80
            && ends_sentence(next.text)
            && (previous || after_other)
            && !matches!(before, Some(Block::Heading(_)))
            && (glued || self.dense || self.cx.options.guess == Guess::Eager)
    }

    fn list(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
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

    fn quote(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
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

    fn table(&mut self, at: usize, end: usize) -> Option<(Block, usize)> {
        let tabs = |line: &Line<'_>| line.text.matches('\t').count();
        let first = self.lines.get(at)?;
        let count = tabs(first);
        if count == 0 || sign(first.text).is_some() {
            return None;
        }
        let rows: Vec<&Line<'_>> = self
            .lines
            .get(at..end)?
            .iter()
            .take_while(|line| tabs(line) == count)
            .collect();
        if rows.len() < 2 {
            return None;
        }
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
    fn verse(&self, at: usize, end: usize) -> Option<usize> {
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

fn is_caption(text: &str) -> bool {
    let lower = text.to_lowercase();
    NO_HEADINGS.iter().any(|start| lower.starts_with(start))
        || lower.contains('©')
        || lower.contains("getty")
        || lower.contains("http")
        || lower.contains('@')
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Bullet(char),
    Dash,
    Number,
    Letter,
}

/// The sign that a line of a list begins with, and the rest of the line.
fn sign(line: &str) -> Option<(Sign, &str)> {
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
