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
        if let Ok(article) = serde_json::from_value(node.value().clone()) {
            return Ok(article);
        }
        // The model is strict about the fields of the article itself: those that it can't hold become paragraphs.
        let mut sound = Map::new();
        sound.insert("headline".to_owned(), "".into());
        let mut rest = Vec::new();
        for (key, value) in fields {
            let fits = |value: &Value| {
                let alone = Map::from_iter([
                    ("headline".to_owned(), "".into()),
                    (key.clone(), value.clone()),
                ]);
                serde_json::from_value::<Article>(Value::Object(alone)).is_ok()
            };
            if fits(value) {
                sound.insert(key.clone(), value.clone());
                continue;
            }
            let path = node.get(key).map(|field| field.path()).unwrap_or_default();
            let as_text = node
                .get(key)
                .and_then(|field| field.as_text())
                .map(Value::from);
            cx.warn(
                "wrong-type",
                &path,
                format!("The field \"{key}\" has another type than the format gives it."),
            );
            match as_text.filter(|text| fits(text)) {
                Some(text) => {
                    sound.insert(key.clone(), text);
                }
                None => rest.extend(unknown::words(value)),
            }
        }
        let mut article: Article = serde_json::from_value(Value::Object(sound)).unwrap_or_default();
        article
            .body
            .extend(picture::paragraphs(rest.into_iter().map(Inline::from)));
        Ok(article)
    }
}
