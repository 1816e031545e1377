use serde::de::Error;
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::{Number, Value};

use super::Common;
#[cfg(feature = "schema")]
use crate::model::schema;
use crate::model::value::whole;
use crate::model::{Extra, Inline, is_false, lists, or_default, setters, values};

/// A table.
///
/// ```
/// # use article_widget::model::{Cell, Table, TableCell};
/// let table = Table::new([[Cell::from("Adults"), Cell::from(4.5)], [Cell::from("Dogs"), Cell::from(0)]])
///     .caption("Fares, one way")
///     .head(["", "Day"])
///     .foot([TableCell::new("Cash only").colspan(2)])
///     .row_headers(true);
/// assert_eq!(table.rows.len(), 2);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tableBlock")
)]
#[serde(rename_all = "camelCase")]
pub struct Table {
    /// Fields that all blocks have.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub common: Common,
    /// The caption.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caption: Option<Inline>,
    /// Headers of the columns.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub head: Vec<Cell>,
    /// Rows of cells.
    #[cfg_attr(feature = "schema", schemars(with = "schema::Rows", length(min = 1)))]
    pub rows: Vec<Vec<Cell>>,
    /// A last row, for totals.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub foot: Vec<Cell>,
    /// Whether the first cell of each row is its header.
    #[serde(
        default,
        deserialize_with = "or_default",
        skip_serializing_if = "is_false"
    )]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub row_headers: bool,
    /// A chart of its columns of numbers, above it: the first column has the names. The table stays, behind a summary.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub chart: Option<Chart>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

/// How the numbers of a table are drawn.
///
/// ```
/// # use article_widget::model::{Cell, Chart, Table};
/// let passengers = Table::new([[Cell::from("2024"), Cell::from(1200)], [Cell::from("2025"), Cell::from(1900)]]).chart(Chart::Bar);
/// assert_eq!(serde_json::to_value(&passengers).unwrap()["chart"], "bar");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(inline))]
#[serde(rename_all = "lowercase")]
pub enum Chart {
    /// A bar for each number.
    Bar,
    /// A line for each column of numbers.
    Line,
    /// One bar that is divided: what share each row has of the first column of numbers.
    Share,
}

impl Table {
    /// A table of these rows.
    #[must_use]
    pub fn new<R>(rows: impl IntoIterator<Item = R>) -> Self
    where
        R: IntoIterator<Item: Into<Cell>>,
    {
        let cells = |row: R| row.into_iter().map(Into::into).collect();
        Self {
            rows: rows.into_iter().map(cells).collect(),
            ..Self::default()
        }
    }

    setters! { caption: Inline, chart: Chart }
    lists! { head: Cell, foot: Cell }

    /// Sets [`row_headers`](field@Self::row_headers).
    #[must_use]
    pub fn row_headers(mut self, row_headers: bool) -> Self {
        self.row_headers = row_headers;
        self
    }
}

/// A cell of a table: inline text, a number, or an object with text and how many columns and rows it spans.
///
/// ```
/// # use article_widget::model::{Cell, TableCell};
/// let cells: Vec<Cell> = serde_json::from_str(r#"["Adults", 4.5, { "text": "Cash only", "colspan": 2 }]"#)?;
/// assert_eq!(cells, [Cell::from("Adults"), Cell::from(4.5), TableCell::new("Cash only").colspan(2).into()]);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(untagged)]
#[allow(
    clippy::large_enum_variant,
    reason = "a box for each cell costs more than the bytes"
)]
pub enum Cell {
    /// Inline text.
    Text(Inline),
    /// A number.
    Number(Number),
    /// A cell with attributes.
    Cell(TableCell),
}

impl Default for Cell {
    fn default() -> Self {
        Self::Text(Inline::default())
    }
}

impl<T: Into<Inline>> From<T> for Cell {
    fn from(text: T) -> Self {
        Self::Text(text.into())
    }
}

impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Number(number.into())
    }
}

impl From<i32> for Cell {
    fn from(number: i32) -> Self {
        Self::Number(number.into())
    }
}

/// What is no finite number is an empty cell.
impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        Number::from_f64(number).map_or_else(Self::default, Self::Number)
    }
}

impl From<TableCell> for Cell {
    fn from(cell: TableCell) -> Self {
        Self::Cell(cell)
    }
}

impl<'de> Deserialize<'de> for Cell {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match Value::deserialize(deserializer)? {
            // The reader renders an empty cell.
            Value::Null => Ok(Self::default()),
            Value::Number(number) => Ok(Self::Number(number)),
            value => {
                let attributes = ["colspan", "rowspan", "header"];
                let is_cell = attributes.iter().any(|key| value.get(key).is_some())
                    || value.get("text").is_some_and(|text| !text.is_string());
                if is_cell {
                    serde_json::from_value(value).map(Self::Cell)
                } else {
                    serde_json::from_value(value).map(Self::Text)
                }
                .map_err(D::Error::custom)
            }
        }
    }
}

/// A cell that spans columns or rows, or is a header.
///
/// ```
/// # use article_widget::model::TableCell;
/// let cell = TableCell::new("Night boats").colspan(2).rowspan(1).header(true);
/// assert_eq!(cell.colspan, Some(2));
/// ```
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(
    feature = "schema",
    derive(schemars::JsonSchema),
    schemars(rename = "tableCell")
)]
pub struct TableCell {
    /// The text.
    pub text: Inline,
    /// How many columns it spans.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::Columns", extend("default" = 1)))]
    pub colspan: Option<u32>,
    /// How many rows it spans.
    #[serde(
        default,
        deserialize_with = "whole",
        skip_serializing_if = "Option::is_none"
    )]
    #[cfg_attr(feature = "schema", schemars(with = "schema::TableRows", extend("default" = 1)))]
    pub rowspan: Option<u32>,
    /// Whether it is a header.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "schema", schemars(extend("default" = false)))]
    pub header: Option<bool>,
    /// Fields that the format doesn't know.
    #[serde(flatten)]
    #[cfg_attr(feature = "schema", schemars(skip))]
    pub extra: Extra,
}

impl TableCell {
    /// A cell of one column and row.
    #[must_use]
    pub fn new(text: impl Into<Inline>) -> Self {
        Self {
            text: text.into(),
            ..Self::default()
        }
    }

    values! { colspan: u32, rowspan: u32, header: bool }
}
