//! The article on paper: with its pictures, and open, unless the page prints it as it is.

use std::cell::RefCell;
use std::rc::Rc;

use super::Feature;
use crate::page::context::Context;
use crate::page::dom::{Listener, parts, set};
use crate::page::sections::{Reason, Section};

pub(in crate::page) struct Print {
    _listeners: [Listener; 2],
}

impl Feature for Print {}

impl Print {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let opened = Rc::new(RefCell::new(Vec::<Section>::new()));
        let (before, to_close) = (Rc::downgrade(context), Rc::clone(&opened));
        let after = Rc::downgrade(context);
        Self {
            _listeners: [
                Listener::new(&context.window, "beforeprint", move |_| {
                    if let Some(context) = before.upgrade() {
                        // Some browsers dispatch the event twice.
                        let closed = prepare(&context);
                        to_close.borrow_mut().extend(closed.iter().cloned());
                        for section in &closed {
                            context.set_open(section, true, Reason::Print);
                        }
                    }
                }),
                Listener::new(&context.window, "afterprint", move |_| {
                    let opened = opened.take();
                    if let Some(context) = after.upgrade() {
                        for section in &opened {
                            context.set_open(section, false, Reason::Print);
                        }
                    }
                }),
            ],
        }
    }
}

/// Has the pictures load; the sections to open.
fn prepare(context: &Context) -> Vec<Section> {
    for picture in parts(&context.root, "img[loading=lazy]") {
        set(&picture, "loading", "eager");
    }
    if context.root.get_attribute("data-print").as_deref() == Some("as-is") {
        return Vec::new();
    }
    let mut closed = context.sections.all().to_vec();
    closed.retain(|section| !context.sections.is_open(section));
    closed
}
