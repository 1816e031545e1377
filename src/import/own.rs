//! Our own JSON: it stays as it is.

use serde_json::{Map, Value};

use super::json_format::JsonFormat;
use super::node::Node;
use super::{Context, Format, picture, unknown};
use crate::error::ArticleError;
use crate::model::{Article, Inline};

pub(super) struct Own;

impl JsonFormat for Own {
    fn format(&self) -> Format {
        Format::Article
    }

    fn is(&self, node: &Node<'_>) -> bool {
        let headline = match node.value().get("headline") {
            Some(Value::String(text)) => !text.trim().is_empty(),
            Some(span @ Value::Object(_)) => span.get("text").is_some_and(Value::is_string),
            Some(Value::Array(runs)) => runs
                .iter()
                .any(|run| run.is_string() || run.get("text").is_some_and(Value::is_string)),
            _ => false,
        };
        headline && node.value().get("body").is_none_or(Value::is_array)
    }

    fn import(&self, node: &Node<'_>, cx: &mut Context<'_>) -> Result<Article, ArticleError> {
        let Some(fields) = node.value().as_object() else {
            let message = "An article is an object.".to_owned();
            return Err(ArticleError::new("not-this-format", &node.path(), message));
        };
        if let Some(article) = article(fields) {
            return Ok(article);
        }
        // The model is strict about the fields of the article itself: those that it can't hold become paragraphs.
        let mut sound = Map::new();
        sound.insert("headline".to_owned(), "".into());
        let mut rest = Vec::new();
        for (key, value) in fields {
            let fits = |value: &Value| {
                let alone = [
                    ("headline".to_owned(), "".into()),
                    (key.clone(), value.clone()),
                ];
                article(&Map::from_iter(alone)).is_some()
            };
            if fits(value) {
                sound.insert(key.clone(), value.clone());
                continue;
            }
            let field = node.get(key);
            let path = field.as_ref().map(Node::path).unwrap_or_default();
            let as_text = field.and_then(|field| field.as_text()).map(Value::from);
            let message = format!("The field \"{key}\" has another type than the format gives it.");
            cx.warn("wrong-type", &path, message);
            match as_text.filter(|text| fits(text)) {
                Some(text) => {
                    sound.insert(key.clone(), text);
                }
                None => rest.extend(unknown::words(value)),
            }
        }
        let mut article = article(&sound).unwrap_or_default();
        article
            .body
            .extend(picture::paragraphs(rest.into_iter().map(Inline::from)));
        Ok(article)
    }
}

#[cfg(not(target_arch = "wasm32"))]
fn article(fields: &Map<String, Value>) -> Option<Article> {
    serde_json::from_value(Value::Object(fields.clone())).ok()
}

#[cfg(target_arch = "wasm32")]
use untyped::article;

/// The article with all but its headline untyped. Its JSON is the same, and nothing else of it leaves the WebAssembly; the code that
/// reads the typed model would be a third of that.
#[cfg(any(test, target_arch = "wasm32"))]
mod untyped {
    use serde_json::{Map, Value};

    use crate::model::{Article, Block, Inline, Mark, Run, Span};

    const FIELDS: &[&str] = &[
        "$schema",
        "id",
        "lang",
        "dir",
        "url",
        "kicker",
        "standfirst",
        "byline",
        "publisher",
        "published",
        "updated",
        "image",
        "corrections",
        "live",
        "ended",
        "tags",
    ];

    pub(super) fn article(fields: &Map<String, Value>) -> Option<Article> {
        let mut article = Article::new(inline(fields.get("headline")?)?);
        let others = fields.keys().map(String::as_str);
        let others = others.filter(|key| !FIELDS.contains(key));
        for key in FIELDS.iter().copied().chain(others) {
            let Some(value) = fields.get(key).filter(|_| key != "headline") else {
                continue;
            };
            if FIELDS.contains(&key) || key == "body" {
                if !fits(key, value) {
                    return None;
                }
                let empty = value.is_null()
                    || value == &Value::Bool(false)
                    || value.as_array().is_some_and(Vec::is_empty);
                if empty {
                    continue;
                }
            }
            match value.as_array().filter(|_| key == "body") {
                Some(blocks) => article.body = blocks.iter().cloned().map(Block::Other).collect(),
                None => {
                    article.extra.insert(key.to_owned(), value.clone());
                }
            }
        }
        Some(article)
    }

    /// Whether the model has a place for a value under a key.
    fn fits(key: &str, value: &Value) -> bool {
        let each = |wanted: &dyn Fn(&Value) -> bool| {
            value
                .as_array()
                .is_some_and(|items| items.iter().all(wanted))
        };
        let named = |value: &Value| value.get("name").is_some_and(Value::is_string);
        value.is_null()
            || match key {
                "dir" => matches!(value.as_str(), Some("ltr" | "rtl")),
                "kicker" | "standfirst" => inline(value).is_some(),
                "byline" | "tags" => each(&named),
                "publisher" => named(value),
                "image" => value.get("src").is_some_and(Value::is_string),
                "corrections" => {
                    each(&|item| item.get("text").is_some_and(|text| inline(text).is_some()))
                }
                "live" => value.is_boolean(),
                "body" => value.is_array(),
                _ => value.is_string(),
            }
    }

    fn inline(value: &Value) -> Option<Inline> {
        Some(match value {
            Value::String(text) => Inline::Text(text.clone()),
            Value::Object(_) => Inline::Span(span(value)?),
            Value::Array(runs) => {
                let runs = runs
                    .iter()
                    .filter(|run| !run.is_null())
                    .map(|run| match run {
                        Value::String(text) => Some(Run::Text(text.clone())),
                        run => span(run).map(Run::Span),
                    });
                Inline::Runs(runs.collect::<Option<_>>()?)
            }
            _ => return None,
        })
    }

    fn span(value: &Value) -> Option<Span> {
        let mut span = Span::new(value.get("text")?.as_str()?);
        for mark in value
            .get("marks")
            .and_then(Value::as_array)
            .into_iter()
            .flatten()
        {
            span.marks.push(match mark.as_str()? {
                "strong" => Mark::Strong,
                "em" => Mark::Em,
                "underline" => Mark::Underline,
                "strike" => Mark::Strike,
                "code" => Mark::Code,
                "sub" => Mark::Sub,
                "sup" => Mark::Sup,
                "small" => Mark::Small,
                "mark" => Mark::Mark,
                _ => return None,
            });
        }
        for (key, inner) in value.as_object()? {
            if !matches!(key.as_str(), "text" | "marks") && !inner.is_null() {
                span.extra.insert(key.clone(), inner.clone());
            }
        }
        Some(span)
    }

    #[cfg(test)]
    #[allow(clippy::unwrap_used)]
    mod tests {
        use super::*;

        /// Where two values differ, without values that are the model's defaults.
        fn differences(one: &Value, other: &Value, path: &str) -> Vec<String> {
            match (one, other) {
                (Value::Object(one), Value::Object(other)) => one
                    .keys()
                    .chain(other.keys())
                    .flat_map(|key| {
                        let null = Value::Null;
                        let (one, other) = (
                            one.get(key).unwrap_or(&null),
                            other.get(key).unwrap_or(&null),
                        );
                        differences(one, other, &format!("{path}.{key}"))
                    })
                    .collect(),
                (Value::Array(one), Value::Array(other)) if one.len() == other.len() => one
                    .iter()
                    .zip(other)
                    .flat_map(|(one, other)| differences(one, other, path))
                    .collect(),
                (Value::Number(one), Value::Number(other)) if one.as_f64() == other.as_f64() => {
                    Vec::new()
                }
                _ if one == other => Vec::new(),
                _ => vec![format!("{path}: {one} is not {other}")],
            }
        }

        #[test]
        fn the_json_is_that_of_the_typed_model() {
            let texts = [
                include_str!("../../tests/fixtures/everything.json"),
                include_str!("../../tests/fixtures/rtl.json"),
                include_str!("../../tests/fixtures/japanese.json"),
                include_str!("../../tests/fixtures/minimal.json"),
                include_str!("../../tests/fixtures/import/article/own.in.json"),
            ];
            for text in texts {
                let fields: Map<String, Value> = serde_json::from_str(text).unwrap();
                let untyped = serde_json::to_value(article(&fields).unwrap()).unwrap();
                let typed = serde_json::to_value(super::super::article(&fields).unwrap()).unwrap();
                assert_eq!(differences(&untyped, &typed, "$"), Vec::<String>::new());
            }
        }

        #[test]
        fn what_the_model_refuses_is_refused() {
            let refused = [
                r#"{"headline":7}"#,
                r#"{"headline":"H","byline":"Ada"}"#,
                r#"{"headline":"H","standfirst":7}"#,
                r#"{"headline":"H","live":"yes"}"#,
                r#"{"headline":"H","tags":[{"url":"x"}]}"#,
                r#"{"headline":"H","image":{"alt":"x"}}"#,
                r#"{"headline":"H","dir":"up"}"#,
            ];
            for text in refused {
                let fields: Map<String, Value> = serde_json::from_str(text).unwrap();
                assert!(article(&fields).is_none(), "{text}");
                assert!(super::super::article(&fields).is_none(), "{text}");
            }
        }
    }
}
