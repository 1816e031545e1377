//! All importers, in the order in which formats are detected.

use super::Importer;
use super::ans::Ans;
use super::apple_news::AppleNews;
use super::bbc::Bbc;
use super::contentful::Contentful;
use super::dato::Dato;
use super::dev::Dev;
use super::draft::Draft;
use super::editor_js::EditorJs;
use super::guardian::Guardian;
use super::html::Html;
use super::json_api::JsonApi;
use super::lexical::Lexical;
use super::markdown::Markdown;
use super::mobiledoc::Mobiledoc;
use super::newsml::NewsMl;
use super::ninjs::Ninjs;
use super::nitf::Nitf;
use super::notion::Notion;
use super::own::Own;
use super::portable_text::PortableText;
use super::prismic::Prismic;
use super::prosemirror::ProseMirror;
use super::quill::Quill;
use super::slate::Slate;
use super::text::Text;
use super::wordpress::WordPress;

pub(super) const IMPORTERS: &[&dyn Importer] = &[
    &Lexical,
    &Mobiledoc,
    &Guardian,
    &Ans,
    &AppleNews,
    &Contentful,
    &Dato,
    &ProseMirror,
    &Bbc,
    &EditorJs,
    &Draft,
    &Quill,
    &JsonApi,
    &Prismic,
    &Notion,
    &Ninjs,
    &Dev,
    &PortableText,
    &Slate,
    &Own,
    &NewsMl,
    &Nitf,
    &WordPress,
    &Markdown,
    &Html,
    &Text,
];
