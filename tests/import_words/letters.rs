//! Text as its letters, and what is between them.

/// What is before a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Gap {
    /// The letter before it, of the same word.
    #[default]
    None,
    /// The end of a part, which may or may not end a word.
    Part,
    /// White space.
    White,
}

/// The letters of a text, signs included, without white space, boxes that stand for check boxes, and what can't be seen.
#[derive(Debug, Clone, Default)]
pub struct Letters {
    letters: Vec<(Gap, char)>,
    next: Gap,
}

impl Letters {
    pub fn of(text: &str) -> Self {
        let mut letters = Self::default();
        letters.push(text);
        letters
    }

    pub fn push(&mut self, text: &str) {
        for letter in text.chars() {
            if letter.is_whitespace() {
                self.next = Gap::White;
            } else if !matches!(letter, '☑' | '☐' | '\u{200b}' | '\u{feff}' | '\u{ad}') {
                self.letters.push((self.next, letter));
                self.next = Gap::None;
            }
        }
    }

    /// Ends a part.
    pub fn part(&mut self) {
        self.next = self.next.max(Gap::Part);
    }

    /// Ends a word.
    pub fn space(&mut self) {
        self.next = Gap::White;
    }

    pub fn append(&mut self, other: Self) {
        for (gap, letter) in other.letters {
            self.letters.push((gap.max(self.next), letter));
            self.next = Gap::None;
        }
        self.next = self.next.max(other.next);
    }

    /// Where a text is.
    fn find(&self, text: &Self) -> Option<usize> {
        let length = text.letters.len();
        (0..=self.letters.len().checked_sub(length)?).find(|start| {
            let found = &self.letters[*start..start + length];
            found
                .iter()
                .zip(&text.letters)
                .enumerate()
                .all(|(at, (one, other))| one.1 == other.1 && (at == 0 || fits(one.0, other.0)))
        })
    }

    /// Takes out a text, the first time that it occurs; whether it did.
    pub fn take(&mut self, text: &Self) -> bool {
        let Some(start) = self.find(text) else {
            return text.letters.is_empty();
        };
        let end = start + text.letters.len();
        self.letters.drain(start..end);
        if let Some((gap, _)) = self.letters.get_mut(start) {
            *gap = (*gap).max(Gap::Part);
        }
        true
    }

    /// Where two texts begin to differ.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let same = self
            .letters
            .iter()
            .zip(&other.letters)
            .enumerate()
            .take_while(|(at, (one, other))| one.1 == other.1 && (*at == 0 || fits(one.0, other.0)))
            .count();
        let all = self.letters.len().max(other.letters.len());
        (same < all).then(|| {
            format!(
                "the source has {:?}, the article {:?}",
                self.excerpt(same),
                other.excerpt(same)
            )
        })
    }

    fn excerpt(&self, at: usize) -> String {
        let mut text = String::new();
        for (gap, letter) in self.letters.iter().skip(at.saturating_sub(20)).take(90) {
            match gap {
                Gap::None => {}
                Gap::Part => text.push('|'),
                Gap::White => text.push(' '),
            }
            text.push(*letter);
        }
        text
    }
}

/// Whether what is before a letter in the source may be what is before it in the article.
fn fits(source: Gap, article: Gap) -> bool {
    match (source, article) {
        (Gap::Part, _) | (_, Gap::Part) => true,
        (source, article) => source == article,
    }
}
