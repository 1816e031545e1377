//! Unique ids and keys, derived from the author's text.

use super::targets::Targets;
use crate::json::digits;
use crate::locale::{compose, is_word_char};
use crate::scan::{split, to_lowercase_simple};

/// The ids of an article on its page.
pub(super) struct PageIds {
    /// The page's prefix of every id.
    pub(super) prefix: String,
    ids: UniqueNames,
    keys: UniqueNames,
    pub(super) targets: Targets,
}

impl PageIds {
    pub(super) fn new(prefix: &str, reserved: &str) -> Self {
        Self {
            prefix: prefix.to_owned(),
            ids: UniqueNames::new(reserved),
            keys: UniqueNames::new(""),
            targets: Targets::default(),
        }
    }

    /// An id on the page, with its prefix.
    pub(super) fn id(&mut self, slug: &str) -> String {
        self.ids.unique([&self.prefix, slug].concat())
    }

    pub(super) fn without_prefix<'i>(&self, id: &'i str) -> &'i str {
        id.get(self.prefix.len()..).unwrap_or(id)
    }

    /// A key that no other block of the article has.
    pub(super) fn unique_key(&mut self, wanted: String) -> String {
        self.keys.unique(wanted)
    }
}

/// Makes names unique.
pub(crate) struct UniqueNames {
    /// Count of each name by hash: an open-addressed table, a fraction of the code size of the standard library's.
    counts: Vec<(u64, u32)>,
    used: usize,
}

impl UniqueNames {
    /// `taken` lists reserved names, one per line.
    pub(crate) fn new(taken: &str) -> Self {
        let mut names = Self {
            counts: Vec::new(),
            used: 0,
        };
        for name in split(taken, b"\n") {
            names.bump(name, 1);
        }
        names
    }

    /// `wanted`, or if it is taken, `wanted` with `-2`, `-3` and so on.
    pub(crate) fn unique(&mut self, wanted: String) -> String {
        let mut number = self.bump(&wanted, 1);
        if number == 0 {
            return wanted;
        }
        loop {
            number += 1;
            let name = [&wanted, "-", &digits(number)].concat();
            if self.bump(&name, 0) == 0 {
                self.bump(&name, 1);
                return name;
            }
        }
    }

    /// Returns the previous count for `name` and adds `more`.
    pub(super) fn bump(&mut self, name: &str, more: u32) -> u32 {
        if self.used * 2 >= self.counts.len() {
            let larger = vec![(0, 0); (self.counts.len() * 2).max(64)];
            self.used = 0;
            for (print, count) in std::mem::replace(&mut self.counts, larger) {
                if print != 0 {
                    self.add(print, count);
                }
            }
        }
        // Zero marks a free entry.
        self.add(hash(0, name.as_bytes()) | 1, more)
    }

    fn add(&mut self, print: u64, more: u32) -> u32 {
        let mut at = (print >> 24) as usize;
        loop {
            let length = self.counts.len();
            let Some(place) = self.counts.get_mut(at & (length - 1)) else {
                return 0;
            };
            if place.0 == 0 || place.0 == print {
                self.used += usize::from(place.0 == 0);
                place.0 = print;
                place.1 += more;
                return place.1 - more;
            }
            at += 1;
        }
    }
}

/// Hash of `seed` and the bytes, the same on every machine.
pub(crate) fn hash(seed: u64, bytes: &[u8]) -> u64 {
    // The shift carries differences down from the upper bits, where the product leaves them.
    let mix = |hash: u64, word: u64| {
        let product = (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
        product ^ product >> 29
    };
    let (words, rest) = bytes.as_chunks::<8>();
    let mut hash = seed;
    for word in words {
        hash = mix(hash, u64::from_le_bytes(*word));
    }
    for byte in rest {
        hash = mix(hash, u64::from(*byte));
    }
    hash
}

/// A hash as eight letters and digits.
pub(crate) fn base32(fingerprint: u64) -> String {
    let mut text = String::new();
    for place in 0..8 {
        let digit = (fingerprint >> (24 + place * 5)) as u8 & 31;
        text.push(char::from(
            digit + if digit < 10 { b'0' } else { b'a' - 10 },
        ));
    }
    text
}

/// Maximum length of a slug, in bytes.
const MAX_SLUG_BYTES: usize = 80;

/// Letters and digits of all scripts in lower case, anything else as single hyphens; `section` if nothing is left.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut parted = false;
    for letter in text.chars() {
        if !is_word_char(letter) {
            parted = !slug.is_empty();
            continue;
        }
        // A single very long word is truncated, too.
        if slug.len()
            >= if parted {
                MAX_SLUG_BYTES
            } else {
                2 * MAX_SLUG_BYTES
            }
        {
            break;
        }
        if parted {
            slug.push('-');
            parted = false;
        }
        add(&mut slug, to_lowercase_simple(letter));
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// An author's id as a slug: unchanged if it has only letters, digits, `_` and single hyphens.
pub(crate) fn slug_of_id(id: &str) -> String {
    let mut before = '-';
    let plain = id.chars().all(|letter| {
        let fits = is_word_char(letter) || letter == '_' || letter == '-' && before != '-';
        before = letter;
        fits
    });
    if plain && before != '-' && id.len() <= MAX_SLUG_BYTES {
        let mut kept = String::new();
        id.chars().for_each(|letter| add(&mut kept, letter));
        kept
    } else {
        slug(id)
    }
}

/// Adds a letter, or composes a mark with the letter before it: an id must be the same in every Unicode normal form.
fn add(text: &mut String, letter: char) {
    let base = text.chars().next_back().filter(|_| letter >= '\u{300}');
    let small = base.and_then(|base| compose(to_lowercase_simple(base), letter));
    if let (Some(base), Some(small)) = (base, small) {
        // A capital precedes its small letter, at one of these distances.
        for by in [0, 32, 1, 80] {
            let own = char::from_u32(small as u32 - by).unwrap_or_default();
            if to_lowercase_simple(own) == small && (by == 0) == (to_lowercase_simple(base) == base)
            {
                text.pop();
                return text.push(own);
            }
        }
    }
    text.push(letter);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_readable_in_every_script() {
        for (text, expected) in [
            ("La visita a Bruxelles", "la-visita-a-bruxelles"),
            ("L'«età» d’oro — PERCHÉ?", "l-età-d-oro-perché"),
            ("Ελλάδα: ΝΕΑ", "ελλάδα-νεα"),
            ("Что нового?", "что-нового"),
            ("東京で会議。", "東京で会議"),
            ("مرحبا، أهلا؟", "مرحبا-أهلا"),
            ("🎉 Fest!", "fest"),
            ("CAFE\u{301} Vie\u{323}\u{302}t Nam", "café-việt-nam"),
            ("\u{1112}\u{1161}\u{11ab}\u{1100}\u{1173}\u{11af}", "한글"),
            ("か\u{3099}は\u{309a}ウ\u{3099}ト\u{3099}", "がぱヴド"),
            ("и\u{306} ι\u{308}\u{301} \u{627}\u{654}", "й-ΐ-أ"),
            ("  ", "section"),
            ("…!?", "section"),
        ] {
            assert_eq!(slug(text), expected);
        }
        assert!(slug(&"word ".repeat(400)).len() < 100);
        assert!(slug(&"word".repeat(500)).len() < 200);
    }

    #[test]
    fn names_given_or_taken_get_a_number() {
        let mut names = UniqueNames::new("a-2\nc");
        let minted: Vec<_> = ["a", "a", "a", "a-3", "b", "c"]
            .map(|name| names.unique(name.to_owned()))
            .into();
        assert_eq!(minted, ["a", "a-3", "a-4", "a-3-2", "b", "c-2"]);
    }

    #[test]
    fn ten_thousand_equal_names_are_all_different_and_quick() {
        let mut names = UniqueNames::new("");
        let mut minted: Vec<_> = (0..10_000).map(|_| names.unique("x".to_owned())).collect();
        minted.sort();
        minted.dedup();
        assert_eq!(minted.len(), 10_000);
        let names = (0..100_000).map(|number| std::format!("article-same-{number}"));
        let mut prints: Vec<_> = names.map(|name| hash(0, name.as_bytes()) | 1).collect();
        prints.sort_unstable();
        prints.dedup();
        assert_eq!(prints.len(), 100_000, "no two names have one print");
    }

    #[test]
    fn an_authors_id_is_kept_where_it_is_harmless() {
        assert_eq!(slug_of_id("Intro_1"), "Intro_1");
        assert_eq!(slug_of_id("a--b c\"<"), "a-b-c");
        assert_eq!(slug_of_id(""), "section");
        assert_eq!(slug_of_id("Cafe\u{301}_E\u{301}\u{323}"), "Café_É\u{323}");
    }
}
