//! Between the model and the parsed document.

use serde::Deserialize;
use serde_json::Value;

use super::Article;
use crate::article::Document;
use crate::error::ArticleError;
use crate::json::{Cursor, ValueKind};

/// How deep JSON may be nested to be converted: 64 blocks in blocks, the most that is rendered, are 192 levels in lists.
const MAX_DEPTH: u32 = 256;

/// The document that renders the article. What is wrong with the article shows in a [`Reading`](crate::Reading) of its
/// JSON: `read(&serde_json::to_vec(&article)?)`.
///
/// ```
/// use article_widget::model::Article;
/// use article_widget::{Document, Options, to_html};
///
/// let document = Document::from(&Article::new("Good news"));
/// assert!(to_html(&document, &Options::default()).contains(">Good news</h2>"));
/// ```
impl From<&Article> for Document<'static> {
    fn from(article: &Article) -> Self {
        // Strings, numbers and lists of them can always be written.
        Self::of_written(serde_json::to_string(article).unwrap_or_default())
    }
}

/// The article of a document that was read.
///
/// Blocks that don't match their type become [`Block::Other`](super::Block::Other). The article's own fields have to
/// match: an error, `wrong-type`, names the first that doesn't.
///
/// ```
/// use article_widget::model::{Article, Block};
///
/// let reading = article_widget::read(br#"{ "headline": "Good news", "body": [{ "type": "divider" }] }"#)?;
/// let article = Article::try_from(&reading.article)?;
/// assert_eq!(article.body, [Block::divider()]);
///
/// let reading = article_widget::read(br#"{ "headline": "Good news", "updated": 2025 }"#)?;
/// let error = Article::try_from(&reading.article).unwrap_err();
/// assert_eq!((error.code(), error.path()), ("wrong-type", "$.updated"));
/// # Ok::<(), article_widget::ArticleError>(())
/// ```
impl TryFrom<&Document<'_>> for Article {
    type Error = ArticleError;

    fn try_from(document: &Document<'_>) -> Result<Self, ArticleError> {
        let Some(value) = value(document.root(), MAX_DEPTH) else {
            let message = "The JSON is nested too deep for the model.".to_owned();
            return Err(ArticleError::new("wrong-type", "$", message));
        };
        Self::deserialize(&value).map_err(|error| {
            let path = match culprit(&value) {
                Some(key) => format!("$.{key}"),
                None => "$".to_owned(),
            };
            let message = format!("The model can't hold this value: {error}.");
            ArticleError::new("wrong-type", &path, message)
        })
    }
}

/// The first field of the article that makes reading it fail.
fn culprit(article: &Value) -> Option<&str> {
    let fields = article.as_object()?;
    let fails = |key: &str, value: &Value| {
        let mut alone = serde_json::Map::new();
        alone.insert("headline".to_owned(), "".into());
        alone.insert(key.to_owned(), value.clone());
        Article::deserialize(Value::Object(alone)).is_err()
    };
    let found = fields.iter().find(|(key, value)| fails(key, value));
    found.map(|(key, _)| key.as_str())
}

fn value(reader: Cursor<'_>, depth: u32) -> Option<Value> {
    let depth = depth.checked_sub(1)?;
    Some(match reader.kind() {
        ValueKind::Null => Value::Null,
        ValueKind::True => Value::Bool(true),
        ValueKind::False => Value::Bool(false),
        ValueKind::Text => Value::String(reader.as_str().to_owned()),
        // One that no f64 can hold is none.
        ValueKind::Number => serde_json::from_str(reader.as_str()).unwrap_or_default(),
        ValueKind::List => {
            let items = reader.items().map(|item| value(item, depth));
            Value::Array(items.collect::<Option<_>>()?)
        }
        ValueKind::Object => {
            let mut fields = serde_json::Map::new();
            let mut entries = reader.entries();
            while let (Some(key), Some(inner)) = (entries.next(), entries.next()) {
                fields.insert(key.as_str().to_owned(), value(inner, depth)?);
            }
            Value::Object(fields)
        }
    })
}
