//! Serializes operations to HTML: the same elements that the painter would build in a page.

use crate::render::{Attr, Class, DisplayList, StaticAttr, Tag, op};
use crate::scan::{HIGH_BITS, split, split_once, utf16_units};

/// The operations as HTML.
pub(crate) fn serialize(list: &DisplayList) -> String {
    let mut printer = HtmlSerializer {
        html: String::with_capacity(list.text.len() * 3 / 2 + list.ops.len() * 4),
        text: &list.text,
        keys: &list.keys,
        elements: split(Tag::NAMES, b","),
        attributes: split(Attr::NAMES, b","),
        classes: split(Class::NAMES, b","),
        fixed: split(StaticAttr::NAMES, b","),
        open: Vec::new(),
        start_tag_open: false,
    };
    for word in &list.ops {
        printer.write_op(word & ((1 << op::BITS) - 1), word >> op::BITS);
    }
    printer.html
}

struct HtmlSerializer<'d> {
    html: String,
    text: &'d str,
    keys: &'d str,
    elements: Vec<&'static str>,
    attributes: Vec<&'static str>,
    classes: Vec<&'static str>,
    fixed: Vec<&'static str>,
    open: Vec<&'static str>,
    /// The start tag still takes attributes.
    start_tag_open: bool,
}

impl HtmlSerializer<'_> {
    fn write_op(&mut self, code: u32, argument: u32) {
        let index = (argument & 0xff) as usize;
        match code {
            op::OPEN => {
                self.end_tag();
                self.html.push('<');
                let element = name(&self.elements, index);
                self.html.push_str(element);
                self.open.push(element);
                self.start_tag_open = true;
                let class = name(&self.classes, (argument >> 8) as usize);
                if !class.is_empty() {
                    self.write_attribute("class", class);
                }
            }
            op::CLOSE => self.close(),
            op::TEXT => self.write_text(argument),
            op::TEXT_CLOSE => {
                self.write_text(argument);
                self.close();
            }
            op::ATTR => {
                let value = split_utf16(&mut self.text, argument >> 8);
                self.write_attribute(name(&self.attributes, index), value);
            }
            op::FIXED => {
                let pair = name(&self.fixed, index);
                let (name, value) = split_once(pair, b"=").unwrap_or_default();
                self.write_attribute(name, value);
            }
            op::KEY => {
                let value = split_utf16(&mut self.keys, argument);
                self.write_attribute("data-key", value);
            }
            _ => {
                self.end_tag();
                self.html.push_str("<br>");
            }
        }
    }

    fn end_tag(&mut self) {
        if self.start_tag_open {
            self.html.push('>');
            self.start_tag_open = false;
        }
    }

    fn close(&mut self) {
        self.end_tag();
        let element = self.open.pop().unwrap_or_default();
        if !Tag::is_void(element) {
            self.html.push_str("</");
            self.html.push_str(element);
            self.html.push('>');
        }
    }

    fn write_text(&mut self, units: u32) {
        let text = split_utf16(&mut self.text, units);
        // A parser drops the first line end behind <pre>.
        let first_in_pre =
            self.start_tag_open && self.open.last() == Some(&"pre") && text.starts_with('\n');
        self.end_tag();
        if first_in_pre {
            self.html.push('\n');
        }
        escape(text, &mut self.html, false);
    }

    fn write_attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape(value, &mut self.html, true);
        self.html.push('"');
    }
}

fn name(names: &[&'static str], index: usize) -> &'static str {
    names.get(index).copied().unwrap_or_default()
}

/// Cuts as many UTF-16 units off the start of a text.
fn split_utf16<'t>(text: &mut &'t str, units: u32) -> &'t str {
    let (piece, rest) = text
        .split_at_checked(utf16_end(text.as_bytes(), units as usize))
        .unwrap_or((text, ""));
    *text = rest;
    piece
}

/// How many bytes that many UTF-16 units are.
fn utf16_end(text: &[u8], units: usize) -> usize {
    let mut end = 0;
    let mut left = units;
    while let Some(chunk) = text.get(end..).and_then(<[u8]>::first_chunk) {
        let in_chunk = utf16_units(u64::from_le_bytes(*chunk));
        if in_chunk > left {
            break;
        }
        left -= in_chunk;
        end += chunk.len();
    }
    for byte in text.get(end..).unwrap_or_default() {
        // A continuation byte belongs to what precedes it.
        if byte & 0xc0 != 0x80 {
            if left == 0 {
                break;
            }
            left = left.saturating_sub(if *byte >= 0xf0 { 2 } else { 1 });
        }
        end += 1;
    }
    end
}

/// Copies text, and writes references for what could end it. Where none is needed, eight bytes at a time are skipped.
fn escape(text: &str, html: &mut String, in_attribute: bool) {
    let bytes = text.as_bytes();
    let mut done = 0;
    let mut at = 0;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        if rest
            .first_chunk()
            .is_some_and(|chunk| !may_need_escape(*chunk))
        {
            at += 8;
            continue;
        }
        for byte in rest.iter().take(8) {
            let written = match byte {
                b'&' => "&amp;",                  // starts a character reference
                b'<' => "&lt;", // starts a tag; in an attribute, for tools that read HTML by patterns
                b'>' => "&gt;", // ends a comment or CDATA, should one ever be open
                b'"' if in_attribute => "&quot;", // ends the value
                _ => "",
            };
            if !written.is_empty() {
                html.push_str(text.get(done..at).unwrap_or_default());
                html.push_str(written);
                done = at + 1;
            }
            at += 1;
        }
    }
    html.push_str(text.get(done..).unwrap_or_default());
}

/// Whether one of eight bytes is one of `&"<>`.
fn may_need_escape(chunk: [u8; 8]) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const LOW_BITS: u64 = !HIGH_BITS;
    let chunk = u64::from_le_bytes(chunk);
    // Each pair differs in one bit.
    let pairs = [(b'"', b'&'), (b'<', b'>')];
    pairs.into_iter().any(|(one, other)| {
        let differing =
            (chunk & !(ONES * u64::from(one ^ other))) ^ (ONES * u64::from(one & other));
        !(((differing & LOW_BITS) + LOW_BITS) | differing) & HIGH_BITS != 0
    })
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_text_is_cut_where_javascript_would(text in "\\PC{0,40}|[a\u{e9}\u{3042}\u{1f600}]{0,30}", share in 0.0..=1.0) {
            let letters: Vec<char> = text.chars().collect();
            let cut = (letters.len() as f64 * share) as usize;
            let before: String = letters.iter().take(cut).collect();
            let mut rest = text.as_str();
            let piece = super::split_utf16(&mut rest, before.encode_utf16().count() as u32);
            prop_assert_eq!(piece, before);
            prop_assert_eq!(rest.len(), text.len() - piece.len());
        }

        #[test]
        fn each_mark_is_escaped_wherever_it_is(text in "[a-z&\"<>'\u{e9}\u{3042}\u{1f600}\u{a6}\u{bc}]{0,40}", in_attribute: bool) {
            let mut html = String::new();
            super::escape(&text, &mut html, in_attribute);
            let plain = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            prop_assert_eq!(html, if in_attribute { plain.replace('"', "&quot;") } else { plain });
        }
    }
}
