//! The lines above the text: headline, standfirst, byline and dates.

use super::forms::is_caption;
use super::{Line, Reader, date, ends_sentence, width};
use crate::model::Person;
use crate::scan::lowercase;

const BYLINES: [&str; 13] = [
    "by ",
    "von ",
    "par ",
    "di ",
    "por ",
    "de ",
    "door ",
    "przez ",
    "text: ",
    "作者",
    "文：",
    "بقلم ",
    "מאת ",
];

impl Reader<'_, '_, '_> {
    /// Reads what is above the text, and gives the index of the first line of the text.
    pub(super) fn header(&mut self) -> usize {
        let lines = self.lines.clone();
        let Some(first) = lines.first() else { return 0 };
        let second = lines.get(1);
        // A text that begins with a long paragraph has no headline.
        if width(first.text) > 200 && ends_sentence(first.text) {
            return 0;
        }
        let mut at = 0;
        let capitals = !first.text.chars().any(char::is_lowercase)
            && first.text.chars().any(char::is_uppercase);
        if self.guesses()
            && capitals
            && width(first.text) <= 30
            && second.is_some_and(|second| width(second.text) > 30 && !ends_sentence(second.text))
        {
            self.guessed(
                "guessed-kicker",
                first.number,
                "the label above the headline",
            );
            self.article.kicker = Some(first.text.into());
            at = 1;
        }
        let Some(headline) = lines.get(at) else {
            return at;
        };
        self.article.headline = headline.text.into();
        at += 1;
        if !self.guesses() {
            return at;
        }
        // Up to eight lines of header, as long as they are recognised.
        while at < 8 {
            let Some(line) = lines.get(at) else { break };
            if self.byline(line) || self.dates(line) {
                at += 1;
                continue;
            }
            if self.article.standfirst.is_none() && self.is_standfirst(&lines, at) {
                self.guessed(
                    "guessed-standfirst",
                    line.number,
                    "the summary below the headline",
                );
                self.article.standfirst = Some(line.text.into());
                at += 1;
                continue;
            }
            break;
        }
        // Authors and dates may stand below something that isn't recognised.
        let mut below = at;
        for line in lines.get(at..lines.len().min(8)).unwrap_or_default() {
            if width(line.text) >= 150 {
                break;
            }
            if self.byline(line) || self.dates(line) {
                self.lines.remove(below);
            } else {
                below += 1;
            }
        }
        at
    }

    pub(super) fn is_standfirst(&self, lines: &[Line<'_>], at: usize) -> bool {
        let (Some(line), Some(next)) = (lines.get(at), lines.get(at + 1)) else {
            return false;
        };
        let length = width(line.text);
        let sign =
            line.text.starts_with(['—', '–', '-', '•', '*']) || line.text.starts_with("http");
        if sign || is_caption(line.text) || line.text.ends_with(':') {
            return false;
        }
        let open = (40..=400).contains(&length) && !ends_sentence(line.text);
        let short = (40..=220).contains(&length)
            && !line.after_blank
            && next.after_blank
            && lines
                .get(at + 1..)
                .is_some_and(|rest| rest.iter().take(4).any(|next| width(next.text) > length));
        // A heading of the first section is followed by its text at once.
        let heading = at > 1 && length <= 110 && !next.after_blank && !self.dense;
        (open && !heading) || short
    }

    pub(super) fn byline(&mut self, line: &Line<'_>) -> bool {
        if !self.article.byline.is_empty()
            || width(line.text) > 100
            || line.text.ends_with(['.', ':', '?', '!'])
        {
            return false;
        }
        let lower = lowercase(line.text);
        let Some(start) = BYLINES.iter().find(|start| lower.starts_with(**start)) else {
            return false;
        };
        let names = line
            .text
            .char_indices()
            .nth(start.chars().count())
            .and_then(|(at, _)| line.text.get(at..))
            .unwrap_or_default();
        let mut names = names.trim_start_matches([':', '：', ' ']).to_owned();
        for word in [
            " and ", " und ", " et ", " e ", " y ", " en ", " i ", " & ", "、", " و ", " ו",
        ] {
            names = names.replace(word, ",");
        }
        let people: Vec<&str> = names
            .split([',', '，'])
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .collect();
        let particle = |word: &str| {
            matches!(
                word,
                "de" | "da"
                    | "di"
                    | "del"
                    | "della"
                    | "van"
                    | "von"
                    | "der"
                    | "den"
                    | "la"
                    | "le"
                    | "al"
                    | "bin"
            )
        };
        let is_name = |name: &&str| {
            let words: Vec<&str> = name.split_whitespace().collect();
            !words.is_empty()
                && words.len() <= 5
                && words.iter().all(|word| {
                    particle(word)
                        || word
                            .chars()
                            .next()
                            .is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
                })
                && words.iter().any(|word| !particle(word))
        };
        // "De" and "Di" begin sentences as well: one name alone has to have a surname.
        let sure = people.iter().any(|name| name.contains(' ')) || start.len() > 4;
        if people.is_empty() || people.len() > 6 || !people.iter().all(is_name) || !sure {
            return false;
        }
        self.guessed("guessed-byline", line.number, "the line of the authors");
        self.article.byline = people.into_iter().map(Person::new).collect();
        true
    }

    pub(super) fn dates(&mut self, line: &Line<'_>) -> bool {
        if width(line.text) > 60 {
            return false;
        }
        let Some(found) = date::find(line.text) else {
            return false;
        };
        let lower = lowercase(line.text);
        let updated = [
            "updated",
            "last modified",
            "aktualisiert",
            "mis à jour",
            "aggiornato",
            "actualizado",
            "atualizado",
            "bijgewerkt",
            "aktualizacja",
            "更新",
            "تحديث",
            "עודכן",
        ]
        .iter()
        .any(|word| lower.contains(word));
        // A few words such as "Published on Monday" may stand with it.
        let place = if updated {
            &mut self.article.updated
        } else {
            &mut self.article.published
        };
        if found.other_words > 3 || place.is_some() {
            return false;
        }
        *place = Some(found.date);
        self.guessed("guessed-date", line.number, "the date of the article");
        true
    }
}
