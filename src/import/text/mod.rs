//! Plain text, as copied from a page.
//!
//! What a browser copies has lost its markup: a heading is a short line, a post is its words and a signature. The rules here were
//! measured on pages of newspapers; each thing that they guess is reported.

pub(crate) mod date;
mod forms;
pub(crate) mod header;
mod language;
mod post;
mod wrapped;

use super::html::embed;
use super::{Context, Format, Guess, Importer, Source};
use crate::error::ArticleError;
use crate::model::{Article, Block, Inline, Span};

/// Each line may be a block, and the blocks of more lines don't fit into the memory of a WebAssembly.
const MAX_LINES: usize = 2_000_000;

pub(super) struct Text;

impl Importer for Text {
    fn format(&self) -> Format {
        Format::Text
    }

    fn detect(&self, _: &str) -> bool {
        true
    }

    fn import(&self, source: &Source<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let unwrapped = wrapped::unwrapped(&source.text);
        let text = unwrapped.as_deref().unwrap_or(&source.text);
        if text.lines().nth(MAX_LINES).is_some() {
            let message = "The text has more than 2,000,000 lines.".to_owned();
            return Err(ArticleError::new("too-large", "$", message));
        }
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

struct Reader<'r, 'o, 't> {
    cx: &'r mut Context<'o>,
    lines: Vec<Line<'t>>,
    /// Whether paragraphs follow each other without blank lines.
    dense: bool,
    /// How many cells its tables have.
    cells: usize,
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
            cells: 0,
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
                if found.left_out > 0 {
                    let message = format!(
                        "{} words were left out: numbers below a post that don't say what they count.",
                        found.left_out
                    );
                    self.cx.warn("left-out", &format!("{line}:1"), message);
                }
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
}
