//! All importers, in the order in which formats are detected: what has the rarest sign first. The WebAssemblies for JavaScript have one
//! of the lists each.

use super::Importer;
use super::json_format::JsonFormat;

/// Formats that are JSON.
pub(super) const JSON: &[&dyn JsonFormat] =
    if cfg!(feature = "import") || cfg!(feature = "js-import-json") {
        &[
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
        ]
    } else {
        &[]
    };

/// Whether this build imports formats that are text. What only they lead to is left out of the others by it: the compiler can't see
/// that HTML in JSON is no page.
pub(super) const IMPORTS_TEXT: bool = cfg!(feature = "import") || cfg!(feature = "js-import");

/// Formats that are text.
pub(super) const TEXT: &[&dyn Importer] = if IMPORTS_TEXT {
    &[
        &super::newsml::NewsMl,
        &super::nitf::Nitf,
        &super::wordpress::WordPress,
        &super::markdown::Markdown,
        &super::html::Html,
        &super::text::Text,
    ]
} else {
    &[]
};
