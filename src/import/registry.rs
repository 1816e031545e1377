//! All importers, in the order in which formats are detected.

use super::Importer;
use super::html::Html;
use super::text::Text;
use super::wordpress::WordPress;

pub(super) const IMPORTERS: &[&dyn Importer] = &[&WordPress, &Html, &Text];
