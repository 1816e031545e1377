//! How long an article is, in words, and how long it takes to read.

/// How long an article is.
#[derive(Debug, Default)]
pub(crate) struct Length {
    /// Words.
    parted: u32,
    /// Letters of scripts that don't part words.
    unparted: u32,
}

/// Words a minute of an adult reading silently, and letters a minute where no spaces part the words. The middle of the
/// values in Brysbaert's review of reading rates (2019) and the international reading speed texts (2012).
#[cfg(any(target_arch = "wasm32", test))]
const WORDS_A_MINUTE: u32 = 230;
#[cfg(any(target_arch = "wasm32", test))]
const LETTERS_A_MINUTE: u32 = 450;

impl Length {
    /// Words; where words aren't parted, letters.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(crate) fn words(&self) -> u32 {
        self.parted + self.unparted
    }

    /// Minutes, rounded, at least 1.
    #[cfg(any(target_arch = "wasm32", test))]
    pub(crate) fn minutes(&self) -> u32 {
        let seconds = self.parted * 60 / WORDS_A_MINUTE + self.unparted * 60 / LETTERS_A_MINUTE;
        ((seconds + 30) / 60).max(1)
    }

    pub(super) fn count(&mut self, text: &str) {
        let mut blank = true;
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
        assert_eq!(length.minutes(), 1);
        (0..100).for_each(|_| length.count("ten words make this line as long as it is"));
        assert_eq!(length.minutes(), 4);
    }
}
