//! What all features of one widget share.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use web_sys::{Document, Element, HtmlElement, Node, Window};

use super::feature::Feature;
use super::messages::Messages;
use super::sections::{Store, Toggled};

/// One article in a page.
pub(super) struct Context {
    pub(super) window: Window,
    pub(super) document: Document,
    pub(super) host: Element,
    /// What contains the article: the host, or its shadow root.
    pub(super) home: Node,
    pub(super) root: HtmlElement,
    /// Distinguishes the article from others: its id, otherwise its URL, otherwise its headline.
    pub(super) article_key: String,
    /// Which sections are open.
    pub(super) sections: Store,
    messages: RefCell<Rc<Messages>>,
    features: RefCell<Rc<[Box<dyn Feature>]>>,
    painted: Cell<bool>,
    destroyed: Cell<bool>,
}

impl Context {
    pub(super) fn new(
        (window, document): (Window, Document),
        (host, home): (&Element, Node),
        root: HtmlElement,
        article_key: &str,
        messages: Messages,
    ) -> Rc<Self> {
        Rc::new(Self {
            window,
            document,
            host: host.clone(),
            home,
            root,
            article_key: article_key.to_owned(),
            sections: Store::default(),
            messages: RefCell::new(Rc::new(messages)),
            features: RefCell::new(Rc::new([])),
            painted: Cell::new(false),
            destroyed: Cell::new(false),
        })
    }

    pub(super) fn messages(&self) -> Rc<Messages> {
        Rc::clone(&self.messages.borrow())
    }

    pub(super) fn set_messages(&self, messages: Messages) {
        self.messages.replace(Rc::new(messages));
    }

    /// Whether the article has been taken away: an event of its own can be what did it.
    pub(super) fn is_destroyed(&self) -> bool {
        self.destroyed.get()
    }

    pub(super) fn set_features(&self, features: Vec<Box<dyn Feature>>) {
        self.features.replace(features.into());
    }

    fn features(&self) -> Rc<[Box<dyn Feature>]> {
        Rc::clone(&self.features.borrow())
    }

    /// Blocks came or went.
    pub(super) fn updated(self: &Rc<Self>) {
        self.follow_sections();
        for feature in &*self.features() {
            if !self.is_destroyed() {
                feature.updated(self);
            }
        }
    }

    /// Whether all of the article is in the page.
    pub(super) fn is_painted(&self) -> bool {
        self.painted.get()
    }

    pub(super) fn set_painted(&self, painted: bool) {
        self.painted.set(painted);
    }

    /// Changes blocks.
    pub(super) fn patch(&self, change: impl FnOnce()) {
        for feature in &*self.features() {
            feature.patching();
        }
        change();
        for feature in &*self.features() {
            feature.patched();
        }
    }

    /// A section was opened or closed, and the host page does not know yet.
    pub(super) fn toggled(self: &Rc<Self>, toggled: &Toggled<'_>) {
        for feature in &*self.features() {
            feature.toggled(self, toggled);
        }
    }

    /// The public event of an opened or closed section has been dispatched.
    pub(super) fn after_toggle(self: &Rc<Self>, toggled: &Toggled<'_>) {
        for feature in &*self.features() {
            if !self.is_destroyed() {
                feature.after_toggle(self, toggled);
            }
        }
    }

    /// Ends all features; `false` if they have ended before.
    pub(super) fn destroy(&self) -> bool {
        let first = !self.destroyed.replace(true);
        let features = self.features.replace(Rc::new([]));
        drop(features);
        first
    }
}
