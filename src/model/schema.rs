//! The JSON Schema of the format, from the model.
//!
//! Types, names, descriptions and what is required come from the model's structs. What a schema says beyond a Rust type,
//! such as the form of a URL, is said here by the types that `schemars(with = …)` names.

use std::borrow::Cow;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Article, Author, Block, Cell, Common, Inline, Item, Span, TableCell};

/// The JSON Schema of an article, of 2020-12, as it is in the npm package.
///
/// It describes what renders without a diagnostic, and so is stricter than the model.
///
/// ```
/// let schema = article_widget::model::json_schema();
/// assert_eq!(schema["required"], serde_json::json!(["headline"]));
/// ```
#[must_use]
pub fn json_schema() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.definitions_path = "/$defs".into();
    });
    let mut root = settings
        .into_generator()
        .into_root_schema_for::<Article>()
        .to_value();
    if let Some(Value::Object(defs)) = root.get_mut("$defs") {
        finish_blocks(defs);
        let mut rest = std::mem::take(defs);
        for name in ORDER {
            defs.extend(rest.shift_remove_entry(name));
        }
        for kind in Block::KINDS {
            defs.extend(rest.shift_remove_entry(&format!("{kind}Block")));
        }
        defs.extend(rest);
    }
    if let Some(root) = root.as_object_mut() {
        root.insert("title".into(), "Article of article-widget".into());
    }
    tidy(&mut root);
    add_examples(&mut root);
    root
}

/// Definitions in the order of the documentation; those of blocks come next.
const ORDER: [&str; 17] = [
    "inline",
    "words",
    "span",
    "address",
    "source",
    "postAddress",
    "date",
    "lang",
    "dir",
    "person",
    "image",
    "mediaSource",
    "cell",
    "tableCell",
    "item",
    "blocks",
    "block",
];

/// A block's own schema is under `then`: its type is known there, and its common fields are those of every block.
fn finish_blocks(defs: &mut Map<String, Value>) {
    for kind in Block::KINDS {
        let Some(Value::Object(block)) = defs.get_mut(&format!("{kind}Block")) else {
            continue;
        };
        block.shift_remove("type");
        let mut properties = Map::new();
        properties.insert("type".into(), type_of(kind));
        if *kind == "tweet" {
            properties.insert("url".into(), Value::Null);
            let id = json!({ "description": "The post's id on its network, as text.", "type": "string", "pattern": "^[\\w.:~-]*$" });
            properties.insert("id".into(), id);
        }
        if let Some(Value::Object(own)) = block.shift_remove("properties") {
            properties.extend(own);
        }
        block.insert("properties".into(), properties.into());
    }
}

/// The schema of a block's type; that of posts has two names.
fn type_of(kind: &str) -> Value {
    if kind == "tweet" {
        json!({ "enum": ["post", "tweet"] })
    } else {
        json!({ "const": kind })
    }
}

/// Removes what a generator adds and no reader needs, and puts keywords into the usual order.
fn tidy(schema: &mut Value) {
    match schema {
        Value::Array(items) => items.iter_mut().for_each(tidy),
        Value::Object(fields) => {
            let mut old = std::mem::take(fields);
            // An absent field is never null.
            if let Some(Value::Array(types)) = old.get_mut("type") {
                types.retain(|kind| kind != "null");
                if let [only] = types.as_slice() {
                    let only = only.clone();
                    old.insert("type".into(), only);
                }
            }
            if let Some(Value::Array(choices)) = old.get("anyOf")
                && let [inner, null] = choices.as_slice()
                && null == &json!({ "type": "null" })
                && let Some(inner) = inner.as_object().cloned()
            {
                old.shift_remove("anyOf");
                for (key, value) in inner {
                    old.entry(key).or_insert(value);
                }
            }
            // The comments of an enum's variants are for Rust.
            if let Some(Value::Array(choices)) = old.get("oneOf") {
                let values: Option<Vec<Value>> = choices
                    .iter()
                    .map(|choice| choice.get("const").cloned())
                    .collect();
                if let Some(values) = values {
                    old.shift_remove("oneOf");
                    old.insert("enum".into(), values.into());
                }
            }
            if old.contains_key("enum") {
                old.shift_remove("type");
            }
            old.shift_remove("format");
            if let Some(Value::String(description)) = old.get_mut("description") {
                *description = first_paragraph(description);
            }
            for key in KEYWORDS {
                fields.extend(old.shift_remove_entry(key));
            }
            fields.extend(old);
            for (key, value) in fields {
                match (key.as_str(), value) {
                    ("properties" | "$defs", Value::Object(named)) => {
                        named.values_mut().for_each(tidy)
                    }
                    ("examples" | "default" | "const" | "enum", _) => {}
                    (_, value) => tidy(value),
                }
            }
        }
        _ => {}
    }
}

/// The order of a schema's keywords.
const KEYWORDS: [&str; 9] = [
    "$schema",
    "title",
    "$ref",
    "description",
    "examples",
    "type",
    "enum",
    "properties",
    "required",
];

fn first_paragraph(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or_default();
    paragraph
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace('`', "")
}

fn add_examples(root: &mut Value) {
    let examples: Map<String, Value> =
        serde_json::from_str(include_str!("examples.json")).unwrap_or_default();
    for (name, list) in examples {
        let target = if name == "article" {
            Some(&mut *root)
        } else {
            root.pointer_mut(&format!("/$defs/{name}"))
        };
        if let Some(Value::Object(fields)) = target {
            let after = fields
                .keys()
                .position(|key| key == "description")
                .map_or(0, |at| at + 1);
            fields.shift_insert(after, "examples".into(), list);
        }
    }
}

/// Types that exist in the schema only: definitions, or schemas that are repeated where they are used.
macro_rules! schemas {
    ($($name:ident, $id:literal, $inline:literal, $schema:tt;)*) => {$(
        pub(super) struct $name;

        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $id.into()
            }

            fn inline_schema() -> bool {
                $inline
            }

            fn json_schema(_: &mut SchemaGenerator) -> Schema {
                json_schema!($schema)
            }
        }
    )*};
}

schemas! {
    Link, "address", false, { "description": "URL to link to: https, http, mailto, tel or relative, without user name or password.", "type": "string", "pattern": r##"^(?:(?:[hH][tT][tT][pP][sS]?:[/\\]*|[/\\]{2,})(?:\[[^\]\u0000-\u0020%<>@\\^|/?#\[]+\]|[^\u0000-\u0020%<>@\[\]\\^|/?#:]+)(?::[0-9]*)?(?:[/\\?#][^\u0000-\u001f]*)?$|(?:[mM][aA][iI][lL][tT][oO]|[tT][eE][lL]):[^\u0000-\u001f]*$|(?![A-Za-z][A-Za-z0-9+.-]*:)(?![/\\]{2})[^\u0000-\u0020][^\u0000-\u001f]*$)"## };
    Load, "source", false, { "description": "URL to load from: https or relative.", "type": "string", "pattern": r##"^(?:(?:[hH][tT][tT][pP][sS]:[/\\]*|[/\\]{2,})(?:\[[^\]\u0000-\u0020%<>@\\^|/?#\[]+\]|[^\u0000-\u0020%<>@\[\]\\^|/?#:]+)(?::[0-9]*)?(?:[/\\?#][^\u0000-\u001f]*)?$|[hH][tT][tT][pP]:[/\\]*(?:[lL][oO][cC][aA][lL][hH][oO][sS][tT]|127\.[0-9.]*|\[::1\])(?::[0-9]*)?(?:[/\\?#][^\u0000-\u001f]*)?$|(?![A-Za-z][A-Za-z0-9+.-]*:)(?![/\\]{2})[^\u0000-\u0020][^\u0000-\u001f]*$)"## };
    Date, "date", false, { "description": "RFC 3339 date-time, or a plain date.", "type": "string", "pattern": r##"^[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])(?:[Tt ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\.[0-9]*)?)?(?:[Zz]|[+-][0-9]{2}:?[0-9]{2})?)?$"## };
    Lang, "lang", false, { "description": "BCP 47 tag, such as \"it\" or \"pt-BR\".", "type": "string", "pattern": r##"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$"## };
    Name, "name", true, { "type": "string", "pattern": r##"\S"## };
    Pixels, "pixels", true, { "type": "number", "minimum": 0, "maximum": 100000 };
    Count, "count", true, { "type": "number", "minimum": 0, "maximum": 4294967295_u32 };
    Seconds, "seconds", true, { "type": "number", "minimum": 0, "maximum": 360000 };
    Columns, "columns", true, { "type": "number", "minimum": 1, "maximum": 1000 };
    TableRows, "tableRows", true, { "type": "number", "minimum": 1, "maximum": 65534 };
    Start, "start", true, { "type": "number", "minimum": -1_000_000_000, "maximum": 1_000_000_000 };
    Level, "level", true, { "enum": [2, 3, 4, 5, 6], "default": 2 };
    Focus, "focus", true, { "type": "array", "items": {"type": "number"}, "contains": {"minimum": 0, "maximum": 1}, "minContains": 2, "minItems": 2, "maxItems": 2 };
    WarningText, "warning", true, { "type": ["string", "boolean"] };
    Payload, "payload", true, { "type": "object" };
    Oembed, "oembed", true, { "type": "object", "properties": {"html": {"description": "The embed code in it.", "type": "string"}} };
}

/// Implements the schema of a type by hand, with the definitions that it refers to.
macro_rules! by_hand {
    ($($(#[$meta:meta])* $name:ty, $id:literal, [$($used:ty),*], $schema:tt;)*) => {$(
        $(#[$meta])*
        impl JsonSchema for $name {
            fn schema_name() -> Cow<'static, str> {
                $id.into()
            }

            fn json_schema(_generator: &mut SchemaGenerator) -> Schema {
                $(_generator.subschema_for::<$used>();)*
                json_schema!($schema)
            }
        }
    )*};
}

/// Inline text that isn't empty.
pub(super) struct Words;

/// Blocks.
pub(super) struct Blocks;

/// The URL of a post.
pub(super) struct PostLink;

by_hand! {
    Inline, "inline", [Span], {
        "description": "Inline text: a string, a span, or a list of both. \"\\n\" is a line break.",
        "type": ["string", "object", "array"],
        "if": { "type": "object" },
        "then": { "$ref": "#/$defs/span" },
        "else": { "items": {
            "description": "Text, or a span.", "type": ["string", "object"],
            "if": { "type": "object" }, "then": { "$ref": "#/$defs/span" },
        } },
    };
    Words, "words", [Inline], {
        "description": "Inline text that isn't empty.",
        "allOf": [{ "$ref": "#/$defs/inline" }],
        "if": { "type": "string" }, "then": { "pattern": "\\S" }, "else": { "minItems": 1 },
    };
    PostLink, "postAddress", [Link], {
        "description": "URL of a post.",
        "allOf": [{ "$ref": "#/$defs/address" }],
        "anyOf": [
            { "pattern": r"^[a-zA-Z]+:[/\\]*(?:(?:www|mobile|m)\.)?(?:twitter|x)\.com(?::[0-9]*)?/[^?#]*status(?:es)?/[0-9]" },
            { "pattern": r"^[a-zA-Z]+:[/\\]*(?:www\.)?(?:(?:staging\.)?bsky\.app|main\.bsky\.dev|deer\.social|blacksky\.community)(?::[0-9]*)?/[^?#]*profile/[^/?#]+/post/[^/?#]" },
            { "pattern": r"^[a-zA-Z]+:[/\\]*(?:www\.)?threads\.(?:net|com)(?::[0-9]*)?/(?:[^?#]*/)?(?:@[^/?#]+/post|t)/[^/?#]" },
            { "pattern": r"^[a-zA-Z]+:[/\\]*[^/\\?#]+/(?:@[^/?#]+/(?:statuses/)?|(?:ap/)?users/[^/?#]+/statuses/|web/statuses/|notice/|objects/|notes/|display/|p/[^/?#]+/)[^/?#]*[0-9][^/?#]*/?(?:[?#]|$)" },
        ],
    };
    Cell, "cell", [Inline, TableCell], {
        "description": "Inline text, a number, or a cell that spans columns or rows or is a header.",
        "if": { "type": "number" },
        "else": {
            "if": { "type": "object", "anyOf": [{ "required": ["colspan"] }, { "required": ["rowspan"] }, { "required": ["header"] }] },
            "then": { "$ref": "#/$defs/tableCell" },
            "else": { "$ref": "#/$defs/inline" },
        },
    };
    Item, "item", [Inline, Blocks], {
        "description": "Inline text, or a list of blocks.",
        "if": { "type": "array", "contains": { "type": "object", "required": ["type"] } },
        "then": { "$ref": "#/$defs/blocks" },
        "else": { "allOf": [{ "$ref": "#/$defs/inline" }], "not": { "type": "object", "required": ["type"] } },
    };
    Blocks, "blocks", [Block], {
        "description": "Blocks.", "type": "array", "items": { "$ref": "#/$defs/block" },
    };
}

impl JsonSchema for Block {
    fn schema_name() -> Cow<'static, str> {
        "block".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut properties = Map::new();
        let mut kinds = Self::KINDS.to_vec();
        kinds.push("post");
        let kinds = json!({ "description": "The block's type.", "enum": kinds });
        properties.insert("type".into(), kinds);
        if let Some(Value::Object(common)) = Common::json_schema(generator)
            .to_value()
            .get_mut("properties")
        {
            properties.append(common);
        }
        let of_kind = |(kind, schema): (&str, Schema)| json!({ "if": { "properties": { "type": type_of(kind) }, "required": ["type"] }, "then": schema });
        let kinds: Vec<Value> = Self::schemas(generator).into_iter().map(of_kind).collect();
        json_schema!({
            "description": "A block of the body.",
            "type": "object",
            "properties": properties,
            "required": ["type"],
            "allOf": kinds,
        })
    }
}

/// Rows of cells.
pub(super) struct Rows;

impl JsonSchema for Rows {
    fn schema_name() -> Cow<'static, str> {
        "rows".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let cell = generator.subschema_for::<Cell>();
        json_schema!({ "type": "array", "items": { "description": "A row.", "type": "array", "items": cell } })
    }
}

/// One value, or a list of them.
pub(super) struct OneOrMany<T>(std::marker::PhantomData<T>);

impl<T: JsonSchema> JsonSchema for OneOrMany<T> {
    fn schema_name() -> Cow<'static, str> {
        "oneOrMany".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let one = generator.subschema_for::<T>();
        json_schema!({ "if": { "type": "array" }, "then": { "items": one }, "else": one })
    }
}

/// An author whose handle isn't needed.
pub(super) struct RepostedBy;

impl JsonSchema for RepostedBy {
    fn schema_name() -> Cow<'static, str> {
        "repostedBy".into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Author::json_schema(generator);
        schema.insert("required".into(), json!(["name"]));
        schema
    }
}
