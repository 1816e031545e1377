//! Marks, links and languages of inline elements.

use super::blocks::Walker;
use super::tree::{Id, Tree};
use crate::import::inline::Style;
use crate::model::{Direction, Mark};

/// What an inline element does to its text.
#[derive(Debug, Clone)]
pub(super) enum Format {
    Mark(Mark),
    Link(Option<String>, Option<String>),
    Language(Option<String>, Option<Direction>),
    /// Marks of an ancestor don't apply.
    Plain,
}

impl Walker<'_, '_> {
    pub(super) fn restyle(&mut self) {
        let mut style = Style::default();
        for (id, format) in &self.active {
            if self.ended.contains(id) {
                continue;
            }
            match format {
                Format::Mark(mark) => style = style.with(*mark),
                Format::Link(href, title) => {
                    style.href = href.clone().or(style.href);
                    style.title = title.clone().or(style.title);
                }
                Format::Language(lang, dir) => {
                    style.lang = lang.clone().or(style.lang);
                    style.dir = dir.or(style.dir);
                }
                Format::Plain => style.marks.clear(),
            }
        }
        self.style = style;
    }

    pub(super) fn formatted(&mut self, id: Id, formats: Vec<Format>) {
        let before = self.active.len();
        self.active
            .extend(formats.into_iter().map(|format| (id, format)));
        if self.active.len() > before {
            self.restyle();
        }
        self.children(id);
        if self.active.len() > before {
            self.active.truncate(before);
            self.ended.retain(|ended| *ended != id);
            self.restyle();
        }
    }

    pub(super) fn formats(&mut self, id: Id) -> Vec<Format> {
        let tree = self.tree;
        let mut formats = Vec::new();
        let name = tree.name(id);
        let style = tree.attribute(id, "style").unwrap_or_default();
        let has = |property: &str, value: &str| style_has(style, property, value);
        let normal = has("font-weight", "normal") || has("font-weight", "400");
        let mark = match name {
            "b" | "strong" if !normal => Some(Mark::Strong),
            "i" | "em" | "dfn" | "var" | "cite" if !has("font-style", "normal") => Some(Mark::Em),
            "u" | "ins" => Some(Mark::Underline),
            "s" | "strike" | "del" => Some(Mark::Strike),
            "code" | "kbd" | "samp" | "tt" => Some(Mark::Code),
            "sub" => Some(Mark::Sub),
            "sup" => Some(Mark::Sup),
            "small" => Some(Mark::Small),
            "mark" => Some(Mark::Mark),
            "a" if tree.has_class(id, "footnote-anchor") => Some(Mark::Sup),
            _ => None,
        };
        formats.extend(mark.map(Format::Mark));
        if name == "a" {
            formats.push(self.anchor(id));
        } else if !style.is_empty() {
            if has("font-weight", "bold")
                || ["600", "700", "800", "900"]
                    .iter()
                    .any(|weight| has("font-weight", weight))
            {
                formats.push(Format::Mark(Mark::Strong));
            }
            for (property, value, mark) in [
                ("font-style", "italic", Mark::Em),
                ("text-decoration", "line-through", Mark::Strike),
                ("text-decoration", "underline", Mark::Underline),
                ("vertical-align", "super", Mark::Sup),
                ("vertical-align", "sub", Mark::Sub),
            ] {
                // Links are underlined anyway.
                let is_link = mark == Mark::Underline && self.style.href.is_some();
                if has(property, value) && !is_link {
                    formats.push(Format::Mark(mark));
                }
            }
        }
        if name == "b" && normal && !self.active.is_empty() {
            formats.push(Format::Plain);
        }
        let (lang, dir) = language(tree, id);
        if lang.is_some() || dir.is_some() {
            formats.push(Format::Language(lang, dir));
        }
        formats
    }

    pub(super) fn anchor(&mut self, id: Id) -> Format {
        let tree = self.tree;
        let title = tree.value(id, "title").map(str::to_owned);
        let href = tree.value(id, "href").and_then(|href| {
            if let Some(own) = self
                .own_prefix()
                .and_then(|prefix| href.strip_prefix('#')?.strip_prefix(prefix))
            {
                return Some(format!("#{own}"));
            }
            if href.starts_with('#') {
                return (href.len() > 1).then(|| href.to_owned());
            }
            let path = self.path(id);
            self.cx.link(href, &path)
        });
        Format::Link(href.clone(), title.filter(|_| href.is_some()))
    }
}

/// The language and direction of an element, if it has its own.
pub(crate) fn language(tree: &Tree<'_>, id: Id) -> (Option<String>, Option<Direction>) {
    let lang = tree
        .value(id, "lang")
        .or_else(|| tree.value(id, "xml:lang"))
        .map(str::to_owned);
    let natural = lang.as_deref().map(crate::locale::direction);
    let dir = match tree.value(id, "dir") {
        Some("rtl") => Some(Direction::Rtl),
        Some("ltr") => Some(Direction::Ltr),
        _ => None,
    };
    let natural = natural.map(|natural| match natural {
        crate::article::Direction::Rtl => Direction::Rtl,
        crate::article::Direction::Ltr => Direction::Ltr,
    });
    let around = tree
        .ancestors(id)
        .find_map(|outer| tree.value(outer, "dir"));
    let given = |dir: &Direction| match natural {
        // With a language, one that changes nothing was given on purpose.
        Some(natural) => *dir != natural || around == Some(dir.as_str()),
        None => around.unwrap_or("ltr") != dir.as_str(),
    };
    (lang, dir.filter(given))
}

/// Whether an inline style sets a property to a value.
pub(super) fn style_has(style: &str, property: &str, value: &str) -> bool {
    style.split(';').any(|declaration| {
        declaration.split_once(':').is_some_and(|(name, set)| {
            let name = name.trim();
            (name.eq_ignore_ascii_case(property)
                || name
                    .strip_prefix(property)
                    .is_some_and(|rest| rest == "-line"))
                && set
                    .split_ascii_whitespace()
                    .any(|part| part.eq_ignore_ascii_case(value))
        })
    })
}
