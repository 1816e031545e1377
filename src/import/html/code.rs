//! Code, formulas and text in drawings.

use super::blocks::Walker;
use super::tree::{Content, Id, Tree, collapse};
use crate::model::{Code, Mark};

impl Walker<'_, '_> {
    pub(super) fn preformatted(&mut self, id: Id) {
        let tree = self.tree;
        self.flush();
        if tree.has_class(id, "wp-block-verse") {
            let before = std::mem::replace(&mut self.pre, true);
            self.paragraph(id);
            self.pre = before;
            return;
        }
        let mut text = String::new();
        for node in tree.descendants(id) {
            match tree.node(node).map(|node| &node.content) {
                Some(Content::Text(part)) => text.push_str(part),
                Some(Content::Element(name, _)) if name == "br" => text.push('\n'),
                _ => {}
            }
        }
        let text = text.replace("\r\n", "\n");
        // The parser of a browser drops the first line end.
        let text = text.strip_prefix('\n').unwrap_or(&text);
        let text = text.trim_end_matches(['\n', ' ']);
        if text.trim().is_empty() {
            return;
        }
        let mut code = Code::new(text);
        code.language = code_language(tree, id);
        self.push_from(id, code);
    }

    /// Text in a picture, formula or drawing area.
    pub(super) fn graphic(&mut self, id: Id) {
        let tree = self.tree;
        match tree.name(id) {
            "math" => {
                let source = tree
                    .find_named(id, "annotation")
                    .map_or_else(|| tree.words(id), |source| collapse(&tree.text(source)));
                let style = self.style.with(Mark::Code);
                self.flow.push(&source, &style);
            }
            "svg" => {
                let mut words = String::new();
                for found in tree.descendants(id) {
                    if tree.name(found) == "text" {
                        words.push_str(&tree.words(found));
                        words.push(' ');
                    }
                }
                let style = self.style.clone();
                self.flow.push(&words, &style);
            }
            _ => self.children(id),
        }
    }

    pub(super) fn script(&mut self, id: Id) {
        let tree = self.tree;
        let kind = tree.attribute(id, "type").unwrap_or_default();
        if kind.starts_with("math/") {
            let style = self.style.with(Mark::Code);
            self.flow.push(&tree.text(id), &style);
        }
    }
}

pub(super) fn code_language(tree: &Tree<'_>, id: Id) -> Option<String> {
    tree.descendants(id)
        .filter(|found| matches!(tree.name(*found), "pre" | "code"))
        .find_map(|found| {
            let classes = tree.attribute(found, "class")?;
            classes
                .split_ascii_whitespace()
                .find_map(|class| {
                    class
                        .strip_prefix("language-")
                        .or_else(|| class.strip_prefix("lang-"))
                })
                .filter(|language| !language.is_empty())
                .map(str::to_owned)
        })
}
