//! Converts the posts of an article to the format of this library.

use crate::json::{Cursor, Tape, TapeBuilder, ValueKind};
use crate::post::import_post;

/// Maximum nesting of blocks; deeper ones are left as they are.
const MAX_DEPTH: u8 = 100;

/// The fields in which a block has a post in the format of a network.
const FORMS: [&str; 3] = ["data", "oembed", "html"];

/// An article, as JSON, in which posts that were given as payloads of networks are in the format of this library. `None` if it has
/// none that can be read, or if it is no JSON.
///
/// Programs that store articles can store them this way: smaller, without what a network adds to the post, and without the need to
/// read its formats in each page. The field `converted` of a block says which of its fields the post was.
///
/// ```
/// let json = r#"{ "headline": "H", "body": [
///     { "type": "post", "data": { "account": { "acct": "ada", "url": "https://social.example/@ada" }, "content": "<p>Away!</p>" } }
/// ] }"#;
/// let converted = article_widget::convert_posts(json.as_bytes()).unwrap();
/// assert!(String::from_utf8_lossy(&converted).contains(r#""text":[{"text":"Away!"}]"#));
/// ```
#[must_use]
pub fn convert_posts(json: &[u8]) -> Option<Vec<u8>> {
    let tape = Tape::parse(json, "$").ok()?;
    let mut out = Converter {
        tape: TapeBuilder::new("$"),
        converted: false,
    };
    out.value(Cursor::root(&tape), MAX_DEPTH);
    let converted = out.converted;
    let tape = out.tape.finish();
    converted.then(|| Cursor::root(&tape).to_json().into_bytes())
}

struct Converter {
    tape: TapeBuilder,
    converted: bool,
}

impl Converter {
    fn value(&mut self, value: Cursor<'_>, depth: u8) {
        match value.kind() {
            ValueKind::Object if depth > 0 => {
                self.tape.open(ValueKind::Object);
                if !self.post(value) {
                    let mut entries = value.entries();
                    while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
                        self.tape.key(key.as_str());
                        self.value(field, depth - 1);
                    }
                }
                self.tape.close();
            }
            ValueKind::List if depth > 0 => {
                self.tape.open(ValueKind::List);
                for item in value.items() {
                    self.value(item, depth - 1);
                }
                self.tape.close();
            }
            _ => self.tape.copy(value),
        }
    }

    /// Writes the fields of a block with a post that can be read; whether it is one.
    fn post(&mut self, block: Cursor<'_>) -> bool {
        let is_post = matches!(block.scalar_str("type"), "post" | "tweet");
        if !is_post || !FORMS.iter().any(|form| block.field(*form).is_some()) {
            return false;
        }
        let imported = import_post(block);
        let Some(post) = &imported.converted else {
            return false;
        };
        let mut entries = block.entries();
        while let (Some(key), Some(field)) = (entries.next(), entries.next()) {
            let unread = imported.unrecognised.iter().any(|form| form.is_same(field));
            if key.as_str() != "post" && (unread || !FORMS.contains(&key.as_str())) {
                self.tape.key(key.as_str());
                self.tape.copy(field);
            }
        }
        self.tape.key("post");
        self.tape.copy(Cursor::root(post));
        // So that what is missing in it isn't reported as a fault of the article's author.
        let source = imported.source.map_or("post", |source| {
            let form = FORMS.iter().find(|form| {
                let field = block.field(**form);
                field.is_some_and(|field| {
                    field.is_same(source)
                        || field.field("html").is_some_and(|code| code.is_same(source))
                })
            });
            form.copied().unwrap_or("post")
        });
        self.tape.field("converted", source);
        self.converted = true;
        true
    }
}
