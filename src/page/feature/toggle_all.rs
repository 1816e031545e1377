//! The button that shows or hides all sections.

use std::rc::Rc;

use super::Feature;
use crate::locale::MessageId;
use crate::page::context::Context;
use crate::page::dom::{Listener, part_at, parts};
use crate::page::sections::Toggled;

pub(in crate::page) struct ToggleAll {
    _listener: Listener,
}

impl ToggleAll {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let weak = Rc::downgrade(context);
        let listener = Listener::new(&context.root, "click", move |event| {
            if let Some(context) = weak.upgrade()
                && part_at(&context.root, &event, ".aw-all").is_some()
            {
                context.set_all_open(!all_open(&context));
            }
        });
        Self {
            _listener: listener,
        }
    }
}

impl Feature for ToggleAll {
    fn updated(&self, context: &Rc<Context>) {
        label(context);
    }

    fn toggled(&self, context: &Rc<Context>, _toggled: &Toggled<'_>) {
        label(context);
    }
}

fn all_open(context: &Context) -> bool {
    let sections = context.sections.all();
    sections
        .iter()
        .all(|section| context.sections.is_open(section))
}

fn label(context: &Context) {
    let Some(button) = parts(&context.root, ".aw-all").into_iter().next() else {
        return;
    };
    let message = if all_open(context) {
        MessageId::HideAll
    } else {
        MessageId::ShowAll
    };
    let label = context.messages().get(message);
    if button.text_content().as_deref() != Some(&label) {
        button.set_text_content(Some(&label));
    }
}
