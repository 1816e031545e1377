//! The table of contents: marks the section that is being read.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use js_sys::{Array, Set};
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlAnchorElement, IntersectionObserver, IntersectionObserverEntry};

use super::Feature;
use crate::page::context::Context;
use crate::page::dom::{object, parts, set, unset};

pub(in crate::page) struct Toc {
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn Fn(Array)>,
    links: Rc<RefCell<Vec<Link>>>,
    /// Sections that cross a line in the upper part of the window.
    crossing: Set,
}

struct Link {
    element: HtmlAnchorElement,
    section: Option<Element>,
}

impl Toc {
    pub(in crate::page) fn attach(context: &Rc<Context>) -> Self {
        let crossing = Set::new(&Array::new());
        let links = Rc::new(RefCell::new(Vec::new()));
        let seen = Seen {
            context: Rc::downgrade(context),
            crossing: crossing.clone(),
            links: Rc::downgrade(&links),
        };
        let callback = Closure::wrap(
            Box::new(move |entries: Array| seen.mark(&entries)) as Box<dyn Fn(Array)>
        );
        let options = object(&[("rootMargin", "-20% 0px -79%".into())]);
        let observer = IntersectionObserver::new_with_options(
            callback.as_ref().unchecked_ref(),
            options.unchecked_ref(),
        );
        Self {
            observer: observer.ok(),
            _callback: callback,
            links,
            crossing,
        }
    }
}

impl Feature for Toc {
    fn updated(&self, context: &Rc<Context>) {
        let Some(observer) = &self.observer else {
            return;
        };
        observer.disconnect();
        self.crossing.clear();
        let mut links = Vec::new();
        for link in parts(&context.root, ".aw-toc-link") {
            let element: HtmlAnchorElement = link.unchecked_into();
            let section = context.target_of(&element.hash());
            if let Some(section) = &section {
                observer.observe(section);
            }
            links.push(Link { element, section });
        }
        self.links.replace(links);
    }
}

impl Drop for Toc {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
    }
}

/// What the observer reports to.
struct Seen {
    context: Weak<Context>,
    crossing: Set,
    links: Weak<RefCell<Vec<Link>>>,
}

impl Seen {
    fn mark(&self, entries: &Array) {
        let (Some(context), Some(links)) = (self.context.upgrade(), self.links.upgrade()) else {
            return;
        };
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            if entry.is_intersecting() {
                self.crossing.add(&entry.target());
            } else {
                self.crossing.delete(&entry.target());
            }
        }
        let links = links.borrow();
        let is_linked = |element: &Element| {
            links
                .iter()
                .any(|link| link.section.as_ref() == Some(element))
        };
        // A section inside a section comes later.
        let sections = context.sections.all();
        let current = sections
            .iter()
            .rev()
            .map(|section| -> &Element { &section.element })
            .find(|section| self.crossing.has(section) && is_linked(section));
        for link in &*links {
            if current.is_some() && link.section.as_ref() == current {
                set(&link.element, "aria-current", "true");
            } else {
                unset(&link.element, "aria-current");
            }
        }
    }
}
