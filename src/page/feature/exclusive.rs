//! The option `exclusive`: a section that opens closes the sections beside it.

use std::rc::Rc;

use super::Feature;
use crate::page::context::Context;
use crate::page::sections::{Reason, Toggled, keeping_place};

pub(in crate::page) struct Exclusive;

impl Feature for Exclusive {
    fn after_toggle(&self, context: &Rc<Context>, toggled: &Toggled<'_>) {
        let &Toggled {
            section,
            open,
            reason,
        } = toggled;
        if !open || matches!(reason, Reason::All | Reason::Print | Reason::Restore) {
            return;
        }
        keeping_place(context, section, || {
            let parent = section.element.parent_node();
            for other in &*context.sections.all() {
                if other.key != section.key && other.element.parent_node() == parent {
                    context.set_open(other, false, reason);
                }
            }
        });
    }
}
