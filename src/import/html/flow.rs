//! Text of a paragraph under construction.

use crate::import::inline::{InlineBuilder, Style};

/// Text under construction, with white space collapsed as browsers do.
#[derive(Debug, Default)]
pub(super) struct Flow {
    pub(super) builder: InlineBuilder,
    /// The last character so far; a line break at the start.
    pub(super) last: Option<char>,
}

impl Flow {
    pub(super) fn push(&mut self, text: &str, style: &Style) {
        let is_white = |c: char| matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c');
        let mut rest = text;
        while !rest.is_empty() {
            let word = rest.trim_start_matches(is_white);
            if word.len() < rest.len() && !matches!(self.last, None | Some(' ' | '\n')) {
                self.builder.push(" ", style);
                self.last = Some(' ');
            }
            let length = word.find(is_white).unwrap_or(word.len());
            let (word, behind) = word.split_at_checked(length).unwrap_or((word, ""));
            if !word.is_empty() {
                self.builder.push(word, style);
                self.last = Some('x');
            }
            rest = behind;
        }
    }

    /// Adds text as it is, with its line ends.
    pub(super) fn push_lines(&mut self, text: &str, style: &Style) {
        if text.is_empty() {
            return;
        }
        self.builder.push(&text.replace("\r\n", "\n"), style);
        self.last = text.chars().next_back();
    }

    /// Adds text that stays in one piece.
    pub(super) fn push_piece(&mut self, text: &str, style: &Style) {
        self.builder.push(text, style);
        self.last = Some('x');
    }

    pub(super) fn push_break(&mut self, style: &Style) {
        self.builder.trim_end();

        self.builder.push("\n", style);
        self.last = Some('\n');
    }

    pub(super) fn is_blank(&self) -> bool {
        self.builder.is_blank()
    }
}
