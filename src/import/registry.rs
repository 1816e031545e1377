//! All importers, in the order in which formats are detected: what has the rarest sign first.

use super::Importer;
use super::json_format::JsonFormat;

/// Formats that are JSON. For JavaScript, what only they need is a WebAssembly of its own: `scripts/divide.mjs` reads this list.
pub(super) const JSON: &[&dyn JsonFormat] = &[
    &super::lexical::Lexical,
    &super::mobiledoc::Mobiledoc,
    &super::guardian::Guardian,
    &super::ans::Ans,
    &super::apple_news::AppleNews,
    &super::contentful::Contentful,
    &super::dato::Dato,
    &super::prosemirror::ProseMirror,
    &super::bbc::Bbc,
    &super::editor_js::EditorJs,
    &super::draft::Draft,
    &super::quill::Quill,
    &super::wordpress_json::WordPressJson,
    &super::json_api::JsonApi,
    &super::prismic::Prismic,
    &super::notion::Notion,
    &super::ninjs::Ninjs,
    &super::dev::Dev,
    &super::portable_text::PortableText,
    &super::slate::Slate,
    &super::own::Own,
];

/// Formats that are text.
pub(super) const TEXT: &[&dyn Importer] = &[
    &super::newsml::NewsMl,
    &super::nitf::Nitf,
    &super::wordpress::WordPress,
    &super::markdown::Markdown,
    &super::html::Html,
    &super::text::Text,
];
