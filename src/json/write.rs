//! A value as JSON text.

#[cfg(feature = "payloads")]
use super::{Children, Cursor, ValueKind};

/// A container that is being written.
#[cfg(feature = "payloads")]
struct Frame<'j> {
    rest: Children<'j>,
    object: bool,
    first: bool,
}

#[cfg(feature = "payloads")]
impl Cursor<'_> {
    /// The value as JSON. Without recursion, because values may be nested as deep as anyone likes.
    pub(crate) fn to_json(self) -> String {
        let mut text = String::new();
        let mut open: Vec<Frame<'_>> = Vec::new();
        let mut next = Some(self);
        loop {
            if let Some(value) = next.take() {
                match value.kind() {
                    ValueKind::Object | ValueKind::List => {
                        let object = value.is_object();
                        text.push(if object { '{' } else { '[' });
                        open.push(Frame {
                            rest: if object {
                                value.entries()
                            } else {
                                value.items()
                            },
                            object,
                            first: true,
                        });
                    }
                    ValueKind::Text => quote(value.as_str(), &mut text),
                    ValueKind::Null => text.push_str("null"),
                    _ => text.push_str(value.as_str()),
                }
            }
            let Some(frame) = open.last_mut() else {
                return text;
            };
            let Some(item) = frame.rest.next() else {
                text.push(if frame.object { '}' } else { ']' });
                open.pop();
                continue;
            };
            if !std::mem::take(&mut frame.first) {
                text.push(',');
            }
            next = if frame.object {
                quote(item.as_str(), &mut text);
                text.push(':');
                frame.rest.next()
            } else {
                Some(item)
            };
        }
    }
}

/// Appends a text as a JSON string.
pub(crate) fn quote(value: &str, text: &mut String) {
    text.push('"');
    for letter in value.chars() {
        match letter {
            '"' => text.push_str("\\\""),
            '\\' => text.push_str("\\\\"),
            '\n' => text.push_str("\\n"),
            control if control < ' ' => {
                let code = control as u8;
                let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
                text.extend(['\\', 'u', '0', '0', digit(code >> 4), digit(code & 15)]);
            }
            letter => text.push(letter),
        }
    }
    text.push('"');
}
