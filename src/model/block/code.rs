use serde::{Deserialize, Serialize};

use super::Common;
use crate::model::{Extra, setters};

/// Program code.
///
/// ```
/// # use article_widget::model::Code;
/// assert_eq!(Code::new("print(4.5)\n").language("python").language.as_deref(), Some("python"));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "codeBlock")
)]
pub struct Code {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The code, with its line breaks.
    pub text: String,
    /// The programming language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl Code {
    /// Code of any language.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    setters! { language: String }
}
