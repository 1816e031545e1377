//! Word count and reading time.

use crate::scan::{HIGH_BITS, up_to};

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

    /// Adds the words of a text. Returns whether it is ASCII without line ends.
    ///
    /// Every character of an article is counted here, so ASCII is looked at eight bytes at a time.
    pub(super) fn add(&mut self, text: &str) -> bool {
        let mut plain = true;
        let mut blank = true;
        let mut at = 0;
        while let Some(rest) = text.as_bytes().get(at..).filter(|rest| !rest.is_empty()) {
            match rest.first_chunk() {
                Some(chunk) if chunk.is_ascii() => {
                    let chunk = u64::from_le_bytes(*chunk);
                    let line_ends = bytes_equal_to(chunk, b'\n');
                    let blanks = bytes_equal_to(chunk, b' ') | line_ends;
                    let starts = !blanks & (blanks << 8 | u64::from(blank) << 7) & HIGH_BITS;
                    self.words += starts.count_ones();
                    plain &= line_ends == 0;
                    blank = blanks >> 63 != 0;
                    at += 8;
                }
                _ => {
                    let end = text.ceil_char_boundary((at + 8).min(text.len()));
                    let part = text.get(at..end).unwrap_or_default();
                    plain &= part.is_ascii() && !part.contains('\n');
                    blank = self.add_letters(part, blank);
                    at = end;
                }
            }
        }
        plain
    }

    /// Returns whether the last letter is blank; `blank` is whether the one before the first is.
    fn add_letters(&mut self, text: &str, mut blank: bool) -> bool {
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
        blank
    }
}

/// The highest bit of each byte of ASCII that equals `byte`.
fn bytes_equal_to(ascii: u64, byte: u8) -> u64 {
    const ONES: u64 = 0x0101_0101_0101_0101;
    let difference = ascii ^ (ONES * u64::from(byte));
    !(difference + ONES * 0x7f) & HIGH_BITS
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::WordCount;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn words_are_what_blanks_separate_wherever_they_are(text in "[a-z \n]{0,40}|[a-z\u{e9}\u{10000} \n\u{a0}]{0,30}") {
            let mut length = WordCount::default();
            let plain = length.add(&text);
            let words = text.split([' ', '\n', '\u{a0}']).filter(|word| !word.is_empty());
            prop_assert_eq!(length.total() as usize, words.count());
            prop_assert_eq!(plain, text.is_ascii() && !text.contains('\n'));
        }
    }

    #[test]
    fn words_and_letters_of_unparted_scripts_are_counted() {
        let mut length = WordCount::default();
        length.add("One two\u{a0}three,\nfour — five");
        assert_eq!(length.total(), 6);
        length.add("東京で会議");
        assert_eq!(length.total(), 11);
        assert_eq!(length.minutes("en"), 1);
        (0..100).for_each(|_| {
            length.add("ten words make this line as long as it is");
        });
        assert_eq!(length.minutes("en"), 4);
    }
}
