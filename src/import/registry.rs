//! All importers, in the order in which formats are detected.

use super::Importer;
use super::html::Html;
use super::markdown::Markdown;
use super::newsml::NewsMl;
use super::nitf::Nitf;
use super::text::Text;
use super::wordpress::WordPress;

pub(super) const IMPORTERS: &[&dyn Importer] =
    &[&NewsMl, &Nitf, &WordPress, &Markdown, &Html, &Text];
