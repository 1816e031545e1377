//! Serializes operations to HTML: the same elements that the painter would build in a page.

use crate::render::{Attr, Class, DisplayList, StaticAttr, Tag, op};
use crate::scan::{split, split_once};

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
        escape(text, &mut self.html, |byte| match byte {
            b'&' => "&amp;", // starts an entity
            b'<' => "&lt;",  // starts a tag
            b'>' => "&gt;",  // ends a comment or CDATA, should one ever be open
            _ => "",
        });
    }

    fn write_attribute(&mut self, name: &str, value: &str) {
        self.html.push(' ');
        self.html.push_str(name);
        self.html.push_str("=\"");
        escape(value, &mut self.html, |byte| match byte {
            b'&' => "&amp;",  // starts an entity
            b'"' => "&quot;", // ends the value
            b'<' => "&lt;",   // starts a tag, for tools that read HTML by patterns
            b'>' => "&gt;",   // ends one, likewise
            _ => "",
        });
        self.html.push('"');
    }
}

fn name(names: &[&'static str], index: usize) -> &'static str {
    names.get(index).copied().unwrap_or_default()
}

/// Cuts as many UTF-16 units off the start of a text.
fn split_utf16<'t>(text: &mut &'t str, units: u32) -> &'t str {
    let units = units as usize;
    let bytes = text.as_bytes();
    let end = if bytes.get(..units).is_some_and(<[u8]>::is_ascii) {
        units
    } else {
        let mut left = units;
        text.char_indices()
            .find(|(_, letter)| {
                let done = left == 0;
                left = left.saturating_sub(letter.len_utf16());
                done
            })
            .map_or(text.len(), |(index, _)| index)
    };
    let (piece, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    *text = rest;
    piece
}

/// Copies runs that need no escape whole.
fn escape(text: &str, html: &mut String, replacement: impl Fn(u8) -> &'static str) {
    let mut done = 0;
    for (index, byte) in text.bytes().enumerate() {
        let written = replacement(byte);
        if !written.is_empty() {
            html.push_str(text.get(done..index).unwrap_or_default());
            html.push_str(written);
            done = index + 1;
        }
    }
    html.push_str(text.get(done..).unwrap_or_default());
}
