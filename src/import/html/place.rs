//! Where in the source things are.

use std::cell::Cell;

/// Where in the source things are, for diagnostics.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Place<'p> {
    /// The HTML is a value at this path.
    Path(&'p str),
    /// The HTML is the input.
    Lines(&'p Lines),
    /// The HTML was printed from the text of these lines: where its pieces come from, as byte of the HTML and byte of the text.
    Printed(&'p str, &'p [(usize, usize)], &'p Lines),
}

/// The lines of a text.
#[derive(Debug)]
pub(crate) struct Lines {
    /// The bytes at which they start.
    starts: Vec<usize>,
    /// The last byte whose column was computed, and that column: the next in a long line is counted from there.
    last: Cell<(usize, usize)>,
}

impl Lines {
    pub(crate) fn new(text: &str) -> Self {
        let behind = text.match_indices('\n').map(|(at, _)| at + 1);
        Self {
            starts: std::iter::once(0).chain(behind).collect(),
            last: Cell::new((0, 1)),
        }
    }

    /// Line and column of a byte, from 1.
    fn position(&self, text: &str, at: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= at).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or_default();
        let (last, column) = self.last.get();
        let (from, before) = if (start..=at).contains(&last) {
            (last, column)
        } else {
            (start, 1)
        };
        let between = text.get(from..at).unwrap_or_default();
        let column = before + between.chars().count();
        self.last.set((at, column));
        (line, column)
    }
}

impl Place<'_> {
    /// The path of a byte of the source.
    pub(crate) fn path(&self, source: &str, at: usize) -> String {
        match self {
            Self::Path(path) => (*path).to_owned(),
            Self::Printed(text, origins, lines) => {
                let piece = origins.partition_point(|(printed, _)| *printed <= at);
                let origin = origins
                    .get(piece.saturating_sub(1))
                    .map_or(0, |(_, origin)| *origin);
                Place::Lines(lines).path(text, origin)
            }
            Self::Lines(lines) => {
                let (line, column) = lines.position(source, at);
                format!("{line}:{column}")
            }
        }
    }
}
