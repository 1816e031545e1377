//! What a page says about its article as JSON-LD.

use serde_json::Value;

use super::blocks::Walker;
use super::decode;
use super::tree::{ROOT, collapse};
use crate::model::{Person, Publisher};

/// The description of the article, and all others, which it may refer to.
#[derive(Debug, Default)]
pub(super) struct JsonLd {
    all: Vec<Value>,
    article: Option<usize>,
}

/// What metadata say about the picture of an article.
pub(super) struct LeadPicture {
    pub(super) url: String,
    pub(super) size: Option<(u32, u32)>,
    pub(super) caption: Option<String>,
}

impl JsonLd {
    pub(super) fn read(walker: &mut Walker<'_, '_>) -> Self {
        let tree = walker.tree;
        let mut found = Self::default();
        for script in tree.descendants(ROOT) {
            if tree.name(script) != "script"
                || !tree
                    .attribute(script, "type")
                    .is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"))
            {
                continue;
            }
            let text = tree.text(script);
            match parse(&text) {
                Some(value) => found.add(value),
                None if text.trim().is_empty() => {}
                None => {
                    let path = walker.path(script);
                    walker.cx.warn(
                        "bad-json-ld",
                        &path,
                        "The page's JSON-LD is not JSON; it was ignored.",
                    );
                }
            }
        }
        found.article = found.all.iter().position(|value| {
            types(value).any(|kind| kind.ends_with("Article") || kind.ends_with("Posting"))
        });
        found
    }

    fn add(&mut self, value: Value) {
        match value {
            Value::Array(values) => values.into_iter().for_each(|value| self.add(value)),
            Value::Object(mut fields) => {
                if let Some(Value::Array(graph)) = fields.remove("@graph") {
                    self.all.extend(graph.into_iter().filter(Value::is_object));
                }
                // Some put the article into the page that it is on.
                for key in ["mainEntity", "mainEntityOfPage"] {
                    if let Some(inner) = fields
                        .get(key)
                        .filter(|inner| inner.get("headline").is_some())
                    {
                        self.all.push(inner.clone());
                    }
                }
                self.all.push(Value::Object(fields));
            }
            _ => {}
        }
    }

    fn field(&self, name: &str) -> Option<&Value> {
        self.all.get(self.article?)?.get(name)
    }

    /// The object that a reference by `@id` leads to, or the value itself.
    fn resolved<'v>(&'v self, value: &'v Value) -> &'v Value {
        let Some(id) = value.get("@id").filter(|_| value.get("name").is_none()) else {
            return value;
        };
        self.all
            .iter()
            .find(|other| other.get("@id") == Some(id) && other.get("name").is_some())
            .unwrap_or(value)
    }

    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.field(name).and_then(text_of)
    }

    pub(super) fn authors(&self) -> Vec<Person> {
        let mut people: Vec<Person> = Vec::new();
        for author in self.field("author").into_iter().flat_map(each) {
            let author = self.resolved(author);
            let names = match author.get("name") {
                Some(names) => each(names).iter().filter_map(text_of).collect(),
                None => text_of(author).into_iter().collect::<Vec<_>>(),
            };
            let several = names.len() > 1;
            for name in names {
                if name.starts_with("http") || people.iter().any(|known| known.name == name) {
                    continue;
                }
                let mut person = Person::new(name);
                person.url = author.get("url").and_then(text_of).filter(|_| !several);
                person.role = author.get("jobTitle").and_then(text_of);
                people.push(person);
            }
        }
        people
    }

    pub(super) fn publisher(&self) -> Option<Publisher> {
        let publisher = self.resolved(each(self.field("publisher")?).first()?);
        let name = publisher.get("name").and_then(text_of)?;
        let mut found = Publisher::new(name);
        found.url = publisher.get("url").and_then(text_of);
        Some(found)
    }

    /// The picture.
    pub(super) fn image(&self) -> Option<LeadPicture> {
        let image = self.resolved(each(self.field("image")?).first()?);
        let number = |name: &str| {
            let value = image.get(name)?;
            value
                .as_u64()
                .and_then(|number| u32::try_from(number).ok())
                .or_else(|| super::picture::pixels(value.as_str()?))
        };
        let url = image
            .get("url")
            .or_else(|| image.get("contentUrl"))
            .and_then(text_of)
            .or_else(|| text_of(image))?;
        let caption = image.get("caption").and_then(text_of);
        Some(LeadPicture {
            url,
            size: number("width").zip(number("height")),
            caption,
        })
    }

    pub(super) fn keywords(&self) -> Vec<String> {
        let Some(keywords) = self.field("keywords") else {
            return Vec::new();
        };
        each(keywords)
            .iter()
            .filter_map(|keyword| {
                text_of(keyword).or_else(|| keyword.get("name").and_then(text_of))
            })
            .flat_map(|keywords| {
                keywords
                    .split(',')
                    .map(|keyword| keyword.trim().to_owned())
                    .collect::<Vec<_>>()
            })
            .filter(|keyword| !keyword.is_empty())
            .collect()
    }

    pub(super) fn is_live(&self) -> bool {
        self.article
            .and_then(|at| self.all.get(at))
            .is_some_and(|article| types(article).any(|kind| kind == "LiveBlogPosting"))
    }
}

/// The items of a list, or the value itself.
fn each(value: &Value) -> &[Value] {
    match value {
        Value::Array(values) => values,
        Value::Null => &[],
        Value::Object(fields) if fields.contains_key("@list") => {
            fields.get("@list").map_or(&[], each)
        }
        value => std::slice::from_ref(value),
    }
}

fn types(value: &Value) -> impl Iterator<Item = &str> {
    value
        .get("@type")
        .into_iter()
        .flat_map(each)
        .filter_map(Value::as_str)
}

/// Text, with character references decoded: many generators leave them in.
fn text_of(value: &Value) -> Option<String> {
    let value = match value {
        Value::Array(values) => values.first()?,
        value => value,
    };
    let text = collapse(&decode(value.as_str()?, false));
    (!text.is_empty()).then_some(text)
}

/// The JSON in a script, without what some wrap it in, and with control characters in strings.
fn parse(text: &str) -> Option<Value> {
    let mut text = text.trim();
    for (start, end) in [
        ("//<![CDATA[", "//]]>"),
        ("/*<![CDATA[*/", "/*]]>*/"),
        ("// <![CDATA[", "// ]]>"),
        ("<![CDATA[", "]]>"),
        ("<!--", "-->"),
    ] {
        if let Some(inner) = text.strip_prefix(start) {
            text = inner.trim();
            text = text.strip_suffix(end).unwrap_or(text).trim();
        }
    }
    let text = text.trim_end_matches(';');
    serde_json::from_str(text).ok().or_else(|| {
        let clean: String = text
            .chars()
            .map(|c| if c < ' ' { ' ' } else { c })
            .collect();
        serde_json::from_str(&clean).ok()
    })
}
