//! The tokenizer, for HTML and XML.

use std::borrow::Cow;

use super::entities::decode;
use crate::scan::starts_with_ignore_ascii_case;

/// An attribute: its name in lower case (in XML, as it is), and its value with references decoded.
pub(crate) type Attribute<'h> = (Cow<'h, str>, Cow<'h, str>);

#[derive(Debug)]
pub(crate) enum Token<'h> {
    Start {
        name: Cow<'h, str>,
        attributes: Vec<Attribute<'h>>,
        /// Whether the tag ends in `/>`.
        closed: bool,
    },
    End(Cow<'h, str>),
    Text(Cow<'h, str>),
    Comment(&'h str),
}

/// What the two languages differ in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Syntax {
    Html,
    Xml,
}

#[derive(Debug)]
pub(crate) struct Tokenizer<'h> {
    html: &'h str,
    at: usize,
    syntax: Syntax,
    /// The element whose content is text up to its end tag, and whether references in it are decoded.
    raw: Option<(&'static str, bool)>,
}

const RAW: [(&str, bool); 8] = [
    ("script", false),
    ("style", false),
    ("title", true),
    ("textarea", true),
    ("xmp", false),
    ("iframe", false),
    ("noembed", false),
    ("noframes", false),
];

fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
}

impl<'h> Tokenizer<'h> {
    pub(crate) fn new(html: &'h str, syntax: Syntax) -> Self {
        Self {
            html,
            at: 0,
            syntax,
            raw: None,
        }
    }

    /// The byte at which the next token starts.
    pub(crate) fn position(&self) -> usize {
        self.at
    }

    fn rest(&self) -> &'h str {
        self.html.get(self.at..).unwrap_or_default()
    }

    /// Takes everything up to a text and the text itself; without it, everything.
    fn take_past(&mut self, end: &str) -> &'h str {
        let rest = self.rest();
        let length = rest.find(end);
        self.at += length.map_or(rest.len(), |length| length + end.len());
        rest.get(..length.unwrap_or(rest.len())).unwrap_or_default()
    }

    fn name(&self, text: &'h str) -> Cow<'h, str> {
        if self.syntax == Syntax::Html && text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return text.to_ascii_lowercase().into();
        }
        text.into()
    }

    fn raw_text(&mut self, name: &str, decoded: bool) -> Token<'h> {
        let rest = self.rest();
        let mut end = rest.len();
        for (at, _) in rest.match_indices("</") {
            let behind = rest.get(at + 2..).unwrap_or_default();
            let next = behind.as_bytes().get(name.len()).copied();
            if starts_with_ignore_ascii_case(behind, name)
                && next.is_none_or(|byte| is_space(byte) || matches!(byte, b'/' | b'>'))
            {
                end = at;
                break;
            }
        }
        self.at += end;
        let text = rest.get(..end).unwrap_or_default();
        Token::Text(if decoded {
            decode(text, false)
        } else {
            text.into()
        })
    }

    /// A tag, behind its angle bracket and slash: its name and attributes, and whether it closes itself. `None` if it is cut off.
    fn tag(&mut self) -> Option<(Cow<'h, str>, Vec<Attribute<'h>>, bool)> {
        let bytes = self.html.as_bytes();
        let start = self.at;
        let until = |mut at: usize, stop: fn(u8) -> bool| {
            while bytes.get(at).is_some_and(|byte| !stop(*byte)) {
                at += 1;
            }
            at
        };
        let mut at = until(start, |byte| is_space(byte) || matches!(byte, b'/' | b'>'));
        let name = self.name(self.html.get(start..at)?);
        let mut attributes: Vec<Attribute<'h>> = Vec::new();
        loop {
            at = until(at, |byte| !is_space(byte) && byte != b'/');
            match bytes.get(at) {
                None => {
                    self.at = at;
                    return None;
                }
                Some(b'>') => {
                    self.at = at + 1;
                    let closed = bytes.get(at.wrapping_sub(1)) == Some(&b'/');
                    return Some((name, attributes, closed));
                }
                Some(_) => {}
            }
            let key_start = at;
            // An equals sign at the start belongs to the name.
            at = until(at + 1, |byte| {
                is_space(byte) || matches!(byte, b'/' | b'>' | b'=')
            });
            let key = self.name(self.html.get(key_start..at).unwrap_or_default());
            let sign = until(at, |byte| !is_space(byte));
            let mut value = Cow::Borrowed("");
            if bytes.get(sign) == Some(&b'=') {
                let open = until(sign + 1, |byte| !is_space(byte));
                let text = match bytes.get(open) {
                    Some(quote @ (b'"' | b'\'')) => {
                        let inner = self.html.get(open + 1..).unwrap_or_default();
                        let Some(length) = inner.find(char::from(*quote)) else {
                            self.at = self.html.len();
                            return None;
                        };
                        at = open + 1 + length + 1;
                        inner.get(..length).unwrap_or_default()
                    }
                    _ => {
                        at = until(open, |byte| is_space(byte) || byte == b'>');
                        self.html.get(open..at).unwrap_or_default()
                    }
                };
                value = decode(text, true);
            }
            // The first of a name counts. Nobody means hundreds.
            if attributes.len() < 200 && !attributes.iter().any(|(known, _)| *known == key) {
                attributes.push((key, value));
            }
        }
    }
}

impl<'h> Iterator for Tokenizer<'h> {
    type Item = Token<'h>;

    fn next(&mut self) -> Option<Token<'h>> {
        if let Some((name, decoded)) = self.raw.take() {
            return Some(self.raw_text(name, decoded));
        }
        let rest = self.rest();
        if rest.is_empty() {
            return None;
        }
        // Text up to the next tag; an angle bracket that starts none is text.
        let mut length = 0;
        loop {
            let Some(found) = rest.get(length..).unwrap_or_default().find('<') else {
                length = rest.len();
                break;
            };
            length += found;
            let next = rest.as_bytes().get(length + 1).copied().unwrap_or_default();
            let behind = rest.as_bytes().get(length + 2).copied();
            let closes = next == b'/' && behind.is_some();
            if next.is_ascii_alphabetic()
                || matches!(next, b'!' | b'?')
                || closes
                || self.syntax == Syntax::Xml && (next == b'_' || next >= 0x80)
            {
                break;
            }
            length += 1;
        }
        if length > 0 {
            self.at += length;
            let text = rest.get(..length).unwrap_or_default();
            return Some(Token::Text(decode(text, false)));
        }
        let inside = rest.get(1..).unwrap_or_default();
        if let Some(comment) = inside.strip_prefix("!--") {
            self.at += 4;
            // `<!-->` and `<!--->` are whole comments.
            for short in [">", "->"] {
                if comment.starts_with(short) {
                    self.at += short.len();
                    return Some(Token::Comment(""));
                }
            }
            return Some(Token::Comment(self.take_past("-->")));
        }
        if self.syntax == Syntax::Xml && inside.starts_with("![CDATA[") {
            self.at += 9;
            return Some(Token::Text(self.take_past("]]>").into()));
        }
        if inside.starts_with(['!', '?']) {
            return Some(self.declaration());
        }
        if let Some(name) = inside.strip_prefix('/') {
            let named = name.bytes().next().is_some_and(|byte| {
                byte.is_ascii_alphabetic()
                    || self.syntax == Syntax::Xml && (byte == b'_' || byte >= 0x80)
            });
            if !named {
                return Some(self.declaration());
            }
            self.at += 2;
            return Some(match self.tag() {
                Some((name, _, _)) => Token::End(name),
                None => Token::Comment(""),
            });
        }
        self.at += 1;
        Some(match self.tag() {
            Some((name, attributes, closed)) => {
                // `<title/>` is in pictures in the page, where it is a whole element.
                if self.syntax == Syntax::Html && !(closed && name != "textarea") {
                    self.raw = RAW.iter().find(|(raw, _)| *raw == name).copied();
                }
                Token::Start {
                    name,
                    attributes,
                    closed,
                }
            }
            None => Token::Comment(""),
        })
    }
}

impl<'h> Tokenizer<'h> {
    /// A document type, processing instruction or broken end tag. The subset of a document type in XML holds tags of its own.
    fn declaration(&mut self) -> Token<'h> {
        let rest = self.rest();
        let subset = self.syntax == Syntax::Xml
            && starts_with_ignore_ascii_case(rest, "<!doctype")
            && rest
                .find('[')
                .is_some_and(|open| rest.find('>').is_none_or(|end| open < end));
        if subset {
            self.take_past("]");
        }
        self.take_past(">");
        Token::Comment("")
    }
}
