//! Where a reader is, and how to keep them there while blocks move. Only this file scrolls.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};

use gloo::render::{AnimationFrame, request_animation_frame};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Node, ScrollBehavior, ScrollToOptions, ShadowRoot, Window};

use super::context::Context;
use super::dom::{
    Listener, SizeObserver, closest, css_string, focus, object, parts, set, tree, unset,
};
use super::sections::Section;

/// Height of a line, roughly, in CSS pixels.
const LINE: f64 = 20.0;

/// How many frames in a row a target has to rest before its place counts as stable.
const CALM_FRAMES: u32 = 10;

/// Input by which a reader takes over the scroll position.
pub(super) const READING_INPUTS: [&str; 4] = ["wheel", "touchstart", "pointerdown", "keydown"];

/// How a scroll gets to its end.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Scroll {
    /// As the page's styles say.
    Auto,
    Instant,
    Smooth,
}

impl Scroll {
    fn as_str(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Instant => "instant",
            Self::Smooth => "smooth",
        }
    }
}

pub(super) fn scroll_to(element: &Element, scroll: Scroll) {
    let options = object(&[("behavior", scroll.as_str().into())]);
    element.scroll_into_view_with_scroll_into_view_options(options.unchecked_ref());
}

/// The nearest box that scrolls the element, as in the shells of apps; none if the window does.
fn box_around(window: &Window, element: &Element) -> Option<Element> {
    let mut at = parent(element);
    while let Some(node) = at {
        if let Some(element) = node.dyn_ref::<Element>()
            && !matches!(element.tag_name().as_str(), "BODY" | "HTML")
            && element.scroll_height() > element.client_height()
            && let Ok(Some(style)) = window.get_computed_style(element)
            && let Ok(overflow) = style.get_property_value("overflow-y")
            && matches!(overflow.as_str(), "auto" | "scroll" | "overlay")
        {
            return Some(element.clone());
        }
        at = parent(&node);
    }
    None
}

/// The parent, also out of a shadow root.
fn parent(node: &Node) -> Option<Node> {
    node.parent_node().or_else(|| {
        let shadow = node.dyn_ref::<ShadowRoot>()?;
        Some(shadow.host().into())
    })
}

/// Scrolls what scrolls the element, by so many CSS pixels, at once.
pub(super) fn scroll_around(window: &Window, element: &Element, distance: f64) {
    if distance.abs() < 1.0 {
        return;
    }
    let options = ScrollToOptions::new();
    options.set_top(distance);
    options.set_behavior(ScrollBehavior::Instant);
    match box_around(window, element) {
        Some(scroller) => scroller.scroll_by_with_scroll_to_options(&options),
        None => window.scroll_by_with_scroll_to_options(&options),
    }
}

/// The upper and lower edge of what can be seen around the element, in CSS pixels of the window.
fn view_around(window: &Window, element: &Element) -> (f64, f64) {
    let height = window
        .inner_height()
        .ok()
        .and_then(|height| height.as_f64());
    let height = height.unwrap_or_default();
    let Some(scroller) = box_around(window, element) else {
        return (0.0, height);
    };
    let place = scroller.get_bounding_client_rect();
    (place.top().max(0.0), place.bottom().min(height))
}

/// The first block in the window, and its distance from the window's upper edge.
pub(super) struct Sight {
    key: String,
    top: f64,
}

impl Sight {
    /// The first block that begins in the window, otherwise one that fills it. `None` before the reader has come to the
    /// article: what is above it must not move. Blocks are found by where they are seen, because measuring all of them
    /// would lay out all of them.
    pub(super) fn of(context: &Context) -> Option<Self> {
        let root = &context.root;
        let place = root.get_bounding_client_rect();
        let (upper, lower) = view_around(&context.window, root);
        if place.top() >= upper {
            return None;
        }
        let tree = tree(root)?;
        let middle = place.left() + place.width() / 2.0;
        let mut through = None;
        let mut y = upper + 1.0;
        while y < lower {
            if let Some(sight) = Self::at(&tree, root, middle, y) {
                if sight.top >= upper {
                    return Some(sight);
                }
                through.get_or_insert(sight);
            }
            y += LINE;
        }
        through
    }

    fn at(tree: &web_sys::Document, root: &Element, x: f64, y: f64) -> Option<Self> {
        let seen = tree.element_from_point(x as f32, y as f32)?;
        let block = closest(&seen, "[data-key]")?;
        closest(&block, ".aw").filter(|article| article == root)?;
        Some(Self {
            key: block.get_attribute("data-key")?,
            top: block.get_bounding_client_rect().top(),
        })
    }

    /// Scrolls the block back to where it was.
    pub(super) fn restore(&self, context: &Context) {
        let selector = ["[data-key=", &css_string(&self.key), "]"].concat();
        if let Some(block) = parts(&context.root, &selector).first() {
            let distance = block.get_bounding_client_rect().top() - self.top;
            scroll_around(&context.window, block, distance);
        }
    }
}

/// Makes a change that moves blocks, and keeps the reader's place and selection.
pub(super) fn in_place<Answer>(context: &Context, change: impl FnOnce() -> Answer) -> Answer {
    let sight = Sight::of(context);
    let selection = SelectedRange::of(context);
    let answer = change();
    if let Some(selection) = selection {
        selection.restore(context);
    }
    if let Some(sight) = sight {
        sight.restore(context);
    }
    answer
}

/// The ends of the selection.
struct SelectedRange {
    anchor: (Node, u32),
    focus: (Node, u32),
}

impl SelectedRange {
    fn of(context: &Context) -> Option<Self> {
        let selection = context.window.get_selection().ok()??;
        Some(Self {
            anchor: (selection.anchor_node()?, selection.anchor_offset()),
            focus: (selection.focus_node()?, selection.focus_offset()),
        })
    }

    /// Selects the same again, if moving its block has ended the selection.
    fn restore(&self, context: &Context) {
        let Ok(Some(selection)) = context.window.get_selection() else {
            return;
        };
        let ((anchor, anchor_offset), (focus, focus_offset)) = (&self.anchor, &self.focus);
        let lost = selection.anchor_node().as_ref() != Some(anchor);
        if lost && anchor.is_connected() && focus.is_connected() {
            let _ = selection.set_base_and_extent(anchor, *anchor_offset, focus, *focus_offset);
        }
    }
}

thread_local! {
    /// The arrival in progress: a page has one scroll position.
    static CURRENT: RefCell<Weak<Arrival>> = const { RefCell::new(Weak::new()) };
}

/// Keeps an element at the window's top until its place is stable, the reader scrolls, or another arrival begins.
///
/// Until then, all sections up to it are laid out: sections outside the window have assumed heights
/// (`content-visibility`).
pub(super) struct Arrival {
    window: Window,
    target: Element,
    near: Vec<Section>,
    /// Whether the scroll is animated; then it is corrected after it has come to rest.
    smooth: bool,
    calm: Cell<u32>,
    top: Cell<f64>,
    /// Scroll position and height of the page after the last correction.
    position: Cell<(f64, f64)>,
    running: RefCell<Option<Running>>,
    ended: Cell<bool>,
    /// Keeps itself alive until it has ended.
    own: RefCell<Option<Rc<Self>>>,
}

/// What watches the page during an arrival.
struct Running {
    _listeners: [Listener; 4],
    _size: Option<SizeObserver>,
    frame: Option<AnimationFrame>,
}

impl Arrival {
    /// Arrives at an element. With `scroll` it is scrolled to first; without, the browser does that.
    pub(super) fn start(context: &Rc<Context>, target: &Element, scroll: Option<Scroll>) {
        if let Some(earlier) = current() {
            earlier.end();
        }
        let mut near = context.sections.all().to_vec();
        near.retain(|section| {
            let position = section.element.compare_document_position(target);
            position & Node::DOCUMENT_POSITION_FOLLOWING != 0
                || *section.element == *target
                || section.element.has_attribute("data-near")
        });
        for section in &near {
            set(&section.element, "data-near", "");
        }
        if let Some(scroll) = scroll {
            scroll_to(target, scroll);
        }
        let arrival = Rc::new(Self {
            window: context.window.clone(),
            target: target.clone(),
            near,
            smooth: scroll != Some(Scroll::Instant) && is_smooth(&context.window, target),
            calm: Cell::new(0),
            top: Cell::new(f64::NAN),
            position: Cell::new((f64::NAN, f64::NAN)),
            running: RefCell::default(),
            ended: Cell::new(false),
            own: RefCell::default(),
        });
        arrival.own.replace(Some(Rc::clone(&arrival)));
        CURRENT.with(|current| current.replace(Rc::downgrade(&arrival)));
        arrival.watch();
        // The browser's own scroll comes first: it remembers where the reader was.
        if scroll.is_some() {
            arrival.look();
        } else {
            arrival.look_next_frame();
        }
    }

    fn watch(self: &Rc<Self>) {
        let listeners = READING_INPUTS.map(|name| {
            let arrival = Rc::downgrade(self);
            Listener::new(&self.window, name, move |_| {
                if let Some(arrival) = arrival.upgrade() {
                    arrival.end();
                }
            })
        });
        let arrival = Rc::downgrade(self);
        // Between layout and paint: nobody sees the target elsewhere.
        let resized = move || {
            if let Some(arrival) = arrival.upgrade().filter(|arrival| !arrival.ended.get()) {
                arrival.correct();
            }
        };
        let near = self
            .near
            .iter()
            .map(|section| -> &Element { &section.element });
        self.running.replace(Some(Running {
            _listeners: listeners,
            _size: SizeObserver::new(near, resized),
            frame: None,
        }));
    }

    fn page_position(&self) -> (f64, f64) {
        let height = self
            .target
            .owner_document()
            .and_then(|document| document.document_element());
        let height = height.map_or(0.0, |element| f64::from(element.scroll_height()));
        (self.window.scroll_y().unwrap_or_default(), height)
    }

    fn correct(&self) {
        let (y, height) = self.page_position();
        let (last_y, last_height) = self.position.get();
        // Nothing has moved but the page: a script scrolls it.
        if !self.smooth && height == last_height && y != last_y {
            self.end();
            return;
        }
        // An animated scroll ends where it should, unless something moves meanwhile.
        if !self.smooth || self.calm.get() >= CALM_FRAMES {
            scroll_to(&self.target, Scroll::Instant);
        }
        self.position.set(self.page_position());
    }

    fn look(self: &Rc<Self>) {
        let before = self.top.get();
        self.correct();
        let top = self.target.get_bounding_client_rect().top();
        self.top.set(top);
        self.calm.set(if top == before {
            self.calm.get() + 1
        } else {
            0
        });
        if self.calm.get() > CALM_FRAMES || !self.target.is_connected() {
            self.end();
        } else if !self.ended.get() {
            self.look_next_frame();
        }
    }

    fn look_next_frame(self: &Rc<Self>) {
        let arrival = Rc::downgrade(self);
        let frame = request_animation_frame(move |_| {
            if let Some(arrival) = arrival.upgrade().filter(|arrival| !arrival.ended.get()) {
                arrival.look();
            }
        });
        if let Some(running) = &mut *self.running.borrow_mut() {
            running.frame = Some(frame);
        }
    }

    fn end(&self) {
        if self.ended.replace(true) {
            return;
        }
        drop(self.running.take());
        let own = self.own.take();
        // The browser remembers the heights at the end of a frame. A later arrival takes the sections over.
        let Some(own) = own else { return };
        two_frames_later(move || {
            let superseded =
                CURRENT.with(|current| !std::ptr::eq(current.borrow().as_ptr(), &raw const *own));
            if !superseded {
                for section in &own.near {
                    unset(&section.element, "data-near");
                }
            }
        });
    }
}

fn current() -> Option<Rc<Arrival>> {
    CURRENT.with(|current| current.borrow().upgrade())
}

/// Ends the arrival in progress if it leads into this article.
pub(super) fn end_arrival_in(root: &Element) {
    if let Some(arrival) = current().filter(|arrival| root.contains(Some(&arrival.target))) {
        arrival.end();
    }
}

fn two_frames_later(work: impl FnOnce() + 'static) {
    let first = Closure::once_into_js(move || {
        let second = Closure::once_into_js(work);
        request(&second);
    });
    request(&first);
}

fn request(callback: &JsValue) {
    if let Some(window) = web_sys::window() {
        let _ = window.request_animation_frame(callback.unchecked_ref());
    }
}

/// Whether scrolling to an element is animated.
fn is_smooth(window: &Window, target: &Element) -> bool {
    let mut at: Option<Node> = Some(target.clone().into());
    while let Some(node) = at {
        if let Some(element) = node.dyn_ref::<Element>()
            && let Ok(Some(style)) = window.get_computed_style(element)
            && style.get_property_value("scroll-behavior").as_deref() == Ok("smooth")
        {
            return true;
        }
        at = parent(&node);
    }
    false
}

/// Makes the Tab key continue from an element that can't have the focus by itself.
pub(super) fn focus_once(element: &Element) -> Listener {
    set(element, "tabindex", "-1");
    let blurred = element.clone();
    let listener = Listener::new(element, "blur", move |_| unset(&blurred, "tabindex"));
    focus(element);
    listener
}
