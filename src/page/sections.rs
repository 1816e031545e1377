//! Sections that open and close: by click, by find-in-page, by fragment, by call.
//!
//! Which sections are open is state in a [`Store`]. The DOM follows it, then the features of the widget, then the public
//! event, so a host page that stops the event breaks nothing. Only this file sets `aria-expanded` and `hidden` on the
//! parts of a section. They are found by their position in it, never by id, because a page can have any id twice.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use js_sys::{JsString, decode_uri_component};
use serde::Serialize;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlAnchorElement, HtmlElement, MouseEvent};

use super::context::Context;
use super::dom::{
    Listener, closest, focus, focused, part_at, parts, property, set, target, tree, unset,
};
use super::events::{Toggle, dispatch};
use super::feature::Feature;
use super::scroll_anchor::{Arrival, Scroll, end_arrival_in, scroll_around};

/// Why a section opened or closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Reason {
    /// The reader pressed its heading.
    User,
    /// Find-in-page found something in it.
    Find,
    /// A fragment leads into it.
    Hash,
    /// All sections were opened or closed.
    All,
    /// It is as the reader left it.
    Restore,
    /// The page is printed, or was.
    Print,
    /// The page called for it.
    Api,
}

/// A section that was opened or closed.
pub(super) struct Toggled<'s> {
    pub(super) section: &'s Section,
    pub(super) open: bool,
    pub(super) reason: Reason,
}

/// A section of the article.
#[derive(Clone)]
pub(super) struct Section {
    pub(super) element: HtmlElement,
    /// Unique in its article, and the same after an update.
    pub(super) key: String,
    pub(super) id: String,
}

impl Section {
    fn panel(&self) -> Option<Element> {
        self.element.last_element_child()
    }

    /// None where the section can't be closed.
    fn button(&self) -> Option<HtmlElement> {
        let button = self.element.first_element_child()?.first_element_child()?;
        (button.tag_name() == "BUTTON").then(|| button.unchecked_into())
    }

    fn looks_open(&self) -> bool {
        self.panel()
            .is_some_and(|panel| !panel.has_attribute("hidden"))
    }

    fn contains(&self, element: &Element) -> bool {
        self.element.contains(Some(element))
    }
}

fn key_of(section: &Element) -> String {
    let key = section.get_attribute("data-key");
    key.unwrap_or_else(|| section.id())
}

/// All sections in document order, and which are open.
#[derive(Default)]
pub(super) struct Store {
    sections: RefCell<Rc<[Section]>>,
    open: RefCell<BTreeMap<String, bool>>,
}

impl Store {
    /// The sections as they are now.
    pub(super) fn all(&self) -> Rc<[Section]> {
        Rc::clone(&self.sections.borrow())
    }

    pub(super) fn is_open(&self, section: &Section) -> bool {
        self.open
            .borrow()
            .get(&section.key)
            .copied()
            .unwrap_or_default()
    }

    pub(super) fn by_id(&self, id: &str) -> Option<Section> {
        self.all().iter().find(|section| section.id == id).cloned()
    }

    fn by_key(&self, key: &str) -> Option<Section> {
        self.all()
            .iter()
            .find(|section| section.key == key)
            .cloned()
    }
}

impl Context {
    /// Takes note of sections that came, went or moved. What the reader opened or closed stays so.
    pub(super) fn follow_sections(&self) {
        let sections: Rc<[Section]> = parts(&self.root, ".aw-section")
            .into_iter()
            .map(|element| Section {
                key: key_of(&element),
                id: element.id(),
                element,
            })
            .collect();
        let mut open = BTreeMap::new();
        for section in &*sections {
            open.insert(section.key.clone(), section.looks_open());
        }
        self.sections.open.replace(open);
        self.sections.sections.replace(sections);
    }

    /// Opens or closes a section, if it isn't so already.
    pub(super) fn set_open(self: &Rc<Self>, section: &Section, open: bool, reason: Reason) {
        let (Some(panel), Some(button)) = (section.panel(), section.button()) else {
            return;
        };
        let before = self
            .sections
            .open
            .borrow_mut()
            .insert(section.key.clone(), open);
        if before == Some(open) {
            return;
        }
        // The focus must not stay on something that can't be seen.
        let loses_focus = !open && panel.contains(focused(&self.root).as_deref());
        set(
            &button,
            "aria-expanded",
            if open { "true" } else { "false" },
        );
        if open {
            unset(&panel, "hidden");
        } else {
            set(&panel, "hidden", "until-found");
        }
        if loses_focus {
            let _ = button.focus();
        }
        let toggled = Toggled {
            section,
            open,
            reason,
        };
        self.toggled(&toggled);
        dispatch(
            &self.host,
            "article-toggle",
            &Toggle {
                id: &section.id,
                open,
                reason,
            },
        );
        self.after_toggle(&toggled);
    }

    /// Opens or closes all sections.
    pub(super) fn set_all_open(self: &Rc<Self>, open: bool) {
        for section in &*self.sections.all() {
            if !self.is_destroyed() {
                self.set_open(section, open, Reason::All);
            }
        }
    }

    /// Opens or closes the section with that id or key, or toggles it.
    pub(super) fn toggle(self: &Rc<Self>, id: &str, open: Option<bool>) {
        let sections = self.sections.all();
        let found = sections
            .iter()
            .find(|section| section.key == id || section.id == id);
        if let Some(section) = found {
            let open = open.unwrap_or_else(|| !self.sections.is_open(section));
            self.set_open(section, open, Reason::Api);
        }
    }

    /// Opens the closed sections around an element, outermost first; returns whether there were any.
    fn reveal(self: &Rc<Self>, element: &Element, reason: Reason) -> bool {
        let mut closed = self.sections.all().to_vec();
        closed.retain(|section| !self.sections.is_open(section) && section.contains(element));
        for section in &closed {
            self.set_open(section, true, reason);
        }
        !closed.is_empty()
    }

    fn hash(&self) -> String {
        self.window.location().hash().unwrap_or_default()
    }

    /// The element of this article that a fragment leads to: by the fragment as it is, otherwise percent-decoded,
    /// otherwise in another Unicode normalization form, as keyboards and systems produce different ones.
    pub(super) fn target_of(&self, hash: &str) -> Option<Element> {
        let raw = hash.strip_prefix('#').filter(|raw| !raw.is_empty())?;
        let tree = tree(&self.root)?;
        let decoded = decoded(raw);
        let by_id = |id: &str| tree.get_element_by_id(id);
        if let Some(found) = by_id(raw).or_else(|| by_id(&decoded)) {
            return self.root.contains(Some(&found)).then_some(found);
        }
        let wanted = normalized(&decoded);
        let ids = self.root.query_selector_all("[id]").ok()?;
        // Only text beyond ASCII has several forms.
        let elements = if decoded.is_ascii() {
            Vec::new()
        } else {
            super::dom::nodes(&ids)
        };
        let mut elements = elements.into_iter().map(JsCast::unchecked_into::<Element>);
        elements.find(|element| normalized(&element.id()) == wanted)
    }

    /// Opens the sections around the fragment's target and scrolls there. The browser does neither for an article that
    /// came after the page was loaded, nor for one in a shadow root.
    pub(super) fn follow_fragment(self: &Rc<Self>, arriving: bool) {
        let hash = self.hash();
        let Some(target) = self.target_of(&hash) else {
            return;
        };
        let in_document = self.root.get_root_node() == *self.document;
        // The browser knows an id in one normalization form only.
        let isolated = !in_document || decoded(hash.trim_start_matches('#')) != target.id();
        if self.reveal(&target, Reason::Hash) || arriving || isolated {
            let scroll = if arriving {
                Scroll::Instant
            } else {
                Scroll::Auto
            };
            Arrival::start(self, &target, Some(scroll));
        }
        if !isolated || arriving || target.has_attribute("tabindex") {
            return;
        }
        // The Tab key continues from there.
        set(&target, "tabindex", "-1");
        focus(&target);
        unset(&target, "tabindex");
    }

    /// The browser is about to scroll to a fragment: it needs the real heights of what is above.
    fn expect(self: &Rc<Self>, address: &str) {
        let here = self.window.location().href().unwrap_or_default();
        let (page, hash) = address.split_once('#').unwrap_or((address, ""));
        if hash.is_empty() || here.split('#').next() != Some(page) {
            return;
        }
        if let Some(target) = self.target_of(&["#", hash].concat()) {
            Arrival::start(self, &target, None);
        }
    }
}

/// Percent-decoded; as it is if it isn't percent-encoded text.
pub(super) fn decoded(text: &str) -> String {
    decode_uri_component(text).map_or_else(|_| text.to_owned(), String::from)
}

fn normalized(text: &str) -> String {
    JsString::from(text).normalize("NFC").into()
}

/// The reader's ways to open and close sections.
pub(super) struct Sections {
    root: HtmlElement,
    _listeners: Vec<Listener>,
}

impl Feature for Sections {}

impl Drop for Sections {
    fn drop(&mut self) {
        end_arrival_in(&self.root);
    }
}

impl Sections {
    pub(super) fn attach(context: &Rc<Context>) -> Self {
        let handler = |handle: fn(&Rc<Context>, &Event)| {
            let context = Rc::downgrade(context);
            move |event: Event| {
                if let Some(context) = context.upgrade() {
                    handle(&context, &event);
                }
            }
        };
        let follow_hash = handler(|context, _| context.follow_fragment(false));
        let mut listeners = vec![
            Listener::new(&context.root, "click", handler(press)),
            Listener::new(&context.root, "beforematch", handler(reveal_match)),
            Listener::new(&context.window, "hashchange", follow_hash),
            // A link is prevented from leaving the page.
            Listener::active(&context.window, "click", handler(follow_link)),
        ];
        // Addresses that were typed or set by a script.
        let navigation = property(&context.window, "navigation");
        if let Some(navigation) = navigation.dyn_ref::<web_sys::EventTarget>() {
            listeners.push(Listener::new(
                navigation,
                "navigate",
                handler(expect_navigation),
            ));
        }
        Self {
            root: context.root.clone(),
            _listeners: listeners,
        }
    }
}

fn press(context: &Rc<Context>, event: &Event) {
    let Some(pressed) = part_at(&context.root, event, ".aw-section-button") else {
        return;
    };
    let section = closest(&pressed, ".aw-section");
    let section = section.and_then(|section| context.sections.by_key(&key_of(&section)));
    if let Some(section) = section.filter(|section| section.button() == Some(pressed)) {
        context.set_open(&section, !context.sections.is_open(&section), Reason::User);
    }
}

/// The browser is about to reveal a closed panel, because find-in-page or a fragment leads there. It reveals the
/// innermost panel only, so all panels around it are opened here.
fn reveal_match(context: &Rc<Context>, event: &Event) {
    let Some(panel) = target(event) else {
        return;
    };
    let by_fragment = context.target_of(&context.hash());
    let by_fragment = by_fragment.is_some_and(|target| panel.contains(Some(&target)));
    context.reveal(
        &panel,
        if by_fragment {
            Reason::Hash
        } else {
            Reason::Find
        },
    );
}

fn follow_link(context: &Rc<Context>, event: &Event) {
    let clicked = event.composed_path().get(0).dyn_into::<Element>().ok();
    let link = clicked.and_then(|clicked| closest(&clicked, "a"));
    let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) else {
        return;
    };
    let raw = link.get_attribute("href").unwrap_or_default();
    if leaves_by_base(context, &link, &raw, event) {
        event.prevent_default();
        if context.hash() == raw {
            if let Some(target) = context.target_of(&raw) {
                context.reveal(&target, Reason::Hash);
                Arrival::start(context, &target, Some(Scroll::Auto));
            }
        } else {
            let _ = context.window.location().set_hash(&raw);
        }
    } else if context.window.location().href() == Ok(link.href()) {
        // A link to the current fragment changes no hash.
        context.follow_fragment(false);
    } else if !event.default_prevented() && property(&context.window, "navigation").is_undefined() {
        context.expect(&link.href());
    }
}

/// Whether a link to a part of this article would leave the page, because addresses start from a `<base>` or, in a frame
/// with `srcdoc`, from the page around it.
fn leaves_by_base(context: &Context, link: &HtmlAnchorElement, raw: &str, event: &Event) -> bool {
    let page = |address: &str| address.split('#').next().map(str::to_owned);
    let here = context.window.location().href().unwrap_or_default();
    if !raw.starts_with('#') || page(&link.href()) == page(&here) {
        return false;
    }
    // The reader may want it elsewhere.
    let plain = event.dyn_ref::<MouseEvent>().is_some_and(|event| {
        let modified = event.ctrl_key() || event.meta_key() || event.shift_key() || event.alt_key();
        event.button() == 0 && !modified
    });
    let own = closest(link, ".aw").is_some_and(|article| article == *context.root);
    plain && own && !event.default_prevented() && context.target_of(raw).is_some()
}

fn expect_navigation(context: &Rc<Context>, event: &Event) {
    // Going back leads to where the reader was, not to the fragment.
    let traverses = property(event, "navigationType").as_string().as_deref() == Some("traverse");
    if property(event, "hashChange").is_truthy() && !traverses {
        let destination = property(&property(event, "destination"), "url");
        context.expect(&destination.as_string().unwrap_or_default());
    }
}

/// Keeps the heading that the reader looks at in its place while others close above it.
pub(super) fn keeping_place(context: &Context, section: &Section, change: impl FnOnce()) {
    let top = || section.element.get_bounding_client_rect().top();
    let before = top();
    change();
    scroll_around(&context.window, &section.element, top() - before);
}
