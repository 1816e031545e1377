//! All importers, in the order in which formats are detected.

use super::Importer;

pub(super) const IMPORTERS: &[&dyn Importer] = &[];
