//! An article in a page, and everything it owns there.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo_events::EventListener;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, Node};

use super::events::Reason;
use super::{paint, sections};
use crate::article::read;
use crate::draw::{Heading, Options, Sections, draw};
use crate::error::{ArticleError, Diagnostic, Notes};

/// Narrower than this, in CSS pixels, sections start closed with [`Sections::Narrow`].
const NARROW: i32 = 640;

/// An article in a page. Dropping it takes the article and every listener away.
#[derive(Debug)]
pub struct Widget {
    inner: Rc<Inner>,
    outline: Vec<Heading>,
    diagnostics: Vec<Diagnostic>,
    words: u32,
    minutes: u32,
}

#[derive(Debug)]
struct Inner {
    host: Element,
    root: Element,
    /// What stood in the host before; it comes back when the article goes.
    before: RefCell<Vec<Node>>,
    listeners: RefCell<Vec<EventListener>>,
    gone: Cell<bool>,
}

impl Widget {
    /// Reads an article and draws it into `host`, in place of what stands there.
    ///
    /// # Errors
    ///
    /// Those of [`read`], and `not-painted` if the browser refused to make or insert a node. The host is left as it was.
    pub fn mount(host: &Element, json: &[u8], options: &Options) -> Result<Self, ArticleError> {
        let widget = Self::paint(host, json, options, Notes::default())?;
        widget.show()?;
        Ok(widget)
    }

    /// Reads and paints an article without touching the host. `notes` holds what was noted before.
    pub(crate) fn paint(
        host: &Element,
        json: &[u8],
        options: &Options,
        notes: Notes,
    ) -> Result<Self, ArticleError> {
        let reading = read(json)?;
        let document = host.owner_document();
        let taken = |id: &str| {
            document
                .as_ref()
                .and_then(|document| document.get_element_by_id(id))
                .is_some_and(|element| !host.contains(Some(&element)))
        };
        let mut options = options.clone();
        if options.sections == Sections::Narrow && host.client_width() < NARROW {
            options.sections = Sections::Closed;
        }
        let drawn = draw(&reading.article, &options, &taken);
        let root = paint::paint(&drawn.drawing).map_err(not_painted)?;
        let inner = Rc::new(Inner {
            host: host.clone(),
            root,
            before: RefCell::default(),
            listeners: RefCell::default(),
            gone: Cell::new(false),
        });
        let mut diagnostics = notes.into_list();
        diagnostics.extend(reading.diagnostics);
        Ok(Self {
            inner,
            outline: drawn.outline,
            diagnostics,
            words: drawn.words,
            minutes: drawn.minutes,
        })
    }

    /// Puts the painted article into the host and brings it to life.
    pub(crate) fn show(&self) -> Result<(), ArticleError> {
        let Inner { host, root, .. } = &*self.inner;
        let before = replaced(host);
        for node in &before {
            host.remove_child(node).map_err(not_painted)?;
        }
        host.append_child(root).map_err(not_painted)?;
        fill_slots(root, &before);
        self.inner.before.replace(before);
        self.inner.listen();
        sections::follow_fragment(host, root, true);
        Ok(())
    }

    /// Takes the article and every listener away; what stood in the host before comes back. Again: nothing.
    pub fn destroy(&self) {
        self.inner.destroy();
    }

    /// The sections, and which of them are open now.
    #[must_use]
    pub fn outline(&self) -> Vec<Heading> {
        let mut outline = self.outline.clone();
        for (heading, section) in outline.iter_mut().zip(sections::all(&self.inner.root)) {
            heading.open = sections::is_open(&section);
        }
        outline
    }

    /// What is not as the format wants it.
    #[must_use]
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many words the article has; of scripts that don't part words, characters.
    #[must_use]
    pub fn words(&self) -> u32 {
        self.words
    }

    /// How many minutes it takes to read.
    #[must_use]
    pub fn minutes(&self) -> u32 {
        self.minutes
    }

    /// Opens or closes all sections.
    pub fn set_all(&self, open: bool) {
        for section in sections::all(&self.inner.root) {
            sections::set(&self.inner.host, &section, open, Reason::All);
        }
    }

    /// Opens or closes the section of that id, or turns it over. The id may come without the prefix.
    pub fn toggle(&self, id: &str, open: Option<bool>) {
        let named = |section: &Element| {
            let own = section.id();
            own == id || section.get_attribute("data-key").as_deref() == Some(id)
        };
        if let Some(section) = sections::all(&self.inner.root).into_iter().find(named) {
            let open = open.unwrap_or_else(|| !sections::is_open(&section));
            sections::set(&self.inner.host, &section, open, Reason::Api);
        }
    }
}

impl Inner {
    fn listen(self: &Rc<Self>) {
        let mut listeners = Vec::new();
        let mut on = |target: &web_sys::EventTarget, name: &'static str, act: fn(&Self, &Event)| {
            // Weak: a listener must not keep what owns it.
            let inner: Weak<Self> = Rc::downgrade(self);
            listeners.push(EventListener::new(target, name, move |event| {
                if let Some(inner) = inner.upgrade() {
                    act(&inner, event);
                }
            }));
        };
        on(&self.root, "click", |inner, event| {
            sections::clicked(&inner.host, event);
        });
        on(&self.root, "beforematch", |inner, event| {
            sections::revealed(&inner.host, &inner.root, event);
        });
        if let Some(window) = web_sys::window() {
            on(&window, "hashchange", |inner, _| {
                sections::follow_fragment(&inner.host, &inner.root, false);
            });
        }
        self.listeners.replace(listeners);
    }

    fn destroy(&self) {
        if self.gone.replace(true) {
            return;
        }
        self.listeners.take();
        self.root.remove();
        // A host that was emptied or filled by others in the meantime keeps what it has.
        for node in self.before.take() {
            let _ = self.host.append_child(&node);
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        self.destroy();
    }
}

/// The host's children that make room for the article. Scripts stay: they can't be seen, and may hold the article.
fn replaced(host: &Element) -> Vec<Node> {
    let children = host.child_nodes();
    (0..children.length())
        .filter_map(|index| children.get(index))
        .filter(|node| node.node_name() != "SCRIPT")
        .collect()
}

/// Puts the host's own children where the article has a place for them.
fn fill_slots(root: &Element, children: &[Node]) {
    let Ok(places) = root.query_selector_all("[data-slot]") else {
        return;
    };
    for place in (0..places.length()).filter_map(|index| places.get(index)) {
        let Some(place) = place.dyn_ref::<Element>() else {
            continue;
        };
        let wanted = place.get_attribute("data-slot");
        for child in children {
            let slot = child
                .dyn_ref::<Element>()
                .and_then(|element| element.get_attribute("slot"));
            if slot.is_some() && slot == wanted {
                let _ = place.append_child(child);
            }
        }
    }
}

fn not_painted(_: JsValue) -> ArticleError {
    ArticleError::new(
        "not-painted",
        "$",
        "The browser refused to make or insert a node.".to_owned(),
    )
}
