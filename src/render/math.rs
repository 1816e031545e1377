//! Formulas: MathML as text, which becomes operations of its own elements and attributes. Whatever else is in it leaves its text.

use super::{Attr, Class, Renderer, StaticAttr, Tag};
use crate::json::{Cursor, number};
use crate::scan::{rsplit_once, split, split_at_str, split_once, up_to};

/// An element of the source whose end tag hasn't come yet.
struct Part<'s> {
    name: &'s str,
    state: State,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// It is rendered, and holds elements.
    Row,
    /// It is rendered, and holds text.
    Token,
    /// Only what is in it is rendered.
    Through,
    /// Nothing of it is rendered: the formula in another language.
    Dropped,
}

impl Renderer<'_> {
    /// The formula in a text of MathML; whether there was anything in it.
    pub(super) fn formula(&mut self, source: Cursor<'_>, alt: &str, block: bool) -> bool {
        if !source.is_text() {
            source.report_type("text");
        }
        let start = self.checkpoint();
        self.open(Tag::Math, Class::None);
        if block {
            self.static_attr(StaticAttr::DisplayBlock);
        }
        if !alt.is_empty() {
            self.attr(Attr::AriaLabel, alt);
        }
        let empty = self.checkpoint();
        let mut reader = Reader {
            source,
            elements: names_in(Tag::NAMES),
            attributes: names_in(Attr::NAMES),
            open: Vec::new(),
            any: false,
            faulty: false,
        };
        let (mut rest, _) = self.truncated(source);
        while let Some((text, behind)) = split_once(rest, b"<") {
            reader.text(self, text);
            rest = reader.tag(self, behind, empty);
        }
        reader.text(self, rest);
        reader.close(self, 0);
        self.close();
        if !reader.any {
            self.state.buffer.rollback(start);
        }
        reader.any
    }
}

struct Reader<'s> {
    source: Cursor<'s>,
    elements: Vec<&'static str>,
    attributes: Vec<&'static str>,
    open: Vec<Part<'s>>,
    /// Whether there is anything to see.
    any: bool,
    /// Whether something was reported.
    faulty: bool,
}

impl<'s> Reader<'s> {
    fn state(&self) -> State {
        let mut parts = self.open.iter().rev().map(|part| part.state);
        let state = parts.find(|state| *state != State::Through);
        state.unwrap_or(State::Row)
    }

    /// Reports what is wrong, of each formula once.
    fn report(&mut self, found: &str, name: &str) {
        if std::mem::replace(&mut self.faulty, true) {
            return;
        }
        let name = name.get(..name.floor_char_boundary(40)).unwrap_or_default();
        let message = ["Expected MathML Core, found ", found, name, "."];
        self.source.warn("bad-mathml", &message);
    }

    fn text(&mut self, cx: &mut Renderer<'_>, text: &str) {
        let state = self.state();
        if state == State::Dropped || text.trim_ascii().is_empty() {
            return;
        }
        let text = self.decoded(text);
        self.any = true;
        if state == State::Token {
            return cx.push_text(&text);
        }
        // Browsers show no text outside of these.
        self.report("text outside of mi, mn, mo, ms and mtext", "");
        if cx.try_take_inline(1, self.source) {
            cx.text_element(Tag::Mtext, Class::None, text.trim());
        } else {
            cx.push_text(&text);
        }
    }

    /// Text with its references decoded; unknown ones stay as they are written.
    fn decoded(&mut self, text: &str) -> String {
        let mut decoded = String::new();
        let mut rest = text;
        while let Some((before, behind)) = split_once(rest, b"&") {
            decoded.push_str(before);
            let name = up_to(behind, b";&");
            let after = behind.get(name.len()..).unwrap_or_default();
            let letter = match name {
                "amp" => Some('&'),
                "lt" => Some('<'),
                "gt" => Some('>'),
                "quot" => Some('"'),
                "apos" => Some('\''),
                "nbsp" => Some('\u{a0}'),
                _ => name.strip_prefix('#').and_then(|code| {
                    let hex = code.strip_prefix(['x', 'X']);
                    let code =
                        u32::from_str_radix(hex.unwrap_or(code), 10 + 6 * u32::from(hex.is_some()));
                    code.ok().filter(|code| *code > 31).and_then(char::from_u32)
                }),
            };
            if let (Some(letter), Some(after)) = (letter, after.strip_prefix(';')) {
                decoded.push(letter);
                rest = after;
            } else {
                self.report("the reference &", name);
                decoded.push('&');
                rest = behind;
            }
        }
        decoded.push_str(rest);
        decoded
    }

    /// Reads a tag behind its angle bracket; what follows it.
    fn tag(&mut self, cx: &mut Renderer<'_>, rest: &'s str, empty: super::Checkpoint) -> &'s str {
        if let Some(comment) = rest.strip_prefix("!--") {
            return split_at_str(comment, "-->").unwrap_or_default().1;
        }
        if rest.starts_with(['!', '?']) {
            return split_once(rest, b">").unwrap_or_default().1;
        }
        let name = rest.strip_prefix('/').unwrap_or(rest);
        if !name
            .bytes()
            .next()
            .is_some_and(|byte| byte.is_ascii_alphabetic())
        {
            self.report("<", "");
            self.text(cx, "&lt;");
            return rest;
        }
        let (tag, behind) = split_once(rest, b">").unwrap_or((rest, ""));
        let (attributes, closed) = match tag.strip_suffix('/') {
            Some(attributes) => (attributes, true),
            None => (tag, false),
        };
        let whole = up_to(name, b"/> \n\r\t");
        // In other XML, names have a prefix.
        let name = rsplit_once(whole, b':').map_or(whole, |(_, name)| name);
        let mut depth = self.open.len();
        if tag.starts_with('/') {
            let innermost = self.open.iter().rposition(|part| part.name == name);
            if innermost.is_none_or(|at| at + 1 != depth) {
                self.report("</", name);
            }
            depth = innermost.unwrap_or(depth);
        } else if depth >= cx.state.budget.depth as usize {
            self.report("too many elements around <", name);
        } else {
            let attributes = attributes.get(whole.len()..).unwrap_or_default();
            let state = self.start(cx, name, attributes, empty);
            self.open.push(Part { name, state });
            depth += usize::from(!closed);
        }
        self.close(cx, depth);
        behind
    }

    fn start(
        &mut self,
        cx: &mut Renderer<'_>,
        name: &str,
        attributes: &str,
        empty: super::Checkpoint,
    ) -> State {
        let outer = self.state();
        if outer == State::Dropped || name.starts_with("annotation") {
            return State::Dropped;
        }
        if name == "math" && self.open.is_empty() && cx.state.buffer.is_unchanged_since(empty) {
            self.attributes(cx, attributes);
            return State::Through;
        }
        let known = self.elements.iter().position(|own| *own == name);
        let known = known.filter(|index| *index > Tag::Math as usize);
        if known.is_none() && name != "semantics" || outer == State::Token {
            self.report("<", name);
        }
        if outer == State::Token {
            return State::Through;
        }
        if !cx.try_take_inline(1, self.source) {
            return State::Through;
        }
        let index = known.unwrap_or(Tag::Mrow as usize);
        cx.state.buffer.open_index(index as u32);
        self.attributes(cx, attributes);
        if index <= Tag::Mtext as usize {
            State::Token
        } else {
            State::Row
        }
    }

    fn attributes(&mut self, cx: &mut Renderer<'_>, mut rest: &str) {
        let mut seen = 0u64;
        while let Some((name, behind)) = split_once(rest, b"=") {
            let name = name.trim_ascii();
            let behind = behind.trim_ascii_start();
            let quote = behind.as_bytes().get(..1).unwrap_or_default();
            let inner = behind.get(1..).unwrap_or_default();
            let (value, after) = split_once(inner, quote).unwrap_or_default();
            rest = after;
            let index = self.attributes.iter().position(|own| *own == name);
            match index {
                Some(index) if is_math_index(index) && is_sound(index, value) => {
                    // HTML takes the first of a name.
                    if seen & 1 << index == 0 {
                        cx.state.buffer.attr_index(index as u32, value);
                    }
                    seen |= 1 << index;
                }
                _ if name.starts_with("xmlns") || name == "display" || name == "class" => {}
                _ => self.report("the attribute ", name),
            }
        }
    }

    /// Closes all that is open from this depth on.
    fn close(&mut self, cx: &mut Renderer<'_>, depth: usize) {
        while self.open.len() > depth {
            if let Some(Part {
                state: State::Row | State::Token,
                ..
            }) = self.open.pop()
            {
                cx.close();
            }
        }
    }
}

/// The names of a table, without the empty text behind the last one.
fn names_in(table: &'static str) -> Vec<&'static str> {
    let mut names = split(table, b",");
    names.pop();
    names
}

/// Whether MathML Core has such an element inside a formula.
#[cfg(feature = "importers")]
pub(crate) fn is_math_element(name: &str) -> bool {
    names_in(Tag::NAMES)
        .iter()
        .skip(Tag::Math as usize + 1)
        .any(|own| *own == name)
}

/// Whether such an element holds text.
#[cfg(feature = "importers")]
pub(crate) fn is_math_token(name: &str) -> bool {
    matches!(name, "mi" | "mn" | "mo" | "ms" | "mtext")
}

/// Whether a formula's element may have such an attribute.
#[cfg(feature = "importers")]
pub(crate) fn is_math_attribute(name: &str) -> bool {
    let attributes = names_in(Attr::NAMES);
    let index = attributes.iter().position(|own| *own == name);
    index.is_some_and(is_math_index)
}

/// Attributes of other elements that MathML has, too, or those of its own.
fn is_math_index(index: usize) -> bool {
    index >= Attr::Columnspan as usize
        || [Attr::Dir, Attr::Height, Attr::Rowspan, Attr::Width]
            .iter()
            .any(|own| *own as usize == index)
}

/// Whether a value is none that makes a formula cover the page or takes a browser long to lay out.
fn is_sound(index: usize, value: &str) -> bool {
    if index == Attr::Dir as usize {
        return matches!(value, "ltr" | "rtl");
    }
    if index >= Attr::Accent as usize {
        return value
            .bytes()
            .all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    }
    let bare = value.trim_end_matches(|letter: char| letter.is_ascii_alphabetic() || letter == '%');
    let (least, most) = if index == Attr::Scriptlevel as usize {
        (0.0, 3.0)
    } else {
        (-4.0, 100.0)
    };
    number(bare.strip_prefix('+').unwrap_or(bare))
        .is_some_and(|number| number >= least && number <= most)
}
