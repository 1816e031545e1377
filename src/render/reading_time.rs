//! How long an article is, in words, and how long it takes to read.

use crate::scan::before;

/// How long an article is.
#[derive(Debug, Default, Clone, Copy)]
pub(crate) struct Length {
    /// Words.
    pub(crate) parted: u32,
    /// Letters of scripts that don't part words.
    pub(crate) unparted: u32,
}

/// Words a minute of an adult reading silently: the standardised texts of Trauzettel-Klosinski and Dietz (2012), where they
/// have the language.
const PACES: &[(&str, u32)] = &[
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
const PACE: u32 = 228;
/// Letters a minute where no spaces part the words: between their Chinese and Japanese.
const LETTERS_A_MINUTE: u32 = 306;

impl Length {
    /// Words; where words aren't parted, letters.
    pub(crate) fn words(&self) -> u32 {
        self.parted + self.unparted
    }

    /// Minutes, rounded, at least 1.
    pub(crate) fn minutes(&self, lang: &str) -> u32 {
        let primary = before(lang, b"-");
        let pace = PACES.iter().find(|(tag, _)| *tag == primary);
        let pace = pace.map_or(PACE, |(_, pace)| *pace);
        let seconds = self.parted * 60 / pace + self.unparted * 60 / LETTERS_A_MINUTE;
        ((seconds + 30) / 60).max(1)
    }

    pub(super) fn count(&mut self, text: &str) {
        let mut blank = true;
        // Every letter of an article comes by here, and most are of this kind.
        if text.is_ascii() {
            for byte in text.bytes() {
                let space = matches!(byte, b' ' | b'\n');
                self.parted += u32::from(blank && !space);
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
            self.unparted += u32::from(unparted);
            self.parted += u32::from(blank && !space && !unparted);
            blank = space || unparted;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Length;

    #[test]
    fn words_and_letters_of_unparted_scripts_are_counted() {
        let mut length = Length::default();
        length.count("One two\u{a0}three,\nfour — five");
        assert_eq!(length.words(), 6);
        length.count("東京で会議");
        assert_eq!(length.words(), 11);
        assert_eq!(length.minutes("en"), 1);
        (0..100).for_each(|_| length.count("ten words make this line as long as it is"));
        assert_eq!(length.minutes("en"), 4);
    }
}
