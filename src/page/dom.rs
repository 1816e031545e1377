//! DOM calls that several features need. Calls that can't fail here ignore their result.

use js_sys::{Object, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    AddEventListenerOptions, Document, Element, Event, EventTarget, FocusOptions, HtmlElement,
    Node, NodeList, ResizeObserver,
};

/// An event listener that is removed when it is dropped.
///
/// Its function may be entered again, as when a page clicks a section inside its own listener of `article-toggle`. The
/// listeners of `gloo` take `FnMut` and lose such an event.
pub(super) struct Listener {
    target: EventTarget,
    name: &'static str,
    capture: bool,
    callback: Closure<dyn Fn(Event)>,
}

impl Listener {
    pub(super) fn new(
        target: &EventTarget,
        name: &'static str,
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        Self::with(
            target,
            name,
            (false, true),
            Closure::wrap(Box::new(callback)),
        )
    }

    /// Receives the event before the elements inside the target do.
    pub(super) fn capturing(
        target: &EventTarget,
        name: &'static str,
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        Self::with(
            target,
            name,
            (true, true),
            Closure::wrap(Box::new(callback)),
        )
    }

    /// Can prevent what the browser does by default.
    pub(super) fn active(
        target: &EventTarget,
        name: &'static str,
        callback: impl Fn(Event) + 'static,
    ) -> Self {
        Self::with(
            target,
            name,
            (false, false),
            Closure::wrap(Box::new(callback)),
        )
    }

    #[inline(never)]
    fn with(
        target: &EventTarget,
        name: &'static str,
        (capture, passive): (bool, bool),
        callback: Closure<dyn Fn(Event)>,
    ) -> Self {
        let options = AddEventListenerOptions::new();
        options.set_capture(capture);
        options.set_passive(passive);
        let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
            name,
            callback.as_ref().unchecked_ref(),
            &options,
        );
        Self {
            target: target.clone(),
            name,
            capture,
            callback,
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let callback = self.callback.as_ref().unchecked_ref();
        let _ = self.target.remove_event_listener_with_callback_and_bool(
            self.name,
            callback,
            self.capture,
        );
    }
}

/// Observes the size of elements until it is dropped.
pub(super) struct SizeObserver {
    observer: ResizeObserver,
    _callback: Closure<dyn Fn()>,
}

impl SizeObserver {
    pub(super) fn new<'e>(
        elements: impl IntoIterator<Item = &'e Element>,
        callback: impl Fn() + 'static,
    ) -> Option<Self> {
        let callback = Closure::wrap(Box::new(callback) as Box<dyn Fn()>);
        let observer = ResizeObserver::new(callback.as_ref().unchecked_ref()).ok()?;
        for element in elements {
            observer.observe(element);
        }
        Some(Self {
            observer,
            _callback: callback,
        })
    }
}

impl Drop for SizeObserver {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}

/// A node list as it is now.
#[inline(never)]
pub(super) fn nodes(list: &NodeList) -> Vec<Node> {
    (0..list.length()).filter_map(|at| list.item(at)).collect()
}

/// Whether the element belongs to this article, and not to another one in a slot of it.
fn is_part(root: &Element, element: &Element) -> bool {
    closest(element, ".aw").is_some_and(|article| article == *root)
}

/// The article's own elements that match, in document order.
#[inline(never)]
pub(super) fn parts(root: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(list) = root.query_selector_all(selector) else {
        return Vec::new();
    };
    nodes(&list)
        .into_iter()
        .map(JsCast::unchecked_into::<HtmlElement>)
        .filter(|part| is_part(root, part))
        .collect()
}

/// The article's own element that matches and contains the event's target.
#[inline(never)]
pub(super) fn part_at(root: &Element, event: &Event, selector: &str) -> Option<HtmlElement> {
    let part = closest(&target(event)?, selector)?;
    is_part(root, &part).then(|| part.unchecked_into())
}

/// The event's target, if it is an element.
pub(super) fn target(event: &Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}

pub(super) fn closest(element: &Element, selector: &str) -> Option<Element> {
    element.closest(selector).ok().flatten()
}

pub(super) fn matches(element: &Element, selector: &str) -> bool {
    element.matches(selector) == Ok(true)
}

/// The document or shadow root that contains the node; a shadow root answers the same questions as a document.
pub(super) fn tree(node: &Node) -> Option<Document> {
    node.is_connected()
        .then(|| node.get_root_node().unchecked_into())
}

/// The focused element of the tree that contains the node.
pub(super) fn focused(node: &Node) -> Option<Element> {
    tree(node)?.active_element()
}

/// Focuses an element without scrolling to it.
pub(super) fn focus(element: &Element) {
    let options = FocusOptions::new();
    options.set_prevent_scroll(true);
    let element: &HtmlElement = element.unchecked_ref();
    let _ = element.focus_with_options(&options);
}

/// A plain object, for functions of the DOM that take options.
#[inline(never)]
pub(super) fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object.into()
}

/// A property of any value; `undefined` where there is none, or where reading it throws.
#[inline(never)]
pub(super) fn property(value: &JsValue, name: &str) -> JsValue {
    Reflect::get(value, &JsValue::from_str(name)).unwrap_or_default()
}

#[inline(never)]
pub(super) fn create(document: &Document, name: &str, class: &str) -> Option<HtmlElement> {
    let element = document.create_element(name).ok()?;
    element.set_class_name(class);
    Some(element.unchecked_into())
}

#[inline(never)]
pub(super) fn set(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

#[inline(never)]
pub(super) fn unset(element: &Element, name: &str) {
    let _ = element.remove_attribute(name);
}

/// A text as a quoted string of CSS.
pub(super) fn css_string(text: &str) -> String {
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' | '\\' => quoted.extend(['\\', letter]),
            '\n' => quoted.push_str("\\a "),
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}
