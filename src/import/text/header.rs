//! The lines above the text: headline, standfirst, byline and dates.

use super::forms::is_caption;
use super::{Line, Reader, date, ends_sentence, width};
use crate::model::Person;
use crate::scan::lowercase;

const BYLINES: [&str; 15] = [
    "dal nostro inviato ",
    "dalla nostra inviata ",
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
        let mut paragraphs = 0;
        for line in lines.get(at..lines.len().min(12)).unwrap_or_default() {
            paragraphs += usize::from(width(line.text) >= 80 && ends_sentence(line.text));
            // The date of a post is its own.
            if width(line.text) >= 150 || line.text.contains('@') || paragraphs > 1 {
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
        let dated = is_date(line.text) || date_and_authors(line.text).is_some();
        if sign || is_caption(line.text) || line.text.ends_with(':') || dated {
            return false;
        }
        // Authors and dates are between a summary and the text.
        if (40..=400).contains(&length) && (is_date(next.text) || people(next.text).is_some()) {
            return true;
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
        if !self.article.byline.is_empty() {
            return false;
        }
        // The date may follow in the same line.
        let ends = [" · ", " | ", " • "];
        let split = ends.iter().find_map(|end| line.text.split_once(end));
        let (names, date) = match split {
            Some((names, date)) if is_date(date) => (names, date::find(date)),
            _ => match date_and_authors(line.text) {
                Some((date, names)) => (names, date::find(date)),
                None => (line.text, None),
            },
        };
        let Some(people) = people(names) else {
            return false;
        };
        self.guessed("guessed-byline", line.number, "the line of the authors");
        self.article.byline = people;
        if let Some(date) = date.filter(|_| self.article.published.is_none()) {
            self.guessed("guessed-date", line.number, "the date of the article");
            self.article.published = Some(date.date);
        }
        true
    }

    pub(super) fn dates(&mut self, line: &Line<'_>) -> bool {
        let lower = lowercase(line.text);
        let behind = UPDATED.iter().filter_map(|word| lower.find(word)).min();
        let is_known = |place: &Option<String>| place.is_some();
        // Both dates may be in one line.
        if let Some(at) = behind
            && let Some((before, behind)) = lower.split_at_checked(at)
            && is_date(before)
            && is_date(behind)
        {
            if is_known(&self.article.published) || is_known(&self.article.updated) {
                return false;
            }
            self.article.published = date::find(before).map(|found| found.date);
            self.article.updated = date::find(behind).map(|found| found.date);
            self.guessed("guessed-date", line.number, "the dates of the article");
            return true;
        }
        let Some(found) = date::find(line.text).filter(|_| width(line.text) <= 60) else {
            return false;
        };
        let place = match behind {
            Some(_) => &mut self.article.updated,
            None => &mut self.article.published,
        };
        // A few words such as "Published on Monday" may be beside it.
        let most = if behind.is_some() { 5 } else { 3 };
        if found.other_words > most || place.is_some() {
            return false;
        }
        *place = Some(found.date);
        self.guessed("guessed-date", line.number, "the date of the article");
        true
    }
}

/// What precedes the date of a change.
const UPDATED: [&str; 12] = [
    "updated",
    "modif",
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
];

/// The date and the byline in a line such as `Posted on April 3, 2025 by Ada Brinewater`.
fn date_and_authors(line: &str) -> Option<(&str, &str)> {
    [" by ", " von ", " par ", " por ", " di "]
        .iter()
        .find_map(|word| {
            let (date, names) = line.split_at_checked(line.find(word)?)?;
            let names = names.trim_start();
            (is_date(date) && people(names).is_some()).then_some((date, names))
        })
}

/// Whether a text is a date and at most a few words.
fn is_date(text: &str) -> bool {
    width(text) <= 60
        && !text.contains('@')
        && date::find(text).is_some_and(|found| found.other_words <= 3)
}

/// The authors that a byline names; all of it is one name if it has no other form.
pub(crate) fn authors(byline: &str) -> Vec<Person> {
    let byline = byline.trim();
    people(byline).unwrap_or_else(|| {
        let name = byline.trim_start_matches("By ").trim();
        vec![Person::new(name)]
    })
}

/// The authors in a line such as `By Ada Brinewater and Otto Lind`; none if it isn't one.
fn people(line: &str) -> Option<Vec<Person>> {
    if width(line) > 100 || line.ends_with(['.', ':', '?', '!']) {
        return None;
    }
    let lower = lowercase(line);
    let start = BYLINES.iter().find(|start| lower.starts_with(**start))?;
    let (at, _) = line.char_indices().nth(start.chars().count())?;
    let mut names = line
        .get(at..)?
        .trim_start_matches([':', '：', ' '])
        .to_owned();
    for word in [
        " and ", " und ", " et ", " e ", " y ", " en ", " i ", " & ", "、", " و ", " ו",
    ] {
        names = names.replace(word, ",");
    }
    let mut people: Vec<Person> = Vec::new();
    for part in names.split([',', '，']).map(str::trim) {
        let (name, role) = match part
            .strip_suffix(')')
            .and_then(|rest| rest.split_once(" ("))
        {
            Some((name, role)) => (name.trim(), Some(role.to_owned())),
            None => (part, None),
        };
        if is_name(name) {
            let mut person = Person::new(name);
            person.role = role;
            people.push(person);
            continue;
        }
        // What one author is may follow the name.
        match people.as_mut_slice() {
            _ if part.is_empty() => {}
            [only] if only.role.is_none() && part.split(' ').count() <= 5 => {
                only.role = Some(part.to_owned());
            }
            _ => return None,
        }
    }
    // One word behind whole names is where they are.
    if let [.., author, place] = people.as_mut_slice()
        && author.name.contains(' ')
        && !place.name.contains(' ')
        && author.role.is_none()
    {
        author.role = Some(std::mem::take(&mut place.name));
        people.pop();
    }
    // "De" and "Di" begin sentences as well: one name alone has to have a surname.
    let sure = people.iter().any(|person| person.name.contains(' ')) || start.len() > 4;
    ((1..=6).contains(&people.len()) && sure).then_some(people)
}

fn is_name(name: &str) -> bool {
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
    let words: Vec<&str> = name.split_whitespace().collect();
    words.len() <= 5
        && words.iter().all(|word| {
            particle(word)
                || word
                    .chars()
                    .next()
                    .is_some_and(|c| !c.is_lowercase() && !c.is_numeric())
        })
        && words.iter().any(|word| !particle(word))
}
