//! Blocks that came while somebody reads: announced once, marked until seen, and a button leads to those above.

use std::cell::RefCell;
use std::rc::{Rc, Weak};

use gloo::timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlElement, IntersectionObserver, IntersectionObserverEntry};

use super::Feature;
use crate::locale::MessageId;
use crate::page::context::Context;
use crate::page::dom::{Listener, create, matches, object, part_at, set, unset};
use crate::page::scroll_anchor::{Scroll, focus_once, scroll_to};

/// How long a block must be visible to count as seen, in milliseconds.
const GLANCE: u32 = 1500;

/// Delay before the announcement: a live region has to exist before it gets text, in milliseconds.
const ANNOUNCEMENT_DELAY: u32 = 100;

/// Where updates have their own time, only these are counted.
const DATED: &str = ".aw-update, :has(> .aw-panel > .aw-panel-inner > .aw-update-time)";

pub(in crate::page) struct LiveRegion {
    bar: Rc<Bar>,
    observer: Option<IntersectionObserver>,
    _callback: Closure<dyn Fn(Array, IntersectionObserver)>,
    _listeners: [Listener; 2],
}

/// The bar with the button and the announcement, and the blocks that nobody has seen yet.
struct Bar {
    context: Weak<Context>,
    element: HtmlElement,
    button: HtmlElement,
    status: HtmlElement,
    unseen: RefCell<Vec<Unseen>>,
    announcement: RefCell<Option<Timeout>>,
    blur: RefCell<Option<Listener>>,
}

struct Unseen {
    block: Element,
    /// Whether it is above the window.
    above: bool,
    /// Runs while it is visible.
    glance: Option<Timeout>,
}

impl LiveRegion {
    pub(in crate::page) fn new(context: &Rc<Context>) -> Option<Self> {
        let document = &context.document;
        let element = create(document, "div", "aw-news")?;
        let button = create(document, "button", "aw-news-button")?;
        set(&button, "type", "button");
        let status = create(document, "span", "aw-said")?;
        set(&status, "role", "status");
        element.append_with_node_2(&button, &status).ok()?;
        let bar = Rc::new(Bar {
            context: Rc::downgrade(context),
            element,
            button,
            status,
            unseen: RefCell::default(),
            announcement: RefCell::default(),
            blur: RefCell::default(),
        });
        let seen = Rc::downgrade(&bar);
        let callback = Closure::wrap(Box::new(
            move |entries: Array, observer: IntersectionObserver| {
                if let Some(bar) = seen.upgrade() {
                    bar.look(&entries, &observer);
                }
            },
        ) as Box<dyn Fn(Array, IntersectionObserver)>);
        let thresholds = Array::of2(&JsValue::from(0.0), &JsValue::from(0.5));
        let options = object(&[("threshold", thresholds.into())]);
        let observer = IntersectionObserver::new_with_options(
            callback.as_ref().unchecked_ref(),
            options.unchecked_ref(),
        );
        let (pressed, shown) = (Rc::downgrade(&bar), Rc::downgrade(&bar));
        let listeners = [
            Listener::new(&context.root, "click", move |event| {
                if let Some((bar, context)) = pressed
                    .upgrade()
                    .and_then(|bar| Some((Rc::clone(&bar), bar.context.upgrade()?)))
                    && part_at(&context.root, &event, ".aw-news-button").is_some()
                {
                    bar.go_to_first(&context);
                }
            }),
            Listener::new(document, "visibilitychange", move |_| {
                if let Some(bar) = shown.upgrade() {
                    bar.restart_glances();
                }
            }),
        ];
        Some(Self {
            bar,
            observer: observer.ok(),
            _callback: callback,
            _listeners: listeners,
        })
    }

    /// Marks and announces blocks that came.
    pub(in crate::page) fn announce(&self, context: &Context, mut blocks: Vec<Element>) {
        let is_dated = |block: &Element| matches(block, DATED);
        if blocks.iter().any(is_dated) {
            blocks.retain(is_dated);
        }
        let count = blocks.len();
        set(&self.bar.button, "hidden", "");
        let _ = context.root.prepend_with_node_1(&self.bar.element);
        for block in blocks {
            set(&block, "data-new", "");
            if let Some(observer) = &self.observer {
                observer.observe(&block);
            }
            self.bar.unseen.borrow_mut().push(Unseen {
                block,
                above: false,
                glance: None,
            });
        }
        let bar = Rc::downgrade(&self.bar);
        let announcement = Timeout::new(ANNOUNCEMENT_DELAY, move || {
            if let Some((bar, context)) = bar
                .upgrade()
                .and_then(|bar| Some((Rc::clone(&bar), bar.context.upgrade()?)))
            {
                bar.status
                    .set_text_content(Some(&context.messages().count(count, MessageId::News)));
            }
        });
        self.bar.announcement.replace(Some(announcement));
    }
}

impl Feature for LiveRegion {}

impl Drop for LiveRegion {
    fn drop(&mut self) {
        if let Some(observer) = &self.observer {
            observer.disconnect();
        }
        self.bar.element.remove();
    }
}

impl Bar {
    fn above(&self) -> Vec<Element> {
        let unseen = self.unseen.borrow();
        let above = unseen
            .iter()
            .filter(|one| one.above && one.block.is_connected());
        above.map(|one| one.block.clone()).collect()
    }

    fn label(&self) {
        let count = self.above().len();
        match self.context.upgrade().filter(|_| count > 0) {
            Some(context) => {
                unset(&self.button, "hidden");
                self.button
                    .set_text_content(Some(&context.messages().count(count, MessageId::News)));
            }
            None => set(&self.button, "hidden", ""),
        }
    }

    fn look(self: &Rc<Self>, entries: &Array, observer: &IntersectionObserver) {
        for entry in entries.iter() {
            let entry: IntersectionObserverEntry = entry.unchecked_into();
            let (target, place) = (entry.target(), entry.bounding_client_rect());
            let visible = entry.is_intersecting();
            let mut unseen = self.unseen.borrow_mut();
            if let Some(one) = unseen.iter_mut().find(|one| one.block == target) {
                one.above = !visible && place.height() > 0.0 && place.bottom() <= 0.0;
                one.glance = visible.then(|| self.glance(target));
            } else {
                // It has been seen.
                observer.unobserve(&target);
            }
        }
        self.label();
    }

    fn glance(self: &Rc<Self>, block: Element) -> Timeout {
        let bar = Rc::downgrade(self);
        Timeout::new(GLANCE, move || {
            if let Some(bar) = bar.upgrade() {
                bar.see(&block);
            }
        })
    }

    fn see(&self, block: &Element) {
        // Nobody looks at a page in the background; it starts again when the page is visible.
        if self
            .context
            .upgrade()
            .is_some_and(|context| context.document.hidden())
        {
            return;
        }
        self.unseen.borrow_mut().retain(|one| one.block != *block);
        unset(block, "data-new");
        self.label();
    }

    fn restart_glances(self: &Rc<Self>) {
        for one in self
            .unseen
            .borrow_mut()
            .iter_mut()
            .filter(|one| one.glance.is_some())
        {
            one.glance = Some(self.glance(one.block.clone()));
        }
    }

    fn go_to_first(&self, context: &Context) {
        let Some(first) = self.above().into_iter().next() else {
            return;
        };
        let reduced = context
            .window
            .match_media("(prefers-reduced-motion: reduce)");
        let reduced = reduced
            .ok()
            .flatten()
            .is_some_and(|reduced| reduced.matches());
        scroll_to(
            &first,
            if reduced {
                Scroll::Instant
            } else {
                Scroll::Smooth
            },
        );
        // The button disappears; the Tab key continues from the update.
        let earlier = self.blur.replace(None);
        drop(earlier);
        let listener = focus_once(&first);
        self.blur.replace(Some(listener));
    }
}
