//! The option `remember`: what the reader opened and closed is kept as long as the tab is open.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use super::Feature;
use crate::page::context::Context;
use crate::page::sections::{Reason, Toggled};
use crate::page::storage::SavedSections;

pub(in crate::page) struct Persist {
    saved: SavedSections,
    /// By key, whether each section was open before anything was restored.
    initial: RefCell<BTreeMap<String, bool>>,
}

impl Persist {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        Self {
            saved: SavedSections::new(&context.window, &context.article_key),
            initial: RefCell::default(),
        }
    }
}

impl Feature for Persist {
    fn updated(&self, context: &Rc<Context>) {
        let saved = self.saved.read();
        for section in &*context.sections.all() {
            if self.initial.borrow().contains_key(&section.key) {
                continue;
            }
            let open = context.sections.is_open(section);
            self.initial.borrow_mut().insert(section.key.clone(), open);
            if let Some(open) = saved.get(&section.key) {
                context.set_open(section, *open, Reason::Restore);
            }
        }
    }

    fn toggled(&self, _context: &Rc<Context>, toggled: &Toggled<'_>) {
        let &Toggled {
            section,
            open,
            reason,
        } = toggled;
        let initial = self.initial.borrow().get(&section.key).copied();
        if initial.is_none() || matches!(reason, Reason::Print | Reason::Restore) {
            return;
        }
        let mut saved = self.saved.read();
        if Some(open) == initial {
            saved.remove(&section.key);
        } else {
            saved.insert(section.key.clone(), open);
        }
        self.saved.write(&saved);
    }
}
