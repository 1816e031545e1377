//! JSON text is parsed to a flat tape of tokens; a [`Cursor`] is a position on it that knows its path.
//!
//! serde_json parses; what it refuses though real pages hold it (a byte order mark, lone surrogates, deep nesting) is
//! mended or parsed without recursion.

#[cfg_attr(not(feature = "payloads"), allow(dead_code))]
mod builder;
mod cursor;
mod name;
mod number;
mod parse;
mod syntax_error;
mod tape;
#[cfg(any(feature = "payloads", all(target_arch = "wasm32", feature = "js")))]
mod write;

pub(crate) use builder::TapeBuilder;
pub(crate) use cursor::{Children, Cursor, TokenRange};
pub(crate) use name::Name;
pub(crate) use number::{digits, parse as number};
pub(crate) use tape::{FieldKey, Tape, ValueKind};
#[cfg(all(target_arch = "wasm32", feature = "js"))]
pub(crate) use write::quote;
