use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::value::whole;
use crate::model::{Extra, Inline, lists, setters, values};

/// A list.
///
/// ```
/// # use article_widget::model::{Block, Item, List, ListStyle};
/// let list = List::new(["Cast off", "Sound the horn"]).numbered().start(7);
/// assert_eq!(list.style, Some(ListStyle::Number));
///
/// let nested = List::new([Item::from("Cast off"), Item::from(vec![Block::paragraph("Sound the horn"), list.into()])]);
/// assert_eq!(nested.items.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "listBlock")
)]
pub struct List {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// Bullets or numbers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = "bullet")))]
    pub style: Option<ListStyle>,
    /// The first number of a numbered list.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Start", extend("default" = 1)))]
    pub start: Option<i32>,
    /// The items: inline text, or lists of blocks.
    #[cfg_attr(feature = "schema", schemars(length(min = 1)))]
    pub items: Vec<Item>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl List {
    /// A list with bullets.
    #[must_use]
    pub fn new(items: impl IntoIterator<Item = impl Into<Item>>) -> Self {
        Self::default().items(items)
    }

    setters! { style: ListStyle }
    values! { start: i32 }
    lists! { items: Item }

    /// The same with numbers.
    #[must_use]
    pub fn numbered(self) -> Self {
        self.style(ListStyle::Number)
    }
}

/// The markers of a list.
///
/// ```
/// # use article_widget::model::ListStyle;
/// assert_eq!(serde_json::to_string(&ListStyle::Number).unwrap(), r#""number""#);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum ListStyle {
    /// Bullets.
    Bullet,
    /// Numbers.
    Number,
}

/// An item of a list: inline text, or a list of blocks.
///
/// ```
/// # use article_widget::model::{Block, Item};
/// let text: Item = serde_json::from_str(r#"["Cast ", "off"]"#)?;
/// assert!(matches!(text, Item::Text(_)));
/// let blocks: Item = serde_json::from_str(r#"[{ "type": "paragraph", "text": "Cast off" }]"#)?;
/// assert_eq!(blocks, Item::from(vec![Block::paragraph("Cast off")]));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box for each item costs more than the bytes"
)]
pub enum Item {
    /// Inline text.
    Text(Inline),
    /// Blocks.
    Blocks(Vec<Block>),
}

impl<T: Into<Inline>> From<T> for Item {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<Vec<Block>> for Item {
    fn from(blocks: Vec<Block>) -> Self {
        Self::Blocks(blocks)
    }
}

impl<'de> Deserialize<'de> for Item {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let has_type = |value: &Value| value.get("type").is_some_and(|kind| !kind.is_null());
        let value = Value::deserialize(deserializer)?;
        match &value {
            Value::Array(parts) if parts.iter().any(has_type) => {
                serde_json::from_value(value).map(Self::Blocks)
            }
            Value::Object(_) if has_type(&value) => {
                return Err(D::Error::custom("a list item with blocks is a list"));
            }
            _ => serde_json::from_value(value).map(Self::Text),
        }
        .map_err(D::Error::custom)
    }
}
