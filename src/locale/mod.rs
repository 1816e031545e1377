//! Locale: interface messages, number and date formats, text direction. It follows the article's language.

use std::borrow::Cow;

#[cfg(any(
    not(target_arch = "wasm32"),
    not(feature = "js"),
    feature = "languages"
))]
mod builtin;
mod compose;
mod format;
mod generated;
#[cfg(any(not(target_arch = "wasm32"), feature = "js"))]
mod labels;
mod segment;

pub(crate) use compose::compose;
pub(crate) use generated::MessageId;
#[cfg(any(not(target_arch = "wasm32"), feature = "js"))]
pub(crate) use labels::Labels;
pub(crate) use segment::is_word_char;

use crate::article::Direction;
use crate::scan::{split, split_once, up_to};

/// Messages, number and date formats of a language, from `src/locale/data/`.
///
/// In a page and in Node, the formats are derived from `Intl` with sample values and passed in as lines of text, so
/// `Intl` is called once per language instead of once per date. A native build has the data built in.
pub(crate) struct Locale<'d> {
    messages: Vec<&'d str>,
    format: Vec<&'d str>,
    /// Whether the messages are in another language than the article.
    pub(crate) ui_lang_differs: bool,
}

/// Source texts of a [`Locale`]; the first line of each is its language tag.
#[derive(Default)]
pub(crate) struct LocaleData<'t> {
    messages: Cow<'t, str>,
    format: Cow<'t, str>,
}

impl<'t> LocaleData<'t> {
    #[cfg(all(target_arch = "wasm32", feature = "js"))]
    pub(crate) fn new(words: &'t str, format: &'t str) -> Self {
        Self {
            messages: words.into(),
            format: format.into(),
        }
    }

    /// Built-in data of a language.
    #[cfg_attr(
        all(target_arch = "wasm32", feature = "js", not(feature = "languages")),
        expect(unused_variables)
    )]
    pub(crate) fn for_lang(lang: &str) -> Self {
        #[cfg(any(
            not(target_arch = "wasm32"),
            not(feature = "js"),
            feature = "languages"
        ))]
        return builtin::locale_data(lang);
        #[cfg(all(target_arch = "wasm32", feature = "js", not(feature = "languages")))]
        Self::default()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.format.is_empty()
    }
}

impl<'d> Locale<'d> {
    pub(crate) fn new(
        lang: &str,
        tables: &'d LocaleData<'d>,
        labels: &'d [(String, String)],
    ) -> Self {
        let primary = up_to(lang, b"-");
        let (tag, own) = split_once(&tables.messages, b"\n").unwrap_or_default();
        // Words may be of one script of a language.
        let found = up_to(tag, b"-").eq_ignore_ascii_case(primary);
        let mut words = split(if found { own } else { generated::ENGLISH }, b"\n");
        if !labels.is_empty() {
            for (word, name) in words.iter_mut().zip(split(generated::MESSAGE_NAMES, b" ")) {
                if let Some((_, label)) = labels.iter().find(|(other, _)| other == name) {
                    *word = label;
                }
            }
        }
        let (tag, own) = split_once(&tables.format, b"\n").unwrap_or_default();
        Self {
            messages: words,
            format: if tag == lang {
                split(own, b"\n")
            } else {
                Vec::new()
            },
            ui_lang_differs: !found && !primary.eq_ignore_ascii_case("en"),
        }
    }

    pub(crate) fn get(&self, message: MessageId) -> &'d str {
        let line = self.messages.get(message as usize);
        line.copied().unwrap_or_default()
    }
}

/// What the most used languages call themselves, a line each behind the tag.
const OWN_NAMES: &str = "ar العربية\nbg Български\nca Català\ncs Čeština\nda Dansk\nde Deutsch\nel Ελληνικά\nen English\n\
es Español\nfa فارسی\nfi Suomi\nfr Français\nhe עברית\nhi हिन्दी\nhr Hrvatski\nhu Magyar\nid Bahasa Indonesia\nit Italiano\nja 日本語\n\
ko 한국어\nnb Norsk\nnl Nederlands\nno Norsk\npl Polski\npt Português\nro Română\nru Русский\nsv Svenska\nth ไทย\ntr Türkçe\n\
uk Українська\nvi Tiếng Việt\nzh 中文";

/// What a language calls itself, with its script or country if the tag has one; the tag where that isn't known.
pub(crate) fn own_name(tag: &str) -> String {
    let primary = up_to(tag, b"-");
    let name = split(OWN_NAMES, b"\n").into_iter().find_map(|line| {
        split_once(line, b" ").filter(|(known, _)| known.eq_ignore_ascii_case(primary))
    });
    match (name, tag.get(primary.len() + 1..)) {
        (None, _) => tag.into(),
        (Some((_, name)), None) => name.into(),
        (Some((_, name)), Some(rest)) => [name, " (", rest, ")"].concat(),
    }
}

/// Languages written from right to left, and scripts that decide it before the language does.
const RIGHT_TO_LEFT: [&str; 15] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "iw", "ji", "nqo", "ps", "sd", "syr", "ug", "ur", "yi",
];
const RIGHT_TO_LEFT_SCRIPTS: [&str; 7] = ["arab", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg"];

/// Text direction of a language tag: from its script subtag, otherwise from its language.
pub(crate) fn direction(tag: &str) -> Direction {
    let language = up_to(tag, b"-");
    let among =
        |names: &[&str], wanted: &str| names.iter().any(|name| name.eq_ignore_ascii_case(wanted));
    let rtl = match split(tag, b"-").into_iter().find(|part| part.len() == 4) {
        Some(script) => among(&RIGHT_TO_LEFT_SCRIPTS, script),
        None => among(&RIGHT_TO_LEFT, language),
    };
    if rtl { Direction::Rtl } else { Direction::Ltr }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_script_decides_the_direction_before_the_language_does() {
        for (tag, rtl) in [
            ("ar", true),
            ("he-IL", true),
            ("az-Arab", true),
            ("uz-Cyrl", false),
            ("ar-Latn", false),
            ("it", false),
            ("", false),
        ] {
            assert_eq!(direction(tag) == Direction::Rtl, rtl, "{tag}");
        }
    }

    #[test]
    fn a_language_without_words_has_english_ones() {
        let tables = LocaleData::for_lang("tlh");
        let locale = Locale::new("tlh", &tables, &[]);
        assert!(locale.ui_lang_differs);
        assert_eq!(locale.get(MessageId::By), "By");
        let tables = LocaleData::for_lang("it-CH");
        let locale = Locale::new("it-CH", &tables, &[]);
        assert!(!locale.ui_lang_differs);
        assert_eq!(locale.get(MessageId::Ends), "Termina");
    }
}
