//! The host's own children in the slots of the article: `<div slot="ad">` goes where a block of type `slot` named `ad` is.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::{Array, WeakSet};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, MutationObserver, MutationObserverInit, MutationRecord, Node};

use super::Feature;
use crate::page::context::Context;
use crate::page::dom::{create, nodes, set};

pub(in crate::page) struct Slots {
    children: Rc<Children>,
    observer: Option<MutationObserver>,
    _callback: Closure<dyn Fn(Array)>,
}

/// What was in the host before the article, and what the page added since.
pub(in crate::page) struct Children {
    all: RefCell<Vec<Node>>,
    /// Children that were put into a slot.
    placed: WeakSet,
}

impl Children {
    /// Takes everything out of the host's way, except scripts: they can't be seen, and may hold the article.
    pub(in crate::page) fn take(home: &Node, root: &Node) -> Rc<Self> {
        let mut all = nodes(&home.child_nodes());
        all.retain(|node| node != root);
        for node in all.iter().filter(|node| !is_script(node)) {
            let _ = home.remove_child(node);
        }
        Rc::new(Self {
            all: RefCell::new(all),
            placed: WeakSet::new(),
        })
    }

    /// Whether the page has taken its child out of its slot.
    fn is_gone(&self, node: &Node) -> bool {
        self.placed.has(node) && node.parent_node().is_none()
    }

    /// Puts everything back that the page hasn't taken away.
    pub(in crate::page) fn restore(&self, home: &Node) {
        let mut next: Option<Node> = None;
        for node in self.all.take().into_iter().rev() {
            if self.is_gone(&node) {
                continue;
            }
            if !is_script(&node) {
                let _ = home.insert_before(&node, next.as_ref());
            }
            if node.parent_node().as_ref() == Some(home) {
                next = Some(node);
            }
        }
    }

    fn fill(&self, context: &Context) {
        let Ok(slots) = context.root.query_selector_all("[data-slot]") else {
            return;
        };
        for slot in nodes(&slots) {
            let slot: Element = slot.unchecked_into();
            let Some(name) = slot.get_attribute("data-slot") else {
                continue;
            };
            if *context.home != **context.host {
                fill_shadow_slot(context, &slot, &name);
                continue;
            }
            // A copy: a child can be a custom element, whose code runs when it is moved.
            let all = self.all.borrow().clone();
            for node in &all {
                let belongs = node
                    .dyn_ref::<Element>()
                    .is_some_and(|element| element.slot() == name);
                if !belongs || self.is_gone(node) {
                    continue;
                }
                // What is in the slot already stays: a frame would load again.
                if node.parent_node().as_ref() != Some(&slot) {
                    let _ = slot.append_child(node);
                }
                self.placed.add(node);
            }
        }
    }

    /// Takes children that the page added after mounting, as advertisements are; returns whether there were any.
    fn adopt(&self, context: &Context, records: &Array) -> bool {
        let mut any = false;
        for record in records.iter() {
            let record: MutationRecord = record.unchecked_into();
            for node in nodes(&record.added_nodes()) {
                let is_late = node.parent_node().as_ref() == Some(&context.host)
                    && node
                        .dyn_ref::<Element>()
                        .is_some_and(|element| !element.slot().is_empty());
                if !is_late {
                    continue;
                }
                let _ = context.host.remove_child(&node);
                self.placed.delete(&node);
                let mut all = self.all.borrow_mut();
                if !all.contains(&node) {
                    all.push(node);
                }
                any = true;
            }
        }
        any
    }
}

impl Slots {
    pub(in crate::page) fn attach(context: &Rc<Context>, children: &Rc<Children>) -> Self {
        let (weak, own) = (Rc::downgrade(context), Rc::clone(children));
        let callback = Closure::wrap(Box::new(move |records: Array| {
            if let Some(context) = weak.upgrade()
                && own.adopt(&context, &records)
            {
                own.fill(&context);
            }
        }) as Box<dyn Fn(Array)>);
        // In a shadow root, the browser assigns children to slots.
        let in_host = *context.home == **context.host;
        let observer = in_host
            .then(|| MutationObserver::new(callback.as_ref().unchecked_ref()).ok())
            .flatten();
        if let Some(observer) = &observer {
            let options = MutationObserverInit::new();
            options.set_child_list(true);
            let _ = observer.observe_with_options(&context.host, &options);
        }
        Self {
            children: Rc::clone(children),
            observer,
            _callback: callback,
        }
    }
}

impl Feature for Slots {
    fn updated(&self, context: &Rc<Context>) {
        self.children.fill(context);
    }
}

impl Drop for Slots {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

fn fill_shadow_slot(context: &Context, place: &Element, name: &str) {
    if place.first_child().is_some() {
        return;
    }
    if let Some(slot) = create(&context.document, "slot", "") {
        let _ = slot.remove_attribute("class");
        set(&slot, "name", name);
        let _ = place.append_child(&slot);
    }
}

/// Scripts stay where they are.
fn is_script(node: &Node) -> bool {
    node.node_name() == "SCRIPT"
}
