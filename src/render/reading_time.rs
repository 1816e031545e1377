//! Word count and reading time.

use crate::scan::up_to;

/// Word count.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct WordCount {
    /// Words.
    pub(crate) words: u32,
    /// Characters of scripts that don't separate words with spaces.
    pub(crate) characters: u32,
}

/// Words a minute of an adult reading silently: the standardised texts of Trauzettel-Klosinski and Dietz (2012), where they
/// have the language.
const WORDS_PER_MINUTE: &[(&str, u32)] = &[
    ("ar", 138),
    ("de", 179),
    ("es", 218),
    ("fi", 161),
    ("fr", 195),
    ("he", 187),
    ("it", 188),
    ("nl", 202),
    ("pl", 166),
    ("pt", 181),
    ("ru", 184),
    ("sl", 180),
    ("sv", 199),
    ("tr", 166),
];
const DEFAULT_WORDS_PER_MINUTE: u32 = 228;
/// Characters per minute for scripts without word separators: between their values for Chinese and Japanese.
const CHARACTERS_PER_MINUTE: u32 = 306;

impl WordCount {
    /// Words, plus characters of scripts without word separators.
    pub(crate) fn total(&self) -> u32 {
        self.words + self.characters
    }

    /// Minutes, rounded, at least 1.
    pub(crate) fn minutes(&self, lang: &str) -> u32 {
        let primary = up_to(lang, b"-");
        let pace = WORDS_PER_MINUTE.iter().find(|(tag, _)| *tag == primary);
        let pace = pace.map_or(DEFAULT_WORDS_PER_MINUTE, |(_, pace)| *pace);
        let seconds = self.words * 60 / pace + self.characters * 60 / CHARACTERS_PER_MINUTE;
        ((seconds + 30) / 60).max(1)
    }

    pub(super) fn add(&mut self, text: &str) {
        let mut blank = true;
        // Fast path: every character of an article is counted here.
        if text.is_ascii() {
            for byte in text.bytes() {
                let space = matches!(byte, b' ' | b'\n');
                self.words += u32::from(blank && !space);
                blank = space;
            }
            return;
        }
        for letter in text.chars() {
            // Thai, Lao, Khmer, Myanmar, kana, Han.
            let unparted = matches!(letter,
                '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
                | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}');
            let space = matches!(
                letter,
                ' ' | '\n' | '\u{a0}' | '\u{2009}' | '\u{202f}' | '\u{3000}'
            );
            self.characters += u32::from(unparted);
            self.words += u32::from(blank && !space && !unparted);
            blank = space || unparted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::WordCount;

    #[test]
    fn words_and_letters_of_unparted_scripts_are_counted() {
        let mut length = WordCount::default();
        length.add("One two\u{a0}three,\nfour — five");
        assert_eq!(length.total(), 6);
        length.add("東京で会議");
        assert_eq!(length.total(), 11);
        assert_eq!(length.minutes("en"), 1);
        (0..100).for_each(|_| length.add("ten words make this line as long as it is"));
        assert_eq!(length.minutes("en"), 4);
    }
}
