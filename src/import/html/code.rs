//! Code, formulas and text in drawings.

use super::blocks::Walker;
use super::tree::{Content, Id, Tree, collapse};
use crate::head::escape;
use crate::import::inline::Style;
use crate::model::{Code, Mark, Math};
use crate::render::{is_math_attribute, is_math_element, is_math_token};

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
            "math" => self.math(id),
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

    /// A formula, with the source that an editor wrote it in as its plain text.
    fn math(&mut self, id: Id) {
        let tree = self.tree;
        let written = tree
            .value(id, "aria-label")
            .or_else(|| tree.value(id, "alttext"))
            .map(str::to_owned);
        let text = written
            .or_else(|| {
                let source = tree.find_named(id, "annotation")?;
                Some(collapse(&tree.text(source)))
            })
            .unwrap_or_else(|| tree.words(id));
        let mut mathml = String::new();
        write_math(tree, id, &mut mathml);
        if text.is_empty() {
            return;
        }
        if !mathml.contains("><m") {
            // Nothing but its source.
            let style = self.style.with(Mark::Code);
            return self.flow.push(&text, &style);
        }
        if tree.value(id, "display") == Some("block") && self.flow.is_blank() {
            let mut math = Math::new(mathml);
            math.alt = Some(text);
            return self.push_from(id, math);
        }
        let style = Style {
            mathml: Some(mathml),
            ..self.style.clone()
        };
        self.flow.push_piece(&text, &style);
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

/// A formula as it is shown: without its source, and with nothing that MathML Core doesn't have.
pub(super) fn write_math(tree: &Tree<'_>, id: Id, mathml: &mut String) {
    let name = tree.name(id);
    if name.starts_with("annotation") {
        return;
    }
    let name = if name == "math" || is_math_element(name) {
        name
    } else {
        "mrow"
    };
    mathml.push('<');
    mathml.push_str(name);
    for (key, value) in tree.attributes(id) {
        if is_math_attribute(key) {
            mathml.push(' ');
            mathml.push_str(key);
            mathml.push_str("=\"");
            mathml.push_str(&escape(value));
            mathml.push('"');
        }
    }
    mathml.push('>');
    if is_math_token(name) {
        mathml.push_str(&escape(&tree.text(id)));
    } else {
        for child in tree.children(id) {
            match tree.node(child).map(|node| &node.content) {
                Some(Content::Element(..)) => write_math(tree, child, mathml),
                Some(Content::Text(text)) if !text.trim().is_empty() => {
                    mathml.push_str("<mtext>");
                    mathml.push_str(&escape(text.trim()));
                    mathml.push_str("</mtext>");
                }
                _ => {}
            }
        }
    }
    mathml.push_str("</");
    mathml.push_str(name);
    mathml.push('>');
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
