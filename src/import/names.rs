//! Names, and a number for each.

use serde_json::{Map, Value};

/// As an object of JSON: the code of that map is in every build of the importers, and a map of another type would be 3 kB more.
#[derive(Debug, Clone, Default)]
pub(crate) struct Names(Map<String, Value>);

impl Names {
    pub(crate) fn insert(&mut self, name: impl Into<String>, number: usize) {
        self.0.insert(name.into(), number.into());
    }

    pub(crate) fn get(&self, name: &str) -> Option<usize> {
        let number = self.0.get(name)?.as_u64()?;
        usize::try_from(number).ok()
    }
}

impl<'n> FromIterator<&'n str> for Names {
    fn from_iter<I: IntoIterator<Item = &'n str>>(names: I) -> Self {
        let mut all = Self::default();
        for name in names {
            all.insert(name, 0);
        }
        all
    }
}
