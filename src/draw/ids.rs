//! Ids and keys: made from the author's words, never two the same.

use std::collections::BTreeMap;

/// Hands out ids. Whether one is taken elsewhere on the page, the page says.
pub(crate) struct Ids<'t> {
    given: BTreeMap<String, u32>,
    taken: &'t dyn Fn(&str) -> bool,
}

impl<'t> Ids<'t> {
    pub(crate) fn new(taken: &'t dyn Fn(&str) -> bool) -> Self {
        Self {
            given: BTreeMap::new(),
            taken,
        }
    }

    /// `wanted`, or if it was given or is taken, that with `-2`, `-3` and so on.
    pub(crate) fn mint(&mut self, wanted: &str) -> String {
        let mut number = self.given.get(wanted).copied().unwrap_or(1);
        let mut id = wanted.to_owned();
        loop {
            if number > 1 {
                id = [wanted, "-", &number.to_string()].concat();
            }
            number += 1;
            if (number == 2 || !self.given.contains_key(&id)) && !(self.taken)(&id) {
                break;
            }
        }
        self.given.insert(wanted.to_owned(), number);
        if id != wanted {
            self.given.insert(id.clone(), 2);
        }
        id
    }
}

/// A longer heading makes no better address.
const LONGEST_SLUG: usize = 80;

/// Letters and digits of all scripts in lower case, anything else as single hyphens; `section` if nothing is left.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::new();
    let mut parted = false;
    for letter in text.chars() {
        if !letter.is_alphanumeric() {
            parted = !slug.is_empty();
            continue;
        }
        if parted && slug.len() >= LONGEST_SLUG {
            break;
        }
        // One word of 2,000 letters is cut all the same.
        if slug.len() >= 2 * LONGEST_SLUG {
            break;
        }
        if parted {
            slug.push('-');
            parted = false;
        }
        slug.push(lower(letter));
    }
    if slug.is_empty() {
        slug.push_str("section");
    }
    slug
}

/// An author's id as part of ours: kept as it is as far as it is letters, digits, `_` and single hyphens.
pub(crate) fn slug_of_id(id: &str) -> String {
    let plain = id.len() <= LONGEST_SLUG
        && !id.contains("--")
        && !id.starts_with('-')
        && !id.ends_with('-')
        && id
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '_'));
    if plain && !id.is_empty() {
        id.to_owned()
    } else {
        slug(id)
    }
}

/// Lower case for Latin, Greek and Cyrillic. The standard library's tables are larger than this whole file's code, and
/// an id needs no more than to be the same each time.
fn lower(letter: char) -> char {
    let code = letter as u32;
    let lowered = match code {
        0x41..=0x5a | 0xc0..=0xd6 | 0xd8..=0xde | 0x391..=0x3a9 | 0x410..=0x42f => code + 32,
        0x400..=0x40f => code + 80,
        0x100..=0x137 | 0x14a..=0x177 | 0x460..=0x481 | 0x48a..=0x4bf | 0x1e00..=0x1eff => code | 1,
        0x139..=0x148 | 0x179..=0x17e if code % 2 == 1 => code + 1,
        _ => code,
    };
    char::from_u32(lowered).unwrap_or(letter)
}

/// Keys of blocks: the author's id, or a fingerprint of what is shown.
#[derive(Default)]
pub(crate) struct Keys {
    given: BTreeMap<String, u32>,
}

impl Keys {
    /// The key, with `-2`, `-3` and so on where it was given before.
    pub(crate) fn mint(&mut self, wanted: String) -> String {
        let count = self.given.entry(wanted.clone()).or_default();
        *count += 1;
        if *count == 1 {
            wanted
        } else {
            [&wanted, "-", &count.to_string()].concat()
        }
    }
}

/// A fingerprint in eight letters and digits.
pub(crate) fn short(fingerprint: u64) -> String {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    (0..8)
        .map(|place| {
            let digit = (fingerprint >> (24 + place * 5)) as usize & 31;
            char::from(DIGITS.get(digit).copied().unwrap_or(b'0'))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_readable_in_every_script() {
        for (text, expected) in [
            (
                "La visita di Rubio a Bruxelles",
                "la-visita-di-rubio-a-bruxelles",
            ),
            ("L'«età» d’oro — PERCHÉ?", "l-età-d-oro-perché"),
            ("Ελλάδα: ΝΕΑ", "ελλάδα-νεα"),
            ("Что нового?", "что-нового"),
            ("東京で会議", "東京で会議"),
            ("  ", "section"),
            ("…!?", "section"),
        ] {
            assert_eq!(slug(text), expected);
        }
        assert!(slug(&"word ".repeat(400)).len() < 100);
    }

    #[test]
    fn ids_given_or_taken_get_a_number() {
        let taken = |id: &str| id == "a-2";
        let mut ids = Ids::new(&taken);
        let minted: Vec<_> = ["a", "a", "a", "a-3", "b"].map(|id| ids.mint(id)).into();
        assert_eq!(minted, ["a", "a-3", "a-4", "a-3-2", "b"]);
    }

    #[test]
    fn an_authors_id_is_kept_where_it_is_harmless() {
        assert_eq!(slug_of_id("Intro_1"), "Intro_1");
        assert_eq!(slug_of_id("a--b c\"<"), "a-b-c");
    }
}
