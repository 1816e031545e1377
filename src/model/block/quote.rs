use serde::{Deserialize, Serialize};

use super::{Block, Common};
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::{Extra, Inline, lists, or_default, setters};

/// A quotation, as text or as blocks.
///
/// ```
/// # use article_widget::model::Quote;
/// let quote = Quote::new("The sea is the same at night.").cite("A deckhand").url("https://example.org/deckhand");
/// assert!(quote.body.is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "quoteBlock", extend("anyOf" = [{ "required": ["text"] }, { "required": ["body"] }]))
)]
pub struct Quote {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The quotation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Option<Inline>,
    /// The quotation, as blocks.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Blocks"))]
    pub body: Vec<Block>,
    /// The person or source quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Inline>,
    /// URL of the source.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Link"))]
    pub url: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Quote {
    /// A quotation as text.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self::default().text(text)
    }

    setters! { text: Inline, cite: Inline, url: String }
    lists! { body: Block }
}

/// A quotation from the article itself, set large.
///
/// ```
/// # use article_widget::model::Pullquote;
/// assert!(Pullquote::new("Nine winters, one rope").cite("A deckhand").cite.is_some());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "pullquoteBlock")
)]
pub struct Pullquote {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The quotation.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Words"))]
    pub text: Inline,
    /// The person quoted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cite: Option<Inline>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Pullquote {
    /// A pull quote.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    setters! { cite: Inline }
}
